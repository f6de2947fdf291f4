"""Phrases that several sentences on the kind of a cluster share."""

from __future__ import annotations

from collections.abc import Sequence

from tiesnet.language import say, say_n, word

_ACTORS = {
    "firm": word("firm"),
    "cluster_organisation": word("cluster organisation"),
    "association": word("association"),
    "government": word("government"),
    "research": word("research"),
    "finance": word("finance"),
    "services": word("services"),
    "person": word("person"),
    "other": word("other"),
}


def kind_said(kind: str) -> str:
    """Say what an actor is.

    >>> kind_said("cluster_organisation")
    'cluster organisation'
    """
    known = _ACTORS.get(kind)
    return say(known) if known else kind.replace("_", " ")


def either(words: Sequence[str]) -> str:
    """List what something may be, in words of ours: A or B.

    >>> either(["growth", "maturity"])
    'growth or maturity'
    """
    first, *others = words
    said = say(first)
    for other in others:
        said = say("{one} or {other}", one=said, other=say(other))
    return said


def firms_told(number: int, told: bool) -> str:
    """Count firms that answered, or firms where the survey does not tell who did.

    >>> firms_told(1, True), firms_told(3, False)
    ('1 firm that answered', '3 firms')
    """
    if told:
        return say_n(number, "{n} firm that answered", "{n} firms that answered")
    return say_n(number, "{n} firm", "{n} firms")

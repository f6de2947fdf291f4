"""Which measures are asked for, and with which options."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from tiesnet.errors import TiesnetError
from tiesnet.language import say, word
from tiesnet.metrics._catalogue import TOPICS, Metric, catalogue
from tiesnet.metrics._options import check_values, in_word

__all__ = ["check_options", "choose", "in_word"]
EVERY = "every"
_SEE = word("See catalogue() or 'tiesnet metrics'.")


def choose(asked: Iterable[str] | None) -> tuple[list[Metric], frozenset[str]]:
    """Give the measures asked for, and the names of those that were named one by one.

    Parameters
    ----------
    asked : iterable of str, optional
        Names of measures, topics, or "every"; by default all that are not extra.

    Raises
    ------
    TiesnetError
        A name is neither a measure nor a topic.
    """
    known = catalogue()
    if asked is None:
        return [record for record in known.values() if not record.extra], frozenset()
    wanted = list(dict.fromkeys([asked] if isinstance(asked, str) else asked))
    chosen: dict[str, Metric] = {}
    for name in wanted:
        chosen |= {record.name: record for record in _meant(name, known)}
    return list(chosen.values()), frozenset(known) & frozenset(wanted)


def check_options(options: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Mapping[str, Any]]:
    """Refuse options that no measure has, and values of another kind than theirs.

    Raises
    ------
    TiesnetError
        A measure is not known, does not have the option, or the value is of another kind.
    """
    known = catalogue()
    for name, given in options.items():
        if name not in known:
            raise TiesnetError(
                say("There is no measure {name}.", name=f"{name!r}"), _repair(name, known)
            )
        check_values(name, known[name].options, given)
    return options


def _meant(name: str, known: Mapping[str, Metric]) -> list[Metric]:
    if name in known:
        return [known[name]]
    if name == EVERY or name in TOPICS:
        return [record for record in known.values() if name in (EVERY, record.topic)]
    raise TiesnetError(say("There is no measure {name}.", name=f"{name!r}"), _repair(name, known))


def _repair(name: str, known: Mapping[str, Metric]) -> str:
    near = get_close_matches(name, [*known, *TOPICS], n=1)
    if not near:
        return say(_SEE)
    return say("Did you mean {near}? {see}", near=f"{near[0]!r}", see=say(_SEE))

"""Why two names are taken for alike, in plain words."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from tiesnet.language import say, word
from tiesnet.survey.matching.alike import Alike, Looked
from tiesnet.survey.matching.generic import SMALL

_SHOWN = 4
_WORDS = {
    "typo": word("{one} is close to {other}"),
    "short": word("{one} may be short for {other}"),
    "meaning": word("{one} means the same as {other}"),
}

_ONLY_THIS = word("only this name has {rest}")
_ONLY_OTHER = word("only the other name has {rest}")


def reason(one: Looked, two: Looked, alike: Alike) -> str:
    """Say why two names are alike, and what only one of them has."""
    if one.name.core == two.name.core:
        return _of_forms(one, two)
    parts = [alike.also] if alike.also else []
    same = [pair.one for pair in alike.pairs if pair.why == "same" and pair.one not in SMALL]
    if same:
        same.sort(key=lambda word: (-one.weights.get(word, 0.0), word))
        parts.append(say("both have {same}", same=_listed(same)))
    for pair in alike.pairs:
        if pair.why in _WORDS:
            short, long = sorted((pair.one, pair.two), key=len)
            parts.append(say(_WORDS[pair.why], one=short, other=long))
    for which, name, other in ((_ONLY_THIS, one, "one"), (_ONLY_OTHER, two, "two")):
        paired = {getattr(pair, other) for pair in alike.pairs}
        if rest := _rest(name.words, paired):
            parts.append(say(which, rest=_listed(rest)))
    return "; ".join(parts)


def _rest(words: Sequence[str], paired: Collection[str]) -> list[str]:
    return [word for word in dict.fromkeys(words) if word not in paired and word not in SMALL]


def _listed(words: Sequence[str]) -> str:
    names = ", ".join(words[:_SHOWN])
    if len(words) <= _SHOWN:
        return names
    return say("{names} and {n} more", names=names, n=len(words) - _SHOWN)


def _of_forms(one: Looked, two: Looked) -> str:
    if one.name.form == two.name.form:
        return say("the same name")
    if one.name.form and two.name.form:
        return say("the same name with another legal form")
    return say("the same name, but only one of them gives a legal form")

"""Whom a name may stand for: the likeliest known names, each with a score and a reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from tiesnet.language import say
from tiesnet.survey.matching.alike import Alike, Looked, likeness, looked_at, weights
from tiesnet.survey.matching.candidates import nearest
from tiesnet.survey.matching.normal import LONGEST, taken_apart
from tiesnet.survey.matching.reasons import reason
from tiesnet.survey.words import quoted

MOST = 3
MOST_KNOWN = 50_000  # a longer list of firms is not searched
MOST_ASKED = 20_000  # names suggestions are looked for at a time
_BETWEEN = re.compile(r"\s+[-–—|]\s+|\s*[,;:/()\[\]]\s*")  # what stands between parts of a name
_CANDIDATES = 25
_FOR_ONE = 5  # candidates when only the likeliest is asked for, as while reading
_ALWAYS = 8  # candidates looked at however little they share
_LOWEST = 0.2
_BRIDGE = 0.4  # how alike names are, at least, of which one leads to what the other is like
_STEP = 0.95  # what a suggestion through another name is worth, beside one that needs none
_COMMON = 0.3  # of the score is what names share in letters and meanings
_FEW = 6  # suggestions kept of each name while bridges are looked for


class Suggestion(NamedTuple):
    """A known name, by its place in the list, that another name may stand for.

    ``score`` goes from 0 to 1; ``reason`` says in words what the names share.
    """

    place: int
    score: float
    reason: str


class _Option(NamedTuple):
    """What a name may stand for: how alike, its place, and the name that leads to it, if any."""

    score: float
    place: int
    alike: Alike
    through: int = -1


def suggest(
    names: Sequence[str], known: Sequence[str], most: int = MOST, lowest: float = _LOWEST
) -> list[list[Suggestion]]:
    """Find for each name the known names it may stand for, the likeliest first.

    Names with other numbers or single letters, or one with north and one with south, are never
    suggested for each other.

    >>> [found.place for found in suggest(["Curtidos Soll"], ["Tecnomec", "Curtidos Sol S.L."])[0]]
    [1]
    """
    if not names or not known or len(known) > MOST_KNOWN:
        return [[] for _ in names]
    ours, theirs = _looked_at(names[:MOST_ASKED], known)
    options = _options(ours, theirs, lowest, _CANDIDATES if most > 1 else _FOR_ONE)
    found = [[_told(ours[k], theirs, one) for one in few[:most]] for k, few in enumerate(options)]
    return [*found, *([] for _ in names[MOST_ASKED:])]


def suggest_through(
    names: Sequence[str], known: Sequence[str], merged: Sequence[tuple[str, int]], most: int = MOST
) -> list[list[Suggestion]]:
    """Find for each name the known names it may stand for, also by way of other names.

    A name like no known one may be like another typed name that is like a known one, or like one
    of those `merged`: spellings already known to stand for a known name, by its place.

    >>> typed = ["Tecnomec Valtion (TVX)", "TVX Mecánica Puerto"]
    >>> suggest_through(typed, ["Mecánica Puerto", "Curtidos Sol"], [])[0][0].place
    0
    """
    if not names or not known or len(known) > MOST_KNOWN:
        return [[] for _ in names]
    asked = names[:MOST_ASKED]
    more = [*asked, *(text for text, _ in merged)]
    ours, theirs = _looked_at(more, known, True)
    asking = ours[: len(asked)]
    direct = _options(asking, theirs, _LOWEST)
    bridges = _options(asking, ours, _BRIDGE)
    sure = [[_Option(1.0, place, Alike(1.0))] for _, place in merged]
    options = _with_bridges(direct, bridges, [*direct, *sure])
    found = []
    for one, few in zip(asking, options, strict=True):
        found.append([_led(one, theirs, ours, more, option) for option in few[:most]])
    return [*found, *([] for _ in names[MOST_ASKED:])]


def _looked_at(
    names: Sequence[str], known: Sequence[str], pieces: bool = False
) -> tuple[list[Looked], list[Looked]]:
    asked, theirs = [taken_apart(name) for name in names], [taken_apart(name) for name in known]
    weight = weights([*theirs, *asked])
    ours, others = looked_at(asked, weight), looked_at(theirs, weight)
    if not pieces:
        return ours, others
    return _with_pieces(ours, names, weight), _with_pieces(others, known, weight)


def _with_pieces(
    looked: Sequence[Looked], texts: Sequence[str], weight: Callable[[str], float]
) -> list[Looked]:
    """Add the parts of names such as Department of Y - University of X (UX)."""
    found = []
    for one, text in zip(looked, texts, strict=True):
        few = [taken_apart(part) for part in _BETWEEN.split(text[:LONGEST])]
        telling = [
            part for part in few if len("".join(part.core)) > 2 and part.core != one.name.core
        ]
        found.append(
            one._replace(pieces=tuple(looked_at(telling, weight))) if len(few) > 1 else one
        )
    return found


def _options(
    ours: Sequence[Looked], theirs: Sequence[Looked], lowest: float, candidates: int = _CANDIDATES
) -> list[list[_Option]]:
    """The likeliest of the others for each name, the likeliest first; a name is none of its own."""
    near = nearest([one.name.core for one in ours], [one.name.core for one in theirs], candidates)
    found = []
    for one, places in zip(ours, near, strict=True):
        few = []
        for place, common in _promising(places, lowest):
            if theirs[place] is one:
                continue
            alike = likeness(one, theirs[place])
            same = one.name.core == theirs[place].name.core
            score = alike.score if same else (1 - _COMMON) * alike.score + _COMMON * common
            if alike.score and score >= lowest:
                few.append(_Option(score, place, alike))
        found.append(sorted(few, key=_order)[:_FEW])
    return found


def _order(option: _Option) -> tuple[float, int]:
    return -option.score, option.place


def _promising(candidates: Sequence[tuple[int, float]], lowest: float) -> list[tuple[int, float]]:
    """Leave out what shares so little that it cannot come near the likeliest."""
    best = candidates[0][1] if candidates else 0.0
    return [
        (place, common)
        for k, (place, common) in enumerate(candidates)
        if common > 2 * lowest - 1 and (k < _ALWAYS or common > best / 2)
    ]


def _with_bridges(
    direct: Sequence[Sequence[_Option]],
    bridges: Sequence[Sequence[_Option]],
    leading: Sequence[Sequence[_Option]],
) -> list[list[_Option]]:
    """Add what the names lead to that are like each name."""
    found = []
    for own, others in zip(direct, bridges, strict=True):
        best = {option.place: option for option in own}
        for option in _led_to(others, leading):
            if option.place not in best or option.score > best[option.place].score:
                best[option.place] = option
        found.append(sorted(best.values(), key=_order))
    return found


def _led_to(bridges: Iterable[_Option], leading: Sequence[Sequence[_Option]]) -> Iterator[_Option]:
    for bridge in bridges:
        for option in leading[bridge.place]:
            if option.score >= _BRIDGE:
                score = bridge.score * option.score * _STEP
                yield _Option(score, option.place, bridge.alike, bridge.place)


def _told(one: Looked, theirs: Sequence[Looked], option: _Option) -> Suggestion:
    why = reason(one, theirs[option.place], option.alike)
    return Suggestion(option.place, round(option.score, 3), why)


def _led(
    one: Looked,
    theirs: Sequence[Looked],
    ours: Sequence[Looked],
    texts: Sequence[str],
    option: _Option,
) -> Suggestion:
    if option.through < 0:
        return _told(one, theirs, option)
    why = reason(one, ours[option.through], option.alike)
    said = say(
        "by way of {texts}, which may be this firm: {why}",
        texts=quoted(texts[option.through]),
        why=why,
    )
    return Suggestion(option.place, round(option.score, 3), said)

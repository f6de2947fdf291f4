"""Whom a name may stand for: the likeliest known names, each with a score and a reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tiesnet.survey.matching.alike import likeness, looked_at, weights
from tiesnet.survey.matching.candidates import nearest
from tiesnet.survey.matching.normal import Name, taken_apart
from tiesnet.survey.matching.reasons import reason

MOST = 3
MOST_KNOWN = 50_000  # a longer list of firms is not searched
MOST_ASKED = 20_000  # names suggestions are looked for at a time
_CANDIDATES = 25
_ALWAYS = 8  # candidates looked at however little they share
_LOWEST = 0.2


class Suggestion(NamedTuple):
    """A known name, by its place in the list, that another name may stand for.

    ``score`` goes from 0 to 1; ``reason`` says in words what the names share.
    """

    place: int
    score: float
    reason: str


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
    asked = [taken_apart(name) for name in names[:MOST_ASKED]]
    theirs = [taken_apart(name) for name in known]
    found = _suggested(asked, theirs, lowest, most)
    return [*found, *([] for _ in names[MOST_ASKED:])]


def _suggested(
    asked: Sequence[Name], known: Sequence[Name], lowest: float, most: int
) -> list[list[Suggestion]]:
    weight = weights([*known, *asked])
    ours, theirs = looked_at(asked, weight), looked_at(known, weight)
    near = nearest([name.core for name in asked], [name.core for name in known], _CANDIDATES)
    found = []
    for one, candidates in zip(ours, near, strict=True):
        few = []
        for place, common in _promising(candidates, lowest):
            alike = likeness(one, theirs[place])
            same = one.name.core == theirs[place].name.core
            score = alike.score if same else (alike.score + common) / 2
            if alike.score and score >= lowest:
                few.append((score, place, alike))
        few.sort(key=lambda option: (-option[0], option[1]))
        found.append(
            [
                Suggestion(place, round(score, 3), reason(one, theirs[place], alike))
                for score, place, alike in few[:most]
            ]
        )
    return found


def _promising(candidates: Sequence[tuple[int, float]], lowest: float) -> list[tuple[int, float]]:
    """Leave out what shares so little that it cannot come near the likeliest."""
    best = candidates[0][1] if candidates else 0.0
    return [
        (place, common)
        for k, (place, common) in enumerate(candidates)
        if common > 2 * lowest - 1 and (k < _ALWAYS or common > best / 2)
    ]

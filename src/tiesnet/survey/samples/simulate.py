"""What simulated surveys share: ties drawn from a seed, and what their two ends write down."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from numpy.random import Generator

FORGETS = 0.12  # how often one end leaves out an ordinary tie
DIFFERS = 0.25  # how often two ends give different strengths

# The word for the connection of a firm, by its part in the story; the others are connected.
WORDS = {
    "alone": "isolate",
    "hanging": "hangs by one tie",
    "island": "outside the main component",
    "hamlet": "hangs by one actor",
    "silent": "silent",
    "unclear": "unclear",
    "unasked": "not surveyed",
}

Row = dict[str, Any]


@dataclass(frozen=True)
class Tie:
    """One true tie: what both ends would say, and the rounds of the survey it exists in.

    ``said`` holds what each end reports where the two contradict; ``more`` what is told beside
    the strength, such as the topic or the value. Trust is told by each end in its own way.
    """

    relation: str
    source: str
    target: str
    strength: int
    more: Mapping[str, Any] = field(default_factory=dict)
    planted: bool = True
    said: tuple[int, int] | None = None
    waves: tuple[str, ...] = ("",)


class Ledger:
    """The ties so far. The first to claim a pair keeps it, so what is planted stays as it is."""

    def __init__(self, rng: Generator, one_sided: Sequence[str] = ("advice",)) -> None:
        self.rng = rng
        self.one_sided = one_sided
        self.ties: dict[tuple[str, ...], Tie] = {}

    def add(self, tie: Tie) -> None:
        """Add a tie unless its pair has one of that relation (and chain) already."""
        self.ties.setdefault(self._key(tie), tie)

    def has(self, relation: str, one: str, other: str) -> bool:
        """Tell whether a pair has a tie of a relation, in whichever direction."""
        ends = {one, other}
        return any(t.relation == relation and {t.source, t.target} == ends for t in self)

    def _key(self, tie: Tie) -> tuple[str, ...]:
        ends = (tie.source, tie.target)
        ordered = ends if tie.relation in self.one_sided else tuple(sorted(ends))
        return (tie.relation, *ordered, str(tie.more.get("chain", "")))

    def __iter__(self) -> Iterator[Tie]:
        return iter(self.ties.values())

    def chance(self, probability: float) -> bool:
        """Draw yes or no."""
        return bool(self.rng.random() < probability)

    def whole(self, low: int, high: int) -> int:
        """Draw a whole number from low to high, both included."""
        return low + int(self.rng.random() * (high - low + 1))

    def some(self, choices: Sequence[str], count: int) -> list[str]:
        """Draw different members of a list, in the order drawn."""
        # Only uniform numbers are drawn: their stream is the same in every version of numpy.
        left = list(choices)
        return [left.pop(int(self.rng.random() * len(left))) for _ in range(min(count, len(left)))]

    def one(self, choices: Sequence[str]) -> str:
        """Draw one member of a list."""
        return self.some(choices, 1)[0]


@dataclass(frozen=True)
class Form:
    """The questionnaire: which question asks the other end, who answers what, the scale of trust.

    ``answers(actor, relation, wave)`` says whether an actor answered a question. ``inverse``
    gives the question the target of a tie answers: "" when nobody asks it.
    """

    answers: Callable[[str, str, str], bool]
    inverse: Mapping[str, str]
    highest_trust: int = 5


def reports(ties: Sequence[Tie], form: Form, rng: Generator) -> list[Row]:
    """Let both ends of every tie answer, wave after wave."""
    told = []
    for tie in ties:
        for wave in tie.waves:
            told += _of_tie(tie, wave, form, rng)
    return told


def _of_tie(tie: Tie, wave: str, form: Form, rng: Generator) -> list[Row]:
    strengths = tie.said or _strengths(tie, rng)
    forgets = -1 if tie.planted or rng.random() >= FORGETS else int(rng.random() * 2)
    second = form.inverse.get(tie.relation, tie.relation)
    ends = ((tie.relation, tie.source, tie.target), (second, tie.target, tie.source))
    able = [k for k, (asked, who, _) in enumerate(ends) if asked and form.answers(who, asked, wave)]
    kept = [k for k in able if len(able) == 1 or k != forgets]
    rows = []
    for k in kept:
        relation, who, whom = ends[k]
        row = {"source": who, "target": whom, "relation": relation, "strength": strengths[k]}
        row |= {"wave": wave, "reported_by": who}
        if strengths[k]:
            row |= dict(tie.more)
        if strengths[k] and "trust" in tie.more:
            row["trust"] = _near(tie.more["trust"], form.highest_trust, rng)
        rows.append(row)
    return rows


def _strengths(tie: Tie, rng: Generator) -> tuple[int, int]:
    """Main partners agree on their strength; weaker ties are judged a step apart at times."""
    step = 1 if rng.random() < 0.5 else -1
    differs = rng.random() < DIFFERS
    if not differs or tie.strength > 3 or tie.planted:
        return tie.strength, tie.strength
    return tie.strength, min(max(tie.strength + step, 1), 3)


def _near(trust: int, highest: int, rng: Generator) -> int:
    step = int(rng.random() * 5) - 2
    return min(max(trust + (step if abs(step) < 2 else 0), 1), highest)


def frame(rows: Sequence[Row], columns: Sequence[str], whole: Sequence[str] = ()) -> pd.DataFrame:
    """Make a table of rows: these columns, and whole numbers that may be missing."""
    table = pd.DataFrame(list(rows), columns=list(columns))
    return table.astype(dict.fromkeys(whole, "Int64"))


def listed(text: str) -> list[tuple[str, list[str]]]:
    """Read lines of ``head: entry, entry`` as heads with their entries."""
    lines = [line.split(": ", 1) for line in text.strip().splitlines()]
    return [(head, entries.split(", ")) for head, entries in lines]


def contradictions(ties: Sequence[Tie]) -> list[dict[str, Any]]:
    """Give the planted contradictions as they stand in an answer key."""
    return [
        {"relation": t.relation, "ends": [t.source, t.target], "said": list(t.said or ())}
        for t in ties
    ]


def named_by(ties: pd.DataFrame, firms: Sequence[str]) -> dict[str, int]:
    """Count how many name each firm, in the reports."""
    count = ties[ties["strength"] > 0].groupby("target")["reported_by"].nunique()
    return {firm: int(count.get(firm, 0)) for firm in firms}

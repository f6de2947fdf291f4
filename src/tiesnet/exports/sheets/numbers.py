"""The numbers of a sheet, each among those of the firms that answered."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from tiesnet.exports.report.words import is_blank, shown
from tiesnet.exports.sheets.own import answering_firms
from tiesnet.exports.sheets.words import LONGEST_LABEL, short
from tiesnet.exports.tables.model import Kind
from tiesnet.language import say, word
from tiesnet.metrics import Measures

FEWEST_FIRMS = 5
"""With fewer firms the quarters of a benchmark would be known firms."""
FEWEST_PARTNERS = 3
"""With fewer partners a number that rests on others' answers would tell what a partner said."""
MOST_RELATIONS = 6
_PARTNERS = word("Partners")
_FORMAL = word("by formal ties")
_INFORMAL = word("by informal ties")
_OUTSIDE = word("outside the cluster")
_STAGES = word("Stages its partners stand at")
_BETWEEN = word("Shortest ways of others that lead through it")


@dataclass(frozen=True)
class Benchmark:
    """Quarters of the firms that answered.

    A quarter of them has at most ``low``, half at most ``middle``, three quarters at most
    ``high``.
    """

    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class Number:
    """One number of a sheet.

    Attributes
    ----------
    label : str
        Said already.
    value : float or None
        None when it is not told.
    kind : str
        How it is shown.
    among : Benchmark or None
        None where too few firms answered.
    part : bool
        Whether it is a part of the number above it.
    """

    label: str
    value: float | None
    kind: Kind
    among: Benchmark | None
    part: bool = False

    @property
    def text(self) -> str:
        """The number in words."""
        return shown(self.value, self.kind)

    @property
    def quarters(self) -> tuple[str, str, str] | None:
        """The benchmark in words."""
        one = self.among
        if one is None:
            return None
        kind: Kind = "percent" if self.kind == "percent" else "number"
        return shown(one.low, kind), shown(one.middle, kind), shown(one.high, kind)

    @property
    def place(self) -> str:
        """Where the number stands among the others, in words."""
        if self.among is None or self.value is None:
            return ""
        if self.value < self.among.low:
            return say("below the middle half")
        if self.value > self.among.high:
            return say("above the middle half")
        return say("within the middle half")


def benchmark(values: pd.Series) -> Benchmark | None:
    """Give the quarters of what is known; nothing where they would be known firms."""
    known = pd.to_numeric(values, errors="coerce").dropna().to_numpy(dtype=float)
    if len(known) < FEWEST_FIRMS:
        return None
    low, middle, high = (float(q) for q in np.quantile(known, (0.25, 0.5, 0.75)))
    return Benchmark(low, middle, high)


class Numbers:
    """The numbers of all firms that answered.

    Parameters
    ----------
    measures : Measures
        What `measure` gave.
    ties : DataFrame
        From `own_ties`.
    """

    def __init__(self, measures: Measures, ties: pd.DataFrame) -> None:
        net = measures.net
        self._firms = answering_firms(net)
        self._full = answering_firms(net, fully=True)
        self._rows: list[tuple[str, pd.Series, Kind, bool]] = []
        formality = net.layers["formality"].reindex(ties["layer"]).to_numpy(dtype=object)
        inside = net.actors["in_cluster"].astype(bool).reindex(ties["partner"]).to_numpy()
        self._partners = self._count(ties)
        self._rows.append((say(_PARTNERS), self._partners, "count", False))
        for label, rows in (
            (_FORMAL, formality == "formal"),
            (_INFORMAL, formality == "informal"),
            (_OUTSIDE, ~inside.astype(bool)),
        ):
            if rows.any():
                self._rows.append((say(label), self._count(ties[rows]), "count", True))
        for layer in net.layers.index[:MOST_RELATIONS]:
            label = short(net.layers.at[layer, "label"], LONGEST_LABEL)
            own = self._count(ties[(ties["layer"] == layer).to_numpy()])
            self._rows.append((label, own, "count", True))
        self._stages(net.actors, ties)
        self._between(measures)

    def of(self, firm: str) -> list[Number]:
        """Give the numbers of a firm, in their order."""
        return [
            Number(
                label,
                self._told(firm, label, values),
                kind,
                benchmark(values.reindex(self._full)),
                part,
            )
            for label, values, kind, part in self._rows
        ]

    def _told(self, firm: str, label: str, values: pd.Series) -> float | None:
        """Leave out what would tell a firm with few partners what one of them said."""
        secret = label == say(_BETWEEN) and self._partners[firm] < FEWEST_PARTNERS
        return None if secret or is_blank(values.get(firm)) else float(values[firm])

    def _count(self, ties: pd.DataFrame) -> pd.Series:
        partners = ties.groupby("actor")["partner"].nunique()
        return partners.reindex(self._firms, fill_value=0).astype(float)

    def _stages(self, actors: pd.DataFrame, ties: pd.DataFrame) -> None:
        stage = ties["partner"].map(actors["stage"])
        if stage.notna().any():
            reached = stage.groupby(ties["actor"]).nunique()
            filled = reached.reindex(self._firms, fill_value=0).astype(float)
            self._rows.append((say(_STAGES), filled, "count", False))

    def _between(self, measures: Measures) -> None:
        """Add the one number that rests on everybody's answers, where it tells of no partner."""
        column = ("all", "betweenness_normalised")
        if column not in measures.actors.columns:
            return
        values = measures.actors[column].reindex(self._firms).astype(float)
        self._rows.append((say(_BETWEEN), values, "percent", False))

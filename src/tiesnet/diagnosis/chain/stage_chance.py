"""Tied pairs within a stage against shuffled stages, layer by layer, each drawn once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.diagnosis.kept import kept, seed_of
from tiesnet.inference import TestResult, permute_labels
from tiesnet.language import say, word
from tiesnet.metrics import Measures
from tiesnet.network import Network, adjacency, tie_parts

REPLICATIONS = 999
LEVEL = 0.05
"""A p at or below which a sentence says more, or less, than chance would give."""
FEWEST_PAIRS = 10
"""Fewer tied pairs than these carry no sentence."""
_SAMPLED = ("sample", "ego")
_NULL = word("stages shuffled among the firms that answered, the ties as they are")


@dataclass(frozen=True)
class StageChance:
    """One layer beside shuffled stages.

    Attributes
    ----------
    firms : int
        Those that answered and whose stage is known.
    pairs : int
        Tied pairs among them, directions ignored.
    result : TestResult or None
        The pairs of one stage; None where it cannot be tested.
    remark : str
        Why it cannot be tested.
    """

    firms: int
    pairs: int
    result: TestResult | None
    remark: str = ""

    @property
    def says(self) -> TestResult | None:
        """The test, where enough pairs stand behind it for a sentence."""
        return self.result if self.pairs >= FEWEST_PAIRS else None


def stage_chance(measures: Measures, layer: str, replications: int = REPLICATIONS) -> StageChance:
    """Test whether ties of a layer and stages go together.

    The stages are shuffled among the firms inside that answered and the ties stay; a firm in
    several stages counts with the first. Not given where a question itself asks for one
    orientation: a shuffle cannot test what was asked. Nor for a sample of firms.
    """
    store = _store(measures)
    if (layer, replications) not in store:
        view = measures.net.inside().layer(layer)
        store[layer, replications] = _tested(view, replications, seed_of(measures))
    return store[layer, replications]


@kept
def _store(measures: Measures) -> dict[tuple[str, int], StageChance]:
    return {}


def is_sample(net: Network) -> bool:
    """Tell whether the survey covers a sample of firms, or single firms and their partners."""
    survey = net.origin.survey
    said = "" if survey is None else str(survey.info.get("design", "") or "")
    return said.strip().lower() in _SAMPLED


def _tested(view: Network, replications: int, seed: int) -> StageChance:
    firms = (view.actors["kind"] == "firm") & view.actors["stage"].notna()
    chosen = np.flatnonzero((firms & view.respondents.observed()).to_numpy())
    one, other = tied_pairs(view, chosen)
    stage = pd.factorize(view.actors["stage"].iloc[chosen])[0]
    if remark := _remark(view, len(one), stage):
        return StageChance(len(chosen), len(one), None, remark)

    def within(labels: NDArray[np.int64]) -> dict[str, float]:
        return {"within": float((labels[one] == labels[other]).sum())}

    tested = permute_labels(within, stage, replications=replications, seed=seed, null=_NULL)
    return StageChance(len(chosen), len(one), tested["within"])


def _remark(view: Network, pairs: int, stage: NDArray[np.intp]) -> str:
    """Say why stages cannot be tested; empty when they can."""
    if (tie_parts(view)["rule"] == 2).any():
        return say("a question itself asks for ties of one orientation")
    if is_sample(view):
        return say("the survey does not cover the whole cluster")
    few = not pairs or len(np.unique(stage)) < 2
    return say("too few firms answered whose stages are known") if few else ""


def tied_pairs(
    view: Network, chosen: NDArray[np.intp]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Give the two ends of every tied pair among some actors, as places in `chosen`."""
    matrix = adjacency(view)
    cells = (matrix + matrix.T)[chosen][:, chosen].tocoo()
    upper = cells.row < cells.col
    return cells.row[upper].astype(np.intp), cells.col[upper].astype(np.intp)

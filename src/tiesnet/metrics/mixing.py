"""Mixing by stage: whether firms work within their stage of the chain or between stages.

All over pairs of firms inside the cluster whose stages are known, by the first stage of each,
and over known pairs: a tie on a pair that is only partly known stays out (see density_known).
Which share of ties is horizontal follows what the questionnaire asked and how many firms each
stage has; the densities and the odds ratio here do not.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._ei import join_count
from tiesnet.metrics._pairs import pair_counts
from tiesnet.metrics._shared import flat, once, ratio
from tiesnet.network import Network

_NEEDS = ("stage", "free_stages", "census")
_SHARE = (0.0, 1.0)
_Counts = tuple[list[str], NDArray[np.int64], NDArray[np.int64]]


@metric(
    label="E-I index by stage",
    unit="index",
    bounds=(-1, 1),
    source="krackhardt1988",
    level="network",
    needs=_NEEDS,
    undefined="there is no tie between firms whose stages are known",
    reading="-1: all ties within stages. 1: all between stages. Compare with the expected value, "
    "not with 0.",
)
def ei_index(net: Network) -> float:
    """Ties between stages less ties within stages, divided by their sum.

    (E - I) / (E + I), external less internal as in Krackhardt and Stern; some packages print the
    opposite sign. Ties are counted without strength.
    """
    within, between = _split(_stage_counts(net)[1])
    return ratio(between - within, between + within)


@metric(
    label="E-I index expected by chance",
    unit="index",
    bounds=(-1, 1),
    source="krackhardt1988",
    level="network",
    needs=_NEEDS,
    undefined="no pair of firms whose stages are known is known",
    reading="What the E-I index would be if stages did not matter.",
)
def ei_expected(net: Network) -> float:
    """Pairs between stages less pairs within stages, divided by their sum.

    (B - W) / (B + W) over the known pairs: the mean of the E-I index when the stage labels are
    shuffled. It is 0 only by accident; with five stages of one size it is near 0.6.
    """
    within, between = _split(_stage_counts(net)[2])
    return ratio(between - within, between + within)


@metric(
    label="E-I index against chance",
    unit="standard deviations",
    bounds=(None, None),
    source="krackhardt1988, cliff1981",
    level="network",
    needs=(*_NEEDS, "free_ties"),
    undefined="shuffling the stages changes nothing, or too few firms answered",
    reading="Beyond 2: more ties between stages than shuffled stages would give. Below -2: more "
    "within stages.",
)
def ei_z(net: Network) -> float:
    """How far the E-I index lies from the one shuffled stages would give, in standard deviations.

    Directions ignored, among firms that answered, so that every pair is known. The stages are
    shuffled among the firms and the ties stay: mean and variance of the number of same-stage
    ties are exact (the join-count statistic of Cliff and Ord, without replacement). Not given
    where a question itself asks for one orientation: a shuffle cannot test what was asked.
    """
    firms = (net.actors["kind"] == "firm") & net.actors["stage"].notna()
    chosen = np.flatnonzero((firms & net.respondents.observed()).to_numpy())
    cells = sparse.triu(flat(net)[chosen][:, chosen]).tocoo()
    label = pd.factorize(net.actors["stage"].iloc[chosen])[0]
    return join_count(cells.row, cells.col, label).z


@metric(
    label="Density within stages",
    unit="share of pairs",
    bounds=_SHARE,
    source="schmitz1999, wasserman1994",
    level="network",
    needs=_NEEDS,
    undefined="no two firms of one stage form a known pair",
    reading="Higher than between stages: firms work with their peers.",
)
def density_same_stage(net: Network) -> float:
    """Ties as a share of the known pairs of firms of the same stage.

    Known pairs as in the density of known pairs.
    """
    _, ties, pairs = _stage_counts(net)
    return ratio(_split(ties)[0], _split(pairs)[0])


@metric(
    label="Density between stages",
    unit="share of pairs",
    bounds=_SHARE,
    source="schmitz1999, wasserman1994",
    level="network",
    needs=_NEEDS,
    undefined="no two firms of different stages form a known pair",
    reading="Higher than within stages: firms work along the chain.",
)
def density_different_stage(net: Network) -> float:
    """Ties as a share of the known pairs of firms of different stages.

    Known pairs as in the density of known pairs.
    """
    _, ties, pairs = _stage_counts(net)
    return ratio(_split(ties)[1], _split(pairs)[1])


@metric(
    label="Odds ratio, same stage",
    unit="ratio",
    source="wasserman1994, haldane1956",
    level="network",
    needs=_NEEDS,
    undefined="there are no known pairs within stages, or none between stages",
    reading="Above 1: a tie is likelier within a stage. Below 1: likelier between stages.",
)
def odds_ratio_stage(net: Network) -> float:
    """Odds of a tie within a stage, divided by the odds of a tie between stages.

    (tied / not tied among same-stage pairs) / (tied / not tied among different-stage pairs),
    over known pairs. If one of the four counts is 0, one half is added to each of them, and a
    caution says so.
    """
    cells = _cells(net)
    if not cells.sum(axis=1).all():
        return float("nan")
    if corrected(net):
        cells = cells + 0.5
    return float(cells[0, 0] * cells[1, 1] / (cells[0, 1] * cells[1, 0]))


@metric(
    label="Ties by stage",
    unit="ties",
    source="wasserman1994",
    level="table",
    needs={"stage", "census"},
    undefined="no pair of the two stages is known",
    reading="Which stages work with which; the share is of the known pairs.",
)
def stage_matrix(net: Network) -> pd.DataFrame:
    """Ties, known pairs and their ratio for every stage of one firm and stage of the other.

    With arrows rows run from the source's stage to the target's, in a union along the flow.
    Without arrows every pair of stages stands twice, once each way, with the same numbers.
    Columns: source_stage, target_stage, ties, known_pairs, density (empty without known pairs).
    """
    stages, ties, pairs = _stage_counts(net)
    if not net.directed:
        ties, pairs = (np.maximum(table, table.T) for table in (ties, pairs))
    count = len(stages)
    table = pd.DataFrame(
        {
            "source_stage": np.repeat(stages, count),
            "target_stage": stages * count,
            "ties": ties.reshape(-1),
            "known_pairs": pairs.reshape(-1),
        }
    )
    return table.assign(
        density=table["ties"] / table["known_pairs"].where(table["known_pairs"] > 0)
    )


def corrected(net: Network) -> bool:
    """Tell whether the odds ratio of a view needs one half added to its cells."""
    cells = _cells(net)
    return bool(cells.sum(axis=1).all() and not cells.all())


def _cells(net: Network) -> NDArray[np.float64]:
    """Give tied and not tied pairs (columns) of the same and of different stages (rows)."""
    _, ties, pairs = _stage_counts(net)
    tied, known = np.array(_split(ties)), np.array(_split(pairs))
    return np.column_stack([tied, known - tied]).astype(float)


def _split(table: NDArray[np.int64]) -> tuple[float, float]:
    within = float(table.trace())
    return within, float(table.sum()) - within


def _stage_counts(net: Network) -> _Counts:
    counts: _Counts = once(net, "stages", lambda: _count(net))
    return counts


def _count(net: Network) -> _Counts:
    firms = (net.actors["kind"] == "firm").to_numpy()
    stage = net.actors["stage"].where(firms)
    stages = _in_order(net, stage)
    label = pd.Categorical(stage, categories=stages).codes.astype(np.intp)
    return stages, *_padded(pair_counts(net, label), len(stages))


def _in_order(net: Network, stage: pd.Series) -> list[str]:
    """Name the stages that firms have, in the order of the chain."""
    here = sorted(stage.dropna().unique())
    survey = net.origin.survey
    order = {} if survey is None else survey.stages["order"].dropna().to_dict()
    return sorted(here, key=lambda name: order.get(name, len(order)))


def _padded(
    counts: tuple[NDArray[np.int64], NDArray[np.int64]], size: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    ties, pairs = (np.zeros((size, size), dtype=np.int64) for _ in counts)
    for table, found in zip((ties, pairs), counts, strict=True):
        table[: len(found), : len(found)] = found
    return ties, pairs

"""How the ranks of actors changed between two waves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.inference.engine import Chunk, replicate
from tiesnet.inference.evidence import Field
from tiesnet.inference.missing.ranking import LOWEST_FIRST
from tiesnet.inference.result import TEST_FIELDS, summarise
from tiesnet.inference.waves.rounds import Step
from tiesnet.inference.waves.ties import STEP_FIELDS
from tiesnet.language import word
from tiesnet.metrics import catalogue, measure
from tiesnet.network import Network

NULL = word("the ranks of one wave shuffled among the actors compared")
TEST = word("permutation of ranks")
FEWEST = 4
_DIGITS = 10
_Values = NDArray[np.float64]

RANK_FIELDS = (
    *STEP_FIELDS,
    Field("layer", "Relation", "layer"),
    Field("measure", "Measure", "word"),
    Field("actors", "Actors compared", "count", "actors", "With a value in both waves."),
    Field("rose", "Rose", "count", "actors", "Nearer to rank 1 than before."),
    Field("fell", "Fell", "count", "actors"),
    Field("observed", "Rank correlation", "number", "", "Spearman; 1: nobody changed places."),
    *TEST_FIELDS[1:],
)
MOVER_FIELDS = (
    *STEP_FIELDS,
    Field("layer", "Relation", "layer"),
    Field("measure", "Measure", "word"),
    Field("name", "Actor"),
    Field("before", "Value before", "number"),
    Field("after", "Value after", "number"),
    Field(
        "rank_before",
        "Rank before",
        "number",
        "",
        "1 is the largest, of constraint the smallest; equals share the mean.",
    ),
    Field("rank_after", "Rank after", "number"),
    Field("places", "Places", "number", "", "Above 0: it rose."),
)  # fmt: skip


def values_of(net: Network, layers: Sequence[str], names: Sequence[str]) -> pd.DataFrame:
    """Give measures of actors, columns (layer, metric); lower bounds are left empty.

    A number that rests on what others say of an actor that did not answer may be larger in truth,
    and cannot be compared with one that is whole.
    """
    found = measure(net, layers, names)
    table = found.actors.copy()
    for actor, layer, metric in found.lower_bounds.itertuples(index=False, name=None):
        table.loc[actor, (layer, metric)] = np.nan
    return table


def rank_tables(
    step: Step, layers: Sequence[str], names: Sequence[str], **testing: Any
) -> tuple[list[dict[str, object]], list[pd.DataFrame]]:
    """Compare ranks in two waves, each by its own network, among those with a value in both."""
    rows, movers = [], []
    first, second = (values_of(net, layers, names) for net in step.wide)
    for layer, name in first.columns.intersection(second.columns, sort=False):
        two = pd.concat([first[(layer, name)], second[(layer, name)]], axis=1, join="inner")
        two = two.apply(pd.to_numeric, errors="coerce").dropna()
        if len(two) < FEWEST:
            continue
        two.columns = ["before", "after"]
        head = {**step.key(), "layer": layer, "measure": catalogue()[name].label}
        moved = _moved(two, step.second.actors["name"], lowest=name in LOWEST_FIRST)
        found = spearman(two["before"].to_numpy(float), two["after"].to_numpy(float), **testing)
        rows.append({**head, "actors": len(two), "rose": int((moved["places"] > 0).sum()),
                     "fell": int((moved["places"] < 0).sum()), **found.row()})  # fmt: skip
        movers.append(moved.assign(**head))
    return rows, movers


def spearman(one: _Values, other: _Values, **testing: Any) -> Any:
    """Test Spearman's rank correlation; empty when all values of a wave are alike.

    Returns
    -------
    TestResult
    """
    ranks = [_rounded(pd.Series(values)).rank().to_numpy() for values in (one, other)]
    x, y = (values - values.mean() for values in ranks)
    scale = float(np.sqrt((x @ x) * (y @ y)))
    seed = testing["seed"]
    if scale == 0:
        return summarise(np.nan, np.zeros(0), seed, NULL, test=TEST)

    def drawn(chunk: Chunk) -> _Values:
        rng = chunk.rng()
        mixed = rng.permuted(np.tile(y, (chunk.size, 1)), axis=1)
        found: _Values = mixed @ x / scale
        return found

    outcomes = replicate(drawn, label=word("Shuffling the ranks"), **testing)
    return summarise(float(x @ y) / scale, outcomes, seed, NULL, test=TEST, two_sided="size")


def _rounded(values: pd.Series) -> pd.Series:
    """Let numbers be equal that differ only by rounding, as betweenness of two alike actors may."""
    size = float(values.abs().max()) or 1.0
    return (values / size).round(_DIGITS)


def _moved(two: pd.DataFrame, names: pd.Series, lowest: bool) -> pd.DataFrame:
    """Rank the actors in both waves, those that moved most first."""
    ranks = two.apply(_rounded).rank(ascending=lowest)
    table = two.assign(
        name=[str(names.get(actor, actor)) for actor in two.index],
        rank_before=ranks["before"],
        rank_after=ranks["after"],
        places=ranks["before"] - ranks["after"],
    )
    order = table["places"].abs().sort_values(ascending=False, kind="stable").index
    return table.loc[order].reset_index(drop=True)

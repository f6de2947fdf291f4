"""Horizontal, vertical, lateral or institutional: what kind of cooperation a tie is."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

RULES = {
    1: "an end is no firm: institutional",
    2: "the relation says so",
    3: "trade: vertical",
    4: "the stages of both ends",
    5: "undetermined: a stage or its place in the order is not known",
}


def classify(
    ties: pd.DataFrame, actors: pd.DataFrame, layers: pd.DataFrame, order: dict[str, int]
) -> pd.DataFrame:
    """Add ``orientation``, ``rule``, ``upstream`` and ``reach`` to a table of ties.

    The first rule that applies decides (Schmitz 1997; Schmitz & Nadvi 1999): (1) an end that is
    no firm: institutional; (2) the orientation the relation declares; (3) trade: vertical;
    (4) both stages known: a shared stage is horizontal, another order is vertical, the same
    order in another stage is lateral; (5) undetermined. A relation that declares ``by_stage``
    goes to (4) at once.
    """
    source, target = ties["source"].to_numpy(), ties["target"].to_numpy()
    of_layer = layers.loc[ties["layer"]]
    firm = (actors["kind"] == "firm").to_numpy()
    declared = of_layer["orientation"].to_numpy()
    trade = (of_layer["content"] == "trade").to_numpy()
    stage = _by_stage(source, target, actors, order)
    conditions = [
        ~(firm[source] & firm[target]),
        np.isin(declared, ["vertical", "horizontal"]),
        trade & (declared != "by_stage"),
        stage != "undetermined",
    ]
    orientation = np.select(
        conditions, ["institutional", declared, "vertical", stage], default="undetermined"
    )
    inside = actors["in_cluster"].to_numpy(dtype=bool)
    return ties.assign(
        orientation=pd.array(orientation.astype(str), dtype="str"),
        rule=np.select(conditions, [1, 2, 3, 4], default=5),
        upstream=_upstream(source, target, of_layer, actors, order) * (orientation == "vertical"),
        reach=np.where(inside[source] & inside[target], "internal", "external"),
    )


def _by_stage(
    source: NDArray[Any], target: NDArray[Any], actors: pd.DataFrame, order: dict[str, int]
) -> NDArray[Any]:
    """Compare the stages of both ends; firms in several stages share a stage if any is common."""
    stages = [frozenset(value) for value in actors["stages"]]
    orders = [frozenset(order[s] for s in value if s in order) for value in stages]
    kinds: dict[tuple[frozenset[str], frozenset[str]], str] = {}
    words = []
    for i, j in zip(source, target, strict=True):
        key = (stages[i], stages[j])
        if key not in kinds:
            kinds[key] = _compare(stages[i], stages[j], orders[i], orders[j])
        words.append(kinds[key])
    return np.array(words, dtype=object)


def _compare(
    one: frozenset[str], other: frozenset[str], rank: frozenset[int], rank2: frozenset[int]
) -> str:
    if not one or not other:
        return "undetermined"
    if one & other:
        return "horizontal"
    if not rank or not rank2:
        return "undetermined"
    return "lateral" if rank & rank2 else "vertical"


def _upstream(
    source: NDArray[Any],
    target: NDArray[Any],
    of_layer: pd.DataFrame,
    actors: pd.DataFrame,
    order: dict[str, int],
) -> NDArray[np.int64]:
    """Say which end is the supplier (trade) or the earlier stage (other vertical ties)."""
    place = np.array(
        [
            np.mean([float(order[s]) for s in v if s in order] or [float("nan")])
            for v in actors["stages"]
        ]
    )
    with np.errstate(invalid="ignore"):
        by_stage = np.nan_to_num(np.sign(place[target] - place[source])).astype(np.int64)
    by_flow = of_layer["flow"].map({"with_arrow": 1, "against_arrow": -1}).fillna(0).to_numpy()
    sold = (of_layer["content"] == "trade").to_numpy() & (by_flow != 0)
    side: NDArray[np.int64] = np.where(sold, by_flow, by_stage).astype(np.int64)
    return side

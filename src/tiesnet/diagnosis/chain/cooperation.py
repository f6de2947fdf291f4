"""Horizontal beside vertical, formal beside informal: the cluster's kinds of cooperation."""

from __future__ import annotations

import pandas as pd

from tiesnet.diagnosis.kept import kept
from tiesnet.metrics import Measures
from tiesnet.network import UNIONS, Network, tie_parts

ORIENTATIONS = ("horizontal", "vertical", "lateral", "institutional", "undetermined")

_BY_STAGE = ("density_same_stage", "density_different_stage", "odds_ratio_stage", "ei_z")


@kept
def horizontal_vertical(measures: Measures) -> pd.DataFrame:
    """Count the ties inside the cluster by orientation, layer by layer.

    Returns
    -------
    DataFrame
        Indexed by layer, unions last: ``label``, ``ties``, one count per orientation,
        ``horizontal_share`` (of horizontal and vertical ties), the densities among firms of the
        same and of different stages, their odds ratio, ``ei_z`` (the E-I index against shuffled
        stages), and ``stage_ratio``: how many times as
        likely a tie is between stages as within one. In a union every pair counts once for each
        orientation it has.
    """
    net = measures.net.inside()
    rows = {}
    for name in measures.network.columns:
        view = net.layer(str(name))
        row: dict[str, object] = {"label": view.layers["label"].iloc[0]}
        row |= _orientations(view)
        for metric in _BY_STAGE:
            if metric in measures.network.index:
                row[metric] = measures.network.at[metric, name]
        rows[str(name)] = row
    table = pd.DataFrame.from_dict(rows, orient="index")
    table.index.name = "layer"
    both = table["horizontal"] + table["vertical"]
    table["horizontal_share"] = (table["horizontal"] / both.where(both > 0)).astype(float)
    if "density_same_stage" in table:
        same = table["density_same_stage"].astype(float)
        table["stage_ratio"] = table["density_different_stage"].astype(float) / same.where(same > 0)
    return table


def formal_informal(measures: Measures) -> pd.Series | None:
    """Give the overlap of formal and informal ties; None when one of them is missing."""
    overlap = measures.tables.get("layer_overlap")
    if overlap is None:
        return None
    row = overlap[(overlap["layer_a"] == "formal") & (overlap["layer_b"] == "informal")]
    return None if row.empty else row.iloc[0]


def is_union(layer: str) -> bool:
    """Tell whether a layer name stands for a union of layers."""
    return layer in UNIONS


def _orientations(view: Network) -> dict[str, object]:
    parts = tie_parts(view)
    ends = parts.assign(
        low=parts[["source", "target"]].min(axis=1), high=parts[["source", "target"]].max(axis=1)
    )
    pairs = ends.drop_duplicates(["low", "high", "orientation"])
    counts = pairs["orientation"].value_counts()
    row: dict[str, object] = {"ties": len(ends.drop_duplicates(["low", "high"]))}
    return row | {kind: int(counts.get(kind, 0)) for kind in ORIENTATIONS}

"""The layers of the shared data as networks, and what R sna, R igraph and networkx say of them."""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from tiesnet.network import Network, network_from_edges

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
SNA, IGRAPH, PYTHON = "R_sna", "R_igraph", "networkx_pyigraph"
LAYERS = sorted(
    (path.parent.parent.name, path.name.removesuffix(f"__{SNA}.json"))
    for path in DATA.glob(f"*/reference/*__{SNA}.json")
    if not path.name.startswith("_")
)
SAME = {"rel": 1e-9, "abs": 1e-9}


def read(folder: str, layer: str, stage: str | None = None) -> Network:
    nodes = pd.read_csv(DATA / folder / "nodes.csv", dtype=str)
    ties = pd.read_csv(DATA / folder / "ties.csv", dtype={"source": str, "target": str})
    ties = ties[
        (ties["layer"] == layer) & (ties["weight"] > 0) & (ties["source"] != ties["target"])
    ]
    ties = ties.groupby(["source", "target"], as_index=False, sort=False).agg(
        weight=("weight", "sum"), directed=("directed", "first")
    )
    edges = list(ties[["source", "target", "weight"]].itertuples(index=False, name=None))
    stages = None
    if stage is not None:
        known = nodes.dropna(subset=[stage])
        stages = dict(zip(known["id"], known[stage], strict=True))
    return network_from_edges(
        edges, nodes["id"].tolist(), directed=bool(ties["directed"].iloc[0]), stages=stages
    )


@cache
def network(folder: str, layer: str) -> Network:
    return read(folder, layer)


@cache
def reference(folder: str, layer: str, file: str) -> dict[str, Any]:
    """What a program says of a layer: entry by name, its value under ``value``."""
    found: dict[str, Any] = json.loads(
        (DATA / folder / "reference" / f"{layer}__{file}.json").read_text(encoding="utf-8")
    )
    return found


@cache
def published(folder: str) -> list[dict[str, Any]]:
    """What papers and UCINET print of a data set."""
    path = DATA / folder / "reference" / "published_values.json"
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["entries"]
    return found


def number(value: Any) -> float:
    return math.nan if value in (None, "NaN", "NA") else float(value)

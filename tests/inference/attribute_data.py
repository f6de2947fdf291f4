"""Networks with attributes for the tests of attributes: small ones, and the shared data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from tiesnet.network import Network, build_network, network_from_edges
from tiesnet.survey import read_survey


def with_columns(net: Network, **columns: Sequence[Any]) -> Network:
    """The same network with more columns of its actors."""
    made = {name: pd.Series(list(v), index=net.actors.index) for name, v in columns.items()}
    return replace(net, actors=net.actors.assign(**made))


def small(
    edges: Sequence[str], *, directed: bool = True, stages: Mapping[str, str] | None = None,
    **columns: Sequence[Any],
) -> Network:  # fmt: skip
    """A network of ties such as "ab" between actors of one letter, those named and no others."""
    nodes = sorted(set("".join(edges)) | set(stages or {}))
    net = network_from_edges([tuple(e) for e in edges], nodes, directed=directed, stages=stages)
    return with_columns(net, **columns)


def shared(data: Path, name: str, layer: str) -> Network:
    """A layer of a shared data set, in which everybody answered, with all its columns."""
    nodes = pd.read_csv(data / name / "nodes.csv", dtype={"id": str})
    ties = pd.read_csv(data / name / "ties.csv", dtype={"source": str, "target": str})
    ties = ties[(ties["layer"] == layer) & (ties["weight"] > 0)]
    ties = ties[ties["source"] != ties["target"]]
    net = network_from_edges(
        ties[["source", "target"]].reset_index(drop=True),
        nodes["id"].tolist(),
        directed=bool(ties["directed"].iloc[0]),
        layer=layer,
    )
    columns = {c: nodes[c] for c in nodes.columns if c not in ("id", "label")}
    return with_columns(net, **columns)


@cache
def footwear(root: Path) -> Network:
    """A survey with silent firms, institutions, outside actors and a vertical question."""
    return build_network(read_survey(root / "surveys" / "footwear-valley"))

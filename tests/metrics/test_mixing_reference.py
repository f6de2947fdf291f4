"""Mixing of every layer of the shared data against R igraph, networkx and UCINET."""

from __future__ import annotations

import importlib.util
import json
import math
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from tiesnet.metrics._mixing import assortativity, mixing, modularity
from tiesnet.metrics.homophily import homophily, mixing_matrix, numeric_assortativity
from tiesnet.network import Network

_spec = importlib.util.spec_from_file_location(
    "reference_values", Path(__file__).with_name("reference.py")
)
peers = importlib.util.module_from_spec(_spec)  # type: ignore[arg-type]
_spec.loader.exec_module(peers)  # type: ignore[union-attr]
IGRAPH, PYTHON, SAME = peers.IGRAPH, peers.PYTHON, peers.SAME


@pytest.fixture(autouse=True)
def _there(shared_data: object) -> None:
    """Skip, with the reason, without the shared data."""


@cache
def with_columns(folder: str, layer: str) -> Network:
    nodes = pd.read_csv(peers.DATA / folder / "nodes.csv", dtype=str).set_index("id")
    net = peers.network(folder, layer)
    columns = [name for name in nodes if name not in net.actors]
    return replace(net, actors=net.actors.join(nodes[columns]))


def cases(file: str, entry: str, whole: bool = True) -> Iterator[tuple[Network, str, object]]:
    """Give each layer and column a peer has a value for; `whole`: every actor has a group."""
    for folder, layer in peers.LAYERS:
        for name, found in peers.reference(folder, layer, file).items():
            if name.startswith(f"{entry}__") and found.get("value") is not None:
                column, net = name.removeprefix(f"{entry}__"), with_columns(folder, layer)
                if not whole or net.actors[column].notna().all():
                    yield net, column, found["value"]


@pytest.mark.parametrize(
    ("file", "entry"), [(IGRAPH, "assortativity_nominal"), (PYTHON, "attribute_assortativity")]
)
def test_assortativity(file: str, entry: str) -> None:
    compared = 0
    for net, column, value in cases(file, entry):
        ours = assortativity(mixing(net, column).ties)
        theirs = math.nan if value in ("NaN", "NA") else float(str(value))
        assert ours == pytest.approx(theirs, nan_ok=True, **SAME), (column, net)
        compared += 1
    print(f"{entry}: {compared} layers and columns")
    assert compared >= 30


@pytest.mark.parametrize(
    ("file", "entry", "arrows"),
    [
        (IGRAPH, "modularity_directed", True),
        (PYTHON, "modularity", True),
        (IGRAPH, "modularity_gu", False),
        (PYTHON, "modularity_undirected", False),
    ],
)
def test_modularity(file: str, entry: str, arrows: bool) -> None:
    """With arrows, and of the union of both directions."""
    compared = 0
    for net, column, value in cases(file, entry):
        view = net if arrows else net.undirected()
        assert modularity(mixing(view, column).ties) == pytest.approx(float(str(value)), **SAME)
        compared += 1
    print(f"{entry}: {compared} layers and columns")
    assert compared >= 30


def test_mixing_dict_of_networkx() -> None:
    """networkx counts an undirected tie both ways, on the diagonal as well."""
    compared = 0
    for net, column, value in cases(PYTHON, "attribute_mixing_dict"):
        table = mixing_matrix(net, by=column)
        assert isinstance(value, dict)
        same = (table["source_group"] == table["target_group"]) & (not net.directed)
        ours = table["ties"].where(~same, 2 * table["ties"]).tolist()
        groups = zip(table["source_group"], table["target_group"], strict=True)
        assert ours == [value.get(a, {}).get(b, 0) for a, b in groups]
        compared += 1
    print(f"mixing matrix: {compared} layers and columns")
    assert compared >= 30


def test_numeric_assortativity() -> None:
    compared = 0
    for net, column, value in cases(IGRAPH, "assortativity_numeric"):
        numbers = pd.to_numeric(net.actors[column])
        table = numeric_assortativity(replace(net, actors=net.actors.assign(**{column: numbers})))
        ours = table.set_index("attribute").at[column, "assortativity"]
        theirs = math.nan if value in ("NaN", "NA") else float(str(value))
        assert ours == pytest.approx(theirs, nan_ok=True, **SAME), column
        compared += 1
    print(f"numeric assortativity: {compared} layers and columns")
    assert compared >= 80


def test_campnet_as_ucinet_prints_it() -> None:
    net = with_columns("campnet", "top3_interactions")
    row = homophily(net).set_index("attribute").loc["gender_code"]
    homophily_, mix = (
        next(
            entry["values"]
            for entry in peers.published("campnet")
            if entry["source"].startswith(start)
        )
        for start in ("whole-network homophily", "mixing by gender")
    )
    ucinet = {
        "share_within": "H",
        "h_star": "h_star",
        "correlation": "corr",
        "modularity": "modularity_Q",
        "assortativity": "assortativity",
        "yules_q": "yules_q",
        "ei": "EI_index",
    }
    for ours, theirs in ucinet.items():
        assert row[ours] == pytest.approx(homophily_[theirs], abs=5.1e-4), ours
    table = mixing_matrix(net, by="gender_code")
    printed = {"ties": "observed", "expected": "expected_density", "density": "density"}
    for ours, theirs in printed.items():
        flat = [value for line in mix[theirs] for value in line]
        assert table[ours].tolist() == pytest.approx(flat, abs=5.1e-4), ours


@pytest.mark.parametrize(
    ("folder", "column"),
    [
        ("crunchbase_acquisitions_2013", "country"),
        ("large_wiod_2011", "country"),
        ("local_health_departments", "state"),
    ],
)
def test_large_layers(folder: str, column: str) -> None:
    """python-igraph on the large data sets; who has no group is a group of its own there."""
    path = peers.DATA / folder / "reference" / "large__python_igraph.json"
    values = json.loads(path.read_text(encoding="utf-8"))
    layer = pd.read_csv(peers.DATA / folder / "ties.csv", usecols=["layer"])["layer"].iloc[0]
    net = with_columns(folder, layer)
    filled = net.actors[column].fillna("not known")
    net = replace(net, actors=net.actors.assign(**{column: filled}))
    theirs = values[f"assortativity_nominal_{column}"]["value"]
    assert assortativity(mixing(net, column).ties) == pytest.approx(theirs, **SAME)
    flat = modularity(mixing(net.undirected(), column).ties)
    assert flat == pytest.approx(values[f"modularity_{column}"]["value"], **SAME)

"""Every layer of the shared data against numbers R sna, R igraph and networkx computed on it.

Compared only where the definition is the same; where it is not, the docstring of the measure
says so: degree of directed layers (distinct partners here, incoming plus outgoing there), core
numbers of directed layers (a mutual tie counts once here; networkx on the undirected union is
the peer), transitivity (R sna weak is the peer), local clustering (igraph is the peer).
"""

from __future__ import annotations

import importlib.util
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from tiesnet.metrics import catalogue
from tiesnet.network import Network, adjacency, as_networkx

_spec = importlib.util.spec_from_file_location(
    "reference", Path(__file__).with_name("reference.py")
)
peers = importlib.util.module_from_spec(_spec)  # type: ignore[arg-type]
_spec.loader.exec_module(peers)  # type: ignore[union-attr]
SNA, IGRAPH, PYTHON, LAYERS, SAME = (
    peers.SNA, peers.IGRAPH, peers.PYTHON, peers.LAYERS, peers.SAME
)  # fmt: skip
read, network, reference, number = peers.read, peers.network, peers.reference, peers.number


@dataclass(frozen=True)
class Peer:
    """One measure, the peer's entry for it, and where the two mean the same."""

    metric: str
    file: str
    entry: str
    when: Callable[[Network], bool] = lambda net: True
    turn: Callable[[Any], Any] = lambda value: value

    def __str__(self) -> str:
        return f"{self.metric}-{self.file}-{self.entry}"


def undirected(net: Network) -> bool:
    return not net.directed


def directed(net: Network) -> bool:
    return net.directed


def connected(net: Network) -> bool:
    return catalogue()["n_components"].function(net) == 1


def one_part_with_ties(net: Network) -> bool:
    number = catalogue()["n_components"].function(net) - catalogue()["n_isolates"].function(net)
    return number == 1


def has_two_step_paths(net: Network) -> bool:
    """Without any, R sna prints 1 and the measure here is empty."""
    matrix = adjacency(net).toarray()
    paths = matrix @ matrix
    return bool(paths.sum() > paths.trace())


def unit_length(value: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(x * x for x in value.values()))
    return {k: abs(x) / length for k, x in value.items()}


PEERS = [
    Peer("in_degree", SNA, "degree_in"),
    Peer("out_degree", SNA, "degree_out"),
    Peer("degree", SNA, "degree_in", undirected),
    Peer("ego_size", SNA, "degree_in", undirected),
    Peer("in_strength", IGRAPH, "strength_in"),
    Peer("out_strength", IGRAPH, "strength_out"),
    Peer("betweenness", SNA, "betweenness_directed", directed),
    Peer("betweenness", IGRAPH, "betweenness"),
    Peer("betweenness", PYTHON, "betweenness_raw"),
    Peer("betweenness_normalised", IGRAPH, "betweenness_normalized"),
    Peer("betweenness_normalised", PYTHON, "betweenness"),
    Peer("harmonic_closeness", SNA, "closeness_suminvdir", directed),
    Peer("harmonic_closeness", SNA, "closeness_suminvundir", undirected),
    Peer("harmonic_closeness", IGRAPH, "harmonic_out"),
    Peer("harmonic_closeness_in", IGRAPH, "harmonic_in"),
    Peer("eigenvector", PYTHON, "eigenvector_undirected", one_part_with_ties, unit_length),
    Peer("core_number", PYTHON, "core_number_undirected"),
    Peer("core_number", IGRAPH, "coreness_all", undirected),
    Peer("local_clustering", IGRAPH, "transitivity_local"),
    Peer("constraint_whole", IGRAPH, "constraint"),
    Peer("constraint_whole", PYTHON, "constraint"),
    Peer("effective_size", PYTHON, "effective_size", undirected),
    Peer("n_actors", SNA, "n"),
    Peer("n_ties", SNA, "ties", directed),
    Peer("n_ties", SNA, "ties", undirected, lambda value: value / 2),
    Peer("density_known", SNA, "gden"),
    Peer("density_all", SNA, "gden"),
    Peer("density_all", IGRAPH, "edge_density"),
    Peer("reciprocity", SNA, "grecip_edgewise", directed, lambda value: value["Mut"]),
    Peer("reciprocity", IGRAPH, "reciprocity_default", directed),
    Peer("transitivity", SNA, "gtrans_weak", has_two_step_paths),
    Peer("transitivity", IGRAPH, "transitivity_global", undirected),
    Peer("n_components", SNA, "components_weak"),
    Peer("n_components", IGRAPH, "components_weak", turn=lambda value: np.size(value)),
    Peer("n_isolates", SNA, "isolates", turn=lambda value: len(np.atleast_1d(value or []))),
    Peer("fragmentation", SNA, "connectedness", turn=lambda value: 1 - value),
    Peer("mean_distance", IGRAPH, "mean_distance"),
    Peer("degree_centralisation", SNA, "centralization_degree"),
    Peer("degree_centralisation", IGRAPH, "centr_degree"),
]


@pytest.fixture(autouse=True)
def _there(shared_data: Path) -> None:
    """Skip, with the reason, without the shared data."""


def test_layers_are_there() -> None:
    assert len(LAYERS) > 40


@pytest.mark.parametrize("peer", PEERS, ids=str)
def test_agrees_with_peer(peer: Peer) -> None:
    compared = 0
    for folder, layer in LAYERS:
        net = network(folder, layer)
        entry = reference(folder, layer, peer.file).get(peer.entry)
        if entry is None or entry.get("value") is None or not peer.when(net):
            continue
        ours = catalogue()[peer.metric].function(net)
        where = f"{peer} on {folder}/{layer}"
        if isinstance(ours, pd.Series):
            theirs = {k: number(v) for k, v in entry["value"].items()}
            theirs = peer.turn(theirs)
            assert set(theirs) == set(ours.index), where
            expected = [theirs[k] for k in ours.index]
            assert ours.tolist() == pytest.approx(expected, nan_ok=True, **SAME), where
        else:
            value = peer.turn(entry["value"])
            assert ours == pytest.approx(number(value), nan_ok=True, **SAME), where
        compared += 1
    print(f"{peer}: {compared} layers")
    assert compared >= 10, "too few layers to say anything"


def test_effective_size_of_directed_layers_agrees_with_networkx() -> None:
    """Called with ``nodes=`` networkx follows Burt; its fast path for all nodes does not.

    The fast path (networkx 3.6) divides the tie of j and q by the strongest tie of q, where Burt
    divides by the strongest tie of j. Nodes without outgoing ties are NaN with ``nodes=``.
    """
    compared = 0
    for folder, layer in LAYERS:
        net = network(folder, layer)
        if not net.directed or len(net.actors) > 40:
            continue
        graph = nx.DiGraph(as_networkx(net))
        named = [v for v in graph if graph.out_degree(v)]
        theirs = nx.effective_size(graph, nodes=named)
        ours = catalogue()["effective_size"].function(net, model="whole")[named]
        assert ours.tolist() == pytest.approx([theirs[v] for v in named], **SAME)
        compared += len(named)
    assert compared > 200


ROLES = {
    "w_I": "coordinator",
    "w_O": "consultant",
    "b_IO": "representative",
    "b_OI": "gatekeeper",
    "b_O": "liaison",
    "t": "brokerage_total",
}


def brokerage_cases() -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    for folder, layer in LAYERS:
        for name, entry in reference(folder, layer, SNA).items():
            if name.startswith("brokerage__") and isinstance(entry.get("value"), dict):
                yield folder, layer, name.removeprefix("brokerage__"), entry["value"]["raw.nli"]


def test_brokerage_agrees_with_sna() -> None:
    compared = {True: 0, False: 0}
    for folder, layer, column, table in brokerage_cases():
        expected = pd.DataFrame(table["data"], index=table["rows"], columns=table["cols"])
        net = read(folder, layer, column)
        if net.actors["stage"].isna().any():
            continue
        for theirs, name in ROLES.items():
            ours = catalogue()[name].function(net)
            want = expected[theirs].reindex(ours.index).astype(float)
            if not net.directed:  # sna counts both orders of every path
                want = want if name in ("representative", "gatekeeper") else want / 2
            where = f"{name} on {folder}/{layer} by {column}"
            assert ours.tolist() == pytest.approx(want.tolist(), **SAME), where
        compared[net.directed] += 1
    print(f"brokerage: {compared[True]} directed, {compared[False]} undirected")
    assert compared[True] > 5

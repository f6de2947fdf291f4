"""Centralities on every layer of the shared data against R sna, R igraph, networkx and UCINET.

Compared to 1e-9 wherever the definition is the same; ``when`` says where it is. Not compared,
since nothing here means the same: alternatives of betweenness (endpoints, proximal, scaled),
load, subgraph and current-flow centrality, eigenvector centrality of arrows.
"""

from __future__ import annotations

import importlib.util
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from tiesnet.metrics import catalogue
from tiesnet.network import Network, adjacency, as_networkx, network_from_edges

_spec = importlib.util.spec_from_file_location(
    "reference", Path(__file__).with_name("reference.py")
)
peers = importlib.util.module_from_spec(_spec)  # type: ignore[arg-type]
_spec.loader.exec_module(peers)  # type: ignore[union-attr]
SNA, IGRAPH, PYTHON, LAYERS, SAME = (
    peers.SNA, peers.IGRAPH, peers.PYTHON, peers.LAYERS, peers.SAME
)  # fmt: skip
network, reference, number = peers.network, peers.reference, peers.number


@dataclass(frozen=True)
class Peer:
    """A measure with options, the peer's entry, where both mean the same, and how to turn it."""

    metric: str
    file: str
    entry: str
    options: Mapping[str, Any] = field(default_factory=dict)
    when: Callable[[Network], bool] = lambda net: True
    turn: Callable[[pd.Series], pd.Series] = lambda values: values
    ours: Callable[[pd.Series, Network], pd.Series] = lambda values, net: values
    at_least: int = 10

    def __str__(self) -> str:
        return "-".join([self.metric, *map(str, self.options.values()), self.file, self.entry])


def of(name: str, net: Network, **options: Any) -> Any:
    return catalogue()[name].function(net, **options)


def undirected(net: Network) -> bool:
    return not net.directed


def directed(net: Network) -> bool:
    return net.directed


def small(net: Network) -> bool:
    return len(net.actors) <= 22


def tied_parts(net: Network) -> int:
    labels = [c for c in nx.connected_components(nx.Graph(as_networkx(net))) if len(c) > 1]
    return len(labels)


def one_piece(net: Network) -> bool:
    return tied_parts(net) == 1


def undirected_piece(net: Network) -> bool:
    return undirected(net) and one_piece(net)


def connected(net: Network) -> bool:
    return nx.is_connected(nx.Graph(as_networkx(net)))


def all_reach_all(net: Network) -> bool:
    graph = nx.DiGraph(as_networkx(net))
    return nx.is_strongly_connected(graph)


def single_hubs(net: Network) -> bool:
    """The largest singular value stands alone: only then is the answer single."""
    values = np.linalg.svd(adjacency(net).toarray(), compute_uv=False)
    return bool(net.directed and values[0] > values[1] * (1 + 1e-4))


def below_radius(beta: float) -> Callable[[Network], bool]:
    """Away from the poles of the solution, where nothing agrees to nine digits."""

    def when(net: Network) -> bool:
        matrix = np.eye(len(net.actors)) - beta * adjacency(net).toarray()
        return bool(np.linalg.cond(matrix) < 1e5)

    return when


def unit(values: pd.Series) -> pd.Series:
    return values.abs() / np.sqrt((values**2).sum())


def zero(values: pd.Series, net: Network) -> pd.Series:
    return values.fillna(0.0)


def only_if_all_reach(values: pd.Series, net: Network) -> pd.Series:
    """R sna gives 0 to whom somebody cannot reach."""
    return values.where(of("k_reach", net, k=10_000, direction="in") > 1 - 1e-12, 0.0)


def times_others(values: pd.Series, net: Network) -> pd.Series:
    return values * (len(net.actors) - 1)


OUT, IN, BOTH = {"direction": "out"}, {"direction": "in"}, {"direction": "both"}
PEERS = [
    Peer("degree_total", SNA, "degree_freeman", when=directed),
    Peer("degree_total", SNA, "degree_in", when=undirected),
    Peer("degree_normalised", PYTHON, "degree_centrality", when=undirected),
    Peer("in_degree_normalised", PYTHON, "in_degree_centrality"),
    Peer("out_degree_normalised", PYTHON, "out_degree_centrality"),
    Peer("in_degree", SNA, "prestige_indegree"),
    Peer("in_strength", SNA, "degree_in_valued"),
    Peer("out_strength", SNA, "degree_out_valued"),
    Peer("stress", SNA, "stresscent", turn=lambda v: v),
    Peer("flow_betweenness", SNA, "flowbet", when=small),
    Peer(
        "flow_betweenness", SNA, "flowbet_valued", {"strength": True}, when=small, at_least=3
    ),
    Peer("core_number_arrows", SNA, "kcores_freeman", BOTH, when=directed),
    Peer("core_number_arrows", SNA, "kcores_in", IN),
    Peer("core_number_arrows", SNA, "kcores_out", OUT),
    Peer("core_number_arrows", IGRAPH, "coreness_all", BOTH),
    Peer("core_number_arrows", IGRAPH, "coreness_in", IN),
    Peer("core_number_arrows", IGRAPH, "coreness_out", OUT),
    Peer("core_number_arrows", PYTHON, "core_number", BOTH),
    Peer("harmonic_closeness_in", PYTHON, "harmonic_in", ours=times_others),
    Peer("harmonic_closeness", PYTHON, "harmonic_out", ours=times_others),
    Peer("harmonic_closeness", PYTHON, "pyigraph_harmonic_out"),
    Peer("closeness_within", IGRAPH, "closeness_out", OUT),
    Peer("closeness_within", IGRAPH, "closeness_in", IN),
    Peer("closeness_within", IGRAPH, "closeness_all", BOTH),
    Peer("closeness_within", PYTHON, "closeness_no_wf", IN, ours=zero),
    Peer("closeness_wasserman_faust", PYTHON, "closeness_wf_in", IN),
    Peer("closeness_wasserman_faust", PYTHON, "closeness_wf_out", OUT),
    Peer(
        "closeness_wasserman_faust", SNA, "prestige_domain_proximity", IN,
        ours=only_if_all_reach,
    ),
    Peer("closeness_freeman", SNA, "closeness_directed", OUT, when=all_reach_all, at_least=9),
    Peer("closeness_freeman", SNA, "closeness_undirected", BOTH, when=connected),
    Peer("closeness_freeman_n", SNA, "closeness_directed", OUT, when=all_reach_all, at_least=9),
    Peer("closeness_gil_schmidt", SNA, "gilschmidt", OUT),
    Peer("k_reach", SNA, "prestige_domain", {"k": 10_000, **IN}, ours=times_others),
    Peer("eigenvector", SNA, "evcent", when=undirected_piece, turn=unit),
    Peer(
        "eigenvector", SNA, "evcent_valued", {"strength": True}, when=undirected_piece, turn=unit,
        at_least=2,
    ),
    Peer("eigenvector", IGRAPH, "eigen_centrality", when=undirected_piece, turn=unit),
    Peer(
        "bonacich_power", SNA, "bonpow", {"beta": 1.0}, when=below_radius(1.0)
    ),
    Peer("bonacich_power", IGRAPH, "power_centrality", {"beta": 0.1}, when=below_radius(0.1)),
    Peer(
        "katz", IGRAPH, "alpha_centrality", {"alpha": 0.05, "convention": "igraph"},
        when=below_radius(0.05),
    ),
    Peer(
        "katz", PYTHON, "katz_0.05", {"alpha": 0.05, "convention": "networkx"},
        when=below_radius(0.05),
    ),
    Peer("pagerank", IGRAPH, "page_rank"),
    Peer("pagerank", IGRAPH, "page_rank_weighted", {"strength": True}),
    Peer("hub_score", IGRAPH, "hub", when=single_hubs),
    Peer("authority_score", IGRAPH, "authority", when=single_hubs),
    # With isolates sna divides by all actors in the middle of the formula.
    Peer("information_centrality", SNA, "infocent", when=connected),
    Peer(
        "information_centrality", PYTHON, "information_centrality_U",
        when=one_piece, ours=lambda values, net: (values / len(net.actors)).fillna(0.0),
    ),
]  # fmt: skip
NETWORK_PEERS = [
    Peer("in_degree_centralisation", SNA, "centralization_indegree", when=directed),
    Peer("out_degree_centralisation", SNA, "centralization_outdegree", when=directed),
    Peer("betweenness_centralisation", SNA, "centralization_betweenness"),
    Peer("betweenness_centralisation", IGRAPH, "centr_betw"),
    Peer(
        "closeness_centralisation", SNA, "centralization_closeness", when=all_reach_all, at_least=9
    ),
    Peer("closeness_centralisation", IGRAPH, "centr_clo", when=all_reach_all, at_least=9),
    Peer("eigenvector_centralisation", SNA, "centralization_evcent", when=undirected_piece),
    Peer(
        "eigenvector_centralisation", IGRAPH, "centr_eigen", {"convention": "igraph"},
        when=undirected_piece,
    ),
]  # fmt: skip


@pytest.fixture(autouse=True)
def _there(shared_data: Path) -> None:
    """Skip, with the reason, without the shared data."""


def cases(peer: Peer) -> Any:
    for folder, layer in LAYERS:
        entry = reference(folder, layer, peer.file).get(peer.entry)
        if entry is None or entry.get("value") is None:
            continue
        net = network(folder, layer)
        if peer.when(net):
            yield f"{peer} on {folder}/{layer}", net, entry["value"]


@pytest.mark.parametrize("peer", PEERS, ids=str)
def test_agrees_with_peer(peer: Peer) -> None:
    compared = 0
    for where, net, value in cases(peer):
        ours = peer.ours(of(peer.metric, net, **peer.options), net)
        theirs = peer.turn(pd.Series({k: number(v) for k, v in value.items()}))
        assert set(theirs.index) == set(ours.index), where
        expected = theirs.reindex(ours.index).tolist()
        assert ours.tolist() == pytest.approx(expected, nan_ok=True, **SAME), where
        compared += 1
    print(f"{peer}: {compared} layers")
    assert compared >= peer.at_least


@pytest.mark.parametrize("peer", NETWORK_PEERS, ids=str)
def test_centralisation_agrees_with_peer(peer: Peer) -> None:
    compared = 0
    for where, net, value in cases(peer):
        ours = of(peer.metric, net, **peer.options)
        assert ours == pytest.approx(number(value), nan_ok=True, **SAME), where
        compared += 1
    print(f"{peer}: {compared} layers")
    assert compared >= peer.at_least


def test_hubs_and_authorities_of_networkx() -> None:
    compared = 0
    for where, net, value in cases(Peer("hub_score", PYTHON, "hits", when=single_hubs)):
        for name, theirs in zip(("hub_score", "authority_score"), value, strict=True):
            ours = of(name, net, scale="sum")
            # networkx reads a layer's strengths; compare where there are none.
            if adjacency(net, weighted=True).data.max(initial=1) > 1:
                continue
            assert ours.tolist() == pytest.approx([theirs[k] for k in ours.index], abs=1e-9), where
            compared += 1
    print(f"hits: {compared}")
    assert compared >= 10


def test_edge_betweenness_of_networkx() -> None:
    compared = 0
    for where, net, value in cases(Peer("edge_betweenness", PYTHON, "edge_betweenness")):
        ours = of("edge_betweenness", net)
        assert len(ours) == len(value), where
        for row in ours.itertuples():
            theirs = value.get(
                f"{row.source}|{row.target}", value.get(f"{row.target}|{row.source}")
            )
            if net.directed:
                theirs = value[f"{row.source}|{row.target}"]
            assert row.betweenness_normalised == pytest.approx(theirs, **SAME), where
        compared += 1
    print(f"edge_betweenness: {compared}")
    assert compared >= 40


def same(one: Mapping[str, float], other: Mapping[str, float]) -> bool:
    return list(one.values()) == pytest.approx([other[k] for k in one], **SAME)


@pytest.mark.parametrize(
    ("file", "entry"),
    [(IGRAPH, "betweenness_weight_as_length"), (SNA, "betweenness_valued_as_length")],
)
def test_betweenness_with_cost(file: str, entry: str) -> None:
    """The peers read strengths as lengths: the same as inverse costs of inverse strengths.

    Where R sna and R igraph give two numbers, igraph is followed.
    """
    compared = 0
    for where, net, value in cases(Peer("betweenness", file, entry)):
        other = reference(*where.split(" on ")[1].split("/"), IGRAPH)
        if not same(value, other["betweenness_weight_as_length"]["value"]):
            continue
        ids = net.actors.index
        edges = [
            (ids[tie.source], ids[tie.target], 1.0 / tie.weight) for tie in net.ties.itertuples()
        ]
        turned = network_from_edges(edges, list(ids), directed=net.directed)
        ours = of("betweenness", turned, cost="inverse")
        expected = [number(value[k]) for k in ours.index]
        assert ours.tolist() == pytest.approx(expected, **SAME), where
        compared += 1
    print(f"{entry}: {compared}")
    assert compared >= 5


UCINET = {
    "out_free": ("closeness_freeman", OUT),
    "in_free": ("closeness_freeman", IN),
    "out_valente_forman": ("closeness_valente_foreman", OUT),
    "in_valente_forman": ("closeness_valente_foreman", IN),
    "out_reciprocal": ("harmonic_closeness", {}),
    "in_reciprocal": ("harmonic_closeness_in", {}),
}


def printed(source: str) -> Mapping[str, Any]:
    return next(e["values"] for e in peers.published("campnet") if e["source"].startswith(source))


def campnet() -> Network:
    layer = next(layer for folder, layer in LAYERS if folder == "campnet")
    return network("campnet", layer)


@pytest.mark.parametrize("column", list(UCINET))
def test_closeness_of_ucinet(column: str) -> None:
    """UCINET prints three digits of camp's interactions."""
    name, options = UCINET[column]
    ours = of(name, campnet(), **options)
    theirs = printed("UCINET closeness dialog")[column]
    assert ours.tolist() == pytest.approx([theirs[k] for k in ours.index], abs=5.1e-4)


def test_other_centralities_of_ucinet() -> None:
    net = campnet()
    theirs = printed("UCINET betweenness")
    ours = of("betweenness", net)
    assert ours.tolist() == pytest.approx([theirs[k] for k in ours.index], rel=1e-6, abs=1e-6)
    theirs = printed("UCINET eigenvector")
    ours = of("eigenvector", net)
    assert ours.tolist() == pytest.approx([theirs[k] for k in ours.index], abs=1e-6)
    theirs = printed("UCINET cohesion")
    assert of("in_degree_centralisation", net) == pytest.approx(
        theirs["in_centralization"], abs=1e-6
    )
    assert of("out_degree_centralisation", net) == pytest.approx(0, abs=1e-6)
    flat = net.undirected()
    assert of("degree_centralisation", flat) == pytest.approx(
        theirs["deg_centralization"], abs=1e-6
    )


def test_two_step_reach_of_ucinet() -> None:
    theirs = printed("egonet basic")["two_step_reach"]
    ours = of("k_reach", campnet(), direction="both") * 17
    assert ours.tolist() == pytest.approx([theirs[k] for k in ours.index])
    assert not math.isnan(ours.sum())

"""Cohesion on every layer of the shared data against R sna, R igraph, networkx and UCINET.

Compared where the definitions are the same. Where they are not, the docstring of the measure says
so: radius (igraph takes the smallest component), least upper bounds (R sna looks for the highest
of the upper bounds; the option repeats it), Wiener index (networkx counts a pair once).
"""

from __future__ import annotations

import importlib.util
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tiesnet.metrics import catalogue
from tiesnet.network import Network, adjacency

_spec = importlib.util.spec_from_file_location(
    "reference", Path(__file__).with_name("reference.py")
)
peers = importlib.util.module_from_spec(_spec)  # type: ignore[arg-type]
_spec.loader.exec_module(peers)  # type: ignore[union-attr]
SNA, IGRAPH, PYTHON, LAYERS, SAME = (
    peers.SNA, peers.IGRAPH, peers.PYTHON, peers.LAYERS, peers.SAME
)  # fmt: skip
network, reference, number = peers.network, peers.reference, peers.number


def of(name: str, net: Network, **options: Any) -> Any:
    return catalogue()[name].function(net, **options)


def directed(net: Network) -> bool:
    return net.directed


def undirected(net: Network) -> bool:
    return not net.directed


def flat(net: Network) -> Network:
    return net.undirected()


def connected(net: Network) -> bool:
    return bool(of("n_components", net) == 1)


def returned(net: Network) -> bool:
    """Without any returned tie R prints minus infinity and the measure here is empty."""
    return net.directed and of("reciprocity", net) > 0


def degrees_vary(net: Network) -> bool:
    """Otherwise networkx prints infinity."""
    return not math.isnan(of("degree_assortativity", net))


def mutual(value: Mapping[str, float]) -> float:
    return value["Mut"]


def length(value: Any) -> int:
    """How many there are; R writes a single one without brackets, and none as null."""
    return len(np.atleast_1d(value))


def matrix_rows(value: Mapping[str, Any]) -> int:
    return len(value["data"])


@dataclass(frozen=True)
class Peer:
    """A measure, the peer's entry for it, and where and with what the two mean the same."""

    metric: str
    file: str
    entry: str
    when: Callable[[Network], bool] = lambda net: True
    turn: Callable[[Any], Any] = lambda value: value
    options: Mapping[str, Any] = field(default_factory=dict)
    view: Callable[[Network], Network] = lambda net: net

    def __str__(self) -> str:
        return "-".join([self.metric, self.file, self.entry, *map(str, self.options)])


PEERS = [
    Peer("connectedness", SNA, "connectedness"),
    Peer("krackhardt_hierarchy", SNA, "hierarchy_krackhardt", directed),
    Peer("krackhardt_efficiency", SNA, "efficiency"),
    Peer("krackhardt_lub", SNA, "lubness", directed, options={"as_sna": True}),
    Peer("flow_hierarchy", PYTHON, "flow_hierarchy"),
    Peer("mean_distance", IGRAPH, "mean_distance"),
    Peer("mean_distance", PYTHON, "average_shortest_path_U", view=flat),
    Peer("diameter", IGRAPH, "diameter"),
    Peer("diameter", PYTHON, "diameter_U", view=flat),
    Peer("radius", IGRAPH, "radius", connected),
    Peer(
        "eccentricity", IGRAPH, "eccentricity", turn=lambda v: {k: d or None for k, d in v.items()}
    ),
    Peer("compactness", IGRAPH, "global_efficiency"),
    Peer("compactness", PYTHON, "global_efficiency_undirected", undirected),
    Peer("global_efficiency", PYTHON, "global_efficiency_undirected"),
    Peer("wiener_index", PYTHON, "wiener_U", turn=lambda value: 2 * value, view=flat),
    Peer("mean_clustering", IGRAPH, "transitivity_localaverage"),
    Peer("mean_clustering", PYTHON, "average_clustering", options={"below_two": True}),
    Peer("degree_assortativity", IGRAPH, "assortativity_degree"),
    Peer("degree_assortativity", PYTHON, "degree_assortativity", degrees_vary),
    Peer("reciprocity_known", SNA, "grecip_edgewise", directed, mutual),
    Peer("reciprocity_known", PYTHON, "overall_reciprocity", directed),
    Peer("reciprocity_known", PYTHON, "pyigraph_reciprocity_default", directed),
    Peer("reciprocity_dyad", SNA, "grecip_dyadic_nonnull", directed, mutual),
    Peer("reciprocity_dyad", IGRAPH, "reciprocity_ratio", directed),
    Peer("reciprocity_dyad", PYTHON, "pyigraph_reciprocity_ratio", directed),
    Peer("reciprocity_symmetric", SNA, "grecip_dyadic", directed, mutual),
    Peer("reciprocity_symmetric", SNA, "hierarchy_reciprocity", directed, lambda v: 1 - mutual(v)),
    Peer("reciprocity_log", SNA, "grecip_edgewise_lrr", returned, mutual),
    Peer("transitivity_undirected", IGRAPH, "transitivity_global"),
    Peer("transitivity_undirected", PYTHON, "transitivity_undirected"),
    Peer("transitivity_strong", SNA, "gtrans_strong"),
    Peer("n_strong_components", SNA, "components_strong", directed),
    Peer("n_strong_components", IGRAPH, "components_strong", directed, length),
    Peer("n_cliques", IGRAPH, "n_max_cliques"),
    Peer("n_cliques", PYTHON, "n_maximal_cliques", options={"min_size": 1}),
    Peer("clique_number", IGRAPH, "clique_number"),
    Peer("clique_number", PYTHON, "clique_number"),
    Peer("n_bicomponents", IGRAPH, "biconnected_no"),
    Peer("n_cut_points", PYTHON, "articulation_points", turn=len),
    Peer("n_bridges", PYTHON, "bridges", turn=len),
    Peer("n_bridges", IGRAPH, "bridges", turn=matrix_rows),
    Peer("point_connectivity", IGRAPH, "vertex_connectivity"),
    Peer("line_connectivity", IGRAPH, "edge_connectivity"),
]


@pytest.fixture(autouse=True)
def _there(shared_data: Path) -> None:
    """Skip, with the reason, without the shared data."""


def entries(file: str, entry: str) -> list[tuple[str, Network, Any]]:
    """Every layer with the value a program gives for it."""
    found = []
    for folder, layer in LAYERS:
        said = reference(folder, layer, file).get(entry)
        if said is not None and said.get("value") is not None:
            found.append((f"{entry} of {folder}/{layer}", network(folder, layer), said["value"]))
    assert len(found) >= 10, "too few layers to say anything"
    return found


@pytest.mark.parametrize("peer", PEERS, ids=str)
def test_agrees_with_peer(peer: Peer) -> None:
    compared = 0
    for where, net, value in entries(peer.file, peer.entry):
        if not peer.when(net):
            continue
        ours, theirs = of(peer.metric, peer.view(net), **peer.options), peer.turn(value)
        if isinstance(ours, pd.Series):
            expected = [number(theirs[actor]) for actor in ours.index]
            assert ours.tolist() == pytest.approx(expected, nan_ok=True, **SAME), where
        else:
            assert ours == pytest.approx(number(theirs), nan_ok=True, **SAME), where
        compared += 1
    print(f"{peer}: {compared} layers")
    assert compared >= 10


@pytest.mark.parametrize(("file", "entry"), [(SNA, "dyad_census"), (IGRAPH, "dyad_census")])
def test_dyads(file: str, entry: str) -> None:
    for where, net, value in entries(file, entry):
        theirs = value["data"][0] if "data" in value else list(value.values())
        table = of("dyad_census", net)
        expected = theirs if net.directed else [theirs[0], theirs[2]]
        assert table["pairs"].tolist() == expected, where
        assert table["known_pairs"].tolist() == expected, where
        assert table["share_of_pairs"].sum() == pytest.approx(1), where


def test_triads_of_sna() -> None:
    for where, net, value in entries(SNA, "triad_census"):
        table = of("triad_census", net)
        if net.directed:
            assert table["kind"].tolist() == value["cols"], where
        assert table["threesomes"].tolist() == value["data"][0], where
        assert table["among_answered"].tolist() == table["threesomes"].tolist(), where


def test_triads_of_networkx() -> None:
    for where, net, value in entries(PYTHON, "triadic_census"):
        table = of("triad_census", net)
        assert dict(zip(table["kind"], table["threesomes"], strict=True)) == value, where


def test_triads_of_igraph() -> None:
    for where, net, value in entries(IGRAPH, "triad_census"):
        counts = of("triad_census", net)["threesomes"].tolist()
        assert counts == (value if net.directed else [value[k] for k in (0, 2, 10, 15)]), where


def test_censuses_of_transitive_triples() -> None:
    """R sna counts what the shares here divide."""
    for where, net, value in entries(SNA, "gtrans_weakcensus"):
        matrix = adjacency(net).toarray()
        paths = (matrix @ matrix).sum() - np.trace(matrix @ matrix)
        closed = of("transitivity", net) * paths if paths else 0
        assert closed == pytest.approx(number(value), **SAME), where
    for where, net, value in entries(SNA, "gtrans_strongcensus"):
        n = len(net.actors)
        ours = of("transitivity_strong", net) * n * (n - 1) * (n - 2)
        assert ours == pytest.approx(number(value), **SAME), where


def test_pairs_by_steps() -> None:
    """R sna counts every actor's distance 0 to itself among n squared pairs."""
    for where, net, value in entries(SNA, "structure_statistics"):
        n, table = len(net.actors), of("distance_table", net)
        share = [1 / n, *((n + table["pairs"].cumsum()) / n**2)]
        assert share == pytest.approx(value[: len(share)], **SAME), where
        assert value[len(share) :] == pytest.approx([share[-1]] * (n - len(share)), **SAME), where


def test_blocks() -> None:
    for where, net, value in entries(PYTHON, "biconnected_components"):
        table = of("bicomponents", net)
        ours = {frozenset(members.split(", ")) for members in table["members"]}
        assert ours == {frozenset(block) for block in value}, where
        assert table["size"].is_monotonic_decreasing, where
    for where, net, value in entries(SNA, "bicomponents"):  # of three or more
        theirs = {frozenset(block) for block in (value.values() if value else ())}
        table = of("bicomponents", net)
        ours = {frozenset(names.split(", ")) for names in table["members"][table["size"] > 2]}
        assert ours == theirs, where
    for where, net, value in entries(SNA, "cutpoints_weak"):
        cut = of("bicomponent_count", net)
        assert set(cut.index[cut > 1]) == set(np.atleast_1d(value)), where


def test_cores() -> None:
    for where, net, value in entries(PYTHON, "core_number_undirected"):
        table = of("cores", net)
        ours = {actor: k for k, names in zip(table["k"], table["no_deeper"], strict=True)
                for actor in names.split(", ")}  # fmt: skip
        assert ours == value, where


def test_sizes_of_components() -> None:
    for where, net, value in entries(IGRAPH, "components_weak"):
        sizes = np.sort(np.atleast_1d(value))[::-1]
        size = of("main_component_size", net)
        if sizes[0] > 1 and (len(sizes) == 1 or sizes[0] > sizes[1]):
            assert size == sizes[0], where
            assert of("main_component_share", net) == pytest.approx(sizes[0] / sizes.sum()), where
        else:
            assert math.isnan(size), where
        assert of("component_ratio", net) == pytest.approx((len(sizes) - 1) / (sizes.sum() - 1))


LARGE = {
    "diameter": "diameter",
    "mean_distance": "mean_distance",
    "degree_assortativity": "assortativity_degree",
    "transitivity_undirected": "transitivity_undirected",
    "n_cut_points": "articulation_points_n",
    "n_bridges": "bridges_n",
}


@pytest.mark.parametrize(
    "folder",
    ["eva_corporate_ownership_2002", "crunchbase_acquisitions_2013", "tensorflow_orgs_2024",
     "local_health_departments"],
)  # fmt: skip
def test_large(folder: str) -> None:
    """Thousands of actors, against igraph in Python."""
    theirs = reference(folder, "large", "python_igraph")
    layer = pd.read_csv(peers.DATA / folder / "ties.csv", nrows=1)["layer"].iloc[0]
    net = network(folder, layer)
    assert len(net.actors) == theirs["vcount"]["value"]
    for name, entry in LARGE.items():
        expected = number(theirs[entry]["value"])
        assert of(name, net) == pytest.approx(expected, **SAME), name
    mean = of("mean_clustering", net, below_two=True)
    assert mean == pytest.approx(theirs["transitivity_avglocal_zero"]["value"], **SAME)
    parts = [of("n_components", net), of("main_component_size", net)]
    assert parts == theirs["components_weak"]["value"]
    if net.directed:
        assert of("dyad_census", net)["pairs"].tolist() == theirs["dyad_census"]["value"]
        assert of("triad_census", net)["threesomes"].tolist() == theirs["triad_census"]["value"]
        assert of("n_strong_components", net) == theirs["components_strong"]["value"][0]


def ucinet_prints() -> list[tuple[str, str, dict[str, float | None]]]:
    """The cohesion tables UCINET 6.849 printed of campnet and of Krackhardt's hightech firm."""
    return [
        (folder, entry.get("layer", "top3_interactions"), entry["values"])
        for folder in ("campnet", "krackhardt_hightech")
        for entry in peers.published(folder)
        if entry["source"] == "UCINET cohesion()"
    ]


def test_ucinet_table() -> None:
    """UCINET keeps seven digits."""
    printed = ucinet_prints()
    assert len(printed) == 4
    for folder, layer, values in printed:
        table = of("ucinet_cohesion", network(folder, layer))
        assert len(values) == len(table) == 33
        expected = [number(value) for value in values.values()]
        assert table["value"].tolist() == pytest.approx(expected, rel=1e-6, abs=1e-6, nan_ok=True)

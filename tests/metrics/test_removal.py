"""When an actor leaves: the Florentine families by hand, other programs, every actor by force."""

from __future__ import annotations

import importlib.util
import itertools
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest

from tiesnet.diagnosis import removal
from tiesnet.metrics import catalogue, measure
from tiesnet.metrics._blocks import removals
from tiesnet.network import Network, as_networkx, build_network, network_from_edges
from tiesnet.survey import Survey

_spec = importlib.util.spec_from_file_location(
    "reference", Path(__file__).with_name("reference.py")
)
peers = importlib.util.module_from_spec(_spec)  # type: ignore[arg-type]
_spec.loader.exec_module(peers)  # type: ignore[union-attr]
SAME = peers.SAME
ADDED = (
    "fragmentation_added",
    "pairs_cut_off",
    "components_added",
    "isolates_added",
    "distance_fragmentation_added",
    "mean_distance_added",
    "two_step_pairs_lost",
)


def undirected(net: Network) -> nx.Graph:
    return nx.Graph(as_networkx(net))


def by_force(graph: nx.Graph, actor: str) -> dict[str, float]:
    """Take the actor out and look at every pair of the others before and after."""
    rest = graph.copy()
    rest.remove_node(actor)
    before = dict(nx.all_pairs_shortest_path_length(graph))
    then = dict(nx.all_pairs_shortest_path_length(rest))
    pairs = list(itertools.combinations(rest, 2))
    lost = [(a, b) for a, b in pairs if b in before[a] and b not in then[a]]
    still = [(a, b) for a, b in pairs if b in then[a]]
    near = sum(1 / before[a][b] for a, b in pairs if b in before[a])
    close = [p for p in pairs if before[p[0]].get(p[1], 3) <= 2 < then[p[0]].get(p[1], 3)]
    farther = near - sum(1 / then[a][b] for a, b in still)
    joined = nx.number_connected_components(graph) - (graph.degree(actor) == 0)
    none = not pairs
    return {
        "fragmentation_added": math.nan if none else len(lost) / len(pairs),
        "pairs_cut_off": len(lost),
        "two_step_pairs_lost": len(close),
        "components_added": nx.number_connected_components(rest) - joined if len(rest) else 0,
        "isolates_added": sum(rest.degree(v) == 0 and graph.degree(v) > 0 for v in rest),
        "distance_fragmentation_added": math.nan if none else farther / len(pairs),
        "mean_distance_added": (
            np.mean([then[a][b] - before[a][b] for a, b in still]) if still else math.nan
        ),
    }


def random_network(seed: int) -> Network:
    draw = np.random.default_rng(seed)
    n = int(draw.integers(1, 15))
    names = [f"n{k:02}" for k in range(n)]
    share = draw.choice([0.08, 0.15, 0.3])
    ties = [pair for pair in itertools.combinations(names, 2) if draw.random() < share]
    return network_from_edges(ties, names, directed=False)


def test_medici_by_hand(marriage: Network) -> None:
    """Without the Medici: Acciaiuoli alone, Salviati with Pazzi, eleven together, Pucci alone.

    14 families hang together now besides them, 91 pairs; then 1 + 55 of them do: 35 are lost, of
    105 pairs of the 15 others.
    """
    found = {name: catalogue()[name].function(marriage)["medici"] for name in ADDED}
    assert found["pairs_cut_off"] == 35
    assert found["fragmentation_added"] == pytest.approx(1 / 3)
    assert found["components_added"] == 2
    assert found["isolates_added"] == 1
    assert catalogue()["pairs_cut_off"].function(marriage)["pucci"] == 0


@pytest.mark.parametrize("seed", range(25))
def test_every_actor_by_force(seed: int) -> None:
    net = random_network(seed)
    graph = undirected(net)
    found = {name: catalogue()[name].function(net) for name in ADDED}
    for actor in graph:
        expected = by_force(graph, actor)
        for name in ADDED:
            assert found[name][actor] == pytest.approx(expected[name], nan_ok=True, **SAME), name


def test_fragmentation_added_is_fragmentation_then_less_fragmentation_now(
    marriage: Network,
) -> None:
    fragmentation = catalogue()["fragmentation"].function
    reach = catalogue()["pairs_cut_off"].function(marriage)
    for actor, added in catalogue()["fragmentation_added"].function(marriage).items():
        others = marriage.keep(marriage.actors.index.drop(actor))
        now = 1 - (fragmentation(others) - added)  # share of the others' pairs that hang together
        together = 91 if actor != "pucci" else 105
        assert now == pytest.approx(together / 105)
        assert added == pytest.approx(reach[actor] / 105)


def test_is_the_same_loss_as_in_the_findings(marriage: Network) -> None:
    table = removal(measure(marriage))
    cut = catalogue()["pairs_cut_off"].function(marriage)
    assert set(table.index) == set(cut.index[cut > 0])
    for actor, share in table["share_of_pairs_lost"].items():
        assert share == pytest.approx(cut[actor] / 91)


def test_directions_are_ignored() -> None:
    net = network_from_edges([("a", "b"), ("c", "b"), ("c", "d")])
    flat = net.undirected()
    for name in ADDED:
        one, other = (catalogue()[name].function(view).tolist() for view in (net, flat))
        assert one == pytest.approx(other, nan_ok=True, **SAME)


def test_silent_actors_have_no_number_and_are_no_isolates(
    make_survey: Callable[..., Survey],
) -> None:
    net = build_network(make_survey(None)).layer("friends").inside()  # C-D, A-B, A-E; E silent
    added = catalogue()["isolates_added"].function(net)
    assert np.isnan(added["E"])
    assert added[["A", "B", "C", "D"]].tolist() == [1, 0, 1, 1]  # B of A's two, but not E
    assert catalogue()["pairs_cut_off"].function(net)["A"] == 1  # B and E, as far as is known


def test_tie_by_hand() -> None:
    """Two triangles, a bridge between them, and a square of local bridges at the end."""
    text = "a-b b-c a-c c-d d-e e-f d-f f-g g-h h-i f-i"
    net = network_from_edges([p.split("-") for p in text.split()], directed=False)
    table = catalogue()["critical_ties"].function(net).set_index(["actor", "other"])
    assert table.loc[("c", "d"), "kind"] == "bridge"
    assert table.loc[("c", "d"), "pairs_cut_off"] == 3 * 6
    assert table.loc[("c", "d"), "fragmentation_added"] == pytest.approx(18 / 36)
    assert np.isnan(table.loc[("c", "d"), "span"])
    assert table.loc[("f", "g"), ["kind", "pairs_cut_off", "span"]].tolist() == [
        "local bridge", 0, 3,
    ]  # fmt: skip
    assert len(table) == 5
    assert table.index[0] == ("c", "d")


@pytest.mark.parametrize("seed", range(15))
def test_loss_by_tie_by_force(seed: int) -> None:
    net = random_network(seed)
    graph = undirected(net)
    pairs = len(graph) * (len(graph) - 1) / 2
    near = pairs * nx.global_efficiency(graph) if pairs else 0.0
    for row in catalogue()["critical_ties"].function(net).itertuples():
        rest = graph.copy()
        rest.remove_edge(row.actor, row.other)
        lost = near - pairs * nx.global_efficiency(rest)
        assert row.distance_fragmentation_added == pytest.approx(lost / pairs, **SAME)
        parts = [len(part) for part in nx.connected_components(rest)]
        held = [len(part) for part in nx.connected_components(graph)]
        cut = sum(n * (n - 1) / 2 for n in held) - sum(n * (n - 1) / 2 for n in parts)
        assert row.pairs_cut_off == cut


def test_a_long_chain_and_a_large_network_are_one_pass() -> None:
    n = 3000
    names = [f"n{k:04}" for k in range(n)]
    net = network_from_edges(list(itertools.pairwise(names)), names, directed=False)
    cut = catalogue()["pairs_cut_off"].function(net)
    assert cut.tolist() == [k * (n - 1 - k) for k in range(n)]


def entries(file: str, entry: str) -> list[tuple[str, str, Any]]:
    found = [
        (folder, layer, peers.reference(folder, layer, file).get(entry, {}))
        for folder, layer in peers.LAYERS
    ]
    return [(folder, layer, one["value"]) for folder, layer, one in found if "value" in one]


def as_list(value: Any) -> list[Any]:
    return [] if value in (None, {}) else value if isinstance(value, list) else [value]


@pytest.mark.parametrize(
    ("file", "entry"),
    [
        (peers.SNA, "cutpoints_weak"),
        (peers.IGRAPH, "articulation_points"),
        (peers.PYTHON, "articulation_points"),
    ],
)
def test_cut_points_are_those_of_other_programs(file: str, entry: str, shared_data: object) -> None:
    compared = 0
    for folder, layer, value in entries(file, entry):
        net = peers.network(folder, layer)
        added = catalogue()["components_added"].function(net)
        assert sorted(added.index[added > 0]) == sorted(as_list(value)), f"{folder}/{layer}"
        compared += 1
    assert compared > 40


def pair(ends: Any) -> tuple[str, str]:
    one, other = ends
    return (min(one, other), max(one, other))


@pytest.mark.parametrize(("file", "entry"), [(peers.PYTHON, "bridges"), (peers.IGRAPH, "bridges")])
def test_bridges_are_those_of_other_programs(file: str, entry: str, shared_data: object) -> None:
    compared = 0
    for folder, layer, value in entries(file, entry):
        net = peers.network(folder, layer)
        rows = value.get("data") if isinstance(value, dict) else value
        rows = as_list(rows)
        if rows and not isinstance(rows[0], list):  # a single one is not nested
            rows = [rows]
        ids = net.actors.index
        ours = {pair((ids[a], ids[b])) for a, b in removals(net).bridges}
        assert ours == {pair(row) for row in rows}, f"{folder}/{layer}"
        compared += 1
    assert compared > 40


def test_spans_are_those_of_networkx(shared_data: object) -> None:
    compared = 0
    for folder, layer, value in entries(peers.PYTHON, "local_bridges_span"):
        net = peers.network(folder, layer)
        if len(net.actors) > 60:
            continue
        table = catalogue()["critical_ties"].function(net)
        ours = {
            pair((row.actor, row.other)): math.inf if np.isnan(row.span) else row.span
            for row in table.itertuples()
        }
        theirs = {pair(key.split("|")): float(span) for key, span in value.items()}
        assert ours == theirs, f"{folder}/{layer}"
        compared += 1
    assert compared > 20

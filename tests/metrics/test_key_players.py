"""Key players: every set by force, sets by hand, and a search that finds what force finds."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest

from tiesnet.errors import TiesnetError
from tiesnet.metrics import catalogue, measure
from tiesnet.metrics._search import best_set
from tiesnet.network import Network, as_networkx, build_network, network_from_edges
from tiesnet.survey import Survey

SAME = {"rel": 1e-9, "abs": 1e-9}
Value = Callable[[nx.Graph, tuple[str, ...]], float]


def fragmentation(graph: nx.Graph, members: tuple[str, ...]) -> float:
    rest = graph.copy()
    rest.remove_nodes_from(members)
    apart = [not nx.has_path(rest, a, b) for a, b in itertools.combinations(rest, 2)]
    return float(np.mean(apart))


def distance_fragmentation(graph: nx.Graph, members: tuple[str, ...]) -> float:
    rest = graph.copy()
    rest.remove_nodes_from(members)
    return float(1 - nx.global_efficiency(rest))


def steps_from(graph: nx.Graph, members: tuple[str, ...]) -> dict[str, int]:
    return dict(nx.multi_source_dijkstra_path_length(graph, set(members), weight=None))


def reach(graph: nx.Graph, members: tuple[str, ...]) -> float:
    steps = steps_from(graph, members)
    return sum(1 / max(one, 1) for one in steps.values()) / len(graph)


def reach_in_two(graph: nx.Graph, members: tuple[str, ...]) -> float:
    return sum(one <= 2 for one in steps_from(graph, members).values()) / len(graph)


NEGATIVE, POSITIVE = "key_players_fragmentation", "key_players_reach"
CASES: list[tuple[str, dict[str, object], str, Value]] = [
    (NEGATIVE, {"distance_weighted": False}, "fragmentation_without", fragmentation),
    (NEGATIVE, {}, "fragmentation_without", distance_fragmentation),
    (POSITIVE, {}, "share_reached", reach),
    (POSITIVE, {"steps": 2}, "share_reached", reach_in_two),
]


def random_network(seed: int) -> Network:
    names = [f"n{k:02}" for k in range(11)]
    graph = nx.gnp_random_graph(11, 0.22, seed=seed)
    ties = [(names[a], names[b]) for a, b in graph.edges]
    return network_from_edges(ties, names, directed=False)


def players(table: object, row: int) -> tuple[str, ...]:
    values = table.filter(like="player_").iloc[row]  # type: ignore[attr-defined]
    return tuple(values.dropna())


@pytest.mark.parametrize(("name", "options", "column", "value"), CASES)
@pytest.mark.parametrize("seed", range(5))
def test_sets_are_the_best_of_all(
    name: str, options: dict[str, object], column: str, value: Value, seed: int
) -> None:
    net = random_network(seed)
    graph = nx.Graph(as_networkx(net))
    table = catalogue()[name].function(net, **options)
    assert table["size"].tolist() == [1, 2, 3]
    for row, size in enumerate((1, 2, 3)):
        every = {s: value(graph, s) for s in itertools.combinations(graph, size)}
        top = max(every.values())
        assert table[column].iloc[row] == pytest.approx(top, **SAME)
        assert every[players(table, row)] == pytest.approx(top, **SAME)
        assert table["equally_good"].iloc[row] == sum(v > top - 1e-9 for v in every.values())


@pytest.mark.parametrize("value", [distance_fragmentation, reach])
def test_search_finds_what_force_finds(value: Value) -> None:
    for seed in range(6):
        graph = nx.convert_node_labels_to_integers(nx.gnp_random_graph(12, 0.25, seed=seed))
        for size in (2, 3):
            forced = best_set(lambda s: value(graph, s), range(12), size, 10**6, 0, 1)  # noqa: B023
            found = best_set(lambda s: value(graph, s), range(12), size, 0, 5, 1)  # noqa: B023
            assert found.value == pytest.approx(forced.value, **SAME)
            assert forced.equal is not None and found.equal is None


def test_search_is_the_same_every_time() -> None:
    values = np.random.default_rng(3).random((30, 30))

    def value(members: tuple[int, ...]) -> float:
        return float(values[np.ix_(members, members)].sum())

    assert best_set(value, range(30), 4, 0, 3, 7) == best_set(value, range(30), 4, 0, 3, 7)


def test_hub_of_a_star() -> None:
    net = network_from_edges([("hub", leaf) for leaf in "abcdef"], directed=False)
    lost = catalogue()[NEGATIVE].function(net, k=1)
    assert players(lost, 0) == ("hub",)
    assert lost["fragmentation_without"].tolist() == [1.0]
    # 6 pairs at one step and 15 at two, of 21: 1 - (6 + 7.5) / 21.
    assert lost["fragmentation_now"].tolist() == pytest.approx([1 - 13.5 / 21])
    told = catalogue()[POSITIVE].function(net, k=1)
    assert players(told, 0) == ("hub",)
    assert told["share_reached"].tolist() == [1.0]


def test_the_best_two_need_not_hold_the_best_one() -> None:
    """A centre c next to p and q, each with three of its own: p and q together reach all."""
    text = "c-p c-q p-1 p-2 p-3 q-4 q-5 q-6"
    net = network_from_edges([pair.split("-") for pair in text.split()], directed=False)
    told = catalogue()[POSITIVE].function(net, k=2, steps=1)
    assert players(told, 1) == ("p", "q")
    assert told["share_reached"].tolist() == pytest.approx([5 / 9, 1.0])
    apart = catalogue()[NEGATIVE].function(net, k=2, distance_weighted=False)
    assert players(apart, 1) == ("p", "q")
    assert apart["fragmentation_without"].iloc[1] == 1.0


def test_cut_points_of_the_marriages(marriage: Network) -> None:
    """Alone, nobody's leaving fragments the families more than the Medici's."""
    table = catalogue()[NEGATIVE].function(marriage, k=1, distance_weighted=False)
    assert players(table, 0) == ("medici",)
    assert table["fragmentation_without"].tolist() == pytest.approx([1 - 56 / 105])
    assert table["fragmentation_now"].tolist() == pytest.approx([1 - 105 / 120])


def test_reach_follows_the_flow(make_survey: Callable[..., Survey]) -> None:
    """C and F ask A, D asks C: what A knows reaches C and F in one step and D in two, of eight."""
    net = build_network(make_survey(None)).layer("advice").inside()
    table = catalogue()[POSITIVE].function(net, k=1)
    assert players(table, 0) == ("A",)
    assert table["share_reached"].iloc[0] == pytest.approx((1 + 1 + 1 + 0.5) / 8)


def test_only_firms_when_asked(make_survey: Callable[..., Survey]) -> None:
    net = build_network(make_survey(None)).layer("all").inside()
    table = catalogue()[NEGATIVE].function(net, firms_only=True)
    firms = set(net.actors.index[net.actors["kind"] == "firm"])
    assert all(set(players(table, row)) <= firms for row in range(len(table)))


def test_says_how_it_was_found(marriage: Network) -> None:
    result = measure(marriage, metrics=["key_players"])
    said = result.notes.set_index("metric")["note"]
    assert said[NEGATIVE].str.contains("all 560 sets compared").any()
    big = network_from_edges(
        [(f"n{a:03}", f"n{(a * 7 + 3) % 90:03}") for a in range(90) if a != (a * 7 + 3) % 90]
    )
    noted = measure(big, metrics=[POSITIVE]).notes["note"]
    assert noted.str.contains("random starts").any()


def test_few_actors_and_no_players() -> None:
    assert catalogue()[NEGATIVE].function(network_from_edges([], ["a", "b"])).empty
    with pytest.raises(TiesnetError, match="1 or a larger"):
        catalogue()[POSITIVE].function(network_from_edges([], ["a", "b"]), k=0)

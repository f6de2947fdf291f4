"""Views: layers, unions along the flow, who is known; checked by hand and by brute force."""

from __future__ import annotations

import importlib.util
import itertools
from pathlib import Path

import networkx
import numpy as np
import pandas as pd
import pytest

from tiesnet.errors import NeedsError, TiesnetError
from tiesnet.metrics.cohesion import density_known
from tiesnet.network import (
    Network,
    Respondents,
    adjacency,
    as_igraph,
    as_networkx,
    build_network,
    layout,
    network_from_edges,
    tie_parts,
)

_spec = importlib.util.spec_from_file_location("small", Path(__file__).with_name("small.py"))
small = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(small)


@pytest.fixture
def net() -> Network:
    return build_network(small.survey())


def pairs(net: Network) -> set[str]:
    ids = net.actors.index
    return {ids[t.source] + ids[t.target] for t in net.ties.itertuples()}


def test_unions_run_along_the_flow(net: Network) -> None:
    assert pairs(net.layer("formal")) == {"AB", "BC"}
    # Advice flows from the one asked to the asker; friendship counts both ways.
    assert pairs(net.layer("informal")) == {"DA", "AD", "EA", "AB", "BA"}
    everything = net.layer("all")
    assert pairs(everything) == {"AB", "BC", "DA", "AD", "EA", "BA"}
    weight = {(t.source, t.target): t.weight for t in everything.ties.itertuples()}
    assert weight[(0, 1)] == 2  # sells and friends
    assert len(tie_parts(everything)) == 6


def test_a_union_of_undirected_layers_is_undirected() -> None:
    table = small.relations()
    table.loc["advice", ["directed", "flow"]] = [False, "both"]
    net = build_network(small.survey(relations=table)).layer("informal")
    assert not net.directed
    assert pairs(net) == {"AB", "AD", "AE"}


def test_what_flows_both_ways_counts_both_ways_though_only_one_names_the_other() -> None:
    table = small.relations()
    table.loc["friends", "directed"] = True
    ties = small.reports(("B", "A", "friends", 1, "B"), ("A", "C", "friends", 1, "A"))
    net = build_network(small.survey(ties, relations=table))
    assert pairs(net.layer("friends")) == {"BA", "AC"}
    informal = net.layer("informal")
    assert pairs(informal) == {"AB", "BA", "AC", "CA"}
    # No tie between A and B would be known, since both answered; none with the silent C is.
    flags = informal.respondents.questions_only(["friends"])
    assert flags.known(np.array([0, 0]), np.array([1, 2])).tolist() == [True, False]
    table.loc["advice", "formality"] = "formal"
    alone = build_network(small.survey(ties, relations=table)).layer("informal")
    assert not alone.directed and pairs(alone) == {"AB", "AC"}


def test_membership_stays_out_of_unions() -> None:
    table = small.relations()
    table.loc["friends", "content"] = "membership"
    net = build_network(small.survey(relations=table))
    assert pairs(net.layer("informal")) == {"DA", "AD", "EA"}
    assert "membership_apart" in set(net.origin.assumptions["code"])


def test_along_flow_turns_ties_reports_and_who_is_known(net: Network) -> None:
    advice = net.layer("advice").along_flow()
    assert pairs(advice) == {"DA", "AD", "EA"}
    assert advice.ties["target_report"].notna().all()
    assert advice.ties["source_report"].isna().all()
    # A answered: everything that flows to A is known, nothing that flows to C.
    assert advice.respondents.known(np.array([2]), np.array([0])).tolist() == [True]
    assert advice.respondents.known(np.array([0]), np.array([2])).tolist() == [False]


def test_states_and_observed(net: Network) -> None:
    states = net.respondents.states().to_dict()
    assert states == {
        "A": "answered",
        "B": "answered",
        "C": "silent",
        "D": "partly",
        "E": "not surveyed",
    }
    assert net.layer("advice").respondents.states()["D"] == "answered"
    observed = net.layer("informal").respondents.observed()
    assert observed[observed].index.tolist() == ["A", "B"]


def test_known_pairs_of_one_question(net: Network) -> None:
    # Sales were asked from both sides: unknown only among C, D and E, who answered neither.
    assert net.layer("sells").respondents.known_pairs().tolist() == [[20 - 6]]
    # Advice: the asker's word; A, B and D answered, four pairs each.
    assert net.layer("advice").respondents.known_pairs().tolist() == [[12]]


def test_density_counts_ties_and_pairs_by_the_same_rule(net: Network) -> None:
    # Of the six ties over all, that of B to the silent C lies on a pair only half known: whether
    # they talk was never heard. Ten pairs are known in every relation, five of them tied.
    everything = net.layer("all")
    assert everything.respondents.known_pairs().tolist() == [[10]]
    assert density_known(everything) == 5 / 10


def test_known_pairs_equal_brute_force() -> None:
    rng = np.random.default_rng(7)
    for policies in itertools.product(["union", "source", "target", "confirmed"], repeat=2):
        size = 9
        answered = pd.DataFrame(rng.integers(0, 4, (size, 2)).astype(np.int8), columns=["p", "q"])
        asked = answered * 0 + 3
        rule = pd.DataFrame({"combine": list(policies)}, index=["p", "q"])
        people = Respondents(asked.astype(np.int8), answered, rule)
        groups = rng.integers(-1, 3, size)
        expected = np.zeros((2, groups.max() + 1, groups.max() + 1), dtype=int)
        for i, j in itertools.permutations(range(size), 2):
            if groups[i] >= 0 and groups[j] >= 0:
                there = people.known(np.array([i]), np.array([j]))[0]
                back = people.known(np.array([j]), np.array([i]))[0]
                expected[0, groups[i], groups[j]] += there
                expected[1, groups[i], groups[j]] += there & back
        assert (people.known_pairs(groups) == expected[0]).all(), policies
        assert (people.known_pairs(groups, both=True) == expected[1]).all(), policies


def test_keep_inside_and_firms(net: Network) -> None:
    firms = net.firms()
    assert list(firms.actors.index) == list("ABCD")
    assert pairs(firms.layer("advice")) == {"AD", "DA"}
    kept = net.keep(["C", "B"])
    assert list(kept.actors.index) == ["B", "C"]
    assert pairs(kept) == {"BC"}
    assert list(kept.respondents.answered.index) == ["B", "C"]
    assert net.inside() is net


def test_undirected_view(net: Network) -> None:
    flat = net.layer("advice").undirected()
    assert pairs(flat) == {"AD", "AE"}
    assert not flat.directed
    weight = flat.ties.set_index("target")["weight"]
    assert np.isnan(weight[3]) and weight[4] == 3


def test_an_unknown_layer_is_refused_with_the_known_ones(net: Network) -> None:
    with pytest.raises(TiesnetError, match="sells, advice, friends, formal, informal, all"):
        net.layer("gossip")


def test_a_view_does_not_change_its_network(net: Network) -> None:
    before = net.ties.copy()
    for view in (net.layer("all"), net.undirected(), net.firms(), net.along_flow()):
        view.ties["weight"] = -1.0
    pd.testing.assert_frame_equal(net.ties, before)


def test_repr_says_what_it_holds(net: Network) -> None:
    assert repr(net) == (
        "Network of 5 actors (4 firms), 6 ties (sells 2, advice 3, friends 1), 0 isolates, "
        "3 of 4 firms answered (75%)"
    )


def test_matrix_and_graphs(net: Network) -> None:
    assert adjacency(net.layer("sells"), weighted=True).toarray()[0, 1] == 4
    assert adjacency(net.layer("sells")).toarray()[0, 1] == 1
    friends = adjacency(net.layer("friends")).toarray()
    assert (friends == friends.T).all() and friends.sum() == 2
    everything = as_igraph(net.layer("all"))
    assert everything.is_directed() and everything.is_simple() and everything.ecount() == 6
    graph = as_networkx(net)
    assert graph.number_of_nodes() == 5 and graph.number_of_edges() == 7
    assert graph.edges["A", "B", "sells"]["weight"] == 4
    layer = net.layer("sells")
    assert adjacency(layer) is adjacency(layer)


def test_strengths_are_never_guessed(net: Network) -> None:
    with pytest.raises(NeedsError, match="not known"):
        adjacency(net.layer("friends"), weighted=True)
    with pytest.raises(NeedsError, match="several layers"):
        adjacency(net, weighted=True)


def test_layout_is_seeded_and_leaves_isolates_out() -> None:
    graph = networkx.les_miserables_graph()
    net = network_from_edges(graph.edges(), nodes=[*graph, "Nobody"], directed=False)
    one, again = layout(net, seed=3), layout(network_from_edges(
        graph.edges(), nodes=[*graph, "Nobody"], directed=False), seed=3)  # fmt: skip
    pd.testing.assert_frame_equal(one, again)
    assert one.loc["Nobody"].isna().all()
    placed = one.drop("Nobody")
    assert placed.min().min() >= 0 and placed.max().max() <= 1
    assert not placed.duplicated().any()


@pytest.mark.parametrize("edges", [[("a", "a")], [("a", "b"), ("b", "a")]])
def test_bad_edge_lists_are_refused(edges: list[tuple[str, str]]) -> None:
    with pytest.raises(TiesnetError):
        network_from_edges(edges, directed=False)
    with pytest.raises(TiesnetError):
        network_from_edges([("a", "b")], nodes=["a"])

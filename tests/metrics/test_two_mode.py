"""Memberships: UCINET's printed two-mode centralities, networkx, and counts by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from networkx.algorithms import bipartite

from tiesnet.errors import NeedsError
from tiesnet.metrics import catalogue, measure
from tiesnet.metrics._bipartite import closeness, largest_betweenness, two_mode_centrality
from tiesnet.network import Network, TwoMode, build_network, two_mode_from_edges
from tiesnet.survey import Survey

SAME = {"rel": 1e-9, "abs": 1e-9}
SEVEN_DIGITS = {"rel": 2e-7, "abs": 2e-7}

# UCINET 6.849, 2-Mode Centrality of a small matrix, as printed in the log its author publishes;
# the signs of its eigenvectors are negative there.
SMALL = "r1-c1 r1-c2 r3-c2 r3-c3 r2-c1 r4-c3 r5-c1 r5-c2 r5-c3"
COLUMNS = ["degree", "local", "closeness", "betweenness", "eigenvector"]
UCINET_ROWS = {
    "r1": (0.66666669, 0.40000001, 0.73333335, 0.10416666, 0.46919033),
    "r2": (0.33333334, 0.20000000, 0.57894737, 0.00000000, 0.21462037),
    "r3": (0.66666669, 0.40000001, 0.73333335, 0.10416666, 0.46919033),
    "r4": (0.33333334, 0.20000000, 0.57894737, 0.00000000, 0.21462037),
    "r5": (1.00000000, 0.60000002, 1.00000000, 0.54166669, 0.68381071),
}
UCINET_COLUMNS = {
    "c1": (0.60000002, 0.40000001, 0.69230771, 0.37719297, 0.54177433),
    "c2": (0.60000002, 0.46666670, 0.69230771, 0.24561404, 0.64262056),
    "c3": (0.60000002, 0.40000001, 0.69230771, 0.37719297, 0.54177433),
}


def davis() -> tuple[nx.Graph, TwoMode]:
    graph = nx.davis_southern_women_graph()
    women = graph.graph["top"]
    edges = [(a, b) if a in women else (b, a) for a, b in graph.edges]
    return graph, two_mode_from_edges(edges, women)


def joined(survey: Survey, rows: list[tuple[str, str]]) -> Network:
    """The survey with actors and memberships of its own, everybody having answered."""
    ids = list(dict.fromkeys(actor for actor, _ in rows))
    actors = pd.DataFrame(
        {"name": ids, "kind": "firm", "in_cluster": True, "respondent": "yes", "stage": None},
        index=pd.Index(ids, name="id"),
    )
    states = [(a, r, None, "answered") for a in ids for r in survey.relations.index]
    own = replace(
        survey,
        actors=actors,
        ties=survey.ties.iloc[:0],
        responses=pd.DataFrame(states, columns=["actor", "relation", "wave", "state"]),
        affiliations=pd.DataFrame(rows, columns=["actor", "organisation"]),
    )
    return build_network(own).layer("all")


@pytest.fixture
def members(make_survey: Callable[..., Survey]) -> Network:
    """Guild: A, B, C, E. Fair: C, D. Y: A, D. F and G told of none; nothing is known of U."""
    return build_network(make_survey(None, memberships=True)).layer("all").inside()


@pytest.fixture
def women(make_survey: Callable[..., Survey]) -> Network:
    _, two = davis()
    cells = two.incidence.tocoo()
    names = two.organisations.index
    rows = [(two.actors[i], names[j]) for i, j in zip(cells.row, cells.col, strict=True)]
    return joined(make_survey(None), rows)


def values(name: str, net: Network, **options: Any) -> dict[str, float]:
    found: dict[str, float] = catalogue()[name].function(net, **options).to_dict()
    return found


def test_both_modes_are_as_ucinet_prints_them() -> None:
    found = two_mode_centrality(two_mode_from_edges([p.split("-") for p in SMALL.split()]))
    for table, printed in zip(found, (UCINET_ROWS, UCINET_COLUMNS), strict=True):
        expected = pd.DataFrame.from_dict(printed, orient="index", columns=COLUMNS)
        assert table.index.tolist() == sorted(printed)
        for column in COLUMNS:
            assert table[column].tolist() == pytest.approx(
                expected.loc[table.index, column].tolist(), **SEVEN_DIGITS
            )


@pytest.mark.parametrize("seed", [None, *range(40)])
def test_degree_closeness_and_betweenness_agree_with_networkx(seed: int | None) -> None:
    graph, two = davis() if seed is None else random_case(seed)
    ours = pd.concat(two_mode_centrality(two))
    assert ours["closeness"].between(0, 1 + 1e-9).all()
    ours["closeness"] = np.concatenate(closeness(two, whole=True))
    if nx.is_connected(graph):
        assert np.concatenate(closeness(two)).tolist() == ours["closeness"].tolist()
    peers = {
        "degree": bipartite.degree_centrality(graph, two.actors),
        "closeness": bipartite.closeness_centrality(graph, two.actors),
        "betweenness": bipartite.betweenness_centrality(graph, two.actors),
    }
    for column, theirs in peers.items():
        expected = [theirs[node] for node in ours.index]
        assert ours[column].tolist() == pytest.approx(expected, **SAME), column


def random_case(seed: int) -> tuple[nx.Graph, TwoMode]:
    draw = np.random.default_rng(seed)
    matrix = draw.random((int(draw.integers(3, 14)), int(draw.integers(3, 9)))) < 0.3
    matrix[:, 0] |= ~matrix.any(axis=1) & (draw.random(len(matrix)) < 0.7)
    actors = [f"a{k:02}" for k in range(len(matrix))]
    edges = [(actors[i], f"o{j}") for i, j in np.argwhere(matrix)]
    graph = nx.Graph()
    graph.add_nodes_from(actors)
    graph.add_edges_from(edges)
    return graph, two_mode_from_edges(edges, actors)


def test_eigenvector_of_davis_is_the_first_singular_vector() -> None:
    _, two = davis()
    left, _, right = np.linalg.svd(two.incidence.toarray())
    actors, events = two_mode_centrality(two)
    assert actors["eigenvector"].tolist() == pytest.approx(np.abs(left[:, 0]).tolist(), **SAME)
    assert events["eigenvector"].tolist() == pytest.approx(np.abs(right[0]).tolist(), **SAME)


def test_eigenvector_of_several_parts_gives_each_its_due() -> None:
    # Parts with singular values 2 (two actors, two organisations) and 1 (one of each), whose
    # vectors are 1/2 four times and root 1/2 twice: 4 * 2 * 1/2 = 4 and 1 * root 2 * root 1/2 = 1.
    pairs = [("a", "p"), ("a", "q"), ("b", "p"), ("b", "q"), ("c", "r")]
    actors, _ = two_mode_centrality(two_mode_from_edges(pairs, ["a", "b", "c", "d"]))
    expected = np.array([4, 4, 1, 0]) / np.sqrt(33)
    assert actors["eigenvector"].tolist() == pytest.approx(expected.tolist(), **SAME)


def test_largest_betweenness_is_reached_and_not_the_papers_smaller_one() -> None:
    """Davis: 445 for the women (Borgatti and Everett 1997 print 442), 452 for the events."""
    assert largest_betweenness(18, 14) == 445
    assert largest_betweenness(14, 18) == 452
    for own in range(1, 7):
        for other in range(2, 7):
            # An actor in every organisation; the others in one each, spread evenly.
            pairs = [("hub", f"o{j}") for j in range(other)]
            pairs += [(f"a{k}", f"o{k % other}") for k in range(own - 1)]
            found, _ = two_mode_centrality(two_mode_from_edges(pairs))
            assert found.at["hub", "betweenness"] == pytest.approx(1.0, **SAME)


def test_davis_density_and_average_degrees(women: Network) -> None:
    """As UCINET prints them: 0.353; 4.944 and 6.357 by mode, 2.781 over both."""
    assert catalogue()["two_mode_density"].function(women) == pytest.approx(89 / (18 * 14))
    assert catalogue()["memberships_mean"].function(women) == pytest.approx(4.944, abs=5e-4)
    assert catalogue()["organisation_size_mean"].function(women) == pytest.approx(6.357, abs=5e-4)
    assert catalogue()["two_mode_degree_mean"].function(women) == pytest.approx(2.781, abs=5e-4)


@pytest.mark.parametrize(
    ("name", "peer"),
    [
        ("two_mode_degree", bipartite.degree_centrality),
        ("two_mode_closeness", bipartite.closeness_centrality),
        ("two_mode_betweenness", bipartite.betweenness_centrality),
    ],
)
def test_measures_of_davis_agree_with_networkx(
    women: Network, name: str, peer: Callable[..., dict[str, float]]
) -> None:
    graph, two = davis()
    theirs = peer(graph, two.actors)
    assert values(name, women) == pytest.approx({a: theirs[a] for a in two.actors}, **SAME)


def test_closeness_counts_the_part_and_the_share_reached() -> None:
    """Of a, b in p and c alone in q: a is as near as can be to 2 of 4 others: 1 * 2 / 4."""
    two = two_mode_from_edges([("a", "p"), ("b", "p"), ("c", "q")])
    assert closeness(two)[0].tolist() == pytest.approx([0.5, 0.5, 0.25])
    # networkx: 2 organisations in 1 step and 2 actors in 2, so 6, over 1 + 2.
    assert closeness(two, whole=True)[0].tolist() == pytest.approx([6 / 3 / 2, 6 / 3 / 2, 6 / 4])


def test_local_and_eigenvector_of_davis(women: Network) -> None:
    _, two = davis()
    matrix = two.incidence.toarray()
    sizes = matrix.sum(axis=0) / 18
    assert values("two_mode_local", women) == pytest.approx(
        dict(zip(two.actors, matrix @ sizes / 14, strict=True)), **SAME
    )
    first = np.abs(np.linalg.svd(matrix)[0][:, 0])
    assert values("two_mode_eigenvector", women) == pytest.approx(
        dict(zip(two.actors, first, strict=True)), **SAME
    )


def test_memberships_by_hand(members: Network) -> None:
    counts = dict(zip("ABCDEFGU", [2, 1, 2, 2, 1, 0, 0, np.nan], strict=True))
    assert values("memberships", members) == pytest.approx(counts, nan_ok=True)
    met = dict(zip("ABCDEFGU", [4, 3, 4, 2, 3, 0, 0, np.nan], strict=True))
    assert values("co_members", members) == pytest.approx(met, nan_ok=True)
    # Without the guild, which holds 4 of 7: C and D at the fair, A and D in Y.
    few = dict(zip("ABCDEFGU", [1, 0, 1, 2, 0, 0, 0, np.nan], strict=True))
    assert values("co_members", members, at_most=0.5) == pytest.approx(few, nan_ok=True)
    assert catalogue()["two_mode_density"].function(members) == pytest.approx(8 / 21)


def test_silent_members_have_lower_bounds_and_no_paths(members: Network) -> None:
    result = measure(members, metrics=["two_mode"])
    bounds = result.lower_bounds
    assert "E" in bounds.loc[bounds["metric"] == "memberships", "actor"].tolist()
    assert np.isnan(result.actors.at["E", ("all", "two_mode_closeness")])
    assert "actors without a row of affiliations count as 0" in result.notes["note"].str.cat()
    why = result.empty
    own = why[(why["actor"] == "U") & (why["metric"] == "memberships")]
    assert own["reason"].str.contains("neither answered nor").all()


def test_organisations_by_hand(members: Network) -> None:
    table = catalogue()["organisations"].function(members)
    assert table["organisation"].tolist() == ["guild", "Firm Y", "fair"]
    assert table["members"].tolist() == [4, 2, 2]
    assert table["share_of_actors"].tolist() == pytest.approx([4 / 7, 2 / 7, 2 / 7])
    assert table["who"].tolist() == [
        "Firm A; Firm B; Firm C; Firm E", "Firm A; Firm D", "Firm C; Firm D",
    ]  # fmt: skip
    # The guild reaches its 4 members in 1 step, the 2 others of its mode in 2, D in 3: 11 steps
    # to 7 of the 9 others. The least possible is 5 actors in 1 step and 2 organisations in 2: 9.
    assert table["closeness"].iloc[0] == pytest.approx(9 / 11 * 7 / 9)
    kinds = ["organisation", "type", "formality", "members", "share_of_actors", "closeness"]
    assert list(table) == [*kinds, "betweenness", "who"]


def test_pairs_by_hand(members: Network) -> None:
    pairs = catalogue()["co_member_pairs"].function(members)
    first = pairs[["actor", "other", "shared", "weight"]].iloc[0].tolist()
    assert first == ["B", "E", 1, 1.0]
    ad = pairs[(pairs["actor"] == "A") & (pairs["other"] == "D")]
    assert ad["weight"].tolist() == pytest.approx([1 / 3])
    assert len(pairs) == 8
    both = catalogue()["organisation_pairs"].function(members, normalisation="count")
    shared = both.set_index(["organisation", "other"])["shared"].to_dict()
    assert shared == {("guild", "fair"): 1, ("guild", "Firm Y"): 1, ("fair", "Firm Y"): 1}


def test_newman_weights_of_a_member_sum_to_its_shared_memberships(women: Network) -> None:
    """Newman (2001): the strengths of an actor add up to its organisations with other members."""
    pairs = catalogue()["co_member_pairs"].function(women, normalisation="newman")
    strength = (
        pairs.groupby("actor")["weight"]
        .sum()
        .add(pairs.groupby("other")["weight"].sum(), fill_value=0)
    )
    assert strength.to_dict() == pytest.approx(values("memberships", women), **SAME)


def test_without_memberships_they_are_skipped_with_the_reason(valley: Network) -> None:
    with pytest.raises(NeedsError, match="names no memberships"):
        catalogue()["memberships"].function(valley)
    skipped = measure(valley).skipped
    own = skipped[skipped["metric"].isin(["memberships", "organisations", "two_mode_density"])]
    assert own["reason"].eq("the survey names no memberships").all()
    assert own["layer"].eq("all").all()
    assert len(own) == 3

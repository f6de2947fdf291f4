"""Memberships as a network of two modes, and of one."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from networkx.algorithms import bipartite
from scipy import sparse

from tiesnet.errors import TiesnetError
from tiesnet.metrics import catalogue, measure
from tiesnet.network import (
    CO_MEMBERSHIP,
    NORMALISATIONS,
    TwoMode,
    adjacency,
    affiliations,
    build_network,
    co_membership,
    projection,
    two_mode_from_edges,
)
from tiesnet.survey import Survey

SAME = {"rel": 1e-12, "abs": 1e-12}


def davis() -> TwoMode:
    """18 women and 14 events (Davis, Gardner & Gardner 1941)."""
    graph = nx.davis_southern_women_graph()
    women = graph.graph["top"]
    return two_mode_from_edges([(a, b) if a in women else (b, a) for a, b in graph.edges], women)


def cells(matrix: sparse.csr_array, ids: list[str]) -> dict[tuple[str, str], float]:
    above = sparse.triu(matrix).tocoo()
    pairs = zip(above.row.tolist(), above.col.tolist(), above.data.tolist(), strict=True)
    return {(min(ids[i], ids[j]), max(ids[i], ids[j])): value for i, j, value in pairs}


PEERS: list[tuple[str, Callable[..., Any]]] = [
    ("count", bipartite.weighted_projected_graph),
    ("share", lambda g, nodes: bipartite.weighted_projected_graph(g, nodes, ratio=True)),
    ("jaccard", bipartite.overlap_weighted_projected_graph),
    ("overlap", lambda g, nodes: bipartite.overlap_weighted_projected_graph(g, nodes, False)),
    ("newman", bipartite.collaboration_weighted_projected_graph),
    (
        "cosine",
        lambda g, nodes: bipartite.generic_weighted_projected_graph(
            g, nodes, lambda g, u, v: len(set(g[u]) & set(g[v])) / (len(g[u]) * len(g[v])) ** 0.5
        ),
    ),
]


def random_two_mode(seed: int) -> tuple[nx.Graph, TwoMode]:
    draw = np.random.default_rng(seed)
    matrix = draw.random((int(draw.integers(2, 14)), int(draw.integers(1, 8)))) < 0.3
    actors = [f"a{k:02}" for k in range(len(matrix))]
    edges = [(actors[i], f"o{j}") for i, j in np.argwhere(matrix)]
    graph = nx.Graph()
    graph.add_nodes_from(actors)
    graph.add_edges_from(edges)
    return graph, two_mode_from_edges(edges, actors)


@pytest.mark.parametrize(("normalisation", "peer"), PEERS, ids=[name for name, _ in PEERS])
def test_projections_agree_with_networkx(normalisation: str, peer: Callable[..., Any]) -> None:
    cases = [(nx.davis_southern_women_graph(), davis())] + [random_two_mode(k) for k in range(30)]
    for graph, two in cases:
        for of, ids in (("actors", two.actors), ("organisations", two.organisations.index)):
            if len(ids) in (0, len(graph)):
                continue
            theirs = peer(graph, list(ids))
            expected = {(min(u, v), max(u, v)): d["weight"] for u, v, d in theirs.edges(data=True)}
            ours = cells(projection(two, normalisation, of), list(ids))
            assert ours == pytest.approx(expected, **SAME)


def test_overlap_counts_of_the_southern_women() -> None:
    """Breiger (1974): Evelyn shares 6 events with Laura and 7 with Theresa."""
    found = cells(projection(davis()), list(davis().actors))
    assert found["Evelyn Jefferson", "Laura Mandeville"] == 6
    assert found["Evelyn Jefferson", "Theresa Anderson"] == 7


def test_bonacich_is_the_formula_of_1972() -> None:
    two = davis()
    rows = two.incidence.toarray()
    found = projection(two, "bonacich").toarray()
    for i, j in itertools.combinations(range(len(rows)), 2):
        x, y = rows[i], rows[j]
        n11, n12, n21 = (x * y).sum(), (x * (1 - y)).sum(), ((1 - x) * y).sum()
        n22 = len(x) - n11 - n12 - n21
        if n11 == 0 or n11 * n22 == n12 * n21:
            continue
        root = np.sqrt(n11 * n22 * n12 * n21)
        assert found[i, j] == pytest.approx((n11 * n22 - root) / (n11 * n22 - n12 * n21), **SAME)


def test_bonacich_is_one_half_by_chance() -> None:
    # Of 4 organisations a and b have two each and share one: 1 * 1 = 1 * 1.
    two = two_mode_from_edges([("a", "p"), ("a", "q"), ("b", "q"), ("b", "r"), ("c", "s")])
    assert cells(projection(two, "bonacich"), list(two.actors)) == {("a", "b"): 0.5}
    alone = two_mode_from_edges([("a", "p"), ("b", "p")])
    assert projection(alone, "bonacich").toarray()[0, 1] == 0.5


def test_pairs_of_weight_zero_stay_ties() -> None:
    # Every organisation is a's or b's: sharing one is less than chance, Bonacich gives 0.
    two = two_mode_from_edges([("a", "p"), ("a", "q"), ("b", "q"), ("b", "r")])
    net = co_membership(two, "bonacich")
    assert net.ties["weight"].tolist() == [0.0]
    assert adjacency(net).nnz == 2


@pytest.mark.parametrize("normalisation", NORMALISATIONS)
def test_projections_are_symmetric_and_of_the_same_pairs(normalisation: str) -> None:
    for seed in range(20):
        _, two = random_two_mode(seed)
        matrix = projection(two, normalisation)
        assert (matrix != matrix.T).nnz == 0
        assert not matrix.diagonal().any()
        assert cells(matrix, list(two.actors)).keys() == cells(projection(two), two.actors).keys()


def test_unknown_normalisation_is_refused_with_the_known_ones() -> None:
    with pytest.raises(TiesnetError, match="newman"):
        projection(davis(), "hyperbolic")
    with pytest.raises(TiesnetError):
        projection(davis(), of="events")


def test_pairs_given_twice_count_once_and_strangers_are_refused() -> None:
    assert two_mode_from_edges([("a", "p"), ("a", "p")]).incidence.sum() == 1
    with pytest.raises(TiesnetError, match="not among the actors"):
        two_mode_from_edges([("a", "p")], ["b"])


def small_survey(rows: list[tuple[Any, ...]], columns: list[str] | None = None) -> Survey:
    """a and b answered, c was silent; guild is an institution of the survey."""
    kinds = {"a": "firm", "b": "firm", "c": "firm", "guild": "association", "x": "firm"}
    actors = pd.DataFrame(
        {
            "name": [f"Firm {k}" for k in kinds],
            "kind": list(kinds.values()),
            "in_cluster": [k != "x" for k in kinds],
            "respondent": ["yes", "yes", "no", None, None],
            "stage": None,
            "contact": "private@example.org",
        },
        index=pd.Index(list(kinds), name="id"),
    )
    row = {"label": "Advice", "formality": "informal", "content": "knowledge", "directed": True}
    row |= {"flow": "against_arrow", "combine": "source", "orientation": None, "inverse_of": None}
    row |= {"scale_min": np.nan, "scale_max": np.nan, "question": ""}
    relations = pd.DataFrame([row], index=pd.Index(["advice"], name="id"))
    ties = pd.DataFrame(
        [("a", "b", "advice", np.nan, "2020", "a"), ("b", "a", "advice", np.nan, "2024", "b")],
        columns=["source", "target", "relation", "strength", "wave", "reported_by"],
    )
    states = [("a", "answered"), ("b", "answered"), ("c", "silent")]
    responses = pd.DataFrame(
        [(who, "advice", None, state) for who, state in states],
        columns=["actor", "relation", "wave", "state"],
    )
    stages = pd.DataFrame({"order": [], "label": []}, index=pd.Index([], name="id"))
    joined = pd.DataFrame(rows, columns=columns or ["actor", "organisation"])
    return Survey(actors, ties, relations, stages, responses, joined)


ROWS = [("a", "guild"), ("b", "guild"), ("x", "fair"), ("a", "guild")]


def test_rows_are_the_actors_of_whom_something_is_known() -> None:
    two = affiliations(build_network(small_survey(ROWS)).inside())
    assert two.actors.tolist() == ["a", "b"]  # c is silent without a row, guild an organisation
    assert two.organisations.index.tolist() == ["guild"]  # the fair has a member outside only
    assert two.organisations["name"].tolist() == ["Firm guild"]
    with_silent = affiliations(build_network(small_survey([*ROWS, ("c", "fair")])).inside())
    assert with_silent.actors.tolist() == ["a", "b", "c"]


def test_memberships_follow_the_wave() -> None:
    rows = [("a", "p", "2020"), ("a", "q", "2024"), ("b", "r", None)]
    survey = small_survey(rows, ["actor", "organisation", "wave"])
    assert affiliations(build_network(survey)).organisations.index.tolist() == ["q", "r"]
    early = affiliations(build_network(survey, wave="2020"))
    assert early.organisations.index.tolist() == ["p", "r"]


def test_no_column_of_the_survey_but_its_own_is_kept() -> None:
    rows = [("a", "p", "private")]
    survey = small_survey(rows, ["actor", "organisation", "contact"])
    two = affiliations(build_network(survey))
    assert list(two.organisations) == ["name", "type", "formality"]


def test_without_a_survey_there_are_no_memberships() -> None:
    two = affiliations(co_membership(davis()))
    assert two.incidence.shape == (18, 0)


def test_co_membership_is_a_network_like_any_other() -> None:
    net = co_membership(davis(), "jaccard")
    assert not net.directed
    assert list(net.layers.index) == [CO_MEMBERSHIP]
    result = measure(net)
    assert result.network.at["n_actors", CO_MEMBERSHIP] == 18
    assert result.network.at["n_ties", "all"] == result.network.at["n_ties", CO_MEMBERSHIP] == 139


def test_co_membership_of_a_survey_keeps_who_is_known() -> None:
    survey = small_survey([*ROWS, ("c", "fair"), ("b", "fair")])
    net = co_membership(build_network(survey).inside())
    assert net.actors.index.tolist() == ["a", "b", "c", "guild"]
    assert net.respondents.states().tolist() == ["answered", "answered", "answered", "not surveyed"]
    assert net.origin.choices["choice"].str.contains("number of organisations shared").all()
    assert catalogue()["n_ties"].function(net) == 2
    dark = co_membership(build_network(small_survey(ROWS)).inside())
    assert dark.respondents.states()["c"] == "silent"
    assert int(dark.respondents.known_pairs(both=True).sum()) == 2  # a and b, both ways


def test_organisations_with_most_actors_can_be_left_out() -> None:
    edges = [(a, "all") for a in "abcd"] + [("a", "two"), ("b", "two")]
    two = two_mode_from_edges(edges)
    assert len(co_membership(two).ties) == 6
    assert len(co_membership(two, at_most=0.5).ties) == 1
    assert two.up_to(0.4).incidence.shape == (4, 0)


def test_repr_says_what_it_holds() -> None:
    assert repr(davis()) == "Memberships of 18 actors in 14 organisations: 89"

"""Brokerage roles: hand-drawn paths, any grouping, flow, credit, and a second way of counting."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tiesnet.errors import NeedsError
from tiesnet.metrics import _roles, catalogue, measure
from tiesnet.metrics._brokers import credit, role_credit
from tiesnet.metrics._roles import KINDS, ROLES, open_paths, role_of
from tiesnet.network import Network, adjacency, build_network, network_from_edges

from .conftest import survey

NAMES = [name.replace("total", "brokerage_total") for name in KINDS]


def of(name: str, net: Network, **options: object) -> dict[str, float]:
    return catalogue()[name].function(net, **options).to_dict()


def directed(*arcs: str, stages: dict[str, str] | None = None) -> Network:
    return network_from_edges([(a[0], a[1]) for a in arcs], stages=stages)


def undirected(*ties: str, stages: dict[str, str] | None = None) -> Network:
    return network_from_edges([(a[0], a[1]) for a in ties], directed=False, stages=stages)


def by_hand(matrix: np.ndarray, code: np.ndarray) -> dict[str, np.ndarray]:
    """Count path by path: full, shared among the brokers of a pair, and alone."""
    n = len(matrix)
    found = {name: np.zeros((n, len(ROLES))) for name in ("paths", "shared", "alone")}
    for a, v, b in permutations(range(n), 3):
        if not (matrix[a, v] and matrix[v, b]) or matrix[a, b]:
            continue
        if code[a] == code[v]:
            role = "coordinator" if code[v] == code[b] else "representative"
        elif code[v] == code[b]:
            role = "gatekeeper"
        else:
            role = "consultant" if code[a] == code[b] else "liaison"
        brokers = sum(bool(matrix[a, w] and matrix[w, b]) for w in range(n) if w not in (a, b))
        place = v, ROLES.index(role)
        found["paths"][place] += 1
        found["shared"][place] += 1 / brokers
        found["alone"][place] += brokers == 1
    return found


def random_network(n: int, share: float, seed: int) -> tuple[Network, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    matrix = (rng.random((n, n)) < share).astype(int)
    np.fill_diagonal(matrix, 0)
    code = rng.integers(0, 4, n)
    ids = [f"n{k:03}" for k in range(n)]
    stages = {name: f"g{group}" for name, group in zip(ids, code, strict=True)}
    edges = [(ids[i], ids[j]) for i, j in np.argwhere(matrix)]
    return network_from_edges(edges, ids, stages=stages), matrix, code


@settings(max_examples=60, deadline=None)
@given(
    arrays(np.int8, (7, 7), elements=st.integers(0, 1)),
    arrays(np.int64, 7, elements=st.integers(0, 3)),
)
def test_every_way_of_counting_is_one(matrix: np.ndarray, code: np.ndarray) -> None:
    np.fill_diagonal(matrix, 0)
    ids = list("abcdefg")
    net = network_from_edges([(ids[i], ids[j]) for i, j in np.argwhere(matrix)], ids)
    ties, expected = adjacency(net), by_hand(matrix, code)
    assert open_paths(ties, code).tolist() == expected["paths"].tolist()

    def sort(a: np.ndarray, v: np.ndarray, b: np.ndarray) -> np.ndarray:
        return role_of(code[a] == code[v], code[v] == code[b], code[a] == code[b])

    found = credit(ties, sort, len(ROLES))
    for name, values in expected.items():
        assert getattr(found, name) == pytest.approx(values, abs=1e-12), name


@pytest.mark.parametrize(("n", "ties"), [(9, 30), (80, 400), (130, 5_000), (1_500, 60_000)])
def test_small_and_large_networks_are_counted_alike(
    monkeypatch: pytest.MonkeyPatch, n: int, ties: int
) -> None:
    """By rows of bits, by a table of pairs, by the pass over triples (compiled from 50,000)."""
    rng = np.random.default_rng(n)
    cells = np.unique(rng.integers(0, n, (ties, 2)), axis=0)
    edges = [(f"n{a:04}", f"n{b:04}") for a, b in cells if a != b]
    matrix = adjacency(network_from_edges(edges))
    code = rng.integers(0, 5, matrix.shape[0])
    monkeypatch.setattr(_roles, "_WORDS", 2_000)
    by_words = open_paths(matrix, code)
    if n < 10:
        expected = by_hand(matrix.toarray(), code)["paths"]
        assert by_words.tolist() == expected.tolist()
    monkeypatch.setattr(_roles, "_WORDS", 0)
    assert (open_paths(matrix, code) == by_words).all()
    monkeypatch.setattr(_roles, "_CHUNK", 1_000)
    assert (open_paths(matrix, code) == by_words).all()
    monkeypatch.setattr(_roles, "_TABLE", 0)
    assert (open_paths(matrix, code) == by_words).all()


def test_portions_do_not_matter_for_credit(monkeypatch: pytest.MonkeyPatch) -> None:
    net, matrix, code = random_network(25, 0.15, 3)
    monkeypatch.setattr("tiesnet.metrics._brokers._CELLS", 60)
    expected = by_hand(matrix, code)["shared"]
    assert role_credit(net, "stage")[:, :5] == pytest.approx(expected, abs=1e-12)
    assert sum(of("brokerage_partial", net).values()) == pytest.approx(expected.sum())


def test_many_groups_are_counted_alike() -> None:
    """A group for every actor: all roles but the liaison are empty."""
    rng = np.random.default_rng(2)
    n = 1_200
    cells = rng.integers(0, n, (3_000, 2))
    edges = list(dict.fromkeys((f"n{a:04}", f"n{b:04}") for a, b in cells if a != b))
    matrix = adjacency(network_from_edges(edges))
    own = open_paths(matrix, np.arange(matrix.shape[0]))
    one = open_paths(matrix, np.zeros(matrix.shape[0], dtype=np.int64))
    assert (own[:, :4] == 0).all()
    assert own[:, 4].tolist() == one[:, 0].tolist()


def test_any_column_sorts_the_actors(valley: Network) -> None:
    supply = valley.layer("supply").inside()
    kinds = supply.actors["kind"].to_dict()
    edges = [
        tuple(supply.actors.index[[tie.source, tie.target]]) for tie in supply.ties.itertuples()
    ]
    same = network_from_edges(edges, supply.actors.index.tolist(), stages=kinds)
    answered = supply.respondents.observed()
    for name in NAMES:
        ours = catalogue()[name].function(supply, by="kind")[answered]
        assert ours.tolist() == catalogue()[name].function(same)[answered].tolist()
    chosen = {name: {"by": "kind"} for name in NAMES}
    found = measure(valley, ["supply"], NAMES, chosen)
    assert found.actors["supply", "coordinator"]["B"] == 0
    assert {"layer": "supply", "metric": "liaison", "note": "by = kind"} in found.notes.to_dict(
        "records"
    )


def test_a_grouping_stands_in_for_missing_stages() -> None:
    net = directed("av", "vb")
    net.actors["town"] = ["x", "y", "x"]
    with pytest.raises(NeedsError, match="no actor has a stage"):
        of("gatekeeper", net)
    assert of("gatekeeper", net, by="town")["v"] == 0
    assert of("representative", net, by="town") == {"a": 0, "b": 0, "v": 1}
    assert of("brokerage_total", net, by="town")["v"] == 1
    with pytest.raises(NeedsError, match="no column 'colour'"):
        of("gatekeeper", net, by="colour")


def test_asks_and_gives_swap_gatekeeper_and_representative() -> None:
    """Advice: C asks A, D asks C. Knowledge runs from A (leather) to C to D (both shoes)."""
    advice = build_network(survey()).layer("advice")
    inner = advice.inside()
    assert advice.layers.at["advice", "flow"] == "against_arrow"
    roles = {name: catalogue()[name].function(inner)["C"] for name in NAMES[:5]}
    assert roles == dict.fromkeys(ROLES, 0.0) | {"gatekeeper": 1.0}
    # The same arrows told by those who give: the flow runs along them.
    stages = inner.actors["stage"].dropna().to_dict()
    ids = inner.actors.index
    edges = [(ids[tie.source], ids[tie.target]) for tie in inner.ties.itertuples()]
    gives = network_from_edges(edges, ids.tolist(), stages=stages)
    asked, given_ = (
        {name: catalogue()[name].function(view)["C"] for name in NAMES} for view in (inner, gives)
    )
    assert given_["representative"] == asked["gatekeeper"] == 1
    assert given_["gatekeeper"] == asked["representative"] == 0
    rest = [name for name in NAMES if name not in ("gatekeeper", "representative")]
    assert [asked[name] for name in rest] == [given_[name] for name in rest]
    assert of("brokerage_activity", inner)["C"] == of("brokerage_activity", gives)["C"] == 1


def test_partial_credit_by_hand() -> None:
    """a to b by v and w, a to c by v alone; v and w get a half each for the first pair."""
    net = directed("av", "aw", "vb", "wb", "vc", stages=dict.fromkeys("abcvw", "s"))
    assert of("brokerage_partial", net) == {"a": 0, "b": 0, "c": 0, "v": 1.5, "w": 0.5}
    flat = undirected("av", "aw", "vb", "wb", "vc", stages=dict.fromkeys("abcvw", "s"))
    # Pairs: ab by v and w; ac, bc by v; vw by a and b.
    assert of("brokerage_partial", flat) == {"a": 0.5, "b": 0.5, "c": 0, "v": 2.5, "w": 0.5}


def test_activity_and_exclusivity_by_hand() -> None:
    net = directed("av", "aw", "vb", "wb", "vc", "va")
    # v: a to b, a to c; w: a to b. The tie v to a adds nothing to pairs a and a.
    assert of("brokerage_activity", net) == {"a": 1, "b": 0, "c": 0, "v": 2, "w": 1}
    assert of("brokerage_exclusivity", net) == {"a": 1, "b": 0, "c": 0, "v": 1, "w": 0}


def test_activity_between_different_groups() -> None:
    """Only pairs of different towns count, whatever the broker's; unknown towns leave them out."""
    net = directed("av", "vb", "vc", "vd")
    net.actors["town"] = ["x", "x", "y", None, None]  # a, b, c, d, v
    assert of("brokerage_activity", net)["v"] == 3
    assert of("brokerage_activity", net, by="town")["v"] == 1
    assert of("brokerage_exclusivity", net, by="town")["v"] == 1
    net = directed("av", "vb")
    assert np.isnan(list(of("brokerage_activity", net, by="stage").values())).all()


def test_activity_is_the_total_of_one_group() -> None:
    net, matrix, _ = random_network(30, 0.12, 8)
    one = network_from_edges(
        [tuple(net.actors.index[[i, j]]) for i, j in np.argwhere(matrix)],
        net.actors.index.tolist(),
        stages=dict.fromkeys(net.actors.index, "s"),
    )
    total = catalogue()["brokerage_total"].function(one)
    assert of("brokerage_activity", net) == total.to_dict()
    activity = catalogue()["brokerage_activity"].function(net.undirected())
    assert activity.to_dict() == of("brokerage_total", one.undirected())
    lone = catalogue()["brokerage_exclusivity"].function(net)
    partial = catalogue()["brokerage_partial"].function(one)
    assert (lone <= partial + 1e-12).all() and (partial <= total + 1e-12).all()

"""Every measure against numbers worked out by hand."""

from __future__ import annotations

import math
from typing import Any

import pytest

from tiesnet.metrics import catalogue
from tiesnet.metrics.holes import constraint_ego
from tiesnet.network import Network, network_from_edges


def of(name: str, net: Network) -> Any:
    return catalogue()[name].function(net)


def undirected(*pairs: str, **options: Any) -> Network:
    return network_from_edges([tuple(p) for p in pairs], directed=False, **options)


def directed(*arcs: str, **options: Any) -> Network:
    return network_from_edges([tuple(a) for a in arcs], **options)


TRIANGLE_TAIL = ("ab", "bc", "ac", "cd")


def test_activity_with_arrows() -> None:
    net = directed("ab", "ba", "ac", nodes=list("abcd"))
    assert of("degree", net).tolist() == [2, 1, 1, 0]
    assert of("in_degree", net).tolist() == [1, 1, 1, 0]
    assert of("out_degree", net).tolist() == [2, 1, 0, 0]


def test_strength() -> None:
    net = network_from_edges([("a", "b", 3), ("b", "a", 2), ("a", "c", 4)])
    assert of("out_strength", net).tolist() == [7, 2, 0]
    assert of("in_strength", net).tolist() == [2, 3, 4]
    assert of("strength", net).tolist() == [9, 5, 4]
    flat = network_from_edges([("a", "b", 3), ("a", "c", 4)], directed=False)
    assert of("in_strength", flat).tolist() == of("strength", flat).tolist() == [7, 3, 4]


def test_unknown_strength_makes_the_sum_unknown() -> None:
    net = network_from_edges([("a", "b", 3), ("a", "c"), ("b", "d", 1)])
    out = of("out_strength", net)
    assert math.isnan(out["a"])
    assert out["b"] == 1
    assert out["c"] == 0


def test_betweenness_on_a_path() -> None:
    path = undirected("ab", "bc", "cd")
    assert of("betweenness", path).tolist() == [0, 2, 2, 0]
    assert of("betweenness_normalised", path).tolist() == pytest.approx([0, 2 / 3, 2 / 3, 0])
    arrows = directed("ab", "bc", "cd")
    assert of("betweenness", arrows).tolist() == [0, 2, 2, 0]
    assert of("betweenness_normalised", arrows).tolist() == pytest.approx([0, 1 / 3, 1 / 3, 0])


def test_harmonic_closeness_follows_arrows() -> None:
    net = directed("ab", "bc", nodes=list("abcd"))
    assert of("harmonic_closeness", net).tolist() == pytest.approx([1.5 / 3, 1 / 3, 0, 0])
    assert of("harmonic_closeness_in", net).tolist() == pytest.approx([0, 1 / 3, 1.5 / 3, 0])


def test_eigenvector_of_one_component_has_length_one() -> None:
    values = of("eigenvector", undirected("ab", "bc", nodes=list("abcd")))
    assert values.tolist() == pytest.approx([0.5, math.sqrt(0.5), 0.5, 0])


def test_eigenvector_of_two_components() -> None:
    """Triangle and diamond: lambda squared rule, as UCINET prints them."""
    net = undirected("ab", "bc", "ac", "de", "df", "ef", "eg", "fg", nodes=list("abcdefgh"))
    values = of("eigenvector", net)
    assert values[list("abc")].tolist() == pytest.approx([4.0] * 3)
    assert values[list("ef")].tolist() == pytest.approx([7.26] * 2, abs=5e-3)
    assert values[list("dg")].tolist() == pytest.approx([5.67] * 2, abs=5e-3)
    assert values["h"] == 0


def test_eigenvector_of_a_large_component_is_solved_sparsely() -> None:
    names = [f"n{k:03}" for k in range(400)]
    star = network_from_edges([(names[0], n) for n in names[1:]], directed=False)
    values = of("eigenvector", star)
    assert values["n000"] == pytest.approx(math.sqrt(0.5))
    assert values["n399"] == pytest.approx(math.sqrt(0.5 / 399))


def test_core_number_counts_a_mutual_tie_once() -> None:
    net = directed("ab", "ba", "bc", "ca", "cd", nodes=list("abcde"))
    assert of("core_number", net).tolist() == [2, 2, 2, 1, 0]


def test_local_clustering() -> None:
    values = of("local_clustering", undirected(*TRIANGLE_TAIL))
    assert values[["a", "b", "c"]].tolist() == pytest.approx([1, 1, 1 / 3])
    assert math.isnan(values["d"])


def test_cohesion_without_arrows() -> None:
    net = undirected(*TRIANGLE_TAIL, nodes=list("abcde"))
    assert of("n_ties", net) == 4
    assert of("density_all", net) == pytest.approx(4 / 10)
    assert of("n_components", net) == 2
    assert of("n_isolates", net) == 1
    assert of("fragmentation", net) == pytest.approx(4 / 10)
    # distances: ab 1 ac 1 bc 1 cd 1 ad 2 bd 2
    assert of("mean_distance", net) == pytest.approx(8 / 6)
    # two-step paths: around a 1, b 1, c 3 pairs; closed: 3 of 5
    assert of("transitivity", net) == pytest.approx(3 / 5)


def test_cohesion_with_arrows() -> None:
    net = directed("ab", "ba", "bc", "ac", nodes=list("abcd"))
    assert of("n_ties", net) == 4
    assert of("density_all", net) == pytest.approx(4 / 12)
    assert of("reciprocity", net) == pytest.approx(2 / 4)
    # paths: a-b-c closed; b-a-c closed; a-b-a and b-a-b return
    assert of("transitivity", net) == 1
    # total degrees 3, 3, 2, 0: (0 + 0 + 1 + 3) / (2 * 3 * 2)
    assert of("degree_centralisation", net) == pytest.approx(4 / 12)


def test_transitivity_is_the_two_path_form() -> None:
    """R sna 1.0, igraph 0.6 and networkx 0.5 on the same four arrows."""
    assert of("transitivity", directed("ab", "bc", "ac", "dc")) == 1.0


def test_star_is_fully_centralised() -> None:
    assert of("degree_centralisation", undirected("ha", "hb", "hc", "hd")) == 1


@pytest.mark.parametrize("name", ["density_all", "fragmentation", "mean_distance", "transitivity"])
def test_undefined_is_empty(name: str) -> None:
    assert math.isnan(of(name, network_from_edges([], ["a"])))


def test_structural_holes_by_hand() -> None:
    net = undirected(*TRIANGLE_TAIL, nodes=list("abcde"))
    size = of("effective_size", net)
    # n - 2t/n: a 2 - 2/2, c 3 - 2/3, d 1
    assert size[list("abcd")].tolist() == pytest.approx([1, 1, 3 - 2 / 3, 1])
    assert math.isnan(size["e"])
    ego = of("constraint_ego", net)
    # a: partners b, c in the circle a, b, c: (1/2 + 1/2 * 1/2) ** 2, twice
    assert ego["a"] == pytest.approx(2 * 0.75**2)
    # c: a and b (1/3 + 1/3 * 1/2) ** 2 each, d (1/3) ** 2
    assert ego["c"] == pytest.approx(2 * 0.5**2 + 1 / 9)
    assert math.isnan(ego["d"]) and math.isnan(ego["e"])
    whole = of("constraint_whole", net)
    # a: to b 1/2 + 1/2 * 1/3 by c; to c 1/2 + 1/2 * 1/2 by b
    assert whole["a"] == pytest.approx((2 / 3) ** 2 + 0.75**2)
    assert whole["d"] == 1
    assert constraint_ego(net, pendants=True)["d"] == 1


def test_constraint_above_one_is_not_cut_off() -> None:
    """A mutual tie weighs two: a puts 2/3 of its ties on b."""
    net = directed("ab", "ba", "ac", "bc")
    # shares of a: b 2/3, c 1/3; of b: a 2/3, c 1/3; of c: a 1/2, b 1/2
    to_b, to_c = 2 / 3 + 1 / 3 * 1 / 2, 1 / 3 + 2 / 3 * 1 / 3
    assert of("constraint_whole", net)["a"] == pytest.approx(to_b**2 + to_c**2)
    assert of("constraint_ego", undirected("ab", "bc", "ac"))["a"] > 1


def test_effective_size_with_arrows() -> None:
    """Worked from Burt's formula: m of a partner is scaled by that partner's strongest tie."""
    net = directed("ab", "ba", "bc", "ac")
    # a: b has p(ac) m(bc) = 1/3 * 1/2; c has p(ab) m(cb) = 2/3 * 1
    assert of("effective_size", net)["a"] == pytest.approx(2 - 1 / 6 - 2 / 3)


@pytest.mark.parametrize(
    ("groups", "role"),
    [("AAA", "coordinator"), ("BAB", "consultant"), ("AAB", "representative"),
     ("BAA", "gatekeeper"), ("BAC", "liaison")],
)  # fmt: skip
def test_each_role(groups: str, role: str) -> None:
    net = directed("av", "vb", stages=dict(zip("avb", groups, strict=True)))
    for name in ("coordinator", "consultant", "representative", "gatekeeper", "liaison"):
        assert of(name, net)["v"] == (name == role), name
    assert of("brokerage_total", net)["v"] == 1
    closed = directed("av", "vb", "ab", stages=dict(zip("avb", groups, strict=True)))
    assert of("brokerage_total", closed).sum() == 0


def test_a_tie_back_does_not_close_the_path() -> None:
    net = directed("av", "vb", "ba", stages=dict.fromkeys("avb", "s"))
    assert of("coordinator", net).tolist() == [1, 1, 1]


def test_undirected_path_counts_once() -> None:
    net = undirected("av", "vb", stages={"a": "A", "v": "A", "b": "B"})
    assert of("representative", net)["v"] == of("gatekeeper", net)["v"] == 1
    assert of("brokerage_total", net)["v"] == 1
    same = undirected("av", "vb", stages=dict.fromkeys("avb", "A"))
    assert of("coordinator", same)["v"] == of("brokerage_total", same)["v"] == 1


def test_actor_without_stage_leaves_its_paths_out() -> None:
    net = directed("av", "vb", "vc", stages={"a": "A", "v": "A", "b": "A"})
    assert of("brokerage_total", net)["v"] == 1
    assert math.isnan(of("brokerage_total", net)["c"])


def test_brokerage_against_sna() -> None:
    """R sna 2.7: brokerage(A, c("x","x","x","y","y","z","z","y"))$raw.nli."""
    arcs = "12 23 34 41 15 56 62 25 53 37 76 68 81 48 71 21".split()
    stages = dict(zip("12345678", "xxxyyzzy", strict=True))
    net = directed(*arcs, stages=stages)
    expected = {
        "coordinator": [0, 1, 0, 0, 0, 0, 0, 0],
        "consultant": [2, 0, 1, 1, 1, 1, 1, 0],
        "representative": [0, 0, 2, 0, 0, 2, 0, 0],
        "gatekeeper": [3, 2, 0, 1, 0, 0, 1, 0],
        "liaison": [1, 1, 1, 0, 2, 1, 0, 1],
        "brokerage_total": [6, 4, 4, 2, 3, 4, 2, 1],
    }
    for name, values in expected.items():
        assert of(name, net).tolist() == values, name
    # R sna on symmetrize(A, rule = "weak") counts both orders of every path.
    flat = net.undirected()
    twice = {
        "coordinator": [0, 2, 0, 0, 0, 0, 0, 0],
        "consultant": [4, 0, 2, 2, 2, 2, 2, 0],
        "liaison": [6, 0, 4, 0, 4, 2, 0, 2],
        "brokerage_total": [16, 6, 10, 4, 6, 10, 6, 4],
    }
    for name, values in twice.items():
        assert (2 * of(name, flat)).tolist() == values, name
    merged = [3, 2, 2, 1, 0, 3, 2, 1]
    assert of("gatekeeper", flat).tolist() == of("representative", flat).tolist() == merged
    # R igraph 1.3.5: constraint(graph_from_adjacency_matrix(A))
    whole = [0.321612654321, 0.461944444444, 0.312656250000, 0.459876543210, 0.512569444444,
             0.312656250000, 0.333333333333, 0.459876543210]  # fmt: skip
    assert of("constraint_whole", net).tolist() == pytest.approx(whole, abs=1e-11)


def test_mixing_by_hand() -> None:
    """Stages s: a, b, c; t: d, e. Ties ab (s-s), cd (s-t), de (t-t); 10 pairs, 4 within."""
    stages = dict(zip("abcde", "ssstt", strict=True))
    net = undirected("ab", "cd", "de", stages=stages, order=["s", "t"])
    assert of("ei_index", net) == pytest.approx((1 - 2) / 3)
    assert of("ei_expected", net) == pytest.approx((6 - 4) / 10)
    assert of("density_same_stage", net) == pytest.approx(2 / 4)
    assert of("density_different_stage", net) == pytest.approx(1 / 6)
    assert of("odds_ratio_stage", net) == pytest.approx((2 / 2) / (1 / 5))
    cells = of("stage_matrix", net).set_index(["source_stage", "target_stage"])
    assert cells["ties"].to_dict() == {
        ("s", "s"): 1, ("s", "t"): 1, ("t", "s"): 1, ("t", "t"): 1
    }  # fmt: skip
    assert cells["known_pairs"].tolist() == [3, 6, 6, 1]
    assert cells["density"].tolist() == pytest.approx([1 / 3, 1 / 6, 1 / 6, 1])


def test_mixing_with_arrows_and_an_empty_cell() -> None:
    net = directed("ab", "ac", stages={"a": "s", "b": "t", "c": "t"}, order=["s", "t"])
    assert of("ei_index", net) == 1
    # same stage: 0 tied, 2 not (b, c both ways); different: 2 tied, 2 not; one half added
    assert of("odds_ratio_stage", net) == pytest.approx((0.5 / 2.5) / (2.5 / 2.5))
    cells = of("stage_matrix", net).set_index(["source_stage", "target_stage"])
    assert cells["ties"].tolist() == [0, 2, 0, 0]
    assert cells["known_pairs"].tolist() == [0, 2, 2, 2]
    assert math.isnan(cells["density"].iloc[0])


def test_one_stage_has_no_odds_ratio() -> None:
    net = undirected("ab", "bc", stages=dict.fromkeys("abc", "s"))
    assert math.isnan(of("odds_ratio_stage", net))
    assert math.isnan(of("density_different_stage", net))
    assert of("ei_index", net) == of("ei_expected", net) == -1

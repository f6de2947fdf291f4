"""Relations laid over each other: by hand, with silent firms, beside R sna and UCINET."""

from __future__ import annotations

import importlib.util
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tiesnet.metrics import catalogue, measure
from tiesnet.metrics.multiplexity import layer_correlation, layer_overlap, multiplex_pairs
from tiesnet.network import Network, Respondents, network_from_edges

_spec = importlib.util.spec_from_file_location(
    "reference_values", Path(__file__).with_name("reference.py")
)
peers = importlib.util.module_from_spec(_spec)  # type: ignore[arg-type]
_spec.loader.exec_module(peers)  # type: ignore[union-attr]


def stack(layers: dict[str, Network]) -> Network:
    """Lay networks of the same actors over each other, a layer each."""
    nets = list(layers.values())
    rows = [net.layers.set_axis([name], axis=0) for name, net in layers.items()]
    flags = [net.respondents.answered.set_axis([n], axis=1) for n, net in layers.items()]
    table, answered = pd.concat(rows).rename_axis("layer"), pd.concat(flags, axis=1)
    ties = [net.ties.assign(layer=name) for name, net in layers.items()]
    return replace(
        nets[0],
        ties=pd.concat(ties, ignore_index=True),
        layers=table,
        respondents=Respondents(answered, answered, table[["combine"]]),
    )


def layered(directed: bool = False, **layers: str) -> Network:
    """Make layers over a to e from pairs of letters: ``layered(one="ab bc", two="ab")``."""
    return stack(
        {
            name: network_from_edges(
                [(pair[0], pair[1]) for pair in pairs.split()], list("abcde"), directed=directed
            )
            for name, pairs in layers.items()
        }
    )


def of(name: str, net: Network) -> dict[str, float]:
    values: dict[str, float] = catalogue()[name].function(net.layer("all")).to_dict()
    return values


# ab in all three, bc in two, ac, bd and cd in one; e is alone
THREE = layered(supply="ab bc ac", advice="ab bc bd", friends="ab cd")


def test_correlation_of_layers_by_hand() -> None:
    row = layer_correlation(THREE).iloc[0]
    assert (row["layer_a"], row["layer_b"], row["known_pairs"]) == ("supply", "advice", 10)
    assert row[["tied_both", "only_a", "only_b", "neither"]].tolist() == [2, 1, 1, 6]
    assert row["correlation"] == pytest.approx((2 * 6 - 1 * 1) / (3 * 7))
    assert row["simple_matching"] == pytest.approx(8 / 10)
    assert row["hamming"] == 2
    assert row["yules_q"] == pytest.approx((12 - 1) / (12 + 1))
    # degrees: supply a2 b2 c2 d0 e0; advice a1 b3 c1 d1 e0
    supply, advice = [2, 2, 2, 0, 0], [1, 3, 1, 1, 0]
    assert row["degree_correlation"] == pytest.approx(np.corrcoef(supply, advice)[0, 1])
    ranks = [4, 4, 4, 1.5, 1.5], [3, 5, 3, 3, 1]
    assert row["degree_rank_correlation"] == pytest.approx(np.corrcoef(*ranks)[0, 1])


def test_arrows_count_unless_they_are_left_out() -> None:
    net = layered(directed=True, one="ab bc", two="ba bc")
    kept = layer_correlation(net).iloc[0]
    assert kept[["known_pairs", "tied_both", "hamming"]].tolist() == [20, 1, 2]
    ignored = layer_correlation(net, arrows=False).iloc[0]
    assert ignored[["known_pairs", "tied_both", "hamming"]].tolist() == [10, 2, 0]
    assert ignored["correlation"] == pytest.approx(1)


def test_an_undirected_tie_runs_both_ways_beside_arrows() -> None:
    arrows = network_from_edges([("a", "b")], list("abc"))
    lines = network_from_edges([("a", "b")], list("abc"), directed=False)
    row = layer_correlation(stack({"one": arrows, "two": lines})).iloc[0]
    assert row[["known_pairs", "tied_both", "only_a", "only_b"]].tolist() == [6, 1, 0, 1]


def test_agrees_with_the_overlap_where_arrows_are_left_out(valley: Network) -> None:
    """Both count over the pairs known in both layers, silent and partly answering firms too."""
    inside = valley.inside()
    overlap, ours = layer_overlap(inside), layer_correlation(inside, arrows=False)
    assert ours["known_pairs"].tolist() == overlap["known_pairs"].tolist()
    assert ours["tied_both"].tolist() == overlap["pairs_both"].tolist()
    assert (ours["tied_both"] + ours["only_a"]).tolist() == overlap["pairs_a"].tolist()
    assert (ours["tied_both"] + ours["only_b"]).tolist() == overlap["pairs_b"].tolist()


def test_ordered_pairs_known_in_both(valley: Network) -> None:
    """Counted pair by pair: actors who answered alike are not counted together here."""
    inside = valley.inside()
    flow, count = inside.along_flow(), len(inside.actors)
    one, other = np.divmod(np.arange(count**2), count)
    one, other = one[one != other], other[one != other]
    for row in layer_correlation(inside).itertuples():
        known = np.ones(len(one), dtype=bool)
        views = [flow.layer(row.layer_a), flow.layer(row.layer_b)]
        for view in views:
            known &= view.respondents.known(one, other)
            known &= view.directed | view.respondents.known(other, one)
        ordered = any(view.directed for view in views)
        assert row.known_pairs == (known.sum() if ordered else known.sum() / 2)


def test_strengths() -> None:
    one = network_from_edges([("a", "b", 3), ("b", "c", 1)], list("abc"))
    two = network_from_edges([("a", "b", 2), ("c", "a", 5)], list("abc"))
    row = layer_correlation(stack({"one": one, "two": two}), strengths=True).iloc[0]
    # cells ab ac ba bc ca cb
    expected = np.corrcoef([3, 0, 0, 1, 0, 0], [2, 0, 0, 0, 5, 0])[0, 1]
    assert row["correlation"] == pytest.approx(expected)
    assert row["hamming"] == 2
    missing = network_from_edges([("a", "b", 2), ("c", "a")], list("abc"))
    net = stack({"one": one, "two": missing})
    assert math.isnan(layer_correlation(net, strengths=True).iloc[0]["correlation"])


def test_layers_without_ties_have_no_correlation() -> None:
    row = layer_correlation(layered(one="ab", two="")).iloc[0]
    assert math.isnan(row["correlation"]) and math.isnan(row["degree_correlation"])
    assert row["simple_matching"] == pytest.approx(9 / 10)


def test_pairs_by_number_of_relations() -> None:
    table = multiplex_pairs(THREE.layer("all"))
    assert table["relations"].tolist() == [0, 1, 2, 3]
    assert table["pairs"].tolist() == [5, 3, 1, 1]
    assert table["share_of_pairs"].tolist() == pytest.approx([0.5, 0.3, 0.1, 0.1])
    p, q, r = 0.3, 0.3, 0.2
    none, every = (1 - p) * (1 - q) * (1 - r), p * q * r
    one = p * (1 - q) * (1 - r) + (1 - p) * q * (1 - r) + (1 - p) * (1 - q) * r
    expected = [none, one, 1 - none - one - every, every]
    assert table["expected_pairs"].tolist() == pytest.approx([10 * x for x in expected])
    assert catalogue()["multiplex_share"].function(THREE.layer("all")) == pytest.approx(2 / 5)


def test_pairs_over_those_known_in_all(valley: Network) -> None:
    """A, B, C, D, G answered everything; E, F and U did not: 10 pairs.

    AC supply, advice; AD, BC supply; CD advice, friends, peers; AB friends, peers.
    """
    table = measure(valley, metrics=["multiplex_pairs"]).tables["all", "multiplex_pairs"]
    assert table["pairs"].tolist() == [5, 2, 2, 1, 0]
    assert table["expected_pairs"].sum() == pytest.approx(10)


def test_an_actor_across_relations() -> None:
    # a: 2, 1, 1; b: 2, 3, 1; c: 2, 1, 1; d: 0, 1, 1; e: none
    assert list(of("relations_used", THREE).values()) == [3, 3, 3, 2, 0]
    assert list(of("overlapping_degree", THREE).values()) == [4, 6, 4, 2, 0]
    assert list(of("multiplex_partners", THREE).values()) == [1, 2, 1, 0, 0]
    mean, spread = 3.2, math.sqrt(np.var([4, 6, 4, 2, 0]))
    expected = [(x - mean) / spread for x in (4, 6, 4, 2, 0)]
    assert list(of("overlapping_degree_z", THREE).values()) == pytest.approx(expected)
    participation = of("layer_participation", THREE)
    assert participation["a"] == pytest.approx(3 / 2 * (1 - (4 + 1 + 1) / 16))
    assert participation["b"] == pytest.approx(3 / 2 * (1 - (4 + 9 + 1) / 36))
    assert participation["d"] == pytest.approx(3 / 2 * (1 - 1 / 2))
    assert math.isnan(participation["e"])


def test_participation_at_its_ends() -> None:
    """Battiston, Nicosia and Latora: 0 when all links are on one layer, 1 when evenly spread."""
    even = layered(one="ab ac", two="ad ae")
    assert of("layer_participation", even)["a"] == 1
    assert of("layer_participation", even)["b"] == 0


def test_tie_composition() -> None:
    table = catalogue()["tie_composition"].function(THREE.layer("all"))
    b = table[table["actor"] == "b"]
    assert b["relation"].tolist() == ["supply", "advice", "friends"]
    assert b["partners"].tolist() == [2, 3, 1]
    assert b["share"].tolist() == pytest.approx([1 / 3, 1 / 2, 1 / 6])
    iqv = 3 / 2 * (1 - (b["share"] ** 2).sum())
    assert of("layer_participation", THREE)["b"] == pytest.approx(iqv)


def test_columns_stand_in_the_layer_of_all_ties(valley: Network) -> None:
    found = measure(valley, metrics=["layers"])
    assert set(found.actors.columns.get_level_values("layer")) == {"all"}
    values = found.actors["all", "overlapping_degree"]
    # A: supply C, D, E; advice C, U, F; friends B, E; peers B
    assert values["A"] == 9 and math.isnan(values["E"]) and math.isnan(values["F"])
    assert found.actors["all", "multiplex_partners"]["A"] == 3  # B, C, E
    actors = found.tables["all", "tie_composition"]["actor"].unique().tolist()
    assert actors == list("ABCDG"), "only those that answered everything"


def test_membership_stays_out() -> None:
    net = layered(one="ab bc", two="ab", club="ab bc cd")
    content = net.layers["content"].where(net.layers.index != "club", "membership")
    net = replace(net, layers=net.layers.assign(content=content))
    assert of("overlapping_degree", net)["b"] == 3
    assert set(layer_correlation(net)["layer_b"]) == {"two"}
    direct = catalogue()["overlapping_degree"].function(net)
    assert direct["b"] == 3, "of several layers at once, too"


def multirelation() -> list[tuple[str, dict[str, dict[str, object]]]]:
    paths = sorted(peers.DATA.glob("*/reference/_multirelation__R_sna.json"))
    return [
        (
            path.parent.parent.name,
            peers.reference(path.parent.parent.name, "_multirelation", "R_sna"),
        )
        for path in paths
    ]


def _arrows(layers: dict[str, Network], *names: str) -> bool:
    return any(layers[name].directed for name in names)


@pytest.mark.parametrize(
    ("entry", "column", "strengths"),
    [
        ("gcor_binary", "correlation", False),
        ("gcor_valued", "correlation", True),
        ("hdist_binary", "hamming", False),
    ],
)
def test_agrees_with_sna(shared_data: Path, entry: str, column: str, strengths: bool) -> None:
    compared = 0
    for folder, entries in multirelation():
        value = entries[entry]["value"]
        assert isinstance(value, dict)
        theirs = pd.DataFrame(value["data"], index=value["rows"], columns=value["cols"])
        layers = {name: peers.network(folder, name) for name in theirs.index}
        digraph = any(net.directed for net in layers.values())
        for row in layer_correlation(stack(layers), strengths=strengths).itertuples():
            ours = getattr(row, column)
            expected = float(theirs.loc[row.layer_a, row.layer_b])
            if digraph and column == "hamming" and not _arrows(layers, row.layer_a, row.layer_b):
                expected /= 2  # beside layers with arrows sna counts every undirected pair twice
            assert ours == pytest.approx(expected, nan_ok=True, **peers.SAME), (folder, row)
            compared += 1
    print(f"{entry}: {compared} pairs of layers in {len(multirelation())} data sets")
    assert compared >= 40


def test_agrees_with_ucinet_on_the_florentine_families(shared_data: Path) -> None:
    """Marriage and business of Padgett's families, Analyzing Social Networks 14.5.1."""
    printed = next(
        entry["values"]
        for entry in peers.published("padgett_florentine")
        if entry["source"].startswith("QAP correlation")
    )
    names = ("marriage", "business")
    net = stack({name: peers.network("padgett_florentine", name) for name in names})
    row, overlap = layer_correlation(net).iloc[0], layer_overlap(net).iloc[0]
    assert row["known_pairs"] == printed["n_dyads"]
    assert row["correlation"] == pytest.approx(printed["pearson"], abs=5e-4)
    assert row["hamming"] / row["known_pairs"] == pytest.approx(printed["hamming"], abs=5e-4)
    assert row["simple_matching"] == pytest.approx(printed["match"], abs=5e-4)
    assert row["yules_q"] == pytest.approx(printed["gk_gamma"], abs=5e-4)
    assert overlap["jaccard"] == pytest.approx(printed["jaccard"], abs=5e-4)

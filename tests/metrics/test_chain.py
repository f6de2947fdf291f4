"""Along the supply chain: closed forms of levels, and small chains worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse
from tests.metrics.chains import chain_network, chain_survey

from tiesnet.errors import NeedsError
from tiesnet.metrics import catalogue, measure
from tiesnet.metrics._levels import incoherence, levels
from tiesnet.network import (
    Network,
    build_network,
    chain_steps,
    network_from_edges,
    purchases_known,
    supply_arcs,
    trade,
)

STAGES = {"a": "hide", "b": "sole", "c": "shoe", "d": "brand"}


def of(name: str, net: Network, **options: object) -> pd.Series:
    return catalogue()[name].function(net, **options)


def matrix(arrows: str, size: int) -> sparse.csr_array:
    """Make the matrix of arrows such as "01 12"."""
    cells = np.array([[int(a[0]), int(a[1])] for a in arrows.split()]).T
    return sparse.csr_array((np.ones(cells.shape[1]), tuple(cells)), shape=(size, size))


@pytest.mark.parametrize(
    ("arrows", "expected", "strays"),
    [
        ("01 12 23", [0, 1, 2, 3], 0.0),  # a chain is coherent
        ("01 12 20", [0, 0, 0], 1.0),  # a circle is not at all
        ("01 10", [0, 0], 1.0),
        # By symmetry h = (-x, 0, x): 2h0 - h1 - h2 = -2 gives x = 2/3. The gaps 2/3, 2/3 and 4/3
        # are each 1/3 from 1, so F = 1/9.
        ("01 12 02", [0, 2 / 3, 4 / 3], 1 / 9),
        # Two suppliers of one buyer who supplies a third: levels 0, 0, 1, 2.
        ("02 12 23", [0, 0, 1, 2], 0.0),
    ],
)
def test_levels_of_closed_forms(arrows: str, expected: list[float], strays: float) -> None:
    made = matrix(arrows, len(expected))
    assert levels(made) == pytest.approx(expected, abs=1e-9)
    assert incoherence(made, levels(made)) == pytest.approx(strays, abs=1e-9)


def test_each_part_begins_at_0_and_the_untied_are_empty() -> None:
    found = levels(matrix("01 34 45", 7))
    assert found[[0, 1, 3, 4, 5]] == pytest.approx([0, 1, 0, 1, 2])
    assert np.isnan(found[[2, 6]]).all()


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.integers(1, 5)), min_size=1))
def test_levels_make_the_sum_of_squares_smallest(found: list[tuple[int, int, int]]) -> None:
    """Against least squares: F is the least there can be, found by another method."""
    arcs = {(one, other): weight for one, other, weight in found if one != other}
    if not arcs:
        return
    cells = np.array(list(arcs)).T
    weight = np.array(list(arcs.values()), dtype=float)
    made = sparse.csr_array((weight, tuple(cells)), shape=(8, 8))
    design = np.zeros((len(weight), 8))
    design[np.arange(len(weight)), cells[1]] = 1
    design[np.arange(len(weight)), cells[0]] = -1
    root = np.sqrt(weight)
    best = np.linalg.lstsq(design * root[:, None], root, rcond=None)[0]
    least = float((weight * (design @ best - 1) ** 2).sum() / weight.sum())
    assert incoherence(made, levels(made)) == pytest.approx(least, abs=1e-8)


def test_long_chains_are_solved() -> None:
    size = 3000
    ends = np.arange(size - 1)
    made = sparse.csr_array((np.ones(size - 1), (ends, ends + 1)), shape=(size, size))
    assert levels(made) == pytest.approx(np.arange(size), abs=1e-5)


def test_strength_counts_only_when_asked() -> None:
    net = chain_network(["ab", "bc", "ac"])
    strong = replace(net, ties=net.ties.assign(weight=[1.0, 2.0, 3.0]))
    assert of("trophic_incoherence", strong) == pytest.approx(1 / 9)
    # Ties are sorted ab, ac, bc: weights 1, 2, 3. With a at 0:
    # b: 4b - 3c = 1 - 3, c: 5c - 3b = 5, so b = 5/11 and c = 14/11.
    # Gaps less 1: -6/11, 3/11, -2/11; F = (36 + 2 * 9 + 3 * 4) / 121 / 6 = 1/11.
    found = of("trophic_level", strong, weighted=True)
    assert found.tolist() == pytest.approx([0, 5 / 11, 14 / 11])
    assert of("trophic_incoherence", strong, weighted=True) == pytest.approx(1 / 11)


def test_flow_hierarchy_is_that_of_networkx() -> None:
    ties = ["ab", "bc", "ca", "cd", "de", "ae"]
    graph = nx.DiGraph([(tie[0], tie[1]) for tie in ties])
    assert of("trade_flow_hierarchy", chain_network(ties)) == nx.flow_hierarchy(graph)


def test_reach_up_and_down_the_chain() -> None:
    net = chain_network(["ab", "bc", "cd", "xc"], alone="z")
    assert of("upstream_reach", net).to_dict() == {"a": 0, "b": 1, "c": 3, "d": 4, "x": 0, "z": 0}
    assert of("downstream_reach", net).to_dict() == {"a": 3, "b": 2, "c": 1, "d": 0, "x": 2, "z": 0}


def test_arrows_run_along_the_flow_in_every_view() -> None:
    net = chain_network(["ab", "bc"])
    for view in (net, net.layer("sells"), net.layer("formal"), net.layer("all")):
        assert of("trophic_level", view).tolist() == pytest.approx([0, 1, 2])
    with pytest.raises(NeedsError, match="who supplies whom"):
        of("trophic_level", net.layer("all").undirected())
    with pytest.raises(NeedsError, match="who supplies whom"):
        of("trophic_level", network_from_edges([("a", "b")]))


def test_a_relation_asked_of_buyers_runs_from_supplier_to_buyer() -> None:
    survey = chain_survey(["ab"])
    relations = survey.relations.loc[["buys"]].assign(inverse_of=None)
    ties = survey.ties[survey.ties["relation"] == "buys"].reset_index(drop=True)
    answers = survey.responses[survey.responses["relation"] == "buys"]
    net = build_network(replace(survey, relations=relations, ties=ties, responses=answers))
    assert of("trophic_level", net.layer("buys")).to_dict() == {"a": 0, "b": 1}


def test_jumps_over_a_stage() -> None:
    stages = STAGES | {"e": "hide; shoe", "f": "brand"}
    net = chain_network(["ab", "bc", "ac", "ed", "ef", "da", "ae"], stages)
    # a to c jumps over soles. e makes shoes too: brands are next. d to a runs against the order,
    # a and e share hides.
    arcs = supply_arcs(trade(net))
    steps = chain_steps(net, arcs["source"].to_numpy(), arcs["target"].to_numpy())
    pairs = [net.actors.index[k] for k in arcs["source"]], [net.actors.index[k] for k in
                                                           arcs["target"]]  # fmt: skip
    named = {a + b: step for a, b, step in zip(*pairs, steps, strict=True)}
    assert named == {"ab": 1, "ac": 2, "ae": 0, "bc": 1, "da": -3, "ed": 1, "ef": 1}
    assert of("stage_jumps", net).to_dict() == {"a": 1, "b": 0, "c": 1, "d": 0, "e": 0, "f": 0}
    assert of("stage_jumps_share", net) == pytest.approx(1 / 7)


def test_unknown_places_leave_jumps_empty() -> None:
    net = chain_network(["ab", "bc"], {"a": "hide", "b": "sole"})
    assert of("stage_jumps", net).isna().to_dict() == {"a": False, "b": True, "c": True}
    assert of("stage_jumps_share", net) == 0.0  # a to b
    with pytest.raises(NeedsError, match="no order"):
        of("stage_jumps", chain_network(["ab"], STAGES, order={"hide": 1.0}))


def test_one_supplier_inside_and_in_all() -> None:
    # b buys from a alone; c from a inside and from o outside; d from o alone; a buys nothing.
    net = chain_network(["ab", "ac", "oc", "od"], outside="o")
    inside = of("single_source", net.inside()).to_dict()
    assert {k: v for k, v in inside.items() if not np.isnan(v)} == {"b": 1, "c": 1}
    both = of("single_source_all", net).to_dict()
    assert {k: v for k, v in both.items() if not np.isnan(v)} == {"b": 1, "c": 0, "d": 1}
    assert of("single_source_share", net) == pytest.approx(2 / 3)


def test_who_was_not_asked_what_it_buys_may_have_other_suppliers() -> None:
    told = chain_network(["ab", "cb", "bd"], buys=False)
    assert purchases_known(trade(told)).all()  # everybody said to whom it sells
    assert of("single_source", told)["d"] == 1
    silent = chain_network(["ab", "cb", "bd"], silent="c", buys=False)
    assert of("single_source", silent).isna().all()  # c may supply anybody
    assert of("single_source", chain_network(["ab", "cb", "bd"], silent="c"))["d"] == 1
    outside = chain_network(["ab", "bo"], outside="o", buys=False)
    assert of("single_source_all", outside).isna().all()
    assert np.isnan(of("single_source_share", outside))


def test_inputs_by_the_stage_of_their_suppliers() -> None:
    stages = {"a": "hide", "b": "hide", "s": "sole", "o": "sole; hide", "c": "shoe", "d": "shoe"}
    net = chain_network(["ac", "bc", "sc", "od", "sd"], stages, outside="o")
    # c: two of hides, one of soles. d: hides from o alone, soles from o and s.
    assert of("single_source_stages", net)[["c", "d"]].tolist() == [1, 1]
    assert of("stages_bought_outside", net)[["c", "d"]].tolist() == [0, 1]
    bare = chain_network(["ac", "oc"], {"a": "hide", "c": "shoe"}, outside="o")
    assert np.isnan(of("stages_bought_outside", bare)["c"])


def test_local_linkage() -> None:
    ties = [("a", "b", 30.0), ("a", "c", 20.0), ("b", "c", 10.0), ("o", "c", 500.0)]
    output = {"a": 100.0, "b": 60.0, "c": 120.0, "o": 1000.0}
    net = chain_network(ties, outside="o", output=output).inside()
    assert of("local_linkage", net).tolist() == pytest.approx([0, 0.5, 0.25])
    assert of("local_linkage_ratio", net) == pytest.approx(60 / 280)
    # A value nobody gave, an output nobody gave: empty, and left out of the ratio.
    ties[0] = ("a", "b", np.nan)
    net = chain_network(ties, outside="o", output=output).inside()
    assert of("local_linkage", net).isna().to_dict() == {"a": False, "b": True, "c": False}
    assert of("local_linkage_ratio", net) == pytest.approx(30 / 220)
    net = chain_network(ties, outside="o", output={"c": 120.0}).inside()
    assert of("local_linkage_ratio", net) == pytest.approx(0.25)


def test_a_silent_firm_has_no_place_of_its_own() -> None:
    output = dict.fromkeys("abc", 100.0)
    net = chain_network([("a", "b", 30.0), ("b", "c", 20.0)], STAGES, silent="b", output=output)
    for name in ("trophic_level", "upstream_reach", "stage_jumps", "single_source"):
        assert np.isnan(of(name, net)["b"])
    assert of("trophic_level", net)["c"] == 2  # through b, as a and c tell
    assert np.isnan(of("local_linkage", net)["b"])
    assert of("local_linkage_ratio", net) == pytest.approx(20 / 200)  # a and c


def test_what_the_survey_lacks_is_said() -> None:
    net = chain_network(["ab"], STAGES, output={"a": 1.0})
    skipped = measure(net, ["sells"], ["chain"]).skipped.set_index("metric")["reason"]
    assert skipped["local_linkage"] == "no tie has a value"
    net = chain_network([("a", "b", 3.0)], STAGES)
    skipped = measure(net, ["sells"], ["chain"]).skipped.set_index("metric")["reason"]
    assert skipped["local_linkage_ratio"] == "no firm says its output"


def test_institutions_are_no_part_of_the_chain() -> None:
    survey = chain_survey(["ab", "bu"])
    survey.actors.loc["u", "kind"] = "research"
    net = build_network(survey)
    assert of("trophic_level", net).isna()["u"]
    assert of("downstream_reach", net).to_dict() == {"a": 1, "b": 0, "u": 0}

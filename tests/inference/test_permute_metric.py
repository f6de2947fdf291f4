"""Measures that use an attribute, beside every shuffle written out and beside exact moments."""

from __future__ import annotations

from collections import Counter
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.inference.attribute_data import footwear, shared, small, with_columns

from tiesnet.errors import TiesnetError
from tiesnet.inference import computed_of, orders, permute_metric
from tiesnet.inference.attributes.fast import Case, fast_way
from tiesnet.inference.attributes.places import movable, strata
from tiesnet.inference.attributes.shuffled import numbers, slow_way
from tiesnet.metrics import ROLE_KINDS, catalogue, measure, roles_of
from tiesnet.network import Network, network_from_edges, relabelled

EDGES = ("ab", "bc", "cd", "de", "ef", "fa", "ac", "da", "eb", "be")
STAGES = dict(zip("abcdef", "xxxyyz", strict=True))
ROLES = ("coordinator", "consultant", "representative", "gatekeeper", "liaison")
FAST = ("ei_index", "odds_ratio_stage", "density_same_stage", "density_different_stage",
        "homophily", *ROLES, "brokerage_total")  # fmt: skip


def every_shuffle(labels: dict[str, str]) -> list[dict[str, str]]:
    return [dict(zip(labels, mixed, strict=True)) for mixed in permutations(labels.values())]


def ei(edges: tuple[str, ...], stage: dict[str, str]) -> float:
    inside = sum(stage[a] == stage[b] for a, b in edges)
    return 1 - 2 * inside / len(edges)


def role(a: str, v: str, b: str) -> str:
    """The roles of Gould and Fernandez, as their table says them."""
    if a == v == b:
        return "coordinator"
    if a == b:
        return "consultant"
    if a == v:
        return "representative"
    return "gatekeeper" if v == b else "liaison"


def roles(edges: tuple[str, ...], stage: dict[str, str]) -> Counter[tuple[str, str]]:
    ties = {tuple(edge) for edge in edges}
    return Counter(
        (v, role(stage[a], stage[v], stage[b]))
        for a, v in ties
        for w, b in ties
        if v == w and a != b and (a, b) not in ties
    )


def agrees(row: dict[str, Any], every: np.ndarray) -> None:
    """A row of a test beside all outcomes there are."""
    seen = row["observed"]
    greater, less = (every >= seen - 1e-9).mean(), (every <= seen + 1e-9).mean()
    error = 4 * 0.5 / np.sqrt(row["replications"])
    assert row["p_greater"] == pytest.approx(greater, abs=error)
    assert row["p_less"] == pytest.approx(less, abs=error)
    assert row["expected"] == pytest.approx(every.mean(), abs=2 * error * every.std() + 1e-12)
    assert row["sd"] == pytest.approx(every.std(), rel=0.2, abs=1e-12)


def test_ei_beside_every_shuffle() -> None:
    net = small(EDGES, stages=STAGES)
    [row] = permute_metric(net, "ei_index", replications=1999).table().to_dict("records")
    every = np.array([ei(EDGES, stage) for stage in every_shuffle(STAGES)])
    assert row["observed"] == pytest.approx(ei(EDGES, STAGES))
    agrees(row, every)


def test_roles_of_every_actor_beside_every_shuffle() -> None:
    net = small(EDGES, stages=STAGES)
    outcome = permute_metric(net, "brokerage", replications=599)
    counted = [roles(EDGES, stage) for stage in every_shuffle(STAGES)]
    labels = {catalogue()[name].label: name for name in ROLES}
    checked = 0
    for row in outcome.table("actors").to_dict("records"):
        if row["metric"] in labels:
            key = (row["of"], labels[row["metric"]])
            assert row["observed"] == roles(EDGES, STAGES)[key]
            agrees(row, np.array([float(one[key]) for one in counted]))
            checked += 1
    assert checked == 30
    sums = outcome.table("network").query("number == 'sum of the actors'").set_index("metric")
    for label, name in labels.items():
        total = sum(n for (_, kind), n in roles(EDGES, STAGES).items() if kind == name)
        assert sums.loc[label, "observed"] == total


def test_roles_of_given_groups_are_those_of_the_catalogue() -> None:
    net = small(EDGES, stages=STAGES)
    found = roles_of(net, np.array([0, 0, 0, 1, 1, 2]))
    for place, name in enumerate(ROLE_KINDS[:-1]):
        column = catalogue()[name].function(net)
        np.testing.assert_array_equal(found[:, place], column)
    left = roles_of(net, np.array([0, 0, 0, 1, 1, -1]))
    assert np.isnan(left[5]).all() and not np.isnan(left[:5]).any()


@pytest.mark.parametrize(
    ("name", "layer"),
    [(name, layer) for name in FAST for layer in ("advice", "joint_project")]
    + [(name, "all") for name in FAST[4:]],
)
def test_the_fast_way_gives_what_the_measure_gives(root: Path, layer: str, name: str) -> None:
    record = catalogue()[name]
    by = "location" if "by" in record.options or name == "homophily" else "stage"
    base = footwear(root).inside()
    options = {"by": by} if "by" in record.options else {}
    case = Case(base.layer(layer), record, by, options)
    observed = numbers(case, record.function(case.view, **options))
    groups, _ = strata(case.view, movable(case.view, by), None)
    drawn = orders(groups, 4, np.random.default_rng(3))
    quick = fast_way(case, observed)
    assert quick is not None
    slow = slow_way(base, layer, case, list(observed))(drawn)
    np.testing.assert_allclose(quick(drawn), slow, rtol=1e-12, atol=1e-12)
    assert name == "brokerage_total" or (slow != list(observed.values())).any()


def test_the_mean_of_ei_is_the_exact_one(shared_data: Path) -> None:
    net = shared(shared_data, "lazega_lawfirm", "advice")
    net = with_columns(net, office=net.actors["office"].astype(str))
    outcome = permute_metric(net, "homophily", "office", replications=999)
    row = outcome.table().set_index("number").loc["ei"]
    exact = catalogue()["homophily"].function(net).set_index("attribute").loc["office"]
    assert row["observed"] == pytest.approx(exact["ei"], abs=1e-12)
    sd = np.sqrt(exact["ei_variance"])
    assert row["expected"] == pytest.approx(exact["ei_expected"], abs=4 * sd / np.sqrt(999))
    assert row["sd"] == pytest.approx(sd, rel=0.1)
    assert row["z"] == pytest.approx(exact["ei_z"], rel=0.12)


def test_orientation_is_classified_anew() -> None:
    """By stage, a tie is horizontal when the stages of both ends are one."""
    net = small(EDGES, stages=STAGES)
    [row] = (
        permute_metric(net, "horizontal_share_network", replications=99).table().to_dict("records")
    )
    every = [[stage[a] == stage[b] for a, b in EDGES] for stage in every_shuffle(STAGES)]
    agrees(row, np.array(every).mean(axis=1))
    again = relabelled(net, net.actors)
    assert again.ties.equals(net.ties)


def test_an_order_of_stages_that_is_not_there_is_refused() -> None:
    edges = [tuple(edge) for edge in EDGES]
    net = network_from_edges(edges, list("abcdef"), stages=STAGES, order=["z", "y", "x"])
    with pytest.raises(TiesnetError, match="an order of stages that the network does not hold"):
        permute_metric(net, "forward_degree", replications=9)


def test_questions_that_ask_for_one_orientation_are_refused(root: Path) -> None:
    net = footwear(root)
    with pytest.raises(TiesnetError, match="a question itself asks for ties of one orientation"):
        permute_metric(net, "ei_index", layers="sells_to")
    outcome = permute_metric(net, "ei_index", replications=19)
    assert set(outcome.table()["layer"]) == {"joint_project", "advice", "friendship"}
    assert any("Sells to" in text for text in outcome.cautions)


def test_only_those_that_answered_exchange_their_label(root: Path) -> None:
    view = footwear(root).inside().layer("advice")
    free = movable(view, "stage")
    seen = view.respondents.observed().to_numpy()
    firm = (view.actors["kind"] == "firm").to_numpy()
    assert free.tolist() == (seen & firm & view.actors["stage"].notna().to_numpy()).tolist()
    assert 0 < free.sum() < len(free)
    outcome = permute_metric(footwear(root), "ei_index", layers="advice", replications=19)
    assert any(f"among {free.sum()} actors" in text for text in outcome.assumptions)
    assert any("9 actors outside" in text for text in outcome.assumptions)


def test_the_value_observed_is_that_of_the_catalogue(root: Path) -> None:
    net = footwear(root)
    outcome = permute_metric(net, "odds_ratio_stage", replications=19)
    plain = measure(net, None, ["odds_ratio_stage"]).network.loc["odds_ratio_stage"]
    for row in outcome.table().to_dict("records"):
        assert row["observed"] == pytest.approx(plain[row["layer"]])


def test_shuffled_within_a_column(root: Path) -> None:
    net = footwear(root)
    outcome = permute_metric(net, "ei_index", layers="advice", within="stage", replications=19)
    [row] = outcome.table().to_dict("records")
    assert row["sd"] == pytest.approx(0, abs=1e-12) and row["p"] == 1 and np.isnan(row["z"])
    assert "does not change it" in outcome.sentences[0]
    assert "'stage'" in row["null"]
    held = permute_metric(net, "gatekeeper", "location", layers="advice", within="stage",
                          replications=19)  # fmt: skip
    assert any("whose 'stage' is not known kept" in text for text in held.assumptions)


def test_institutions_that_change_places_are_named(root: Path) -> None:
    net = footwear(root)
    mixed = permute_metric(net, "gatekeeper", "location", layers="advice", replications=9)
    assert any("institutions change places with firms" in text for text in mixed.assumptions)
    apart = permute_metric(net, "gatekeeper", "location", layers="advice", within="kind",
                           replications=9)  # fmt: skip
    assert not any("institutions change" in text for text in apart.assumptions)


def test_tables_leave_out_what_no_shuffle_changes() -> None:
    net = small(EDGES, stages=STAGES)
    outcome = permute_metric(net, "stage_matrix", replications=99)
    rows = outcome.table("cells")
    assert set(rows["number"]) == {"ties", "density"}
    assert "x → y" in set(rows["of"])
    assert any("no shuffle can change" in text for text in outcome.assumptions)
    assert (rows["p_holm"] >= rows["p"] - 1e-12).all()
    assert any("after Holm's adjustment with 99 replications" in text for text in outcome.cautions)


def test_the_same_for_any_number_of_workers() -> None:
    net = small(EDGES, stages=STAGES)
    one, two = (
        permute_metric(net, "liaison", replications=120, seed=4, workers=n).table("actors")
        for n in (1, 2)
    )
    assert one.equals(two)
    other = permute_metric(net, "liaison", replications=120, seed=5).table("actors")
    assert not one["expected"].equals(other["expected"])


@pytest.mark.parametrize(
    ("metric", "by", "options", "words"),
    [
        ("nonsense", None, None, "no measure 'nonsense'"),
        ("degree", None, None, "uses no attribute"),
        ("horizontal_degree", "town", None, "does not use the attribute 'town'.*attribute_test"),
        ("ei_index", "town", None, "does not use .*'homophily' can be computed of 'town'"),
        ("brokerage_activity", None, None, "needs an attribute"),
        ("gatekeeper", "nowhere", None, "no column 'nowhere'"),
        ("gatekeeper", None, {"colour": 1}, "no option 'colour'"),
        ("main_partner", None, None, "gives words"),
        ("homophily", "nowhere", None, "gives nothing for 'nowhere'"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    metric: str, by: str | None, options: dict[str, Any] | None, words: str
) -> None:
    net = small(EDGES, stages=STAGES, town=list("ppqqrr"))
    with pytest.raises(TiesnetError, match=words):
        permute_metric(net, metric, by, options=options, replications=9)


def test_too_few_and_columns_that_are_not_there() -> None:
    net = small(("ab", "bc"), stages=dict(zip("abc", "xyy", strict=True)))
    with pytest.raises(TiesnetError, match="Only 3 actors can change places"):
        permute_metric(net, "ei_index")
    net = small(EDGES, stages=STAGES)
    with pytest.raises(TiesnetError, match="no attribute 'nowhere'"):
        permute_metric(net, "ei_index", within="nowhere")


def test_which_measures_are_computed_of_an_attribute(root: Path) -> None:
    net = footwear(root)
    assert computed_of(net, "gatekeeper", "location") and computed_of(net, "ei_index", "stage")
    assert not computed_of(net, "gatekeeper", "size")  # a number sorts nobody
    assert not computed_of(net, "degree", "location")
    assert computed_of(net, "resources_mean", "size") and computed_of(net, "size_gap", "size")


def null_networks(count: int) -> list[Network]:
    rng = np.random.default_rng(20)
    found = []
    for _ in range(count):
        cells = np.argwhere(rng.random((12, 12)) < 0.25)
        edges = [f"{chr(97 + i)}{chr(97 + j)}" for i, j in cells if i != j]
        labels = rng.permutation(list("xxxxyyyyzzzz"))
        stages = {chr(97 + place): str(label) for place, label in enumerate(labels)}
        found.append(small(edges, stages=stages))
    return found


def test_false_alarms_are_as_rare_as_stated() -> None:
    p = [
        permute_metric(net, "ei_index", replications=99, seed=k).table()["p"].iloc[0]
        for k, net in enumerate(null_networks(100))
    ]
    # At most 5 % and the counts are coarse; 100 networks give a standard error of 2.2 points.
    assert 0 < np.mean(np.array(p) <= 0.05) <= 0.05 + 3 * 0.022
    assert np.mean(np.array(p) <= 0.3) == pytest.approx(0.25, abs=0.15)

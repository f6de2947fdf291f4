"""Measures against chance: beside closed forms, beside R sna, whatever is silent or undefined."""

from __future__ import annotations

import math
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tests.inference.chance_networks import drawn_table, made, partly_silent
from tests.metrics.reference import read

from tiesnet.errors import TiesnetError
from tiesnet.inference import TEST_FIELDS, cug, cug_scores
from tiesnet.inference.graphs import MODELS
from tiesnet.metrics import catalogue
from tiesnet.network import Network, adjacency

REAL = [
    ("padgett_florentine", "marriage"),
    ("krackhardt_hightech", "advice"),
    ("kecskemet_printing_2012", "technical_advice"),
    ("knoke_bureaucracies", "information"),
]


def by_metric(net: Network, *metrics: str, **how: object) -> pd.DataFrame:
    return cug(net, metrics, **how).table().set_index("metric")  # type: ignore[arg-type]


def falling(n: float, k: int) -> float:
    return math.prod(n - step for step in range(k))


def test_the_mean_is_the_closed_form() -> None:
    """Given the ties, an arrow is returned with chance (m - 1) / (N - 1) over N ordered pairs."""
    table = drawn_table(5, 20, 0.2)
    ties, cells = int(table.sum()), 20 * 19
    found = by_metric(made(table), "reciprocity", "n_isolates", replications=4000)
    row = found.loc["reciprocity"]
    error = row["sd"] / math.sqrt(4000)
    assert row["expected"] == pytest.approx((ties - 1) / (cells - 1), abs=4 * error)
    # An actor is alone when all ties fall on the pairs of the others.
    alone = 20 * falling(19 * 18, ties) / falling(cells, ties)
    assert found.loc["n_isolates", "expected"] == pytest.approx(alone, abs=0.02)


def test_given_the_size_half_of_all_pairs_are_tied() -> None:
    found = by_metric(made(drawn_table(5, 9, 0.2)), "density_all", condition="size")
    # Of 72 cells each is tied with probability one half: the share has the deviation 1/2/sqrt(72).
    assert found.loc["density_all", "expected"] == pytest.approx(0.5, abs=0.01)
    assert found.loc["density_all", "sd"] == pytest.approx(0.5 / math.sqrt(72), rel=0.1)


def test_what_the_null_model_keeps_is_said_to_be_fixed() -> None:
    net = made(drawn_table(5, 12, 0.2))
    outcome = cug(net, ["reciprocity", "degree_centralisation"], condition="dyads")
    rows = outcome.table().set_index("metric")
    assert rows.loc["reciprocity", ["sd", "p"]].tolist() == pytest.approx([0, 1])
    assert np.isnan(rows.loc["reciprocity", "z"])
    assert (
        "in every network drawn with mutual, one-way and empty pairs kept" in outcome.sentences[0]
    )
    kept = cug(net, ["degree_centralisation"], condition="degrees")
    assert kept.table().loc[0, "sd"] == pytest.approx(0)


def test_p_is_the_share_of_all_networks() -> None:
    """Four ties on four actors without arrows: a circle is one of 15 networks in 3 cases."""
    circle = np.zeros((4, 4), dtype=bool)
    circle[[0, 1, 2, 0], [1, 2, 3, 3]] = True
    row = by_metric(made(circle, directed=False), "transitivity", replications=6000).iloc[0]
    # The other 12 hold a triangle with a tail, of whose 5 paths 3 are closed: 0.6.
    assert row["expected"] == pytest.approx(0.8 * 0.6, abs=0.01)
    assert row["p_less"] == pytest.approx(0.2, abs=0.02)
    assert row["p_greater"] == 1
    assert row["p"] == pytest.approx(2 * row["p_less"])


def test_everything_that_belongs_beside_a_p_stands_in_its_row() -> None:
    outcome = cug(made(drawn_table(5, 9, 0.3)), replications=39, seed=7)
    table = outcome.table()
    assert {field.key for field in TEST_FIELDS} < set(table)
    assert set(table["replications"]) == {39} and set(table["seed"]) == {7}
    assert set(table["test"]) == {"conditional uniform graph test"}
    assert table["null"].str.startswith("The number of ties is kept").all()
    assert table["metric"].tolist() == [
        "reciprocity", "transitivity", "degree_centralisation", "betweenness_centralisation",
        "n_isolates", "n_components", "core_fit", "ei_index",
    ]  # fmt: skip
    z = (table["observed"] - table["expected"]) / table["sd"]
    pd.testing.assert_series_equal(table["z"], z, check_names=False)
    assert len(outcome.sentences) == len(table)
    assert "39 networks were drawn (seed 7)" in outcome.method


@pytest.mark.parametrize("condition", MODELS)
def test_workers_and_portions_change_nothing(
    condition: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    net = made(drawn_table(3, 14, 0.2))
    metrics = ["transitivity", "mean_distance", "coordinator"]
    how = {"condition": condition, "replications": 30, "seed": 2}
    alone = cug(net, metrics, **how).table()  # type: ignore[arg-type]
    for name in ("NEAR", "FAR"):
        monkeypatch.setattr(f"tiesnet.inference.graphs.registry.{name}", 14 * 14 * 7)
    pd.testing.assert_frame_equal(alone, cug(net, metrics, **how).table())  # type: ignore[arg-type]


def test_two_workers_give_the_same(full: bool) -> None:
    if not full:
        pytest.skip("processes take seconds to start; the engine's own test starts them too")
    net = made(drawn_table(3, 14, 0.2))
    metrics = ["transitivity", "coordinator"]
    alone, two = (cug(net, metrics, replications=60, workers=w).table() for w in (1, 2))
    pd.testing.assert_frame_equal(alone, two)


def test_the_compiled_path_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("numba")
    net, metrics = made(drawn_table(3, 14, 0.2)), ["transitivity", "n_isolates"]
    how = {"condition": "degrees", "replications": 60}
    plain = cug(net, metrics, **how).table()  # type: ignore[arg-type]
    monkeypatch.setattr("tiesnet.inference.graphs.deal.FROM_NUMBERS", 0)
    pd.testing.assert_frame_equal(plain, cug(net, metrics, **how).table())  # type: ignore[arg-type]


def test_actors_are_tested_one_by_one() -> None:
    net = made(drawn_table(3, 14, 0.2))
    outcome = cug(net, ["coordinator", "liaison"], condition="dyads", replications=60)
    table = outcome.table()
    assert table.groupby("metric")["actor"].apply(list).to_dict() == {
        name: list(net.actors.index) for name in ("coordinator", "liaison")
    }
    observed = catalogue()["liaison"].function(net)
    rows = table[table["metric"] == "liaison"].set_index("actor")
    assert rows["observed"].tolist() == observed.tolist()
    assert "of 14 actors" in outcome.sentences[0]


def test_brokerage_beside_its_closed_form() -> None:
    """Gould and Fernandez's expected counts given the density, which the ties nearly fix."""
    net = made(drawn_table(8, 24, 0.15))
    drawn = cug(net, ["gatekeeper"], replications=200).table().set_index("actor")
    table = catalogue()["brokerage_roles"].function(net)
    exact = table[table["role"] == "gatekeeper"].set_index("actor")["expected"]
    error = 4 * drawn["sd"] / math.sqrt(200)
    assert ((drawn["expected"] - exact).abs() < error + 0.02 * exact).all()


def test_an_option_of_a_measure_is_used() -> None:
    net = made(drawn_table(3, 14, 0.2))
    net.actors["town"] = ["east", "west"] * 7
    how = {"gatekeeper": {"by": "town"}}
    table = cug(net, ["gatekeeper"], options=how, replications=20).table()
    observed = catalogue()["gatekeeper"].function(net, by="town")
    assert table["observed"].tolist() == observed.tolist()
    assert observed.tolist() != catalogue()["gatekeeper"].function(net).tolist()


def test_the_triad_census_is_tested_kind_by_kind() -> None:
    net = made(drawn_table(3, 14, 0.2))
    table = cug(net, ["triad_census"], replications=50).table()
    census = catalogue()["triad_census"].function(net)
    assert table["metric"].tolist() == [f"triad_census {kind}" for kind in census["kind"]]
    assert table["observed"].tolist() == census["threesomes"].tolist()
    assert table["expected"].sum() == pytest.approx(14 * 13 * 12 / 6)
    flat = made(drawn_table(3, 14, 0.2), directed=False)
    assert len(cug(flat, ["triad_census"], replications=5).table()) == 4


def test_draws_without_the_number_are_counted_and_told() -> None:
    table = np.zeros((6, 6), dtype=bool)
    table[[0, 1], [1, 2]] = True  # two arrows; most draws have no path of two steps
    outcome = cug(made(table), ["transitivity"], replications=200)
    row = outcome.table().iloc[0]
    # 30 pairs; given one arrow a to b, 8 of the 29 others make a path: 4 + 4 (b to c, d to a).
    assert row["undefined"] == pytest.approx(200 * 21 / 29, abs=30)
    assert row["replications"] + row["undefined"] == 200
    assert any("not defined in" in text for text in outcome.assumptions)


def test_silent_firms_are_told_and_their_ties_stay(tmp_path: Path) -> None:
    net = partly_silent(tmp_path, ["f2", "f9"])
    outcome = cug(net, ["density_known", "n_ties"], layers=["advice"], replications=30)
    said = " ".join(outcome.assumptions)
    # 11 actors, 8 answered: 28 of 55 pairs are drawn.
    assert "not answered in full, or not asked: 3 of 11 actors." in said
    assert "the same in every drawn network: 27 pairs, with" in said
    view = net.layer("advice")
    told = (view.respondents.states() == "answered").to_numpy()
    table = adjacency(view).toarray()
    stay = int(table.sum() - table[np.ix_(told, told)].sum())
    assert f"with {stay} ties" in said
    assert outcome.table()["sd"].tolist() == pytest.approx([0, 0])


def test_what_cannot_be_tested_is_left_out_with_the_reason(tmp_path: Path) -> None:
    net = partly_silent(tmp_path)
    names = ["reciprocity", "n_ties", "stage_matrix", "core_member", "overlap_pairs", "strength"]
    names = [name for name in names if name in catalogue()]
    outcome = cug(net, names, layers=["projects"], replications=9)
    said = " ".join(outcome.assumptions)
    assert outcome.table()["metric"].tolist() == ["n_ties"]
    assert "reciprocity not tested: the ties have no direction" in said
    assert "stage_matrix not tested: it is a table" in said
    assert "core_member not tested: it is a word" in said
    assert "strength not tested: it rests on what was said of each tie" in said


def test_measures_of_the_outside_and_of_several_layers_are_left_out(tmp_path: Path) -> None:
    outer = next(m.name for m in catalogue().values() if m.boundary == "all" and m.on == "each")
    several = next(m.name for m in catalogue().values() if m.on == "several")
    single = next(m.name for m in catalogue().values() if m.on == "all" and m.boundary != "all")
    net = partly_silent(tmp_path)
    said = " ".join(
        cug(net, ["n_ties", outer, several, single], layers=["advice"], replications=9).assumptions
    )
    assert f"{outer} not tested: it counts ties to the outside" in said
    assert f"{several} not tested: it compares several layers" in said
    assert f"{single} not tested: it stands for all ties" in said


def test_unions_are_warned_of(tmp_path: Path) -> None:
    outcome = cug(partly_silent(tmp_path), ["n_components"], layers=["all"], replications=9)
    assert any("run both ways by nature" in text for text in outcome.cautions)


def test_what_is_asked_for_must_exist_and_fit(tmp_path: Path) -> None:
    net = partly_silent(tmp_path)
    with pytest.raises(TiesnetError, match="Did you mean 'transitivity'"):
        cug(net, ["transitivty"])
    with pytest.raises(TiesnetError, match="no null model 'ties'"):
        cug(net, condition="ties")
    with pytest.raises(TiesnetError, match="Nothing of what was asked for can be tested"):
        cug(net, ["stage_matrix"], layers=["advice"])
    with pytest.raises(TiesnetError, match="no layer 'nothing'"):
        cug(net, layers=["nothing"])


def test_scores_of_one_network_for_comparing(tmp_path: Path) -> None:
    net = partly_silent(tmp_path)
    scores = cug_scores(net, "advice", ["transitivity", "out_degree"], replications=50)
    whole = cug(net, ["transitivity"], layers="advice", replications=50).table()
    assert scores["metric"].tolist() == ["transitivity"]
    assert scores["z"].tolist() == whole["z"].tolist()
    assert {"observed", "expected", "sd", "z", "p", "p_error", "seed"} < set(scores)


@pytest.mark.peers
@pytest.mark.parametrize(("folder", "layer"), REAL)
def test_agrees_with_sna(
    needs: Callable[[str], str], shared_data: Path, full: bool, folder: str, layer: str
) -> None:
    """Means, deviations and p of `cug.test` within what both simulations can differ."""
    if not full:
        pytest.skip("R sna is asked in the full run")
    net, reps = read(folder, layer), 500
    text = "\n".join(" ".join(str(int(x)) for x in row) for row in adjacency(net).toarray())
    script = Path(__file__).with_name("cug.R")
    mode = "digraph" if net.directed else "graph"
    answer = subprocess.run(
        [needs("peers"), str(script), mode, str(reps)],
        input=text,
        capture_output=True,
        text=True,
        check=True,
    )
    theirs = [line.split() for line in answer.stdout.splitlines()]
    for condition, name in (("edges", "edges"), ("dyads", "dyad.census")):
        rows = {row[1]: list(map(float, row[2:])) for row in theirs if row[0] == name}
        ours = by_metric(net, *rows, condition=condition, replications=2000)
        for metric, (observed, mean, sd, greater, less) in rows.items():
            row, where = ours.loc[metric], f"{condition} {metric}"
            assert row["observed"] == pytest.approx(observed, rel=1e-9, abs=1e-9), where
            apart = 4.5 * math.sqrt(sd**2 / reps + row["sd"] ** 2 / 2000) + 1e-12
            assert row["expected"] == pytest.approx(mean, abs=apart), where
            assert row["sd"] == pytest.approx(sd, rel=0.2, abs=1e-12), where
            for mine, other in ((row["p_greater"], greater), (row["p_less"], less)):
                spread = math.sqrt(max(mine * (1 - mine), 1e-3) * (1 / reps + 1 / 2000))
                assert mine == pytest.approx(other, abs=4.5 * spread), where


def test_what_would_have_no_effect_is_refused() -> None:
    net = made(drawn_table(5, 9, 0.3))
    with pytest.raises(TiesnetError, match="options for gatekeeper"):
        cug(net, ["reciprocity"], options={"gatekeeper": {"by": "sector"}})
    with pytest.raises(TiesnetError, match="'edges' keeps no groups"):
        cug(net, ["reciprocity"], by="kind")


def test_a_number_that_chance_never_moves_is_not_said_to_be_fixed() -> None:
    """Nearly all pairs are tied: every draw is one component, which the ties do not fix."""
    outcome = cug(made(drawn_table(5, 12, 0.8)), ["n_components"], replications=19)
    assert "fixes" not in outcome.sentences[0] and "nothing to compare" in outcome.sentences[0]

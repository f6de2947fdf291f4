"""Two waves worked by hand: ties, entry and exit, mergers, silence, ranks, resampled actors."""

from __future__ import annotations

import json
import math
import subprocess
from collections.abc import Callable
from functools import cache
from itertools import permutations, product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tests.inference.wave_surveys import rounds_of_sinos, wave_survey

from tiesnet.errors import TiesnetError
from tiesnet.inference import (
    TEST_FIELDS,
    Outcome,
    Rounds,
    layer_pairs,
    rounds_of,
    together,
    wave_changes,
)
from tiesnet.inference.engine import Chunk
from tiesnet.inference.overlap import overlaps
from tiesnet.inference.waves import ranks
from tiesnet.inference.waves.drift import VALID, _cells, jackknife
from tiesnet.inference.waves.flows import move_rows
from tiesnet.inference.waves.ranks import spearman
from tiesnet.inference.waves.resampled_net import redrawn
from tiesnet.inference.waves.rounds import as_rounds
from tiesnet.inference.waves.stability import correlation
from tiesnet.inference.waves.ties import PairChange
from tiesnet.inference.waves.vertex import draws, totals
from tiesnet.metrics import catalogue, measure
from tiesnet.network import network_from_edges
from tiesnet.survey import Survey, absences, read_survey

FAST = {"replications": 19, "workers": 1}
# e left, f entered, m merged into a; X and Y are outside.
THERE = {"1": "abcdem", "2": "abcdf"}
TIES = {
    "1": ["a-b friends", "b-c friends", "c-d friends", "d-e friends", "m-b friends", "m-c friends",
          "a-X friends", "b-X friends"],
    "2": ["a-b friends", "a-c friends", "c-d friends", "a-f friends", "a-X friends", "b-Y friends"],
}  # fmt: skip
MERGED = [("m", "merges", "a", "2")]


def small(**options: object) -> Survey:
    return wave_survey(TIES, THERE, outside="XY", changes=MERGED, **options)  # type: ignore[arg-type]


def changes(survey: Survey | Rounds, **options: object) -> Outcome:
    return wave_changes(survey, **{"layers": ["friends"], "metrics": [], **FAST, **options})  # type: ignore[arg-type]


@cache
def plain_rounds() -> Rounds:
    """The waves most tests look at, prepared once; nothing changes them."""
    return rounds_of(small())


@cache
def plain() -> Outcome:
    """What changed between them."""
    return changes(plain_rounds())


def test_ties_of_those_there_in_both() -> None:
    row = plain().table("wave_ties").iloc[0]
    # a, b, c, d: six pairs. With m part of a: before ab bc cd ac, after ab ac cd.
    assert row[["actors", "pairs", "unknown", "before", "after"]].tolist() == [4, 6, 0, 4, 3]
    assert row[["created", "kept", "dissolved", "hamming"]].tolist() == [0, 3, 1, 1]
    assert row["jaccard"] == 3 / 4 and row["formality"] == "informal"


def test_every_tie_of_both_waves_is_accounted_for() -> None:
    silent = changes(small(silent=[("d", "2"), ("c", "1")]), layers=["advice", "all"])
    for outcome in (plain(), silent):
        for _, row in outcome.table("wave_flows").iterrows():
            went = row["taken"] + row["dissolved"] + row["aside_before"] + row["kept"]
            came = row["kept"] + row["created"] + row["brought"] + row["aside_after"]
            assert (row["ties_before"], row["ties_after"]) == (went, came)
    row = plain().table("wave_flows").iloc[0]
    # de went with e, af came with f; m is no exit.
    assert row[["ties_before", "taken", "brought", "ties_after"]].tolist() == [5, 1, 1, 4]
    counts = ["actors_before", "entered", "left", "merged", "actors_after"]
    assert row[counts].tolist() == [6, 1, 1, 1, 5]


def test_who_came_and_who_left() -> None:
    table = plain().table("wave_moves")
    assert table[["name", "move"]].to_numpy().tolist() == [
        ["Firm f", "entered"],
        ["Firm e", "left"],
        ["Firm m", "merged into Firm a"],
    ]
    assert table["ties"].tolist()[:2] == [1, 1] and math.isnan(table["ties"][2])


def test_without_the_table_of_changes_a_merged_firm_left() -> None:
    survey = wave_survey(TIES, THERE, outside="XY")
    outcome = changes(survey)
    assert outcome.table("wave_flows").iloc[0][["left", "merged"]].tolist() == [2, 0]
    row = outcome.table("wave_ties").iloc[0]  # ac is new, since nobody knows m became a
    assert row[["created", "kept", "dissolved"]].tolist() == [1, 2, 1]


def test_a_firm_that_left_and_is_still_named_is_not_there() -> None:
    ties = {"1": ["a-b friends", "b-c friends"], "2": ["a-b friends", "a-c friends"]}
    left = [("c", "leaves", "", "2")]
    survey = wave_survey(ties, {"1": "abcd", "2": "abd"}, changes=left)
    row = changes(survey).table("wave_flows").iloc[0]
    assert row[["left", "actors_after", "taken", "dissolved"]].tolist() == [1, 3, 1, 0]


def test_two_firms_that_merged_into_a_new_one() -> None:
    ties = {"1": ["m-a friends", "n-b friends", "m-n friends"], "2": ["z-a friends"]}
    there = {"1": "abmn", "2": "abz"}
    merged = [("m", "merges", "z", "2"), ("n", "merges", "z", "2")]
    outcome = changes(wave_survey(ties, there, changes=merged, silent=[("n", "1")]))
    row = outcome.table("wave_ties").iloc[0]
    assert row[["actors", "kept", "dissolved", "created"]].tolist() == [3, 1, 1, 0]
    assert outcome.table("wave_flows").iloc[0][["entered", "left", "merged"]].tolist() == [0, 0, 2]
    assert any("Firm m into Firm z" in said for said in outcome.assumptions)


def test_mergers_of_firms_outside_count_no_actor_inside() -> None:
    ties = {"1": ["a-X friends", "a-b friends", "m-b friends"], "2": ["a-b friends"]}
    merged = [("X", "merges", "a", "2"), ("m", "merges", "Y", "2")]
    survey = wave_survey({**ties, "2": ["a-b friends", "a-Y friends"]},
                         {"1": "abcdm", "2": "abcd"}, outside="XY", changes=merged)  # fmt: skip
    outcome = changes(survey)
    row = outcome.table("wave_flows").iloc[0]
    counts = ["actors_before", "entered", "left", "merged", "actors_after"]
    assert row[counts].tolist() == [5, 0, 0, 1, 4]  # m went into one outside; X was never inside
    assert outcome.table("wave_moves")["name"].tolist() == ["Firm m"]


def test_who_merges_later_was_away_for_another_reason() -> None:
    ties = {"1": ["m-b friends", "a-b friends"], "2": ["a-b friends"], "3": ["a-b friends"]}
    there = {"1": "abcm", "2": "abc", "3": "abc"}
    survey = wave_survey(ties, there, changes=[("m", "merges", "a", "3")])
    steps = [*rounds_of(survey).steps, *rounds_of(survey, ["1", "3"]).steps]
    assert [list(step.left) for step in steps] == [["m"], [], []]
    assert [step.absorbed for step in steps] == [(), (), ("m",)]


def test_pairs_of_silent_actors_stay_out_and_are_counted() -> None:
    # Advice counts by the word of who asks: the arrows of d are not known in wave 2.
    ties = {
        "1": ["a-b advice", "d-a advice", "b-d advice"],
        "2": ["a-b advice", "b-a advice", "b-d advice"],
    }
    survey = wave_survey(ties, {"1": "abcd", "2": "abcd"}, silent=[("d", "2")])
    outcome = changes(survey, layers=["advice"])
    row = outcome.table("wave_ties").iloc[0]
    assert row[["pairs", "unknown"]].tolist() == [9, 3]
    assert row[["kept", "created", "dissolved"]].tolist() == [2, 1, 0]
    flows = outcome.table("wave_flows").iloc[0]
    assert flows[["aside_before", "aside_after"]].tolist() == [1, 0]
    assert any("1 actor there in both waves" in said for said in outcome.assumptions)


def test_kinds_of_ties() -> None:
    stages = dict.fromkeys("ab", "leather") | dict.fromkeys("cd", "shoes")
    survey = small(stage=stages)
    table = changes(survey).table("wave_types").set_index(["by", "kind"])
    counts = ["before", "after", "created", "kept", "dissolved"]
    # Within: ab, cd. Between: bc, ac.
    assert table.loc[("stage", "within a stage"), counts].tolist() == [2, 2, 0, 2, 0]
    assert table.loc[("stage", "between stages"), ["pairs", *counts]].tolist() == [4, 2, 1, 0, 1, 1]
    assert table.loc[("orientation", "horizontal"), counts].tolist() == [2, 2, 0, 2, 0]
    assert table.loc[("orientation", "vertical"), counts].tolist() == [2, 1, 0, 1, 1]
    # To the outside: aX kept, bX dissolved, bY created; X and Y never answer.
    assert table.loc[("reach", "to the outside"), counts].tolist() == [2, 2, 1, 1, 1]


def test_the_outside_named_by_the_silent_is_not_compared() -> None:
    table = changes(small(silent=[("b", "2")])).table("wave_types").set_index("kind")
    row = table.loc["to the outside"]
    assert row[["kept", "created", "dissolved"]].tolist() == [1, 0, 0]


def test_no_overlap_in_time_is_said_and_not_computed() -> None:
    survey = wave_survey(
        {"1": ["a-b friends"], "2": ["a-b friends"]},
        {"1": "abcd", "2": "abcd"},
        silent=[(actor, "2") for actor in "abcd"],
    )
    outcome = changes(survey)
    assert outcome.table("wave_ties").empty
    assert any("no pair is known in both waves" in said for said in outcome.assumptions)


@pytest.mark.parametrize(
    ("waves", "said"),
    [(None, "has one wave"), (["3"], "no wave '3'"), (["1", "1"], "two that differ")],
)
def test_too_few_waves(waves: list[str] | None, said: str) -> None:
    ties = {"1": ["a-b friends"]} if waves is None else TIES
    with pytest.raises(TiesnetError, match=said):
        rounds_of(wave_survey(ties, THERE), waves)


def test_no_waves_at_all(root: Path) -> None:
    with pytest.raises(TiesnetError, match="no waves"):
        wave_changes(read_survey(root / "surveys" / "florentine-families"))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"layers": ["trust"]}, "no layer 'trust'"),
        ({"metrics": ["degre"]}, "no measure 'degre'"),
        ({"metrics": ["connection"]}, "no single number"),
        ({"metrics": ["transitivity"]}, "not valid for Transitivity"),
    ],
)
def test_what_cannot_be_asked(options: dict[str, object], said: str) -> None:
    with pytest.raises(TiesnetError, match=said):
        changes(plain_rounds(), **options)


def test_too_many_actors_for_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tiesnet.inference.waves.ties.MOST_ACTORS", 3)
    with pytest.raises(TiesnetError, match="too much memory with 4 actors"):
        changes(plain_rounds())


def test_three_waves_and_a_choice_of_two() -> None:
    ties = {**TIES, "3": ["a-b friends"]}
    survey = wave_survey(ties, {**THERE, "3": "abcdf"}, outside="XY", changes=MERGED)
    steps = changes(survey).table("wave_ties")[["from_wave", "to_wave"]].to_numpy().tolist()
    assert steps == [["1", "2"], ["2", "3"]]
    chosen = changes(survey, waves=["1", "3"]).table("wave_ties")
    assert chosen[["from_wave", "to_wave"]].to_numpy().tolist() == [["1", "3"]]
    assert chosen[["kept", "dissolved"]].to_numpy().tolist() == [[1, 3]]
    assert [step.key() for step in as_rounds(rounds_of(survey), ["2", "3"]).steps] == [
        {"from_wave": "2", "to_wave": "3"}
    ]


def test_names_that_may_not_be_shown_are_not_named() -> None:
    consent = dict.fromkeys("abcdfm", True) | {"e": False}
    survey = small(consent=consent)
    outcome = changes(survey)
    assert "name withheld" in outcome.table("wave_moves")["name"][1]
    rounds = rounds_of(survey, internal=True)
    assert move_rows(rounds.steps[0], rounds.survey.actors["name"])[1]["name"] == "Firm e"


def test_policies_reach_the_networks() -> None:
    confirmed = rounds_of(small(), policies={"friends": "confirmed"})
    row = changes(confirmed).table("wave_ties").iloc[0]
    assert row[["before", "after"]].tolist() == [0, 0] and math.isnan(row["jaccard"])


def test_ranks(root: Path) -> None:
    rounds = rounds_of_sinos(root)
    outcome = wave_changes(rounds, layers=["friendship"], metrics=["degree"], **FAST)
    row, movers = outcome.table("wave_ranks").iloc[0], outcome.table("wave_movers")
    assert row["actors"] == len(movers)
    from scipy.stats import rankdata, spearmanr

    expected = spearmanr(movers["before"], movers["after"]).statistic
    assert row["observed"] == pytest.approx(expected, abs=1e-12)
    ranks = rankdata(-movers["before"].to_numpy())
    assert movers["rank_before"].to_numpy() == pytest.approx(ranks)
    assert (movers["places"].abs().diff().dropna() <= 0).all()
    assert row["rose"] == (movers["places"] > 0).sum()
    # The values are those of each wave's own network.
    net = rounds.steps[0].wide[1]
    own = measure(net, ["friendship"], ["degree"]).actors[("friendship", "degree")]
    by_name = own.rename(index=net.actors["name"])
    assert (by_name.loc[movers["name"]].to_numpy() == movers["after"].to_numpy()).all()


def test_rank_correlation_against_every_order() -> None:
    one, other = np.array([1.0, 2, 3, 4, 5]), np.array([2.0, 1, 3, 5, 4])
    found = spearman(one, other, replications=4000, seed=1, workers=1)
    assert found.observed == pytest.approx(0.8)
    every = [np.corrcoef(one, other[list(order)])[0, 1] for order in permutations(range(5))]
    exact = np.mean(np.abs(every) >= 0.8 - 1e-9)
    assert found.p == pytest.approx(exact, abs=4 * found.p_error)
    assert math.isnan(spearman(one, np.ones(5), replications=9, seed=1, workers=1).p)


def test_ranks_do_not_hang_on_rounding() -> None:
    near = np.array([1.0, 2 - 1e-15, 2, 2 + 1e-15, 5])
    even = np.array([1.0, 2, 2, 2, 5])
    assert spearman(near, even, replications=9, seed=1, workers=1).observed == 1
    two = pd.DataFrame({"before": near, "after": even}, index=list("abcde"))
    names = pd.Series(list("abcde"), index=list("abcde"))
    assert (ranks._moved(two, names, lowest=False)["places"] == 0).all()
    two = pd.DataFrame({"before": [1.0, 2, 3], "after": [3.0, 2, 1]}, index=list("abc"))
    moved = ranks._moved(two, names, lowest=True).set_index("name")["places"]
    assert moved.to_dict() == {"a": -2, "b": 0, "c": 2}  # of constraint low is strong


def test_overlaps_against_every_order() -> None:
    rng = np.random.default_rng(3)
    one, other = rng.random((2, 5, 5)) < 0.4
    known = ~np.eye(5, dtype=bool)
    drawn = overlaps([one & known], [other & known], known, np.ones(5, dtype=bool),
                     replications=6000, seed=2, workers=1)  # fmt: skip
    assert drawn is not None
    every = [
        (one & other[np.ix_(order, order)] & known).sum()
        for order in map(list, permutations(range(5)))
    ]
    for count in set(every):
        share = np.mean(np.array(every) == count)
        error = math.sqrt(share * (1 - share) / len(drawn))
        assert np.mean(drawn == count) == pytest.approx(share, abs=4 * error)
    a, b, both = (int((cells & known).sum()) for cells in (one, other, one & other))
    expected = np.corrcoef(one[known], other[known])[0, 1]
    assert float(correlation(both, a, b, 20)) == pytest.approx(expected)
    few = overlaps([one], [other], known, np.array([1, 1, 1, 0, 0], dtype=bool),
                   replications=9, seed=1, workers=1)  # fmt: skip
    assert few is None


def test_only_those_that_answered_in_both_change_places(root: Path) -> None:
    outcome = wave_changes(
        rounds_of_sinos(root), layers=["sells_to"], metrics=[], replications=99, workers=1
    )
    table = outcome.table("wave_stability").set_index("statistic")
    step = rounds_of_sinos(root).steps[0]
    pairs = [layer_pairs(net, "sells_to").values for net in step.kept]
    known = ~np.isnan(pairs[0]) & ~np.isnan(pairs[1])
    expected = np.corrcoef(pairs[0][known], pairs[1][known])[0, 1]
    assert table.at["Correlation", "observed"] == pytest.approx(expected, abs=1e-12)
    assert table.at["Correlation", "p"] == pytest.approx(1 / 100)
    assert table.at["Jaccard", "observed"] == outcome.table("wave_ties")["jaccard"][0]


def exact_moments(matrix: np.ndarray) -> tuple[float, float]:
    """Mean and variance of the sum of a matrix over all draws of three actors and of fills."""
    dyads = [(0, 1), (0, 2), (1, 2)]
    both = [matrix[i, j] + matrix[j, i] for i, j in dyads]
    sums, weights = [], []
    for picks in product(range(3), repeat=3):
        base = sum(matrix[picks[k], picks[m]] for k in range(3) for m in range(3))
        copies = sum(picks[k] == picks[m] for k, m in dyads)
        for fill in product(both, repeat=copies):
            sums.append(base + sum(fill))
            weights.append(1 / 27 / 3**copies)
    mean = float(np.average(sums, weights=weights))
    return mean, float(np.average((np.array(sums) - mean) ** 2, weights=weights))


def test_resampled_actors_against_every_draw() -> None:
    matrix = np.array([[0, 1, 1], [1, 0, 0], [0, 0, 0]], dtype=float)
    mean, variance = exact_moments(matrix)
    assert mean == pytest.approx(matrix.sum())  # the bootstrap of a sum of pairs has no bias
    drawn = totals([matrix], np.zeros(3, dtype=int), replications=6000, seed=1, workers=1)[:, 0]
    assert drawn.mean() == pytest.approx(mean, abs=4 * math.sqrt(variance / 6000))
    assert drawn.var() == pytest.approx(variance, rel=0.1)


def test_strata_are_drawn_apart() -> None:
    rng = np.random.default_rng(1)
    cells = rng.random((7, 7))
    np.fill_diagonal(cells, 0)
    strata = np.array([0, 0, 0, 1, 1, 1, 1])
    found = totals([cells], strata, between=True, replications=2000, seed=1, workers=1)
    for one in (0, 1):
        for other in (0, 1):
            block = cells[np.ix_(strata == one, strata == other)].sum()
            spread = found[:, 0, one, other].std() / math.sqrt(2000)
            assert found[:, 0, one, other].mean() == pytest.approx(block, abs=4 * spread)
    whole = totals([cells], strata, replications=50, seed=1, workers=1)
    assert whole[:, 0] == pytest.approx(found[:50, 0].sum(axis=(1, 2)))


@pytest.mark.parametrize("directed", [True, False])
def test_a_network_of_drawn_actors_has_the_ties_of_the_fast_way(directed: bool) -> None:
    rng = np.random.default_rng(4)
    matrix = np.triu(rng.random((9, 9)) < 0.4, 1)
    if directed:
        matrix = rng.random((9, 9)) < 0.3
        np.fill_diagonal(matrix, False)
    names = [f"n{k}" for k in range(9)]
    edges = [(names[i], names[j]) for i, j in np.argwhere(matrix)]
    net = network_from_edges(edges, names, directed=directed)
    cells = (matrix if directed else matrix | matrix.T).astype(float)
    strata = np.zeros(9, dtype=int)
    fast = totals([cells], strata, replications=20, seed=3, workers=1)[:, 0] / 72
    density = catalogue()["density_known"].function
    slow = [density(redrawn(net, draw)) for draw in draws(Chunk(0, 0, 20, 3), strata)]
    assert slow == pytest.approx(fast)


def test_measures_of_the_network_are_resampled(root: Path) -> None:
    outcome = wave_changes(
        rounds_of_sinos(root), layers=["advice", "all"], replications=4, workers=1,
        metrics=["density_known", "degree_gini", "horizontal_share_network", "ei_index"],
    )  # fmt: skip
    table = outcome.table("wave_drift")
    step = rounds_of_sinos(root).steps[0]
    for _, row in table[table["measure"] == "Inequality of degree (Gini)"].iterrows():
        gini = catalogue()["degree_gini"].function(step.kept[1].layer(row["layer"]))
        assert row["after"] == pytest.approx(gini)
    assert (table["sd"] > 0).all() and (table["low"] < table["high"]).all()
    assert set(VALID) <= set(catalogue())


def test_density_and_reciprocity_before_and_after() -> None:
    ties = {
        "1": ["a-b advice", "b-a advice", "c-d advice"],
        "2": ["a-b advice", "b-a advice", "c-d advice", "d-c advice", "a-c advice"],
    }
    outcome = changes(wave_survey(ties, {"1": "abcd", "2": "abcd"}), layers=["advice"])
    table = outcome.table("wave_drift").set_index("measure")
    assert table.loc["Density", ["before", "after"]].tolist() == pytest.approx([3 / 12, 5 / 12])
    partners = table.loc["Mean number of partners", ["before", "after"]].tolist()
    assert partners == pytest.approx([2 * 2 / 4, 2 * 3 / 4])
    assert table.loc["Reciprocity", ["before", "after"]].tolist() == pytest.approx([2 / 3, 4 / 5])
    assert table.at["Density", "observed"] == pytest.approx(2 / 12)


def test_jackknife_by_leaving_out_each_actor() -> None:
    rng = np.random.default_rng(2)
    before, after = rng.random((2, 7, 7)) < 0.3
    for cells in (before, after):
        np.fill_diagonal(cells, False)
    known = ~np.eye(7, dtype=bool)
    change = PairChange("x", False, known, before, after, (0, 0))
    gaps = []
    for left in range(7):
        rest = np.ix_(*[[k for k in range(7) if k != left]] * 2)
        gaps.append((after[rest].sum() - before[rest].sum()) / 30)
    expected = math.sqrt(5 / 14 * ((np.array(gaps) - np.mean(gaps)) ** 2).sum())
    assert jackknife(_cells(change))["Density"] == pytest.approx(expected)


def test_jackknife_is_right_for_independent_pairs() -> None:
    rng = np.random.default_rng(3)
    seen, errors = [], []
    known = ~np.eye(14, dtype=bool)
    for _ in range(300):
        before, after = (rng.random((14, 14)) < 0.2) & known, (rng.random((14, 14)) < 0.2) & known
        seen.append((after.sum() - before.sum()) / 182)
        change = PairChange("x", False, known, before, after, (0, 0))
        errors.append(jackknife(_cells(change))["Density"] ** 2)
    assert np.mean(errors) == pytest.approx(np.var(seen), rel=0.25)


def test_every_p_has_all_that_belongs_to_it_whatever_the_workers(full: bool) -> None:
    options = {"metrics": ["degree"], "replications": 120}
    one = changes(plain_rounds(), **options)
    # Starting processes takes seconds; without the full run the same is computed again.
    two = changes(plain_rounds(), **options, workers=2 if full else 1)
    for table in one.tables:
        assert table.rows.equals(two.table(table.key)), table.key
        keys = [field.key for field in table.fields]
        assert set(keys) == set(table.rows.columns)
        if "p" in keys:
            assert {field.key for field in TEST_FIELDS} <= set(keys)
            known = table.rows["p"].notna()
            assert table.rows.loc[known, ["p_error", "null", "seed"]].notna().all(axis=None)


def test_a_planted_growth_is_found_and_none_is_not() -> None:
    rng = np.random.default_rng(8)
    ids = [f"f{k:02}" for k in range(30)]
    upper = [(i, j) for i in range(30) for j in range(i)]
    first = [pair for pair in upper if rng.random() < 0.10]

    def told(pairs: list[tuple[int, int]]) -> list[str]:
        return [f"{ids[i]}-{ids[j]} friends" for i, j in pairs]

    def p_of(share: float, gone: float) -> float:
        after = [two for two in first if rng.random() > gone]
        after += [two for two in upper if two not in first and rng.random() < share]
        ties = {"1": told(first), "2": told(after)}
        outcome = changes(wave_survey(ties, {"1": ids, "2": ids}), replications=99)
        table = outcome.table("wave_drift")
        return float(table.set_index("measure").at["Density", "p"])

    assert p_of(0.15, 0.05) <= 0.02
    assert p_of(0.03, 0.27) > 0.1


def test_outcomes_are_put_together_once() -> None:
    one, other = plain(), changes(plain_rounds(), layers=["peers"])
    with pytest.raises(ValueError, match="one name"):
        together("x", "X", [one, other])
    with pytest.raises(ValueError, match="nothing"):
        together("x", "X", [])
    whole = together("x", "X", [one])
    assert whole.sentences == one.sentences and whole.tables == one.tables


R = """
suppressMessages(library(sna))
x <- as.matrix(read.table("stdin")); n <- ncol(x); A <- x[1:n, ]; B <- x[-(1:n), ]
set.seed(7); q <- qaptest(list(A, B), gcor, g1 = 1, g2 = 2, reps = 2000)
off <- row(A) != col(A)
jac <- 1 - as.numeric(dist(rbind(A[off], B[off]), method = "binary"))
cat(sprintf("[%.12f, %.12f, %.12f, %.12f]", hdist(A, B)[1], gcor(A, B), jac, q$pgreq))
"""


@pytest.mark.peers
def test_agrees_with_r(needs: Callable[[str], str], full: bool) -> None:
    if not full:
        pytest.skip("R is started in the full run")
    rng = np.random.default_rng(6)
    one = rng.random((12, 12)) < 0.2
    other = np.where(rng.random((12, 12)) < 0.3, rng.random((12, 12)) < 0.2, one)
    ids = [f"f{k:02}" for k in range(12)]
    ties = {}
    for wave, cells in (("1", one), ("2", other)):
        np.fill_diagonal(cells, False)
        ties[wave] = [f"{ids[i]}-{ids[j]} advice" for i, j in np.argwhere(cells)]
    text = "\n".join(" ".join(map(str, row)) for row in np.vstack([one, other]).astype(int))
    done = subprocess.run(
        [needs("peers"), "-e", R], input=text, capture_output=True, text=True, check=True
    )
    hamming, gcor, jaccard, p = json.loads(done.stdout)
    outcome = changes(wave_survey(ties, {"1": ids, "2": ids}), layers=["advice"], replications=1999)
    row = outcome.table("wave_ties").iloc[0]
    assert (row["hamming"], row["jaccard"]) == (hamming, pytest.approx(jaccard, abs=1e-12))
    test = outcome.table("wave_stability").iloc[0]
    assert test["observed"] == pytest.approx(gcor, abs=1e-12)
    assert test["p_greater"] == pytest.approx(p, abs=0.02)


def test_the_table_of_changes_says_who_was_away_when() -> None:
    rows = [("c", "leaves", "", "2"), ("c", "enters", "", "3"), ("d", "enters", "", "2"),
            ("m", "merges", "a", "2"), ("x", "renamed", "a", "2")]  # fmt: skip
    table = pd.DataFrame(rows, columns=["actor", "change", "into", "wave"])
    away = absences(table, pd.Index(list("acdm")), ["1", "2", "3"])
    assert away.astype(int).tolist() == [[0, 0, 0], [0, 1, 0], [1, 0, 0], [0, 1, 1]]


def test_the_planted_change_of_the_sample(root: Path) -> None:
    folder = root / "surveys" / "sinos-like-exporters"
    planted = json.loads((folder / "answer-key.json").read_text("utf-8"))["waves"]
    survey = rounds_of_sinos(root).survey
    outcome = changes(rounds_of_sinos(root), layers=["sells_to"])
    table = outcome.table("wave_moves")
    for word in ("entered", "left"):
        names = set(survey.actors.loc[planted[word], "name"])
        assert set(table.loc[table["move"] == word, "name"]) == names
    row = outcome.table("wave_ties").iloc[0]
    for word, ties in planted["supply_pairs_of_firms_in_both"].items():
        assert row[word] == ties

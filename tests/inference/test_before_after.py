"""Before and after a programme: worked by hand, every assignment, a planted effect and none."""

from __future__ import annotations

import math
from functools import cache
from itertools import combinations

import numpy as np
import pytest
from tests.inference.wave_surveys import wave_survey

from tiesnet.errors import TiesnetError
from tiesnet.inference import Outcome, Rounds, before_after, rounds_of
from tiesnet.inference.waves.effect import (
    actor_effect,
    compared,
    estimate,
    group_sums,
    pair_rates,
)
from tiesnet.survey import Survey

FAST = {"replications": 19, "workers": 1}
THERE = {"1": "abcdef", "2": "abcdef"}
TIES = {
    "1": ["a-b friends", "d-e friends", "c-d friends"],
    "2": ["a-b friends", "a-c friends", "b-c friends", "d-e friends", "a-d friends"],
}
IN = {"programme": dict.fromkeys("abc", "yes") | dict.fromkeys("def", "no")}


@cache
def plain_rounds() -> Rounds:
    """The survey most tests look at, its waves prepared once; nothing changes them."""
    return rounds_of(wave_survey(TIES, THERE, **IN))


def compare(
    survey: Survey | Rounds, treated: object = "programme=yes", **options: object
) -> Outcome:
    return before_after(survey, treated, **{"layers": ["friends"], **FAST, **options})  # type: ignore[arg-type]


def test_change_of_the_treated_less_that_of_the_others() -> None:
    row = compare(plain_rounds()).table().iloc[0]
    # Partners before: a 1, b 1, c 1; d 2, e 1, f 0. After: a 3, b 2, c 2; d 2, e 1, f 0.
    assert row[["treated", "others"]].tolist() == [3, 3]
    means = ["treated_before", "treated_after", "others_before", "others_after"]
    assert row[means].tolist() == pytest.approx([1, 7 / 3, 1, 1])
    assert row["observed"] == pytest.approx(4 / 3)


def test_ties_by_the_treatment_of_both_ends() -> None:
    outcome = compare(plain_rounds())
    table = outcome.table("treated_pairs").set_index("group")
    counts = ["pairs", "before", "after", "created", "dissolved"]
    assert table.loc["both treated", counts].tolist() == [3, 1, 3, 2, 0]
    assert table.loc["one treated", counts].tolist() == [9, 1, 1, 1, 1]  # ad made, cd lost
    assert table.loc["none treated", counts].tolist() == [3, 1, 1, 0, 0]
    assert table["creation"].tolist() == pytest.approx([2 / 2, 1 / 8, 0])
    assert table["dissolution"].tolist() == pytest.approx([0, 1, 0])
    tests = outcome.table("pair_effects").set_index(["group", "statistic"])
    assert tests.at[("both treated", "creation"), "observed"] == pytest.approx(1)
    assert tests.at[("both treated", "share tied"), "observed"] == pytest.approx(2 / 3)
    assert tests.at[("one treated", "dissolution"), "observed"] == pytest.approx(1)


def test_arrows_between_treated_and_others_count_whichever_way() -> None:
    ties = {"1": ["a-d advice"], "2": ["a-d advice", "d-a advice", "a-b advice", "e-b advice"]}
    outcome = compare(wave_survey(ties, THERE, **IN), layers=["advice"])
    table = outcome.table("treated_pairs").set_index("group")
    assert table.loc["one treated", ["pairs", "before", "created"]].tolist() == [18, 1, 2]
    assert table.loc["both treated", ["pairs", "created"]].tolist() == [6, 1]


def test_p_against_every_assignment() -> None:
    change = np.array([2.0, 1, 1, 0, 0, -1])
    treated = np.array([True, True, False, True, False, False])
    none = np.zeros(6, dtype=np.intp)
    found = actor_effect(change, treated, none, replications=5000, seed=1, workers=1)
    gaps = []
    for chosen in combinations(range(6), 3):
        flags = np.isin(np.arange(6), chosen)
        gaps.append(change[flags].mean() - change[~flags].mean())
    observed = change[treated].mean() - change[~treated].mean()
    exact = np.mean(np.abs(gaps) >= abs(observed) - 1e-9)
    assert found.result.observed == pytest.approx(observed)
    assert found.result.p == pytest.approx(exact, abs=4 * found.result.p_error)
    assert found.low < observed < found.high


def test_within_strata_it_is_a_regression() -> None:
    rng = np.random.default_rng(2)
    change, codes = rng.normal(size=40), rng.integers(3, size=40)
    treated = rng.random(40) < 0.2 + 0.2 * codes
    design = np.column_stack([treated, codes == 0, codes == 1, codes == 2]).astype(float)
    expected = np.linalg.lstsq(design, change + 5 * codes, rcond=None)[0][0]
    assert estimate(change + 5 * codes, treated, codes) == pytest.approx(expected)
    found = actor_effect(change + 5 * codes, treated, codes, replications=400, seed=1, workers=1)
    assert abs(found.result.expected) < 4 * found.result.sd / math.sqrt(400)
    assert math.isnan(estimate(change[:4], np.array([1, 1, 0, 0], bool), np.array([0, 0, 1, 1])))


def test_who_has_no_counterpart_is_said() -> None:
    stages = dict.fromkeys("abd", "leather") | dict.fromkeys("ef", "shoes") | {"c": "soles"}
    survey = wave_survey(TIES, THERE, stage=stages, **IN)
    outcome = compare(survey, strata="stage")
    said = " ".join(outcome.assumptions)
    assert "3 actors without a counterpart of the same stage do not count" in said
    assert "within the same stage (95 %" in outcome.sentences[0]
    # Of leather a and b against d: +2, +1 and 0.
    assert outcome.table()["observed"][0] == pytest.approx(1.5)
    alone = compare(wave_survey(TIES, THERE, stage=IN["programme"], **IN), strata="stage")
    assert alone.table().empty and alone.table("pair_effects").empty and not alone.sentences
    said = " ".join(alone.assumptions)
    assert "no stage has both treated and others; actors not compared" in said
    assert "no stage has both treated and others; pairs not tested" in said
    assert compared(np.array([1, 0, 1], bool), np.array([0, 0, 1])).tolist() == [True, True, False]


def test_sums_by_group_against_counting() -> None:
    rng = np.random.default_rng(3)
    cells, flags = rng.random((6, 6)), rng.random(6) < 0.5
    counted = [0.0, 0.0, 0.0]
    for i in range(6):
        for j in range(6):
            counted[2 - int(flags[i]) - int(flags[j])] += cells[i, j]
    assert group_sums([cells], flags)[:, 0] == pytest.approx(counted)
    assert np.isnan(pair_rates(np.array([3.0, 3, 3, 3]))[1])  # no pair could have been made


def test_who_is_not_known_to_be_treated_stays_out() -> None:
    values = {"programme": dict.fromkeys("abc", "yes") | dict.fromkeys("de", "no")}
    survey = wave_survey(TIES, {"1": "abcdefg", "2": "abcdefg"},
                         programme={**values["programme"], "g": "no"})  # fmt: skip
    outcome = compare(survey)
    assert outcome.table().iloc[0][["treated", "others"]].tolist() == [3, 3]
    assert any("Of 1 actor there in both waves it is not known" in s for s in outcome.assumptions)
    pairs = outcome.table("treated_pairs").set_index("group")["pairs"]
    assert pairs.tolist() == [3, 9, 3]


def test_silent_actors_have_no_change_of_their_own() -> None:
    survey = wave_survey(TIES, {"1": "abcdefgh", "2": "abcdefgh"}, silent=[("h", "2")],
                         programme={**IN["programme"], "g": "no", "h": "no"})  # fmt: skip
    outcome = compare(survey)
    assert outcome.table().iloc[0][["treated", "others"]].tolist() == [3, 4]
    # What others say of h is known all the same.
    assert outcome.table("treated_pairs")["pairs"].sum() == 28


def test_lists_and_memberships() -> None:
    members = [("a", "Export club", "2"), ("b", "Export club", None), ("c", "export CLUB", "1"),
               ("d", "Export club", "0"), ("e", "Guild", None)]  # fmt: skip
    survey = rounds_of(wave_survey(TIES, THERE, affiliations=members, **IN))
    ways = ["programme=YES", "membership=Export club", ["c", "a", "b"]]
    found = [compare(survey, way).table()["observed"][0] for way in ways]
    assert found == pytest.approx([4 / 3] * 3)


def test_ids_of_hidden_names_are_understood() -> None:
    survey = wave_survey(TIES, THERE, consent=dict.fromkeys("abdef", True) | {"c": False}, **IN)
    outcome = compare(survey, ["a", "b", "c"])
    assert outcome.table()["observed"][0] == pytest.approx(4 / 3)
    assert "name withheld" in outcome.assumptions[0]


@pytest.mark.parametrize(
    ("treated", "options", "said"),
    [
        ("programme", {}, "attribute=value"),
        ("club=yes", {}, "no column 'club'"),
        ("programme=maybe", {}, "No actor has 'maybe'"),
        ("membership=Guild", {}, "Nobody is a member"),
        (["a", "z"], {}, "id 'z'"),
        ([], {}, "Nobody was named"),
        (["a", "b"], {}, "2 were treated and 4 were not"),
        ("programme=yes", {"metrics": ["density_all"]}, "'density_all' gives no number"),
        ("programme=yes", {"layers": ["trust"]}, "no layer 'trust'"),
        ("programme=yes", {"strata": "region"}, "no column 'region'"),
    ],
)
def test_what_cannot_be_compared(treated: object, options: dict[str, object], said: str) -> None:
    with pytest.raises(TiesnetError, match=said):
        compare(plain_rounds(), treated, **options)


def test_one_wave_is_one_clear_error() -> None:
    with pytest.raises(TiesnetError, match="has one wave \\('1'\\)"):
        compare(wave_survey({"1": TIES["1"]}, {"1": "abcdef"}, **IN))


def cluster(effect: float, seed: int) -> Survey:
    """Three waves of 40 firms, half of them treated between the second and the third."""
    rng = np.random.default_rng(seed)
    ids = [f"f{k:02}" for k in range(40)]
    treated = set(ids[::2])
    tied = {pair for pair in combinations(ids, 2) if rng.random() < 0.08}
    ties = {}
    for wave in ("1", "2", "3"):
        if wave != "1":
            gain = effect if wave == "3" else 0.0
            tied = {pair for pair in sorted(tied) if rng.random() < 0.85} | {
                pair
                for pair in combinations(ids, 2)
                if rng.random() < 0.01 + gain * len(treated & set(pair)) / 2
            }
        ties[wave] = [f"{one}-{other} friends" for one, other in sorted(tied)]
    values = {name: "yes" if name in treated else "no" for name in ids}
    return wave_survey(ties, dict.fromkeys(ties, ids), programme=values)


def test_a_planted_effect_is_found_and_nothing_before_it() -> None:
    outcome = compare(cluster(0.12, 1), replications=199)
    table = outcome.table().set_index("period")
    assert table.at["programme", "p"] <= 0.01 and table.at["programme", "observed"] > 1
    assert table.at["programme", "low"] > 0
    assert table.at["before it", "p"] > 0.05
    assert table["from_wave"].to_dict() == {"before it": "1", "programme": "2"}
    tests = outcome.table("pair_effects").set_index(["period", "group", "statistic"])
    assert tests.at[("programme", "both treated", "creation"), "p"] <= 0.01
    assert tests.at[("before it", "both treated", "creation"), "p"] > 0.05
    assert "Before the programme" in outcome.sentences[1]


def test_no_effect_is_not_found() -> None:
    table = compare(cluster(0.0, 5), replications=199).table()
    assert (table["p"] > 0.05).all()


def test_two_waves_named_have_the_waves_before_as_pre_trend() -> None:
    survey = rounds_of(cluster(0.05, 3))
    named = compare(survey, waves=["2", "3"]).table()
    assert named["period"].tolist() == ["before it", "programme"]
    alone = compare(survey, waves=["1", "2"])
    assert alone.table()["period"].tolist() == ["programme"]
    assert any("no pre-trend" in said for said in alone.assumptions)


def test_under_no_effect_p_is_even(full: bool) -> None:
    """Five per cent of 400 simulated programmes without any effect come out under 0.05."""
    if not full:
        pytest.skip("400 simulations in the full run")
    rng = np.random.default_rng(5)
    small = 0
    for seed in range(400):
        hub = rng.normal(size=30)  # actors differ, and so do their changes
        ties = np.triu(rng.random((30, 30)) < 1 / (1 + np.exp(2 - hub[:, None] - hub)), 1)
        later = np.triu(rng.random((30, 30)) < 1 / (1 + np.exp(2 - hub[:, None] - hub)), 1)
        change = (later.astype(int) - ties).sum(0) + (later.astype(int) - ties).sum(1)
        treated = rng.permutation(30) < 8
        found = actor_effect(change.astype(float), treated, np.zeros(30, dtype=np.intp),
                             replications=199, seed=seed, workers=1)  # fmt: skip
        small += found.result.p <= 0.05
    assert small / 400 == pytest.approx(0.05, abs=3 * math.sqrt(0.05 * 0.95 / 400))

"""Layers over each other and one before the other: worked by hand, every order, simulated."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from scipy.stats import fisher_exact, hypergeom
from tests.inference.wave_surveys import rounds_of_sinos, wave_survey
from tests.metrics.conftest import survey as base_survey

from tiesnet.errors import TiesnetError
from tiesnet.inference import layer_coupling, precedence, rounds_of, summarise
from tiesnet.inference.coupling import odds_ratio
from tiesnet.inference.overlap import overlaps
from tiesnet.inference.precedence_tables import Both, Table, laid, tables
from tiesnet.metrics import catalogue
from tiesnet.network import build_network, network_from_edges
from tiesnet.survey import Survey, read_survey

FAST = {"replications": 9, "workers": 1}


def test_counts_are_those_of_the_catalogue(root) -> None:
    for net in (build_network(base_survey()), rounds_of_sinos(root).steps[-1].second):
        ours = (
            layer_coupling(net, replications=1, workers=1)
            .table("counts")
            .set_index(["one", "other"])
        )
        theirs = catalogue()["layer_overlap"].function(net.inside())
        for _, row in theirs.iterrows():
            key = (row["layer_a"], row["layer_b"])
            found = ours.loc[key]
            assert found["pairs"] == row["known_pairs"], key
            assert found["both"] == row["pairs_both"]
            assert found["both"] + found["only_one"] == row["pairs_a"]
            assert found["both"] + found["only_other"] == row["pairs_b"]
            assert found["jaccard"] == pytest.approx(row["jaccard"], nan_ok=True)
            cells = ["both", "only_one", "only_other", "neither"]
            assert found[cells].sum() == found["pairs"]


def test_florentine_families(root) -> None:
    net = build_network(read_survey(root / "surveys" / "florentine-families"))
    outcome = layer_coupling(net, ["marriage", "business"], replications=1999, workers=1)
    row = outcome.table("shares").set_index("given").loc["marriage"]
    # Padgett's families: 20 marriages, 15 business ties, 8 pairs with both.
    assert row[["tied", "shared"]].tolist() == [20, 8] and row["observed"] == 8 / 20
    assert row["base"] == pytest.approx(15 / 120)
    assert row["expected"] == pytest.approx(15 / 120, abs=4 * row["sd"] / math.sqrt(1999))
    assert row["p_greater"] < 0.005  # R sna qaptest of gcor: 0.001
    counts = outcome.table("counts").iloc[0]
    assert counts["odds_ratio"] == pytest.approx(8 * 93 / (12 * 7))


def test_p_against_every_order() -> None:
    relations = ["a-b friends", "b-c friends", "c-d friends", "a-b peers", "c-d peers"]
    survey = wave_survey({"1": relations}, {"1": "abcde"})
    net = build_network(survey)
    test = layer_coupling(net, ["friends", "peers"], replications=4000, workers=1)
    row = test.table("shares").iloc[0]
    one = np.zeros((5, 5), bool)
    other = one.copy()
    for text in relations:
        i, j = ("abcde".index(char) for char in text.split()[0].split("-"))
        (one if text.endswith("friends") else other)[[i, j], [j, i]] = True
    every = [
        (one & other[np.ix_(order, order)]).sum() // 2
        for order in map(list, permutations(range(5)))
    ]
    assert row["p_greater"] == pytest.approx(np.mean(np.array(every) >= 2), abs=0.03)
    assert row["expected"] == pytest.approx(np.mean(every) / 3, abs=0.02)
    assert row["observed"] == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("cells", "ratio", "reason"),
    [((8, 12, 7, 93), 8 * 93 / 84, ""), ((2, 0, 3, 5), math.nan, "no pair has only the first"),
     ((2, 3, 0, 5), math.nan, "no pair has only the second"),
     ((2, 0, 0, 5), math.nan, "no pair has only one of the two")],
)  # fmt: skip
def test_odds_ratios(cells: tuple[int, int, int, int], ratio: float, reason: str) -> None:
    found = odds_ratio(*cells)
    assert found[0] == pytest.approx(ratio, nan_ok=True) and found[1] == reason
    if not reason:
        table = [[cells[0], cells[1]], [cells[2], cells[3]]]
        assert found[0] == pytest.approx(fisher_exact(table).statistic)


def test_what_is_left_out_is_said() -> None:
    outcome = layer_coupling(build_network(base_survey()), **FAST)
    said = " ".join(outcome.assumptions)
    assert "2 actors outside the cluster left out" in said and "did not answer" in said
    few = wave_survey({"1": ["a-b friends", "b-c peers"]}, {"1": "abcde"},
                      silent=[("d", "1"), ("e", "1")])  # fmt: skip
    outcome = layer_coupling(build_network(few), ["friends", "peers"], **FAST)
    assert outcome.table("shares").empty and len(outcome.table("counts")) == 1
    said = "Too few actors answered both, or are known alike, to test: friends and joint work"
    assert said in " ".join(outcome.assumptions)


def test_layers_that_cannot_be_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    net = build_network(base_survey())
    with pytest.raises(TiesnetError, match="no layer 'trust'"):
        layer_coupling(net, ["trust"])
    with pytest.raises(TiesnetError, match="takes two"):
        layer_coupling(net, ["all", "advice"])
    with pytest.raises(TiesnetError, match="here there is 'formal', 'ties'"):
        layer_coupling(network_from_edges([("a", "b")]))
    monkeypatch.setattr("tiesnet.inference.coupling.MOST_ACTORS", 3)
    with pytest.raises(TiesnetError, match="too much memory"):
        layer_coupling(net)


# Informal first: ab, cd, ef. Since then ab and cd made formal, and so did ag; ef did not.
TIES = {
    "1": ["a-b friends", "c-d friends", "e-f friends", "g-h peers", "a-h peers", "g-h friends"],
    "2": ["a-b friends", "c-d friends", "g-h peers", "a-h peers", "a-b peers", "c-d peers",
          "a-g peers", "a-h friends", "b-c friends"],
}  # fmt: skip


def two_waves(**options: object) -> Survey:
    there = {"1": "abcdefgh", "2": "abcdefgh"}
    return wave_survey(TIES, there, **options)  # type: ignore[arg-type]


def test_one_kind_before_the_other() -> None:
    outcome = precedence(two_waves(), "friends", "peers", **FAST)
    table = outcome.table().set_index(["first", "then"])
    # 28 pairs, gh and ah had peers: 26 at risk, of which ab cd ef were friends.
    row = table.loc[("friends", "peers")]
    assert row[["with_first", "made_with", "without", "made_without"]].tolist() == [3, 2, 23, 1]
    assert row["difference"] == pytest.approx(2 / 3 - 1 / 23)
    assert row["odds_ratio"] == pytest.approx(fisher_exact([[2, 1], [1, 22]]).statistic)
    law = hypergeom(26, 3, 3)
    assert row["observed"] == pytest.approx((2 - law.mean()) / law.std())
    # The other way: ab cd ef gh were friends, 24 at risk; of ah alone peers, friends were made.
    row = table.loc[("peers", "friends")]
    assert row[["with_first", "made_with", "without", "made_without"]].tolist() == [1, 1, 23, 1]
    assert math.isnan(row["odds_ratio"])  # nobody with peers alone did not make friends
    pairs = outcome.table("pairs")
    assert pairs[["one", "other"]].to_numpy().tolist() == [["Firm a", "Firm b"],
                                                           ["Firm c", "Firm d"]]  # fmt: skip
    paths = outcome.table("paths").set_index(["before", "after"])["pairs"]
    assert paths.sum() == 28 and paths["only the first", "both"] == 2
    assert paths["both", "only the second"] == 1 and paths["only the second", "both"] == 1


def test_nothing_to_compare_is_said_and_no_number_is_put_into_a_sentence() -> None:
    ties = {"1": ["a-b peers"], "2": ["a-b peers", "b-c peers"]}
    survey = wave_survey(ties, {"1": "abcde", "2": "abcde"})
    said = precedence(survey, "friends", "peers", replications=9, workers=1).sentences
    assert said[0].startswith("1 to 2: no pair had friends alone")
    assert said[1].endswith("with neither 0 % (no test: all pairs alike).")
    assert not any("not defined" in sentence or "of 0 pairs" in sentence for sentence in said)


def brute_force(survey: Survey) -> np.ndarray:
    """The z of both directions in every order of eight actors would take long: some at random."""
    step = rounds_of(survey).steps[0]
    both = laid(step, "friends", "peers")
    friends, peers = (both.one[0], both.after[0]), (both.other[0], both.after[1])
    rng = np.random.default_rng(4)
    found = []
    upper = np.triu(np.ones((8, 8), bool), 1)
    for _ in range(800):
        order = rng.permutation(8)
        f0, f1 = (cells[np.ix_(order, order)][upper] for cells in friends)
        p0, p1 = (cells[upper] for cells in peers)
        found.append([z_of(f0, p0, p1), z_of(p0, f0, f1)])
    return np.array(found)


def z_of(first: np.ndarray, before: np.ndarray, after: np.ndarray) -> float:
    """Mantel-Haenszel by scipy's hypergeometric law."""
    risk = ~before
    size, drawn, made = risk.sum(), (risk & first).sum(), (risk & after).sum()
    law = hypergeom(size, drawn, made)
    return (float((risk & first & after).sum()) - law.mean()) / law.std() if drawn else math.nan


def test_the_null_is_that_of_names_shuffled_in_one_kind(full: bool) -> None:
    if not full:
        pytest.skip("some seconds of counting in the full run")
    outcome = precedence(two_waves(), "friends", "peers", replications=3000, workers=1)
    drawn = brute_force(two_waves())
    for k, (_, row) in enumerate(outcome.table().iterrows()):
        known = drawn[:, k][~np.isnan(drawn[:, k])]
        share = np.mean(np.abs(known) >= abs(row["observed"]) - 1e-9)
        assert row["p"] == pytest.approx(share, abs=0.06)
        assert row["expected"] == pytest.approx(known.mean(), abs=0.15)
    assert outcome.table("directions")["log_one"][0] == pytest.approx(
        math.log((2.5 / 1.5) / (1.5 / 22.5))
    )


def test_counts_from_what_is_shared() -> None:
    both = laid(rounds_of(two_waves()).steps[0], "friends", "peers")
    one, other = tables(both, both.shared())
    cells = [one.made_with, one.with_first, one.made_without, one.without]
    assert [float(cell) for cell in cells] == [2, 3, 1, 23]
    assert float(other.made_with) == 1
    nothing = Table(*(np.array(k) for k in (0.0, 3.0, 0.0, 4.0)))
    assert np.isnan(nothing.z()) and np.isfinite(nothing.log_odds()[0])


def test_unions_and_each_of_their_relations(root) -> None:
    outcome = precedence(rounds_of_sinos(root), replications=9, workers=1)
    table = outcome.table()
    assert table[["first", "then"]].to_numpy().tolist() == [
        ["informal", "formal"],
        ["formal", "informal"],
        ["advice", "formal"],
        ["friendship", "formal"],
        ["sells_to", "informal"],
        ["joint_project", "informal"],
        ["development", "informal"],
    ]
    assert outcome.sentences[0].startswith("2023 to 2025: of 108 pairs with informal ties alone")


def test_silent_actors_stay_out_of_both_kinds() -> None:
    outcome = precedence(two_waves(silent=[("e", "1"), ("f", "2")]), "friends", "peers", **FAST)
    assert outcome.table("paths")["pairs"].sum() == 28  # either end tells of these relations
    mute = [(actor, "2") for actor in "ef"]
    assert precedence(two_waves(silent=mute), "friends", "peers", **FAST).table("paths")[
        "pairs"
    ].sum() == 27  # fmt: skip


@pytest.mark.parametrize(
    ("kinds", "said"),
    [(("informal", "friends"), "share relations"), (("trust", "formal"), "no layer 'trust'")],
)
def test_kinds_that_cannot_be_compared(kinds: tuple[str, str], said: str) -> None:
    with pytest.raises(TiesnetError, match=said):
        precedence(two_waves(), *kinds)


def test_a_survey_without_formal_relations_or_with_one_wave() -> None:
    survey = two_waves()
    only = survey.relations.loc[["friends"]]
    ties = survey.ties[survey.ties["relation"] == "friends"]
    answers = survey.responses[survey.responses["relation"] == "friends"]
    alone = replace(survey, relations=only, ties=ties, responses=answers)
    with pytest.raises(TiesnetError, match="has no formal relation"):
        precedence(alone)
    with pytest.raises(TiesnetError, match="has one wave"):
        precedence(wave_survey({"1": TIES["1"]}, {"1": "abcdefgh"}))


def simulated(follow: float, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Friends as actors are sociable; peers of two waves, where friends were or at random."""
    rng = np.random.default_rng(seed)
    size = 24
    warm = rng.normal(0, 0.8, size)
    upper = np.triu(np.ones((size, size), bool), 1)
    friends = upper & (rng.random((size, size)) < 1 / (1 + np.exp(2.2 - warm[:, None] - warm)))
    peers = upper & (rng.random((size, size)) < 0.06)
    later = peers | (upper & (rng.random((size, size)) < 0.04 + follow * friends))
    return friends | friends.T, peers | peers.T, later | later.T


def survey_of(friends: np.ndarray, peers: np.ndarray, later: np.ndarray) -> Survey:
    ids = [f"f{k:02}" for k in range(len(friends))]
    ties = {}
    for wave, cells in (("1", peers), ("2", later)):
        ties[wave] = [f"{ids[i]}-{ids[j]} peers" for i, j in np.argwhere(np.triu(cells))]
        ties[wave] += [f"{ids[i]}-{ids[j]} friends" for i, j in np.argwhere(np.triu(friends))]
    return wave_survey(ties, {"1": ids, "2": ids})


def test_a_planted_order_is_found_and_none_is_not() -> None:
    testing = {"replications": 99, "workers": 1}
    planted = precedence(survey_of(*simulated(0.3, 1)), "friends", "peers", **testing)
    assert planted.table()["p"][0] <= 0.02 and planted.table()["odds_ratio"][0] > 3
    none = precedence(survey_of(*simulated(0.0, 1)), "friends", "peers", **testing)
    assert none.table()["p"][0] > 0.1


def test_p_is_even_when_kinds_are_independent(full: bool) -> None:
    if not full:
        pytest.skip("400 simulations in the full run")
    small = 0
    for seed in range(400):
        friends, peers, later = simulated(0.0, seed)
        known = ~np.eye(len(friends), dtype=bool)
        none = np.zeros_like(friends)
        both = Both((friends, none), (peers, later & ~peers), (friends, later), known,
                    np.ones(len(friends), dtype=bool))  # fmt: skip
        drawn = overlaps(list(both.other), list(both.one), known, both.among,
                         replications=199, seed=seed, workers=1)  # fmt: skip
        assert drawn is not None
        seen, outcomes = tables(both, both.shared())[0], tables(both, drawn / 2)[0]
        found = summarise(float(seen.z()), outcomes.z(), seed, "", two_sided="size")
        small += found.p <= 0.05
    assert small / 400 == pytest.approx(0.05, abs=3 * math.sqrt(0.05 * 0.95 / 400))

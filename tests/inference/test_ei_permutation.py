"""The E-I index under shuffled labels: beside all labellings and the exact moments."""

from __future__ import annotations

import math
from collections import Counter
from importlib import import_module
from itertools import permutations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2
from tests.inference.chance_networks import drawn_table, made, partly_silent
from tests.inference.pair_networks import survey_network

from tiesnet.errors import NeedsError, TiesnetError
from tiesnet.inference import TEST_FIELDS, ei_permutation
from tiesnet.metrics import catalogue
from tiesnet.network import Network

# The package gives the function the name of its file.
FILE = import_module("tiesnet.inference.ei_permutation")


def ei(ties: np.ndarray, labels: np.ndarray) -> float:
    within = sum(labels[a] == labels[b] for a, b in ties)
    return 1 - 2 * within / len(ties)


@pytest.mark.parametrize("directed", [True, False])
def test_beside_all_labellings(directed: bool) -> None:
    table = drawn_table(4, 7, 0.35)
    net = made(table, directed=directed, groups="aab")
    ties = net.ties[["source", "target"]].to_numpy()
    labels = np.array(net.actors["stage"])
    every = np.array([ei(ties, np.array(order)) for order in permutations(labels)])
    seen = ei(ties, labels)
    row = ei_permutation(net, "ties", replications=3000).table().iloc[0]
    assert row["observed"] == pytest.approx(seen)
    assert row["exact_expected"] == pytest.approx(every.mean())
    assert row["exact_sd"] == pytest.approx(every.std())
    assert row["z"] == pytest.approx((seen - every.mean()) / every.std())
    for key, share in (("p_less", every <= seen + 1e-9), ("p_greater", every >= seen - 1e-9)):
        error = math.sqrt(share.mean() * (1 - share.mean()) / 3000)
        assert row[key] == pytest.approx(share.mean(), abs=4 * error + 1 / 3000)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_simulated_mean_lies_where_the_exact_one_does(seed: int) -> None:
    net = made(drawn_table(seed, 60, 0.08))
    row = ei_permutation(net, "ties", replications=2000, seed=seed).table().iloc[0]
    assert row["expected"] == pytest.approx(
        row["exact_expected"], abs=4 * row["exact_sd"] / math.sqrt(2000)
    )
    assert row["sd"] == pytest.approx(row["exact_sd"], rel=0.08)


@pytest.mark.parametrize("replications", [1, 64, 130])
def test_the_compiled_loops_count_the_same(
    replications: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("numba")
    net = made(drawn_table(5, 40, 0.4), groups="abcdefg")  # more ties than a byte can count
    plain = ei_permutation(net, "ties", replications=replications).table()
    monkeypatch.setattr(FILE, "FROM_LOOKS", 0)
    fast = ei_permutation(net, "ties", replications=replications, workers=2).table()
    pd.testing.assert_frame_equal(plain, fast)
    assert plain.loc[0, "ties"] > 255


def test_many_labels_are_dealt_as_evenly_as_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """All 60 arrangements of six labels, dealt by buckets that hold several."""
    labels = np.array([0, 0, 0, 1, 1, 2], dtype=np.uint8)
    rng = np.random.default_rng(3)
    monkeypatch.setattr(FILE, "FROM_LABELS", 0)
    for buckets in (2, 5, 4096):
        monkeypatch.setattr(FILE, "BUCKETS", buckets)
        counts = Counter(tuple(FILE.shuffled(labels, rng).tolist()) for _ in range(6000))
        assert len(counts) == 60 and {tuple(sorted(one)) for one in counts} == {tuple(labels)}
        statistic = sum((n - 100) ** 2 / 100 for n in counts.values())
        assert chi2.sf(statistic, 59) > 0.01, buckets


def test_the_exact_z_is_that_of_the_catalogue() -> None:
    net = made(drawn_table(5, 20, 0.2), directed=False)
    row = ei_permutation(net, "ties", replications=9).table().iloc[0]
    assert row["z"] == pytest.approx(catalogue()["ei_z"].function(net))
    table = catalogue()["homophily"].function(net).set_index("attribute")
    assert row["observed"] == pytest.approx(table.loc["stage", "ei"])
    assert row["exact_sd"] ** 2 == pytest.approx(table.loc["stage", "ei_variance"])


def test_silent_firms_keep_their_labels_and_are_left_out(tmp_path: Path) -> None:
    net = partly_silent(tmp_path, ["f2", "f9"])
    net.actors["town"] = [*"eewwwweeee", "e"]
    outcome = ei_permutation(net, "advice", ["stage", "town"], replications=30)
    by_stage, by_town = outcome.table().to_dict("records")
    view = net.layer("advice")
    told = (view.respondents.states() == "answered").to_numpy()
    ends = view.ties[["source", "target"]].to_numpy()
    assert (by_stage["actors"], by_stage["groups"]) == (8, 2)
    assert by_stage["ties"] == int(told[ends].all(axis=1).sum())
    assert "3 actors that did not answer all of this" in outcome.assumptions[0]
    assert (by_town["by"], by_town["actors"]) == ("town", 8)


def test_everything_that_belongs_beside_the_p_stands_in_its_row() -> None:
    outcome = ei_permutation(made(drawn_table(5, 20, 0.2)), "ties", replications=39, seed=4)
    table = outcome.table()
    assert {field.key for field in TEST_FIELDS} < set(table)
    assert table.loc[0, ["replications", "seed"]].tolist() == [39, 4]
    assert (
        "39 shuffles (seed 4)" in outcome.method and "by stage: E-I index" in outcome.sentences[0]
    )


def test_ties_within_groups_are_said_to_be_more_than_chance() -> None:
    table = np.zeros((12, 12), dtype=bool)
    table[np.add.outer(np.arange(12), -np.arange(12)) % 3 == 0] = True
    np.fill_diagonal(table, False)
    outcome = ei_permutation(made(table), "ties", replications=199)
    assert "ties run within groups more than chance gives" in outcome.sentences[0]
    assert outcome.table().loc[0, "observed"] == -1


def asked(place: Path) -> Network:
    relations = [["id", "label", "directed", "orientation"], ["buys", "Buys", "yes", "vertical"]]
    return survey_network(
        place / "asked",
        {
            "actors": [["id", "stage", "respondent"], *([n, n[0], "yes"] for n in ("a1", "b1"))],
            "relations": relations,
            "ties": [["source", "target", "relation"], ["a1", "b1", "buys"]],
        },
    )


def test_what_cannot_be_tested_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TiesnetError, match="asks for ties of one orientation"):
        ei_permutation(asked(tmp_path), "buys")
    with pytest.raises(TiesnetError, match="form 1 group by 'stage'"):
        ei_permutation(made(drawn_table(1, 5, 0.4), groups="a"), "ties")
    with pytest.raises(TiesnetError, match="No tie of this layer runs between"):
        ei_permutation(made(np.zeros((5, 5), dtype=bool)), "ties")
    with pytest.raises(NeedsError, match="no column 'colour'"):
        ei_permutation(made(drawn_table(1, 5, 0.4)), "ties", "colour")

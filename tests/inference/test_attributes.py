"""Measures against attributes, beside scipy, every shuffle, and numbers worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import joblib
import numpy as np
import pandas as pd
import pytest
from scipy import stats
from tests.inference.attribute_data import footwear, shared, small, with_columns

from tiesnet.errors import TiesnetError
from tiesnet.inference import attribute_test, holm
from tiesnet.inference.attributes.columns import Attribute
from tiesnet.inference.attributes.correlation import pearson, spearman
from tiesnet.inference.attributes.group_means import anova, difference, eta_squared, welch
from tiesnet.inference.attributes.kinds import fitting
from tiesnet.metrics import measure

EDGES = ("ab", "ac", "ad", "ae", "bc", "cf", "fg", "gb")


def values(count: int = 30) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(8)
    return rng.poisson(4, count).astype(float), rng.normal(size=count)


def test_the_statistics_are_those_of_scipy() -> None:
    one, other = values()
    orders = np.array([np.random.default_rng(k).permutation(30) for k in range(5)])
    mixed = one[orders]
    two, three = np.arange(30) % 2.0, np.arange(30) % 3.0
    for row, found in enumerate(pearson(mixed, other)):
        assert found == pytest.approx(stats.pearsonr(mixed[row], other).statistic, abs=1e-12)
        ranks = spearman(mixed, other)[row]
        assert ranks == pytest.approx(stats.spearmanr(mixed[row], other).statistic, abs=1e-12)
        a, b = (mixed[row][two == k] for k in (0, 1))
        expected = stats.ttest_ind(b, a, equal_var=False).statistic
        assert welch(mixed, two)[row] == pytest.approx(expected, abs=1e-12)
        assert difference(mixed, two)[row] == pytest.approx(b.mean() - a.mean(), abs=1e-12)
        parts = [mixed[row][three == k] for k in (0, 1, 2)]
        f = stats.f_oneway(*parts).statistic
        assert anova(mixed, three)[row] == pytest.approx(f, abs=1e-12)
        # eta squared = F (G - 1) / (F (G - 1) + n - G)
        assert eta_squared(mixed, three)[row] == pytest.approx(2 * f / (2 * f + 27), abs=1e-12)


def test_textbook_p_is_that_of_scipy() -> None:
    one, other = values()
    found = {
        kind.name: kind.textbook(one, column)
        for number, column in (
            (True, other),
            (False, np.arange(30) % 2.0),
            (False, np.arange(30) % 3.0),
        )
        for kind in fitting(Attribute("a", number, column), column)
    }
    parts = {k: [one[np.arange(30) % k == j] for j in range(k)] for k in (2, 3)}
    welch_p = stats.ttest_ind(*parts[2], equal_var=False).pvalue
    f_p = stats.f_oneway(*parts[3]).pvalue
    assert found == pytest.approx(
        {
            "Pearson correlation": stats.pearsonr(one, other).pvalue,
            "Spearman rank correlation": stats.spearmanr(one, other).pvalue,
            "Difference of means": welch_p,
            "Welch's t": welch_p,
            "F of one-way analysis of variance": f_p,
            "Share between groups (eta squared)": f_p,
        },
        rel=1e-9,
    )


def test_a_group_in_which_nothing_varies_is_compared_all_the_same() -> None:
    net = small(EDGES, town=["p" if d == 1 else "q" for d in (4, 3, 3, 1, 1, 2, 2)])
    table = attribute_test(net, "degree", "town", replications=99).table()
    t = table["observed"].iloc[1]
    a, b = np.array([1, 1.0]), np.array([4, 3, 3, 2, 2.0])
    assert t == pytest.approx((b.mean() - a.mean()) / np.sqrt(b.var(ddof=1) / 5))


def test_where_a_statistic_is_not_defined() -> None:
    flat = np.ones((1, 5))
    assert np.isnan(pearson(flat, np.arange(5.0)))[0]
    assert np.isnan(welch(np.arange(5.0)[None], np.array([0, 1, 1, 1, 1.0])))[0]
    assert np.isnan(anova(np.array([[1.0, 1, 2, 2]]), np.array([0, 0, 1, 1.0])))[0]
    assert np.isnan(anova(np.arange(3.0)[None], np.arange(3.0)))[0]


def test_p_beside_every_shuffle() -> None:
    size = [3.0, 8.0, 5.0, 1.0, 2.0, 4.0, 9.0]
    net = small(EDGES, size=size)
    table = attribute_test(net, "degree", "size", replications=1999).table()
    degree = np.array([4, 3, 3, 1, 1, 2, 2.0])
    every = pearson(degree[np.array(list(permutations(range(7))))], np.array(size))
    row = table.iloc[0]
    assert row["observed"] == pytest.approx(np.corrcoef(degree, size)[0, 1])
    exact = (np.abs(every) >= abs(row["observed"]) - 1e-9).mean()
    assert row["p"] == pytest.approx(exact, abs=4 * np.sqrt(exact * (1 - exact) / 2000))
    assert row["p_textbook"] == pytest.approx(stats.pearsonr(degree, size).pvalue)


def test_p_is_that_of_scipys_permutation_test(shared_data: Path) -> None:
    net = shared(shared_data, "lazega_lawfirm", "advice")
    net = with_columns(net, gender=net.actors["gender"].map({1: "man", 2: "woman"}))
    table = attribute_test(net, "in_degree", ["gender", "age"], replications=1999).table()
    by = table.set_index("statistic")
    told = measure(net, ["advice"], ["in_degree"]).actors["advice", "in_degree"]
    a, b = (told[net.actors["gender"] == word] for word in ("man", "woman"))

    def mean_gap(x: np.ndarray, y: np.ndarray, axis: int) -> np.ndarray:
        return np.mean(x, axis=axis) - np.mean(y, axis=axis)

    peer = stats.permutation_test(
        (b.to_numpy(), a.to_numpy()), mean_gap, n_resamples=4999, rng=3, vectorized=True
    )
    row = by.loc["Difference of means, 'woman' less 'man'"]
    assert row["observed"] == pytest.approx(peer.statistic)
    assert row["p"] == pytest.approx(peer.pvalue, abs=0.03)
    row = by.loc["Spearman rank correlation"]
    peer = stats.spearmanr(told, net.actors["age"])
    assert row["observed"] == pytest.approx(peer.statistic)
    assert row["p_textbook"] == pytest.approx(peer.pvalue)


def test_several_groups_with_their_means(shared_data: Path) -> None:
    net = shared(shared_data, "lazega_lawfirm", "advice")
    net = with_columns(net, office=net.actors["office"].astype(str))
    outcome = attribute_test(net, "degree", "office", replications=199)
    degree = measure(net, ["advice"], ["degree"]).actors["advice", "degree"]
    office = net.actors["office"]
    row = outcome.table().set_index("statistic").loc["F of one-way analysis of variance"]
    expected = stats.f_oneway(*(degree[office == k] for k in "123"))
    assert row["observed"] == pytest.approx(expected.statistic)
    assert row["p_textbook"] == pytest.approx(expected.pvalue)
    means = outcome.table("groups").set_index("group")
    assert means["mean"].to_dict() == pytest.approx(degree.groupby(office).mean().to_dict())
    assert means["sd"].to_dict() == pytest.approx(degree.groupby(office).std().to_dict())
    assert means["actors"].sum() == 71


def test_what_firms_did_not_answer_is_left_out_and_counted(root: Path) -> None:
    net = footwear(root)
    outcome = attribute_test(net, ["degree", "in_degree"], "size", layers="advice", replications=9)
    inner = net.inside()
    seen = inner.layer("advice").respondents.observed() & inner.actors["size"].notna()
    assert set(outcome.table()["actors"]) == {int(seen.sum())}
    assert seen.sum() < len(inner.actors)
    assert any("is not known of 10 actors" in text for text in outcome.assumptions)


def test_holm_over_the_questions() -> None:
    # R: p.adjust(c(0.01, 0.02, 0.03, 0.04, NA), "holm") gives 0.04 0.06 0.06 0.06 NA
    adjusted = holm([0.01, 0.02, 0.03, 0.04, np.nan])
    np.testing.assert_allclose(adjusted, [0.04, 0.06, 0.06, 0.06, np.nan])
    net = small(EDGES, size=[3, 8, 5, 1, 2, 4, 9], town=list("ppqqrrr"))
    table = attribute_test(net, ["degree", "out_degree"], ["size", "town"], replications=99).table()
    first = ~table.duplicated(["metric", "attribute"])
    assert first.sum() == 4
    np.testing.assert_allclose(table[first]["p_holm"], holm(table[first]["p"].tolist()))


def test_shuffled_within_a_column_and_by_any_number_of_workers() -> None:
    net = small(EDGES, size=[3, 8, 5, 1, 2, 4, 9], town=list("ppppqqq"))
    plain = attribute_test(net, "degree", "size", replications=150, workers=1).table()
    with joblib.parallel_config("threading", n_jobs=2):
        again = attribute_test(net, "degree", "size", replications=150).table()
    assert plain.equals(again)
    within = attribute_test(net, "degree", "size", within="town", replications=150).table()
    assert within["observed"].tolist() == plain["observed"].tolist()
    assert within["sd"].iloc[0] < plain["sd"].iloc[0]
    assert "alike in 'town'" in within["null"].iloc[0]


@pytest.mark.parametrize(
    ("metric", "attribute", "words"),
    [
        ("nonsense", "size", "no measure 'nonsense'"),
        ("degree", "nowhere", "no attribute 'nowhere'"),
        ("degree", "flat", "does not differ"),
        ("degree", "code", "31 different words"),
        ("density_all", "size", "is no number of every actor"),
        ("strength", "size", "cannot be computed"),
    ],
)
def test_what_cannot_be_asked_is_refused(metric: str, attribute: str, words: str) -> None:
    names = [f"n{place}" for place in range(31)]
    from tiesnet.network import network_from_edges

    plain = network_from_edges([("n0", "n1"), ("n1", "n2")], names)
    net = with_columns(plain, size=range(31), flat=[1] * 31, code=names)
    with pytest.raises(TiesnetError, match=words):
        attribute_test(net, metric, attribute, replications=9)


def test_a_measure_that_does_not_differ_and_too_few_firms() -> None:
    ring = small(("ab", "bc", "cd", "da"), size=[1, 2, 3, 4])
    with pytest.raises(TiesnetError, match="does not differ among the actors"):
        attribute_test(ring, "degree", "size")
    few = small(("ab", "bc"), size=[1, 2, 3])
    with pytest.raises(TiesnetError, match="Only 3 actors can change places"):
        attribute_test(few, "degree", "size")


def test_false_alarms_are_as_rare_as_stated() -> None:
    rng = np.random.default_rng(12)
    measured = rng.pareto(1.5, (400, 20))  # skewed, as degrees are
    told = np.arange(20) < 4
    hits = []
    for row in measured:
        orders = np.array([rng.permutation(20) for _ in range(99)])
        seen, drawn = (np.abs(welch(m, told.astype(float))) for m in (row[None], row[orders]))
        hits.append((1 + (drawn >= seen - 1e-9).sum()) / 100 <= 0.05)
    assert np.mean(hits) == pytest.approx(0.05, abs=3 * np.sqrt(0.05 * 0.95 / 400))


@pytest.mark.parametrize("name", ["permute", "attribute"])
def test_the_command(
    name: str, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = runner(root, capsys)
    if name == "permute":
        code, out = run("--metric", "ei_index", "--layer", "advice")
        assert (code, "less than chance" in out) == (0, True)
        code, out = run("--metric", "gatekeeper", "--attribute", "location", "--layer", "advice")
        assert code == 0 and "with 'location' shuffled" in out
        code, out = run("--metric", "gatekeeper", "--by", "location", "--layer", "advice")
        assert code == 0 and "with 'location' shuffled" in out
    else:
        code, out = run("--metric", "degree", "--attribute", "size", "--layer", "advice")
        assert code == 0 and "Pearson correlation" in out
        code, out = run("--metric", "gatekeeper", "--attribute", "size", "--layer", "advice")
        assert code == 0 and "Pearson correlation" in out
        code, out = run("--metric", "liaison", "--by", "stage", "--attribute", "location",
                        "--layer", "advice")  # fmt: skip
        assert code == 0 and "F of one-way" in out
        code, out = run("--metric", "degree", "--attribute", "size", "-o", str(tmp_path / "a.csv"))
        assert code == 0 and len(pd.read_csv(tmp_path / "a.csv")) == 10


def runner(root: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    from tiesnet.cli import main

    def run(*words: str) -> tuple[int, str]:
        survey = str(root / "surveys" / "footwear-valley")
        with pytest.raises(SystemExit) as end:
            main(["permute", survey, *words, "--replications", "39", "--workers", "1"])
        shown = capsys.readouterr()
        return int(end.value.code or 0), " ".join((shown.out + shown.err).split())

    return run


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Give one of --metric"),
        (("--metric", "degree", "--lag", "a ~ b"), "Give one of --metric"),
        (("--lag", "exports ~ size"), "--lag takes one --layer"),
        (("--lag", "exports ~ size", "--layer", "advice", "--within", "kind"), "draws nothing"),
        (("--regression", "exports ~ size", "--layer", "advice"), "Name layers inside"),
        (("--autocorrelation", "size", "--by", "stage"), "--by belongs to --metric"),
        (("--autocorrelation", "size", "--attribute", "stage"), "--attribute belongs to --metric"),
        (("--metric", "degree", "--metric", "gatekeeper", "--attribute", "location"), "one by one"),
        (("--metric", "ei_index", "--weights", "raw"), "--weights belongs to --autocorrelation"),
        (("--metric", "ei_index", "--model", "gm"), "--model belongs to --lag"),
        (("--metric", "ei_index", "--shuffle", "outcome"), "--shuffle belongs to --regression"),
        (("--metric", "nonsense"), "no measure 'nonsense'"),
    ],
)
def test_the_command_refuses_what_means_nothing(
    words: tuple[str, ...],
    said: str,
    root: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out = runner(root, capsys)(*words)
    assert code == 2 and said in out

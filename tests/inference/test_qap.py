"""QAP correlation beside published figures, R sna, brute force and every order of a small case."""

from __future__ import annotations

import csv
import json
import os
import subprocess
from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from tests.inference.chances import check_chances
from tests.inference.pair_networks import shared_network, survey_network

from tiesnet.cli.group import tiesnet
from tiesnet.errors import TiesnetError
from tiesnet.inference import PairValues, layer_pairs, orders, qap
from tiesnet.inference.correlation import COEFFICIENTS, Pairing, pair_up, permuted
from tiesnet.network import Network, build_network, network_from_edges
from tiesnet.survey import read_survey

WITH_R = pytest.mark.skipif(
    os.environ.get("TIESNET_FULL") != "1", reason="R is started in the full run"
)
SCRIPT = Path(__file__).with_name("gcor.R")
NETWORKS = (
    ("krackhardt_hightech", "advice", "friendship", "digraph"),
    ("lazega_lawfirm", "cowork", "friendship", "digraph"),
    ("wf_country_trade", "crude_materials", "diplomatic_exchange", "digraph"),
    ("ostoic_incubA", "collaboration", "friendship", "digraph"),
    ("kapferer_tailor", "social_t1", "social_t2", "graph"),
    ("padgett_florentine", "marriage", "business", "graph"),
)
Values = np.ndarray[Any, Any]


@pytest.fixture(scope="module")
def florence(root: Path) -> Network:
    return build_network(read_survey(root / "surveys" / "florentine-families"))


def variable(values: Values, name: str, *, symmetric: bool = False) -> PairValues:
    shown = np.array(values, dtype=float)
    np.fill_diagonal(shown, np.nan)
    known = shown[~np.isnan(shown)]
    return PairValues(name, name, shown, symmetric, bool(np.isin(known, (0, 1)).all()))


def by_hand(pairing: Pairing, order: Values) -> dict[str, float]:
    """The three coefficients from their definitions, the first variable permuted."""
    place = np.ix_(order, order)
    one = pairing.one.values[place][pairing.rows, pairing.cols]
    other = pairing.second
    found = {"pearson": float(np.corrcoef(one, other)[0, 1])}
    if pairing.binary:
        found["jaccard"] = ((one == 1) & (other == 1)).sum() / ((one == 1) | (other == 1)).sum()
        found["matching"] = float((one == other).mean())
    return found


def draw(kind: str, seed: int = 3, n: int = 9) -> tuple[PairValues, PairValues]:
    rng = np.random.default_rng(seed)
    ties = [(rng.random((n, n)) < 0.3).astype(float) for _ in range(2)]
    numbers = [rng.normal(5, 2, (n, n)) for _ in range(2)]
    one, other = {
        "ties": (ties[0], ties[1]),
        "denser second": (ties[0], 1 - ties[1]),
        "ties and numbers": (ties[0], numbers[0]),
        "numbers": (numbers[0], numbers[1]),
    }[kind.removeprefix("symmetric ")]
    symmetric = kind.startswith("symmetric")
    if symmetric:
        one, other = (np.triu(m) + np.triu(m, 1).T for m in (one, other))
    return variable(one, "one", symmetric=symmetric), variable(other, "other", symmetric=symmetric)


KINDS = ("ties", "denser second", "ties and numbers", "numbers", "symmetric ties",
         "symmetric numbers")  # fmt: skip


def test_marriage_and_business_of_florence(florence: Network) -> None:
    """UCINET 6.849 prints 0.372, 0.296 and 0.842 over 120 pairs; over 20,000 permutations a mean
    of 0.001 and a standard deviation of 0.092. R sna: gcor(..., mode = "graph").
    """
    outcome = qap(florence, replications=9_999)
    table = outcome.table().set_index("coefficient")
    assert table.at["pearson", "observed"] == pytest.approx(0.3718678720805474, abs=1e-12)
    assert table.at["jaccard", "observed"] == pytest.approx(8 / 27, abs=1e-12)
    assert table.at["matching", "observed"] == pytest.approx(101 / 120, abs=1e-12)
    assert set(table["cells"]) == {120}
    assert table.at["pearson", "expected"] == pytest.approx(0.001, abs=0.004)
    assert table.at["pearson", "sd"] == pytest.approx(0.092, abs=0.003)
    assert table.at["pearson", "p"] < 0.005
    assert "Marriage and Business go together more than chance would give" in outcome.sentences[0]


def test_ties_and_a_difference_of_attributes(florence: Network) -> None:
    """R sna: gcor(business, abs(outer(wealth, wealth, "-")), mode = "graph")."""
    table = qap(florence, ["business", "absdiff(wealth)"], replications=99).table()
    found = table.set_index("coefficient")
    assert found.at["pearson", "observed"] == pytest.approx(-0.03544496343316971, abs=1e-12)
    assert found.loc[["jaccard", "matching"], ["observed", "p"]].isna().all(axis=None)
    assert found.at["jaccard", "remark"] == "not defined: Difference in wealth is not yes or no"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("fast", [False, True])
def test_every_order_by_hand(kind: str, fast: bool) -> None:
    pairing = pair_up(*draw(kind, n=5))
    every = np.array(list(permutations(range(5))))
    sums = pairing.crossed(fast).sums(every)
    np.testing.assert_allclose(permuted(pairing, every), sums, rtol=1e-12, atol=1e-12)
    expected = [by_hand(pairing, order) for order in every]
    for name in expected[0]:
        values = COEFFICIENTS[name].value(sums, pairing)
        np.testing.assert_allclose(values, [one[name] for one in expected], rtol=0, atol=1e-12)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("n", [40, 43])
def test_compiled_loops_give_the_same(kind: str, n: int) -> None:
    pairing = pair_up(*draw(kind, n=n))
    places = orders(pairing.groups, 60, np.random.default_rng(8))
    plain, fast = (pairing.crossed(which).sums(places) for which in (False, True))
    np.testing.assert_allclose(plain, fast, rtol=1e-11, atol=1e-11)


def test_p_against_all_orders() -> None:
    """Six actors: p of draws lies where the share over all 720 orders says."""
    rng = np.random.default_rng(12)
    names = list("abcdef")
    edges = [(a, b) for a in names for b in names if a != b and rng.random() < 0.4]
    stages = dict(zip(names, "xxxyyy", strict=True))
    net = network_from_edges(edges, names, stages=stages)
    table = qap(net, ["ties", "same(stage)"], replications=9_999).table().set_index("coefficient")
    likeness = np.equal.outer(np.arange(6) // 3, np.arange(6) // 3).astype(float)
    pairing = pair_up(layer_pairs(net, "ties"), variable(likeness, "same"))
    every = [by_hand(pairing, np.array(order)) for order in permutations(range(6))]
    for name in ("pearson", "jaccard", "matching"):
        drawn = np.array([one[name] for one in every])
        observed = by_hand(pairing, np.arange(6))[name]
        assert table.at[name, "observed"] == pytest.approx(observed, abs=1e-12)
        assert table.at[name, "expected"] == pytest.approx(drawn.mean(), abs=0.01)
        sides = {
            "p_greater": (drawn >= observed - 1e-9).mean(),
            "p_less": (drawn <= observed + 1e-9).mean(),
        }
        size = (np.abs(drawn) >= abs(observed) - 1e-9).mean()
        sides["p"] = size if name == "pearson" else min(1.0, 2 * min(sides.values()))
        for key, share in sides.items():
            assert table.at[name, key] == pytest.approx(share, abs=0.025), (name, key)


def test_unknown_pairs_and_silent_firms(tmp_path: Path) -> None:
    net = silent(tmp_path)
    outcome = qap(net, ["advice", "friends"], replications=200, seed=4)
    found = outcome.table().set_index("coefficient")
    one, other = (layer_pairs(net, name).values for name in ("advice", "friends"))
    known = ~np.isnan(one) & ~np.isnan(other)
    assert set(found["cells"]) == {int(known.sum())} == {7 * 7}
    assert set(found["moved"]) == {7}
    observed = np.corrcoef(one[known], other[known])[0, 1]
    assert found.at["pearson", "observed"] == pytest.approx(observed, abs=1e-12)
    # Every order keeps the silent firm, and every cell in use, where they are.
    free = np.append(np.zeros(7, dtype=int), -1)
    drawn = orders(free, 100, np.random.default_rng(np.random.SeedSequence(4, spawn_key=(0, 0))))
    pairing = pair_up(layer_pairs(net, "advice"), layer_pairs(net, "friends"))
    lowest = min(by_hand(pairing, order)["pearson"] for order in drawn)
    assert found.at["pearson", "lowest"] <= lowest + 1e-12
    assert any("kept their place" in text for text in outcome.assumptions)
    assert any("not known in both" in text for text in outcome.assumptions)


def silent(place: Path) -> Network:
    """Eight firms, the last of which did not answer; advice is told by who asks."""
    rng = np.random.default_rng(2)
    names = [f"f{k}" for k in range(8)]
    actors = [["id", "respondent"], *([name, "no" if name == "f7" else "yes"] for name in names)]
    relations = [
        ["id", "label", "directed", "combine", "flow", "formality"],
        ["advice", "Advice", "yes", "source", "against_arrow", "informal"],
        ["friends", "Friends", "yes", "source", "with_arrow", "informal"],
        ["sales", "Sales", "yes", "source", "with_arrow", "formal"],
    ]
    ties = [["source", "target", "relation"]]
    for layer in ("advice", "friends", "sales"):
        ties += [[a, b, layer] for a in names[:7] for b in names if a != b and rng.random() < 0.35]
    survey = [["title", "design"], ["eight", "census"]]
    tables = {"survey": survey, "actors": actors, "relations": relations, "ties": ties}
    return survey_network(place / "silent", tables)


def test_all_layers_in_one_table(tmp_path: Path) -> None:
    outcome = qap(silent(tmp_path), replications=39)
    table = outcome.table()
    pairs = ["advice, friends", "advice, sales", "friends, sales", "formal, informal"]
    assert list(dict.fromkeys(table["variables"])) == pairs
    own = table[table["coefficient"] == "jaccard"].sort_values("p")
    expected = np.minimum(np.maximum.accumulate(own["p"].to_numpy() * [4, 3, 2, 1]), 1)
    np.testing.assert_allclose(own["p_holm"], expected)
    check_chances(outcome.tables[0])
    square = outcome.table("qap_square")
    assert len(square) == 2
    assert square.iloc[1]["0"] == table.iloc[3]["observed"]
    told = " ".join(outcome.cautions)
    assert "Advice and Friends: the content of the one runs along its arrows" in told
    assert "Friends and Sales" not in told
    assert "none can fall to p = 0.05" in told


def test_a_union_and_its_own_layer(tmp_path: Path) -> None:
    outcome = qap(silent(tmp_path), ["informal", "friends"], replications=19)
    words = "Informal ties contain Friends: they overlap by definition"
    assert set(outcome.table()["remark"]) == {words}
    turned = qap(silent(tmp_path), ["transposed(advice)", "friends"], replications=19)
    assert not any("runs along" in text for text in turned.cautions)


def test_with_and_without_direction() -> None:
    edges = [("a", "b"), ("b", "c"), ("c", "a"), ("d", "e"), ("e", "d"), ("a", "e")]
    stages = dict(zip("abcde", "xxyyy", strict=True))
    net = network_from_edges(edges, list("abcde"), stages=stages)
    outcome = qap(net, ["ties", "same(stage)"], replications=9, coefficients="pearson")
    assert list(outcome.table()["compared"]) == ["both directions"]
    assert list(outcome.table()["cells"]) == [20]
    assert any("both directions of every pair" in text for text in outcome.assumptions)


def test_same_result_for_any_number_of_workers_and_paths(
    florence: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = (qap(florence, replications=250, workers=workers).table() for workers in (1, 2))
    assert one.equals(two)
    other = qap(florence, replications=250, seed=2).table()
    assert not np.allclose(one["expected"], other["expected"])
    wanted = ["marriage", "absdiff(wealth)"]
    plain = qap(florence, wanted, replications=99).table()
    monkeypatch.setattr("tiesnet.inference.correlation.tested.FROM_WORK", 0)
    compiled = qap(florence, wanted, replications=99).table()
    for column in ("observed", "expected", "sd", "p"):
        np.testing.assert_allclose(plain[column], compiled[column], rtol=1e-9)


def test_what_is_not_defined_is_empty_with_a_reason() -> None:
    stages = dict.fromkeys("abcde", "x")
    net = network_from_edges([("a", "b"), ("c", "d")], list("abcde"), stages=stages)
    table = qap(net, ["ties", "same(stage)"], replications=9).table().set_index("coefficient")
    assert np.isnan(table.at["pearson", "observed"])
    assert (
        table.at["pearson", "remark"] == "not defined: Same stage is the same for all these pairs"
    )
    assert table.at["jaccard", "observed"] == pytest.approx(0.1)
    empty = network_from_edges([], list("abcde"), stages=dict(zip("abcde", "vwxyz", strict=True)))
    table = qap(empty, ["ties", "same(stage)"], replications=9).table().set_index("coefficient")
    assert table.at["jaccard", "remark"] == "not defined: there is no tie in either"
    assert table.at["matching", "observed"] == 1


def test_too_few_to_change_places() -> None:
    net = network_from_edges(
        [("a", "b"), ("b", "c"), ("c", "b")],
        list("abc"),
        stages=dict(zip("abc", "xxy", strict=True)),
    )
    outcome = qap(net, ["ties", "same(stage)"], replications=9)
    table = outcome.table()
    assert table["observed"].notna().all() and table["p"].isna().all()
    assert set(table["remark"]) == {"not tested: 3 actors can change places, 4 are needed"}
    assert outcome.sentences == ("Nothing could be tested; the remarks say why.",)


def test_what_is_refused(florence: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TiesnetError, match="no coefficient 'kendall'"):
        qap(florence, coefficients=["kendall"])
    with pytest.raises(TiesnetError, match="No coefficient is named"):
        qap(florence, coefficients=[])
    with pytest.raises(TiesnetError, match="at least two different variables; 1 given"):
        qap(florence, ["marriage"])
    with pytest.raises(TiesnetError, match="marriage given twice"):
        qap(florence, ["marriage", " marriage"])
    with pytest.raises(TiesnetError, match="Did you mean 'business'"):
        qap(florence, ["marriage", "busines"])
    with pytest.raises(TiesnetError, match="cannot be read"):
        qap(florence, ["marriage", "same("])
    with pytest.raises(TiesnetError, match="not two relations"):
        qap(network_from_edges([("a", "b")]))
    monkeypatch.setattr("tiesnet.inference.correlation.tested.MOST_ACTORS", 15)
    with pytest.raises(TiesnetError, match="up to 15 actors, and there are 16"):
        qap(florence)


@WITH_R
@pytest.mark.peers
@pytest.mark.parametrize(("name", "one", "other", "mode"), NETWORKS)
def test_agrees_with_sna(
    needs: Callable[[str], str],
    shared_data: Path,
    tmp_path: Path,
    name: str,
    one: str,
    other: str,
    mode: str,
) -> None:
    """gcor to 1e-12, the permutations of qaptest replayed, and p within its error."""
    reps = 400
    command = [needs("peers"), str(SCRIPT), str(shared_data / name), one, other, mode, str(reps)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    theirs = json.loads(done.stdout)
    net = shared_network(shared_data, name, tmp_path / name)
    table = qap(net, [one, other], replications=4_999, coefficients=["pearson"]).table()
    assert table.at[0, "observed"] == pytest.approx(theirs["observed"], abs=1e-12)
    pairing = pair_up(layer_pairs(net, one), layer_pairs(net, other))
    drawn = np.array(theirs["orders"]).reshape(reps, 2, -1)
    # sna permutes both; the first by the one order, then back by the other, is the same.
    moved = np.take_along_axis(drawn[:, 0], np.argsort(drawn[:, 1], axis=1), axis=1)
    values = COEFFICIENTS["pearson"].value(permuted(pairing, moved), pairing)
    np.testing.assert_allclose(values, theirs["dist"], rtol=0, atol=1e-12)
    for key in ("p_greater", "p_less"):
        error = 4 * np.sqrt(0.25 / reps) if 0.02 < theirs[key] < 0.98 else 0.02
        assert table.at[0, key] == pytest.approx(theirs[key], abs=error)


def test_on_the_command_line(root: Path, tmp_path: Path) -> None:
    survey = str(root / "surveys" / "florentine-families")
    given = ["--replications", "99", "--seed", "3", "--workers", "1"]
    ran = CliRunner().invoke(tiesnet, ["qap", survey, *given])
    assert ran.exit_code == 0
    assert "Marriage and Business go together more than chance would give" in ran.output
    path = tmp_path / "qap.csv"
    wanted = ["marriage", "absdiff(wealth)", "business", "--coefficient", "pearson"]
    ran = CliRunner().invoke(tiesnet, ["qap", survey, *wanted, *given, "-o", str(path)])
    assert ran.exit_code == 0
    written = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert len(written) == 3
    assert float(written[1]["observed"]) == pytest.approx(0.3718678720805474, abs=1e-9)


def test_what_overlaps_by_definition_is_told(tmp_path: Path) -> None:
    net = silent(tmp_path)
    for two in (["formal", "all"], ["all", "advice"], ["sales", "formal"]):
        assert "overlap by definition" in qap(net, two, replications=9).table()["remark"].iloc[0]
    for two in (["advice", "transposed(advice)"], ["advice", "friends"]):
        assert set(qap(net, two, replications=9).table()["remark"]) == {""}
    both = qap(net, ["advice", "transposed(advice)"], replications=9)
    assert not any("runs along" in text for text in both.cautions)


def test_two_sided_by_tails_needs_more_replications(tmp_path: Path) -> None:
    """Four comparisons: 1 / (m + 1) of a correlation, 2 / (m + 1) of the others."""
    said = qap(silent(tmp_path), replications=100).cautions[-1]
    assert said.startswith("Jaccard, Simple matching: of 4 comparisons none") and "159" in said
    assert "none can" not in " ".join(qap(silent(tmp_path), replications=159).cautions)
    assert "none can" not in " ".join(
        qap(silent(tmp_path), coefficients="pearson", replications=79).cautions
    )

"""Regressions of firms, beside R's lm and glm, and beside every shuffle."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import joblib
import numpy as np
import pandas as pd
import pytest
from tests.inference.attribute_data import footwear, shared, small, with_columns
from tests.inference.test_autocorrelation import ask_r

from tiesnet.errors import TiesnetError
from tiesnet.inference import regress
from tiesnet.inference.attributes.least_squares import (
    inflation,
    least_squares,
    t_of_all,
    t_of_last,
)
from tiesnet.inference.attributes.logistic import logistic
from tiesnet.metrics import measure
from tiesnet.network import Network, adjacency

EDGES = ("ab", "ac", "ad", "ae", "bc", "cf", "fg", "gb")


@pytest.fixture
def lawyers(shared_data: Path) -> Network:
    net = shared(shared_data, "lazega_lawfirm", "advice")
    partner = net.actors["status"].map({1: "yes", 2: "no"})
    return with_columns(net, office=net.actors["office"].astype(str), partner=partner)


def test_estimates_are_those_of_r(lawyers: Network) -> None:
    """lm(seniority ~ age + deg + factor(office)), deg: partners in advice, either direction."""
    found = regress(lawyers, "seniority ~ age + degree(advice) + office", replications=99)
    table = found.table().set_index("term")
    names = ["constant", "age", "degree(advice)", "office = 2", "office = 3"]
    assert table.index.tolist() == names
    assert table["coefficient"].tolist() == pytest.approx(
        [-24.089283313651, 0.717420382252, 0.228964916691, 0.583936434822, -2.636830799639],
        rel=1e-9,
    )
    assert table["error"].tolist() == pytest.approx(
        [3.3727446439186, 0.0688039271968, 0.0905771282895, 1.6182404402361, 3.2285481520244],
        rel=1e-9,
    )
    assert table["observed"].tolist() == pytest.approx(
        [-7.142338319946, 10.427026646314, 2.527844733157, 0.360846522126, -0.816723392521],
        rel=1e-9,
    )
    assert table["p_textbook"].tolist() == pytest.approx(
        [9.03880393588e-10, 1.37134758152e-15, 1.38778906031e-02, 7.19366614765e-01,
         4.17024802091e-01], rel=1e-7,
    )  # fmt: skip
    fit = found.table("fit").set_index("number")
    assert fit.loc["R squared", "value"] == pytest.approx(0.652811889197, rel=1e-9)
    assert any("compared with '1'" in text for text in found.assumptions)
    assert table.loc["age", "p"] == 0.01 and fit.loc["R squared", "p"] == 0.01


def test_logistic_estimates_are_those_of_r(lawyers: Network) -> None:
    """glm(status == 1 ~ seniority + deg, binomial)."""
    found = regress(lawyers, "partner ~ seniority + degree(advice)", replications=49)
    table = found.table().set_index("term")
    assert table["coefficient"].tolist() == pytest.approx(
        [-7.39147772954, 0.68766028836, 0.12395352233], rel=1e-7
    )
    # R stops earlier, and its errors belong to the step before the last.
    assert table["error"].tolist() == pytest.approx(
        [2.3673718448757, 0.2022238247556, 0.0790807719687], rel=1e-4
    )
    fit = found.table("fit").set_index("number")["value"]
    assert fit["R squared of McFadden"] == pytest.approx(0.725384653711, rel=1e-9)
    assert fit["Logarithm of the likelihood"] == pytest.approx(-13.5128345895, rel=1e-9)
    assert any("1 is 'yes', 0 is 'no'" in text for text in found.assumptions)


def test_the_quick_t_is_that_of_a_new_fit() -> None:
    rng = np.random.default_rng(4)
    x, y = np.column_stack([np.ones(20), rng.normal(size=(20, 3))]), rng.normal(size=20)
    orders = np.array([rng.permutation(20) for _ in range(6)])
    mixed = rng.normal(size=20)[orders]
    quick = t_of_last(x[:, :3], mixed, y, 16)
    all_t, r2 = t_of_all(x, y[orders])
    for row in range(6):
        swapped = np.column_stack([x[:, :3], mixed[row]])
        assert quick[row] == pytest.approx(least_squares(swapped, y).t[3], abs=1e-10)
        fit = least_squares(x, y[orders[row]])
        assert all_t[row] == pytest.approx(fit.t, abs=1e-10)
        assert r2[row] == pytest.approx(fit.r2, abs=1e-12)


def test_variance_inflation_is_that_of_its_definition() -> None:
    rng = np.random.default_rng(5)
    x = rng.normal(size=(30, 3))
    x[:, 2] += x[:, 0]
    for place, found in enumerate(inflation(x)):
        others = np.column_stack([np.ones(30), np.delete(x, place, axis=1)])
        assert found == pytest.approx(1 / (1 - least_squares(others, x[:, place]).r2))
    assert inflation(x[:, :1]).tolist() == [1]


def test_many_logistic_fits_at_once_and_those_that_do_not_exist() -> None:
    rng = np.random.default_rng(6)
    x = np.column_stack([np.ones(25), rng.normal(size=25)])
    y = (rng.random((4, 25)) < 0.5).astype(float)
    y[3] = x[:, 1] > 0  # told without doubt
    b, error, likelihood = logistic(x[None], y)
    for row in range(3):
        alone = logistic(x[None], y[[row]])
        assert b[row] == pytest.approx(alone[0][0]) and error[row] == pytest.approx(alone[1][0])
        p = 1 / (1 + np.exp(-(x @ b[row])))
        assert x.T @ (y[row] - p) == pytest.approx([0, 0], abs=1e-9)  # the likelihood is flat
        assert likelihood[row] == pytest.approx(np.log(np.where(y[row], p, 1 - p)).sum())
    assert np.isnan(b[3]).all() and np.isnan(error[3]).all() and np.isnan(likelihood[3])


def every_p(method: str, x: np.ndarray, y: np.ndarray) -> list[float]:
    """p of every term from all orders of seven actors."""
    full = np.column_stack([np.ones(7), x])
    seen = least_squares(full, y).t
    every = np.array(list(permutations(range(7))))
    found = []
    for place in (1, 2):
        others = np.delete(full, place, axis=1)
        if method == "outcome":
            drawn = t_of_all(full, y[every])[0][:, place]
        else:
            left = full[:, place] - others @ np.linalg.lstsq(others, full[:, place], rcond=None)[0]
            drawn = t_of_last(others, left[every], y, 4)
        found.append(float((np.abs(drawn) >= abs(seen[place]) - 1e-9).mean()))
    return found


@pytest.mark.parametrize("method", ["residuals", "outcome"])
def test_p_beside_every_shuffle(method: str) -> None:
    sales, size = np.array([3, 8, 5, 1, 2, 4, 9.0]), np.array([2, 5, 5, 2, 1, 7, 6.0])
    net = small(EDGES, sales=sales, size=size)
    degree = measure(net, ["ties"], ["degree"]).actors["ties", "degree"].to_numpy()
    exact = every_p(method, np.column_stack([degree, size]), sales)
    found = regress(net, "sales ~ degree(ties) + size", method=method, replications=1999)
    table = found.table().iloc[1:]
    for row, p in zip(table.to_dict("records"), exact, strict=True):
        assert row["p"] == pytest.approx(p, abs=4 * np.sqrt(p * (1 - p) / 2000))
        assert row["p_error"] > 0 and row["replications"] == 1999
    assert set(table["test"]) == {
        "permutation of the outcome"
        if method == "outcome"
        else "permutation of residuals (double semi-partialling)"
    }


def test_terms_are_attributes_measures_and_logarithms(root: Path) -> None:
    net = footwear(root)
    found = regress(net, "exports ~ log(size) + degree(advice)", replications=19)
    inner = net.inside()
    told = measure(net, ["advice"], ["degree"]).actors["advice", "degree"]
    data = pd.DataFrame(
        {"y": inner.actors["exports"], "x": inner.actors["size"], "d": told}
    ).dropna()
    x = np.column_stack([np.ones(len(data)), np.log(data["x"]), data["d"]])
    expected = np.linalg.lstsq(x, data["y"].to_numpy(), rcond=None)[0]
    assert found.table()["coefficient"].tolist() == pytest.approx(expected.tolist())
    said = f"{len(data)} actors of {len(inner.actors)} inside the cluster"
    assert any(said in text for text in found.assumptions)


def test_the_logarithm_leaves_out_what_is_not_above_0() -> None:
    net = small(EDGES, sales=[3, 8, 5, 1, 2, 4, 9], size=[2, 5, 5, 0, 1, 7, 6])
    found = regress(net, "sales ~ log(size)", replications=9)
    assert any("1 actor with 0 or less left out of 'log(size)'" in t for t in found.assumptions)
    assert found.parameters["actors"] == 6


def test_shuffled_within_a_column_and_by_any_number_of_workers() -> None:
    net = small(EDGES, sales=[3, 8, 5, 1, 2, 4, 9], size=[2, 5, 5, 2, 1, 7, 6],
                town=list("ppppqqq"))  # fmt: skip
    one = regress(net, "sales ~ size", replications=150, workers=1).table()
    with joblib.parallel_config("threading", n_jobs=2):
        two = regress(net, "sales ~ size", replications=150).table()
    assert one.equals(two)
    within = regress(net, "sales ~ size", within="town", replications=150)
    assert "alike in 'town'" in within.table()["null"].iloc[1]
    assert within.table()["coefficient"].tolist() == one["coefficient"].tolist()
    assert within.table()["sd"].iloc[1] != one["sd"].iloc[1]


def test_terms_that_say_nearly_the_same_are_pointed_at() -> None:
    size = np.array([2, 5, 5, 2, 1, 7, 6.0])
    staff = size + np.array([0, 0.1, 0, 0, 0.1, 0, 0])
    net = small(EDGES, sales=[3, 8, 5, 1, 2, 4, 9], size=size, staff=staff)
    found = regress(net, "sales ~ size + staff", replications=9)
    assert "size, staff" in found.cautions[0]


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("sales", "cannot be read"),
        ("sales ~ ", "cannot be read"),
        ("sales ~ size ~ town", "cannot be read"),
        ("sales ~ size + size", "'size' twice"),
        ("size ~ size", "'size' twice"),
        ("sales ~ nowhere + degree(beyond) + shape(ties)", "'nowhere'.*'beyond'.*'shape'"),
        ("sales ~ log(town)", "no logarithm"),
        ("town ~ size", "more than two groups"),
        ("sales ~ density_all(ties)", "no number of every actor"),
        ("sales ~ size + double", "'size', 'double'.* follows from the other"),
        ("sales ~ size + town + yes", "of only 7 actors"),
        ("yes ~ size", "tell without doubt which firms are 'yes'"),
    ],
)
def test_what_cannot_be_asked_is_refused(formula: str, words: str) -> None:
    size = [2, 5, 5.5, 2.5, 1, 7, 6]
    net = small(
        EDGES, sales=[3, 8, 5, 1, 2, 4, 9], size=size, double=[2 * s for s in size],
        town=list("ppqqrrr"), yes=["yes" if s > 4 else "no" for s in size],
    )  # fmt: skip
    with pytest.raises(TiesnetError, match=words):
        regress(net, formula, replications=9)


def test_an_outcome_that_does_not_differ_where_all_is_known() -> None:
    net = small(EDGES, sales=[3, 3, 3, 3, 3, 3, 9], size=[2, 5, 5, 2, 1, 7, np.nan])
    with pytest.raises(TiesnetError, match="outcome 'sales' does not differ"):
        regress(net, "sales ~ size")
    with pytest.raises(TiesnetError, match="no way 'magic' to shuffle"):
        regress(net, "sales ~ size", method="magic")  # type: ignore[arg-type]


def test_sales_in_single_euros_have_an_estimate() -> None:
    """glm(y ~ sales, binomial): the estimates with sales in thousands, times 1e-7."""
    rng = np.random.default_rng(3)
    low, y = rng.normal(10, 1, 30), np.resize([0, 1, 1], 30)
    many = [logistic(np.column_stack([np.ones(30), x])[None], y[None]) for x in (low, low * 1e7)]
    (b, error, likelihood), (large, large_error, again) = many
    assert np.isfinite(b).all()
    assert large[0] == pytest.approx(b[0] * [1, 1e-7], rel=1e-9)
    assert large_error[0] == pytest.approx(error[0] * [1, 1e-7], rel=1e-9)
    assert again == pytest.approx(likelihood)
    x = np.column_stack([np.ones(30), low])
    chance = 1 / (1 + np.exp(-x @ b[0]))
    assert x.T @ (y - chance) == pytest.approx([0, 0], abs=1e-9)
    by_definition = np.linalg.inv((x * (chance * (1 - chance))[:, None]).T @ x)
    assert error[0] == pytest.approx(np.sqrt(np.diag(by_definition)), rel=1e-8)


def test_an_outcome_that_follows_from_its_terms_is_refused() -> None:
    year = [1990, 1985, 2001, 2010, 1999, 1970, 2004, 2011]
    net = small([*EDGES, "ah"], year=year, age=[2024 - one for one in year])
    with pytest.raises(TiesnetError, match="'age' follows from year without error"):
        regress(net, "age ~ year")


def test_shuffles_without_t_are_counted_and_told() -> None:
    """A yes-or-no number that a shuffle can make equal to another one."""
    one, other = [0, 0, 0, 0, 0, 1, 1], [0, 0, 0, 0, 1, 0, 1]
    net = small(EDGES, one=[float(v) for v in one], other=[float(v) for v in other])
    for method in ("residuals", "outcome"):
        found = regress(net, "one ~ other", method=method, replications=199)
        table = found.table()
        assert 0 < table["replications"].iloc[1] < 199
        assert "there was no t to compare with" in found.cautions[0]


def test_false_alarms_are_as_rare_as_stated() -> None:
    """The term tested has no effect, and is related to one that has."""
    rng = np.random.default_rng(9)
    hits = []
    for _ in range(300):
        z = rng.normal(size=16)
        x = z + rng.normal(size=16)
        y = 2 * z + rng.exponential(size=16)
        rest = np.column_stack([np.ones(16), z])
        left = x - rest @ np.linalg.lstsq(rest, x, rcond=None)[0]
        orders = np.array([rng.permutation(16) for _ in range(99)])
        seen = t_of_last(rest, x[None], y, 13)[0]
        drawn = t_of_last(rest, left[orders], y, 13)
        hits.append((1 + (np.abs(drawn) >= abs(seen)).sum()) / 100 <= 0.05)
    assert np.mean(hits) == pytest.approx(0.05, abs=3 * np.sqrt(0.05 * 0.95 / 300))


def test_the_command(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from tiesnet.cli import main

    survey = str(root / "surveys" / "footwear-valley")
    words = ["--regression", "exports ~ log(size)", "--shuffle", "outcome", "--replications", "39"]
    with pytest.raises(SystemExit) as end:
        main(["permute", survey, *words, "--workers", "1", "-o", str(tmp_path / "a.md")])
    assert not end.value.code
    text = (tmp_path / "a.md").read_text(encoding="utf-8")
    assert "log(size)" in text and "permutation of the outcome" in text


@pytest.mark.peers
def test_agrees_with_live_r(
    lawyers: Network, full: bool, tmp_path: Path, needs: Callable[[str], str]
) -> None:
    if not full:
        pytest.skip("R is run in the full run")
    y = lawyers.actors["seniority"].to_numpy(dtype=float)
    x = lawyers.actors[["age", "gender"]].to_numpy(dtype=float)
    said = ask_r(needs("peers"), tmp_path, adjacency(lawyers).toarray(), y, x)
    yes = np.where(y > np.median(y), "yes", "no")
    net = with_columns(lawyers, above=yes)
    table = regress(net, "seniority ~ age + gender", replications=9).table()
    assert table["coefficient"].tolist() == pytest.approx(said["lm"], rel=1e-9)
    assert table["observed"].tolist() == pytest.approx(said["lmt"], rel=1e-9)
    table = regress(net, "above ~ age + gender", replications=9).table()
    assert table["coefficient"].tolist() == pytest.approx(said["glm"], rel=1e-6)
    assert table["observed"].tolist() == pytest.approx(said["glmz"], rel=1e-4)

"""Logistic and count outcomes over pairs beside R: netlogit, glm, UCINET's print, brute force."""

from __future__ import annotations

import csv
import json
import os
import subprocess
from collections.abc import Callable, Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tiesnet.errors import TiesnetError
from tiesnet.inference import PairValues, mrqap, orders
from tiesnet.inference.models import glm
from tiesnet.inference.models.design import Design, make_design
from tiesnet.inference.models.family import Fitted, Permute, Run
from tiesnet.inference.models.glm import fit_count, fit_logistic, permuted
from tiesnet.inference.models.links import COUNT, LOGISTIC, Link
from tiesnet.inference.models.newton import from_the_mean, has_constant, maximise, standardised
from tiesnet.inference.models.refits import outcome_moved, semi_partialled
from tiesnet.inference.models.separation import refuse_separation, separating
from tiesnet.network import Network, build_network
from tiesnet.survey import read_survey

WITH_R = pytest.mark.skipif(
    os.environ.get("TIESNET_FULL") != "1", reason="R is started in the full run"
)
SCRIPT = Path(__file__).with_name("netlogit.R")
NETLOGIT = (
    ("krackhardt_hightech", "advice", "friendship;reports_to", "digraph"),
    ("lazega_lawfirm", "friendship", "advice;same office;absdiff age", "digraph"),
    ("ostoic_incubA", "collaboration", "friendship;sender linkedin_2010", "digraph"),
    ("wf_country_trade", "diplomatic_exchange", "basic_manufactures;crude_materials", "digraph"),
    ("kapferer_tailor", "social_t2", "social_t1", "graph"),
    ("kecskemet_printing_2012", "technical_advice", "same f_owner;absdiff employee", "digraph"),
)
COUNTS = (
    ("krebs_it_dept", "business_1", "technical;customer", "digraph"),
    ("dhhs_collab", "collaboration", "same agency", "graph"),
    ("cross_parker_manufacturing", "info", "same location;sender orglevel", "digraph"),
)  # fmt: skip
Values = np.ndarray[Any, Any]


def variable(values: Values, name: str, *, symmetric: bool = False) -> PairValues:
    shown = np.array(values, dtype=float)
    np.fill_diagonal(shown, np.nan)
    known = shown[~np.isnan(shown)]
    return PairValues(name, name, shown, symmetric, bool(np.isin(known, (0, 1)).all()))


@pytest.fixture(scope="module")
def florence(root: Path) -> Network:
    return build_network(read_survey(root / "surveys" / "florentine-families"))


def drawn_design(link: Link, seed: int = 1, n: int = 12, holes: float = 0.0) -> Design:
    """A design of n actors; with holes some pairs are known of some actors only."""
    rng = np.random.default_rng(seed)
    x = [rng.random((n, n)) < 0.3, rng.normal(3, 2, (n, n))]
    eta = -1 + 0.8 * x[0] + 0.2 * x[1]
    chance = 1 / (1 + np.exp(-eta))
    y = rng.poisson(np.exp(eta / 2)) if link is COUNT else rng.random((n, n)) < chance
    y = y.astype(float)
    y[: round(holes * n)] = np.nan  # these told nothing
    return make_design(variable(y, "y"), [variable(x[0], "tie"), variable(x[1], "number")])


def irls(y: Values, X: Values, link: Link) -> tuple[Values, Values]:
    """Fit by weighted least squares again and again, as textbooks have it: betas and z."""
    beta = np.zeros(X.shape[1])
    for _ in range(60):
        eta = X @ beta
        mean = np.exp(eta) if link is COUNT else 1 / (1 + np.exp(-eta))
        weight = mean if link is COUNT else mean * (1 - mean)
        root = np.sqrt(weight)
        working = root * (eta + (y - mean) / weight)
        beta = np.linalg.lstsq(root[:, None] * X, working, rcond=None)[0]
    error = np.sqrt(np.diag(np.linalg.inv((root[:, None] * X).T @ (root[:, None] * X))))
    return beta, beta / error


def by_hand(design: Design, order: Values, link: Link) -> Values:
    """z of every coefficient with its residual, found by least squares, permuted by an order."""
    found = []
    for place in range(design.X.shape[1]):
        others = np.delete(design.X, place, axis=1)
        rest = design.X[:, place] - others @ np.linalg.lstsq(others, design.X[:, place])[0]
        table = np.full((design.n, design.n), np.nan)
        table[design.rows, design.cols] = rest
        moved = table[np.ix_(order, order)][design.rows, design.cols]
        assert not np.isnan(moved).any()
        found.append(irls(design.y, np.column_stack([others, moved]), link)[1][-1])
    return np.array(found)


def refitted(design: Design, link: Link, places: Values, fast: bool = False) -> Values:
    models = [semi_partialled(design, k, link, fast) for k in range(design.X.shape[1])]
    return np.column_stack([model.z(places)[:, -1] for model in models])


def test_logistic_regression_of_florence(florence: Network) -> None:
    """R sna: netlogit(business, list(marriage, abs(outer(wealth, wealth, "-"))), mode = "graph"),
    with epsilon = 1e-300, maxit = 40; the deviance without predictors from glm(business ~ 1).
    """
    outcome = mrqap(
        florence, "business ~ marriage + absdiff(wealth)", family="logistic", replications=199
    )
    table = outcome.table()
    expected = [-2.1405802036021857, 2.6192650764326748, -0.0160953595307037]
    np.testing.assert_allclose(table["estimate"], expected, rtol=1e-8)
    np.testing.assert_allclose(table["odds_ratio"], np.exp(expected), rtol=1e-8)
    z = [-4.60352481628513, 3.76536790278539, -1.47630213198785]
    np.testing.assert_allclose(table["z"], z, rtol=1e-8)
    fit = outcome.tables[1].rows.iloc[0]
    assert fit["deviance"] == pytest.approx(75.0363990839603, rel=1e-9)
    assert fit["null_deviance"] == pytest.approx(90.4248387015448, rel=1e-9)
    assert fit["aic"] == pytest.approx(81.0363990839603, rel=1e-9)
    assert fit["mcfadden_r2"] == pytest.approx(1 - 75.0363990839603 / 90.4248387015448, rel=1e-9)
    assert table.at[1, "p"] <= 0.01


def test_count_regression_of_florence(florence: Network) -> None:
    """R: glm(business + marriage ~ abs(outer(wealth, wealth, "-")) + outer(wealth, wealth, "+"),
    family = poisson, control = list(epsilon = 1e-300, maxit = 40)) over one triangle.
    """
    from tiesnet.inference import layer_pairs

    both = sum(layer_pairs(florence, name).values for name in ("business", "marriage"))
    wealth = florence.actors["wealth"].to_numpy(dtype=float)
    size = [np.abs(np.subtract.outer(wealth, wealth)), np.add.outer(wealth, wealth)]
    columns = [variable(x, name, symmetric=True) for x, name in zip(size, "ds", strict=True)]
    design = make_design(variable(both, "relations", symmetric=True), columns)
    fitted = fit_count(design, Run("dsp", 99, 1, 1))
    table = fitted.coefficients
    expected = [-1.878126453935707, -0.000165838608852646, 0.006933993682359598]
    np.testing.assert_allclose(table["estimate"], expected, rtol=1e-8)
    np.testing.assert_allclose(table["rate_ratio"], np.exp(expected), rtol=1e-8)
    z = [-5.2665471565943305, -0.0285562318093029, 1.6571198913035121]
    np.testing.assert_allclose(table["z"], z, rtol=1e-8)
    for key, value in {
        "deviance": 103.65365353093146,
        "null_deviance": 108.43076746840251,
        "aic": 168.56329864197235,
        "log_likelihood": -81.28164932098618,
        "dispersion": 1.18357914057312,
    }.items():
        assert fitted.fit[key] == pytest.approx(value, rel=1e-9), key


@pytest.mark.parametrize("link", [LOGISTIC, COUNT], ids=["logistic", "count"])
def test_every_order_of_six_actors(link: Link) -> None:
    """The share over all 720 orders, each fitted by hand, is what p estimates."""
    design = drawn_design(link, seed=9 if link is LOGISTIC else 2, n=6)
    every = np.array(list(permutations(range(6))))
    z = refitted(design, link, every)
    assert not np.isnan(z).any()
    for place in range(0, 720, 37):
        np.testing.assert_allclose(z[place], by_hand(design, every[place], link), atol=1e-8)
    fit = fit_logistic if link is LOGISTIC else fit_count
    table = fit(design, Run("dsp", 2_999, 1, 1)).coefficients
    shares = (np.abs(z) >= np.abs(table["z"].to_numpy()) - 1e-9).mean(axis=0)
    np.testing.assert_allclose(table["p"], shares, atol=0.03)


@pytest.mark.parametrize("link", [LOGISTIC, COUNT], ids=["logistic", "count"])
def test_unknown_cells_by_hand(link: Link) -> None:
    design = drawn_design(link, holes=0.2)
    assert (design.groups == -1).sum() == 2 or len(set(design.groups.tolist())) == 2
    places = orders(design.groups, 4, np.random.default_rng(3))
    expected = [by_hand(design, order, link) for order in places]
    np.testing.assert_allclose(refitted(design, link, places), expected, atol=1e-8)


@pytest.mark.parametrize("link", [LOGISTIC, COUNT], ids=["logistic", "count"])
def test_outcome_permuted_by_hand(link: Link) -> None:
    design = drawn_design(link)
    places = orders(design.groups, 4, np.random.default_rng(3))
    found = outcome_moved(design, link, fast=False).z(places)
    for order, z in zip(places, found, strict=True):
        moved = design.place(design.y)[np.ix_(order, order)][design.rows, design.cols]
        np.testing.assert_allclose(z, irls(moved, design.X, link)[1], atol=1e-8)


@pytest.mark.parametrize("link", [LOGISTIC, COUNT], ids=["logistic", "count"])
@pytest.mark.parametrize("holes", [0.0, 0.2])
def test_compiled_loops_give_the_same(link: Link, holes: float) -> None:
    design = drawn_design(link, n=25, holes=holes)
    places = orders(design.groups, 30, np.random.default_rng(5))
    plain, fast = (refitted(design, link, places, which) for which in (False, True))
    np.testing.assert_allclose(plain, fast, atol=1e-9)
    plain, fast = (outcome_moved(design, link, which).z(places) for which in (False, True))
    np.testing.assert_allclose(plain, fast, atol=1e-9)


def test_symmetric_designs_use_one_triangle() -> None:
    rng = np.random.default_rng(6)
    tables = [np.triu(rng.random((20, 20)) < 0.3, 1) for _ in range(2)]
    flat = [variable(t | t.T, name, symmetric=True) for t, name in zip(tables, "yx", strict=True)]
    design = make_design(flat[0], flat[1:])
    assert len(design.y) == 190
    places = orders(design.groups, 3, np.random.default_rng(1))
    expected = [by_hand_symmetric(design, order) for order in places]
    for fast in (False, True):
        found = refitted(design, LOGISTIC, places, fast)[:, 1]
        np.testing.assert_allclose(found, expected, atol=1e-8)


def by_hand_symmetric(design: Design, order: Values) -> float:
    rest = design.X[:, 1] - design.X[:, 1].mean()
    table = np.zeros((design.n, design.n))
    table[design.rows, design.cols] = table[design.cols, design.rows] = rest
    moved = table[np.ix_(order, order)][design.rows, design.cols]
    return float(irls(design.y, np.column_stack([design.X[:, :1], moved]), LOGISTIC)[1][-1])


def test_same_result_for_any_number_of_workers_and_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    design = drawn_design(LOGISTIC)
    one, two = (permuted(design, Run("dsp", 150, 3, workers), LOGISTIC) for workers in (1, 2))
    np.testing.assert_array_equal(one, two)
    monkeypatch.setattr(glm, "FROM_WORK", 0)
    np.testing.assert_allclose(permuted(design, Run("dsp", 150, 3, 2), LOGISTIC), one, atol=1e-9)


def test_separation_is_told() -> None:
    rng = np.random.default_rng(4)
    x, other = rng.random((9, 9)) < 0.3, rng.normal(size=(9, 9))
    y = (rng.random((9, 9)) < 0.3) | x  # a tie wherever there is the other
    variables = [variable(x, "contract"), variable(other, "number")]
    with pytest.raises(TiesnetError, match="^'contract' foretells without fail .*yes or no"):
        fit_logistic(make_design(variable(y, "y"), variables), Run("dsp", 9, 1, 1))
    sum_of_both = variable(x + other > 0.9, "y")
    with pytest.raises(TiesnetError, match="'contract' and 'number' together foretell"):
        fit_logistic(make_design(sum_of_both, variables), Run("dsp", 9, 1, 1))
    counts = variable(rng.poisson(2.0, (9, 9)) * ~x, "y")
    with pytest.raises(TiesnetError, match="'contract' foretells .*the outcome is 0"):
        fit_count(make_design(counts, variables), Run("dsp", 9, 1, 1))
    straight = np.column_stack([np.ones(4), [0.0, 1.0, 0.0, 1.0]])
    with pytest.raises(TiesnetError, match="no stable estimates"):
        refuse_separation(np.array([0.0, 0.0, 1.0, 1.0]), straight, ["intercept", "x"], LOGISTIC)


def test_what_separates() -> None:
    names = ["intercept", "a", "b"]
    X = np.array([[1, 0, 0], [1, 0, 1], [1, 1, 0], [1, 1, 1]], dtype=float)
    assert separating(np.array([0.0, 1.0, 1.0, 1.0]), X, names, LOGISTIC) == ["a", "b"]
    assert separating(np.array([0.0, 1.0, 1.0, 0.0]), X, names, LOGISTIC) == []
    assert separating(np.array([2.0, 1.0, 3.0, 0.0]), X, names, COUNT) == []
    X = np.array([[1, 0, 2], [1, 0, 1], [1, 1, 0], [1, 1, 4], [1, 0, 3]], dtype=float)
    assert separating(np.array([2.0, 1.0, 0.0, 0.0, 1.0]), X, names, COUNT) == ["a"]


def test_permutations_that_separate_are_left_out_and_told() -> None:
    """Seven actors and a rare tie: in some orders it lies where the other ones are."""
    rng = np.random.default_rng(1)
    x = np.zeros((7, 7))
    x[0, 1] = x[2, 3] = x[4, 5] = 1
    y = rng.random((7, 7)) < 0.3
    y[0, 1], y[2, 3] = True, False
    design = make_design(variable(y, "y"), [variable(x, "x")])
    for fast in (False, True):
        model = semi_partialled(design, 1, LOGISTIC, fast)
        places = orders(design.groups, 200, np.random.default_rng(2))
        z = model.z(places)[:, -1]
        moved = x[places[:, design.rows], places[:, design.cols]]
        hit = (moved * design.y).sum(axis=1)
        np.testing.assert_array_equal(np.isnan(z), (hit == 0) | (hit == 3))
    fitted = fit_logistic(design, Run("dsp", 200, 1, 1))
    assert fitted.coefficients.at[1, "replications"] < 200
    assert "without fail" in fitted.cautions[0]
    assert any("fewer than 10 for each predictor" in text for text in fitted.cautions) == (
        min(design.y.sum(), (1 - design.y).sum()) < 10
    )


def test_outcomes_that_do_not_fit_the_family() -> None:
    rng = np.random.default_rng(4)
    x = [variable(rng.normal(size=(6, 6)), "x")]
    with pytest.raises(TiesnetError, match="0 or 1, and 'y' has other values, such as 2"):
        fit_logistic(
            make_design(variable(2 * (rng.random((6, 6)) < 0.5), "y"), x), Run("dsp", 9, 1, 1)
        )
    with pytest.raises(TiesnetError, match=r"whole numbers from 0 on, and 'y' .* such as 0\.5"):
        fit_count(
            make_design(variable((rng.random((6, 6)) < 0.5) / 2, "y"), x), Run("dsp", 9, 1, 1)
        )
    with pytest.raises(TiesnetError, match="such as -1"):
        fit_count(
            make_design(variable(-1 * (rng.random((6, 6)) < 0.5), "y"), x), Run("dsp", 9, 1, 1)
        )


def test_counts_that_vary_too_much_are_told() -> None:
    rng = np.random.default_rng(8)
    y, x = rng.poisson(rng.exponential(6, (12, 12))), rng.normal(size=(12, 12))
    fitted = fit_count(make_design(variable(y, "y"), [variable(x, "x")]), Run("dsp", 19, 1, 1))
    assert fitted.fit["dispersion"] > 2
    assert any("overdispersion" in text for text in fitted.cautions)


def test_badly_scaled_predictors() -> None:
    """Years about 2,000 and money in millions: the same z as of the same in handy units."""
    design = drawn_design(LOGISTIC)
    stretched = design.X * [1, 1, 1e6] + [0, 0, 2e7]
    one, other = maximise(design.y, design.X, LOGISTIC), maximise(design.y, stretched, LOGISTIC)
    assert one is not None and other is not None
    np.testing.assert_allclose(one.z[1:], other.z[1:], rtol=1e-8)
    np.testing.assert_allclose(one.beta[2], other.beta[2] * 1e6, rtol=1e-8)
    assert one.likelihood == pytest.approx(other.likelihood, rel=1e-12)


def test_standardised_predictors() -> None:
    X = drawn_design(LOGISTIC).X
    for matrix, centre in ((X, True), (X, False), (X[:, 1:], True)):
        scaled, back = standardised(matrix, centre)
        beta = np.arange(1.0, 1 + matrix.shape[1])
        np.testing.assert_allclose(scaled @ beta, matrix @ (back @ beta), atol=1e-12)
        np.testing.assert_allclose((scaled**2).mean(axis=0), 1)
    assert has_constant(X) and not has_constant(X[:, 1:])
    start = from_the_mean(np.array([0.0, 1, 1, 1]), np.ones((4, 1)), LOGISTIC)
    np.testing.assert_allclose(start, [np.log(3)])


def of_the_shared_data(data: Path, outcome: str, predictors: str, *, valued: bool) -> Design:
    """Build a design straight from the files, without the survey."""
    nodes, ties = (rows(data / f"{table}.csv") for table in ("nodes", "ties"))
    place = {row["id"]: k for k, row in enumerate(nodes)}

    def made(text: str, use: bool) -> PairValues:
        kind, _, column = text.partition(" ")
        if column:
            own = np.array([float(row[column]) for row in nodes])
            one, other = np.meshgrid(own, own, indexing="ij")
            table = {"same": one == other, "absdiff": np.abs(one - other), "sender": one}[kind]
            return variable(table, text, symmetric=kind != "sender")
        matrix = np.zeros((len(nodes), len(nodes)))
        flat = False
        for row in ties:
            if row["layer"] != kind:
                continue
            ends = place[row["source"]], place[row["target"]]
            matrix[ends] = float(row["weight"]) if use else 1
            if row["directed"] == "0":
                matrix[ends[::-1]], flat = matrix[ends], True
        return variable(matrix, kind, symmetric=flat)

    columns = [made(text, False) for text in predictors.split(";")]
    return make_design(made(outcome, valued), columns)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def r_code(text: str, *, valued: bool = False) -> str:
    kind, _, column = text.partition(" ")
    return f"{kind}({column})" if column else f"layer('{kind}'{', TRUE' if valued else ''})"


def ask_r(rscript: str, data: Path, model: Sequence[str], null: str, reps: int) -> dict[str, Any]:
    outcome, predictors, mode = model
    columns = ";".join(r_code(text) for text in predictors.split(";"))
    y = r_code(outcome, valued=null == "poisson")
    command = [rscript, str(SCRIPT), str(data), y, columns, mode, null, str(reps)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_as_ucinet_prints_it(shared_data: Path) -> None:
    """LR-QAP of Krackhardt's high-tech managers as UCINET 6.849 prints it, three decimals."""
    data = shared_data / "krackhardt_hightech"
    design = of_the_shared_data(data, "advice", "friendship;reports_to", valued=False)
    fitted = fit_logistic(design, Run("outcome", 499, 1, 1))
    found = fitted.coefficients
    np.testing.assert_allclose(found["estimate"], [-0.425, 0.579, 3.059], atol=5.1e-4)
    np.testing.assert_allclose(found["odds_ratio"][1:], [1.785, 21.306], atol=5.1e-4)
    np.testing.assert_allclose(found["z"], [-3.666, 2.418, 2.957], atol=1e-3)
    assert fitted.fit["log_likelihood"] == pytest.approx(-274.073, abs=5.1e-4)
    assert fitted.fit["mcfadden_r2"] == pytest.approx(0.052, abs=5.1e-4)


@WITH_R
@pytest.mark.peers
@pytest.mark.parametrize("model", NETLOGIT, ids=lambda model: model[0])
def test_agrees_with_netlogit(
    needs: Callable[[str], str], shared_data: Path, model: Sequence[str]
) -> None:
    """Estimates and z, and z of its own permutations, to 1e-8; p within its error."""
    name, outcome, predictors, _ = model
    reps = 30 if name == "lazega_lawfirm" else 100  # R takes seconds for 71 actors
    theirs = ask_r(needs("peers"), shared_data / name, model[1:], "qapspp", reps)
    design = of_the_shared_data(shared_data / name, outcome, predictors, valued=False)
    fitted = fit_logistic(design, Run("dsp", 1_999, 1, 1))
    table = fitted.coefficients
    np.testing.assert_allclose(table["estimate"], theirs["estimates"], rtol=1e-8, atol=1e-8)
    np.testing.assert_allclose(table["z"], theirs["z"], rtol=1e-8, atol=1e-8)
    assert fitted.fit["deviance"] == pytest.approx(theirs["fit"][0], rel=1e-9)
    assert fitted.fit["aic"] == pytest.approx(theirs["fit"][1], rel=1e-9)
    terms = len(design.names)
    drawn = np.array(theirs["orders"]).reshape(terms, reps, design.n)
    dist = np.array(theirs["dist"]).reshape(terms, reps)
    for place in range(terms):
        found = semi_partialled(design, place, LOGISTIC, fast=False).z(drawn[place])[:, -1]
        np.testing.assert_allclose(found, dist[place], rtol=1e-8, atol=1e-8)
    p = table["p"].to_numpy()
    error = 4 * np.sqrt(p * (1 - p) / reps) + 1 / reps
    assert (np.abs(p - theirs["p"]) <= error).all()


@WITH_R
@pytest.mark.peers
def test_permuted_outcome_agrees_with_netlogit(
    needs: Callable[[str], str], shared_data: Path
) -> None:
    name, outcome, predictors, _ = NETLOGIT[0]
    theirs = ask_r(needs("peers"), shared_data / name, NETLOGIT[0][1:], "qapy", 50)
    design = of_the_shared_data(shared_data / name, outcome, predictors, valued=False)
    drawn = np.array(theirs["orders"]).reshape(50, design.n)
    found = outcome_moved(design, LOGISTIC, fast=False).z(drawn)
    dist = np.array(theirs["dist"]).reshape(3, 50).T
    known = ~np.isnan(found).any(axis=1)
    assert known.sum() >= 45
    np.testing.assert_allclose(found[known], dist[known], rtol=1e-8, atol=1e-8)


@WITH_R
@pytest.mark.peers
@pytest.mark.parametrize("model", COUNTS, ids=lambda model: model[0])
def test_counts_agree_with_glm(
    needs: Callable[[str], str], shared_data: Path, model: Sequence[str]
) -> None:
    name, outcome, predictors, _ = model
    theirs = ask_r(needs("peers"), shared_data / name, model[1:], "poisson", 0)
    design = of_the_shared_data(shared_data / name, outcome, predictors, valued=True)
    fitted = fit_count(design, Run("dsp", 9, 1, 1))
    found = fitted.coefficients
    np.testing.assert_allclose(found["estimate"], theirs["estimates"], rtol=1e-8, atol=1e-8)
    np.testing.assert_allclose(found["z"], theirs["z"], rtol=1e-8, atol=1e-8)
    shown = [fitted.fit[key] for key in ("deviance", "null_deviance", "aic", "dispersion")]
    np.testing.assert_allclose(shown, theirs["fit"], rtol=1e-9)


@pytest.mark.parametrize("permute", ["dsp", "outcome"])
def test_every_p_has_what_belongs_to_it(florence: Network, permute: Permute) -> None:
    from tests.inference.chances import check_chances

    for family in ("logistic", "count"):
        outcome = mrqap(
            florence, "business ~ marriage", family=family, permute=permute, replications=19
        )
        for table in outcome.tables:
            check_chances(table)
    assert isinstance(fit_logistic(drawn_design(LOGISTIC), Run(permute, 9, 1, 1)), Fitted)

"""MRQAP of linear outcomes: beside R sna, beside refits by hand, and what is said of it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from tests.inference.chances import check_chances
from tests.inference.pair_networks import shared_network, survey_network

from tiesnet.cli.group import tiesnet
from tiesnet.errors import TiesnetError
from tiesnet.inference import Chunk, Outcome, PairValues, mrqap, orders
from tiesnet.inference.models import sweep as sweeps
from tiesnet.inference.models.design import Design, make_design, refuse_large
from tiesnet.inference.models.family import FAMILIES, Run, register
from tiesnet.inference.models.least_squares import least_squares
from tiesnet.inference.models.linear import (
    outcome_permuted,
    permuted,
    semi_partialled,
)
from tiesnet.inference.models.sweep import fast_products, products_of, sweep, tabled
from tiesnet.network import Network, build_network, network_from_edges
from tiesnet.survey import read_survey

FLORENCE = "business ~ marriage + absdiff(wealth) + sum(wealth)"
# sna 2.7-1: netlm(business, list(marriage, |difference|, sum of wealth), mode = "graph").
R_ESTIMATES = (
    0.0422395941901616764,
    0.3492990122178787904,
    -0.0025858976380931128,
    0.0014449569027185957,
)
R_T = (0.74973114972921973, 4.52881415454032776, -2.35809815879745432, 1.81591751534301182)
# nullhyp = "qapspp" and "qapy", set.seed(5), reps = 2000: pgreqabs.
R_P = {"dsp": (0.607, 0.0005, 0.0665, 0.17), "outcome": (0.845, 0.0, 0.061, 0.182)}


@pytest.fixture(scope="module")
def florence(root: Path) -> Network:
    return build_network(read_survey(root / "surveys" / "florentine-families.xlsx"))


@pytest.mark.parametrize("permute", ["dsp", "outcome"])
def test_florentine_families_as_in_r(florence: Network, permute: Any) -> None:
    rows = mrqap(florence, FLORENCE, permute=permute, replications=2000).table()
    assert rows["term"].tolist() == ["intercept", "marriage", "absdiff(wealth)", "sum(wealth)"]
    np.testing.assert_allclose(rows["estimate"], R_ESTIMATES, rtol=0, atol=1e-12)
    np.testing.assert_allclose(rows["t"], R_T, rtol=0, atol=1e-12)
    check_p(rows["p"].to_numpy(), np.array(R_P[permute]), 2000, 2000)


def check_p(ours: np.ndarray, theirs: np.ndarray, own: int, other: int) -> None:
    """Two p from draws of their own differ by chance alone: within four standard errors."""
    middle = np.clip((ours + theirs) / 2, 0.001, 0.999)
    error = np.sqrt(middle * (1 - middle) * (1 / own + 1 / other))
    assert (np.abs(ours - theirs) <= 4 * error + 1 / other).all(), (ours, theirs)


CASES = {
    "krackhardt_hightech": (
        "advice ~ friendship + reports_to + absdiff(age) + same(department) + sender(level)",
        'layer("friendship");layer("reports_to");absdiff(age);same(department);sender(level)',
        400,
    ),
    "lazega_lawfirm": (
        "advice ~ cowork + transposed(advice) + same(office) + absdiff(seniority) + receiver(age)",
        'layer("cowork");t(layer("advice"));same(office);absdiff(seniority);receiver(age)',
        200,
    ),
    "kecskemet_printing_2012": (
        "technical_advice ~ absdiff(employee) + sender(external_links) + same(f_owner)"
        " + diff(years_in_industry)",
        "absdiff(employee);sender(external_links);same(f_owner);diff(years_in_industry)",
        400,
    ),
    "knoke_bureaucracies": (
        "information ~ money + absdiff(rating) + same(sector)",
        'layer("money");absdiff(rating);same(sector)',
        400,
    ),
    "ostoic_incubA": (
        "collaboration ~ friendship + competition + same(facebook_2010)",
        'layer("friendship");layer("competition");same(facebook_2010)',
        400,
    ),
    "padgett_florentine": (FLORENCE, 'layer("marriage");absdiff(wealth);sum2(wealth)', 400),
}


@pytest.mark.peers
@pytest.mark.parametrize("null", ["qapspp", "qapy"])
@pytest.mark.parametrize("name", list(CASES))
def test_real_networks_as_in_r(
    needs: Callable[[str], str],
    shared_data: Path,
    root: Path,
    tmp_path: Path,
    full: bool,
    name: str,
    null: str,
) -> None:
    if not full:
        pytest.skip("R takes its time; this is part of the full run")
    formula, predictors, often = CASES[name]
    net = shared_network(shared_data, name, tmp_path)
    mode = "digraph" if net.directed else "graph"
    outcome = f'layer("{formula.split(" ~")[0]}")'
    command = [needs("peers"), str(root / "tests" / "inference" / "netlm.R")]
    given = [str(shared_data / name), outcome, predictors, mode, null, str(often)]
    done = subprocess.run([*command, *given], capture_output=True, text=True, check=True)
    theirs = {key: np.array(value) for key, value in json.loads(done.stdout).items()}
    kind: Any = "dsp" if null == "qapspp" else "outcome"
    rows = mrqap(net, formula, permute=kind, replications=2000).table()
    np.testing.assert_allclose(rows["estimate"], theirs["estimates"], rtol=1e-8, atol=1e-10)
    np.testing.assert_allclose(rows["t"], theirs["t"], rtol=1e-8)
    check_p(rows["p"].to_numpy(), theirs["p"], 2000, often)
    design = design_of(net, formula)
    places = theirs["orders"].astype(np.intp).reshape(-1, design.n)
    replayed = replay(design, places, kind, often)
    np.testing.assert_allclose(replayed, theirs["dist"].reshape(-1, often).T, rtol=1e-8, atol=1e-9)


def replay(design: Design, places: np.ndarray, kind: str, often: int) -> np.ndarray:
    """Give t under permutations drawn by R: those of each coefficient one after the other."""
    model = least_squares(design.y, design.X)
    outcome = (design.y - design.y.mean())[:, None]
    if kind == "outcome":
        tables = tabled(design, outcome, model.basis)
        return outcome_permuted(model, products_of(*tables, places, design.symmetric)[:, 0])[0]
    tables = tabled(design, model.basis, np.hstack([model.basis, outcome]))
    t, _ = semi_partialled(model, products_of(*tables, places, design.symmetric))
    blocks = t.reshape(len(design.names), often, len(design.names))
    return np.column_stack([blocks[k, :, k] for k in range(len(design.names))])


def design_of(net: Network, formula: str) -> Design:
    from tiesnet.inference.models.formula import parse
    from tiesnet.inference.models.regress import designed
    from tiesnet.inference.models.variables import variables

    read = [parse(formula)]
    return designed(net, read, variables(net, read))[0]


def pairs(name: str, table: np.ndarray, symmetric: bool = False) -> PairValues:
    values = np.array(table, dtype=float)
    np.fill_diagonal(values, np.nan)
    known = values[~np.isnan(values)]
    return PairValues(name, name, values, symmetric, bool(np.isin(known, (0, 1)).all()))


def made_up(seed: int, *, symmetric: bool, gaps: bool) -> Design:
    """A design of 14 actors; with gaps, two are silent and an attribute of one is not known."""
    rng = np.random.default_rng(seed)
    tables = rng.standard_normal((4, 14, 14))
    tables[0] += 0.4 * tables[1]
    tables[3] = tables[3] > 0.3
    if symmetric:
        tables = (tables + tables.transpose(0, 2, 1)) / 2
        tables[3] = tables[3] > 0.4
    among = np.ones(14, dtype=bool)
    if gaps:
        tables[0][[3, 8]] = np.nan
        tables[2][5] = tables[2][:, 5] = np.nan
        if symmetric:
            tables[0][:, [3, 8]] = np.nan
        among[[3, 8]] = False
    y, *x = (pairs(f"v{k}", one, symmetric) for k, one in enumerate(tables))
    return make_design(y, x, among)


def refitted(design: Design, order: np.ndarray, kind: str) -> np.ndarray:
    """Give t of every coefficient by fitting each permuted model anew."""
    found = []
    for place in range(design.X.shape[1]):
        X, y = design.X.copy(), design.y
        if kind == "outcome":
            y = moved(design, y, order)
        else:
            others = np.delete(X, place, axis=1)
            weights = np.linalg.lstsq(others, X[:, place], rcond=None)[0]
            X[:, place] = moved(design, X[:, place] - others @ weights, order)
        weights = np.linalg.lstsq(X, y, rcond=None)[0]
        rest = y - X @ weights
        spread = rest @ rest / (len(y) - X.shape[1])
        found.append(weights[place] / np.sqrt(spread * np.linalg.inv(X.T @ X)[place, place]))
    return np.array(found)


def moved(design: Design, values: np.ndarray, order: np.ndarray) -> np.ndarray:
    """Permute values of cells one by one."""
    cell = {}
    for value, i, j in zip(values, design.rows, design.cols, strict=True):
        cell[i, j] = value
        if design.symmetric:
            cell[j, i] = value
    return np.array(
        [cell[order[i], order[j]] for i, j in zip(design.rows, design.cols, strict=True)]
    )


@pytest.mark.parametrize("kind", ["dsp", "outcome"])
@pytest.mark.parametrize("gaps", [False, True])
@pytest.mark.parametrize("symmetric", [False, True])
def test_every_permutation_as_if_fitted_anew(symmetric: bool, gaps: bool, kind: Any) -> None:
    design = made_up(1, symmetric=symmetric, gaps=gaps)
    assert design.symmetric == symmetric
    assert len(design.y) == (len(np.unique(design.rows * 14 + design.cols)))
    model = least_squares(design.y, design.X)
    drawn, r2 = permuted(model, design, Run(kind, 20, 7, 1))
    placed = orders(design.groups, 20, Chunk(0, 0, 20, 7).rng())
    expected = np.array([refitted(design, order, kind) for order in placed])
    np.testing.assert_allclose(drawn, expected, rtol=1e-9, atol=1e-9)
    back = np.argsort(placed, axis=1) if kind == "dsp" else placed
    explained = [least_squares(moved(design, design.y, one), design.X).r2 for one in back]
    np.testing.assert_allclose(r2, explained, rtol=1e-9)


def test_gather_permutes_cells_as_one_by_one() -> None:
    for symmetric in (False, True):
        design = made_up(2, symmetric=symmetric, gaps=True)
        placed = orders(design.groups, 5, np.random.default_rng(1))
        expected = [moved(design, design.y, order) for order in placed]
        np.testing.assert_array_equal(design.gather(design.y, placed), expected)


def test_silent_actors_stay_where_they_are() -> None:
    design = made_up(3, symmetric=False, gaps=True)
    # Silent: 3 and 8. Nothing is known of 5, so that it has nowhere to go.
    assert np.flatnonzero(design.groups < 0).tolist() == [3, 5, 8]
    assert design.actors == 13


@pytest.mark.parametrize("upper", [False, True])
@pytest.mark.parametrize("left", [1, 2, 3, 7])
def test_the_compiled_loop_gives_the_same(left: int, upper: bool, monkeypatch: Any) -> None:
    monkeypatch.setattr(sweeps, "_ROOM", 60)  # several blocks of rows
    rng = np.random.default_rng(left)
    tables, fixed = rng.standard_normal((left, 9, 9)), rng.standard_normal((3, 9, 9))
    if upper:
        fixed = np.triu(fixed, 1)
    placed = np.array([rng.permutation(9) for _ in range(4)])
    expected = [[[(t[np.ix_(o, o)] * f).sum() for f in fixed] for t in tables] for o in placed]
    for multiply in (products_of, fast_products):
        np.testing.assert_allclose(multiply(tables, fixed, placed, upper), expected, atol=1e-12)


def test_both_paths_give_the_same_outcome() -> None:
    design = made_up(4, symmetric=False, gaps=True)
    left, right = design.X[:, 1:], design.y[:, None]
    plain, fast = (
        sweep(design, left, right, replications=30, seed=2, workers=1, fast=way)
        for way in (False, True)
    )
    np.testing.assert_allclose(plain, fast, rtol=1e-12)


def test_workers_do_not_change_it(florence: Network) -> None:
    alone, two = (mrqap(florence, FLORENCE, replications=250, workers=w) for w in (1, 2))
    assert alone.table().equals(two.table())
    assert not alone.table().equals(mrqap(florence, FLORENCE, replications=250, seed=2).table())


def test_fit_and_standardised_estimates(florence: Network) -> None:
    made = mrqap(florence, FLORENCE, replications=99)
    row = made.table("fit").iloc[0]
    # Textbook formulas over the 120 pairs, not in the basis of the code.
    design = design_of(florence, FLORENCE)
    weights, rest, *_ = np.linalg.lstsq(design.X, design.y, rcond=None)
    explained = 1 - rest[0] / ((design.y - design.y.mean()) ** 2).sum()
    assert row["cells"] == 120 and row["actors"] == row["moved"] == 16
    assert row["r2"] == pytest.approx(explained)
    assert row["adjusted_r2"] == pytest.approx(1 - (1 - explained) * 119 / 116)
    assert row["f"] == pytest.approx(explained / 3 / ((1 - explained) / 116))
    table = made.table()
    turned = design.X.std(axis=0)[1:] * weights[1:] / design.y.std()
    np.testing.assert_allclose(table["standardised"][1:], turned)
    inflated = np.diag(np.linalg.inv(np.corrcoef(design.X[:, 1:].T)))
    np.testing.assert_allclose(table["vif"][1:], inflated)
    assert np.isnan(table.loc[0, ["standardised", "vif"]].astype(float)).all()


def test_several_models_stand_on_the_same_pairs_side_by_side(root: Path) -> None:
    net = build_network(read_survey(root / "surveys" / "compatriots-abroad.xlsx"))
    shorter, longer = "advice ~ supplies", "advice ~ supplies + same(sector) + distance(km)"
    both = mrqap(net, [shorter, longer], replications=99)
    fit = both.table("fit")
    assert fit["cells"].nunique() == 1 and fit["model"].tolist() == [1, 2]
    alone = mrqap(net, shorter, replications=99).table("fit")
    assert alone["cells"][0] > fit["cells"][0]
    table = both.table("side_by_side")
    assert table["term"].tolist() == ["supplies", "same(sector)", "distance(km)", "intercept"]
    assert table["model_1"].tolist()[1:3] == ["", ""]
    assert any("use the same pairs" in words for words in both.assumptions)
    others = mrqap(net, [longer, "friendship ~ same(sector)"], replications=49)
    assert others.table("fit")["outcome"].tolist() == ["advice", "friendship"]


def test_what_was_assumed_is_said(root: Path) -> None:
    net = build_network(read_survey(root / "surveys" / "compatriots-abroad.xlsx"))
    made = mrqap(net, "joint_project ~ same(sector) + sum(size)", replications=49, seed=3)
    said = " ".join(made.assumptions)
    assert "12 actors outside of the cluster left out" in said
    assert "pairs are known in every variable and used. Not known: joint_project" in said
    assert "every pair counts once" in said
    kept = made.table("not_moved")
    assert f"{len(kept)} actors not moved" in said
    assert set(kept["actor"]) <= set(net.inside().actors.index)
    assert "only ever 0 or 1" in " ".join(made.cautions)
    assert "49 permutations, seed 3" in made.method
    assert made.parameters["Formula"] == "joint_project ~ same(sector) + sum(size)"
    for one in made.tables:
        check_chances(one)
    mixed = mrqap(net, "joint_project ~ advice", replications=49)
    assert "every pair stands twice" in " ".join(mixed.cautions)


def test_groups_few_movers_and_high_vif_are_said(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    names = [f"f{k:02}" for k in range(16)]
    actors = [["id", "respondent", "size", "weight"]]
    actors += [[a, "yes" if k < 6 else "no", k + 1, 3 * k + k % 2] for k, a in enumerate(names)]
    told = [["source", "target", "relation"]]
    told += [[a, b, "advice"] for a in names[:6] for b in names if a != b and rng.random() < 0.4]
    relations = [["id", "directed", "combine"], ["advice", "yes", "source"]]
    tables = {"actors": actors, "relations": relations, "ties": told}
    net = survey_network(tmp_path, {**tables, "survey": [["design"], ["census"]]})
    made = mrqap(net, "advice ~ receiver(size) + receiver(weight)", replications=49)
    said = " ".join(made.cautions)
    assert "VIF above 10" in said and "receiver(weight)" in said
    assert "Fewer than half of the actors can change places" in said
    reasons = made.table("not_moved")["reason"].unique().tolist()
    assert reasons == ["did not answer every question in the model"]


def test_every_model_says_for_itself_who_keeps_its_place(tmp_path: Path) -> None:
    """f5 answered on advice, not on sales, and its size is not known."""
    rng = np.random.default_rng(5)
    names, layers = [f"f{k}" for k in range(9)], ("advice", "sales")
    ties = [["source", "target", "relation"]]
    ties += [
        [a, b, x] for x in layers for a in names for b in names if a != b and rng.random() < 0.3
    ]
    states = [["actor", "relation", "state"], ["f5", "sales", "silent"]]
    states += [[a, x, "answered"] for a in names for x in layers if (a, x) != ("f5", "sales")]
    tables = {
        "survey": [["design"], ["census"]],
        "actors": [["id", "size"], *([a, "" if a == "f5" else a[1]] for a in names)],
        "relations": [["id", "directed", "combine"], *([x, "yes", "source"] for x in layers)],
        "responses": states,
        "ties": [row for row in ties if (row[0], row[2]) != ("f5", "sales")],
    }
    net = survey_network(tmp_path, tables)
    made = mrqap(net, ["advice ~ sender(size)", "sales ~ sender(size)"], replications=9)
    kept = made.table("not_moved").set_index(["model", "actor"])["reason"]
    assert kept[1, "f5"] == "the pairs known of it are not those known of any other actor"
    assert kept[2, "f5"] == "did not answer every question in the model"


def test_what_goes_together_by_definition_is_told(tmp_path: Path) -> None:
    ends = [(a, b) for a in "abcdefg" for b in "abcdefg" if a != b and (ord(a) * ord(b)) % 3 == 1]
    relations = [
        ["id", "directed", "combine", "flow", "formality"],
        ["advice", "yes", "source", "against_arrow", "informal"],
        ["talks", "yes", "source", "with_arrow", "informal"],
    ]
    ties = [["source", "target", "relation"], *([a, b, "talks"] for a, b in ends)]
    ties += [["a", "c", "advice"], ["c", "b", "advice"], ["b", "a", "advice"], ["f", "a", "advice"]]
    actors = [["id"], *([a] for a in "abcdefg")]
    tables = {"survey": [["design"], ["census"]], "actors": actors}
    net = survey_network(tmp_path, {**tables, "relations": relations, "ties": ties})

    def said(formula: str) -> str:
        return " ".join(mrqap(net, formula, replications=9).cautions)

    assert "informal and talks are made of the same ties in part" in said("informal ~ talks")
    assert "advice and talks: the content of the one runs along" in said("advice ~ talks")
    for fine in ("advice ~ transposed(talks)", "advice ~ transposed(advice)"):
        assert "made of the same" not in said(fine) and "runs along" not in said(fine)


def test_permutations_without_t_are_told_and_no_warning_comes(tmp_path: Path) -> None:
    """Some orders turn the three ties into those they are regressed on."""
    net = network_from_edges([("a", "b"), ("b", "a"), ("c", "d")], list("abcd"))
    made = mrqap(net, "ties ~ transposed(ties)", permute="outcome", replications=199)
    assert made.table()["replications"].max() < 199
    assert "there was no t to compare with" in made.cautions[0]
    assert made.table("fit")["replications"].tolist() == [199]


def error(call: Callable[[], Any]) -> str:
    with pytest.raises(TiesnetError) as told:
        call()
    return str(told.value)


def test_variables_that_no_regression_can_use_are_named_together(florence: Network) -> None:
    rng = np.random.default_rng(0)
    one, two = rng.random((2, 8, 8))
    given = [pairs("one", one), pairs("two", two), pairs("three", one + 2 * two)]
    flat = pairs("flat", np.ones((8, 8)))
    said = error(lambda: make_design(pairs("y", rng.random((8, 8))), [*given, flat]))
    assert "The predictor 'flat' is 1 for every pair in use." in said
    assert "The predictor 'three' follows from 'one' and 'two'" in said
    assert "The outcome 'three' follows from" in error(lambda: make_design(given[2], given[:2]))
    assert "The outcome 'flat' is 1" in error(lambda: make_design(flat, given[:1]))
    assert "same(kind)' is 1 for every pair" in error(
        lambda: mrqap(florence, "business ~ marriage + same(kind)")
    )


def test_too_few_pairs_too_few_movers_too_many_actors() -> None:
    few = pairs("y", np.array([[0, 1], [2, 0]]))
    assert "Only 2 pairs are known" in error(lambda: make_design(few, [few]))
    rng = np.random.default_rng(0)
    y, x = (pairs(name, rng.random((9, 9))) for name in "yx")
    among = np.arange(9) < 3
    assert "Only 3 actors can change places" in error(lambda: make_design(y, [x], among))
    assert "at most 3,000 actors" in error(lambda: refuse_large(3_001))


def test_words_that_have_no_meaning(florence: Network) -> None:
    assert "no family 'cox'" in error(lambda: mrqap(florence, FLORENCE, family="cox"))
    wrong: Any = "rows"
    assert "permuting called 'rows'" in error(lambda: mrqap(florence, FLORENCE, permute=wrong))
    assert "There is no formula" in error(lambda: mrqap(florence, []))
    both = error(lambda: mrqap(florence, ["business", "~ marriage"]))
    assert "'business' cannot be read" in both and "'~ marriage' cannot be read" in both
    with pytest.raises(ValueError, match="is there already"):
        register(FAMILIES["linear"])


def test_a_network_without_gaps_or_directions_says_nothing_of_them() -> None:
    rng = np.random.default_rng(2)
    names = "abcdefghij"
    edges = [(a, b) for a in names for b in names if a != b and rng.random() < 0.3]
    stages = dict(zip(names, "uuuvvvvwww", strict=True))
    made: Outcome = mrqap(network_from_edges(edges, stages=stages), "ties ~ same(stage)")
    assert made.assumptions == ("90 of 90 pairs are known in every variable and used.",)
    assert [one.key for one in made.tables] == ["coefficients", "fit", "variables"]


def test_the_command(root: Path, tmp_path: Path) -> None:
    survey = str(root / "surveys" / "florentine-families.xlsx")
    shown = CliRunner().invoke(tiesnet, ["mrqap", survey, FLORENCE, "--replications", "99"])
    assert shown.exit_code == 0 and "marriage" in shown.output and "Seed: 1" in shown.output
    out = tmp_path / "models.md"
    given = ["--formula", FLORENCE, "--permute", "outcome", "--replications", "49", "-o", str(out)]
    made = CliRunner().invoke(tiesnet, ["mrqap", survey, "business ~ marriage", *given])
    assert made.exit_code == 0 and "Model 2" in out.read_text(encoding="utf-8")

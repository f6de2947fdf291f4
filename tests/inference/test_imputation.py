"""Rules that fill in missing answers, worked by hand, and draws that keep what is known."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.inference.silent_networks import drawn_network, silenced, small_survey

from tiesnet import build_network, catalogue
from tiesnet.errors import TiesnetError
from tiesnet.inference import PairValues, completed, imputation, imputations, imputed, layer_pairs
from tiesnet.inference.missing.cells import MOST_ACTORS, cells_of_layer
from tiesnet.inference.missing.drawn import drawn_ties
from tiesnet.inference.missing.model import fitted
from tiesnet.network import FILLED, network_from_edges

X = np.nan
# The fourth did not answer: a and b name it, c does not.
ONE_SILENT = np.array([[X, 1, 0, 1], [1, X, 0, 1], [0, 1, X, 0], [X, X, X, X]])
# The fourth and the fifth did not answer; all name the fifth, two of three the fourth.
TWO_SILENT = np.array(
    [
        [X, 1, 0, 1, 1],
        [1, X, 0, 1, 1],
        [0, 1, X, 0, 1],
        [X, X, X, X, X],
        [X, X, X, X, X],
    ]
)
STRONG = np.array([[X, 3, 0, 2], [1, X, 0, 4], [0, 1, X, 0], [X, X, X, X]])


def pairs(values: np.ndarray, *, symmetric: bool = False, binary: bool = True) -> PairValues:
    return PairValues("ties", "Ties", values.astype(float), symmetric, binary)


@pytest.mark.parametrize(
    ("rule", "row"),
    [
        ("reconstruction", [1, 1, 0]),  # what a, b and c say of d
        ("mode", [0, 1, 0]),  # a is named by one of two: the smaller of two modes
        ("mean", [1, 1, 0]),  # a is named by half of those who could
        ("total mean", [1, 1, 1]),  # 5 of 9 known pairs are tied
        ("null tie", [0, 0, 0]),
        # Of a, d: third actors b and c say (1, 0) and (1, 0): alike. b: 1/2, c: 1.
        # Of a say b 1 and c 0: the median is a half, a tie; of b a 1 and c 1; of c a 0 and b 0.
        ("nearest", [1, 1, 0]),
    ],
)
def test_rules_by_hand(rule: str, row: list[int]) -> None:
    found = imputed(pairs(ONE_SILENT), rule)
    assert found.values[3, :3].tolist() == row
    known = ~np.isnan(ONE_SILENT)
    np.testing.assert_array_equal(found.values[known], ONE_SILENT[known])
    assert found.unused == 0 and np.isnan(np.diag(found.values)).all()


@pytest.mark.parametrize(
    ("rule", "row"),
    [
        ("reconstruction", [2, 4, 0]),
        ("mode", [0, 1, 0]),  # of b are said 3 and 1: the smaller
        ("mean", [0.5, 2, 0]),
        ("total mean", [11 / 9] * 3),
        ("null tie", [0, 0, 0]),
        ("nearest", [0.5, 2, 0]),
    ],
)
def test_rules_with_strengths_by_hand(rule: str, row: list[float]) -> None:
    found = imputed(pairs(STRONG, binary=False), rule)
    np.testing.assert_allclose(found.values[3, :3], row)


def test_of_two_silent_only_the_mode_says_something() -> None:
    plain = imputed(pairs(TWO_SILENT), "RE").values
    with_mode = imputed(pairs(TWO_SILENT), "REMO").values
    assert (plain[3, 4], plain[4, 3]) == (0, 0)
    assert (with_mode[3, 4], with_mode[4, 3]) == (1, 1)
    np.testing.assert_array_equal(plain[3:, :3], TWO_SILENT[:3, 3:].T)
    np.testing.assert_array_equal(with_mode[3:, :3], plain[3:, :3])


def test_without_arrows_both_proposals_count_alike() -> None:
    values = np.array([[X, 1, 1, 1], [1, X, 0, 0], [1, 0, X, X], [1, 0, X, X]])
    found = imputed(pairs(values, symmetric=True), "mean").values
    # Of the third and of the fourth half of those asked speak: a half is a tie.
    assert found[2, 3] == found[3, 2] == 1
    assert imputed(pairs(values, symmetric=True), "RE").values[2, 3] == 0
    for seed in range(5):
        drawn = imputed(pairs(values, symmetric=True), "random", seed=seed).values
        assert drawn[2, 3] == drawn[3, 2]


def test_copying_another_layer() -> None:
    other = np.zeros((4, 4))
    other[3, 1] = 1
    other[3, 2] = X
    found = imputed(pairs(ONE_SILENT), "copy", other=pairs(other))
    assert found.values[3, :3].tolist() == [0, 1, 0]
    with pytest.raises(TiesnetError, match="none was named"):
        imputed(pairs(ONE_SILENT), "copy")


def test_the_donor_of_the_hot_deck_is_one_of_the_most_alike() -> None:
    rows = {
        tuple(imputed(pairs(ONE_SILENT), "hot deck", seed=seed).values[3, :3]) for seed in range(40)
    }
    # The answers of a, b and c; what a donor says of itself is nothing.
    assert rows == {(0, 1, 0), (1, 0, 0)}


def test_random_ties_have_the_density_of_the_layer() -> None:
    net = silenced(drawn_network(40), [f"f{k:02}" for k in range(0, 40, 4)])
    layer = layer_pairs(net, "ties")
    density = np.nanmean(layer.values)
    fill = np.isnan(layer.values) & ~np.eye(40, dtype=bool)
    shares = [imputed(layer, "random", seed=seed).values[fill].mean() for seed in range(60)]
    error = np.sqrt(density * (1 - density) / fill.sum() / 60)
    assert np.mean(shares) == pytest.approx(density, abs=4 * error)


def test_every_rule_says_what_it_does() -> None:
    rules = imputations()
    assert {rule.short for rule in rules.values()} >= {"RE", "REMO", "TM", "kNN", "copy"}
    assert len(rules) == 11
    for rule in rules.values():
        assert rule.label and rule.definition and rule.source
    with pytest.raises(ValueError, match="two rules 'mode'"):
        imputation("mode", label="twice")(rules["mode"].function)


def test_an_unknown_rule_is_refused_with_the_nearest() -> None:
    with pytest.raises(TiesnetError, match="Did you mean 'reconstruction'"):
        imputed(pairs(ONE_SILENT), "reconstrution")
    with pytest.raises(TiesnetError, match="have strengths"):
        imputed(pairs(STRONG, binary=False), "draws")


@pytest.mark.parametrize("rule", sorted(set(imputations()) - {"copy"}))
@pytest.mark.parametrize("directed", [True, False])
def test_known_ties_stay_and_catalogue_measures_run(rule: str, directed: bool) -> None:
    whole = drawn_network(directed=directed, strengths=True)
    net = silenced(whole, ["f01", "f02", "f03", "f11"])
    found = completed(net, rule, seed=4)
    marked = found.ties["status"] == FILLED
    columns = ["source", "target", "weight"]
    assert found.ties.loc[~marked, columns].reset_index(drop=True).equals(net.ties[columns])
    assert found.ties.loc[marked, "weight"].isin([1, 1.5, 2, 3]).all()
    assert (found.respondents.states() == "answered").all()
    silent = net.actors.index.get_indexer(["f01", "f02", "f03", "f11"])
    ends = found.ties.loc[marked, ["source", "target"]]
    assert ends["source"].isin(silent).all() and (directed or ends["target"].isin(silent).all())
    for name in ("degree", "betweenness", "constraint_ego", "strength", "horizontal_share"):
        assert catalogue()[name].function(found).notna().any()
    said = found.origin.assumptions.iloc[-1]
    assert said["code"] == "filled_in" and said["count"] == marked.sum()


def test_unions_are_made_of_what_was_filled_in(tmp_path: Path) -> None:
    ties = [("a", "b", "a"), ("b", "c", "b"), ("c", "d", "c"), ("d", "h", "d"), ("e", "h", "e")]
    net = build_network(small_survey(tmp_path, "source", ties, silent="h"))
    found = completed(net, "reconstruction")
    assert len(found.ties) == len(net.ties) + 2  # h names d and e back
    assert len(found.layer("all").ties) == 7
    assert found.layer("all").respondents.observed().all()


def test_the_other_ends_report_counts_before_its_own_arrow(tmp_path: Path) -> None:
    ties = [
        *[(a, b, a) for a, b in zip("abcdefg", "bcdefga", strict=True)],
        *[(a, b, b) for a, b in zip("abcdefg", "bcdefga", strict=True)],
        ("h", "a", "a"),
        ("b", "h", "b"),
    ]
    net = build_network(small_survey(tmp_path, "source", ties, silent="h"))
    cells = cells_of_layer(net, "advice")
    a, b, h = (list(net.actors.index).index(name) for name in "abh")
    assert cells.told[h, a] == 1 and cells.told[h, b] == 0 and cells.fill[h, a]
    found = completed(net, "reconstruction")
    new = found.ties.loc[found.ties["status"] == FILLED, ["source", "target"]].to_numpy().tolist()
    assert new == [[h, a]]  # not h to b, though b names h: b was asked who names it
    assert all(drawn_ties(fitted(cells), np.random.default_rng(k))[a, b] == 1 for k in range(3))


def test_under_target_rows_are_turned(tmp_path: Path) -> None:
    ties = [
        *[(a, b, b) for a, b in zip("abcdefg", "bcdefga", strict=True)],
        *[(a, b, a) for a, b in zip("abcdefg", "bcdefga", strict=True)],
        ("c", "h", "c"),
    ]
    net = build_network(small_survey(tmp_path, "target", ties, silent="h"))
    cells = cells_of_layer(net, "advice")
    c, h = (list(net.actors.index).index(name) for name in "ch")
    assert cells.turned and cells.fill[h, c] and not cells.fill[c, h]
    found = completed(net, "reconstruction")
    new = found.ties.loc[found.ties["status"] == FILLED, ["source", "target"]].to_numpy().tolist()
    assert new == [[c, h]]


def test_under_confirmed_what_the_other_end_denies_is_no_tie(tmp_path: Path) -> None:
    ring = list(zip("abcdefg", "bcdefga", strict=True))
    ties = [(a, b, by) for a, b in ring for by in (a, b)] + [("a", "d", "a"), ("a", "h", "a")]
    survey = small_survey(tmp_path, "confirmed", ties, silent="h", directed=False)
    net = build_network(survey)
    cells = cells_of_layer(net, "advice")
    a, b, h = (list(net.actors.index).index(name) for name in "abh")
    assert cells.both and cells.agreed == (1 + 14, 1 + 1)
    assert (cells.told[a, h], cells.told[b, h]) == (1, 0)
    model = fitted(cells)
    rng = np.random.default_rng(8)
    drawn = np.array([drawn_ties(model, rng) for _ in range(400)])
    assert not drawn[:, b, h].any()
    assert drawn[:, a, h].mean() == pytest.approx(15 / 17, abs=0.08)
    assert (drawn[:, a, h] == drawn[:, h, a]).all()


def test_draws_have_the_marginals_of_the_layer() -> None:
    """Silent at random: what is drawn is as dense as what they would have said."""
    gaps = []
    for seed in range(12):
        whole = drawn_network(30, seed=seed)
        silent = [f"f{k:02}" for k in np.random.default_rng(seed).permutation(30)[:6]]
        cells = cells_of_layer(silenced(whole, silent), "ties")
        truth = layer_pairs(whole, "ties").values[cells.fill].mean()
        model, rng = fitted(cells), np.random.default_rng(seed)
        drawn = [drawn_ties(model, rng)[cells.fill].mean() for _ in range(30)]
        assert np.std(drawn) > 0.01
        gaps.append(np.mean(drawn) - truth)
    assert abs(np.mean(gaps)) < 3 * np.std(gaps) / np.sqrt(len(gaps))


def test_an_arrow_that_reaches_a_silent_firm_makes_the_arrow_back_more_likely() -> None:
    whole = drawn_network(40, seed=5)
    cells = cells_of_layer(silenced(whole, [f"f{k:02}" for k in range(8)]), "ties")
    model, rng = fitted(cells), np.random.default_rng(1)
    drawn = np.mean([drawn_ties(model, rng) for _ in range(100)], axis=0)
    back = np.nan_to_num(cells.values.T)
    named, not_named = cells.fill & (back == 1), cells.fill & (cells.values.T == 0)
    assert drawn[named].mean() > 1.5 * drawn[not_named].mean()
    assert model.reverse(model.theta) > 0.5
    known = cells.known
    np.testing.assert_array_equal(drawn_ties(model, rng)[known], cells.values[known])


def test_the_model_is_where_its_slope_is_zero() -> None:
    from tiesnet.inference.missing.model import _Work

    for directed in (True, False):
        net = silenced(drawn_network(20, directed=directed), ["f01", "f02"])
        cells = cells_of_layer(net, "ties")
        model = fitted(cells)
        work = _Work(cells, model.groups, model.features)
        slope, precision = work.newton(model.theta, model.variances)
        assert np.abs(np.linalg.solve(precision, slope)).max() < 0.05
        if directed:  # the curvature is the change of the slope, beside what is averaged out
            work.open_back[:] = False
            step = np.zeros(len(model.theta))
            step[3], step[25], step[-1] = 1e-5, 2e-5, -1e-5
            slope, precision = work.newton(model.theta, model.variances)
            ahead, _ = work.newton(model.theta + step, model.variances)
            behind, _ = work.newton(model.theta - step, model.variances)
            np.testing.assert_allclose((behind - ahead) / 2, precision @ step, atol=1e-8)


def test_steps_lead_from_the_normal_approximation_to_the_posterior() -> None:
    """The approximation names those too often whom hardly anybody names; the steps do not."""
    from scipy.linalg import solve_triangular

    from tiesnet.inference.missing.settle import settled, sweeps_for

    whole = drawn_network(40, seed=2)
    model = fitted(cells_of_layer(silenced(whole, [f"f{k:02}" for k in range(6)]), "ties"))
    known = model.cells.known & ~np.isnan(model.cells.reverse)
    seen = model.cells.values[known].mean()
    rng, found = np.random.default_rng(3), {0: [], 8: [], 40: []}
    for _ in range(60):
        start = model.theta + solve_triangular(
            model.factor.T, rng.standard_normal(len(model.theta))
        )
        for sweeps, told in found.items():
            theta = settled(model, start, rng, sweeps).theta()
            told.append((1 / (1 + np.exp(-model.with_back(theta))))[known].mean())
    off = {sweeps: np.mean(told) / seen - 1 for sweeps, told in found.items()}
    assert off[0] > 0.02
    assert max(abs(off[8]), abs(off[40])) < 0.012
    assert [sweeps_for(size) for size in (10, 200, 400, 1500)] == [8, 8, 4, 3]


def test_too_few_answers_and_too_many_actors_are_refused() -> None:
    whole = drawn_network(12)
    names = list(whole.actors.index)
    with pytest.raises(TiesnetError, match="Nobody of the 12 actors asked answered"):
        completed(silenced(whole, names), "draws")
    with pytest.raises(TiesnetError, match="Only 1 of the 12"):
        completed(silenced(whole, names[1:]), "draws")
    assert len(completed(silenced(whole, names), "null tie").ties) == 0
    many = network_from_edges([("a", "b")], ["a", "b", *map(str, range(MOST_ACTORS))])
    with pytest.raises(TiesnetError, match="up to 1,500 actors"):
        completed(many)
    with pytest.raises(TiesnetError, match="no column 'colour'"):
        completed(silenced(whole, names[:2]), by="colour")
    with pytest.raises(TiesnetError, match="no layer 'trust'"):
        completed(whole, layers=["trust"])


def test_nothing_missing_nothing_filled_in() -> None:
    whole = drawn_network(12)
    assert completed(whole, "draws").ties["status"].ne(FILLED).all()
    assert len(completed(whole, "total mean").ties) == len(whole.ties)

"""Core and periphery against all splits, UCINET's printed results, and hand calculations."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.metrics.conftest import survey
from tests.metrics.reference import network, published

from tiesnet.errors import TiesnetError
from tiesnet.metrics import measure
from tiesnet.metrics._core import BETWEEN, best_split
from tiesnet.metrics._minres import minres
from tiesnet.metrics.core_periphery import (
    core_densities,
    core_fit,
    core_inequality,
    core_member,
    core_size,
    coreness,
    coreness_cuts,
    coreness_fit,
    coreness_size,
)
from tiesnet.network import Network, build_network, network_from_edges

NAMES = [f"n{k:02}" for k in range(40)]


def perfect(core: int, others: int, between: bool) -> Network:
    names = NAMES[: core + others]
    ties = [
        (a, b)
        for i, a in enumerate(names)
        for j, b in enumerate(names)
        if i < j and (j < core or (between and i < core))
    ]
    return network_from_edges(ties, names, directed=False)


def best_of_all(ties: np.ndarray, cells: np.ndarray, between: float | None) -> float:
    """The largest correlation over all splits, each computed cell by cell."""
    count, best = len(ties), -2.0
    for mark in range(1 << count):
        core = (mark >> np.arange(count)) & 1
        ideal = np.where(core[:, None] == core, core[:, None] * core, np.nan)
        if between is not None:
            ideal = np.where(np.isnan(ideal), between, ideal)
        take = cells & ~np.isnan(ideal)
        x, y = ties[take], ideal[take]
        if len(x) and np.ptp(x) > 0 and np.ptp(y) > 0:
            best = max(best, float(np.corrcoef(x, y)[0, 1]))
    return best


@settings(max_examples=25, deadline=None)
@given(st.integers(3, 8), st.integers(0, 10_000), st.sampled_from(list(BETWEEN)))
def test_search_finds_the_best_of_all_splits(count: int, seed: int, ideal: str) -> None:
    draw = np.random.default_rng(seed)
    cells = ~np.eye(count, dtype=bool) & (draw.random((count, count)) < 0.9)
    ties = (draw.random((count, count)) < draw.random()) * cells.astype(float)
    found = best_split(ties, cells, BETWEEN[ideal], minres(ties, cells)[0], 1)
    assert (-2.0 if math.isnan(found.fit) else found.fit) == pytest.approx(
        best_of_all(ties, cells, BETWEEN[ideal]), abs=1e-9
    )


@pytest.mark.parametrize(
    ("between", "ideal"), [(False, "ignore"), (False, "zero"), (True, "ignore"), (True, "one")]
)
def test_a_perfect_core_fits_perfectly(between: bool, ideal: str) -> None:
    net = perfect(6, 14, between)
    assert core_fit(net, off_diagonal=ideal) == pytest.approx(1.0, abs=1e-12)
    member = core_member(net, off_diagonal=ideal)
    assert list(member.index[member == "core"]) == NAMES[:6]
    assert core_size(net, off_diagonal=ideal) == 6.0


def test_half_by_hand() -> None:
    """Hub a with b and c, d alone; the best core is a: ideal 1/2 in its 6 cells, else 0.

    Over N = 12 cells: Sx = Sxx = 4 ties, Sy = 3, Syy = 6/4, Sxy = 4/2. N Sxy - Sx Sy = 12,
    N Sxx - Sx Sx = 32, N Syy - Sy Sy = 9: r = 12 / sqrt(32 x 9).
    """
    net = network_from_edges([("a", "b"), ("a", "c")], list("abcd"), directed=False)
    assert core_fit(net, off_diagonal="half") == pytest.approx(12 / math.sqrt(32 * 9))


def test_campnet_is_as_ucinet_prints_it(shared_data: Path) -> None:
    """UCINET 6.849: core, fit and densities to 3 digits; continuous model to 3 digits."""
    net = network("campnet", "top3_interactions")
    (said,) = [e["values"] for e in published("campnet") if "coreness" in e["values"]]
    member = core_member(net)
    assert list(member.index[member == "core"]) == said["core"]
    assert round(core_fit(net), 3) == said["fit"]
    densities = core_densities(net)["density"].to_numpy().reshape(2, 2)
    assert densities.round(3).tolist() == said["density"]
    assert coreness(net).round(3).to_dict() == said["coreness"]
    assert round(coreness_fit(net), 3) == 0.327
    assert coreness_size(net) == 7.0
    assert round(core_inequality(net), 3) == 0.161
    cuts = coreness_cuts(net)
    assert cuts["actor"].tolist()[:7] == "PAM JENNIE PAULINE PAT ANN CAROL HOLLY".split()
    assert cuts["concentration"].round(3).tolist() == [
        0.512, 0.609, 0.704, 0.783, 0.851, 0.899, 0.929, 0.891, 0.848,
        0.813, 0.746, 0.680, 0.607, 0.532, 0.452, 0.364, 0.253,
    ]  # fmt: skip


def test_coreness_is_a_fixed_point(marriage: Network) -> None:
    """Where the gradient is 0: sum over j of c(j) (x(ij) - c(i) c(j)) = 0 for loadings c."""
    from tiesnet.network import adjacency

    unit, ties = coreness(marriage).to_numpy(), adjacency(marriage).toarray()
    share = np.outer(unit, unit) * ~np.eye(len(unit), dtype=bool)
    value = float((ties * share).sum() / (share**2).sum())  # best length by least squares
    left = (ties - value * share) * ~np.eye(len(unit), dtype=bool)
    assert np.abs(left @ unit).max() < 1e-7
    assert float(unit @ unit) == pytest.approx(1.0)


def test_coreness_of_a_complete_network_is_equal() -> None:
    net = perfect(5, 0, False)
    assert coreness(net).tolist() == pytest.approx([1 / math.sqrt(5)] * 5)
    assert math.isnan(core_fit(net)), "ties everywhere: nothing to split"
    assert core_member(net).isna().all()
    assert math.isnan(coreness_size(net))


def test_one_part_has_all_the_coreness() -> None:
    """Products of scores cannot fit two separate groups: the denser one, or the first by id."""
    triangles = [("a", "b"), ("b", "c"), ("a", "c"), ("d", "e"), ("e", "f"), ("d", "f")]
    third = 1 / math.sqrt(3)
    equal = network_from_edges(triangles, list("fedcba"), directed=False)
    assert coreness(equal)[list("abcdef")].tolist() == pytest.approx([third] * 3 + [0] * 3)
    more = network_from_edges([*triangles, *(("g", x) for x in "def")], directed=False)
    assert coreness(more).tolist() == pytest.approx([0, 0, 0, 0.5, 0.5, 0.5, 0.5])


def test_order_of_the_file_changes_nothing() -> None:
    draw = np.random.default_rng(5)
    ties = [(NAMES[i], NAMES[j]) for i, j in draw.integers(0, 30, (90, 2)) if i != j]
    ties = list(dict.fromkeys(ties))
    one = network_from_edges(ties, NAMES[:30])
    other = network_from_edges(ties[::-1], NAMES[:30][::-1])
    assert core_fit(one) == core_fit(other)
    assert core_member(one).equals(core_member(other)[one.actors.index])
    assert coreness(other)[one.actors.index].tolist() == coreness(one).tolist()


def test_what_silent_firms_do_is_left_out() -> None:
    """E was silent: its row is not known, and neither its place nor its coreness is shown."""
    net = build_network(survey()).layer("advice").inside()
    result = measure(net, layers=["advice"], metrics=["core_member", "core_size", "coreness"])
    assert result.actors[("advice", "core_member")].isna()["E"]
    said = result.notes.set_index("metric")["note"]
    assert any("ordered pairs are not known and left out" in text for text in said["core_member"])
    assert any("best of" in text and "seed" in text for text in said["core_member"])


def test_unknown_ideal_is_refused(marriage: Network) -> None:
    with pytest.raises(TiesnetError, match="off_diagonal"):
        core_fit(marriage, off_diagonal="most")

"""Moran's I and Geary's C on networks, beside R sna, the formulae and every shuffle."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import joblib
import numpy as np
import pytest
from scipy import sparse
from tests.inference.attribute_data import footwear, shared, small, with_columns

from tiesnet.errors import TiesnetError
from tiesnet.inference import autocorrelation
from tiesnet.inference.attributes.autocorrelation import geary, moran
from tiesnet.inference.attributes.neighbours import neighbours
from tiesnet.network import adjacency, network_from_edges

EDGES = ("ab", "ac", "ad", "ae", "bc", "cf", "fg", "gb")
SIZE = [3.0, 8.0, 5.0, 1.0, 2.0, 4.0, 9.0]
# R sna 2.7-1: nacf(A, y, lag.max = 1, type = ..., neighborhood.type = "out")[2]
NACF = [
    ("kecskemet_printing_2012", "technical_advice", "employee", -0.0278025369361657,
     1.1816046936013),
    ("lazega_lawfirm", "advice", "age", 0.164076397190416, 0.748514146488324),
    ("krackhardt_hightech", "advice", "tenure", 0.0662589341270045, 0.768974196901425),
]  # fmt: skip


def by_hand(w: np.ndarray, x: np.ndarray) -> tuple[float, float]:
    n, z = len(x), x - x.mean()
    pairs = [(i, j) for i in range(n) for j in range(n)]
    i = n / w.sum() * sum(w[p] * z[p[0]] * z[p[1]] for p in pairs) / (z**2).sum()
    c = sum(w[p] * (x[p[0]] - x[p[1]]) ** 2 for p in pairs)
    return i, (n - 1) / (2 * w.sum()) * c / (z**2).sum()


@pytest.mark.parametrize(("name", "layer", "attribute", "i", "c"), NACF)
def test_agrees_with_r_sna(
    name: str, layer: str, attribute: str, i: float, c: float, shared_data: Path
) -> None:
    net = shared(shared_data, name, layer)
    table = autocorrelation(net, attribute, weights="raw", replications=9).table()
    assert table["observed"].tolist() == pytest.approx([i, c], rel=1e-10)
    n = len(net.actors)
    assert table["exact"].tolist() == pytest.approx([-1 / (n - 1), 1])


@pytest.mark.parametrize("weights", ["row", "raw"])
@pytest.mark.parametrize("directed", [True, False])
def test_the_formulae_and_every_shuffle(weights: str, directed: bool) -> None:
    net = small(EDGES, directed=directed, size=SIZE)
    w = adjacency(net).toarray()
    if weights == "row":
        w = w / np.maximum(w.sum(axis=1, keepdims=True), 1)
    table = autocorrelation(net, "size", weights=weights, replications=999).table()
    x = np.array(SIZE)
    assert table["observed"].tolist() == pytest.approx(by_hand(w, x), rel=1e-12)
    every = x[np.array(list(permutations(range(7))))]
    for row, compute in zip(table.to_dict("records"), (moran, geary), strict=True):
        drawn = compute(sparse.csr_array(w), every)
        assert row["exact"] == pytest.approx(drawn.mean(), abs=1e-12)
        assert row["expected"] == pytest.approx(drawn.mean(), abs=4 * drawn.std() / 30)
        greater = (drawn >= row["observed"] - 1e-9).mean()
        assert row["p_greater"] == pytest.approx(greater, abs=0.06)


def test_weights_that_are_strengths() -> None:
    plain = network_from_edges([("a", "b", 2), ("b", "c", 1), ("c", "d", 3), ("d", "e", 1)])
    net = with_columns(plain, size=[1, 2, 4, 3, 7])
    table = autocorrelation(net, "size", weights="raw", strength=True, replications=9).table()
    w = adjacency(net, weighted=True).toarray()
    assert w.max() == 3
    x = np.array([1, 2, 4, 3, 7.0])
    assert table["observed"].tolist() == pytest.approx(by_hand(w, x), rel=1e-12)


def test_groups_are_taken_one_by_one() -> None:
    net = small(EDGES, town=list("ppqqrrr"), yes=["no", "yes", "no", "no", "yes", "yes", "no"])
    table = autocorrelation(net, ["town", "yes"], replications=9).table()
    names = table["attribute"].unique().tolist()
    assert names == ["town = p", "town = q", "town = r", "yes = yes"]
    w = adjacency(net).toarray()
    w = w / np.maximum(w.sum(axis=1, keepdims=True), 1)
    first = table[table["attribute"] == "town = p"]["observed"].tolist()
    assert first == pytest.approx(by_hand(w, np.array([1, 1, 0, 0, 0, 0, 0.0])), rel=1e-12)


def test_silent_firms_and_isolates_are_told(root: Path) -> None:
    net = footwear(root)
    outcome = autocorrelation(net, "exports", layers="advice", replications=9)
    [row, _] = outcome.table().to_dict("records")
    assert row["actors"] == 54 and row["ties"] == 74
    text = " ".join(outcome.assumptions)
    assert "16 actors left out" in text and "16 actors have no tie" in text
    assert "18 ties of actors not in use" in text and "9 actors outside" in text
    within = autocorrelation(net, "exports", layers="advice", within="location", replications=9)
    assert np.isnan(within.table()["exact"]).all()  # the mean of such shuffles is another one
    assert "alike in 'location'" in within.table()["null"].iloc[0]


def test_the_same_for_any_number_of_workers() -> None:
    net = small(EDGES, size=SIZE)
    one = autocorrelation(net, "size", replications=150, workers=1).table()
    with joblib.parallel_config("threading", n_jobs=2):
        two = autocorrelation(net, "size", replications=150).table()
    assert one.equals(two)


def test_weights_stand_in_their_order_before_anything_is_summed(root: Path) -> None:
    """Else the first chunk in every process would add up in another order than the rest."""
    net = footwear(root)
    kept = np.arange(len(net.inside().actors))
    for layer in ("advice", "all"):
        matrix = neighbours(net, layer, kept).matrix
        rows = np.split(matrix.indices, matrix.indptr[1:-1])
        assert all((np.diff(row) > 0).all() for row in rows)


def test_what_cannot_be_asked_is_refused() -> None:
    net = small(EDGES, size=SIZE)
    with pytest.raises(TiesnetError, match="no attribute 'nowhere'"):
        autocorrelation(net, "nowhere")
    with pytest.raises(TiesnetError, match="no weights 'heavy'"):
        autocorrelation(net, "size", weights="heavy")  # type: ignore[arg-type]
    with pytest.raises(TiesnetError, match="strength of 8 ties"):
        autocorrelation(net, "size", strength=True)
    empty = with_columns(network_from_edges([("a", "b")], list("abcdef")), size=[np.nan, *range(5)])
    with pytest.raises(TiesnetError, match="has no tie among the 5 actors"):
        autocorrelation(empty, "size")
    told = net.respondents.answered.copy()
    told.iloc[:5] = 0
    silent = replace(net, respondents=replace(net.respondents, answered=told))
    with pytest.raises(TiesnetError, match="Only 2 actors can change places"):
        autocorrelation(silent, "size")


def test_false_alarms_are_as_rare_as_stated() -> None:
    rng = np.random.default_rng(3)
    hits = []
    for _ in range(400):
        w = sparse.csr_array((rng.random((15, 15)) < 0.2).astype(float))
        w.setdiag(0)
        x = rng.exponential(size=15)
        orders = np.array([rng.permutation(15) for _ in range(99)])
        seen, drawn = moran(w, x[None])[0], moran(w, x[orders])
        tails = [(1 + (drawn >= seen).sum()) / 100, (1 + (drawn <= seen).sum()) / 100]
        hits.append(2 * min(tails) <= 0.05)
    # Twice a tail of at most 2 / 100: 4 %.
    assert np.mean(hits) == pytest.approx(0.04, abs=3 * np.sqrt(0.04 * 0.96 / 400))


@pytest.mark.peers
@pytest.mark.parametrize(("name", "layer", "attribute"), [row[:3] for row in NACF])
def test_agrees_with_live_r(
    name: str, layer: str, attribute: str, full: bool, shared_data: Path, tmp_path: Path,
    needs: Callable[[str], str],
) -> None:  # fmt: skip
    if not full:
        pytest.skip("R is run in the full run")
    net = shared(shared_data, name, layer)
    y = net.actors[attribute].to_numpy(dtype=float)
    said = ask_r(needs("peers"), tmp_path, adjacency(net).toarray(), y, np.arange(len(y))[:, None])
    table = autocorrelation(net, attribute, weights="raw", replications=9).table()
    assert table["observed"].tolist() == pytest.approx(
        [said["moran"][0], said["geary"][0]], rel=1e-10
    )


def ask_r(
    rscript: str, place: Path, ties: np.ndarray, y: np.ndarray, x: np.ndarray
) -> dict[str, list[float]]:
    """Let R compute on a network, an outcome and terms."""
    for name, values in (("A", ties), ("y", y[:, None]), ("x", x)):
        np.savetxt(place / f"{name}.txt", values, fmt="%.17g")
    script = Path(__file__).with_name("attributes.R")
    run = subprocess.run(
        [rscript, str(script), str(place)], capture_output=True, text=True, check=True
    )
    lines = (line.split() for line in run.stdout.splitlines())
    return {first: [float(word) for word in words] for first, *words in lines}

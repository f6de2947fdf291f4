"""The pass over closed triples: numpy and compiled loops give the same, and both are right."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from itertools import permutations

import igraph
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from tiesnet.metrics import _arcs, measure
from tiesnet.metrics._arcs import Arcs, orient
from tiesnet.metrics._burt import burt
from tiesnet.metrics._oriented import (
    ROLES,
    TRIADS,
    closed_paths,
    closed_roles,
    path_counts,
    triad_census_counts,
)
from tiesnet.network import network_from_edges

pytest.importorskip("numba")
WAYS = [False, True]
SIXTEEN = 1e-12


@pytest.fixture(params=[1 << 16, 5], ids=["at once", "in portions"])
def portions(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Walk with room for all, and with room for a few at a time and nothing kept."""
    monkeypatch.setattr(_arcs, "_WEDGES", request.param)
    monkeypatch.setattr(_arcs, "_ROOM", request.param)
    monkeypatch.setattr(_arcs, "_TABLE", 20 * request.param)
    if request.param == 5:
        monkeypatch.setattr(_arcs, "_KEEP", 3)
    yield


@st.composite
def ties(draw: st.DrawFn) -> np.ndarray:
    """Ties of up to 14 actors: sparse to full, isolates, hubs, one way, both ways."""
    n = draw(st.integers(0, 14))
    density = draw(st.sampled_from([0.05, 0.2, 0.5, 1.0]))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    table = np.where(rng.random((n, n)) < density, rng.integers(1, 4, (n, n)), 0).astype(float)
    shape = draw(st.sampled_from(["as drawn", "mutual", "hub", "isolates", "binary"]))
    if shape == "mutual":
        table = np.maximum(table, table.T)
    if shape == "hub" and n:
        table[0, :], table[:, n - 1] = 1, 2
    if shape == "isolates":
        table[n // 2 :], table[:, n // 2 :] = 0, 0
    if shape == "binary":
        table = (table > 0).astype(float)
    if draw(st.booleans()) and n:
        np.fill_diagonal(table, 0)
    return table


def both(table: np.ndarray) -> list[Arcs]:
    return [orient(sparse.csr_array(table), fast) for fast in WAYS]


def sorted_triples(arcs: Arcs) -> list[tuple[int, ...]]:
    return sorted(
        tuple(map(int, row)) for found in arcs.triples() for row in zip(*found, strict=True)
    )


SETTINGS = settings(deadline=None, max_examples=60)


@SETTINGS
@given(table=ties())
def test_both_ways_find_the_same_arcs_and_triples(table: np.ndarray) -> None:
    plain, fast = both(table)
    assert not plain.fast
    assert fast.fast
    for name in ("order", "start", "low", "high", "codes", "strength"):
        one, other = getattr(plain, name), getattr(fast, name)
        assert one.dtype == other.dtype
        assert one.tolist() == other.tolist(), name
    assert sorted_triples(plain) == sorted_triples(fast)


@SETTINGS
@given(table=ties(), model=st.sampled_from(["ego", "whole"]))
def test_both_ways_give_the_same_holes(table: np.ndarray, model: str) -> None:
    one, other = (burt(arcs, model) for arcs in both(table))
    for name in ("partners", "redundancy", "constraint", "hierarchy"):
        assert np.allclose(getattr(one, name), getattr(other, name), rtol=0, atol=SIXTEEN)


def matrix(seed: int, density: float) -> np.ndarray:
    rng = np.random.default_rng(seed)
    table = (rng.random((13, 13)) < density).astype(float)
    np.fill_diagonal(table, 0)
    return table


@pytest.mark.usefixtures("portions")
@pytest.mark.parametrize("density", [0.0, 0.1, 0.3, 0.6, 1.0])
@pytest.mark.parametrize("fast", WAYS)
def test_every_triple_is_found_once(density: float, fast: bool) -> None:
    table = matrix(3, density)
    arcs = orient(sparse.csr_array(table), fast)
    for _ in range(2):  # from what was kept as well
        found = sorted_triples(arcs)
        assert len(found) == len(set(found))
        flat = table + table.T > 0
        assert len(found) == np.trace(flat.astype(int) @ flat @ flat) // 6
        for ab, ac, bc in found:
            assert (arcs.low[ab], arcs.high[ab]) == (arcs.low[ac], arcs.low[bc])
            assert arcs.high[ac] == arcs.high[bc]


@pytest.mark.usefixtures("portions")
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("fast", WAYS)
def test_closed_paths_by_role(seed: int, fast: bool) -> None:
    """Counted path by path; -1 stands for an unknown group."""
    table = matrix(seed, 0.35)
    group = np.random.default_rng(seed).integers(-1, 3, 13)
    want = np.zeros((13, 5), dtype=int)
    for a, v, b in permutations(range(13), 3):
        g = (group[a], group[v], group[b])
        if not (table[a, v] and table[v, b] and table[a, b]) or -1 in g:
            continue
        same = (g[0] == g[1], g[1] == g[2], g[0] == g[2])
        name = {(True, True, True): "coordinator", (False, False, True): "consultant",
                (True, False, False): "representative", (False, True, False): "gatekeeper",
                (False, False, False): "liaison"}[same]  # fmt: skip
        want[v, ROLES.index(name)] += 1
    cells = sparse.csr_array(table)
    assert closed_roles(orient(cells, fast), group).tolist() == want.tolist()
    assert closed_paths(cells.indptr, cells.indices, group).tolist() == want.tolist()


@pytest.mark.usefixtures("portions")
@pytest.mark.parametrize("density", [0.0, 0.05, 0.2, 0.5, 0.9])
def test_triad_census_agrees_with_igraph(density: float) -> None:
    for seed in range(5):
        table = matrix(seed, density)
        graph = igraph.Graph(13, np.argwhere(table).tolist(), directed=True)
        census = graph.triad_census()
        theirs = [getattr(census, f"t{kind}") for kind in TRIADS]
        assert triad_census_counts(sparse.csr_array(table)).tolist() == theirs


@pytest.mark.parametrize("n", [0, 1, 2])
def test_triad_census_of_next_to_nobody(n: int) -> None:
    full = np.ones((n, n)) - np.eye(n)
    assert triad_census_counts(sparse.csr_array(full)).tolist() == [0] * 16


@pytest.mark.parametrize("density", [0.1, 0.5])
@pytest.mark.parametrize("fast", WAYS)
def test_paths_of_two_steps(density: float, fast: bool) -> None:
    table = matrix(8, density)
    paths = table @ table
    want = (paths.sum() - np.trace(paths), (paths * table).sum())
    assert path_counts(orient(sparse.csr_array(table), fast)) == want


def test_large_networks_take_the_compiled_loops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_arcs, "FROM_PAIRS", 20)
    small, large = np.eye(6, k=1), np.ones((6, 6)) - np.eye(6)
    assert not orient(sparse.csr_array(small)).fast
    assert orient(sparse.csr_array(large)).fast
    monkeypatch.setattr(_arcs, "scale_installed", lambda: False)
    assert not orient(sparse.csr_array(large)).fast


def test_without_the_extra_the_outputs_say_what_it_would_save(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    edges = [(a, b) for a in "abcd" for b in "abcd" if a != b]
    wanted = ["constraint_whole", "local_clustering"]
    with_it = measure(network_from_edges(edges), ["ties"], wanted)
    assert with_it.notes.empty
    monkeypatch.setattr(_arcs, "FROM_PAIRS", 10)
    monkeypatch.setattr(_arcs, "scale_installed", lambda: False)
    without = measure(network_from_edges(edges), ["ties"], wanted)
    assert without.notes["metric"].tolist() == ["constraint_whole", "local_clustering"]
    assert without.notes["note"].str.contains("'scale'").all()
    assert without.actors.equals(with_it.actors)


def test_stored_zeros_and_double_cells_are_no_ties_of_their_own() -> None:
    cells = (np.array([1.0, 2.0, 0.0, 1.0]), (np.array([0, 0, 1, 2]), np.array([1, 1, 2, 2])))
    table = sparse.coo_array(cells, shape=(3, 3))
    raw = sparse.csr_array(
        (np.array([1.0, 2.0, 0.0]), np.array([1, 1, 2]), np.array([0, 2, 3, 3])), shape=(3, 3)
    )
    for matrix_ in (table.tocsr(), raw):
        for fast in WAYS:
            arcs = orient(matrix_, fast)
            assert arcs.strength.tolist() == [3.0]
            assert sorted(arcs.order[[arcs.low[0], arcs.high[0]]].tolist()) == [0, 1]


def test_without_any_place_for_a_cache_the_loops_still_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation and a home that cannot be written: compiled anew each time."""
    import numba

    from tiesnet.metrics import _kernels

    real = numba.njit

    def refusing(*args: object, **options: object) -> object:
        if options.get("cache"):
            raise RuntimeError("cannot cache function: no locator available")
        return real(*args, **options)

    monkeypatch.setattr(numba, "njit", refusing)
    try:
        again = importlib.reload(_kernels)
        order, rank = again.ranks(np.array([2, 0, 1], dtype=np.int32))
    finally:
        monkeypatch.undo()
        importlib.reload(_kernels)
    assert order.tolist() == [1, 2, 0]
    assert rank.tolist() == [2, 0, 1]

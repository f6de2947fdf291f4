"""Networks drawn by chance: each null model keeps what it says and draws the rest evenly."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable
from itertools import combinations, product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2
from tests.inference.chance_networks import drawn_table, made, partly_silent

from tiesnet.errors import TiesnetError
from tiesnet.inference import Chunk
from tiesnet.inference.graphs import (
    MODELS,
    Frame,
    Graphs,
    Known,
    fast_statistics,
    frame_of,
    null_model_named,
    null_models,
    streams,
    triads,
)
from tiesnet.inference.graphs import frame as frames
from tiesnet.inference.graphs.deal import deal
from tiesnet.inference.graphs.streams import below
from tiesnet.metrics import catalogue, groups
from tiesnet.network import Network, adjacency, with_ties

pytest.importorskip("numba")
GROUPED = "stage"


def drawn(frame: Frame, model: str, count: int, seed: int = 1, fast: bool = False) -> np.ndarray:
    return null_model_named(model).draw(frame, streams(Chunk(0, 0, count, seed)), fast)


def framed(net: Network) -> Frame:
    return frame_of(net, groups(net, GROUPED).codes)


def tables(frame: Frame, cells: np.ndarray) -> np.ndarray:
    """Square tables of what was drawn, without the ties that stay; both halves without arrows."""
    whole = np.zeros((len(cells), frame.actors, frame.actors), dtype=int)
    whole[:, frame.source, frame.target] = cells[:, : frame.cells]
    return whole if frame.directed else whole + whole.transpose(0, 2, 1)


def census(table: np.ndarray) -> tuple[int, int]:
    mutual = int((table & table.T).sum()) // 2
    return mutual, int(table.sum()) - 2 * mutual


@st.composite
def some_frames(draw: st.DrawFn) -> Frame:
    actors = draw(st.integers(3, 12))
    density = draw(st.sampled_from([0.0, 0.1, 0.4, 0.8, 1.0]))
    table = drawn_table(draw(st.integers(0, 2**32 - 1)), actors, density)
    return framed(made(table, directed=draw(st.booleans())))


KEPT: dict[str, Callable[[Frame, np.ndarray], object]] = {
    "size": lambda frame, table: table.shape,
    "edges": lambda frame, table: int(table.sum()),
    "dyads": lambda frame, table: census(table),
    "degrees": lambda frame, table: (table.sum(axis=0).tolist(), table.sum(axis=1).tolist()),
    "blocks": lambda frame, table: [
        int(table[np.ix_(frame.groups == a, frame.groups == b)].sum())
        for a, b in product(range(3), repeat=2)
    ],
}


def test_every_null_model_says_what_it_does() -> None:
    assert tuple(null_models()) == MODELS and set(KEPT) == set(MODELS)
    for model in null_models().values():
        assert model.kept in model.sentence and model.drawn in model.sentence
        assert model.source and model.label


@pytest.mark.parametrize("model", MODELS)
@settings(max_examples=15, deadline=None)
@given(frame=some_frames(), seed=st.integers(0, 2**31))
def test_what_is_kept_is_kept_and_both_paths_draw_alike(
    model: str, frame: Frame, seed: int
) -> None:
    cells = drawn(frame, model, 4, seed)
    np.testing.assert_array_equal(cells, drawn(frame, model, 4, seed, fast=True))
    assert cells.shape[1] % 8 == 0 and not cells[:, frame.cells :].any()
    assert set(np.unique(cells)) <= {0, 1}
    observed = tables(frame, frame.tied[None])[0]
    for table in tables(frame, cells):
        assert not table.diagonal().any()
        assert KEPT[model](frame, table) == KEPT[model](frame, observed)


def every_table(frame: Frame, model: str) -> list[tuple[int, ...]]:
    """All sets of tied cells that keep what the model keeps, found by trying all."""
    observed = tables(frame, frame.tied[None])[0]
    sizes = range(frame.cells + 1) if model == "size" else [frame.ties]
    found = []
    for size in sizes:
        for cells in combinations(range(frame.cells), size):
            flags = np.zeros((1, frame.cells), dtype=np.uint8)
            flags[0, list(cells)] = 1
            table = tables(frame, flags)[0]
            if KEPT[model](frame, table) == KEPT[model](frame, observed):
                found.append(cells)
    return found


CASES = {
    "size": ([(0, 1), (1, 2)], 3, True),
    "edges": ([(0, 1), (1, 2), (3, 0)], 4, True),
    "edges, dense": ([(0, 1), (1, 2), (0, 2), (2, 3), (1, 3)], 4, False),
    "dyads": ([(0, 1), (1, 0), (2, 3), (1, 3)], 4, True),
    "dyads, most one-way": ([(0, 1), (1, 2), (2, 3), (0, 3), (0, 2), (2, 0)], 4, True),
    "blocks": ([(0, 1), (0, 3), (3, 0), (2, 1)], 4, True),
    "degrees": ([(0, 1), (1, 2), (2, 0), (3, 4), (0, 3)], 5, True),
    "degrees, a circle": ([(0, 1), (1, 2), (2, 0)], 3, True),
    "degrees, no arrows": ([(0, 1), (1, 2), (2, 3), (3, 4), (0, 4)], 6, False),
}


@pytest.mark.parametrize("case", CASES)
def test_all_such_networks_come_equally_often(case: str) -> None:
    """Beside all networks written out; the seed is fixed, so that it cannot fail by chance."""
    edges, actors, directed = CASES[case]
    model = case.partition(",")[0]
    table = np.zeros((actors, actors), dtype=bool)
    table[tuple(zip(*edges, strict=True))] = True
    frame = framed(made(table, directed=directed))
    every = every_table(frame, model)
    cells = drawn(frame, model, 60 * len(every), seed=11, fast=True)
    counts = Counter(tuple(np.flatnonzero(row).tolist()) for row in cells)
    assert set(counts) == set(every)
    statistic = sum((counts[one] - 60) ** 2 / 60 for one in every)
    assert chi2.sf(statistic, len(every) - 1) > 0.005, (statistic, len(every))


def test_cells_are_dealt_evenly() -> None:
    cells = deal(streams(Chunk(0, 0, 6000, 5)), 5, {0: 1, 1: 3, 2: 1}, fast=False)[:, :5]
    kinds = Counter(map(tuple, cells.tolist()))
    assert len(kinds) == 20  # 5! / (3! 1! 1!)
    assert chi2.sf(sum((n - 300) ** 2 / 300 for n in kinds.values()), 19) > 0.005


def test_numbers_are_spread_evenly_and_streams_are_their_own() -> None:
    words = streams(Chunk(0, 0, 200, 3)).take(500)
    cells = below(words, 7)
    assert (cells.min(), cells.max()) == (0, 6)
    assert (
        chi2.sf(sum((n - 1e5 / 7) ** 2 / (1e5 / 7) for n in np.bincount(cells.ravel())), 6) > 0.01
    )
    assert len(np.unique(words)) == words.size
    bits = streams(Chunk(0, 0, 50, 3)).bits(130)
    assert bits.shape == (50, 130) and 0.48 < bits.mean() < 0.52


@pytest.mark.parametrize("model", MODELS)
def test_a_draw_does_not_depend_on_what_is_drawn_beside_it(model: str) -> None:
    frame = framed(made(drawn_table(3, 9, 0.3)))
    whole = null_model_named(model).draw(frame, streams(Chunk(0, 0, 30, 2)), False)
    part = null_model_named(model).draw(frame, streams(Chunk(4, 12, 6, 2)), True)
    np.testing.assert_array_equal(whole[12:18], part)
    other = null_model_named(model).draw(frame, streams(Chunk(0, 0, 30, 3)), False)
    assert (whole != other).any()


def catalogue_values(view: Network, graphs: Graphs, name: str) -> list[float]:
    return [catalogue()[name].function(graphs.network(view, draw)) for draw in range(graphs.size)]


def hold_equal(view: Network, model: str, draws: int) -> None:
    frame, known = framed(view), Known(view)
    cells = drawn(frame, model, draws, seed=8)
    plain, fast = Graphs(frame, cells, fast=False), Graphs(frame, cells, fast=True)
    for name, function in fast_statistics().items():
        if "directed" in catalogue()[name].needs and not view.directed:
            continue
        if "free_stages" in catalogue()[name].needs and view.layers.index[0] == "sales":
            continue
        values = function(plain, known)
        np.testing.assert_array_equal(values, function(fast, known))
        expected = catalogue_values(view, plain, name)
        np.testing.assert_allclose(values, expected, rtol=1e-12, atol=1e-12, err_msg=name)
    kinds = range(16) if view.directed else [0, 2, 10, 15]
    for draw, row in enumerate(triads(plain)):
        net = plain.network(view, draw)
        expected = catalogue()["triad_census"].function(net)["threesomes"].tolist()
        assert row[list(kinds)].tolist() == expected


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize(("actors", "density"), [(9, 0.02), (12, 0.25), (70, 0.04)])
def test_numbers_of_many_networks_equal_the_catalogue(
    actors: int, density: float, directed: bool
) -> None:
    hold_equal(made(drawn_table(actors, actors, density), directed=directed), "edges", 6)


@pytest.mark.parametrize(
    ("layer", "model"),
    [("advice", "dyads"), ("projects", "degrees"), ("sales", "blocks"), ("informal", "edges")],
)
def test_they_do_so_where_firms_are_silent(tmp_path: Path, layer: str, model: str) -> None:
    hold_equal(partly_silent(tmp_path, ["f2", "f9"]).layer(layer), model, 5)


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("layer", ["advice", "projects", "all"])
def test_what_is_not_known_stays_as_it_is(tmp_path: Path, layer: str, model: str) -> None:
    view = partly_silent(tmp_path).layer(layer)
    frame = framed(view)
    told = (view.respondents.states() == "answered").to_numpy()
    assert frame.answered == told.sum() == 9
    graphs = Graphs(frame, drawn(frame, model, 3), fast=False)
    before = adjacency(view).toarray()
    free = told[:, None] & told[None, :]
    assert free.sum() - told.sum() == len(frame.one) * 2
    for draw in range(3):
        after = adjacency(graphs.network(view, draw)).toarray()
        np.testing.assert_array_equal(after[~free], before[~free])
        assert (after[free] != before[free]).any()


def test_the_observed_ties_drawn_again_are_the_observed_network(root: Path) -> None:
    from tiesnet.network import build_network
    from tiesnet.survey import read_survey

    whole = build_network(read_survey(root / "surveys" / "footwear-valley")).inside()
    for name in whole.layers.index:
        view = whole.layer(str(name))
        ends = view.ties["source"].to_numpy(), view.ties["target"].to_numpy()
        again = with_ties(view, ends[1], ends[0]) if not view.directed else with_ties(view, *ends)
        assert (adjacency(again) != adjacency(view)).nnz == 0
        columns = ["source", "target", "layer", "orientation", "rule", "upstream", "reach"]
        one, two = (
            net.ties[columns].sort_values(["source", "target"]).astype(str).to_numpy().tolist()
            for net in (again, view)
        )
        assert one == two
        assert again.actors.equals(view.actors) and again.ties["weight"].isna().all()
        assert again.respondents is view.respondents


def test_many_kinds_of_actors_are_classified_tie_by_tie(monkeypatch: pytest.MonkeyPatch) -> None:
    from tiesnet.network import redrawn

    net = made(drawn_table(2, 8, 0.4))
    ends = net.ties["target"].to_numpy(), net.ties["source"].to_numpy()
    first = with_ties(net, *ends)
    monkeypatch.setattr(redrawn, "_MOST", 0)
    second = with_ties(dataclasses.replace(net), *ends)
    assert first.ties.astype(str).equals(second.ties.astype(str))


def test_too_few_and_too_many_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    silent = partly_silent(tmp_path, [f"f{k}" for k in range(2, 10)])
    with pytest.raises(TiesnetError, match="too few to draw"):
        frame_of(silent.layer("advice"))
    monkeypatch.setattr(frames, "MOST", 5)
    with pytest.raises(TiesnetError, match="up to 5 actors; this network has 6"):
        frame_of(made(drawn_table(1, 6, 0.3)))


def test_a_mistyped_null_model_is_answered_with_the_nearest() -> None:
    with pytest.raises(TiesnetError, match="Did you mean 'edges'"):
        null_model_named("edge")

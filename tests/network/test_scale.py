"""Long tables keep words as categories; whatever is made of them is the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tiesnet.errors import TiesnetError
from tiesnet.metrics import measure
from tiesnet.network import (
    Network,
    adjacency,
    as_igraph,
    as_networkx,
    build_network,
    network_from_edges,
    words,
)
from tiesnet.survey import coded, read_survey


@contextmanager
def long_tables() -> Iterator[None]:
    """Take every table as long, in the survey and in the network."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "LONG", 0)
        patch.setattr(coded, "LONG", 0)
        yield


def plain(frame: pd.DataFrame) -> pd.DataFrame:
    """Columns of categories and of small numbers as those of short tables."""
    columns = {}
    for name in frame.columns:
        if isinstance(frame[name].dtype, pd.CategoricalDtype):
            columns[name] = frame[name].astype("str")
        elif frame[name].dtype == np.int8:
            columns[name] = frame[name].astype(np.int64)
    return frame.assign(**columns)


def views(net: Network) -> Iterator[Network]:
    yield net
    yield net.undirected()
    yield net.along_flow()
    yield net.inside().firms()
    for name in (*net.layers.index, "formal", "informal", "all"):
        yield net.layer(name)
        yield net.layer(name).undirected()


def same(one: Network, two: Network) -> None:
    for name in ("actors", "layers"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(two, name))
    for name in ("asked", "answered", "questions"):
        first, second = getattr(one.respondents, name), getattr(two.respondents, name)
        pd.testing.assert_frame_equal(first, second)
    pd.testing.assert_frame_equal(one.ties, plain(two.ties))
    for name in ("assumptions", "choices", "unconfirmable", "reported"):
        first, second = getattr(one.origin, name), getattr(two.origin, name)
        pd.testing.assert_frame_equal(plain(first), plain(second), check_names=False)
    assert repr(one) == repr(two)
    assert (adjacency(one) != adjacency(two)).nnz == 0


@pytest.mark.parametrize("survey", ["footwear-valley", "florentine-families"])
def test_a_survey_gives_the_same_network(root: Path, survey: str) -> None:
    one = list(views(build_network(read_survey(root / "surveys" / survey))))
    with long_tables():
        two = list(views(build_network(read_survey(root / "surveys" / survey))))
    assert isinstance(two[0].ties["orientation"].dtype, pd.CategoricalDtype)
    for first, second in zip(one, two, strict=True):
        same(first, second)


def test_every_measure_is_the_same(root: Path) -> None:
    one = measure(build_network(read_survey(root / "surveys" / "footwear-valley")))
    with long_tables():
        two = measure(build_network(read_survey(root / "surveys" / "footwear-valley")))
    pd.testing.assert_frame_equal(one.actors, two.actors)
    pd.testing.assert_frame_equal(one.network, two.network)
    for name in ("skipped", "empty", "lower_bounds", "notes"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(two, name))
    pd.testing.assert_frame_equal(one.ties, plain(two.ties))
    assert one.tables.keys() == two.tables.keys()
    for key, table in one.tables.items():
        pd.testing.assert_frame_equal(table, plain(two.tables[key]))
    assert one.cautions == two.cautions


EDGES = [("b", "a", 2.0), ("a", "c", 1.0), ("c", "b", 4.0), ("d", "a", 1.0)]


@pytest.mark.parametrize("directed", [True, False])
def test_edges_of_a_table_and_of_a_list(directed: bool) -> None:
    options: dict[str, Any] = {"directed": directed, "stages": {"a": "x", "b": "y"}}
    table = pd.DataFrame(EDGES, columns=["from", "to", "strength"])
    one = network_from_edges(EDGES, **options)
    same(one, network_from_edges(table, **options))
    with long_tables():
        same(one, network_from_edges(table, **options))
    two = network_from_edges(table.iloc[:, :2], **options)
    assert two.ties["weight"].isna().all()
    assert not two.layers["has_strength"].any()


def test_edges_of_numbers() -> None:
    net = network_from_edges(pd.DataFrame({"from": [10, 9], "to": [9, 7]}))
    assert list(net.actors.index) == ["10", "7", "9"]
    assert net.ties[["source", "target"]].to_numpy().tolist() == [[0, 2], [2, 1]]
    same(net, network_from_edges([(10, 9), (9, 7)]))  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("rows", "words_"),
    [([("a", "a")], "itself"), ([("a", "b"), ("a", "b")], "twice"), ([("a", "x")], "nodes")],
)
def test_wrong_edges_of_a_table(rows: list[tuple[str, str]], words_: str) -> None:
    with pytest.raises(TiesnetError, match=words_):
        network_from_edges(pd.DataFrame(rows), nodes=["a", "b"])


@pytest.mark.parametrize("table", [False, True])
@pytest.mark.parametrize(
    ("rows", "nodes", "words_"),
    [
        ([("a", "b"), (None, "a")], None, "lacks one of its two ends"),
        ([("a", float("nan"))], None, "lacks one of its two ends"),
        ([("a",)], None, "lacks one of its two ends"),
        ([("a", "b")], ["a", "b", "a"], "node 'a' is given twice"),
        ([("a", "b", "3,5")], None, "strength of an edge is no number"),
    ],
)
def test_edges_that_cannot_be_used_are_refused_in_words(
    rows: list[Any], nodes: list[str] | None, words_: str, table: bool
) -> None:
    with pytest.raises(TiesnetError, match=words_):
        network_from_edges(pd.DataFrame(rows) if table else rows, nodes=nodes)


def test_a_long_network(tmp_path: Path) -> None:
    rng = np.random.default_rng(8)
    actors, size = 20_000, words.LONG + 20_000
    key = np.unique(rng.integers(0, actors**2, size=int(size * 1.05)))
    source, target = np.divmod(rng.permutation(key), actors)
    table = pd.DataFrame({"source": source, "target": target})[source != target]
    net = network_from_edges(table, nodes=[str(k) for k in range(actors)])
    assert isinstance(net.ties["layer"].dtype, pd.CategoricalDtype)
    assert net.ties["rule"].dtype == np.int8
    out = np.bincount(table["source"], minlength=actors)
    assert np.array_equal(adjacency(net).sum(axis=1), out)
    assert as_igraph(net).outdegree() == out.tolist()
    found = measure(net, layers=["ties"], metrics=["degree", "reciprocity", "core_number"])
    assert (found.actors["ties", "degree"] >= 0).all()
    path = tmp_path / "ties.csv"
    table.assign(strength=1 + table.index % 5).to_csv(path, index=False)
    built = build_network(read_survey(path))
    assert len(built.ties) == len(table)
    both = built.layer("all").undirected()
    assert both.ties["source"].lt(both.ties["target"]).all()


def test_pairs_and_arrays_make_the_same_graph(monkeypatch: pytest.MonkeyPatch) -> None:
    from tiesnet.network import convert

    one = as_igraph(network_from_edges(EDGES))
    monkeypatch.setattr(convert, "MANY", 0)
    assert as_igraph(network_from_edges(EDGES)).get_edgelist() == one.get_edgelist()
    with long_tables():
        graph = as_networkx(network_from_edges(EDGES))
    other = as_networkx(network_from_edges(EDGES))
    assert list(graph.edges(data=True)) == list(other.edges(data=True))

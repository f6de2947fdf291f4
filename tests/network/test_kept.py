"""What is kept of a network: nothing that is changed in a view, or in the network, is missed."""

from __future__ import annotations

import copy
import gc
import importlib.util
import pickle
import weakref
from pathlib import Path

import pandas as pd
import pytest

from tiesnet.metrics import measure
from tiesnet.network import (
    Network,
    adjacency,
    affiliations,
    as_igraph,
    build_network,
    layout,
    network_from_edges,
    tie_parts,
    words,
)

_spec = importlib.util.spec_from_file_location("small", Path(__file__).with_name("small.py"))
small = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(small)

VIEWS = {
    "layer": lambda net: net.layer("advice"),
    "union": lambda net: net.layer("all"),
    "firms": lambda net: net.firms(),
    "flow": lambda net: net.along_flow(),
    "twice": lambda net: net.layer("all").inside(),
    "keep": lambda net: net.keep(["A", "B", "D"]),
    "undirected": lambda net: net.undirected(),
}


@pytest.fixture
def net() -> Network:
    return build_network(small.survey())


def tables(net: Network) -> list[pd.DataFrame]:
    told = net.respondents
    asked = [told.asked, told.answered, told.questions]
    return [net.actors, net.ties, net.layers, tie_parts(net), *asked]


@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize("name", VIEWS)
def test_what_is_written_into_a_view_changes_nothing_else(
    net: Network, name: str, long: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if long:
        monkeypatch.setattr("tiesnet.network.kept.LONG", -1)
    view = VIEWS[name]
    before = [table.copy() for table in [*tables(net), *tables(view(net))]]
    changed = view(net)
    for table in tables(changed):
        table.iloc[:, 0] = table.iloc[0, 0]
        table["more"] = 1
    as_igraph(changed)
    after = [*tables(net), *tables(view(net))]
    for one, two in zip(before, after, strict=True):
        pd.testing.assert_frame_equal(one, two)
    fresh = adjacency(view(build_network(small.survey())))
    assert (adjacency(view(net)) != fresh).nnz == 0


def test_matrices_of_a_changed_view_are_its_own(net: Network) -> None:
    size = adjacency(net.layer("advice")).nnz
    changed = net.layer("advice")
    changed.ties["weight"] = 9.0
    changed.ties["target"] = [1, 2, 3]
    changed.ties["source"] = 0
    assert adjacency(changed, weighted=True).toarray()[0].tolist() == [0, 9, 9, 9, 0]
    assert adjacency(net.layer("advice")).nnz == size
    assert 9.0 not in set(net.layer("advice").ties["weight"])


@pytest.mark.parametrize("first", [False, True])
def test_a_change_of_the_network_shows_in_its_views(net: Network, first: bool) -> None:
    if first:  # what was kept before the change holds no longer
        measure(net)
    net.actors["town"] = list("xxyyz")
    net.actors.loc["B", "in_cluster"] = False
    for name in ("advice", "all"):
        assert list(net.layer(name).actors["town"]) == list("xxyyz")
        assert list(net.layer(name).inside().actors.index) == list("ACDE")
    net.ties["weight"] = 7.0
    assert set(net.layer("advice").ties["weight"]) == {7.0}
    net.respondents.answered["advice"] = 0
    assert not net.layer("advice").respondents.observed().any()


def test_graphs_and_places_are_given_out_apart(net: Network) -> None:
    graph = as_igraph(net.layer("all"))
    graph.delete_edges(None)
    assert as_igraph(net.layer("all")).ecount() == 6
    placed = layout(net)
    placed["x"] = 0.0
    assert layout(net)["x"].nunique() > 1
    two = affiliations(net)
    two.organisations["more"] = 1
    assert "more" not in affiliations(net).organisations


def test_everybody_inside_is_the_network_itself_and_not_kept(net: Network) -> None:
    view = net.layer("advice")
    assert view.inside() is view
    view.ties["weight"] = -1.0
    assert (net.layer("advice").inside().ties["weight"] != -1.0).all()


def test_the_same_numbers_come_again(root: Path) -> None:
    from tiesnet.survey import read_survey

    survey = read_survey(root / "surveys" / "footwear-valley")
    net = build_network(survey)
    some = ["advice", "all"]
    first = measure(net, layers=some)
    other = {"betweenness": {"pivots": 5}, "constraint_ego": {"pendants": True}}
    assert len(measure(net, layers=some, options=other).notes) > len(first.notes)
    for again in (net, pickle.loads(pickle.dumps(net)), copy.copy(net)):
        second = measure(again, layers=some)
        for name in ("actors", "network", "skipped", "empty", "lower_bounds", "notes", "ties"):
            pd.testing.assert_frame_equal(getattr(first, name), getattr(second, name))
        assert first.cautions == second.cautions


def test_what_is_kept_is_neither_saved_nor_held() -> None:
    net = build_network(small.survey())
    size = len(pickle.dumps(net))
    measure(net)
    assert len(pickle.dumps(net)) == size
    views = [weakref.ref(view) for view in (net, net.layer("all"), net.layer("all").inside())]
    gc.collect()
    del net
    assert [view() for view in views] == [None] * 3


def test_a_view_of_a_long_network_is_made_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tiesnet.network.kept.LONG", 1)
    assert words.LONG > 1
    net = network_from_edges([("a", "b"), ("b", "c"), ("c", "a")])
    one = net.layer("all")
    assert adjacency(one) is adjacency(one)
    assert adjacency(one) is not adjacency(net.layer("all"))
    assert not net._kept._store

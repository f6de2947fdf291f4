"""Stage matrix, brokers and roles: the frames, and names escaped in what is drawn."""

from __future__ import annotations

import pytest

from tiesnet import NeedsError, plot_brokers, plot_roles, plot_stage_matrix
from tiesnet.metrics import measure
from tiesnet.network import network_from_edges
from tiesnet.plots.brokers import _frame as brokers_frame
from tiesnet.plots.roles import _frame as roles_frame
from tiesnet.plots.stage_matrix import _frame as matrix_frame

EVIL = "<b onmouseover=alert(1)>"
# EVIL passes from stage 1 to stage 2 between two who are not tied: a representative.
STAGES = {"a": "1", EVIL: "1", "c": "2", "d": "2"}
EDGES = [("a", EVIL), (EVIL, "c"), ("c", "d")]


@pytest.fixture(scope="module")
def measures():
    return measure(network_from_edges(EDGES, stages=STAGES))


def test_the_matrix_counts_ties_by_stage(measures) -> None:
    frame = matrix_frame(measures, "all").set_index(["source_stage", "target_stage"])
    assert frame["ties"].to_dict() == {("1", "1"): 1, ("1", "2"): 1, ("2", "1"): 0, ("2", "2"): 1}
    assert frame.at[("1", "2"), "density"] == pytest.approx(1 / 4)


def test_the_matrix_is_drawn_in_the_order_of_the_chain(measures) -> None:
    heat = plot_stage_matrix(measures, "formal").data[0]
    assert list(heat.x) == list(heat.y) == ["1", "2"]
    assert heat.z[0][1] == pytest.approx(1 / 4)


def test_brokers_come_first(measures) -> None:
    frame = brokers_frame(measures, "all")
    assert set(frame.index[:2]) == {EVIL, "c"}
    assert frame["betweenness_normalised"].is_monotonic_decreasing


def test_roles_of_the_chain(measures) -> None:
    frame = roles_frame(measures, "all")
    assert frame.at[EVIL, "representative"] == 1
    assert frame.at["c", "gatekeeper"] == 1
    assert frame["total"].sum() == 2


@pytest.mark.parametrize("plot", [plot_brokers, plot_roles])
def test_names_are_escaped(plot, measures) -> None:
    assert "<b on" not in plot(measures).to_json()
    assert "&lt;b on" in plot(measures).to_json().replace("\\u0026", "&").replace("\\u003c", "<")


def test_nobody_between_two_others_is_told() -> None:
    pair = measure(network_from_edges([("a", "b")], stages={"a": "1", "b": "2"}))
    with pytest.raises(NeedsError, match="stands between two others"):
        plot_roles(pair)
    alone = measure(network_from_edges([], nodes=["a", "b", "c"]))
    with pytest.raises(NeedsError, match="two partners"):
        plot_brokers(alone)


@pytest.mark.parametrize("plot", [plot_stage_matrix, plot_roles])
def test_without_stages_a_sentence_says_what_is_missing(plot) -> None:
    bare = measure(network_from_edges([("a", "b"), ("b", "c")]))
    with pytest.raises(NeedsError, match="stage"):
        plot(bare)

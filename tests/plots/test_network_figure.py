"""The map: its frame first, then what the figure must never do."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tiesnet import TiesnetError, plot_network
from tiesnet.metrics import measure
from tiesnet.network import build_network, network_from_edges
from tiesnet.plots.frames import network_frame
from tiesnet.plots.network import _frame
from tiesnet.survey import read_survey

EVIL = '<img src=x onerror="alert(1)">'
STAGES = {"a": "1", "b": "1", "c": "2", EVIL: "3"}
EDGES = [("a", "b", 1), ("a", "c", 2), ("b", "c", 3), ("c", EVIL, 5), ("a", EVIL, 4)]


@pytest.fixture(scope="module")
def measures():
    return measure(network_from_edges(EDGES, nodes=[*STAGES, "alone"], stages=STAGES))


def test_the_frame_puts_everybody_where_they_belong(measures) -> None:
    frame = network_frame(measures)
    assert frame.nodes["place"].to_dict() == {
        "a": "map",
        "b": "map",
        "c": "map",
        EVIL: "map",
        "alone": "isolate",
    }
    assert frame.nodes.loc["alone", ["x", "y"]].isna().all()
    inside = frame.nodes.loc[list(STAGES), ["x", "y"]]
    assert inside.min().min() >= 0 and inside.max().max() <= 1
    assert frame.nodes.at["a", "partners"] == 3
    assert list(frame.stages.index) == ["1", "2", "3"]
    assert frame.stages["x"].is_monotonic_increasing


def test_only_isolates_are_called_so(tmp_path: Path) -> None:
    """Where partners are silent, a firm is tied all the same; it has an area of its own."""
    actors = "id,respondent\na,yes\nb,no\nc,yes\nd,yes\ne,yes\n"
    ties = "source,target,relation,reported_by\na,b,supply,a\nc,d,supply,c\n"
    (tmp_path / "actors.csv").write_text(actors, encoding="utf-8")
    (tmp_path / "ties.csv").write_text(ties, encoding="utf-8")
    frame = network_frame(measure(build_network(read_survey(tmp_path))))
    places = frame.nodes["place"].to_dict()
    assert places == {"a": "beside", "b": "silent", "c": "map", "d": "map", "e": "isolate"}
    isolates = frame.nodes.index[frame.nodes["place"] == "isolate"]
    assert (frame.nodes.loc[isolates, "connection"] == "isolate").all()


def test_the_frame_keeps_every_tie_and_its_direction(measures) -> None:
    ties = network_frame(measures).ties
    found = set(zip(ties["source"], ties["target"], ties["strength"], strict=True))
    assert found == {(a, b, float(w)) for a, b, w in EDGES}
    assert ties["directed"].all()
    assert set(ties["formality"]) == {"formal"}


def test_the_same_seed_gives_the_same_picture(measures) -> None:
    again = measure(network_from_edges(EDGES, nodes=[*STAGES, "alone"], stages=STAGES))
    one, other = network_frame(measures, 7), network_frame(again, 7)
    pd.testing.assert_frame_equal(one.nodes[["x", "y"]], other.nodes[["x", "y"]])


def test_size_and_width_follow_the_numbers(measures) -> None:
    nodes, ties = _frame(network_frame(measures), "stage", "partners")
    assert nodes["diameter"].idxmax() in ("a", "c")
    assert nodes.at["a", "diameter"] == nodes["diameter"].max()
    assert nodes.at["alone", "diameter"] == nodes["diameter"].min()
    by_strength = ties.sort_values("strength")["width"]
    assert by_strength.is_monotonic_increasing and by_strength.nunique() == 3


def test_isolates_stand_below_the_map(measures) -> None:
    nodes, _ = _frame(network_frame(measures), "stage", "partners")
    assert nodes.at["alone", "y"] < nodes.loc[list(STAGES), "y"].min()


def test_names_are_escaped_in_every_text_of_the_figure(measures) -> None:
    figure = plot_network(measures).to_plotly_json()
    texts = []
    for trace in figure["data"]:
        texts += [trace.get("name", ""), *(trace.get("text") or [])]
        texts += [hover for row in trace.get("customdata") or [] for hover in row]
    assert not [text for text in texts if "<img" in text]
    assert any("&lt;img" in text and EVIL in unescape(text) for text in texts)


def test_layers_are_entries_of_the_legend_and_have_arrows(measures) -> None:
    figure = plot_network(measures).to_plotly_json()
    lines = [trace for trace in figure["data"] if "lines" in trace["mode"]]
    assert sum(trace["showlegend"] for trace in lines) == 1
    assert {trace["legendgroup"] for trace in lines} == {"layer ties"}
    assert all(trace["marker"]["symbol"] == "arrow" for trace in lines)
    assert all(trace["line"]["dash"] == "solid" for trace in lines)
    words = [note["text"] for note in figure["layout"]["annotations"]]
    assert words == ["No tie at all"]


def test_colour_by_any_column_or_a_sentence(measures) -> None:
    assert plot_network(measures, colour="answered", size="betweenness_normalised").data
    with pytest.raises(TiesnetError, match="There is no column 'taste'"):
        plot_network(measures, colour="taste")


@pytest.mark.parametrize("edges", [[], [("a", "b")]])
def test_tiny_networks_have_a_figure(edges) -> None:
    figure = plot_network(measure(network_from_edges(edges, nodes=["a", "b"])))
    assert not np.isnan(figure.layout.yaxis.range[0])

"""What makes figures readable where they are narrow, whatever the language."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import pytest

from tiesnet.language import in_language
from tiesnet.metrics import measure
from tiesnet.network import build_network
from tiesnet.plots import (
    figures,
    in_page,
    plot_adjacency,
    plot_brokers,
    plot_core_periphery,
    plot_ego,
    plot_layer_overlap,
    plot_network,
    theme,
)
from tiesnet.plots.adjacency import _middles
from tiesnet.survey import read_survey

LANGUAGES = ("en", "es", "pt", "it")


@pytest.fixture(scope="module")
def measures(tmp_path_factory):
    """Nine firms of three stages, two relations, one firm alone."""
    folder = tmp_path_factory.mktemp("nine")
    ties = [(a, b, "sells") for a in "abc" for b in "def"]
    ties += [(a, b, "advice") for a, b in ("de", "eg", "dg", "ab", "be", "ge", "gh")]
    rows = "".join(f"{a},{b},{relation},{a}\n" for a, b, relation in ties)
    firms = "".join(f"{one},{place // 3 + 1},yes\n" for place, one in enumerate("abcdefghi"))
    (folder / "ties.csv").write_text("source,target,relation,reported_by\n" + rows)
    (folder / "actors.csv").write_text("id,stage,respondent\n" + firms)
    return measure(build_network(read_survey(folder)))


def lines(text: str | None) -> list[str]:
    return (text or "").split("<br>")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_titles_notes_and_axes_fit_on_a_phone(measures, lang: str) -> None:
    drawn = 0
    with in_language(lang):
        for name in ("adjacency", "brokers", "core_periphery", "ego", "holes_plane", "network"):
            made = figures()[name].function(measures)
            layout = made.layout
            assert max(map(len, lines(layout.title.text))) <= 38, name
            assert max(map(len, lines(layout.title.subtitle.text))) <= 50, name
            for axis in (*made.select_xaxes(), *made.select_yaxes()):
                words = lines(axis.title.text)
                assert max(map(len, words)) <= 40, (name, words)
                drawn += len(words) > 1
    assert drawn


def test_a_legend_makes_room_for_an_axis_title_of_two_lines() -> None:
    def made(title: str) -> go.Figure:
        figure = theme.style(go.Figure(go.Scatter(x=[1], y=[1], name="one")), "Title?")
        theme.below(figure)
        figure.update_xaxes(title=title)
        return theme.finished(figure)

    short, long = made("Few words"), made("As many words as never fit below a figure on a phone")
    assert long.layout.height > short.layout.height
    assert long.layout.legend.y < short.layout.legend.y
    assert long.layout.xaxis.title.text.count("<br>") == 1


def test_long_texts_are_broken_at_spaces_only() -> None:
    assert theme.in_two("Nothing to break") == "Nothing to break"
    assert theme.in_two("x" * 50) == "x" * 50
    assert theme.in_two("one<br>two " + "x" * 50) == "one<br>two " + "x" * 50
    assert theme.in_lines("a < b and c", 5) == "a &lt; b<br>and c"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_axes_write_per_cent_as_the_text_does(measures, lang: str) -> None:
    with in_language(lang):
        brokers, core = plot_brokers(measures), plot_core_periphery(measures)
        gap = "" if lang in ("pt", "it") else " "
        assert brokers.layout.xaxis.ticksuffix == core.layout.xaxis2.ticksuffix == f"{gap}%"
    share = measures.actors[("all", "betweenness_normalised")].max()
    assert max(brokers.data[0].x) == pytest.approx(100 * share, rel=1e-3)
    assert "%{x:.1f}" in brokers.data[0].hovertemplate


def test_the_legend_of_the_map_stands_near_what_is_below_it(measures) -> None:
    layout = plot_network(measures).layout
    plot = layout.height - layout.margin.t - layout.margin.b
    assert -layout.legend.y * plot < 60  # there is no axis between them


def test_names_around_a_firm_have_room(measures) -> None:
    figure = plot_ego(measures, "e")
    reach = max(abs(x) for trace in figure.data[-3:] for x in trace.x)
    letters = (figure.layout.xaxis.range[1] - reach) / figure.layout.xaxis.range[1] * 171 / 6.6
    assert letters >= 14  # on a phone, half of 358 pixels less the margin


def test_names_of_columns_stand_upright_and_those_of_rows_in_lines(measures) -> None:
    layout = plot_layer_overlap(measures).layout
    assert layout.xaxis.tickangle in (0, -90)
    high = layout.margin.t - in_page(plot_layer_overlap(measures)).head
    longest = max(map(len, layout.xaxis.ticktext))
    assert layout.xaxis.tickangle == 0 or high >= 6 * longest


def test_blocks_too_near_to_each_other_share_no_room(measures) -> None:
    sizes = {"large": 30, "small": 2, "next": 2, "last": 26, "single": 1}
    groups = [name for name, size in sizes.items() for _ in range(size)]
    middles = _middles(pd.DataFrame({"group": groups}))
    assert list(middles) == ["large", "small", "last"]
    assert plot_adjacency(measures).layout.margin.t > 60


def test_no_word_of_a_title_stands_alone() -> None:
    title = theme.style(go.Figure(), "Is there a core that everybody is tied to?").layout.title.text
    assert title == "Is there a core that<br>everybody is tied to?"
    hostile = theme.style(
        go.Figure(), f"{'long words ' * 3}<br> {'of names ' * 3}"
    ).layout.title.text
    assert "&lt;br&gt;" in hostile and hostile.count("<br>") == 1

"""What holds for every figure of the catalogue, whoever wrote it."""

from __future__ import annotations

import importlib.util
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import tiesnet.plots as plots
from tiesnet import TiesnetError
from tiesnet.literature import sources
from tiesnet.metrics import measure
from tiesnet.network import build_network, network_from_edges
from tiesnet.plots import PLACES, figures, in_dark, theme
from tiesnet.plots._catalogue import figure
from tiesnet.survey import read_survey

_spec = importlib.util.spec_from_file_location(
    "networks_of_every_kind", Path(__file__).parents[1] / "metrics" / "conftest.py"
)
networks = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(networks)

FEW = ("empty", "one staged actor", "isolates", "two components", "star", "several layers")
CHOSEN = tuple(networks.KINDS) if os.environ.get("TIESNET_FULL") == "1" else FEW
EVIL = '<img src=x onerror="alert(1)"> $\\alpha$ %{x} & "Söhne"'
TAG = re.compile(r"<(?!/?b>|br>|br/>|/?i>|/?extra>)")


def texts(value: object) -> Iterator[str]:
    """Every text anywhere in a figure."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts(one)


def drawn(record, measures):
    """Draw a figure, or give the sentence that says why it cannot be."""
    try:
        return record.function(measures)
    except TiesnetError as error:
        return str(error)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A survey in which every text a figure could show is hostile; firm d was silent."""
    quoted = '"' + EVIL.replace('"', '""') + '"'
    folder = tmp_path_factory.mktemp("hostile")
    actors = "id,name,stage,kind,in_cluster,respondent\n" + "".join(
        f"{one},{quoted},{stage},{kind},{inside},{told}\n"
        for one, stage, kind, inside, told in (
            ("a", "1", "firm", "yes", "yes"),
            ("b", "1", "firm", "yes", "yes"),
            ("c", "2", "firm", "yes", "yes"),
            ("d", "2", "firm", "yes", "no"),
            ("e", "2", "firm", "yes", "yes"),
            ("u", "", "research", "yes", ""),
            ("x", "2", "firm", "no", ""),
        )
    )
    ties = "source,target,relation,strength,reported_by\n" + "".join(
        f"{a},{b},{relation},{k % 3 + 1},{a}\n"
        for k, (a, b, relation) in enumerate(
            [
                ("a", "c", "sells"), ("b", "c", "sells"), ("a", "d", "sells"),
                ("c", "x", "sells"), ("a", "b", "advice"), ("c", "a", "advice"),
                ("a", "x", "advice"), ("e", "a", "advice"), ("c", "u", "advice"),
                ("a", "e", "joint"), ("b", "c", "joint"), ("e", "c", "joint"),
            ]
        )
    )  # fmt: skip
    relations = (
        "id,label,formality,content,directed,combine\n"
        f"sells,{quoted},formal,trade,yes,source\n"
        f"advice,{quoted},informal,knowledge,yes,source\n"
        f"joint,{quoted},formal,cooperation,no,union\n"
    )
    stages = f"id,label,order\n1,{quoted},1\n2,{quoted},2\n"
    written = {"actors": actors, "ties": ties, "relations": relations, "stages": stages}
    for name, text in written.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return measure(build_network(read_survey(folder)))


@pytest.mark.parametrize("name", list(figures()))
def test_a_figure_is_declared_in_full(name: str) -> None:
    record = figures()[name]
    assert record.chapter in PLACES
    assert record.label and record.question and record.reading and record.definition
    assert set(record.source) <= set(sources())
    assert getattr(plots, f"plot_{name}") is record.function
    assert f"plot_{name}" in plots.__all__


def test_a_half_declared_figure_is_refused() -> None:
    def plot_nothing(measures):
        """Nothing."""

    with pytest.raises(ValueError, match="not fully declared"):
        figure(label="", question="?", chapter="map", reading="r")(plot_nothing)
    with pytest.raises(ValueError, match="nowhere"):
        figure(label="l", question="?", chapter="nowhere", reading="r")(plot_nothing)
    with pytest.raises(ValueError, match="two figures"):
        figure(label="l", question="?", chapter="map", reading="r")(plots.plot_network)


@pytest.mark.parametrize("kind", CHOSEN)
def test_every_figure_of_every_network_is_drawn_or_says_why_not(kind: str) -> None:
    measures = measure(networks.kind(kind))
    for record in figures().values():
        made = drawn(record, measures)
        if isinstance(made, str):
            assert made.endswith(".") and not re.search(r"\b(nan|None|inf)\b", made), made
            continue
        shown = made.to_plotly_json()
        assert shown["layout"]["title"]["text"], record.name
        words = " ".join(texts([shown["layout"], *(_said(t) for t in shown["data"])]))
        assert not re.search(r"\bnan\b|\bNone\b|\binf\b", words), (record.name, words)


def _said(trace: dict[str, object]) -> list[object]:
    return [trace.get(key, "") for key in ("name", "text", "customdata", "hovertemplate")]


def test_hostile_texts_are_inert_in_every_figure(hostile) -> None:
    shown = 0
    for record in figures().values():
        made = drawn(record, hostile)
        if isinstance(made, str):
            continue
        found = list(texts(json.loads(made.to_json())))
        assert not [text for text in found if TAG.search(text)], record.name
        assert not [text for text in found if "$\\alpha$" in text], record.name
        shown += any("&lt;img" in text for text in found)
    assert shown >= 8


def test_the_same_survey_gives_the_same_bytes(hostile) -> None:
    again = measure(hostile.net)
    for record in figures().values():
        one, other = drawn(record, hostile), drawn(record, again)
        if not isinstance(one, str):
            assert one.to_json() == other.to_json(), record.name


def test_on_a_dark_page_only_colours_change(hostile) -> None:
    for record in figures().values():
        made = drawn(record, hostile)
        if isinstance(made, str):
            continue
        light, dark = (json.loads(one.to_json()) for one in (made, in_dark(made)))
        assert dark["layout"]["paper_bgcolor"] == theme.DARK[theme.PAPER]
        assert dark["layout"]["font"]["color"] == theme.DARK[theme.INK]
        kept = sorted(t for t in texts(light) if not re.match(r"#|rgba\(", t))
        assert kept == sorted(t for t in texts(dark) if not re.match(r"#|rgba\(", t)), record.name


def test_faint_colours_turn_dark_and_stay_faint() -> None:
    import plotly.graph_objects as go

    bar = go.Bar(x=[1], y=[1], marker={"color": theme.faint("#0072B2", 0.4)}, name="#0072B2")
    turned = in_dark(go.Figure(bar)).data[0]
    assert turned.marker.color == theme.faint(theme.DARK["#0072B2"], 0.4)
    assert turned.name == "#0072B2"  # a firm may be called like a colour


def test_five_hundred_firms_stay_readable() -> None:
    """Names are written for the most central only; nothing takes a text for each pair."""
    names = [f"Firm number {k}" for k in range(500)]
    edges = [(names[k], names[(7 * k + s) % 500]) for k in range(500) for s in (1, 3, 11)]
    edges = [(a, b) for a, b in edges if a != b]
    stages = {name: str(k % 5) for k, name in enumerate(names)}
    metrics = ["degree", "effective_size", "constraint_ego", "coreness", "core_member"]
    net = network_from_edges(edges, stages=stages)
    measures = measure(net, ["all"], metrics)
    for name in ("adjacency", "holes_plane", "core_periphery", "ego"):
        options = {"by": "stage"} if name == "adjacency" else {}
        made = figures()[name].function(measures, **options)
        written = [t for trace in made.data for t in (getattr(trace, "text", None) or ()) if t]
        assert len(written) <= 32, name
        assert len(made.to_json()) < 1_500_000, name


def test_a_layer_that_was_not_measured_is_named(hostile) -> None:
    for name in ("holes_plane", "core_periphery", "adjacency", "ego"):
        with pytest.raises(TiesnetError, match="'zzz'"):
            figures()[name].function(hostile, layer="zzz")
    few = measure(hostile.net, metrics=["degree"])
    with pytest.raises(TiesnetError, match="measured without effective_size"):
        figures()["holes_plane"].function(few)

"""Figures as files: pages that ask for nothing, pictures with the same bytes every time."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import plotly.graph_objects as go
import pytest
from click.testing import CliRunner
from tests.browsing import Opened

from tiesnet import OutputError, TiesnetError
from tiesnet.cli import tiesnet
from tiesnet.exports import save_figure
from tiesnet.metrics import measure
from tiesnet.network import network_from_edges
from tiesnet.plots import figure_bytes, figures, plot_adjacency, plot_ego, theme

FULL = os.environ.get("TIESNET_FULL") == "1"
SHOWN = list(figures()) if FULL else ["network", "adjacency", "ego"]
EVIL = '<img src=x onerror="window.hit=1">'


@pytest.fixture(scope="module")
def measures():
    edges = [("a", EVIL), (EVIL, "c"), ("c", "d"), ("a", "c")]
    stages = {"a": "1", EVIL: "1", "c": "2", "d": "2"}
    return measure(network_from_edges(edges, stages=stages))


@pytest.fixture
def figure(measures) -> go.Figure:
    return plot_adjacency(measures, by="stage")


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    rows = "source,target,relation\na,b,advice\nb,c,advice\nc,a,advice\nc,d,advice\n"
    (tmp_path / "ties.csv").write_text(rows, encoding="utf-8")
    return tmp_path / "ties.csv"


def test_a_page_holds_all_it_needs(figure, tmp_path: Path) -> None:
    made = save_figure(figure, tmp_path / "new" / "matrix.html")
    text = made.read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>") and "default-src 'none'" in text
    assert "<title>Who is tied to whom, block by block?</title>" in text
    assert 'src="http' not in text and "<img src=x" not in text
    assert text.encode() == figure_bytes(figure, "html")
    assert not list(made.parent.glob(".*"))


def test_a_dark_page_is_dark(figure, tmp_path: Path) -> None:
    made = save_figure(figure, tmp_path / "matrix.html", dark=True)
    assert f"background:{theme.DARK[theme.PAPER]}" in made.read_text(encoding="utf-8")


def test_nothing_is_replaced_unasked(figure, tmp_path: Path) -> None:
    path = tmp_path / "matrix.html"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="exists already"):
        save_figure(figure, path)
    assert path.read_text(encoding="utf-8") == "mine"
    save_figure(figure, path, overwrite=True)
    assert path.stat().st_size > 1_000_000
    (tmp_path / "folder.html").mkdir()
    with pytest.raises(OutputError, match="folder"):
        save_figure(figure, tmp_path / "folder.html", overwrite=True)


def test_what_cannot_be_written_leaves_nothing_behind(figure, tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="Nothing was written"):
        save_figure(figure, tmp_path / "file" / "matrix.html")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OutputError, match="No space left"):
        save_figure(figure, tmp_path / "matrix.html")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file"]


def test_other_endings_are_refused(figure, tmp_path: Path) -> None:
    with pytest.raises(TiesnetError, match=r"Choose an ending: .png, .svg, .pdf, .html"):
        save_figure(figure, tmp_path / "matrix.gif")


def test_pictures_without_what_draws_them_say_what_to_install(figure, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "kaleido", None)
    with pytest.raises(TiesnetError, match=r"tiesnet\[figures\]"):
        figure_bytes(figure, "png")


@pytest.mark.parametrize("failure", ["ChromeNotFoundError", "RuntimeError"])
def test_pictures_without_a_working_browser_say_so(figure, monkeypatch, failure: str) -> None:
    kaleido = pytest.importorskip("kaleido")
    from kaleido import errors

    kind = getattr(errors, failure, RuntimeError)

    def broken(*_given: object, **_options: object) -> bytes:
        raise kind("gone")

    monkeypatch.setattr(kaleido, "calc_fig_sync", broken)
    with pytest.raises(TiesnetError, match="Chromium"):
        figure_bytes(figure, "png")


@pytest.mark.browser
def test_pictures_have_the_same_bytes_every_time(measures) -> None:
    pytest.importorskip("kaleido")
    figure = plot_ego(measures, "c")
    kinds = {"svg": b"<svg", "png": b"\x89PNG", "pdf": b"%PDF"}
    for kind, begins in list(kinds.items())[: None if FULL else 1]:
        one, other = (figure_bytes(figure, kind) for _ in range(2))
        assert one.startswith(begins)
        assert one == other, kind


@pytest.mark.browser
def test_every_figure_opens_without_an_error_a_request_or_a_script(
    chromium, measures, tmp_path: Path
) -> None:
    opened = 0
    for name in SHOWN:
        record = figures()[name]
        try:
            path = save_figure(record.function(measures), tmp_path / f"{name}.html")
        except TiesnetError:
            continue
        with Opened(chromium, path) as shown:
            assert shown.page.locator(".main-svg").count() > 0, name
            assert shown.run("window.hit === undefined"), name
            assert shown.page.locator("img").count() == 0, name
        opened += 1
    assert opened >= len(SHOWN) // 2


@pytest.mark.browser
def test_a_hostile_name_is_shown_letter_by_letter(chromium, measures, tmp_path: Path) -> None:
    path = save_figure(plot_ego(measures, "c"), tmp_path / "ego.html")
    with Opened(chromium, path) as shown:
        texts = shown.page.locator(".main-svg text").all_text_contents()
        assert any(EVIL[:9] in text for text in texts)


def test_the_command_lists_every_figure() -> None:
    told = CliRunner().invoke(tiesnet, ["figure", "--list"])
    assert told.exit_code == 0
    assert all(name in told.output for name in figures())


def test_the_command_writes_what_the_function_draws(survey: Path, tmp_path: Path) -> None:
    from tiesnet.network import build_network
    from tiesnet.survey import read_survey

    out = tmp_path / "matrix.html"
    given = ["figure", str(survey), "adjacency", "-o", str(out), "--layer", "advice"]
    told = CliRunner().invoke(tiesnet, [*given, "--option", "by=core"])
    assert told.exit_code == 0, told.output
    expected = plot_adjacency(measure(build_network(read_survey(survey))), "advice", "core")
    assert out.read_bytes() == figure_bytes(expected, "html")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["adjacenzy"], "Did you mean 'adjacency'?"),
        (["adjacency", "--option", "bye=core"], "Did you mean 'by'?"),
        (["adjacency", "--option", "by"], "expects O=VALUE"),
        (["network", "--layer", "advice"], "no option of the figure network 'layer'"),
    ],
)
def test_the_command_refuses_what_does_not_exist(
    survey: Path, tmp_path: Path, given: list[str], said: str
) -> None:
    name, *rest = given
    told = CliRunner().invoke(
        tiesnet, ["figure", str(survey), name, "-o", str(tmp_path / "x.html"), *rest]
    )
    assert told.exit_code == 2 and said in told.output
    assert not (tmp_path / "x.html").exists()


def test_options_are_read_as_the_kind_of_their_default() -> None:
    import click

    from tiesnet.cli.figure import parse

    options = {"count": 5, "share": 0.5, "whole": False, "by": "stage", "firm": None}
    given = ["count=7", "share=0.1", "whole=yes", "by=core", "firm=a=b"]
    assert parse(given, "x", options) == {
        "count": 7, "share": 0.1, "whole": True, "by": "core", "firm": "a=b"
    }  # fmt: skip
    with pytest.raises(click.UsageError, match="a number like 5"):
        parse(["count=many"], "x", options)
    with pytest.raises(click.UsageError, match="say yes or no"):
        parse(["whole=maybe"], "x", options)

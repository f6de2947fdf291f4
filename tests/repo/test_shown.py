"""Everything a notebook shows by itself: small, escaped, and without words of the computer."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from tiesnet.diagnosis import diagnose, findings
from tiesnet.exports import questionnaire
from tiesnet.inference import Evidence, Field, cug
from tiesnet.language import in_language
from tiesnet.metrics import measure
from tiesnet.network import build_network, network_from_edges
from tiesnet.shown import MOST_ROWS, card, rows, share
from tiesnet.survey import read_survey

EVIL = '<script>alert(1)</script> & "x"'
BAD = re.compile(r"\b(nan|None|True|False|inf)\b")


@pytest.fixture(scope="module")
def survey(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shown")
    quoted = '"' + EVIL.replace('"', '""') + '"'
    actors = "id,name,stage,respondent\n" + "".join(
        f"{one},{quoted},{stage},{told}\n"
        for one, stage, told in (("a", 1, "yes"), ("b", 1, "yes"), ("c", 2, "yes"), ("d", 2, "no"))
    )
    ties = "source,target,relation,reported_by\na,c,sells,a\nb,c,sells,b\na,b,sells,a\n"
    relations = f"id,label,formality,content,directed\nsells,{quoted},formal,trade,yes\n"
    titled = f"key,value\ntitle,{quoted}\n"
    written = {"actors": actors, "ties": ties, "relations": relations, "survey": titled}
    for name, text in written.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return read_survey(folder)


@pytest.fixture(scope="module")
def shown(survey):
    """Everything that shows itself, by what it is."""
    net = build_network(survey)
    measures = measure(net)
    circle = network_from_edges([(a, b) for a, b in zip("abcdefgh", "bcdefgha", strict=True)])
    outcome = cug(circle, ["reciprocity", "transitivity"], replications=19)
    return {
        "survey": survey,
        "network": net,
        "measures": measures,
        "finding": findings(measures)[0],
        "diagnosis": diagnose(measures, ["response_rates"])["response_rates"],
        "gap": diagnose(measures, ["changes"])["changes"],
        "outcome": outcome,
        "evidence": outcome.tables[0],
        "questionnaire": questionnaire(survey),
    }


KINDS = (
    "survey", "network", "measures", "finding", "diagnosis", "gap", "outcome", "evidence",
    "questionnaire",
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_it_shows_itself_small_and_escaped(shown, kind: str) -> None:
    html = shown[kind]._repr_html_()
    assert "<script" not in html and "http" not in html and "url(" not in html
    assert not BAD.search(re.sub(r"<[^>]*>", " ", html)), html
    assert 80 < len(html) < 9_000
    assert html.count("<div") == html.count("</div>") and html.count("<tr") == html.count("</tr>")


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_short_on_a_terminal_too(shown, kind: str) -> None:
    text = repr(shown[kind])
    assert len(text) < 1500 and "DataFrame" not in text


def test_it_works_on_dark_pages(shown) -> None:
    """No colour of ours: text and ground are those of the notebook."""
    for one in shown.values():
        html = one._repr_html_()
        assert not re.search(r"[^-]color:|background", html)


def test_numbers_shown_are_those_of_the_objects(shown) -> None:
    assert "4 firms" in shown["survey"]._repr_html_()
    assert "3 ties" in shown["network"]._repr_html_()
    assert "3 of 4 firms answered (75 %)" in shown["network"]._repr_html_()
    told = shown["measures"]._repr_html_()
    density = shown["measures"].network.at["density_known", "all"]
    assert f"{density:,.3g}" in told
    assert shown["outcome"].title in shown["outcome"]._repr_html_()
    assert "&lt;script&gt;" in shown["survey"]._repr_html_()
    assert shown["finding"].sentence in repr(shown["finding"])
    assert "Repeat the survey" in shown["gap"]._repr_html_()


def test_long_tables_are_cut_and_counted() -> None:
    html = rows(["n"], [[k] for k in range(MOST_ROWS + 3)])
    assert html.count("<tr>") == MOST_ROWS + 1 and "3 further rows" in html
    assert rows(["n"], []) == ""
    lines = card("h", lines=[f"line {k}" for k in range(9)])
    assert "and 3 more" in lines and "line 8" not in lines


def test_cells_are_words_of_people(monkeypatch) -> None:
    monkeypatch.setattr("tiesnet.language._current._texts", lambda _language: {})
    cells = [[True, 1234.5678, float("nan"), None, pd.NA, 0.12345, float("inf")]]
    html = rows(list("abcdefg"), cells)
    found = re.findall(r"<td[^>]*>(.*?)</td>", html)
    assert found == ["yes", "1,235", "", "", "", "0.123", ""]
    with in_language("pt"):
        assert "1.235" in rows(["a"], [[1234.5678]])
    assert share(0.5) == "50 %" and share(float("nan")) == ""


def test_evidence_shows_actors_by_name_and_shares_as_such() -> None:
    table = pd.DataFrame({"who": ["x"], "part": [0.25], "flag": [False], "none": [None]})
    fields = (
        Field("who", "Who", "actor"),
        Field("part", "Part", "percent"),
        Field("flag", "Flag", "flag"),
        Field("none", "None of it"),
    )
    html = Evidence("k", "Title", table, fields)._repr_html_()
    assert "25 %" in html and ">no<" in html and "None of it" not in html


def test_figures_are_plain_plotly(shown) -> None:
    import plotly.graph_objects as go

    from tiesnet.plots import plot_ego

    assert type(plot_ego(shown["measures"])) is go.Figure


def test_samples_show_themselves() -> None:
    surveys = Path(__file__).parents[2] / "surveys"
    survey = read_survey(surveys / "florentine-families.xlsx")
    for one in (survey, build_network(survey)):
        assert not BAD.search(re.sub(r"<[^>]*>", " ", one._repr_html_()))

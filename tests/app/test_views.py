"""Every view is drawn from a session alone, in every language, with what the library computes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from dash import dcc, no_update
from dash.development.base_component import Component
from tests.app.conftest import HOSTILE, done

from tiesnet.app.callbacks import choose, figures, language, network, progress, sort
from tiesnet.app.callbacks._act import did
from tiesnet.app.callbacks.begin import words
from tiesnet.app.callbacks.render import drawn
from tiesnet.app.figures import options_of
from tiesnet.app.layout.firms import table_of
from tiesnet.app.layout.page import bar, gone, page
from tiesnet.app.layout.parts import sorted_table
from tiesnet.app.layout.views import VIEWS
from tiesnet.app.reading import waves_of
from tiesnet.app.server import Setting
from tiesnet.app.sessions import Session, Sessions
from tiesnet.app.words import repair_here, shown
from tiesnet.diagnosis import findings
from tiesnet.errors import TiesnetError
from tiesnet.exports import table_texts
from tiesnet.language import LANGUAGES
from tiesnet.metrics import measure
from tiesnet.network import EVERY, build_network
from tiesnet.plots import figures as known_figures
from tiesnet.survey import read_survey

Opened = Callable[..., Session]
LIGHT = {"choice": "system", "dark": False}


def _parts(made: Any) -> Iterator[Any]:
    """Give every component and every text, in their order."""
    if isinstance(made, list | tuple):
        for part in made:
            yield from _parts(part)
    elif made is not None:
        yield made
        if isinstance(made, Component):
            yield from _parts(getattr(made, "children", None))


def texts(made: Any) -> str:
    return " ".join(str(one) for one in _parts(made) if not isinstance(one, Component))


def kinds(made: Any) -> set[str]:
    return {type(one).__name__ for one in _parts(made) if isinstance(one, Component)}


def test_before_a_survey_there_is_only_the_first_view(sessions: Sessions) -> None:
    session = sessions.new()
    for name in VIEWS:
        main, nav, _, said, _ = drawn(session, name, LIGHT, None)
        assert "Open a survey" in texts(main)
        assert "Problems" in texts(nav)
        assert said == []
    assert "left alone" in texts(gone())
    assert page(Setting("es")) is not None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_view_in_every_language(measured: Session, lang: str) -> None:
    before, measured.lang = measured.lang, lang
    measured.reports[lang] = measured.reports["en"]
    try:
        for name in VIEWS:
            main, _, head, _, stamp = drawn(measured, name, LIGHT, None)
            assert texts(main).strip()
            assert stamp["main"].startswith(f"{name}|{lang}|")
            assert not re.search(r"\b(None|nan|NaN|True|False|inf)\b", texts(main))
            assert LANGUAGES[lang] in texts(head)
            assert not kinds(main) & {"Markdown", "Script", "DangerouslySetInnerHTML"}
    finally:
        measured.lang = before


def test_a_view_is_drawn_again_only_when_it_changed(measured: Session) -> None:
    stamp = drawn(measured, "findings", LIGHT, None)[4]
    again = drawn(measured, "findings", LIGHT, stamp)
    assert all(part is no_update for part in again[:4])
    assert drawn(measured, "problems", LIGHT, stamp)[1] is not no_update
    measured.changed("outcomes")
    assert not isinstance(drawn(measured, "findings", LIGHT, stamp)[0], Component)
    measured.changed("measures")
    assert isinstance(drawn(measured, "findings", LIGHT, stamp)[0], Component)


def test_numbers_are_those_of_the_library(measured: Session, survey: Path) -> None:
    measures = measure(build_network(read_survey(survey)))
    said = texts(drawn(measured, "findings", LIGHT, None)[0])
    for finding in findings(measures):
        assert shown(finding.claim) in said
    from tiesnet.exports import firms_table

    cells = table_texts(firms_table(measures))
    rows = texts(drawn(measured, "firms", LIGHT, None)[0])
    for values in cells.values():
        for value in values:
            assert shown(value) in rows
    problems = texts(drawn(measured, "problems", LIGHT, None)[0])
    for row in read_survey(survey).problems.to_dict("records"):
        assert shown(row["problem"]) in problems


def test_hostile_names_are_only_text(measured: Session) -> None:
    main = drawn(measured, "firms", LIGHT, None)[0]
    said = texts(main)
    assert HOSTILE[0] in said and HOSTILE[1] in said
    assert "\u202e" not in said
    figure = next(one for one in _parts(drawn(measured, "figures", LIGHT, None)[0])
                  if isinstance(one, dcc.Graph))  # fmt: skip
    assert "<img" not in str(figure.figure.to_json())


def test_firms_are_sorted_and_found(measured: Session) -> None:
    table = table_of(measured)
    sort.by(measured, {"key": "degree_all"}, 1) if "degree_all" in table.rows else None
    numbers = next(column.key for column in table.columns if column.kind == "count")
    sort.by(measured, {"key": numbers}, 1)
    assert measured.shown["sort"] == (numbers, True)
    values = sorted_table(table, (numbers, True)).rows[numbers].dropna().tolist()
    assert values == sorted(values, reverse=True)
    assert sorted_table(table, (numbers, True)).rows[numbers].isna().iloc[-1:].sum() in (0, 1)
    sort.by(measured, {"key": numbers}, 1)
    assert measured.shown["sort"] == (numbers, False)
    sort.by(measured, {"key": "no column"}, 1)
    names = sorted_table(table, (table.columns[0].key, False)).rows.iloc[:, 0].tolist()
    assert names == sorted(names, key=str.casefold)
    choose.search(measured, {"set": "firms/search"}, "calzados")
    said = texts(drawn(measured, "firms", LIGHT, None)[0])
    assert "Calzados Luz" in said and "Suelas Norte" not in said
    choose.search(measured, {"set": "firms/search"}, "")


def test_every_figure_with_its_options(measured: Session) -> None:
    for name in known_figures():
        figures.choose(measured, {"figure": "name"}, name)
        main = drawn(measured, "figures", {"dark": True}, None)[0]
        assert "Graph" in kinds(main) or "said" in str(main)
        for option in options_of(measured, name):
            assert option.label
            if option.choices:
                last = option.choices[-1][0]
                figures.choose(measured, {"figure": option.name}, last)
                figures.choose(measured, {"figure": option.name}, "no such choice")
                again = {one.name: one.value for one in options_of(measured, name)}
                assert again[option.name] == last
        assert "Graph" in kinds(main) or "said" in str(main)
        break
    figures.choose(measured, {"figure": "name"}, "no such figure")
    figures.get(measured, None, 1)
    assert measured.ready is not None and measured.ready.suffix == ".html"
    figures.choose(measured, {"figure": "unknown"}, "x")


def test_problems_can_be_chosen_by_their_sort(measured: Session) -> None:
    choose.severity(measured, {"severity": "error"}, 1)
    said = texts(drawn(measured, "problems", LIGHT, None)[0])
    assert "same actor" in said
    choose.severity(measured, {"severity": "note"}, 1)
    assert "same actor" not in texts(drawn(measured, "problems", LIGHT, None)[0])
    choose.severity(measured, {"severity": "anything"}, 1)
    choose.severity(measured, {"severity": "all"}, 1)
    choose.page(measured, {"page": 3}, 1)
    choose.page(measured, {"page": "x"}, 1)
    choose.show(measured, {"show": "columns/anyway"}, 1)
    assert "Dropdown" in kinds(drawn(measured, "columns", LIGHT, None)[0])


def test_the_network_is_built_as_chosen(opened: Opened, survey: Path) -> None:
    session = opened(survey)
    assert waves_of(session) == ["2024", "2026"]
    network.build(session, {"build": "wave"}, "2024")
    done(session)
    few = ["degree", "reciprocity"]
    expected = measure(build_network(read_survey(survey), wave="2024"), metrics=few)
    assert session.measures.network.equals(expected.network)
    network.build(session, {"build": "policy"}, "confirmed")
    done(session)
    assert session.building == {"wave": "2024", "policies": {EVERY: "confirmed"}}
    policies = {EVERY: "confirmed"}
    both = measure(build_network(read_survey(survey), wave="2024", policies=policies), metrics=few)
    assert session.measures.network.equals(both.network)
    network.build(session, {"build": "wave"}, "no such wave")
    network.build(session, {"build": "policy"}, "")
    assert session.building == {"wave": "2024"}
    with pytest.raises(TiesnetError, match="still being done"):
        network.build(session, {"build": "wave"}, "2026")
    assert session.building == {"wave": "2024"}
    done(session)


def test_another_language_reads_the_survey_anew(opened: Opened, survey: Path) -> None:
    session = opened(survey)
    language.choose(session, {"lang": "xx"}, 1)
    assert session.lang == "en"
    language.choose(session, {"lang": "pt"}, 1)
    assert session.lang == "pt"
    with pytest.raises(TiesnetError, match="language cannot change|idioma|língua"):
        language.choose(session, {"lang": "en"}, 1)
    done(session)
    assert "pt" in session.reports
    assert words(7)["largest"] == 7_000_000


def test_stopped_work_can_go_on(opened: Opened, survey: Path) -> None:
    session = opened(survey)
    from tiesnet.app.reading import read_again

    read_again(session)
    progress.stop(session, None, 1)
    done(session)
    assert session.job.state == "stopped"
    assert "Stopped" in texts(bar(session))
    session.measures = None
    progress.go_on(session, None, 1)
    done(session)
    assert session.job.state == "done"
    assert session.measures is not None
    assert bar(session) == []


def test_what_cannot_be_done_is_said_and_forgotten(measured: Session) -> None:
    def refuse(*_given: Any) -> None:
        raise TiesnetError("Not like this.", "Let 'tiesnet names' say so.")

    did(measured, refuse, {}, 1)
    assert "Not like this. Decide which names" in texts(bar(measured))
    did(measured, lambda *_given: None, {}, 1)
    assert measured.notice is None
    did(measured, refuse, {}, 1)
    stamp = drawn(measured, "findings", LIGHT, None)[4]
    assert measured.notice is not None
    drawn(measured, "problems", LIGHT, stamp)  # another view: what was said was about the first
    assert measured.notice is None
    assert repair_here("Read it with --mapping.") == (
        "Say what the columns mean, in the view Columns."
    )
    assert repair_here("Do it with 'tiesnet robustness'.") == "Do it in the view Tests."
    assert repair_here("Choose a measure: 'tiesnet metrics' lists them.") == (
        "Choose another measure from the list."
    )
    assert repair_here("Compute fewer.") == "Compute fewer."

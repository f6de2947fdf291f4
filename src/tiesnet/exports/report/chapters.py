"""The chapters: each a question, its answer in one sentence, tables, how to read them, cautions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tiesnet.diagnosis import Finding, findings, response, why_not_said
from tiesnet.exports.report.answers import firms_answer, network_answer
from tiesnet.exports.report.brokerage import brokers_chapter
from tiesnet.exports.report.cells import Page, table_view
from tiesnet.exports.report.chapter import Chapter, answer, folded, part, plain, side, terms
from tiesnet.exports.report.cooperation import chain_chapter, layers_chapter
from tiesnet.exports.report.diagnoses import with_diagnoses
from tiesnet.exports.report.figures import Drawn
from tiesnet.exports.report.survey_quality import (
    survey_answer,
    survey_caution,
    survey_figures,
)
from tiesnet.exports.report.words import ORDER
from tiesnet.exports.tables import (
    Table,
    assumptions_table,
    choices_table,
    disconnected_table,
    firms_table,
    institutions_table,
    network_table,
    next_survey_table,
    not_surveyed_table,
    parameters_table,
    problems_table,
    unclear_table,
)
from tiesnet.language import say
from tiesnet.metrics import Measures

FIRM_COLUMNS = (
    "name",
    "connection",
    "stage",
    "hangs_by",
    "degree",
    "degree_formal",
    "degree_informal",
    "named_by",
    "rank",
    "effective_size",
    "constraint_ego",
)


def chapters(
    measures: Measures, page: Page, drawn: Mapping[str, tuple[Drawn, ...]]
) -> list[Chapter]:
    """Write all chapters that the data carry, in the order a reader asks, with their figures."""
    made = {finding.key: finding for finding in findings(measures)}
    told = [
        _disconnected(measures, page, made),
        brokers_chapter(measures, page, made),
        chain_chapter(measures, page, made),
        layers_chapter(measures, page, made),
        _survey(measures, page),
        _firms(measures, page),
        _network(measures, page),
        _problems(measures, page),
    ]
    told = with_diagnoses(told, measures, page)
    return [replace(chapter, drawn=drawn.get(chapter.id, ())) for chapter in told]


def _disconnected(measures: Measures, page: Page, made: dict[str, Finding]) -> Chapter:
    table = disconnected_table(measures)
    finding = made.get("disconnected")
    caution = f"{finding.caution} {_about_silence(measures)}".strip() if finding else ""
    return Chapter(
        "disconnected",
        say("Who is disconnected?"),
        answer(
            page,
            finding,
            say("{why}, so nobody can be called disconnected.", why=why_not_said(measures)),
        ),
        (
            *part(table, page, first=("connection", "name"), leave_out=_same_without(table)),
            *part(institutions_table(measures), page, say("Tied in only through institutions")),
            *part(unclear_table(measures), page, say("Unclear: answers are missing")),
        ),
        side(
            (say("How to read this"), table.reading if finding or len(table.rows) else ""),
            (say("Caution"), caution),
        ),
        terms=terms(page, "connection"),
    )


def _about_silence(measures: Measures) -> str:
    if not response(measures).silent:
        return ""
    return say("Silent firms are never called disconnected.")


def _same_without(table: Table) -> tuple[str, ...]:
    """Leave the status without institutions out where it says nothing new."""
    rows = table.rows
    same = bool((rows["connection"] == rows["connection_firms"]).all())
    return ("connection_firms",) if same else ()


def _survey(measures: Measures, page: Page) -> Chapter:
    asked = next_survey_table(measures)
    return Chapter(
        "survey",
        say("How good is the survey?"),
        plain(survey_answer(measures)),
        part(not_surveyed_table(measures), page, say("Never asked")),
        side((say("Caution"), survey_caution(measures))),
        figures=tuple(survey_figures(measures, page)),
        last=part(asked, page, asked.title, asked.reading),
    )


def _firms(measures: Measures, page: Page) -> Chapter:
    table = firms_table(measures)
    if table.rows.empty:
        return Chapter("firms", say("All firms"), plain(firms_answer(measures)), ())
    place = table.rows["connection"].map(ORDER).fillna(len(ORDER))
    rows = table.rows.loc[place.sort_values(kind="stable").index]
    view = table_view(
        replace(table, rows=rows, note=""),
        page,
        leave_out=("why_empty",),
        first=FIRM_COLUMNS,
        search=say("Search firm, stage or status"),
        printed=9,
        brief=True,
    )
    connection = say("Connection")
    for header in view["headers"]:
        if header["label"] == connection:  # left out where nobody can be called disconnected
            header["label"] = say("Status")
    return Chapter(
        "firms",
        say("All firms"),
        plain(firms_answer(measures)),
        (
            {"heading": "", "words": "", "table": view},
            {
                "heading": "",
                "words": say(
                    "Empty means not known or not defined; the workbook gives the reason. "
                    "“≥” is a lower bound. All numbers of every relation are in the workbook."
                ),
                "table": None,
            },
        ),
    )


def _network(measures: Measures, page: Page) -> Chapter:
    table = network_table(measures)
    return Chapter(
        "network",
        say("The network as a whole"),
        plain(network_answer(measures)),
        part(table, page, leave_out=("reading",), printed=7),
    )


def _problems(measures: Measures, page: Page) -> Chapter:
    problems, assumptions = problems_table(measures), assumptions_table(measures)
    choices, chosen = choices_table(measures), parameters_table(measures)
    said = " ".join(part for part in (problems.answer, assumptions.answer) if part)
    return Chapter(
        "problems",
        say("Problems and assumptions"),
        plain(said),
        (
            *part(problems, page, say("Problems"), leave_out=("code",), printed=9),
            *part(assumptions, page, say("Assumptions"), leave_out=("code",)),
            *part(
                choices,
                page,
                say("How reports became ties"),
                choices.reading,
                leave_out=("code",),
            ),
            *folded(
                chosen,
                page,
                say("Parameters of measures"),
                chosen.reading,
                leave_out=("metric",),
            ),
        ),
    )

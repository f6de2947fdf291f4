"""The chapters: each a question, its answer in one sentence, tables, how to read them, cautions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from tiesnet.diagnosis import Finding, findings, formal_informal
from tiesnet.exports.report.answers import firms_answer, network_answer
from tiesnet.exports.report.cells import Page, table_view
from tiesnet.exports.report.first import Part, sentence_parts
from tiesnet.exports.report.heat import heat_views
from tiesnet.exports.report.survey_quality import agreement_table, survey_answer, survey_figures
from tiesnet.exports.report.words import ORDER
from tiesnet.exports.tables import (
    Table,
    assumptions_table,
    brokers_table,
    disconnected_table,
    firms_table,
    formal_informal_table,
    horizontal_vertical_table,
    institutions_table,
    network_table,
    not_surveyed_table,
    problems_table,
    risks_table,
    silent_table,
    unclear_table,
)
from tiesnet.metrics import Measures, catalogue

SIDE_BY_SIDE = (
    "n_ties",
    "density_known",
    "reciprocity",
    "transitivity",
    "n_isolates",
    "mean_distance",
    "degree_centralisation",
)


@dataclass(frozen=True)
class Chapter:
    """One question, answered.

    Attributes
    ----------
    id : str
        The anchor findings link to.
    question : str
        The title.
    answer : tuple
        One sentence, as parts of text and actors.
    tables : tuple of dict
        ``heading``, ``words``, ``table``.
    side : tuple of dict
        ``heading``, ``text``: how to read it, cautions.
    terms : tuple of dict
        ``key``, ``label``: the measures it rests on, with their definitions.
    heats : tuple of dict
        Stage by stage tables with a switch between them.
    figures : tuple of dict
        ``value`` and ``label``: numbers worth a large type.
    """

    id: str
    question: str
    answer: tuple[Part, ...]
    tables: tuple[dict[str, Any], ...] = ()
    side: tuple[dict[str, str], ...] = ()
    terms: tuple[dict[str, str], ...] = ()
    heats: tuple[dict[str, Any], ...] = ()
    figures: tuple[dict[str, Any], ...] = ()


def chapters(measures: Measures, page: Page) -> list[Chapter]:
    """Write all chapters that the data carry, in the order a reader asks."""
    made = {finding.key: finding for finding in findings(measures)}
    return [
        _disconnected(measures, page, made),
        _brokers(measures, page, made),
        _chain(measures, page, made),
        _layers(measures, page, made),
        _survey(measures, page),
        _firms(measures, page),
        _network(measures, page),
        _problems(measures, page),
    ]


def _answer(page: Page, finding: Finding | None, otherwise: str) -> tuple[Part, ...]:
    if finding is None:
        return _plain(otherwise)
    return ({"text": finding.claim, "actor": None}, *sentence_parts(finding, page))


def _plain(text: str) -> tuple[Part, ...]:
    return ({"text": text, "actor": None},) if text else ()


def _side(*notes: tuple[str, str]) -> tuple[dict[str, str], ...]:
    return tuple({"heading": heading, "text": text} for heading, text in notes if text)


def _terms(page: Page, *names: str) -> tuple[dict[str, str], ...]:
    known = [catalogue()[name] for name in names if name in catalogue()]
    return tuple({"key": page.terms.metric(m.name), "label": m.label} for m in known)


def _part(
    table: Table, page: Page, heading: str = "", **options: Any
) -> tuple[dict[str, Any], ...]:
    """Give a table with its heading, or nothing when it has no rows."""
    if table.rows.empty or not table.columns:
        return ()
    return ({"heading": heading, "words": "", "table": table_view(table, page, **options)},)


def _disconnected(measures: Measures, page: Page, made: dict[str, Finding]) -> Chapter:
    table = disconnected_table(measures)
    finding = made.get("disconnected")
    caution = finding.caution if finding else ""
    return Chapter(
        "disconnected",
        "Who is disconnected?",
        _answer(page, finding, "No firm answered, so nobody can be called disconnected."),
        (
            *_part(table, page, first=("connection", "name"), leave_out=_same_without(table)),
            *_part(institutions_table(measures), page, "Tied in only through institutions"),
            *_part(unclear_table(measures), page, "Unclear: answered only in part"),
        ),
        _side(
            ("How to read this", table.reading),
            ("Caution", f"{caution} Silent firms are never called disconnected.".strip()),
        ),
        terms=_terms(page, "connection"),
    )


def _same_without(table: Table) -> tuple[str, ...]:
    """Leave the status without institutions out where it says nothing new."""
    rows = table.rows
    same = bool((rows["connection"] == rows["connection_firms"]).all())
    return ("connection_firms",) if same else ()


def _brokers(measures: Measures, page: Page, made: dict[str, Finding]) -> Chapter:
    table = brokers_table(measures)
    top = replace(table, rows=table.rows.head(15))
    part = _part(
        top, page, "Brokers", first=("rank", "name"), leave_out=("cut_off_firms",), printed=8
    )
    return Chapter(
        "brokers",
        "Who holds the network together?",
        _answer(page, made.get("holding"), "No firm answered, so this cannot be said."),
        (*_part(risks_table(measures), page, "If one of them leaves"), *part),
        _side(
            ("How to read this", table.reading),
            (
                "Caution",
                "Only ties somebody reported are counted: a firm that did not answer may "
                "hold others without our knowing.",
            ),
        ),
        terms=_terms(page, "betweenness_normalised", "constraint_ego"),
    )


def _chain(measures: Measures, page: Page, made: dict[str, Finding]) -> Chapter:
    table = horizontal_vertical_table(measures)
    finding = made.get("chain")
    return Chapter(
        "chain",
        "Along the chain or among peers?",
        _answer(page, finding, table.answer),
        _part(table, page, "Ties by orientation", leave_out=_all_zero(table), printed=11),
        _side(
            ("How to read this", table.reading),
            ("Caution", finding.caution if finding else ""),
        ),
        terms=_terms(page, "odds_ratio_stage"),
        heats=tuple(heat_views(measures)),
    )


def _all_zero(table: Table) -> tuple[str, ...]:
    """Leave out orientations that no tie has."""
    rare = ("lateral", "undetermined", "institutional")
    return tuple(key for key in rare if key in table.rows and not table.rows[key].any())


def _layers(measures: Measures, page: Page, made: dict[str, Finding]) -> Chapter:
    table = formal_informal_table(measures)
    finding = made.get("layers")
    nothing = "Only one kind of tie was asked for, so there is nothing to compare."
    return Chapter(
        "layers",
        "Formal and informal",
        _answer(page, finding, nothing if table.rows.empty else ""),
        (
            *_part(_side_by_side(measures), page, "Side by side"),
            *_part(table, page, "Do they run together?"),
        ),
        _side(
            ("How to read this", table.reading),
            ("Caution", finding.caution if finding else ""),
        ),
        figures=_overlap_figures(measures),
        terms=_terms(page, "layer_overlap", "density_known", "transitivity"),
    )


def _overlap_figures(measures: Measures) -> tuple[dict[str, str], ...]:
    row = formal_informal(measures)
    if row is None:
        return ()
    words = (
        ("pairs_a", "pairs with a formal tie"),
        ("pairs_b", "pairs with an informal tie"),
        ("pairs_both", "pairs with both"),
    )
    return tuple({"value": f"{int(row[key]):,}", "label": label} for key, label in words)


def _side_by_side(measures: Measures) -> Table:
    """Give some numbers of the network for formal and informal ties; no rows unless both exist."""
    table = network_table(measures)
    kinds = [c for c in table.columns if c.key in ("layer:formal", "layer:informal")]
    columns = tuple(c for c in table.columns if c.key in ("label", "unit")) + tuple(kinds)
    kept = [name for name in SIDE_BY_SIDE if name in table.rows.index] if len(kinds) == 2 else []
    places = [table.rows.index.get_loc(name) for name in kept]
    return replace(
        table,
        key="side_by_side",
        title="Formal and informal ties side by side",
        columns=columns,
        rows=table.rows.loc[kept],
        row_kinds=tuple(table.row_kinds[place] for place in places),
    )


def _survey(measures: Measures, page: Page) -> Chapter:
    cautions = " ".join(measures.cautions)
    agreement = agreement_table(measures)
    return Chapter(
        "survey",
        "How good is the survey?",
        _plain(survey_answer(measures)),
        (
            *_part(silent_table(measures), page, "Asked, did not answer"),
            *_part(not_surveyed_table(measures), page, "Never asked"),
            *_part(agreement, page, "Where both ends were asked, do they say the same?"),
        ),
        _side(
            ("How to read this", agreement.reading),
            (
                "Caution",
                cautions
                or "A silent firm keeps its place: what others say of it is a "
                "lower bound, and its own numbers stay empty.",
            ),
        ),
        figures=tuple(survey_figures(measures)),
    )


def _firms(measures: Measures, page: Page) -> Chapter:
    table = firms_table(measures)
    place = table.rows["connection"].map(ORDER).fillna(len(ORDER))
    rows = table.rows.loc[place.sort_values(kind="stable").index]
    view = table_view(
        replace(table, rows=rows, note=""),
        page,
        leave_out=("why_empty",),
        first=("connection", "name", "stage"),
        search="Search firm, stage or status",
        printed=9,
    )
    view["headers"][0]["label"] = "Status"
    return Chapter(
        "firms",
        "All firms",
        _plain(firms_answer(measures)),
        (
            {"heading": "", "words": "", "table": view},
            {
                "heading": "",
                "words": "Empty means not known, “≥” is a lower bound. All numbers of every "
                "relation are in the workbook.",
                "table": None,
            },
        ),
    )


def _network(measures: Measures, page: Page) -> Chapter:
    table = network_table(measures)
    return Chapter(
        "network",
        "The network as a whole",
        _plain(network_answer(measures)),
        _part(table, page, leave_out=("reading",), printed=7),
    )


def _problems(measures: Measures, page: Page) -> Chapter:
    problems, assumptions = problems_table(measures), assumptions_table(measures)
    said = " ".join(part for part in (problems.answer, assumptions.answer) if part)
    return Chapter(
        "problems",
        "Problems and assumptions",
        _plain(said),
        (
            *_part(problems, page, "Problems", leave_out=("code",), printed=9),
            *_part(assumptions, page, "Assumptions", leave_out=("code",)),
        ),
    )

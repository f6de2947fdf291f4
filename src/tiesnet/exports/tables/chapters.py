"""Who is disconnected, who did not answer: one table per question about the firms' standing."""

from __future__ import annotations

from tiesnet.diagnosis import (
    disconnected,
    findings,
    not_surveyed,
    only_through_institutions,
    silent,
    unclear,
    why_not_said,
)
from tiesnet.exports.tables.columns import with_bounds
from tiesnet.exports.tables.model import Column, Table, frame_table
from tiesnet.exports.tables.status import STATUS_NOTE
from tiesnet.language import say
from tiesnet.metrics import Measures

NAME, STAGE = Column("name", "Firm"), Column("stage", "Stage")
_PARTNERS = Column(
    "partners",
    "Partners",
    "actors",
    "count",
    "Distinct partners in all relations.",
    metric="degree",
)
_NAMED_BY = Column(
    "named_by",
    "Named by",
    "actors",
    "count",
    "How many others name the firm. “≥”: it did not answer, so it may be more.",
    metric="named_by",
)


def answer(measures: Measures, key: str, otherwise: str = "") -> str:
    """Give the sentence of a finding, with its caution; other words when it was not made."""
    for found in findings(measures):
        if found.key == key:
            return " ".join(part for part in (found.sentence, found.caution) if part)
    return otherwise


def disconnected_table(measures: Measures) -> Table:
    """Give the firms that answered and are disconnected, the most cut off first."""
    columns = (
        NAME,
        STAGE,
        Column("connection", "How it is disconnected", definition=STATUS_NOTE, words=True),
        Column("hangs_by", "Hangs by"),
        Column(
            "connection_firms",
            "Without institutions",
            definition=f"{say('Its connection when only ties between firms count.')} "
            f"{say(STATUS_NOTE)}",
            words=True,
        ),
        _PARTNERS,
        _NAMED_BY,
    )
    return frame_table(
        "disconnected",
        "Disconnected firms",
        disconnected(measures),
        columns,
        question="Who is disconnected?",
        answer=answer(
            measures,
            "disconnected",
            say("{why}, so nobody can be called so.", why=why_not_said(measures)),
        ),
        reading="From the most cut off: no tie at all (isolate); in a group apart (outside the "
        "main component); hanging by one tie; hanging by one actor, who is named; on a chain of "
        "single ties (core number 1 or less). Only firms that answered are here: of the silent "
        "we do not know.",
    )


def silent_table(measures: Measures) -> Table:
    """Give the firms that did not answer, the most often named first."""
    columns = (NAME, STAGE, _NAMED_BY, Column("named_by_whom", "Named by whom"))
    table = frame_table(
        "silent",
        "Firms to call: asked, did not answer",
        silent(measures),
        columns,
        question="Who did not answer?",
        answer=answer(measures, "silent", say("Every firm that was asked answered.")),
    )
    return with_bounds(table, measures)


def institutions_table(measures: Measures) -> Table:
    """Give the firms that are tied in only through institutions."""
    columns = (
        NAME,
        STAGE,
        Column("connection_firms", "Without institutions", definition=STATUS_NOTE, words=True),
        _PARTNERS,
    )
    rows = only_through_institutions(measures)
    return frame_table("through_institutions", "Tied in only through institutions", rows, columns)


def unclear_table(measures: Measures) -> Table:
    """Give the firms that a missing answer may connect, so that nothing is said of them."""
    columns = (NAME, STAGE, _PARTNERS, _NAMED_BY)
    table = frame_table(
        "unclear",
        "Unclear: a missing answer may connect them",
        unclear(measures),
        columns,
        reading="They answered or were asked only a part, or their tie rests on who did not "
        "answer.",
    )
    return with_bounds(table, measures)


def not_surveyed_table(measures: Measures) -> Table:
    """Give the firms of the cluster that were never asked."""
    columns = (NAME, STAGE, _NAMED_BY)
    table = frame_table("not_surveyed", "Never asked", not_surveyed(measures), columns)
    return with_bounds(table, measures)

"""What a chapter is made of, and the parts all chapters share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tiesnet.diagnosis import Finding
from tiesnet.exports.report.cells import Page, table_view
from tiesnet.exports.report.figures import Drawn
from tiesnet.exports.report.first import Part, sentence_parts
from tiesnet.exports.tables import Table
from tiesnet.language import say
from tiesnet.metrics import catalogue


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
        ``heading``, ``words``, ``table``, and ``folded`` for a table that opens on request.
    side : tuple of dict
        ``heading``, ``text``: how to read it, cautions.
    terms : tuple of dict
        ``key``, ``label``: the measures it rests on, with their definitions.
    heats : tuple of dict
        Stage by stage tables with a switch between them.
    figures : tuple of dict
        ``value``, ``label`` and ``term``: numbers worth a large type, and what explains them.
    studies : tuple of dict
        The diagnoses of the chapter: ``heading``, ``said``, ``cautions``, ``tables``, ``facts``.
    last : tuple of dict
        Tables that come after the diagnoses.
    drawn : tuple of Drawn
        The figures.
    """

    id: str
    question: str
    answer: tuple[Part, ...]
    tables: tuple[dict[str, Any], ...] = ()
    side: tuple[dict[str, str], ...] = ()
    terms: tuple[dict[str, str], ...] = ()
    heats: tuple[dict[str, Any], ...] = ()
    figures: tuple[dict[str, Any], ...] = ()
    studies: tuple[dict[str, Any], ...] = ()
    last: tuple[dict[str, Any], ...] = ()
    drawn: tuple[Drawn, ...] = ()

    @property
    def said(self) -> str:
        """The answer as one text."""
        return " ".join("".join(str(part["text"]) for part in self.answer).split())


def answer(page: Page, finding: Finding | None, otherwise: str) -> tuple[Part, ...]:
    """Answer with a finding, or with other words when it was not made."""
    if finding is None:
        return plain(otherwise)
    return ({"text": finding.claim, "actor": None}, *sentence_parts(finding, page))


def plain(text: str) -> tuple[Part, ...]:
    """Answer in a sentence that names nobody."""
    return ({"text": text, "actor": None},) if text else ()


def side(*notes: tuple[str, str]) -> tuple[dict[str, str], ...]:
    """Put notes beside a chapter; empty ones are left out."""
    return tuple({"heading": heading, "text": text} for heading, text in notes if text)


def terms(page: Page, *names: str) -> tuple[dict[str, str], ...]:
    """Offer the definitions of the measures a chapter rests on."""
    known = [catalogue()[name] for name in names if name in catalogue()]
    return tuple({"key": page.terms.metric(m.name), "label": say(m.label)} for m in known)


def part(
    table: Table, page: Page, heading: str = "", words: str = "", **options: Any
) -> tuple[dict[str, Any], ...]:
    """Give a table with its heading, or nothing when it has no rows."""
    if table.rows.empty or not table.columns:
        return ()
    return ({"heading": heading, "words": words, "table": table_view(table, page, **options)},)


def folded(
    table: Table, page: Page, heading: str, words: str = "", **options: Any
) -> tuple[dict[str, Any], ...]:
    """Give a table of which only the heading shows until it is opened: for whoever checks."""
    return tuple({**one, "folded": True} for one in part(table, page, heading, words, **options))

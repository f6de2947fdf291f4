"""The chapter on brokers: who holds the network together, and who leads in each role."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tiesnet.diagnosis import Finding, response, why_not_said
from tiesnet.exports.report.cells import Page
from tiesnet.exports.report.chapter import Chapter, answer, part, side, terms
from tiesnet.exports.tables import (
    Table,
    brokers_table,
    risks_table,
    roles_table,
)
from tiesnet.language import say, say_n, word
from tiesnet.metrics import Measures, catalogue

MOST_BROKERS = 15
BROKER_COLUMNS = (
    "name",
    "rank",
    "stage",
    "cuts_off",
    "betweenness_normalised",
    "effective_size",
    "constraint_ego",
    "main_role",
)


def brokers_chapter(measures: Measures, page: Page, made: dict[str, Finding]) -> Chapter:
    """Answer who holds the network together."""
    table, roles = brokers_table(measures), roles_table(measures)
    said = "holding" in made or len(table.rows) > 0
    leading = _leading(table, page)
    return Chapter(
        "brokers",
        say("Who holds the network together?"),
        answer(
            page,
            made.get("holding"),
            say("{why}, so this cannot be said.", why=why_not_said(measures)),
        ),
        (
            *part(risks_table(measures), page, say("If one of them leaves")),
            *leading,
            *part(
                roles,
                page,
                say("Who leads in each role"),
                first=("label", "name", "stage", "count", "rank"),
                leave_out=("definition", "meaning"),
            ),
        ),
        side(
            (say("How to read this"), table.reading if said else ""),
            (say("The roles"), _role_words(roles)),
            (say("Caution"), _about_reports(measures) if said else ""),
        ),
        terms=terms(page, "betweenness_normalised", "constraint_ego"),
    )


def _leading(table: Table, page: Page) -> tuple[dict[str, Any], ...]:
    """Show the first of the brokers, equal ranks together."""
    first = table.rows["rank"] <= MOST_BROKERS if len(table.rows) else slice(0)
    top = replace(table, rows=table.rows[first])
    return part(
        top,
        page,
        say("Brokers"),
        _of_all(len(top.rows), len(table.rows)),
        first=BROKER_COLUMNS,
        leave_out=("cut_off_firms",),
        printed=8,
        brief=True,
    )


def _of_all(shown: int, every: int) -> str:
    """Say how many of the brokers are listed; nothing where all are."""
    if shown == every:
        return ""
    return say_n(
        every,
        "{shown} of the {n} firm that sit between others, equal ranks together; all are in the "
        "workbook.",
        "{shown} of the {n} firms that sit between others, equal ranks together; all are in the "
        "workbook.",
        shown=shown,
    )


def _role_words(roles: Table) -> str:
    """Say what a firm in each role does."""
    if roles.rows.empty:
        return ""
    said = {say(catalogue()[role].label): sentence for role, sentence in _ROLES.items()}
    held = dict.fromkeys(str(label) for label in roles.rows["label"])
    return " ".join(say(said[label]) for label in held)


_ROLES = {
    "coordinator": word("A coordinator connects firms of its own stage with each other."),
    "consultant": word(
        "A consultant connects firms of one other stage with each other, from outside."
    ),
    "representative": word("A representative passes on what its own stage gives to other stages."),
    "gatekeeper": word("A gatekeeper lets what other stages give into its own stage."),
    "liaison": word("A liaison connects two stages with each other, neither of them its own."),
}


def _about_reports(measures: Measures) -> str:
    if not response(measures).silent:
        return say("Only ties that somebody reported are counted.")
    return say(
        "Only ties that somebody reported are counted: a firm that did not answer may hold others "
        "without our knowing."
    )

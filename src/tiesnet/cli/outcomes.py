"""What a test gives, on the terminal: sentences, tables, what was assumed, how it was done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from tiesnet.cli.show import bullet, console, more_rows, plain
from tiesnet.cli.tables import MOST_ROWS
from tiesnet.cli.wide import ERROR_NOTE, show_wide
from tiesnet.language import say

if TYPE_CHECKING:
    from tiesnet.exports import Table
    from tiesnet.inference import Outcome


def show_outcome(outcome: Outcome) -> None:
    """Show an outcome: what was found, the tables, what to keep in mind, how it was done."""
    from tiesnet.exports import outcome_tables

    out = console()
    out.print(Text(plain(say(outcome.title)), style="bold"))
    for sentence in outcome.sentences:
        out.print(Text(plain(sentence)))
    open_ = {one.key for one in outcome.tables if one.shown == "page"}
    made = outcome_tables(outcome)
    for place, one in enumerate(made):
        if not place or one.key in open_:
            _show_table(out, one)
    left = [f"{say(one.title)} ({len(one.rows):,})" for one in made[1:] if one.key not in open_]
    _list(out, say("Also in the workbook (-o outcome.xlsx), with rows"), left)
    _list(out, say("What was assumed"), outcome.assumptions)
    _list(out, say("What to keep in mind"), outcome.cautions)
    _paragraph(out, say("How it was done"), outcome.method)
    _sources(out, outcome.source)


def _show_table(out: Console, made: Table) -> None:
    out.print(Text(f"\n{plain(say(made.title))}", style="bold"))
    if made.reading:
        out.print(Text(plain(say(made.reading))))
    with_errors = show_wide(out, made.part(0, MOST_ROWS))
    if len(made.rows) > MOST_ROWS:
        left = len(made.rows) - MOST_ROWS
        out.print(Text(more_rows(left, "outcome.xlsx")))
    notes = [say(made.note), say(ERROR_NOTE) if with_errors else ""]
    if any(notes):
        out.print(Text(plain(" ".join(note for note in notes if note))))


def _list(out: Console, title: str, items: Iterable[str]) -> None:
    items = list(items)
    if items:
        out.print(Text(f"\n{title}", style="bold"))
    for item in items:
        out.print(bullet(item))


def _paragraph(out: Console, title: str, words: str) -> None:
    if words:
        out.print(Text(f"\n{title}", style="bold"))
        out.print(Text(plain(words)))


def _sources(out: Console, keys: Sequence[str]) -> None:
    if keys:
        from tiesnet.literature import cite

        out.print(Text("\n" + say("Sources: {works}", works=cite(", ".join(keys)))))

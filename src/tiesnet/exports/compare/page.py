"""The page of a comparison: what differs most, four blocks, size, what fits, how it was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from tiesnet.exports.compare.tables import (
    block_tables,
    further_tables,
    measures_table,
    opportunities,
    told_by_several,
)
from tiesnet.exports.provenance import input_files, library_versions, tiesnet_version
from tiesnet.exports.report.assets import PLAIN, policy, script, script_texts, style
from tiesnet.exports.report.cells import Page, Terms, table_view
from tiesnet.exports.report.chapter import Chapter, folded, part, plain
from tiesnet.exports.report.mapdata import safe_json
from tiesnet.exports.report.page import environment
from tiesnet.exports.report.words import shown
from tiesnet.exports.tables.model import Table
from tiesnet.inference import Outcome
from tiesnet.inference import words as wording
from tiesnet.language import say, say_n
from tiesnet.literature import sources
from tiesnet.network import Network

MOST_MEETINGS, MOST_FOLLOW = 4, 4
_FITS = ("meet", "offers_needs", "offers_test", "chain", "inputs", "markets")
_FOLDED = ("offers_needs", "offers_test")
_MADE = ("surveys", "relations", "differences", "sizes")
_BRIEF = {
    "adjusted": ("measure", "cluster", "actors", "observed", "expected", "excess", "z", "p"),
    "differences": ("measure", "one", "other", "one_value", "other_value", "observed", "sd", "p"),
    "offers_test": ("what", "observed", "expected", "p"),
}


def comparison_page(outcome: Outcome, networks: Mapping[str, Network]) -> bytes:
    """Make the page; the same comparison gives the same bytes."""
    page = Page({}, {}, Terms())
    tables = {table.key: table for table in further_tables(outcome)}
    text = (
        environment()
        .get_template("compare/page.html")
        .render(
            title=shown(outcome.title),
            glance=_glance(outcome),
            found=[_claim(outcome, sentence) for sentence in outcome.sentences],
            follow=opportunities(outcome)[:MOST_FOLLOW],
            meetings=_meetings(tables.get("meet")),
            cautions=outcome.cautions,
            chapters=_chapters(outcome, tables, page),
            method=outcome.method,
            assumptions=outcome.assumptions,
            references=[sources()[key].reference for key in outcome.source],
            provenance=_provenance(outcome, networks),
            terms=page.terms.found,
            style=style(),
            script=script(PLAIN),
            texts=safe_json(script_texts(PLAIN)),
            policy=policy(style(), script(PLAIN)),
            version=tiesnet_version(),
        )
    )
    return text.encode("utf-8", "replace")


def _glance(outcome: Outcome) -> list[dict[str, str]]:
    """Say how large each cluster is and how much of it was heard."""
    made = []
    for row in outcome.table("surveys").to_dict("records"):
        share = shown(row["rate"], "percent")
        made.append(
            {
                "name": shown(row["cluster"]),
                "heard": _heard(row["answered"], row["asked"], share),
                "size": f"{wording.count(row['actors'], 'actor')}, "
                f"{wording.count(row['ties'], 'tie')}",
            }
        )
    return made


def _heard(answered: int, asked: int, share: str) -> str:
    firms = wording.count(asked, "firm")
    if not share:
        return say("{n} of {firms} answered", n=answered, firms=firms)
    return say("{n} of {firms} answered ({share})", n=answered, firms=firms, share=share)


def _claim(outcome: Outcome, sentence: str) -> dict[str, str]:
    """Split a sentence into its claim, which links to the block of its measure, and the rest."""
    for one in outcome.tables:
        for label in one.rows.get("measure", ()) if "opportunity" in one.rows else ():
            if sentence.startswith(f"{label}: "):
                rest = _kept(sentence[len(label) :])
                return {"href": f"#{one.key}", "claim": label, "rest": rest}
    return {"href": "", "claim": "", "rest": _kept(sentence)}


def _kept(text: str) -> str:
    """Keep a percentage, and a p, on one line."""
    for apart in (" %", "p = ", "p < "):
        text = text.replace(apart, apart.replace(" ", "\N{NO-BREAK SPACE}"))
    return text


def _unbroken(table: Table) -> Table:
    """Keep a p of what is said of a row on one line."""
    rows = table.rows.assign(comparison=table.rows["comparison"].map(_kept))
    return replace(table, rows=rows)


def _meetings(table: Table | None) -> list[dict[str, Any]]:
    rows = [] if table is None else table.rows.head(MOST_MEETINGS).to_dict("records")
    return [{str(key): shown(value) for key, value in row.items()} for row in rows]


def _chapters(outcome: Outcome, tables: Mapping[str, Table], page: Page) -> list[Chapter]:
    blocks = [_block(_unbroken(table), page) for table in block_tables(outcome)]
    fits = [part for key in _FITS if key in tables for part in _part(tables[key], page)]
    made = [part for key in _MADE if key in tables for part in _part(tables[key], page, True)]
    measures = measures_table(outcome)
    made += folded(measures, page, measures.title, measures.reading, printed=4)
    chapters = [*blocks]
    if "adjusted" in tables:
        chapters.append(
            Chapter(
                "adjusted",
                say("What has size to do with it?"),
                plain(tables["adjusted"].reading),
                tuple(_view(tables["adjusted"], page, "")),
            )
        )
    if fits:
        answer = say("What firms of one offer, make or reach that those of the other seek or lack.")
        question = say("What could they do for each other?")
        chapters.append(Chapter("complementarities", question, plain(answer), tuple(fits)))
    chapters.append(Chapter("numbers", say("The numbers behind it"), (), tuple(made)))
    return chapters


def _block(table: Table, page: Page) -> Chapter:
    """Show a block: what several clusters tell, and folded what only one does."""
    several = told_by_several(table)
    shown_parts: list[dict[str, Any]] = []
    if several.any():
        own = _numbers_as_text(_some(table, several), page)
        shown_parts.append({"heading": "", "words": "", "table": own})
    if (~several).any():
        heading = say("Told by one survey only")
        # Those who hear the page tell its tables apart by their titles.
        named: dict[str, Any] = {"key": f"{table.key}_alone", "title": f"{table.title}: {heading}"}
        alone = _numbers_as_text(replace(_some(table, ~several), **named), page)
        shown_parts.append({"heading": heading, "words": "", "table": alone, "folded": True})
    return Chapter(table.key, table.title, plain(_block_answer(table)), tuple(shown_parts))


def _some(table: Table, which: pd.Series) -> Table:
    kinds = tuple(kind for kind, kept in zip(table.row_kinds, which, strict=True) if kept)
    return replace(table, rows=table.rows[which].reset_index(drop=True), row_kinds=kinds)


def _block_answer(table: Table) -> str:
    tested, clear = int(table.rows["tested"].sum()), int(table.rows["clear"].sum())
    if not tested:
        return say("No difference of this block can be tested.")
    measures = wording.count(tested, "measure")
    if not clear:
        return say("None of {measures} tested differs clearly.", measures=measures)
    return say_n(
        clear,
        "{n} of {measures} tested differs clearly.",
        "{n} of {measures} tested differ clearly.",
        measures=measures,
    )


def _numbers_as_text(table: Table, page: Page) -> dict[str, Any]:
    """Show a block with the numbers as the sentences have them."""
    leave = ("why",) if told_by_several(table).all() else ()
    view = table_view(table, page, leave_out=leave)
    kept = [column.key for column in table.columns if column.key not in leave]
    kept = [key for key in kept if not _blank(table, key)]
    for place, key in enumerate(kept):
        if f"text:{key}" in table.rows:
            for row, text in zip(view["rows"], table.rows[f"text:{key}"], strict=True):
                row[place] = replace(row[place], text=str(text))
    return view


def _blank(table: Table, key: str) -> bool:
    return bool(table.rows[key].map(lambda value: shown(value) == "").all())


def _part(table: Table, page: Page, folds: bool = False) -> Sequence[dict[str, Any]]:
    return _view(table, page, table.title, folds or table.key in _FOLDED)


def _view(table: Table, page: Page, heading: str, folds: bool = False) -> Sequence[dict[str, Any]]:
    """Show a table with its headline columns; the others are one press away."""
    first = _BRIEF.get(table.key, ())
    brief: dict[str, Any] = {"first": first, "brief": True, "printed": len(first)}
    options = brief if first else {}
    words = table.reading if heading else ""
    make = folded if folds else part
    return make(table, page, heading, words, **options)


def _provenance(outcome: Outcome, networks: Mapping[str, Network]) -> list[tuple[str, str]]:
    rows = [(say("Made with"), f"tiesnet {tiesnet_version()}")]
    rows += [(name, version) for name, version in library_versions().items()]
    for name, net in networks.items():
        files = input_files(net)
        words = "; ".join(f"{file['name']} (SHA-256 {file['sha256']})" for file in files)
        rows.append((name, words or say("made in Python, not read from a file")))
    rows += [(say(name), shown(value, "number")) for name, value in outcome.parameters.items()]
    every = [input_files(net) for net in networks.values()]
    if all(every):
        names = " ".join(f'"{own[0]["name"]}"' if len(own) == 1 else "FOLDER" for own in every)
        chosen = outcome.parameters
        again = f"tiesnet compare {names} -o OUT --replications {chosen['Replications']}"
        again = f"{again} --seed {chosen['Seed']}"
        said = say("{command} with every other option given", command=again)
        rows.append((say("Run it again"), said))
    return [(shown(what), shown(value)) for what, value in rows]

"""One page to show around: the headline numbers, and a few charts."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import Any

from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tiesnet.diagnosis import DISCONNECTED, horizontal_vertical, percent, register, response
from tiesnet.exports.tables.model import Table, is_missing
from tiesnet.exports.workbook.cells import put
from tiesnet.exports.workbook.chapter_charts import answers_picture
from tiesnet.exports.workbook.charts import BLUE, VERMILION, Picture, Shown, draw
from tiesnet.exports.workbook.dashboard_tables import (
    answers,
    connection_counts,
    holes,
    kind_counts,
    leading_brokers,
    partner_counts,
)
from tiesnet.exports.workbook.links import location
from tiesnet.exports.workbook.looks import HAIRLINE, Looks
from tiesnet.exports.workbook.page import set_page
from tiesnet.exports.workbook.sheets import Sheets
from tiesnet.exports.workbook.summary import subtitle, title_of
from tiesnet.language import localised, say, word
from tiesnet.metrics import Measures

DASHBOARD, BEHIND = word("Dashboard"), word("Behind the dashboard")
_UNHEARD = ("silent", "unclear", "not surveyed")
_COLUMNS, _COLUMN = 18, 8.6  # of the grid, and how wide each is
_TILE = 3  # columns
_CHART_COLUMNS, _CHART_ROWS, _FIRST_ROW = 6, 17, 8


def write_dashboard(sheets: Sheets, measures: Measures, looks: Looks) -> None:
    """Write the dashboard as the second sheet, and its numbers in a sheet behind the others."""
    from tiesnet.exports.workbook.one_sheet import question_sheet

    sheet = sheets.add(
        DASHBOARD, say("The headline numbers and a few charts, on one page."), before="Firms"
    )
    made = [make(measures) for make, _, _, _ in _CHARTS]
    kept = [table for table in made if len(table.rows)]
    heads: dict[str, int] = {}
    if kept:
        about = say("The numbers from which the charts of the dashboard are drawn.")
        data = sheets.add(BEHIND, about, before="Definitions")
        rows = question_sheet(data, kept, looks)
        heads = {table.key: row for table, row in zip(kept, rows, strict=True)}
    _head(sheet, measures, looks)
    _tiles(sheet, measures, looks, sheets)
    for k, (table, (_, picture, target, missing)) in enumerate(zip(made, _CHARTS, strict=True)):
        row = _FIRST_ROW + k // 3 * (_CHART_ROWS + 1)
        cell = f"{get_column_letter(k % 3 * _CHART_COLUMNS + 1)}{row}"
        shown = picture(table, heads[table.key]) if table.key in heads else None
        if shown is None:
            _not_drawn(sheet, cell, table, say(missing), looks)
            continue
        draw(shown, data, sheet, cell, looks, until=(_CHART_COLUMNS, _CHART_ROWS - 1))
        column = k % 3 * _CHART_COLUMNS + 1
        _more(sheet, row + _CHART_ROWS - 1, column, sheets.name(target), looks)
    last = _FIRST_ROW + 2 * (_CHART_ROWS + 1)
    note = say(
        "Grey bars: of these firms we do not know. The numbers are in the sheet {sheet}.",
        sheet=sheets.name(BEHIND),
    )
    put(sheet, last, 1, note if kept else "", looks.quiet).alignment = Alignment(vertical="center")
    set_page(sheet, last, _COLUMNS, single=True)


def _head(sheet: Worksheet, measures: Measures, looks: Looks) -> None:
    for k in range(1, _COLUMNS + 1):
        sheet.column_dimensions[get_column_letter(k)].width = _COLUMN
    put(sheet, 1, 1, title_of(measures), looks.title)
    sheet.row_dimensions[1].height = 26
    put(sheet, 2, 1, subtitle(measures), looks.answer).alignment = Alignment(vertical="center")
    put(sheet, 3, 1, say("← {sheet}", sheet=looks.home), looks.back)
    looks.link_to(sheet, "A3", location(looks.home))


def _tiles(sheet: Worksheet, measures: Measures, looks: Looks, sheets: Sheets) -> None:
    """Write the headline numbers side by side; what is not known says so."""
    line = Border(top=Side("thin", color=HAIRLINE))
    sheet.row_dimensions[4].height, sheet.row_dimensions[5].height = 32, 28
    for k, (value, form, words, target) in enumerate(_headline(measures)):
        column = k * _TILE + 1
        for place in range(column, column + _TILE):
            sheet.cell(4, place).border = line
        known = not is_missing(value)
        cell: Any = put(sheet, 4, column, value if known else say("not known"), looks.tile)
        cell.number_format, cell.border = form, line
        if not known:
            cell._style = copy(looks.tile_words._style)  # type: ignore[attr-defined]
        sheet.merge_cells(start_row=4, end_row=4, start_column=column, end_column=column + 1)
        put(sheet, 5, column, words, looks.tile_words)
        sheet.merge_cells(start_row=5, end_row=5, start_column=column, end_column=column + 2)
        _more(sheet, 6, column, sheets.name(target), looks)


def _headline(measures: Measures) -> list[tuple[Any, str, str, str]]:
    """Give number, format, words and the sheet that says more."""
    firms, found = register(measures), response(measures)
    share = found.answered / found.asked if found.asked and not found.assumed else None
    words = firms["connection"]
    numbers = measures.network["all"].to_dict() if "all" in measures.network else {}
    heard = words.isin(DISCONNECTED).sum() if words.notna().any() else None
    kinds = horizontal_vertical(measures)
    pairs = kinds.at["all", "ties"] if "all" in kinds.index else None
    silent = None if found.assumed else found.silent
    return [
        (len(firms), "#,##0", say("firms in the cluster"), "Firms"),
        (share, "0%", say("of the firms asked answered"), "study:response_rates"),
        (silent, "#,##0", say("firms were asked and did not answer"), "Disconnected"),
        (heard, "#,##0", say("firms are disconnected, of those that answered"), "Disconnected"),
        (pairs, "#,##0", say("pairs are tied, in any relation"), "Horizontal-vertical"),
        (numbers.get("density_known"), "0.0%", say("of the known pairs are tied"), "Network"),
    ]


def _more(sheet: Worksheet, row: int, column: int, target: str, looks: Looks) -> None:
    """Put a link to the sheet that says more."""
    if target:
        put(sheet, row, column, say("{sheet} →", sheet=target), looks.back)
        looks.link_to(sheet, f"{get_column_letter(column)}{row}", location(target))


def _not_drawn(sheet: Worksheet, cell: str, table: Table, why: str, looks: Looks) -> None:
    """Say in the place of a chart why there is none."""
    place: Any = sheet[cell]
    put(sheet, place.row, place.column, table.title, looks.heading)
    put(sheet, place.row + 1, place.column, why, looks.quiet)
    end = place.column + _CHART_COLUMNS - 2
    sheet.merge_cells(
        start_row=place.row + 1,
        end_row=place.row + 3,
        start_column=place.column,
        end_column=end,
    )


def _connections(table: Table, head: int) -> Picture:
    told = table.rows["status"].tolist()
    counted = zip(told, table.rows["firms"], strict=True)
    return Picture(
        table.title,
        say(
            "Bars: how many firms are tied in how. {counts}.",
            counts="; ".join(f"{say(status)} {localised(f'{n:,}')}" for status, n in counted),
        ),
        "bars",
        head + 1,
        head + len(told),
        1,
        (Shown(2, say("Firms")),),
        quiet=tuple(k for k, status in enumerate(told) if status in _UNHEARD),
    )


def _kinds(table: Table, head: int) -> Picture:
    names = {"formal": (say("Formal"), BLUE), "informal": (say("Informal"), VERMILION)}
    shown = tuple(
        Shown(k, *names[column.key], hatched=column.key == "informal")
        for k, column in enumerate(table.columns, 1)
        if column.key in names
    )
    return Picture(
        say("Tied pairs by kind"),
        say("Columns: formal and informal tied pairs within a stage, along the chain, and others."),
        "columns",
        head + 1,
        head + len(table.rows),
        1,
        shown,
    )


def _brokers(table: Table, head: int) -> Picture:
    names, values = table.rows["name"].tolist(), table.rows["betweenness_normalised"].tolist()
    return Picture(
        say("Brokers: share of shortest paths between others"),
        say(
            "Bars: the firms with the highest betweenness, {first} first with {share}.",
            first=str(names[0]),
            share=percent(float(values[0])),
        ),
        "bars",
        head + 1,
        head + len(table.rows),
        1,
        (Shown(2, say("Betweenness")),),
        form="0.0%",
    )


def _holes(table: Table, head: int) -> Picture:
    return Picture(
        say("Structural holes"),
        say(
            "Points: actors by effective size, across, and constraint, upwards. Lower right: "
            "many separate partners. Upper left: a small closed circle."
        ),
        "points",
        head + 1,
        head + len(table.rows),
        2,
        (Shown(3, say("Actors that answered")),),
        across=say("Effective size (separate partners)"),
        up=say("Constraint (low: open circle)"),
    )


def _partners(table: Table, head: int) -> Picture:
    return Picture(
        say("Firms by number of partners"),
        say("Columns: how many of the firms that answered have how many partners."),
        "columns",
        head + 1,
        head + len(table.rows),
        1,
        (Shown(2, say("Firms")),),
        across=say("Partners"),
    )


_CHARTS: tuple[
    tuple[Callable[[Measures], Table], Callable[[Table, int], Picture | None], str, str], ...
] = (
    (connection_counts, _connections, "Firms", word("Nothing is known of how firms are tied in.")),
    (kind_counts, _kinds, "Horizontal-vertical", word("Stages or formality are not known.")),
    (leading_brokers, _brokers, "Brokers", word("No firm sits between two others.")),
    (holes, _holes, "Firms", word("No actor that answered has two partners.")),
    (
        answers,
        answers_picture,
        "study:response_rates",
        word("The survey does not say who answered."),
    ),
    (partner_counts, _partners, "Firms", word("No firm answered.")),
)

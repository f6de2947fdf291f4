"""The sheets as pages: one file each, that loads nothing, runs nothing and prints on one page."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

from tiesnet.exports.provenance import tiesnet_version
from tiesnet.exports.report.assets import tokens
from tiesnet.exports.report.page import environment
from tiesnet.exports.sheets.drawing import UPRIGHT, WIDE, bar, drawn
from tiesnet.exports.sheets.model import Group, Sheet

MOST_GROUPS, MOST_NAMES = 8, 12
MOST_LETTERS = 1100
"""Letters of names in all groups together, so that the page stays one page."""
_FULL, _CROWDED = 30, 38


@cache
def style() -> str:
    """Give the style of a sheet; what it shares with the report comes first."""
    path = resources.files("tiesnet.exports").joinpath("assets", "sheet.css")
    return tokens() + path.read_text(encoding="utf-8").replace("\r\n", "\n")


def policy() -> str:
    """Allow this one style, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def sheet_bytes(sheet: Sheet) -> bytes:
    """Make the page of one firm."""
    shown = sheet.groups[:MOST_GROUPS]
    room = MOST_LETTERS // max(len(shown), 4)
    return _rendered(
        "sheet/page.html",
        sheet=sheet,
        density=density(sheet, room),
        maps={"wide": drawn(sheet, WIDE), "upright": drawn(sheet, UPRIGHT)},
        legend=_legend(sheet),
        rows=[_row(number) for number in sheet.numbers],
        compared=any(number.among for number in sheet.numbers),
        groups=[_group(group, room) for group in shown],
        more_groups=max(0, len(sheet.groups) - MOST_GROUPS),
    )


def index_bytes(sheets: Sequence[Sheet], files: Sequence[str]) -> bytes:
    """Make the page that links the sheets."""
    links = list(zip(files, sheets, strict=True))
    return _rendered("sheet/index.html", first=sheets[0], links=links)


def _rendered(template: str, **values: Any) -> bytes:
    page = environment().get_template(template)
    text = page.render(style=style(), policy=policy(), version=tiesnet_version(), **values)
    return text.encode("utf-8", "replace")


def density(sheet: Sheet, room: int) -> str:
    """Say how small the print has to be for one page: roomy, full or crowded."""
    numbers = sum(_lines(len(number.label), 22) for number in sheet.numbers)
    groups = sum(
        1 + _lines(min(room, sum(len(name) + 2 for name in group.names)), 50)
        for group in sheet.groups[:MOST_GROUPS]
    )
    below = [
        *(len(one.whom) + len(one.why) + len(one.ask) + 34 for one in sheet.meetings),
        *(map(len, (sheet.offers, sheet.seeks, *sheet.notes))),
    ]
    lines = max(numbers, groups) + sum(_lines(letters, 105) for letters in below)
    return "roomy" if lines <= _FULL else "full" if lines <= _CROWDED else "crowded"


def _lines(letters: int, width: int) -> int:
    return -(-letters // width)


def _row(number: Any) -> dict[str, Any]:
    among = number.among
    drawn_bar = bar(among.low, among.middle, among.high, number.value) if among else None
    return {"number": number, "bar": drawn_bar}


def _legend(sheet: Sheet) -> list[tuple[int, str]]:
    """Number the stages on the map."""
    inside = [one for one in sheet.partners if one.number and one.inside and one.firm]
    return sorted({(one.number, one.stage) for one in inside})


def _group(group: Group, room: int) -> dict[str, Any]:
    """Keep as many names as a line or two can hold, and count the others."""
    kept: list[str] = []
    for name in group.names[:MOST_NAMES]:
        if sum(map(len, kept)) + len(name) > room:
            break
        kept.append(name)
    return {
        "label": group.label,
        "formal": group.formal,
        "names": kept,
        "count": len(group.names),
        "more": len(group.names) - len(kept),
    }

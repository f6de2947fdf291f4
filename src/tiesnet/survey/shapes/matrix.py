"""Matrices: a sheet per relation, or one below the other; rows name columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tiesnet.language import say
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.raw import Options, RawTable
from tiesnet.survey.readers.sheets import Sheet
from tiesnet.survey.shapes._matrix_blocks import Block, blocks_of, may_hold_square
from tiesnet.survey.shapes._matrix_cells import Found, take_members, take_ties
from tiesnet.survey.shapes._matrix_checks import checked
from tiesnet.survey.shapes._matrix_kinds import MEMBERS, NEARLY, SQUARE, UNNAMED, kind_of
from tiesnet.survey.shapes._tables import is_own
from tiesnet.survey.shapes.registry import is_ties, shape
from tiesnet.survey.vocabulary import meaning_of
from tiesnet.survey.words import fold

_GENERIC = re.compile(r"(sheet|hoja|planilha|folha|foglio|tabelle|feuil|blad|arkusz)\d*")
_PLACEHOLDER = re.compile(r"[vx]?\d+")


class _Matrix(NamedTuple):
    block: Block
    kind: str
    name: str


def looks(sheets: Sequence[Sheet]) -> bool:
    """Whether some sheet has the same names in its first row and in its first column, or nearly."""
    squares = [sheet for sheet in sheets if may_hold_square(sheet) and _is_square(sheet)]
    rest = [sheet for sheet in sheets if not any(sheet is square for square in squares)]
    return bool(squares) and not any(is_ties(sheet) for sheet in rest)


def looks_unnamed(sheets: Sequence[Sheet]) -> bool:
    """Whether some sheet is a matrix whose rows have no names."""
    return any(kind_of(block) == UNNAMED for sheet in sheets for block in blocks_of(sheet))


def _is_square(sheet: Sheet) -> bool:
    return any(kind_of(block) in (SQUARE, NEARLY) for block in blocks_of(sheet))


def looks_two_mode(sheets: Sequence[Sheet]) -> bool:
    """Whether every sheet that is no table of tiesnet says who belongs to what."""
    own = [sheet for sheet in sheets if not is_own(sheet)]
    return bool(own) and all(
        bool(blocks := blocks_of(sheet)) and all(kind_of(b) == MEMBERS for b in blocks)
        for sheet in own
    )


@shape("an adjacency matrix", looks)
@shape("an adjacency matrix without names of rows", looks_unnamed, loose=True)
@shape("who belongs to what", looks_two_mode, loose=True)
def read(sheets: Sequence[Sheet], options: Options, log: Log) -> list[RawTable]:
    """Read square matrices as relations, others as what firms belong to."""
    matrices = _named([(s, b) for s in sheets for b in blocks_of(s) if kind_of(b)])
    _check_placeholders(matrices, log)
    found = Found(log)
    for matrix in matrices:
        block = checked(matrix.block, matrix.kind, log)
        if block is None:
            continue
        if matrix.kind == MEMBERS:
            take_members(block, matrix.name, found)
        else:
            take_ties(block, matrix.name, found)
    found.say()
    used = {id(matrix.block.sheet.grid) for matrix in matrices}
    rest = [sheet for sheet in sheets if id(sheet.grid) not in used]
    made = found.tables()
    if any(is_own(sheet, "actors") for sheet in rest):
        made = [table for table in made if table.name != "actors"]
    return [*made, *(sheet.table(log) for sheet in rest)]


def _named(blocks: Sequence[tuple[Sheet, Block]]) -> list[_Matrix]:
    """Name the relation of each matrix: by its title, its corner, its sheet or its file."""
    several = len(blocks) > 1
    counts: dict[str, int] = {}
    made = []
    for sheet, block in blocks:
        stacked = sum(other is sheet for other, _ in blocks) > 1
        wish = _wish(sheet, block, several, stacked)
        counts[fold(wish)] = counts.get(fold(wish), 0) + 1
        name = wish if counts[fold(wish)] == 1 else f"{wish} {counts[fold(wish)]}"
        made.append(_Matrix(block, kind_of(block), name))
    return made


def _wish(sheet: Sheet, block: Block, several: bool, stacked: bool) -> str:
    corner = block.corner if block.named else ""
    if block.title or (stacked and corner):
        return block.title or corner
    if meaning_of(corner):
        return corner
    plain = bool(_GENERIC.fullmatch(fold(sheet.name))) or not fold(sheet.name)
    return sheet.name if not plain and (several or meaning_of(sheet.name)) else "tie"


def _check_placeholders(matrices: Sequence[_Matrix], log: Log) -> None:
    """Several matrices without names are not known to be about the same firms."""
    bare = [matrix.block for matrix in matrices if matrix.kind == UNNAMED]
    if len(bare) < 2 or not all(
        _PLACEHOLDER.fullmatch(label.key) for block in bare for label in block.columns
    ):
        return
    first = bare[0]
    log.fatal(
        "matrix_unnamed",
        Place(first.sheet.file, first.sheet.sheet, first.header, "", first.columns[0].text),
        say(
            "{n} matrices number their firms ({text}, {text2}, …) and do not name "
            "them; whether a number is the same firm in all of them cannot be told.",
            n=len(bare),
            text=first.columns[0].text,
            text2=first.columns[1].text,
        ),
        say(
            "Write the firms' names or ids into the first row and the first column of each, or "
            "read one matrix at a time."
        ),
    )

"""Problems of a matrix: names that differ, stand twice or are missing, totals, a diagonal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tiesnet.language import joined, say, say_n
from tiesnet.survey.names import suggestions
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.readers.assemble import column_letter
from tiesnet.survey.shapes._matrix_blocks import Block, Label
from tiesnet.survey.shapes._matrix_kinds import (
    MEMBERS,
    UNNAMED,
    is_blank,
    is_zero,
    without_totals,
)
from tiesnet.survey.words import listed, quoted


def checked(block: Block, kind: str, log: Log) -> Block | None:
    """Report what is wrong with a matrix; nothing comes back when it cannot be used."""
    block, totals = without_totals(block)
    for label in totals:
        text = say("{text} holds totals and was left out.", text=quoted(label.text))
        log.add("matrix_totals", _place(block, label), text)
    block = _with_whole_ids(_without_unnamed(block, log), log)
    if kind == MEMBERS:
        return block
    if kind == UNNAMED:
        text = say(
            "The rows of a matrix have no names; they were taken to be the firms of its columns, "
            "in the same order."
        )
        log.assume("rows_as_columns", text, len(block.rows))
    if _say_twice(block, log) or _say_differing(block, log):
        return None
    _say_diagonal(block, log)
    return block


def _with_whole_ids(block: Block, log: Log) -> Block:
    """Take the .0 off ids that some program has turned into numbers with decimals."""
    labels = [*block.rows, *block.columns]
    turned = [label.text for label in labels if label.text.endswith(".0")]
    if not turned or not all(label.text.removesuffix(".0").isdigit() for label in labels):
        return block
    text = say(
        "Ids that end with .0, such as {turned}, were read as whole numbers.", turned=turned[0]
    )
    log.assume("whole_ids", text, len(turned))
    rows, columns = (
        [label._replace(text=label.text.removesuffix(".0")) for label in part]
        for part in (block.rows, block.columns)
    )
    return block._replace(rows=rows, columns=columns)


def _place(block: Block, label: Label) -> Place:
    row = label.at if label in block.rows or label.at > block.header else block.header
    return Place(block.sheet.file, block.sheet.sheet, row, "", label.text)


def _without_unnamed(block: Block, log: Log) -> Block:
    """Leave out rows and columns without a name; those that hold cells are reported."""
    rows = [k for k, label in enumerate(block.rows) if label.key]
    columns = [j for j, label in enumerate(block.columns) if label.key]
    where = (block.sheet.file, block.sheet.sheet)
    for k, label in enumerate(block.rows):
        if not label.key and not all(map(is_blank, block.cells[k])):
            text = say("Row {at} of the matrix has no name; it was left out.", at=label.at)
            log.add("matrix_unnamed", Place(*where, label.at), text)
    for j, label in enumerate(block.columns):
        if not label.key and not all(is_blank(row[j]) for row in block.cells):
            letter = column_letter(label.at)
            text = say("Column {letter} of the matrix has no name; it was left out.", letter=letter)
            log.add("matrix_unnamed", Place(*where, block.header, letter), text)
    if len(rows) == len(block.rows) and len(columns) == len(block.columns):
        return block
    return block.kept(rows, columns)


def _say_twice(block: Block, log: Log) -> bool:
    """Refuse a matrix with a name that stands twice; say which."""
    found = False
    for labels, what in ((block.rows, "row"), (block.columns, "column")):
        counts = Counter(label.key for label in labels)
        twice = [label for label in labels if counts[label.key] > 1]
        if twice:
            found = True
            names = listed(dict.fromkeys(label.text for label in twice))
            text = (
                say(
                    "The matrix {block} has more than one row for {names}.",
                    block=_of(block),
                    names=names,
                )
                if what == "row"
                else say(
                    "The matrix {block} has more than one column for {names}.",
                    block=_of(block),
                    names=names,
                )
            )
            log.fatal(
                "matrix_labels",
                _place(block, twice[-1]),
                text,
                say("Give every firm one row and one column."),
            )
    return found


def _say_differing(block: Block, log: Log) -> bool:
    """Names of rows that are no columns, and the other way round; only missing rows can be."""
    rows, columns = _by_key(block.rows), _by_key(block.columns)
    only_rows = [label for key, label in rows.items() if key not in columns]
    only_columns = [label for key, label in columns.items() if key not in rows]
    if not only_rows and not only_columns:
        return False
    parts = []
    if only_rows:
        parts.append(
            say(
                "rows without a column: {only_rows}",
                only_rows=listed(label.text for label in only_rows),
            )
        )
    if only_columns:
        parts.append(
            say(
                "columns without a row: {only_columns}",
                only_columns=listed(label.text for label in only_columns),
            )
        )
    text = say("The matrix {block} has {parts}", block=_of(block), parts=joined(parts))
    near = suggestions([x.text for x in only_rows], [x.text for x in only_columns])
    if not only_rows:
        log.add(
            "matrix_labels",
            _place(block, only_columns[0]),
            say("{text}; these firms count as not having answered.", text=text),
            say("Add their rows, empty where a firm did not answer."),
        )
        return False
    hint = "".join(
        say("Is {a} the same as {b}? ", a=quoted(a), b=quoted(b)) for a, b in list(near.items())[:3]
    )
    repair = say("{hint}Give every firm one row and one column of the same name.", hint=hint)
    log.fatal("matrix_labels", _place(block, only_rows[0]), f"{text}.", repair)
    return True


def _say_diagonal(block: Block, log: Log) -> None:
    at = {label.key: j for j, label in enumerate(block.columns)}
    cells = [
        (label, row[at[label.key]])
        for label, row in zip(block.rows, block.cells, strict=True)
        if label.key in at
    ]
    filled = [(label, cell) for label, cell in cells if not is_blank(cell) and not is_zero(cell)]
    if filled:
        label, cell = filled[0]
        text = say_n(
            len(filled),
            "{n} cell on the diagonal of the matrix {block} was left out.",
            "{n} cells on the diagonal of the matrix {block} were left out.",
            block=_of(block),
        )
        place = Place(block.sheet.file, block.sheet.sheet, label.at, label.text, cell)
        log.add("matrix_diagonal", place, text)


def _by_key(labels: Sequence[Label]) -> dict[str, Label]:
    return {label.key: label for label in labels}


def _of(block: Block) -> str:
    where = block.sheet.sheet or block.sheet.file
    if block.title:
        return say("{title} in {where}", title=quoted(block.title), where=where)
    return say("in {where}", where=where)

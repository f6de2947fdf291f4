"""What a matrix is: ties among its firms, members of groups, or no matrix of this sort."""

from __future__ import annotations

from collections.abc import Sequence

from tiesnet.survey.numbers import NOT_GIVEN
from tiesnet.survey.shapes._matrix_blocks import Block, Label
from tiesnet.survey.synonyms import column_words
from tiesnet.survey.values import value_words
from tiesnet.survey.words import fold, phrase

SQUARE, NEARLY, UNNAMED, MEMBERS = "square", "nearly square", "unnamed", "members"
_ALIKE = 2 / 3
_TOTALS = frozenset(
    "total totals totales totais totale totali subtotal sum suma soma somma grandtotal "
    "totalgeneral totalgeral totalegenerale rowtotal columntotal indegree outdegree".split()
)
_MOST_COMPARED = 1_000_000


def kind_of(block: Block) -> str:
    """Tell what a block is; an empty text when it is no matrix."""
    if len(block.rows) < 2 or len(block.columns) < 2:
        return ""
    if not block.named:
        return UNNAMED if _same_diagonal(block) else ""
    block, _ = without_totals(block)
    rows = {label.key for label in block.rows} - {""}
    columns = {label.key for label in block.columns} - {""}
    shared = len(rows & columns)
    if len(rows) > 1 and rows == columns:
        return SQUARE
    if shared > 1 and shared >= _ALIKE * max(len(rows), len(columns)):
        return NEARLY if _are_values(block) and not _describes(block, columns - rows) else ""
    return MEMBERS if not shared and _are_members(block) else ""


def without_totals(block: Block) -> tuple[Block, list[Label]]:
    """Leave out rows and columns of totals; give what was left out."""
    rows = {label.key for label in block.rows}
    columns = {label.key for label in block.columns}
    summed = _sums_hold(block)
    gone_rows = [
        k for k, label in enumerate(block.rows) if _is_total(label, label.key in columns, summed)
    ]
    gone_columns = [
        j for j, label in enumerate(block.columns) if _is_total(label, label.key in rows, summed)
    ]
    if not gone_rows and not gone_columns:
        return block, []
    labels = [block.rows[k] for k in gone_rows] + [block.columns[j] for j in gone_columns]
    keep = (
        [k for k in range(len(block.rows)) if k not in gone_rows],
        [j for j in range(len(block.columns)) if j not in gone_columns],
    )
    return block.kept(*keep), labels


def _is_total(label: Label, in_both: bool, summed: bool) -> bool:
    return fold(label.text) in _TOTALS and (not in_both or summed)


def _sums_hold(block: Block) -> bool:
    """Whether a row named total holds the sums of the other rows."""
    for k, label in enumerate(block.rows):
        if fold(label.text) not in _TOTALS:
            continue
        pairs = [
            (sum(number(row[j]) for i, row in enumerate(block.cells) if i != k), total)
            for j, total in enumerate(map(number, block.cells[k]))
            if block.columns[j].key != label.key
        ]
        if pairs and all(abs(one - total) < 1e-6 * max(1.0, abs(one)) for one, total in pairs):
            return True
    return False


def number(cell: str) -> float:
    """The number in a cell; 0 when it holds none."""
    try:
        return float(cell.replace(",", "."))
    except ValueError:
        return 0.0


def is_blank(cell: str) -> bool:
    """Whether a cell says nothing: empty, or a sign for not given."""
    return cell == "" or cell.casefold() in NOT_GIVEN


def is_zero(cell: str) -> bool:
    """Whether a cell says no.

    >>> is_zero("0.0"), is_zero("no"), is_zero("1"), is_zero("")
    (True, True, False, False)
    """
    try:
        return float(cell.replace(",", ".")) == 0
    except ValueError:
        return value_words("yesno").get(fold(cell)) == "no"


def _are_values(block: Block) -> bool:
    """Whether nine of ten filled cells are numbers, or say yes or no."""
    filled = [cell for row in block.cells for cell in row if not is_blank(cell)]
    known = sum(_is_number(cell) or fold(cell) in value_words("yesno") for cell in filled)
    return bool(filled) and 10 * known >= 9 * len(filled)


def _is_number(cell: str) -> bool:
    try:
        float(cell.replace(",", "."))
    except ValueError:
        return False
    return True


def _same_diagonal(block: Block) -> bool:
    """Whether a matrix without names is all numbers, and says one thing of each with itself."""
    cells = {row[k] for k, row in enumerate(block.cells)}
    return _are_values(block) and len({number(cell) for cell in cells}) == 1


def _describes(block: Block, columns: set[str]) -> bool:
    """Whether some of these columns describe firms, as in a questionnaire with a roster."""
    known, weak = column_words("actors")
    words = (fold(label.text) for label in block.columns if label.key in columns)
    return any(word in known or word in weak for word in words)


def _are_members(block: Block) -> bool:
    """Whether cells say who belongs to what: only yes and no, below names that are no questions."""
    labels = [*block.rows, *block.columns]
    if not all(label.key for label in labels) or len({x.key for x in labels}) < len(labels):
        return False
    if _describes(block, {label.key for label in block.columns}):
        return False
    cells = {cell.casefold() for row in block.cells for cell in row}
    if not cells <= {"", "0", "1", "x", "✓", "0.0", "1.0"} or not cells & {"1", "x", "✓", "1.0"}:
        return False
    return not _name_each_other(block)


def _name_each_other(block: Block) -> bool:
    """Whether some column holds the name of a row, as columns of a questionnaire do."""
    if len(block.rows) * len(block.columns) > _MOST_COMPARED:
        return False
    columns = _padded(block.columns)
    return any(row in column for row in _padded(block.rows) for column in columns if row.strip())


def _padded(labels: Sequence[Label]) -> list[str]:
    return [f" {phrase(label.text)} " for label in labels]

"""A form as exported: one row per response, one question per column, whatever tool made it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

PLAIN = "table"  # the tool of a form that no tool is known to have made
SINGLE, CHOSEN, MANY, TECHNICAL, PRIVATE = "single", "chosen", "many", "technical", "private"


@dataclass(frozen=True)
class Question:
    """What is known of one column of answers.

    Attributes
    ----------
    place : int
        Position of the column in `Form.cells`.
    header : str
        The header as the user finds it in the file.
    text : str
        The wording of the question, without the part below.
    code : str
        The short name the tool gives to the question ("Q5", "ties"); the same for all columns of
        one block.
    item : str
        The part of the question this column is about: a row of a grid, an option of a multiple
        choice (a firm, a statement); empty when the question has one column.
    item_code : str
        The tool's short name for that part ("SQ001", "2", "acme").
    kind : str
        single: one answer per cell; chosen: whether this item was chosen (see `Form.yes`); many:
        all that were chosen, in one cell; technical: times, versions, codes of the tool, never an
        answer; private: e-mail, telephone, network address, position, never kept.
    separator : str
        What stands between the answers of a cell of kind many.
    written : bool
        Whether the item was written by a respondent under "other": it was named, but nobody else
        was asked about it.
    """

    place: int
    header: str
    text: str
    code: str = ""
    item: str = ""
    item_code: str = ""
    kind: str = SINGLE
    separator: str = ""
    written: bool = False


@dataclass(frozen=True)
class Form:
    """One table of responses as a tool exports it, its headers taken apart.

    Attributes
    ----------
    tool : str
        The tool as users call it.
    name, file, sheet : str
        Name of the table, and where it stands.
    questions : sequence of Question
        One per column of `cells`, in their order.
    cells : DataFrame
        Texts, columns numbered from 0; an empty text is a question without an answer.
    rows : array of int
        The row of the file each response stands in.
    yes, no : frozenset of str
        Cells of kind chosen that mean chosen and not chosen. An empty cell means not chosen only
        if an empty text is in `no`; otherwise it means not answered.
    key : int or None
        Position of the column that names the response, when other tables refer to it.
    parent : int or None
        In a table of repeated questions (one row per firm named): position of the column that
        names the response it belongs to.
    repeats : sequence of Form
        The tables of repeated questions.
    labels : mapping of code to text
        What short codes in cells stand for, when the tool says so.
    dropped : mapping of row of the file to reason
        Responses that do not count, such as "a preview" or "not finished"; they are reported.
    not_asked : frozenset of str
        Cells that say that the question was not shown to this respondent.
    """

    tool: str
    name: str
    file: str
    sheet: str
    questions: Sequence[Question]
    cells: pd.DataFrame
    rows: NDArray[np.int64]
    yes: frozenset[str] = frozenset({"1"})
    no: frozenset[str] = frozenset({"0"})
    key: int | None = None
    parent: int | None = None
    repeats: Sequence[Form] = ()
    labels: dict[str, str] = field(default_factory=dict)
    dropped: dict[int, str] = field(default_factory=dict)
    not_asked: frozenset[str] = frozenset()

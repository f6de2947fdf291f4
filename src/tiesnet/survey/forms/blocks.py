"""The ties of one relation as one table of answers gives them, and who answered it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tiesnet.survey.forms.answers import (
    BLANK,
    NO,
    NOT_ASKED,
    TIE,
    Answer,
    AnswerReader,
    answer_key,
    is_untold,
)
from tiesnet.survey.forms.cells import Chunk, Rows, Texts, codes_of, spread
from tiesnet.survey.forms.form import Form, Question
from tiesnet.survey.forms.many import Cutter, parts_of
from tiesnet.survey.forms.plan import RelationPlan, TablePlan

SILENT, SKIPPED, PARTLY, ANSWERED = "silent", "not_asked", "partly", "answered"
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Responses:
    """One table of answers: its plan, who gave each response, and in which wave."""

    form: Form
    plan: TablePlan
    who: Texts
    keys: Texts
    wave: Texts

    def question(self, place: int) -> Question:
        """What is known of a column."""
        return self.form.questions[place]

    def reader(self, relation: RelationPlan, place: int) -> AnswerReader:
        """What reads the cells of a column of a relation."""
        kind = self.question(place).kind
        return AnswerReader(self.form, kind, relation.values, self.plan.missing, relation.option)

    def chunk(self, header: str, rows: Rows, **cells: Any) -> Chunk:
        """Rows of a made table that stood in one column of the form."""
        where = (self.form.file, self.form.sheet)
        return Chunk(where, header, self.form.rows[rows], **cells)


@dataclass
class Block:
    """What came of one relation: ties, the state of each response, words not understood."""

    ties: list[Chunk] = field(default_factory=list)
    states: Texts = field(default_factory=lambda: np.zeros(0, dtype=object))
    words: dict[str, None] = field(default_factory=dict)
    strengths: set[str] = field(default_factory=set)
    unanswered: int = 0
    ticks: bool = False
    untold: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class _Read:
    """One column of a roster after reading: what each of its texts means."""

    place: int
    firm: str
    codes: Rows
    answers: Sequence[Answer]

    @cached_property
    def kinds(self) -> NDArray[np.int8]:
        """What each cell is."""
        return np.array([answer.kind for answer in self.answers], dtype=np.int8)[self.codes]

    def told(self) -> Flags:
        """The cells that say no in so many words."""
        said = [answer.kind == NO and answer.strength == "0" for answer in self.answers]
        return np.array(said, dtype=np.bool_)[self.codes]

    def strengths(self, rows: Rows) -> Texts:
        """The strengths in some rows."""
        return spread(self.codes[rows], [answer.strength for answer in self.answers])

    def words(self, rows: Rows) -> Texts:
        """The words without order in some rows."""
        return spread(self.codes[rows], [answer.word for answer in self.answers])

    def occurring(self) -> list[Answer]:
        """The answers of ties that occur."""
        used = np.unique(self.codes)
        return [self.answers[code] for code in used if self.answers[code].kind == TIE]


def read_block(relation: RelationPlan, responses: Responses, known: Sequence[str]) -> Block:
    """Read one relation from one table."""
    if relation.slots:
        return _generator(relation, responses)
    if relation.many:
        return _many(relation, responses, known)
    return _roster(relation, responses)


# --- one column per firm ---------------------------------------------------------------------


def _roster(relation: RelationPlan, responses: Responses) -> Block:
    columns = [_read(relation, responses, place, firm) for place, firm in relation.roster]
    block = Block()
    for column in columns:
        answers = column.occurring()
        block.strengths |= {answer.strength for answer in answers if answer.strength}
        block.words |= dict.fromkeys(answer.word for answer in answers if answer.word)
        block.untold |= {answer.word for answer in column.answers if answer.kind == BLANK}
    block.words = dict.fromkeys(sorted(block.words))
    numbers = set(map(answer_key, block.strengths))
    block.ticks = numbers == {"1"} and not relation.values and not block.words
    block.states, zeros = _states(relation, responses, columns, block)
    if block.ticks:
        block.strengths = set()
    for column in columns:
        if column.firm:
            _emit(relation, responses, column, block, zeros)
    return block


def _read(relation: RelationPlan, responses: Responses, place: int, firm: str) -> _Read:
    reader = responses.reader(relation, place)
    codes, texts = codes_of(responses.form.cells[place])
    return _Read(place, firm, codes.astype(np.int32), [_answer(reader, text) for text in texts])


def _answer(reader: AnswerReader, text: str) -> Answer:
    """Read a cell; of cells with several answers, one of them decides.

    Who chose something else has not said no as those have who chose "none": only the second tells
    that an empty cell is no answer.
    """
    plain = reader.read(text)
    if not reader.option or plain.kind in (BLANK, NOT_ASKED):
        return plain._replace(strength="0") if plain.kind == NO else plain
    chosen = answer_key(reader.option) in map(answer_key, parts_of(text, ""))
    if chosen or answer_key(text) == answer_key(reader.option):
        return Answer(TIE)
    return Answer(NO, "0" if plain.kind == NO else "")


def _states(
    relation: RelationPlan, responses: Responses, columns: Sequence[_Read], block: Block
) -> tuple[Texts, Flags]:
    """The state of each response, and which of them must spell out their noes."""
    count = len(responses.who)
    said, blank, skipped = (np.zeros(count, dtype=np.int64) for _ in range(3))
    noes = 0
    for column in columns:
        empty = column.kinds == BLANK
        silent = (responses.form.cells[column.place] == "").to_numpy(dtype=bool)
        no = (column.kinds == NO) & ~silent  # an empty cell that means no is no answer yet
        noes += int((no & column.told()).sum())
        said += (column.kinds == TIE) | no
        skipped += column.kinds == NOT_ASKED
        if column.firm and not responses.question(column.place).written:
            blank += empty & (responses.keys != _key(column.firm))
    told = relation.blank or ("unanswered" if noes else "no")
    partly = (said > 0) & (blank > 0) & (told == "unanswered")
    states = np.full(count, SILENT, dtype=object)
    states[(said == 0) & (skipped > 0)] = SKIPPED
    states[said > 0] = ANSWERED
    states[partly] = PARTLY
    block.unanswered = int(blank[partly].sum())
    return states, partly


def _key(firm: str) -> str:
    from tiesnet.survey.words import name_key

    return name_key(firm)


def _emit(
    relation: RelationPlan, responses: Responses, column: _Read, block: Block, zeros: Flags
) -> None:
    """Make ties of the cells of one firm; noes are said where other cells were left empty."""
    own = responses.keys == _key(column.firm)
    header = responses.question(column.place).header
    tie = np.flatnonzero(column.kinds == TIE)
    strength: Any = "" if block.ticks else column.strengths(tie)
    details = {
        name: responses.form.cells[place].to_numpy(dtype=object)[tie]
        for name, places in relation.details.items()
        for place, firm in places
        if firm == column.firm
    }
    words = {"answer": column.words(tie)} if block.words else {}
    block.ties.append(
        _ties(relation, responses, header, tie, column.firm, strength=strength, **details, **words)
    )
    no = np.flatnonzero((column.kinds == NO) & zeros & ~own)
    block.ties.append(_ties(relation, responses, header, no, column.firm, strength="0"))


def _ties(
    relation: RelationPlan,
    responses: Responses,
    header: str,
    rows: Rows,
    target: Any,
    **cells: Any,
) -> Chunk:
    who = responses.who[rows]
    return responses.chunk(
        header,
        rows,
        source=who,
        target=target,
        relation=relation.id,
        reported_by=who,
        wave=responses.wave[rows],
        **cells,
    )


# --- partners named one by one ---------------------------------------------------------------


def _generator(relation: RelationPlan, responses: Responses) -> Block:
    block = Block()
    said = np.zeros(len(responses.who), dtype=bool)
    skipped = said.copy()
    for slot in relation.slots:
        if "target" not in slot:
            continue
        place = slot["target"]
        reader = AnswerReader(responses.form, "", {}, responses.plan.missing)
        codes, texts = codes_of(responses.form.cells[place])
        kinds = np.array([_named(reader, text) for text in texts], dtype=np.int8)[codes]
        block.untold |= set(filter(is_untold, texts))
        said |= (kinds == TIE) | (kinds == NO)
        skipped |= kinds == NOT_ASKED
        rows = np.flatnonzero(kinds == TIE)
        labels = responses.form.labels
        names = spread(codes, [labels.get(text, text) for text in texts])[rows]
        fields = _fields(relation, responses, slot, rows, block)
        header = responses.question(place).header
        block.ties.append(_ties(relation, responses, header, rows, names, **fields))
    states = np.full(len(said), SILENT, dtype=object)
    states[skipped] = SKIPPED
    states[said] = ANSWERED
    block.states = states
    return block


def _named(reader: AnswerReader, text: str) -> int:
    """A name is a tie; "nobody" an answer without one; a number may be the code of a firm."""
    from tiesnet.survey.forms.answers import is_nobody

    if text == "":
        return BLANK
    if text in reader.form.not_asked:
        return NOT_ASKED
    if answer_key(text) in reader.missing or is_untold(text):
        return BLANK
    return NO if is_nobody(text) else TIE


def _fields(
    relation: RelationPlan, responses: Responses, slot: Any, rows: Rows, block: Block
) -> dict[str, Texts]:
    found: dict[str, Texts] = {}
    for name, place in slot.items():
        if name == "target":
            continue
        if name != "strength":
            found[name] = responses.form.cells[place].to_numpy(dtype=object)[rows]
            continue
        column = _read(relation, responses, place, "")
        strength, words = column.strengths(rows), column.words(rows)
        block.strengths |= {text for text in set(strength) if text}
        block.words |= dict.fromkeys(sorted(text for text in set(words) if text))
        strength[column.kinds[rows] == NO] = "0"
        found["strength"] = strength
        if any(words):
            found["answer"] = words
    return found


# --- all firms in one cell -------------------------------------------------------------------


def _many(relation: RelationPlan, responses: Responses, known: Sequence[str]) -> Block:
    block = Block()
    said = np.zeros(len(responses.who), dtype=bool)
    skipped = said.copy()
    for place in relation.many:
        question = responses.question(place)
        separator = relation.separator or question.separator
        codes, texts = codes_of(responses.form.cells[place])
        reader = AnswerReader(responses.form, "", {}, responses.plan.missing)
        kinds = np.array([_named(reader, text) for text in texts], dtype=np.int8)
        block.untold |= set(filter(is_untold, texts))
        cutter = Cutter(separator, known)
        names = [
            _names(text, cutter, responses.form) if kind == TIE else []
            for text, kind in zip(texts, kinds, strict=True)
        ]
        said |= np.isin(kinds[codes], (TIE, NO))
        skipped |= kinds[codes] == NOT_ASKED
        lengths = np.array([len(found) for found in names], dtype=np.intp)[codes]
        rows = np.repeat(np.arange(len(codes)), lengths)
        targets = [name for code in codes for name in names[code]]
        cells = np.empty(len(targets), dtype=object)
        cells[:] = targets
        block.ties.append(_ties(relation, responses, question.header, rows, cells))
    states = np.full(len(said), SILENT, dtype=object)
    states[skipped] = SKIPPED
    states[said] = ANSWERED
    block.states = states
    return block


def _names(text: str, cutter: Cutter, form: Form) -> list[str]:
    from tiesnet.survey.forms.answers import is_nobody

    parts = [form.labels.get(part, part) for part in cutter.parts(text)]
    return [part for part in dict.fromkeys(parts) if part and not is_nobody(part)]

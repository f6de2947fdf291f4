"""Blocks whose columns do not say what they are about, completed from their wording."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from tiesnet.survey.forms.form import CHOSEN, SINGLE, Form, Question

_JOINT = " - "


def completed(form: Form) -> Form:
    """Give the columns of a block their items: the last part of their wording.

    A column whose wording ends before its item has the item that another block has under the
    same short code, where both blocks agree in all others.
    """
    blocks: dict[str, list[Question]] = defaultdict(list)
    for question in form.questions:
        if question.kind in (SINGLE, CHOSEN) and question.code and question.item_code:
            blocks[question.code].append(question)
    several = [block for block in blocks.values() if len(block) > 1]
    open_blocks = [block for block in several if not all(q.item for q in block)]
    if not open_blocks:
        return form
    items = {q.place: q.item or _item(q.text) for block in several for q in block}
    for block in open_blocks:
        _forget_repeated(block, items)
    for block in open_blocks:
        _borrow(block, several, items)
    texts = {q.place: _text(block) for block in open_blocks for q in block}
    questions = [
        replace(q, item=items[q.place], text=texts[q.place]) if q.place in texts else q
        for q in form.questions
    ]
    return replace(form, questions=questions)


def _item(text: str) -> str:
    head, joint, tail = f"{text} ".rpartition(_JOINT)
    return tail.strip() if joint and head else ""


def _forget_repeated(block: list[Question], items: dict[int, str]) -> None:
    """Two columns of one block are never about the same: such a part is no item."""
    names = [items[question.place] for question in block]
    for question in block:
        if names.count(items[question.place]) > 1:
            items[question.place] = ""


def _text(block: list[Question]) -> str:
    """What the wordings of a block have in common before the item."""
    given = [q.text for q in block if q.item]
    if given:
        return max(sorted(set(given)), key=given.count)
    heads = [f"{q.text} ".rpartition(_JOINT)[0] or q.text for q in block]
    parts = [head.split(_JOINT)[-1].strip() for head in heads]
    return max(sorted(set(parts)), key=parts.count)


def _borrow(block: list[Question], blocks: list[list[Question]], items: dict[int, str]) -> None:
    lost = [q for q in block if not items[q.place]]
    if not lost:
        return
    own = {q.item_code: items[q.place] for q in block if items[q.place]}
    for other in blocks:
        names = {q.item_code: items[q.place] for q in other if items[q.place]}
        both = own.keys() & names.keys()
        if other is block or len(both) < 3 or any(own[code] != names[code] for code in both):
            continue
        for question in lost:
            items[question.place] = items[question.place] or names.get(question.item_code, "")

"""Answers to statements on a scale, and what firms belong to."""

from __future__ import annotations

import numpy as np

from tiesnet.survey.forms.answers import BLANK, NO, NOT_ASKED, AnswerReader, answer_key, is_nobody
from tiesnet.survey.forms.blocks import Responses
from tiesnet.survey.forms.cells import Chunk, codes_of, spread
from tiesnet.survey.forms.many import parts_of
from tiesnet.survey.forms.plan import MembershipPlan
from tiesnet.survey.problems import Log


def item_chunks(responses: Responses, log: Log) -> list[Chunk]:
    """Rows of the items table; missing codes are no answers."""
    plan, chunks = responses.plan, []
    for item in plan.items:
        codes, texts = codes_of(responses.form.cells[item.place])
        blank = {"", *responses.form.not_asked}
        empty = [text in blank or answer_key(text) in plan.missing for text in texts]
        rows = np.flatnonzero(~np.array(empty, dtype=bool)[codes])
        chunks.append(
            responses.chunk(
                responses.question(item.place).header,
                rows,
                actor=responses.who[rows],
                item=item.item,
                answer=spread(codes, [_number_in(text) for text in texts])[rows],
                scale=item.scale,
                reversed="yes" if item.reversed else "",
            )
        )
    return chunks


def _number_in(text: str) -> str:
    """The number that a labelled answer such as "4 - agree" begins with."""
    head = text.split(maxsplit=1)[0].strip("().:=-–") if text else text
    return head if head.replace(".", "", 1).isdigit() and head != text else text


def membership_chunks(responses: Responses) -> list[Chunk]:
    """Rows of the affiliations table."""
    chunks = []
    for member in responses.plan.memberships:
        found = _ticked(member, responses) if member.organisation else _named(member, responses)
        chunks.append(found)
    return chunks


def _ticked(member: MembershipPlan, responses: Responses) -> Chunk:
    form, question = responses.form, responses.question(member.place)
    reader = AnswerReader(form, question.kind, {}, responses.plan.missing)
    codes, texts = codes_of(form.cells[member.place])
    yes = np.array([reader.read(text).kind not in (BLANK, NO, NOT_ASKED) for text in texts])
    rows = np.flatnonzero(yes[codes])
    return _chunk(member, responses, rows, member.organisation)


def _named(member: MembershipPlan, responses: Responses) -> Chunk:
    form, question = responses.form, responses.question(member.place)
    codes, texts = codes_of(form.cells[member.place])
    separator = member.separator or question.separator
    parts = [
        [form.labels.get(part, part) for part in parts_of(text, separator) if not is_nobody(part)]
        if text and answer_key(text) not in responses.plan.missing
        else []
        for text in texts
    ]
    rows = np.repeat(np.arange(len(codes)), np.array([len(p) for p in parts], dtype=int)[codes])
    names = np.empty(len(rows), dtype=object)
    names[:] = [part for code in codes for part in parts[code]]
    return _chunk(member, responses, rows, names)


def _chunk(member: MembershipPlan, responses: Responses, rows: object, names: object) -> Chunk:
    at = np.asarray(rows, dtype=np.intp)
    return responses.chunk(
        responses.question(member.place).header,
        at,
        actor=responses.who[at],
        organisation=names,
        wave=responses.wave[at],
        type=member.type,
        formality=member.formality,
    )

"""Tables with a row per tie: long lists, and partners repeated under a response."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tiesnet.survey.forms.actors import ActorRows, inside
from tiesnet.survey.forms.answers import BLANK, NO, NOT_ASKED, AnswerReader, answer_key
from tiesnet.survey.forms.blocks import ANSWERED, SILENT, Responses
from tiesnet.survey.forms.cells import Chunk, Texts, codes_of, spread, texts_of
from tiesnet.survey.forms.form import SINGLE, Form
from tiesnet.survey.forms.plan import RelationPlan, TablePlan
from tiesnet.survey.forms.respondents import Names, named, names_in

_ENDS = ("source", "target", "relation", "strength", "reported_by")


def tie_chunks(
    form: Form, table: TablePlan, firms: Names, parent: Responses | None
) -> tuple[Sequence[RelationPlan], list[Chunk], set[str]]:
    """Read a table of ties: its relations, its rows, and the strengths that occur."""
    fields = table.fields
    target = names_in(form, fields.get("target"), firms)
    if parent is None:
        source = names_in(form, fields.get("source"), firms)
    else:
        source = _sources(form, table, parent)
    if table.within is not None:
        within = texts_of(form.cells[table.within])
        source, target = inside(within, source), inside(within, target)
    relation, relations = _relation(form, table)
    cells = {
        name: texts_of(form.cells[place]) for name, place in fields.items() if name not in _ENDS
    }
    if parent is not None:
        cells["reported_by"] = source
    elif "reported_by" in fields:
        cells["reported_by"] = names_in(form, fields["reported_by"], firms)
    if table.wave is not None:
        cells["wave"] = texts_of(form.cells[table.wave])
    keep = np.ones(len(source), dtype=bool)
    strengths: set[str] = set()
    if "strength" in fields:
        cells["strength"], keep = _strength(form, table, relations)
        strengths = {text for text in set(cells["strength"][keep]) if text not in ("", "0")}
    if parent is not None:
        keep &= (source != "") & (target != "")
    rows = np.flatnonzero(keep)
    header = form.questions[fields["target"]].header if "target" in fields else ""
    chunk = Chunk(
        (form.file, form.sheet),
        header,
        form.rows[rows],
        source=source[rows],
        target=target[rows],
        relation=relation if isinstance(relation, str) else relation[rows],
        **{name: values[rows] for name, values in cells.items()},
    )
    return relations, [chunk], strengths


def _sources(form: Form, table: TablePlan, parent: Responses) -> Texts:
    """Who named the partner of each row: the response it belongs to."""
    key = parent.plan.key if parent.plan.key is not None else parent.form.key
    if key is None or table.parent is None:
        return np.full(len(form.rows), "", dtype=object)
    known = dict(zip(texts_of(parent.form.cells[key]), parent.who, strict=True))
    return texts_of(form.cells[table.parent], lambda text: known.get(text, ""))


def _relation(form: Form, table: TablePlan) -> tuple[Texts | str, Sequence[RelationPlan]]:
    """The relation of each row; those a mapping describes keep its names for them."""
    place = table.fields.get("relation")
    if place is None:
        only = table.relations[0] if table.relations else RelationPlan("tie")
        return only.id, [only]
    ids = {answer_key(plan.option or plan.id): plan.id for plan in table.relations}
    texts = texts_of(
        form.cells[place],
        lambda text: ids.get(answer_key(text)) or form.labels.get(text, text),
    )
    found = {plan.id: plan for plan in table.relations}
    for name in dict.fromkeys(texts):
        if name:
            found.setdefault(name, RelationPlan(name))
    return texts, list(found.values())


def _strength(
    form: Form, table: TablePlan, relations: Sequence[RelationPlan]
) -> tuple[Texts, np.ndarray]:
    """Strengths as numbers; an answered no is 0, an empty cell not known."""
    values = {key: text for plan in relations for key, text in plan.values.items()}
    reader = AnswerReader(form, SINGLE, values, table.missing)
    codes, texts = codes_of(form.cells[table.fields["strength"]])
    answers = [reader.read(text) for text in texts]
    words = {BLANK: "", NOT_ASKED: "", NO: "0"}
    read = [words.get(a.kind, a.strength or a.word) for a in answers]
    return spread(codes, read), np.ones(len(codes), dtype=bool)


def linked_states(
    parent: Responses,
    relations: Sequence[RelationPlan],
    chunks: Sequence[Chunk],
    actors: ActorRows,
) -> list[Chunk]:
    """Who named somebody answered; of the others it is not known, so they are silent."""
    made = []
    for relation in relations:
        told = set()
        for chunk in chunks:
            of = chunk.cells["relation"]
            source = chunk.cells["source"]
            told |= set(source if isinstance(of, str) else source[of == relation.id])
        state = [ANSWERED if who in told else SILENT for who in parent.who]
        rows = np.arange(len(parent.who))
        cells = np.array(state, dtype=object)
        made.append(
            parent.chunk(
                "", rows, actor=parent.who, relation=relation.id, wave=parent.wave, state=cells
            )
        )
    return made


__all__ = ["linked_states", "named", "tie_chunks"]

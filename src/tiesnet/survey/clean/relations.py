"""Which relation each tie belongs to, and the completed codebook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from tiesnet.language import say
from tiesnet.survey.codebook import Codebook
from tiesnet.survey.coded import constant, counts_of, distinct, per_value, replaced
from tiesnet.survey.names import suggestions
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Table
from tiesnet.survey.values import read_choice
from tiesnet.survey.words import counted, fold, quoted, spelling

_ARROWS = {"directed": "yes", "undirected": "no", "mixed": ""}


def clean_relations(
    table: Table, ties: Table, responses: Table, log: Log
) -> tuple[pd.DataFrame, Table, Table]:
    """Complete the codebook; give ties and responses the ids of their relations."""
    ties = _arrows_column(ties)
    ties = _relation_column(table, ties, log)
    known = _known(table)
    ids = _ids(known, ties.text("relation"), log)
    relation = replaced(ties.text("relation"), ids.__getitem__)
    counts = counts_of(relation)
    book = Codebook(table, counts, _directed(ties, relation), log)
    book.read_table()
    _say_unknown(book, ties, relation, log)
    asked = [] if table.given else _asked(responses, known, ids)
    for name in (*counts, *asked):
        book.add(name)
    frame = book.complete()
    responses = _of_responses(responses, frame, known, log)
    return frame, ties.with_column("relation", relation), responses


def _arrows_column(ties: Table) -> Table:
    """Graph programs write Directed or Undirected where a relation would stand."""
    words = set(map(fold, distinct(ties.text("relation")))) - {""}
    if not words or not words <= set(_ARROWS) or "directed" in ties.frame.columns:
        return ties
    arrows = per_value(ties.text("relation"), lambda text: _ARROWS.get(fold(text), ""))
    frame = ties.frame.drop(columns="relation").assign(directed=arrows)
    return replace(ties, frame=frame)


def _relation_column(table: Table, ties: Table, log: Log) -> Table:
    """Every tie needs a relation: the only one there is, or a row is left out."""
    names = [name for name in table.text("id") if name]
    if not ties.has("relation"):
        only = names[0] if len(names) == 1 else "tie"
        text = say(
            "The ties do not say their relation; all belong to the relation {only}.",
            only=quoted(only),
        )
        log.assume("one_relation", text, len(ties))
        if len(names) > 1:
            log.add(
                "missing_column",
                ties.place(column="relation"),
                say(
                    "The ties have no column 'relation', though {relation} are listed in the "
                    "table 'relations'.",
                    relation=counted(len(names), "relation"),
                ),
                say("Add the column 'relation' to the ties."),
            )
        return ties.with_column("relation", constant(only, ties.frame))
    blank = (ties.text("relation") == "").to_numpy()
    text = say("The row does not say its relation; it was left out.")
    log.add_cells("missing_relation", ties, np.flatnonzero(blank), "relation", text)
    return ties.keep(~blank)


def _known(table: Table) -> dict[str, str]:
    """The relations of the table by everything they can be called."""
    known: dict[str, str] = {}
    labels = zip(table.text("id"), table.text("label"), strict=True)
    for name, label in labels:
        for text in (name, label):
            if text and name:
                known.setdefault(text, name)
                known.setdefault(spelling(text), name)
    return known | {name: name for name in table.text("id") if name}


def _ids(known: Mapping[str, str], texts: pd.Series, log: Log) -> dict[str, str]:
    """Give each spelling of a relation its id; without a codebook the most frequent spelling."""
    counts = counts_of(texts)
    spellings = sorted(counts, key=lambda name: (-counts[name], name))
    by_phrase: dict[str, str] = {}
    ids: dict[str, str] = {}
    for name in spellings:
        found = known.get(name) or known.get(spelling(name))
        ids[name] = found or by_phrase.setdefault(spelling(name) or name, name)
        if ids[name] != name and known.get(name) is None:
            text = say(
                "The relation {name} is the same as {ids}.",
                name=quoted(name),
                ids=quoted(ids[name]),
            )
            log.assume("merged_relation", text, counts[name])
    return ids


def _asked(responses: Table, known: Mapping[str, str], ids: Mapping[str, str]) -> list[str]:
    """Questions of the responses table; one to which nobody named anybody is a relation too."""
    texts = [text for text in distinct(responses.text("relation")) if text]
    same = {spelling(text) for text in (*ids, *known)}
    return [text for text in texts if spelling(text) not in same]


def _directed(ties: Table, relation: pd.Series) -> dict[str, bool]:
    """What a column ``directed`` of the ties says, where it says the same for a relation."""
    if "directed" not in ties.frame.columns:
        return {}
    words = per_value(ties.text("directed"), lambda text: read_choice("yesno", text) or "")
    said = pd.DataFrame({"relation": relation, "word": words}).drop_duplicates()
    single = said.drop_duplicates("relation", keep=False)
    pairs = zip(single["relation"], single["word"], strict=True)
    return {str(name): word == "yes" for name, word in pairs if word}


def _say_unknown(book: Codebook, ties: Table, relation: pd.Series, log: Log) -> None:
    """Report relations of the ties that the codebook, if there is one, does not hold."""
    if not book.table.given or "relation" not in ties.labels:
        return
    strange = [name for name in distinct(relation) if name not in book.rows]
    near = suggestions(strange, list(book.rows))
    for name in strange:
        rows = np.flatnonzero((relation == name).to_numpy())
        hint = say("Did you mean {near}? ", near=quoted(near[name])) if name in near else ""
        log.add_cells(
            "unknown_relation",
            ties,
            rows[:1],
            "relation",
            say(
                "The relation {{value}} is not in the table 'relations' ({tie}); it was "
                "kept as a relation of its own.",
                tie=counted(len(rows), "tie"),
            ),
            say("{hint}Add it to 'relations' or correct it.", hint=hint),
        )


def _of_responses(
    responses: Table, relations: pd.DataFrame, known: Mapping[str, str], log: Log
) -> Table:
    if not responses.has("relation"):
        return responses
    names = {spelling(str(name)): str(name) for name in relations.index}
    names |= {spelling(str(label)): str(name) for name, label in relations["label"].items()}
    names |= {str(name): str(name) for name in relations.index}
    texts = responses.text("relation")
    ids = {
        str(text): known.get(str(text))
        or names.get(str(text))
        or names.get(spelling(str(text)), "")
        for text in texts.unique()
    }
    found = texts.map(ids)
    lost = ((found == "") & (texts != "")).to_numpy()
    near = suggestions(sorted(texts[lost].unique()), [str(name) for name in relations.index])
    for at in np.flatnonzero(lost):
        text = str(texts.iat[at])
        hint = say("Did you mean {near}? ", near=quoted(near[text])) if text in near else ""
        log.add_cells(
            "unknown_relation",
            responses,
            [int(at)],
            "relation",
            say("The relation {value} is not known; this row was left out."),
            say("{hint}Use the id of a relation.", hint=hint),
        )
    return responses.with_column("relation", found.astype(object)).keep(~lost)

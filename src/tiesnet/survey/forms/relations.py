"""The codebook of a form: what was asked, on which scale, and answers nobody can rank."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from tiesnet.language import localised, say
from tiesnet.survey.forms.blocks import Block
from tiesnet.survey.forms.cells import Chunk, Texts
from tiesnet.survey.forms.plan import RelationPlan
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.raw import Origins, RawTable, made_table
from tiesnet.survey.words import counted, listed, phrase, quoted

# Numbers that statistics programs and field manuals use for "does not know" and the like.
_MISSING = frozenset((66, 77, 88, 96, 97, 98, 99, 777, 888, 996, 997, 998, 999, 7777, 8888, 9999))

_RANKS = ("rank", "ranks", "ranking", "ranked", "rank order", "order of importance",
          "orden de importancia", "ordem de importancia", "ordine di importanza")  # fmt: skip


def relation_table(
    relations: Mapping[str, RelationPlan],
    blocks: Mapping[str, Sequence[Block]],
    file: str,
    log: Log,
) -> RawTable | None:
    """Make the relations table: a row per relation asked."""
    if not relations:
        return None
    rows = [{"id": name, **plan.facts} for name, plan in relations.items()]
    for row in rows:
        plan = relations[row["id"]]
        strengths = {text for block in blocks.get(row["id"], ()) for text in block.strengths}
        row |= _scale(row, {*strengths, *_numbers(plan.values)}, bool(plan.values), log)
    columns = list(dict.fromkeys(column for row in rows for column in row))
    made = {column: [row.get(column, "") for row in rows] for column in columns}
    return made_table("relations", made, file, origins=_origins(relations, blocks, file))


def _origins(
    relations: Mapping[str, RelationPlan], blocks: Mapping[str, Sequence[Block]], file: str
) -> Origins:
    """Where the question of each relation stands: the column of its first answers."""
    firsts = [
        next((c for block in blocks.get(name, ()) for c in block.ties), None) for name in relations
    ]
    where = [(file, "", "") if c is None else (*c.where, c.header) for c in firsts]
    files, sheets, headers = (np.array(texts, dtype=object) for texts in zip(*where, strict=True))
    return Origins(files, sheets, np.zeros(len(where), dtype=np.int64), headers)


def _numbers(values: Mapping[str, str]) -> list[str]:
    return [text for text in values.values() if text]


def _scale(row: Mapping[str, str], texts: set[str], given: bool, log: Log) -> dict[str, str]:
    """The ends of a scale; where nobody says them, the answers given tell."""
    if {"scale_min", "scale_max"} & set(row):
        return {}
    numbers = sorted(value for text in texts if (value := _number(text)) > 0)
    if len(set(numbers)) < 2:
        return {}
    low, high = min(numbers[0], 1.0), numbers[-1]
    if not given:
        text = say(
            "The scale of {id} is taken from the answers given: from {low} to {high}.",
            id=quoted(row["id"]),
            low=localised(f"{low:g}"),
            high=localised(f"{high:g}"),
        )
        log.assume("scale_from_answers", text)
    return {"scale_min": f"{low:g}", "scale_max": f"{high:g}"}


def _number(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return -1.0


def say_codes(
    relations: Mapping[str, RelationPlan], blocks: Mapping[str, Sequence[Block]], log: Log
) -> None:
    """Report numbers far beyond the others that look like codes for "don't know"."""
    for name in relations:
        found = {text for block in blocks.get(name, ()) for text in block.strengths}
        codes = _codes_among(found)
        if not codes:
            continue
        chunks = [chunk for block in blocks[name] for chunk in block.ties if len(chunk)]
        hits = [(chunk, np.isin(_strengths_of(chunk), codes)) for chunk in chunks]
        chunk, where = next((chunk, rows) for chunk, rows in hits if rows.any())
        count = sum(int(rows.sum()) for _, rows in hits)
        place = Place(*chunk.where, int(chunk.rows[where.argmax()]), chunk.header, codes[0])
        log.add(
            "code_like_strength",
            place,
            say(
                "Answers to {name} hold {codes} ({cell}), which looks like a code for "
                "'does not know' or 'no answer'; each was read as a tie.",
                name=quoted(name),
                codes=listed(codes),
                cell=counted(count, "cell"),
            ),
            say(
                "If it is such a code, write missing = [{in_quotes}] in a mapping file.",
                in_quotes=", ".join(map(_in_quotes, codes)),
            ),
        )


def say_ranks(
    relations: Mapping[str, RelationPlan], blocks: Mapping[str, Sequence[Block]], log: Log
) -> None:
    """Report numbers that are ranks: the first is the strongest, but has the smallest number."""
    for name, plan in relations.items():
        asked = f" {phrase(' '.join((plan.facts.get('question', ''), name)))} "
        numbers = {text for block in blocks.get(name, ()) for text in block.strengths}
        if plan.values or len(numbers) < 2 or not any(f" {word} " in asked for word in _RANKS):
            continue
        chunk = next(c for block in blocks[name] for c in block.ties)
        log.add(
            "ranks_as_strength",
            Place(*chunk.where, column=chunk.header),
            say(
                "Answers to {name} seem to be ranks, in which 1 is the first; they were "
                "read as strengths, in which 1 is the weakest.",
                name=quoted(name),
            ),
            say(
                "If they are ranks, turn them round in a mapping file: "
                'values = { "1" = 3, "2" = 2, "3" = 1 }.'
            ),
        )


def _strengths_of(chunk: Chunk) -> Texts:
    given = np.full(len(chunk), "", dtype=object)
    given[:] = chunk.cells.get("strength", "")
    return given


def _in_quotes(code: str) -> str:
    return f'"{code}"'


def _codes_among(texts: Collection[str]) -> list[str]:
    """The texts that are usual codes of no answer, if the others are far smaller.

    >>> _codes_among({"1", "3", "99"}), _codes_among({"-9", "2"}), _codes_among({"40", "99"})
    (['99'], ['-9'], [])
    """
    numbers = {text: float(text.replace(",", ".")) for text in texts if _number(text) != -1.0}
    numbers |= {text: -1.0 for text in texts if text.strip() in ("-1", "-1.0")}
    usual = {text for text, value in numbers.items() if value < 0 or value in _MISSING}
    rest = [value for text, value in numbers.items() if text not in usual]
    far = 3 * max(rest, default=0.0)
    return sorted(text for text in usual if rest and not 0 <= numbers[text] <= far)


def say_words(
    relations: Mapping[str, RelationPlan], blocks: Mapping[str, Sequence[Block]], log: Log
) -> None:
    """Report answers in words whose order is not known."""
    for name in relations:
        untold = {text for block in blocks.get(name, ()) for text in block.untold if text}
        if untold:
            text = say("Answers to {name} that say no more are no answers: ", name=quoted(name))
            log.assume("answers_untold", f"{text}{listed(sorted(untold))}.", len(untold))
        words = dict.fromkeys(word for block in blocks.get(name, ()) for word in block.words)
        if not words:
            continue
        chunk = next(c for block in blocks[name] for c in block.ties)
        place = Place(*chunk.where, column=chunk.header, value=next(iter(words)))
        log.add(
            "answers_not_ranked",
            place,
            say(
                "How strong the answers to {name} are cannot be told: {words}. They were "
                "read as ties of unknown strength.",
                name=quoted(name),
                words=listed(words),
            ),
            say("Say it under 'values' in a mapping file; 'tiesnet map' writes a draft to edit."),
        )

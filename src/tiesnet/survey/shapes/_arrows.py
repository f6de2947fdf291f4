"""Directions and relations of edge tables, as graph programs write them."""

from __future__ import annotations

from collections.abc import Sequence

from tiesnet.language import say
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import RawTable
from tiesnet.survey.shapes._tables import called, place_of, taken, texts, with_texts
from tiesnet.survey.words import counted, fold

ONE_WAY, NO_ARROW, BOTH_WAYS = "yes", "no", "both"
WORDS = {
    "directed": ONE_WAY,
    "undirected": NO_ARROW,
    "mutual": BOTH_WAYS,
    "bidirectional": BOTH_WAYS,
    "both": BOTH_WAYS,
    "mixed": "",
    "dirigido": ONE_WAY,
    "nodirigido": NO_ARROW,
    "": "",
}


def are_arrows(cells: Sequence[str]) -> bool:
    """Whether cells say which edges have arrows, and nothing else."""
    words = {fold(cell) for cell in cells}
    return bool(words - {""}) and words <= set(WORDS)


def with_arrows(raw: RawTable, place: int | None, log: Log) -> RawTable:
    """Say of each tie whether it is directed; ties that go both ways become two.

    A tie without arrow among directed ones of its relation counts both ways, too: a relation is
    directed or it is not.
    """
    if place is None:
        return raw
    arrows = [WORDS.get(fold(cell), "") for cell in texts(raw, place)]
    relation = texts(raw, place_of(raw.headers, "relation"))
    mixed = {name for name, arrow in zip(relation, arrows, strict=True) if arrow != NO_ARROW}
    twice = [
        arrow == BOTH_WAYS or (arrow == NO_ARROW and name in mixed)
        for name, arrow in zip(relation, arrows, strict=True)
    ]
    rows = [k for k, both in enumerate(twice) for _ in range(1 + both)]
    turned = [j > 0 and rows[j - 1] == k for j, k in enumerate(rows)]
    directed = [ONE_WAY if twice[k] else arrows[k] for k in rows]
    if any(twice):
        one_way = sum(arrow == NO_ARROW and both for arrow, both in zip(arrows, twice, strict=True))
        _say_twice(sum(twice) - one_way, one_way, log)
    raw = _turned(taken(raw, rows), turned)
    return with_texts(raw, raw.headers[place], directed)


def _turned(raw: RawTable, turned: Sequence[bool]) -> RawTable:
    """Exchange the ends of some rows."""
    if not any(turned):
        return raw
    ends = [place_of(raw.headers, "source") or 0, place_of(raw.headers, "target") or 0]
    one, two = (raw.frame[k].tolist() for k in ends)
    pairs = [(b, a) if turn else (a, b) for a, b, turn in zip(one, two, turned, strict=True)]
    for end, place in enumerate(ends):
        raw = with_texts(raw, raw.headers[place], [pair[end] for pair in pairs])
    return raw


def _say_twice(both: int, plain: int, log: Log) -> None:
    if both:
        text = say("Ties that go both ways were read as two ties, one each way.")
        log.assume("both_ways", text, both)
    if plain:
        text = say(
            "Ties without arrow that stand among directed ones of the same relation were read as "
            "two ties, one each way."
        )
        log.assume("both_ways", text, plain)


def with_relations(raw: RawTable, place: int | None, log: Log) -> RawTable:
    """Name the column of relations; ties that do not say theirs belong to the relation tie."""
    cells = texts(raw, place)
    if place is None or not any(cells):
        return raw
    blank = cells.count("")
    if blank:
        rows = counted(blank, "row")
        text = say(
            "Ties that do not say what they are ({rows}) belong to the relation 'tie'.", rows=rows
        )
        log.assume("blank_relation", text, blank)
    named = called(raw, raw.name, {place: "relation"})
    return with_texts(named, "relation", [cell or "tie" for cell in cells])

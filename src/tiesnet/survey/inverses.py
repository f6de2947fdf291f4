"""Inverse relations: "I buy from" and "I sell to" are two reports of one tie."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tiesnet.language import joined, say
from tiesnet.survey.vocabulary import Meaning
from tiesnet.survey.words import quoted

if TYPE_CHECKING:
    from tiesnet.survey.codebook import Codebook

_OPPOSITE = {"with_arrow": "against_arrow", "against_arrow": "with_arrow", "both": "both"}
_AGREE = ("formality", "content", "scale_min", "scale_max")


def infer_inverses(book: Codebook, meanings: Mapping[str, Meaning]) -> None:
    """Join two relations whose names ask the same from the two ends.

    The layer keeps the relation along the flow of goods, or, for knowledge and lending, the one
    in which a firm says what it takes: the taker knows best.
    """
    by_meaning: dict[str, list[str]] = {}
    for name, meaning in meanings.items():
        by_meaning.setdefault(meaning.name, []).append(name)
    for name, meaning in meanings.items():
        partners = by_meaning.get(meaning.inverse, [])
        carries = (book.rows[name]["flow"] == "against_arrow") == (meaning.content == "trade")
        alone = len(partners) == 1 and len(by_meaning[meaning.name]) == 1
        if not (alone and carries) or not _fit(book, name, partners[0]):
            continue
        book.rows[name]["inverse_of"] = partners[0]
        why = say(
            "from the words {name} and {inverse}",
            name=quoted(meaning.name),
            inverse=quoted(meaning.inverse),
        )
        book.assume(name, "inverse_of", quoted(partners[0]), why)


def check_inverses(book: Codebook) -> None:
    """Check pairs of inverse relations; in the end at most one of a pair names the other."""
    for name, row in book.rows.items():
        partner = row.get("inverse_of")
        if partner is None:
            continue
        wrong = _wrong_partner(book, name, str(partner))
        if wrong:
            _say(book, name, str(partner), say("{wrong}; the entry was ignored.", wrong=wrong))
            del row["inverse_of"]
        elif book.rows[partner].get("inverse_of") == name:
            del row["inverse_of"]  # the second of the two keeps the entry
        else:
            _check_pair(book, name, str(partner))


def _wrong_partner(book: Codebook, name: str, partner: str) -> str:
    if partner not in book.rows:
        return say(
            "{name} is said to be the inverse of {partner}, which is not there",
            name=quoted(name),
            partner=quoted(partner),
        )
    if partner == name:
        return say("{name} is said to be its own inverse", name=quoted(name))
    if not (book.rows[name]["directed"] and book.rows[partner]["directed"]):
        return say(
            "{name} and {partner} cannot be inverse: one is not directed",
            name=quoted(name),
            partner=quoted(partner),
        )
    back = book.rows[partner].get("inverse_of")
    if back is not None and back != name:
        return say(
            "{partner} is itself said to be the inverse of {back}",
            partner=quoted(partner),
            back=quoted(back),
        )
    before = [
        other
        for other in list(book.rows)[: list(book.rows).index(name)]
        if book.rows[other].get("inverse_of") == partner
    ]
    return (
        say(
            "{partner} already has the inverse {before}",
            partner=quoted(partner),
            before=quoted(before[0]),
        )
        if before
        else ""
    )


def _check_pair(book: Codebook, name: str, partner: str) -> None:
    one, two = book.rows[name], book.rows[partner]
    differ = [field for field in _AGREE if one.get(field) != two.get(field)]
    if one["flow"] != _OPPOSITE[two["flow"]]:
        differ.append("flow")
    if differ:
        fields = joined([say(field.replace("_", " ")) for field in differ])
        text = say(
            "{name} and {partner} are inverse, but do not fit in {fields}",
            name=quoted(name),
            partner=quoted(partner),
            fields=fields,
        )
        _say(
            book,
            name,
            partner,
            say("{text}; what {partner} says was used.", text=text, partner=quoted(partner)),
        )


def _fit(book: Codebook, name: str, partner: str) -> bool:
    one, two = book.rows[name], book.rows[partner]
    same = all(one.get(field) == two.get(field) for field in (*_AGREE, "directed"))
    return same and one["flow"] == _OPPOSITE[two["flow"]]


def _say(book: Codebook, name: str, partner: str, text: str) -> None:
    book.log.add("inverse_contradiction", book.place(name, "inverse_of", partner), text)

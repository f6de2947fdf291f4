"""What the columns of a survey are called in a sentence or a table."""

from __future__ import annotations

from tiesnet.language import say, word

_NAMES = {
    "sector": word("Sector"),
    "stage": word("Stage"),
    "size": word("Size"),
    "output": word("Output"),
    "sales": word("Sales"),
    "location": word("Location"),
    "latitude": word("Latitude"),
    "longitude": word("Longitude"),
    "country": word("Country"),
    "origin": word("Origin"),
    "founded": word("Founded"),
    "entered": word("Year of entry"),
    "exports": word("Exports"),
    "main_market": word("Main market"),
    "registered": word("Registered"),
    "foreign_owned": word("Foreign owned"),
    "upgrading_process": word("Upgrading process"),
    "upgrading_product": word("Upgrading product"),
    "upgrading_functional": word("Upgrading functional"),
    "upgrading_intersectoral": word("Upgrading intersectoral"),
    "offers": word("Offers"),
    "seeks": word("Seeks"),
    "strength": word("Strength"),
    "topic": word("Topic"),
    "trust": word("Trust"),
    "frequency": word("Frequency"),
    "since": word("Since"),
    "medium": word("Medium"),
    "value": word("Value"),
    "chain": word("Chain"),
    "spec_by": word("Spec by"),
}


def column_word(column: str) -> str:
    """Name a column inside a sentence: a standard one in the language, another as it is called.

    >>> column_word("size"), column_word("our_own_question")
    ('size', 'our_own_question')
    """
    known = _NAMES.get(column)
    return say(known).lower() if known else column


def column_said(column: str) -> str:
    """Name a column: one of the standard ones in the language, another as it was called.

    >>> column_said("main_market"), column_said("our_own_question")
    ('Main market', 'Our own question')
    """
    known = _NAMES.get(column)
    return say(known) if known else column.replace("_", " ").capitalize()

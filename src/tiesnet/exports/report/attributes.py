"""What the columns of the actors are called on the page."""

from __future__ import annotations

from tiesnet.language import say, word

_LABELS = {
    "founded": word("Founded"),
    "entered": word("Entered the cluster"),
    "size": word("Employees"),
    "exports": word("Exports"),
    "answered": word("Answered"),
    "location": word("Location"),
    "country": word("Country"),
    "origin": word("Origin"),
    "sector": word("Sector"),
    "sales": word("Sales"),
    "output": word("Output"),
    "main_market": word("Main market"),
    "foreign_owned": word("Foreign owned"),
    "registered": word("Registered"),
    "kind": word("Kind"),
    "latitude": word("Latitude"),
    "longitude": word("Longitude"),
    "offers": word("Offers"),
    "seeks": word("Seeks"),
    "stage": word("Stage"),
}


def attribute_label(name: str) -> str:
    """Give the heading of a column; one that only this survey has stays as it was written.

    >>> attribute_label("foreign_owned"), attribute_label("my_own_column")
    ('Foreign owned', 'My own column')
    """
    known = _LABELS.get(name)
    return say(known) if known else name.replace("_", " ").capitalize()

"""What the columns of the actors are called on the page."""

from __future__ import annotations

from tiesnet.diagnosis import column_said
from tiesnet.language import say, word

_LABELS = {
    "entered": word("Entered the cluster"),
    "size": word("Employees"),
    "answered": word("Answered"),
    "kind": word("Kind"),
}
"""What is called another way than where a survey is looked at column by column."""


def attribute_label(name: str) -> str:
    """Give the heading of a column; one that only this survey has stays as it was written.

    >>> attribute_label("foreign_owned"), attribute_label("my_own_column")
    ('Foreign owned', 'My own column')
    """
    known = _LABELS.get(name)
    return say(known) if known else column_said(name)

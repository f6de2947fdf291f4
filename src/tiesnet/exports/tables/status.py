"""How a firm is tied in: the field's terms, and the plain words the report says for them."""

from __future__ import annotations

STATUS_WORDS = {
    "isolate": "no tie at all",
    "outside the main component": "in a group apart",
    "core number 1 or less": "on a chain of single ties",
}
STATUS_METRICS = ("connection", "connection_firms")
STATUS_NOTE = (
    "In plain words: "
    + "; ".join(f"{term} = {words}" for term, words in STATUS_WORDS.items())
    + "."
)

"""How a firm is tied in: the field's terms, and the plain words the report says for them."""

from __future__ import annotations

from tiesnet.language import word

STATUS_WORDS = {
    "isolate": word("no tie at all"),
    "outside the main component": word("in a group apart"),
    "core number 1 or less": word("on a chain of single ties"),
}
STATUS_METRICS = ("connection", "connection_firms")
STATUS_NOTE = word(
    "In plain words: isolate = no tie at all; outside the main component = in a group apart; "
    "core number 1 or less = on a chain of single ties."
)
STATUSES = (
    word("isolate"),
    word("outside the main component"),
    word("hangs by one tie"),
    word("hangs by one actor"),
    word("core number 1 or less"),
    word("silent"),
    word("unclear"),
    word("not surveyed"),
    word("connected"),
)
ANSWERS = (word("answered"), word("silent"), word("not surveyed"))

"""The catalogue as a table: what every number means and where it comes from."""

from __future__ import annotations

import pandas as pd

from tiesnet.exports.tables.model import Column, Table, frame_table
from tiesnet.exports.tables.status import STATUS_METRICS, STATUS_NOTE
from tiesnet.language import say, word
from tiesnet.literature import sources
from tiesnet.metrics import TOPICS, Metric, catalogue, in_word


def definitions_table() -> Table:
    """Give the catalogue in words: definition, convention, source, unit, when empty."""
    known = sources()
    rows = [
        {
            "label": say(m.label),
            "definition": say(m.definition),
            "reading": _reading(m),
            "formula": say(m.formula).replace("\n\n", "\n"),
            "unit": say(m.unit),
            "undefined": say(m.undefined or _never(m)),
            "source": "\n".join(known[key].reference for key in m.source),
            "level": say(_LEVELS.get(m.level, "a table")),
            "options": _options(m),
            "asked": say("when asked for") if m.extra else say("always"),
            "topic": say(TOPICS[m.topic]),
            "name": m.name,
        }
        for m in catalogue().values()
    ]
    columns = (
        Column("label", "Measure", width=24),
        Column("definition", "What it says", width=44),
        Column("reading", "How to read it", width=40),
        Column("formula", "How it is computed", width=60),
        Column("unit", "Unit"),
        Column("undefined", "When it is empty", width=22),
        Column("source", "Source", width=44),
        Column("level", "About", width=11),
        Column("options", "Options", width=24),
        Column("asked", "Computed", width=12),
        Column("topic", "Topic", width=16),
        Column("name", "Code name", width=22),
    )
    return frame_table(
        "definitions",
        "Definitions",
        pd.DataFrame(rows, columns=[c.key for c in columns]),
        columns,
        question="What do the numbers mean, and where do they come from?",
    )


_LEVELS = {"actor": word("each actor"), "network": word("the network"), "table": word("a table")}


def _reading(record: Metric) -> str:
    said = say(record.reading)
    return f"{said} {say(STATUS_NOTE)}" if record.name in STATUS_METRICS else said


def _options(record: Metric) -> str:
    """Name what can be switched, with what stands when nothing is said."""
    return "\n".join(f"{name} = {in_word(value)}" for name, value in record.options.items())


def _never(record: Metric) -> str:
    """Say when a measure is empty that has no case of its own."""
    if record.level == "network":
        return word("never")
    if record.level == "table":
        return word("a cell is empty when there is nothing to divide by")
    if record.observed == "self":
        return word("never, for an actor that answered")
    return (
        word("never")
        if record.dtype == "text"
        else word("never; “≥” where the actor did not answer")
    )

"""What was wrong in the data, what was assumed, how reports became ties, what was not computed."""

from __future__ import annotations

import re

import pandas as pd

from tiesnet.diagnosis import count
from tiesnet.exports.tables.columns import layer_label, some
from tiesnet.exports.tables.model import Column, Table, frame_table
from tiesnet.language import say, say_n, word
from tiesnet.metrics import Measures, catalogue

_SEVERITIES = {"error": 0, "warning": 1, "note": 2}


def problems_table(measures: Measures) -> Table:
    """Give every problem of the data, errors first."""
    survey = measures.net.origin.survey
    return problem_rows(survey.problems if survey is not None else pd.DataFrame({"severity": []}))


def problem_rows(frame: pd.DataFrame) -> Table:
    """Show problem rows, errors first."""
    frame = frame.sort_values("severity", key=lambda s: s.map(_SEVERITIES), kind="stable")
    columns = (
        Column("severity", "Severity", words=True),
        Column("problem", "What is wrong", width=52),
        Column("repair", "How to repair it", width=52),
        Column("file", "File"),
        Column("sheet", "Sheet"),
        Column("row", "Row", kind="count"),
        Column("column", "Column"),
        Column("value", "Value"),
        Column("code", "Code"),
    )
    return frame_table(
        "problems",
        "Problems",
        frame.reset_index(drop=True),
        columns,
        question="What is wrong in the data?",
        answer=_problem_words(frame),
        reading="Error: a row or value could not be used. Warning: used, but look at it. "
        "Note: good to know.",
    )


def _problem_words(frame: pd.DataFrame) -> str:
    counts = frame["severity"].value_counts()
    said = [count(int(counts[one]), *words) for one, words in _COUNTS.items() if counts.get(one, 0)]
    return f"{', '.join(said)}." if said else say("No problem was found.")


_COUNTS = {
    "error": (word("error"), word("errors")),
    "warning": (word("warning"), word("warnings")),
    "note": (word("note"), word("notes")),
}


_COUNTED = re.compile(r" \(([\d,]+) [a-z]+\)(?=\.?$)")


def assumptions_table(measures: Measures) -> Table:
    """Give everything that was assumed for the user; each says in one place how often."""
    columns = (
        Column("assumption", "What was assumed"),
        Column("count", "How often", kind="count"),
        Column("code", "Code"),
    )
    frame = measures.net.origin.assumptions.reset_index(drop=True)
    frame = frame.assign(
        assumption=[_once(*row) for row in frame[["assumption", "count"]].to_numpy()]
    )
    n = len(frame)
    were = say_n(n, "{n} thing was assumed for you.", "{n} things were assumed for you.")
    return frame_table(
        "assumptions",
        "Assumptions",
        frame,
        columns,
        question="What was assumed?",
        answer=were if n else say("Nothing was assumed for you."),
        reading="To get rid of an assumption, fill in the column or table it names."
        if len(frame)
        else "",
    )


def _once(text: str, times: int) -> str:
    """Take the count out of a sentence when it stands in its own column as well."""
    said = _COUNTED.search(text)
    return _COUNTED.sub("", text) if said and int(said[1].replace(",", "")) == times else text


def choices_table(measures: Measures) -> Table:
    """Give how reports became ties: the policy of each relation, the rules of orientation."""
    frame = measures.net.origin.choices.reset_index(drop=True)
    of = {"policy": say("reports"), "orientation_rule": say("ties")}
    columns = (
        Column("choice", "How it was decided"),
        Column("count", "How many", kind="count"),
        Column("of", "Of what"),
        Column("code", "Code"),
    )
    return frame_table(
        "choices",
        "How reports became ties",
        frame.assign(of=frame["code"].map(of).astype("object")),
        columns,
        question="How did reports become ties?",
        reading="Which end's word makes a tie is the policy of the relation (column combine of "
        "the table relations). The orientation of a tie comes from the first of five rules that "
        "applies.",
    )


def skipped_table(measures: Measures) -> Table:
    """Give what could not be computed, one row per reason and set of relations."""
    known = catalogue()
    skipped = measures.skipped
    together = skipped.groupby(["reason", "metric"], sort=False)["layer"].agg(tuple).reset_index()
    rows = [
        {
            "count": len(group),
            "reason": say(reason),
            "what": f"{_which(measures, layers)}: "
            f"{some([say(known[str(name)].label) for name in group['metric']])}",
        }
        for (reason, layers), group in together.groupby(["reason", "layer"], sort=False)
    ]
    columns = (
        Column("count", "Measures", kind="count"),
        Column("reason", "Reason"),
        Column("what", "In which relations, which measures"),
    )
    return frame_table(
        "skipped",
        "Not computed, and why",
        pd.DataFrame(rows, columns=[column.key for column in columns]),
        columns,
        question="What could not be computed?",
    )


def _which(measures: Measures, layers: tuple[str, ...]) -> str:
    if set(layers) >= set(measures.layers):
        return say("In every relation")
    return ", ".join(layer_label(measures, str(layer)) for layer in layers)

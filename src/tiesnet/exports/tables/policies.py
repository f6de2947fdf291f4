"""Numbers under every policy for double reports, as a table."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from tiesnet.exports.tables.columns import kind_of, layer_label, shown_unit
from tiesnet.exports.tables.model import Column, Kind, Table, frame_table
from tiesnet.language import say, word
from tiesnet.metrics import Measures, catalogue

_WORDS = {
    "union": word("Either end's word makes a tie; of two strengths the larger counts."),
    "confirmed": word("Only ties that both ends report count; the smaller strength counts."),
    "source": word("Only the word of the end the arrow starts from counts."),
    "target": word("Only the word of the end the arrow points to counts."),
    "max": word("As union."),
    "mean": word("Either end's word makes a tie; its strength is the mean of those reported."),
}


def policies_table(measures: Measures, rows: pd.DataFrame, policies: Sequence[str]) -> Table:
    """Show what `under_policies` gives, in words.

    Parameters
    ----------
    measures : Measures
        Of the same survey, for the names of actors and relations.
    rows : DataFrame
        From `under_policies`.
    policies : sequence of str
        Its columns of policies.
    """
    known, names = catalogue(), measures.net.actors["name"]
    metrics = rows["metric"].map(known)
    shown = rows.assign(
        relation=rows["layer"].map(lambda name: layer_label(measures, name)),
        measure=metrics.map(lambda record: say(record.label)),
        unit=metrics.map(lambda m: say(shown_unit(m)) if m.dtype == "number" else ""),
        name=rows["actor"].map(names, na_action="ignore").astype("object"),
        differs=rows["differs"].map({True: say("yes"), False: say("no")}),
    )
    columns = [
        Column("relation", "Relation"),
        Column("measure", "Measure"),
        Column("name", "Firm or institution"),
        Column("unit", "Unit"),
        *(Column(p, p.capitalize(), kind="number", definition=_WORDS[p]) for p in policies),
        Column("difference", "Largest difference", kind="number"),
        Column("differs", "Do they differ?"),
        Column("remark", "What is left out, and why", width=44),
        Column("actor", "Id"),
        Column("metric", "Code name of the measure"),
    ]
    kinds: dict[str, Kind] = {
        str(name): kind_of(known[str(name)], _values(own, policies))
        for name, own in rows.groupby("metric", sort=False)
    }
    made = frame_table(
        "policies_table", "Numbers under each policy", shown, columns,
        question="Does it matter whose word makes a tie?",
    )  # fmt: skip
    return Table(
        made.key, made.title, made.columns, made.rows, made.question,
        row_kinds=tuple(kinds[str(name)] for name in rows["metric"]),
    )  # fmt: skip


def _values(rows: pd.DataFrame, policies: Sequence[str]) -> pd.Series:
    """Give all values of one measure, to see whether they are counts."""
    values = rows[list(policies)].stack()
    numbers = pd.to_numeric(values, errors="coerce")
    return numbers if numbers.notna().any() else values.astype("object")

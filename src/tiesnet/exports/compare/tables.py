"""The tables of a comparison as people read them."""

from __future__ import annotations

import pandas as pd

from tiesnet.exports.tables.evidence import shown_evidence
from tiesnet.exports.tables.model import Column, Table
from tiesnet.inference import BLOCKS, INDICATORS, Evidence, Outcome
from tiesnet.language import say, word
from tiesnet.literature import cite

SENTENCE, NOTE = 44, 30
UNTESTED = word(
    "Not tested: one number of the whole cluster, of which no error is known, or too few firms. p: "
    "bootstrap of actors; test, null model, replications and seed stand with the differences."
)


def block_tables(outcome: Outcome) -> list[Table]:
    """Give the thematic blocks, a column of numbers per cluster, and what is said of them."""
    return [_block(one) for one in outcome.tables if one.key in BLOCKS]


def further_tables(outcome: Outcome) -> list[Table]:
    """Give the other tables, in the order of the outcome."""
    source = ", ".join(outcome.source)
    others = [one for one in outcome.tables if one.key not in BLOCKS]
    return [shown_evidence(None, one, source) for one in others]


def measures_table(outcome: Outcome) -> Table:
    """Say of every measure what it counts, and why it stands in its block."""
    keys = [key.split(" ")[0] for name in BLOCKS for key in _rows(outcome, name).get("key", ())]
    rows = [
        {
            "label": say(INDICATORS[key].label),
            "block": say(BLOCKS[INDICATORS[key].block]),
            "unit": say(INDICATORS[key].unit),
            "reason": say(INDICATORS[key].reason),
            "code": ", ".join(INDICATORS[key].metrics),
        }
        for key in dict.fromkeys(keys)
    ]
    columns = (
        Column("label", "Measure", width=28),
        Column("block", "Block", width=28),
        Column("unit", "Unit"),
        Column("reason", "Why it stands there", width=SENTENCE),
        Column("code", "Rests on (code names)"),
    )
    frame = pd.DataFrame(rows, columns=[column.key for column in columns])
    return Table(
        "measures",
        "The measures",
        columns,
        frame,
        question="What is compared, and why does it stand in its block?",
        reading="Code names are those of the catalogue: see the sheet Definitions of a report, or "
        "tiesnet metrics NAME.",
    )


def opportunities(outcome: Outcome) -> list[str]:
    """List everything that could follow, block after block."""
    said = [str(text) for key in BLOCKS for text in _rows(outcome, key).get("opportunity", ())]
    return [text for text in dict.fromkeys(said) if text]


def told_by_several(table: Table) -> pd.Series:
    """Tell which rows of a block more than one cluster tells."""
    clusters = [column.key for column in table.columns if column.key.startswith("cluster:")]
    return table.rows[clusters].notna().sum(axis=1) > 1


def _rows(outcome: Outcome, key: str) -> pd.DataFrame:
    return next((one.rows for one in outcome.tables if one.key == key), pd.DataFrame())


def _block(one: Evidence) -> Table:
    rows = one.rows
    keys = [field.key for field in one.fields if field.key.startswith("cluster:")]
    frame = rows[["measure", "unit"]].copy()
    for key in keys:
        frame[key] = rows[key.replace("cluster", "value")].astype(float)
        frame[f"text:{key}"] = rows[key]
    frame["comparison"], frame["opportunity"] = rows["comparison"], rows["opportunity"]
    frame["tested"], frame["clear"] = rows["tested"], rows["clear"]
    frame["why"] = [_why(one, row) for row in rows.to_dict("records")]
    frame["why_empty"] = rows["reason"]
    columns = (
        Column("measure", "Measure", width=NOTE),
        *(Column(f.key, f.label, kind="number") for f in one.fields if f.key in keys),
        Column("unit", "In"),
        Column("comparison", "Comparison", width=SENTENCE, source=cite("snijders1999")),
        Column("opportunity", "Opportunities", width=SENTENCE, source=cite("eulac2015")),
        Column("why", "Why cells are empty", width=NOTE),
    )
    return Table(
        one.key,
        one.title,
        columns,
        frame,
        question=one.title,
        note=UNTESTED,
        row_kinds=tuple(rows["kind"]),
    )


def _why(one: Evidence, row: dict[str, object]) -> str:
    """Say why cells of a row are empty."""
    labels = {field.key: field.label for field in one.fields}
    parts = [
        f"{label}: {row[key.replace('cluster', 'why')]}"
        for key, label in labels.items()
        if key.startswith("cluster:") and row[key.replace("cluster", "why")]
    ]
    return "; ".join(parts)

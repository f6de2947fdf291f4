"""The long answers: every measure that is a table, and the parameters behind the numbers."""

from __future__ import annotations

import pandas as pd
from pandas.api.types import is_bool_dtype, is_float_dtype, is_integer_dtype

from tiesnet.exports.tables.columns import layer_label
from tiesnet.exports.tables.model import Column, Kind, Table, frame_table
from tiesnet.metrics import Measures, Metric, catalogue

_SHOWN_ELSEWHERE = ("stage_matrix", "layer_overlap")
_SHARES = ("share", "density")
_WIDE = 44


def further_tables(measures: Measures, every: bool = False) -> list[Table]:
    """Give each measure that is a table, its layers below each other.

    Parameters
    ----------
    measures : Measures
        From `measure`.
    every : bool, default False
        Also those that the sheets of the report show in their own way.
    """
    names = dict.fromkeys(key if isinstance(key, str) else key[1] for key in measures.tables)
    known = catalogue()
    shown = [name for name in names if every or name not in _SHOWN_ELSEWHERE]
    tables = [_further(measures, known[name]) for name in shown]
    return [table for table in tables if len(table.rows)]


def _further(measures: Measures, record: Metric) -> Table:
    parts = []
    for key, rows in measures.tables.items():
        layer = "" if isinstance(key, str) else key[0]
        if record.name == (key if isinstance(key, str) else key[1]) and len(rows):
            label = layer_label(measures, layer) if layer else None
            parts.append(_with_names(measures, rows).assign(layer_label=label))
    frame = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()
    keys = ["layer_label", *(str(k) for k in frame.columns if k != "layer_label")]
    columns = [_column(key, frame[key]) for key in keys] if len(frame) else []
    return frame_table(
        record.name,
        record.label,
        frame,
        columns,
        question=record.definition,
        reading=record.reading,
    )


def _with_names(measures: Measures, rows: pd.DataFrame) -> pd.DataFrame:
    """Put the name beside every id of an actor."""
    names = measures.net.actors["name"]
    shown = pd.DataFrame(index=rows.index)
    for key in rows.columns:
        values = rows[key]
        if _are_ids(values, names.index):
            shown[key] = values.map(names)
            shown[f"{key}_id"] = values
        else:
            shown[key] = values
    # Ids are for other programs: they stand last.
    ids = [f"{key}_id" for key in rows.columns if f"{key}_id" in shown]
    return shown[[*(key for key in shown if key not in ids), *ids]]


def _are_ids(values: pd.Series, ids: pd.Index) -> bool:
    filled = values.dropna()
    if is_float_dtype(values) or is_integer_dtype(values) or is_bool_dtype(values) or filled.empty:
        return False
    return bool(filled.isin(ids).all())


def _column(key: str, values: pd.Series) -> Column:
    if key == "layer_label":
        return Column(key, "Relation")
    kind = _kind(key, values)
    longest = int(values.dropna().astype("str").str.len().max() or 0) if kind == "text" else 0
    label = key.replace("_", " ")
    return Column(
        key,
        label[:1].upper() + label[1:],
        "%" if kind == "percent" else "",
        kind,
        width=_WIDE if longest > _WIDE else 0,
    )


def _kind(key: str, values: pd.Series) -> Kind:
    if is_bool_dtype(values) or not (is_float_dtype(values) or is_integer_dtype(values)):
        return "text"
    known = values.dropna().astype(float)
    if any(word in key.split("_") for word in _SHARES) and known.between(0, 1).all():
        return "percent"
    return "count" if bool((known == known.round()).all()) else "number"


def parameters_table(measures: Measures) -> Table:
    """Give the parameters that numbers rest on: chosen by the user or for the user."""
    known, place = catalogue(), {name: number for number, name in enumerate(catalogue())}
    notes = measures.notes.groupby(["metric", "note"], sort=False)["layer"].agg(tuple)
    alike = notes.reset_index().groupby(["note", "layer"], sort=False)["metric"].agg(list)
    rows = [
        {
            "label": ", ".join(known[name].label for name in names),
            "note": note,
            "where": _where(measures, layers),
            "metric": ", ".join(names),
            "place": place[names[0]],
        }
        for (note, layers), names in alike.items()
    ]
    rows.sort(key=lambda row: row["place"])
    columns = (
        Column("label", "Measure", width=24),
        Column("note", "What was chosen", width=60),
        Column("where", "In which relations", width=30),
        Column("metric", "Code name"),
    )
    return frame_table(
        "parameters",
        "Parameters of measures",
        pd.DataFrame(rows, columns=[column.key for column in columns]),
        columns,
        question="Which parameters do the numbers rest on?",
        reading="Where a measure leaves a choice, this is what was chosen. Another choice can be "
        "asked for: see the options of the measure.",
    )


def _where(measures: Measures, layers: tuple[str, ...]) -> str:
    if set(layers) >= set(measures.layers):
        return "in every relation"
    return ", ".join(layer_label(measures, layer) for layer in dict.fromkeys(layers))

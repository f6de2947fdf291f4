"""The long answers: every measure that is a table, and the parameters behind the numbers."""

from __future__ import annotations

from typing import Any

import pandas as pd
from pandas.api.types import is_bool_dtype, is_float_dtype, is_integer_dtype

from tiesnet.exports.tables.columns import layer_label, stage_label
from tiesnet.exports.tables.headings import heading
from tiesnet.exports.tables.model import Column, Kind, Table, frame_table, longest
from tiesnet.language import say
from tiesnet.metrics import Measures, Metric, catalogue

_SHOWN_ELSEWHERE = ("stage_matrix", "layer_overlap")
_SHARES = ("share", "density")
_WIDE, _WIDEST = 44, 88
_ACTORS = ("actor", "one", "other", "partner", "source", "target")
_MEMBERS = ("members", "no_deeper")
_LAYERS = ("layer_a", "layer_b", "relation")
_GROUPS = (
    "group",
    "from",
    "to",
    *(f"{end}_{of}" for end in ("source", "target") for of in ("group", "stage")),
)


def further_tables(measures: Measures, every: bool = False) -> list[Table]:
    """Give each measure that is a table, its layers below each other.

    Parameters
    ----------
    measures : Measures
        From `measure`.
    every : bool, default False
        Also those that the sheets of the report show in their own way.
    """
    made = {key if isinstance(key, str) else key[1] for key in measures.tables}
    known = catalogue()
    shown = [n for n in known if n in made and (every or n not in _SHOWN_ELSEWHERE)]
    tables = [_further(measures, known[name]) for name in shown]
    return [table for table in tables if len(table.rows)]


def _further(measures: Measures, record: Metric) -> Table:
    parts = []
    for key, rows in measures.tables.items():
        layer = "" if isinstance(key, str) else key[0]
        if record.name == (key if isinstance(key, str) else key[1]) and len(rows):
            # What stands for the whole survey has no relation to name.
            label = layer_label(measures, layer) if layer and record.on == "each" else None
            parts.append(_in_words(measures, rows).assign(layer_label=label))
    frame = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()
    keys = ["layer_label", *(str(k) for k in frame.columns if k != "layer_label")]
    columns = [_column(record.name, key, frame[key]) for key in keys] if len(frame) else []
    return frame_table(
        record.name,
        say(record.label),
        frame,
        columns,
        question=record.definition,
        reading=record.reading,
    )


def _in_words(measures: Measures, rows: pd.DataFrame) -> pd.DataFrame:
    """Put names where ids are, the ids beside them; name relations, stages and attributes."""
    names = measures.net.actors["name"]
    shown = pd.DataFrame(index=rows.index)
    for key in map(str, rows.columns):
        values = rows[key]
        if (key in _ACTORS or key.startswith("player_")) and _are_ids(values, names.index):
            shown[key], shown[f"{key}_id"] = values.map(names), values
        elif key in _MEMBERS and (named := _named_members(values, names)) is not None:
            shown[key], shown[f"{key}_id"] = named, values
        else:
            shown[key] = _said(measures, key, values)
    # Ids are for other programs: they stand last.
    ids = [f"{key}_id" for key in rows.columns if f"{key}_id" in shown]
    return shown[[*(key for key in shown if key not in ids), *ids]]


def _said(measures: Measures, key: str, values: pd.Series) -> pd.Series:
    """Say relations, stages and attributes in words, where the values are their code names."""
    filled = set(values.dropna().astype("object"))
    if key in _LAYERS:
        return values.map(lambda name: layer_label(measures, str(name)), na_action="ignore")
    if key == "attribute":
        return values.map(_attribute, na_action="ignore")
    survey = measures.net.origin.survey
    if key in _GROUPS and survey is not None and filled and filled <= set(survey.stages.index):
        return values.map(lambda stage: stage_label(measures, str(stage)), na_action="ignore")
    return values


def _attribute(name: str) -> str:
    plain = str(name).replace("_", " ")
    return plain[:1].upper() + plain[1:]


def _named_members(values: pd.Series, names: pd.Series) -> pd.Series | None:
    """Name the members of a list of ids; None when some are no ids, or an id has a comma in it."""
    lists = [str(value).split(", ") if value else [] for value in values.dropna()]
    if not lists or not {one for ids in lists for one in ids} <= set(names.index):
        return None
    said = ["; ".join(str(names[one]) for one in ids) for ids in lists]
    return pd.Series(said, index=values.dropna().index, dtype="object").reindex(values.index)


def _are_ids(values: pd.Series, ids: pd.Index) -> bool:
    filled = values.dropna()
    if is_float_dtype(values) or is_integer_dtype(values) or is_bool_dtype(values) or filled.empty:
        return False
    return bool(filled.isin(ids).all())


def _column(metric: str, key: str, values: pd.Series) -> Column:
    if key == "layer_label":
        return Column(key, "Relation")
    kind = _kind(key, values)
    most = longest(values) if kind == "text" else 0
    width = _WIDEST if most > 4 * _WIDE else _WIDE if most > _WIDE else 0
    return Column(key, heading(metric, key), "%" if kind == "percent" else "", kind, width=width)


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
    rows: list[dict[str, Any]] = [
        {
            "label": "; ".join(say(known[name].label) for name in names),
            "note": say(str(note)),
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
        return say("in every relation")
    return ", ".join(layer_label(measures, layer) for layer in dict.fromkeys(layers))

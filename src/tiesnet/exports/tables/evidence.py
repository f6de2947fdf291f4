"""Evidence as people read it: names for ids, and what is the same in every row said once."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pandas as pd

from tiesnet.exports.tables.columns import layer_name, stage_name
from tiesnet.exports.tables.model import Column, Kind, Table, frame_table, longest
from tiesnet.inference import Evidence, Field
from tiesnet.language import say, word
from tiesnet.literature import cite
from tiesnet.network import Network, policy_said

_KINDS: dict[str, Kind] = {"count": "count", "number": "number", "percent": "percent"}
WIDE, _LONG_TEXT = 44, 40
_ONCE = {
    "test": word("Test"),
    "null": word("Null model"),
    "replications": word("Replications"),
    "draws": word("Draws"),
    "seed": word("Seed"),
}


def shown_evidence(net: Network | None, one: Evidence, source: str = "") -> Table:
    """Show a table of evidence: names instead of ids, labels instead of codes.

    Test, null model, replications and seed that are the same in all rows stand in the note.

    Parameters
    ----------
    net : Network or None
        Where the names and labels come from; without it, ids and codes stay.
    one : Evidence
    source : str
        Keys of the literature, with commas between, for the notes of the headings.
    """
    rows, said = once(one)
    names = net.actors["name"].to_dict() if net is not None else {}
    said_of: dict[str, pd.Series] = {}
    columns: list[Column] = []
    for field in one.fields:
        if field.key not in rows or field.kind == "code":
            continue
        said_of[field.key] = _said(net, names, rows[field.key], field)
        columns.append(_column(field, said_of[field.key], source))
    shown = pd.DataFrame(said_of, index=rows.index)
    first = one.fields[0] if one.fields else None
    if first is not None and first.kind == "actor" and one.rows[first.key].is_unique:
        shown.index = pd.Index(one.rows[first.key].astype("object"))
        # The page links what is called a name to its place on the map.
        shown = shown.rename(columns={first.key: "name"})
        columns[0] = replace(columns[0], key="name")
    return frame_table(
        one.key, one.title, shown, columns, question=one.title, reading=one.reading, note=said
    )


def once(one: Evidence) -> tuple[pd.DataFrame, str]:
    """Split a table into its rows without, and a line with, what is the same for all in it.

    That is how its p, or its draws, came about.

    >>> fields = (Field("p", "p", "number"), Field("seed", "Seed", "count"))
    >>> once(Evidence("t", "T", pd.DataFrame({"p": [0.1, 0.2], "seed": [1, 1]}), fields))[1]
    'Seed: 1.'
    """
    own = {field.key for field in one.fields}
    kept = [field.key for field in one.fields if is_p(field) and field.key in one.rows]
    if not kept and "draws" not in own:
        return one.rows, ""
    given = one.rows[one.rows[kept].notna().any(axis=1)] if kept else one.rows
    same: dict[str, str] = {}
    for key, label in _ONCE.items():
        values = given[key].dropna().unique() if key in own and key in given else []
        if len(values) == 1:
            same[key] = f"{say(label)}: {_word(values[0])}."
    return one.rows.drop(columns=list(same)), " ".join(same.values())


def _word(value: object) -> str:
    text = str(int(value)) if isinstance(value, float) else str(value)
    return say(text).rstrip(".")


def is_p(field: Field | Column) -> bool:
    """Tell whether a column holds probabilities, or the error of one."""
    key = field.key
    return field.kind in ("number", "p") and (
        key == "p" or key.startswith("p_") or key.endswith(("_p", "_p_error"))
    )


def _column(field: Field, values: pd.Series, source: str) -> Column:
    kind = "p" if is_p(field) else _KINDS.get(field.kind, "text")
    width = WIDE if kind == "text" and longest(values) > _LONG_TEXT else 0
    return Column(
        field.key,
        field.label,
        field.unit or ("%" if kind == "percent" else ""),
        kind,
        field.definition,
        cite(source) if field.definition else "",
        width=width,
        actor=field.kind == "actor",
        actors=field.kind == "actors",
        named=field.label == field.key,  # a heading to be copied into a table of the survey
    )


def _said(net: Network | None, names: dict[str, str], values: pd.Series, field: Field) -> pd.Series:
    if field.kind == "actor":
        return values.map(lambda k: names.get(k, k), na_action="ignore").astype("object")
    if field.kind == "actors":
        made = ["; ".join(str(names.get(k, k)) for k in ids) for ids in values]
        return pd.Series(made, index=values.index, dtype="object")
    if field.kind == "stage":
        return values.map(cache(lambda k: stage_name(net, str(k))), na_action="ignore")
    if field.kind == "layer":
        return values.map(cache(lambda k: layer_name(net, str(k))), na_action="ignore")
    if field.kind == "flag":
        words = {True: say("yes"), False: say("no")}
        return values.map(lambda v: words.get(v, v), na_action="ignore").astype("object")
    if field.kind == "word":
        said = policy_said if field.key == "policy" else say
        return values.map(lambda v: said(str(v)), na_action="ignore").astype("object")
    if field.key == "seed":  # no number to count with
        return values.map(lambda v: str(int(v)), na_action="ignore").astype("object")
    return values

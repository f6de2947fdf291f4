"""Every number: in one long table, or a wide one per relation, with why a cell is empty."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from tiesnet.exports.tables.columns import kind_of, layer_label, metric_column, shown_unit
from tiesnet.exports.tables.model import Column, Kind, Table, frame_table
from tiesnet.language import say, word
from tiesnet.metrics import Measures, catalogue

AT_LEAST = word("at least this: it did not answer all of it, others report as much")
_NAME, _ID = Column("name", "Firm or institution"), Column("id", "Id")


def long_table(measures: Measures) -> pd.DataFrame:
    """Give every number, one per row, in code names for other programs.

    Returns
    -------
    DataFrame
        ``level`` (actor or network), ``id`` and ``name`` of the actor, ``layer``, ``metric``,
        ``value``, ``unit`` (shares are 0 to 1) and ``remark``: why the value is empty, or that
        it is a lower bound.
    """
    frame = pd.concat([_of_actors(measures), _of_network(measures)], ignore_index=True)
    units = {name: m.unit if m.dtype == "number" else "" for name, m in catalogue().items()}
    frame["unit"] = frame["metric"].map(units)
    columns = ["level", "id", "name", "layer", "metric", "value", "unit", "remark"]
    return frame[columns]


def firms_all_table(measures: Measures) -> Table:
    """Give every number of every actor inside the cluster, one per row, empty cells explained."""
    known = catalogue()
    rows = _of_actors(measures)
    labels = {name: layer_label(measures, name) for name in rows["layer"].unique()}
    units = {name: say(shown_unit(m)) if m.dtype == "number" else "" for name, m in known.items()}
    rows = rows.assign(
        layer_label=rows["layer"].map(labels),
        label=rows["metric"].map({name: say(m.label) for name, m in known.items()}),
        unit=rows["metric"].map(units),
        value=_values_said(rows),
        remark=rows["remark"].map(say, na_action="ignore"),
    )
    columns = (
        _NAME,
        _ID,
        Column("layer_label", "Relation"),
        Column("label", "Measure"),
        Column("value", "Value", "", "number"),
        Column("unit", "Unit"),
        Column("remark", "Why it is empty, or a lower bound"),
        Column("metric", "Code name"),
    )
    kinds = _kinds(measures)
    return Table(
        "firms_all",
        "Firms-all",
        columns,
        rows[[column.key for column in columns]],
        question="Every number of every firm, one per row",
        row_kinds=tuple(kinds[key] for key in zip(rows["layer"], rows["metric"], strict=True)),
    )


def layer_table(measures: Measures, layer: str) -> Table:
    """Give all measures of the actors in one layer, a row per actor."""
    values = measures.actors[layer]
    frame = values.assign(id=values.index, name=measures.net.actors["name"].reindex(values.index))
    columns = [metric_column(str(metric), values[metric]) for metric in values.columns]
    every = (_NAME, _ID, *columns)
    rows = frame[[column.key for column in every]]
    table = Table("layer", layer_label(measures, layer), every, rows)
    bounds = measures.lower_bounds[measures.lower_bounds["layer"] == layer]
    pairs = zip(bounds["actor"], bounds["metric"], strict=True)
    return replace(table, at_least=frozenset((str(a), str(m)) for a, m in pairs))


def reasons_table(measures: Measures) -> Table:
    """Give why cells are empty or lower bounds, and which measures were skipped."""
    known = catalogue()
    rows = long_table(measures)
    rows = rows.dropna(subset=["remark"])[["layer", "metric", "name", "remark"]]
    skipped = measures.skipped.rename(columns={"reason": "remark"})
    frame = pd.concat([rows, skipped.assign(name=say("everybody"))], ignore_index=True)
    frame["label"] = frame["metric"].map({name: say(m.label) for name, m in known.items()})
    frame["remark"] = frame["remark"].map(say, na_action="ignore")
    frame["layer_label"] = frame["layer"].map(lambda name: layer_label(measures, name))
    columns = (
        Column("layer_label", "Relation"),
        Column("label", "Measure"),
        Column("name", "Who"),
        Column("remark", "Why it is empty, or a lower bound"),
        Column("metric", "Code name"),
    )
    return frame_table("reasons", "Why empty", frame, columns)


def _values_said(rows: pd.DataFrame) -> pd.Series:
    """Say the values that are words of ours: of the measures that are no numbers."""
    known, values = catalogue(), rows["value"].copy()
    ours = rows["metric"].map({name: m.dtype == "text" for name, m in known.items()}).astype(bool)
    values[ours] = values[ours].map(say, na_action="ignore")
    return values


def _of_actors(measures: Measures) -> pd.DataFrame:
    """Give id, layer, metric, value and remark, actor by actor."""
    actors, keys = measures.actors.index, list(measures.actors.columns)
    if not keys:
        return pd.DataFrame(columns=["level", "id", "name", "layer", "metric", "value", "remark"])
    values = np.empty((len(actors), len(keys)), dtype=object)
    for k, (_, column) in enumerate(measures.actors.items()):
        values[:, k] = column.astype("object")
    names = measures.net.actors["name"].reindex(actors)
    return pd.DataFrame(
        {
            "id": actors.repeat(len(keys)),
            "layer": pd.Index([layer for layer, _ in keys] * len(actors)),
            "metric": pd.Index([metric for _, metric in keys] * len(actors)),
            "value": values.ravel(),
            "level": "actor",
            "name": names.repeat(len(keys)).to_numpy(),
            "remark": _remarks(measures),
        }
    )


def _of_network(measures: Measures) -> pd.DataFrame:
    rows = measures.network.stack(future_stack=True).rename("value").reset_index()
    why = measures.empty[measures.empty["actor"].isna()]
    both = pd.concat([why, measures.skipped])[["layer", "metric", "reason"]]
    both = both.drop_duplicates(["layer", "metric"])
    rows = rows.merge(both, on=["layer", "metric"], how="left")
    return rows.rename(columns={"reason": "remark"}).assign(level="network", id=None, name=None)


def _kinds(measures: Measures) -> dict[tuple[str, str], Kind]:
    known = catalogue()
    return {
        (layer, metric): kind_of(known[metric], values)
        for (layer, metric), values in measures.actors.items()
    }


def _remarks(measures: Measures) -> pd.Series:
    """Say why each number is empty, else that it is a lower bound, actor by actor."""
    actors, keys = measures.actors.index, measures.actors.columns
    found = np.full(len(actors) * len(keys), None, dtype=object)
    least = measures.lower_bounds.assign(reason=AT_LEAST)
    for rows in (least, measures.empty.dropna(subset=["actor"])):
        rows = rows.iloc[::-1]  # of several reasons the first
        own = actors.get_indexer(rows["actor"])
        of = keys.get_indexer(pd.MultiIndex.from_frame(rows[["layer", "metric"]]))
        known = (own >= 0) & (of >= 0)
        found[(own * len(keys) + of)[known]] = rows["reason"].to_numpy(object)[known]
    return pd.Series(found, dtype="str")

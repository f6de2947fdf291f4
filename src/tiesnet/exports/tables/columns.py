"""Columns made from the catalogue: heading, unit, definition and source come from the metric."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from tiesnet.exports.tables.model import Column, Kind, Table
from tiesnet.language import say, word
from tiesnet.literature import cite
from tiesnet.metrics import Measures, Metric, catalogue
from tiesnet.network import Network

Picked = tuple[Column, pd.Series]
_FRACTIONS = ("index", "ratio", "standard deviations")


def pick(
    measures: Measures, layer: str, metric: str, label: str = "", unit: str = "", key: str = ""
) -> list[Picked]:
    """Take one metric of one layer as a column; none when it was skipped or not asked for.

    Returns a list of one or no column, so that columns can be strung together.
    """
    if (layer, metric) not in measures.actors.columns:
        return []
    values = measures.actors[(layer, metric)]
    return [(metric_column(metric, values, label, unit, key), values)]


def metric_column(
    metric: str, values: pd.Series, label: str = "", unit: str = "", key: str = ""
) -> Column:
    """Describe a column of a metric, in the catalogue's words unless others are given."""
    record = catalogue()[metric]
    return Column(
        key=key or metric,
        label=label or record.label,
        unit="" if record.dtype == "text" else unit or shown_unit(record),
        kind=kind_of(record, values),
        definition=record.definition,
        source=cite(", ".join(record.source)),
        metric=metric,
    )


def place_of(column: Column) -> tuple[str, str]:
    """Say which layer and metric a column of the firms shows."""
    layer = column.key.removeprefix(f"{column.metric}_")
    return (layer if layer in ("formal", "informal") else "all", column.metric)


def with_bounds(table: Table, measures: Measures) -> Table:
    """Mark the cells that are lower bounds, so that they read "≥" wherever they stand."""
    bounds = measures.lower_bounds
    places = {place_of(column): column.key for column in table.columns if column.metric}
    keys = [places.get(key) for key in zip(bounds["layer"], bounds["metric"], strict=True)]
    pairs = zip(bounds["actor"], keys, strict=True)
    return replace(table, at_least=frozenset((str(a), k) for a, k in pairs if k is not None))


def shown_unit(record: Metric) -> str:
    """Give the unit as the numbers are shown: a share of pairs is shown as % of pairs."""
    return f"%{record.unit.removeprefix('share')}" if _is_share(record) else record.unit


def kind_of(record: Metric, values: pd.Series) -> Kind:
    """Say how values of a metric are shown."""
    if record.dtype == "text":
        return "text"
    if _is_share(record):
        return "percent"
    if record.unit in _FRACTIONS:
        return "number"
    known = values.dropna().astype(float)
    return "count" if bool((known == known.round()).all()) else "number"


def _is_share(record: Metric) -> bool:
    return record.unit.split(" ")[0] == "share"


def layer_label(measures: Measures, layer: str) -> str:
    """Give a layer's label in plain words."""
    return layer_name(measures.net, layer)


def layer_name(net: Network | None, layer: str) -> str:
    """Give the label of a layer, or a union, of a network in plain words."""
    layers = net.layers if net is not None else pd.DataFrame()
    if layer in layers.index:
        return str(layers.at[layer, "label"])
    return say(_UNIONS[layer]) if layer in _UNIONS else layer.capitalize()


_UNIONS = {
    "formal": word("Formal ties"),
    "informal": word("Informal ties"),
    "all": word("All ties"),
}


def reason_of(measures: Measures, metric: str, layer: str) -> str:
    """Say why a number of the network is empty in a layer, or was not computed; else nothing."""
    empty = measures.empty[measures.empty["actor"].isna()]
    for rows in (empty, measures.skipped):
        own = rows[(rows["metric"] == metric) & (rows["layer"] == layer)]
        if len(own):
            return say(str(own["reason"].iloc[0]))
    return ""


def some(names: list[str], most: int = 3) -> str:
    """List a few names, and say how many more there are."""
    if len(names) <= most + 1:
        return ", ".join(names)
    n = len(names) - most
    return say("{names} and {n} more", names=", ".join(names[:most]), n=n)


def stage_label(measures: Measures, stage: str) -> str:
    """Give a stage's label in plain words."""
    return stage_name(measures.net, stage)


def stage_name(net: Network | None, stage: str) -> str:
    """Give the label of a stage of a network in plain words."""
    survey = net.origin.survey if net is not None else None
    if survey is None or stage not in survey.stages.index:
        return stage
    return str(survey.stages.at[stage, "label"])

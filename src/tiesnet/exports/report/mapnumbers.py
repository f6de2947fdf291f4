"""What the map can size by, and colour by in five shades: measures and numeric attributes."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd

from tiesnet.exports.report.actors import ATTRIBUTES
from tiesnet.exports.report.attributes import attribute_label
from tiesnet.exports.report.words import attribute, shown
from tiesnet.language import localised, say
from tiesnet.metrics import Measures, catalogue
from tiesnet.plots import METRICS, NetworkFrame

SHADES = 5
FIRST = {
    "partners": "Partners",
    "named_by": "Named by",
    "betweenness": "Betweenness",
    "effective_size": "Effective size",
    "constraint": "Constraint",
    "core_number": "Core number",
}
"""Measures that come first, and are known of every wave."""
NOT_OFFERED = {"x", "y", "x_km", "y_km", "latitude", "longitude", "inside", "wave", "in_cluster"}


def numbers(
    measures: Measures, frame: NetworkFrame, everyone: pd.DataFrame
) -> list[dict[str, Any]]:
    """Offer the usual measures, the attributes of the survey, then every other measure.

    Each has the values of all actors (of all waves where they are known), the limits of its
    shades and three values for the legend of sizes.

    Parameters
    ----------
    measures : Measures
        What `measure` gave.
    frame : NetworkFrame
        The map.
    everyone : DataFrame
        The actors of all waves, in the order of the page.
    """
    inside = everyone["inside"].to_numpy(dtype=bool)
    offers = [
        _offer(key, say(label), _by_round(frame, everyone, key), inside, "")
        for key, label in FIRST.items()
    ]
    for name in _attributes(everyone):
        label = attribute_label(name)
        offers.append(_offer(name, label, [everyone[name]], inside, "survey"))
    taken = {metric for _, metric in METRICS.values()}
    # A count beside its share, such as betweenness, would be the same picture under one name.
    taken |= {name for name, one in catalogue().items() if one.label in FIRST.values()}
    for layer, name in measures.actors.columns:
        column = measures.actors[(layer, name)]
        if layer == "all" and name not in taken and _is_number(column):
            values = column.reindex(everyone.index)
            label = say(catalogue()[name].label)
            offers.append(_offer(name, label, [values], inside, "measure"))
    return [offer for offer in offers if offer is not None]


def _is_number(column: pd.Series) -> bool:
    kind = column.dtype
    return pd.api.types.is_numeric_dtype(kind) and not pd.api.types.is_bool_dtype(kind)


def _attributes(everyone: pd.DataFrame) -> list[str]:
    taken = NOT_OFFERED | set(METRICS)
    return [
        str(name)
        for name in everyone.columns
        if name not in taken and _is_number(everyone[name]) and not str(name).startswith("contact")
    ]


def _by_round(frame: NetworkFrame, everyone: pd.DataFrame, key: str) -> list[pd.Series]:
    if not frame.moments:
        return [everyone[key]]
    return [one.nodes[key].reindex(everyone.index) for one in frame.moments]


def _offer(
    key: str, label: str, values: list[pd.Series], inside: Any, group: str
) -> dict[str, Any] | None:
    columns = [pd.to_numeric(one, errors="coerce").to_numpy(dtype=float) for one in values]
    known = np.concatenate([column[inside] for column in columns])
    known = known[np.isfinite(known)]
    if len(np.unique(known)) < 2:
        return None
    limits, labels = shades(known, key)
    found = [[_short(v) for v in column] for column in columns]
    return {
        "key": key,
        "label": label,
        "group": group,
        "values": found[0] if len(found) == 1 else None,
        "rounds": found if len(found) > 1 else None,
        "limits": limits,
        "classes": labels,
        "marks": marks(known, key),
    }


def _short(value: float) -> float | int | None:
    """Keep four digits: nobody sees more in a disc."""
    if not math.isfinite(value):
        return None
    short = float(f"{value:.4g}") if abs(value) < 10_000 else float(round(value))
    return int(short) if short == int(short) else short


def shades(known: Any, key: str) -> tuple[list[float], list[str]]:
    """Divide values into at most five classes of about equal numbers of firms.

    Parameters
    ----------
    known : array of float
        Two different values or more.
    key : str
        The attribute, which says how its values are written.

    Returns
    -------
    tuple of list
        The highest value of every class but the last, and what the classes hold, in words.
    """
    short = np.array([_short(float(v)) for v in known], dtype=float)
    distinct = np.unique(short)
    if len(distinct) <= SHADES:
        tops = distinct
    else:
        tops = np.unique(np.quantile(short, np.arange(1, SHADES + 1) / SHADES, method="lower"))
        tops = np.unique([*tops, distinct[-1]])
    place = np.searchsorted(tops, short)
    labels = []
    for k in range(len(tops)):
        own = short[place == k]
        low, high = (_written(float(v), key) for v in (own.min(), own.max()))
        labels.append(low if low == high else say("{low} to {high}", low=low, high=high))
    return [float(v) for v in tops[:-1]], labels


def marks(known: Any, key: str) -> list[tuple[float, str]]:
    """Give three round values for the legend of sizes, the largest first."""
    top = float(np.max(known))
    if top <= 0 or float(np.min(known)) < 0:
        return []
    whole = bool((np.asarray(known) == np.round(known)).all())
    found: dict[float, str] = {}
    for wanted in (top, top / 4, top / 20):
        value = _rounded(wanted)
        value = max(1.0, round(value)) if whole else value
        found.setdefault(value, _written(value, key))
    return list(found.items())


def _rounded(value: float) -> float:
    """Round down to 1, 2 or 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(value))
    step = max(k for k in (1, 2, 5) if k * power <= value * 1.0000001)
    return float(f"{step * power:.6g}")


def _written(value: float, key: str) -> str:
    """Write a limit: as the survey has it, and so that small limits differ."""
    if key in ATTRIBUTES:
        return attribute(value, ATTRIBUTES[key])
    if 0 < abs(value) < 0.1 and value != int(value):
        return localised(f"{value:.2g}" if abs(value) >= 0.0001 else f"{value:.5f}")
    return shown(value, "number")

"""The data of the map, as JSON that is safe inside a page."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd

from tiesnet.exports.report.actors import actor_cards
from tiesnet.exports.report.words import is_blank, shown
from tiesnet.metrics import Measures, catalogue
from tiesnet.plots import ON_MAP, NetworkFrame

MOST_GROUPS = 8
_SIZE_LABELS = {"size": "employees"}
_NO_COLOUR = {"name", "connection", "respondent", "inside", "place", "hangs_by", "id"}
_NO_SIZE = {"x", "y", "latitude", "longitude", "founded", "entered", "inside", "wave"}
_METRICS = (
    ("partners", "partners"),
    ("named_by", "named by"),
    ("betweenness", "betweenness"),
    ("effective_size", "effective size"),
)
_SAFE = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def safe_json(value: Any) -> str:
    r"""Write JSON that no name in it can end or change.

    >>> safe_json({"name": "</script><b>"})
    '{"name":"\\u003c/script\\u003e\\u003cb\\u003e"}'
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.translate(_SAFE)


def map_data(measures: Measures, frame: NetworkFrame) -> dict[str, Any]:
    """Collect nodes, ties, layers, stages and the choices of colour, size and strength."""
    grades, per_tie = _grades(frame)
    colours = _colours(frame)
    sizes = _sizes(frame)
    return {
        "nodes": _nodes(measures, frame, colours, sizes),
        "ties": _ties(frame, per_tie),
        "layers": _layers(frame),
        "stages": [
            {"label": shown(row.label), "x": _place(row.x)} for row in frame.stages.itertuples()
        ],
        "grades": grades,
        "colours": [{"key": k, "label": label, "values": v} for k, label, v, _ in colours],
        "sizes": [{"key": key, "label": label} for key, label in sizes],
    }


def _place(value: Any) -> float | None:
    return None if is_blank(value) else round(float(value), 4)


def _nodes(
    measures: Measures,
    frame: NetworkFrame,
    colours: list[tuple[str, str, list[str], pd.Series]],
    sizes: list[tuple[str, str]],
) -> list[dict[str, Any]]:
    order = {stage: place for place, stage in enumerate(frame.stages.index)}
    cards = actor_cards(measures, frame)
    groups = [codes.tolist() for *_, codes in colours]
    numbers = [[_place(v) for v in frame.nodes[key]] for key, _ in sizes]
    return [
        {
            "name": shown(row.name_),
            "kind": shown(row.kind),
            "inside": bool(row.inside),
            "stage": order.get(row.stage, -1),
            "place": str(row.place),
            "answered": str(row.answered),
            "x": _place(row.x),
            "y": _place(row.y),
            "colours": [codes[place] for codes in groups],
            "sizes": [values[place] for values in numbers],
            **cards[place],
        }
        for place, row in enumerate(frame.nodes.rename(columns={"name": "name_"}).itertuples())
    ]


def _ties(frame: NetworkFrame, grades: list[int | None]) -> list[list[Any]]:
    row = {actor: place for place, actor in enumerate(frame.nodes.index)}
    layer = {name: place for place, name in enumerate(frame.layers.index)}
    return [
        [row[t.source], row[t.target], layer[t.layer], grade, shown(t.strength, "number") or None]
        for t, grade in zip(frame.ties.itertuples(), grades, strict=True)
    ]


def _layers(frame: NetworkFrame) -> list[dict[str, Any]]:
    """Membership says who is in the same club, not who deals with whom: it starts switched off."""
    graded = frame.ties.groupby("layer")["strength"].agg(lambda s: bool(s.notna().any()))
    return [
        {
            "label": shown(row.label),
            "formality": str(row.formality),
            "directed": bool(row.directed),
            "graded": bool(graded.get(row.Index, False)),
            "counts": row.content != "membership",
            "off": row.content == "membership",
        }
        for row in frame.layers.itertuples()
    ]


def _grades(frame: NetworkFrame) -> tuple[list[str], list[int | None]]:
    """Give every tie a grade of strength: steps of the common scale, or thirds of its relation."""
    strength = frame.ties["strength"]
    if not strength.notna().any():
        return [], [None] * len(frame.ties)
    low, high = frame.layers["scale_min"], frame.layers["scale_max"]
    used = frame.layers.index.isin(frame.ties.loc[strength.notna(), "layer"])
    low, high = low[used].dropna().unique(), high[used].dropna().unique()
    if len(low) == 1 and len(high) == 1 and 1 <= high[0] - low[0] <= 10:
        first = max(low[0], 1.0)
        steps = int(high[0] - first)
        grade = (strength - first).clip(0, steps)
        names = [shown(first + k, "number") for k in range(steps + 1)]
        return ["any", *(f"{name} or more" for name in names[1:])], _whole(grade)
    rank = frame.ties.groupby("layer")["strength"].rank(pct=True, method="average")
    return ["any", "upper two thirds", "top third"], _whole((rank * 3 - 1e-9).clip(0, 2))


def _whole(values: pd.Series) -> list[int | None]:
    return [None if pd.isna(v) else int(np.floor(v)) for v in values]


def _colours(frame: NetworkFrame) -> list[tuple[str, str, list[str], pd.Series]]:
    """Offer the attributes with two to eight values among the firms, the stage first.

    What all firms on the map have in common would colour them all alike.
    """
    firms = frame.nodes[frame.nodes["inside"] & (frame.nodes["kind"] == "firm")]
    drawn = firms[firms["place"] == ON_MAP].nunique()
    offers = []
    if drawn["stage"] > 1:
        codes = frame.nodes["stage"].map({s: k for k, s in enumerate(frame.stages.index)})
        labels = [shown(v) for v in frame.stages["label"]]
        offers.append(("stage", "stage", labels, codes.fillna(-1).astype(int)))
    for column in frame.nodes.columns.drop(["stage"]):
        values = firms[column].dropna()
        if column in _NO_COLOUR or pd.api.types.is_numeric_dtype(values.dtype):
            continue
        groups = sorted({str(v) for v in values})
        if drawn[column] > 1 and len(groups) <= MOST_GROUPS:
            code = {name: place for place, name in enumerate(groups)}
            codes = frame.nodes[column].map(
                lambda v, code=code: code.get(str(v), -1), na_action=None
            )
            label = str(column).replace("_", " ")
            offers.append((str(column), label, [shown(g) for g in groups], codes.astype(int)))
    return offers


def _sizes(frame: NetworkFrame) -> list[tuple[str, str]]:
    """Offer the measures, then every numeric attribute that differs between firms."""
    inside = frame.nodes[frame.nodes["inside"]]
    offers = [(key, label) for key, label in _METRICS if inside[key].notna().any()]
    taken = {key for key, _ in offers} | _NO_SIZE | set(_metric_columns())
    for column in inside.columns.drop(list(taken & set(inside.columns))):
        values = inside[column]
        if pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values):
            known = values.dropna()
            if known.nunique() > 1 and bool((known >= 0).all()):
                label = _SIZE_LABELS.get(str(column), str(column).replace("_", " "))
                offers.append((str(column), label))
    return offers


def _metric_columns() -> list[str]:
    return [*catalogue(), "partners", "partners_formal", "partners_informal", "constraint"]

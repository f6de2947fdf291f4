"""The ties of the map: their layers, and grades of strength that all layers share."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from tiesnet.exports.report.words import shown
from tiesnet.language import say
from tiesnet.plots import NetworkFrame


def ties_of_rounds(frame: NetworkFrame) -> pd.DataFrame:
    """Give the ties of every wave, with the place of the wave in column ``round``."""
    if not frame.moments:
        return frame.ties.assign(round=0)
    parts = [one.ties.assign(round=place) for place, one in enumerate(frame.moments)]
    return pd.concat(parts, ignore_index=True)


def tie_rows(frame: NetworkFrame, ties: pd.DataFrame, index: pd.Index) -> list[list[Any]]:
    """Give source, target, layer, grade and strength of every tie; its wave where there are any."""
    layer = frame.layers.index.get_indexer(ties["layer"].astype("object"))
    ends = (index.get_indexer(ties[end]) for end in ("source", "target"))
    grades = _grades(frame, ties)[1]
    strength = [shown(v, "number") or None for v in ties["strength"]]
    columns: list[Any] = [*(end.tolist() for end in ends), layer.tolist(), grades, strength]
    if frame.moments:
        columns.append(ties["round"].tolist())
    return [list(row) for row in zip(*columns, strict=True)]


def grade_names(frame: NetworkFrame, ties: pd.DataFrame) -> list[str]:
    """Name the grades of strength, the weakest first; empty without strengths."""
    return _grades(frame, ties)[0]


def layer_rows(frame: NetworkFrame, ties: pd.DataFrame) -> list[dict[str, Any]]:
    """Membership says who is in the same club, not who deals with whom: it starts switched off."""
    layer = ties["layer"].astype("object")
    graded = ties["strength"].groupby(layer).agg(lambda s: bool(s.notna().any()))
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


def _grades(frame: NetworkFrame, ties: pd.DataFrame) -> tuple[list[str], list[int | None]]:
    """Give every tie a grade of strength: steps of the common scale, or thirds of its relation."""
    strength = ties["strength"]
    if not strength.notna().any():
        return [], [None] * len(ties)
    layer = ties["layer"].astype("object")
    low, high = frame.layers["scale_min"], frame.layers["scale_max"]
    used = frame.layers.index.isin(layer[strength.notna()])
    low, high = low[used].dropna().unique(), high[used].dropna().unique()
    if len(low) == 1 and len(high) == 1 and 1 <= high[0] - low[0] <= 10:
        first = max(low[0], 1.0)
        steps = int(high[0] - first)
        grade = (strength - first).clip(0, steps)
        names = [shown(first + k, "number") for k in range(1, steps + 1)]
        more = [say("{n} or more", n=name) for name in names]
        return [say("any"), *more], _whole(grade)
    rank = strength.groupby(layer).rank(pct=True, method="average")
    names = [say("any"), say("upper two thirds"), say("top third")]
    return names, _whole((rank * 3 - 1e-9).clip(0, 2))


def _whole(values: pd.Series) -> list[int | None]:
    return [None if pd.isna(v) else int(np.floor(v)) for v in values]

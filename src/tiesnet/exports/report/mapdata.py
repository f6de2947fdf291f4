"""The data of the map, as JSON that is safe inside a page."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd

from tiesnet.exports.report.actors import actor_cards
from tiesnet.exports.report.docks import area_words
from tiesnet.exports.report.mapcolours import groupings
from tiesnet.exports.report.mapnumbers import numbers
from tiesnet.exports.report.mapties import grade_names, layer_rows, tie_rows, ties_of_rounds
from tiesnet.exports.report.words import is_blank, shown
from tiesnet.language import say
from tiesnet.metrics import Measures
from tiesnet.plots import NetworkFrame, Placing, map_layouts

_SAFE = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def safe_json(value: Any) -> str:
    r"""Write JSON that no name in it can end or change.

    >>> safe_json({"name": "</script><b>"})
    '{"name":"\\u003c/script\\u003e\\u003cb\\u003e"}'
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.translate(_SAFE)


def map_data(measures: Measures, frame: NetworkFrame) -> dict[str, Any]:
    """Collect what the page draws.

    Returns
    -------
    dict
        ``nodes`` (the card of every actor, and where it is in each wave), ``ties`` (source,
        target, layer, grade, strength, wave), ``layers``, ``grades``, ``stages``, ``areas`` (beside
        the map), ``rounds`` (the waves) and ``round`` (the one the report is about), ``layouts``
        (coordinates and named parts), ``colours`` (groups) and ``numbers`` (for sizes and shades).
    """
    everyone = frame.ground.nodes
    ties = ties_of_rounds(frame)
    return {
        "nodes": _nodes(measures, frame, everyone),
        "ties": tie_rows(frame, ties, everyone.index),
        "layers": layer_rows(frame, ties),
        "stages": [
            {"label": shown(row.label), "x": _place(row.x)} for row in frame.stages.itertuples()
        ],
        "grades": grade_names(frame, ties),
        "areas": area_words(measures),
        "rounds": [shown(one.name) for one in frame.moments],
        "round": next((k for k, one in enumerate(frame.moments) if one.current), 0),
        "layouts": [_layout(one, everyone.index) for one in map_layouts(frame)],
        "colours": groupings(measures, frame, everyone),
        "numbers": numbers(measures, frame, everyone),
    }


def _place(value: Any) -> float | None:
    return None if is_blank(value) else round(float(value), 4)


def _layout(made: Placing, index: pd.Index) -> dict[str, Any]:
    """Give the coordinates in ten thousandths, None for those beside the map."""
    xy = made.xy.reindex(index).to_numpy(dtype=float) * 10_000
    return {
        "key": made.key,
        "label": say(made.label),
        "note": say(made.note),
        "shape": made.shape,
        "height": round(made.height, 4),
        "kilometres": made.kilometres,
        "x": [None if np.isnan(v) else round(v) for v in xy[:, 0].tolist()],
        "y": [None if np.isnan(v) else round(v) for v in xy[:, 1].tolist()],
        "zones": [
            {
                "kind": zone.kind,
                "label": shown(zone.label),
                "box": [round(v, 4) for v in (zone.left, zone.top, zone.right, zone.bottom)],
            }
            for zone in made.zones
        ],
    }


def _nodes(measures: Measures, frame: NetworkFrame, everyone: pd.DataFrame) -> list[dict[str, Any]]:
    order = {stage: place for place, stage in enumerate(frame.stages.index)}
    known = actor_cards(measures, frame)
    cards = [*known, *(_absent_card(known[0]) for _ in range(len(frame.absent)))]
    return [
        {
            "name": shown(row.name_),
            "kind": shown(row.kind),
            "inside": bool(row.inside),
            "stage": order.get(row.stage, -1),
            **card,
            **where,
        }
        for row, card, where in zip(
            everyone.rename(columns={"name": "name_"}).itertuples(),
            cards,
            _whereabouts(frame, everyone),
            strict=True,
        )
    ]


def _whereabouts(frame: NetworkFrame, everyone: pd.DataFrame) -> list[dict[str, Any]]:
    """Say where everybody is, and how it answered, in each wave; one word without waves."""
    if not frame.moments:
        pairs = zip(everyone["place"], everyone["answered"], strict=True)
        return [{"place": str(place), "answered": shown(state)} for place, state in pairs]
    tables = [one.nodes for one in frame.moments]
    places = zip(*(table["place"].astype(str) for table in tables), strict=True)
    states = zip(*(table["answered"].map(shown) for table in tables), strict=True)
    return [
        {"places": list(place), "states": list(state)}
        for place, state in zip(places, states, strict=True)
    ]


def _absent_card(card: dict[str, Any]) -> dict[str, Any]:
    """Say little of an actor of other waves: all numbers are those of the wave measured."""
    empty = {key: type(value)() for key, value in card.items()}
    status = say("It is not in this wave: neither asked nor named.")
    return empty | {"short": say("not in this wave"), "status": status, "symbol": "unseen"}

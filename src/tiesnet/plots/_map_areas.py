"""What surrounds the ties on the plotly map: areas below it, parts of a layout, a scale bar."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from tiesnet.language import localised, say, say_n, word
from tiesnet.plots import theme
from tiesnet.plots.layouts import Placing

AREAS = {
    "isolate": word("No tie at all"),
    "silent": word("Silent: asked, did not answer"),
    "beside": word("Tied only to firms that did not answer"),
    "unclear": word("Unclear: no tie seen, answers are missing"),
    "not surveyed": word("Not surveyed, named by nobody"),
}
PER_ROW = 2  # names beside each other, as many as a phone has room for
MOST_LISTED = 16
LONGEST = 18  # letters of a name in such a row
ROW, HEAD = 0.06, 0.1  # heights, in those of the map
SIDE = 0.02
NARROW = 0.05  # rings closer to each other share a name


def with_areas(nodes: pd.DataFrame, height: float) -> pd.DataFrame:
    """Turn heights upwards, and put whoever is off the map into rows below it, area after area.

    Of a long area the first are shown; the others have no place and are counted in its heading.
    """
    xy = nodes[["x", "y"]].copy()
    xy["y"] = height - xy["y"]
    row = -HEAD * 1.6
    for area in AREAS:
        members = nodes.index[nodes["place"] == area][:MOST_LISTED]
        for k, actor in enumerate(members):
            xy.loc[actor] = [SIDE + (k % PER_ROW) / PER_ROW, row - ROW * (k // PER_ROW)]
        if len(members):
            row -= ROW * -(-len(members) // PER_ROW) + HEAD
    return xy


def area_labels(nodes: pd.DataFrame) -> list[dict[str, Any]]:
    """Give the heading of every area, with how many of it are not shown."""
    labels = []
    for area, words in AREAS.items():
        members = nodes[nodes["place"] == area]
        if len(members):
            rest = len(members) - MOST_LISTED
            more = say_n(rest, "and {n} more", "and {n} more") if rest > 0 else ""
            text = f"{say(words)} ({more})" if more else say(words)
            labels.append(_written(text, SIDE - 0.02, float(members["y"].max()) + 0.055, "left"))
    return labels


def zone_shapes(placing: Placing) -> list[dict[str, Any]]:
    """Draw the rings and boxes of a layout."""
    shapes = []
    for zone in placing.zones:
        line = {"color": theme.LINE, "width": 1}
        low, high = placing.height - zone.bottom, placing.height - zone.top
        if zone.kind == "box":
            box = {"x0": zone.left, "x1": zone.right, "y0": low, "y1": high}
            shapes.append({"type": "rect", **box, "line": line, "layer": "below"})
        elif zone.kind == "ring":
            reach = {f"{axis}{k}": 0.5 + s * zone.right for axis in "xy" for k, s in _ENDS}
            shapes.append({"type": "circle", **reach, "line": line, "layer": "below"})
    return shapes


_ENDS = ((0, -1), (1, 1))


def zone_labels(placing: Placing) -> list[dict[str, Any]]:
    """Name the rings, boxes and towns of a layout."""
    labels: list[dict[str, Any]] = []
    last = 0.0
    for zone in placing.zones:
        text, top = theme.short(zone.label, 26), placing.height - zone.top
        if zone.kind == "ring":
            if zone.right - last < NARROW:
                continue
            last = zone.right
            labels.append(_written(text, 0.5, 0.5 + zone.right - 0.018, "center"))
        elif zone.kind == "box":
            labels.append(_written(text, zone.left + 0.005, top - 0.02, "left"))
        else:
            labels.append(_written(text, zone.left, top + 0.03, "center"))
    return labels


def scale_bar(placing: Placing) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Draw a bar of a round number of kilometres, as shapes and their text."""
    if not placing.kilometres:
        return [], []
    most = placing.kilometres / 4
    power = 10.0 ** math.floor(math.log10(most))
    length = max(step * power for step in (1, 2, 5) if step * power <= most)
    right = length / placing.kilometres
    line = {"color": theme.INK, "width": 1}
    ends = ((0.0, 0.0, right, 0.0), (0.0, 0.0, 0.0, 0.012), (right, 0.0, right, 0.012))
    shapes = [
        {"type": "line", "x0": a, "y0": b, "x1": c, "y1": d, "line": line} for a, b, c, d in ends
    ]
    text = say("{n} km", n=localised(f"{length:g}"))
    return shapes, [_written(text, 0.005, 0.022, "left", theme.INK)]


def _written(
    text: str, x: float, y: float, anchor: str, colour: str = theme.MUTED
) -> dict[str, Any]:
    font = {"size": 11, "color": colour, "shadow": "auto"}
    return {"x": x, "y": y, "text": text, "showarrow": False, "xanchor": anchor, "font": font}

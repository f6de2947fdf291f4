"""The map of ties as a plotly figure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from tiesnet.errors import TiesnetError
from tiesnet.language import say, say_n
from tiesnet.metrics import Measures
from tiesnet.plots import theme
from tiesnet.plots._catalogue import figure
from tiesnet.plots._map_areas import (
    LONGEST,
    area_labels,
    scale_bar,
    with_areas,
    zone_labels,
    zone_shapes,
)
from tiesnet.plots.frames import NetworkFrame, network_frame
from tiesnet.plots.nodes import ON_MAP

if TYPE_CHECKING:
    import plotly.graph_objects as go

SIZE_ALIASES = {"degree": "partners", "betweenness_normalised": "betweenness"}
WIDTHS = (0.8, 1.4, 2.4)
TURN = 0.62  # names of whoever is further right stand on the left
LONGEST_NAME = 20
NAMED = 24  # names written beside their circle at most; all others on hover
MAP_HEIGHT = 470
PAPER = (330, 400)  # the map in pixels on a phone, for which names are chosen


@figure(
    label="Map of ties",
    question="Who is tied to whom?",
    chapter="map",
    reading="Near firms are tied to each other or to the same others. Whoever stands below the "
    "map has no known place in it.",
)
def plot_network(
    measures: Measures,
    colour: str = "stage",
    size: str = "degree",
    seed: int | None = None,
    layout: str | None = None,
) -> go.Figure:
    """Draw the map of ties.

    Formal ties are solid, informal ones dashed; each relation is an entry of the legend that
    turns it on and off. Arrows follow the flow, width is the strength (in thirds of what was
    reported), institutions are square, outside actors small and grey. Isolates, silent firms and
    those tied only to silent ones stand below the map, in labelled areas of their own.

    Parameters
    ----------
    measures : Measures
        What `measure` gave.
    colour : str, default "stage"
        A column with few values: stage, kind, answered, connection, or any attribute.
    size : str, default "degree"
        A number: degree, betweenness_normalised, effective_size, or a numeric attribute.
    seed : int, optional
        Of the layout; that of the network by default.
    layout : str, optional
        chain (columns along the value chain), free, rings (by core number), places (coordinates),
        leader or community (a box for each group); see `tiesnet.plots.map_layouts`. By default
        the first that the survey carries.

    Raises
    ------
    TiesnetError
        There is no such column or layout.
    """
    frame = network_frame(measures, seed, layout)
    nodes, ties = _frame(frame, colour, SIZE_ALIASES.get(size, size))
    return _draw(nodes, ties, frame)


def _frame(frame: NetworkFrame, colour: str, size: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give nodes a group, a diameter, a place and a hover text, ties a width and their ends."""
    nodes = frame.nodes.copy()
    for name, column in (("colour", colour), ("size", size)):
        if column not in nodes.columns:
            offer = ", ".join(c for c in map(str, nodes.columns) if c not in {"x", "y"})
            said = (
                say("There is no column {column} for the colour.", column=repr(column))
                if name == "colour"
                else say("There is no column {column} for the size.", column=repr(column))
            )
            raise TiesnetError(said, say("Try: {columns}.", columns=offer))
    nodes["group"] = _groups(nodes, colour, frame.stages)
    nodes["diameter"] = _diameters(nodes, size)
    institution = ~nodes["kind"].isin(["firm", "other"]) & nodes["inside"]
    nodes["symbol"] = np.where(institution, "square", "circle")
    nodes[["x", "y"]] = with_areas(nodes, frame.placing.height)
    named, listed = _named(nodes, frame.placing.height), nodes["place"] != ON_MAP
    nodes["text"] = [
        theme.short(name, LONGEST) if below else theme.short(name, LONGEST_NAME) if named_ else ""
        for name, below, named_ in zip(nodes["name"], listed & nodes["inside"], named, strict=True)
    ]
    nodes["hover"] = [_hover(row) for row in nodes.itertuples()]
    ties = frame.ties.copy()
    ties["width"] = _widths(ties)
    for end in ("source", "target"):
        ties[[f"x_{end}", f"y_{end}"]] = nodes[["x", "y"]].reindex(ties[end]).to_numpy()
        ties[f"room_{end}"] = nodes["diameter"].reindex(ties[end]).to_numpy() / 2
    return nodes, ties


def _groups(nodes: pd.DataFrame, colour: str, stages: pd.DataFrame) -> pd.Series:
    labels = nodes[colour].astype("object")
    if colour == "stage":
        labels = labels.map(stages["label"]).where(labels.notna(), None)
    words = labels.map(lambda v: say("not known") if pd.isna(v) else str(v))
    words = words.where(nodes["kind"] == "firm", say("Institutions"))
    return words.where(nodes["inside"], say("Outside the cluster"))


def _diameters(nodes: pd.DataFrame, size: str) -> pd.Series:
    """Give areas in proportion to the values; many actors have smaller circles."""
    values = pd.to_numeric(nodes[size], errors="coerce").clip(lower=0)
    top = values[nodes["inside"]].max()
    share = (values / top).fillna(0.0) if pd.notna(top) and top > 0 else values.fillna(0.0) * 0
    crowd = min(1.0, max(0.35, (60 / max(1, len(nodes))) ** 0.5))
    return ((9 + 17 * np.sqrt(share)) * crowd).where(nodes["inside"], 7.0 * crowd)


def _widths(ties: pd.DataFrame) -> pd.Series:
    """Width of a tie: the third of the strengths of its layer that it falls in."""
    share = ties.groupby("layer")["strength"].rank(pct=True, method="max")
    wide = share.map(lambda s: WIDTHS[1] if pd.isna(s) else WIDTHS[min(int(s * 3 - 1e-9), 2)])
    return wide.astype("float64")


def _hover(row: Any) -> str:
    lines = [f"<b>{theme.safe(str(row.name))}</b>", theme.safe(str(row.group))]
    if pd.notna(row.partners):
        lines.append(say_n(int(row.partners), "{n} partner", "{n} partners"))
    if pd.notna(row.connection) and str(row.connection):
        lines.append(theme.safe(say(str(row.connection))))
    return "<br>".join(lines)


def _draw(nodes: pd.DataFrame, ties: pd.DataFrame, frame: NetworkFrame) -> go.Figure:
    import plotly.graph_objects as go

    figure = go.Figure()
    for trace in _tie_traces(ties[ties[["x_source", "x_target"]].notna().all(axis=1)], frame):
        figure.add_trace(go.Scatter(**trace))
    groups = list(frame.stages["label"]) + sorted(set(nodes["group"]) - set(frame.stages["label"]))
    shown = [group for group in groups if (nodes["group"] == group).any()]
    for number, group in enumerate(shown):
        figure.add_trace(go.Scatter(**_node_trace(nodes[nodes["group"] == group], group, number)))
    theme.style(figure, say("Who is tied to whom?"))
    _room(figure, nodes, frame)
    bar, text = scale_bar(frame.placing)
    figure.update_layout(
        hovermode="closest",
        annotations=[*area_labels(nodes), *zone_labels(frame.placing), *text],
        shapes=[*zone_shapes(frame.placing), *bar],
    )
    return figure


def _room(figure: go.Figure, nodes: pd.DataFrame, frame: NetworkFrame) -> None:
    """Give the map a constant height, and every row of an area below it as much again."""
    lowest = nodes["y"].min()
    low = min(float(lowest) - 0.08, -0.1) if pd.notna(lowest) else -0.1
    high = frame.placing.height + 0.08
    # A heading and up to three rows of the legend have room below.
    theme.below(figure, round(MAP_HEIGHT * (high - low) / 1.18) + 110, gap=16)
    figure.update_layout(margin={"l": 10, "r": 10})
    figure.update_xaxes(visible=False, range=[-0.04, 1.04])
    figure.update_yaxes(visible=False, range=[low, high])
    if frame.placing.shape in ("equal", "round"):
        figure.update_yaxes(scaleanchor="x")


def _tie_traces(ties: pd.DataFrame, frame: NetworkFrame) -> Iterator[dict[str, Any]]:
    """One legend entry per relation; plotly takes one width per trace, hence up to three."""
    for layer, info in frame.layers.iterrows():
        for number, width in enumerate(sorted(ties.loc[ties["layer"] == layer, "width"].unique())):
            own = ties[(ties["layer"] == layer) & (ties["width"] == width)]
            colour = theme.FORMALITY_COLOUR[str(info["formality"])]
            yield {
                "x": _path(own, "x"),
                "y": _path(own, "y"),
                "mode": "lines+markers" if info["directed"] else "lines",
                "line": {
                    "color": colour,
                    "width": float(width),
                    "dash": theme.FORMALITY_DASH[str(info["formality"])],
                },
                "marker": {
                    "symbol": "arrow",
                    "angleref": "previous",
                    "color": colour,
                    "size": [0, 8, 0] * len(own),
                    "line": {"width": 0},
                    "standoff": [v for room in own["room_target"] for v in (0.0, room, 0.0)],
                },
                "opacity": 0.5,
                "hoverinfo": "skip",
                "name": theme.safe(_relation(info)),
                "legendgroup": f"layer {layer}",
                "showlegend": number == 0,
            }


def _relation(info: pd.Series) -> str:
    if info["formality"] == "formal":
        return say("{relation} (formal)", relation=str(info["label"]))
    return say("{relation} (informal)", relation=str(info["label"]))


def _path(ties: pd.DataFrame, axis: str) -> list[float | None]:
    ends = zip(ties[f"{axis}_source"], ties[f"{axis}_target"], strict=True)
    return [value for a, b in ends for value in (float(a), float(b), None)]


def _node_trace(nodes: pd.DataFrame, group: str, number: int) -> dict[str, Any]:
    outside, institution = group == say("Outside the cluster"), group == say("Institutions")
    colour = theme.CATEGORIES[number % len(theme.CATEGORIES)]
    colour = theme.OUTSIDE if outside else theme.MUTED if institution else colour
    hollow = nodes["place"].isin(["silent", "not surveyed"])
    return {
        "x": nodes["x"].tolist(),
        "y": nodes["y"].tolist(),
        "mode": "markers+text",
        "text": nodes["text"].tolist(),
        "textfont": {
            "size": 11,
            "shadow": "auto",
        },  # ties that run below a name do not strike it out
        "textposition": [
            "middle left" if x > TURN and place == ON_MAP else "middle right"
            for x, place in zip(nodes["x"], nodes["place"], strict=True)
        ],
        "customdata": [[hover] for hover in nodes["hover"]],
        "hovertemplate": "%{customdata[0]}<extra></extra>",
        "marker": {
            "size": nodes["diameter"].tolist(),
            "symbol": [s + "-open" * h for s, h in zip(nodes["symbol"], hollow, strict=True)],
            "color": colour,
            "line": {"width": 1, "color": theme.INK},
        },
        "name": theme.safe(group),
    }


def _named(nodes: pd.DataFrame, height: float) -> list[bool]:
    """Tell whose name is written beside its circle: the largest first, where names lie apart."""
    firms = nodes["inside"] & (nodes["kind"] == "firm") & (nodes["place"] == ON_MAP)
    order = nodes[firms].sort_values("diameter", ascending=False, kind="stable")
    taken: list[tuple[float, float, float]] = []
    chosen: set[Any] = set()
    for actor, row in order.iterrows():
        if len(chosen) == NAMED:
            break
        wide = 6.8 * len(theme.cut(row["name"], LONGEST_NAME))
        side = -1 if row["x"] > TURN else 1
        x = PAPER[0] * row["x"] + side * (wide / 2 + 12)
        y = PAPER[1] * row["y"] / height
        inside = x - wide / 2 > 0 and x + wide / 2 < PAPER[0]
        if inside and all(abs(x - u) > (wide + w) / 2 or abs(y - v) > 16 for u, v, w in taken):
            taken.append((x, y, wide))
            chosen.add(actor)
    return [actor in chosen for actor in nodes.index]

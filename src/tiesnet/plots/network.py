"""The map of ties as a plotly figure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from tiesnet.errors import TiesnetError
from tiesnet.metrics import Measures
from tiesnet.plots import theme
from tiesnet.plots._catalogue import figure
from tiesnet.plots.frames import NetworkFrame, network_frame
from tiesnet.plots.nodes import ON_MAP

if TYPE_CHECKING:
    import plotly.graph_objects as go

AREAS = {
    "isolate": "No tie at all",
    "silent": "Silent: asked, did not answer",
    "beside": "Tied only to firms that did not answer",
    "unclear": "Unclear: no tie seen, answers are missing",
    "not surveyed": "Not surveyed, named by nobody",
}
SIZE_ALIASES = {"degree": "partners", "betweenness_normalised": "betweenness"}
WIDTHS = (0.8, 1.4, 2.4)
PER_ROW = 5
NAMED = 24  # names written beside their circle; all others on hover


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
    """
    frame = network_frame(measures, seed)
    nodes, ties = _frame(frame, colour, SIZE_ALIASES.get(size, size))
    return _draw(nodes, ties, frame)


def _frame(frame: NetworkFrame, colour: str, size: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give nodes a group, a diameter, a place and a hover text, ties a width and their ends."""
    nodes = frame.nodes.copy()
    for name, column in (("colour", colour), ("size", size)):
        if column not in nodes.columns:
            offer = ", ".join(c for c in map(str, nodes.columns) if c not in {"x", "y"})
            raise TiesnetError(f"There is no column {column!r} for the {name}.", f"Try: {offer}.")
    nodes["group"] = _groups(nodes, colour, frame.stages)
    nodes["diameter"] = _diameters(nodes, size)
    institution = ~nodes["kind"].isin(["firm", "other"]) & nodes["inside"]
    nodes["symbol"] = np.where(institution, "square", "circle")
    nodes[["x", "y"]] = _with_areas(nodes)
    named = [theme.short(name) for name in nodes["name"]]
    nodes["text"] = np.where(_named(nodes), named, "")
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
    words = labels.map(lambda v: "not known" if pd.isna(v) else str(v))
    words = words.where(nodes["kind"] == "firm", "Institutions")
    return words.where(nodes["inside"], "Outside the cluster")


def _diameters(nodes: pd.DataFrame, size: str) -> pd.Series:
    values = pd.to_numeric(nodes[size], errors="coerce").clip(lower=0)
    top = values[nodes["inside"]].max()
    share = (values / top).fillna(0.0) if pd.notna(top) and top > 0 else values.fillna(0.0) * 0
    return (9 + 19 * np.sqrt(share)).where(nodes["inside"], 7.0)


def _with_areas(nodes: pd.DataFrame) -> pd.DataFrame:
    """Put whoever is off the map into rows below it, one area after the other."""
    xy = nodes[["x", "y"]].copy()
    xy["y"] = 1 - xy["y"]
    row = -0.16
    for area in AREAS:
        members = nodes.index[nodes["place"] == area]
        for k, actor in enumerate(members):
            xy.loc[actor] = [0.04 + (k % PER_ROW) / PER_ROW, row - 0.09 * (k // PER_ROW)]
        if len(members):
            row -= 0.09 * -(-len(members) // PER_ROW) + 0.1
    return xy


def _widths(ties: pd.DataFrame) -> pd.Series:
    """Width of a tie: the third of the strengths of its layer that it falls in."""
    share = ties.groupby("layer")["strength"].rank(pct=True, method="max")
    wide = share.map(lambda s: WIDTHS[1] if pd.isna(s) else WIDTHS[min(int(s * 3 - 1e-9), 2)])
    return wide.astype("float64")


def _hover(row: Any) -> str:
    lines = [f"<b>{theme.safe(str(row.name))}</b>", theme.safe(str(row.group))]
    if pd.notna(row.partners):
        lines.append(f"{int(row.partners)} partners")
    if pd.notna(row.connection) and str(row.connection):
        lines.append(theme.safe(str(row.connection)))
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
    theme.style(figure, "Who is tied to whom?")
    theme.below(figure, 720)
    figure.update_layout(hovermode="closest", annotations=_area_labels(nodes))
    figure.update_xaxes(visible=False, range=[-0.06, 1.1])
    figure.update_yaxes(visible=False, range=[min(float(nodes["y"].min()) - 0.1, -0.1), 1.08])
    return figure


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
                "name": theme.safe(f"{info['label']} ({info['formality']})"),
                "legendgroup": f"layer {layer}",
                "showlegend": number == 0,
            }


def _path(ties: pd.DataFrame, axis: str) -> list[float | None]:
    ends = zip(ties[f"{axis}_source"], ties[f"{axis}_target"], strict=True)
    return [value for a, b in ends for value in (float(a), float(b), None)]


def _node_trace(nodes: pd.DataFrame, group: str, number: int) -> dict[str, Any]:
    outside, institution = group == "Outside the cluster", group == "Institutions"
    colour = theme.CATEGORIES[number % len(theme.CATEGORIES)]
    colour = theme.OUTSIDE if outside else theme.MUTED if institution else colour
    hollow = nodes["place"].isin(["silent", "not surveyed"])
    return {
        "x": nodes["x"].tolist(),
        "y": nodes["y"].tolist(),
        "mode": "markers+text",
        "text": nodes["text"].tolist(),
        "textposition": "middle right",
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


def _named(nodes: pd.DataFrame) -> pd.Series:
    """Tell whose name is written out: whoever is beside the map, and the largest firms on it."""
    beside = nodes["inside"] & (nodes["place"] != ON_MAP)
    firms = nodes["inside"] & (nodes["kind"] == "firm") & ~beside
    return beside | (nodes["diameter"].where(firms).rank(ascending=False, method="first") <= NAMED)


def _area_labels(nodes: pd.DataFrame) -> list[dict[str, Any]]:
    labels = []
    for area, words in AREAS.items():
        members = nodes[nodes["place"] == area]
        if len(members):
            labels.append(
                {
                    "x": 0.02,
                    "y": float(members["y"].max()) + 0.055,
                    "text": words,
                    "showarrow": False,
                    "xanchor": "left",
                    "font": {"size": 12, "color": theme.MUTED},
                }
            )
    return labels

"""The network around one firm: its partners, and which of them are tied to each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from tiesnet.errors import NeedsError
from tiesnet.language import say, say_n, word
from tiesnet.metrics import Measures
from tiesnet.network import ANSWERED, NOT_SURVEYED, PARTLY, SILENT, UNIONS, Network, members
from tiesnet.plots import theme
from tiesnet.plots._catalogue import figure
from tiesnet.plots._parts import (
    actor_named,
    apart,
    layer_words,
    sentences,
    stage_order,
    stage_words,
)

if TYPE_CHECKING:
    import plotly.graph_objects as go

NAMED = 28  # most names written; the others are in the hover
_BENT, _STEPS, _RING = 0.09, 9, 18
_NAME = 1.5  # room beside the circle for a name, in its radius
_OUTSIDE, _INSTITUTION = "outside", "institution"
_GROUPS = {_OUTSIDE: word("Outside the cluster"), _INSTITUTION: word("Institutions")}
_FORMALITIES = {"formal": word("Formal"), "informal": word("Informal"), "all": word("Ties")}
_STATES = {
    ANSWERED: word("answered"),
    PARTLY: word("answered in part"),
    SILENT: word("did not answer"),
    NOT_SURVEYED: word("not surveyed"),
}


@dataclass(frozen=True, eq=False)
class Ego:
    """A firm with its partners.

    Attributes
    ----------
    nodes : DataFrame
        Indexed by id, the firm first: name, group, answered, inside, kind, x, y.
    ties : DataFrame
        ``source``, ``target``, ``formality``, ``directed``, ``relations`` (labels); along the
        flow, one row per pair, direction and formality.
    """

    nodes: pd.DataFrame
    ties: pd.DataFrame


@figure(
    label="Around one firm",
    question="Who is around a firm, and who of them know each other?",
    chapter="firms",
    reading="The firm stands in the middle. Lines between partners close its circle; where there "
    "are none, the firm sits between partners who do not know each other.",
    source="burt1992",
)
def plot_ego(measures: Measures, firm: str | None = None, layer: str = "all") -> go.Figure:
    """Draw one firm, its partners and the ties among them.

    Formal ties are solid, informal ones dashed and bent; arrows follow the flow. Partners stand
    in the order of their stages; silent ones are hollow, those outside the cluster small and
    grey, institutions square.

    Parameters
    ----------
    measures : Measures
        What `measure` gave.
    firm : str, optional
        An id or a name; by default the firm with most partners.
    layer : str, default "all"
        A layer, or formal, informal, all.

    Raises
    ------
    TiesnetError
        There is no such firm, or several of that name.
    NeedsError
        The survey has no firm inside the cluster.
    """
    return _draw(_frame(measures, firm, layer), measures, layer)


def _frame(measures: Measures, firm: str | None, layer: str) -> Ego:
    """Find the firm, its partners and all ties among them, and place them on a circle."""
    net = measures.net.along_flow()
    union = layer in UNIONS and layer not in net.layers.index
    names = list(members(net.layers, layer)) if union else [layer]
    view = net.layer(names[0]) if len(names) == 1 else net
    ids = net.actors.index.to_numpy()
    ties = view.ties[view.ties["layer"].isin(names)]
    chosen = _ego(measures, firm, ties, ids)
    if chosen is None:
        raise NeedsError(say("There is no firm inside the cluster."))
    ends = ids[ties[["source", "target"]].to_numpy()]
    around = set(ends[(ends == chosen).any(axis=1)].ravel()) - {chosen}
    kept = np.isin(ends, [*around, chosen]).all(axis=1)
    nodes = _nodes(measures, view, [chosen, *sorted(around)])
    return Ego(nodes, _ties(net, ties[kept], ids))


def _ego(measures: Measures, firm: str | None, ties: pd.DataFrame, ids: Any) -> str | None:
    """Find a firm by id or name; without one the firm with most partners."""
    if firm is None:
        actors = measures.net.actors
        inside = actors["in_cluster"].to_numpy(dtype=bool) & (actors["kind"] == "firm").to_numpy()
        pairs = np.unique(np.sort(ties[["source", "target"]].to_numpy(), axis=1), axis=0)
        partners = np.bincount(pairs.ravel(), minlength=len(ids)) * inside
        return str(ids[partners.argmax()]) if inside.any() else None
    return actor_named(measures, firm)


def _nodes(measures: Measures, view: Network, chosen: list[str]) -> pd.DataFrame:
    actors = measures.net.actors.loc[chosen]
    group = stage_words(measures).reindex(chosen)
    group = group.where((actors["kind"] == "firm").to_numpy(), _INSTITUTION)
    group = group.where(actors["in_cluster"].to_numpy(dtype=bool), _OUTSIDE)
    nodes = pd.DataFrame(
        {
            "name": actors["name"].astype("str"),
            "group": group,
            "answered": view.respondents.states().reindex(chosen),
            "inside": actors["in_cluster"].to_numpy(dtype=bool),
            "kind": actors["kind"].astype("str"),
        }
    )
    return _placed(nodes, measures)


def _order(measures: Measures, present: set[str]) -> list[str]:
    last = [word for word in (_INSTITUTION, _OUTSIDE) if word in present]
    return [*stage_order(measures, present - {_INSTITUTION, _OUTSIDE}), *last]


def _placed(nodes: pd.DataFrame, measures: Measures) -> pd.DataFrame:
    """Put the partners on a circle, stage after stage; a crowd on two circles."""
    rank = {group: k for k, group in enumerate(_order(measures, set(nodes["group"])))}
    partners = nodes.iloc[1:].assign(rank=lambda t: t["group"].map(rank))
    partners = partners.sort_values(["rank", "name"]).drop(columns="rank")
    number = len(partners)
    turn = 2 * np.pi * np.arange(number) / max(number, 1) - np.pi / 2
    far = np.where((np.arange(number) % 2 == 1) & (number > _RING), 1.22, 1.0)
    placed = pd.concat([nodes.iloc[:1], partners])
    placed["x"] = np.append(np.zeros(min(len(nodes), 1)), far * np.cos(turn))
    placed["y"] = np.append(np.zeros(min(len(nodes), 1)), -far * np.sin(turn))
    return placed.round({"x": 6, "y": 6})


def _ties(net: Network, ties: pd.DataFrame, ids: Any) -> pd.DataFrame:
    info = net.layers.loc[ties["layer"].astype("object")]
    rows = pd.DataFrame(
        {
            "source": ids[ties["source"].to_numpy()],
            "target": ids[ties["target"].to_numpy()],
            "formality": info["formality"].astype("str").to_numpy(),
            "directed": info["directed"].to_numpy(dtype=bool),
            "relations": info["label"].astype("str").to_numpy(),
        }
    )
    keys = ["source", "target", "formality", "directed"]
    made = rows.groupby(keys, sort=True)["relations"].agg(lambda v: ", ".join(sorted(set(v))))
    return made.reset_index()


def _draw(frame: Ego, measures: Measures, layer: str) -> go.Figure:
    import plotly.graph_objects as go

    nodes = frame.nodes
    result = go.Figure()
    for trace in _lines(frame):
        result.add_trace(go.Scatter(**trace))
    named = apart(nodes, "x", "y", NAMED + 1, 14, size=(560, 340))
    shown = _order(measures, set(nodes["group"]))
    for place, group in enumerate(shown):
        own = nodes[nodes["group"] == group]
        result.add_trace(go.Scatter(**_points(own, named, group, place, nodes.index[0])))
    name = theme.cut(nodes["name"].iloc[0], 40)
    theme.style(result, say("Who is around {name}?", name=name), _note(frame, measures, layer))
    theme.below(result, 580, gap=16)
    far = float(nodes[["x", "y"]].abs().max().max())
    result.update_xaxes(visible=False, range=[-far - _NAME, far + _NAME])
    result.update_yaxes(visible=False, range=[-far - 0.25, far + 0.25])
    result.update_layout(margin={"l": 8, "r": 8}, hovermode="closest")
    return result


def _note(frame: Ego, measures: Measures, layer: str) -> str:
    ego, partners = frame.nodes.index[0], frame.nodes.iloc[1:]
    near = frame.ties[(frame.ties["source"] != ego) & (frame.ties["target"] != ego)]
    tied = len({frozenset(pair) for pair in zip(near["source"], near["target"], strict=True)})
    told = say_n(len(partners), "{n} partner", "{n} partners")
    pairs = say_n(tied, "{n} pair of them is tied", "{n} pairs of them are tied")
    closed = f"{told}; {pairs}." if len(partners) else say("No partner.")
    lines = [f"{layer_words(measures, layer)}: {closed}"]
    if frame.nodes["answered"].iloc[0] == SILENT:
        lines.append(say("It did not answer: only what others say is shown."))
    if (partners["answered"] != ANSWERED).any():
        lines.append(say("Ties among partners without full answers may be missing."))
    return sentences(lines)


def _lines(frame: Ego) -> Iterator[dict[str, Any]]:
    """One legend entry for each formality, lines with and without arrows."""
    xy = frame.nodes[["x", "y"]]
    for formality in theme.FORMALITY_COLOUR:
        kind = frame.ties[frame.ties["formality"] == formality]
        for number, (directed, own) in enumerate(kind.groupby("directed", sort=True)):
            bent = _BENT if formality == "informal" else 0.0
            paths = [
                _path(xy.loc[a].to_numpy(), xy.loc[b].to_numpy(), bent)
                for a, b in zip(own["source"], own["target"], strict=True)
            ]
            arrow = [0] * (_STEPS - 1) + [9 if directed else 0, 0]
            yield {
                "x": [value for path in paths for value in (*path[:, 0].tolist(), None)],
                "y": [value for path in paths for value in (*path[:, 1].tolist(), None)],
                "mode": "lines+markers" if directed else "lines",
                "line": {
                    "color": theme.FORMALITY_COLOUR[formality],
                    "width": 1.6,
                    "dash": theme.FORMALITY_DASH[formality],
                },
                "marker": {
                    "symbol": "arrow",
                    "angleref": "previous",
                    "color": theme.FORMALITY_COLOUR[formality],
                    "size": arrow * len(own),
                    "line": {"width": 0},
                },
                "opacity": 0.65,
                "hoverinfo": "skip",
                "name": say(_FORMALITIES[formality]),
                "legendgroup": formality,
                "showlegend": number == 0,
            }


def _path(start: Any, end: Any, bent: float) -> Any:
    """Give the points from one end to the other, ending short of the marks, bent to one side."""
    way = end - start
    length = float(np.hypot(*way)) or 1.0
    room = min(0.08 / length, 0.3)
    share = np.linspace(room, 1 - room, _STEPS)[:, None]
    aside = np.array([-way[1], way[0]]) * bent
    return (start + share * way + 4 * share * (1 - share) * aside).round(6)


def _points(
    own: pd.DataFrame, named: set[str], group: str, place: int, firm: str
) -> dict[str, Any]:
    ego = own.index == firm
    outside, institution = group == _OUTSIDE, group == _INSTITUTION
    colour = theme.CATEGORIES[place % len(theme.CATEGORIES)]
    colour = theme.OUTSIDE if outside else theme.MUTED if institution else colour
    hollow = (own["answered"] == SILENT).tolist()
    symbol = np.where(~own["kind"].isin(["firm", "other"]), "square", "circle").tolist()
    return {
        "x": own["x"].tolist(),
        "y": own["y"].tolist(),
        "mode": "markers+text",
        "name": theme.safe(_group(group)),
        "text": [
            f"<b>{theme.short(name, 18)}</b>"
            if me
            else theme.short(name, 14)
            if one in named
            else ""
            for one, name, me in zip(own.index, own["name"], ego, strict=True)
        ],
        "textposition": [_beside(x, y) for x, y in zip(own["x"], own["y"], strict=True)],
        "textfont": {"size": 11},
        "customdata": [
            [
                f"<b>{theme.safe(row.name)}</b><br>{theme.safe(_group(row.group))}<br>"
                f"{say(_STATES[row.answered])}"
            ]
            for row in own[["name", "group", "answered"]].itertuples(index=False)
        ],
        "hovertemplate": "%{customdata[0]}<extra></extra>",
        "marker": {
            "size": [22 if me else 8 if outside else 13 for me in ego],
            "symbol": [s + "-open" * h for s, h in zip(symbol, hollow, strict=True)],
            "color": colour,
            "opacity": 1,
            "line": {"width": 1.5, "color": theme.INK},
        },
    }


def _group(group: str) -> str:
    """Say a group; stages are said already."""
    return say(_GROUPS[group]) if group in _GROUPS else group


def _beside(x: float, y: float) -> str:
    """Say where a name stands: away from the middle."""
    if x == 0 and y == 0:
        return "bottom center"
    side = "right" if x > 0.12 else "left" if x < -0.12 else "center"
    if side == "center":
        return "top center" if y > 0 else "bottom center"
    return f"middle {side}"

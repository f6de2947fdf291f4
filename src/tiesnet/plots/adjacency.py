"""The adjacency matrix: every pair of actors as one cell, sorted into blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.errors import NeedsError, TiesnetError
from tiesnet.language import say, word
from tiesnet.metrics import Measures
from tiesnet.network import SILENT, adjacency
from tiesnet.plots import theme
from tiesnet.plots._catalogue import figure
from tiesnet.plots._parts import (
    column,
    layer_colour,
    layer_words,
    stage_order,
    stage_words,
    view,
)

if TYPE_CHECKING:
    import plotly.graph_objects as go

NO_TIE, TIED, NOT_KNOWN, ITSELF = 0, 1, 2, 3
WORDS = {NO_TIE: word("no tie"), TIED: word("tied"), NOT_KNOWN: word("not known"), ITSELF: ""}
BLOCKS = {
    "community": word("{layer}, in blocks by community."),
    "stage": word("{layer}, in blocks by stage."),
    "core": word("{layer}, in blocks by core and periphery."),
}
LIMIT = 2000
"""Actors above which the matrix is refused: a cell would be smaller than a point of the screen."""
LABELS = 14  # names of blocks beside each other on a phone at most
NAMED, IN_WORDS = 45, 200  # actors up to which every row has its name, every cell its words


@dataclass(frozen=True, eq=False)
class Matrix:
    """A matrix of actors in blocks.

    Attributes
    ----------
    actors : DataFrame
        Indexed by id, in the order drawn: name, group, answered.
    cells : array of int8, shape (actors, actors)
        0 no tie, 1 tied, 2 not known, 3 the actor itself; row: where the tie comes from.
    """

    actors: pd.DataFrame
    cells: NDArray[np.int8]


@figure(
    label="Matrix of ties",
    question="Who is tied to whom, block by block?",
    chapter="kind",
    needs="Answers of every firm, for the blocks by community or core.",
    reading="A filled cell is a tie from the row to the column; dense squares on the diagonal are "
    "groups tied among themselves. Grey cells are not known: nobody who could tell answered.",
    source="wasserman1994",
)
def plot_adjacency(measures: Measures, layer: str = "all", by: str = "community") -> go.Figure:
    """Draw every ordered pair of actors inside the cluster as one cell, sorted into blocks.

    Known ties, known absences of a tie and pairs that are not known are three things. Within a
    block actors with more ties come first; silent actors have a hollow circle before the name.

    Parameters
    ----------
    measures : Measures
        What `measure` gave.
    layer : str, default "all"
        A layer, or formal, informal, all.
    by : {"community", "stage", "core"}
        What the blocks are.

    Raises
    ------
    TiesnetError
        There are no such blocks.
    NeedsError
        The layer was measured without communities, or without core and periphery; there is no
        actor, or there are more than 2,000.
    """
    return _draw(_frame(measures, layer, by), measures, layer, by)


def _frame(measures: Measures, layer: str, by: str) -> Matrix:
    """Sort the actors and tell for each pair whether it is tied, not tied or not known."""
    if by not in BLOCKS:
        raise TiesnetError(
            say("There are no blocks by {by}.", by=repr(by)),
            say("Choose one of: {names}.", names=", ".join(BLOCKS)),
        )
    net = view(measures, layer)
    size = len(net.actors)
    if not size:
        raise NeedsError(say("There are no actors inside the cluster."))
    if size > LIMIT:
        raise NeedsError(
            say("A matrix of {n} actors cannot be read; at most {most} are drawn.",
                n=size, most=LIMIT),
            say("Draw a part: measure(net.keep(ids))."),
        )  # fmt: skip
    group, order = _groups(measures, layer, by)
    ties = adjacency(net)
    cells = np.where(_known(net.respondents, size), NO_TIE, NOT_KNOWN).astype(np.int8)
    tied = ties.tocoo()
    cells[tied.row, tied.col] = TIED
    np.fill_diagonal(cells, ITSELF)
    weight = np.asarray(cells == TIED).sum(axis=0) + np.asarray(cells == TIED).sum(axis=1)
    table = pd.DataFrame(
        {
            "name": net.actors["name"].astype("str"),
            "group": group.reindex(net.actors.index),
            "answered": net.respondents.states(),
        }
    )
    place = {label: k for k, label in enumerate(order)}
    keys = table.assign(place=table["group"].map(place), weight=-weight, id=table.index)
    sorted_ = np.lexsort([keys[c].to_numpy() for c in ("id", "name", "weight", "place")])
    return Matrix(table.iloc[sorted_], cells[np.ix_(sorted_, sorted_)])


def _known(told: Any, size: int) -> NDArray[np.bool_]:
    everyone = np.arange(size)
    known: NDArray[np.bool_] = told.known(everyone[:, None], everyone[None, :])
    return known


def _groups(measures: Measures, layer: str, by: str) -> tuple[pd.Series, list[str]]:
    """Give each actor the label of its block, and the blocks in order."""
    if by == "stage":
        words = stage_words(measures).reindex(measures.actors.index)
        return words, stage_order(measures, set(words))
    found = column(measures, layer, "core_member" if by == "core" else by).astype("object")
    if by == "community":
        labels = {v: say("Community {n}", n=v) for v in sorted(found.dropna().unique(), key=int)}
    else:
        labels = {"core": say("Core"), "periphery": say("Periphery")}
    none = say("No group known")
    words = found.map(lambda v: none if pd.isna(v) else labels[v])
    return words.astype("str"), [*labels.values(), none]


def _draw(matrix: Matrix, measures: Measures, layer: str, by: str) -> go.Figure:
    import plotly.graph_objects as go

    actors, size = matrix.actors, len(matrix.actors)
    words = say(BLOCKS[by], layer=layer_words(measures, layer))
    tie = layer_colour(measures, layer)
    colours = {NO_TIE: theme.PAPER, TIED: tie, NOT_KNOWN: theme.UNKNOWN, ITSELF: theme.MUTED}
    steps = [[edge, colours[k]] for k in colours for edge in (k / 4, (k + 1) / 4)]
    names = _unique(actors)
    result = go.Figure(
        go.Heatmap(
            z=matrix.cells,
            x=names,
            y=names,
            zmin=-0.5,
            zmax=3.5,
            colorscale=steps,
            showscale=False,
            xgap=1 if size <= NAMED else 0,
            ygap=1 if size <= NAMED else 0,
            **_hover(matrix, size),
        )
    )
    for code in (TIED, NO_TIE, NOT_KNOWN):
        if (matrix.cells == code).any():
            result.add_trace(_legend(say(WORDS[code]), colours[code]))
    theme.style(result, say("Who is tied to whom, block by block?"), words)
    _axes(result, actors, names)
    if view(measures, layer).directed:
        result.update_xaxes(title=say("To"))
        result.update_yaxes(title=say("From"))
    _edges(result, actors)
    theme.tabled(result, *_table(matrix))
    return result


def _table(matrix: Matrix) -> tuple[list[str], list[list[Any]]]:
    """Count the pairs of every two blocks: tied, not tied, not known."""
    groups = matrix.actors["group"].to_numpy()
    blocks = {label: np.flatnonzero(groups == label) for label in dict.fromkeys(groups)}
    rows: list[list[Any]] = []
    for one, down in blocks.items():
        for other, across in blocks.items():
            cells = matrix.cells[np.ix_(down, across)]
            counts = [int((cells == code).sum()) for code in (TIED, NO_TIE, NOT_KNOWN)]
            if sum(counts):
                rows.append([str(one), str(other), *counts])
    heads = [say("From"), say("To"), say("Pairs tied"), say("Pairs not tied")]
    return [*heads, say("Pairs not known")], rows


def _hover(matrix: Matrix, size: int) -> dict[str, Any]:
    if size > IN_WORDS:
        return {"hovertemplate": "%{y}, %{x}<extra></extra>"}
    said = np.array([say(WORDS[k]) for k in WORDS], dtype=object)[matrix.cells]
    return {"customdata": said, "hovertemplate": "%{y}, %{x}: %{customdata}<extra></extra>"}


def _legend(words: str, colour: str) -> Any:
    import plotly.graph_objects as go

    return go.Scatter(
        x=[None],
        y=[None],
        mode="markers",
        name=words,
        hoverinfo="skip",
        marker={
            "symbol": "square",
            "size": 12,
            "color": colour,
            "line": {"width": 1, "color": theme.MUTED},
        },
    )


def _unique(actors: pd.DataFrame) -> list[str]:
    """Give each actor a name of its own for the axes; the hover shows it."""
    twice = actors["name"].duplicated(keep=False)
    named = zip(_marked(actors), actors.index, twice, strict=True)
    return [theme.safe(f"{name} ({actor})" if double else name) for name, actor, double in named]


def _marked(actors: pd.DataFrame) -> list[str]:
    """Put a hollow circle before the names of silent actors."""
    silent = (actors["answered"] == SILENT).to_numpy()
    return [
        f"○ {name}" if no else str(name) for name, no in zip(actors["name"], silent, strict=True)
    ]


def _axes(result: go.Figure, actors: pd.DataFrame, names: list[str]) -> None:
    size = len(actors)
    plain = {"type": "category", "showgrid": False, "zeroline": False, "ticks": ""}
    if size <= NAMED:
        marks = {"tickvals": names, "ticktext": [theme.short(name, 22) for name in _marked(actors)]}
    else:
        middles = _middles(actors)
        marks = {
            "tickvals": [names[middle] for middle in middles.values()],
            "ticktext": [theme.short(group, 18) for group in middles],
        }
    small = {"size": 12 if size <= 20 else 10 if size <= NAMED else 11}
    result.update_xaxes(**plain, **marks, tickangle=-90, tickfont=small)
    result.update_yaxes(**plain, **marks, autorange="reversed", tickfont=small)
    result.update_xaxes(showline=True, linecolor=theme.LINE, mirror=True)
    result.update_yaxes(showline=True, linecolor=theme.LINE, mirror=True)
    result.update_layout(
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "font": {"size": 12}},
        margin={"l": 24, "r": 24, "b": 24, "t": int(result.layout.margin.t) + 62},
        height=max(440, min(760, 160 + 16 * size)),
    )
    result.update_xaxes(automargin=True)
    result.update_yaxes(automargin=True)


def _middles(actors: pd.DataFrame) -> dict[str, int]:
    """Give the middle row of each block whose name has room on a phone, large blocks first."""
    groups = actors["group"].to_numpy()
    sizes = actors["group"].value_counts(sort=False)
    found: dict[str, int] = {}
    for group in sizes.sort_values(ascending=False, kind="stable").index:
        rows = np.flatnonzero(groups == group)
        middle = int(rows[len(rows) // 2])
        near = any(abs(middle - other) < len(groups) / LABELS for other in found.values())
        if len(rows) > 1 and not near:
            found[str(group)] = middle
    return dict(sorted(found.items(), key=lambda one: one[1]))


def _edges(result: go.Figure, actors: pd.DataFrame) -> None:
    """Draw a line between two blocks, across and down."""
    groups = actors["group"].to_numpy()
    last = len(groups) - 0.5
    line = {"color": theme.MUTED, "width": 1}
    for edge in np.flatnonzero(groups[1:] != groups[:-1]) + 0.5:
        at = float(edge)
        result.add_shape(type="line", x0=-0.5, x1=last, y0=at, y1=at, line=line)
        result.add_shape(type="line", x0=at, x1=at, y0=-0.5, y1=last, line=line)

"""The triad census: threesomes of every kind beside what chance alone gives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from tiesnet.diagnosis import number
from tiesnet.errors import NeedsError, TiesnetError
from tiesnet.inference import cug
from tiesnet.language import say, word
from tiesnet.metrics import Measures
from tiesnet.plots import theme
from tiesnet.plots._catalogue import figure
from tiesnet.plots._parts import layer_words, seed_of, sentences, view

if TYPE_CHECKING:
    import plotly.graph_objects as go

MOST_ACTORS, REPLICATIONS = 1000, 499
CLEAR = 2.0
"""Standard deviations beyond which a number is hardly one that chance gives."""
MEANINGS = {
    "003": word("no tie"),
    "012": word("one arrow"),
    "102": word("one mutual tie"),
    "021D": word("one points to two"),
    "021U": word("two point to one"),
    "021C": word("chain of two arrows"),
    "111D": word("mutual tie, third points in"),
    "111U": word("mutual tie, one points out"),
    "030T": word("chain with a shortcut"),
    "030C": word("circle of three arrows"),
    "201": word("two mutual ties"),
    "120D": word("mutual tie, third points to both"),
    "120U": word("mutual tie, both point to third"),
    "120C": word("mutual tie, chain through third"),
    "210": word("two mutual ties, one arrow"),
    "300": word("three mutual ties"),
}
_FLAT = {
    "003": word("no tie"),
    "102": word("one tie"),
    "201": word("two ties"),
    "300": word("three ties"),
}
_ARROWS = {
    "003": "",
    "012": "ab",
    "102": "ab ba",
    "021D": "ca cb",
    "021U": "ac bc",
    "021C": "ac cb",
    "111D": "ab ba ca",
    "111U": "ab ba ac",
    "030T": "ac cb ab",
    "030C": "ab bc ca",
    "201": "ac ca cb bc",
    "120D": "ab ba ca cb",
    "120U": "ab ba ac bc",
    "120C": "ab ba ac cb",
    "210": "ac ca cb bc ab",
    "300": "ab ba ac ca cb bc",
}
"""What each kind looks like: a and b below, c above."""
_PLACES = {"a": (0.25, -0.25), "b": (0.75, -0.25), "c": (0.5, 0.28)}
_CHANCE = {
    "dyads": word("Chance: networks with as many mutual, one-way and empty pairs."),
    "edges": word("Chance: networks with as many ties."),
    "degrees": word("Chance: networks in which every actor has as many ties."),
    "size": word("Chance: networks with as many actors."),
}
_GROUPS = (
    ("more", word("More than chance gives"), theme.CATEGORIES[2], "circle"),
    ("usual", word("About what chance gives"), theme.OUTSIDE, "square"),
    ("fewer", word("Fewer than chance gives"), theme.CATEGORIES[0], "diamond"),
)


@figure(
    label="Threesomes against chance",
    question="What do three firms look like together?",
    chapter="chance",
    needs="A relation that most firms answered.",
    reading="Right of the band: more threesomes of this kind than chance gives; left: fewer. Many "
    "closed ones (chain with a shortcut, three mutual ties): closed groups. Many chains and open "
    "pairs: firms in the middle of others.",
    source="holland1976, butts2008",
)
def plot_triads(measures: Measures, layer: str = "all", condition: str = "dyads") -> go.Figure:
    """Draw how many threesomes of actors are of each kind, beside networks drawn by chance.

    Each kind stands in standard deviations from what 499 drawn networks have on average, which
    makes rare and frequent kinds comparable. By default the drawn networks have as many mutual,
    one-way and empty pairs as the network itself. Pairs that are not known stay as they are.

    Parameters
    ----------
    measures : Measures
        What `measure` gave.
    layer : str, default "all"
        A layer, or formal, informal, all.
    condition : {"dyads", "edges", "degrees", "size"}
        What the drawn networks keep; see `tiesnet.cug`.

    Raises
    ------
    NeedsError
        Too few pairs are known for the test, or there are more than 1,000 actors.
    TiesnetError
        There is no such layer or null model.
    """
    return _draw(_frame(measures, layer, condition), measures, layer, condition)


def _frame(measures: Measures, layer: str, condition: str) -> pd.DataFrame:
    """Give every kind: kind, observed, expected, sd, z, p, group; z empty where all are alike."""
    if len(measures.actors) > MOST_ACTORS:
        raise NeedsError(
            say("Drawing networks of more than {most} actors takes minutes.", most=MOST_ACTORS),
            say("Do it with 'tiesnet cug'."),
        )
    if condition not in _CHANCE:
        raise TiesnetError(
            say("Nothing is kept by {condition}.", condition=repr(condition)),
            say("Choose one of: {names}.", names=", ".join(_CHANCE)),
        )
    view(measures, layer)
    try:
        made = cug(
            measures.net,
            ["triad_census"],
            layers=[layer],
            condition=condition,
            replications=REPLICATIONS,
            seed=seed_of(measures),
        )
    except TiesnetError as error:
        raise NeedsError(error.problem, error.repair) from error
    rows = made.table("cug")
    rows = rows.assign(kind=[str(name).split()[-1] for name in rows["metric"]])
    z = rows["z"].to_numpy(dtype=float)
    rows["group"] = np.select([z >= CLEAR, z <= -CLEAR], ["more", "fewer"], default="usual")
    kept = ["kind", "observed", "expected", "sd", "z", "p", "group"]
    return rows[kept].reset_index(drop=True)


def _draw(frame: pd.DataFrame, measures: Measures, layer: str, condition: str) -> go.Figure:
    import plotly.graph_objects as go

    words = MEANINGS if view(measures, layer).directed else _FLAT
    rows = len(frame)
    result = go.Figure()
    for group, label, colour, symbol in _GROUPS:
        own = frame[frame["group"] == group]
        if len(own):
            result.add_trace(_marks(own, words, say(label), colour, symbol))
    for trace in _pictures(frame, flat=words is _FLAT):
        result.add_trace(trace)
    note = sentences(
        [
            f"{layer_words(measures, layer)}.",
            say(_CHANCE[condition]),
            say("Behind each kind: how many there are, in brackets how many chance gives."),
            say("Grey band: what chance gives, two standard deviations to each side."),
        ]
    )
    theme.style(result, say("What do three firms look like together?"), note)
    theme.below(result, 210 + 38 * rows)
    result.update_layout(margin={"l": 12, "r": 12})  # for the longest kind on a phone
    band = {"type": "rect", "x0": -CLEAR, "x1": CLEAR, "y0": -0.7, "y1": rows - 0.4}
    result.add_shape(**band, fillcolor=theme.SOFT, line_width=0, layer="below")
    result.update_xaxes(title=say("Standard deviations from chance"), domain=[0.13, 1])
    result.update_layout(
        xaxis2={"domain": [0, 0.11], "range": [0, 1], "visible": False, "fixedrange": True}
    )
    result.update_yaxes(range=[rows - 0.4, -0.7], showticklabels=False, showgrid=False,
                        ticks="", showline=False)  # fmt: skip
    for place, row in enumerate(frame.to_dict("records")):
        result.add_annotation(
            text=theme.safe(_label(row, words)), x=0.13, xref="paper", y=place - 0.36,
            showarrow=False, xanchor="left", font={"size": 11, "color": theme.MUTED},
        )  # fmt: skip
    return result


def _label(row: dict[str, Any], words: dict[str, str]) -> str:
    return say(
        "{kind}: {n} ({expected})",
        kind=say(words[row["kind"]]),
        n=int(row["observed"]),
        expected=number(float(row["expected"])),
    )


def _marks(own: pd.DataFrame, words: dict[str, str], label: str, colour: str, symbol: str) -> Any:
    import plotly.graph_objects as go

    return go.Scatter(
        x=theme.rounded(own["z"]),
        y=own.index.tolist(),
        mode="markers",
        name=label,
        customdata=[
            [say(words[row["kind"]]), row["kind"], int(row["observed"]),
             number(float(row["expected"])), round(float(row["p"]), 4)]
            for row in own.to_dict("records")
        ],
        hovertemplate="<b>%{customdata[0]}</b> (%{customdata[1]})<br>"
        + say("{n} threesomes; chance gives {expected}",
              n="%{customdata[2]:,}", expected="%{customdata[3]}")
        + "<br>"
        + say("{z} standard deviations from chance, p = {p}",
              z="%{x:,.1f}", p="%{customdata[4]:.3f}")
        + "<extra></extra>",
        error_x={
            "type": "data", "symmetric": False,
            "array": [max(0.0, -z) for z in own["z"].fillna(0.0).round(3)],
            "arrayminus": [max(0.0, z) for z in own["z"].fillna(0.0).round(3)],
            "color": theme.OUTSIDE, "thickness": 1.2, "width": 0,
        },
        marker={"size": 11, "symbol": symbol, "color": colour,
                "line": {"width": 1, "color": theme.INK}},
    )  # fmt: skip


def _pictures(frame: pd.DataFrame, flat: bool) -> Iterator[Any]:
    """Draw three dots and their arrows before each row, on an axis of their own."""
    import plotly.graph_objects as go

    x: list[float | None] = []
    y: list[float | None] = []
    size: list[int] = []
    for row, kind in enumerate(frame["kind"]):
        for pair in _ARROWS[kind].split():
            (u, v), (s, t) = _PLACES[pair[0]], _PLACES[pair[1]]
            x += [u + 0.12 * (s - u), u + 0.8 * (s - u), None]
            y += [row - v - 0.12 * (t - v), row - v - 0.8 * (t - v), None]
            size += [0, 0 if flat else 7, 0]
    common = {"xaxis": "x2", "hoverinfo": "skip", "showlegend": False}
    yield go.Scatter(
        x=x, y=y, mode="lines+markers", line={"color": theme.MUTED, "width": 1.2},
        marker={"symbol": "arrow", "angleref": "previous", "size": size, "color": theme.MUTED,
                "line": {"width": 0}},
        **common,
    )  # fmt: skip
    dots = [(u, row - v) for row in range(len(frame)) for u, v in _PLACES.values()]
    yield go.Scatter(
        x=[u for u, _ in dots], y=[round(v, 3) for _, v in dots], mode="markers",
        marker={"size": 5, "color": theme.INK}, **common,
    )  # fmt: skip

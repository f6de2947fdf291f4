"""The values of one measure, firm by firm, from the highest to the lowest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from tiesnet.errors import NeedsError, TiesnetError
from tiesnet.inference import rank_intervals
from tiesnet.language import say, word
from tiesnet.metrics import Measures, catalogue
from tiesnet.plots import theme
from tiesnet.plots._catalogue import figure
from tiesnet.plots._parts import apart, column, layer_words, left_out, seed_of, sentences, view

if TYPE_CHECKING:
    import plotly.graph_objects as go

_LONGEST = 36  # letters of an axis title
NAMED, DRAWS, MOST_DRAWN = 5, 200, 300
OWN, BOUND, BODY = "own", "bound", "body"
"""A firm's own answer; at least so much, by what others say; not a firm."""
_LOOKS = {
    OWN: (word("Firms"), "circle", theme.CATEGORIES[1]),
    BODY: (word("Institutions"), "square", theme.OUTSIDE),
    BOUND: (word("At least so much: answers are missing"), "circle-open", theme.MUTED),
}


@figure(
    label="Spread of a measure",
    question="How unequal are firms?",
    chapter="kind",
    reading="Every mark is a firm or an institution, the highest on the left. A steep fall says "
    "that a few stand out, a flat row that they are alike. The dotted line is the median.",
)
def plot_distribution(
    measures: Measures, measure: str = "degree", layer: str = "all", intervals: bool = False
) -> go.Figure:
    """Draw one measure of every actor inside the cluster, from the highest to the lowest.

    Hollow marks rest on what others say, since not all was answered: the true value is this or
    higher. On request every value has an interval that holds 90 % of the values that come about
    when the missing answers are drawn 200 times.

    Parameters
    ----------
    measures : Measures
        What `measure` gave.
    measure : str, default "degree"
        Any measure of actors that is a number.
    layer : str, default "all"
        A layer, or formal, informal, all.
    intervals : bool, default False
        Draw the missing answers and show how far the values could be off.

    Raises
    ------
    TiesnetError
        There is no such measure of actors, or it is no number.
    NeedsError
        It was not computed or nobody has a value; intervals of more than 300 actors.
    """
    return _draw(_frame(measures, measure, layer, intervals), measures, measure, layer)


def _frame(measures: Measures, measure: str, layer: str, intervals: bool = False) -> pd.DataFrame:
    """Give every actor inside, the highest first: name, answered, group, value, low, high, place.

    Actors without a value come last and have no place.
    """
    numeric(measure)
    values = column(measures, layer, measure).astype("float64")
    if values.notna().sum() == 0:
        raise NeedsError(
            say("No actor has a value of “{measure}”.", measure=say(catalogue()[measure].label)),
            say("Choose another measure or layer."),
        )
    actors = measures.net.actors.reindex(values.index)
    bounds = measures.lower_bounds
    bounds = bounds[(bounds["layer"] == layer) & (bounds["metric"] == measure)]["actor"]
    group = np.where(actors["kind"] == "firm", OWN, BODY)
    frame = pd.DataFrame(
        {
            "name": actors["name"].astype("str"),
            "answered": view(measures, layer).respondents.states().reindex(values.index),
            "group": np.where(values.index.isin(bounds), BOUND, group),
            "value": values,
            "low": np.nan,
            "high": np.nan,
        }
    )
    if intervals:
        frame[["low", "high"]] = _intervals(measures, measure, layer).reindex(frame.index)
    frame = frame.sort_values(["value", "name"], ascending=[False, True])
    frame["place"] = np.arange(1.0, len(frame) + 1)
    frame["place"] = frame["place"].where(frame["value"].notna())
    return frame


def numeric(measure: str) -> None:
    """Refuse what is no number of every actor."""
    record = catalogue().get(measure)
    if record is None or record.level != "actor" or record.dtype == "text":
        raise TiesnetError(
            say("{measure} is no number of every actor.", measure=repr(measure)),
            say("Choose a measure of actors: 'tiesnet metrics' lists them."),
        )


def _intervals(measures: Measures, measure: str, layer: str) -> pd.DataFrame:
    """Draw the missing answers; give the low and high value of every actor."""
    if len(measures.actors) > MOST_DRAWN:
        raise NeedsError(
            say("Intervals of more than {most} actors take minutes.", most=MOST_DRAWN),
            say("Compute them with 'tiesnet robustness'."),
        )
    made = rank_intervals(
        measures.net, [measure], layers=[layer], draws=DRAWS, seed=seed_of(measures)
    )
    return made.table("firms").set_index("actor")[["low", "high"]]


def _draw(frame: pd.DataFrame, measures: Measures, measure: str, layer: str) -> go.Figure:
    import plotly.graph_objects as go

    record, drawn = catalogue()[measure], frame.dropna(subset=["value"])
    named = apart(drawn, "place", "value", NAMED, 18)
    result = go.Figure()
    for group in _LOOKS:
        own = drawn[drawn["group"] == group]
        if len(own):
            result.add_trace(go.Scatter(**_marks(own, group, named)))
    line = {"color": theme.OUTSIDE, "width": 1, "dash": "dot"}
    result.add_hline(float(drawn["value"].median()), line=line)
    label = say(record.label)
    spread = say("Bars hold 90 % of the values when missing answers are drawn {n} times.", n=DRAWS)
    note = sentences(
        [
            f"{layer_words(measures, layer)}: {say(record.reading)}",
            spread if drawn["low"].notna().any() else "",
            left_out(frame.loc[frame["value"].isna(), "answered"]),
        ]
    )
    theme.style(result, say("How unequal are firms? {measure}", measure=label), note)
    unit = say(record.unit)
    result.update_xaxes(title=say("Place, from the highest"), range=[0, len(drawn) + 1])
    both = f"{label} ({unit})" if unit else label
    result.update_yaxes(title=both if len(both) <= _LONGEST else unit[:1].upper() + unit[1:])
    if drawn["value"].min() >= 0:
        result.update_yaxes(rangemode="tozero")
    theme.below(result, 500)
    return result


def _marks(own: pd.DataFrame, group: str, named: set[str]) -> dict[str, Any]:
    words, symbol, colour = _LOOKS[group]
    trace: dict[str, Any] = {
        "x": own["place"].astype(int).tolist(),
        "y": theme.rounded(own["value"]),
        "mode": "markers+text",
        "name": say(words),
        "text": [
            theme.short(name, 18) if actor in named else ""
            for actor, name in zip(own.index, own["name"], strict=True)
        ],
        "textposition": "top right",
        "textfont": {"size": 11},
        "customdata": [
            [theme.safe(row.name), _said(row.value, row.low, row.high, group)]
            for row in own[["name", "value", "low", "high"]].itertuples(index=False)
        ],
        "hovertemplate": "<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
        "cliponaxis": False,
        "marker": {
            "size": 8,
            "symbol": symbol,
            "color": colour,
            "line": {"width": 1, "color": theme.MUTED if group == BOUND else theme.INK},
        },
    }
    if own["low"].notna().any():
        up, down = own["high"] - own["value"], own["value"] - own["low"]
        trace["error_y"] = {
            "type": "data",
            "symmetric": False,
            "array": theme.rounded(up.fillna(0).clip(lower=0)),
            "arrayminus": theme.rounded(down.fillna(0).clip(lower=0)),
            "color": theme.OUTSIDE,
            "thickness": 1.2,
            "width": 2,
        }
    return trace


def _said(value: float, low: float, high: float, group: str) -> str:
    said = theme.number(value)
    if group == BOUND:
        said = say("at least {value}", value=said)
    if pd.isna(low):
        return said
    ends = say("90 % of draws: {low} to {high}", low=theme.number(low), high=theme.number(high))
    return f"{said}<br>{ends}"

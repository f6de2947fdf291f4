"""What became of ties from one wave of the survey to the next, relation by relation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from tiesnet.errors import NeedsError, TiesnetError
from tiesnet.inference import rounds_of, wave_flows
from tiesnet.language import say, say_n, word
from tiesnet.metrics import Measures
from tiesnet.plots import theme
from tiesnet.plots._catalogue import figure
from tiesnet.plots._parts import layer_words, sentences

if TYPE_CHECKING:
    import plotly.graph_objects as go

_MADE, _LOST = theme.CATEGORIES[2], theme.CATEGORIES[0]
_LOOKS = {
    "kept": (word("Kept"), theme.CATEGORIES[7], ""),
    "created": (word("Made"), _MADE, ""),
    "brought": (word("Brought by those that entered"), _MADE, "/"),
    "dissolved": (word("Lost"), _LOST, ""),
    "taken": (word("Gone with those that left"), _LOST, "/"),
}
LOST = ("dissolved", "taken")
"""Drawn to the left."""


@figure(
    label="Changes between waves",
    question="Which ties were made, kept and lost?",
    chapter="chance",
    needs="The same questions asked in two waves or more.",
    reading="To the right: ties there are now, kept or new. To the left: ties there were. Hatched "
    "parts came or went with firms that entered or left.",
    source="snijders1999",
)
def plot_wave_changes(measures: Measures, layer: str | None = None) -> go.Figure:
    """Draw for every relation how many ties were made, kept and lost from wave to wave.

    Ties of pairs that are not known in both waves are left out. Ties that came or went with
    actors that entered or left the cluster stand apart from those that actors in both waves made
    or gave up.

    Parameters
    ----------
    measures : Measures
        What `measure` gave.
    layer : str, optional
        A layer, or formal, informal, all; every one by default.

    Raises
    ------
    NeedsError
        The survey has fewer than two waves.
    TiesnetError
        There is no such layer.
    """
    return _draw(_frame(measures, layer), measures)


def _frame(measures: Measures, layer: str | None) -> pd.DataFrame:
    """Give one row per step and layer: the columns of `wave_flows`."""
    survey = measures.net.origin.survey
    if survey is None or survey.ties["wave"].nunique() < 2:
        raise NeedsError(
            say("What changed since an earlier survey cannot be said."),
            say("Repeat the survey with the same questions in two or three years."),
        )
    policies = measures.net.origin.parameters.get("policies")
    try:
        rounds = rounds_of(survey, policies=policies)
        return wave_flows(rounds, layers=None if layer is None else [layer])
    except TiesnetError as error:
        if layer is not None:
            raise
        raise NeedsError(error.problem, error.repair) from error


def _draw(frame: pd.DataFrame, measures: Measures) -> go.Figure:
    import plotly.graph_objects as go

    steps = frame.drop_duplicates(["from_wave", "to_wave"])
    lines, places = _lines(frame, measures, several=len(steps) > 1)
    result = go.Figure()
    for key in _LOOKS:
        if frame[key].sum():
            result.add_trace(_bars(frame, key, places, measures))
    note = sentences([*map(_moved, steps.to_dict("records")), _aside(frame)])
    theme.style(result, say("Which ties were made, kept and lost?"), note)
    theme.below(result, int(result.layout.margin.t) + 150 + 34 * len(lines))
    result.update_layout(barmode="relative", bargap=0.3)
    result.update_yaxes(
        tickmode="array", tickvals=list(range(len(lines))), ticktext=lines, showgrid=False,
        range=[len(lines) - 0.5, -0.5], ticks="",
    )  # fmt: skip
    most = float(frame[["kept", "created", "brought"]].sum(axis=1).max())
    least = float(frame[list(LOST)].sum(axis=1).max())
    ticks = _ticks(least, most)
    result.update_xaxes(
        title=say("Ties (left: lost, right: there now)"),
        tickmode="array", tickvals=ticks, ticktext=[theme.number(abs(one)) for one in ticks],
        zeroline=True, zerolinecolor=theme.INK,
    )  # fmt: skip
    return result


def _lines(frame: pd.DataFrame, measures: Measures, several: bool) -> tuple[list[str], list[int]]:
    """Give the text of every line, and the line of every row; steps have a head of their own."""
    lines: list[str] = []
    places: list[int] = []
    before = None
    for row in frame.to_dict("records"):
        step = row["from_wave"], row["to_wave"]
        if several and step != before:
            head = say("{one} to {other}", one=step[0], other=step[1])
            lines.append(f"<b>{theme.short(head)}</b>")
        before = step
        places.append(len(lines))
        lines.append(theme.short(layer_words(measures, str(row["layer"])), 22))
    return lines, places


def _bars(frame: pd.DataFrame, key: str, places: list[int], measures: Measures) -> Any:
    import plotly.graph_objects as go

    words, colour, pattern = _LOOKS[key]
    sign = -1 if key in LOST else 1
    return go.Bar(
        y=places,
        x=[sign * int(n) for n in frame[key]],
        orientation="h",
        name=say(words),
        customdata=[
            [theme.safe(layer_words(measures, str(layer))), theme.safe(one), theme.safe(other),
             int(n)]
            for layer, one, other, n in zip(
                frame["layer"], frame["from_wave"], frame["to_wave"], frame[key], strict=True
            )
        ],
        hovertemplate="<b>%{customdata[0]}</b><br>"
        + say("{one} to {other}", one="%{customdata[1]}", other="%{customdata[2]}")
        + "<br>"
        + say("{what}: {n} ties", what=say(words), n="%{customdata[3]:,}")
        + "<extra></extra>",
        marker={
            "color": colour,
            "line": {"width": 1, "color": theme.PAPER},
            "pattern": {"shape": pattern, "fillmode": "overlay", "fgcolor": theme.INK,
                        "fgopacity": 0.45, "size": 7, "solidity": 0.15},
        },
    )  # fmt: skip


def _moved(row: dict[str, Any]) -> str:
    """Say who came and who left between two waves."""
    step = say("{one} to {other}", one=row["from_wave"], other=row["to_wave"])
    came = say_n(int(row["entered"]), "{n} actor entered", "{n} actors entered")
    left = say_n(int(row["left"]), "{n} left", "{n} left")
    if not row["merged"]:
        return f"{step}: {came}, {left}."
    merged = say_n(int(row["merged"]), "{n} merged into another", "{n} merged into others")
    return f"{step}: {came}, {left}, {merged}."


def _aside(frame: pd.DataFrame) -> str:
    if not frame[["aside_before", "aside_after"]].to_numpy().any():
        return ""
    return say("Left out: ties of pairs that are not known in both waves.")


def _ticks(least: float, most: float) -> list[float]:
    """Give round numbers from the left end to the right one, about six in all."""
    whole = max(least + most, 1.0)
    size: float = 10.0 ** (len(str(int(whole))) - 1)
    step = next((k * size for k in (0.2, 0.5, 1.0, 2.0) if whole / (k * size) <= 6), 2 * size)
    step = max(1.0, step)
    return [k * step for k in range(-int(least // step) - 1, int(most // step) + 2)]

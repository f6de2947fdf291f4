"""The specification curve: a result under every combination of choices, the choices beneath."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from tiesnet.diagnosis import diagnose
from tiesnet.errors import NeedsError, TiesnetError
from tiesnet.inference import specification_curve
from tiesnet.language import say, say_n, word
from tiesnet.metrics import Measures, catalogue
from tiesnet.network import policy_said
from tiesnet.plots import theme
from tiesnet.plots._catalogue import figure
from tiesnet.plots._parts import layer_words, seed_of, sentences

if TYPE_CHECKING:
    import plotly.graph_objects as go

MOST_ACTORS = 300
CHOICES = {
    "cutoff": word("Ties that count"),
    "policy": word("Double reports"),
    "missing": word("Missing answers"),
}
_DIAGNOSED = ("degree", "betweenness")


@dataclass(frozen=True, eq=False)
class Curve:
    """A result under every combination.

    Attributes
    ----------
    rows : DataFrame
        From the smallest estimate to the largest: estimate, cutoff, policy, missing, reference.
    of_actors : bool
        The estimate is the rank correlation of the actors' order with the reference; else it is
        the number of the network itself.
    """

    rows: pd.DataFrame
    of_actors: bool


@figure(
    label="Specification curve",
    question="Do the results depend on how ties were counted?",
    chapter="sure",
    needs="Ties that both ends report, or strengths of ties.",
    reading="Every column is one way of counting ties, from the smallest result to the largest; "
    "the marks beneath say which. A flat curve: the choice hardly matters.",
    source="simonsohn2020",
)
def plot_specification(
    measures: Measures, measure: str = "degree", layer: str = "all"
) -> go.Figure:
    """Draw one result under every combination of the survey's choices, the choices beneath.

    Choices are the strength from which a tie counts and whose word makes a tie where both ends
    report. Of a measure of the network its value is drawn; of a measure of actors the rank
    correlation of their order with that under the survey's own choices (the reference).

    Parameters
    ----------
    measures : Measures
        What `measure` gave.
    measure : str, default "degree"
        Any measure of actors or of the network that is a number.
    layer : str, default "all"
        A layer, or formal, informal, all.

    Raises
    ------
    TiesnetError
        There is no such measure, or it is no number.
    NeedsError
        The survey leaves no choice, the network is no survey's, or has more than 300 actors.
    """
    return _draw(_frame(measures, measure, layer), measures, measure, layer)


def _frame(measures: Measures, measure: str, layer: str) -> Curve:
    record = catalogue().get(measure)
    if record is None or record.level == "table" or record.dtype == "text":
        raise TiesnetError(
            say("{measure} is no number of the network or of every actor.", measure=repr(measure)),
            say("Choose a measure: 'tiesnet metrics' lists them."),
        )
    if len(measures.actors) > MOST_ACTORS:
        raise NeedsError(
            say("Crossing choices for more than {most} actors takes minutes.", most=MOST_ACTORS),
            say("Do it with 'tiesnet robustness'."),
        )
    rows = _crossed(measures, measure, layer).dropna(subset=["value"])
    if len(rows) < 2:
        raise NeedsError(
            say("Whether the results depend on the choices made cannot be said."),
            say("Ask both ends of every tie, and how strong it is: then choices can be compared."),
        )
    rows = rows[["value", *CHOICES, "reference"]].rename(columns={"value": "estimate"})
    rows = rows.sort_values("estimate", kind="stable", ignore_index=True)
    return Curve(rows, record.level == "actor")


def _crossed(measures: Measures, measure: str, layer: str) -> pd.DataFrame:
    """Take what the diagnosis of choices computed; compute what it did not."""
    survey, record = measures.net.origin.survey, catalogue()[measure]
    empty = pd.DataFrame(columns=["value", *CHOICES, "reference"])
    if survey is None:
        return empty
    if layer == "all" and measure in _DIAGNOSED:
        for one in diagnose(measures, ["choices"])["choices"].tables:
            if one.key == "choices_order":
                rows = one.rows
                own = rows["measure"].isin([record.label, say(record.label)])
                return rows[own & rows["layer"].eq(layer)]
        return empty
    given = measures.net.origin.parameters
    made = specification_curve(
        survey,
        [measure],
        layers=[layer],
        missing=("known",),
        seed=seed_of(measures),
        building={k: given[k] for k in ("wave", "policies", "internal") if given.get(k)},
    )
    return made.table("order" if record.level == "actor" else "curve")


def _draw(curve: Curve, measures: Measures, measure: str, layer: str) -> go.Figure:
    from plotly.subplots import make_subplots

    rows, label = curve.rows, say(catalogue()[measure].label)
    options = _options(rows)
    lines = len(options) + len({choice for choice, _ in options})
    height = 330 + 24 * lines
    share = 24 * lines / (height - 130)
    result = make_subplots(
        rows=2, cols=1, shared_xaxes=True, row_heights=[1 - share, share], vertical_spacing=0.03
    )
    for reference in (False, True):
        own = rows[rows["reference"] == reference]
        if len(own):
            result.add_trace(_estimates(own, reference, curve.of_actors), row=1, col=1)
    marks, ticks = _dots(rows, options)
    for trace in marks:
        result.add_trace(trace, row=2, col=1)
    note = sentences(
        [
            f"{layer_words(measures, layer)}, {label}.",
            say_n(len(rows), "{n} way of counting ties.", "{n} ways of counting ties."),
            say("Estimate: rank correlation of the order of the actors with the reference.")
            if curve.of_actors
            else "",
        ]
    )
    theme.style(result, say("Do the results depend on how ties were counted?"), note)
    theme.below(result, height, gap=12)
    result.update_xaxes(showticklabels=False, showgrid=False, ticks="", showline=False)
    result.update_yaxes(title=_axis(curve, measure, label), row=1, col=1)
    result.update_yaxes(
        tickvals=list(ticks), ticktext=list(ticks.values()), range=[lines - 0.4, -0.6],
        showgrid=False, ticks="", showline=False, row=2, col=1,
    )  # fmt: skip
    return result


def _axis(curve: Curve, measure: str, label: str) -> str:
    if curve.of_actors:
        return say("Rank correlation")
    unit = say(catalogue()[measure].unit)
    return f"{label} ({unit})" if unit else label


def _options(rows: pd.DataFrame) -> list[tuple[str, str]]:
    """List the options of every choice that has two and more."""
    return [
        (choice, option)
        for choice in CHOICES
        if rows[choice].nunique() > 1
        for option in dict.fromkeys(rows.sort_values("reference", ascending=False)[choice])
    ]


def _estimates(own: pd.DataFrame, reference: bool, of_actors: bool) -> Any:
    import plotly.graph_objects as go

    return go.Scatter(
        x=own.index.tolist(),
        y=theme.rounded(own["estimate"]),
        mode="markers",
        name=say("The survey's own choices (reference)") if reference else say("Other choices"),
        customdata=[
            ["<br>".join(f"{say(CHOICES[k])}: {theme.safe(policy_said(row[k]))}" for k in CHOICES)]
            for row in own.to_dict("records")
        ],
        hovertemplate="<b>%{y:,.3~f}</b><br>%{customdata[0]}<extra></extra>",
        marker={
            "size": 11 if reference else 8,
            "symbol": "diamond" if reference else "circle",
            "color": theme.CATEGORIES[0] if reference else theme.CATEGORIES[1],
            "line": {"width": 1, "color": theme.INK},
        },
    )


def _dots(rows: pd.DataFrame, options: list[tuple[str, str]]) -> tuple[list[Any], dict[int, str]]:
    """Mark for every option the columns that chose it; give the ticks of the lines too."""
    import plotly.graph_objects as go

    traces: list[Any] = []
    ticks: dict[int, str] = {}
    line, before = -1, ""
    for choice, option in options:
        if choice != before:
            line += 1
            ticks[line], before = f"<b>{say(CHOICES[choice])}</b>", choice
        line += 1
        ticks[line] = theme.short(policy_said(option), 24)
        at = rows.index[rows[choice] == option].tolist()
        colour = [theme.CATEGORIES[0] if rows["reference"].iloc[k] else theme.MUTED for k in at]
        traces.append(
            go.Scatter(
                x=at,
                y=[line] * len(at),
                mode="markers",
                showlegend=False,
                hoverinfo="skip",
                marker={"symbol": "square", "size": 7, "color": colour},
            )
        )
    return traces, ticks

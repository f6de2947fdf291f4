"""Ranks with their intervals: who could be on top if the missing answers were known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from tiesnet.diagnosis import diagnose
from tiesnet.errors import NeedsError
from tiesnet.inference import rank_intervals
from tiesnet.language import say, say_n
from tiesnet.metrics import Measures, catalogue
from tiesnet.plots import theme
from tiesnet.plots._catalogue import figure
from tiesnet.plots._parts import column, layer_words, seed_of, sentences
from tiesnet.plots.distribution import DRAWS, MOST_DRAWN, numeric

if TYPE_CHECKING:
    import plotly.graph_objects as go

MOST = 20
_DIAGNOSED = ("degree", "betweenness")
_KEPT = ("actor", "value", "rank", "rank_low", "rank_high", "draws")


@figure(
    label="Ranks with intervals",
    question="Who could be on top if everybody had answered?",
    chapter="sure",
    needs="Answers of most firms; some are missing.",
    reading="A mark is the rank as observed, hollow where the firm did not answer; the bar holds "
    "90 % of its ranks when the missing answers are drawn again and again. Bars that overlap: the "
    "survey does not tell who of the two is ahead.",
    source="rubin1987, huisman2009",
)
def plot_rank_spread(measures: Measures, measure: str = "degree", layer: str = "all") -> go.Figure:
    """Draw the ranks of the actors that can be among the first, with their intervals.

    Ties that silent firms did not tell are drawn many times from a model of the known ones, and
    every actor is ranked in each completed network. The 20 that come closest to the top are
    drawn.

    Parameters
    ----------
    measures : Measures
        What `measure` gave.
    measure : str, default "degree"
        Any measure of actors that is a number.
    layer : str, default "all"
        A layer, or formal, informal, all.

    Raises
    ------
    TiesnetError
        There is no such measure of actors, or it is no number.
    NeedsError
        No answer is missing, too few answered to draw from, or more than 300 actors.
    """
    return _draw(_frame(measures, measure, layer), measures, measure, layer)


def _frame(measures: Measures, measure: str, layer: str) -> pd.DataFrame:
    """Give every ranked actor: name, value, rank, rank_low (best), rank_high, draws; best first."""
    numeric(measure)
    column(measures, layer, measure)
    if len(measures.actors) > MOST_DRAWN:
        raise NeedsError(
            say("Intervals of more than {most} actors take minutes.", most=MOST_DRAWN),
            say("Compute them with 'tiesnet robustness'."),
        )
    rows = _drawn(measures, measure, layer)
    rows = rows[rows["rank_low"].notna() & (rows["draws"] > 0)]
    if rows.empty:
        raise NeedsError(
            say("Ranks have no intervals: no answer is missing, or too few firms answered."),
            say("Where everybody answered, ranks are as observed."),
        )
    rows = rows.set_index("actor")
    names = measures.net.actors["name"].astype("str").reindex(rows.index)
    keys = ["rank_low", "rank_high", "name"]
    return rows.assign(name=names).sort_values(keys, kind="stable")


def _drawn(measures: Measures, measure: str, layer: str) -> pd.DataFrame:
    """Take the draws of the diagnosis where it made them; draw where it did not."""
    if layer == "all" and measure in _DIAGNOSED:
        found = diagnose(measures, ["rank_spread"])["rank_spread"]
        label = catalogue()[measure].label
        for one in found.tables:
            if one.key == "ranks_firms":
                own = one.rows["measure"].isin([label, say(label)])
                return one.rows.loc[own, list(_KEPT)]
        return pd.DataFrame(columns=list(_KEPT), dtype="float64")
    made = rank_intervals(
        measures.net, [measure], layers=[layer], draws=DRAWS, seed=seed_of(measures)
    )
    return made.table("firms")[list(_KEPT)]


def _draw(frame: pd.DataFrame, measures: Measures, measure: str, layer: str) -> go.Figure:
    import plotly.graph_objects as go

    shown = frame.head(MOST)
    label = say(catalogue()[measure].label)
    places = list(range(len(shown)))
    result = go.Figure()
    result.add_trace(go.Scatter(**_bars(shown)))
    for told, words, symbol in (
        (True, say("As observed"), "circle"),
        (False, say("Did not answer: middle of its ranks"), "circle-open"),
    ):
        own = [k for k in places if pd.notna(shown["rank"].iloc[k]) == told]
        if own:
            result.add_trace(go.Scatter(**_marks(shown, own, words, symbol)))
    draws = int(frame["draws"].iloc[0])
    rest = len(frame) - len(shown)
    note = sentences(
        [
            f"{layer_words(measures, layer)}, {label}.",
            say("Bars hold 90 % of the ranks in {n} draws.", n=draws),
            say_n(rest, "{n} further actor is not drawn.", "{n} further actors are not drawn.")
            if rest
            else "",
        ]
    )
    theme.style(result, say("Who could be on top if everybody had answered?"), note)
    theme.below(result, 250 + 22 * len(shown))
    result.update_xaxes(title=say("Rank (1 is the strongest)"), rangemode="tozero")
    result.update_yaxes(
        range=[len(shown) - 0.4, -0.6],
        tickmode="array",
        tickvals=places,
        ticktext=[theme.short(name, 20) for name in shown["name"]],
        showgrid=False,
    )
    return result


def _bars(shown: pd.DataFrame) -> dict[str, Any]:
    """Draw all intervals as one broken line."""
    x: list[float | None] = []
    y: list[int | None] = []
    for place, (low, high) in enumerate(zip(shown["rank_low"], shown["rank_high"], strict=True)):
        x += [float(low), float(high), None]
        y += [place, place, None]
    return {
        "x": x,
        "y": y,
        "mode": "lines",
        "name": say("90 % of the draws"),
        "line": {"color": theme.CATEGORIES[1], "width": 6},
        "hoverinfo": "skip",
    }


def _marks(shown: pd.DataFrame, own: list[int], words: str, symbol: str) -> dict[str, Any]:
    part = shown.iloc[own]
    middle = (part["rank_low"] + part["rank_high"]) / 2
    at = part["rank"].where(part["rank"].notna(), middle)
    return {
        "x": at.astype(float).tolist(),
        "y": own,
        "mode": "markers",
        "name": words,
        "customdata": [
            [theme.safe(row.name), _said(row.rank), int(row.rank_low), int(row.rank_high)]
            for row in part[["name", "rank", "rank_low", "rank_high"]].itertuples(index=False)
        ],
        "hovertemplate": "<b>%{customdata[0]}</b><br>%{customdata[1]}<br>"
        + say("90 % of draws: rank {low} to {high}", low="%{customdata[2]}",
              high="%{customdata[3]}")
        + "<extra></extra>",
        "marker": {"size": 9, "symbol": symbol, "color": theme.INK},
    }  # fmt: skip


def _said(rank: float) -> str:
    if pd.isna(rank):
        return say("no rank as observed: it did not answer")
    return say("rank as observed: {rank}", rank=int(rank))

"""The joint-action matrix: among peers or along the chain, between two firms or several."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import pandas as pd

from tiesnet.diagnosis import diagnose, percent
from tiesnet.errors import NeedsError
from tiesnet.language import say, say_n, word
from tiesnet.metrics import Measures
from tiesnet.plots import theme
from tiesnet.plots._catalogue import figure
from tiesnet.plots._parts import firms

if TYPE_CHECKING:
    import plotly.graph_objects as go

_CELL = 17  # letters beside each other in a cell on a phone
_SIDES = {"horizontal": word("Among peers"), "vertical": word("Along the chain")}
_FORMS = {"two firms": word("Two firms"), "several firms": word("Several firms")}


@figure(
    label="Joint action",
    question="Who acts jointly, by twos or in groups?",
    chapter="chain",
    needs="A relation of cooperation, or who specifies what is traded; stages; for groups of "
    "firms, memberships.",
    reading="Each cell counts the pairs of firms that act jointly in this way. A darker cell is "
    "a larger share of the pairs of which it is known; a pair can stand in several cells.",
    source="schmitz1997, schmitz1999",
)
def plot_joint_action(measures: Measures) -> go.Figure:
    """Draw deliberate cooperation in four cells: among peers or along the chain, by twos or more.

    The numbers are those of the diagnosis of joint action. Two firms: a tie of cooperation, or
    trade that both specify. Several: membership in one body or project of three or more firms.

    Parameters
    ----------
    measures : Measures
        What `measure` gave.

    Raises
    ------
    NeedsError
        Nothing was asked about cooperation, or no stage is known.
    """
    return _draw(_frame(measures))


def _frame(measures: Measures) -> pd.DataFrame:
    """Give the four cells: pairs, share of known pairs, firms; empty where nothing was asked."""
    found = diagnose(measures, ["joint_action"])["joint_action"]
    table = next((one.rows for one in found.tables if one.key == "joint_action"), pd.DataFrame())
    if table.empty:
        raise NeedsError(
            say("Joint action among peers and along the chain cannot be told."),
            " ".join(gap.ask for gap in found.gaps) or say("Ask who works with whom; give stages."),
        )
    cells = pd.MultiIndex.from_product([_SIDES, _FORMS], names=["orientation", "form"])
    keep = ["pairs", "share", "firms", "firm_share", "strength", "formal", "informal"]
    return table.set_index(["orientation", "form"])[keep].astype("float64").reindex(cells)


def _draw(frame: pd.DataFrame) -> go.Figure:
    import plotly.graph_objects as go

    words = frame.apply(_words, axis=1).unstack("form")[list(_FORMS)].reindex(list(_SIDES))
    shares = frame["share"].unstack("form")[list(_FORMS)].reindex(list(_SIDES))
    top = float(shares.max().max())
    result = go.Figure(
        go.Heatmap(
            z=shares.round(4).to_numpy(),
            x=[say(words) for words in _FORMS.values()],
            y=["<br>".join(textwrap.wrap(say(words), 10)) for words in _SIDES.values()],
            text=words.to_numpy(),
            texttemplate="%{text}",
            textfont={"color": theme.INK, "size": 12},
            hovertemplate="%{text}<extra></extra>",
            zmin=0,
            zmax=top if top > 0 else 1,
            colorscale=[list(step) for step in theme.SEQUENTIAL["all"]],
            showscale=False,
            xgap=3,
            ygap=3,
        )
    )
    theme.style(
        result,
        say("Who acts jointly, by twos or in groups?"),
        say("Pairs of firms, and their share of the pairs of which it is known."),
    )
    result.update_xaxes(side="top", showline=False, ticks="", showgrid=False)
    result.update_yaxes(autorange="reversed", showline=False, ticks="", showgrid=False)
    margin = {"l": 80, "r": 16, "b": 24, "t": int(result.layout.margin.t) + 28}
    result.update_layout(margin=margin, height=420, plot_bgcolor=theme.SOFT)
    return result


def _words(cell: pd.Series) -> str:
    if pd.isna(cell["pairs"]):
        return say("not asked")
    lines = [f"<b>{say_n(int(cell['pairs']), '{n} pair', '{n} pairs')}</b>"]
    if pd.notna(cell["share"]):
        said = say("{share} of known pairs", share=percent(cell["share"]))
        lines += textwrap.wrap(said, _CELL)
    lines.append(firms(int(cell["firms"])))
    if cell["formal"] > 0 and cell["informal"] > 0:
        formal = say_n(int(cell["formal"]), "{n} formal", "{n} formal")
        lines.append(f"{formal}, {say_n(int(cell['informal']), '{n} informal', '{n} informal')}")
    return "<br>".join(lines)

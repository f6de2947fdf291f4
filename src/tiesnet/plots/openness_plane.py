"""Openness: partners inside beside sources outside, with the roles in the exchange of knowledge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from tiesnet.diagnosis import diagnose
from tiesnet.errors import NeedsError
from tiesnet.language import say, say_n
from tiesnet.metrics import Measures
from tiesnet.plots import theme
from tiesnet.plots._catalogue import figure
from tiesnet.plots._parts import apart, firms, sentences

if TYPE_CHECKING:
    import plotly.graph_objects as go

_CUTS = {"local": "Cut-off for partners inside", "opened": "Cut-off for sources outside"}
_LISTED = 12  # names in one hover
_APART = 0.11  # so far apart stand roles with the same numbers


@figure(
    label="Openness and roles",
    question="Who brings knowledge in, and who passes it on?",
    chapter="outside",
    needs="A relation about knowledge, such as advice, with partners outside the cluster.",
    reading="Right: many partners inside; up: many sources outside. Upper right: gatekeepers, who "
    "have both. A larger mark stands for more firms; dotted lines: the cut-offs.",
    source="giuliani2005",
)
def plot_openness_plane(measures: Measures) -> go.Figure:
    """Draw the firms by their partners in knowledge inside and their sources of it outside.

    Roles and cut-offs are those of the diagnosis of cognitive roles. Firms with the same numbers
    and the same role are one mark.

    Parameters
    ----------
    measures : Measures
        What `measure` gave.

    Raises
    ------
    NeedsError
        No exchange of knowledge, or no source outside, is reported.
    """
    frame = _frame(measures)
    return _draw(frame, measures)


def _frame(measures: Measures) -> pd.DataFrame:
    """Give every firm its name, role, partners inside and sources outside; silent ones empty.

    The cut-offs stand in ``attrs``, by the name of the column they divide.
    """
    found = diagnose(measures, ["cognitive_roles"])["cognitive_roles"]
    table = next((one.rows for one in found.tables if one.key == "cognitive_roles"), None)
    if table is None or "role" not in table:
        gap = found.gaps[0]
        raise NeedsError(gap.what, gap.ask)
    frame = table[["actor", "role", "local", "taken", "given", "opened"]].set_index("actor")
    frame.insert(0, "name", measures.net.actors["name"].astype("str"))
    frame["role"] = frame["role"].mask(frame["role"] == "")
    frame.attrs = {key: float(found.parameters[words]) for key, words in _CUTS.items()}
    frame.attrs["roles"] = list(found.table("cognitive_counts")["role"])
    return frame


def _draw(frame: pd.DataFrame, measures: Measures) -> go.Figure:
    import plotly.graph_objects as go

    drawn = frame.dropna(subset=["role", "local", "opened"])
    result = go.Figure()
    named = _named(drawn)
    for place, role in enumerate(frame.attrs["roles"]):
        own = drawn[drawn["role"] == role]
        if len(own):
            result.add_trace(go.Scatter(**_marks(own, role, place, named)))
    line = {"color": theme.OUTSIDE, "width": 1, "dash": "dot"}
    result.add_vline(frame.attrs["local"], line=line)
    result.add_hline(frame.attrs["opened"], line=line)
    lost = len(frame) - len(drawn)
    note = say_n(lost, "Left out: {n} firm without answers to these questions.",
                 "Left out: {n} firms without answers to these questions.")  # fmt: skip
    title = say("Who brings knowledge in, and who passes it on?")
    theme.style(result, title, sentences([say("Ties about knowledge."), note if lost else ""]))
    most = float(drawn["opened"].max()) if len(drawn) else 1.0
    result.update_xaxes(title=say("Partners inside (firms)"), rangemode="tozero")
    result.update_yaxes(title=say("Sources outside"), range=[-0.35, max(most, 1.0) + 0.5])
    if most <= 10:
        result.update_yaxes(dtick=1)
    theme.below(result)
    return result


def _named(drawn: pd.DataFrame) -> set[str]:
    """Choose the firms that are named: those with sources outside, the most open first."""
    open_ = drawn[drawn["opened"] > 0].drop_duplicates(["local", "opened"], keep=False)
    first = drawn.sort_values(["opened", "local"], ascending=False)
    return apart(first, "local", "opened", 10, size=(240, 340)) & set(open_.index)


def _said(role: str) -> str:
    """Say a role, with a capital letter."""
    words = say(role)
    return words[:1].upper() + words[1:]


def _marks(own: pd.DataFrame, role: str, place: int, named: set[str]) -> dict[str, Any]:
    """One mark for firms of one role with the same numbers; few firms are named beside it."""
    x, y, text, hover, size = [], [], [], [], []
    for (local, opened), same in own.groupby(["local", "opened"]):
        names = sorted(same["name"])
        x.append(round(float(local) + _APART * (place % 3 - 1), 3))
        y.append(round(float(opened) + _APART * (place // 3 - 1) * 0.5, 3))
        text.append(theme.short(names[0], 20) if set(same.index) <= named else "")
        rest = len(names) - _LISTED
        more = [say_n(rest, "and {n} more", "and {n} more")] if rest > 0 else []
        listed = [*map(theme.short, names[:_LISTED]), *more]
        inside = say_n(int(local), "{n} partner inside", "{n} partners inside")
        counts = f"{inside}, {say_n(int(opened), '{n} source outside', '{n} sources outside')}"
        head = f"<b>{theme.safe(_said(role))}</b>: {firms(len(names))}"
        hover.append(["<br>".join([head, counts, *listed])])
        size.append(round(9 + 5 * (len(names) ** 0.5), 1))
    return {
        "x": x,
        "y": y,
        "mode": "markers+text",
        "name": theme.safe(_said(role)),
        "text": text,
        "textposition": "top center",
        "textfont": {"size": 11},
        "cliponaxis": False,
        "customdata": hover,
        "hovertemplate": "%{customdata[0]}<extra></extra>",
        "marker": {
            "size": size,
            "symbol": theme.SYMBOLS[place % len(theme.SYMBOLS)],
            "color": theme.CATEGORIES[place % len(theme.CATEGORIES)],
            "opacity": 0.9,
            "line": {"width": 1, "color": theme.INK},
        },
    }

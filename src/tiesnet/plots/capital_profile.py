"""The social capital of one firm beside the quartiles of all firms, which name nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from tiesnet.diagnosis import Diagnosis, diagnose
from tiesnet.errors import NeedsError, TiesnetError
from tiesnet.language import say, say_n
from tiesnet.metrics import Measures
from tiesnet.plots import theme
from tiesnet.plots._catalogue import figure
from tiesnet.plots._parts import actor_named, sentences

if TYPE_CHECKING:
    import plotly.graph_objects as go

FEWEST = 5
"""Fewer firms than this are not summed up: a quartile would show single firms."""
_ROW = 46  # pixels
_QUARTILES = {"low": 0.25, "middle": 0.5, "high": 0.75}


@figure(
    label="Social capital of a firm",
    question="What social capital does a firm have, beside the others?",
    chapter="capital",
    needs="Ties; each dimension has needs of its own: institutions, employees, informal ties or "
    "trust, scale items, countries.",
    reading="The box holds the middle half of the firms, its line is the median. Each row has a "
    "scale of its own: from the lowest to the highest of all firms.",
    source="coleman1988, burt1992, woolcock2001, lin2001, nahapiet1998, uzzi1996",
)
def plot_capital_profile(measures: Measures, firm: str | None = None) -> go.Figure:
    """Draw the dimensions of social capital: one firm beside the quartiles of all firms.

    Values and dimensions are those of the diagnosis of social capital, one measure for each. The
    quartiles name nobody, and a dimension that fewer than five firms have is left out.

    Parameters
    ----------
    measures : Measures
        What `measure` gave.
    firm : str, optional
        An id or a name; by default no firm is marked.

    Raises
    ------
    TiesnetError
        There is no such firm, or several of that name.
    NeedsError
        Fewer than five firms have a value, in every dimension.
    """
    return _draw(_frame(measures, firm), measures, firm)


def _frame(measures: Measures, firm: str | None) -> pd.DataFrame:
    """Give one row per dimension, by key: label, measure, firms, least, low, middle, high, most.

    With a firm its ``value`` and its ``place`` (the share of the firms below it, half of its
    equals included); empty where they are not known.
    """
    chosen = None if firm is None else actor_named(measures, firm)
    found = diagnose(measures, ["capital"])["capital"]
    values, places = (found.table(key).set_index("firm") for key in _TABLES)
    if chosen is not None and chosen not in _firms(measures):
        raise TiesnetError(
            say("{firm} is no firm of the cluster.", firm=repr(firm)),
            say("Give a firm inside the cluster."),
        )
    labels, measures_of = _dimensions(found), list(found.table("capital_dimensions")["measure"])
    rows = []
    for key, measure in zip(labels, measures_of, strict=True):
        known = values[key].dropna() if key in values else pd.Series(dtype="float64")
        if len(known) < FEWEST:
            continue
        row: dict[str, object] = {"key": key, "label": labels[key], "measure": str(measure)}
        row |= {"firms": len(known), "least": known.min(), "most": known.max()}
        row |= {name: known.quantile(share) for name, share in _QUARTILES.items()}
        row["value"] = known.get(chosen, float("nan"))
        row["place"] = places[key].get(chosen, float("nan"))
        rows.append(row)
    if not rows:
        raise NeedsError(
            say("Fewer than five firms have a value in any dimension of social capital."),
            " ".join(dict.fromkeys(gap.ask for gap in found.gaps)),
        )
    frame = pd.DataFrame(rows).set_index("key")
    frame.attrs["missing"] = [label for key, label in labels.items() if key not in frame.index]
    return frame


def _dimensions(found: Diagnosis) -> dict[str, str]:
    """Name the dimensions by key, as the table of places heads them."""
    table = next(one for one in found.tables if one.key == "capital_places")
    return {field.key: field.label for field in table.fields if field.key != "firm"}


_TABLES = ("capital_values", "capital_places")


def _firms(measures: Measures) -> pd.Index:
    actors = measures.net.inside().actors
    return actors.index[(actors["kind"] == "firm").to_numpy()]


def _draw(frame: pd.DataFrame, measures: Measures, firm: str | None) -> go.Figure:
    import plotly.graph_objects as go

    lines = list(range(len(frame)))
    scaled = _scaled(frame)
    result = go.Figure()
    result.add_trace(_ranges(scaled))
    result.add_trace(_boxes(scaled, frame))
    result.add_trace(_medians(scaled, frame))
    name, title = "", say("What social capital do firms have?")
    if firm is not None:
        name = str(measures.net.actors.at[actor_named(measures, firm), "name"])
        title = say("What social capital does {firm} have?", firm=theme.cut(name, 40))
        if frame["value"].notna().any():
            result.add_trace(_firm(scaled, frame, name))
    theme.style(result, title, _note(frame, firm))
    theme.below(result, int(result.layout.margin.t) + 130 + _ROW * len(lines), gap=42)
    result.update_yaxes(range=[len(lines) - 0.45, -0.75], showticklabels=False, showgrid=False,
                        ticks="", showline=False)  # fmt: skip
    result.update_xaxes(range=[-0.03, 1.03], showticklabels=False, showgrid=False, ticks="")
    for x, side, words in ((0, "left", say("lowest firm")), (1, "right", say("highest firm"))):
        result.add_annotation(
            text=words, x=x, xanchor=side, xref="paper", y=0, yref="paper", yanchor="top",
            showarrow=False, font={"size": 11, "color": theme.MUTED},
        )  # fmt: skip
    for line, row in zip(lines, frame.to_dict("records"), strict=True):
        result.add_annotation(
            text=_head(row), x=0, xref="paper", xanchor="left", y=line - 0.42, showarrow=False,
            font={"size": 11},
        )  # fmt: skip
    result.update_layout(margin={"l": 24, "r": 24})
    theme.tabled(result, *_table(frame, name))
    return result


def _table(frame: pd.DataFrame, name: str) -> tuple[list[str], list[list[Any]]]:
    """Give the numbers of every row; of the firm, where one is marked."""
    numbers = {
        "firms": say("Firms"), "least": say("Lowest"), "low": say("A quarter is below"),
        "middle": say("Median"), "high": say("A quarter is above"), "most": say("Highest"),
    }  # fmt: skip
    if name:
        numbers["value"] = name
    rows = [
        [say(row["label"]), say(row["measure"]),
         *(None if pd.isna(row[key]) else row[key] for key in numbers)]
        for row in frame.to_dict("records")
    ]  # fmt: skip
    return [say("Dimension"), say("Measure"), *numbers.values()], rows


def _scaled(frame: pd.DataFrame) -> pd.DataFrame:
    """Put every row on a scale from its lowest firm (0) to its highest (1)."""
    width = (frame["most"] - frame["least"]).where(lambda w: w > 0, 1.0)
    names = ["least", *_QUARTILES, "most", "value"]
    return frame[names].sub(frame["least"], axis=0).div(width, axis=0).round(4)


def _head(row: dict[str, Any]) -> str:
    """Say dimension and measure, and what the firm has."""
    said = f"<b>{theme.safe(say(row['label']))}</b> {theme.safe(say(row['measure']))}"
    if pd.notna(row["value"]):
        return f"{said}: {theme.number(row['value'])}"
    return said


def _note(frame: pd.DataFrame, firm: str | None) -> str:
    missing = [say(label) for label in frame.attrs["missing"]]
    unknown = [] if firm is None else [say(v) for v in frame.loc[frame["value"].isna(), "label"]]
    return sentences(
        [
            say("Boxes: the middle half of the firms; the mark is the firm.")
            if firm is not None and frame["value"].notna().any()
            else say("Boxes: the middle half of the firms."),
            say("Not known of this firm: {what}.", what=", ".join(unknown)) if unknown else "",
            say("Known of fewer than five firms: {what}.", what=", ".join(missing))
            if missing
            else "",
        ]
    )


def _ranges(scaled: pd.DataFrame) -> Any:
    import plotly.graph_objects as go

    x: list[float | None] = []
    y: list[int | None] = []
    for line, (low, high) in enumerate(zip(scaled["least"], scaled["most"], strict=True)):
        x += [low, high, None]
        y += [line, line, None]
    return go.Scatter(
        x=x, y=y, mode="lines", name=say("All firms"), hoverinfo="skip",
        line={"color": theme.OUTSIDE, "width": 1.5},
    )  # fmt: skip


def _boxes(scaled: pd.DataFrame, frame: pd.DataFrame) -> Any:
    import plotly.graph_objects as go

    return go.Bar(
        y=list(range(len(scaled))),
        base=scaled["low"].tolist(),
        x=(scaled["high"] - scaled["low"]).round(4).tolist(),
        orientation="h",
        width=0.34,
        name=say("Middle half of the firms"),
        customdata=[
            [theme.safe(say(row["label"])), *(theme.number(row[k]) for k in _QUARTILES),
             theme.number(row["least"]), theme.number(row["most"]), row["firms"]]
            for row in frame.to_dict("records")
        ],
        hovertemplate="<b>%{customdata[0]}</b><br>"
        + say("Middle half of the firms: {low} to {high}",
              low="%{customdata[1]}", high="%{customdata[3]}")
        + "<br>"
        + say("Median: {middle}", middle="%{customdata[2]}")
        + "<br>"
        + say("{n} firms, from {least} to {most}", n="%{customdata[6]:,}",
              least="%{customdata[4]}", most="%{customdata[5]}")
        + "<extra></extra>",
        marker={"color": theme.CATEGORIES[7], "line": {"width": 1, "color": theme.MUTED}},
    )  # fmt: skip


def _medians(scaled: pd.DataFrame, frame: pd.DataFrame) -> Any:
    import plotly.graph_objects as go

    return go.Scatter(
        x=scaled["middle"].tolist(), y=list(range(len(scaled))), mode="markers",
        name=say("Median"), hoverinfo="skip",
        marker={"symbol": "line-ns-open", "size": 15, "color": theme.INK, "line": {"width": 2}},
    )  # fmt: skip


def _firm(scaled: pd.DataFrame, frame: pd.DataFrame, name: str) -> Any:
    import plotly.graph_objects as go

    own = [line for line, value in enumerate(frame["value"]) if pd.notna(value)]
    rows = frame.iloc[own]
    return go.Scatter(
        x=scaled["value"].iloc[own].tolist(),
        y=own,
        mode="markers",
        name=theme.short(name, 30),
        customdata=[
            [theme.safe(say(row["label"])), theme.safe(say(row["measure"])),
             theme.number(row["value"]), _placed(row)]
            for row in rows.to_dict("records")
        ],
        hovertemplate="<b>%{customdata[0]}</b><br>%{customdata[1]}: %{customdata[2]}<br>"
        "%{customdata[3]}<extra></extra>",
        marker={"symbol": "diamond", "size": 13, "color": theme.CATEGORIES[5],
                "line": {"width": 1, "color": theme.INK}},
    )  # fmt: skip


def _placed(row: dict[str, Any]) -> str:
    """Say how many firms of a hundred have less, equals shared."""
    if pd.isna(row["place"]):
        return ""
    n = round(100 * float(row["place"]))
    return say_n(n, "Of 100 firms {n} has less.", "Of 100 firms {n} have less.")

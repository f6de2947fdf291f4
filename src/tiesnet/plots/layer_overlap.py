"""How far the layers lie on each other: which pairs work together in several ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tiesnet.diagnosis import percent
from tiesnet.errors import NeedsError, TiesnetError
from tiesnet.language import localised, say, say_n, word
from tiesnet.metrics import Measures
from tiesnet.network import UNIONS
from tiesnet.plots import theme
from tiesnet.plots._catalogue import figure
from tiesnet.plots._parts import layer_words, sentences

if TYPE_CHECKING:
    import plotly.graph_objects as go

MOST_FLAT = 2  # names of columns that fit beside each other on a phone
SHOWN = {
    "share": word("Share of the pairs of the row that are also tied in the column."),
    "jaccard": word("Pairs tied in both, as a share of those tied in either (Jaccard)."),
}


@figure(
    label="Overlap of relations",
    question="Do the same firms work together in several ways?",
    chapter="layers",
    needs="Two relations or more, asked of every firm.",
    reading="A cell is the share of the row's pairs that are also tied in the column, and how "
    "many times what chance alone would give: about 1 x says that the two have nothing to do with "
    "each other.",
    source="wasserman1994",
)
def plot_layer_overlap(measures: Measures, of: str = "share") -> go.Figure:
    """Draw for every two layers how many of the tied pairs are tied in both.

    Counted over the pairs known in both layers, directions ignored, membership left out; formal
    beside informal ties are the last rows.

    Parameters
    ----------
    measures : Measures
        What `measure` gave, over all layers.
    of : {"share", "jaccard"}
        The share of the row's pairs, or of the pairs in either.

    Raises
    ------
    NeedsError
        There are not two layers, or not all were measured.
    TiesnetError
        Neither share nor jaccard is asked for.
    """
    if of not in SHOWN:
        raise TiesnetError(
            say("Overlap cannot be shown as {of}.", of=repr(of)),
            say("Choose one of: {names}.", names=", ".join(SHOWN)),
        )
    return _draw(_frame(measures), of)


def _frame(measures: Measures) -> pd.DataFrame:
    """Give one row per ordered pair of layers: labels, pairs, both, share, expected, jaccard."""
    table = measures.tables.get("layer_overlap")
    if table is None or table.empty:
        raise NeedsError(
            say("There are not two layers to compare."),
            say("Ask about two relations or more, and measure all of them: measure(net)."),
        )
    rows = pd.concat([_one_way(table, "a", "b"), _one_way(table, "b", "a")], ignore_index=True)
    if len(measures.net.layers) == 2:  # formal and informal are these two again
        rows = rows[~rows["row"].isin(UNIONS)] if (~rows["row"].isin(UNIONS)).any() else rows
    rows["row_label"] = [layer_words(measures, layer) for layer in rows["row"]]
    rows["column_label"] = [layer_words(measures, layer) for layer in rows["column"]]
    return rows


def _one_way(table: pd.DataFrame, a: str, b: str) -> pd.DataFrame:
    share, chance = f"share_of_{a}_in_{b}", f"expected_share_of_{a}_in_{b}"
    return pd.DataFrame(
        {
            "row": table[f"layer_{a}"],
            "column": table[f"layer_{b}"],
            "pairs": table[f"pairs_{a}"],
            "both": table["pairs_both"],
            "known_pairs": table["known_pairs"],
            "share": table[share],
            "expected": table[chance],
            "jaccard": table["jaccard"],
        }
    )


def _draw(frame: pd.DataFrame, of: str) -> go.Figure:
    import plotly.graph_objects as go

    order = sorted(dict.fromkeys(frame["row"]), key=lambda layer: layer in UNIONS)
    labels = frame.drop_duplicates("row").set_index("row")["row_label"]
    place = {layer: k for k, layer in enumerate(order)}
    size = len(order)
    values = np.full((size, size), np.nan)
    text = np.full((size, size), "", dtype=object)
    hover = np.full((size, size), say("not compared"), dtype=object)
    for row in frame.to_dict("records"):
        at = place[row["row"]], place[row["column"]]
        values[at] = float(f"{row[of]:.4g}")
        text[at], hover[at] = _cell(row, of), _hover(row)
    for layer, own in place.items():
        hover[own, own] = theme.safe(labels[layer])
    result = go.Figure(
        go.Heatmap(
            z=values,
            x=list(range(size)),
            y=list(range(size)),
            text=text,
            texttemplate="%{text}",
            textfont={"color": theme.INK, "size": 11},
            customdata=hover,
            hovertemplate="%{customdata}<extra></extra>",
            hoverongaps=False,
            zmin=0,
            zmax=max(float(np.nanmax(np.append(values, 0.0))), 0.01),
            colorscale=[list(step) for step in theme.SEQUENTIAL["all"]],
            showscale=False,
            xgap=3,
            ygap=3,
        )
    )
    below = say("Below it: times what chance alone would give.")
    title = say("Do the same firms work together in several ways?")
    theme.style(result, title, sentences([say(SHOWN[of]), below]))
    names = [theme.short(labels[k], 20) for k in order]
    across = {"tickvals": list(range(size)), "ticktext": names}
    down = across | {"ticktext": [theme.in_lines(labels[k], 12, 24) for k in order]}
    plain = {"showline": False, "ticks": "", "showgrid": False, "zeroline": False}
    plain["automargin"] = True
    result.update_xaxes(side="top", tickangle=-90 if size > MOST_FLAT else 0, **plain, **across)
    result.update_yaxes(autorange="reversed", **plain, **down)
    longest = max(map(len, names)) if size > MOST_FLAT else 2
    high = round(24 + 6.6 * longest)
    margin = {"l": 24, "r": 24, "b": 24, "t": int(result.layout.margin.t) + high}
    result.update_layout(margin=margin, plot_bgcolor=theme.SOFT, height=160 + high + 70 * size)
    return result


def _cell(row: dict[str, object], of: str) -> str:
    value, share, chance = (float(str(row[k])) for k in (of, "share", "expected"))
    if np.isnan(value):
        return ""
    if chance > 0:
        return f"{percent(value)}<br>{localised(f'{share / chance:.1f}')} ×"
    return percent(value)


def _hover(row: dict[str, object]) -> str:
    one, other = theme.safe(row["row_label"]), theme.safe(row["column_label"])
    lines = [
        f"<b>{say('{one} and {other}', one=one, other=other)}</b>",
        say(
            "{both} of the {pairs} pairs of {one} are in both",
            both=int(str(row["both"])),
            pairs=int(str(row["pairs"])),
            one=one,
        ),
    ]
    if pd.notna(row["share"]):
        share = percent(float(str(row["share"])))
        lines.append(say("{share}; chance: {chance}", share=share, chance=_chance(row)))
    if pd.notna(row["jaccard"]):
        share = percent(float(str(row["jaccard"])))
        lines.append(say("of those in either: {share}", share=share))
    known = int(str(row["known_pairs"]))
    told = say_n(known, "{n} pair is known in both", "{n} pairs are known in both")
    return "<br>".join([*lines, told])


def _chance(row: dict[str, object]) -> str:
    value = float(str(row["expected"]))
    return say("not known") if np.isnan(value) else percent(value)

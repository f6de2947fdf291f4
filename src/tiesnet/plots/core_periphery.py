"""Core and periphery: who is how close to the core, and how dense the blocks are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from tiesnet.diagnosis import percent
from tiesnet.errors import NeedsError
from tiesnet.language import localised, say, word
from tiesnet.metrics import Measures, catalogue
from tiesnet.plots import theme
from tiesnet.plots._catalogue import figure
from tiesnet.plots._parts import apart, column, layer_words, sentences, view

if TYPE_CHECKING:
    import plotly.graph_objects as go

NAMED = 5
HARDLY = 0.5
_GROUPS = {
    "core": word("Core"),
    "periphery": word("Periphery"),
    "": word("Known by what others say"),
}
_BLOCKS = {
    ("core", "core"): word("Core to core"),
    ("core", "periphery"): word("Core to periphery"),
    ("periphery", "core"): word("Periphery to core"),
    ("periphery", "periphery"): word("Periphery to periphery"),
}
_FLAT_BLOCKS = {
    ("core", "core"): word("Within the core"),
    ("core", "periphery"): word("Core and periphery"),
    ("periphery", "core"): word("Core and periphery"),
    ("periphery", "periphery"): word("Within the periphery"),
}


@dataclass(frozen=True, eq=False)
class CorePeriphery:
    """What the figure shows.

    Attributes
    ----------
    actors : DataFrame
        Indexed by id, from the core outwards: name, coreness, group (core, periphery, or "" for
        who did not answer everything), rank.
    blocks : DataFrame
        ``from``, ``to``, ``ties``, ``known_pairs``, ``density``.
    fit : float
        Correlation with an ideal core and periphery; empty when there is none.
    """

    actors: pd.DataFrame
    blocks: pd.DataFrame
    fit: float


@figure(
    label="Core and periphery",
    question="Is there a core that everybody is tied to?",
    chapter="kind",
    needs="Answers of every firm.",
    reading="Above: a steep fall says that a few stand out; a straight line that there is no cut. "
    "Below: of a core with a periphery the first bar is long and the last one short.",
    source="borgatti1999",
)
def plot_core_periphery(measures: Measures, layer: str = "all") -> go.Figure:
    """Draw how close each actor is to the core, and how dense core and periphery are.

    Filled marks belong to the core that fits best; hollow ones did not answer everything, and
    stand where the ties others report put them.

    Parameters
    ----------
    measures : Measures
        What `measure` gave.
    layer : str, default "all"
        A layer, or formal, informal, all.

    Raises
    ------
    NeedsError
        The layer was measured without core and periphery, or no tie is known.
    """
    return _draw(_frame(measures, layer), measures, layer)


def _frame(measures: Measures, layer: str) -> CorePeriphery:
    """Put the actors in the order of their coreness and count ties between the two groups."""
    own = column(measures, layer, "coreness")
    group = column(measures, layer, "core_member").astype("object")
    net = view(measures, layer)
    known = catalogue()
    cuts = known["coreness_cuts"].function(net).set_index("actor")["coreness"]
    cuts.index = cuts.index.astype(own.index.dtype)
    frame = pd.DataFrame(
        {
            "name": net.actors["name"].astype("str").reindex(own.index),
            "coreness": own.where(own.notna(), cuts.reindex(own.index)),
            "group": group.where(group.notna(), ""),
        }
    ).dropna(subset=["coreness"])
    frame = frame.assign(low=-frame["coreness"]).sort_values(["low", "name"]).drop(columns="low")
    frame["rank"] = np.arange(1, len(frame) + 1)
    has_core = (frame["group"] == "core").any()
    blocks = known["core_densities"].function(net) if has_core else _no_blocks()
    fit = measures.network.at["core_fit", layer] if "core_fit" in measures.network.index else np.nan
    return CorePeriphery(frame, blocks, float(fit))


def _no_blocks() -> pd.DataFrame:
    return pd.DataFrame({name: [] for name in ("from", "to", "ties", "known_pairs", "density")})


def _draw(frame: CorePeriphery, measures: Measures, layer: str) -> go.Figure:
    from plotly.subplots import make_subplots

    actors, blocks = frame.actors, frame.blocks.dropna(subset=["density"])
    if actors.empty or not actors["coreness"].gt(0).any():
        raise NeedsError(say("No core can be told: there is no tie between actors that answered."))
    heights = [0.6, 0.4] if len(blocks) else [1.0]
    result = make_subplots(rows=len(heights), cols=1, row_heights=heights, vertical_spacing=0.2)
    named = apart(actors, "rank", "coreness", NAMED, 18, size=(300, 190))
    for place, (group, words) in enumerate(_GROUPS.items()):
        own = actors[actors["group"] == group]
        if len(own):
            result.add_trace(_marks(own, say(words), place, named), row=1, col=1)
    if len(blocks):
        result.add_trace(_bars(blocks, measures, layer), row=2, col=1)
        result.update_yaxes(autorange="reversed", ticks="", showline=False, row=2, col=1)
        result.update_xaxes(
            title=say("Density (ties on known pairs)"),
            rangemode="tozero",
            row=2,
            col=1,
            **theme.in_percent(),
        )
    theme.style(
        result,
        say("Is there a core that everybody is tied to?"),
        sentences([f"{layer_words(measures, layer)}.", _fit(frame.fit)]),
    )
    result.update_xaxes(title=say("Actors, core first"), rangemode="tozero", row=1, col=1)
    result.update_yaxes(title=say("Coreness (0 to 1)"), rangemode="tozero", row=1, col=1)
    theme.below(result, 640)
    result.update_layout(bargap=0.35)
    return result


def _fit(fit: float) -> str:
    if np.isnan(fit):
        return say("No core stands out.")
    value = localised(f"{fit:.2f}")
    told = say("Fit with an ideal core and periphery: {value} (1 is perfect).", value=value)
    return sentences([told, say("There is hardly a core.") if fit < HARDLY else ""])


def _marks(own: pd.DataFrame, words: str, place: int, named: set[str]) -> Any:
    import plotly.graph_objects as go

    colour = (theme.CATEGORIES[0], theme.CATEGORIES[1], theme.MUTED)[place]
    return go.Scatter(
        x=own["rank"].tolist(),
        y=theme.rounded(own["coreness"]),
        mode="markers+text",
        name=words,
        text=[
            theme.short(n, 18) if i in named else ""
            for i, n in zip(own.index, own["name"], strict=True)
        ],
        textposition="top right",
        textfont={"size": 11},
        cliponaxis=False,
        customdata=[[theme.safe(name)] for name in own["name"]],
        hovertemplate=f"<b>%{{customdata[0]}}</b><br>{words}<br>"
        + say("coreness {value}", value="%{y:.3f}")
        + "<extra></extra>",
        marker={
            "size": 9,
            "symbol": ("circle", "square", "circle-open")[place],
            "color": colour,
            "line": {"width": 1, "color": theme.INK if place < 2 else theme.MUTED},
        },
    )


def _bars(blocks: pd.DataFrame, measures: Measures, layer: str) -> Any:
    import plotly.graph_objects as go

    arrows = view(measures, layer).directed
    names = _BLOCKS if arrows else _FLAT_BLOCKS
    ends = [say(names[pair]) for pair in zip(blocks["from"], blocks["to"], strict=True)]
    told = [
        say(
            "{blocks}: {ties} of {pairs} known pairs are tied",
            blocks=end,
            ties=int(ties),
            pairs=int(pairs),
        )
        for end, ties, pairs in zip(ends, blocks["ties"], blocks["known_pairs"], strict=True)
    ]
    return go.Bar(
        x=theme.rounded(100 * blocks["density"]),
        y=[theme.in_lines(end, 18, 40) for end in ends],
        orientation="h",
        text=[percent(float(share)) for share in blocks["density"]],
        textposition="outside",
        cliponaxis=False,
        customdata=[[words] for words in told],
        hovertemplate="%{customdata[0]}<extra></extra>",
        marker={"color": theme.CATEGORIES[7], "line": {"width": 1, "color": theme.MUTED}},
        textfont={"color": theme.INK},
        showlegend=False,
    )

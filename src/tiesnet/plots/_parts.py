"""What several figures share: values with their names, words about a layer, an empty figure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from tiesnet.diagnosis import count
from tiesnet.errors import NeedsError, TiesnetError
from tiesnet.metrics import Measures
from tiesnet.network import ANSWERED, NOT_SURVEYED, SILENT, Network
from tiesnet.plots import theme

if TYPE_CHECKING:
    import plotly.graph_objects as go

UNION_WORDS = {"all": "All ties", "formal": "Formal ties", "informal": "Informal ties"}
UNKNOWN_STAGE = "Stage not known"


def column(measures: Measures, layer: str, metric: str) -> pd.Series:
    """Give one measure of the actors inside.

    Raises
    ------
    NeedsError
        It was not computed; the reason is told.
    """
    if (layer, metric) in measures.actors.columns:
        found: pd.Series = measures.actors[(layer, metric)]
        return found
    raise missing(measures, layer, metric)


def missing(measures: Measures, layer: str, metric: str) -> TiesnetError:
    """Say why a measure is not there, and how to get it."""
    if layer not in measures.layers:
        return TiesnetError(
            f"Layer {layer!r} was not measured.", f"Choose one of: {', '.join(measures.layers)}."
        )
    why = measures.skipped
    told = why[(why["layer"] == layer) & (why["metric"] == metric)]["reason"]
    if len(told):
        return NeedsError(f"There is no {metric} of layer {layer!r}: {told.iloc[0]}.")
    return NeedsError(
        f"Layer {layer!r} was measured without {metric}.",
        "Measure all metrics and layers: measure(net).",
    )


def view(measures: Measures, layer: str) -> Network:
    """Show a layer among the actors inside the cluster."""
    return measures.net.layer(layer).inside()


def layer_words(measures: Measures, layer: str) -> str:
    """Name a layer as a person would."""
    if layer in measures.net.layers.index:
        return str(measures.net.layers.at[layer, "label"])
    return UNION_WORDS.get(layer, layer)


def layer_colour(measures: Measures, layer: str) -> str:
    """Give the colour of a layer: that of its formality, or the accent of all ties."""
    layers = measures.net.layers
    kind = str(layers.at[layer, "formality"]) if layer in layers.index else layer
    return theme.FORMALITY_COLOUR[kind]


def scale(measures: Measures, layer: str) -> list[list[object]]:
    """Give the shades of a layer, from the paper to its colour."""
    layers = measures.net.layers
    kind = str(layers.at[layer, "formality"]) if layer in layers.index else layer
    return [list(step) for step in theme.SEQUENTIAL.get(kind, theme.SEQUENTIAL["all"])]


def stage_labels(measures: Measures) -> dict[str, str]:
    """Give the label of each stage, along the chain; empty without a list of stages."""
    survey = measures.net.origin.survey
    if survey is None or survey.stages.empty:
        return {}
    return {str(key): str(label) for key, label in survey.stages["label"].items()}


def stage_words(measures: Measures) -> pd.Series:
    """Give the label of the first stage of every actor; `UNKNOWN_STAGE` where there is none."""
    labels, stages = stage_labels(measures), measures.net.actors["stage"]
    words = [UNKNOWN_STAGE if pd.isna(s) else labels.get(str(s), str(s)) for s in stages]
    return pd.Series(words, index=stages.index, dtype="str")


def stage_order(measures: Measures, present: Collection[str]) -> list[str]:
    """Put labels of stages along the chain; those without a place follow, unknown last."""
    known = [label for label in dict.fromkeys(stage_labels(measures).values()) if label in present]
    rest = sorted(set(present) - set(known) - {UNKNOWN_STAGE})
    return [*known, *rest, *([UNKNOWN_STAGE] if UNKNOWN_STAGE in present else [])]


def left_out(states: pd.Series, undefined: str = "") -> str:
    """Say how many actors a figure leaves out, and why.

    Parameters
    ----------
    states : Series
        Of the actors left out: answered, partly, silent or not surveyed.
    undefined : str
        Why an actor that answered has no value.
    """
    reasons = (
        (states == SILENT, "did not answer"),
        (states == NOT_SURVEYED, "not surveyed"),
        (~states.isin([SILENT, NOT_SURVEYED, ANSWERED]), "answered in part"),
        (states == ANSWERED, undefined or "no value"),
    )
    said = [f"{int(which.sum()):,} {why}" for which, why in reasons if which.any()]
    return f"Left out: {', '.join(said)}." if said else ""


def apart(frame: pd.DataFrame, x: str, y: str, most: int, longest: int = 20) -> set[str]:
    """Choose whose names are written: the first rows whose names do not lie on each other.

    Sizes are those of a figure of 560 by 340 pixels; a wider one has more room.
    """
    left, top = (frame[c].min() for c in (x, y))
    wide, high = (float(frame[c].max() - frame[c].min()) or 1.0 for c in (x, y))
    taken: list[tuple[float, float, float]] = []
    chosen: set[str] = set()
    for row in frame.to_dict("index").items():
        actor, cells = str(row[0]), row[1]
        if len(chosen) == most:
            break
        width = 6.5 * min(len(str(cells["name"])), longest)
        at = (560 * (cells[x] - left) / wide, 340 * (cells[y] - top) / high)
        if all(abs(at[0] - u) > (width + w) / 2 or abs(at[1] - v) > 15 for u, v, w in taken):
            taken.append((*at, width))
            chosen.add(actor)
    return chosen


def sentences(parts: Sequence[str]) -> str:
    """Join the sentences that say something."""
    return " ".join(part for part in parts if part)


def nothing(title: str, why: str) -> go.Figure:
    """Draw a figure that has nothing to show, and says why."""
    import plotly.graph_objects as go

    figure = go.Figure()
    theme.style(figure, title)
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    figure.add_annotation(
        text=theme.safe(why),
        x=0.5,
        y=0.5,
        xref="paper",
        yref="paper",
        showarrow=False,
        font={"size": 14, "color": theme.MUTED},
    )
    return figure


def firms(number: int) -> str:
    """Count firms in words."""
    return count(number, "firm", "firms")

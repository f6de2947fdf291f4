"""What several figures share: values with their names, words about a layer, who is left out."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd

from tiesnet.errors import NeedsError, TiesnetError
from tiesnet.language import say, say_n, word
from tiesnet.metrics import Measures
from tiesnet.network import ANSWERED, NOT_SURVEYED, SILENT, Network
from tiesnet.plots import theme

_END = 0.8  # of the largest value: names beyond it could be cut
UNION_WORDS = {
    "all": word("All ties"),
    "formal": word("Formal ties"),
    "informal": word("Informal ties"),
}


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
            say("Layer {layer} was not measured.", layer=repr(layer)),
            say("Choose one of: {layers}.", layers=", ".join(measures.layers)),
        )
    why = measures.skipped
    told = why[(why["layer"] == layer) & (why["metric"] == metric)]["reason"]
    if len(told):
        reason = str(told.iloc[0])
        return NeedsError(
            say("There is no {metric} of layer {layer}: {reason}.",
                metric=metric, layer=repr(layer), reason=reason)
        )  # fmt: skip
    return NeedsError(
        say("Layer {layer} was measured without {metric}.", layer=repr(layer), metric=metric),
        say("Measure all metrics and layers: measure(net)."),
    )


def view(measures: Measures, layer: str) -> Network:
    """Show a layer among the actors inside the cluster."""
    return measures.net.layer(layer).inside()


def layer_words(measures: Measures, layer: str) -> str:
    """Name a layer as a person would."""
    if layer in measures.net.layers.index:
        return str(measures.net.layers.at[layer, "label"])
    return say(UNION_WORDS[layer]) if layer in UNION_WORDS else layer


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
    """Give the label of the first stage of every actor; that of no stage where there is none."""
    labels, stages = stage_labels(measures), measures.net.actors["stage"]
    words = [stage_not_known() if pd.isna(s) else labels.get(str(s), str(s)) for s in stages]
    return pd.Series(words, index=stages.index, dtype="str")


def stage_order(measures: Measures, present: Collection[str]) -> list[str]:
    """Put labels of stages along the chain; those without a place follow, unknown last."""
    known = [label for label in dict.fromkeys(stage_labels(measures).values()) if label in present]
    none = stage_not_known()
    rest = sorted(set(present) - set(known) - {none})
    return [*known, *rest, *([none] if none in present else [])]


def stage_not_known() -> str:
    """Say of an actor that it has no stage."""
    return say("Stage not known")


def left_out(states: pd.Series, few_partners: bool = False) -> str:
    """Say how many actors a figure leaves out, and why.

    Parameters
    ----------
    states : Series
        Of the actors left out: answered, partly, silent or not surveyed.
    few_partners : bool
        Whether an actor that answered has no value since it has fewer than two partners.
    """
    silent, unasked, full = (int((states == k).sum()) for k in (SILENT, NOT_SURVEYED, ANSWERED))
    part = len(states) - silent - unasked - full
    said = [
        say_n(silent, "{n} did not answer", "{n} did not answer"),
        say_n(unasked, "{n} not surveyed", "{n} not surveyed"),
        say_n(part, "{n} answered in part", "{n} answered in part"),
        say_n(full, "{n} with fewer than two partners", "{n} with fewer than two partners")
        if few_partners
        else say_n(full, "{n} without a value", "{n} without a value"),
    ]
    some = [words for words, n in zip(said, (silent, unasked, part, full), strict=True) if n]
    return say("Left out: {who}.", who=", ".join(some)) if some else ""


def apart(
    frame: pd.DataFrame,
    x: str,
    y: str,
    most: int,
    longest: int = 20,
    size: tuple[int, int] = (300, 340),
    clear: int = 0,
) -> set[str]:
    """Choose whose names are written: of the first rows those that do not lie on each other.

    Three times as many rows as names are looked at. Sizes are those of a figure of ``size``
    pixels; a wider one has more room, a narrower one leaves names out. With ``clear``, the
    size in pixels of a mark, a name above its mark does not lie on other marks either; the first
    three are named all the same.
    """
    left, top = (frame[c].min() for c in (x, y))
    wide, high = (float(frame[c].max() - frame[c].min()) or 1.0 for c in (x, y))
    width, height = size
    across = (width * (frame[x] - left) / wide).to_numpy()
    up = (height * (frame[y] - top) / high).to_numpy()
    taken: list[tuple[float, float, float]] = []
    chosen: set[str] = set()
    for place, row in enumerate(frame.head(3 * most).to_dict("index").items()):
        actor, cells = str(row[0]), row[1]
        if len(chosen) == most:
            break
        taking = 6.5 * min(len(str(cells["name"])), longest)
        at = (width * (cells[x] - left) / wide, height * (cells[y] - top) / high)
        if clear and at[0] > _END * width:  # written to the left, see `inwards`
            at = (at[0] - taking / 2, at[1])
        above = (up - at[1] > 2) & (up - at[1] < 22 + clear)
        hidden = clear and place > 2 and (abs(across - at[0])[above] < taking / 2 + clear).any()
        free = all(abs(at[0] - u) > (taking + w) / 2 or abs(at[1] - v) > 15 for u, v, w in taken)
        if free and not hidden:
            taken.append((*at, taking))
            chosen.add(actor)
    return chosen


def inwards(values: pd.Series, most: float | None = None) -> list[str]:
    """Say where names stand above their marks: at the right end to the left, so that none is cut.

    >>> inwards(pd.Series([1.0, 9.0, 10.0]))
    ['top center', 'top left', 'top left']
    """
    end = _END * (values.max() if most is None else most)
    return ["top left" if value > end else "top center" for value in values]


def actor_named(measures: Measures, firm: str) -> str:
    """Find an actor by id or name.

    Raises
    ------
    TiesnetError
        There is none, or there are several of that name.
    """
    actors = measures.net.actors
    if firm in actors.index:
        return firm
    same = [str(one) for one in actors.index[actors["name"] == firm]]
    if len(same) == 1:
        return same[0]
    if same:
        raise TiesnetError(
            say("{n} actors are called {name}.", n=len(same), name=repr(firm)),
            say("Give an id: {ids}.", ids=", ".join(same)),
        )
    raise TiesnetError(
        say("There is no actor {name}.", name=repr(firm)),
        say("Give an id or a name of the survey."),
    )


def sentences(parts: Sequence[str]) -> str:
    """Join the sentences that say something."""
    return " ".join(part for part in parts if part)


def firms(number: int) -> str:
    """Count firms in words."""
    return say_n(number, "{n} firm", "{n} firms")


def seed_of(measures: Measures) -> int:
    """Give the seed of the network, of which everything drawn at random depends."""
    return int(measures.net.origin.parameters.get("seed", 1))

"""Measures of actors as columns, without the cells that the survey cannot know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tiesnet.errors import TiesnetError
from tiesnet.inference.attributes.words import label_of, several
from tiesnet.language import say, word
from tiesnet.metrics import Measures, Metric, measure
from tiesnet.network import Network


@dataclass(frozen=True, eq=False)
class Position:
    """One measure of the actors inside the cluster.

    Attributes
    ----------
    record : Metric
        The measure.
    layer : str
    values : array of float, shape (actors inside,)
        Empty where the actor did not answer, or the measure is not defined for it.
    said : tuple of str
        How many are empty, and the parameters chosen.
    """

    record: Metric
    layer: str
    values: NDArray[np.float64]
    said: tuple[str, ...]


def position(
    net: Network, record: Metric, layer: str, options: Mapping[str, Any] | None = None
) -> Position:
    """Compute a measure of one layer for the actors inside the cluster.

    Numbers that rest only on what others say of a firm that did not answer are lower bounds, and
    are taken as not known.

    Raises
    ------
    TiesnetError
        The measure is none of actors, gives words, or cannot be computed here.
    """
    if record.level != "actor" or record.dtype == "text":
        raise TiesnetError(
            say("The measure {name} is no number of every actor.", name=f"{record.name!r}"),
            say(
                "Choose a measure of actors, such as degree or constraint_ego; 'tiesnet metrics' "
                "lists them."
            ),
        )
    found = measure(net, [layer], [record.name], {record.name: options} if options else None)
    if (layer, record.name) not in found.actors:
        raise _not_computed(found, record, layer)
    column = found.actors[layer, record.name].to_numpy(dtype=float)
    bounds = found.actors.index.isin(found.lower_bounds["actor"])
    values = np.where(bounds, np.nan, column)
    heading = say("{measure} of {layer}", measure=say(record.label), layer=label_of(net, layer))
    said = _not_known(heading, int(np.isnan(values).sum()))
    said += [f"{heading}: {text}." for text in found.notes["note"]]
    return Position(record, layer, values, tuple(said))


def _not_computed(found: Measures, record: Metric, layer: str) -> TiesnetError:
    """Say why a measure has no column."""
    reason = (
        found.skipped["reason"].iloc[0] if len(found.skipped) else word("it stands for all ties")
    )
    return TiesnetError(
        say(
            "{label} of {net} cannot be computed: {reason}.",
            label=say(record.label),
            net=label_of(found.net, layer),
            reason=reason,
        ),
        say("Choose another layer or measure."),
    )


def _not_known(heading: str, missing: int) -> list[str]:
    """Say of how many actors a measure is not known."""
    if not missing:
        return []
    return [
        say(
            "{heading} is not known of {missing}.",
            heading=heading,
            missing=several(missing, "actor"),
        )
    ]

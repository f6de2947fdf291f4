"""What is computed again and again: measures of layers, as one row of numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.errors import NeedsError, TiesnetError
from tiesnet.language import say
from tiesnet.metrics import Metric, choose
from tiesnet.network import Network

HEADLINE_MEASURES = ("degree", "betweenness", "constraint_ego")
"""What the first page of the report rests on: partners, and who holds the network together."""
SEVERAL = "several"
Views = Callable[[str], Network]


@dataclass(frozen=True)
class Slot:
    """One measure of one layer, and where its numbers stand in a row.

    Attributes
    ----------
    layer : str
        A layer or union; "several" for measures of all layers at once.
    record : Metric
    label : str
        The layer in words.
    first, size : int
        Its place in the row; as many numbers as there are actors, or one of the network.
    """

    layer: str
    record: Metric
    label: str
    first: int
    size: int

    @property
    def words(self) -> bool:
        """Whether its values are words."""
        return self.record.dtype == "text"

    @property
    def of_actors(self) -> bool:
        """Whether it is a measure of actors."""
        return self.record.level == "actor"

    @property
    def title(self) -> str:
        """The measure and its layer in words."""
        return f"{say(self.record.label)} ({self.label})"

    def of(self, rows: NDArray[Any]) -> NDArray[Any]:
        """Take its part of rows; numbers as float."""
        part = rows[..., self.first : self.first + self.size]
        return part if self.words else part.astype(float)


def slots_of(
    net: Network, metrics: Iterable[str] | None, layers: Iterable[str] | None
) -> tuple[Slot, ...]:
    """Choose what is computed.

    Parameters
    ----------
    net : Network
    metrics : iterable of str, optional
        Names or topics of the catalogue; by default `HEADLINE_MEASURES`.
    layers : iterable of str, optional
        By default all ties; in a network of one layer that one.

    Raises
    ------
    TiesnetError
        A measure or layer is not known, is a table, or counts ties to the outside.
    """
    names = [str(one) for one in layers] if layers is not None else _usual(net)
    labels = {name: str(net.layer(name).layers["label"].iloc[0]) for name in names}
    chosen = choose(list(metrics) if metrics is not None else HEADLINE_MEASURES)[0]
    _refuse(chosen)
    found: list[Slot] = []
    place = 0
    for record in chosen:
        for name in [SEVERAL] if record.on == SEVERAL else names:
            size = len(net.actors) if record.level == "actor" else 1
            label = labels.get(name) or say("all relations")
            found.append(Slot(name, record, label, place, size))
            place += size
    return tuple(found)


def _usual(net: Network) -> list[str]:
    if net.layers.empty:
        raise TiesnetError(
            say("The survey has no relation, so that nothing can be measured again."),
            say("Add the ties that were reported, or the relations that were asked."),
        )
    return ["all"] if len(net.layers) > 1 else [str(net.layers.index[0])]


def _refuse(chosen: Iterable[Metric]) -> None:
    tables = [record.name for record in chosen if record.level == "table"]
    beyond = [record.name for record in chosen if record.boundary == "all"]
    said = []
    if tables:
        said.append(
            say(
                "{tables}: a table, not one number of each actor or of the network",
                tables=", ".join(tables),
            )
        )
    if beyond:
        said.append(
            say(
                "{beyond}: counts ties to actors outside, of whom no list was asked",
                beyond=", ".join(beyond),
            )
        )
    if said:
        raise TiesnetError(
            say("This cannot be computed again and again: {said}.", said="; ".join(said)),
            say("Choose measures of actors or of the network inside the cluster."),
        )


def observed_row(slots: tuple[Slot, ...], views: Views) -> NDArray[Any]:
    """Compute everything once.

    Raises
    ------
    NeedsError
        The network lacks what a measure needs.
    """
    return _row(slots, views, must=True)


def drawn_row(slots: tuple[Slot, ...], views: Views) -> NDArray[Any]:
    """Compute everything of a network that was drawn; what it lacks is not defined."""
    return _row(slots, views, must=False)


def _row(slots: tuple[Slot, ...], views: Views, must: bool) -> NDArray[Any]:
    words = any(slot.words for slot in slots)
    row: NDArray[Any] = np.full(
        slots[-1].first + slots[-1].size,
        None if words else np.nan,
        dtype=object if words else float,
    )
    made: dict[str, Network] = {}
    for slot in slots:
        if slot.layer not in made:
            made[slot.layer] = views(slot.layer)
        try:
            value = slot.record.function(made[slot.layer])
        except NeedsError:
            if must:
                raise
            value = np.nan
        row[slot.first : slot.first + slot.size] = _cells(value, slot)
    return row


def _cells(value: Any, slot: Slot) -> Any:
    if not isinstance(value, pd.Series):
        return None if slot.words else value
    return value.to_numpy(dtype=object) if slot.words else value.to_numpy(dtype=float)


def views_of(net: Network) -> Views:
    """Give the views of a network by the names of slots."""
    return lambda name: net if name == SEVERAL else net.layer(name)


def placed(row: NDArray[Any], slots: tuple[Slot, ...], here: NDArray[np.bool_]) -> NDArray[Any]:
    """Put a row computed on some of the actors into one of all; the others have no value."""
    parts, place = [], 0
    for slot in slots:
        size = int(here.sum()) if slot.of_actors else 1
        part = row[place : place + size]
        place += size
        if slot.of_actors:
            whole = np.full(len(here), None if row.dtype == object else np.nan, dtype=row.dtype)
            whole[here] = part
            part = whole
        parts.append(part)
    return np.concatenate(parts)


def resized(slots: tuple[Slot, ...], actors: int) -> tuple[Slot, ...]:
    """Give the slots of a network with another number of actors."""
    found, place = [], 0
    for slot in slots:
        size = actors if slot.of_actors else 1
        found.append(Slot(slot.layer, slot.record, slot.label, place, size))
        place += size
    return tuple(found)


def groups_by_label(slots: Iterable[Slot]) -> Mapping[str, list[Slot]]:
    """Sort slots into numbers of actors, words of actors, and numbers of the network."""
    found: dict[str, list[Slot]] = {"numbers": [], "words": [], "network": []}
    for slot in slots:
        kind = "network" if not slot.of_actors else "words" if slot.words else "numbers"
        found[kind].append(slot)
    return found

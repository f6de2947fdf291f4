"""The catalogue of layouts: each registers itself, and is offered only where data carry it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from typing import Literal

import pandas as pd

from tiesnet.metrics import Measures
from tiesnet.network import Network

FILES = ("chain", "free", "rings", "places", "leader", "community")
"""The files that register layouts, in the order they are offered."""

Shape = Literal["lanes", "free", "round", "equal"]
"""How a layout fits its room: lanes and free ones fill it (a free one may be turned on its side
in a high room), a round one is stretched a little at most, an equal one not at all."""


@dataclass(frozen=True)
class Zone:
    """A part of a layout that has a name.

    Attributes
    ----------
    kind : str
        ring (around the middle, at distance ``right``), box, or town (a name at a point).
    label : str
        In the language being written in, or as the survey has it.
    left, top, right, bottom : float
        In the coordinates of the layout; of a ring and a town only what it needs.
    """

    kind: Literal["ring", "box", "town"]
    label: str
    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0


@dataclass(frozen=True, eq=False)
class Ground:
    """What layouts are made from.

    Attributes
    ----------
    measures : Measures
        Of the wave shown.
    net : Network
        Whoever is on the map in any wave, with the ties of all waves along the flow.
    nodes : DataFrame
        What is known of every actor of any wave.
    seed : int
        Of everything that is drawn at random.
    """

    measures: Measures
    net: Network
    nodes: pd.DataFrame
    seed: int


@dataclass(frozen=True, eq=False)
class Placing:
    """Where everybody stands.

    Attributes
    ----------
    key, label, note : str
        Its name, what people call it, and how to read it (English; said where it is shown).
    shape : str
        One of `Shape`.
    xy : DataFrame
        Indexed by actor id: ``x`` from 0 to 1 and ``y`` downwards from 0 to `height`.
    height : float
        Of the whole, in widths.
    zones : tuple of Zone
        Its named parts.
    kilometres : float or None
        How many the width stands for.
    """

    key: str
    label: str
    note: str
    shape: Shape
    xy: pd.DataFrame
    height: float = 1.0
    zones: tuple[Zone, ...] = ()
    kilometres: float | None = None


@dataclass(frozen=True)
class Made:
    """What a layout gives: see `Placing`; a note of its own replaces the usual one."""

    xy: pd.DataFrame
    height: float = 1.0
    zones: tuple[Zone, ...] = ()
    kilometres: float | None = None
    note: str = ""


@dataclass(frozen=True)
class _Layout:
    key: str
    label: str
    note: str
    shape: Shape
    place: Callable[[Ground], Made | None] = field(repr=False)

    def of(self, ground: Ground) -> Placing | None:
        made = self.place(ground)
        if made is None:
            return None
        head = (self.key, self.label, made.note or self.note, self.shape)
        return Placing(*head, made.xy.round(4), made.height, made.zones, made.kilometres)


_registry: dict[str, _Layout] = {}


def map_layout(
    key: str, label: str, note: str, shape: Shape
) -> Callable[[Callable[[Ground], Made | None]], Callable[[Ground], Made | None]]:
    """Register a function that places everybody, or gives None where the data do not carry it."""

    def register(place: Callable[[Ground], Made | None]) -> Callable[[Ground], Made | None]:
        _registry[key] = _Layout(key, label, note, shape, place)
        return place

    return register


def layouts(ground: Ground) -> Iterator[Placing]:
    """Make every layout that the survey carries, one after the other."""
    for file in FILES:
        if (made := placing(ground, file)) is not None:
            yield made


def placing(ground: Ground, key: str) -> Placing | None:
    """Make one layout; None when there is no such one, or the survey does not carry it."""
    if key not in FILES:
        return None
    import_module(f"tiesnet.plots.layouts.{key}")
    return _registry[key].of(ground)

"""The null models: what each keeps of a network and what it draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from tiesnet.errors import TiesnetError
from tiesnet.inference.graphs.frame import Frame
from tiesnet.inference.graphs.streams import Streams
from tiesnet.language import say

Draw = Callable[[Frame, Streams, bool], NDArray[np.uint8]]
"""Takes the frame, the streams and whether compiled loops are used; gives a table, one row per
draw and one column per cell, widened with zeros to a multiple of eight: 1 tied, 0 not."""
MODELS = ("size", "edges", "dyads", "degrees", "blocks")
"""One file each, in the order people choose them."""
NEAR, FAR = 1_200_000, 4_000_000
"""Cells of drawn networks that are held at a time."""
_MOST = 500
_registry: dict[str, NullModel] = {}


@dataclass(frozen=True)
class NullModel:
    """A way to draw networks by chance.

    Attributes
    ----------
    name : str
        As it is asked for.
    label : str
        For a table, in a few words.
    kept, drawn : str
        What is kept of the observed network and what is drawn, as parts of one sentence.
    source : tuple of str
        Keys of the literature.
    draw : callable
        See `Draw`.
    steps : int
        Random numbers taken for each tie, for choosing between the plain and the compiled path.
    caution : str
        What to keep in mind; may be empty.
    """

    name: str
    label: str
    kept: str
    drawn: str
    source: tuple[str, ...]
    draw: Draw = field(repr=False, compare=False)
    steps: int = 1
    caution: str = ""

    @property
    def sentence(self) -> str:
        """The null model in one sentence."""
        return f"{say(self.kept)}; {say(self.drawn)}"

    def portion(self, frame: Frame, fast: bool) -> int:
        """Say how many networks are best drawn together: as many as stay near the processor.

        Chains of switches in numpy go step by step for all together, so that more are better.
        """
        cells = frame.actors**2
        if self.steps > 1 and not fast:
            return max(1, min(_MOST, FAR // cells))
        return max(1, min(_MOST, NEAR // cells))


def null_model(
    name: str,
    *,
    label: str,
    kept: str,
    drawn: str,
    source: str,
    steps: int = 1,
    caution: str = "",
) -> Callable[[Draw], Draw]:
    """Register a function as a null model; see `NullModel`."""

    def register(function: Draw) -> Draw:
        keys = tuple(key.strip() for key in source.split(","))
        _registry[name] = NullModel(name, label, kept, drawn, keys, function, steps, caution)
        return function

    return register


@cache
def null_models() -> Mapping[str, NullModel]:
    """Give every null model by name."""
    for name in MODELS:
        import_module(f"tiesnet.inference.graphs.{name}")
    return MappingProxyType({name: _registry[name] for name in MODELS})


def null_model_named(name: str) -> NullModel:
    """Give a null model.

    Raises
    ------
    TiesnetError
        There is none of that name.
    """
    known = null_models()
    if name not in known:
        near = get_close_matches(str(name), known, n=1)
        meant = say("Did you mean {near}? ", near=f"{near[0]!r}") if near else ""
        raise TiesnetError(
            say("There is no null model {name}.", name=f"{name!r}"),
            say("{meant}Choose one of: {known}.", meant=meant, known=", ".join(known)),
        )
    return known[name]

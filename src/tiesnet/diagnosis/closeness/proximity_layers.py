"""What the proximities of firms are in every layer, with the tied pairs counted and tested."""

from __future__ import annotations

from dataclasses import dataclass

from tiesnet.diagnosis.closeness.alike import Proximities, proximities
from tiesnet.diagnosis.closeness.pair_kinds import (
    Tallied,
    pair_kinds,
    tallied,
    tied_pairs,
    unions,
)
from tiesnet.diagnosis.kept import seed_of
from tiesnet.metrics import Measures
from tiesnet.network import Network, tie_parts

FEWEST = 10
"""Fewest tied pairs for a test."""


@dataclass(frozen=True, eq=False)
class Layer:
    """One layer with the proximities that count in it.

    Attributes
    ----------
    name : str
    close : Proximities
    made : Tallied
        Its pairs by what they have in common.
    firms : int
        Firms that answered its questions.
    fixed : bool
        Whether a question itself asked for partners by stage.
    """

    name: str
    close: Proximities
    made: Tallied
    firms: int
    fixed: bool

    @property
    def all_known(self) -> tuple[int, int]:
        """Tied pairs and pairs of which every proximity is known."""
        here = self.made.kinds.overlap >= 0
        return int(self.made.ties[here].sum()), int(self.made.pairs[here].sum())

    @property
    def enough(self) -> bool:
        """Whether enough tied pairs are known for a test."""
        return self.all_known[0] >= FEWEST and bool(self.close.kinds)


def layers_of(measures: Measures, near: float, saturates: float, replications: int) -> list[Layer]:
    """Count and test the pairs of every union of relations."""
    made = []
    inside = measures.net.inside().firms()
    kept: dict[bool, Proximities] = {}
    for name in unions(measures.net):
        view = inside.layer(name)
        fixed = _stages_fixed(view)
        if fixed not in kept:
            kept[fixed] = proximities(inside, stages=not fixed, near=near, saturates=saturates)
        close, tied = kept[fixed], tied_pairs(view)
        kinds = pair_kinds(len(view.actors), close.kinds)
        test = len(tied.one) >= FEWEST and bool(close.kinds)
        counted = tallied(tied, kinds, replications, seed_of(measures), test)
        made.append(Layer(name, close, counted, int(tied.answered.sum()), fixed))
    return made


def _stages_fixed(view: Network) -> bool:
    """Tell whether a question of the layer itself asked for partners by their stages."""
    asked = bool((tie_parts(view)["rule"] == 2).any())
    return asked and bool(view.actors["stages"].map(len).any())

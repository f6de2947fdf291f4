"""One run: what was asked, and what was drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from numpy.typing import NDArray

from tiesnet.inference.missing import tables
from tiesnet.inference.missing.slots import Slot
from tiesnet.network import Network

if TYPE_CHECKING:
    from tiesnet.inference.missing.intervals import Drawing


@dataclass(frozen=True, eq=False)
class Run:
    """What was asked: the network, the measures, the cause and how to draw.

    Attributes
    ----------
    net, inner : Network
        As given, and its actors inside the cluster.
    slots : tuple of Slot
    seen : array
        Everything as observed, in one row.
    cause : str
    how : Drawing
    lowest : frozenset of str
        Measures whose lowest value has rank 1.
    """

    net: Network
    inner: Network
    slots: tuple[Slot, ...]
    seen: NDArray[Any]
    cause: str
    how: Drawing
    lowest: frozenset[str]

    def setting(self, slot: Slot, share: float) -> tables.Setting:
        """Give what the rows of a slot share."""
        return tables.Setting(
            self.inner.actors.index.to_numpy(),
            self.inner.respondents.states().to_numpy(dtype=object),
            share,
            self.how.level,
            self.how.seed,
            self.how.top,
            slot.record.name in self.lowest,
        )


Drawn = Mapping[float, NDArray[Any] | None]

"""What of a network is drawn anew, and what stays: the frame of every null model."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from tiesnet.errors import TiesnetError
from tiesnet.inference.pairs import respondents
from tiesnet.inference.words import count as count_words
from tiesnet.language import localised, say
from tiesnet.network import Network, adjacency

MOST = 3_000
"""Up to so many actors all pairs are laid out in a table."""
_LEAST = 3
_Places = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Frame:
    """The pairs that are drawn anew, as cells, and the ties that stay.

    Attributes
    ----------
    actors : int
        How many there are.
    directed : bool
        With arrows a pair has two cells, first all from the lower to the higher place, then all
        back in the same order. Without arrows it has one.
    one, other : array of int, shape (pairs,)
        The ends of each pair that is drawn, ``one < other``.
    tied : array of uint8, shape (cells,)
        Which cells are tied in the data.
    fixed : array of int, shape (2, ties)
        The ties that stay, source and target; without arrows once.
    answered : int
        How many actors answered everything that was asked of them.
    groups : array of int, shape (actors,)
        The group of each actor, -1 where it is not known; used by models that keep the number
        of ties between groups.
    """

    actors: int
    directed: bool
    one: _Places
    other: _Places
    tied: NDArray[np.uint8]
    fixed: _Places
    answered: int
    groups: NDArray[np.intp]

    @property
    def cells(self) -> int:
        """How many cells are drawn."""
        return len(self.tied)

    @cached_property
    def ties(self) -> int:
        """How many ties are drawn."""
        return int(self.tied.sum())

    @cached_property
    def source(self) -> _Places:
        """The source of each cell."""
        return np.concatenate([self.one, self.other]) if self.directed else self.one

    @cached_property
    def target(self) -> _Places:
        """The target of each cell."""
        return np.concatenate([self.other, self.one]) if self.directed else self.other

    @cached_property
    def packed(self) -> NDArray[np.uint32]:
        """Both ends of each cell in one number."""
        return packed(self.source, self.target)


def packed(source: _Places, target: _Places) -> NDArray[np.uint32]:
    """Put two places below 65,536 into one number, the source into its upper half."""
    both: NDArray[np.uint32] = (source << 16 | target).astype(np.uint32)
    return both


def frame_of(view: Network, groups: NDArray[np.intp] | None = None) -> Frame:
    """Say what of a view is drawn anew: the pairs of respondents that are known both ways.

    Parameters
    ----------
    view : Network
        One layer or union.
    groups : array of int, shape (actors,), optional
        See `Frame`.

    Raises
    ------
    TiesnetError
        There are too many actors for a table of all pairs, or too few who answered.
    """
    count = len(view.actors)
    if count > MOST:
        raise TiesnetError(
            say(
                "Chance networks are drawn for up to {most} actors; this network has {count}.",
                most=localised(f"{MOST:,}"),
                count=localised(f"{count:,}"),
            ),
            say("Test a part of it, chosen with net.keep(ids)."),
        )
    told = respondents(view, [str(view.layers.index[0])])
    one, other = np.triu_indices(count, 1)
    free = told[one] & told[other]
    free[free] = _known(view, one[free], other[free])
    if not free.any() or told.sum() < _LEAST:
        said = count_words(int(told.sum()), "actor")
        raise TiesnetError(
            say(
                "Of layer {index} {said} answered, too few to draw their ties anew.",
                index=f"{view.layers.index[0]!r}",
                said=said,
            ),
            say(
                "It takes at least {least} actors that answered everything asked of them.",
                least=_LEAST,
            ),
        )
    one, other = one[free].astype(np.int64), other[free].astype(np.int64)
    table = adjacency(view).toarray() > 0
    tied = np.concatenate([table[one, other], table[other, one]])
    table[one, other] = table[other, one] = False
    stay = np.argwhere(table if view.directed else np.triu(table)).T.astype(np.int64)
    label = np.full(count, -1, dtype=np.intp) if groups is None else groups
    kept = tied if view.directed else tied[: len(one)]
    return Frame(
        count, view.directed, one, other, kept.astype(np.uint8), stay, int(told.sum()), label
    )


def _known(view: Network, one: NDArray[np.intp], other: NDArray[np.intp]) -> NDArray[np.bool_]:
    return view.respondents.known(one, other) & view.respondents.known(other, one)

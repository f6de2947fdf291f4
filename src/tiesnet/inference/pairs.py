"""Numbers of every ordered pair of actors, which pairs are known, and who may change places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tiesnet.errors import TiesnetError
from tiesnet.inference.words import count
from tiesnet.language import say
from tiesnet.network import ANSWERED, Network, adjacency

_Values = NDArray[np.float64]
_Flags = NDArray[np.bool_]
_Places = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class PairValues:
    """A number for every ordered pair of actors: a layer, a likeness, a distance.

    Attributes
    ----------
    name : str
        As it stands in a formula: "advice", "same(stage)".
    label : str
        In plain words.
    values : array of float, shape (actors, actors)
        Row: the first actor of the pair, the source of an arrow. NaN on the diagonal and where
        the survey does not know.
    symmetric : bool
        Whether both directions of every pair have the same number.
    binary : bool
        Whether all known numbers are 0 or 1.
    unused : int
        Reported ties in pairs that are not fully known, which therefore stay out.
    """

    name: str
    label: str
    values: _Values
    symmetric: bool
    binary: bool
    unused: int = 0

    @property
    def known(self) -> _Flags:
        """Which pairs have a number, shape (actors, actors)."""
        flags: _Flags = ~np.isnan(self.values)
        return flags


def layer_pairs(net: Network, layer: str, *, valued: bool = False) -> PairValues:
    """Give a layer, or a union, as numbers of pairs: 1 tied, 0 not tied, NaN not known.

    Parameters
    ----------
    net : Network
        All its actors are used: choose with ``net.inside()`` or ``net.firms()`` first.
    layer : str
        A layer, or formal, informal, all.
    valued : bool, default False
        Strengths instead of 1; a tie whose strength was not given is not known.

    Raises
    ------
    TiesnetError
        There is no such layer; strengths are asked of one that has none.
    """
    view = net.layer(layer)
    count = len(view.actors)
    tied = adjacency(view).toarray() > 0
    everyone = np.arange(count)
    known = view.respondents.known(everyone[:, None], everyone[None, :])
    if not view.directed:
        known &= known.T
    np.fill_diagonal(known, False)
    values = _strengths(view, tied) if valued else tied.astype(float)
    shown = np.where(known, values, np.nan)
    return PairValues(
        layer,
        str(view.layers["label"].iloc[0]),
        shown,
        symmetric=not view.directed,
        binary=not valued,
        unused=int((tied & ~known).sum()) // (1 if view.directed else 2),
    )


def _strengths(view: Network, tied: _Flags) -> _Values:
    if not bool(view.layers["has_strength"].any()):
        raise TiesnetError(
            say("The layer {index} has no strengths.", index=f"{view.layers.index[0]!r}"),
            say("Ask for it without strengths, or fill in the column 'strength'."),
        )
    values = np.zeros(tied.shape)
    ends = view.ties["source"].to_numpy(), view.ties["target"].to_numpy()
    values[ends] = view.ties["weight"].to_numpy(dtype=float)
    if not view.directed:
        values[ends[::-1]] = view.ties["weight"].to_numpy(dtype=float)
    return values


def known_together(variables: Iterable[PairValues]) -> _Flags:
    """Tell which ordered pairs are known in all of some variables; never an actor with itself."""
    known = np.logical_and.reduce([one.known for one in variables])
    np.fill_diagonal(known, False)
    flags: _Flags = known
    return flags


def respondents(net: Network, layers: Iterable[str]) -> _Flags:
    """Tell which actors answered everything that some layers asked of them."""
    told = np.ones(len(net.actors), dtype=bool)
    for layer in layers:
        told &= (net.layer(layer).respondents.states() == ANSWERED).to_numpy()
    return told


def exchangeable(known: _Flags, among: _Flags | None = None) -> _Places:
    """Group the actors that may change places without moving a known pair onto an unknown one.

    Two actors may when the same pairs are known of both. So a permutation within the groups maps
    the cells in use onto themselves, and every replication has as many as the observed data.

    Parameters
    ----------
    known : array of bool, shape (actors, actors)
        The cells in use.
    among : array of bool, shape (actors,), optional
        Who may be moved at all: those that answered. The others keep their place.

    Returns
    -------
    array of int, shape (actors,)
        The group of each actor; -1 for one that keeps its place.

    Examples
    --------
    >>> known = ~np.eye(4, dtype=bool)
    >>> known[3] = known[:, 3] = False
    >>> exchangeable(known).tolist()
    [0, 0, 0, -1]
    """
    count = len(known)
    groups = np.full(count, -1, dtype=np.intp)
    free = np.ones(count, dtype=bool) if among is None else among.copy()
    free &= known.any(axis=0) | known.any(axis=1)
    number = 0
    movable: list[int] = np.flatnonzero(free).tolist()
    if known[np.ix_(free, free)].sum() == len(movable) * (len(movable) - 1):
        # All pairs among them are known, so that only those with the others can differ.
        mine = np.hstack([known[np.ix_(free, ~free)], known[np.ix_(~free, free)].T])
        groups[free] = _numbered(mine)
        return groups
    for first in movable:
        if groups[first] >= 0:
            continue
        fit = [other for other in movable if groups[other] < 0 and _alike(known, first, other)]
        if len(fit) > 1:
            groups[fit] = number
            number += 1
    return groups


def _numbered(patterns: _Flags) -> _Places:
    """Number rows that are alike, in the order in which they first come; -1 for a single one."""
    if (patterns == patterns[:1]).all():
        return np.full(len(patterns), 0 if len(patterns) > 1 else -1, dtype=np.intp)
    codes = np.unique(np.packbits(patterns, axis=1), axis=0, return_inverse=True)[1].reshape(-1)
    _, first, codes, sizes = np.unique(
        codes, return_index=True, return_inverse=True, return_counts=True
    )
    several = sizes > 1
    rank = np.full(len(sizes), -1, dtype=np.intp)
    rank[np.flatnonzero(several)[np.argsort(first[several])]] = np.arange(several.sum())
    numbered: _Places = rank[codes]
    return numbered


def _alike(known: _Flags, one: int, other: int) -> bool:
    """Tell whether two actors can change places: the same pairs are known of both."""
    order = np.arange(len(known))
    order[[one, other]] = other, one
    return bool(
        (known[one] == known[other][order]).all() and (known[:, one] == known[order, other]).all()
    )


def orders(groups: _Places, count: int, rng: np.random.Generator) -> _Places:
    """Draw orders of the actors in which only members of one group change places.

    Parameters
    ----------
    groups : array of int, shape (actors,)
        From `exchangeable`; -1 stays where it is.
    count : int
        How many orders.
    rng : numpy.random.Generator
        Where they are drawn from.

    Returns
    -------
    array of int, shape (count, actors)
        Row k says which actor stands at each place: ``values[np.ix_(row, row)]`` is permuted.
    """
    drawn = np.tile(np.arange(len(groups)), (count, 1))
    for number in range(groups.max(initial=-1) + 1):
        places = np.flatnonzero(groups == number)
        drawn[:, places] = places[_shuffles(len(places), count, rng)]
    return drawn


def _shuffles(size: int, count: int, rng: np.random.Generator) -> _Places:
    """Draw orders of 0 to size - 1, by sorting random numbers that carry their place."""
    keys = rng.integers(0, 1 << 44, size=(count, size), dtype=np.uint64) << np.uint64(20)
    keys |= np.arange(size, dtype=np.uint64)
    keys.sort(axis=1)
    shuffled: _Places = (keys & np.uint64((1 << 20) - 1)).astype(np.intp)
    return shuffled


def enough(groups: _Places, least: int = 4) -> None:
    """Refuse a test in which too few actors can change places.

    Raises
    ------
    TiesnetError
        The largest group has fewer than `least` actors.
    """
    sizes: Sequence[int] = np.bincount(groups[groups >= 0]).tolist()
    most = max(sizes, default=0)
    if most < least:
        raise TiesnetError(
            say(
                "Only {actor} can change places, and a permutation test needs at least {least}.",
                actor=count(most, "actor"),
                least=least,
            ),
            say(
                "Choose layers that more firms answered, and attributes that are known of more "
                "firms."
            ),
        )

"""Partitions of actors: the cells they are made from, clustering, and labels a person can read."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.errors import TiesnetError
from tiesnet.language import localised, say
from tiesnet.metrics._pairs import known
from tiesnet.metrics._shared import once
from tiesnet.network import Network, adjacency

_Floats = NDArray[np.float64]
_Codes = NDArray[np.intp]
LINKAGES = ("average", "complete", "single")


def known_cells(net: Network) -> NDArray[np.bool_]:
    """Tell which ordered pairs are known, as a square table with an empty diagonal."""

    def make() -> NDArray[np.bool_]:
        code = np.arange(len(net.actors))
        table = known(net, code[:, None], code[None, :])
        table[code, code] = False
        return table

    table: NDArray[np.bool_] = once(net, "known_cells", make)
    return table


def sure_ties(net: Network) -> _Floats:
    """Give the ties on known pairs as a square table of 0 and 1."""
    table: _Floats = once(net, "sure_ties", lambda: adjacency(net).toarray() * known_cells(net))
    return table


def not_known(net: Network) -> str:
    """Say how many pairs are left out; "" when all are known."""
    cells = known_cells(net)
    pairs = cells.size - len(cells)
    missing = pairs - int(cells.sum())
    if not missing:
        return ""
    return say(
        "{missing} of {pairs} ordered pairs are not known and left out",
        missing=localised(f"{missing:,}"),
        pairs=localised(f"{pairs:,}"),
    )


def by_id(net: Network) -> _Codes:
    """Give the places of the actors in the order of their ids."""
    order: _Codes = np.argsort(net.actors.index.astype("str").to_numpy(), kind="stable")
    return order


def seed_of(net: Network) -> int:
    """Give the seed of a network's random numbers."""
    return int(net.origin.parameters.get("seed", 1))


def one_of(option: str, value: object, allowed: Collection[str]) -> None:
    """Refuse a value that an option does not have.

    Raises
    ------
    TiesnetError
        With the values there are.
    """
    if value not in allowed:
        words = ", ".join(allowed)
        raise TiesnetError(
            say("The option {option} cannot be {value}.", option=f"{option!r}", value=f"{value!r}"),
            say("Choose one of: {words}.", words=words),
        )


def at_least(option: str, value: int, smallest: int) -> None:
    """Refuse a number that is too small.

    Raises
    ------
    TiesnetError
        With the smallest number there is.
    """
    if value < smallest:
        raise TiesnetError(
            say("The option {option} cannot be {value}.", option=f"{option!r}", value=f"{value!r}"),
            say("Give {smallest} or a larger number.", smallest=smallest),
        )


def labelled(net: Network, codes: _Codes) -> pd.Series:
    """Number the groups 1, 2, ... by their first member; empty where the code is -1."""
    return _words(net, by_first_member(codes))


def by_first_member(codes: _Codes) -> _Codes:
    """Renumber groups from 0 on in the order of their first members; -1 stays."""
    found, first = np.unique(codes[codes >= 0], return_index=True)
    return _renumber(codes, found[np.argsort(first)])


def by_size(codes: _Codes) -> _Codes:
    """Renumber groups from 0 on, the largest first, the first member deciding; -1 stays."""
    found, first, size = np.unique(codes[codes >= 0], return_index=True, return_counts=True)
    return _renumber(codes, found[np.lexsort((first, -size))])


def _renumber(codes: _Codes, order: _Codes) -> _Codes:
    place = np.full(int(codes.max(initial=-1)) + 2, -1, dtype=np.intp)  # the last one is for -1
    place[order] = np.arange(len(order))
    renumbered: _Codes = place[codes]
    return renumbered


def _words(net: Network, numbers: _Codes) -> pd.Series:
    words = [str(number + 1) if number >= 0 else None for number in numbers]
    return pd.Series(words, index=net.actors.index, dtype="str")


def agglomerate(distance: _Floats, linkage: str) -> tuple[_Codes, _Floats]:
    """Join the two nearest groups again and again; among equals the pair that comes first.

    Lance and Williams's update. The rule among equals is that of R's hclust, so that partitions
    of 0/1 data, where many distances are equal, are the same as there.

    Parameters
    ----------
    distance : array of float, shape (n, n)
        Symmetric.
    linkage : str
        average (over pairs of members), complete or single.

    Returns
    -------
    pairs : array of int, shape (n - 1, 2)
        The groups joined, each named by its first member; the smaller name stays.
    heights : array of float, shape (n - 1,)
        Their distances.
    """
    one_of("linkage", linkage, LINKAGES)
    count = len(distance)
    table = distance.astype(float).copy()
    np.fill_diagonal(table, np.inf)
    size = np.ones(count)
    nearest = table.argmin(axis=1) if count else np.zeros(0, dtype=np.intp)
    closest = table.min(axis=1, initial=np.inf)
    stale = np.zeros(count, dtype=bool)  # joins only add distance: what is stale is too small
    pairs, heights = np.empty((max(count - 1, 0), 2), dtype=np.intp), np.empty(max(count - 1, 0))
    for step in range(count - 1):
        while stale[kept := int(closest.argmin())]:
            nearest[kept], closest[kept] = table[kept].argmin(), table[kept].min()
            stale[kept] = False
        gone = int(nearest[kept])
        pairs[step], heights[step] = (kept, gone), closest[kept]
        joined = _joined(table[kept], table[gone], size[kept], size[gone], linkage)
        size[kept] += size[gone]
        table[gone], table[:, gone], closest[gone] = np.inf, np.inf, np.inf
        table[kept], table[:, kept] = joined, joined
        table[kept, kept] = table[kept, gone] = table[gone, kept] = np.inf
        stale |= (nearest == kept) | (nearest == gone)
        stale[kept], stale[gone] = True, False
    return pairs, heights


def _joined(one: _Floats, other: _Floats, size: float, added: float, linkage: str) -> _Floats:
    if linkage == "complete":
        return np.maximum(one, other)
    if linkage == "single":
        return np.minimum(one, other)
    share = size / (size + added)
    return share * one + (1 - share) * other


def cut(pairs: _Codes, count: int) -> _Codes:
    """Give the groups of n actors when the joins have left `count` of them."""
    actors = len(pairs) + 1
    joins = pairs[: max(actors - count, 0)]
    graph = sparse.coo_array(
        (np.ones(len(joins)), (joins[:, 0], joins[:, 1])), shape=(actors, actors)
    )
    codes: Any = sparse.csgraph.connected_components(graph, directed=False)[1]
    return by_first_member(np.asarray(codes, dtype=np.intp))


def positions(
    net: Network, taking_part: NDArray[np.bool_], distance: _Floats, count: int, linkage: str
) -> pd.Series:
    """Cluster the actors that take part into `count` positions and number them."""
    codes = np.full(len(net.actors), -1, dtype=np.intp)
    if taking_part.any():
        codes[taking_part] = cut(agglomerate(distance, linkage)[0], count)
    return labelled(net, codes)

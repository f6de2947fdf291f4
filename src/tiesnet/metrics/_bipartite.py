"""Centrality in two modes: actors and organisations as one network, each mode by its own measure.

Scaled to the largest value possible in a two-mode network of that size (Borgatti & Everett 1997),
as UCINET and networkx do.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.network import TwoMode

_Values = NDArray[np.float64]
Modes = tuple[_Values, _Values]
_DENSE = 4_000_000
"""Up to this many cells the singular vectors come from a dense matrix."""


def two_mode_centrality(two: TwoMode) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give degree, two-local, closeness, betweenness and eigenvector of both modes.

    Parameters
    ----------
    two : TwoMode
        From `affiliations` or `two_mode_from_edges`.

    Returns
    -------
    actors, organisations : DataFrame
        Columns ``degree``, ``local``, ``closeness``, ``betweenness``, ``eigenvector``.
    """
    parts = (degree, local, closeness, betweenness, eigenvector)
    tables: list[dict[str, _Values]] = [{}, {}]
    for part in parts:
        for table, values in zip(tables, part(two), strict=True):
            table[part.__name__] = values
    return (
        pd.DataFrame(tables[0], index=two.actors),
        pd.DataFrame(tables[1], index=two.organisations.index),
    )


def degree(two: TwoMode) -> Modes:
    """Share of the other mode that an actor or organisation is tied to."""
    n, m = two.incidence.shape
    memberships, members = _sums(two.incidence)
    return memberships / m if m else memberships, members / n if n else members


def local(two: TwoMode) -> Modes:
    """Sum of the degrees of those tied to, over the size of the other mode."""
    n, m = two.incidence.shape
    own, other = degree(two)
    above, below = two.incidence @ other, two.incidence.T @ own
    return above / m if m else above, below / n if n else below


def closeness(two: TwoMode, whole: bool = False) -> Modes:
    """Smallest possible sum of distances over the actual one, times the share reached.

    Smallest possible in the part of the network that is reached; with `whole`, in the network
    as a whole, as networkx has it, which can exceed 1 when the network is in several parts.
    """
    n, m = two.incidence.shape
    graph = _graph(two.incidence)
    steps = 1 / np.asarray(graph.closeness(normalized=False), dtype=float)  # sums of distances
    part = np.asarray(graph.connected_components().membership, dtype=np.intp)
    of_organisation = np.arange(n + m) >= n
    counts = np.zeros((2, n + m))
    for mode, own in enumerate((~of_organisation, of_organisation)):
        here = np.full(n + m, own.sum()) if whole else np.bincount(part[own], minlength=n + m)[part]
        counts[mode] = here
    other, same = np.where(of_organisation, counts, counts[::-1])
    least = other + 2.0 * (same - 1)
    reached = np.bincount(part, minlength=n + m)[part] - 1
    scaled = np.divide(least, steps, out=np.zeros(n + m), where=reached > 0)
    scaled = scaled * reached / max(n + m - 1, 1)
    return scaled[:n], scaled[n:]


def betweenness(two: TwoMode) -> Modes:
    """Freeman's betweenness over the largest one possible; empty where that is 0."""
    n, m = two.incidence.shape
    raw = np.asarray(_graph(two.incidence).betweenness(), dtype=float)
    return _over(raw[:n], largest_betweenness(n, m)), _over(raw[n:], largest_betweenness(m, n))


def largest_betweenness(own: int, other: int) -> float:
    """Give the largest betweenness of one of `own` when there are `other` in the other mode.

    The exact maximum of Borgatti & Everett (1997) as UCINET and networkx have it. For more `own`
    than `other` the paper prints 2 (own - 1)(other - 1), which is the maximum only when own - 1
    is a multiple of `other`.
    """
    if not own or not other:
        return 0.0
    s, t = divmod(own - 1, other)
    first = other**2 * (s + 1) ** 2
    return (first + other * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2


def eigenvector(two: TwoMode) -> Modes:
    """First singular vectors, part by part, each mode of length 1."""
    rows, columns = (np.zeros(size) for size in two.incidence.shape)
    part = np.asarray(_graph(two.incidence).connected_components().membership, dtype=np.intp)
    row_part, column_part = part[: len(rows)], part[len(rows) :]
    for k in np.unique(column_part):
        here, there = np.flatnonzero(row_part == k), np.flatnonzero(column_part == k)
        if not len(here):
            continue
        root, left, right = _leading(sparse.csr_array(two.incidence[here][:, there]))
        weight = root**2 * (left.sum() + right.sum())
        rows[here], columns[there] = weight * left, weight * right
    return _unit(rows), _unit(columns)


def _leading(block: sparse.csr_array) -> tuple[float, _Values, _Values]:
    """Give the largest singular value and its vectors, positive and together of length 1."""
    if np.prod(block.shape) <= _DENSE or min(block.shape) < 3:
        left, roots, right = np.linalg.svd(block.toarray(), full_matrices=False)
    else:
        start = np.ones(min(block.shape))
        left, roots, right = sparse.linalg.svds(block, k=1, v0=start, solver="arpack")
    half = np.sqrt(0.5)
    return float(roots[0]), np.abs(left[:, 0]) * half, np.abs(right[0]) * half


def _unit(values: _Values) -> _Values:
    length = float(np.sqrt((values**2).sum()))
    return values / length if length else values


def _over(values: _Values, largest: float) -> _Values:
    return values / largest if largest else np.full(len(values), np.nan)


def _sums(incidence: sparse.csr_array) -> Modes:
    return np.asarray(incidence.sum(axis=1)), np.asarray(incidence.sum(axis=0))


def _graph(incidence: sparse.csr_array) -> Any:
    import igraph

    n, m = incidence.shape
    cells = incidence.tocoo()
    edges = list(zip(cells.row.tolist(), (cells.col + n).tolist(), strict=True))
    return igraph.Graph(n=n + m, edges=edges)

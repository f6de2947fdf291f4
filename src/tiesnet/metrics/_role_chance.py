"""Brokerage when ties are drawn by chance, in closed form (Gould and Fernandez 1989).

Every ordered pair is tied with one probability, the density d, independently of all others; the
groups and their sizes n stay. A path a to v to b is open with probability d d (1 - d).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tiesnet.metrics._roles import KINDS

_Floats = NDArray[np.float64]


def role_shares(sizes: _Floats) -> _Floats:
    """Give the share of each role among all pairs of others, for an actor of each group."""
    total = sizes.sum()
    if total < 3:
        return np.full((len(sizes), len(KINDS)), np.nan)
    shares: _Floats = _pairs(sizes) / ((total - 1) * (total - 2))
    return shares


def expected(sizes: _Floats, density: float) -> _Floats:
    """Give the expected open paths through an actor of each group; columns as in `KINDS`."""
    return _open(density) * _pairs(sizes)


def deviation(sizes: _Floats, density: float) -> _Floats:
    """Give their standard deviation: the square root of variance of the count.

    Two paths through one actor go together when they share a tie; each such couple adds
    d^3 (1 - d)^3. Exact for a given d.
    """
    couples = 2 * _sharing(sizes) * (density * (1 - density)) ** 3
    one = _open(density)
    return np.sqrt(one * (1 - one) * _pairs(sizes) + couples)


def whole(sizes: _Floats, density: float, as_sna: bool = False) -> tuple[_Floats, _Floats]:
    """Give mean and standard deviation of the open paths in the whole network, by role.

    Parameters
    ----------
    sizes : array of float
        Actors of each group.
    density : float
        Probability of a tie.
    as_sna : bool, default False
        Leave out, as R sna does, some couples of open paths that cannot both be there since a
        tie of one closes the other: those among the same three actors, and all of the two
        boundary roles. Its deviation is a little too large then, but for consultants and
        liaisons.
    """
    triples = sizes @ _pairs(sizes)
    share, closing, both_closed = _couples(sizes, as_sna)
    d, one = density, _open(density)
    variance = one * (1 - one) * triples
    variance += share * (d * (1 - d)) ** 3
    variance += both_closed * d**5 * (1 - d) - closing * d**4 * (1 - d) ** 2
    return one * triples, np.sqrt(np.maximum(variance, 0))


def _open(density: float) -> float:
    return density**2 * (1 - density)


def _columns(sizes: _Floats, *roles: _Floats | float) -> _Floats:
    table = np.empty((len(sizes), len(roles)))
    for column, role in enumerate(roles):
        table[:, column] = role
    return table


def _pairs(sizes: _Floats) -> _Floats:
    """Count the ordered pairs (a, b) of each role around an actor of each group."""
    n, total = sizes, sizes.sum()
    rest = total - n
    pairs = n * (n - 1)
    alike = pairs.sum() - pairs
    squares = (n**2).sum() - n**2
    return _columns(
        n,
        (n - 1) * (n - 2),
        alike,
        (n - 1) * rest,
        (n - 1) * rest,
        rest**2 - squares,
        (total - 1) * (total - 2),
    )


def _sharing(sizes: _Floats) -> _Floats:
    """Count the ordered couples of pairs that share their first actor; as many share the last."""
    n, total = sizes, sizes.sum()
    rest = total - n
    three = n * (n - 1) * (n - 2)
    boundary = ((n - 1) * rest * (rest - 1) + rest * (n - 1) * (n - 2)) / 2
    # Sum over the other groups m of m (rest - m) (rest - m - 1), multiplied out.
    squares, cubes = (n**2).sum() - n**2, (n**3).sum() - n**3
    liaison = rest**3 - 2 * rest * squares + cubes - rest**2 + squares
    liaison = np.where(rest**2 > squares, liaison, 0)  # no rounding where two groups are all
    every = (total - 1) * (total - 2) * (total - 3)
    return _columns(
        n, (n - 1) * (n - 2) * (n - 3), three.sum() - three, boundary, boundary, liaison, every
    )


def _couples(sizes: _Floats, as_sna: bool) -> tuple[_Floats, _Floats, _Floats]:
    """Count ordered couples of paths in the whole network that share a tie, by role.

    Returns
    -------
    share, closing, both_closed : array of float, shape (6,)
        Both need the tie; one needs it and the other needs its absence; both need its absence.
    """
    n, total = sizes, sizes.sum()
    ends = n * (n - 1)  # ordered pairs of one group
    rest, squares = total - n, (n**2).sum() - n**2
    consultant = (2 * (ends @ ((n - 3) * rest + squares)), 0.0, ends @ (rest * (rest - 1)))
    edge = ends * rest
    closing = 0.0 if as_sna else edge @ (2 * n - 3)
    boundary = (edge.sum() * (total - 3), closing, edge @ (n - 2))
    columns = [
        _within(n, as_sna), consultant, boundary, boundary, _liaison(n),
        _within(np.array([total]), as_sna),
    ]  # fmt: skip
    share, closings, both_closed = np.array(columns, dtype=float).T
    return share, closings, both_closed


def _within(n: _Floats, as_sna: bool) -> tuple[float, float, float]:
    """Count the couples of paths when all actors of a path are of one group, or of any."""
    triples = n * (n - 1) * (n - 2)
    closing = 4 * (n - 3) if as_sna else 4 * n - 10
    share, closed, both = (float(triples @ count) for count in (4 * n - 10, closing, n - 3))
    return share, closed, both


def _liaison(n: _Floats) -> tuple[float, float, float]:
    if len(n) < 3:
        return 0.0, 0.0, 0.0
    one, two, three, four = (float((n**k).sum()) for k in (1, 2, 3, 4))
    triples = one**3 - 3 * one * two + 2 * three  # of three groups
    weighted = one**2 * two - two**2 - 2 * one * three + 2 * four  # times the size of one
    differ = (4 * one - 2) * triples - 8 * weighted
    return differ, differ, (one - 1) * triples - 2 * weighted

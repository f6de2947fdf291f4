"""Brokerage between kinds of ties: formal on one side of the broker, informal on the other.

A broker v stands on an open path a to v to b along the flow; a has neither a formal nor an
informal tie to b. Over all relations at once, so these stand in the layer of all ties.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._kinds import FORMALITIES, kind_matrix, relation_kinds
from tiesnet.metrics._shared import once, series
from tiesnet.network import Network

_UNIT = "open paths"
_SOURCE = "gould1989"
_NEEDS = ("census", "both_kinds")
_LIMIT = 50_000
_ROWS = 2_000
_Floats = NDArray[np.float64]


@metric(
    label="Brokerage between formal and informal ties",
    unit=_UNIT,
    source=_SOURCE,
    needs=_NEEDS,
    on="all",
    limit=_LIMIT,
    reading="High: through the firm, what is agreed formally and what is known informally meet.",
)
def brokerage_formal_informal(net: Network, *, strict: bool = False) -> pd.Series:
    """Open paths a to v to b with a formal tie on one side of v and an informal tie on the other.

    Along the flow, as the brokerage roles; open when a has no tie to b of either kind (a tie
    back from b to a does not close it). A pair tied both formally and informally serves as
    either, but a path counts once. No groups are needed and institutions take part. Relations
    without arrows run both ways; when all do, every path counts once whatever its direction.
    Gould and Fernandez's open path over two kinds of ties; no other program has it.

    Parameters
    ----------
    net : Network
        All relations.
    strict : bool, default False
        Leave out ties that are both formal and informal; they close a path still.
    """
    paths = _paths(net, strict)
    return series(net, paths.formal_first + paths.informal_first - paths.either)


@metric(
    label="Brokerage from formal to informal ties",
    unit=_UNIT,
    source=_SOURCE,
    needs=_NEEDS,
    on="all",
    limit=_LIMIT,
    extra=True,
    reading="High: what comes in by contracts and projects leaves the firm by informal ties.",
)
def brokerage_formal_in(net: Network, *, strict: bool = False) -> pd.Series:
    """Open paths a to v to b with a formal tie from a to v and an informal tie from v to b.

    Conventions as for brokerage between formal and informal ties. Without arrows the two
    directions cannot be told apart and both columns give the same number.

    Parameters
    ----------
    net : Network
        All relations.
    strict : bool, default False
        Leave out ties that are both formal and informal; they close a path still.
    """
    return series(net, _paths(net, strict).formal_first)


@metric(
    label="Brokerage from informal to formal ties",
    unit=_UNIT,
    source=_SOURCE,
    needs=_NEEDS,
    on="all",
    limit=_LIMIT,
    extra=True,
    reading="High: what the firm learns informally goes on by contracts and projects.",
)
def brokerage_informal_in(net: Network, *, strict: bool = False) -> pd.Series:
    """Open paths a to v to b with an informal tie from a to v and a formal tie from v to b.

    Conventions as for brokerage between formal and informal ties. Without arrows the two
    directions cannot be told apart and both columns give the same number.

    Parameters
    ----------
    net : Network
        All relations.
    strict : bool, default False
        Leave out ties that are both formal and informal; they close a path still.
    """
    return series(net, _paths(net, strict).informal_first)


@dataclass(frozen=True, eq=False)
class _Paths:
    """Open paths: formal then informal, informal then formal, and those that are both."""

    formal_first: _Floats
    informal_first: _Floats
    either: _Floats


def _paths(net: Network, strict: bool) -> _Paths:
    found: _Paths = once(net, f"between kinds {strict}", lambda: _count(net, strict))
    return found


def _count(net: Network, strict: bool) -> _Paths:
    formal, informal = (kind_matrix(net, kind) for kind in FORMALITIES)
    every = sparse.csr_array(formal.maximum(informal))
    both = sparse.csr_array(formal.multiply(informal))
    if strict:
        formal, informal = (_drop(kind, both) for kind in (formal, informal))
        both = sparse.csr_array(both.shape)
    first = _open(formal, informal, every)
    second = _open(informal, formal, every)
    either = _open(both, both, every)
    if not relation_kinds(net)["arrows"].any():
        # The two directions are one thing, and every path was met from both ends.
        one = (first + second - either) / 2
        return _Paths(one, one, one)
    return _Paths(first, second, either)


def _drop(kind: sparse.csr_array, both: sparse.csr_array) -> sparse.csr_array:
    rest = sparse.csr_array(kind - both)
    rest.eliminate_zeros()
    return rest


def _open(into: sparse.csr_array, out: sparse.csr_array, direct: sparse.csr_array) -> _Floats:
    """Count, per v, paths a to v in `into`, v to b in `out`, less returning and closed ones."""
    came = sparse.csr_array(into.T)
    counts = np.asarray(came.sum(axis=1) * out.sum(axis=1), dtype=float)
    counts -= came.multiply(out).sum(axis=1)
    for low in range(0, len(counts), _ROWS):
        rows = slice(low, low + _ROWS)
        counts[rows] -= (came[rows] @ direct).multiply(out[rows]).sum(axis=1)
    return counts

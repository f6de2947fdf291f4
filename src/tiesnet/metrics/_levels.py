"""Trophic levels: the place of each vertex along the arrows (MacKay, Johnson & Sansom 2020)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import cg

_CLOSE, _NOISE = 1e-13, 1e-9
_Floats = NDArray[np.float64]


def levels(matrix: sparse.csr_array) -> _Floats:
    """Solve for the levels, the lowest of each component 0; empty for vertices without arrows.

    With u the weight of all arrows of a vertex and v those in less those out, the levels h solve
    (diag(u) - W - W') h = v; they make the sum of w (h_j - h_i - 1)^2 over the arrows as small as
    it can be. One vertex of each component is held while the others are found by conjugate
    gradients.

    Parameters
    ----------
    matrix : csr_array, shape (n, n)
        Weights of the arrows, rows are sources, the diagonal empty.
    """
    size = matrix.shape[0]
    level = np.full(size, np.nan)
    into, out = (np.asarray(matrix.sum(axis=axis)) for axis in (0, 1))
    tied = np.flatnonzero(into + out > 0)
    if not len(tied):
        return level
    inner = sparse.csr_array(matrix[tied][:, tied])
    label = connected_components(inner, directed=False)[1]
    held = np.unique(label, return_index=True)[1]
    free = np.setdiff1d(np.arange(len(tied)), held)
    total, balance = (into + out)[tied], (into - out)[tied]
    system = sparse.csr_array(sparse.diags_array(total) - inner - inner.T)[free][:, free]
    scale = sparse.diags_array(1 / total[free])
    found = np.zeros(len(tied))
    found[free] = cg(system, balance[free], rtol=_CLOSE, M=scale, maxiter=20 * len(free) + 100)[0]
    lowest = np.full(len(held), np.inf)
    np.minimum.at(lowest, label, found)
    above = found - lowest[label]
    level[tied] = np.where(above < _NOISE, 0.0, above)
    return level


def incoherence(matrix: sparse.csr_array, level: _Floats) -> float:
    """Give F, the weighted mean of (h_j - h_i - 1)^2 over the arrows; empty without any."""
    cells = matrix.tocoo()
    if not cells.nnz:
        return float("nan")
    gap = level[cells.col] - level[cells.row] - 1
    gap[np.abs(gap) < _NOISE] = 0.0
    return float((cells.data * gap**2).sum() / cells.data.sum())

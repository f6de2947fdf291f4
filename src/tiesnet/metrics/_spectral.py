"""Leading eigenvectors, sums over walks, hubs and authorities: the algebra of influence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.linalg import lapack
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import ArpackError, LinearOperator, eigs, eigsh

from tiesnet.errors import TiesnetError
from tiesnet.language import localised, say
from tiesnet.metrics._shared import components, flat, note, once
from tiesnet.network import Network, adjacency

SOLVE = 2_000
"""Up to this many actors a system of equations is solved at once; above, step by step."""
_DENSE = 150
"""Up to this many actors a component is solved as a dense matrix, which cannot fail."""
_SHARE_OF_LARGEST = 0.75
"""The attenuation chosen when none is given, as a share of the largest that has a meaning."""
_EQUAL = 1e-9
_FAR_FROM_ONE = 0.99
"""Up to here a sum over walks of all lengths is added up quickly and exactly."""
_NOTHING = 1e-17
_Values = NDArray[np.float64]


def component_vectors(net: Network, matrix: sparse.csr_array) -> _Values:
    label = components(net)
    values = np.zeros(len(label))
    big = np.flatnonzero(np.bincount(label) > 1)
    for part in big:
        here = np.flatnonzero(label == part)
        root, vector = _leading(matrix[here][:, here])
        values[here] = vector if len(big) == 1 else root**2 * vector.sum() * vector
    return values


def _leading(matrix: Any) -> tuple[float, _Values]:
    """Give the largest eigenvalue of a symmetric matrix and its positive unit vector."""
    size = matrix.shape[0]
    if size > _DENSE:
        try:
            roots, vectors = eigsh(matrix, k=1, which="LA", v0=np.ones(size))
            return float(roots[0]), np.abs(vectors[:, 0])
        except ArpackError:
            pass  # slow convergence; the dense solver below always ends
    dense = matrix @ np.eye(size) if isinstance(matrix, LinearOperator) else matrix.toarray()
    roots, vectors = np.linalg.eigh(dense)
    return float(roots[-1]), np.abs(vectors[:, -1])


def attenuation(net: Network, metric: str, name: str, given: float | None) -> float:
    """Give the attenuation asked for, or the usual share of the largest; noted."""
    radius = _radius(net)
    root = radius or _leading_of_flat(net)
    cycle = "" if radius else say(", directions ignored since no path leads back")
    if given is not None:
        if radius and abs(given) * radius >= 1:
            text = say(
                "{name} = {given} is not below 1 / largest eigenvalue = {largest}: walks of all "
                "lengths have no finite sum",
                name=name,
                given=localised(f"{given:g}"),
                largest=localised(f"{1 / radius:.4g}"),
            )
            note(net, metric, text)
        return float(given)
    if not root:
        return 0.0
    chosen = _SHARE_OF_LARGEST / root
    text = say(
        "{name} = {share} / largest eigenvalue ({root}{cycle}) = {chosen}",
        name=name,
        share=localised(f"{_SHARE_OF_LARGEST:g}"),
        root=localised(f"{root:.4g}"),
        cycle=cycle,
        chosen=localised(f"{chosen:.4g}"),
    )
    note(net, metric, text)
    return chosen


def _leading_of_flat(net: Network) -> float:
    label, matrix = components(net), flat(net)
    parts = [np.flatnonzero(label == k) for k in np.flatnonzero(np.bincount(label) > 1)]
    return max((_leading(matrix[here][:, here])[0] for here in parts), default=0.0)


def _radius(net: Network) -> float:
    """Give the largest eigenvalue of the 0/1 matrix with arrows; 0 when it has no cycle."""
    if not net.directed:
        return float(once(net, "radius", lambda: _leading_of_flat(net)))
    return float(once(net, "radius", lambda: _perron(adjacency(net))))


def _perron(matrix: sparse.csr_array) -> float:
    if not matrix.nnz:
        return 0.0
    label = connected_components(matrix, connection="strong")[1]
    largest = 0.0
    for part in np.flatnonzero(np.bincount(label) > 1):
        here = np.flatnonzero(label == part)
        largest = max(largest, _perron_of_strong(matrix[here][:, here]))
    return largest


def _perron_of_strong(matrix: sparse.csr_array) -> float:
    """Give the largest eigenvalue of a strong component, which is real and single."""
    size = matrix.shape[0]
    if size > _DENSE:
        try:
            found = eigs(matrix, k=1, which="LR", v0=np.ones(size), return_eigenvectors=False)
            return float(found[0].real)
        except ArpackError:
            pass
    return float(np.linalg.eigvals(matrix.toarray()).real.max())


def attenuated(net: Network, matrix: sparse.csr_array, by: float, start: _Values) -> _Values:
    """Solve x = start + by * matrix x; empty when there is no single solution."""
    size = len(start)
    if size > _DENSE and abs(by) * _radius(net) <= _FAR_FROM_ONE:
        return _summed(matrix, by, start)
    if size > SOLVE:
        raise TiesnetError(
            say(
                "With more than {solve} actors the attenuation must be at most "
                "{far_from_one} / largest eigenvalue = {far_from_one2}.",
                solve=localised(f"{SOLVE:,}"),
                far_from_one=localised(f"{_FAR_FROM_ONE:g}"),
                far_from_one2=localised(f"{_FAR_FROM_ONE / _radius(net):.4g}"),
            ),
            say("Choose a smaller one, or leave it out."),
        )
    try:
        found: _Values = np.linalg.solve(np.eye(size) - by * matrix.toarray(), start)
    except np.linalg.LinAlgError:
        return np.full(size, np.nan)
    return found if np.isfinite(found).all() else np.full(size, np.nan)


def _summed(matrix: sparse.csr_array, by: float, start: _Values) -> _Values:
    """Add up start + by * matrix start + ... until nothing is added any more."""
    found = step = np.asarray(start, dtype=np.float64)
    while np.abs(step).max(initial=0) > _NOTHING * np.abs(found).max(initial=0):
        step = by * (matrix @ step)
        found = found + step
    return found


def hubs_and_authorities(net: Network) -> tuple[_Values, _Values]:
    found: tuple[_Values, _Values] = once(net, "hubs", lambda: _make_hubs(adjacency(net)))
    return found


def _make_hubs(matrix: sparse.csr_array) -> tuple[_Values, _Values]:
    """Give hubs and authorities: what the iteration from equal values comes to."""
    parts = [
        (rows, columns, *_leading(_gram(matrix[rows][:, columns])))
        for rows, columns in _pointing(matrix)
    ]
    top = max((root for *_, root, _ in parts), default=0.0)
    hubs = np.zeros(matrix.shape[0])
    for rows, _, root, vector in parts:
        if root >= top * (1 - _EQUAL):
            hubs[rows] = vector.sum() * vector
    return hubs, matrix.T @ hubs


def _pointing(matrix: sparse.csr_array) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Find the parts in which pointing and pointed to hang together: their rows and columns."""
    n = matrix.shape[0]
    if not matrix.nnz:
        return
    both = sparse.block_array([[None, matrix], [sparse.csr_array(matrix.T), None]], format="csr")
    label = connected_components(both, directed=False)[1]
    for part in np.flatnonzero(np.bincount(label) > 1):
        here = np.flatnonzero(label == part)
        yield here[here < n], here[here >= n] - n


def _gram(part: sparse.csr_array) -> LinearOperator:
    """Give part times its transpose without making it."""
    size = part.shape[0]
    return LinearOperator(
        (size, size),
        matvec=lambda x: part @ (part.T @ x),
        matmat=lambda x: part @ (part.T @ x),
        dtype=np.float64,
    )


def information(matrix: sparse.csr_array) -> _Values:
    """Give information centrality in a component from the inverse of its Laplacian."""
    size = matrix.shape[0]
    laplacian = np.diag(matrix.sum(axis=1)) - matrix.toarray()
    inverse = lapack.dpotri(lapack.dpotrf(laplacian + 1.0 / size)[0])[0]
    diagonal = np.diag(inverse) - 1.0 / size  # of the pseudo-inverse
    return np.asarray(size / (size * diagonal + diagonal.sum()))

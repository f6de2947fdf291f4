"""One score of coreness for each actor, whose products come nearest to the ties (MINRES)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.metrics._partition import by_id, known_cells, sure_ties
from tiesnet.metrics._shared import once
from tiesnet.network import Network

_Floats = NDArray[np.float64]
_Flags = NDArray[np.bool_]
_ROUNDS, _STEPS = 100, 500


def scores(net: Network) -> tuple[_Floats, int, bool]:
    """Give the coreness of every actor, the rounds it took, and whether it came to rest."""

    def make() -> tuple[_Floats, int, bool]:
        order = by_id(net)
        grid = np.ix_(order, order)
        found, rounds, settled = minres(sure_ties(net)[grid], known_cells(net)[grid])
        score = np.zeros(len(order))
        score[order] = found
        return score, rounds, settled

    made: tuple[_Floats, int, bool] = once(net, "coreness", make)
    return made


def minres(ties: _Floats, cells: _Flags) -> tuple[_Floats, int, bool]:
    """Find scores whose products come nearest to the ties, the diagonal left out.

    The cells that are not known, the diagonal among them, are filled with the products of the
    scores; the scores are the leading eigenvector of the filled table, times the square root of
    its eigenvalue; and so on until nothing changes. Two such rounds at a time are followed by a
    leap ahead (Varadhan and Roland's squared extrapolation), kept when it fits better. Products
    cannot fit two parts without ties between them: the scores of the part that is fitted best
    count, the first of equal ones, and the others are 0.

    Returns
    -------
    score : array of float, shape (n,)
        Of unit length; 0 everywhere when there is no tie.
    rounds : int
        How often the diagonal was filled.
    settled : bool
        Whether the scores came to rest. In a star there is no best set of scores: the one in
        the middle grows without end.
    """
    score, rounds, settled, least = np.zeros(len(ties)), 0, True, -1e-9
    for part in _parts(ties):
        grid = np.ix_(part, part)
        table = _Filled(ties[grid], cells[grid])
        unit, rested = _settle(table)
        if (misfit := table.misfit(unit * np.sqrt(table.value))) < least - 1e-9 * abs(least):
            score, rounds, settled, least = np.zeros(len(ties)), table.rounds, rested, misfit
            score[part] = unit
    return score, rounds, settled


def _parts(ties: _Floats) -> list[NDArray[np.intp]]:
    """Give the members of each part with ties."""
    if not ties.any():
        return []
    codes = sparse.csgraph.connected_components(sparse.csr_array(ties), directed=False)[1]
    return [np.flatnonzero(codes == k) for k in np.flatnonzero(np.bincount(codes) > 1)]


def _settle(table: _Filled) -> tuple[_Floats, bool]:
    """Improve the scores of a table until they rest; give them at unit length."""
    score = table.improve(np.zeros(len(table.vector)))
    unit, settled = score / np.linalg.norm(score), False
    while not settled and table.rounds < _ROUNDS:
        score = _leap(table, score)
        before, unit = unit, score / np.linalg.norm(score)
        settled = bool(np.abs(unit - before).max() < 1e-10)
    table.value = float(score @ score)
    return unit, settled


class _Filled:
    """The ties of each pair, both directions averaged, with room for what is not known."""

    def __init__(self, ties: _Floats, cells: _Flags) -> None:
        self.data = (ties + ties.T) / 2
        self.all_known = int(cells.sum()) == cells.size - len(cells)
        self.known = np.zeros(0) if self.all_known else (cells.astype(float) + cells.T) / 2
        self.base = sparse.csr_array(self.data) if self.all_known else self.data
        self.vector: _Floats = self.data.sum(axis=1) / np.linalg.norm(self.data.sum(axis=1))
        self.rounds, self.value = 0, 0.0

    def improve(self, old: _Floats) -> _Floats:
        """Fill the gaps with the products of the scores and take the leading eigenvector."""
        if self.all_known:
            filled = self.base + sparse.diags_array(old**2)
        else:
            filled = self.base + (1.0 - self.known) * np.outer(old, old)
        value, self.vector = _leading(filled, self.vector)
        self.rounds += 1
        score: _Floats = np.sqrt(value) * self.vector
        return score

    def misfit(self, score: _Floats) -> float:
        """Sum the squared differences over the known cells, less what does not change."""
        square = score**2
        if self.all_known:
            model = float(square.sum() ** 2 - (square**2).sum())
        else:
            model = float(square @ self.known @ square)
        return model - 2.0 * float(score @ (self.base @ score))


def _leap(table: _Filled, score: _Floats) -> _Floats:
    """Improve twice and go on in that direction as far as the two steps suggest."""
    one = table.improve(score)
    two = table.improve(one)
    step, bend = one - score, two - 2 * one + score
    length = float(np.linalg.norm(bend))
    if length < 1e-14:
        return two
    far = max(float(np.linalg.norm(step)) / length, 1.0)
    ahead = np.maximum(score + 2 * far * step + far**2 * bend, 0.0)
    return ahead if table.misfit(ahead) <= table.misfit(two) else two


def _leading(table: sparse.csr_array | _Floats, start: _Floats) -> tuple[float, _Floats]:
    """Give the largest eigenvalue of a table without negative cells, and its eigenvector.

    By multiplying again and again, half of the eigenvalue added to the diagonal so that a star
    comes to rest too. From the same start it takes the same steps, which scipy's eigsh does not.
    """
    vector, value = start, 0.0
    for _ in range(_STEPS):
        image: _Floats = table @ vector
        value = float(vector @ image)
        image = image + value / 2 * vector
        image /= np.linalg.norm(image)
        change, vector = float(np.abs(image - vector).max()), image
        if change < 1e-13:
            break
    return value, vector

"""Searching for a core: the split of the actors in two that fits best."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from tiesnet.metrics._minres import scores
from tiesnet.metrics._partition import by_id, known_cells, one_of, seed_of, sure_ties
from tiesnet.metrics._shared import once
from tiesnet.network import Network

_Floats = NDArray[np.float64]
_Flags = NDArray[np.bool_]
_Counts = tuple[_Floats, ...]

BETWEEN = {"ignore": None, "zero": 0.0, "half": 0.5, "one": 1.0}
"""What the ideal says of cells between core and periphery, by name; None leaves them out."""
_UNDEFINED = -2.0
_GAIN = 1e-12
_SWAPS_UP_TO = 500


@dataclass(frozen=True)
class Split:
    """Who is in the core.

    Attributes
    ----------
    core : array of bool
        One flag per actor.
    fit : float
        Correlation of the ties with the ideal; empty when no split has one.
    starts, reached : int
        How many starts were made, and how many of them ended at this fit.
    """

    core: _Flags
    fit: float
    starts: int
    reached: int


def split(net: Network, off_diagonal: str) -> Split:
    """Give the best split of a network, made once; the order of its actors does not matter."""
    one_of("off_diagonal", off_diagonal, BETWEEN)
    made: Split = once(net, f"core {off_diagonal}", lambda: _search(net, off_diagonal))
    return made


def _search(net: Network, off_diagonal: str) -> Split:
    order = by_id(net)
    grid = np.ix_(order, order)
    cells, score = known_cells(net)[grid], scores(net)[0][order]
    found = best_split(sure_ties(net)[grid], cells, BETWEEN[off_diagonal], score, seed_of(net))
    core = np.zeros(len(order), dtype=bool)
    core[order] = found.core
    return Split(core, found.fit, found.starts, found.reached)


@dataclass(frozen=True)
class _Problem:
    """Ties and known cells of each pair, both directions added up; the ideal between the blocks."""

    ties: _Floats
    cells: _Floats
    between: float | None

    @cached_property
    def degree(self) -> _Floats:
        """Sum the ties of each actor."""
        total: _Floats = self.ties.sum(axis=1)
        return total

    @cached_property
    def reach(self) -> _Floats:
        """Sum the known cells of each actor."""
        total: _Floats = self.cells.sum(axis=1)
        return total

    def fit(self, counts: _Counts) -> _Floats:
        """Correlate ties and ideal, from cells and ties inside the core and the periphery."""
        core_cells, core_ties, other_cells, other_ties = counts
        cells, ties = core_cells + other_cells, core_ties + other_ties
        ideal, square, both = core_cells, core_cells, core_ties
        if self.between is not None:
            all_cells, all_ties = self.reach.sum() / 2, self.degree.sum() / 2
            off_cells, off_ties = all_cells - cells, all_ties - ties
            cells, ties = all_cells, all_ties
            ideal = ideal + self.between * off_cells
            square = square + self.between**2 * off_cells
            both = both + self.between * off_ties
        spread = (cells * ties - ties**2) * (cells * square - ideal**2)
        above = cells * both - ties * ideal
        flat = spread <= 1e-9
        fit: _Floats = np.where(flat, _UNDEFINED, above / np.sqrt(np.where(flat, 1.0, spread)))
        return fit

    def evenness(self, counts: _Counts) -> _Floats:
        """Tell how much the densities of the three blocks explain, from 0 to 1.

        It decides among splits that fit equally well. With ties between core and periphery left
        out these are many: whoever leaves a perfect core takes its ties out of the count.
        """
        core_cells, core_ties, other_cells, other_ties = counts
        cells = (core_cells, other_cells, self.reach.sum() / 2 - core_cells - other_cells)
        ties = (core_ties, other_ties, self.degree.sum() / 2 - core_ties - other_ties)
        total = max(float(self.degree.sum()) / 2, 1.0)
        explained: _Floats = sum(
            (tied**2 / np.maximum(there, 1.0) for tied, there in zip(ties, cells, strict=True)),
            start=np.zeros(np.shape(core_cells)),
        )
        return explained / total

    def steps(self, here: _Counts, after: _Counts) -> NDArray[np.intp]:
        """Choose, for each split, the change that fits best, or fits as well and is more even.

        Parameters
        ----------
        here : arrays, shape (splits,)
        after : arrays, shape (splits, changes)

        Returns
        -------
        array of int, shape (splits,)
            Which change; -1 where none helps.
        """
        fit, even = self.fit(after), self.evenness(after)
        now, best = self.fit(here)[:, None], fit.max(axis=1, keepdims=True)
        more_even = even > self.evenness(here)[:, None] + 1e-9
        even = np.where((best > now + _GAIN) | more_even, even, -1.0)
        even = np.where(fit >= np.maximum(best, now + _GAIN) - _GAIN, even, -1.0)
        chosen: NDArray[np.intp] = even.argmax(axis=1)
        rows = np.arange(len(chosen))
        helps = (even[rows, chosen] >= 0) & (fit[rows, chosen] > _UNDEFINED)
        return np.where(helps, chosen, -1)


def best_split(
    ties: _Floats, cells: _Flags, between: float | None, score: _Floats, seed: int
) -> Split:
    """Search for the split into core and periphery that fits best.

    Parameters
    ----------
    ties : array of float, shape (n, n)
        0 or 1; 0 where the pair is not known.
    cells : array of bool, shape (n, n)
        Which pairs are known.
    between : float or None
        The ideal between core and periphery; None leaves these cells out.
    score : array of float, shape (n,)
        Coreness: one of the starts is the best cut of its order.
    seed : int
        Of the random starts: 20 with fewer than 200 actors, 10 with fewer than 500, else 3.
    """
    whole = cells.astype(float)
    problem = _Problem(ties + ties.T, whole + whole.T, between)
    found = _climb(problem, list(_starts(problem, score, seed)))
    best = max((fit for _, fit, _ in found), default=_UNDEFINED)
    if best <= _UNDEFINED:
        return Split(np.zeros(len(ties), dtype=bool), float("nan"), len(found), 0)
    same = [(round(even, 9), core.tolist()) for core, fit, even in found if fit > best - 1e-9]
    return Split(np.array(max(same)[1]), float(best), len(found), len(same))


def _starts(problem: _Problem, score: _Floats, seed: int) -> Iterator[_Flags]:
    count = len(score)
    if count < 3:
        return
    for value in (problem.degree, score):
        yield _best_cut(problem, np.argsort(-value, kind="stable"))
    draw = np.random.default_rng(seed)
    for _ in range(20 if count < 200 else 10 if count < 500 else 3):
        yield draw.random(count) < 0.5


def _best_cut(problem: _Problem, order: NDArray[np.intp]) -> _Flags:
    """Take the first so many of an order into the core, as many as fit best."""
    count = len(order)
    ties, cells = problem.ties[np.ix_(order, order)], problem.cells[np.ix_(order, order)]
    counts = (
        *_nested(cells, ties),
        *(x[::-1] for x in _nested(cells[::-1, ::-1], ties[::-1, ::-1])),
    )
    core = np.zeros(count, dtype=bool)
    core[order[: int(problem.fit(counts).argmax())]] = True
    return core


def _nested(cells: _Floats, ties: _Floats) -> tuple[_Floats, _Floats]:
    """Count the cells and the ties among the first 0, 1, 2, ... actors."""
    within = (np.tril(table, -1).sum(axis=1).cumsum() for table in (cells, ties))
    first, second = (np.concatenate([[0.0], total]) for total in within)
    return first, second


def _climb(problem: _Problem, starts: list[_Flags]) -> list[tuple[_Flags, float, float]]:
    """From each start, move the actor, or exchange the two, that help most, until nothing helps.

    All starts climb side by side: what each does depends on itself alone.
    """
    if not starts:
        return []
    core = np.array(starts)
    tied, seen = core @ problem.ties, core @ problem.cells
    climbing = np.arange(len(core))
    while len(climbing):
        moved = _moves(problem, core[climbing], tied[climbing], seen[climbing])
        for split, actors in zip(climbing, moved, strict=True):
            for actor in actors:
                sign = -1.0 if core[split, actor] else 1.0
                core[split, actor] = not core[split, actor]
                tied[split] += sign * problem.ties[actor]
                seen[split] += sign * problem.cells[actor]
        climbing = climbing[[bool(actors) for actors in moved]]
    here = _inside(problem, core, tied, seen)
    return list(zip(core, problem.fit(here).tolist(), problem.evenness(here).tolist(), strict=True))


def _moves(problem: _Problem, core: _Flags, tied: _Floats, seen: _Floats) -> list[list[int]]:
    """Give the actors that change sides in each split; nobody where nothing helps."""
    here = _inside(problem, core, tied, seen)
    best = problem.steps(here, _after_move(problem, here, core, tied, seen))
    moved = [[one] if one >= 0 else [] for one in best.tolist()]
    if core.shape[1] <= _SWAPS_UP_TO:
        for split in np.flatnonzero(best < 0):
            counts = tuple(one[[split]] for one in here)
            moved[split] = _best_swap(problem, counts, core[split], tied[split], seen[split])
    return moved


def _inside(problem: _Problem, core: _Flags, tied: _Floats, seen: _Floats) -> _Counts:
    """Count cells and ties inside the core and inside the periphery of each split."""
    rest = ~core
    counts = (
        seen * core,
        tied * core,
        (problem.reach - seen) * rest,
        (problem.degree - tied) * rest,
    )
    return tuple(count.sum(axis=1) / 2 for count in counts)


def _after_move(
    problem: _Problem,
    here: _Counts,
    core: _Flags,
    tied: _Floats,
    seen: _Floats,
) -> _Counts:
    """Give the counts of each split after each single actor changed sides."""
    sign = np.where(core, -1.0, 1.0)
    other_seen, other_tied = problem.reach - seen, problem.degree - tied
    return (
        here[0][:, None] + sign * seen,
        here[1][:, None] + sign * tied,
        here[2][:, None] - sign * other_seen,
        here[3][:, None] - sign * other_tied,
    )


def _best_swap(
    problem: _Problem, here: _Counts, core: _Flags, tied: _Floats, seen: _Floats
) -> list[int]:
    """Find the best exchange of one actor of the core of a split with one of its periphery."""
    leave, come = np.flatnonzero(core), np.flatnonzero(~core)
    if not len(leave) or not len(come):
        return []
    nothing = (np.zeros(1),) * 4
    change = [one[0] for one in _after_move(problem, nothing, core[None], tied[None], seen[None])]
    grid = np.ix_(leave, come)
    between = (problem.cells[grid], problem.ties[grid]) * 2
    counts = tuple(
        (total + one[leave][:, None] + one[come][None, :] - cells).reshape(1, -1)
        for total, one, cells in zip(here, change, between, strict=True)
    )
    best = int(problem.steps(here, counts)[0])
    if best < 0:
        return []
    row, column = divmod(best, len(come))
    return [int(leave[row]), int(come[column])]

"""What a regression over pairs of actors is fitted to: the cells in use, and who may be moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tiesnet.errors import TiesnetError
from tiesnet.inference.models.flaws import flaws
from tiesnet.inference.pairs import PairValues, enough, exchangeable, known_together
from tiesnet.inference.words import count
from tiesnet.language import localised, say

INTERCEPT = "intercept"
MOST_ACTORS = 3_000
"""Above so many actors the tables of all pairs no longer fit into the memory of a desk computer."""
_Values = NDArray[np.float64]
_Flags = NDArray[np.bool_]
_Places = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Design:
    """The outcome and the predictors of a model over the cells known in all of them.

    Attributes
    ----------
    outcome : PairValues
    predictors : tuple of PairValues
        In the order of the formula.
    names : tuple of str
        The columns of `X`: "intercept", then the predictors.
    rows, cols : array of int, shape (cells,)
        The pairs in use, row by row; of a symmetric model one triangle.
    y : array of float, shape (cells,)
    X : array of float, shape (cells, predictors + 1)
        The first column is 1.
    groups : array of int, shape (n,)
        Actors of one group may change places, since the same cells are in use of both; -1: stays
        where it is. Orders drawn with `tiesnet.inference.orders` map the cells in use onto
        themselves.
    n : int
        Actors.
    symmetric : bool
        Whether every pair stands once, since nothing in the model has a direction.
    """

    outcome: PairValues
    predictors: tuple[PairValues, ...]
    names: tuple[str, ...]
    rows: _Places
    cols: _Places
    y: _Values
    X: _Values
    groups: _Places
    n: int
    symmetric: bool

    @property
    def actors(self) -> int:
        """Actors of whom at least one cell is in use."""
        return len(np.union1d(self.rows, self.cols))

    def place(self, column: _Values) -> _Values:
        """Lay values of the cells into a table of all pairs, shape (n, n); 0 where not in use."""
        table = np.zeros((self.n, self.n))
        table[self.rows, self.cols] = column
        if self.symmetric:
            table[self.cols, self.rows] = column
        return table

    def gather(self, column: _Values, orders: _Places) -> _Values:
        """Permute values of the cells, shape (orders, cells).

        Cell (i, j) of replication k gets the value of the pair (orders[k, i], orders[k, j]).
        """
        flat = orders[:, self.rows] * self.n + orders[:, self.cols]
        permuted: _Values = self.place(column).ravel()[flat]
        return permuted


def make_design(
    outcome: PairValues,
    predictors: Sequence[PairValues],
    among: _Flags | None = None,
    cells: _Flags | None = None,
) -> Design:
    """Put variables over the same pairs into a design.

    Parameters
    ----------
    outcome, predictors : PairValues
        All of the same actors.
    among : array of bool, shape (actors,), optional
        Who may be moved at all: those that answered. Everybody by default.
    cells : array of bool, shape (actors, actors), optional
        The cells that may be used; fewer than are known when several models are to be compared.

    Raises
    ------
    TiesnetError
        Too many actors, too few cells, a variable that is the same in all cells, a predictor
        that follows from others, too few actors that can change places: all that is wrong.
    """
    n = len(outcome.values)
    refuse_large(n)
    known = known_together([outcome, *predictors])
    if cells is not None:
        known &= cells
    variables = (outcome, *predictors)
    symmetric = all(one.symmetric for one in variables) and bool((known == known.T).all())
    rows, cols = np.nonzero(np.triu(known) if symmetric else known)
    _enough_cells(len(rows), len(predictors))
    columns = [np.ones(len(rows)), *(one.values[rows, cols] for one in predictors)]
    y, X = outcome.values[rows, cols].astype(float), np.column_stack(columns)
    names = (INTERCEPT, *(one.name for one in predictors))
    if found := flaws(outcome.name, y, X, names):
        raise TiesnetError(" ".join(found), say("Leave it out of the formula, or choose another."))
    groups = exchangeable(known, among)
    enough(groups)
    return Design(outcome, tuple(predictors), names, rows, cols, y, X, groups, n, symmetric)


def refuse_large(actors: int) -> None:
    """Refuse tables of all pairs that would not fit into memory.

    Raises
    ------
    TiesnetError
        More than `MOST_ACTORS` actors.
    """
    if actors > MOST_ACTORS:
        raise TiesnetError(
            say(
                "A regression over pairs takes at most {most_actors} actors, and there "
                "are {actors}.",
                most_actors=localised(f"{MOST_ACTORS:,}"),
                actors=localised(f"{actors:,}"),
            ),
            say("Choose fewer with net.firms() or net.keep(ids)."),
        )


def _enough_cells(cells: int, predictors: int) -> None:
    if cells <= predictors + 2:
        raise TiesnetError(
            say(
                "Only {pairs_are} known in all variables, too few for a model with {predictor}.",
                pairs_are=count(cells, "pair is", "pairs are"),
                predictor=count(predictors, "predictor"),
            ),
            say("Leave out the variable with the most gaps."),
        )

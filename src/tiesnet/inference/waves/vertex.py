"""The bootstrap of actors of Snijders & Borgatti: draw actors again, with the ties they have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tiesnet.inference.engine import Chunk, replicate
from tiesnet.language import word

_Places = NDArray[np.intp]
_Values = NDArray[np.float64]


class Draw(NamedTuple):
    """Actors drawn with replacement.

    Attributes
    ----------
    picks : array of int, shape (actors,)
        Who was drawn, in each place.
    one, other : array of int, shape (copies,)
        The pairs of places that hold the same actor twice.
    i, j : array of int, shape (copies,)
        Two actors each, drawn at random: what is between them stands between the two places.
    """

    picks: _Places
    one: _Places
    other: _Places
    i: _Places
    j: _Places


def draws(chunk: Chunk, strata: _Places) -> Iterator[Draw]:
    """Draw actors from within each stratum, as many as it has, for every replication of a chunk.

    An actor drawn twice has no tie to itself that could be copied: such a pair of places takes
    the ties of a pair of the stratum drawn at random (Snijders & Borgatti 1999).
    """
    rng = chunk.rng()
    members = [np.flatnonzero(strata == one) for one in np.unique(strata)]
    for _ in chunk.numbers():
        yield _joined([_draw(group, rng) for group in members])


def _draw(group: _Places, rng: np.random.Generator) -> Draw:
    size = len(group)
    drawn = np.sort(rng.integers(size, size=size))
    ends = [np.zeros(0, dtype=np.intp)]
    ends += [np.flatnonzero(drawn[k:] == drawn[:-k]) for k in range(1, _most(drawn))]
    gaps = [np.full(len(part), k) for k, part in enumerate(ends)]
    one = np.concatenate(ends)
    i = rng.integers(size, size=len(one))
    j = rng.integers(max(size - 1, 1), size=len(one))
    return Draw(group[drawn], one, one + np.concatenate(gaps), group[i], group[j + (j >= i)])


def _most(drawn: _Places) -> int:
    return int(np.bincount(drawn).max(initial=0))


def _joined(parts: Sequence[Draw]) -> Draw:
    """Put the draws of the strata one after the other."""
    starts = np.cumsum([0, *(len(part.picks) for part in parts[:-1])])
    moved = [
        part._replace(one=part.one + start, other=part.other + start)
        for part, start in zip(parts, starts, strict=True)
    ]
    return Draw(*(np.concatenate(columns) for columns in zip(*moved, strict=True)))


def totals(
    values: Sequence[_Values],
    strata: _Places,
    *,
    replications: int,
    seed: int,
    workers: int | None,
    between: bool = False,
    salt: int = 0,
) -> _Values:
    """Add up numbers of pairs over the actors drawn, resample after resample.

    Parameters
    ----------
    values : sequence of array, shape (actors, actors)
        Numbers of ordered pairs, 0 on the diagonal.
    strata : array of int, shape (actors,)
        Actors are drawn from within each.
    between : bool, default False
        Give the sums for every two strata apart.

    Returns
    -------
    array, shape (replications, values), or (replications, values, strata, strata)
    """
    size = len(strata)
    labels, code = np.unique(strata, return_inverse=True)
    of = np.zeros((size, len(labels) if between else 1))
    of[np.arange(size), code if between else 0] = 1.0

    def drawn(chunk: Chunk) -> _Values:
        found = np.zeros((chunk.size, len(values), of.shape[1], of.shape[1]))
        for place, draw in enumerate(draws(chunk, strata)):
            weight = np.bincount(draw.picks, minlength=size)[:, None] * of
            group = of[draw.i].argmax(axis=1)
            for k, cells in enumerate(values):
                found[place, k] = weight.T @ cells @ weight
                both = cells[draw.i, draw.j] + cells[draw.j, draw.i]
                np.add.at(found[place, k], (group, group), both)
        return found if between else found[:, :, 0, 0]

    return replicate(
        drawn,
        replications,
        seed=seed,
        workers=workers,
        salt=salt,
        label=word("Drawing actors again"),
    )


def resampled(
    statistic: Callable[[Draw], _Values],
    strata: _Places,
    *,
    replications: int,
    seed: int,
    workers: int | None,
    salt: int = 0,
) -> _Values:
    """Compute anything on the actors drawn, resample after resample."""

    def drawn(chunk: Chunk) -> _Values:
        return np.stack([statistic(draw) for draw in draws(chunk, strata)])

    return replicate(
        drawn,
        replications,
        seed=seed,
        workers=workers,
        salt=salt,
        label=word("Drawing actors again"),
    )

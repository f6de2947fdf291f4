"""Standard errors by drawing the actors of a cluster again (Snijders and Borgatti 1999)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.inference.engine import Chunk, replicate
from tiesnet.language import word
from tiesnet.network import Network, adjacency

Values = NDArray[np.float64]
TEST = word("bootstrap of actors, difference over its resamples")
NULL = word("no difference: the resampled differences moved to a mean of 0")
DENSITY, PER_ACTOR, RECIPROCITY = "density_known", "ties_per_actor", "reciprocity_known"
TIED = (DENSITY, PER_ACTOR, RECIPROCITY)
"""Numbers of a network that are drawn again with all ties of the actors drawn."""


@dataclass(frozen=True, eq=False)
class Pairs:
    """The known pairs of one layer, ready to be drawn again.

    An actor drawn twice stands there twice, and nothing is known of the pair of its copies: that
    pair gets the ties of a known pair drawn at random.

    Attributes
    ----------
    ties : csr_array, shape (actors, actors)
        1 for a tie in a known ordered pair.
    mutual, single : csr_array
        1 for ordered pairs known both ways that are tied both ways, or this way only.
    kinds : array of int, shape (actors,)
        Actors that answered alike have the same number.
    rule, rule_both : array of bool, shape (kinds, kinds)
        Whether the pairs of two kinds are known; both ways.
    copies : array of float, shape (3,)
        Share of the pairs known both ways that are tied both ways, one way, not at all.
    density : float
        Share of the known ordered pairs that are tied, for layers of which no pair is known both
        ways.
    """

    ties: sparse.csr_array
    mutual: sparse.csr_array
    single: sparse.csr_array
    kinds: NDArray[np.intp]
    rule: Values
    rule_both: Values
    copies: Values
    density: float

    @classmethod
    def of(cls, view: Network) -> Pairs:
        """Read the pairs of a layer or union."""
        flags = view.respondents.answered.to_numpy(dtype=np.int8)
        kinds = np.unique(flags, axis=0, return_inverse=True)[1].reshape(-1)
        rule = (view.respondents.known_pairs(kinds) > 0).astype(float)
        both = (view.respondents.known_pairs(kinds, both=True) > 0).astype(float)
        if not view.directed:
            rule = both
        cells = adjacency(view).tocoo()
        ends = kinds[cells.row], kinds[cells.col]
        # Kinds with one member have no pair of their own, so that their diagonal may say no.
        ties = _kept(cells, rule[ends] > 0)
        sure = _kept(cells, both[ends] > 0)
        mutual = sparse.csr_array(sure.multiply(sure.T))
        pairs = int(view.respondents.known_pairs(both=True).sum()) // 2
        two, one = int(mutual.nnz) // 2, int(sure.nnz - mutual.nnz)
        known = int(view.respondents.known_pairs(both=not view.directed).sum())
        shares = np.array([two, one, pairs - two - one]) / max(pairs, 1)
        return cls(
            ties,
            mutual,
            sparse.csr_array(sure - mutual),
            kinds,
            rule,
            both,
            shares if pairs else np.full(3, np.nan),
            ties.nnz / known if known else np.nan,
        )

    def drawn(self, counts: Values, rng: np.random.Generator) -> dict[str, Values]:
        """Compute the numbers on actors drawn again.

        Parameters
        ----------
        counts : array of float, shape (draws, actors)
            How often each actor was drawn.
        rng : numpy.random.Generator
            For the ties between copies of one actor.
        """
        twins = (counts * (counts - 1)).sum(axis=1) / 2
        two, one = _copies(self, twins.astype(np.int64), rng)
        pairs = _known(self, counts, self.rule) + 2 * twins
        tied = _across(self.ties, counts) + 2 * two + one
        returned = _across(self.mutual, counts) + 2 * two
        alone = _across(self.single, counts) + one
        density = _over(tied, pairs)
        return {
            DENSITY: density,
            PER_ACTOR: density * (counts.shape[1] - 1),
            RECIPROCITY: _over(returned, returned + alone),
        }


def _kept(cells: sparse.coo_array, which: NDArray[np.bool_]) -> sparse.csr_array:
    ends = (cells.row[which], cells.col[which])
    return sparse.csr_array((np.ones(int(which.sum())), ends), shape=cells.shape)


def _copies(
    pairs: Pairs, twins: NDArray[np.int64], rng: np.random.Generator
) -> tuple[Values, Values]:
    """Draw how many pairs of copies are tied both ways, and how many one way."""
    if not np.isnan(pairs.copies).any():
        drawn = rng.multinomial(twins, pairs.copies)
        return drawn[:, 0].astype(float), drawn[:, 1].astype(float)
    share = 0.0 if np.isnan(pairs.density) else pairs.density
    return np.zeros(len(twins)), rng.binomial(2 * twins, share).astype(float)


def _across(matrix: sparse.csr_array, counts: Values) -> Values:
    """Add up the ties between actors drawn: count of one times count of the other."""
    made: Values = ((matrix @ counts.T).T * counts).sum(axis=1)
    return made


def _known(pairs: Pairs, counts: Values, rule: Values) -> Values:
    """Count the known ordered pairs of different actors among those drawn."""
    size = np.zeros((len(counts), len(rule)))
    for kind in range(len(rule)):
        size[:, kind] = counts[:, pairs.kinds == kind].sum(axis=1)
    own = np.diag(rule)[pairs.kinds]
    made: Values = ((size @ rule) * size).sum(axis=1) - (counts**2 * own).sum(axis=1)
    return made


def _over(above: Values, below: Values) -> Values:
    made: Values = np.divide(above, below, out=np.full(len(above), np.nan), where=below > 0)
    return made


def draw_again(
    count: int,
    units: Mapping[str, Values],
    pairs: Mapping[str, Pairs],
    *,
    replications: int,
    seed: int,
    workers: int | None = None,
    salt: int = 0,
) -> dict[str, Values]:
    """Compute means over firms and numbers of layers on actors drawn again.

    Parameters
    ----------
    count : int
        Actors inside the cluster.
    units : mapping of key to array, shape (actors,)
        Values whose mean is wanted; NaN stays out.
    pairs : mapping of key to Pairs
        Layers; their numbers come as ``key density_known`` and so on, for each of `TIED`.
    replications, seed, workers, salt
        See `tiesnet.inference.replicate`.

    Returns
    -------
    dict of str to array, shape (replications,)
        NaN where a number is not defined in a resample.
    """
    keys = [*units, *(f"{key} {name}" for key in pairs for name in TIED)]
    if not keys or not count:
        return {}
    work = _work(count, dict(units), dict(pairs))
    drawn = replicate(
        work, replications, seed=seed, workers=workers, label=word("Drawing firms again"), salt=salt
    )
    return {key: drawn[:, place] for place, key in enumerate(keys)}


def _work(
    count: int, units: dict[str, Values], pairs: dict[str, Pairs]
) -> Callable[[Chunk], Values]:
    known = {key: ~np.isnan(values) for key, values in units.items()}
    filled = {key: np.where(known[key], values, 0.0) for key, values in units.items()}

    def work(chunk: Chunk) -> Values:
        rng = chunk.rng()
        counts = rng.multinomial(count, np.full(count, 1 / count), size=chunk.size).astype(float)
        columns = [_over(counts @ filled[key], counts @ known[key].astype(float)) for key in units]
        for layer in pairs.values():
            made = layer.drawn(counts, rng)
            columns += [made[name] for name in TIED]
        return np.column_stack(columns)

    return work

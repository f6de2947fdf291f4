"""Yes, no or not known for every pair of firms, how many of them are tied, and against chance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.diagnosis.evidence import Gap
from tiesnet.inference import TestResult, permute_labels
from tiesnet.language import say, word
from tiesnet.network import Network, adjacency, members

NO, YES, UNKNOWN = 0, 1, 2
MOST_FIRMS = 3000
"""With more firms than this there are too many pairs to shuffle a thousand times."""
NULL = word("what is known of each firm shuffled among the firms that answered")
_Places = NDArray[np.intp]
_Counts = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class PairKinds:
    """Several kinds of pairs at once, such as neighbours and firms of one origin.

    Attributes
    ----------
    names : tuple of str
        The kinds.
    codes : array of int, shape (firms, firms)
        One digit of base 3 per kind: 0 no, 1 yes, 2 not known. Symmetric.
    """

    names: tuple[str, ...]
    codes: NDArray[np.int16]

    @cached_property
    def digits(self) -> NDArray[np.int64]:
        """The digits of every code, shape (codes, kinds)."""
        places = 3 ** np.arange(len(self.names))
        return np.asarray(np.arange(3 ** len(self.names))[:, None] // places % 3)

    @cached_property
    def overlap(self) -> NDArray[np.int64]:
        """How many kinds hold for every code; -1 when one of them is not known."""
        count = (self.digits == YES).sum(axis=1)
        return np.where((self.digits == UNKNOWN).any(axis=1), -1, count)

    @cached_property
    def split(self) -> NDArray[np.int64]:
        """Which codes are of each kind, and which are not: two columns per kind."""
        flags = np.stack([self.digits == YES, self.digits == NO], axis=2)
        return flags.reshape(len(self.digits), -1).astype(np.int64)

    @cached_property
    def _flat(self) -> NDArray[np.int16]:
        return np.ascontiguousarray(self.codes).ravel()

    def tally(self, one: _Places, other: _Places) -> _Counts:
        """Count pairs by code."""
        places = one * len(self.codes) + other
        return np.bincount(self._flat.take(places), minlength=3 ** len(self.names))


def upper(count: int) -> tuple[_Places, _Places]:
    """Give every pair of actors once."""
    one, other = np.triu_indices(count, 1)
    return one.astype(np.intp), other.astype(np.intp)


def pair_kinds(count: int, kinds: Mapping[str, Any]) -> PairKinds:
    """Put nullable booleans over the pairs of `upper` together."""
    codes = np.zeros((count, count), dtype=np.int16)
    one, other = upper(count)
    for place, values in enumerate(kinds.values()):
        told = pd.array(values, dtype="boolean")
        digit = np.where(told.isna(), UNKNOWN, told.fillna(False).astype(np.int16))
        codes[one, other] += (digit * 3**place).astype(np.int16)
    codes[other, one] = codes[one, other]
    return PairKinds(tuple(kinds), codes)


@dataclass(frozen=True, eq=False)
class TiedPairs:
    """The pairs of firms of one layer of which it is known whether they are tied.

    Attributes
    ----------
    one, other : array of int
        The tied pairs that are known, each once, directions ignored.
    known : array of bool
        Which of the pairs of `upper` are known.
    answered : array of bool
        Which firms answered every question of the layer: labels are shuffled among these.
    """

    one: _Places
    other: _Places
    known: NDArray[np.bool_]
    answered: NDArray[np.bool_]


def tied_pairs(view: Network) -> TiedPairs:
    """Find the known pairs of a view, tied and not; a pair is known when both directions are."""
    one, other = upper(len(view.actors))
    told = view.respondents
    known = told.known(one, other) & told.known(other, one)
    matrix = adjacency(view)
    tied = np.asarray((matrix + matrix.T).todense())[one, other] != 0
    chosen = np.flatnonzero(known & tied)
    return TiedPairs(one[chosen], other[chosen], known, told.observed().to_numpy(dtype=bool))


@dataclass(frozen=True, eq=False)
class Tallied:
    """Pairs and tied pairs by code, as observed, and tests of what depends on them.

    Attributes
    ----------
    kinds : PairKinds
    ties, pairs : array of int, shape (codes,)
    tests : mapping of str to TestResult
        ``trend`` (change of the tie rate per kind more that holds), and for each kind the tie
        rate of pairs that are of the kind less that of those that are not.
    """

    kinds: PairKinds
    ties: _Counts
    pairs: _Counts
    tests: Mapping[str, TestResult]

    def of(self, name: str) -> tuple[int, int, int, int]:
        """Give tied pairs and pairs of one kind, then those of the others."""
        return _splits(self.kinds, self.ties, self.pairs)[self.kinds.names.index(name)]


def tallied(
    tied: TiedPairs, kinds: PairKinds, replications: int, seed: int, test: bool = True
) -> Tallied:
    """Count pairs by kind and test them: all that is known of each firm moves together.

    Of the pairs that are not tied only their number by code matters, and that of all pairs does
    not change when firms swap places: so the fewer of the known and the unknown are counted.
    """
    one, other = upper(len(kinds.codes))
    few = tied.known if tied.known.sum() * 2 < len(tied.known) else ~tied.known
    whole = kinds.tally(one, other)
    left, right = one[few], other[few]

    def counts(order: NDArray[Any]) -> tuple[_Counts, _Counts]:
        pairs = kinds.tally(order[left], order[right])
        ties = kinds.tally(order[tied.one], order[tied.other])
        return ties, pairs if few is tied.known else whole - pairs

    def statistic(order: NDArray[Any]) -> dict[str, float]:
        ties, pairs = counts(order)
        found = {
            name: _difference(*numbers)
            for name, numbers in zip(kinds.names, _splits(kinds, ties, pairs), strict=True)
        }
        return {"trend": _trend(kinds.overlap, ties, pairs), **found}

    start = np.arange(len(kinds.codes))
    tests = (
        permute_labels(
            statistic,
            start,
            among=tied.answered,
            replications=replications,
            seed=seed,
            null=NULL,
        )
        if test
        else {}
    )
    return Tallied(kinds, *counts(start), tests)


def odds_ratio(ties: int, pairs: int, other_ties: int, other_pairs: int) -> tuple[float, bool]:
    """Compare the odds of a tie in two groups of pairs; half is added to all where one is empty.

    Returns
    -------
    ratio : float
        Empty when a group has no pair.
    added : bool
        Whether half was added (Haldane 1956).
    """
    if not pairs or not other_pairs:
        return float("nan"), False
    cells = np.array([ties, pairs - ties, other_ties, other_pairs - other_ties], dtype=float)
    added = bool((cells == 0).any())
    a, b, c, d = cells + 0.5 * added
    return float(a * d / (b * c)), added


def _splits(kinds: PairKinds, ties: _Counts, pairs: _Counts) -> list[tuple[int, int, int, int]]:
    """Give for each kind its tied pairs and its pairs, then those of the others."""
    tied, every = (ties @ kinds.split).tolist(), (pairs @ kinds.split).tolist()
    return list(zip(tied[::2], every[::2], tied[1::2], every[1::2], strict=True))


def _difference(ties: int, pairs: int, other_ties: int, other_pairs: int) -> float:
    if not pairs or not other_pairs:
        return float("nan")
    return ties / pairs - other_ties / other_pairs


def _trend(overlap: NDArray[np.int64], ties: _Counts, pairs: _Counts) -> float:
    """Give the slope of the tie rate over the number of kinds that hold, by least squares."""
    here = overlap >= 0
    x, t, n = overlap[here], ties[here], pairs[here]
    total = n.sum()
    if not total:
        return float("nan")
    centred = x - (n * x).sum() / total
    spread = float((n * centred**2).sum())
    return float((t * centred).sum()) / spread if spread > 0 else float("nan")


def unions(net: Network) -> list[str]:
    """Name the unions of a network, all ties first; one of the same relations stands once."""
    found: dict[tuple[str, ...], str] = {}
    for name in ("all", "informal", "formal"):
        whole = tuple(members(net.layers, name))
        if whole:
            found.setdefault(whole, name)
    return list(found.values())


def cannot_pair(net: Network) -> Gap | None:
    """Say why pairs of firms cannot be counted: too few, too many, or not everybody was asked."""
    survey, firms = net.origin.survey, len(net.inside().firms().actors)
    design = str(survey.info.get("design", "") if survey is not None else "").strip().lower()
    if design in ("sample", "ego"):
        return Gap(
            "Which pairs of firms are tied cannot be said: not every firm was asked.",
            "Ask every firm of the cluster.",
        )
    if firms < 2:
        return Gap("There are no two firms to compare.", "Ask more than one firm.")
    if firms > MOST_FIRMS:
        return Gap(
            say("Pairs are not compared among more than {n} firms.", n=MOST_FIRMS),
            "Look at a part of the cluster: a stage, a sector or a town.",
        )
    return None

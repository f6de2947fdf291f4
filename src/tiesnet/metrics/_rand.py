"""How alike two partitions are: the adjusted Rand index."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

_Codes = NDArray[np.intp]


def adjusted_rand(one: _Codes, other: _Codes) -> float:
    """Compare two partitions of the same actors: 1 when equal, 0 on average by chance."""
    both, rows, columns = _crossed(one, other)
    return _adjusted(_pairs(both).sum(), _pairs(rows).sum(), _pairs(columns).sum(), len(one))


def _adjusted(pairs: float, in_one: float, in_other: float, actors: int) -> float:
    """Correct the pairs that two partitions put together for chance."""
    total = _pairs(actors)
    expected = in_one * in_other / total if total else 0.0
    largest = (in_one + in_other) / 2
    return 1.0 if largest == expected else float((pairs - expected) / (largest - expected))


def rand_of_pairs(runs: list[_Codes]) -> list[float]:
    """Compare all pairs of partitions of the same actors, as `adjusted_rand` does one."""
    count = np.array([int(codes.max(initial=-1)) + 1 for codes in runs])
    start = np.cumsum(count) - count
    place = np.arange(len(runs[0]))
    rows, columns = (
        np.tile(place, len(runs)),
        np.concatenate([codes + first for codes, first in zip(runs, start, strict=True)]),
    )
    shape = (len(place), int(count.sum()))
    member = sparse.csr_array((np.ones(len(rows), dtype=np.int64), (rows, columns)), shape=shape)
    cross = (member.T @ member).tocoo()
    run = np.repeat(np.arange(len(runs)), count)
    both = np.zeros((len(runs), len(runs)))
    np.add.at(both, (run[cross.row], run[cross.col]), _pairs(cross.data))
    inside = np.diag(both)
    return [
        _adjusted(both[one, other], inside[one], inside[other], len(place))
        for one, other in combinations(range(len(runs)), 2)
    ]


def _pairs(size: Any) -> Any:
    return size * (size - 1) / 2


def overlap(one: _Codes, other: _Codes) -> NDArray[np.float64]:
    """Give each actor the overlap of its groups in two partitions."""
    cross = one * (int(other.max(initial=-1)) + 1) + other
    _, place, both = np.unique(cross, return_inverse=True, return_counts=True)
    common = both[place]
    share: NDArray[np.float64] = common / (
        np.bincount(one)[one] + np.bincount(other)[other] - common
    )
    return share


def _crossed(one: _Codes, other: _Codes) -> tuple[_Codes, _Codes, _Codes]:
    cross = one * (int(other.max(initial=-1)) + 1) + other
    return np.unique(cross, return_counts=True)[1], np.bincount(one), np.bincount(other)

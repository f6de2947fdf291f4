"""The engine behind every test: many replications, each chunk with a random stream of its own."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tiesnet.errors import TiesnetError
from tiesnet.language import say
from tiesnet.metrics import in_one_thread
from tiesnet.progress import tell

REPLICATIONS = 999
CHUNK = 100
"""Replications that share one random stream; never depends on the number of workers."""


@dataclass(frozen=True)
class Chunk:
    """Some replications of a test that are computed together.

    Attributes
    ----------
    number : int
        Which chunk it is, from 0.
    first, size : int
        Its first replication, and how many it has.
    seed, salt : int
        Of the whole test; tests within one call that should not share draws differ in `salt`.
    """

    number: int
    first: int
    size: int
    seed: int
    salt: int = 0

    def rng(self) -> np.random.Generator:
        """Give the chunk's own random stream, from its beginning."""
        keys = (self.salt, self.number)
        return np.random.default_rng(np.random.SeedSequence(self.seed, spawn_key=keys))

    def numbers(self) -> range:
        """Number its replications, from 0 in the first chunk."""
        return range(self.first, self.first + self.size)


@in_one_thread
def replicate(
    work: Callable[[Chunk], NDArray[Any]],
    replications: int = REPLICATIONS,
    *,
    seed: int = 1,
    workers: int | None = None,
    label: str = "Permuting",
    size: int = CHUNK,
    threads: bool = False,
    salt: int = 0,
) -> NDArray[Any]:
    """Compute replications chunk by chunk, side by side where workers are given.

    The result depends on the seed alone, not on the number of workers or the back-end. Work is
    given to joblib; inside ``joblib.parallel_config`` its back-end is used, Dask and Ray included.

    Parameters
    ----------
    work : callable
        Takes a `Chunk` and gives an array of shape (chunk.size, ...). It must draw from
        ``chunk.rng()`` or from streams of its own made of the seed and ``chunk.numbers()``.
    replications : int, default 999
        How many.
    seed : int, default 1
        The same seed gives the same result.
    workers : int, optional
        Processes (or threads) side by side; -1 for one per core. By default what
        ``joblib.parallel_config`` says, else one.
    label : str
        What is being done, for the progress line.
    size : int, default 100
        Replications in a chunk. Another size gives other draws.
    threads : bool, default False
        Whether the work leaves Python's lock alone (compiled kernels, large arrays), so that
        threads are enough.
    salt : int, default 0
        Another salt gives other draws of the same seed.

    Returns
    -------
    array, shape (replications, ...)

    Raises
    ------
    TiesnetError
        Fewer than one replication, a seed below 0, or no worker.
    """
    _refuse(replications, seed, workers)
    chunks = [
        Chunk(number, first, min(size, replications - first), seed, salt)
        for number, first in enumerate(range(0, replications, size))
    ]
    done, parts = 0, []
    tell(label, 0, replications)
    results = _results(work, chunks, workers, threads)
    try:
        for part in results:
            parts.append(part)
            done += len(part)
            tell(label, done, replications)
    except KeyboardInterrupt:
        _leave(results)
        raise
    return np.concatenate(parts)


def _leave(results: Iterable[Any]) -> None:
    """End work that was asked to stop, without joblib's advice on what was begun in vain."""
    if isinstance(results, Generator):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            results.close()


def _refuse(replications: int, seed: int, workers: int | None) -> None:
    """Refuse what cannot be drawn, with everything that is wrong."""
    wrong = []
    if replications < 1:
        problem = say(
            "A test needs at least one replication, not {replications}.", replications=replications
        )
        wrong.append((problem, say("Ask for 999 or more.")))
    if seed < 0:
        problem = say("A seed is a whole number from 0 on, not {seed}.", seed=seed)
        wrong.append((problem, say("Choose another seed.")))
    if workers == 0:
        wrong.append(
            (say("Nothing is done by 0 workers."), say("Ask for 1, or for -1: one per core."))
        )
    if wrong:
        problems, repairs = zip(*wrong, strict=True)
        raise TiesnetError(" ".join(problems), " ".join(repairs))


def _results(
    work: Callable[[Chunk], NDArray[Any]], chunks: list[Chunk], workers: int | None, threads: bool
) -> Iterable[NDArray[Any]]:
    # joblib takes time to load; unless somebody configured it, one worker does not need it.
    alone = workers == 1 or (workers is None and "joblib" not in sys.modules)
    if alone or len(chunks) == 1:
        return map(work, chunks)
    import joblib

    if joblib.effective_n_jobs(workers) == 1:
        return map(work, chunks)
    parallel = joblib.Parallel(
        n_jobs=workers, prefer="threads" if threads else None, return_as="generator"
    )
    return parallel(joblib.delayed(work)(chunk) for chunk in chunks)  # type: ignore[no-any-return]

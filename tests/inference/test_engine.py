"""The engine: one stream per chunk, the same result for any number of workers or back-end."""

from __future__ import annotations

from collections.abc import Callable

import joblib
import numpy as np
import pytest

from tiesnet.errors import TiesnetError
from tiesnet.inference import Chunk, permute_labels, replicate
from tiesnet.progress import listening, stoppable


def _draws() -> Callable[[Chunk], np.ndarray]:
    # Made within a function, since a worker process cannot import this file by its name.
    return lambda chunk: chunk.rng().random((chunk.size, 2))


draws = _draws()


def test_workers_do_not_change_the_result() -> None:
    alone = replicate(draws, 250, seed=3)
    assert alone.shape == (250, 2)
    np.testing.assert_array_equal(alone, replicate(draws, 250, seed=3, workers=2))
    np.testing.assert_array_equal(alone, replicate(draws, 250, seed=3, workers=2, threads=True))
    np.testing.assert_array_equal(alone[:100], replicate(draws, 100, seed=3))
    assert (alone != replicate(draws, 250, seed=4)).all()
    assert (alone != replicate(draws, 250, seed=3, salt=1)).all()


def test_a_configured_back_end_is_used() -> None:
    with joblib.parallel_config(backend="threading", n_jobs=2):
        np.testing.assert_array_equal(replicate(draws, 250, seed=3), replicate(draws, 250, seed=3))


def test_labels_are_shuffled_alike_by_two_workers() -> None:
    labels = np.repeat([0, 1], 10)

    def within(mixed: np.ndarray) -> dict[str, float]:
        return {"alike": float((mixed[:-1] == mixed[1:]).sum())}

    alone = permute_labels(within, labels, replications=250, seed=3)
    assert alone == permute_labels(within, labels, replications=250, seed=3, workers=2)


def test_whoever_listens_hears_how_far_it_is() -> None:
    heard = []
    with listening(lambda label, done, total: heard.append((label, done, total))):
        replicate(draws, 250, label="Shuffling")
    assert heard[0] == ("Shuffling", 0, 250)
    assert heard[-1] == ("Shuffling", 250, 250)


@pytest.mark.parametrize("workers", [1, 2])
def test_it_stops_when_asked(workers: int) -> None:
    with stoppable() as ask, pytest.raises(KeyboardInterrupt):
        ask()
        replicate(draws, 1000, workers=workers)


def test_at_least_one_replication() -> None:
    with pytest.raises(TiesnetError, match="at least one replication"):
        replicate(draws, 0)


def test_what_cannot_be_drawn_is_told_at_once() -> None:
    with pytest.raises(TiesnetError, match="one replication, not 0.*not -1.*0 workers"):
        replicate(draws, 0, seed=-1, workers=0)

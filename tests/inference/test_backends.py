"""Tests run on any back-end of joblib, and give the same numbers."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import joblib
import numpy as np
import pytest

from tiesnet.inference import TestResult, permute_labels


def of_a_survey(workers: int | None = None) -> dict[str, TestResult]:
    """Test how often tied firms are alike; beside it, whether Dask did the work."""
    labels = np.arange(40) % 4
    one, other = np.random.default_rng(5).integers(0, 40, size=(2, 120))

    def likeness(mixed: np.ndarray) -> dict[str, float]:
        on_dask = "Dask" in threading.current_thread().name
        return {"same": float((mixed[one] == mixed[other]).sum()), "on_dask": float(on_dask)}

    return permute_labels(likeness, labels, replications=499, seed=3, workers=workers)


@contextmanager
def cluster() -> Iterator[None]:
    """A Dask cluster inside this process, with no network and no dashboard."""
    import dask
    from distributed import Client, LocalCluster

    settings = {
        "processes": False,
        "n_workers": 2,
        "threads_per_worker": 1,
        "dashboard_address": None,
    }
    quiet = dask.config.set({"distributed.scheduler.work-stealing": False})
    with quiet, LocalCluster(**settings) as workers, Client(workers):
        yield


@pytest.mark.parametrize("backend", ["threading", "sequential"])
def test_the_back_ends_of_joblib_give_the_same_numbers(backend: str) -> None:
    with joblib.parallel_config(backend=backend, n_jobs=2):
        assert of_a_survey() == of_a_survey(workers=1)


def test_dask_does_the_work_and_gives_the_same_numbers() -> None:
    pytest.importorskip("distributed")
    with cluster(), joblib.parallel_config(backend="dask"):
        assert joblib.effective_n_jobs() == 2
        there = of_a_survey()
    assert there["on_dask"].expected == 1
    assert there["same"] == of_a_survey(workers=1)["same"]

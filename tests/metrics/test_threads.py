"""Linear algebra runs in one thread while something is measured, and as before afterwards."""

from __future__ import annotations

from typing import Any

import numpy as np
from threadpoolctl import threadpool_info

from tiesnet.metrics import in_one_thread, measure, triad_census_counts
from tiesnet.network import adjacency, as_igraph, network_from_edges


def _threads() -> list[int]:
    return [found["num_threads"] for found in threadpool_info() if found["user_api"] == "blas"]


def test_one_thread_inside_and_the_usual_number_outside() -> None:
    usual = _threads()
    inside: list[int] = []

    @in_one_thread
    def look(*, raises: bool) -> None:
        """Look."""
        inside.extend(_threads())
        if raises:
            raise ValueError("stopped")

    look(raises=False)
    try:
        look(raises=True)
    except ValueError:
        inside.append(1)
    assert inside and set(inside) == {1}
    assert _threads() == usual
    assert look.__doc__ == "Look."


def test_measuring_is_one_of_them() -> None:
    wrapped: Any = measure
    assert wrapped.__wrapped__.__name__ == "measure"


def test_threesomes_are_those_of_igraph() -> None:
    rng = np.random.default_rng(4)
    for directed in (True, False):
        pairs = {
            tuple(map(str, sorted(p) if not directed else p))
            for p in rng.integers(0, 30, (90, 2))
            if p[0] != p[1]
        }
        net = network_from_edges(sorted(pairs), [str(k) for k in range(30)], directed=directed)
        graph = as_igraph(net).copy()
        if not directed:
            graph.to_directed(mode="mutual")
        assert triad_census_counts(adjacency(net)).tolist() == list(graph.triad_census())

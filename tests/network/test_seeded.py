"""igraph draws from one generator; threads that use it do not disturb each other."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import igraph

from tiesnet.network import igraph_seeded


def _drawn(seed: int) -> list[list[tuple[int, int]]]:
    with igraph_seeded(seed):
        return [igraph.Graph.Erdos_Renyi(n=30, m=40).get_edgelist() for _ in range(20)]


def test_threads_draw_what_they_draw_alone() -> None:
    alone = [_drawn(seed) for seed in range(8)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(_drawn, range(8))) == alone
    assert alone[0] != alone[1]


def test_another_thread_waits_until_the_generator_is_free() -> None:
    order: list[str] = []

    def other() -> None:
        with igraph_seeded(2):
            order.append("other")

    thread = threading.Thread(target=other)
    with igraph_seeded(1):
        thread.start()
        thread.join(0.05)
        order.append("first")
    thread.join()
    assert order == ["first", "other"]

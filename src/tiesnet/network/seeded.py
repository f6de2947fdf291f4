"""igraph's random numbers: one generator for the whole process, lent to one work at a time."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import igraph

_lent = threading.RLock()


@contextmanager
def igraph_seeded(seed: int) -> Iterator[None]:
    """Let igraph draw from a seed inside; another thread waits, so that neither changes the other.

    Examples
    --------
    >>> def drawn():
    ...     with igraph_seeded(1):
    ...         return igraph.Graph.Erdos_Renyi(n=9, m=9).get_edgelist()
    >>> drawn() == drawn()
    True
    """
    with _lent:
        igraph.set_random_number_generator(random.Random(seed))
        try:
            yield
        finally:
            igraph.set_random_number_generator(random)

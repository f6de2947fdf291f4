"""Linear algebra in one thread, so that its sums do not depend on the machine.

How a library parts a product among threads decides the order of its sums, and so their last
digits. Tables of some hundred actors are also done sooner by one thread than by several that
wait for each other.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


@cache
def _libraries() -> Any:
    """Find the libraries for linear algebra that numpy and scipy have loaded."""
    import scipy.linalg  # noqa: F401 - loads its own
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def in_one_thread(function: Callable[P, T]) -> Callable[P, T]:
    """Let a function do its linear algebra in one thread."""

    @wraps(function)
    def alone(*args: P.args, **kwargs: P.kwargs) -> T:
        with _libraries().limit(limits=1, user_api="blas"):
            return function(*args, **kwargs)

    return alone

"""How pandas keeps text while a report is made: in a way that suits many small tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

_STORAGE = ("mode.string_storage", "python")


@contextmanager
def small_tables() -> Iterator[None]:
    """Let pandas keep text as Python's own objects.

    Where pyarrow is installed, pandas keeps text with it. That pays off from millions of rows on;
    a report is thousands of small tables, and a tenth of its time went into the way to pyarrow
    and back.
    """
    import pandas as pd

    with pd.option_context(*_STORAGE):
        yield


def keep_tables_small() -> None:
    """Let pandas keep text as Python's own objects, from now on."""
    import pandas as pd

    pd.set_option(*_STORAGE)

"""Python's search for circles of objects, made rare while a report is made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_OBJECTS = 1_000_000


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Let Python look for circles of objects a few times only.

    Each search goes through all objects there are; tables and matrices hold no circles, so that
    a twelfth of the time went into finding nothing. A small survey needs no search at all.
    """
    usual = gc.get_threshold()
    collect_rarely()
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def collect_rarely() -> None:
    """Let Python look for circles of objects a few times only, from now on."""
    gc.set_threshold(_OBJECTS, *gc.get_threshold()[1:])

"""How far long work has come: whoever listens is told, nobody has to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from tiesnet.language import say

Listener = Callable[[str, int, int], None]
"""Called with what is being done, how many steps are done, and how many there are."""
_Item = TypeVar("_Item")
_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)
_asked: ContextVar[tuple[threading.Event, ...]] = ContextVar("asked", default=())


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Tell a listener of everything that is tracked inside the block.

    Examples
    --------
    >>> told = []
    >>> with listening(lambda label, done, total: told.append((label, done, total))):
    ...     for _ in track(["a", "b"], "Letters"):
    ...         pass
    >>> told
    [('Letters', 0, 2), ('Letters', 1, 2), ('Letters', 2, 2)]
    """
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


@contextmanager
def stoppable() -> Iterator[Callable[[], None]]:
    """Long work inside ends at its next step once the given function was called.

    Work in another thread is another work: it goes on unless it is asked itself.

    An interrupt can be lost: libraries written in C drop an exception that reaches them while
    they load or call back. Work that was asked to stop therefore asks again at every step.

    Raises
    ------
    KeyboardInterrupt
        At the first step after the call.
    """
    asked = threading.Event()
    token = _asked.set((*_asked.get(), asked))
    try:
        yield asked.set
    finally:
        _asked.reset(token)


def _go_on() -> None:
    if any(asked.is_set() for asked in _asked.get()):
        raise KeyboardInterrupt


def tell(label: str, done: int, total: int) -> None:
    """Say how far work has come that is not gone through item by item."""
    _go_on()
    listener = _listener.get()
    if listener is not None:
        listener(say(label), done, total)


def track(items: Collection[_Item], label: str) -> Iterator[_Item]:
    """Go through items one by one, and say how far it has come.

    Parameters
    ----------
    items : collection
        What is gone through.
    label : str
        What is being done, for people: "Measuring".
    """
    listener, total = _listener.get(), len(items)
    for done, item in enumerate(items):
        _go_on()
        if listener is not None:
            listener(say(label), done, total)
        yield item
    if listener is not None:
        listener(say(label), total, total)

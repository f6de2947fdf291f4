"""One line on the terminal that says how far long work has come."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tiesnet.progress import listening

if TYPE_CHECKING:
    from rich.progress import Progress

WAIT = 1.0  # seconds before the line appears; short work stays quiet


@contextmanager
def progress_line() -> Iterator[None]:
    """Show the progress of what runs inside; silent where nobody watches a terminal."""
    if not sys.stderr.isatty():
        yield
        return
    line = _Line()
    try:
        with listening(line.tell):
            yield
    finally:
        line.end()


class _Line:
    """The line: it appears late, shows one thing at a time and leaves no trace."""

    def __init__(self) -> None:
        self.shown: Progress | None = None
        self.state = ("", 0, 0)
        self.ended = False
        self.lock = threading.Lock()
        # A single long step tells nothing while it lasts, so a timer shows the line.
        self.timer = threading.Timer(WAIT, self._show)
        self.timer.daemon = True
        self.timer.start()

    def tell(self, label: str, done: int, total: int) -> None:
        with self.lock:
            if self.shown is not None and label != self.state[0]:
                self.shown.remove_task(self.shown.task_ids[0])
                self.shown.add_task(label, total=total)
            self.state = (label, done, total)
            self._update()

    def end(self) -> None:
        self.timer.cancel()
        with self.lock:
            self.ended = True
            if self.shown is not None:
                self.shown.stop()

    def _show(self) -> None:
        with self.lock:
            if self.ended:  # while the timer waited for the lock
                return
            self.shown = _begin()
            self.shown.add_task(self.state[0] or "Reading", total=self.state[2] or None)
            self._update()

    def _update(self) -> None:
        if self.shown is not None and self.state[0]:
            _, done, total = self.state
            self.shown.update(self.shown.task_ids[0], completed=done, total=total)


def _begin() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    shown = Progress(*columns, console=Console(stderr=True), transient=True)
    shown.start()
    return shown

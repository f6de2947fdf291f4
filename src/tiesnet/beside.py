"""A second process that takes on part of the work of a report.

Python computes on one core at a time. Where a machine has a second one, a process beside this one
takes on whole pieces of the work. Which of the two did a piece changes nothing in its result.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pkgutil import resolve_name
from typing import Any

from tiesnet.language import in_language, language
from tiesnet.progress import tell

Work = Callable[..., Any]
"""A function of a module; it is given what the process beside holds, then its own arguments."""
_at_hand: ContextVar[Beside | None] = ContextVar("beside", default=None)
_GONE = (EOFError, OSError)


def cores() -> int:
    """Count the cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def beside(load: str) -> Iterator[Beside]:
    """Start a process beside this one; work inside the block finds it with `at_hand`.

    It ends with the block, whatever happens, and by itself when this process is gone.

    Parameters
    ----------
    load : str
        Name of a function that is called there first, to load what will be needed while this
        process goes on: "package.module:function".
    """
    made = Beside(load)
    token = _at_hand.set(made)
    try:
        yield made
    finally:
        _at_hand.reset(token)
        made.end()


def at_hand() -> Beside | None:
    """Give the process beside this one, if there is one and it has nothing else to do."""
    found = _at_hand.get()
    return found if found is not None and found.free else None


class Gone(Exception):
    """The process beside this one has ended; this one does the work itself."""


class Beside:
    """The process beside this one. It does one piece of work at a time."""

    def __init__(self, load: str) -> None:
        self._line, theirs = multiprocessing.get_context("spawn").Pipe()
        self._process = _started(theirs, load)
        theirs.close()
        self._held: object = None
        self._begun = False
        self.alive = True

    @property
    def free(self) -> bool:
        """Whether it answers, and has nothing to do."""
        return self.alive and not self._begun

    def takes(self, thing: object) -> bool:
        """Give it what the work is about, once for the same thing; tell whether it is there."""
        try:
            if self._held is not thing:
                self._say("hold", thing)
                self._held = thing
        except Gone:
            return False
        return True

    def begin(self, work: Work, *given: object) -> None:
        """Let it begin something, in the language being written in; `result` waits for it.

        Raises
        ------
        Gone
            The process has ended.
        """
        self._say("do", (language(), work, given))
        self._begun = True

    def result(self) -> Any:
        """Wait for what was begun.

        Raises
        ------
        Gone
            The process has ended, and nothing came back.
        Exception
            What the work itself raised.
        """
        try:
            fine, result = self._line.recv()
        except _GONE as error:
            self.alive = False
            raise Gone from error
        self._begun = False
        if not fine:
            raise result
        return result

    def end(self) -> None:
        """End it at once."""
        self.alive = False
        self._process.kill()
        self._process.join()
        self._line.close()

    def _say(self, what: str, thing: object) -> None:
        if not self.alive:
            raise Gone
        try:
            self._line.send((what, thing))
        except _GONE as error:
            self.alive = False
            raise Gone from error


def shared(about: object, items: Iterable[str], label: str, work: Work) -> dict[str, Any]:
    """Do something for every item, side by side where there is a process at hand.

    This process begins with the first item, the other with the last, and they meet. What is
    shared inside the work is done where the work is done.

    Parameters
    ----------
    about : object
        What the work is about; given to `work` before the item.
    items : iterable of str
        What is gone through, each once.
    label : str
        What is being done, for people: "Measuring"; empty where the work itself tells how far it
        has come.
    work : callable
        Gives the result for an item: a function of a module.

    Returns
    -------
    dict of item to result
        In the order of the items.
    """
    order = list(items)
    sharing = _Shared(about, deque(order), label, work, len(order))
    helper = at_hand()
    if helper is not None and len(order) > 1 and helper.takes(about):
        token = _at_hand.set(None)
        try:
            sharing.with_other(helper)
        finally:
            _at_hand.reset(token)
    sharing.do()  # everything, or what the other process had begun when it went
    if label:
        tell(label, len(order), len(order))
    return {item: sharing.found[item] for item in order}


def ahead(
    about: object, there: Work, *given: object, instead: Callable[[], Any]
) -> Callable[[], Any]:
    """Let the process beside this one begin something, and go on.

    Parameters
    ----------
    about : object
        What the work is about.
    there : callable
        The work: a function of a module, given `about` and `given`.
    given : object
        What else it needs.
    instead : callable
        Does the same here, where there is no other process or it goes before it is done.

    Returns
    -------
    callable
        Waits for the result and gives it.
    """
    helper = at_hand()
    if helper is None or not helper.takes(about):
        return instead
    try:
        helper.begin(there, *given)
    except Gone:
        return instead

    def wait() -> Any:
        try:
            return helper.result()
        except Gone:
            return instead()

    return wait


@dataclass
class _Shared:
    """Items two processes take from both ends, and what was found for them."""

    about: object
    left: deque[str]
    label: str
    work: Work
    total: int
    found: dict[str, Any] = field(default_factory=dict)
    failed: list[Exception] = field(default_factory=list)

    def do(self) -> None:
        """Work from the first item on."""
        while (item := self._next(self.left.popleft)) is not None:
            if self.label:
                tell(self.label, len(self.found), self.total)
            self.found[item] = self.work(self.about, item)

    def with_other(self, helper: Beside) -> None:
        """Work while the other process works from the last item on."""
        run = copy_context().run
        feeding = threading.Thread(target=run, args=(self._feed, helper), daemon=True)
        feeding.start()
        try:
            self.do()
        except BaseException:
            helper.end()  # and with it the thread
            raise
        feeding.join()
        if self.failed:
            raise self.failed[0]

    def _feed(self, helper: Beside) -> None:
        while (item := self._next(self.left.pop)) is not None:
            try:
                helper.begin(self.work, item)
                self.found[item] = helper.result()
            except Gone:
                self.left.append(item)
                return
            except Exception as error:
                self.failed.append(error)
                return

    def _next(self, take: Callable[[], str]) -> str | None:
        try:
            return take()
        except IndexError:  # nothing is left
            return None


def _started(line: Connection, load: str) -> multiprocessing.process.BaseProcess:
    """Start the process; Ctrl-C is for this one alone, which then ends the other."""
    process = multiprocessing.get_context("spawn").Process(
        target=_serve, args=(line, load), daemon=True, name="tiesnet-beside"
    )
    with _deaf():
        process.start()
    return process


@contextmanager
def _deaf() -> Iterator[None]:
    """Hold Ctrl-C back for a moment; what is started inside never hears it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(line: Connection, load: str) -> None:
    """Work until the line is closed: the life of the process beside."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resolve_name(load)()
    held: object = None
    while True:
        try:
            what, thing = line.recv()
        except _GONE:
            return
        if what == "hold":
            held = thing
            continue
        outcome = _outcome(held, *thing)
        try:
            line.send(outcome)
        except _GONE:
            return


def _outcome(held: object, lang: str, work: Work, given: tuple[object, ...]) -> tuple[bool, Any]:
    try:
        with in_language(lang):
            return True, work(held, *given)
    except MemoryError:
        raise  # the process ends, and what it held is free for the other one
    except Exception as error:
        error.add_note(traceback.format_exc())
        return False, error

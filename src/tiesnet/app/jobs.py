"""Long work in the background: how far it has come, and how it is stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from dataclasses import dataclass, field

from tiesnet.errors import TiesnetError
from tiesnet.language import in_language, say
from tiesnet.progress import listening, stoppable

AT_ONCE = 2
"""Pieces of long work done side by side, of all tabs together; others wait for their turn."""

WAITING, RUNNING, DONE, STOPPED, FAILED = "waiting", "running", "done", "stopped", "failed"


class OccupiedError(TiesnetError):
    """Something else is still being done; said only as long as it is."""

    def __init__(self, problem: str = "") -> None:
        super().__init__(
            problem or say("Something else is still being done."), say("Wait for it, or stop it.")
        )


@dataclass
class Job:
    """One piece of long work.

    Attributes
    ----------
    title : str
        What is being done, in the words of the person who asked for it.
    state : str
        waiting, running, done, stopped or failed.
    label : str
        The step it is at; in English, to be said where it is shown.
    done, total : int
        How many parts of the step are done, of how many; 0 of 0 when that is not known.
    problem : TiesnetError, optional
        Why it failed.
    """

    title: str
    state: str = WAITING
    label: str = ""
    done: int = 0
    total: int = 0
    problem: TiesnetError | None = None
    _stop: threading.Event = field(default_factory=threading.Event)
    _ended: threading.Event = field(default_factory=threading.Event)

    @property
    def busy(self) -> bool:
        """Whether it is still to end."""
        return not self._ended.is_set()

    @property
    def stopping(self) -> bool:
        """Whether it was asked to stop and has not ended yet."""
        return self.busy and self._stop.is_set()

    def stop(self) -> None:
        """Ask it to end at its next step."""
        self._stop.set()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until it has ended; tell whether it has."""
        return self._ended.wait(seconds)

    def told(self, label: str, done: int, total: int) -> None:
        """Take note of how far it has come; work that was asked to stop ends here."""
        if self._stop.is_set():
            raise KeyboardInterrupt
        self.label, self.done, self.total = label, done, total

    def run(self, work: Callable[[], None], lang: str) -> None:
        """Do the work, whatever becomes of it."""
        try:
            with in_language(lang), stoppable(), listening(self.told):
                self.told("", 0, 0)
                self.state = RUNNING
                work()
                self.state = DONE
        except KeyboardInterrupt:
            self.state = STOPPED
        except TiesnetError as error:
            self.problem, self.state = error, FAILED
        except MemoryError:
            self.problem = _no_memory(lang)
            self.state = FAILED
        except Exception as error:
            self.problem = _unforeseen(error, lang)
            self.state = FAILED
        finally:
            self._ended.set()


def _no_memory(lang: str) -> TiesnetError:
    with in_language(lang):
        return TiesnetError(
            say("There is not enough memory for this."),
            say("Close other programs, or use a machine with more memory."),
        )


def _unforeseen(error: Exception, lang: str) -> TiesnetError:
    with in_language(lang):
        return TiesnetError(
            say("Something happened that tiesnet did not foresee: {error}.", error=_named(error)),
            say("Please report it, with what you did before."),
        )


def _named(error: Exception) -> str:
    """Give an error's kind and its first line, short enough to be copied."""
    first = (str(error).splitlines() or [""])[0][:200]
    return f"{type(error).__name__}: {first}".rstrip(": .")


class Workers:
    """The threads that do long work: few, shared by all tabs."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._pool = ThreadPoolExecutor(at_once, thread_name_prefix="tiesnet-app")

    def start(self, title: str, work: Callable[[], None], lang: str) -> Job:
        """Begin some work as soon as a thread is free."""
        job = Job(title)
        self._pool.submit(Context().run, job.run, work, lang)
        return job

    def close(self) -> None:
        """Take on no more work, and do not wait for what has not begun."""
        self._pool.shutdown(wait=False, cancel_futures=True)

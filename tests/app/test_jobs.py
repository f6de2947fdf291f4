"""Long work: told of, stopped, bounded, and never a traceback."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from tiesnet.app.jobs import AT_ONCE, DONE, FAILED, STOPPED, Job, Workers
from tiesnet.errors import TiesnetError
from tiesnet.language import language
from tiesnet.progress import stoppable, tell, track


@pytest.fixture
def workers() -> Workers:
    return Workers()


def test_it_says_how_far_it_has_come(workers: Workers) -> None:
    go_on, told = threading.Event(), threading.Event()

    def work() -> None:
        tell("Counting", 3, 9)
        told.set()
        go_on.wait(5)

    job = workers.start("Work", work, "en")
    assert told.wait(5)
    assert (job.state, job.label, job.done, job.total, job.busy) == (
        "running", "Counting", 3, 9, True,
    )  # fmt: skip
    go_on.set()
    assert job.wait(5)
    assert (job.state, job.busy) == (DONE, False)


def test_stop_ends_one_work_and_no_other(workers: Workers) -> None:
    ends = threading.Event()

    def work() -> None:
        for _ in track(range(2000), "Working"):
            if ends.wait(0.005):
                return

    one, two = workers.start("One", work, "en"), workers.start("Two", work, "en")
    one.stop()
    assert one.stopping or not one.busy
    assert one.wait(5)
    assert one.state == STOPPED
    assert two.busy
    ends.set()
    assert two.wait(5)
    assert two.state == DONE


def test_a_stop_in_one_thread_is_none_in_another() -> None:
    with stoppable() as ask:
        ask()
        with pytest.raises(KeyboardInterrupt):
            tell("Here", 0, 1)
        other = threading.Thread(target=lambda: tell("There", 0, 1))
        other.start()
        other.join()
    tell("Afterwards", 0, 1)


def _raise(error: Exception) -> Callable[[], None]:
    def work() -> None:
        raise error

    return work


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (TiesnetError("Said so.", "Do this."), "Said so. Do this."),
        (ValueError("odd\nTraceback"), "did not foresee: ValueError: odd. Please report it"),
        (MemoryError(), "not enough memory"),
    ],
)
def test_what_fails_is_said_in_words(workers: Workers, error: Exception, words: str) -> None:
    job = workers.start("Work", _raise(error), "en")
    assert job.wait(5)
    assert job.state == FAILED
    assert words in str(job.problem)
    assert "Traceback" not in str(job.problem)


def test_work_is_done_in_its_language(workers: Workers) -> None:
    found: list[str] = []
    job = workers.start("Work", lambda: found.append(language()), "it")
    assert job.wait(5)
    assert found == ["it"]
    assert language() == "en"


def test_few_at_once_and_none_after_the_end(workers: Workers) -> None:
    go_on, running, most = threading.Event(), [0], [0]
    lock = threading.Lock()

    def work() -> None:
        with lock:
            running[0] += 1
            most[0] = max(most[0], running[0])
        go_on.wait(5)
        with lock:
            running[0] -= 1

    jobs = [workers.start("Work", work, "en") for _ in range(AT_ONCE + 3)]
    time.sleep(0.1)
    assert [job.state for job in jobs].count("waiting") == 3
    go_on.set()
    assert all(job.wait(5) for job in jobs)
    assert most[0] == AT_ONCE
    workers.close()
    assert isinstance(jobs[0], Job)
    with pytest.raises(RuntimeError):
        workers.start("Late", work, "en")

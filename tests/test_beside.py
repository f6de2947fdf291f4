"""The process beside this one: the same results, errors that come back, and an end in any case."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from multiprocessing import parent_process
from pathlib import Path

import pytest

from tiesnet.beside import Beside, Gone, ahead, at_hand, beside, shared
from tiesnet.errors import TiesnetError
from tiesnet.language import in_language, language
from tiesnet.progress import listening

ROOT = Path(__file__).resolve().parent.parent


def ready() -> None:
    """Load nothing."""


def away() -> bool:
    return parent_process() is not None


def where(about: str, item: str) -> tuple[str, bool, str]:
    time.sleep(0.01)
    return about + item, away(), language()


def inside(about: str, item: str) -> list[str]:
    return list(shared(about, "xyz", "Inside", where).values()) and [item, str(at_hand())]


def refuses(about: str, item: str) -> str:
    if item == "z":
        raise TiesnetError("Nothing can be done with z.", "Leave it out.")
    return item


def dies(about: str, item: str) -> bool:
    if away():
        os._exit(1)
    return away()


def waits(about: str, *_: object) -> str:
    time.sleep(60)
    return about


def breaks_off(about: str, item: str) -> str:
    if not away():
        raise KeyboardInterrupt
    return item


def twice(about: int) -> tuple[int, str]:
    return 2 * about, language()


@pytest.fixture(autouse=True)
def found_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the other process find this file."""
    monkeypatch.syspath_prepend(ROOT)


@pytest.fixture
def helper() -> Iterator[Beside]:
    with beside("tests.test_beside:ready") as made:
        yield made
    assert not made.alive


def test_both_take_part_and_nothing_is_lost(helper: Beside) -> None:
    items = [str(number) for number in range(300)]
    told: list[int] = []
    with in_language("es"), listening(lambda label, done, total: told.append(done)):
        found = shared("a", items, "Trying", where)
    assert list(found) == items
    assert [text for text, _, _ in found.values()] == ["a" + item for item in items]
    assert {there for _, there, _ in found.values()} == {True, False}
    assert {lang for _, _, lang in found.values()} == {"es"}
    assert told == sorted(told)
    assert told[-1] == 300


def test_alone_everything_is_done_here() -> None:
    assert at_hand() is None
    assert shared("a", "bc", "Trying", where) == {
        "b": ("ab", False, "en"),
        "c": ("ac", False, "en"),
    }
    assert shared("a", "", "Trying", where) == {}


def test_what_is_shared_inside_is_not_shared_again(helper: Beside) -> None:
    assert shared("a", "bcdef", "Trying", inside) == {item: [item, "None"] for item in "bcdef"}
    assert at_hand() is helper


def test_an_error_over_there_is_raised_here(helper: Beside) -> None:
    with pytest.raises(TiesnetError, match="Nothing can be done with z") as raised:
        shared("a", "bz", "Trying", refuses)
    assert raised.value.repair == "Leave it out."


def test_what_a_lost_process_had_begun_is_done_here(helper: Beside) -> None:
    assert shared("a", "bcdef", "Trying", dies) == dict.fromkeys("bcdef", False)
    assert at_hand() is None
    assert shared("a", "bc", "Trying", dies) == dict.fromkeys("bc", False)
    with pytest.raises(Gone):
        helper.begin(where, "b")


def test_stopping_here_ends_the_other_at_once() -> None:
    with pytest.raises(KeyboardInterrupt), beside("tests.test_beside:ready") as made:
        shared("a", "bc", "Trying", breaks_off)
    assert not made.alive


def test_something_is_done_ahead(helper: Beside) -> None:
    with in_language("pt"):
        wait = ahead(21, twice, instead=lambda: "here")
    assert at_hand() is None, "it has something to do"
    assert wait() == (42, "pt")
    assert at_hand() is helper


def test_ahead_without_another_process_or_one_that_goes(helper: Beside) -> None:
    wait = ahead("a", waits, instead=lambda: "here")
    helper.end()
    assert wait() == "here"
    assert ahead("a", waits, instead=lambda: "here")() == "here"


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="a signal of Unix")
def test_it_ends_when_this_process_is_gone() -> None:
    code = (
        "import time\n"
        "from tiesnet.beside import beside\n"
        "if __name__ == '__main__':\n"
        "    with beside('tests.test_beside:ready') as made:\n"
        "        print(made._process.pid, flush=True)\n"
        "        time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        other = int(process.stdout.readline())
        process.kill()
        end = time.monotonic() + 60
        while _runs(other):
            assert time.monotonic() < end
            time.sleep(0.05)


def _runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return state.rpartition(")")[2].split()[0] != "Z"


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="a signal of Unix")
def test_ctrl_c_is_for_this_process_alone(helper: Beside) -> None:
    wait = ahead(21, twice, instead=lambda: "here")
    assert helper._process.pid is not None
    os.kill(helper._process.pid, signal.SIGINT)
    assert wait() == (42, "en")

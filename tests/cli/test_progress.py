"""Long work says how far it has come on a terminal, and stops cleanly when told to."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from tiesnet.cli import progress
from tiesnet.cli.group import _orderly_end
from tiesnet.metrics import measure
from tiesnet.network import network_from_edges
from tiesnet.progress import listening, stoppable, tell, track


def test_measure_tells_how_far_it_is() -> None:
    told: list[tuple[str, int, int]] = []
    with listening(lambda *step: told.append(step)):
        measure(network_from_edges([("a", "b")]), ["ties"], ["degree", "betweenness"])
    assert told == [("Measuring ties", k, 2) for k in range(3)]


def test_nobody_listens_outside_the_block() -> None:
    told: list[object] = []
    with listening(lambda *step: told.append(step)):
        pass
    assert list(track([1, 2], "Work")) == [1, 2]
    assert told == []


def test_work_that_was_asked_to_stop_ends_at_its_next_step() -> None:
    with stoppable() as ask:
        ask()
        with pytest.raises(KeyboardInterrupt):
            tell("Work", 1, 2)
        with pytest.raises(KeyboardInterrupt):
            list(track([1, 2], "Work"))
    assert list(track([1, 2], "Work")) == [1, 2]


def test_ctrl_c_is_not_lost_when_a_library_drops_it() -> None:
    before = signal.getsignal(signal.SIGINT)
    with _orderly_end():
        with suppress(KeyboardInterrupt):  # as modules written in C do while they load
            os.kill(os.getpid(), signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            list(track([1, 2], "Work"))
    assert signal.getsignal(signal.SIGINT) == before


def test_short_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []
    monkeypatch.setattr(progress.sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(progress, "_begin", lambda: begun.append(1))
    with progress.progress_line():
        list(track(range(3), "Work"))
    assert begun == []


def test_a_line_that_comes_too_late_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []
    monkeypatch.setattr(progress, "_begin", lambda: begun.append(1))
    line = progress._Line()
    line.end()
    line._show()  # the timer had run out, and waited for the lock
    assert begun == []


@pytest.fixture
def long_survey(tmp_path: Path) -> Path:
    """A network whose maximum flows take minutes."""
    rng = np.random.default_rng(3)
    pairs = {(a, b) for a, b in rng.integers(0, 400, size=(6_000, 2)).tolist() if a != b}
    path = tmp_path / "ties.csv"
    lines = [f"Firm {a:03},Firm {b:03}" for a, b in sorted(pairs)]
    path.write_text("\n".join(["source,target", *lines]), encoding="utf-8")
    return path


def command(survey: Path, out: Path) -> list[str]:
    chosen = ["--metric", "degree", "--metric", "flow_betweenness", "-o", str(out)]
    return [sys.executable, "-m", "tiesnet", "measure", str(survey), *chosen]


def _heeding() -> None:
    """Let Ctrl-C reach the child even where the tests run in the background, deaf to it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_ctrl_c_stops_long_work_and_leaves_nothing(long_survey: Path, tmp_path: Path) -> None:
    out = tmp_path / "out" / "measures.xlsx"
    out.parent.mkdir()
    run = subprocess.Popen(
        command(long_survey, out), stderr=subprocess.PIPE, text=True, preexec_fn=_heeding
    )
    try:
        time.sleep(6)
        assert run.poll() is None, "it was to take long"
        run.send_signal(signal.SIGINT)
        _, said = run.communicate(timeout=20)
    finally:
        run.kill()
    assert run.returncode == 130
    assert said.strip() == "Stopped."
    assert list(out.parent.iterdir()) == []


def test_a_terminal_sees_the_line(long_survey: Path, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    run = subprocess.Popen(
        command(long_survey, tmp_path / "x.csv"), stderr=theirs, preexec_fn=_heeding
    )
    os.close(theirs)
    seen, end = b"", time.monotonic() + 60
    try:
        while b"Measuring" not in seen and time.monotonic() < end:
            if select.select([ours], [], [], 1)[0]:
                seen += os.read(ours, 1024)
        run.send_signal(signal.SIGINT)
        assert run.wait(timeout=20) == 130
    finally:
        run.kill()
        os.close(ours)
    assert b"Measuring" in seen

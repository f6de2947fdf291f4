"""A mistake is answered with one clear message, a repair and code 2; never with a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tiesnet.cli import group
from tiesnet.errors import SurveyError, TiesnetError

Run = Callable[..., Any]


@pytest.mark.parametrize(
    ("args", "proposed"),
    [
        (["reprot"], "report"),
        (["chekc", "x"], "check"),
        (["report", ".", "--overwrit"], "--overwrite"),
        (["measure", ".", "--metrics", "x"], "--metric"),
        (["metrics", "betweeness"], "betweenness"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else value,
)
def test_mistyped_words_get_a_proposal(run: Run, args: list[str], proposed: str) -> None:
    ran = run(*args)
    assert ran.code == 2
    said = ran.err.partition("Did you mean")[2]
    assert f"'{proposed}'" in said
    assert said.count("'") <= 4, "at most one other word"
    assert "Traceback" not in ran.err


def test_a_missing_survey_gets_a_proposal(run: Run, survey: Path) -> None:
    ran = run("check", survey.with_name("survy"))
    assert ran.code == 2
    assert f"Did you mean {str(survey)!r}?" in ran.err


def test_a_survey_in_a_missing_folder(run: Run, tmp_path: Path) -> None:
    ran = run("check", tmp_path / "nowhere" / "survey.xlsx")
    assert ran.code == 2
    assert "does not exist either" in ran.err


def fails(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def fail(*_args: object, **_options: object) -> None:
        raise error

    monkeypatch.setattr(group.tiesnet.commands["check"], "callback", fail)


def test_an_error_shows_problem_and_repair(
    run: Run, survey: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails(monkeypatch, TiesnetError("The [red]file[/red] is\x1b[31m odd.", "Save it again."))
    ran = run("check", survey)
    assert (ran.code, ran.out) == (2, "")
    assert "Error: The [red]file[/red] is\N{REPLACEMENT CHARACTER}[31m odd." in ran.err
    assert "Save it again." in ran.err
    assert "\x1b" not in ran.err


def test_a_survey_error_lists_all_its_problems(
    run: Run, survey: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        {
            "code": f"code_{k}",
            "severity": "error",
            "file": "ties.csv",
            "row": k,
            "column": "strength",
            "value": "x" * 300,
            "problem": f"Problem number {k}.",
            "repair": f"Repair number {k}.",
        }
        for k in range(40)
    ]
    fails(monkeypatch, SurveyError("The survey cannot be read.", rows, "Start with row 0."))
    ran = run("check", survey)
    assert ran.code == 2
    for k in range(40):
        assert f"Problem number {k}." in ran.err
        assert f"Repair number {k}." in ran.err
    assert ran.err.count("x") >= 40 * 300  # no value is cut
    assert "…" not in ran.err


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(13, "Permission denied", "out.xlsx"), "refused out.xlsx: Permission"),
        (OSError(28, "No space left on device"), "refused: No space left on device"),
    ],
)
def test_the_system_refuses(
    run: Run, survey: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, words: str
) -> None:
    fails(monkeypatch, error)
    ran = run("check", survey)
    assert ran.code == 2
    assert words in ran.err


def test_stopping_is_clean(run: Run, survey: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fails(monkeypatch, KeyboardInterrupt())
    ran = run("check", survey)
    assert ran.code == 130
    assert ran.err.strip() == "Stopped."


@pytest.mark.skipif(os.name == "nt", reason="signals are sent differently on Windows")
def test_ctrl_c_reaches_a_running_command(survey: Path) -> None:
    waiting = (
        "import time\n"
        "from tiesnet.cli import group, main\n"
        "def wait(**_): print('ready', flush=True); time.sleep(60)\n"
        "group.tiesnet.commands['check'].callback = wait\n"
        f"main(['check', {str(survey)!r}])\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", waiting],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # In the background a shell makes its children deaf to Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "Traceback" not in err


TERMINATED_AT_THE_THIRD = """
import os, signal, sys
from tiesnet.cli import main
real, count = os.replace, [0]
def replace(*args):
    count[0] += 1
    if count[0] == 3:
        os.kill(os.getpid(), signal.SIGTERM)
    return real(*args)
os.replace = replace
main(sys.argv[1:])
"""


@pytest.mark.skipif(os.name == "nt", reason="signals are sent differently on Windows")
def test_being_told_to_end_takes_back_what_is_half_written(survey: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "metrics.xlsx").write_bytes(b"mine")
    command = ["report", str(survey), "-o", str(out), "--overwrite"]
    ended = subprocess.run(
        [sys.executable, "-c", TERMINATED_AT_THE_THIRD, *command],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr.strip()) == (143, "Stopped.")
    assert [path.name for path in out.iterdir()] == ["metrics.xlsx"]
    assert (out / "metrics.xlsx").read_bytes() == b"mine"


def test_afterwards_the_program_ends_as_before(run: Run, survey: Path) -> None:
    before = signal.getsignal(signal.SIGTERM)
    run("check", survey)
    assert signal.getsignal(signal.SIGTERM) == before


@pytest.mark.skipif(os.name == "nt", reason="pipes close differently on Windows")
def test_a_reader_that_leaves_early_causes_no_noise() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "tiesnet", "metrics"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.close()
    _, err = process.communicate(timeout=60)
    assert err == b""

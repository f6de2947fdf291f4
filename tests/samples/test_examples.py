"""Every example runs as its first lines say, and prints what the answer key knows."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.py"))


def _run(path: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", str(path)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={"PYTHONPATH": str(path.parents[1] / "src"), "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    return done.stdout


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_it_runs_and_prints_no_program_words(path: Path) -> None:
    words = _run(path).replace("|", " ").split()
    assert len(words) > 10
    assert not {"nan", "NaN", "None", "inf", "<NA>"} & set(words)


def test_the_disconnected_are_those_of_the_answer_key(root: Path) -> None:
    out = _run(root / "examples" / "who_is_disconnected.py")
    key = json.loads((root / "surveys/footwear-valley/answer-key.json").read_text("utf-8"))
    wanted = {k for k, word in key["connection"].items() if word not in _NOT_SHOWN}
    wanted |= set(key["without_institutions"]["isolates"])
    shown = {firm for firm, name in key["names"].items() if name in out}
    # Partners appear beside the firm that hangs by them.
    partners = {*key["hang_by_one_tie"].values(), *key["hang_by_one_actor"].values()}
    assert wanted <= shown <= wanted | partners


_NOT_SHOWN = ("connected", "silent", "not surveyed")


def test_the_medici_lead_the_marriages(root: Path) -> None:
    out = _run(root / "examples" / "florentine_brokers.py")
    first = out.splitlines()[3].split()
    assert first[0] == "Medici"
    assert [float(value) for value in first[1:]] == [6, 47.5, 5.667, 0.236]


def test_confirmed_ties_are_fewer(root: Path) -> None:
    out = _run(root / "examples" / "two_words_for_one_tie.py")
    ties = next(line for line in out.splitlines() if line.startswith("n_ties")).split()
    assert float(ties[1]) > float(ties[2]) > 0

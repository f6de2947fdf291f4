"""What tests give on the terminal and into files, whatever the command."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tiesnet.cli.outcomes import show_outcome
from tiesnet.exports import check_outcome_path
from tiesnet.inference import TEST_FIELDS, Evidence, Field, Outcome, summarise
from tiesnet.network import network_from_edges

TESTS = {
    "qap": ("florentine-families",),
    "mrqap": ("florentine-families", "marriage ~ business"),
    "layers": ("florentine-families",),
    "cug": ("florentine-families", "--metric", "transitivity", "--layer", "business"),
    "permute": ("florentine-families", "--metric", "degree", "--attribute", "wealth"),
    "robustness": ("florentine-families", "--metric", "degree", "--cause", "ties"),
    "waves": ("sinos-like-exporters", "--layer", "advice", "--metric", "degree"),
}
WRONG = re.compile(r"\b(nan|NaN|None|NaT|True|False)\b|<NA>")


def arguments(root: Path, name: str) -> list[str]:
    survey, *more = TESTS[name]
    return [name, str(root / "surveys" / survey), *more, "--replications", "49", "--workers", "1"]


@pytest.mark.parametrize("name", TESTS)
def test_every_test_shows_its_result_in_words(name: str, run: Any, root: Path) -> None:
    shown = run(*arguments(root, name))
    assert (shown.code, shown.err) == (0, "")
    assert not WRONG.search(shown.out)
    assert "How it was done" in shown.out
    assert "Sources: " in shown.out
    assert "1 firms" not in shown.out
    assert max(map(len, shown.out.splitlines())) <= 120
    assert "Seed: 1." in shown.out


@pytest.mark.parametrize("ending", [".xlsx", ".md", ".tex", ".csv"])
def test_every_test_is_written(ending: str, run: Any, root: Path, tmp_path: Path) -> None:
    made = tmp_path / f"out{ending}"
    shown = run(*arguments(root, "qap"), "-o", made)
    assert (shown.code, shown.out, shown.err) == (0, f"Written: {made}\n", "")
    first = made.read_bytes()
    assert run(*arguments(root, "qap"), "-o", made).code == 0  # the same again is no loss
    assert made.read_bytes() == first
    other = run(*arguments(root, "qap"), "--seed", 2, "-o", made)
    assert other.code == 2
    assert "exists already" in other.err
    assert run(*arguments(root, "qap"), "--seed", 2, "-o", made, "--overwrite").code == 0
    assert made.read_bytes() != first


def test_an_ending_that_is_not_known_is_refused_before_the_test(
    run: Any, root: Path, tmp_path: Path
) -> None:
    # So many replications would take hours.
    words = [*arguments(root, "qap"), "--replications", "100000000"]
    shown = run(*words, "-o", tmp_path / "made.docx")
    assert shown.code == 2
    assert "made.docx ends in none of .xlsx, .md, .tex and .csv." in shown.err
    check_outcome_path("made.TEX")


def outcome(**more: Any) -> Outcome:
    net = network_from_edges([("a", "b"), ("b", "c"), ("c", "d")])
    rng = np.random.default_rng(1)
    rows = [
        {"firm": actor, "about": "a long text " * 4, **tested.row()}
        for actor, tested in (
            ("a", summarise(3.0, rng.normal(size=9999), 20_260_101, "ties shuffled")),
            ("b", summarise(0.00001, rng.normal(size=9999), 20_260_101, "ties shuffled")),
            ("c", summarise(float("nan"), rng.normal(size=9999), 20_260_101, "ties shuffled")),
        )
    ]
    fields = (Field("firm", "Firm", "actor"), Field("about", "About"), *TEST_FIELDS)
    one = Evidence("t", "What was tested", pd.DataFrame(rows), fields, "Read it so.")
    words: dict[str, Any] = {
        "sentences": ("It was found.",),
        "assumptions": ("2 firms left out.",),
        "cautions": ("Careful.",),
        "method": "It was done.",
        "source": ("burt1992",),
    }
    return Outcome("o", "A title", (one,), **(words | more), net=net)


def test_what_is_the_same_stands_once_below(capsys: pytest.CaptureFixture[str]) -> None:
    show_outcome(outcome())
    shown = capsys.readouterr().out
    note = "Test: permutation of labels. Null model: ties shuffled. Replications: 9999."
    assert f"{note} Seed: 20260101." in " ".join(shown.split())
    assert shown.count("ties shuffled") == 1
    assert "In parentheses: the Monte-Carlo error of p." in " ".join(shown.split())
    parts = shown.split("\n\n")
    assert [part.splitlines()[0] for part in parts] == [
        "A title", "What was tested", "What was assumed", "What to keep in mind",
        "How it was done", "Sources: Burt (1992)",
    ]  # fmt: skip


def test_numbers_and_p_have_few_digits(capsys: pytest.CaptureFixture[str]) -> None:
    show_outcome(outcome())
    lines = capsys.readouterr().out.splitlines()
    rows = [line.split() for line in lines if line.startswith(("a ", "b ", "c "))]
    a, b, c = rows
    assert "3.000" in a
    assert re.search(r"0\.00\d \((< )?0\.00\d\)$", " ".join(a))
    assert "1.0e-05" in b
    assert not [word for word in c if re.search(r"\d", word)]


def test_controls_in_names_do_not_reach_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    rows = pd.DataFrame({"x": ["\x1b[31mred\u202e"], "n": [1]})
    one = Evidence("t", "\x1b]0;title\x07", rows, (Field("x", "X\x1b"), Field("n", "N", "count")))
    show_outcome(Outcome("o", "T\x1b", (one,), ("s\x07",), "m\x1b", ("a\x9b",), ("c\x00",)))
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", capsys.readouterr().out)


def test_columns_that_do_not_fit_go_below_with_the_name(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = pd.DataFrame({"firm": ["a", "b"], **{f"c{k}": [k, k + 0.5] for k in range(20)}})
    fields = (Field("firm", "Firm"), *(Field(f"c{k}", f"Column {k}", "number") for k in range(20)))
    show_outcome(Outcome("o", "O", (Evidence("t", "T", rows, fields),)))
    lines = capsys.readouterr().out.splitlines()
    assert len([line for line in lines if line.startswith("Firm")]) == 3
    assert max(map(len, lines)) <= 120
    text = " ".join(lines)
    assert all(f"Column {k}" in text for k in range(20))


def test_a_long_table_is_cut_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    rows = pd.DataFrame({"n": range(75)})
    show_outcome(Outcome("o", "O", (Evidence("t", "T", rows, (Field("n", "N", "count"),)),)))
    assert "15 more rows; -o outcome.xlsx or .csv writes all of them." in capsys.readouterr().out


def test_tables_of_details_are_named_only(capsys: pytest.CaptureFixture[str]) -> None:
    rows = pd.DataFrame({"n": range(1234)})
    fields = (Field("n", "N", "count"),)
    main, more = (Evidence(key, key, rows[:1], fields) for key in ("Main", "More"))
    folded = Evidence("Details", "Details", rows, fields, shown="folded")
    show_outcome(Outcome("o", "O", (main, more, folded)))
    shown = capsys.readouterr().out
    assert "\nMore\n" in shown
    assert "- Details (1,234)" in shown


@pytest.mark.parametrize("name", ["qap", "permute"])  # threads, and processes
def test_ctrl_c_stops_a_test_and_leaves_nothing(name: str, root: Path, tmp_path: Path) -> None:
    words = {"qap": (), "permute": ("--metric", "homophily")}[name]
    survey = str(root / "surveys" / "footwear-valley")
    run = subprocess.Popen(
        [sys.executable, "-m", "tiesnet", name, survey, *words, "--replications", "90000000",
         "--workers", "2", "-o", str(tmp_path / "made.xlsx")],
        stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    try:
        time.sleep(5)
        assert run.poll() is None, "it was to take long"
        run.send_signal(signal.SIGINT)
        _, said = run.communicate(timeout=60)
    finally:
        run.kill()
    # Python may end by the signal itself, which a shell calls 130 too.
    assert run.returncode in (130, -signal.SIGINT)
    assert said.strip() == "Stopped."
    assert list(tmp_path.iterdir()) == []


def test_what_a_two_sided_p_does_not_need_gives_way(capsys: pytest.CaptureFixture[str]) -> None:
    [one] = outcome().tables
    wide = one.rows.assign(more="x" * 30)
    fields = (*one.fields[:2], Field("more", "More"), *one.fields[2:])
    show_outcome(Outcome("o", "O", (Evidence("t", "T", wide, fields),)))
    shown = capsys.readouterr().out
    assert "p, greater" not in shown
    assert "deviation" not in shown
    assert len([line for line in shown.splitlines() if line.startswith("a ")]) == 1
    show_outcome(outcome())
    assert "p, greater" in capsys.readouterr().out

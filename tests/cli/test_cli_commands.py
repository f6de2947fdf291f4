"""The commands on a small survey: what they say, what they write, how they end."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tiesnet.cli import group

Run = Callable[..., Any]
FOUR = {"report.html", "metrics.xlsx", "network.graphml", "provenance.json"}
UGLY = re.compile(r"\b(?:nan|inf|NaN|None|<NA>|NaT)\b|e-0\d")


@pytest.mark.parametrize("name", sorted(group.tiesnet.commands))
def test_every_help_shows_an_example(run: Run, name: str) -> None:
    ran = run(name, "--help")
    assert ran.code == 0
    assert "Examples:" in ran.out
    assert f"tiesnet {name}" in ran.out.split("Examples:")[1]


def test_check_of_good_data(run: Run, survey: Path) -> None:
    ran = run("check", survey)
    assert ran.code == 0
    assert "assumption" in ran.out
    assert not UGLY.search(ran.out)


def test_check_lists_all_problems_at_once(run: Run, changed_survey: Callable[..., Path]) -> None:
    long_name = "Curtidos y Acabados del Almadre Sociedad Cooperativa " * 3
    ran = run(
        "check",
        changed_survey(
            ties="source,target,relation,strength,reported_by\n"
            "Acme,Beta,sells_to,many,Acme\n"
            "Beta,Beta,sells_to,2,Beta\n"
            f"Acme,{long_name.strip()},advice,1,Acme\n"
            "Acme,Gamma,advice,9,Acme\n"
        ),
    )
    assert ran.code == 1
    for code in ("strength_not_number", "self_tie", "unknown_actor", "strength_outside_scale"):
        assert code in unwrapped(ran.out), code
    assert column(ran.out, 3).count(long_name.strip()) == 1  # the value is whole
    assert re.search(r"\d+ errors", ran.out)


def column(text: str, place: int) -> str:
    """One column of a table of problems, its wrapped lines joined."""
    lines = text.splitlines()
    heads = ["Severity", "Code", "Where", "Value", "Problem and repair"]
    starts = [lines[0].index(head) for head in heads] + [None]
    cells = (line[starts[place] : starts[place + 1]].strip() for line in lines)
    return " ".join(cell for cell in cells if cell)


def unwrapped(text: str) -> str:
    """A table's text without its line breaks and spaces."""
    return re.sub(r"\s", "", text).replace("-", "")


def test_check_of_data_that_cannot_be_read(run: Run, changed_survey: Callable[..., Path]) -> None:
    ran = run("check", changed_survey(ties="source,relation\nAcme,advice\n"))
    assert ran.code == 1
    assert "missing_column" in ran.out
    assert "Traceback" not in ran.out + ran.err


def test_report_of_data_that_cannot_be_read(
    run: Run, changed_survey: Callable[..., Path], tmp_path: Path
) -> None:
    path = changed_survey(ties="source,relation\nAcme,advice\n")
    ran = run("report", path, "-o", tmp_path / "out")
    assert ran.code == 2
    assert "missing_column" in ran.err
    assert not (tmp_path / "out").exists()


def test_report_writes_four_files_and_sums_up(run: Run, survey: Path, tmp_path: Path) -> None:
    ran = run("report", survey, "-o", tmp_path / "out")
    assert ran.code == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == FOUR
    assert "4 of 5 firms answered (80 %)" in ran.out
    assert "assumption" in ran.out
    for name in FOUR:
        assert str(tmp_path / "out" / name) in ran.out
    assert not UGLY.search(ran.out)


def test_report_repeated_gives_the_same_bytes(run: Run, survey: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert run("report", survey, "-o", tmp_path / name, "--seed", 5).code == 0
    for name in FOUR:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_report_does_not_replace_foreign_files(run: Run, survey: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "report.html").write_text("mine")
    ran = run("report", survey, "-o", out)
    assert ran.code == 2
    assert "--overwrite" in ran.err or "overwrite" in ran.err
    assert [path.name for path in out.iterdir()] == ["report.html"]
    assert (out / "report.html").read_text() == "mine"
    assert run("report", survey, "-o", out, "--overwrite").code == 0
    assert (out / "report.html").read_text() != "mine"


def test_metrics_lists_the_whole_catalogue(run: Run) -> None:
    from tiesnet.metrics import catalogue

    ran = run("metrics")
    assert ran.code == 0
    shown = unwrapped(ran.out)
    for name in catalogue():
        assert name in shown
    assert "…" not in ran.out


def test_metrics_explains_every_measure(run: Run) -> None:
    from tiesnet.metrics import catalogue

    for name, metric in catalogue().items():
        ran = run("metrics", name)
        assert ran.code == 0
        assert metric.label in ran.out
        assert unwrapped(metric.definition) in unwrapped(ran.out)
        assert not UGLY.search(ran.out), name


def test_measure_shows_firms_highest_first(run: Run, survey: Path) -> None:
    ran = run("measure", survey, "--metric", "out_degree", "--layer", "sells_to")
    assert ran.code == 0
    order = re.findall(r"^(Acme|Beta|Gamma|Delta|Alone)\b", ran.out, re.MULTILINE)
    assert order[:2] == ["Acme", "Beta"]
    assert order[-1] == "Delta"
    assert "did not answer" in ran.out
    assert not UGLY.search(ran.out)


def test_measure_marks_what_rests_on_others_words_alone(run: Run, survey: Path) -> None:
    ran = run("measure", survey, "--metric", "in_degree", "--layer", "advice")
    assert re.search(r"^Delta +≥ 1$", ran.out, re.MULTILINE)
    assert re.search(r"^Alone +0$", ran.out, re.MULTILINE)


def test_measure_shows_tables(run: Run, survey: Path) -> None:
    ran = run("measure", survey, "--metric", "stage_matrix", "--layer", "sells_to")
    assert "stage_matrix, sells_to" in ran.out
    assert re.search(r"^1 +2 +1 +\d+ +0\.\d{3}$", ran.out, re.MULTILINE)


def test_measure_without_choice_shows_the_network(run: Run, survey: Path) -> None:
    ran = run("measure", survey)
    assert ran.code == 0
    assert "reciprocity" in ran.out
    assert "-o measures.xlsx" in ran.out
    assert not UGLY.search(ran.out)


@pytest.mark.parametrize("option", ["--layer", "--metric"])
def test_measure_of_something_unknown(run: Run, survey: Path, option: str) -> None:
    ran = run("measure", survey, option, "advise" if option == "--layer" else "degre")
    assert ran.code == 2
    assert ("advice" if option == "--layer" else "degree") in ran.err


def test_measure_writes_a_csv(run: Run, survey: Path, tmp_path: Path) -> None:
    out = tmp_path / "m.csv"
    ran = run("measure", survey, "--metric", "out_degree", "-o", out)
    assert ran.code == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert run("measure", survey, "--metric", "out_degree", "-o", tmp_path / "m.pdf").code == 2


def test_measure_writes_a_workbook(run: Run, survey: Path, tmp_path: Path) -> None:
    out = tmp_path / "m.xlsx"
    assert run("measure", survey, "-o", out).code == 0
    assert out.read_bytes()[:2] == b"PK"


def test_the_sheets_the_documentation_names_are_there(
    run: Run, survey: Path, tmp_path: Path, root: Path
) -> None:
    import openpyxl

    from tiesnet.diagnosis import diagnoses

    text = (root / "docs" / "reading.md").read_text(encoding="utf-8")
    listed = text[text.index("| sheet | holds |") :].partition("\n\n")[0]
    named = re.findall(r"^\| ([A-Z][\w -]+) \|", listed, re.MULTILINE)
    assert run("report", survey, "-o", tmp_path / "out").code == 0
    sheets = openpyxl.load_workbook(tmp_path / "out" / "metrics.xlsx", read_only=True).sheetnames
    labels = {study.label for study in diagnoses().values()}
    by_chapter = text[text.index("| chapter | sheets |") :].partition("\n\n")[0]
    told = re.findall(r"^\| [^|]+ \| ([A-Z][^|]+) \|$", by_chapter, re.MULTILINE)
    assert "; ".join(told).split("; ") == [study.label for study in diagnoses().values()]
    assert [sheet for sheet in sheets if sheet not in labels] == named
    assert set(sheets) & labels


def test_demo_gives_a_survey_to_start_from(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "demo"
    ran = run("demo", "-o", out)
    assert ran.code == 0
    assert {path.name for path in (out / "report").iterdir()} == FOUR
    assert (out / "footwear-valley" / "ties.csv").exists()
    assert run("check", out / "footwear-valley.xlsx").code in (0, 1)


def test_demo_is_written_again_but_not_over_what_was_changed(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "demo"
    small = ("demo", "--survey", "florentine-families", "-o", out)
    assert run(*small).code == 0
    again = run(*small)
    assert again.code == 0, again.err  # nothing was changed, so nothing can be lost
    (out / "florentine-families" / "ties.csv").write_text("source,target\na,b\n")
    assert run(*small).code == 2
    assert (out / "florentine-families" / "ties.csv").read_text() == "source,target\na,b\n"
    assert run(*small, "--overwrite").code == 0


def test_demo_offers_every_sample_by_name(run: Run, tmp_path: Path) -> None:
    from tiesnet.cli.demo import SAMPLES
    from tiesnet.survey import samples

    assert {n for n in samples.__all__ if not n.endswith("_key")} == set(SAMPLES.values())
    ran = run("demo", "--survey", "florentine-families", "-o", tmp_path / "demo")
    assert ran.code == 0
    assert (tmp_path / "demo" / "florentine-families.xlsx").exists()
    assert "florentine-families.xlsx" in ran.out
    assert run("demo", "--survey", "mine", "-o", tmp_path / "other").code == 2


def test_demo_writes_all_or_nothing(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "demo"
    (out / "report").mkdir(parents=True)
    foreign = out / "report" / "report.html"
    foreign.write_text("mine")
    ran = run("demo", "--survey", "florentine-families", "-o", out)
    assert ran.code == 2
    assert "report.html exists already" in " ".join(ran.err.split())
    assert [path for path in out.rglob("*") if path.is_file()] == [foreign]
    assert foreign.read_text() == "mine"

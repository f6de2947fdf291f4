"""What README and documentation tell people to type must work."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tiesnet.cli import tiesnet as group

COMMAND = re.compile(r"^(?: {4}|\$ )(?:\.venv\\Scripts\\)?tiesnet (?P<rest>\S.*)$", re.MULTILINE)


def pages(root: Path) -> list[Path]:
    return [root / "README.md", *sorted((root / "docs").glob("*.md"))]


def commands(root: Path) -> list[tuple[str, str]]:
    return [
        (path.name, found["rest"].split("#")[0].strip())
        for path in pages(root)
        for found in COMMAND.finditer(path.read_text(encoding="utf-8"))
    ]


def test_every_command_shown_exists_with_its_options(root: Path) -> None:
    shown = commands(root)
    assert len(shown) >= 8
    for page, line in shown:
        name, *words = shlex.split(line.replace("\\", "/"))
        if name.startswith("-"):
            continue
        assert name in group.commands, f"{page}: tiesnet {line}"
        known = {opt for param in group.commands[name].params for opt in param.opts} | {"--help"}
        assert {word for word in words if word.startswith("-")} <= known, f"{page}: tiesnet {line}"


def test_every_make_target_shown_exists(root: Path) -> None:
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    shown = {
        target
        for path in pages(root)
        for target in re.findall(
            r"(?:`|^\s+)make ([a-z-]+)", path.read_text(encoding="utf-8"), re.MULTILINE
        )
    }
    assert {"report", "test"} <= shown
    assert shown <= targets


def test_the_python_example_of_the_readme_runs(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (root / "README.md").read_text(encoding="utf-8")
    [example] = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len(example.strip().splitlines()) <= 12
    (tmp_path / "surveys").mkdir()
    source = root / "surveys" / "footwear-valley"
    if not source.exists():
        pytest.fail("surveys/footwear-valley is missing")
    copy = tmp_path / "surveys" / "footwear-valley"
    copy.mkdir()
    for file in source.iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    monkeypatch.chdir(tmp_path)
    exec(compile(example, "README.md", "exec"), {})
    assert (tmp_path / "out" / "footwear-valley" / "report.html").stat().st_size > 10_000
    assert capsys.readouterr().out.strip()


def test_the_small_survey_of_the_format_page_is_read(root: Path, tmp_path: Path) -> None:
    from tiesnet import build_network, measure, read_survey

    text = (root / "docs" / "survey-format.md").read_text(encoding="utf-8")
    tables = re.findall(r"`(\w+\.csv)`\n\n```text\n(.*?)```", text, re.DOTALL)
    assert {name for name, _ in tables} == {
        "ties.csv",
        "actors.csv",
        "relations.csv",
        "stages.csv",
    }
    for name, table in tables:
        (tmp_path / name).write_text(table, encoding="utf-8")
    survey = read_survey(tmp_path)
    assert survey.problems.empty, survey.problems
    measures = measure(build_network(survey), metrics=["answered", "backward_degree"])
    assert list(measures.actors["all"]["answered"]) == ["answered", "answered", "silent"]
    assert measures.actors["sells_to"]["backward_degree"].to_dict()["Suelas Norte"] == 1


def test_links_between_pages_lead_somewhere(root: Path) -> None:
    written = (root / "docs" / "pages.py").read_text(encoding="utf-8")
    for path in pages(root):
        for target in re.findall(r"\]\(([^)#:]+\.md)\)", path.read_text(encoding="utf-8")):
            made = target.startswith("generated/") and f'"{Path(target).name}"' in written
            assert made or (path.parent / target).exists(), f"{path.name} links to {target}"


def test_the_changelog_tells_of_this_version(root: Path) -> None:
    from tiesnet import __version__

    assert f"## {__version__}" in (root / "CHANGELOG.md").read_text(encoding="utf-8")


def test_putting_your_own_firms_in_works_as_written(root: Path, tmp_path: Path) -> None:
    """Section 6 of the first steps, done to the letter."""
    from openpyxl import load_workbook

    from tiesnet import build_network, measure, read_survey

    text = (root / "docs" / "first-steps.md").read_text(encoding="utf-8")
    section = text[text.index("## 6. Put your own firms in") :]
    told = {
        name
        for cell in re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", cell)
    }
    book = load_workbook(root / "surveys" / "footwear-valley.xlsx")
    assert told == set(book.sheetnames)
    for name in ("responses", "affiliations"):
        del book[name]
    about = {cell.value: cell for cell in book["survey"][1]}
    for column, value in (("title", "Mine"), ("date", "2026"), ("cluster_organisation", None)):
        about[column].offset(row=1).value = value
    book["stages"].delete_rows(4, 9)
    relations = book["relations"]
    [inverse] = [cell.column for cell in relations[1] if cell.value == "inverse_of"]
    relations.delete_rows(2)
    relations.cell(2, inverse).value = None
    relations.delete_rows(4, 9)
    rows = {
        "actors": [
            ("a", "Alfa", "firm", "yes", "yes", "leather"),
            ("b", "Beta", "firm", "yes", "no", "components"),
            ("i", "Institute", "research", "yes", "", ""),
        ],
        "ties": [("b", "a", "buys_from", 3, "a"), ("a", "i", "joint_project", 2, "a")],
    }
    for name, answers in rows.items():
        book[name].delete_rows(2, book[name].max_row)
        for row in answers:
            book[name].append(row)
    book.save(tmp_path / "my-survey.xlsx")
    survey = read_survey(tmp_path / "my-survey.xlsx")
    assert set(survey.problems["severity"]) <= {"note"}, survey.problems["problem"].to_list()
    assert set(survey.relations.index) == {"buys_from", "joint_project"}
    assert len(measure(build_network(survey)).ties) == 2


def test_an_apostrophe_protects_texts_in_csv_as_the_commands_page_says(root: Path) -> None:
    from tiesnet.exports.text import csv_safe

    text = (root / "docs" / "commands.md").read_text(encoding="utf-8")
    [sentence] = re.findall(r"Text that begins with (.*?) gets an apostrophe", text, re.DOTALL)
    for sign in re.findall(r"`(.)`", sentence):
        assert csv_safe(f"{sign}x") == f"'{sign}x"
    assert csv_safe(-1) == -1

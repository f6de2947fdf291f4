"""What the command line says about the quality of a survey and about policies."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from tests.cli.conftest import Ran

Run = Callable[..., Ran]
BOTH = (
    "source,target,relation,strength,reported_by\n"
    "Acme,Beta,sells_to,3,Acme\n"
    "Beta,Acme,buys_from,3,Beta\n"
    "Beta,Gamma,sells_to,2,Beta\n"
    "Acme,Delta,sells_to,2,Acme\n"
)
RELATIONS = (
    "id,label,formality,content,directed,flow,inverse_of,scale_min,scale_max\n"
    "sells_to,Sells to,formal,trade,yes,with_arrow,,0,3\n"
    "buys_from,Buys from,formal,trade,yes,against_arrow,sells_to,0,3\n"
)


@pytest.fixture
def double(changed_survey: Callable[..., Path]) -> Path:
    """Acme and Beta agree on a tie; Beta's tie with Gamma is not confirmed; Delta is silent."""
    return changed_survey(ties=BOTH, relations=RELATIONS)


def test_check_shows_answers_agreement_and_whom_to_call(run: Run, double: Path) -> None:
    ran = run("check", double)
    assert ran.code == 0
    for words in ("4 of 5 firms answered (80 %).", "Answers", "Do both ends say the same?",
                  "Call these first", "Delta", "50.0 %", "2 respondents name nobody"):  # fmt: skip
        assert words in ran.out, words
    assert "Traceback" not in ran.err


def test_check_as_json(run: Run, double: Path) -> None:
    ran = run("check", double, "--json")
    record = json.loads(ran.out)
    assert list(record) == [
        "tiesnet", "readable", "counts", "problems", "assumptions", "choices", "quality",
    ]  # fmt: skip
    assert record["readable"] and record["counts"]["error"] == 0
    assert set(record["quality"]) == {
        "call_first", "response_rates", "agreement", "blanks", "answer_patterns", "list_ceilings",
    }  # fmt: skip
    [row] = record["quality"]["agreement"]["tables"]["agreement"]
    # Both ways of A, B, C, Alone: 12 arrows; one by both, one by the seller only.
    assert (row["layer"], row["pairs"], row["both"], row["source_only"]) == ("sells_to", 12, 1, 1)
    [call] = record["quality"]["call_first"]["tables"]["call_first"]
    assert call["actor"] == "Delta" and call["to_confirm"] == 1
    assert "NaN" not in ran.out


def test_check_as_json_of_what_cannot_be_read(
    run: Run, changed_survey: Callable[..., Path], tmp_path: Path
) -> None:
    folder = changed_survey(ties="source,relation\nAcme,advice\n")
    out = tmp_path / "check.xlsx"
    ran = run("check", folder, "--json", "-o", out)
    record = json.loads(ran.out)
    assert ran.code == 1
    assert not record["readable"] and record["quality"] is None
    assert record["counts"]["error"] == len(record["problems"]) > 0
    sheet = openpyxl.load_workbook(out)["Problems"]
    assert any("error" in str(cell.value) for row in sheet.iter_rows() for cell in row)


def test_check_as_workbook(run: Run, double: Path, tmp_path: Path) -> None:
    out = tmp_path / "check.xlsx"
    ran = run("check", double, "-o", out)
    assert f"Written: {out}" in ran.out
    book = openpyxl.load_workbook(out)
    assert book.sheetnames[:4] == ["Problems", "Call these first", "Response rates", "Agreement"]
    first = out.read_bytes()
    out.write_bytes(b"another file")
    assert run("check", double, "-o", out).code == 2, "it is there already"
    assert run("check", double, "-o", out, "--overwrite").code == 0
    assert out.read_bytes() == first, "the same survey gives the same bytes"
    assert run("check", double, "-o", tmp_path / "check.csv").code == 2


def test_policies_are_compared(run: Run, double: Path, tmp_path: Path) -> None:
    ran = run("policies", double, "--layer", "sells_to", "--metric", "n_ties")
    [row] = [line for line in ran.out.splitlines() if line.startswith("Sells to")]
    # Union and source 3 ties, both ends' word 1, the buyer's word 1.
    assert row.split()[2:] == ["Ties", "3", "1", "3", "1", "3", "3", "2"]
    assert run("policies", double, "--metric", "n_tie").code == 2
    out = tmp_path / "p.csv"
    assert run("policies", double, "--metric", "degree", "-o", out).code == 0
    head, *lines = out.read_text(encoding="utf-8-sig").splitlines()
    assert (
        head
        == "layer,metric,actor,union,confirmed,source,target,max,mean,difference,differs,"
        + ("remark")
    )
    assert len(lines) == 3 * 5, "sells_to, formal and all; five firms"
    book = tmp_path / "p.xlsx"
    assert run("policies", double, "-o", book).code == 0
    assert openpyxl.load_workbook(book)["Policies"]["A2"].value == "Sells to"


def test_a_policy_can_be_chosen(run: Run, double: Path, tmp_path: Path) -> None:
    chosen = ("--combine", "sells_to=confirmed")
    out = tmp_path / "out"
    for words in (
        ("measure", double, "--metric", "n_ties", *chosen),
        ("check", double, *chosen),
        ("diagnose", double, "--about", "call_first", "--combine", "confirmed"),
        ("report", double, "-o", out, *chosen),
    ):
        ran = run(*words)
        assert ran.code == 0
        assert "This is your choice; the survey says union." in " ".join(ran.out.split())
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "This is your choice; the survey says union." in page
    assert "--combine sells_to=confirmed" in page
    assert "your choice" in (out / "provenance.json").read_text(encoding="utf-8")
    sheet = openpyxl.load_workbook(out / "metrics.xlsx")["Problems"]
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert any("your choice" in text for text in cells)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("confirmd", "Did you mean 'confirmed'?"),
        ("sells_to=loudest", "no policy for double reports 'loudest'"),
        ("nobody=union", "no layer of this survey"),
    ],
)
def test_a_wrong_policy_is_refused(run: Run, double: Path, words: str, said: str) -> None:
    ran = run("measure", double, "--combine", words)
    assert ran.code == 2 and said in ran.err

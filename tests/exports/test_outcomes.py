"""What a test gives as a file: every format has its numbers and words, and runs nothing."""

from __future__ import annotations

import csv
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pytest
from markdown_it import MarkdownIt
from tests.exports.test_office import convert

from tiesnet.errors import OutputError
from tiesnet.exports import outcome_tables, table_texts, write_outcome
from tiesnet.exports.outcome_latex import escaped as tex
from tiesnet.exports.outcome_markdown import escaped as md
from tiesnet.exports.tables.evidence import once
from tiesnet.exports.tables.paper import LONGEST, figure, pages, printed, printed_tables
from tiesnet.inference import TEST_FIELDS, Evidence, Field, Outcome, qap, summarise
from tiesnet.metrics import Measures
from tiesnet.network import build_network
from tiesnet.survey import read_survey

HOSTILE = (
    r"\input{/etc/passwd}", r"50 % & more_of {it} #1 ~ ^ $x$", "a|b`c*d*[e](f)<script>",
    "=1+1", '"quoted"', "-- dash", "1. one", "a\nb", "\\\\", "[h] x", "Ñandú ≥ ²",
)  # fmt: skip
COMMANDS = {
    "begin", "end", "centering", "caption", "label", "toprule", "midrule", "bottomrule",
    "smallskip", "footnotesize", "emph", "textwidth", "resizebox", "item", "times", "textbackslash",
    "textasciitilde", "textasciicircum", "textbar", "textquotedbl", "textasciigrave", "geq",
    "leq", "neq", "approx", "pm", "cdot", "rightarrow", "infty", "surd", "rho", "beta", "lambda",
}  # fmt: skip


def coefficients(count: int = len(HOSTILE)) -> Evidence:
    rng = np.random.default_rng(2)
    rows = []
    for k in range(count):
        tested = summarise(
            [-1.2345, 0.00004, 12_345.678][k % 3], rng.normal(size=999), 20_260_101,
            "labels & names_of {actors} permuted", test="MRQAP", two_sided="size",
        )  # fmt: skip
        term = HOSTILE[k % len(HOSTILE)]
        rows.append({"term": term, "pairs": 1234 + k, "share": k / count, **tested.row()})
    fields = (
        Field("term", "Term"),
        Field("pairs", "Pairs", "count", "pairs"),
        Field("share", "Share_1", "percent"),
        *TEST_FIELDS,
    )
    return Evidence("main", "Coefficients & 50 %", pd.DataFrame(rows), fields, "More is more.")


@pytest.fixture
def outcome() -> Outcome:
    few = pd.DataFrame({"word": ["one"], "value": [np.nan]})
    folded = Evidence("more", "Details", few, (Field("word", "Word"),), shown="folded")
    return Outcome(
        "made_up", "A test of advice_1 & more", (coefficients(), folded),
        ("Firms that know each other <b>trade</b>.", "=2+2"), "We did *this*_that.",
        ("3 cells are not known.",), ("Careful: 100 %.",), ("burt1992", "gould1989"),
        {"Replications": 999, "Seed": 7},
    )  # fmt: skip


def written(outcome: Outcome, folder: Path, ending: str) -> Path:
    return write_outcome(outcome, folder / f"made{ending}")


@pytest.mark.parametrize("ending", [".xlsx", ".md", ".tex", ".csv"])
def test_the_same_outcome_gives_the_same_bytes(
    ending: str, outcome: Outcome, tmp_path: Path
) -> None:
    first = written(outcome, tmp_path, ending).read_bytes()
    assert written(replace(outcome), tmp_path / "again", ending).read_bytes() == first


def test_a_file_that_is_there_is_left_alone(outcome: Outcome, tmp_path: Path) -> None:
    path = written(outcome, tmp_path, ".md")
    other = replace(outcome, title="Another")
    with pytest.raises(OutputError, match="exists already"):
        write_outcome(other, path)
    assert path.read_text(encoding="utf-8").startswith("# A test")
    write_outcome(other, path, overwrite=True)
    assert path.read_text(encoding="utf-8").startswith("# Another")


def test_other_endings_are_refused(outcome: Outcome, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"made.docx ends in none of .xlsx, .md, .tex and .csv"):
        written(outcome, tmp_path, ".docx")
    assert list(tmp_path.iterdir()) == []


def test_an_input_is_never_replaced(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "survey"
    folder.mkdir()
    for path in (root / "surveys" / "florentine-families").glob("*.csv"):
        (folder / path.name).write_bytes(path.read_bytes())
    made = qap(build_network(read_survey(folder)), replications=19)
    with pytest.raises(OutputError, match="one of the files the survey was read from"):
        write_outcome(made, folder / "ties.csv", overwrite=True)


def test_csv_has_all_columns_in_code_names(outcome: Outcome, tmp_path: Path) -> None:
    with open(written(outcome, tmp_path, ".csv"), encoding="utf-8-sig", newline="") as handle:
        head, *rows = csv.reader(handle)
    keys = [field.key for field in outcome.tables[0].fields]
    assert head == keys
    assert [row[0] for row in rows] == [
        f"'{name}" if name.startswith(("=", "-")) else name for name in HOSTILE
    ]
    place = keys.index("p_error")
    np.testing.assert_allclose(
        [float(row[place]) for row in rows], outcome.table()["p_error"], rtol=1e-12
    )


def test_csv_names_the_actors_beside_their_ids(measures: Measures, tmp_path: Path) -> None:
    rows = pd.DataFrame({"firm": ["f00", "f14"], "n": [1, 2]})
    one = Evidence("t", "T", rows, (Field("firm", "Firm", "actor"), Field("n", "N", "count")))
    path = written(Outcome("o", "O", (one,), net=measures.net), tmp_path, ".csv")
    with open(path, encoding="utf-8-sig", newline="") as handle:
        shown = list(csv.reader(handle))
    acme = '\'=HYPERLINK("http://example.org","Acme")'
    assert shown == [["firm", "firm_name", "n"], ["f00", acme, "1"], ["f14", "Firm 0", "2"]]


def commands(text: str) -> set[str]:
    return set(re.findall(r"\\([a-zA-Z]+)", text.replace("\\\\", " ")))


def test_latex_has_no_command_of_the_user(outcome: Outcome, tmp_path: Path) -> None:
    text = written(outcome, tmp_path, ".tex").read_text(encoding="utf-8")
    body = "\n".join(line for line in text.splitlines() if not line.startswith("%"))
    assert commands(body) <= COMMANDS
    bare = re.sub(r"\\[\\&%$#_{}]", "", body)
    assert bare.count("{") == bare.count("}")
    assert bare.count("$") % 2 == 0
    assert re.findall(r"%.", bare) == []  # only at the end of a line
    outside = re.sub(r"\$[^$]*\$", "", bare)
    assert not re.search(r"[#_^~<>|\"]", outside)
    assert outside.count("\\begin") == outside.count("\\end")


def test_every_row_of_latex_has_as_many_cells_as_columns(outcome: Outcome, tmp_path: Path) -> None:
    text = written(outcome, tmp_path, ".tex").read_text(encoding="utf-8")
    [columns] = re.findall(r"\\begin{tabular}{@{}(\w+)@{}}", text)
    rows = re.search(r"\\toprule\n(.*)\\bottomrule", text, re.DOTALL)
    assert rows is not None
    lines = [line for line in rows[1].splitlines() if line != "\\midrule"]
    assert len(lines) == len(HOSTILE) + 1
    for line in lines:
        assert line.endswith(r" \\")
        assert len(re.findall(r"(?<!\\)&", line)) == len(columns) - 1
    assert r"$4.0\times 10^{-5}$" in text
    assert "$-$1.234" in text
    assert r"0.001 ($<$ 0.001)" in text
    assert r"\textbackslash{}input\{/etc/passwd\}" in text
    assert "Test: MRQAP. Null model: labels \\& names\\_of \\{actors\\} permuted." in text
    assert "Seed: 20260101" in text


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("[x]", "{[}x{]}"), ("a\n\nb", "a b"), ("~", r"\textasciitilde{}"),
        ("R² ≥ −1", r"R$^{2}$ $\geq$ $-$1"), ("a\x00b", "ab"),
    ],
)  # fmt: skip
def test_latex_escapes(text: str, safe: str) -> None:
    assert tex(text) == safe


def test_markdown_shows_every_cell_as_it_is(outcome: Outcome, tmp_path: Path) -> None:
    text = written(outcome, tmp_path, ".md").read_text(encoding="utf-8")
    page = MarkdownIt("commonmark").enable("table").render(text)
    assert not re.search(r"<(script|b|em|a|code|strong)\b", page.replace("<em>Note.</em>", ""))
    cells = re.findall(r"<td[^>]*>(.*?)</td>", page)
    first = cells[:: len(printed(outcome, outcome.tables[0]).heads)]
    named = [unescaped(cell) for cell in first]
    assert named == [" ".join(name.split()) for name in HOSTILE]
    assert "&lt;b&gt;trade&lt;/b&gt;" in page
    assert "<h1>A test of advice_1 &amp; more</h1>" in page


def unescaped(cell: str) -> str:
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        cell = cell.replace(entity, sign)
    return cell


@pytest.mark.parametrize(
    "text", ["1. one", "2) two", "# head", "- item", "+ item", "> quote", "---", "a_b_c", "~~x~~",
             "http://x.org", "&amp;", "***", "| a |", "    code", "![i](u)", "<!-- -->", "\\*"],
)  # fmt: skip
def test_markdown_escapes(text: str) -> None:
    page = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(md(text))
    found = re.fullmatch(r"<p>(.*)</p>\n", page)
    assert found, page
    assert unescaped(found[1]) == text.strip()


def sheets(path: Path) -> dict[str, list[list[Any]]]:
    book = openpyxl.load_workbook(path)
    return {
        sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book
    }


def test_the_workbook_has_words_paper_and_tables(outcome: Outcome, tmp_path: Path) -> None:
    path = written(outcome, tmp_path, ".xlsx")
    made = sheets(path)
    assert list(made) == ["Summary", "For a paper", "Coefficients & 50 %", "Details"]
    words = [row[0] for row in made["Summary"] if row[0]]
    assert words[:3] == ["A test of advice_1 & more", *outcome.sentences]
    for text in (*outcome.assumptions, *outcome.cautions, outcome.method):
        assert text in words
    assert any(str(word).startswith("Burt, Ronald S. (1992).") for word in words)
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
    with zipfile.ZipFile(path) as packed:
        assert packed.testzip() is None


def test_the_sheet_for_a_paper_has_rules_across_only(outcome: Outcome, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(written(outcome, tmp_path, ".xlsx"))["For a paper"]
    head = next(row for row in sheet.iter_rows() if row[0].value == "Term")
    last = sheet[head[0].row + len(HOSTILE)]
    assert all(cell.border.top.style and cell.border.bottom.style for cell in head)
    assert all(cell.border.bottom.style for cell in last)
    borders = [cell.border for row in sheet.iter_rows() for cell in row]
    upright = [side for border in borders for side in (border.left, border.right)]
    assert not any(side.style for side in upright if side is not None)
    texts = [cell.value for cell in sheet["A"] if cell.value]
    assert texts[1:3] == ["Table 1", "Coefficients & 50 %"]
    assert texts[-1].startswith("Note. More is more. Test: MRQAP.")
    assert "Monte-Carlo" in texts[-1]
    assert "Gould" in texts[-1]
    assert "*" not in "".join(texts[-1])


def test_numbers_of_the_workbook_are_numbers(outcome: Outcome, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(written(outcome, tmp_path, ".xlsx"))["Coefficients & 50 %"]
    head = next(row for row in sheet.iter_rows() if row[0].value == "Term")
    place = {str(cell.value).split("\n")[0]: cell.column for cell in head}
    first = head[0].row + 1
    p = sheet.cell(first, place["p"])
    assert p.value == outcome.table()["p"].iloc[0]
    assert '"< 0.001"' in p.number_format
    assert sheet.cell(first + 1, place["Observed"]).number_format == "0.0E+00"
    assert not {"Seed", "Test", "Null model", "Replications"} & set(place)
    below = [row[0].value for row in sheet.iter_rows(min_row=first + len(HOSTILE))]
    assert below[0].startswith("Test: MRQAP. Null model:")


@pytest.mark.office
def test_libreoffice_opens_it(outcome: Outcome, needs: Any, tmp_path: Path) -> None:
    path = written(outcome, tmp_path, ".xlsx")
    convert(needs("office"), path, tmp_path, "pdf")
    assert (tmp_path / "made.pdf").stat().st_size > 10_000
    sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,3"
    convert(needs("office"), path, tmp_path, sheet)
    [made] = tmp_path.glob("*.csv")
    with open(made, encoding="utf-8", newline="") as handle:
        shown = {row[0] for row in csv.reader(handle)}
    assert set(HOSTILE) - {"a\nb"} <= shown
    assert "2" not in shown


def test_what_differs_between_rows_stays_a_column() -> None:
    one = coefficients(4)
    rows = one.rows.assign(null=["a", "a", "b", "b"])
    left, said = once(replace(one, rows=rows))
    assert "null" in left
    assert "seed" not in left
    assert said == "Test: MRQAP. Replications: 999. Seed: 20260101."


def test_a_row_without_p_does_not_keep_a_column() -> None:
    one = coefficients(3)
    rows = one.rows.copy()
    rows.loc[1, ["p", "p_greater", "p_less", "p_error"]] = np.nan
    rows.loc[1, "replications"] = 0
    left, said = once(replace(one, rows=rows))
    assert "Replications: 999." in said
    assert "replications" not in left


def test_a_table_without_p_keeps_its_columns() -> None:
    rows = pd.DataFrame({"seed": [1, 1]})
    one = Evidence("t", "T", rows, (Field("seed", "Seed", "count"),))
    assert once(one) == (rows, "")


def test_p_has_its_error_behind_it(outcome: Outcome) -> None:
    [main, _] = outcome_tables(outcome)
    texts = table_texts(main)
    assert "p_error" not in texts
    assert all(re.fullmatch(r"(< )?\d\.\d{3} \((< )?\d\.\d{3}\)", text) for text in texts["p"])
    assert texts["observed"][:3] == ["−1.234", "4.0e−05", "12,345.7"]
    assert texts["share"][1] == "9.1 %"


def test_only_open_tables_belong_into_a_paper(outcome: Outcome) -> None:
    assert [one.title for one in printed_tables(outcome)] == ["Coefficients & 50 %"]
    assert "p, greater" not in printed_tables(outcome)[0].heads
    assert printed_tables(outcome)[0].heads[1] == "Pairs"


def test_a_long_table_goes_on_below_another_heading(outcome: Outcome) -> None:
    whole = printed(outcome, coefficients(2 * LONGEST + 1))
    parts = pages(whole)
    assert [len(part.rows) for part in parts] == [LONGEST, LONGEST, 1]
    assert [part.note for part in parts[:2]] == ["", ""]
    assert parts[-1].note == whole.note
    assert parts[1].title == "Coefficients & 50 % (continued)"


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [(1.0, "p", "1.000"), (0.0, "p", "0.000"), (1e-9, "p", "< 0.001"), (-0.5, "percent", "−50.0 %"),
     (2.5e9, "number", "2.5e+09"), (-1500.25, "number", "−1,500.2"), (None, "count", "")],
)  # fmt: skip
def test_figures(value: float | None, kind: str, shown: str) -> None:
    assert figure(value, kind) == shown


def test_an_outcome_without_rows_is_written_all_the_same(tmp_path: Path) -> None:
    bare = Outcome("o", "Nothing", (replace(coefficients(1), rows=coefficients(1).rows[:0]),))
    for ending in (".xlsx", ".md", ".tex", ".csv"):
        assert written(bare, tmp_path, ending).stat().st_size > 0
    assert list(sheets(tmp_path / "made.xlsx")) == ["Summary"]

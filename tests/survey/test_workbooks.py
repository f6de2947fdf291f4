"""Workbooks as people and attackers make them."""

from __future__ import annotations

import datetime as dt
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tiesnet.errors import SurveyError
from tiesnet.survey import read_survey
from tiesnet.survey.readers.archive import _LONGEST_TEXT as LONGEST_TEXT
from tiesnet.survey.readers.archive import _text_run as text_run
from tiesnet.survey.readers.assemble import column_letter

TIES: list[list[object]] = [["source", "target", "strength"], ["a", "b", 1], ["b", "c", 2]]


def codes(path: Path) -> dict[str, tuple[str, object, str]]:
    problems = read_survey(path).problems
    return {
        row["code"]: (row["sheet"], row["row"], row["column"]) for _, row in problems.iterrows()
    }


def changed(path: Path, change: Callable[[openpyxl.Workbook], None]) -> Path:
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def repacked(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    other = path.with_name(f"re-{path.name}")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(other, "w") as target:
        for member in source.infolist():
            data = source.read(member)
            target.writestr(member, change(data) if member.filename == part else data)
    return other


def test_a_stray_cell_in_the_last_corner_is_cheap(workbook: Callable[..., Path]) -> None:
    path = changed(workbook({"ties": TIES}), lambda b: b["ties"].__setitem__("XFD1048576", "x"))
    start = time.perf_counter()
    survey = read_survey(path)
    assert time.perf_counter() - start < 20
    assert len(survey.ties) == 2
    row = survey.problems.iloc[0]
    assert row["code"] == "cell_outside_table"
    assert row["row"] == 1_048_576
    assert "column XFD" in row["problem"]


def test_a_note_beside_the_table_does_not_cost_the_row(workbook: Callable[..., Path]) -> None:
    rows = [[*TIES[0]], [*TIES[1], None, "check!"], [*TIES[2]]]
    path = workbook({"ties": rows})
    survey = read_survey(path)
    assert len(survey.ties) == 2
    assert codes(path)["cell_outside_table"] == ("ties", 2, "")


def test_rows_and_columns_that_are_only_formatted_are_ignored(
    workbook: Callable[..., Path],
) -> None:
    def paint(book: openpyxl.Workbook) -> None:
        book["ties"]["Z90"].fill = openpyxl.styles.PatternFill("solid", fgColor="FFFF00")
        book["ties"]["D1"] = "  "

    survey = read_survey(changed(workbook({"ties": TIES}), paint))
    assert len(survey.ties) == 2
    assert survey.problems.empty


def test_rows_before_the_header_and_between_keep_their_numbers(
    workbook: Callable[..., Path],
) -> None:
    rows: list[list[object]] = [[], [], *TIES[:2], [], ["a", None, 3]]
    assert codes(workbook({"ties": rows}))["missing_source_or_target"] == ("ties", 6, "target")


def test_a_date_where_a_name_belongs(workbook: Callable[..., Path]) -> None:
    rows = [*TIES, ["a", dt.datetime(2026, 3, 1), 2]]
    path = workbook({"ties": rows})
    assert codes(path)["date_as_name"] == ("ties", 4, "target")
    assert "2026-03-01" in read_survey(path).actors.index


def test_a_date_in_other_columns_is_fine(workbook: Callable[..., Path]) -> None:
    rows = [["source", "target", "since"], ["a", "b", dt.datetime(2019, 3, 1)]]
    survey = read_survey(workbook({"ties": rows}))
    assert survey.problems.empty
    assert survey.ties["since"].tolist() == [2019]


def test_a_formula_without_a_stored_result(workbook: Callable[..., Path]) -> None:
    path = workbook({"ties": [*TIES, ["a", "=B2", 2], ["=A1", None, None]]})
    survey = read_survey(path)
    found = survey.problems[survey.problems["code"] == "formula_without_value"]
    assert list(zip(found["row"], found["column"], strict=True)) == [(4, "target"), (5, "source")]
    assert len(survey.ties) == 2


def test_an_error_cell(workbook: Callable[..., Path]) -> None:
    assert codes(workbook({"ties": [*TIES, ["a", "#N/A", 2]]}))["error_cell"] == (
        *("ties", 4, "target"),
    )


def test_merged_and_hidden(workbook: Callable[..., Path]) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["ties"].merge_cells("A2:A3")
        book["actors"].sheet_state = "hidden"

    path = workbook({"ties": TIES, "actors": [["id"], ["a"], ["b"], ["c"]]})
    found = codes(changed(path, change))
    assert found["merged_cells"][0] == "ties"
    assert found["hidden_sheet"][0] == "actors"
    assert "missing_source_or_target" not in found
    assert read_survey(path).ties["source"].tolist() == ["a", "a"]


def test_empty_sheets_are_told(workbook: Callable[..., Path]) -> None:
    problems = read_survey(workbook({"ties": TIES, "stages": [], "Sheet2": []})).problems
    told = {row["sheet"]: row["severity"] for _, row in problems.iterrows()}
    assert told == {"stages": "warning", "Sheet2": "note"}


def test_cell_and_size_caps(workbook: Callable[..., Path]) -> None:
    path = workbook({"ties": [["source", "target"], *[["a", f"b{k}"] for k in range(100)]]})
    assert len(read_survey(path, max_cells=202).ties) == 100
    with pytest.raises(SurveyError, match="more cells"):
        read_survey(path, max_cells=201)
    with pytest.raises(SurveyError, match="expands to"):
        read_survey(path, max_bytes=1000)
    text = path.with_suffix(".csv")
    text.write_text("source,target\na,b\nb,c\n")
    with pytest.raises(SurveyError, match="6 cells"):
        read_survey(text, max_cells=5)
    with pytest.raises(SurveyError, match="bytes"):
        read_survey(text, max_bytes=5)


def test_a_zip_bomb_is_refused_before_it_expands(workbook: Callable[..., Path]) -> None:
    path = workbook({"ties": TIES})
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet9.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(12):
            part.write(b"\0" * 1_000_000)
    start = time.perf_counter()
    with pytest.raises(SurveyError, match="more than 200 times"):
        read_survey(path)
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml"])
def test_entities_are_refused(part: str, workbook: Callable[..., Path]) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'

    def change(data: bytes) -> bytes:
        head, mark, tail = data.partition(b"?>")
        return head + mark + bomb + tail if mark else bomb + data

    with pytest.raises(SurveyError, match="entities"):
        read_survey(repacked(workbook({"ties": TIES}), part, change))


def test_late_entities_are_refused_too(workbook: Callable[..., Path]) -> None:
    bomb = b"<!--" + b" " * 5000 + b'--><!DOCTYPE x [<!ENTITY a "aaaa">]>'

    def change(data: bytes) -> bytes:
        return bomb + data.partition(b"?>")[2] if b"?>" in data[:100] else bomb + data

    path = repacked(workbook({"ties": TIES}), "xl/worksheets/sheet1.xml", change)
    with pytest.raises(SurveyError):
        read_survey(path)


def test_a_row_number_no_program_writes_is_refused(workbook: Callable[..., Path]) -> None:
    path = repacked(
        workbook({"ties": TIES}),
        "xl/worksheets/sheet1.xml",
        lambda data: data.replace(b'r="3"', b'r="99999999999"'),
    )
    with pytest.raises(SurveyError, match="rows beyond"):
        read_survey(path)


@pytest.mark.parametrize("keep", [100, 1000, 3000])
def test_a_cut_file_is_one_clear_error(keep: int, workbook: Callable[..., Path]) -> None:
    path = workbook({"ties": TIES})
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(SurveyError, match="damaged"):
        read_survey(path)


def test_damaged_xml_is_one_clear_error(workbook: Callable[..., Path]) -> None:
    for part in ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"):
        path = repacked(workbook({"ties": TIES}), part, lambda data: data[: len(data) // 2])
        with pytest.raises(SurveyError, match="damaged"):
            read_survey(path)


def test_column_letters() -> None:
    assert [column_letter(k) for k in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


SHEET = "xl/worksheets/sheet1.xml"
CELL = b'<row r="9"><c r="A9" t="inlineStr"><is><t>%b</t></is></c></row></sheetData>'


def with_cell(path: Path, text: bytes, part: str = SHEET) -> Path:
    """Put a cell into a sheet as no spreadsheet program would."""
    other = path.with_name(f"re-{path.name}")
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    parts[part] = parts[part].replace(b"</sheetData>", CELL % text)
    with zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return other


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"x" * 9_000_000, "longer than the 32,767 characters"),
        (b"x" * 400_000, "longer than the 32,767 characters"),
    ],
)
def test_a_text_without_end_is_refused_before_it_is_parsed(
    workbook: Callable[..., Path], text: bytes, said: str
) -> None:
    path = with_cell(workbook({"ties": TIES}), text)
    start = time.perf_counter()
    with pytest.raises(SurveyError, match=said) as caught:
        read_survey(path)
    assert time.perf_counter() - start < 5
    assert [row["code"] for row in caught.value.problems] == ["unreadable_file"]


def test_a_text_without_end_among_the_shared_ones(workbook: Callable[..., Path]) -> None:
    path = workbook({"ties": TIES})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", b"<sst><si><t>%b" % (b"x" * 400_000))
    with pytest.raises(SurveyError, match="longer than the 32,767 characters"):
        read_survey(path)


@pytest.mark.parametrize("text", [b"x" * 40_000, b"&#x41;" * 40_000, b"x" * 32_768])
def test_a_cell_that_is_too_long_is_cut(workbook: Callable[..., Path], text: bytes) -> None:
    path = with_cell(workbook({"ties": TIES}), text)
    assert codes(path)["cell_too_long"] == ("ties", 9, "source")


def test_the_longest_cell_excel_has_is_read(workbook: Callable[..., Path]) -> None:
    path = workbook({"ties": [["source", "target", "topic"], ["a", "b", "ñ&<" * 10_922]]})
    survey = read_survey(path)
    assert survey.problems.empty
    assert len(survey.ties["topic"].iat[0]) == 32_766


def test_where_a_long_text_begins_does_not_matter(tmp_path: Path) -> None:
    chunks = [b"<a>" + b"x" * k + b"<b>" for k in (0, 1, LONGEST_TEXT - 3)]
    for first in chunks:
        run = text_run(tmp_path, first, 0)
        assert run == 3
        assert text_run(tmp_path, b"y" * (LONGEST_TEXT - 3), run) == LONGEST_TEXT
        for rest in (b"y" * (LONGEST_TEXT - 2), b"y" * (LONGEST_TEXT - 2) + b"<c>"):
            with pytest.raises(SurveyError, match="longer than"):
                text_run(tmp_path, rest, run)

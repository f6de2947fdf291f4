"""Sheets as people arrange and colour them: what they see is read, and what was done is said."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tiesnet.errors import SurveyError
from tiesnet.survey import Survey, read_survey
from tiesnet.survey.readers.marks import Look

TIES: list[list[object]] = [["source", "target", "strength"], ["a", "b", 1], ["b", "c", 2]]
SHEET = "xl/worksheets/sheet1.xml"
Write = Callable[..., Path]


def arranged(path: Path, change: Callable[[openpyxl.Workbook], None]) -> Survey:
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return read_survey(path)


def rewritten(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return path


def told(survey: Survey) -> dict[str, str]:
    return dict(zip(survey.problems["code"], survey.problems["problem"], strict=True))


def assumed(survey: Survey) -> dict[str, str]:
    frame = survey.assumptions
    return dict(zip(frame["code"], frame["assumption"], strict=True))


@pytest.mark.parametrize("padding", [0, 20])
def test_merged_cells_of_one_column_hold_for_every_row(
    workbook: Write, padding: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tiesnet.survey.coded.LONG", 10)
    rows = [TIES[0], ["a", "b", 1], [None, "c", 2], [None, "d", 3], ["b", "c", 4]]
    rows += [[f"x{k}", "y", 1] for k in range(padding)]
    survey = arranged(workbook({"ties": rows}), lambda b: b["ties"].merge_cells("A2:A4"))
    assert survey.ties["source"].astype(str).tolist()[:4] == ["a", "a", "a", "b"]
    assert survey.ties["strength"].tolist()[:4] == [1, 2, 3, 4]
    assert survey.problems["severity"].tolist() == ["note"]
    assert "A2:A4" in assumed(survey)["merged_filled"]


def test_merges_over_columns_headers_and_empty_rows_are_not_filled(workbook: Write) -> None:
    rows = [*TIES, [None, "e", 9]]

    def merge(book: openpyxl.Workbook) -> None:
        for ref in ("A4:A9", "B2:C2", "C1:C2"):
            book["ties"].merge_cells(ref)

    survey = arranged(workbook({"ties": rows}), merge)
    assert "A4:A9" in told(survey)["merged_cells"]
    assert "merged_filled" not in assumed(survey)
    assert "missing_source_or_target" in told(survey)


def test_overlapping_groups_cost_no_more_than_the_sheet_has_cells(workbook: Write) -> None:
    path = workbook({"ties": [TIES[0], *[["a" if not k else None, "b", k] for k in range(300)]]})
    refs = b"".join(b'<mergeCell ref="A2:A%d"/>' % k for k in range(3, 20_000))

    def merge(parts: dict[str, bytes]) -> None:
        parts[SHEET] = parts[SHEET].replace(
            b"</sheetData>", b"</sheetData><mergeCells>" + refs + b"</mergeCells>"
        )

    assert set(read_survey(rewritten(path, merge)).ties["source"]) == {"a"}


def test_hidden_rows_and_columns_are_told_and_read(workbook: Write) -> None:
    def hide(book: openpyxl.Workbook) -> None:
        book["ties"].row_dimensions[3].hidden = True
        book["ties"].column_dimensions["C"].hidden = True
        book["ties"].column_dimensions["K"].hidden = True
        book["ties"].row_dimensions[900].hidden = True

    survey = arranged(workbook({"ties": TIES}), hide)
    assert len(survey.ties) == 2
    row = survey.problems.iloc[0]
    assert (row["code"], row["row"]) == ("hidden_cells", 3)
    assert "1 row (3) and 1 column (C)" in row["problem"]


TITLES: list[list[object]] = [["Valley survey"], ["collected in", "2026"], []]


def test_a_header_below_titles_is_found(workbook: Write) -> None:
    survey = read_survey(workbook({"ties": [*TITLES, *TIES, ["a", None, 3]]}))
    assert len(survey.ties) == 2
    assert "row 4" in assumed(survey)["header_below_titles"]
    found = survey.problems[survey.problems["code"] == "missing_source_or_target"]
    assert found["row"].tolist() == [7]


def test_a_header_below_titles_in_folders_and_long_files(
    folder: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    survey = read_survey(
        folder(
            ties="Valley\n\nsource,target\na,b", actors="Firms,,\nid,name,kind\na,A,firm\nb,B,firm"
        )
    )
    assert survey.actors["name"].tolist() == ["A", "B"]
    long = tmp_path / "long.csv"
    monkeypatch.setattr("tiesnet.survey.coded.LONG", 10)
    long.write_text("Valley\nsource,target\n" + "a,b\nb,c\n" * 51)
    assert set(read_survey(long).actors.index) == {"a", "b", "c"}


def test_rows_that_are_no_titles_stay(folder: Write) -> None:
    with pytest.raises(SurveyError, match="no column 'source'"):
        read_survey(folder(ties="who,whom,x,y\nsource,target,relation,strength\na,b,c,1"))


def test_a_spacer_column_is_no_second_table(folder: Write) -> None:
    survey = read_survey(folder(ties="source,target,,topic,note\na,b,,leather,x"))
    assert survey.ties["topic"].tolist() == ["leather"]
    assert "second_table" not in told(survey)


def test_nothing_behind_the_last_value_is_parsed(workbook: Write) -> None:
    path = workbook({"ties": TIES})
    rows = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (k, k) for k in range(4, 20_000))

    def paint(parts: dict[str, bytes]) -> None:
        parts[SHEET] = parts[SHEET].replace(b"</sheetData>", rows + b"</sheetData>")

    assert len(read_survey(rewritten(path, paint)).ties) == 2
    look = Look()
    look.take(zipfile.ZipFile(path).read(SHEET))
    assert look.marks().last == 3


@pytest.mark.parametrize("size", [1, 7, 64, 10_000])
def test_a_sheet_is_looked_through_alike_in_pieces_of_any_size(size: int) -> None:
    text = (
        b'<sheetData><cols><col min="2" max="3" hidden="1"/></cols><row r="1"><c><v>1</v></c></row>'
        b'<row r="5" hidden="1" spans="1:3"><c t="inlineStr"><is><t>x</t></is></c></row>'
        b'<row r="8"><c s="3"/></row></sheetData><mergeCell ref="A1:A2"/><rowBreaks/>'
    )
    look = Look()
    for at in range(0, len(text), size):
        look.take(text[at : at + size])
    marks = look.marks()
    assert (marks.last, marks.ascending, marks.formulas) == (5, True, False)
    assert marks.hidden_rows.tolist() == [5]
    assert marks.hidden_columns == ((2, 3),)
    assert marks.merged == ("A1:A2",)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda p: p.update({SHEET: p[SHEET].replace(b'r="3"', b'r="1"')}), "in their order"),
        (lambda p: p.pop(SHEET), "lists the sheets 'ties'"),
        (
            lambda p: p.update(
                {"xl/workbook.xml": p["xl/workbook.xml"].replace(b'"more"', b'"Ties"')}
            ),
            "several sheets of one name",
        ),
        (
            lambda p: p.update(
                {
                    "xl/_rels/workbook.xml.rels": p["xl/_rels/workbook.xml.rels"].replace(
                        b"sheet2.xml", b"sheet1.xml"
                    )
                }
            ),
            "one sheet under several names",
        ),
    ],
)
def test_sheets_that_would_be_lost_are_refused(
    workbook: Write, change: Callable[[dict[str, bytes]], None], said: str
) -> None:
    path = workbook({"ties": TIES, "more": TIES})
    with pytest.raises(SurveyError, match=said) as caught:
        read_survey(rewritten(path, change))
    assert caught.value.repair


def test_macros_links_and_connections_are_never_touched(workbook: Write) -> None:
    def add(parts: dict[str, bytes]) -> None:
        parts["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0" + bytes(500)
        parts["xl/connections.xml"] = b"<connections/>"
        parts["xl/externalLinks/externalLink1.xml"] = b"<externalLink/>"

    path = rewritten(workbook({"ties": [*TIES, ["=cmd|' /C calc'!A0", "=1+1", 3]]}), add)
    survey = read_survey(path.rename(path.with_suffix(".xlsm")))
    assert len(survey.ties) == 2
    assert "formula_without_value" in told(survey)

"""Archives of tables: read as their folder would be, whatever tricks they play."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
from tests.survey.platforms.write import write_xlsx, write_zip

from tiesnet.errors import SurveyError
from tiesnet.survey import read_survey

TIES = "source,target\nA,B\nB,C\n"
ACTORS = "id,name\nA,Acme\nB,Beta\nC,Gamma\n"


def test_an_archive_is_read_as_the_folder_in_it(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "s.zip", {"study/ties.csv": TIES, "study/actors.csv": ACTORS})
    survey = read_survey(path)
    assert survey.actors["name"].tolist() == ["Acme", "Beta", "Gamma"]
    assert len(survey.ties) == 2
    assert set(survey.ties["file"]) == {"ties.csv"}
    assert [entry["name"] for entry in survey.provenance["files"]] == ["s.zip"]


def test_one_table_of_any_name_is_the_ties(tmp_path: Path) -> None:
    assert len(read_survey(write_zip(tmp_path / "s.zip", {"export 7.csv": TIES})).ties) == 2


def test_a_workbook_in_an_archive_is_read(tmp_path: Path) -> None:
    book = write_xlsx(tmp_path / "b.xlsx", {"ties": [["source", "target"], ["A", "B"]]})
    path = write_zip(tmp_path / "s.zip", {"b.xlsx": book.read_bytes(), "photo.jpg": b"x"})
    survey = read_survey(path)
    assert len(survey.ties) == 1
    assert "photo.jpg" in " ".join(survey.problems["problem"])


@pytest.mark.parametrize(
    "name", ["../ties.csv", "a/../../ties.csv", "/etc/ties.csv", "C:\\ties.csv", "..\\ties.csv"]
)
def test_names_that_point_outside_are_not_read_and_nothing_is_written(
    tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    path = write_zip(folder / "s.zip", {name: "source,target\nX,Y\n", "ties.csv": TIES})
    survey = read_survey(path)
    assert set(survey.actors.index) == {"A", "B", "C"}
    assert "sheet_not_read" in set(survey.problems["code"])
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["in", "s.zip"]


@pytest.mark.parametrize("name", [".hidden.csv", "__MACOSX/ties.csv", "~lock.csv"])
def test_leavings_of_other_programs_are_passed_over(tmp_path: Path, name: str) -> None:
    survey = read_survey(write_zip(tmp_path / "s.zip", {name: "junk", "ties.csv": TIES}))
    assert len(survey.ties) == 2


def _refused(path: Path, problem: str) -> None:
    with pytest.raises(SurveyError, match=problem) as caught:
        read_survey(path)
    assert caught.value.repair


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "s.zip", {"ties.csv": b"0" * 30_000_000})
    with pytest.raises(SurveyError, match="expands to 30,000,000 bytes") as caught:
        read_survey(path, max_bytes=20_000_000)
    assert "max_bytes" in caught.value.repair


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "s.zip", {f"{k}.csv": "" for k in range(10_001)})
    _refused(path, "10,001 parts")


def test_a_size_that_lies_gives_a_clear_error(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "s.zip", {"ties.csv": b"0" * 30_000_000})
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 1000)
    path.write_bytes(bytes(data))
    _refused(path, "damaged")


@pytest.mark.parametrize("offset", [5, 10_000, 2**31, 2**32 - 2])
@pytest.mark.parametrize("name", ["s.zip", "s.xlsx"])
def test_a_part_that_is_not_where_it_should_be_gives_a_clear_error(
    tmp_path: Path, name: str, offset: int
) -> None:
    path = write_zip(tmp_path / name, {"ties.csv": TIES, "actors.csv": ACTORS})
    if name.endswith("xlsx"):
        path = write_xlsx(path, {"ties": [["source", "target"], ["A", "B"]]})
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x01\x02")
    data[at + 42 : at + 46] = struct.pack("<I", offset)
    at = data.index(b"PK\x01\x02")
    data[at + 42 : at + 46] = struct.pack("<I", offset)
    path.write_bytes(bytes(data))
    _refused(path, "damaged")


def test_an_archive_with_a_password_is_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "s.zip", {"ties.csv": TIES})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))
    _refused(path, "password")


def test_an_archive_without_tables_is_refused(tmp_path: Path) -> None:
    _refused(write_zip(tmp_path / "s.zip", {"readme.md": "x"}), "no CSV file and no workbook")


@pytest.mark.parametrize("keep", [30, 100, 200])
def test_a_truncated_archive_is_refused(tmp_path: Path, keep: int) -> None:
    path = write_zip(tmp_path / "s.zip", {"ties.csv": TIES * 200, "actors.csv": ACTORS * 200})
    path.write_bytes(path.read_bytes()[:keep])
    _refused(path, "damaged")


def test_a_table_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "s.zip", {"ties.csv": TIES, "actors.csv": b"id\x00name\n"})
    with pytest.raises(SurveyError) as caught:
        read_survey(path)
    assert {row["file"] for row in caught.value.problems} == {"actors.csv"}


def test_an_archive_in_an_archive_is_not_unpacked(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("actors.csv", ACTORS)
    path = write_zip(tmp_path / "s.zip", {"inner.zip": inner.getvalue(), "ties.csv": TIES})
    survey = read_survey(path)
    assert len(survey.ties) == 2
    assert "inner.zip" in " ".join(survey.problems["problem"])

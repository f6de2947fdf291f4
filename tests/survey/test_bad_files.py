"""Files that are not what they should be: each is refused, or read with a word about it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.survey.platforms.write import write_zip

from tiesnet.errors import SurveyError
from tiesnet.survey import read_survey
from tiesnet.survey.raw import Options

TIES = b"source,target\na,b\n"
Write = Callable[..., Path]


def refused(path: Path, **options: object) -> SurveyError:
    with pytest.raises(SurveyError) as caught:
        read_survey(path, **options)  # type: ignore[arg-type]
    assert caught.value.repair
    return caught.value


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_lines_in_another_encoding_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tiesnet.survey.coded.LONG", 10)
    data = "source,target\nPe\u00f1a,\u00c1vila\n".encode() + b"Mu\xf1oz,\xc1vila\n"
    for name, text in (("s.csv", data), ("long.csv", data + "Peña,b\n".encode() * 101)):
        survey = read_survey(written(tmp_path / name, text))
        assert {"Pe\u00f1a", "\u00c1vila", "Mu\u00f1oz"} <= set(survey.actors.index)
        row = survey.problems[survey.problems["code"] == "encoding"].iloc[0]
        assert (row["severity"], row["row"]) == ("warning", 3)
        assert "line 3" in row["problem"]


def test_lines_of_a_network_file_in_another_encoding_are_told(tmp_path: Path) -> None:
    data = '*Vertices 2\n1 "Pe\u00f1a"\n'.encode() + b'2 "Mu\xf1oz"\n*Arcs\n1 2\n'
    survey = read_survey(written(tmp_path / "s.net", data))
    assert survey.actors["name"].tolist() == ["Pe\u00f1a", "Mu\u00f1oz"]
    assert "line 3" in survey.problems["problem"].iat[0]


def test_one_encoding_is_no_mixture(tmp_path: Path) -> None:
    data = "source,target\n" + "Mu\u00f1oz,\u00c1vila\n" * 20 + "\u00c3\u00a9,b\n"
    survey = read_survey(written(tmp_path / "s.csv", data.encode("cp1252")))
    assert "Mu\u00f1oz" in survey.actors.index
    found = survey.problems[survey.problems["code"] == "encoding"]
    assert found["problem"].str.contains("was read as Windows-1252").tolist() == [True]


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-16-le", "utf-16-le"), ("utf-16-be", "utf-16-be"), ("utf-32-le", "zero bytes")],
)
def test_wide_letters_without_a_mark_are_recognised(
    tmp_path: Path, encoding: str, said: str
) -> None:
    path = written(tmp_path / "s.csv", "source,target\nPeña,b\n".encode(encoding))
    assert said in str(refused(path))
    assert len(read_survey(path, encoding=encoding).ties) == 1


def test_utf_32_with_its_mark_is_read(tmp_path: Path) -> None:
    survey = read_survey(written(tmp_path / "s.csv", "source,target\nPeña,b\n".encode("utf-32")))
    assert "Peña" in survey.actors.index


def test_a_line_that_is_in_no_encoding_is_named(tmp_path: Path) -> None:
    assert "line 2 is neither" in str(refused(written(tmp_path / "s.csv", TIES[:14] + b"\x81,b\n")))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("s.pdf", b"%PDF-1.7\n", "PDF"),
        ("s.csv", b"%PDF-1.7\n", "PDF"),
        ("s.docx", b"PK\x03\x04", "Word"),
        ("s.jpg", b"\xff\xd8\xff\xe0", "picture"),
        ("s.csv", b"\xff\xd8\xff\xe0", "picture"),
        ("s.xls", b"<html><table></table></html>", "web page"),
        ("s.csv", b"<!DOCTYPE html><table></table>", "web page"),
        ("s.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel"),
        ("s.sav", b"$FL2@(#)", "SPSS"),
        ("s.json", b"{}", "JSON"),
    ],
)
def test_what_a_file_is_instead_is_said(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    assert said in str(refused(written(tmp_path / name, data)))


@pytest.mark.parametrize("name", ["s.csv", "s.xlsx", "s.net", "s.graphml", "s.zip", "s"])
def test_pipes_are_refused_without_waiting(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    refused(tmp_path / name)
    table = written(tmp_path / "ties.csv", TIES)
    refused(table, mapping=tmp_path / name)
    refused(table, names=tmp_path / name)


def test_a_folder_tells_what_in_it_cannot_be_opened(tmp_path: Path) -> None:
    written(tmp_path / "ties.csv", TIES)
    os.mkfifo(tmp_path / "actors.csv")
    (tmp_path / "stages.csv").mkdir()
    (tmp_path / "items.csv").symlink_to(tmp_path / "items.csv")
    (tmp_path / "round").symlink_to(tmp_path)
    (tmp_path / os.fsdecode(b"\xff.csv")).write_bytes(b"x\n1\n")
    problems = read_survey(tmp_path).problems
    assert set(problems["file"]) == {
        "actors.csv",
        "stages.csv",
        "items.csv",
        "\ufffd.csv".replace("\ufffd", "?"),
    }
    assert set(problems["code"]) == {"sheet_not_read"}


def test_a_name_that_is_no_text_is_refused(tmp_path: Path) -> None:
    assert "Give it another name" in str(
        refused(written(tmp_path / os.fsdecode(b"\xff.csv"), TIES))
    )


def test_names_that_are_one_number_are_told_and_never_merged(folder: Write) -> None:
    survey = read_survey(folder(ties="source,target\n007,8\n7,008"))
    found = survey.problems[survey.problems["code"] == "similar_names"]
    assert found["value"].tolist() == ["7", "008"]
    assert len(survey.actors) == 4


@pytest.mark.parametrize(("typed", "listed"), [("7", "007"), ("007", "7"), ("7.0", "7")])
def test_a_number_whose_zeros_differ_is_suggested(folder: Write, typed: str, listed: str) -> None:
    survey = read_survey(
        folder(actors=f"id,name\n{listed},Acme\n9,B", ties=f"source,target\n{typed},9")
    )
    row = survey.problems[survey.problems["code"] == "unknown_actor"].iloc[0]
    assert f"Did you mean '{listed}'?" in row["repair"]
    assert "zeros" in row["repair"]
    assert typed in survey.actors.index


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_001,
        "[" + ".".join("a" * 5_000) + "]",
        "a=" + "[" * 100_000,
        "\x00",
        "x" * 900_000,
    ],
)
def test_hostile_mapping_files_are_refused(tmp_path: Path, text: str) -> None:
    path = written(tmp_path / "m.toml", text.encode())
    refused(written(tmp_path / "ties.csv", TIES), mapping=path)


def test_a_file_wider_than_any_table_is_refused(tmp_path: Path) -> None:
    wide = b"source,target" + b"," * 60_000 + b"\na,b\n"
    assert "columns" in str(refused(written(tmp_path / "s.csv", wide)))
    assert Options(max_cells=70_000).columns == 70_000


def test_an_archive_of_zeros_is_no_bomb(tmp_path: Path) -> None:
    text = "\n".join([",".join(["0"] * 2_000)] * 3_000)
    path = write_zip(tmp_path / "s.zip", {"ties.csv": TIES, "matrix.csv": text})
    assert path.stat().st_size * 200 < len(text)
    assert len(read_survey(path).ties) == 1
    assert "expands to" in str(refused(path, max_bytes=1_000_000))


def test_the_machine_running_out_of_memory_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("tiesnet.survey.read.recognise", full)
    assert "not enough memory" in str(refused(written(tmp_path / "ties.csv", TIES)))


@pytest.mark.parametrize("command", [["check"], ["report", "-o", "out"]])
def test_the_command_line_says_it_too(tmp_path: Path, command: list[str]) -> None:
    path = written(tmp_path / "s.csv", b"%PDF-1.7\n")
    done = subprocess.run(
        [sys.executable, "-m", "tiesnet", command[0], str(path), *command[1:]],
        capture_output=True, check=False, cwd=tmp_path, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode in (1, 2)
    assert "PDF" in done.stderr + done.stdout
    assert "Traceback" not in done.stderr + done.stdout
    assert not (tmp_path / "out").exists()


_HUGE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "blank lines": ("s.csv", lambda: TIES + b"\n" * 3_000_000),
    "a million rows of commas": ("s.csv", lambda: TIES + b",\n" * 1_000_000),
    "columns without end": ("s.csv", lambda: b"source,target" + b"," * 3_000_000 + b"\na,b\n"),
    "one line": ("s.csv", lambda: b"a" * 100_000_000),
    "one cell": ("s.csv", lambda: TIES + b'"' + b"x\n" * 30_000_000 + b'"'),
    "vertices claimed": ("s.net", lambda: b"*Vertices 99999999999\n*Arcs\n1 2\n"),
    "many vertices claimed": ("s.net", lambda: b"*Vertices 20000000\n*Arcs\n1 2\n"),
    "matrix claimed": ("s.dl", lambda: b"dl n=1000000000\ndata:\n0 1\n"),
    "matrices claimed": ("s.dl", lambda: b"dl n=2 nm=1000000000\ndata:\n0 1 1 0\n"),
    "lists in lists": ("s.gml", lambda: b"graph [" + b"a [ " * 200_000),
    "elements in elements": ("s.gexf", lambda: b"<gexf><graph>" + b"<g>" * 500_000),
    "a comment": ("s.graphml", lambda: b"<graphml><!--" + b"x" * 50_000_000 + b"--></graphml>"),
    "an attribute": ("s.gexf", lambda: b'<gexf a="' + b"x" * 50_000_000 + b'"><graph/></gexf>'),
}
_SCRIPT = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000, 2_000_000_000))
from tiesnet.errors import SurveyError
from tiesnet.survey import read_survey
try:
    read_survey(sys.argv[1])
except SurveyError as error:
    assert error.problem and error.repair
print("in words")
"""


@pytest.mark.skipif(os.environ.get("TIESNET_FULL") != "1", reason="large files, in the full run")
@pytest.mark.parametrize("what", _HUGE)
def test_huge_files_are_read_or_refused_in_two_gigabytes(tmp_path: Path, what: str) -> None:
    name, make = _HUGE[what]
    path = written(tmp_path / name, make())
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, str(path)],
        capture_output=True, check=False, text=True, timeout=300,
    )  # fmt: skip
    assert done.stdout == "in words\n", done.stderr[-2000:]

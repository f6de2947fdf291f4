"""Files that come from a browser: names that are no paths, numbers and sizes with a bound."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import FileStorage

from tiesnet.app.uploads import (
    MOST_FILES,
    apart,
    kept,
    megabytes,
    safe_name,
    survey_of,
    too_large,
)
from tiesnet.errors import TiesnetError


def _file(name: str, data: bytes = b"x") -> FileStorage:
    return FileStorage(io.BytesIO(data), name)


@pytest.mark.parametrize(
    ("given_name", "kept_name"),
    [
        ("../../x.csv", "x.csv"),
        ("..\\..\\windows\\x.csv", "x.csv"),
        ("/etc/passwd", "passwd"),
        ("valle 2026.xlsx", "valle 2026.xlsx"),
        ("España ñandú.csv", "España ñandú.csv"),
        ("..", "file"),
        (".hidden", "hidden"),
        ("a\x00\nb.csv", "ab.csv"),
        ("COM1.csv", "_COM1.csv"),
        ("x" * 300 + ".xlsx", "x" * 96 + ".xlsx"),
    ],
)
def test_a_name_is_only_a_name(given_name: str, kept_name: str) -> None:
    assert safe_name(given_name) == kept_name


@given(st.text(max_size=300))
def test_no_name_leaves_its_folder(text: str) -> None:
    name = safe_name(text)
    place = Path("/folder")
    assert (place / name).parent == place
    assert name not in ("", ".", "..")
    assert len(name.encode()) <= 255
    assert not set(name) & set('/\\:*?"<>|\0')


def test_files_are_kept_under_their_names_and_apart(tmp_path: Path) -> None:
    files = [_file("../ties.csv", b"one"), _file("Ties.csv", b"two"), _file("", b"nobody")]
    paths = kept(files, tmp_path)
    assert [path.name for path in paths] == ["ties.csv", "Ties (2).csv"]
    assert [path.read_bytes() for path in paths] == [b"one", b"two"]
    assert {path.parent for path in paths} == {tmp_path}
    assert survey_of(paths) == tmp_path
    assert survey_of(paths[:1]) == paths[0]
    assert apart(["a", "A", "a"]) == ["a", "A (2)", "a (3)"]


def test_no_file_and_too_many_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TiesnetError, match="No file came"):
        kept([_file("")], tmp_path)
    with pytest.raises(TiesnetError, match=f"a survey has {MOST_FILES} at most"):
        kept([_file(f"{k}.csv") for k in range(MOST_FILES + 1)], tmp_path)


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(TiesnetError, match="ties.csv could not be kept"):
        kept([_file("ties.csv")], tmp_path / "nowhere")


def test_sizes_in_words() -> None:
    assert "larger than 7 MB" in too_large(7)
    assert megabytes(2_500_000) == "2.5 MB"

"""Files are written whole or not at all, never over an input or the user's own work."""

import os
from pathlib import Path

import pytest

from tiesnet.errors import OutputError
from tiesnet.exports.files import sha256, write_folder_whole, write_whole


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_writes_and_makes_folders(tmp_path):
    path = write_whole(tmp_path / "new" / "deep" / "a.txt", b"abc")
    assert path.read_bytes() == b"abc"
    assert names(path.parent) == ["a.txt"]


def test_refuses_an_existing_file_and_says_how_to_repair(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"mine")
    with pytest.raises(OutputError, match="exists already") as caught:
        write_whole(path, b"abc")
    assert "overwrite" in caught.value.repair
    assert path.read_bytes() == b"mine"
    write_whole(path, b"abc", overwrite=True)
    assert path.read_bytes() == b"abc"


def test_same_content_is_no_loss(tmp_path):
    path = tmp_path / "a.txt"
    write_whole(path, b"abc")
    write_whole(path, b"abc")
    assert names(tmp_path) == ["a.txt"]


def test_never_over_an_input_even_when_told_to(tmp_path):
    path = tmp_path / "survey.xlsx"
    path.write_bytes(b"answers")
    with pytest.raises(OutputError, match="read from"):
        write_whole(path, b"abc", overwrite=True, inputs=[sha256(b"answers")])
    assert path.read_bytes() == b"answers"


def test_a_folder_is_no_file(tmp_path):
    (tmp_path / "a").mkdir()
    with pytest.raises(OutputError, match="is a folder"):
        write_whole(tmp_path / "a", b"abc", overwrite=True)


def test_our_own_unchanged_files_are_replaced(tmp_path):
    write_folder_whole(tmp_path, {"a": b"1", "b": b"2"})
    ours = {"a": sha256(b"1"), "b": sha256(b"2")}
    write_folder_whole(tmp_path, {"a": b"3", "b": b"4"}, ours=ours)
    assert (tmp_path / "b").read_bytes() == b"4"


def test_a_changed_file_stops_everything(tmp_path):
    write_folder_whole(tmp_path, {"a": b"1", "b": b"2"})
    (tmp_path / "b").write_bytes(b"edited")
    ours = {"a": sha256(b"1"), "b": sha256(b"2")}
    with pytest.raises(OutputError, match="changed since"):
        write_folder_whole(tmp_path, {"a": b"3", "b": b"4"}, ours=ours)
    assert (tmp_path / "a").read_bytes() == b"1"
    assert (tmp_path / "b").read_bytes() == b"edited"


@pytest.mark.parametrize(
    ("call", "step"), [("fsync", 1), ("fsync", 2), *(("replace", k) for k in range(1, 5))]
)
def test_a_failure_at_any_step_leaves_the_old_files(tmp_path, monkeypatch, call, step):
    old = {"a": b"1", "b": b"2"}
    write_folder_whole(tmp_path, old)
    real, count = getattr(os, call), iter(range(1, 100))

    def failing(*args):
        if next(count) == step:
            raise OSError(28, "No space left on device")
        return real(*args)

    monkeypatch.setattr(os, call, failing)
    with pytest.raises(OutputError, match="No space left"):
        write_folder_whole(tmp_path, {"a": b"3", "b": b"4"}, overwrite=True)
    monkeypatch.undo()
    assert names(tmp_path) == ["a", "b"]
    assert {name: (tmp_path / name).read_bytes() for name in old} == old


def test_an_interruption_leaves_nothing_behind(tmp_path, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "new" / "a", b"1")
    assert names(tmp_path) == []


def test_no_permission_is_said_in_words(tmp_path, monkeypatch):
    def refused(*_):
        raise PermissionError(13, "Permission denied", str(tmp_path / "a"))

    monkeypatch.setattr(os, "replace", refused)
    with pytest.raises(OutputError, match="no permission") as caught:
        write_whole(tmp_path / "a", b"1")
    assert "Close the file" in caught.value.repair
    assert names(tmp_path) == []

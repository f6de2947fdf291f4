"""A run killed in the middle of writing is put right by the next one: all new, or all old."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tiesnet.errors import OutputError
from tiesnet.exports.files import sha256, write_folder_whole

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no such signals on Windows")

OLD = {"a": b"1", "b": b"2", "below/c": b"3"}
NEW = {"a": b"one", "b": b"2", "below/c": b"three", "d": b"four"}

SCRIPT = """
import os, pathlib, signal, sys
from tiesnet.exports.files import write_folder_whole
folder, call, step = sys.argv[1], sys.argv[2], int(sys.argv[3])
where = pathlib.Path if call == "unlink" else os
real, count = getattr(where, call), [0]
def dying(*args, **options):
    count[0] += 1
    if count[0] == step:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*args, **options)
setattr(where, call, dying)
new = {"a": b"one", "b": b"2", "below/c": b"three", "d": b"four"}
write_folder_whole(folder, new, overwrite=True)
print("done")
"""


def contents(folder: Path) -> dict[str, bytes]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def killed(folder: Path, call: str, step: int) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder), call, str(step)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL, ended.stdout + ended.stderr


# Seven times a file takes or leaves a place; five contents (journal, files) and two lists of
# names are forced to the disk; nine leftovers are removed, the journal last.
STEPS = [
    *(("replace", step) for step in range(1, 8)),
    *(("fsync", step) for step in range(1, 8)),
    *(("unlink", step) for step in range(1, 10)),
]


@pytest.mark.parametrize(("call", "step"), STEPS)
def test_after_a_kill_the_next_run_finds_all_old_or_all_new(tmp_path, call, step):
    write_folder_whole(tmp_path, OLD)
    killed(tmp_path, call, step)
    write_folder_whole(tmp_path, {"other": b"x"})
    left = contents(tmp_path)
    assert left.pop("other") == b"x"
    assert left == (NEW if call == "unlink" or (call, step) == ("fsync", 7) else OLD)
    write_folder_whole(tmp_path, NEW, overwrite=True)
    assert contents(tmp_path) == {**NEW, "other": b"x"}


def test_own_files_are_known_again_after_a_kill(tmp_path):
    write_folder_whole(tmp_path, OLD)
    killed(tmp_path, "replace", 4)
    ours = {name: sha256(data) for name, data in OLD.items()}
    write_folder_whole(tmp_path, NEW, ours=ours)
    assert contents(tmp_path) == NEW


def test_a_write_into_the_folder_below_puts_it_right_too(tmp_path):
    write_folder_whole(tmp_path, OLD)
    killed(tmp_path, "replace", 6)
    write_folder_whole(tmp_path / "below", {"c": b"3"})
    assert contents(tmp_path) == OLD


def test_what_the_user_put_there_after_the_kill_stays(tmp_path):
    write_folder_whole(tmp_path, OLD)
    killed(tmp_path, "replace", 5)
    (tmp_path / "a").write_bytes(b"mine")
    with pytest.raises(OutputError, match="a exists already"):
        write_folder_whole(tmp_path, NEW)
    assert (tmp_path / "a").read_bytes() == b"mine"
    assert b"1" in contents(tmp_path).values()  # nor is the earlier content lost


def test_a_writer_at_work_is_not_disturbed(tmp_path, monkeypatch):
    real = os.replace

    def meanwhile(*args):
        monkeypatch.setattr(os, "replace", real)
        write_folder_whole(tmp_path, {"other": b"x"})
        real(*args)

    monkeypatch.setattr(os, "replace", meanwhile)
    write_folder_whole(tmp_path, {"a": b"1", "b": b"2"})
    assert contents(tmp_path) == {"a": b"1", "b": b"2", "other": b"x"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[1]",
        "null",
        '{"a": 3}',
        *(
            json.dumps({name: {"replaces": False, "sha256": sha256(b"secret")}})
            for name in ("../kept.txt", "sub/../../kept.txt", "..")
        ),
    ],
)
def test_a_journal_nobody_wrote_does_no_harm(tmp_path, text):
    (tmp_path / "kept.txt").write_bytes(b"secret")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / ".tiesnet-0.journal").write_text(text)
    write_folder_whole(folder, {"a": b"1"})
    assert contents(tmp_path) == {"kept.txt": b"secret", "out/a": b"1"}

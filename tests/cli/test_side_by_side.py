"""A report by two processes: the same bytes, and one process where two have no room."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tiesnet.beside import at_hand, cores
from tiesnet.cli.side_by_side import MANY, side_by_side

FAMILIES = Path(__file__).resolve().parents[2] / "surveys" / "florentine-families"


def files(out: Path, workers: int, **more: Any) -> dict[str, bytes]:
    command = [sys.executable, "-m", "tiesnet", "report", str(FAMILIES), "-o", str(out)]
    subprocess.run([*command, "--workers", str(workers), "--lang", "es"], check=True, **more)
    return {path.name: path.read_bytes() for path in out.iterdir()}


def test_two_processes_write_what_one_writes(tmp_path: Path) -> None:
    assert files(tmp_path / "two", 2) == files(tmp_path / "one", 1)


def test_one_process_where_there_is_one_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tiesnet.cli.side_by_side.cores", lambda: 1)
    with side_by_side(None):
        assert at_hand() is None
    with side_by_side(1):
        assert at_hand() is None
    assert cores() >= 1


def test_a_large_network_is_for_one_process() -> None:
    def net(actors: int) -> Any:
        return SimpleNamespace(actors=range(actors))

    with side_by_side(2) as room:
        room(net(MANY))
        assert at_hand() is not None
        room(net(MANY + 1))
        assert at_hand() is None

"""``tiesnet map``: a draft that is written once, never over what is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tiesnet.survey import read_survey

ANSWERS = "Your firm,Advice [Acme],Advice [Beta],Remarks\nAcme,,1,x\nBeta,1,,y\n"


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "answers.csv"
    path.write_text(ANSWERS, encoding="utf-8")
    return path


def test_a_draft_is_written_and_read(run: Callable[..., object], export: Path) -> None:
    out = export.with_name("mapping.toml")
    ran = run("map", str(export), "-o", str(out))
    assert ran.code == 0 and "--mapping" in ran.out
    assert set(read_survey(export, mapping=out).ties["relation"]) == {"advice"}
    checked = run("check", str(export), "--mapping", str(out))
    assert checked.code == 0 and "'Remarks'" in checked.out


def test_nothing_is_overwritten_unasked(run: Callable[..., object], export: Path) -> None:
    out = export.with_name("mapping.toml")
    out.write_text("# my own work\n", encoding="utf-8")
    ran = run("map", str(export), "-o", str(out))
    assert ran.code == 2 and out.read_text(encoding="utf-8") == "# my own work\n"
    assert run("map", str(export), "-o", str(out), "--overwrite").code == 0
    ran = run("map", str(export), "-o", str(export), "--overwrite")
    assert ran.code == 2 and export.read_text(encoding="utf-8") == ANSWERS


def test_a_network_file_needs_no_mapping(run: Callable[..., object], tmp_path: Path) -> None:
    (tmp_path / "net.net").write_text('*Vertices 2\n1 "A"\n2 "B"\n*Arcs\n1 2 1\n')
    ran = run("map", str(tmp_path / "net.net"), "-o", str(tmp_path / "m.toml"))
    assert ran.code == 2 and not (tmp_path / "m.toml").exists()
    assert "no table of columns" in ran.err

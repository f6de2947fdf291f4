"""What is downloaded is what the library writes; the key to the names lies apart."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from tests.app.conftest import HOSTILE, done

from tiesnet.app.callbacks.downloads import get, outcome
from tiesnet.app.downloads import items, prepare, prepare_outcome, sheets_writer, stem
from tiesnet.app.layout import downloads
from tiesnet.app.sessions import Session, Sessions
from tiesnet.app.trials import run_trial
from tiesnet.errors import TiesnetError
from tiesnet.exports import write_graphml


def _names(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as made:
        return made.namelist()


def test_the_network_is_the_file_the_library_writes(measured: Session, tmp_path: Path) -> None:
    prepare(measured, "network")
    done(measured)
    expected = write_graphml(measured.measures.net, tmp_path / "network.graphml")
    assert measured.ready is not None
    assert measured.ready.read_bytes() == expected.read_bytes()


def test_the_report_and_the_problems(measured: Session) -> None:
    for name, file in (("report", "report.html"), ("check", "check.xlsx")):
        prepare(measured, name)
        done(measured)
        assert measured.ready is not None and measured.ready.name == file


def test_data_without_names_and_the_key_apart(measured: Session) -> None:
    prepare(measured, "pseudonymised")
    done(measured)
    assert measured.job.problem is None, str(measured.job.problem)
    assert measured.ready is not None and measured.ready.name == "valley-pseudonymised.zip"
    with zipfile.ZipFile(measured.ready) as made:
        passed = [name for name in made.namelist() if name.startswith("to pass on/")]
        kept = [name for name in made.namelist() if name.startswith("to keep apart/")]
        assert len(passed) > 3 and len(kept) == 2
        assert sorted([*passed, *kept]) == sorted(made.namelist())
        text = b"".join(made.read(name) for name in passed if name.endswith(".csv")).decode()
        assert "Calzados" not in text and HOSTILE[0] not in text
        assert "Calzados Luz" in made.read("to keep apart/key.csv").decode()


def test_everything_in_one_file(
    measured: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stand in for the report and the workbook, which take long and are tested elsewhere."""
    monkeypatch.setattr(
        "tiesnet.exports.workbook.workbook_bytes", lambda measures, **more: b"workbook"
    )
    monkeypatch.setattr("tiesnet.exports.report.report_bytes", lambda measures, **more: b"report")
    monkeypatch.setattr("tiesnet.app.trials._parts.WORKERS", 1)
    run_trial(measured, "together")
    done(measured)
    assert measured.job.problem is None, str(measured.job.problem)
    measured.decisions = {"Botas Albas": "new"}
    prepare(measured, "everything")
    done(measured)
    assert measured.job.problem is None, str(measured.job.problem)
    names = _names(measured.ready)
    own = {"report.html", "metrics.xlsx", "network.graphml", "provenance.json", "check.xlsx"}
    assert own <= set(names)
    assert {"names.xlsx", "to keep apart/key.csv"} <= set(names)
    assert any(name.startswith("tests/") for name in names)
    assert not any(name.startswith(("/", "..")) for name in names)
    measured.decisions = {}
    outcome(measured, {"outcome": 0}, 1)
    assert measured.ready.name == "qap.xlsx"
    with pytest.raises(TiesnetError, match="no such result"):
        prepare_outcome(measured, 9)


def test_only_what_there_is_is_offered(measured: Session, sessions: Sessions) -> None:
    said = str(downloads.show(measured))
    assert "metrics" not in said.lower() or "Workbook" in said
    assert items()["sheets"].offered(measured) is (sheets_writer() is not None)
    assert not items()["mapping"].offered(measured)
    empty = sessions.new()
    assert "nothing to download" in str(downloads.show(empty))
    assert stem(empty) == "survey"
    get(empty, {"get": "report"}, 1)
    assert empty.job is None
    for name in ("workbook", "pseudonymised", "names"):
        with pytest.raises(TiesnetError, match="nothing to download yet"):
            items()[name].make(empty, empty.folder)

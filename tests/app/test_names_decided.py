"""Uncertain names: what was decided is read, and stands in the sheet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.app.conftest import TYPED, done

from tiesnet.app.callbacks.names import choose, use
from tiesnet.app.decisions import NEW, doubts_of, sheet_of, take_sheet
from tiesnet.app.downloads import prepare
from tiesnet.app.layout import names
from tiesnet.app.sessions import Session
from tiesnet.errors import TiesnetError
from tiesnet.survey import read_names, read_survey, uncertain_names

Opened = Callable[..., Session]


def test_decisions_are_applied_and_kept(opened: Opened, survey: Path, tmp_path: Path) -> None:
    session = opened(survey)
    doubts = doubts_of(session)
    assert {one.name for one in doubts} == set(TYPED)
    assert [one.name for one in doubts] == uncertain_names(session.survey)["name"].tolist()
    assert all(one.times == 1 and "row" in one.place for one in doubts)
    outside = set(session.survey.actors.index) - {f"f{k}" for k in range(10)}
    assert outside == set(TYPED)
    choose(session, {"doubt": 0, "offer": 0}, 1)
    choose(session, {"doubt": 1, "offer": -1}, 1)
    choose(session, {"doubt": 2, "offer": -1}, 1)
    choose(session, {"doubt": 2, "offer": -1}, 1)  # taken back
    choose(session, {"doubt": 9, "offer": 0}, 1)
    choose(session, {"doubt": 0, "offer": 9}, 1)
    assert session.decisions == {
        doubts[0].name: doubts[0].offers[0].decision,
        doubts[1].name: NEW,
    }
    use(session, None, 1)
    done(session)
    assert session.applied == session.decisions
    assert doubts[0].name not in set(session.survey.actors["name"])
    assert len(doubts_of(session)) == 3
    prepare(session, "names")
    done(session)
    assert session.ready is not None and session.ready.name == "names.xlsx"
    sheet = {row.name: row.decided for row in read_names(session.ready).rows if row.decided}
    assert sheet == session.decisions
    with_sheet = read_survey(survey, names=session.ready)
    assert set(with_sheet.actors.index) == set(session.survey.actors.index)
    other = opened(survey)
    take_sheet(other, session.ready)
    assert other.decisions == session.decisions
    assert "1 of 3 names decided" not in str(names.show(other))
    assert "2 of 3 names decided" in str(names.show(other))


def test_a_sheet_without_decisions_is_refused(opened: Opened, survey: Path, tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("name as typed,decision\nCurtido Soll,\n", encoding="utf-8")
    with pytest.raises(TiesnetError, match="holds no decision"):
        take_sheet(opened(survey), path)
    assert sheet_of({"a": "new"}, path).rows[0].decided == "new"

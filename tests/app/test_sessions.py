"""Every tab has its own session; nothing of it stays behind."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tiesnet.app.sessions import Sessions
from tiesnet.errors import TiesnetError


def test_sessions_are_apart_and_cannot_be_guessed(sessions: Sessions) -> None:
    one, two = sessions.new(), sessions.new("es")
    assert one.id != two.id
    assert min(len(one.id), len(two.id)) >= 40
    assert one.folder != two.folder
    assert sessions.get(one.id) is one
    assert two.lang == "es"
    assert sessions.get("x") is None
    assert sessions.get(None) is None
    assert sessions.get({"id": one.id}) is None
    one.shown["figure/name"] = "ego"
    assert two.shown == {}


def test_what_nobody_uses_is_deleted() -> None:
    sessions = Sessions(unused_after=0.05)
    old, young = sessions.new(), None
    (old.folder / "survey.csv").write_text("secret", encoding="utf-8")
    time.sleep(0.1)
    young = sessions.new()
    assert sessions.get(old.id) is None
    assert not old.folder.exists()
    assert sessions.get(young.id) is young
    assert len(sessions) == 1
    sessions.close()
    assert not young.folder.exists()
    assert not young.folder.parent.exists()


def test_there_are_not_too_many() -> None:
    sessions = Sessions(most=2)
    sessions.new(), sessions.new()
    with pytest.raises(TiesnetError, match="Too many pages"):
        sessions.new()
    sessions.close()


def test_the_end_stops_what_is_being_done(sessions: Sessions) -> None:
    from tiesnet.progress import tell

    session = sessions.new()

    def work() -> None:
        while True:
            tell("Waiting", 0, 0)
            time.sleep(0.01)

    session.start("Waiting", work)
    while session.job is None or session.job.state != "running":
        time.sleep(0.01)
    sessions.close()
    assert session.job.state == "stopped"
    assert not session.folder.exists()


def test_one_piece_of_work_at_a_time(sessions: Sessions) -> None:
    session = sessions.new()
    session.start("Sleeping", lambda: time.sleep(0.2))
    with pytest.raises(TiesnetError, match="still being done"):
        session.start("More", lambda: None)
    assert session.job is not None and session.job.wait(5)
    session.start("More", lambda: None)


def test_places_and_what_is_remembered(sessions: Sessions) -> None:
    session = sessions.new()
    path = session.place("reports", "a.html")
    assert path.parent.is_dir() and path.is_relative_to(session.folder)
    assert session.fresh("x") != session.fresh("x")
    made: list[int] = []
    for _ in range(2):
        session.remembered("survey/one", lambda: made.append(1))
        session.remembered("two", lambda: made.append(2))
    assert made == [1, 2]
    session.forget_results()
    session.remembered("survey/one", lambda: made.append(1))
    session.remembered("two", lambda: made.append(2))
    assert made == [1, 2, 2]
    before = session.stamp(("measures",))
    session.changed("measures")
    assert session.stamp(("measures",)) != before
    assert isinstance(session.folder, Path)

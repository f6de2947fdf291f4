"""The server: this machine only, its own pages only, and nothing of one session to another."""

from __future__ import annotations

import io
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tiesnet.app import Address, application, serving
from tiesnet.app.guard import guard, policy, same_origin
from tiesnet.app.server import Setting
from tiesnet.app.sessions import Sessions
from tiesnet.errors import TiesnetError
from tiesnet.exports import tokens

HOST = "127.0.0.1:8050"
OWN = {"Host": HOST, "Origin": f"http://{HOST}"}


@pytest.fixture
def client(sessions: Sessions, quick: None, survey: Path) -> Iterator[Any]:
    setting = Setting(largest=1, survey=survey, token="a-word")
    yield application(sessions, setting).server.test_client()


def _begin(client: Any, **asked: Any) -> str:
    return str(client.post("/session", json=asked, headers=OWN).get_json()["session"])


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8050", "192.168.1.7:8050", "::1"])
def test_another_name_for_this_machine_is_refused(client: Any, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 403


@pytest.mark.parametrize(
    "origin", [None, "null", "http://evil.example", "http://127.0.0.1:9999", f"https://{HOST}"]
)
def test_other_pages_cannot_send_anything(client: Any, origin: str | None) -> None:
    headers = {"Host": HOST} | ({"Origin": origin} if origin else {})
    for path in ("/session", "/upload/survey", "/_dash-update-component"):
        assert client.post(path, json={}, headers=headers).status_code == 403


def test_the_page_loads_nothing_from_elsewhere(client: Any) -> None:
    answer = client.get("/", headers=OWN)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    found = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in found and "connect-src 'self'" in found
    assert "http" not in found
    assert "unsafe-eval" not in found
    assert ' src="http' not in text and ' href="http' not in text
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_the_policy_names_the_scripts_dash_writes() -> None:
    assert "script-src 'self' 'sha256-x'" in policy(["'sha256-x'"])
    assert same_origin(f"http://{HOST}", HOST)
    assert callable(guard)


def test_colours_are_those_of_the_report(client: Any) -> None:
    text = client.get("/tokens.css", headers=OWN).get_data(as_text=True)
    assert text == tokens()
    assert "--accent" in text and "#map" not in text


def test_a_survey_of_the_command_line_needs_the_word(client: Any, sessions: Sessions) -> None:
    for given in (None, "", "another"):
        found = sessions.get(_begin(client, survey=given))
        assert found is not None and found.source is None
    found = sessions.get(_begin(client, survey="a-word"))
    assert found is not None and found.source is not None and found.job is not None
    found.job.stop()


def test_a_session_is_found_again_and_no_other(client: Any) -> None:
    one = _begin(client)
    assert _begin(client, session=one) == one
    assert _begin(client, session="guessed") not in ("guessed", one)
    assert _begin(client) != one


def _send(client: Any, session: str, files: list[tuple[bytes, str]], kind: str = "survey") -> Any:
    data = {"files": [(io.BytesIO(content), name) for content, name in files]}
    return client.post(
        f"/upload/{kind}",
        data=data,
        headers=OWN | {"X-Session": session},
        content_type="multipart/form-data",
    )


def test_files_go_to_their_session_only(client: Any, sessions: Sessions) -> None:
    one, two = _begin(client), _begin(client)
    answer = _send(client, one, [(b"source,target\na,b\nb,c\n", "../../ties.csv")])
    assert answer.status_code == 200
    first, second = sessions.get(one), sessions.get(two)
    assert first is not None and second is not None and first.source is not None
    assert first.source.name == "ties.csv"
    assert first.source.resolve().is_relative_to(first.folder.resolve())
    assert second.source is None
    assert first.job is not None and first.job.wait(60)
    assert first.survey is not None and len(first.survey.ties) == 2
    with client.get(f"/report/{one}/en", headers=OWN) as report:
        assert report.get_data() == b"<p>the report</p>"
        assert "frame-ancestors 'self'" in report.headers["Content-Security-Policy"]
    assert client.get(f"/report/{two}/en", headers=OWN).status_code == 404
    assert client.get("/report/guessed/en", headers=OWN).status_code == 404
    assert client.get(f"/download/{one}", headers=OWN).status_code == 404


def test_too_large_is_said(client: Any) -> None:
    answer = client.post(
        "/upload/survey",
        data=b"x" * 1_200_000,
        headers=OWN | {"X-Session": _begin(client)},
        content_type="multipart/form-data; boundary=x",
    )
    assert answer.status_code == 413
    assert "larger than 1 MB" in answer.get_json()["problem"]


def test_unknown_sessions_and_kinds_are_refused(client: Any) -> None:
    assert _send(client, "guessed", [(b"x", "ties.csv")]).status_code == 404
    assert _send(client, _begin(client), [(b"x", "x.csv")], "anything").status_code == 405


def test_what_cannot_be_used_is_said_in_the_page(client: Any, sessions: Sessions) -> None:
    name = _begin(client)
    _send(client, name, [])
    session = sessions.get(name)
    assert session is not None and "No file came" in str(session.notice)
    _send(client, name, [(b'respondent = "x"', "mapping.toml")])
    assert "came without its survey" in str(session.notice)
    _send(client, name, [(b"name as typed,decision\n", "names.csv")], "names")
    assert "holds no decision" in str(session.notice)


def test_a_mapping_may_come_with_its_survey(client: Any, sessions: Sessions, form: Path) -> None:
    mapping = b'respondent = "Razon"\n[[relations]]\nid = "advice"\nnames = ["P7", "P8"]\n'
    name = _begin(client)
    _send(client, name, [(form.read_bytes(), "raw.csv"), (mapping, "mine.toml")])
    session = sessions.get(name)
    assert session is not None and session.job is not None and session.job.wait(60)
    assert session.error is None, str(session.error)
    assert session.survey is not None and len(session.survey.ties) == 20


def test_it_answers_this_machine_only() -> None:
    with pytest.raises(TiesnetError, match="answers this machine only"), serving(host="0.0.0.0"):
        pass


def test_a_busy_port_is_passed_over_and_all_is_deleted() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with serving(port=port) as (address, server):
            assert isinstance(address, Address)
            assert address.wanted == port
            assert address.port > port
            assert address.url == f"http://127.0.0.1:{address.port}/"
            assert server.server_address[0] == "127.0.0.1"


def test_no_port_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: Any, **_options: Any) -> None:
        raise OSError("taken")

    monkeypatch.setattr("werkzeug.serving.make_server", refuse)
    with pytest.raises(TiesnetError, match="No port from 8050 on is free"), serving():
        pass


def test_the_address_of_a_survey_has_a_word_in_it(survey: Path) -> None:
    with serving(survey, port=0) as (one, _), serving(survey, port=0) as (two, _):
        assert one.url.partition("?survey=")[2] != two.url.partition("?survey=")[2] != ""

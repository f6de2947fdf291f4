"""What the page asks for besides Dash: a session, uploads, the report, downloads, our colours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, jsonify, request, send_file
from werkzeug.exceptions import RequestEntityTooLarge

from tiesnet.app.decisions import take_sheet
from tiesnet.app.reading import open_survey, take_mapping
from tiesnet.app.sessions import Session, Sessions
from tiesnet.app.uploads import kept, survey_of, too_large
from tiesnet.errors import TiesnetError
from tiesnet.language import LANGUAGES, in_language

_REPORT_POLICY = "frame-ancestors 'self'; connect-src 'none'; form-action 'none'"


def add_routes(server: Flask, sessions: Sessions, setting: Any) -> None:
    """Add every route of ours to the server."""
    server.add_url_rule("/session", "begin", _beginning(sessions, setting), methods=["POST"])
    server.add_url_rule("/upload/<any(survey, mapping, names):kind>", "upload",
                        _uploading(sessions, setting), methods=["POST"])  # fmt: skip
    server.add_url_rule("/state", "state", _telling(sessions))
    server.add_url_rule("/report/<name>/<lang>", "report", _reporting(sessions))
    server.add_url_rule("/download/<name>", "download", _downloading(sessions))
    server.add_url_rule("/tokens.css", "tokens", _tokens)


def _beginning(sessions: Sessions, setting: Any) -> Callable[[], Response]:
    """Make what gives a page the session it knows, or a new one."""

    def begin() -> Response:
        wanted = request.get_json(silent=True) or {}
        known = sessions.get(wanted.get("session"))
        if known is not None:
            return jsonify(session=known.id, lang=known.lang)
        lang = wanted.get("lang")
        try:
            made = sessions.new(lang if lang in LANGUAGES else setting.lang)
        except TiesnetError as error:
            return jsonify(problem=str(error))
        survey = setting.opens(wanted.get("survey"))
        if survey is not None:
            _tried(made, lambda: open_survey(made, survey))
        return jsonify(session=made.id, lang=made.lang)

    return begin


def _telling(sessions: Sessions) -> Callable[[], Response]:
    """Make what tells a page whether something changed, and how far work has come."""
    from tiesnet.app.callbacks import revision
    from tiesnet.app.layout.page import progress

    def state() -> Response:
        session = _session(sessions, request.headers.get("X-Session"))
        with in_language(session.lang):
            return jsonify(
                revision=revision(session), busy=session.busy, progress=progress(session)
            )

    return state


def _uploading(sessions: Sessions, setting: Any) -> Callable[[str], Response]:
    """Make what takes files that come."""

    def upload(kind: str) -> Response:
        session = _session(sessions, request.headers.get("X-Session"))
        with in_language(session.lang):
            try:
                files = request.files.getlist("files")
            except RequestEntityTooLarge:
                return _refused(too_large(setting.largest))
            try:
                _tried(session, lambda: _take(session, kind, files))
            finally:
                for file in files:
                    file.close()
        return jsonify(done=True)

    return upload


def _reporting(sessions: Sessions) -> Callable[[str, str], Response]:
    """Make what shows the report of a session."""

    def report(name: str, lang: str) -> Response:
        session = _session(sessions, name)
        path = session.reports.get(lang)
        if path is None:
            abort(404)
        answer: Response = send_file(path, mimetype="text/html")
        answer.headers["Content-Security-Policy"] = _REPORT_POLICY
        return answer

    return report


def _downloading(sessions: Sessions) -> Callable[[str], Response]:
    """Make what sends the file a session has ready."""

    def download(name: str) -> Response:
        session = _session(sessions, name)
        if session.ready is None or not session.ready.is_file():
            abort(404)
        return send_file(session.ready, as_attachment=True, download_name=session.ready.name)

    return download


def _tokens() -> Response:
    """Send our colours and sizes."""
    from tiesnet.exports import tokens

    return Response(tokens(), mimetype="text/css")


def _session(sessions: Sessions, name: object) -> Session:
    found = sessions.get(name)
    if found is None:
        abort(404)
    return found


def _tried(session: Session, what: Any) -> None:
    """Do something for a session; what cannot be done is said in its page."""
    try:
        session.notice = None
        what()
    except TiesnetError as error:
        session.notice = error
        session.changed("notice")


def _take(session: Session, kind: str, files: Any) -> None:
    """Keep what came, and go on with it."""
    folder = session.fresh(kind) / kind  # its name may become a title
    folder.mkdir()
    paths = kept(files, folder)
    if kind == "names":
        take_sheet(session, paths[0])
        return
    mappings = [path for path in paths if path.suffix.lower() == ".toml"]
    rest = [path for path in paths if path not in mappings]
    if kind == "mapping" or not rest:
        take_mapping(session, paths[0])
        return
    open_survey(session, survey_of(rest), _apart(session, mappings))


def _apart(session: Session, mappings: list[Path]) -> Path | None:
    """Put a mapping that came with the tables aside: their folder holds nothing else."""
    moved = [path.rename(session.fresh("mapping") / path.name) for path in mappings]
    return moved[0] if moved else None


def _refused(words: str) -> Response:
    answer = jsonify(problem=words)
    answer.status_code = 413
    return answer

"""The server: bound to this machine only, found on a free port, deleted without a trace."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tiesnet.app.guard import LOOPBACK, guard
from tiesnet.app.sessions import Sessions
from tiesnet.app.uploads import LARGEST, MEGABYTE
from tiesnet.errors import TiesnetError
from tiesnet.language import language, say

PORT = 8050
TRIED = 50
"""Ports tried one after the other when the first is busy."""


@dataclass(frozen=True)
class Address:
    """Where the app is: to be opened in a browser of this machine.

    Attributes
    ----------
    url : str
        With a word nobody can guess when a survey waits there.
    port, wanted : int
        The port taken, and the one asked for.
    """

    url: str
    port: int
    wanted: int


@dataclass
class Setting:
    """What the app was started with: the language, the largest upload, a survey to open."""

    lang: str = "en"
    largest: int = LARGEST
    survey: Path | None = None
    token: str = ""

    def opens(self, given: object) -> Path | None:
        """Give the survey of the command line to whoever has the word of its address."""
        right = isinstance(given, str) and self.token and secrets.compare_digest(
            given.encode(), self.token.encode()
        )  # fmt: skip
        return self.survey if right else None


def application(sessions: Sessions, setting: Setting) -> Any:
    """Make the app: its page, what it reacts to, its files; nothing is served yet."""
    from dash import Dash

    from tiesnet.app.callbacks import register
    from tiesnet.app.layout.page import INDEX, page
    from tiesnet.app.routes import add_routes

    app = Dash(
        "tiesnet.app",
        assets_folder=str(Path(__file__).parent / "assets"),
        serve_locally=True,
        suppress_callback_exceptions=True,
        title="tiesnet",
        update_title="",
        index_string=INDEX,
        add_log_handler=False,
        **_quiet(),
    )
    app.layout = lambda: page(setting)
    register(app, sessions, setting)
    # Multipart wraps the files in some lines of its own.
    app.server.config["MAX_CONTENT_LENGTH"] = setting.largest * MEGABYTE + 100_000
    guard(app.server, app.csp_hashes)
    add_routes(app.server, sessions, setting)
    return app


def _quiet() -> dict[str, Any]:
    """Turn off what newer versions of Dash serve besides, where they know the option."""
    import inspect

    from dash import Dash

    known = inspect.signature(Dash.__init__).parameters
    return {"enable_mcp": False} if "enable_mcp" in known else {}


@contextmanager
def serving(
    survey: Path | None = None,
    *,
    port: int = PORT,
    host: str = LOOPBACK,
    largest: int = LARGEST,
) -> Iterator[tuple[Address, Any]]:
    """Serve the app inside the block; at its end everything it kept is deleted.

    Parameters
    ----------
    survey : Path, optional
        Opened at once for whoever has the address.
    port : int
        The first port tried; 0 lets the system choose.
    host : str
        This machine and nothing else.
    largest : int
        Megabytes that may come at once.

    Yields
    ------
    Address, server
        ``server.serve_forever()`` answers until ``server.shutdown()``.

    Raises
    ------
    TiesnetError
        The host is another one, or no port is free.
    """
    if host != LOOPBACK:
        raise TiesnetError(
            say("The app answers this machine only, at {host}.", host=LOOPBACK),
            say("To let others see results, send them the report."),
        )
    token = secrets.token_urlsafe(16) if survey is not None else ""
    setting = Setting(language(), largest, survey, token)
    sessions = Sessions()
    try:
        server = _listening(application(sessions, setting).server, host, port)
        try:
            query = f"?survey={token}" if token else ""
            url = f"http://{host}:{server.server_port}/{query}"
            yield Address(url, server.server_port, port), server
        finally:
            server.server_close()
    finally:
        sessions.close()


def _listening(app: Any, host: str, port: int) -> Any:
    """Take the first free port from one on, and listen there without a line per request."""
    from werkzeug.serving import WSGIRequestHandler, make_server

    class Quiet(WSGIRequestHandler):
        """Writes no line per request."""

        def log(self, type: str, message: str, *args: Any) -> None:
            """Say nothing."""

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    for number in [port] if port == 0 else range(port, min(port + TRIED, 65_536)):
        try:
            return make_server(host, number, app, threaded=True, request_handler=Quiet)
        except (OSError, SystemExit):
            continue
    raise TiesnetError(
        say("No port from {port} on is free.", port=str(port)),
        say("Name another one with --port."),
    )

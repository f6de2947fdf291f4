"""A tab begins: it gets a session, or finds the one it had before it was loaded again."""

from __future__ import annotations

from typing import Any

from dash import ClientsideFunction, Input, Output, State, no_update

from tiesnet.app.callbacks._act import revision
from tiesnet.app.sessions import Sessions
from tiesnet.app.uploads import MEGABYTE, too_large
from tiesnet.language import in_language, language, say


def register(app: Any, sessions: Sessions, setting: Any) -> None:
    """Register it."""
    app.clientside_callback(
        ClientsideFunction("tiesnet", "begin"), Output("session", "data"), Input("sink", "id")
    )
    app.clientside_callback(
        ClientsideFunction("tiesnet", "uploads"),
        Output("sink", "title"),
        Input("texts", "data"),
        Input("session", "data"),
    )

    def uploaded(_when: Any, name: Any) -> Any:
        session = sessions.get(name)
        return revision(session) if session is not None else no_update

    app.callback(
        Output("revision", "data", allow_duplicate=True),
        Input("uploaded", "data"),
        State("session", "data"),
        prevent_initial_call=True,
    )(uploaded)

    def texts(session: Any, _revision: Any) -> Any:
        found = sessions.get(session)
        with in_language(found.lang if found is not None else setting.lang):
            return words(setting.largest)

    app.callback(Output("texts", "data"), Input("session", "data"), Input("revision", "data"))(
        texts
    )


def words(largest: int) -> dict[str, Any]:
    """Give what the script says, in the language being written in."""
    return {
        "lang": language(),
        "largest": largest * MEGABYTE,
        "files": say("Choose files"),
        "folder": say("Choose a folder"),
        "mapping": say("Choose a mapping file"),
        "names": say("Choose a sheet of names"),
        "limit": say("At most {size} MB together.", size=largest),
        "large": too_large(largest),
        "sending": say("Sending …"),
        "failed": say("The files could not be sent. Load the page again and repeat it."),
        "empty": say("No file came."),
        "away": say(
            "tiesnet does not answer. If it was ended, start it again and load this page anew."
        ),
    }

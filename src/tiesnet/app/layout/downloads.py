"""What can be taken home."""

from __future__ import annotations

from dash import html

from tiesnet.app.downloads import items
from tiesnet.app.layout.parts import button, heading
from tiesnet.app.sessions import Session
from tiesnet.language import say


def show(session: Session) -> html.Div:
    """Draw it."""
    rows = [
        html.Li(
            [
                html.Div([html.B(say(item.label)), html.P(say(item.about), className="small")]),
                button(
                    say("Download"),
                    {"get": item.name, "from": "downloads"},
                    "main" if item.name == "everything" else "",
                    **{"aria-label": say("Download: {what}", what=say(item.label))},
                ),
            ]
        )
        for item in items().values()
        if item.offered(session)
    ]
    about = say("Files are made when you ask for them, and deleted here when the page is closed.")
    empty = [] if rows else [html.P(say("There is nothing to download yet."))]
    return html.Div([heading(say("Download"), about), html.Ul(rows, className="items"), *empty])

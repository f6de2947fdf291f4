"""The report itself, in a frame."""

from __future__ import annotations

from dash import html

from tiesnet.app.layout.parts import button
from tiesnet.app.sessions import Session
from tiesnet.language import say


def show(session: Session) -> html.Div:
    """Draw it."""
    top = html.Div(
        [
            html.H1(say("The report"), id="title", tabIndex="-1"),
            html.Div(
                [
                    html.A(
                        say("Open it in a tab of its own"),
                        href=address(session),
                        target="_blank",
                        rel="noopener",
                    ),
                    button(say("Download it"), {"get": "report", "from": "report"}),
                ],
                className="row",
            )
            if session.lang in session.reports
            else None,
        ],
        className="beside",
    )
    if session.lang not in session.reports:
        return html.Div([top, html.P(say("The report is being written."), className="muted")])
    frame = html.Iframe(
        src=address(session),
        title=say("The report"),
        className="report",
        # Its scripts run, but cannot reach this page.
        sandbox="allow-scripts allow-downloads allow-modals allow-popups",
    )
    return html.Div([top, frame], className="of-report")


def address(session: Session) -> str:
    """Give the address of the report as it was last written."""
    return f"/report/{session.id}/{session.lang}?{session.stamp(('report',))}"

"""``tiesnet app``: a local page for those who do not program."""

from __future__ import annotations

from pathlib import Path

import click

from tiesnet.cli.inputs import SurveyPath, lang_option


@click.command()
@click.argument("survey", metavar="[SURVEY]", required=False, type=SurveyPath())
@click.option(
    "--port",
    metavar="N",
    type=click.IntRange(1, 65_535),
    default=8050,
    show_default=True,
    help="Where the page is; when it is busy, the next free one.",
)
@click.option("--no-open", "quiet", is_flag=True, help="Do not open the browser.")
@click.option(
    "--largest",
    metavar="MB",
    type=click.IntRange(1, 4_000),
    default=200,
    show_default=True,
    help="Most megabytes that may be opened at once.",
)
@lang_option
def app(survey: Path | None, port: int, quiet: bool, largest: int) -> None:
    """Open tiesnet as a page in the browser.

    Drop a survey on it, see its problems, say what its columns mean, decide on uncertain names,
    look at what was found, run tests, download everything. The page is on this machine only;
    nothing leaves it. Ctrl-C ends it and deletes what it kept.

    \b
    Examples:
      tiesnet app
      tiesnet app my-survey.xlsx --lang es
    """
    from importlib.util import find_spec

    from tiesnet.errors import TiesnetError
    from tiesnet.language import say

    if find_spec("dash") is None:
        raise TiesnetError(
            say("The app needs Dash, which is not installed."),
            say("Install it with: {command}", command="pip install 'tiesnet[app]'"),
        )
    from tiesnet.app import serving

    with serving(survey, port=port, largest=largest) as (address, server):
        if address.port != address.wanted:
            click.echo(
                say(
                    "Port {busy} is busy; {port} was taken.",
                    busy=str(address.wanted),
                    port=str(address.port),
                )
            )
        click.echo(say("tiesnet is open at {url} (Ctrl-C ends it)", url=address.url))
        if not quiet:
            import webbrowser

            webbrowser.open(address.url)
        server.serve_forever()

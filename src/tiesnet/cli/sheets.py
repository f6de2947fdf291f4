"""``tiesnet sheets``: a page for every firm that answered."""

from __future__ import annotations

from pathlib import Path

import click

from tiesnet.cli.inputs import Source, lang_option, output_option, survey_argument
from tiesnet.cli.progress import progress_line


@click.command()
@survey_argument
@output_option("OUT", "Folder for the files; made if it is missing.", to="folder", required=True)
@click.option(
    "--firm",
    "firms",
    metavar="NAME",
    multiple=True,
    help="Only this firm, by name or id. Can be repeated.",
)
@lang_option
@click.option("--overwrite", is_flag=True, help="Replace files that stand in OUT already.")
def sheets(survey: Source, out: Path, firms: tuple[str, ...], overwrite: bool) -> None:
    """Write a page for every firm that answered.

    OUT receives a page per firm (A4 when printed, works offline), index.html, which links them,
    and sheets.xlsx with the same as worksheets. A sheet shows a firm the ties it reported, its
    numbers among the quarters of the others, and whom it could meet; never what another firm said
    about it, nor another firm's number.

    \b
    Examples:
      tiesnet sheets my-survey.xlsx -o sheets
      tiesnet sheets my-survey.xlsx -o sheets --firm "Curtidos Roca" --lang es
    """
    from tiesnet.exports import write_sheets
    from tiesnet.language import say_n
    from tiesnet.metrics import measure

    with progress_line():
        paths = write_sheets(measure(survey.network()), out, overwrite, firms=firms)
    pages = sum(name.endswith(".html") for name in paths) - 1
    click.echo(say_n(pages, "{n} sheet was written.", "{n} sheets were written."))
    click.echo(str(paths["index.html"]))
    click.echo(str(paths["sheets.xlsx"]))

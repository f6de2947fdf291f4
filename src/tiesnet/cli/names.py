"""``tiesnet names``: the sheet in which uncertain names are decided."""

from __future__ import annotations

from pathlib import Path

import click

from tiesnet.cli.inputs import Source, output_option, survey_argument, written
from tiesnet.cli.progress import progress_line


@click.command()
@survey_argument
@output_option("FILE", "Where to write the sheet: an .xlsx or a .csv file.", required=True)
@click.option("--all", "every", is_flag=True, help="List also names nothing else is like.")
@click.option("--overwrite", is_flag=True, help="Replace FILE even if it is no sheet of names.")
def names(survey: Source, out: Path, every: bool, overwrite: bool) -> None:
    """List the names that may be the same firm, to decide upon in Excel.

    Each row is a name that is not in your list of firms, or may be there twice, with the firms it
    may stand for and why. Fill in the column 'decision', save the file, and give it to any command
    with --names. Writing the sheet again keeps your decisions.

    \b
    Examples:
      tiesnet names my-survey.xlsx -o names.xlsx
      tiesnet report my-survey.xlsx --names names.xlsx -o out
    """
    from tiesnet.exports import write_names
    from tiesnet.survey import read_names

    before = survey.reading.get("names") or _sheet_before(out)
    # Read without the decisions, so that each decided name is listed with what was suggested.
    reading = {option: value for option, value in survey.reading.items() if option != "names"}
    with progress_line():
        read = survey._replace(reading=reading).read()
        decisions = None if before is None else read_names(before)
        path = write_names(read, out, decisions, every, overwrite)
    click.echo(written(path))


def _sheet_before(out: Path) -> Path | None:
    """The sheet an earlier run wrote to the same place, with what was decided since."""
    from tiesnet.errors import SurveyError
    from tiesnet.survey import read_names

    try:
        return read_names(out).path if out.exists() else None
    except SurveyError:
        return None

"""``tiesnet map``: a draft of a mapping file to edit."""

from __future__ import annotations

from pathlib import Path

import click

from tiesnet.cli.inputs import Source, output_option, survey_argument
from tiesnet.language import say, say_n


@click.command("map")
@survey_argument
@output_option("FILE", "The file to write.", default="mapping.toml", show_default=True)
@click.option("--overwrite", is_flag=True, help="Replace FILE when it is there already.")
def map_columns(survey: Source, out: Path, overwrite: bool) -> None:
    """Write a draft that says what the columns of a survey mean.

    The draft says what was recognised, with answers as examples, and marks what to check. Edit
    it, and read the survey with --mapping.

    \b
    Examples:
      tiesnet map export.xlsx -o mapping.toml
      tiesnet check export.xlsx --mapping mapping.toml
    """
    from tiesnet.exports import write_mapping

    written = write_mapping(survey.path, out, overwrite=overwrite, **survey.reading)
    text = written.read_text(encoding="utf-8")
    doubts = sum(line.lstrip().startswith("# CHECK") for line in text.splitlines())
    click.echo(say("Wrote {path}.", path=out))
    if doubts:
        click.echo(
            say_n(
                doubts,
                "Look at {n} line marked CHECK in it.",
                "Look at {n} lines marked CHECK in it.",
            )
        )
    click.echo(say("Then: {command}", command=f"tiesnet check {survey.path} --mapping {out}"))

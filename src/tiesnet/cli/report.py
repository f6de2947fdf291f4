"""``tiesnet report``: from a survey to the report, the workbook, the network and provenance."""

from __future__ import annotations

from pathlib import Path

import click

from tiesnet.cli.inputs import Source, survey_argument
from tiesnet.cli.progress import progress_line


@click.command()
@survey_argument
@click.option(
    "-o",
    "--output",
    "out",
    metavar="OUT",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the files; made if it is missing.",
)
@click.option("--open", "show", is_flag=True, help="Open the report in the browser.")
@click.option("--seed", type=int, help="Seed of everything drawn at random, such as the map.")
@click.option("--every", is_flag=True, help="Compute every measure, also those usually left out.")
@click.option(
    "--figures/--no-figures",
    default=True,
    help="Put the figures into the chapters of the report, which takes two megabytes.",
)
@click.option("--overwrite", is_flag=True, help="Replace the files of an earlier run in OUT.")
def report(
    survey: Source,
    out: Path,
    show: bool,
    seed: int | None,
    every: bool,
    figures: bool,
    overwrite: bool,
) -> None:
    """Write the report of a survey.

    OUT receives report.html (one file, works offline), metrics.xlsx, network.graphml and
    provenance.json. They are written together or not at all.

    \b
    Examples:
      tiesnet report my-survey.xlsx -o out
      tiesnet report my-survey-folder -o out --open
    """
    from tiesnet.cli.summary import show_summary
    from tiesnet.exports import write_outputs
    from tiesnet.metrics import measure

    with progress_line():
        measures = measure(survey.network(seed), metrics=["every"] if every else None)
        paths = write_outputs(measures, out, overwrite=overwrite, figures=figures)
    show_summary(measures, paths.values())
    if show:
        show_report(out)


def show_report(folder: Path) -> None:
    """Open the report of a folder in the browser."""
    import webbrowser

    webbrowser.open((folder / "report.html").resolve().as_uri())

"""``tiesnet demo``: a sample survey to start from, and its report."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option(
    "-o",
    "--output",
    "out",
    metavar="DIR",
    default="tiesnet-demo",
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the sample; made if it is missing.",
)
@click.option("--overwrite", is_flag=True, help="Replace the files of an earlier demo in DIR.")
@click.option("--open", "show", is_flag=True, help="Open the report in the browser.")
def demo(out: Path, overwrite: bool, show: bool) -> None:
    """Write a sample survey to start from, and its report.

    DIR receives footwear-valley.xlsx, the same survey as a folder of CSV files, and a folder
    with its report. The valley is invented.

    \b
    Examples:
      tiesnet demo
      tiesnet demo -o my-first-try --open
    """
    from tiesnet.cli.report import write_and_show
    from tiesnet.exports import write_survey_folder, write_survey_workbook
    from tiesnet.survey.samples import footwear_valley

    sample = footwear_valley()
    workbook = write_survey_workbook(sample, out / "footwear-valley.xlsx", overwrite=overwrite)
    write_survey_folder(sample, out / "footwear-valley", overwrite=overwrite)
    write_and_show(workbook, out / "report", overwrite=overwrite, show=show)
    click.echo(f"\nThe survey itself: {workbook}. Open it, put your own firms in, and run:")
    click.echo(f"  tiesnet report {workbook} -o out")

"""``tiesnet demo``: a sample survey to start from, and its report."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from tiesnet.metrics import Measures

WORKBOOK = "footwear-valley.xlsx"
REPORT = "report"


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
    with its report, all of it or nothing. The valley is invented.

    \b
    Examples:
      tiesnet demo
      tiesnet demo -o my-first-try --open
    """
    from tiesnet.cli.report import show_report
    from tiesnet.cli.summary import show_summary
    from tiesnet.exports import write_together

    with TemporaryDirectory() as place:
        measures, names = _write_demo(Path(place))
        paths = write_together(place, out, overwrite=overwrite)
    show_summary(measures, [paths[f"{REPORT}/{name}"] for name in names])
    workbook = out / WORKBOOK
    click.echo(f"\nThe survey itself: {workbook}. Open it, put your own firms in, and run:")
    click.echo(f"  tiesnet report {workbook} -o out")
    if show:
        show_report(out / REPORT)


def _write_demo(folder: Path) -> tuple[Measures, list[str]]:
    """Prepare the whole demo in a folder; give its measures and the names of the report's files."""
    from tiesnet.cli.inputs import network_of
    from tiesnet.exports import write_outputs, write_survey_folder, write_survey_workbook
    from tiesnet.metrics import measure
    from tiesnet.survey.samples import footwear_valley

    sample = footwear_valley()
    workbook = write_survey_workbook(sample, folder / WORKBOOK)
    write_survey_folder(sample, folder / "footwear-valley")
    measures = measure(network_of(workbook))
    return measures, list(write_outputs(measures, folder / REPORT))

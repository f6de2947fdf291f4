"""``tiesnet demo``: a sample survey to start from, and its report."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from tiesnet.cli.collecting import collecting_rarely
from tiesnet.cli.inputs import output_option
from tiesnet.cli.side_by_side import side_by_side, workers_option
from tiesnet.cli.small_tables import small_tables
from tiesnet.language import say

if TYPE_CHECKING:
    from tiesnet.metrics import Measures

SAMPLES = {
    "footwear-valley": "footwear_valley",
    "sinos-like-exporters": "sinos_like_exporters",
    "compatriots-abroad": "compatriots_abroad",
    "florentine-families": "florentine_families",
}
REPORT = "report"


@click.command()
@click.option(
    "--survey",
    "name",
    type=click.Choice(list(SAMPLES)),
    default="footwear-valley",
    show_default=True,
    help="Which sample.",
)
@output_option(
    "DIR",
    "Folder for the sample; made if it is missing.",
    to="folder",
    default="tiesnet-demo",
    show_default=True,
)
@click.option("--overwrite", is_flag=True, help="Replace the files of an earlier demo in DIR.")
@click.option("--open", "show", is_flag=True, help="Open the report in the browser.")
@workers_option
def demo(name: str, out: Path, overwrite: bool, show: bool, workers: int | None) -> None:
    """Write a sample survey to start from, and its report.

    DIR receives a workbook such as footwear-valley.xlsx, the same survey as a folder of CSV
    files, and a folder with its report, all of it or nothing. The valley, the exporters (two
    rounds) and the compatriots are invented; the families of Florence lived.

    \b
    Examples:
      tiesnet demo
      tiesnet demo -o my-first-try --open
      tiesnet demo --survey sinos-like-exporters -o exporters
    """
    with (
        TemporaryDirectory() as place,
        collecting_rarely(),
        side_by_side(workers),
        small_tables(),
    ):
        # Loaded only now: the other process has begun, and loads its own in the meantime.
        from tiesnet.cli.report import show_report
        from tiesnet.cli.summary import show_summary
        from tiesnet.exports import write_together

        measures, names = _write_demo(name, Path(place))
        paths = write_together(place, out, overwrite=overwrite)
    show_summary(measures, [paths[f"{REPORT}/{name}"] for name in names])
    workbook = out / f"{name}.xlsx"
    said = say("The survey itself: {path}. Open it, put your own firms in, and run:", path=workbook)
    click.echo(f"\n{said}")
    click.echo(f"  tiesnet report {workbook} -o out")
    if show:
        show_report(out / REPORT)


def _write_demo(name: str, folder: Path) -> tuple[Measures, list[str]]:
    """Prepare the whole demo in a folder; give its measures and the names of the report's files."""
    from tiesnet.exports import write_outputs, write_survey_folder, write_survey_workbook
    from tiesnet.metrics import measure
    from tiesnet.network import build_network
    from tiesnet.survey import read_survey, samples

    sample = getattr(samples, SAMPLES[name])()
    workbook = write_survey_workbook(sample, folder / f"{name}.xlsx")
    write_survey_folder(sample, folder / name)
    measures = measure(build_network(read_survey(workbook)))
    return measures, list(write_outputs(measures, folder / REPORT))

"""``tiesnet report``: from a survey to the report, the workbook, the network and provenance."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tiesnet.cli.collecting import collecting_rarely
from tiesnet.cli.inputs import Source, lang_option, output_option, survey_argument
from tiesnet.cli.progress import progress_line
from tiesnet.cli.side_by_side import side_by_side, workers_option
from tiesnet.cli.small_tables import small_tables
from tiesnet.language import say

if TYPE_CHECKING:
    from tiesnet.exports import Public


@click.command()
@survey_argument
@output_option("OUT", "Folder for the files; made if it is missing.", to="folder", required=True)
@lang_option
@click.option("--open", "show", is_flag=True, help="Open the report in the browser.")
@click.option("--seed", type=int, help="Seed of everything drawn at random, such as the map.")
@click.option("--every", is_flag=True, help="Compute every measure, also those usually left out.")
@click.option(
    "--figures/--no-figures",
    default=True,
    help="Put the figures into the chapters of the report, which takes two megabytes.",
)
@click.option(
    "--public",
    is_flag=True,
    help="Replace names by pseudonyms before anything is measured, to show it to everybody.",
)
@click.option(
    "--key",
    metavar="KEY.csv",
    type=click.Path(dir_okay=False, path_type=Path),
    help="With --public: file for the names behind the pseudonyms, outside OUT. One that is there "
    "is used again.",
)
@click.option("--overwrite", is_flag=True, help="Replace the files of an earlier run in OUT.")
@workers_option
def report(
    survey: Source,
    out: Path,
    show: bool,
    seed: int | None,
    every: bool,
    figures: bool,
    public: bool,
    key: Path | None,
    overwrite: bool,
    workers: int | None,
) -> None:
    """Write the report of a survey.

    OUT receives report.html (one file, works offline), metrics.xlsx, network.graphml and
    provenance.json. They are written together or not at all.

    With --public names become F01, O01, P01, contact details and free text go, and what firms say
    of themselves is made coarser, before anything is measured. Ties alone can give a firm away.

    \b
    Examples:
      tiesnet report my-survey.xlsx -o out
      tiesnet report my-survey-folder -o out --open
      tiesnet report my-survey.xlsx -o informe --lang es
      tiesnet report my-survey.xlsx --public -o to-show
    """
    check_public(survey, out, key, public)
    with progress_line(), collecting_rarely(), side_by_side(workers) as room, small_tables():
        # Loaded only now: the other process has begun, and loads its own in the meantime.
        from tiesnet.cli.summary import show_summary
        from tiesnet.exports import write_outputs
        from tiesnet.metrics import measure

        shown = public_version(survey, key) if public else None
        net = survey.build(shown.survey if shown else survey.read(), seed)
        room(net)
        measures = measure(net, metrics=["every"] if every else None)
        paths = dict(write_outputs(measures, out, overwrite=overwrite, figures=figures))
        if shown and key:
            from tiesnet.exports import write_key

            paths["key"], paths["recognisable"] = write_key(shown.made, key)
    show_summary(measures, paths.values())
    if show:
        show_report(out)


def check_public(survey: Source, out: Path, key: Path | None, public: bool) -> None:
    """Refuse a key without a public version, a key among the files, and names in spite of it."""
    if key is not None and not public:
        raise click.UsageError(
            say("{option} belongs to {other}.", option="--key", other="--public")
        )
    if public and survey.building.get("internal"):
        raise click.UsageError(say("--internal shows names, --public replaces them: choose one."))
    if key is not None and key.suffix.lower() != ".csv":
        raise click.UsageError(say("The file of --key has to end in .csv."))
    if key is not None and out.resolve() in key.resolve().parents:
        raise click.UsageError(
            say("The key would lie in OUT, which is to be shown: keep it apart.")
        )


def public_version(survey: Source, key: Path | None) -> Public:
    """Replace the names of a survey; a key that is there is used again."""
    from tiesnet.exports import public_survey, read_key

    return public_survey(survey.read(), key=read_key(key) if key and key.exists() else ())


def show_report(folder: Path) -> None:
    """Open the report of a folder in the browser."""
    import webbrowser

    webbrowser.open((folder / "report.html").resolve().as_uri())

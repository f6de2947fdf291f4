"""``tiesnet measure``: measures of firms and of the network, shown or written to a file."""

from __future__ import annotations

from pathlib import Path

import click

from tiesnet.cli.inputs import known, network_of, survey_argument


@click.command()
@survey_argument
@click.option(
    "--layer", "layers", metavar="L", multiple=True, help="A relation, or formal, informal, all."
)
@click.option("--metric", "names", metavar="M", multiple=True, help="See 'tiesnet metrics'.")
@click.option(
    "-o",
    "--output",
    "out",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the table to an .xlsx or .csv file instead of showing it.",
)
@click.option("--overwrite", is_flag=True, help="Replace FILE if it exists.")
def measure(
    survey: Path,
    layers: tuple[str, ...],
    names: tuple[str, ...],
    out: Path | None,
    overwrite: bool,
) -> None:
    """Compute measures, show them or write them to a table.

    Without --layer all layers are used, without --metric all measures. Both can be repeated.

    \b
    Examples:
      tiesnet measure my-survey.xlsx --metric betweenness --layer formal
      tiesnet measure my-survey.xlsx -o measures.csv
    """
    from tiesnet.metrics import catalogue
    from tiesnet.metrics import measure as compute

    chosen = [known(name, catalogue(), "measure") for name in names]
    network = network_of(survey)
    measures = compute(network, layers=list(layers) or None, metrics=chosen or None)
    if out is None:
        from tiesnet.cli.tables import show_measures

        show_measures(measures, whole=bool(chosen))
        return
    from tiesnet.exports import write_measures

    click.echo(f"Written: {write_measures(measures, out, overwrite=overwrite)}")

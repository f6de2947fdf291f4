"""``tiesnet export``: the network in the file format of another program."""

from __future__ import annotations

from pathlib import Path

import click

from tiesnet.cli.inputs import Source, known, output_option, survey_argument, written
from tiesnet.cli.progress import progress_line
from tiesnet.language import say


def _print_list(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if not wanted or context.resilient_parsing:
        return
    from tiesnet.cli.show import console, table
    from tiesnet.exports import network_formats

    rows = [
        (one.name, ", ".join(one.suffixes) or say("a folder"), say(one.about))
        for one in network_formats().values()
    ]
    console().print(table((say("format"), say("ending"), say("for")), rows))
    context.exit()


@click.command()
@survey_argument
@output_option(
    "PATH",
    "The file to write, or the folder for formats of several files.",
    to="any",
    required=True,
)
@click.option(
    "--format",
    "name",
    metavar="NAME",
    help="The format; without it the ending of PATH decides. See --list.",
)
@click.option("--layer", metavar="L", help="Only this relation, or formal, informal, all.")
@click.option("--overwrite", is_flag=True, help="Replace PATH if it exists.")
@click.option(
    "--list",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_list,
    help="Show all formats.",
)
def export(survey: Source, out: Path, name: str | None, layer: str | None, overwrite: bool) -> None:
    """Write the network for another program.

    Says what the format could not hold. Private columns are never written.

    \b
    Examples:
      tiesnet export --list
      tiesnet export my-survey.xlsx -o network.gexf
      tiesnet export my-survey.xlsx -o for-r --format statnet
      tiesnet export my-survey.xlsx -o advice.net --layer advice
    """
    from tiesnet.exports import network_formats, write_network

    if name is not None:
        known(name, network_formats(), say("format"))
    with progress_line():
        net = survey.network()
        net = net if layer is None else net.layer(layer)
        lost = write_network(net, out, name, overwrite=overwrite)
    _say(out, name, lost)


def _say(out: Path, name: str | None, lost: tuple[str, ...]) -> None:
    from tiesnet.cli.show import bullet, console

    click.echo(say("Written: the folder {path}", path=out) if out.is_dir() else written(out))
    if not lost:
        return
    click.echo(say("What the format could not hold:"))
    show = console()
    for sentence in lost:
        show.print(bullet(sentence))
    if name != "survey-csv":
        show.print(say("The format survey-csv holds the whole survey."))

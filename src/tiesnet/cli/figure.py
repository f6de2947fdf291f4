"""``tiesnet figure``: one figure of a survey as a picture or a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from tiesnet.cli.inputs import Source, known, lang_option, output_option, survey_argument, written
from tiesnet.cli.progress import progress_line
from tiesnet.language import say


def _list(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    """Show every figure with the question it answers, and end."""
    if not wanted:
        return
    from rich.text import Text

    from tiesnet.cli.show import console, table
    from tiesnet.plots import PLACES, figures

    out = console()
    for chapter, question in PLACES.items():
        own = [
            (one.name, say(one.label), say(one.question), _words(one.options))
            for one in figures().values()
            if one.chapter == chapter
        ]
        if own:
            out.print(Text(f"\n{say(question)} ({chapter})", style="bold"))
            heads = (say("Name"), say("Figure"), say("Answers"), say("Options"))
            out.print(table(heads, own))
    context.exit()


def _words(options: Mapping[str, Any]) -> str:
    return ", ".join(
        name if value is None else f"{name} = {value}" for name, value in options.items()
    )


@click.command()
@survey_argument
@click.argument("name", metavar="NAME")
@output_option("FILE", "A .png, .svg, .pdf or .html file.", required=True)
@click.option("--layer", metavar="L", help="A relation, or formal, informal, all.")
@click.option(
    "--option",
    "switches",
    metavar="O=VALUE",
    multiple=True,
    help="An option of the figure, for example by=stage. Can be repeated.",
)
@click.option("--dark", is_flag=True, help="For a dark page.")
@click.option(
    "--width",
    metavar="N",
    type=click.IntRange(200, 6000),
    default=900,
    help="Width in pixels; 900 by default.",
)
@click.option(
    "--height",
    metavar="N",
    type=click.IntRange(200, 6000),
    help="Height in pixels; that of the figure by default.",
)
@click.option("--overwrite", is_flag=True, help="Replace FILE if it exists.")
@lang_option
@click.option(
    "--list",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list,
    help="List the figures, and end.",
)
def figure(
    survey: Source,
    name: str,
    out: Path,
    layer: str | None,
    switches: tuple[str, ...],
    dark: bool,
    width: int,
    height: int | None,
    overwrite: bool,
) -> None:
    """Draw one figure of a survey into a file.

    Pages (.html) work offline and need nothing else. Pictures (.png, .svg, .pdf) need the extra
    'figures' and Chromium or Chrome. A figure for which the survey lacks something says what to
    ask.

    \b
    Examples:
      tiesnet figure --list
      tiesnet figure my-survey.xlsx network -o map.html
      tiesnet figure my-survey.xlsx adjacency -o matrix.png --layer formal --option by=stage
      tiesnet figure my-survey.xlsx distribution -o spread.svg --option intervals=yes --lang es
    """
    from tiesnet.exports import save_figure
    from tiesnet.metrics import measure
    from tiesnet.plots import figures

    record = figures()[known(name, figures(), say("figure"))]
    given = [*switches, *([f"layer={layer}"] if layer else [])]
    options = parse(given, record.name, record.options)
    with progress_line():
        measures = measure(survey.network())
        drawn = record.function(measures, **options)
    made = save_figure(drawn, out, width=width, height=height, dark=dark, overwrite=overwrite)
    click.echo(written(made))


def parse(switches: Iterable[str], name: str, options: Mapping[str, Any]) -> dict[str, Any]:
    """Turn ``option=value`` into options of a figure.

    >>> parse(["by=stage"], "adjacency", {"layer": "all", "by": "community"})
    {'by': 'stage'}
    """
    found: dict[str, Any] = {}
    for switch in switches:
        option, equals, value = switch.partition("=")
        if not equals:
            raise click.UsageError(
                say("--option expects O=VALUE, such as by=stage; {came} came.", came=repr(switch))
            )
        known(option, options, say("option of the figure {name}", name=name))
        found[option] = _value(switch, value, options[option])
    return found


def _value(switch: str, value: str, default: Any) -> Any:
    """Read a value as the kind of its default."""
    if isinstance(default, bool):
        if value.lower() not in ("yes", "no"):
            raise click.UsageError(say("{came}: say yes or no.", came=repr(switch)))
        return value.lower() == "yes"
    if not isinstance(default, int | float):
        return value
    try:
        return type(default)(value)
    except ValueError:
        raise click.UsageError(
            say(
                "{came}: a number like {example} is needed.",
                came=repr(switch),
                example=repr(default),
            )
        ) from None

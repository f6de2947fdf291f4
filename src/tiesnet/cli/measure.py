"""``tiesnet measure``: measures of firms and of the network, shown or written to a file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from tiesnet.cli.inputs import Source, known, layer_option, survey_argument, table_output, written
from tiesnet.cli.progress import progress_line
from tiesnet.language import say


@click.command()
@survey_argument
@layer_option
@click.option(
    "--metric",
    "chosen_names",
    metavar="M",
    multiple=True,
    help="A measure, a topic, or every. See 'tiesnet metrics'.",
)
@click.option(
    "--option",
    "switches",
    metavar="M.O=VALUE",
    multiple=True,
    help="Switch an option of a measure, for example constraint_ego.pendants=yes.",
)
@table_output
def measure(
    survey: Source,
    layers: tuple[str, ...],
    chosen_names: tuple[str, ...],
    switches: tuple[str, ...],
    out: Path | None,
    overwrite: bool,
) -> None:
    """Compute measures, show them or write them to a table.

    Without --layer all layers are used, without --metric the usual measures. All three options
    can be repeated.

    \b
    Examples:
      tiesnet measure my-survey.xlsx --metric betweenness --layer formal
      tiesnet measure my-survey.xlsx --metric brokerage --option coordinator.by=sector
      tiesnet measure my-survey.xlsx --metric every -o measures.xlsx
    """
    from tiesnet.metrics import TOPICS, catalogue
    from tiesnet.metrics import measure as compute

    names_known = [*catalogue(), *TOPICS, "every"]
    chosen = [known(name, names_known, say("measure")) for name in chosen_names]
    options = parse(switches)
    _refuse_unasked(options, chosen_names)
    chosen += [name for name in options if not chosen_names]
    with progress_line():
        measures = compute(survey.network(), list(layers) or None, chosen or None, options)
    from tiesnet.cli.problems import show_choices

    show_choices(measures.net)
    if out is None:
        from tiesnet.cli.tables import show_measures

        show_measures(measures, whole=bool(chosen))
        return
    from tiesnet.exports import write_measures

    click.echo(written(write_measures(measures, out, overwrite=overwrite)))


def parse(switches: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Turn ``measure.option=value`` into options by measure.

    >>> parse(["constraint_ego.pendants=yes", "k_reach.k=3"])
    {'constraint_ego': {'pendants': True}, 'k_reach': {'k': 3}}
    """
    options: dict[str, dict[str, Any]] = {}
    for switch in switches:
        where, equals, value = switch.partition("=")
        metric, dot, option = where.partition(".")
        if not (metric and dot and option and equals):
            raise click.UsageError(
                say(
                    "--option expects measure.option=value, such as constraint_ego.pendants=yes; "
                    "{came} came.",
                    came=repr(switch),
                )
            )
        options.setdefault(metric, {})[option] = (
            value if _is_word(metric, option) else _value(value)
        )
    return options


def _refuse_unasked(options: Iterable[str], asked: Iterable[str]) -> None:
    """Refuse options of measures that are not computed: they would change nothing."""
    from tiesnet.metrics import catalogue

    known_here, wanted = catalogue(), set(asked)
    for name in options:
        record = known_here.get(name)
        if wanted and record and not wanted & {name, record.topic, "every"}:
            raise click.UsageError(
                say(
                    "--option switches {name}, which is not among the measures asked for; add "
                    "{option}.",
                    name=repr(name),
                    option=f"--metric {name}",
                )
            )


def _is_word(metric: str, option: str) -> bool:
    """Tell whether an option is a word by nature, such as a column that is called 2020."""
    from tiesnet.metrics import catalogue

    record = catalogue().get(metric)
    return record is not None and isinstance(record.options.get(option), str)


def _value(word: str) -> Any:
    """Read a value as yes or no, a number, or a word."""
    plain = word.strip()
    if plain.lower() in ("yes", "true", "no", "false"):
        return plain.lower() in ("yes", "true")
    for kind in (int, float):
        try:
            return kind(plain)
        except ValueError:
            continue
    return plain

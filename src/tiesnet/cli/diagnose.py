"""``tiesnet diagnose``: what the numbers mean for the cluster, with the evidence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from tiesnet.cli.inputs import Source, known, survey_argument
from tiesnet.cli.progress import progress_line
from tiesnet.language import say

if TYPE_CHECKING:
    from tiesnet.diagnosis import Diagnosis, Study
    from tiesnet.metrics import Measures


@click.command()
@survey_argument
@click.option(
    "--about",
    "about",
    metavar="NAME",
    multiple=True,
    help="A diagnosis or a chapter. See 'tiesnet diagnoses'.",
)
@click.option(
    "--option",
    "switches",
    metavar="NAME.O=VALUE",
    multiple=True,
    help="Switch an option of a diagnosis, for example stage_test.replications=4999.",
)
@click.option("--seed", type=int, help="Seed of everything drawn at random.")
def diagnose(
    survey: Source, about: tuple[str, ...], switches: tuple[str, ...], seed: int | None
) -> None:
    """Say what a survey tells about its cluster, with the evidence.

    \b
    Examples:
      tiesnet diagnose my-survey.xlsx
      tiesnet diagnose my-survey.xlsx --about introductions
    """
    from tiesnet.diagnosis import CHAPTERS
    from tiesnet.diagnosis import diagnose as made_of
    from tiesnet.diagnosis import diagnoses as catalogue
    from tiesnet.metrics import measure

    every = catalogue()
    for name in about:
        known(name, [*every, *CHAPTERS], say("diagnosis or chapter"))
    options = _options(switches, every)
    with progress_line():
        measures = measure(survey.network(seed))
        found = made_of(measures, about or None, options)
    from tiesnet.cli.problems import show_choices

    show_choices(measures.net)
    for name, made in found.items():
        _show(measures, every[name], made, whole=bool(about))
    if not about:
        command = "tiesnet diagnose SURVEY --about NAME"
        click.echo("\n" + say("For the evidence behind an answer: {command}", command=command))


@click.command()
@click.argument("name", required=False)
def diagnoses(name: str | None) -> None:
    """List the diagnoses, or explain one.

    \b
    Examples:
      tiesnet diagnoses
      tiesnet diagnoses stage_test
    """
    from tiesnet.diagnosis import CHAPTERS
    from tiesnet.diagnosis import diagnoses as catalogue

    every = catalogue()
    if name is not None:
        _explain(every[known(name, every, say("diagnosis"))])
        return
    for chapter, question in CHAPTERS.items():
        own = [
            (s.name, say(s.label), say(s.question)) for s in every.values() if s.chapter == chapter
        ]
        if own:
            _list(f"{say(question)} ({chapter})", own)


def _list(heading: str, rows: list[tuple[str, str, str]]) -> None:
    from rich.text import Text

    from tiesnet.cli.show import console, table

    out = console()
    out.print(Text(f"\n{heading}", style="bold"))
    out.print(table((say("Name"), say("Diagnosis"), say("Answers")), rows))


def _explain(study: Study) -> None:
    from rich.text import Text

    from tiesnet.cli.show import console, table
    from tiesnet.literature import sources
    from tiesnet.metrics import in_word

    options = "\n".join(f"{name} = {in_word(value)}" for name, value in study.options.items())
    facts = [
        (say("Answers"), say(study.question)),
        (say("Needs"), say(study.needs)),
        (say("Limits"), say(study.limits)),
        (say("Options"), options),
        (say("Source"), "\n".join(sources()[key].reference for key in study.source)),
    ]
    out = console()
    out.print(Text(f"{say(study.label)} ({study.name})", style="bold"))
    out.print(Text(f"\n{say(study.definition)}\n\n{say(study.method)}\n"))
    out.print(table(None, [fact for fact in facts if fact[1]]))


def _options(switches: Iterable[str], every: Any) -> dict[str, dict[str, Any]]:
    """Read NAME.O=VALUE; a value has the kind of the option's default."""
    options: dict[str, dict[str, Any]] = {}
    for switch in switches:
        place, equals, text = switch.partition("=")
        name, dot, option = place.strip().partition(".")
        if not (equals and dot):
            raise click.UsageError(say("{came} is no NAME.OPTION=VALUE.", came=repr(switch)))
        known(name, every, say("diagnosis"))
        known(option, every[name].options, say("option of {name}", name=name))
        options.setdefault(name, {})[option] = _value(switch, text, every[name].options[option])
    return options


def _value(switch: str, text: str, default: Any) -> Any:
    if isinstance(default, bool):
        if text.lower() in ("yes", "no"):
            return text.lower() == "yes"
        raise click.UsageError(say("{came}: say yes or no.", came=repr(switch)))
    kind = type(default) if isinstance(default, int | float) else str
    try:
        return kind(text)
    except ValueError:
        text = say(
            "{came}: a number like {example} is needed.", came=repr(switch), example=repr(default)
        )
        raise click.UsageError(text) from None


def _show(measures: Measures, study: Study, found: Diagnosis, whole: bool) -> None:
    """Show question and answer, and with `whole` the tables behind them."""
    from rich.text import Text

    from tiesnet.cli.show import console, plain
    from tiesnet.cli.tables import show_table
    from tiesnet.exports import answer_of, diagnosis_tables

    out = console()
    out.print(Text(f"\n{plain(say(study.question))} ({study.name})", style="bold"))
    out.print(Text(plain(answer_of(found) or say("Nothing stands out."))))
    hidden = {one.key for one in found.tables if one.shown == "workbook"}
    for table in diagnosis_tables(measures, study.name, found) if whole else ():
        if table.key not in hidden:
            show_table(table)

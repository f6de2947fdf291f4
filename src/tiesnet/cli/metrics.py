"""``tiesnet metrics``: what is computed, and what each number means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tiesnet.cli.inputs import known
from tiesnet.language import say, word

if TYPE_CHECKING:
    from tiesnet.metrics import Metric

LEVELS = {
    "actor": word("each firm and institution"),
    "network": word("the network"),
    "table": word("the network, as a table"),
}


@click.command()
@click.argument("name", required=False)
def metrics(name: str | None) -> None:
    """List what can be computed, all or of one topic, or explain one measure.

    \b
    Examples:
      tiesnet metrics
      tiesnet metrics holes
      tiesnet metrics constraint_ego
    """
    from tiesnet.metrics import TOPICS, catalogue

    if (
        name is not None
        and known(name, [*catalogue(), *TOPICS], say("measure or topic")) in catalogue()
    ):
        _explain(catalogue()[name])
        return
    for topic in [name] if name else TOPICS:
        _list(topic)


def _list(topic: str) -> None:
    """List the measures of one topic under its heading."""
    from rich.text import Text

    from tiesnet.cli.show import console, table
    from tiesnet.metrics import TOPICS, catalogue

    rows = [
        (
            m.name,
            say(m.label),
            m.level,
            say("when asked for") if m.extra else say("always"),
            say(m.unit),
            say(m.reading),
        )
        for m in catalogue().values()
        if m.topic == topic
    ]
    out = console()
    out.print(Text(f"\n{say(TOPICS[topic])} ({topic})", style="bold"))
    heads = (say("Name"), say("Measure"), say("Of"), say("Computed"), say("Unit"), say("Reading"))
    out.print(table(heads, rows))


def _explain(metric: Metric) -> None:
    from rich.text import Text

    from tiesnet.cli.show import console, table

    out = console()
    out.print(Text(f"{say(metric.label)} ({metric.name})", style="bold"))
    out.print(Text(f"\n{say(metric.definition)}\n\n{say(metric.formula)}\n"))
    out.print(table(None, facts(metric)))


def facts(metric: Metric) -> list[tuple[str, str]]:
    """What the catalogue says of a measure beyond its definition, in words."""
    from tiesnet.literature import sources
    from tiesnet.metrics import in_word

    works = "\n".join(sources()[key].reference for key in metric.source)
    said = [
        (say("Reading"), say(metric.reading)),
        (say("Of"), say(LEVELS[metric.level])),
        (say("Unit"), say(metric.unit)),
        (say("Range"), _range(metric.bounds) if metric.dtype == "number" else ""),
        (say("Empty when"), say(metric.undefined)),
        (say("Needs"), metric.needs_in_words),
        (
            say("Computed"),
            say("when asked for by name, topic or every") if metric.extra else say("always"),
        ),
        (say("Options"), "\n".join(f"{k} = {in_word(v)}" for k, v in metric.options.items())),
        (say("Source"), works),
    ]
    return [(head, words) for head, words in said if words]


def _range(bounds: tuple[float | None, float | None]) -> str:
    low, high = (None if bound is None else f"{bound:g}" for bound in bounds)
    if low is None:
        return say("{high} at most", high=high) if high is not None else ""
    if high is None:
        return say("{low} or more", low=low)
    return say("{low} to {high}{unit}", low=low, high=high, unit="")

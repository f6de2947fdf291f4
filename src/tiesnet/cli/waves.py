"""``tiesnet waves``: what changed between the waves of a survey."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tiesnet.cli.inputs import Source, known, layer_option, survey_argument
from tiesnet.cli.testing import Testing, test_options
from tiesnet.language import say, word

if TYPE_CHECKING:
    from tiesnet.inference import Outcome, Rounds


@click.command()
@survey_argument
@click.option(
    "--since",
    metavar="W",
    help="The first wave to compare. With --wave, these two are compared; else every wave with the "
    "next.",
)
@layer_option
@click.option(
    "--metric",
    "metrics",
    metavar="M",
    multiple=True,
    help="A measure of actors, whose ranks are compared, or of the network. See 'tiesnet metrics'.",
)
@click.option(
    "--treated",
    metavar="ATTRIBUTE=VALUE",
    help="Who took part in a programme, such as programme=yes or membership=NAME: their change is "
    "compared with that of the others.",
)
@click.option(
    "--within",
    metavar="ATTRIBUTE",
    help="With --treated: compare actors of the same stage, sector or other attribute only.",
)
@test_options()
def waves(
    survey: Source,
    since: str | None,
    layers: tuple[str, ...],
    metrics: tuple[str, ...],
    treated: str | None,
    within: str | None,
    testing: Testing,
) -> Outcome:
    """Say what changed from one wave of the survey to the next.

    Which ties were made, kept and lost, who came and left, and who moved up or down; whether
    density and reciprocity changed more than by chance; whether formal ties are made where
    informal ones were already. With --treated: whether those that took part in a programme
    changed more than the others. All options but --since, --treated and --within can be repeated.

    \b
    Examples:
      tiesnet waves my-survey.xlsx
      tiesnet waves my-survey.xlsx --layer advice --metric betweenness
      tiesnet waves my-survey.xlsx --treated programme=yes --within stage -o waves.xlsx
    """
    from tiesnet.inference import before_after, together, wave_changes
    from tiesnet.metrics import catalogue

    for name in metrics:
        known(name, catalogue(), say("measure"))
    if within and not treated:
        raise click.UsageError(
            say("--within says with whom the treated are compared; add --treated.")
        )
    rounds = _rounds(survey, since)
    chosen = list(layers) or None
    options = testing.keywords() | {"layers": chosen}
    last = []
    if treated:  # first, since most can be wrong with it
        of_actors = [name for name in metrics if catalogue()[name].level == "actor"]
        asked = {"metrics": of_actors} if of_actors else {}
        last.append(before_after(rounds, treated, strata=within, **options | asked))
    asked = {"metrics": list(metrics)} if metrics else {}
    parts = [wave_changes(rounds, **options | asked)]
    if first := _first(rounds, testing):
        parts.append(first)
    return together("waves", word("What changed between the waves"), [*parts, *last])


def _rounds(survey: Source, since: str | None) -> Rounds:
    """Read the survey and choose its waves."""
    from tiesnet.inference import rounds_of

    building = dict(survey.building)
    last = building.pop("wave", None)
    read = survey.read()
    whole = rounds_of(read, **building)
    for name in (since, last):
        if name is not None:
            known(name, whole.names, say("wave"))
    if since is not None and last is not None:
        return rounds_of(read, [since, last], **building)
    start = whole.names.index(since) if since is not None else 0
    end = whole.names.index(last) if last is not None else len(whole.names) - 1
    if start >= end:
        raise click.UsageError(
            say("{wave} is the last wave: there is none to compare it with.", wave=repr(since))
            if last is None
            else say("{wave} is the first wave: there is none to compare it with.", wave=repr(last))
        )
    return rounds_of(read, whole.names[start : end + 1], **building)


def _first(rounds: Rounds, testing: Testing) -> Outcome | None:
    """Ask whether informal ties come before formal ones, where the survey has both."""
    from tiesnet.inference import precedence

    kinds = set(rounds.steps[-1].second.layers["formality"])
    if not {"formal", "informal"} <= kinds:
        return None
    return precedence(rounds, **testing.keywords())

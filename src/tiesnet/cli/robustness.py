"""``tiesnet robustness``: what missing answers and the choices made do to the results."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tiesnet.cli.inputs import Source, known, layer_option, survey_argument
from tiesnet.cli.testing import Testing, test_options
from tiesnet.language import say

if TYPE_CHECKING:
    from tiesnet.inference import Outcome

_CAUSES = {
    "nonresponse": "nonresponse",
    "actors": "lost actors",
    "ties": "lost ties",
    "choices": "choices",
}


def _shares(
    _context: click.Context, _option: click.Parameter, given: str | None
) -> tuple[float, ...] | None:
    """Read shares such as 0.05,0.1 or 5%,10%."""
    if given is None:
        return None
    found = []
    for word in given.split(","):
        plain = word.strip()
        try:
            found.append(float(plain.rstrip("%")) / (100 if plain.endswith("%") else 1))
        except ValueError as error:
            raise click.BadParameter(
                say("shares such as 0.05,0.1,0.3 are expected; {came} came.", came=repr(plain))
            ) from error
    return tuple(found)


@click.command()
@survey_argument
@click.option(
    "--metric",
    "metrics",
    metavar="M",
    multiple=True,
    help="A measure or a topic; by default degree, betweenness and constraint_ego.",
)
@layer_option
@click.option(
    "--cause",
    "causes",
    type=click.Choice([*_CAUSES, "all"]),
    multiple=True,
    default=("all",),
    show_default=True,
    help="Missing answers, actors or ties lost at random, or the choices made. Can be repeated.",
)
@click.option(
    "--share",
    "shares",
    metavar="S,S,...",
    callback=_shares,
    help="How much is lost, step by step; by default 0.05,0.1,0.2,0.3.",
)
@click.option(
    "--level",
    type=click.FloatRange(0.5, 0.999),
    default=0.9,
    show_default=True,
    help="Share of the draws an interval holds.",
)
@click.option(
    "--top",
    metavar="K",
    type=click.IntRange(min=1),
    default=5,
    show_default=True,
    help="How many actors are the top.",
)
@test_options(replications=200)
def robustness(
    survey: Source,
    metrics: tuple[str, ...],
    layers: tuple[str, ...],
    causes: tuple[str, ...],
    shares: tuple[float, ...] | None,
    level: float,
    top: int,
    testing: Testing,
) -> Outcome:
    """Say how far values and ranks may be off.

    Missing answers are drawn many times from what others said and from respondents alike; actors
    and ties are lost at random; cut-offs, policies for double reports and rules for missing
    answers are crossed. Every actor gets an interval of its value and of its rank.

    \b
    Examples:
      tiesnet robustness my-survey.xlsx
      tiesnet robustness my-survey.xlsx --metric betweenness --cause nonresponse -o ranks.xlsx
      tiesnet robustness my-survey.xlsx --cause actors --share 0.1,0.3
    """
    from tiesnet.inference import EVERYTHING, SHARES
    from tiesnet.inference import robustness as compute
    from tiesnet.metrics import TOPICS, catalogue

    for name in metrics:
        known(name, [*catalogue(), *TOPICS, "every"], say("measure"))
    return compute(
        survey.read(),
        metrics or None,
        layers=layers or None,
        causes=EVERYTHING if "all" in causes else [_CAUSES[cause] for cause in causes],
        shares=shares or SHARES,
        level=level,
        draws=testing.replications,
        top=top,
        seed=testing.seed,
        workers=testing.workers,
        building=survey.building,
    )

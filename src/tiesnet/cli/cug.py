"""``tiesnet cug``: measures beside those of networks drawn by chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tiesnet.cli.inputs import Source, known, layer_option, survey_argument
from tiesnet.cli.measure import parse
from tiesnet.cli.testing import Testing, test_options
from tiesnet.language import say

if TYPE_CHECKING:
    from tiesnet.inference import Outcome


@click.command()
@survey_argument
@layer_option
@click.option(
    "--metric",
    "chosen_names",
    metavar="M",
    multiple=True,
    help="A measure or a topic. See 'tiesnet metrics'.",
)
@click.option(
    "--condition",
    type=click.Choice(["edges", "dyads", "degrees", "blocks", "size"]),
    default="edges",
    show_default=True,
    help="What drawn networks share with the observed one: the number of ties; the mutual, "
    "one-way and empty pairs; every firm's number of ties; the ties within and between groups; "
    "the number of firms only.",
)
@click.option(
    "--by", metavar="COLUMN", default="stage", show_default=True, help="The groups of 'blocks'."
)
@click.option(
    "--option",
    "switches",
    metavar="M.O=VALUE",
    multiple=True,
    help="Switch an option of a measure, for example gatekeeper.by=sector.",
)
@test_options()
def cug(
    survey: Source,
    layers: tuple[str, ...],
    chosen_names: tuple[str, ...],
    condition: str,
    by: str,
    switches: tuple[str, ...],
    testing: Testing,
) -> Outcome:
    """Compare measures with those of networks drawn by chance (CUG tests).

    Without --layer every relation is tested, without --metric the usual measures. Both can be
    repeated. Of a measure of firms every firm is tested.

    \b
    Examples:
      tiesnet cug my-survey.xlsx --layer advice --metric transitivity --condition dyads
      tiesnet cug my-survey.xlsx --layer advice --metric gatekeeper --metric liaison
    """
    from tiesnet.inference import cug as test
    from tiesnet.metrics import TOPICS, catalogue

    chosen = [known(name, [*catalogue(), *TOPICS], say("measure")) for name in chosen_names]
    return test(
        survey.network(testing.seed),
        chosen or None,
        layers=layers or None,
        condition=condition,
        by=by,
        options=parse(switches),
        **testing.keywords(),
    )

"""``tiesnet qap``: which relations go together, beside chance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tiesnet.cli.inputs import Source, survey_argument
from tiesnet.cli.testing import Testing, test_options

if TYPE_CHECKING:
    from tiesnet.inference import Outcome


@click.command()
@survey_argument
@click.argument("variables", metavar="[VARIABLES]...", nargs=-1)
@click.option(
    "--coefficient",
    "coefficients",
    type=click.Choice(["pearson", "jaccard", "matching"]),
    multiple=True,
    help="One of the three only: correlation, Jaccard, simple matching. Can be repeated.",
)
@test_options()
def qap(
    survey: Source, variables: tuple[str, ...], coefficients: tuple[str, ...], testing: Testing
) -> Outcome:
    """Test which relations go together more than chance would give (QAP).

    VARIABLES are relations, or terms over pairs of actors such as same(stage), absdiff(size),
    distance(km), valued(advice); every two of them are compared. Without any, every two relations
    are, and formal beside informal ones.

    \b
    Examples:
      tiesnet qap my-survey.xlsx
      tiesnet qap my-survey.xlsx advice supplies "same(stage)" --replications 4999
    """
    from tiesnet.inference import qap as test

    options: dict[str, Any] = {"coefficients": coefficients} if coefficients else {}
    net = survey.network(testing.seed)
    return test(net, variables or None, **options, **testing.keywords())

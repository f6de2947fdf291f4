"""``tiesnet mrqap``: a regression over pairs of actors, tested by permutation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tiesnet.cli.inputs import Source, survey_argument
from tiesnet.cli.testing import Testing, test_options

if TYPE_CHECKING:
    from tiesnet.inference import Outcome


@click.command()
@survey_argument
@click.argument("formula", metavar="FORMULA")
@click.option(
    "--formula",
    "more",
    metavar="FORMULA",
    multiple=True,
    help="Another model, shown beside the first. Can be repeated.",
)
@click.option(
    "--family",
    type=click.Choice(["linear", "logistic", "count"]),
    default="linear",
    show_default=True,
    help="What the outcome is: a number, yes or no, a count.",
)
@click.option(
    "--permute",
    type=click.Choice(["dsp", "outcome"]),
    default="dsp",
    show_default=True,
    help="What is permuted: the residual of each predictor on the others (double "
    "semi-partialling), or the outcome.",
)
@test_options()
def mrqap(
    survey: Source,
    formula: str,
    more: tuple[str, ...],
    family: str,
    permute: str,
    testing: Testing,
) -> Outcome:
    """Explain ties by other ties and by what two actors have in common (MRQAP).

    FORMULA has a relation left of ~ and what explains it right of it: relations, and terms such
    as same(sector), different(stage), absdiff(size), diff(size), sum(size), product(size),
    sender(size), receiver(size), distance(km), distance(location), shared(affiliations),
    valued(advice) and transposed(advice), joined by +. Names with spaces stand in quotation
    marks. Every p comes from permuting who is who: pairs depend on each other, and the p of an
    ordinary regression, shown for comparison, are too small.

    \b
    Examples:
      tiesnet mrqap my-survey.xlsx "advice ~ supplies + same(sector) + distance(km)"
      tiesnet mrqap my-survey.xlsx "advice ~ supplies" --formula "advice ~ supplies + same(stage)"
      tiesnet mrqap my-survey.xlsx "advice ~ same(stage)" --family logistic -o table.tex
    """
    from tiesnet.inference import mrqap as fit

    options: dict[str, Any] = {"family": family, "permute": permute, **testing.keywords()}
    return fit(survey.network(testing.seed), [formula, *more], **options)

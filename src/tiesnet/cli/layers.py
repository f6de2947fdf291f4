"""``tiesnet layers``: whether the relations of a survey go together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tiesnet.cli.inputs import Source, layer_option, survey_argument
from tiesnet.cli.testing import Testing, test_options

if TYPE_CHECKING:
    from tiesnet.inference import Outcome


@click.command()
@survey_argument
@layer_option
@test_options()
def layers(survey: Source, layers: tuple[str, ...], testing: Testing) -> Outcome:
    """Say whether relations go together.

    Do those who trade also trust each other, do friends also work together? Of the pairs of firms
    tied in one relation, how many are tied in another too, and how many would be by chance; formal
    beside informal first, then every two relations. --layer can be repeated to choose some.

    \b
    Examples:
      tiesnet layers my-survey.xlsx
      tiesnet layers my-survey.xlsx --layer formal --layer friendship
    """
    from tiesnet.inference import layer_coupling

    return layer_coupling(survey.network(), list(layers) or None, **testing.keywords())

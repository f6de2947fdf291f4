"""``tiesnet check``: every problem of the data, one row each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from tiesnet.cli.inputs import Source, survey_argument
from tiesnet.cli.progress import progress_line

if TYPE_CHECKING:
    from tiesnet.survey import Survey

HAS_ERRORS = 1


@click.command()
@survey_argument
@click.pass_context
def check(context: click.Context, survey: Source) -> None:
    """List every problem of the data, one row each.

    Each row says where the problem is and how to repair it.

    Ends with code 1 when there are errors (a row or a value cannot be used as it is), and
    with 0 when there are only warnings and notes. Nothing is changed or written.

    \b
    Examples:
      tiesnet check my-survey.xlsx
      tiesnet check my-survey-folder > problems.txt
    """
    from tiesnet.cli.problems import show_assumptions, show_problems

    problems, assumptions = _checked(survey)
    show_problems(problems)
    show_assumptions(assumptions)
    context.exit(HAS_ERRORS if any(row["severity"] == "error" for row in problems) else 0)


def _checked(source: Source) -> tuple[list[Mapping[str, Any]], list[Mapping[str, Any]]]:
    """Problems and assumptions, also of a survey that cannot be read to its end."""
    from tiesnet.errors import SurveyError

    try:
        with progress_line():
            survey = source.read()
            network = source.build(survey)
    except SurveyError as error:
        if not error.problems:
            raise
        return list(error.problems), []
    # The names as the user wrote them, so that they can be found; outputs withhold some.
    later = network.origin.assumptions.iloc[len(survey.assumptions) :]
    assumptions = [*survey.assumptions.to_dict("records"), *later.to_dict("records")]
    return survey.problems.to_dict("records"), [*assumptions, *_withheld(survey)]


def _withheld(survey: Survey) -> list[Mapping[str, Any]]:
    """Say behind which label the name of an actor stands that did not agree to be shown."""
    from tiesnet.survey import withheld

    names = survey.actors["name"]
    return [
        {"code": "label", "assumption": f"{label} is {str(names[actor])!r}.", "count": 1}
        for actor, label in withheld(survey).items()
    ]

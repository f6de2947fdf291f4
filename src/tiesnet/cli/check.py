"""``tiesnet check``: every problem of the data, one row each, and how good the survey is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from tiesnet.cli.inputs import Source, output_option, survey_argument
from tiesnet.cli.progress import progress_line
from tiesnet.language import say

if TYPE_CHECKING:
    from tiesnet.diagnosis import Diagnosis
    from tiesnet.metrics import Measures

HAS_ERRORS = 1


class Checked(NamedTuple):
    """What a survey has to be told about; no measures when it cannot be read to its end.

    ``labels`` says which name stands behind which label in outputs.
    """

    problems: list[Mapping[str, Any]]
    measures: Measures | None
    quality: dict[str, Diagnosis]
    labels: Mapping[str, str] = MappingProxyType({})


@click.command()
@survey_argument
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON, for programs.")
@output_option("FILE", "Write problems and quality to an .xlsx file too.")
@click.option("--overwrite", is_flag=True, help="Replace FILE if it exists.")
@click.pass_context
def check(
    context: click.Context, survey: Source, as_json: bool, out: Path | None, overwrite: bool
) -> None:
    """List every problem of the data, one row each, and say how good the survey is.

    Each row says where the problem is and how to repair it. Then come the answers to each
    question, whether both ends of a tie agree, and whom to call first.

    Ends with code 1 when there are errors (a row or a value cannot be used as it is), and
    with 0 when there are only warnings and notes. The survey is never changed.

    \b
    Examples:
      tiesnet check my-survey.xlsx
      tiesnet check my-survey-folder > problems.txt
      tiesnet check my-survey.xlsx -o check.xlsx
    """
    found = _checked(survey)
    written = _write(found, out, overwrite) if out is not None else None
    if as_json:
        _print_json(found)
    else:
        _show(found)
        if written is not None:
            click.echo("\n" + say("Written: {path}", path=written))
    errors = any(row["severity"] == "error" for row in found.problems)
    context.exit(HAS_ERRORS if errors else 0)


def _checked(source: Source) -> Checked:
    """Check a survey, also one that cannot be read to its end."""
    from tiesnet.cli.quality import quality_of
    from tiesnet.errors import SurveyError
    from tiesnet.survey import withheld

    try:
        with progress_line():
            survey = source.read()
            measures, found = quality_of(source.build(survey))
    except SurveyError as error:
        if not error.problems:
            raise
        return Checked(list(error.problems), None, {})
    names = survey.actors["name"]
    labels = {label: str(names[actor]) for actor, label in withheld(survey).items()}
    return Checked(survey.problems.to_dict("records"), measures, found, labels)


def _show(found: Checked) -> None:
    from tiesnet.cli.problems import show_assumptions, show_labels, show_problems
    from tiesnet.cli.quality import show_quality

    show_problems(found.problems)
    if found.measures is not None:
        origin = found.measures.net.origin
        show_assumptions(origin.assumptions.to_dict("records"))
        show_labels(found.labels)
        show_quality(found.measures, found.quality)


def _print_json(found: Checked) -> None:
    import json

    from tiesnet.exports import check_record

    record = check_record(found.problems, found.measures, found.quality)
    click.echo(json.dumps(record, indent=1, ensure_ascii=False))


def _write(found: Checked, out: Path, overwrite: bool) -> Path:
    import pandas as pd

    from tiesnet.exports import write_check
    from tiesnet.survey import PROBLEM_COLUMNS

    problems = pd.DataFrame(found.problems, columns=list(PROBLEM_COLUMNS))
    with progress_line():
        return write_check(problems, found.measures, out, overwrite)

"""``tiesnet policies``: the same numbers under every policy for double reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tiesnet.cli.inputs import Source, known, layer_option, survey_argument, table_output, written
from tiesnet.cli.progress import progress_line
from tiesnet.language import say

if TYPE_CHECKING:
    from tiesnet.exports import Table

_HIDDEN = ("unit", "differs", "remark", "actor", "metric")


@click.command()
@survey_argument
@layer_option
@click.option(
    "--metric",
    "metric_names",
    metavar="M",
    multiple=True,
    help="A measure or a topic; see 'tiesnet metrics'.",
)
@table_output
def policies(
    survey: Source,
    layers: tuple[str, ...],
    metric_names: tuple[str, ...],
    out: Path | None,
    overwrite: bool,
) -> None:
    """Show numbers under every policy for double reports, and whether the choice matters.

    When both ends of a pair report, a policy says whose word makes a tie: union, confirmed,
    source, target, max or mean. Without --metric the headline numbers of the network are shown.
    Cells are empty where a policy has no meaning, such as the source of a tie without arrows.

    \b
    Examples:
      tiesnet policies my-survey.xlsx
      tiesnet policies my-survey.xlsx --metric degree --layer all -o policies.xlsx
    """
    from tiesnet.exports import policies_table, write_policies
    from tiesnet.metrics import TOPICS, catalogue, measure, under_policies
    from tiesnet.network import POLICIES

    for name in metric_names:
        known(name, [*catalogue(), *TOPICS, "every"], say("measure"))
    with progress_line():
        read = survey.read()
        measures = measure(survey.build(read), list(layers) or None, ["answered"])
        building: dict[str, Any] = dict(survey.building)
        rows = under_policies(read, metric_names or None, list(layers) or None, building=building)
    if out is not None:
        click.echo(written(write_policies(measures, rows, POLICIES, out, overwrite)))
        return
    _show(policies_table(measures, rows, POLICIES))


def _show(made: Table) -> None:
    """Show the numbers, then once what was left out and why."""
    from rich.text import Text

    from tiesnet.cli.show import bullet, console, figures, more_rows, plain, table
    from tiesnet.cli.tables import MOST_ROWS
    from tiesnet.network import POLICIES

    shown = [column for column in made.columns if column.key not in _HIDDEN]
    words = [column.key for column in shown if column.kind == "text"]
    known = made.rows[made.rows[list(POLICIES)].notna().any(axis=1)]
    cells = [
        (*(plain(row[key]) for key in words), *_figures(row, (*POLICIES, "difference"), figures))
        for row in known.head(MOST_ROWS).to_dict("records")
    ]
    out = console()
    out.print(Text(say(made.title), style="bold"))
    heads = [say(column.label) for column in shown]
    out.print(table(heads, cells, numbers=range(len(words), len(heads))))
    if len(known) > MOST_ROWS:
        left = len(known) - MOST_ROWS
        out.print(Text(more_rows(left, "policies.xlsx")))
    if "remark" not in made.rows:
        return
    said = made.rows.loc[made.rows["remark"] != "", ["relation", "remark"]].drop_duplicates()
    if len(said):
        out.print(Text("\n" + say("What has no meaning"), style="bold"))
    for relation, remark in said.itertuples(index=False):
        out.print(bullet(f"{relation}: {remark}."))


def _figures(row: dict[str, Any], keys: tuple[str, ...], figures: Any) -> list[str]:
    """Show the values of one row alike: whole numbers, or three decimals for all."""
    return list(figures([row[key] for key in keys]))

"""``tiesnet verify``: the measures against UCINET, R sna, igraph and networkx."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tiesnet.cli.inputs import known, output_option, written
from tiesnet.cli.progress import progress_line
from tiesnet.language import say, say_n

if TYPE_CHECKING:
    import pandas as pd

    from tiesnet.verification import Verified

DISAGREES = 1
_ABSENT = "–"


@click.command()
@click.argument("names", metavar="[MEASURE]...", nargs=-1)
@output_option("FILE", "Also write every comparison to a .csv file.")
@click.option("--overwrite", is_flag=True, help="Replace FILE if it exists.")
def verify(names: tuple[str, ...], out: Path | None, overwrite: bool) -> None:
    """Check the measures against the numbers of other programs.

    The numbers come from UCINET (as published), R sna, igraph and networkx, on networks that
    are part of tiesnet; nothing else is needed. Without a name every measure and topic is
    checked. Ends with 1 if a number disagrees.

    \b
    Examples:
      tiesnet verify
      tiesnet verify holes
      tiesnet verify betweenness -o parity.csv
    """
    from tiesnet.metrics import TOPICS, catalogue
    from tiesnet.verification import verify as compare

    chosen = [known(name, [*catalogue(), *TOPICS], say("measure or topic")) for name in names]
    if out is not None and out.suffix.lower() != ".csv":
        raise click.UsageError(
            say("{name} does not end in .csv; choose this ending.", name=out.name)
        )
    with progress_line():
        found = compare(chosen or None)
    show(found)
    if out is not None:
        from tiesnet.exports import write_csv

        click.echo(written(write_csv(found.rows, out, overwrite=overwrite)))
    if not found.passed:
        raise SystemExit(DISAGREES)


def show(found: Verified) -> None:
    """Show, measure by measure, with which programs the numbers agree."""
    from rich.text import Text

    from tiesnet.cli.show import bullet, console, table
    from tiesnet.verification import DIFFERS, FAILS, PEERS
    from tiesnet.verification.cases import peer_versions

    out = console()
    rows = found.rows
    if len(rows):
        lines = [
            (str(measure), *(_cell(own[own["program"] == program]) for program in PEERS))
            for measure, own in rows.groupby("measure", sort=False)
        ]
        out.print(table((say("Measure"), *PEERS), lines))
    for title, result in ((say("Differs, and why"), DIFFERS), (say("Not as stated"), FAILS)):
        shown = rows[rows["result"] == result]
        if len(shown):
            out.print(Text(f"\n{title}", style="bold"))
        for row in shown.itertuples():
            out.print(bullet(_line(row)))
    if found.without_peer:
        title = say("Not compared with a program here; checked in the tests")
        out.print(Text(f"\n{title}", style="bold"))
        out.print(Text(", ".join(found.without_peer)))
    versions = ", ".join(f"{name} {number}" for name, number in peer_versions().items())
    bad = int((rows["result"] == FAILS).sum())
    values = int(rows["values"].sum())
    words = (
        say_n(bad, "{n} comparison not as stated", "{n} comparisons not as stated")
        if bad
        else say("all as stated")
    )
    said = say(
        "{measures}, {comparisons}, {values}: {words}. Values of {versions}; UCINET as published.",
        measures=say_n(rows["measure"].nunique(), "{n} measure", "{n} measures"),
        comparisons=say_n(len(rows), "{n} comparison", "{n} comparisons"),
        values=say_n(values, "{n} value", "{n} values"),
        words=words,
        versions=versions,
    )
    out.print(Text(f"\n{said}"))


def _cell(own: pd.DataFrame) -> str:
    """Say in a word how a measure stands beside one program."""
    if own.empty:
        return _ABSENT
    from tiesnet.verification import AGREES, FAILS

    if FAILS in set(own["result"]):
        return FAILS
    same = own[own["result"] == AGREES]
    if same.empty:
        return say("differs, see below")
    cases = int(same["cases"].max())
    return say_n(cases, "agrees ({n} case)", "agrees ({n} cases)")


def _line(row: Any) -> str:
    options = f" with {row.options}" if row.options else ""
    said = f"{row.measure}{options}, {row.program}, {row.convention}: "
    return said + (row.remark or f"largest difference {row.largest_difference:.2g}")

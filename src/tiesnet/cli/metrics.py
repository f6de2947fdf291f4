"""``tiesnet metrics``: what is computed, and what each number means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tiesnet.cli.inputs import known

if TYPE_CHECKING:
    from tiesnet.metrics import Metric


@click.command()
@click.argument("name", required=False)
def metrics(name: str | None) -> None:
    """List what is computed, or explain one measure.

    \b
    Examples:
      tiesnet metrics
      tiesnet metrics constraint_ego
    """
    from tiesnet.cli.show import console, table
    from tiesnet.metrics import catalogue

    if name is not None:
        _explain(catalogue()[known(name, catalogue(), "measure")])
        return
    rows = [(m.name, m.label, m.level, m.unit, m.reading) for m in catalogue().values()]
    console().print(table(("Name", "Measure", "Of", "Unit", "How to read it"), rows))


def _explain(metric: Metric) -> None:
    from rich.text import Text

    from tiesnet.cli.show import console, table

    out = console()
    out.print(Text(f"{metric.label} ({metric.name})", style="bold"))
    out.print(Text(f"\n{metric.definition}\n\n{metric.formula}\n"))
    out.print(table(("", ""), _facts(metric)))


def _facts(metric: Metric) -> list[tuple[str, str]]:
    return []

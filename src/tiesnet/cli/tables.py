"""Measures as tables on the terminal: one table for the network, one per layer for the firms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from tiesnet.cli.show import console, counted, plain, table

if TYPE_CHECKING:
    import pandas as pd

    from tiesnet.metrics import Measures

MORE = (
    "The firms have many more numbers: choose with --metric and --layer, or write all of them "
    "with -o measures.xlsx."
)


def show_measures(measures: Measures, firms: bool) -> None:
    """Show the network's numbers and, when ``firms``, one table of firms per layer."""
    out = console()
    if not measures.network.empty:
        _title(out, "The network")
        layers = list(measures.network.columns)
        rows = measures.network.itertuples(name=None)
        out.print(table(("", *map(str, layers)), rows, numbers=True))
    if firms:
        for layer in measures.actors.columns.unique(0):
            _show_layer(out, str(layer), measures.actors[layer], measures.net.actors["name"])
    elif not measures.actors.empty:
        out.print(Text(f"\n{MORE}"))
    _show_reasons(out, measures)


def _title(out: Console, words: str) -> None:
    out.print(Text(f"\n{plain(words)}", style="bold"))


def _show_layer(out: Console, layer: str, values: pd.DataFrame, names: pd.Series) -> None:
    """Show the firms of one layer, the highest first; unknown values come last."""
    if values.empty:
        return
    _title(out, layer)
    ordered = values.sort_values(values.columns[0], ascending=False, kind="stable")
    rows = ((names[actor], *row) for actor, *row in ordered.itertuples(name=None))
    out.print(table(("", *map(str, values.columns)), rows, numbers=True))


def _show_reasons(out: Console, measures: Measures) -> None:
    """Say why cells are empty and what was skipped, each reason once with its count."""
    lines = []
    for (name, reason), rows in measures.empty.groupby(["metric", "reason"], sort=True):
        lines.append(f"- {name}: {counted(len(rows), 'empty cell')}, {reason}")
    for (name, reason), rows in measures.skipped.groupby(["metric", "reason"], sort=True):
        lines.append(f"- {name} in {', '.join(rows['layer'])}: skipped, {reason}")
    if lines:
        _title(out, "What is empty, and why")
        for line in lines:
            out.print(Text(plain(line)))

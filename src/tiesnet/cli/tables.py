"""Measures as tables on the terminal: the network, the firms of each layer, longer tables."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from tiesnet.cli.show import bullet, console, counted, figures, more_rows, plain, table
from tiesnet.cli.wide import ERROR_NOTE, is_wide, show_wide
from tiesnet.language import percent_text, say, say_n, word

if TYPE_CHECKING:
    import pandas as pd

    from tiesnet.exports import Table
    from tiesnet.metrics import Measures

MOST_ROWS = 60
"""Longer tables are cut on the terminal."""
MORE = word(
    "The firms have many more numbers: choose with --metric and --layer, or write all of them "
    "with -o measures.xlsx."
)


def show_measures(measures: Measures, whole: bool) -> None:
    """Show the network's numbers; when ``whole`` also the firms and the longer tables."""
    out = console()
    _show_network(out, measures)
    if whole:
        for layer in measures.actors.columns.unique(0):
            _show_firms(out, measures, str(layer))
        for key, rows in measures.tables.items():
            _show_frame(out, key if isinstance(key, str) else f"{key[1]}, {key[0]}", rows)
    elif not measures.actors.empty:
        out.print(Text(f"\n{say(MORE)}"))
    shown = {*measures.network.index, *(measures.actors.columns.unique(1) if whole else ())}
    shown |= {key if isinstance(key, str) else key[1] for key in measures.tables if whole}
    _show_reasons(out, measures, shown)
    _show_parameters(out, measures, shown)
    for caution in measures.cautions:
        out.print(Text(f"\n{plain(caution)}"))


def _title(out: Console, words: str) -> None:
    out.print(Text(f"\n{plain(words)}", style="bold"))


def _show_network(out: Console, measures: Measures) -> None:
    if measures.network.empty:
        return
    _title(out, say("The network"))
    rows = ((name, *figures(values)) for name, *values in measures.network.itertuples(name=None))
    layers = [str(layer) for layer in measures.network.columns]
    out.print(table(("", *layers), rows, numbers=range(1, len(layers) + 1)))


def _show_firms(out: Console, measures: Measures, layer: str) -> None:
    """Show the firms of one layer, the highest first; unknown values come last."""
    values = measures.actors[layer]
    ordered = values.sort_values(values.columns[0], ascending=False, kind="stable")
    bounds = measures.lower_bounds
    low = bounds[bounds["layer"] == layer]
    columns = [
        _at_least(ordered[name], set(low.loc[low["metric"] == name, "actor"]))
        for name in ordered.columns
    ]
    names = [plain(name) for name in measures.net.actors["name"].loc[ordered.index]]
    _title(out, layer)
    right = _numbers(ordered)
    for places in _side_by_side(out, names, list(map(str, ordered.columns)), columns):
        rows = zip(names, *(columns[place] for place in places), strict=True)
        heads = ("", *(str(ordered.columns[place]) for place in places))
        numbers = [k for k, place in enumerate(places, 1) if place in right]
        out.print(table(heads, rows, numbers=numbers))


def _side_by_side(
    out: Console, names: Sequence[str], heads: Sequence[str], columns: Sequence[Sequence[str]]
) -> list[list[int]]:
    """Tell which columns stand side by side: as many as fit with their headings whole."""
    gap = 3
    first = max(map(len, names), default=0)
    parts: list[list[int]] = []
    left = 0
    for place, (head, cells) in enumerate(zip(heads, columns, strict=True)):
        width = max(len(head), *map(len, cells), 0) + gap
        if not parts or width > left:
            parts.append([])
            left = out.width - first
        parts[-1].append(place)
        left -= width
    return parts


def _at_least(values: pd.Series, low: Collection[str]) -> list[str]:
    """Figures of a column; those that rest on others' words alone are lower bounds."""
    shown = zip(values.index, figures(list(values)), strict=True)
    return [f"≥ {words}" if actor in low else words for actor, words in shown]


def _show_frame(out: Console, title: str, frame: pd.DataFrame) -> None:
    shown = frame.head(MOST_ROWS)
    columns: Sequence[Sequence[Any]] = [figures(list(shown[name])) for name in shown.columns]
    _title(out, title)
    rows = zip(*columns, strict=True)
    heads = [str(name) for name in frame.columns]
    out.print(table(heads, rows, numbers=_numbers(frame)))
    if len(frame) > MOST_ROWS:
        left = len(frame) - MOST_ROWS
        out.print(Text(more_rows(left, "measures.xlsx")))


def show_table(made: Table) -> None:
    """Show a table of the report with its headings in words."""
    out, rows = console(), made.rows.head(MOST_ROWS)
    _title(out, made.title)
    cells = [_shown(rows[column.key], column.kind) for column in made.columns]
    numbers = [column.kind != "text" for column in made.columns]
    heads = [column.label for column in made.columns]
    note = ""
    if is_wide(heads, cells, numbers, out.width):
        note = ERROR_NOTE if show_wide(out, made.part(0, MOST_ROWS)) else ""
    else:
        right = [place for place, number in enumerate(numbers) if number]
        out.print(table(heads, zip(*cells, strict=True), numbers=right))
    if len(made.rows) > MOST_ROWS:
        left = len(made.rows) - MOST_ROWS
        said = say_n(left, "{n} more row is in the workbook.", "{n} more rows are in the workbook.")
        out.print(Text(said))
    if note:
        out.print(Text(note))


def _shown(values: pd.Series, kind: str) -> list[str]:
    if kind == "percent":
        return [percent_text(f"{100 * v:.1f}") if v == v else "" for v in values.astype(float)]
    return [plain(v) for v in values] if kind == "text" else figures(list(values))


def _numbers(frame: pd.DataFrame) -> list[int]:
    """Places of the columns that hold numbers."""
    return [place for place, kind in enumerate(frame.dtypes) if kind.kind in "iuf"]


def _show_parameters(out: Console, measures: Measures, shown: Collection[str]) -> None:
    """Say which parameters the numbers rest on, each once with its layers."""
    notes = measures.notes[measures.notes["metric"].isin(shown)]
    if notes.empty:
        return
    _title(out, say("Parameters"))
    for (metric, text), rows in notes.groupby(["metric", "note"], sort=False):
        layers = ", ".join(dict.fromkeys(rows["layer"]))
        out.print(bullet(f"{metric}: {text} ({layers})"))


def _show_reasons(out: Console, measures: Measures, shown: Collection[str]) -> None:
    """Say why cells are empty and what was skipped, each reason once with its count."""
    empty, skipped = measures.empty, measures.skipped
    lines = [
        f"{name}: {counted(len(rows), 'empty cell')}, {say(reason)}"
        for (name, reason), rows in empty[empty["metric"].isin(shown)].groupby(["metric", "reason"])
    ]
    lines += [
        say(
            "{name}: skipped in {layers}, {reason}",
            name=name,
            layers=", ".join(rows["layer"]),
            reason=say(reason),
        )
        for (name, reason), rows in skipped.groupby(["metric", "reason"])
        if name in shown or rows["layer"].nunique() == len(measures.layers)
    ]
    if lines:
        _title(out, say("What is empty, and why"))
        for line in lines:
            out.print(bullet(line))

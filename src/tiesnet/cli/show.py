"""Rendering on the terminal: tables that wrap and never cut a value, and errors.

Nothing here is needed to show ``--help``, so commands import this file when they run.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from math import isfinite
from numbers import Integral, Real
from typing import Any

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tiesnet.errors import SurveyError, TiesnetError

WIDE = 100  # below this a table of problems is hard to read
PIPE_WIDTH = 120  # the same in every pipe, so that outputs can be compared
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
SEVERITY_STYLE = {"error": "bold red", "warning": "yellow", "note": "dim"}
MISSING = {"None", "<NA>", "NaT", "nan"}
TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)
MARK = "→"


class PlainConsole(Console):
    """A console that leaves no blanks at the ends of lines when its text goes into a pipe."""

    def print(self, *objects: Any, **options: Any) -> None:
        """Print as a console does."""
        if self.is_terminal:
            super().print(*objects, **options)
            return
        with self.capture() as captured:
            super().print(*objects, **options)
        self.file.write(TRAILING.sub("", captured.get()))


def console(stderr: bool = False) -> Console:
    """A console as wide as the terminal, or of a fixed width in a pipe; values stay plain."""
    made = PlainConsole(stderr=stderr, highlight=False, markup=False, emoji=False)
    if not made.is_terminal:
        made.width = PIPE_WIDTH
    return made


def plain(value: Any) -> str:
    """The words for a value; empty for what is undefined, and no control characters.

    >>> plain(float("nan")), plain(2.0), plain(0.12345), plain(0.00001), plain(True)
    ('', '2', '0.123', '<0.001', 'yes')
    """
    if isinstance(value, str):
        return CONTROLS.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Integral):
        return str(int(value))
    if isinstance(value, Real):
        return _decimal(float(value))
    words = str(value)
    return "" if words in MISSING else plain(words)


def _decimal(value: float) -> str:
    if not isfinite(value):
        return ""
    if 0 < abs(value) < 0.0005:
        return "<0.001" if value > 0 else ">-0.001"
    return f"{value:.3f}".rstrip("0").rstrip(".")


def table(
    columns: Sequence[str] | None,
    rows: Iterable[Sequence[Any]],
    numbers: bool = False,
    whole: Container[int] = (0,),
) -> Table:
    """A table whose cells wrap, those of the columns ``whole`` excepted.

    With ``numbers`` all columns but the first are right-aligned. Without column names the rows
    are pairs of a word and its text.
    """
    made = Table(
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        show_edge=False,
        show_header=columns is not None,
    )
    for place, name in enumerate(columns or ("", "")):
        justify: Any = "right" if numbers and place else "left"
        made.add_column(name, overflow="fold", justify=justify, no_wrap=place in whole)
    for row in rows:
        made.add_row(*(cell if isinstance(cell, Text) else Text(plain(cell)) for cell in row))
    return made


def print_problems(out: Console, problems: Iterable[Mapping[str, Any]]) -> None:
    """Print one row per problem; on a narrow terminal one paragraph."""
    if out.width >= WIDE:
        out.print(_problem_table(problems))
        return
    for problem in problems:
        out.print(Text.assemble(_severity(problem), f" {plain(problem.get('code'))}"))
        for words in (place(problem), problem.get("value"), problem.get("problem")):
            if plain(words):
                out.print(Padding(Text(plain(words)), (0, 0, 0, 2)))
        out.print(Padding(Text(f"{MARK} {plain(problem.get('repair'))}"), (0, 0, 1, 2)))


def _problem_table(problems: Iterable[Mapping[str, Any]]) -> Table:
    rows = []
    for problem in problems:
        said = Text(plain(problem.get("problem")))
        if repair := plain(problem.get("repair")):
            said.append(f"\n{MARK} {repair}", style="italic")
        known = (problem.get("code"), place(problem), problem.get("value"))
        rows.append((_severity(problem), *known, said))
    return table(("Severity", "Code", "Where", "Value", "Problem and repair"), rows, whole=(0, 1))


def _severity(problem: Mapping[str, Any]) -> Text:
    word = plain(problem.get("severity"))
    return Text(word, style=SEVERITY_STYLE.get(word, ""))


def place(problem: Mapping[str, Any]) -> str:
    """Where a problem stands, in words.

    >>> place({"file": "ties.csv", "row": 12, "column": "strength"})
    'ties.csv, row 12, column strength'
    """
    parts = [plain(problem.get("file"))]
    if (sheet := plain(problem.get("sheet"))) and sheet not in parts:
        parts.append(f"sheet {sheet}")
    parts += [
        f"{word} {plain(problem[word])}" for word in ("row", "column") if plain(problem.get(word))
    ]
    return ", ".join(part for part in parts if part)


def show_error(error: TiesnetError) -> None:
    """One clear message on the error stream, with the repair and every problem found."""
    out = console(stderr=True)
    out.print(Text.assemble(("Error: ", "bold red"), plain(error.problem)))
    if error.repair:
        out.print(Text(f"{MARK} {plain(error.repair)}"))
    if isinstance(error, SurveyError) and error.problems:
        out.print()
        print_problems(out, error.problems)


def counted(count: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "error"), counted(3, "error"), counted(0, "tie")
    ('1 error', '3 errors', '0 ties')
    """
    return f"{count} {one if count == 1 else many or one + 's'}"


def show_problems(problems: Sequence[Mapping[str, Any]]) -> None:
    """Show the problems of a survey, most serious first, and count them."""
    out = console()
    if not problems:
        out.print("No problem was found.")
        return
    order = list(SEVERITY_STYLE)
    print_problems(out, sorted(problems, key=lambda row: order.index(row["severity"])))
    counts = Counter(row["severity"] for row in problems)
    out.print(f"\n{', '.join(counted(counts[word], word) for word in order if counts[word])}.")


def show_assumptions(assumptions: Sequence[Mapping[str, Any]]) -> None:
    """Show what was assumed for the user because the survey does not say it."""
    if not assumptions:
        return
    out = console()
    out.print(Text(f"\n{counted(len(assumptions), 'assumption')} made for you", style="bold"))
    for row in assumptions:
        times = f" ({row['count']} times)" if row["count"] > 1 else ""
        out.print(Text(f"- {plain(row['assumption'])}{times}"))

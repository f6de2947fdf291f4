"""Problems of the data, assumptions and errors on the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tiesnet.cli.show import bullet, console, counted, plain, table
from tiesnet.errors import SurveyError, TiesnetError
from tiesnet.language import say, say_n

if TYPE_CHECKING:
    from tiesnet.network import Network

WIDE = 100  # below this a table of problems is hard to read
SEVERITY_STYLE = {"error": "bold red", "warning": "yellow", "note": "dim"}
MARK = "→"


def show_problems(problems: Sequence[Mapping[str, Any]]) -> None:
    """Show the problems of a survey, most serious first, and count them."""
    out = console()
    if not problems:
        out.print(say("No problem was found."))
        return
    order = list(SEVERITY_STYLE)
    print_problems(out, sorted(problems, key=lambda row: order.index(row["severity"])))
    counts = Counter(row["severity"] for row in problems)
    said = [_counted(counts[name], name) for name in order if counts[name]]
    out.print(f"\n{', '.join(said)}.")


def show_assumptions(assumptions: Sequence[Mapping[str, Any]]) -> None:
    """Show what was assumed for the user because the survey does not say it."""
    if not assumptions:
        return
    out = console()
    title = say_n(len(assumptions), "{n} assumption made for you", "{n} assumptions made for you")
    out.print(Text(f"\n{title}", style="bold"))
    for row in assumptions:
        told = row["count"] < 2 or str(row["count"]) in row["assumption"]
        times = "" if told else say(" ({n} times{since})", n=row["count"], since="")
        out.print(bullet(f"{row['assumption']}{times}"))


def show_choices(network: Network) -> None:
    """Say which policies for double reports are the user's choice and not that of the survey."""
    from tiesnet.network import switched

    made = network.origin
    policies = made.parameters.get("policies", {})
    said = made.choices.loc[made.choices["code"] == "policy", "choice"]
    chosen = switched(made.survey, policies)
    for name, text in zip(policies, said, strict=True):
        if name in chosen:
            console().print(Text(say("Double reports: {text}", text=plain(text))))


def show_labels(labels: Mapping[str, str]) -> None:
    """Show whose name stands behind which label in outputs: only who holds the data sees it."""
    if not labels:
        return
    out = console()
    out.print(Text("\n" + say("Names that outputs withhold"), style="bold"))
    for label, name in labels.items():
        out.print(bullet(plain(say("{file} is {what}.", file=label, what=f"{name!r}"))))


def show_error(error: TiesnetError) -> None:
    """One clear message on the error stream, with the repair and every problem found."""
    out = console(stderr=True)
    out.print(Text.assemble((say("Error: "), "bold red"), plain(error.problem)))
    if error.repair:
        out.print(Text(f"{MARK} {plain(error.repair)}"))
    if isinstance(error, SurveyError) and error.problems:
        out.print()
        print_problems(out, error.problems)


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
    heads = (say("Severity"), say("Code"), say("Where"), say("Value"), say("Problem and repair"))
    return table(heads, rows, whole=(0, 1))


def _severity(problem: Mapping[str, Any]) -> Text:
    name = plain(problem.get("severity"))
    return Text(say(name), style=SEVERITY_STYLE.get(name, ""))


def _counted(count: int, severity: str) -> str:
    if severity == "error":
        return counted(count, "error")
    return counted(count, "warning") if severity == "warning" else counted(count, "note")


def place(problem: Mapping[str, Any]) -> str:
    """Where a problem stands, in words.

    >>> place({"file": "ties.csv", "row": 12, "column": "strength"})
    'ties.csv, row 12, column strength'
    """
    parts = [plain(problem.get("file"))]
    if (sheet := plain(problem.get("sheet"))) and sheet not in parts:
        parts.append(say("sheet {sheet}", sheet=sheet))
    if row := plain(problem.get("row")):
        parts.append(say("row {row}", row=row))
    if column := plain(problem.get("column")):
        parts.append(say("column {column}", column=column))
    return ", ".join(part for part in parts if part)

"""How good a survey is, in a few short tables on the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.text import Text

from tiesnet.cli.show import bullet, console
from tiesnet.language import say, word

if TYPE_CHECKING:
    from tiesnet.diagnosis import Diagnosis
    from tiesnet.metrics import Measures
    from tiesnet.network import Network

MOST_CALLS = 5
_SHORT = {
    "response_rates": (
        word("Answers"),
        ("relation", "asked", "answered", "partly", "silent", "rate"),
    ),
    "agreement": (
        word("Do both ends say the same?"),
        ("layer", "pairs", "both", "confirmed", "kappa"),
    ),
    "call_first": (
        word("Call these first"),
        ("name", "answered", "unclear", "open", "to_confirm", "pairs"),
    ),
}
"""The first table of a diagnosis, with the columns shown."""
_TOO_LONG = ("policies",)  # builds the network again and again; see tiesnet policies


def quality_of(network: Network) -> tuple[Measures, dict[str, Diagnosis]]:
    """Diagnose the quality of a survey, without computing what is not needed for it."""
    from tiesnet.diagnosis import diagnose, diagnoses
    from tiesnet.metrics import measure

    measures = measure(network, metrics=["answered"])
    names = [study.name for study in diagnoses().values() if study.chapter == "survey"]
    return measures, diagnose(measures, [name for name in names if name not in _TOO_LONG])


def show_quality(measures: Measures, found: Mapping[str, Diagnosis]) -> None:
    """Show answers, agreement and whom to call as tables, the rest as sentences."""
    from tiesnet.cli.problems import show_choices
    from tiesnet.diagnosis import response

    out = console()
    out.print(Text("\n" + say("The quality of the survey"), style="bold"))
    out.print(Text(f"{response(measures).sentence}."))
    show_choices(measures.net)
    for name, (title, keys) in _SHORT.items():
        _show_table(measures, name, found[name], title, keys)
    said = [one.sentence for name, one_ in found.items() for one in one_.findings
            if name not in _SHORT]  # fmt: skip
    if said:
        out.print()
    for sentence in said:
        out.print(bullet(sentence))
    if any(one.tables for one in found.values()):
        said_full = say(
            "Everything in full: {command}", command="tiesnet check SURVEY -o check.xlsx"
        )
        out.print(Text(f"\n{said_full}"))


def _show_table(
    measures: Measures, name: str, found: Diagnosis, title: str, keys: tuple[str, ...]
) -> None:
    from tiesnet.cli.tables import show_table
    from tiesnet.exports import diagnosis_tables

    wave = str(measures.net.origin.parameters.get("wave") or "")
    made = diagnosis_tables(measures, name, found)
    if not found.tables or not len(found.tables[0].rows) or not made:
        return
    table, rows = made[0], made[0].rows
    if wave and "wave" in rows:
        rows = rows[rows["wave"] == wave]
        title = say("{title} in {where}", title=say(title), where=wave)
    more = len(rows) - MOST_CALLS if name == "call_first" else 0
    if more > 0:
        rows = rows.head(MOST_CALLS)
    columns = tuple(column for column in table.columns if column.key in keys)
    show_table(replace(table, title=title, columns=columns, rows=rows))
    if more > 0:
        console().print(Text(say("and {n} more.", n=more)))

"""The few lines that end ``tiesnet report``: what was read, what was found, where it is."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from tiesnet.cli.problems import show_choices
from tiesnet.cli.show import bullet, console, plain
from tiesnet.language import say

if TYPE_CHECKING:
    from tiesnet.metrics import Measures
    from tiesnet.network import Network

SENTENCES = 3


def show_summary(measures: Measures, paths: Iterable[Path]) -> None:
    """Show title, response, the first findings, what to look at in the data, and the files."""
    from tiesnet.diagnosis import few_answers, findings, response

    out = console()
    out.print(Text(title(measures.net), style="bold"))
    out.print(Text(f"{response(measures).sentence}."))
    if caution := few_answers(measures):
        out.print(Text(caution, style="bold"))
    out.print()
    for finding in findings(measures)[:SENTENCES]:
        out.print(bullet(finding.sentence))
    out.print()
    show_choices(measures.net)
    out.print(Text(care(measures.net)))
    for path in paths:
        out.print(Text(plain(str(path))), soft_wrap=True)


def title(network: Network) -> str:
    """The title of the survey, or words for not having one."""
    survey = network.origin.survey
    return (
        plain(survey.info.get("title", "")) or say("Untitled survey")
        if survey
        else say("A network")
    )


def care(network: Network) -> str:
    """How many problems the data have and how much was assumed."""
    from tiesnet.diagnosis import count

    survey = network.origin.survey
    parts = []
    if survey is not None:
        counts = survey.problems["severity"].value_counts()
        errors, warnings = (int(counts.get(word, 0)) for word in ("error", "warning"))
        parts = [count(errors, "error", "errors"), count(warnings, "warning", "warnings")]
    parts.append(count(len(network.origin.assumptions), "assumption", "assumptions"))
    return say("{counts} (listed in the report).", counts=", ".join(parts))

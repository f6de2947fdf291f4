"""The design of a survey: whom it asked, and whether the answers fit that."""

from __future__ import annotations

import pandas as pd

from tiesnet.language import say
from tiesnet.survey.coded import same_text
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Table
from tiesnet.survey.values import read_choice
from tiesnet.survey.words import counted

CENSUS, SAMPLE, EGO = "census", "sample", "ego"
FEW = 5
MOST = 0.5
"""In an ego survey partners are not asked; when more than this share answered, it is none."""


def design_told(table: Table) -> str:
    """Give the design; a census where nothing is said, which is said elsewhere."""
    words = table.text("design")
    return (read_choice("design", str(words.iat[0])) or CENSUS) if len(words) else CENSUS


def check_design(
    design: str, responses: pd.DataFrame, ties: pd.DataFrame, table: Table, log: Log
) -> None:
    """Report a design the answers contradict, and one under which nobody answered."""
    if design == CENSUS:
        return
    answered = set(responses.loc[responses["state"].isin(["answered", "partly"]), "actor"])
    place = table.place(0 if len(table) else None, "design", design)
    if not answered:
        log.add(
            "design_contradicts",
            place,
            say(
                "The design is {design}, and nobody counts as having answered: the "
                "survey does not say who reported its ties.",
                design=design,
            ),
            say(
                "Add a table 'responses', or the column 'respondent' to the table 'actors', or "
                "'reported_by' to the ties."
            ),
        )
        return
    named = _named(ties)
    both = named & answered
    if design == EGO and len(named) >= FEW and len(both) > MOST * len(named):
        log.add(
            "design_contradicts",
            place,
            say(
                "The design is ego, but {n} of the {partner} named answered themselves, "
                "as in a census. Measures of the whole network are left out.",
                n=len(both),
                partner=counted(len(named), "partner"),
            ),
            say("If every firm of the cluster was asked, write 'census'; if some were, 'sample'."),
        )


def _named(ties: pd.DataFrame) -> set[str]:
    """Collect who was named by somebody else: the ends of a tie that did not report it."""
    told = ties["reported_by"].notna().to_numpy()
    named: set[str] = set()
    for end in ("source", "target"):
        other = told & ~same_text(ties["reported_by"], ties[end])
        named |= set(ties.loc[other, end].astype(str))
    return named

"""How a survey shows itself in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiesnet.language import say, say_n
from tiesnet.shown import card, rows

if TYPE_CHECKING:
    from tiesnet.survey.survey import Survey


def survey_card(survey: Survey) -> str:
    """Write what a survey holds: its relations, problems and assumptions."""
    firms = int((survey.actors["kind"] == "firm").sum())
    problems = say_n(len(survey.problems), "{n} problem", "{n} problems")
    counts = (
        say_n(len(survey.actors), "{n} actor", "{n} actors"),
        say_n(firms, "{n} firm", "{n} firms"),
        say_n(len(survey.ties), "{n} report", "{n} reports"),
        say_n(survey.errors, "{what}, {n} of them an error", "{what}, {n} of them errors",
              what=problems) if survey.errors else problems,
        say_n(len(survey.assumptions), "{n} assumption", "{n} assumptions"),
    )  # fmt: skip
    reports = survey.ties["relation"].astype("object").value_counts()
    table = [
        (label, say(str(formality)), say(str(content)), int(reports.get(name, 0)))
        for name, label, formality, content in survey.relations[
            ["label", "formality", "content"]
        ].itertuples()
    ]
    heads = (say("Relation"), say("Formality"), say("About"), say("Reports"))
    worst = survey.problems[survey.problems["severity"] == "error"]["problem"]
    return card(
        survey.info.get("title") or say("Survey without a title"),
        counts,
        table=rows(heads, table),
        quiet=[str(one) for one in worst],
    )

"""What the literature recommends for what was found: condition, evidence, source."""

from __future__ import annotations

from typing import Any

import pandas as pd

from tiesnet.diagnosis._catalogue import diagnose, diagnosis
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field
from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.introductions.open_pairs import whole_measures
from tiesnet.diagnosis.kind.rules import RULES, Facts, Rule
from tiesnet.language import say, say_n, word
from tiesnet.literature import cite
from tiesnet.metrics import Measures

_FIELDS = (
    Field("action", "What is recommended", "word"),
    Field("condition", "When", "word"),
    Field("evidence", "What was found here"),
    Field("source", "Who recommends it"),
)
_CHECKED = (
    Field("condition", "When", "word"),
    Field("holds", "Holds here", "word"),
    Field("evidence", "What was found here"),
)
NOT_KNOWN = word("not known")


_READ = (
    "chain_shape",
    "cluster_type",
    "collective_efficiency",
    "gatekeepers",
    "governance",
    "loss",
    "representation",
    "topics",
    "way_in",
)


@diagnosis(
    chapter="kind",
    label="Recommended actions",
    question="What do those who studied clusters recommend for what was found here?",
    needs="nothing of its own: it reads the other diagnoses",
    limits="Recommendations come from studies of other clusters. Whether they fit here is for the "
    "people of the cluster to decide.",
    source="altenburg1999, eulac2015, urzelai2017, humphrey2002, schmitz1995",
)
def actions(
    measures: Measures,
    *,
    cut_off: float = 0.1,
    few_joint: float = 0.5,
    governed: float = 0.3,
    represented: float = 0.5,
    unanswered: float = 0.1,
) -> Diagnosis:
    """Recommendations of the founding studies whose condition holds in this cluster.

    Each rule names its condition; the evidence comes from the other diagnoses, with the
    cut-offs given here: share of firms disconnected (cut_off), in joint action (few_joint), of
    told trade ties in quasi-hierarchies (governed), of firms the cluster organisation represents
    (represented) and of firms that did not answer (unanswered). A condition that cannot be
    checked is listed as not known, never as not holding.
    """
    cuts = {
        "cut_off": cut_off,
        "few_joint": few_joint,
        "governed": governed,
        "represented": represented,
        "unanswered": unanswered,
    }
    facts = Facts(whole_measures(measures), cuts, diagnose(measures, _READ))
    checked = [(rule, *rule.look(facts)) for rule in RULES]
    due = [_due(rule, said) for rule, holds, said in checked if holds]
    every = [
        {"condition": rule.condition, "holds": _holds(holds), "evidence": said}
        for rule, holds, said in checked
    ]
    return Diagnosis(
        tables=(
            Evidence("actions", "Actions", _frame(due, _FIELDS), _FIELDS),
            Evidence("actions_checked", "All conditions looked at", _frame(every, _CHECKED),
                     _CHECKED, shown="folded"),
        ),
        findings=_findings(due),
        parameters={
            word("Disconnected firms from"): cut_off,
            word("Firms in joint action under"): few_joint,
            word("Ties in quasi-hierarchies from"): governed,
            word("Firms represented under"): represented,
            word("Firms that did not answer from"): unanswered,
        },
    )  # fmt: skip


def _due(rule: Rule, said: str) -> dict[str, str]:
    """Give what a rule recommends, and on what evidence."""
    return {
        "action": rule.action,
        "condition": rule.condition,
        "evidence": said,
        "source": cite(rule.source),
    }


def _frame(rows: list[dict[str, Any]], fields: tuple[Field, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[one.key for one in fields])


def _holds(holds: bool | None) -> str:
    return NOT_KNOWN if holds is None else (word("yes") if holds else word("no"))


def _findings(due: list[dict[str, Any]]) -> tuple[Finding, ...]:
    if not due:
        return ()
    claim = say_n(
        len(due),
        "{n} recommendation fits what was found here",
        "{n} recommendations fit what was found here",
    )
    first = say(due[0]["action"])
    rest = say("; the first: {action}", action=f"{first[:1].lower()}{first[1:]}")
    caution = say("They come from other clusters: the people of this one decide.")
    return (Finding("actions", "kind", claim, (rest,), caution=caution, source="altenburg1999"),)

"""What the literature recommends for what was found: condition, evidence, source."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from tiesnet.diagnosis._catalogue import diagnose, diagnosis
from tiesnet.diagnosis.connection.register import (
    DISCONNECTED,
    register,
    response,
    that_answered,
)
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field
from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.introductions.open_pairs import whole_measures
from tiesnet.diagnosis.words import count, percent
from tiesnet.literature import cite
from tiesnet.metrics import Measures, design_caution

_FIELDS = (
    Field("action", "What is recommended"),
    Field("condition", "When"),
    Field("evidence", "What was found here"),
    Field("source", "Who recommends it"),
)
_CHECKED = (
    Field("condition", "When"),
    Field("holds", "Holds here"),
    Field("evidence", "What was found here"),
)
NOT_KNOWN = "not known"


@dataclass(frozen=True)
class Rule:
    """One recommendation.

    Attributes
    ----------
    action, condition : str
        What to do, and when, in plain words.
    source : str
        Keys of the literature.
    look : callable
        Takes what the diagnoses found and gives whether the condition holds (empty when it is
        not known) and the evidence in words.
    """

    action: str
    condition: str
    source: str
    look: Callable[[Facts], tuple[bool | None, str]] = field(repr=False)


@dataclass(frozen=True)
class Facts:
    """What rules look at: the measures, the cut-offs, and the tables of other diagnoses."""

    measures: Measures
    cuts: Mapping[str, float]
    found: Mapping[str, Diagnosis]

    def table(self, name: str, key: str) -> pd.DataFrame:
        """Give a table of a diagnosis; an empty one when it has none."""
        tables = {one.key: one.rows for one in self.found[name].tables}
        return tables.get(key, pd.DataFrame())


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
    due = [
        {
            "action": rule.action,
            "condition": rule.condition,
            "evidence": said,
            "source": cite(rule.source),
        }
        for rule, holds, said in checked
        if holds
    ]
    every = [
        {"condition": rule.condition, "holds": _holds(holds), "evidence": said}
        for rule, holds, said in checked
    ]
    tables = (
        Evidence("actions", "Actions", _frame(due, _FIELDS), _FIELDS),
        Evidence(
            "actions_checked",
            "All conditions looked at",
            _frame(every, _CHECKED),
            _CHECKED,
            shown="folded",
        ),
    )
    return Diagnosis(
        tables=tables,
        findings=_findings(due),
        parameters={
            "Disconnected firms from": cut_off,
            "Firms in joint action under": few_joint,
            "Ties in quasi-hierarchies from": governed,
            "Firms represented under": represented,
            "Firms that did not answer from": unanswered,
        },
    )


def _frame(rows: list[dict[str, Any]], fields: tuple[Field, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[one.key for one in fields])


def _holds(holds: bool | None) -> str:
    return NOT_KNOWN if holds is None else ("yes" if holds else "no")


def _findings(due: list[dict[str, Any]]) -> tuple[Finding, ...]:
    if not due:
        return ()
    claim = f"{count(len(due), 'recommendation fits', 'recommendations fit')} what was found here"
    first = due[0]["action"]
    rest = f"; the first: {first[:1].lower()}{first[1:]}"
    caution = "They come from other clusters: the people of this one decide."
    return (Finding("actions", "kind", claim, (rest,), caution=caution, source="altenburg1999"),)


def _share(rows: pd.DataFrame, key: str, word: str) -> pd.Series:
    """Give the share in the row of a word; nothing when the table has none."""
    if key not in rows:
        return pd.Series(dtype="float64")
    return rows.loc[rows[key] == word, "share"].dropna().astype("float64")


def _silent(facts: Facts) -> tuple[bool | None, str]:
    told = response(facts.measures)
    if not told.asked:
        return None, ""
    verb = "was" if told.silent == 1 else "were"
    said = f"{told.silent} of {count(told.asked, 'firm', 'firms')} asked {verb} silent"
    return told.silent >= facts.cuts["unanswered"] * told.asked, said


def _disconnected(facts: Facts) -> tuple[bool | None, str]:
    rows = register(facts.measures)
    told = rows[rows["answered"] == "answered"]
    if told["connection"].isna().all():  # no answer, or a survey that is no census
        return None, ""
    off = int(told["connection"].isin(DISCONNECTED).sum())
    verb = "is" if off == 1 else "are"
    firms = f"{count(len(told), 'firm', 'firms')}{that_answered(facts.measures)}"
    said = f"{off} of {firms} {verb} disconnected"
    return off >= facts.cuts["cut_off"] * len(told), said


def _newcomers(facts: Facts) -> tuple[bool | None, str]:
    rows = facts.table("way_in", "way_in")
    known = rows["newcomer"].dropna() if "newcomer" in rows else pd.Series(dtype="object")
    if known.empty:
        return None, ""
    new = int(known.astype(bool).sum())
    verb = "is a newcomer" if new == 1 else "are newcomers"
    return new > 0, f"{new} of the firms that need a way in {verb}"


def _joint(facts: Facts) -> tuple[bool | None, str]:
    rows = facts.table("collective_efficiency", "collective_efficiency")
    share = _share(rows, "indicator", "Firms in joint action")
    if share.empty:
        return None, ""
    value = float(share.iloc[0])
    said = f"{percent(value)} of the firms{that_answered(facts.measures)} are in joint action"
    return value < facts.cuts["few_joint"], said


def _trust(facts: Facts) -> tuple[bool | None, str]:
    rows = facts.table("topics", "topics_next")
    told = facts.table("topics", "topics")
    if told.empty or "trust" not in told or told["trust"].isna().all():
        return None, ""
    said = (
        f"{count(len(rows), 'pair trusts', 'pairs trust')} each other little and have a next topic"
    )
    return len(rows) > 0, said


def _missing(facts: Facts) -> tuple[bool | None, str]:
    found = {f.key: f.claim for f in facts.found["chain_shape"].findings}
    if not facts.found["chain_shape"].tables or design_caution(facts.measures.net):
        return None, ""
    said = [found[key] for key in ("chain_empty_stage", "chain_missing") if key in found]
    words = "; ".join(f"{claim[:1].lower()}{claim[1:]}" for claim in said)
    return bool(said), words or "no link of the chain is missing"


def _outlives(facts: Facts) -> tuple[bool | None, str]:
    rows = facts.table("loss", "loss_one")
    if rows.empty:
        return None, ""
    reach = rows.set_index("what").loc["Pairs that reach each other"]
    lost = int(reach["now"] - reach["then"])
    said = f"{count(lost, 'pair', 'pairs')} of others would be cut off without it"
    return lost > 0, said


def _member(facts: Facts) -> tuple[bool | None, str]:
    rows = facts.table("representation", "representation")
    share = _share(rows, "group", "members")
    if share.empty:
        return None, ""
    value = float(share.iloc[0])
    return value < facts.cuts["represented"], f"{percent(value)} of the firms are members"


def _governed(facts: Facts) -> tuple[bool | None, str]:
    share = _share(facts.table("governance", "governance"), "form", "quasi-hierarchy")
    if share.empty:
        return None, ""
    value = float(share.iloc[0])
    said = f"{percent(value)} of the trade ties whose form is told are quasi-hierarchies"
    return value >= facts.cuts["governed"], said


def _gates(facts: Facts) -> tuple[bool | None, str]:
    rows = facts.table("gatekeepers", "gatekeepers")
    if rows.empty:
        return None, ""
    lose = int((rows["lose"] > 0).sum())
    who = count(lose, "firm or body is", "firms or bodies are")
    return lose > 0, f"{who} the only way to the outside for others"


def _of_type(word: str) -> Callable[[Facts], tuple[bool | None, str]]:
    def look(facts: Facts) -> tuple[bool | None, str]:
        found = facts.found["cluster_type"].findings
        if not found:
            return None, ""
        return word in found[0].claim, found[0].claim

    return look


RULES: tuple[Rule, ...] = (
    Rule("Call the firms that did not answer before deciding anything about them.",
         "Many firms did not answer", "stork1992", _silent),
    Rule("Bring disconnected firms together with others over one pressing problem they share.",
         "Many firms are disconnected", "altenburg1999", _disconnected),
    Rule("Introduce newcomers through the bodies of their own origin or sector.",
         "Newcomers need a way in", "urzelai2017", _newcomers),
    Rule("Open a dialogue to find projects that pay only together: joint purchases, a shared "
         "machine, a fair.",
         "Few firms are in joint action", "altenburg1999, schmitz1995", _joint),
    Rule("Start with topics away from the core of the business, and move closer as trust grows.",
         "Pairs of firms work together with low trust", "altenburg1999", _trust),
    Rule("Help to fill the missing links of the chain, by new firms or firms from outside.",
         "A link of the chain is missing", "altenburg1999", _missing),
    Rule("Let firms meet without the office: hand contacts and groups over to them.",
         "Firms would be cut off without the cluster organisation", "eulac2015", _outlives),
    Rule("Win the firms the cluster organisation does not represent, or speak for members only.",
         "The cluster organisation represents few firms", "eulac2015", _member),
    Rule("Look for further chains and markets: functional upgrading is rare under one large "
         "buyer.",
         "Many supplies are quasi-hierarchies", "humphrey2002", _governed),
    Rule("Give others direct contact to the outside partners that one firm alone holds.",
         "Others reach the outside through one firm alone", "urzelai2017", _gates),
    Rule("Link small firms to efficient firms elsewhere and to fairs.",
         "A survival cluster", "altenburg1999", _of_type("survival")),
    Rule("Let small firms learn from the leading firms of the cluster.",
         "A cluster of mass producers", "altenburg1999", _of_type("mass producers")),
    Rule("Prepare a few able local suppliers for the standards of the foreign firms.",
         "A cluster of transnational corporations", "altenburg1999", _of_type("transnational")),
)  # fmt: skip
"""The recommendations, in the order they are given."""

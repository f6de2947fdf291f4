"""The recommendations of the literature, each with the condition under which it is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from tiesnet.diagnosis.connection.register import (
    DISCONNECTED,
    register,
    response,
)
from tiesnet.diagnosis.evidence import Diagnosis
from tiesnet.diagnosis.kind.cluster_type import MASS, SURVIVAL, TNC, type_claim
from tiesnet.diagnosis.kind.phrases import firms_told
from tiesnet.diagnosis.words import percent
from tiesnet.language import say, say_n, word
from tiesnet.metrics import Measures, design_caution


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


def _share(rows: pd.DataFrame, key: str, word: str) -> pd.Series:
    """Give the share in the row of a word; nothing when the table has none."""
    if key not in rows:
        return pd.Series(dtype="float64")
    return rows.loc[rows[key] == word, "share"].dropna().astype("float64")


def _silent(facts: Facts) -> tuple[bool | None, str]:
    told = response(facts.measures)
    if not told.asked:
        return None, ""
    said = say_n(
        told.silent,
        "{n} of {firms} was silent",
        "{n} of {firms} were silent",
        firms=say_n(told.asked, "{n} firm asked", "{n} firms asked"),
    )
    return told.silent >= facts.cuts["unanswered"] * told.asked, said


def _disconnected(facts: Facts) -> tuple[bool | None, str]:
    rows = register(facts.measures)
    told = rows[rows["answered"] == "answered"]
    if told["connection"].isna().all():  # no answer, or a survey that is no census
        return None, ""
    off = int(told["connection"].isin(DISCONNECTED).sum())
    said = say_n(
        off,
        "{n} of {firms} is disconnected",
        "{n} of {firms} are disconnected",
        firms=firms_told(len(told), not response(facts.measures).assumed),
    )
    return off >= facts.cuts["cut_off"] * len(told), said


def _newcomers(facts: Facts) -> tuple[bool | None, str]:
    rows = facts.table("way_in", "way_in")
    known = rows["newcomer"].dropna() if "newcomer" in rows else pd.Series(dtype="object")
    if known.empty:
        return None, ""
    new = int(known.astype(bool).sum())
    said = say_n(
        new,
        "{n} of the firms that need a way in is a newcomer",
        "{n} of the firms that need a way in are newcomers",
    )
    return new > 0, said


def _joint(facts: Facts) -> tuple[bool | None, str]:
    rows = facts.table("collective_efficiency", "collective_efficiency")
    share = _share(rows, "indicator", "Firms in joint action")
    if share.empty:
        return None, ""
    value = float(share.iloc[0])
    said = say("{share} of the firms that answered are in joint action", share=percent(value))
    if response(facts.measures).assumed:
        said = say("{share} of the firms are in joint action", share=percent(value))
    return value < facts.cuts["few_joint"], said


def _trust(facts: Facts) -> tuple[bool | None, str]:
    rows = facts.table("topics", "topics_next")
    told = facts.table("topics", "topics")
    if told.empty or "trust" not in told or told["trust"].isna().all():
        return None, ""
    said = say_n(
        len(rows),
        "{n} pair trusts each other little and has a next topic",
        "{n} pairs trust each other little and have a next topic",
    )
    return len(rows) > 0, said


def _missing(facts: Facts) -> tuple[bool | None, str]:
    found = {f.key: f.claim for f in facts.found["chain_shape"].findings}
    if not facts.found["chain_shape"].tables or design_caution(facts.measures.net):
        return None, ""
    said = [found[key] for key in ("chain_empty_stage", "chain_missing") if key in found]
    words = "; ".join(f"{claim[:1].lower()}{claim[1:]}" for claim in said)
    return bool(said), words or say("no link of the chain is missing")


def _outlives(facts: Facts) -> tuple[bool | None, str]:
    rows = facts.table("loss", "loss_one")
    if rows.empty:
        return None, ""
    reach = rows.set_index("what").loc["Pairs that reach each other"]
    lost = int(reach["now"] - reach["then"])
    said = say_n(
        lost,
        "{n} pair of others would be cut off without it",
        "{n} pairs of others would be cut off without it",
    )
    return lost > 0, said


def _member(facts: Facts) -> tuple[bool | None, str]:
    rows = facts.table("representation", "representation")
    share = _share(rows, "group", "members")
    if share.empty:
        return None, ""
    value = float(share.iloc[0])
    said = say("{share} of the firms are members", share=percent(value))
    return value < facts.cuts["represented"], said


def _governed(facts: Facts) -> tuple[bool | None, str]:
    share = _share(facts.table("governance", "governance"), "form", "quasi-hierarchy")
    if share.empty:
        return None, ""
    value = float(share.iloc[0])
    said = say(
        "{share} of the trade ties whose form is told are quasi-hierarchies", share=percent(value)
    )
    return value >= facts.cuts["governed"], said


def _gates(facts: Facts) -> tuple[bool | None, str]:
    rows = facts.table("gatekeepers", "gatekeepers")
    if rows.empty:
        return None, ""
    lose = int((rows["lose"] > 0).sum())
    said = say_n(
        lose,
        "{n} firm or body is the only way to the outside for others",
        "{n} firms or bodies are the only way to the outside for others",
    )
    return lose > 0, said


def _of_type(name: str) -> Callable[[Facts], tuple[bool | None, str]]:
    def look(facts: Facts) -> tuple[bool | None, str]:
        found = facts.found["cluster_type"].findings
        if not found:
            return None, ""
        return found[0].claim == type_claim(name), found[0].claim

    return look


RULES: tuple[Rule, ...] = (
    Rule(
        word("Call the firms that did not answer before deciding anything about them."),
        word("Many firms did not answer"),
        "stork1992",
        _silent,
    ),
    Rule(
        word("Bring disconnected firms together with others over one pressing problem they share."),
        word("Many firms are disconnected"),
        "altenburg1999",
        _disconnected,
    ),
    Rule(
        word("Introduce newcomers through the bodies of their own origin or sector."),
        word("Newcomers need a way in"),
        "urzelai2017",
        _newcomers,
    ),
    Rule(
        word(
            "Open a dialogue to find projects that pay only together: joint purchases, a shared "
            "machine, a fair."
        ),
        word("Few firms are in joint action"),
        "altenburg1999, schmitz1995",
        _joint,
    ),
    Rule(
        word(
            "Start with topics away from the core of the business, and move closer as trust grows."
        ),
        word("Pairs of firms work together with low trust"),
        "altenburg1999",
        _trust,
    ),
    Rule(
        word("Help to fill the missing links of the chain, by new firms or firms from outside."),
        word("A link of the chain is missing"),
        "altenburg1999",
        _missing,
    ),
    Rule(
        word("Let firms meet without the office: hand contacts and groups over to them."),
        word("Firms would be cut off without the cluster organisation"),
        "eulac2015",
        _outlives,
    ),
    Rule(
        word(
            "Win the firms the cluster organisation does not represent, or speak for members only."
        ),
        word("The cluster organisation represents few firms"),
        "eulac2015",
        _member,
    ),
    Rule(
        word(
            "Look for further chains and markets: functional upgrading is rare under one large "
            "buyer."
        ),
        word("Many supplies are quasi-hierarchies"),
        "humphrey2002",
        _governed,
    ),
    Rule(
        word("Give others direct contact to the outside partners that one firm alone holds."),
        word("Others reach the outside through one firm alone"),
        "urzelai2017",
        _gates,
    ),
    Rule(
        word("Link small firms to efficient firms elsewhere and to fairs."),
        word("A survival cluster"),
        "altenburg1999",
        _of_type(SURVIVAL),
    ),
    Rule(
        word("Let small firms learn from the leading firms of the cluster."),
        word("A cluster of mass producers"),
        "altenburg1999",
        _of_type(MASS),
    ),
    Rule(
        word("Prepare a few able local suppliers for the standards of the foreign firms."),
        word("A cluster of transnational corporations"),
        "altenburg1999",
        _of_type(TNC),
    ),
)
"""The recommendations, in the order they are given."""

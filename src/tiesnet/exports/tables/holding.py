"""Who holds the network together: brokers, who leads in each role, whom nobody can do without."""

from __future__ import annotations

import pandas as pd

from tiesnet.diagnosis import brokers, risks, role_leaders
from tiesnet.exports.tables.chapters import NAME, STAGE, answer
from tiesnet.exports.tables.columns import metric_column
from tiesnet.exports.tables.firms import ROLE_WORDS, SHORT
from tiesnet.exports.tables.model import Column, Table, frame_table
from tiesnet.language import say, say_n, word
from tiesnet.metrics import Measures, catalogue


def brokers_table(measures: Measures) -> Table:
    """Rank the firms that sit between others, by how often they do."""
    frame = brokers(measures)
    metrics = [name for name in frame.columns if name in catalogue()]
    described = {name: metric_column(name, frame[name], SHORT.get(name, "")) for name in metrics}
    text = say("Firms that answered and would be cut off from the rest if this one left.")
    columns: list[Column] = [
        NAME,
        STAGE,
        Column("rank", "Rank", "", "count", "Equal values share a place."),
        Column("cuts_off", "Would be cut off", "actors", "count", text),
    ]
    order = ("betweenness_normalised", "effective_size", "constraint_ego", "brokerage_total")
    columns += [described[name] for name in order if name in described]
    columns += [Column("main_role", "Main role", words=True)]
    columns += [described[name] for name in ROLE_WORDS if name in described]
    columns += [Column("cut_off_firms", "Who would be cut off", width=40)]
    nobody = say("Nobody sits between two others.") if frame.empty else ""
    kept = frame.replace({"cut_off_firms": {"": None}}).dropna(axis="columns", how="all")
    return frame_table(
        "brokers",
        "Brokers",
        kept,
        columns,
        question="Who holds the network together?",
        answer=answer(measures, "brokers", nobody or answer(measures, "holding")),
        reading="Brokers sit between others who are not tied. Betweenness: share of the shortest "
        "paths between others that pass through the firm. Constraint: low means the firm's "
        "partners do not know each other. Roles say between which stages it brokers. Only firms "
        "that answered and sit between at least two others are here.",
    )


def roles_table(measures: Measures) -> Table:
    """Name the firms that hold each brokerage role most often, with what the role means."""
    known = catalogue()
    frame = role_leaders(measures)
    frame["label"] = frame["role"].map({name: say(known[name].label) for name in ROLE_WORDS})
    meaning = {
        name: f"{_sentence(say(words))} {say(known[name].definition)}"
        for name, words in ROLE_WORDS.items()
    }
    frame["meaning"] = frame["role"].map(meaning)
    whole = bool((frame["count"] % 1 == 0).all())
    columns = (
        NAME,
        Column("label", "Role"),
        Column("rank", "Rank in the role", "", "count", "Equal counts share a rank."),
        Column("count", "In this role", "open paths", "count" if whole else "number", _OPEN),
        STAGE,
        Column("meaning", "What a firm in this role does, and how it is counted"),
    )
    return frame_table(
        "roles",
        "Who leads in each role",
        frame.set_index("id"),
        columns,
        question="Who leads in each role?",
        answer=_leaders(frame),
        reading="Up to three firms per role, more where counts are equal. A role no firm has is "
        "not listed. The direction is that of the flow: goods, knowledge, money.",
    )


_OPEN = word(
    "Pairs of others that the firm connects in this role and that are not tied in that direction. "
    "Gould and Fernandez (1989)."
)


def _leaders(frame: pd.DataFrame) -> str:
    """Name the first of every role; nothing when nobody has one."""
    said = []
    for label, rows in frame[frame["rank"] == 1].groupby("label", sort=False):
        names = [str(name) for name in rows["name"]]
        n = len(names)
        who = names[0] if n == 1 else say_n(n, "{n} firm alike", "{n} firms alike")
        said.append(f"{str(label).lower()}: {who}")
    return say("Most often {roles}.", roles="; ".join(said)) if said else ""


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def risks_table(measures: Measures) -> Table:
    """Give the actors whose leaving would cut others off, the gravest first."""
    columns = (
        Column("name", "Firm or institution"),
        Column("kind", "Kind", words=True),
        Column("cuts_off", "Would be cut off", "actors", "count", "Only actors that answered."),
        Column(
            "share_of_pairs_lost",
            "Pairs that lose each other",
            "%",
            "percent",
            "Of the pairs of others that can reach each other now.",
        ),
        Column("who", "Who would be cut off, or what else would happen"),
    )
    frame = risks(measures)
    who = frame["who"].where(frame["who"] != "", frame["sentence"])
    return frame_table(
        "risks",
        "If one of them leaves",
        frame.assign(who=who),
        columns,
        question="Whose leaving would cut others off?",
        answer=answer(measures, "holding"),
    )

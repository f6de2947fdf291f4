"""Sentences about firms: who is disconnected, who is silent, who brokers."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tiesnet.diagnosis.connection.groups import Groups, groups_of
from tiesnet.diagnosis.connection.register import (
    DISCONNECTED,
    disconnected,
    register,
    response,
    silent,
)
from tiesnet.diagnosis.finding import Finding, Mention
from tiesnet.diagnosis.holding.brokers import brokers
from tiesnet.diagnosis.words import count, mentions
from tiesnet.metrics import ISOLATE, LOW_CORE, ONE_ACTOR, ONE_TIE, OUTSIDE, UNCLEAR, Measures
from tiesnet.network import NOT_SURVEYED, SILENT

Parts = tuple[str | Mention, ...]
_NAMED = 4  # so many names a sentence can carry
_WORDS = {
    ISOLATE: ("has no tie at all", "have no tie at all"),
    OUTSIDE: ("sits outside the main group", "sit outside the main group"),
    ONE_TIE: ("hangs by one tie", "hang by one tie"),
    ONE_ACTOR: ("hangs by one actor", "hang by one actor"),
    LOW_CORE: ("sits on a chain of single ties", "sit on chains of single ties"),
}


def find_disconnected(measures: Measures) -> Finding | None:
    """Say how many firms are disconnected, how, and who; nothing if nobody can be called so."""
    status = register(measures)["connection"].dropna()
    decided = bool((~status.isin([SILENT, NOT_SURVEYED, UNCLEAR])).any())
    unsure = int((status == UNCLEAR).sum())
    if not decided and not unsure:
        return None
    rows = disconnected(measures)
    off = rows["connection"].isin(DISCONNECTED)
    groups = groups_of(measures)
    if not decided:
        claim = "Which firms are disconnected cannot be said"
        rest: Parts = (": answers are missing about all that answered.",)
    elif groups.apart:
        claim = _apart(groups)
        rest = (". Besides, ", *_kinds(measures, rows, ""), ".") if len(rows) else (".",)
    elif off.any():
        claim = f"{count(int(off.sum()), 'firm is', 'firms are')} disconnected"
        more = ("; ", *_kinds(measures, rows[~off], "more ")) if not off.all() else ()
        last = f" Of {unsure} more {_MISSING}" if unsure else ""
        rest = (": ", *_all_kinds(measures, rows[off]), *more, f".{last}")
    else:
        claim, rest = _nobody(measures, rows, unsure)
    caution = "Only firms that answered are counted." if response(measures).silent else ""
    return Finding("disconnected", "disconnected", claim, rest, rows, caution)


_MISSING = "it cannot be said, since answers are missing."


def _nobody(measures: Measures, rows: pd.DataFrame, unsure: int) -> tuple[str, Parts]:
    """Say that no firm is disconnected, and who hangs loosely or is open."""
    known = "is known to be disconnected" if unsure else "is disconnected"
    who = "" if response(measures).assumed else "that answered "
    but: Parts = (", but ", *_kinds(measures, rows, "")) if len(rows) else ()
    if unsure:
        return f"No firm {who}{known}", (*but, f": of {unsure} {_MISSING}")
    each = (*but, ".") if but else (": each is tied to the others in several ways.",)
    return f"No firm {who}{known}", each


def _apart(groups: Groups) -> str:
    """Say that there is no single main group."""
    start = "The network falls" if groups.sure else "As far as is known the network falls"
    if groups.count == groups.equal:
        return f"{start} into {groups.count} groups of {groups.largest} with no tie between them"
    return (
        f"{start} into {groups.count} groups with no tie between them, the {groups.equal} largest "
        f"with {groups.largest} actors each"
    )


def _all_kinds(measures: Measures, rows: pd.DataFrame) -> Parts:
    """Say how firms are disconnected; of one kind, without repeating their number."""
    words = rows["connection"].unique()
    if len(words) > 1:
        return _kinds(measures, rows, "")
    who = {1: "it", 2: "both"}.get(len(rows), "all")
    return (f"{who} {_said(measures, rows)}", *_names(rows))


def _kinds(measures: Measures, rows: pd.DataFrame, more: str) -> Parts:
    parts: list[str | Mention] = []
    for _, group in rows.groupby("connection", sort=False):
        parts += [", "] if parts else []
        parts += [f"{len(group)} {more}{_said(measures, group)}"]
        parts += [] if more else _names(group)
    return tuple(parts)


def _said(measures: Measures, rows: pd.DataFrame) -> str:
    """Say how firms of one status are disconnected; partners outside are not denied."""
    words = _WORDS[str(rows["connection"].iloc[0])][len(rows) > 1]
    return (
        words.replace("tie at all", "tie inside the cluster") if _outside(measures, rows) else words
    )


def _outside(measures: Measures, rows: pd.DataFrame) -> bool:
    """Tell whether any of some firms has a tie outside the cluster."""
    net = measures.net.layer("all")
    far = ~net.actors["in_cluster"].to_numpy(dtype=bool)
    source, target = net.ties["source"].to_numpy(), net.ties["target"].to_numpy()
    near = np.concatenate([source[far[target]], target[far[source]]])
    return bool(rows.index.isin(net.actors.index[near]).any())


def _names(rows: pd.DataFrame) -> Parts:
    if len(rows) > _NAMED:
        return ()
    return (" (", *mentions(_people(rows)), ")")


def _people(rows: pd.DataFrame) -> list[Mention]:
    return [Mention(str(k), str(name)) for k, name in rows["name"].items()]


def find_silent(measures: Measures) -> Finding | None:
    """Say how many firms did not answer, and of how many others speak."""
    rows = silent(measures)
    if rows.empty:
        return None
    claim = f"{count(len(rows), 'firm', 'firms')} did not answer"
    words = _known_of(rows["named_by"], _outside(measures, rows[rows["named_by"] == 0]))
    return Finding("silent", "survey", claim, (f". {words}",), rows)


def _known_of(named_by: pd.Series, outside: bool) -> str:
    named, unnamed = int((named_by > 0).sum()), int((named_by == 0).sum())
    alone = len(named_by) == 1
    if not named:
        them = "it" if alone else "them"
        if outside:
            return f"Nobody inside the cluster names {them}."
        return f"Nobody names {them}, so we know nothing about {them}."
    if alone:
        return f"It is named by {count(int(named_by.iloc[0]), 'other', 'others')}."
    if not unnamed:
        return "All of them are named by others."
    verb = "is" if named == 1 else "are"
    left = "one" if unnamed == 1 else str(unnamed)
    tail = "nobody inside the cluster speaks" if outside else "we know nothing"
    return f"{named} of them {verb} named by others; of the other {left} {tail}."


def find_brokers(measures: Measures) -> Finding | None:
    """Name the first three brokers; nobody when more share a place than a sentence can name."""
    rows = brokers(measures)
    rows = rows[rows["rank"] <= 3]
    if rows.empty or len(rows) > _NAMED:
        return None
    claim = (
        "One broker stands between the others"
        if len(rows) == 1
        else f"{len(rows)} brokers stand most often between others"
    )
    caution = "Only firms that answered are ranked." if response(measures).silent else ""
    people = (": ", *mentions(_people(rows)), ".")
    return Finding("brokers", "brokers", claim, people, rows, caution)

"""Sentences about firms: who is disconnected, who is silent, who brokers."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.sparse.csgraph import connected_components

from tiesnet.diagnosis.brokers import brokers
from tiesnet.diagnosis.finding import Finding, Mention
from tiesnet.diagnosis.register import (
    DISCONNECTED,
    disconnected,
    few_answers,
    register,
    response,
    silent,
    unclear,
)
from tiesnet.diagnosis.words import count, mentions
from tiesnet.metrics import Measures
from tiesnet.network import NOT_SURVEYED, SILENT, adjacency

Parts = tuple[str | Mention, ...]
_NAMED = 4  # so many names a sentence can carry
_WORDS = {
    "isolate": ("has no tie at all", "have no tie at all"),
    "outside the main component": ("sits outside the main group", "sit outside the main group"),
    "hangs by one tie": ("hangs by one tie", "hang by one tie"),
    "hangs by one actor": ("hangs by one actor", "hang by one actor"),
    "core number 1 or less": ("sits on a chain of single ties", "sit on chains of single ties"),
}


def find_disconnected(measures: Measures) -> Finding | None:
    """Say how many firms are disconnected, how, and who; nothing if nobody can be called so."""
    asked = response(measures)
    status = register(measures)["connection"].dropna()
    if not asked.answered or status.isin([SILENT, NOT_SURVEYED]).all():
        return None
    rows = disconnected(measures)
    off = rows["connection"].isin(DISCONNECTED)
    caution = "Only firms that answered are counted." if asked.silent else ""
    groups = equal_groups(measures)
    if groups:
        claim = f"The network falls into {groups[0]} groups of {groups[1]} with no tie between them"
        rest: Parts = (". Besides, ", *_kinds(rows, ""), ".") if len(rows) else (".",)
    elif off.any():
        claim = f"{count(int(off.sum()), 'firm is', 'firms are')} disconnected"
        more = ("; ", *_kinds(rows[~off], "more ")) if not off.all() else ()
        rest = (": ", *_all_kinds(rows[off]), *more, ".")
    else:
        claim = "No firm is disconnected" if asked.assumed else _NOBODY
        each = "" if len(unclear(measures)) else _EACH_TIED
        rest = (", but ", *_kinds(rows, ""), ".") if len(rows) else (each,)
    if not groups:
        rest = (*rest, *_open(len(unclear(measures)), not rest[-1]))
    return Finding("disconnected", "disconnected", claim, rest, rows, caution)


def _open(unsure: int, first: bool) -> Parts:
    """Say of how many firms the missing answers leave it open."""
    if not unsure:
        return ()
    words = f": of {unsure}" if first else f" Of {unsure} more"
    return (f"{words} it cannot be said, since answers are missing.",)


_NOBODY = "No firm that answered is disconnected"
_EACH_TIED = ": each is tied to the others in several ways."


def equal_groups(measures: Measures) -> tuple[int, int] | None:
    """Give number and size of the largest groups when there is more than one largest.

    None when few answered, or silent actors in two of the groups may hold them together.
    """
    net = measures.net.inside().layer("all")
    if not len(net.actors) or few_answers(measures):
        return None
    label = connected_components(adjacency(net), directed=False)[1]
    size = np.bincount(label)
    largest = np.flatnonzero(size == size.max())
    dark = np.unique(label[~net.respondents.observed().to_numpy()])
    if len(largest) < 2 or size.max() < 2 or np.isin(largest, dark).sum() > 1:
        return None
    return len(largest), int(size.max())


def _all_kinds(rows: pd.DataFrame) -> Parts:
    """Say how firms are disconnected; of one kind, without repeating their number."""
    words = rows["connection"].unique()
    if len(words) > 1:
        return _kinds(rows, "")
    who = {1: "it", 2: "both"}.get(len(rows), "all")
    return (f"{who} {_WORDS[str(words[0])][len(rows) > 1]}", *_names(rows))


def _kinds(rows: pd.DataFrame, more: str) -> Parts:
    parts: list[str | Mention] = []
    for word, group in rows.groupby("connection", sort=False):
        parts += [", "] if parts else []
        parts += [f"{len(group)} {more}{_WORDS[str(word)][len(group) > 1]}"]
        parts += [] if more else _names(group)
    return tuple(parts)


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
    return Finding("silent", "survey", claim, (f". {_known_of(rows['named_by'])}",), rows)


def _known_of(named_by: pd.Series) -> str:
    named, unnamed = int((named_by > 0).sum()), int((named_by == 0).sum())
    alone = len(named_by) == 1
    if not named:
        them = "it" if alone else "them"
        return f"Nobody names {them}, so we know nothing about {them}."
    if alone:
        return f"It is named by {count(int(named_by.iloc[0]), 'other', 'others')}."
    if not unnamed:
        return "All of them are named by others."
    verb = "is" if named == 1 else "are"
    left = "one" if unnamed == 1 else str(unnamed)
    return f"{named} of them {verb} named by others; of the other {left} we know nothing."


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
    return Finding("brokers", "brokers", claim, (": ", *mentions(_people(rows)), "."), rows)

"""Sentences about firms: who is disconnected, who is silent, who brokers."""

from __future__ import annotations

from collections.abc import Callable

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
from tiesnet.diagnosis.words import mentions
from tiesnet.language import pieces, say, say_n, word
from tiesnet.metrics import ISOLATE, LOW_CORE, ONE_ACTOR, ONE_TIE, OUTSIDE, UNCLEAR, Measures
from tiesnet.network import NOT_SURVEYED, SILENT

Parts = tuple[str | Mention, ...]
_NAMED = 4  # so many names a sentence can carry
_INSIDE = f"{ISOLATE} inside"  # has partners outside
_NUMBERED: dict[str, Callable[[int], str]] = {
    ISOLATE: lambda n: say_n(n, "{n} has no tie at all", "{n} have no tie at all"),
    _INSIDE: lambda n: say_n(
        n, "{n} has no tie inside the cluster", "{n} have no tie inside the cluster"
    ),
    OUTSIDE: lambda n: say_n(
        n, "{n} sits outside the main group", "{n} sit outside the main group"
    ),
    ONE_TIE: lambda n: say_n(n, "{n} hangs by one tie", "{n} hang by one tie"),
    ONE_ACTOR: lambda n: say_n(n, "{n} hangs by one actor", "{n} hang by one actor"),
    LOW_CORE: lambda n: say_n(
        n, "{n} sits on a chain of single ties", "{n} sit on chains of single ties"
    ),
}
_MORE: dict[str, Callable[[int], str]] = {
    ONE_ACTOR: lambda n: say_n(n, "{n} more hangs by one actor", "{n} more hang by one actor"),
    LOW_CORE: lambda n: say_n(
        n, "{n} more sits on a chain of single ties", "{n} more sit on chains of single ties"
    ),
}
_ALL = {
    ISOLATE: (
        word("it has no tie at all"),
        word("both have no tie at all"),
        word("all have no tie at all"),
    ),
    _INSIDE: (
        word("it has no tie inside the cluster"),
        word("both have no tie inside the cluster"),
        word("all have no tie inside the cluster"),
    ),
    OUTSIDE: (
        word("it sits outside the main group"),
        word("both sit outside the main group"),
        word("all sit outside the main group"),
    ),
    ONE_TIE: (
        word("it hangs by one tie"),
        word("both hang by one tie"),
        word("all hang by one tie"),
    ),
}
"""What is said when all are disconnected the same way: of one, of two, of more."""


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
        claim = say("Which firms are disconnected cannot be said")
        rest: Parts = (say(": answers are missing about all that answered."),)
    elif groups.apart:
        claim = _apart(groups)
        kinds = _kinds(measures, rows, _NUMBERED)
        rest = pieces(". Besides, {firms}.", firms=kinds) if len(rows) else (".",)
    elif off.any():
        n = int(off.sum())
        claim = say_n(n, "{n} firm is disconnected", "{n} firms are disconnected")
        more = ("; ", *_kinds(measures, rows[~off], _MORE)) if not off.all() else ()
        rest = (": ", *_all_kinds(measures, rows[off]), *more, ".", *_unsure(unsure))
    else:
        claim, rest = _nobody(measures, rows, unsure)
    caution = say("Only firms that answered are counted.") if response(measures).silent else ""
    return Finding("disconnected", "disconnected", claim, rest, rows, caution)


def _unsure(n: int) -> Parts:
    """Say of how many more it cannot be said."""
    if not n:
        return ()
    of = say_n(
        n,
        "Of {n} more it cannot be said, since answers are missing.",
        "Of {n} more it cannot be said, since answers are missing.",
    )
    return (" ", of)


def _nobody(measures: Measures, rows: pd.DataFrame, unsure: int) -> tuple[str, Parts]:
    """Say that no firm is disconnected, and who hangs loosely or is open."""
    everybody = response(measures).assumed
    but: Parts = ()
    if len(rows):
        but = pieces(", but {firms}", firms=_kinds(measures, rows, _NUMBERED))
    if unsure:
        open_ = say_n(
            unsure,
            ": of {n} it cannot be said, since answers are missing.",
            ": of {n} it cannot be said, since answers are missing.",
        )
        if everybody:
            return say("No firm is known to be disconnected"), (*but, open_)
        return say("No firm that answered is known to be disconnected"), (*but, open_)
    each = (*but, ".") if but else (say(": each is tied to the others in several ways."),)
    if everybody:
        return say("No firm is disconnected"), each
    return say("No firm that answered is disconnected"), each


def _apart(groups: Groups) -> str:
    """Say that there is no single main group."""
    sizes = {"groups": groups.count, "largest": groups.equal, "size": groups.largest}
    if groups.count == groups.equal and groups.sure:
        return say(
            "The network falls into {groups} groups of {size} with no tie between them", **sizes
        )
    if groups.count == groups.equal:
        return say(
            "As far as is known the network falls into {groups} groups of {size} with no tie "
            "between them",
            **sizes,
        )
    if groups.sure:
        return say(
            "The network falls into {groups} groups with no tie between them, the {largest} "
            "largest with {size} actors each",
            **sizes,
        )
    return say(
        "As far as is known the network falls into {groups} groups with no tie between them, the "
        "{largest} largest with {size} actors each",
        **sizes,
    )


def _all_kinds(measures: Measures, rows: pd.DataFrame) -> Parts:
    """Say how firms are disconnected; of one kind, without repeating their number."""
    if rows["connection"].nunique() > 1:
        return _kinds(measures, rows, _NUMBERED)
    said = _ALL[_kind(measures, rows)][min(len(rows), 3) - 1]
    return (say(said), *_names(rows))


def _kinds(measures: Measures, rows: pd.DataFrame, words: dict[str, Callable[[int], str]]) -> Parts:
    parts: list[str | Mention] = []
    for _, group in rows.groupby("connection", sort=False):
        parts += [", "] if parts else []
        parts += [words[_kind(measures, group)](len(group))]
        parts += [] if words is _MORE else _names(group)
    return tuple(parts)


def _kind(measures: Measures, rows: pd.DataFrame) -> str:
    """Give how firms of one status are disconnected; partners outside are not denied."""
    status = str(rows["connection"].iloc[0])
    return _INSIDE if status == ISOLATE and _outside(measures, rows) else status


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
    claim = say_n(len(rows), "{n} firm did not answer", "{n} firms did not answer")
    words = _known_of(rows["named_by"], _outside(measures, rows[rows["named_by"] == 0]))
    return Finding("silent", "survey", claim, (f". {words}",), rows)


def _known_of(named_by: pd.Series, outside: bool) -> str:
    named, unnamed = int((named_by > 0).sum()), int((named_by == 0).sum())
    n = len(named_by)
    if not named and outside:
        return say_n(
            n, "Nobody inside the cluster names it.", "Nobody inside the cluster names them."
        )
    if not named:
        return say_n(
            n,
            "Nobody names it, so we know nothing about it.",
            "Nobody names them, so we know nothing about them.",
        )
    if n == 1:
        others = int(named_by.iloc[0])
        return say_n(others, "It is named by {n} other.", "It is named by {n} others.")
    if not unnamed:
        return say("All of them are named by others.")
    known = say_n(named, "{n} of them is named by others", "{n} of them are named by others")
    if outside:
        left = say_n(
            unnamed,
            "of the other one nobody inside the cluster speaks.",
            "of the other {n} nobody inside the cluster speaks.",
        )
    else:
        left = say_n(
            unnamed, "of the other one we know nothing.", "of the other {n} we know nothing."
        )
    return f"{known}; {left}"


def find_brokers(measures: Measures) -> Finding | None:
    """Name the first three brokers; nobody when more share a place than a sentence can name."""
    rows = brokers(measures)
    rows = rows[rows["rank"] <= 3]
    if rows.empty or len(rows) > _NAMED:
        return None
    claim = say_n(
        len(rows),
        "One broker stands between the others",
        "{n} brokers stand most often between others",
    )
    caution = say("Only firms that answered are ranked.") if response(measures).silent else ""
    people = (": ", *mentions(_people(rows)), ".")
    return Finding("brokers", "brokers", claim, people, rows, caution)

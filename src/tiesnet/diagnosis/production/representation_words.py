"""What the members of the cluster organisation say in sentences."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.words import count, number, percent
from tiesnet.language import say, say_n, word

MEMBER, OTHER, UNKNOWN = word("members"), word("not members"), word("not known")
FEWEST = 3
"""Fewest firms on each side of a comparison."""


def say_members(rows: pd.DataFrame, firms: pd.DataFrame) -> Iterator[Finding]:
    """Say how many firms are members, how tied they are, and who of them stands apart or leads."""
    by = rows.set_index("group")
    if OTHER not in by.index or min(by.at[MEMBER, "firms"], by.at[OTHER, "firms"]) < FEWEST:
        known = int((firms["group"] != UNKNOWN).sum())
        claim = say_n(
            int(by.at[MEMBER, "firms"]),
            "{n} of {firms} is a member of the cluster organisation",
            "{n} of {firms} are members of the cluster organisation",
            firms=count(known, "firm", "firms"),
        )
        yield _finding(claim, (".",), rows)
        return
    members, others = by.loc[MEMBER], by.loc[OTHER]
    claim = say(
        "The cluster organisation represents {n} of {firms} firms ({share})",
        n=int(members["firms"]),
        firms=int(members["firms"] + others["firms"]),
        share=percent(members["share"]),
    )
    rest = "."
    if not np.isnan(members["partners"]) and not np.isnan(others["partners"]):
        rest = say(
            ": its members have {members} partners on average, the other firms {others}.",
            members=number(round(members["partners"], 1)),
            others=number(round(others["partners"], 1)),
        )
    yield _finding(claim, (rest,), rows)
    for column, whether in (("disconnected", _disconnected), ("leaders", _leaders)):
        inside, outside = members[column], others[column]
        if inside + outside > 0:
            open_ = int(by.at[UNKNOWN, column]) if UNKNOWN in by.index else 0
            rest = _open(open_) if open_ else "."
            yield _finding(whether(int(inside), int(outside)), (rest,), rows)


def _open(firms: int) -> str:
    return say_n(firms, "; of {n} more it is not known.", "; of {n} more it is not known.")


def _disconnected(inside: int, outside: int) -> str:
    """Say how many disconnected firms are members."""
    both = inside + outside
    if both == 1 and inside:
        return say("The one disconnected firm is a member of the cluster organisation")
    if both == 1:
        return say("The one disconnected firm is not a member of the cluster organisation")
    if not outside:
        return say("All {n} disconnected firms are members of the cluster organisation", n=both)
    if not inside:
        return say(
            "Not one of the {n} disconnected firms is a member of the cluster organisation", n=both
        )
    return say_n(
        outside,
        "{n} of {firms} disconnected firms is not a member of the cluster organisation",
        "{n} of {firms} disconnected firms are not members of the cluster organisation",
        firms=both,
    )


def _leaders(inside: int, outside: int) -> str:
    """Say how many leader firms are members."""
    both = inside + outside
    if both == 1 and inside:
        return say("The one leader firm is a member of the cluster organisation")
    if both == 1:
        return say("The one leader firm is not a member of the cluster organisation")
    if not outside:
        return say("All {n} leader firms are members of the cluster organisation", n=both)
    if not inside:
        return say(
            "Not one of the {n} leader firms is a member of the cluster organisation", n=both
        )
    return say_n(
        outside,
        "{n} of {firms} leader firms is not a member of the cluster organisation",
        "{n} of {firms} leader firms are not members of the cluster organisation",
        firms=both,
    )


def _finding(claim: str, rest: tuple[str, ...], rows: pd.DataFrame) -> Finding:
    return Finding("representation", "production", claim, rest, rows, source="eulac2015")

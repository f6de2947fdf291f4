"""What a row says in words: how the clusters differ, how sure that is, what could follow."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tiesnet.inference.compare.blocks import CHANCE
from tiesnet.inference.compare.cluster import Cluster
from tiesnet.inference.compare.opportunities import FACTS, LEVEL, RULES
from tiesnet.inference.compare.rows import Row
from tiesnet.inference.compare.words import listed, value_words
from tiesnet.inference.result import TestResult
from tiesnet.inference.words import p_said
from tiesnet.language import say, word

FAR = 2.0
"""Standard deviations from chance from which a number is called more or less than chance."""


def extremes(row: Row) -> tuple[int, int]:
    """Give the places of the highest and the lowest value."""
    known = row.known()
    return max(known, key=row.values.__getitem__), min(known, key=row.values.__getitem__)


def tested(row: Row) -> TestResult | None:
    """Give the test of the highest against the lowest value."""
    high, low = extremes(row)
    return row.tests.get((high, low)) or row.tests.get((low, high))


def p_of(row: Row) -> float:
    """Give the p of the highest against the lowest value; NaN where it is not tested.

    Of several clusters the two that differ most are chosen after looking, so that their p is
    multiplied by the number of pairs (Bonferroni).
    """
    found = tested(row) if len(row.known()) > 1 else None
    return float("nan") if found is None else min(1.0, found.p * len(row.tests))


def is_clear(row: Row) -> bool:
    """Tell whether the highest and the lowest value differ by more than resampling gives."""
    return p_of(row) <= LEVEL


def _p_words(row: Row) -> str:
    if len(row.tests) > 1:
        return say("({p}, for {n} pairs)", p=p_said(p_of(row)), n=len(row.tests))
    return f"({p_said(p_of(row))})"


def comparison(row: Row, clusters: Sequence[Cluster]) -> str:
    """Say how the clusters differ in one measure; empty when only one of them tells it."""
    if len(row.known()) < 2:
        return ""
    if row.unlike:
        return say("Not comparable: {unlike}.", unlike=row.unlike)
    high, low = extremes(row)
    names = clusters[high].name, clusters[low].name
    said = _difference(row, names, len(row.known()) > 2)
    beside = _chance(row, clusters)
    missing = [c.name for k, c in enumerate(clusters) if k not in row.known()]
    not_told = say("Not known of {missing}.", missing=listed(missing)) if missing else ""
    return " ".join(part for part in (said, beside, not_told) if part)


def _difference(row: Row, names: tuple[str, str], several: bool) -> str:
    high, low = extremes(row)
    gap = row.values[high] - row.values[low]
    if gap < 1e-9 * max(1.0, abs(row.values[high])):
        return say("Alike.")
    found = tested(row)
    more = (
        say("Highest in {names}, lowest in {names2}", names=names[0], names2=names[1])
        if several
        else say("Higher in {names}", names=names[0])
    )
    if found is None:
        same = cell(row, high) == cell(row, low)
        return say("{what}; not tested.", what=word("About the same") if same else more)
    what = more if is_clear(row) else word("No clear difference")
    return say("{what} {p}.", what=what, p=_p_words(row))


def _chance(row: Row, clusters: Sequence[Cluster]) -> str:
    """Say where a number is far from what chance gives for that size and number of ties."""
    if row.indicator.size != CHANCE:
        return ""
    z = {place: z_of(found) for place, found in row.chance.items()}
    told = {place: value for place, value in z.items() if not np.isnan(value)}
    if len(told) < 2:
        return ""
    groups: dict[str, list[str]] = {}
    for place, value in told.items():
        where = "above" if value >= FAR else "below" if value <= -FAR else "as"
        groups.setdefault(where, []).append(clusters[place].name)
    every = say("both") if len(told) == 2 else say("all")
    parts = [
        say(_PLACES[where], clusters=every if len(names) == len(told) else listed(names))
        for where, names in groups.items()
    ]
    return say("For its size: {parts}.", parts=", ".join(parts))


_PLACES = {
    "above": word("more than chance in {clusters}"),
    "below": word("less than chance in {clusters}"),
    "as": word("as chance in {clusters}"),
}


def z_of(found: TestResult) -> float:
    """Give how many standard deviations a number is from chance; NaN when chance never varies."""
    return (found.observed - found.expected) / found.sd if found.sd > 1e-12 else float("nan")


def opportunity(row: Row, clusters: Sequence[Cluster]) -> str:
    """Say what could follow, where a rule applies; else nothing."""
    fact = FACTS.get(row.indicator.key)
    if fact is not None:
        return fact(clusters)
    content = "" if row.relation is None else row.relation.content
    rule = RULES.get(f"{row.indicator.key} {content}") or RULES.get(row.indicator.key)
    if rule is None or not is_clear(row):
        return ""
    high, low = extremes(row)
    return say(rule.says, high=clusters[high].name, low=clusters[low].name)


def cell(row: Row, place: int) -> str:
    """Give the value of a cluster as it stands in the table."""
    return value_words(row.values[place], row.indicator.kind)


def headline(row: Row, clusters: Sequence[Cluster]) -> str:
    """Say a clear difference in one sentence, with its numbers."""
    high, low = extremes(row)
    unit = "" if row.indicator.kind == "percent" else f" {say(row.indicator.unit)}"
    return say(
        "{label}: {high}{unit} in {one}, {low} in {other}{p}.",
        label=say(row.label),
        high=cell(row, high),
        unit=unit,
        one=clusters[high].name,
        low=cell(row, low),
        other=clusters[low].name,
        p=f" {_p_words(row)}" if row.tests else "",
    )

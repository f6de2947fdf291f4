"""What is said about social capital: sentences, what was missing, what to keep in mind."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.diagnosis.capital.capital_profile import (
    DIMENSIONS,
    FEWEST,
    Item,
    low_everywhere,
    rank_correlation,
    summed_up,
)
from tiesnet.diagnosis.capital.capital_scales import FEW
from tiesnet.diagnosis.connection.register import few_answers
from tiesnet.diagnosis.evidence import Gap
from tiesnet.diagnosis.finding import Finding, Mention
from tiesnet.diagnosis.tested import how_tested
from tiesnet.diagnosis.words import count, mentions, percent
from tiesnet.inference import TestResult, permute_labels
from tiesnet.metrics import Measures

FEWEST_TESTED = 10
"""Fewer firms than this are not tested."""
_LEVEL, _NAMED = 0.05, 5
_ASK = {
    "bonding": "Ask every firm with whom it works, and let it choose from the list of all firms.",
    "bridging": "Ask every firm with whom it works, and let it choose from the list of all firms.",
    "linking": "Put associations, schools, agencies and banks on the list firms choose from.",
    "resources": "Ask every firm for its number of employees, and look up that of its partners.",
    "relational": "Ask whom each firm trades and cooperates with, whom it asks for advice or "
    "meets informally, and how far it trusts each partner on a stated scale.",
    "cognitive": "Put three to six statements on shared aims and language to every firm, answered "
    "on one scale from 1 to 5.",
    "international": "Ask in which country each partner is, and from which it comes.",
}


def closure_and_brokerage(
    found: Sequence[Item], replications: int, seed: int
) -> tuple[TestResult, int] | None:
    """Test whether firms with closed circles are those with few separate partners."""
    by = {item.dimension: item.values for item in found}
    both = pd.DataFrame({"x": by["bonding"], "y": by["bridging"]}).dropna()
    if len(both) < FEWEST_TESTED or np.isnan(rank_correlation(both["x"], both["y"])):
        return None
    brokerage = both["y"].rank().to_numpy(dtype=float)

    def together(closure: NDArray[np.float64]) -> dict[str, float]:
        return {"rank": float(np.corrcoef(closure, brokerage)[0, 1])}

    closure = both["x"].rank().to_numpy(dtype=float)
    tested = permute_labels(
        together,
        closure,
        replications=replications,
        seed=seed,
        null="closure shuffled among the firms that have both",
    )
    return tested["rank"], len(both)


def say_low(measures: Measures, places: pd.DataFrame, low: float) -> tuple[Finding, ...]:
    """Name the firms that are low in most dimensions."""
    table = low_everywhere(places, low)
    if table.empty:
        return ()
    names = measures.net.actors["name"]
    people = [Mention(str(k), str(names[k])) for k in table.index[:_NAMED]]
    more = len(table) - len(people)
    others = f", and {count(more, 'other', 'others')}" if more else ""
    stands = "firm stands" if len(table) == 1 else "firms stand"
    claim = (
        f"{len(table):,} {stands} in the lowest {percent(low)} in at least half of the dimensions"
    )
    rest = (
        " known of them: " if len(table) > 1 else " known of it: ",
        *mentions(people),
        others,
        ".",
    )
    caution = "Low among the firms of this survey; at least three dimensions are known."
    evidence = table.rename_axis("firm").reset_index()
    return (Finding("capital_low", "capital", claim, rest, evidence, caution, "nahapiet1998"),)


def say_unequal(found: Sequence[Item]) -> tuple[Finding, ...]:
    """Say which dimension is spread most unequally."""
    table = summed_up(found).dropna(subset=["gini"])
    if len(table) < 2:
        return ()
    row = table.loc[table["gini"].idxmax()]
    item = found[int(table["gini"].idxmax())]
    nothing, firms = int((item.values == 0).sum()), int(row["firms"])
    claim = f"{row['dimension']} social capital is spread most unequally: Gini {row['gini']:.2f}"
    having = f"; {nothing} of {count(firms, 'firm has', 'firms have')} none" if nothing else ""
    rest = f" ({item.label[0].lower()}{item.label[1:]}; 0 means all firms alike){having}."
    return (Finding("capital_unequal", "capital", claim, (rest,), table, "", "gini1912"),)


def say_embedded(found: Sequence[Item]) -> tuple[Finding, ...]:
    """Say how many business partners are embedded."""
    [values] = [item.values.dropna() for item in found if item.dimension == "relational"]
    if len(values) < FEWEST:
        return ()
    none = int((values == 0).sum())
    claim = f"On average {percent(float(values.mean()))} of a firm's business partners are embedded"
    rest = ": an informal tie or high trust stands beside the business"
    firms = count(len(values), "firm", "firms")
    for_none = f"; for {none} of {firms} this is true of no partner" if none else ""
    caution = (
        "More is not always better: Uzzi found firms with a mixture of embedded and other ties to "
        "survive more often."
    )
    return (
        Finding(
            "capital_embedded",
            "capital",
            claim,
            (rest + for_none + ".",),
            caution=caution,
            source="uzzi1996",
        ),
    )


def say_apart(tested: tuple[TestResult, int] | None) -> tuple[Finding, ...]:
    """Say whether closure and brokerage go together."""
    if tested is None or tested[0].p > _LEVEL:
        return ()
    result, firms = tested
    seldom = result.observed < 0
    claim = (
        "Closure (partners who know each other) and brokerage (partners who do not) "
        f"{'seldom go' if seldom else 'go'} together"
    )
    number = f"{result.observed:.2f}".replace("-", "−")
    rest = f": their rank correlation is {number} over {firms} firms (p = {result.p:.3f})"
    caution = "In part by construction: partners who know each other are not counted as separate."
    caution = f"{caution} {how_tested(result)}"
    return (
        Finding(
            "capital_apart",
            "capital",
            claim,
            (rest + ".",),
            caution=caution,
            source="burt1992",
        ),
    )


def say_reliable(table: pd.DataFrame, reliable: float) -> tuple[Finding, ...]:
    """Say whether the items of the scales hang together."""
    known = table.dropna(subset=["alpha"])
    made = []
    for row in known.itertuples(index=False):
        holds = row.alpha >= reliable
        says = "hang together" if holds else "do not hang together"
        claim = f"The {row.items} items of the scale {row.scale} {says}: "
        claim += f"Cronbach's alpha is {row.alpha:.2f}"
        rest = f" over {count(row.firms, 'firm', 'firms')}, with {reliable:g} as the usual line."
        caution = "Few firms: alpha is uncertain." if row.firms < FEW else ""
        made.append(
            Finding(
                "capital_scale", "capital", claim, (rest,), caution=caution, source="cronbach1951"
            )
        )
    return tuple(made)


def gaps(found: Sequence[Item]) -> tuple[Gap, ...]:
    """Say which dimensions cannot be shown, and what to ask."""
    made = []
    for item in found:
        known = int(item.values.notna().sum())
        if known >= FEWEST:
            continue
        why = item.reason or f"it is known of {count(known, 'firm', 'firms')} only"
        what = f"{DIMENSIONS[item.dimension]} social capital cannot be shown: {why}."
        made.append(Gap(what, _ASK[item.dimension]))
    return tuple(made)


def composite_gap(asked: bool, whole: pd.Series) -> tuple[Gap, ...]:
    """Say that a composite was asked for and cannot be made."""
    if not asked or len(whole):
        return ()
    what = "No composite can be made: no firm has a value in every dimension that is known."
    return (Gap(what, "Ask every firm all the questions, and remind those that left some out."),)


def cautions(
    measures: Measures, scales_: pd.DataFrame, items: pd.DataFrame, reliable: float
) -> tuple[str, ...]:
    """Say what to keep in mind."""
    said = [few_answers(measures)]
    weak = scales_[scales_["alpha"] < reliable]
    for name in weak["scale"]:
        said.append(f"Alpha of the scale {name} is below {reliable:g}: do not use its mean alone.")
    against = items[items["rest"] < 0]
    for row in against.itertuples(index=False):
        said.append(
            f"Answers to {row.item} run against the rest of the scale {row.scale}: check whether "
            "it is worded the other way round."
        )
    return tuple(text for text in said if text)

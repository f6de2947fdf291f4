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
from tiesnet.diagnosis.words import count, mentions, p_value, percent
from tiesnet.inference import TestResult, permute_labels
from tiesnet.language import localised, pieces_n, say, say_n, word
from tiesnet.metrics import Measures

FEWEST_TESTED = 10
"""Fewer firms than this are not tested."""
_LEVEL, _NAMED = 0.05, 5
_ASK = {
    "bonding": word(
        "Ask every firm with whom it works, and let it choose from the list of all firms."
    ),
    "bridging": word(
        "Ask every firm with whom it works, and let it choose from the list of all firms."
    ),
    "linking": word("Put associations, schools, agencies and banks on the list firms choose from."),
    "resources": word(
        "Ask every firm for its number of employees, and look up that of its partners."
    ),
    "relational": word(
        "Ask whom each firm trades and cooperates with, whom it asks for advice or "
        "meets informally, and how far it trusts each partner on a stated scale."
    ),
    "cognitive": word(
        "Put three to six statements on shared aims and language to every firm, answered "
        "on one scale from 1 to 5."
    ),
    "international": word("Ask in which country each partner is, and from which it comes."),
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
        null=word("closure shuffled among the firms that have both"),
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
    claim = say_n(
        len(table),
        "{n} firm stands in the lowest {share} in at least half of the dimensions",
        "{n} firms stand in the lowest {share} in at least half of the dimensions",
        share=percent(low),
    )
    rest = pieces_n(
        len(table), " known of it: {firms}", " known of them: {firms}", firms=mentions(people)
    )
    if more:
        rest += (say_n(more, ", and {n} other", ", and {n} others"),)
    rest += (".",)
    caution = say("Low among the firms of this survey; at least three dimensions are known.")
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
    claim = say(
        "{dimension} social capital is spread most unequally: Gini {gini}",
        dimension=say(str(row["dimension"])),
        gini=localised(f"{row['gini']:.2f}"),
    )
    rest = say(
        " ({measure}; 0 means all firms alike)",
        measure=f"{item.label[0].lower()}{item.label[1:]}",
    )
    if nothing:
        rest += say_n(
            nothing,
            "; {n} of {firms} has none",
            "; {n} of {firms} have none",
            firms=count(firms, "firm", "firms"),
        )
    rest += "."
    return (Finding("capital_unequal", "capital", claim, (rest,), table, "", "gini1912"),)


def say_embedded(found: Sequence[Item]) -> tuple[Finding, ...]:
    """Say how many business partners are embedded."""
    [values] = [item.values.dropna() for item in found if item.dimension == "relational"]
    if len(values) < FEWEST:
        return ()
    none = int((values == 0).sum())
    claim = say(
        "On average {share} of a firm's business partners are embedded",
        share=percent(float(values.mean())),
    )
    rest = say(": an informal tie or high trust stands beside the business")
    if none:
        rest += say(
            "; for {n} of {firms} this is true of no partner",
            n=none,
            firms=count(len(values), "firm", "firms"),
        )
    caution = say(
        "More is not always better: Uzzi found firms with a mixture of embedded and other ties to "
        "survive more often."
    )
    return (
        Finding(
            "capital_embedded",
            "capital",
            claim,
            (rest + ".",),
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
    if seldom:
        claim = say(
            "Closure (partners who know each other) and brokerage (partners who do not) seldom go "
            "together"
        )
    else:
        claim = say(
            "Closure (partners who know each other) and brokerage (partners who do not) go together"
        )
    number = localised(f"{result.observed:.2f}").replace("-", "−")
    rest = say(
        ": their rank correlation is {number} over {firms} firms ({p}).",
        number=number,
        firms=firms,
        p=p_value(result.p),
    )
    caution = say(
        "In part by construction: partners who know each other are not counted as separate."
    )
    caution = f"{caution} {how_tested(result)}"
    return (
        Finding(
            "capital_apart",
            "capital",
            claim,
            (rest,),
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
        told = {
            "items": int(row.items),
            "scale": str(row.scale),
            "alpha": localised(f"{row.alpha:.2f}"),
        }
        if holds:
            claim = say(
                "The {items} items of the scale {scale} hang together: Cronbach's alpha is {alpha}",
                **told,
            )
        else:
            claim = say(
                "The {items} items of the scale {scale} do not hang together: Cronbach's alpha is "
                "{alpha}",
                **told,
            )
        rest = say(
            " over {firms}, with {line} as the usual line.",
            firms=count(int(row.firms), "firm", "firms"),
            line=localised(f"{reliable:g}"),
        )
        caution = say("Few firms: alpha is uncertain.") if row.firms < FEW else ""
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
        why = item.reason or say("it is known of {firms} only", firms=count(known, "firm", "firms"))
        what = say(
            "{dimension} social capital cannot be shown: {why}.",
            dimension=say(DIMENSIONS[item.dimension]),
            why=why,
        )
        made.append(Gap(what, _ASK[item.dimension]))
    return tuple(made)


def composite_gap(asked: bool, whole: pd.Series) -> tuple[Gap, ...]:
    """Say that a composite was asked for and cannot be made."""
    if not asked or len(whole):
        return ()
    return (
        Gap(
            "No composite can be made: no firm has a value in every dimension that is known.",
            "Ask every firm all the questions, and remind those that left some out.",
        ),
    )


def cautions(
    measures: Measures, scales_: pd.DataFrame, items: pd.DataFrame, reliable: float
) -> tuple[str, ...]:
    """Say what to keep in mind."""
    said = [few_answers(measures)]
    weak = scales_[scales_["alpha"] < reliable]
    for name in weak["scale"]:
        said.append(
            say(
                "Alpha of the scale {scale} is below {line}: do not use its mean alone.",
                scale=str(name),
                line=localised(f"{reliable:g}"),
            )
        )
    against = items[items["rest"] < 0]
    for row in against.itertuples(index=False):
        said.append(
            say(
                "Answers to {item} run against the rest of the scale {scale}: check whether it is "
                "worded the other way round.",
                item=str(row.item),
                scale=str(row.scale),
            )
        )
    return tuple(text for text in said if text)

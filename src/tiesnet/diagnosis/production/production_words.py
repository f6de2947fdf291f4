"""What the organisation of production says in sentences: leaders, verdict, what is not known."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from tiesnet.diagnosis.connection.register import few_answers
from tiesnet.diagnosis.finding import Finding, Mention
from tiesnet.diagnosis.production.production_form import (
    HORIZONTAL,
    MIXED,
    VERTICAL,
    organisation,
    verdict,
)
from tiesnet.diagnosis.words import mentions, percent
from tiesnet.language import pieces, say, say_n
from tiesnet.metrics import Measures
from tiesnet.network import Network

_NAMED = 5


def say_organisation(
    net: Network, rows: pd.DataFrame, leaders: pd.DataFrame
) -> tuple[Finding, ...]:
    """Say how production is organised, and around whom."""
    whole = rows.iloc[0]
    names = net.actors["name"]
    people = [Mention(str(k), str(names[k])) for k in leaders["leader"].head(_NAMED)]
    known, share = int(whole["known"]), percent(whole["share"])
    rest: tuple[str | Mention, ...]
    if whole["verdict"] == MIXED:
        claim = say(
            "{leaders} leader firms have groups of their own, together {n} of {known} firms "
            "({share})",
            leaders=len(leaders),
            n=int(whole["grouped"]),
            known=known,
            share=share,
        )
        rest = _of_several(mentions(people), len(leaders) > _NAMED, percent(whole["inside"]))
    elif whole["verdict"] == VERTICAL:
        claim = say(
            "The largest group around a leader firm holds {share} of the {known} firms known",
            share=percent(whole["largest"]),
            known=known,
        )
        rest = pieces(": that of {leader}. Production is organised vertically.", leader=people[0])
    else:
        claim = say_n(
            int(whole["grouped"]),
            "{n} of {known} firms ({share}) is in a group around a leader firm",
            "{n} of {known} firms ({share}) are in a group around a leader firm",
            known=known,
            share=share,
        )
        rest = (_peers(int(whole["peers"])),)
        if whole["verdict"] != HORIZONTAL:
            rest = (say(", and no form of production organisation fits."),)
    finding = Finding("production", "production", claim, rest, rows, source="eulac2015")
    return (finding,)


def _of_several(
    people: tuple[str | Mention, ...], others: bool, share: str
) -> tuple[str | Mention, ...]:
    """Name the leaders, and say how far their groups stand apart."""
    if others:
        return pieces(
            ": {leaders} and others. Production is organised in a mixed way. {share} of the tied "
            "pairs among their firms lie in a group.",
            leaders=people,
            share=share,
        )
    return pieces(
        ": {leaders}. Production is organised in a mixed way. {share} of the tied pairs among "
        "their firms lie in a group.",
        leaders=people,
        share=share,
    )


def _peers(pairs: int) -> str:
    return say_n(
        pairs,
        ", and {n} pair of peers is tied. Production is organised horizontally.",
        ", and {n} pairs of peers are tied. Production is organised horizontally.",
    )


def say_cautions(
    measures: Measures, firms: pd.DataFrame, pairs: pd.DataFrame, grouped: float, half: float
) -> Iterator[str]:
    """Say what is not known, and what was chosen between equals."""
    few = few_answers(measures)
    if few:
        yield few
    unknown = int((firms["position"] == "unknown").sum())
    if unknown and _may_change(firms, pairs, grouped, half):
        yield say_n(
            unknown,
            "The place of {n} firm is not known, for want of an answer; knowing it may change the "
            "organisation found.",
            "The place of {n} firms is not known, for want of an answer; knowing it may change "
            "the organisation found.",
        )
    elif unknown:
        yield say_n(
            unknown,
            "The place of {n} firm is not known, for want of an answer.",
            "The place of {n} firms is not known, for want of an answer.",
        )
    equal = int((firms["equal"] > 1).sum())
    if equal:
        yield say_n(
            equal,
            "{n} firm has several main partners of equal size: a buyer was taken before a "
            "supplier, then the firm with more vertical partners.",
            "{n} firms have several main partners of equal size: a buyer was taken before a "
            "supplier, then the firm with more vertical partners.",
        )
    blind = int((firms["by"] == "tie").sum())
    if blind:
        yield say_n(
            blind,
            "Of {n} firm neither value nor strength of ties is known.",
            "Of {n} firms neither value nor strength of ties is known.",
        )


def _may_change(firms: pd.DataFrame, pairs: pd.DataFrame, grouped: float, half: float) -> bool:
    """Tell whether the verdict would differ if all firms not known followed the largest leader."""
    whole = organisation(firms, pairs, grouped, half).iloc[0]
    sizes = sorted(firms["leader"].value_counts().tolist(), reverse=True)
    unknown = len(firms) - int(whole["known"])
    far = [size + unknown * (place == 0) for place, size in enumerate(sizes)]
    both = {verdict(len(firms), now, whole["peers"], grouped, half) for now in (sizes, far)}
    return both != {whole["verdict"]}

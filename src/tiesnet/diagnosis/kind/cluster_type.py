"""Which of three types of cluster the evidence points to: survival, mass production, TNC."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.chain.tie_kinds import EXCHANGE, JOINT, tie_kinds
from tiesnet.diagnosis.connection.register import response
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field, Gap
from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.kind.phrases import either, firms_told
from tiesnet.diagnosis.words import count, percent
from tiesnet.language import localised, say, say_n, word
from tiesnet.metrics import Measures
from tiesnet.network import Network, tie_details

SURVIVAL, MASS, TNC = TYPES = word("survival"), word("mass production"), word("transnational")
_FIELDS = (
    Field("indicator", "What was looked at", "word"),
    Field("value", "What was found"),
    Field("rule", "What would point where"),
    Field("points_to", "Points to"),
)


class Cuts(NamedTuple):
    """The cut-offs, as shares from 0 to 1 unless said otherwise."""

    small: float
    registered: float
    joint: float
    trust: float
    exports: float
    foreign: float


class Sign(NamedTuple):
    """One indicator: what was found, which types it points to, or what was missing."""

    indicator: str
    rule: str
    value: str = ""
    points_to: tuple[str, ...] = ()
    missing: str = ""


@diagnosis(
    chapter="kind",
    label="Type of cluster",
    question="What type of cluster is this?",
    needs="employees, registration, exports and foreign ownership of the firms, their stages, and "
    "trust between partners: the more of them, the surer",
    limits="The three are ideal types drawn from Latin America; most clusters have traits of "
    "several. That no type fits is an answer. The cut-offs are reasoned, not calibrated.",
    source="altenburg1999",
)
def cluster_type(
    measures: Measures, *, fewest: int = 4, majority: float = 0.6, small: float = 0.9,
    exports: float = 0.5, foreign: float = 0.5, low: float = 0.5,
) -> Diagnosis:  # fmt: skip
    """Indicators that tell three types of cluster apart, and the type most of them point to.

    Survival clusters are made of micro and small firms, often not registered, that specialise
    and cooperate little. Clusters of mass producers mix petty producers with large firms and
    sell mostly at home. Clusters of transnational corporations are led by foreign plants that
    export and buy little from local firms (Altenburg and Meyer-Stamer 1999).

    Each indicator with data points to one type, to several or to none. A type is named when at
    least so many indicators have data (fewest), the given share of them points to it (majority),
    and to no other as many. Joint action and registration use the cut-off low, as does trust on
    its scale from 0 to 1. Firms count whether they answered or not where their attributes are
    known; ties as far as they are reported.
    """
    net = measures.net.inside()
    cuts = Cuts(small, low, low, low, exports, foreign)
    signs = [make(net, measures, cuts) for make in _SIGNS]
    known = [sign for sign in signs if not sign.missing]
    keys = [field.key for field in _FIELDS]
    rows = [{**sign._asdict(), "points_to": _listed(sign.points_to)} for sign in known]
    evidence = Evidence(
        "cluster_type",
        "Evidence, indicator by indicator",
        pd.DataFrame(rows, columns=keys),
        _FIELDS,
    )
    gaps = tuple(_gap(sign) for sign in signs if sign.missing)
    used = {
        word("Indicators needed"): fewest,
        word("Share that must point to a type"): majority,
        word("Small firms from"): small,
        word("Exports from"): exports,
        word("Foreign ownership from"): foreign,
        word("Low: registration, joint action, trust under"): low,
    }
    if len(known) < fewest:
        few = say_n(
            len(known),
            "Only {n} indicator has data: no type is named.",
            "Only {n} indicators have data: no type is named.",
        )
        return Diagnosis(tables=(evidence,), gaps=gaps, cautions=(few,), parameters=used)
    return Diagnosis(
        tables=(evidence,), findings=(_verdict(known, majority),), gaps=gaps, parameters=used
    )


def _listed(types: tuple[str, ...]) -> str:
    return either(types) if types else say("none of the three")


def _gap(sign: Sign) -> Gap:
    return Gap(say("{indicator}: not known.", indicator=say(sign.indicator)), sign.missing)


def votes(signs: list[Sign]) -> dict[str, int]:
    """Count how many indicators point to each type."""
    return {name: sum(name in sign.points_to for sign in signs) for name in TYPES}


def _verdict(known: list[Sign], majority: float) -> Finding:
    found = votes(known)
    best = max(TYPES, key=lambda name: found[name])
    alone = sum(found[name] == found[best] for name in TYPES) == 1
    if not alone or found[best] < majority * len(known):
        said = ", ".join(
            say_n(found[name], "{n} points to {type}", "{n} point to {type}", type=say(name))
            for name in TYPES
            if found[name]
        )
        claim = say("No type of the three fits well")
        rest = say_n(
            len(known),
            ": of {n} indicator, which may point to several, {votes}.",
            ": of {n} indicators, which may point to several, {votes}.",
            votes=said or say("not one points to any of them"),
        )
    else:
        claim = type_claim(best)
        rest = say(
            ": {n} of {indicators} with data.",
            n=found[best],
            indicators=count(len(known), "indicator", "indicators"),
        )
    caution = say("An ideal type, not a verdict: look at the indicators.")
    return Finding("cluster_type", "kind", claim, (rest,), caution=caution, source="altenburg1999")


def type_claim(name: str) -> str:
    """Say that most of the evidence points to a type."""
    if name == SURVIVAL:
        return say("Most of the evidence points to a survival cluster of micro and small firms")
    if name == MASS:
        return say("Most of the evidence points to a cluster of mass producers, large and small")
    return say("Most of the evidence points to a cluster of transnational corporations")


def _firms(net: Network) -> pd.DataFrame:
    return net.actors[(net.actors["kind"] == "firm").to_numpy()]


def _numbers(firms: pd.DataFrame, name: str) -> pd.Series:
    if name not in firms:
        return pd.Series(dtype="float64")
    return pd.to_numeric(firms[name], errors="coerce").dropna().astype(float)


def _size(net: Network, _measures: Measures, cuts: Cuts) -> Sign:
    head = word("Size of the firms")
    rule = say(
        "{share} or more under 50 employees: survival; small ones beside firms of 250 and more: "
        "mass production",
        share=percent(cuts.small),
    )
    size = _numbers(_firms(net), "size")
    if size.empty:
        return Sign(head, rule, missing=say("Ask every firm for its employees."))
    small, large = float((size < 50).mean()), int((size >= 250).sum())
    value = say_n(
        large,
        "{share} of {firms} have under 50 employees, {n} has 250 or more",
        "{share} of {firms} have under 50 employees, {n} have 250 or more",
        share=percent(small),
        firms=count(len(size), "firm", "firms"),
    )
    points = (SURVIVAL,) if small >= cuts.small and not large else ()
    return Sign(head, rule, value, points or ((MASS,) if large and small > 0 else ()))


def _registered(net: Network, _measures: Measures, cuts: Cuts) -> Sign:
    head = word("Registered firms")
    rule = say("Under {share}: survival", share=percent(cuts.registered))
    firms = _firms(net)
    known = firms["registered"].dropna() if "registered" in firms else pd.Series(dtype="object")
    if known.empty:
        ask = say("Ask every firm whether it is formally registered.")
        return Sign(head, rule, missing=ask)
    share = float(known.astype(bool).mean())
    number = count(len(known), "firm", "firms")
    value = say("{share} of {firms}", share=percent(share), firms=number)
    return Sign(head, rule, value, (SURVIVAL,) if share < cuts.registered else (MASS, TNC))


def _joint(net: Network, measures: Measures, cuts: Cuts) -> Sign:
    head = word("Firms in joint action")
    rule = say("Under {share}: survival or mass production", share=percent(cuts.joint))
    answered = net.respondents.observed().to_numpy()
    firm = (net.actors["kind"] == "firm").to_numpy()
    told = np.flatnonzero(answered & firm)
    kinds = tie_kinds(net.along_flow())
    asked = net.layers["content"].eq("cooperation").any() or (kinds["kind"] == JOINT).any()
    if not asked or not len(told):
        return Sign(head, rule, missing=say("Ask with whom firms work together on purpose."))
    joint = kinds[(kinds["kind"] == JOINT) & kinds["bilateral"]]
    share = float(np.isin(told, joint[["source", "target"]].to_numpy()).mean())
    firms = firms_told(len(told), not response(measures).assumed)
    value = say("{share} of {firms}", share=percent(share), firms=firms)
    return Sign(head, rule, value, (SURVIVAL, MASS) if share < cuts.joint else ())


def _trust(net: Network, _measures: Measures, cuts: Cuts) -> Sign:
    head = word("Trust between partners")
    rule = say(
        "Under {trust} on a scale from 0 to 1: survival or mass production",
        trust=localised(f"{cuts.trust:g}"),
    )
    trust = tie_details(net)["trust_share"].dropna()
    if trust.empty:
        return Sign(head, rule, missing=say("Ask how far firms trust each partner."))
    mean = float(trust.mean())
    ties = count(len(trust), "tie", "ties")
    value = say("{mean} over {ties}", mean=localised(f"{mean:.2f}"), ties=ties)
    return Sign(head, rule, value, (SURVIVAL, MASS) if mean < cuts.trust else ())


def _stages(net: Network, _measures: Measures, _cuts: Cuts) -> Sign:
    head = word("Stages of the chain inside")
    rule = say("One or two: survival; three or more: mass production or transnational")
    found = [own for own in _firms(net)["stages"] if own]
    if not found:
        return Sign(head, rule, missing=say("Ask every firm for its stage of the chain."))
    many = len({stage for own in found for stage in own})
    value = say(
        "{stages} among {firms}",
        stages=count(many, "stage", "stages"),
        firms=count(len(found), "firm", "firms"),
    )
    return Sign(head, rule, value, (SURVIVAL,) if many <= 2 else (MASS, TNC))


def _exports(net: Network, _measures: Measures, cuts: Cuts) -> Sign:
    head = word("Exports")
    rule = say(
        "{share} of sales or more: transnational; less: the other two", share=percent(cuts.exports)
    )
    share = _numbers(_firms(net), "exports")
    if share.empty:
        ask = say("Ask every firm for the share of its sales it exports.")
        return Sign(head, rule, missing=ask)
    mean = float(share.mean())
    firms = count(len(share), "firm", "firms")
    value = say("{share} of sales on average over {firms}", share=percent(mean), firms=firms)
    return Sign(head, rule, value, (TNC,) if mean >= cuts.exports else (SURVIVAL, MASS))


def _foreign(net: Network, _measures: Measures, cuts: Cuts) -> Sign:
    head = word("Foreign ownership")
    rule = say(
        "Firms at least half foreign employ {share} or more of all: transnational; less: the other "
        "two",
        share=percent(cuts.foreign),
    )
    firms = _firms(net)
    share, size = _numbers(firms, "foreign_owned"), _numbers(firms, "size")
    both = share.index.intersection(size.index)
    if share.empty or not len(both) or not size[both].sum():
        ask = say("Ask every firm for foreign owners and employees.")
        return Sign(head, rule, missing=ask)
    weight = float(size[both][share[both] >= 0.5].sum() / size[both].sum())
    value = say(
        "{share} of the employees of {firms}",
        share=percent(weight),
        firms=count(len(both), "firm", "firms"),
    )
    return Sign(head, rule, value, (TNC,) if weight >= cuts.foreign else (SURVIVAL, MASS))


def _suppliers(net: Network, measures: Measures, cuts: Cuts) -> Sign:
    head = word("Local suppliers of foreign firms")
    rule = say("Under {share} of their suppliers: transnational", share=percent(cuts.foreign))
    share = _numbers(_firms(net), "foreign_owned")
    led = set(share.index[share >= 0.5])
    local = set(share.index[share < 0.5])
    whole = measures.net.along_flow()
    ties = tie_kinds(whole)
    ids = whole.actors.index
    trade = ties[ties["kind"].isin([EXCHANGE, JOINT]) & (ties["content"] == "trade")]
    ends = trade[["source", "target"]].to_numpy()
    inside = set(_firms(net).index)
    pairs = {(str(ids[a]), str(ids[b])) for a, b in ends if ids[b] in led}
    # Of a supplier inside whose owners nobody tells it is not known whether it is a local one.
    pairs = {pair for pair in pairs if pair[0] not in inside or pair[0] in share.index}
    if not pairs:
        missing = say("Ask firms whether they are foreign owned, and from whom they buy.")
        return Sign(head, rule, missing=missing)
    mean = sum(one in local for one, _ in pairs) / len(pairs)
    value = say_n(
        len(pairs),
        "{share} of {n} supply tie to foreign firms",
        "{share} of {n} supply ties to foreign firms",
        share=percent(mean),
    )
    return Sign(head, rule, value, (TNC,) if mean < cuts.foreign else ())


_SIGNS: tuple[Callable[[Network, Measures, Cuts], Sign], ...] = (
    _size,
    _registered,
    _stages,
    _joint,
    _trust,
    _exports,
    _foreign,
    _suppliers,
)

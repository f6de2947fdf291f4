"""Which of three types of cluster the evidence points to: survival, mass production, TNC."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.chain.tie_kinds import EXCHANGE, JOINT, tie_kinds
from tiesnet.diagnosis.connection.register import that_answered
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field, Gap
from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.words import count, percent
from tiesnet.metrics import Measures
from tiesnet.network import Network, tie_details

SURVIVAL, MASS, TNC = "survival", "mass production", "transnational"
TYPES = {
    SURVIVAL: "survival cluster of micro and small firms",
    MASS: "cluster of mass producers, large and small",
    TNC: "cluster of transnational corporations",
}
_FIELDS = (
    Field("indicator", "What was looked at"),
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
    gaps = tuple(Gap(f"{s.indicator}: not known.", s.missing) for s in signs if s.missing)
    used = {
        "Indicators needed": fewest,
        "Share that must point to a type": majority,
        "Small firms from": small,
        "Exports from": exports,
        "Foreign ownership from": foreign,
        "Low: registration, joint action, trust under": low,
    }
    if len(known) < fewest:
        few = (
            f"Only {count(len(known), 'indicator has', 'indicators have')} data: no type is named."
        )
        return Diagnosis(tables=(evidence,), gaps=gaps, cautions=(few,), parameters=used)
    return Diagnosis(
        tables=(evidence,), findings=(_verdict(known, majority),), gaps=gaps, parameters=used
    )


def _listed(types: tuple[str, ...]) -> str:
    return " or ".join(types) if types else "none of the three"


def votes(signs: list[Sign]) -> dict[str, int]:
    """Count how many indicators point to each type."""
    return {name: sum(name in sign.points_to for sign in signs) for name in TYPES}


def _verdict(known: list[Sign], majority: float) -> Finding:
    found = votes(known)
    best = max(TYPES, key=lambda name: found[name])
    alone = sum(found[name] == found[best] for name in TYPES) == 1
    if not alone or found[best] < majority * len(known):
        said = ", ".join(
            f"{found[name]} point{'s' if found[name] == 1 else ''} to {name}"
            for name in TYPES
            if found[name]
        )
        claim = "No type of the three fits well"
        said = said or "not one points to any of them"
        rest = f": of {len(known)} indicators, which may point to several, {said}."
    else:
        claim = f"Most of the evidence points to a {TYPES[best]}"
        rest = f": {found[best]} of {count(len(known), 'indicator', 'indicators')} with data."
    caution = "An ideal type, not a verdict: look at the indicators."
    return Finding("cluster_type", "kind", claim, (rest,), caution=caution, source="altenburg1999")


def _firms(net: Network) -> pd.DataFrame:
    return net.actors[(net.actors["kind"] == "firm").to_numpy()]


def _numbers(firms: pd.DataFrame, name: str) -> pd.Series:
    if name not in firms:
        return pd.Series(dtype="float64")
    return pd.to_numeric(firms[name], errors="coerce").dropna().astype(float)


def _size(net: Network, _measures: Measures, cuts: Cuts) -> Sign:
    head = "Size of the firms"
    rule = (
        f"{percent(cuts.small)} or more under 50 employees: survival; small ones beside firms of "
        "250 and more: mass production"
    )
    size = _numbers(_firms(net), "size")
    if size.empty:
        return Sign(head, rule, missing="Ask every firm for its employees.")
    small, large = float((size < 50).mean()), int((size >= 250).sum())
    value = (
        f"{percent(small)} of {count(len(size), 'firm', 'firms')} have under 50 employees, "
        f"{large} have 250 or more"
    )
    points = (SURVIVAL,) if small >= cuts.small and not large else ()
    return Sign(head, rule, value, points or ((MASS,) if large and small > 0 else ()))


def _registered(net: Network, _measures: Measures, cuts: Cuts) -> Sign:
    head, rule = "Registered firms", f"Under {percent(cuts.registered)}: survival"
    firms = _firms(net)
    known = firms["registered"].dropna() if "registered" in firms else pd.Series(dtype="object")
    if known.empty:
        return Sign(head, rule, missing="Ask every firm whether it is formally registered.")
    share = float(known.astype(bool).mean())
    value = f"{percent(share)} of {count(len(known), 'firm', 'firms')}"
    return Sign(head, rule, value, (SURVIVAL,) if share < cuts.registered else (MASS, TNC))


def _joint(net: Network, measures: Measures, cuts: Cuts) -> Sign:
    head = "Firms in joint action"
    rule = f"Under {percent(cuts.joint)}: survival or mass production"
    answered = net.respondents.observed().to_numpy()
    firm = (net.actors["kind"] == "firm").to_numpy()
    told = np.flatnonzero(answered & firm)
    kinds = tie_kinds(net.along_flow())
    asked = net.layers["content"].eq("cooperation").any() or (kinds["kind"] == JOINT).any()
    if not asked or not len(told):
        return Sign(head, rule, missing="Ask with whom firms work together on purpose.")
    joint = kinds[(kinds["kind"] == JOINT) & kinds["bilateral"]]
    share = float(np.isin(told, joint[["source", "target"]].to_numpy()).mean())
    value = f"{percent(share)} of {count(len(told), 'firm', 'firms')}{that_answered(measures)}"
    return Sign(head, rule, value, (SURVIVAL, MASS) if share < cuts.joint else ())


def _trust(net: Network, _measures: Measures, cuts: Cuts) -> Sign:
    head = "Trust between partners"
    rule = f"Under {cuts.trust:g} on a scale from 0 to 1: survival or mass production"
    trust = tie_details(net)["trust_share"].dropna()
    if trust.empty:
        return Sign(head, rule, missing="Ask how far firms trust each partner.")
    mean = float(trust.mean())
    value = f"{mean:.2f} over {count(len(trust), 'tie', 'ties')}"
    return Sign(head, rule, value, (SURVIVAL, MASS) if mean < cuts.trust else ())


def _stages(net: Network, _measures: Measures, _cuts: Cuts) -> Sign:
    head = "Stages of the chain inside"
    rule = "One or two: survival; three or more: mass production or transnational"
    found = [own for own in _firms(net)["stages"] if own]
    if not found:
        return Sign(head, rule, missing="Ask every firm for its stage of the chain.")
    many = len({stage for own in found for stage in own})
    value = f"{count(many, 'stage', 'stages')} among {count(len(found), 'firm', 'firms')}"
    return Sign(head, rule, value, (SURVIVAL,) if many <= 2 else (MASS, TNC))


def _exports(net: Network, _measures: Measures, cuts: Cuts) -> Sign:
    head = "Exports"
    rule = f"{percent(cuts.exports)} of sales or more: transnational; less: the other two"
    share = _numbers(_firms(net), "exports")
    if share.empty:
        return Sign(head, rule, missing="Ask every firm for the share of its sales it exports.")
    mean = float(share.mean())
    value = f"{percent(mean)} of sales on average over {count(len(share), 'firm', 'firms')}"
    return Sign(head, rule, value, (TNC,) if mean >= cuts.exports else (SURVIVAL, MASS))


def _foreign(net: Network, _measures: Measures, cuts: Cuts) -> Sign:
    head = "Foreign ownership"
    rule = (
        f"Firms at least half foreign employ {percent(cuts.foreign)} or more of all: "
        "transnational; less: the other two"
    )
    firms = _firms(net)
    share, size = _numbers(firms, "foreign_owned"), _numbers(firms, "size")
    both = share.index.intersection(size.index)
    if share.empty or not len(both) or not size[both].sum():
        return Sign(head, rule, missing="Ask every firm for foreign owners and employees.")
    weight = float(size[both][share[both] >= 0.5].sum() / size[both].sum())
    value = f"{percent(weight)} of the employees of {count(len(both), 'firm', 'firms')}"
    return Sign(head, rule, value, (TNC,) if weight >= cuts.foreign else (SURVIVAL, MASS))


def _suppliers(net: Network, measures: Measures, cuts: Cuts) -> Sign:
    head = "Local suppliers of foreign firms"
    rule = f"Under {percent(cuts.foreign)} of their suppliers: transnational"
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
        missing = "Ask firms whether they are foreign owned, and from whom they buy."
        return Sign(head, rule, missing=missing)
    mean = sum(one in local for one, _ in pairs) / len(pairs)
    value = f"{percent(mean)} of {count(len(pairs), 'supply tie', 'supply ties')} to foreign firms"
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

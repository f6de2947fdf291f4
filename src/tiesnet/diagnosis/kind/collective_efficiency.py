"""Collective efficiency: what clustering gives by itself beside what firms do on purpose."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.chain.tie_kinds import EXCHANGE, JOINT, TALK, multilateral_groups, tie_kinds
from tiesnet.diagnosis.connection.register import few_answers, response
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field, Gap
from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.kind.phrases import firms_told, kind_said
from tiesnet.diagnosis.words import count, percent
from tiesnet.language import say, say_n, word
from tiesnet.metrics import Measures, alike
from tiesnet.network import Network

EXTERNAL, ACTION = word("external economies"), word("joint action")
_FIELDS = (
    Field("side", "Side", "word"),
    Field("indicator", "What was looked at", "word"),
    Field("value", "What was found"),
    Field("share", "Share", "percent"),
)


@diagnosis(
    chapter="kind",
    label="Collective efficiency",
    question="What does the cluster give by itself, and what do firms do on purpose?",
    needs="the sector and stage of firms, trade and cooperation ties, advice or friendship ties, "
    "and memberships",
    limits="It counts who takes part, not what it earned them. Supplies and talk are taken as "
    "signs of external economies, which cannot be seen directly.",
    source="schmitz1995, schmitz1999",
)
def collective_efficiency(measures: Measures) -> Diagnosis:
    """External economies, which come with clustering, beside joint action, which is deliberate.

    External economies: how many firms share the main sector, how many stages are there, how many
    supplies come from inside the cluster, how many firms talk without an agreement, which kinds
    of institutions are there. Joint action: firms and pairs that cooperate or specify their trade
    jointly, and bodies of three or more firms. Shares of firms are over those that answered every
    question; a firm takes part when any end reports the tie.
    """
    net = measures.net.inside()
    kinds = tie_kinds(net.along_flow())
    told = _told(net)
    rows = [*_economies(measures, net, kinds, told), *_actions(net, kinds, told)]
    asked = set(net.layers["content"].dropna())
    gaps = tuple(gap for content, gap in _ASKED.items() if content not in asked)
    table = pd.DataFrame(rows, columns=[field.key for field in _FIELDS])
    evidence = Evidence("collective_efficiency", "Both sides", table, _FIELDS)
    caution = few_answers(measures)
    found = _finding(kinds, told, asked, not response(measures).assumed)
    return Diagnosis(
        tables=(evidence,) if rows else (),
        findings=(found,) if found is not None else (),
        gaps=gaps,
        cautions=(caution,) if caution else (),
    )


_ASKED = {
    "cooperation": Gap(
        "Joint action between firms is not known.",
        "Ask with whom firms work together on purpose: projects, joint purchases, fairs.",
    ),
    "trade": Gap("Supplies inside the cluster are not known.", "Ask from whom firms buy."),
    "knowledge": Gap("Talk between firms is not known.", "Ask whom firms turn to for advice."),
}


def _told(net: Network) -> NDArray[np.intp]:
    """Give the places of the firms that answered every question."""
    firm = (net.actors["kind"] == "firm").to_numpy()
    return np.flatnonzero(firm & net.respondents.observed().to_numpy())


def _row(side: str, indicator: str, value: str, share: float = float("nan")) -> dict[str, object]:
    return {"side": side, "indicator": indicator, "value": value, "share": share}


def _takes_part(kinds: pd.DataFrame, told: NDArray[np.intp], which: str) -> float:
    ties = kinds[(kinds["kind"] == which) & kinds["bilateral"]]
    ends = ties[["source", "target"]].to_numpy()
    return float(np.isin(told, ends).mean()) if len(told) else float("nan")


def _pairs(kinds: pd.DataFrame, which: str) -> int:
    ties = kinds[(kinds["kind"] == which) & kinds["bilateral"]]
    ends = np.sort(ties[["source", "target"]].to_numpy(), axis=1)
    return len(np.unique(ends, axis=0))


def _economies(
    measures: Measures, net: Network, kinds: pd.DataFrame, told: NDArray[np.intp]
) -> list[dict[str, object]]:
    firms = net.actors[(net.actors["kind"] == "firm").to_numpy()]
    rows = []
    sectors = alike(firms["sector"]).dropna() if "sector" in firms else pd.Series(dtype="object")
    if len(sectors):
        many = sectors.value_counts()
        main, most = min(many.index[many == many.max()]), int(many.max())
        shown = min(firms.loc[sectors.index[sectors == main], "sector"].astype(str).str.strip())
        named = count(len(sectors), "firm", "firms")
        words = say("{n} of {firms} in {sector}", n=most, firms=named, sector=shown)
        rows.append(_row(EXTERNAL, word("Firms of the main sector"), words, most / len(sectors)))
    stages = {stage for own in firms["stages"] for stage in own}
    if stages:
        words = say_n(
            len(stages), "{n} stage of the chain inside", "{n} stages of the chain inside"
        )
        rows.append(_row(EXTERNAL, word("Division of labour"), words))
    rows += _supplies(measures)
    for which, words in (
        (EXCHANGE, word("Firms that trade with each other")),
        (TALK, word("Firms that talk with each other")),
    ):
        pairs = _pairs(kinds, which)
        if pairs:
            share, said = _takes_part(kinds, told, which), count(pairs, "pair", "pairs")
            rows.append(_row(EXTERNAL, words, said, share))
    helpers = net.actors["kind"][(net.actors["kind"] != "firm").to_numpy()]
    if len(helpers):
        named = ", ".join(sorted({kind_said(str(kind)) for kind in helpers}))
        said = say(
            "{institutions}: {kinds}",
            institutions=count(len(helpers), "institution", "institutions"),
            kinds=named,
        )
        rows.append(_row(EXTERNAL, word("Institutions inside"), said))
    return rows


def _supplies(measures: Measures) -> list[dict[str, object]]:
    """Say how many of the supplies that firms inside name come from inside."""
    net = measures.net
    kinds = tie_kinds(net.along_flow())
    inside = net.actors["in_cluster"].to_numpy(dtype=bool)
    ties = kinds[(kinds["content"] == "trade") & kinds["bilateral"]]
    ties = ties[inside[ties["target"].to_numpy()]]
    if ties.empty or inside.all():
        return []
    local = int(inside[ties["source"].to_numpy()].sum())
    words = say_n(
        len(ties),
        "{local} of {n} supply tie of firms inside",
        "{local} of {n} supply ties of firms inside",
        local=local,
    )
    return [_row(EXTERNAL, word("Supplies from inside"), words, local / len(ties))]


def _actions(net: Network, kinds: pd.DataFrame, told: NDArray[np.intp]) -> list[dict[str, object]]:
    rows = []
    if (net.layers["content"] == "cooperation").any() or (kinds["kind"] == JOINT).any():
        said = count(_pairs(kinds, JOINT), "pair", "pairs")
        rows.append(
            _row(ACTION, word("Firms in joint action"), said, _takes_part(kinds, told, JOINT))
        )
        for way, indicator in (
            ("horizontal", word("In horizontal joint action")),
            ("vertical", word("In vertical joint action")),
        ):
            part = kinds[kinds["orientation"] == way]
            words = count(_pairs(part, JOINT), "pair", "pairs")
            share = _takes_part(part, told, JOINT)
            rows.append(_row(ACTION, indicator, words, share))
    groups = multilateral_groups(net)
    groups = groups[groups["apart"] == ""]
    if len(groups):
        members = {one for ids in groups["members"] for one in ids}
        firms = int((net.actors["kind"] == "firm").sum())
        words = say(
            "{bodies} with {firms}",
            bodies=count(len(groups), "body", "bodies"),
            firms=count(len(members), "firm", "firms"),
        )
        share = len(members) / firms
        rows.append(_row(ACTION, word("Bodies of three or more firms"), words, share))
    return rows


def _finding(
    kinds: pd.DataFrame, told: NDArray[np.intp], asked: set[str], answered: bool
) -> Finding | None:
    if not len(told) or "cooperation" not in asked:
        return None
    joint = kinds[kinds["kind"] == JOINT]
    other = kinds[kinds["kind"].isin([EXCHANGE, TALK])]
    act = round(_takes_part(joint, told, JOINT) * len(told))
    claim = say_n(
        act,
        "{n} of {firms} works together on purpose",
        "{n} of {firms} work together on purpose",
        firms=firms_told(len(told), answered),
    )
    if other.empty:
        return Finding("collective_efficiency", "kind", claim, (".",), source="schmitz1999")
    ends = other.loc[other["bilateral"], ["source", "target"]].to_numpy()
    live = float(np.isin(told, ends).mean())
    rest = say(" with another firm; {share} trade or talk with others.", share=percent(live))
    return Finding("collective_efficiency", "kind", claim, (rest,), source="schmitz1999")

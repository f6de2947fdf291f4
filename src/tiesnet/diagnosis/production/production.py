"""Who organises production: leader firms with their groups, one big group, or peers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.connection.register import ENOUGH, few_answers
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field, Gap
from tiesnet.diagnosis.finding import Finding, Mention
from tiesnet.diagnosis.production.production_form import (
    FEWEST_STAGE,
    HORIZONTAL,
    MIXED,
    VERTICAL,
    organisation,
    verdict,
)
from tiesnet.diagnosis.words import mentions, percent
from tiesnet.language import pieces, say, say_n, word
from tiesnet.metrics import Measures, catalogue, production_groups
from tiesnet.network import Network, adjacency, tie_parts

_FEWEST, _NAMED = 10, 5
_VERDICT = (
    Field("where", "Where", "stage"),
    Field("firms", "Firms", "count"),
    Field("known", "Known", "count", "firms", "Firms whose place can be told."),
    Field("grouped", "In a group", "count", "firms", "Leaders, and firms that follow one."),
    Field("share", "Share in a group", "percent", definition="Of the firms whose place is known."),
    Field("groups", "Groups", "count", definition="Leaders with at least one of these firms."),
    Field("largest", "Largest group", "percent", definition="Its share of the known firms."),
    Field("peers", "Horizontal ties", "count", "pairs", "Tied pairs of peers with an end here."),
    Field("verdict", "Organisation", "word"),
    Field("modularity", "Modularity of the groups", "number", "index",
          "Share of ties inside the groups, less what the firms' numbers of ties would give. "
          "Over all ties between firms in groups, arrows ignored."),
    Field("inside", "Ties inside a group", "percent",
          definition="Of the tied pairs in which both firms are in a group."),
)  # fmt: skip
_LEADERS = (
    Field("leader", "Leader", "actor"),
    Field("stage", "Stage", "stage"),
    Field("followers", "Main partner of", "count", "firms"),
    Field("sure", "Of these, without an equal", "count", "firms",
          "Firms that have no other partner as large."),
    Field("sell", "Of these, sell to it", "count", "firms"),
    Field("group", "Firms in its group", "count", "firms", "The leader and all tiers."),
    Field("tiers", "Tiers", "count", definition="Steps of the firm farthest from the leader."),
    Field("inside", "Tied pairs inside", "count", "pairs", "Any kind of tie."),
    Field("others", "To other groups", "count", "pairs", "Any kind of tie."),
    Field("members", "Who follows it", "actors"),
)  # fmt: skip
_BETWEEN = (
    Field("one", "Group of", "actor"),
    Field("other", "and group of", "actor"),
    Field("vertical", "Vertical ties", "count", "pairs"),
    Field("pairs", "Any tie", "count", "pairs"),
    Field("leaders", "Leaders tied", "flag"),
)
_FIRMS = (
    Field("firm", "Firm", "actor"),
    Field("stage", "Stage", "stage"),
    Field("position", "Position", "word"),
    Field("leader", "Leader", "actor"),
    Field("tier", "Tier", "count", "steps", "Steps along main partners to the leader."),
    Field("main_partner", "Main partner", "actor"),
    Field("by", "Chosen by", "word"),
    Field("equal", "Partners as large", "count", definition="The main partner included."),
    Field("partners", "Vertical partners", "count"),
    Field("followers", "Main partner of", "count", "firms"),
    Field("reason", "Why in no group", "word"),
)


@diagnosis(
    chapter="production",
    label="Production organisation",
    question="Do leader firms organise production, or do firms work as peers?",
    needs="who buys from whom, best with the money per year, else with a strength",
    limits="It follows the largest partner only, and sees partners inside the cluster only: a firm "
    "that works mostly for a buyer elsewhere looks independent here. A main partner is not yet a "
    "partner who commands.",
    source="eulac2015",
)
def production_organisation(
    measures: Measures, *, followers: int = 3, grouped: float = 0.2, half: float = 0.5
) -> Diagnosis:
    """Whether firms gather around leader firms, around one, or stand as peers.

    The main partner of a firm is the one with the largest value of vertical ties inside the
    cluster; a firm without values goes by the strongest tie. Where the survey asks for trade,
    trade alone counts. A leader is the main partner of at least three firms. Each firm follows
    main partners, step by step, to a leader (its tier is the number of steps); where they run in
    a circle or there is none, it is independent.

    The first that applies: under 20 % of the firms are in a group and there are horizontal ties:
    horizontal. Exactly one group holds at least half of the firms: vertical. Two groups or more:
    mixed, with leader firms. Else undetermined. The same for each stage, with its own firms; a
    firm in several stages counts with the first.

    Of equal main partners a buyer counts before a supplier, then the firm with more vertical
    partners, then the smaller id. A firm that did not answer about these ties has no known main
    partner and is left out of the shares; it can still be a leader, by what others say.
    """
    net = measures.net
    table = production_groups(net, followers=followers)
    firms = table.assign(stage=net.actors["stage"].reindex(table.index))
    pairs = _pairs(net)
    rows = organisation(firms, pairs, grouped, half)
    gaps = _gaps(net, firms)
    leaders = _leaders(firms, pairs)
    if len(leaders):
        rows = _separated(rows, net, firms, pairs)
    tables: tuple[Evidence, ...] = (
        Evidence("production", "How production is organised", rows, _VERDICT, _READING),
        Evidence("production_leaders", "Leader firms and their groups", leaders, _LEADERS),
        Evidence("production_between", "Ties between the groups", _between(leaders, firms, pairs),
                 _BETWEEN, "Groups with no tie between them are left out.", shown="folded"),
        Evidence("production_firms", "Main partners, leaders and tiers", _firms(firms), _FIRMS,
                 shown="workbook"),
    )  # fmt: skip
    if not (firms["partners"] > 0).any():
        tables = ()
    return Diagnosis(
        tables=tables,
        findings=() if gaps else _findings(net, rows, leaders),
        gaps=gaps,
        cautions=() if not tables else tuple(_cautions(measures, firms, pairs, grouped, half)),
        parameters={
            word("Firms whose main partner a leader is, at least"): followers,
            word("Share of firms in a group below which it is horizontal"): grouped,
            word("Share of firms in one group from which it is vertical"): half,
            word("Fewest firms with a known place"): _FEWEST,
            word("Fewest firms with a known place in a stage"): FEWEST_STAGE,
            word("Share of firms with a known place, at least"): ENOUGH,
        },
    )


_READING = word(
    "A group is a leader firm and the firms whose main partners lead to it. In a single stage, "
    "groups are counted with the firms of that stage only."
)


_BY = {
    "value": word("value"),
    "strength": word("strength"),
    "tie": word("a tie, its size not known"),
}


def _pairs(net: Network) -> pd.DataFrame:
    """Give every tied pair of firms inside once, with the orientations of its ties."""
    view = net.inside().firms().layer("all")
    ids, parts = view.actors.index.to_numpy(), tie_parts(view)
    ends = parts[["source", "target"]].to_numpy()
    made = pd.DataFrame({"low": ends.min(axis=1), "high": ends.max(axis=1)}).assign(
        horizontal=(parts["orientation"] == "horizontal").to_numpy(),
        vertical=(parts["orientation"] == "vertical").to_numpy(),
    )
    pairs = made.groupby(["low", "high"], as_index=False).max()
    return pairs.assign(low=ids[pairs["low"]], high=ids[pairs["high"]])


def _separated(
    rows: pd.DataFrame, net: Network, firms: pd.DataFrame, pairs: pd.DataFrame
) -> pd.DataFrame:
    """Add how separated the groups are to the row of the whole cluster."""
    leader = firms["leader"]
    one, other = pairs["low"].map(leader), pairs["high"].map(leader)
    both = one.notna() & other.notna()
    inside = float((one[both] == other[both]).mean()) if both.any() else np.nan
    blank = [np.nan] * (len(rows) - 1)
    return rows.assign(modularity=[_modularity(net, leader), *blank], inside=[inside, *blank])


def _modularity(net: Network, leader: pd.Series) -> float:
    view = net.inside().firms().layer("all")
    grouped = replace(view, actors=view.actors.assign(led_by=leader.reindex(view.actors.index)))
    if _sampled(net) or not adjacency(view).nnz:
        return np.nan
    return float(catalogue()["modularity_of"].function(grouped, by="led_by", arrows="ignored"))


def _leaders(firms: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    one, other = pairs["low"].map(firms["leader"]), pairs["high"].map(firms["leader"])
    rows = []
    leads = firms[firms["position"] == "leader"]
    for name, own in leads.iterrows():
        group = firms[firms["leader"] == name].sort_values("tier", kind="stable")
        direct = firms[firms["main_partner"] == name]
        far = pd.concat([other[one == name], one[other == name]])
        rows.append(
            {
                "leader": name,
                "stage": own["stage"],
                "followers": int(own["followers"]),
                "sure": int(own["sure_followers"]),
                "sell": int(direct["buyer"].sum()),
                "group": len(group),
                "tiers": int(group["tier"].max()),
                "inside": int(((one == name) & (other == name)).sum()),
                "others": int((far.notna() & (far != name)).sum()),
                "members": tuple(str(k) for k in group.index if k != name),
            }
        )
    made = pd.DataFrame(rows, columns=[field.key for field in _LEADERS])
    order = ["group", "followers", "leader"]
    return made.sort_values(order, ascending=[False, False, True], ignore_index=True)


def _between(leaders: pd.DataFrame, firms: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Count the tied pairs between groups; those with none are left out."""
    names = [field.key for field in _BETWEEN]
    place = pd.Series(leaders.index, index=leaders["leader"])
    ends = np.column_stack([pairs[end].map(firms["leader"]).map(place) for end in ("low", "high")])
    leads = pairs["low"].isin(place.index) & pairs["high"].isin(place.index)
    made = pairs.assign(one=ends.min(axis=1), other=ends.max(axis=1), leaders=leads)
    made = made[made["one"] < made["other"]]
    rows = made.groupby(["one", "other"], as_index=False).agg(
        vertical=("vertical", "sum"), pairs=("low", "size"), leaders=("leaders", "any")
    )
    for end in ("one", "other"):
        rows[end] = leaders["leader"].to_numpy(dtype=object)[rows[end].to_numpy(dtype=np.int64)]
    return rows[names]


def _firms(firms: pd.DataFrame) -> pd.DataFrame:
    made = firms.rename_axis("firm").reset_index()
    made["by"] = made["by"].map(_BY, na_action="ignore")
    for column in ("equal", "partners"):
        made[column] = made[column].astype(float).where(made["known"])
    rank = made["position"].map({"leader": 0, "follower": 1, "independent": 2, "unknown": 3})
    made = made.assign(rank=rank).sort_values(["rank", "leader", "tier", "firm"], ignore_index=True)
    return made[[field.key for field in _FIRMS]]


def _sampled(net: Network) -> bool:
    survey = net.origin.survey
    return survey is not None and str(survey.info.get("design", "")) in ("sample", "ego")


def _gaps(net: Network, firms: pd.DataFrame) -> tuple[Gap, ...]:
    known = int((firms["position"] != "unknown").sum())
    if _sampled(net):
        return (
            Gap(
                "How production is organised cannot be told from a sample of firms.",
                "Ask every firm of the cluster.",
            ),
        )
    if not (firms["partners"] > 0).any():
        return (
            Gap(
                "How production is organised cannot be said: no vertical tie between firms is "
                "known.",
                "Ask every firm whom it buys from and sells to, and for how much a year.",
            ),
        )
    if known < max(_FEWEST, ENOUGH * len(firms)):
        what = say_n(
            known,
            "How production is organised is not said: the place of {n} firm is known, of {firms}.",
            "How production is organised is not said: the place of {n} firms is known, of {firms}.",
            firms=len(firms),
        )
        return (Gap(what, "Ask the firms that did not answer for their largest partner."),)
    return ()


def _findings(net: Network, rows: pd.DataFrame, leaders: pd.DataFrame) -> tuple[Finding, ...]:
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


def _cautions(
    measures: Measures, firms: pd.DataFrame, pairs: pd.DataFrame, grouped: float, half: float
) -> Iterator[str]:
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

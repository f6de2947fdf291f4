"""Who organises production: leader firms with their groups, one big group, or peers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.connection.register import ENOUGH
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field, Gap
from tiesnet.diagnosis.production.production_form import (
    FEWEST_STAGE,
    organisation,
)
from tiesnet.diagnosis.production.production_words import say_cautions, say_organisation
from tiesnet.language import say_n, word
from tiesnet.metrics import Measures, catalogue, production_groups
from tiesnet.network import Network, adjacency, tie_parts

_FEWEST = 10
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
        findings=() if gaps else say_organisation(net, rows, leaders),
        gaps=gaps,
        cautions=() if not tables else tuple(say_cautions(measures, firms, pairs, grouped, half)),
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


_POSITIONS = (word("leader"), word("follower"), word("independent"), word("unknown"))
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
    rank = made["position"].map({position: place for place, position in enumerate(_POSITIONS)})
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

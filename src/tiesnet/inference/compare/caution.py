"""What makes clusters hard to compare: answers, designs, questions, dates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from tiesnet.inference.compare.cluster import Cluster
from tiesnet.inference.compare.layers import BY_CONTENT, BY_UNION, Compared, Matching
from tiesnet.inference.compare.stages import shared_stages
from tiesnet.inference.compare.words import listed
from tiesnet.inference.evidence import Evidence, Field
from tiesnet.language import in_quotes, localised, say, say_n
from tiesnet.metrics import ASKED, design_of

FEW, APART = 0.70, 0.15
"""Response rate under which numbers of the network are doubtful, and a difference that matters."""
_SURVEYS = (
    Field("cluster", "Cluster"),
    Field("title", "Survey"),
    Field("date", "Date"),
    Field("design", "Whom it asked", "word"),
    Field("actors", "Actors inside", "count"),
    Field("firms", "Firms inside", "count"),
    Field("asked", "Firms asked", "count"),
    Field("answered", "Firms that answered", "count"),
    Field("rate", "Response", "percent"),
    Field("ties", "Ties inside", "count"),
    Field("relations", "Relations asked for"),
)


def surveys_table(clusters: Sequence[Cluster]) -> Evidence:
    """Say of every cluster how large it is, who answered and what was asked."""
    rows = [_survey(cluster) for cluster in clusters]
    frame = pd.DataFrame(rows, columns=[field.key for field in _SURVEYS])
    return Evidence("surveys", "The surveys", frame, _SURVEYS)


def _survey(cluster: Cluster) -> dict[str, Any]:
    survey = cluster.net.origin.survey
    info = survey.info if survey is not None else {}
    answered, asked = cluster.answers
    return {
        "cluster": cluster.name,
        "title": str(info.get("title") or ""),
        "date": str(info.get("date") or ""),
        "design": ASKED[design_of(cluster.net)],
        "actors": len(cluster.inside.actors),
        "firms": int(cluster.firm.sum()),
        "asked": asked,
        "answered": answered,
        "rate": rate(cluster),
        "ties": len(cluster.inside.ties),
        "relations": "; ".join(map(str, cluster.net.layers["label"])),
    }


def rate(cluster: Cluster) -> float:
    """Give the share of the firms asked that answered; NaN when nobody was."""
    answered, asked = cluster.answers
    return answered / asked if asked else float("nan")


def relations_table(clusters: Sequence[Cluster], matching: Matching) -> Evidence:
    """Say which relation stands beside which, and what stands alone."""
    rows: list[dict[str, Any]] = []
    for group in matching.groups:
        own = {
            f"cluster:{place}": _label(cluster, name)
            for place, (cluster, name) in enumerate(zip(clusters, group.names, strict=True))
        }
        rows.append({"relation": group.label, **own, "how": group.how})
    names = [cluster.name for cluster in clusters]
    for cluster_name, label, why in matching.alone:
        place = names.index(cluster_name)
        rows.append(
            {
                "relation": label,
                f"cluster:{place}": label,
                "how": say("not compared: {why}", why=why),
            }
        )
    fields = (
        Field("relation", "Compared as", "word"),
        *(Field(f"cluster:{place}", name) for place, name in enumerate(names)),
        Field("how", "Why they stand beside each other", "word"),
    )
    frame = pd.DataFrame(rows, columns=[field.key for field in fields], dtype=object).fillna("")
    return Evidence("relations", "What is compared with what", frame, fields)


def _label(cluster: Cluster, layer: str) -> str:
    if not layer:
        return ""
    if layer in cluster.net.layers.index:
        return str(cluster.net.layers.at[layer, "label"])
    return str(cluster.net.layer(layer).layers["question"].iloc[0])


def cautions(clusters: Sequence[Cluster], matching: Matching) -> list[str]:
    """Say what to keep in mind when these clusters are compared."""
    return [
        *_designs(clusters),
        *_answers(clusters),
        *_questions(clusters, matching.groups),
        *_chains(clusters),
        *_dates(clusters),
        *_members(clusters),
    ]


def _designs(clusters: Sequence[Cluster]) -> list[str]:
    designs = {cluster.name: design_of(cluster.net) for cluster in clusters}
    if set(designs.values()) == {"census"}:
        return []
    words = listed([f"{name}: {say(ASKED[design])}" for name, design in designs.items()])
    return [
        say(
            "Whom the surveys asked differs or is not everybody ({words}). Numbers "
            "of the whole network are left out where not everybody was asked.",
            words=words,
        )
    ]


def _answers(clusters: Sequence[Cluster]) -> list[str]:
    rates = [rate(cluster) for cluster in clusters]
    known = [share for share in rates if share == share]
    low = [c.name for c, share in zip(clusters, rates, strict=True) if share < FEW]
    said = []
    if low:
        said.append(
            say(
                "Fewer than {few} of the firms answered in {low}: numbers of the network "
                "there rest on what is left.",
                few=localised(f"{FEW:.0%}"),
                low=listed(low),
            )
        )
    if known and max(known) - min(known) > APART:
        shares = listed(
            [f"{c.name} {r:.0%}" for c, r in zip(clusters, rates, strict=True) if r == r]
        )
        said.append(
            say(
                "Response differs ({shares}). Known pairs only are counted, but who "
                "answers may differ from who does not.",
                shares=shares,
            )
        )
    return said


def _questions(clusters: Sequence[Cluster], groups: Sequence[Compared]) -> list[str]:
    """Point at relations that stand beside each other though their questions differ."""
    said, differ = [], []
    for group in groups:
        if group.how == BY_UNION:
            continue
        asked = {
            str(cluster.net.layers.at[name, "question"])
            for cluster, name in zip(clusters, group.names, strict=True)
            if name and str(cluster.net.layers.at[name, "question"]) not in ("", "nan")
        }
        if group.how == BY_CONTENT or len(asked) > 1:
            differ.append(in_quotes(group.label))
    if differ:
        said.append(
            say("The questions behind {differ} are not the same.", differ=listed(differ, most=9))
        )
    counts = [int((c.net.layers["content"] != "membership").sum()) for c in clusters]
    if len(set(counts)) > 1:
        words = listed([f"{c.name} {n}" for c, n in zip(clusters, counts, strict=True)])
        said.append(
            say(
                "The surveys asked for different numbers of relations ({words}): all "
                "ties, formal and informal ties add up more questions where more were "
                "asked.",
                words=words,
            )
        )
    return said


def _chains(clusters: Sequence[Cluster]) -> list[str]:
    """Point at surveys that divide the chain in different ways."""
    stages = shared_stages(clusters)
    counts = {c.name: len(c.stages) for c in clusters if c.stages}
    if len(counts) < 2 or all(all(stage.ids) for stage in stages):
        return []
    words = listed([f"{name} {count}" for name, count in counts.items()])
    return [
        say(
            "The surveys divide the chain differently (stages: {words}): what is "
            "counted by stage, horizontal ties among it, depends on that.",
            words=words,
        )
    ]


def _dates(clusters: Sequence[Cluster]) -> list[str]:
    years = {c.name: str(_info(c, "date"))[:4] for c in clusters}
    told = {name: int(year) for name, year in years.items() if year.isdigit()}
    if len(told) > 1 and max(told.values()) - min(told.values()) > 1:
        words = listed([f"{name} {year}" for name, year in told.items()])
        return [say("The surveys are years apart ({words}).", words=words)]
    return []


def _info(cluster: Cluster, key: str) -> str:
    survey = cluster.net.origin.survey
    return "" if survey is None else str(survey.info.get(key) or "")


def _members(clusters: Sequence[Cluster]) -> list[str]:
    """Point at surveys that name institutions inside while others do not."""
    inside = {c.name: int((~c.firm).sum()) for c in clusters}
    if min(inside.values()) == 0 < max(inside.values()):
        words = listed([f"{name} {count}" for name, count in inside.items()])
        return [
            say(
                "Not all surveys name institutions inside the cluster ({words}): numbers "
                "of the network count them where they are named.",
                words=words,
            )
        ]
    return []


def outside_left(clusters: Sequence[Cluster]) -> list[str]:
    """Say how many actors outside take part only in measures of openness."""
    said = []
    for cluster in clusters:
        count = len(cluster.net.actors) - len(cluster.inside.actors)
        if count:
            said.append(
                say_n(
                    count,
                    "{name}: {n} actor outside the cluster is counted as outside partners only.",
                    "{name}: {n} actors outside the cluster are counted as outside partners only.",
                    name=cluster.name,
                )
            )
    return said

"""What comes from outside: links beyond the cluster, by kind, place and relation."""

from __future__ import annotations

import pandas as pd

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.connection.register import response
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field, Gap
from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.kind.phrases import kind_said
from tiesnet.diagnosis.outside.outside import (
    DIRECT,
    THROUGH,
    UNKNOWN,
    UNSAID,
    WAYS,
    Outside,
    outside_links,
    outside_of,
    relation_labels,
    ways_out,
)
from tiesnet.diagnosis.words import percent
from tiesnet.language import say, say_n, word
from tiesnet.metrics import Measures
from tiesnet.network import Network

_NAMED = 5
_ASK = word(
    "Ask every firm with which customers, suppliers, advisers and research bodies outside the "
    "cluster it works, and list them among the actors with their kind and country and with 'no' "
    "in the column 'in_cluster'."
)
_DIMENSIONS = (
    ("kind", word("Kind of partner")),
    ("role", word("What it is to the firm")),
    ("border", word("Border")),
    ("country", word("Where")),
    ("layer", word("Relation")),
)
_BY = (
    Field("by", "Sorted by", "word"),
    Field("group", "Group"),
    Field("partners", "Outside partners", "count", "actors"),
    Field("links", "Links", "count", "pairs", "Pairs of an actor inside and a partner outside."),
    Field("firms", "Firms with such a link", "count", "firms"),
    Field("share", "Share of firms", "percent", "", "Of the firms that answered these questions."),
)
_REACH = (
    Field("way", "How firms reach the outside", "word"),
    Field("firms", "Firms", "count", "firms"),
    Field("share", "Share of those that answered", "percent"),
)
_FIRMS = (
    Field("actor", "Firm", "actor"),
    Field("way", "How it reaches the outside", "word"),
    Field("own", "Outside partners", "count", "actors"),
    Field("kinds", "Kinds of them"),
    Field("countries", "Where they are"),
    Field("pipelines", "Pipelines", "count", "", "Outside partners of a firm also tied inside."),
    Field("through", "More through a partner", "count", "actors", "Partners of its partners."),
    Field("by", "Through whom", "actors"),
    Field("ei", "E-I by reach", "number", "", "1: all partners outside; -1: all inside."),
)
_PARTNERS = (
    Field("actor", "Outside partner", "actor"),
    Field("kind", "Kind"),
    Field("country", "Where"),
    Field("relations", "Relations"),
    Field("holders", "Tied to", "count", "actors"),
    Field("who", "To whom", "actors"),
)


@diagnosis(
    chapter="outside",
    label="Links to the outside",
    question="Where do links outside go, and which firms have them?",
    needs="partners outside the cluster, listed among the actors with their kind and country",
    limits="Firms name few of their outside partners: what is not named is not there, and links "
    "among outside partners are never known. Ties say nothing of how much comes through them.",
    source="giuliani2005, bathelt2004",
)
def openness(measures: Measures, *, relation: str = "all") -> Diagnosis:
    """Outside partners by kind, place and relation, and how many firms reach them.

    A firm reaches the outside by a partner outside of its own, or in two steps through a partner
    inside, firm or institution, who has one. Pipelines are the outside partners of a firm that
    also has a partner inside. E-I by reach is outside partners less inside partners over both.
    Directions are ignored. Shares are of the firms that answered every question behind the ties.
    What an outside partner is to the firm follows the place of both along the chain: in trade
    buyer or supplier, else by stage; the country is replaced by the location where no country
    was asked for.
    """
    view = measures.net.layer(relation)
    links = outside_links(view)
    if links.empty:
        return Diagnosis(
            gaps=(outside_gap(measures, relation),), parameters={word("Relation"): relation}
        )
    out = outside_of(view)
    ways = ways_out(out)
    tables = (
        Evidence(
            "openness_by", "Links to the outside, by kind, place and relation",
            _by(view, out, links), _BY,
            "A partner tied in two ways counts in both groups; firms that answered are the base.",
        ),
        Evidence("openness_reach", "How firms reach the outside", _reach(out, ways), _REACH),
        Evidence(
            "openness_firms", "Every firm and the outside", _firms(out, ways, links), _FIRMS,
            "Empty: the firm did not answer.", "workbook",
        ),
        Evidence(
            "openness_partners", "The partners outside", _partners(view, out, links), _PARTNERS,
            shown="folded",
        ),
    )  # fmt: skip
    return Diagnosis(
        tables=tables,
        findings=_opened(out, ways, not response(measures).assumed),
        gaps=_more_to_ask(links),
        parameters={word("Relation"): relation, word("Reach through a partner"): say("two steps")},
    )


def outside_gap(measures: Measures, relation: str) -> Gap:
    """Say that nobody outside is tied, and what to ask."""
    if measures.net.actors["in_cluster"].all():
        return Gap("Links outside cannot be described: no partner outside is named.", _ASK)
    if relation == "all":
        return Gap("Nobody inside reports a tie with a partner outside.", _ASK)
    return Gap("Nobody inside reports a tie with a partner outside in this relation.", _ASK)


def _more_to_ask(links: pd.DataFrame) -> tuple[Gap, ...]:
    if not (links["country"] == UNSAID).all():
        return ()
    return (
        Gap(
            "Where the partners outside are cannot be said.",
            "Fill in 'country' for the firms and for their partners outside.",
        ),
    )


def _by(view: Network, out: Outside, links: pd.DataFrame) -> pd.DataFrame:
    """Count partners, links and firms in every group of every way to sort the links."""
    labels = relation_labels(view)
    firms = set(out.actors.index[out.firm & out.seen])
    parts = []
    for key, words in _DIMENSIONS:
        made = [
            {
                "by": words,
                "group": labels.get(str(group), _group(key, str(group))),
                "partners": rows["partner"].nunique(),
                "links": len(rows[["actor", "partner"]].drop_duplicates()),
                "firms": len(having := firms & set(rows["actor"])),
                "share": len(having) / len(firms) if firms else None,
            }
            for group, rows in links.groupby(key, sort=True)
        ]
        parts += sorted(made, key=lambda row: (-int(str(row["links"])), str(row["group"])))
    return pd.DataFrame(parts, columns=[field.key for field in _BY])


def _group(key: str, group: str) -> str:
    """Say a group of ours in words; a country or a relation is text of the survey."""
    if key == "kind":
        return kind_said(group)
    return say(group) if key in ("role", "border") or group == UNSAID else group.replace("_", " ")


def _reach(out: Outside, ways: pd.DataFrame) -> pd.DataFrame:
    firms = ways.loc[out.firm, "way"]
    found = firms.value_counts().reindex(WAYS, fill_value=0)
    answered = int((firms != UNKNOWN).sum())
    share = [None if way == UNKNOWN or not answered else n / answered for way, n in found.items()]
    rows = pd.DataFrame({"way": list(WAYS), "firms": found.to_numpy(), "share": share})
    return rows[rows["firms"] > 0].reset_index(drop=True)


def _firms(out: Outside, ways: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    rows = ways[out.firm].copy()
    of = links.drop_duplicates(["actor", "partner"]).groupby("actor")
    for name, column in (("kinds", "kind"), ("countries", "country")):
        rows[name] = of[column].agg(lambda own, key=column: _in_words(own, key)).reindex(rows.index)
    both = rows["own"] + rows["inside"]
    rows["pipelines"] = rows["own"].where(rows["inside"] > 0, 0)
    rows["ei"] = (rows["own"] - rows["inside"]) / both.where(both > 0)
    silent = rows["way"] == UNKNOWN
    numbers = ["own", "pipelines", "through", "ei"]
    rows[numbers] = rows[numbers].astype("float64").mask(silent)
    rows[["kinds", "countries"]] = rows[["kinds", "countries"]].mask(silent)
    rows["by"] = [
        by if way == THROUGH else () for by, way in zip(rows["by"], rows["way"], strict=True)
    ]
    rows.insert(0, "actor", rows.index.astype("object"))
    return rows.reset_index(drop=True)[[field.key for field in _FIRMS]]


def _partners(view: Network, out: Outside, links: pd.DataFrame) -> pd.DataFrame:
    of = links.groupby("partner")
    labels = relation_labels(view)
    first = of[["kind", "country"]].first()
    rows = first.assign(
        kind=first["kind"].astype("str").map(kind_said),
        relations=of["layer"].agg(lambda s: ", ".join(sorted({labels.get(k, k) for k in s}))),
        who=of["actor"].agg(lambda s: tuple(sorted(set(map(str, s))))),
    )
    rows["country"] = rows["country"].replace(UNSAID, say(UNSAID))
    rows["holders"] = rows["who"].map(len)
    rows["name"] = out.partners["name"].astype("str").reindex(rows.index)
    rows = rows.sort_values(["holders", "name"], ascending=[False, True])
    rows.insert(0, "actor", rows.index.astype("object"))
    return rows.reset_index(drop=True)[[field.key for field in _PARTNERS]]


def _in_words(values: pd.Series, key: str) -> str:
    """List words with how often each stands, the most frequent first."""
    found = values.astype("str").value_counts().sort_index()
    found = found.sort_values(ascending=False, kind="stable")
    return ", ".join(
        f"{_group(key, str(one))}{f' ({n})' if n > 1 else ''}" for one, n in found.items()
    )


def _opened(out: Outside, ways: pd.DataFrame, told: bool) -> tuple[Finding, ...]:
    """Say how many firms are tied outside, and how many only through others."""
    way = ways.loc[out.firm, "way"]
    way = way[way != UNKNOWN]
    if way.empty:
        return ()
    own, through = int((way == DIRECT).sum()), int((way == THROUGH).sum())
    rest = len(way) - own - through
    share = percent(own / len(way))
    claim = say_n(
        own,
        "{n} firm of the {firms} ({share}) has partners outside the cluster",
        "{n} firms of the {firms} ({share}) have partners outside the cluster",
        firms=len(way),
        share=share,
    )
    if told:
        claim = say_n(
            own,
            "{n} firm of the {firms} that answered ({share}) has partners outside the cluster",
            "{n} firms of the {firms} that answered ({share}) have partners outside the cluster",
            firms=len(way),
            share=share,
        )
    said = say_n(
        through,
        "; another {n} has a partner inside who does, and of {rest} neither is known.",
        "; another {n} have a partner inside who does, and of {rest} neither is known.",
        rest=rest,
    )
    caution = say("Firms name only a part of their partners outside.")
    return (Finding("openness", "outside", claim, (said,), ways, caution, "giuliani2005"),)

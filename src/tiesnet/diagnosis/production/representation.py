"""Whom the cluster organisation represents: its members beside the other firms."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.connection.register import DISCONNECTED, HANGING, few_answers
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field, Gap
from tiesnet.diagnosis.production.representation_words import (
    FEWEST,
    MEMBER,
    OTHER,
    UNKNOWN,
    say_members,
)
from tiesnet.errors import NeedsError
from tiesnet.language import say_n, word
from tiesnet.metrics import Measures, catalogue, groups, production_groups
from tiesnet.network import ANSWERED, PARTLY, Network, affiliations, tie_parts

GROUPS = (MEMBER, OTHER, UNKNOWN)
_BESIDE = (
    Field("group", "Firms", "word"),
    Field("firms", "Number", "count", "firms"),
    Field("share", "Share of firms", "percent", definition="Of the firms of whom it is known."),
    Field("answered", "Answered", "count", "firms", "In full or partly."),
    Field("partners", "Mean partners", "number", "firms",
          "Firms inside they are tied to in any relation; over firms that answered in full."),
    Field("density", "Tied among themselves", "percent",
          definition="Share of the known pairs of these firms."),
    Field("to_members", "Tied to members", "percent",
          definition="Share of the known pairs of one of these firms and a member."),
    Field("leaders", "Leader firms", "count", "firms", "By the rule of production organisation."),
    Field("disconnected", "Disconnected", "count", "firms"),
    Field("hanging", "Loosely tied", "count", "firms",
          "They hang by one actor, or have a core number of one or less."),
)  # fmt: skip
_STAGES = (
    Field("stage", "Stage", "stage"),
    Field("firms", "Firms", "count"),
    Field("known", "Known", "count", "firms", "Of whom it is known whether they are members."),
    Field("members", "Members", "count", "firms"),
    Field("share", "Share that are members", "percent", definition="Of the firms known."),
)
_SIZES = (Field("size", "Employees", "word"), *_STAGES[1:])
_FIRMS = (
    Field("firm", "Firm", "actor"),
    Field("stage", "Stage", "stage"),
    Field("group", "Membership", "word"),
    Field("partners", "Partners", "count", "firms"),
    Field("connection", "Connection", "word"),
    Field("leader", "Leader firm", "flag"),
)


@diagnosis(
    chapter="production",
    label="Members and other firms",
    question="Whom does the cluster organisation represent?",
    needs="the cluster organisation by its id, and the table of affiliations with its members",
    limits="Membership is not activity: a member may take no part, and others may come to its "
    "events. Members meet there, so that more ties among them are no merit of theirs.",
    source="eulac2015",
)
def representation(measures: Measures) -> Diagnosis:
    """The members of the cluster organisation beside the firms that are not members.

    Members are the firms inside that the table of affiliations lists under the cluster
    organisation, and those with a tie of membership to it. A firm that answered, or of which
    another membership is on record, and that is not listed is no member; of a silent firm
    without any record it is not known.

    Partners and densities count firms inside in any relation, arrows ignored; densities are over
    known pairs, in which whether the two are tied is known both ways. Leader firms are those of
    the production organisation. Disconnected: no tie, outside the main component, or hanging by
    one tie, institutions included; only firms that answered are called so.
    """
    net = measures.net
    organisation = _organisation(net)
    gap = _unnamed(net, organisation)
    if gap is not None:
        return Diagnosis(gaps=(gap,), parameters={word("Fewest firms on each side"): FEWEST})
    firms = membership(net, organisation)
    rows = _beside(net, firms)
    tables = (
        Evidence("representation", "Members beside other firms", rows, _BESIDE),
        Evidence("representation_stages", "Members by stage", _by(firms, "stage"), _STAGES),
        Evidence("representation_sizes", "Members by size", _by(firms, "size"), _SIZES),
        Evidence("representation_firms", "Who is a member", _listed(firms), _FIRMS,
                 shown="workbook"),
    )  # fmt: skip
    return Diagnosis(
        tables=tables,
        findings=tuple(say_members(rows, firms)),
        gaps=tuple(_gaps(firms)),
        cautions=tuple(_cautions(measures, firms)),
        parameters={
            word("Cluster organisation"): organisation,
            word("Fewest firms on each side"): FEWEST,
        },
    )


def membership(net: Network, organisation: str) -> pd.DataFrame:
    """Say of every firm inside whether it is a member, with what the comparison rests on.

    Returns
    -------
    DataFrame
        Indexed by firm id: ``group`` (one of `GROUPS`), ``stage``, ``size`` (a class of
        employees), ``answered``, ``observed`` (in full), ``partners`` (firms; a lower bound
        where not observed), ``connection``, ``leader``.
    """
    view = net.inside().firms().layer("all")
    ids = view.actors.index
    table = pd.DataFrame(index=ids)
    table["group"] = _groups(net, organisation, ids)
    table["stage"] = _sorted_by(view, "stage")
    table["size"] = _sorted_by(view, "size_class")
    table["answered"] = net.inside().respondents.states().reindex(ids).isin([ANSWERED, PARTLY])
    table["observed"] = view.respondents.observed()
    pairs = _pairs(view)
    table["partners"] = np.bincount(pairs.ravel(), minlength=len(ids))
    try:
        found = catalogue()["connection"].function(net.inside().layer("all"))
        table["connection"] = found.reindex(ids).astype("object")
    except NeedsError:  # a sample of firms
        table["connection"] = pd.Series(None, index=ids, dtype="object")
    table["leader"] = (production_groups(net)["position"] == "leader").reindex(ids)
    return table


def _organisation(net: Network) -> str:
    survey = net.origin.survey
    return str((survey.info.get("cluster_organisation") if survey else "") or "")


def _unnamed(net: Network, organisation: str) -> Gap | None:
    if not organisation:
        return Gap(
            "Whom the cluster organisation represents cannot be said: it is not named.",
            "Give its id as cluster_organisation in the table survey, and list its members in "
            "the table affiliations.",
        )
    groups = _groups(net, organisation, net.inside().firms().actors.index)
    if not (groups == MEMBER).any():
        return Gap(
            "Whom the cluster organisation represents cannot be said: no firm is listed as its "
            "member.",
            "List its members in the table affiliations, one row for each.",
        )
    return None


def _groups(net: Network, organisation: str, ids: pd.Index) -> pd.Series:
    two = affiliations(net)
    listed = pd.Index([])
    if organisation in two.organisations.index:
        column = two.organisations.index.get_loc(organisation)
        listed = two.actors[two.incidence[:, [column]].toarray().ravel() > 0]
    member = ids.isin(listed.append(_tied_members(net, organisation)))
    words = np.select([member, ids.isin(two.actors)], [MEMBER, OTHER], default=UNKNOWN)
    return pd.Series(words, index=ids, dtype="object")


def _tied_members(net: Network, organisation: str) -> pd.Index:
    """Name the actors with a tie of membership to the organisation."""
    layers = net.layers.index[net.layers["content"] == "membership"]
    parts, ids = net.ties, net.actors.index
    own = parts[parts["layer"].isin(layers)]
    ends = ids.to_numpy(dtype=object)[own[["source", "target"]].to_numpy()]
    return pd.Index(ends[(ends == organisation).any(axis=1)].ravel()).drop_duplicates()


def _sorted_by(view: Network, column: str) -> pd.Series:
    """Give the group of each firm, as categories in their order; empty where there is none."""
    try:
        found = groups(view, column)
    except NeedsError:
        return pd.Series(pd.Categorical([None] * len(view.actors)), index=view.actors.index)
    return pd.Series(pd.Categorical.from_codes(found.codes, found.labels), index=view.actors.index)


def _pairs(view: Network) -> np.ndarray:
    """Give every tied pair of firms once, as two positions."""
    ends = np.sort(tie_parts(view)[["source", "target"]].to_numpy(dtype=np.int64), axis=1)
    return np.unique(ends, axis=0).reshape(-1, 2)


def _beside(net: Network, firms: pd.DataFrame) -> pd.DataFrame:
    tied, known = _known(net, firms)
    sure = int((firms["group"] != UNKNOWN).sum())
    sampled = firms["connection"].isna().all()
    rows = []
    for place, group in enumerate(GROUPS):
        own = firms[firms["group"] == group]
        full = own[own["observed"]]
        among, across = known[place, place] / 2, known[place, 0]
        rows.append(
            {
                "group": group,
                "firms": len(own),
                "share": len(own) / sure if sure and group != UNKNOWN else np.nan,
                "answered": int(own["answered"].sum()),
                "partners": full["partners"].mean() if len(full) else np.nan,
                "density": tied[place, place] / 2 / among if among else np.nan,
                "to_members": np.nan if not place or not across else tied[place, 0] / across,
                "leaders": int(own["leader"].sum()),
                "disconnected": np.nan if sampled else _having(own, DISCONNECTED),
                "hanging": np.nan if sampled else _having(own, HANGING),
            }
        )
    made = pd.DataFrame(rows)
    return made[made["firms"] > 0].reset_index(drop=True)


def _known(net: Network, firms: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Count tied and known ordered pairs between the groups, each pair in both orders."""
    view = net.inside().firms().layer("all")
    code = pd.Index(GROUPS).get_indexer(firms["group"])
    known = np.zeros((len(GROUPS), len(GROUPS)))
    made = view.respondents.known_pairs(code, both=True)
    known[: len(made), : len(made)] = made
    pairs = _pairs(view)
    one, other = pairs[:, 0], pairs[:, 1]
    sure = view.respondents.known(one, other) & view.respondents.known(other, one)
    tied = np.zeros_like(known)
    np.add.at(tied, (code[one[sure]], code[other[sure]]), 1)
    return tied + tied.T, known


def _having(own: pd.DataFrame, words: tuple[str, ...]) -> int:
    return int(own["connection"].isin(words).sum())


def _by(firms: pd.DataFrame, column: str) -> pd.DataFrame:
    rows = []
    for value in firms[column].cat.categories:
        own = firms[firms[column] == value]
        known = int((own["group"] != UNKNOWN).sum())
        members = int((own["group"] == MEMBER).sum())
        share = members / known if known else np.nan
        rows.append({column: value, "firms": len(own), "known": known, "members": members,
                     "share": share})  # fmt: skip
    made = pd.DataFrame(rows, columns=[column, "firms", "known", "members", "share"])
    return made[made["firms"] > 0].reset_index(drop=True)


def _listed(firms: pd.DataFrame) -> pd.DataFrame:
    made = firms.rename_axis("firm").reset_index()
    made["partners"] = made["partners"].where(made["observed"])
    rank = made["group"].map({group: place for place, group in enumerate(GROUPS)})
    made = made.assign(rank=rank).sort_values(["rank", "firm"])
    return made[[field.key for field in _FIRMS]].reset_index(drop=True)


def _gaps(firms: pd.DataFrame) -> Iterator[Gap]:
    if firms["size"].isna().all():
        yield Gap("Members cannot be told by size.", "Ask every firm for its employees.")
    if firms["stage"].isna().all():
        yield Gap("Members cannot be told by stage.", "Ask every firm for its stage.")
    if firms["connection"].isna().all():
        yield Gap(
            "Who is disconnected cannot be told from a sample of firms.",
            "Ask every firm of the cluster.",
        )


def _cautions(measures: Measures, firms: pd.DataFrame) -> Iterator[str]:
    few = few_answers(measures)
    if few:
        yield few
    unknown = int((firms["group"] == UNKNOWN).sum())
    if unknown:
        yield say_n(
            unknown,
            "Of {n} firm it is not known whether it is a member.",
            "Of {n} firms it is not known whether they are members.",
        )

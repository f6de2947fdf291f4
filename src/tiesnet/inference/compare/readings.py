"""How the measures of the comparison are read from a cluster."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from scipy import sparse

from tiesnet.inference.compare.bootstrap import DENSITY
from tiesnet.inference.compare.cluster import Cluster, Flags, Reading, Values, mean_of
from tiesnet.inference.compare.words import listed
from tiesnet.language import say, word
from tiesnet.metrics import ISOLATE, OUTSIDE, says_yes
from tiesnet.network import (
    Network,
    adjacency,
    affiliations,
    chain_steps,
    places_of,
    stage_places,
    supply_arcs,
    trade,
)

Read = Callable[[Cluster, str], Reading]
_NOT_TOLD = word("the survey does not tell it")
_NO_INSTITUTION = word("the survey names no institution")


def mean(metric: str) -> Read:
    """Read the mean of a measure over the firms that answered."""
    return lambda cluster, layer: cluster.firm_metric(metric, layer)


def share_above(metric: str) -> Read:
    """Read the share of firms of which a measure is above 0."""

    def read(cluster: Cluster, layer: str) -> Reading:
        found = cluster.firm_metric(metric, layer)
        return found if found.units is None else mean_of(_above(found.units, 0), found.why)

    return read


def network(metric: str) -> Read:
    """Read a measure of the network."""
    return lambda cluster, layer: cluster.network_metric(metric, layer)


def per_actor(cluster: Cluster, layer: str) -> Reading:
    """Ties per actor, as if unknown pairs were tied like known ones: density times (actors - 1).

    Every actor counts the ties it sends; without arrows, those it has.
    """
    density = cluster.network_metric(DENSITY, layer)
    return Reading(density.value * (len(cluster.inside.actors) - 1), None, density.why)


def attribute(column: str) -> Read:
    """Read the mean of what firms say of themselves; yes counts 1 and no 0."""
    return lambda cluster, _: mean_of(cluster.firm_values(column), _NOT_TOLD)


def above(column: str) -> Read:
    """Read the share of firms that give more than 0."""
    return lambda cluster, _: mean_of(_above(cluster.firm_values(column), 0), _NOT_TOLD)


def at_least(column: str, limit: float) -> Read:
    """Read the share of firms that give so much or more."""

    def read(cluster: Cluster, _: str) -> Reading:
        values = cluster.firm_values(column)
        return mean_of(np.where(np.isnan(values), np.nan, values >= limit), _NOT_TOLD)

    return read


def says(column: str) -> Read:
    """Read the share of firms that say yes, in any words."""

    def read(cluster: Cluster, _: str) -> Reading:
        actors = cluster.inside.actors
        told = [says_yes(value) for value in actors.get(column, [None] * len(actors))]
        values = np.array([np.nan if said is None else float(said) for said in told])
        return mean_of(cluster.of_firms(values), _NOT_TOLD)

    return read


def trust_unlike(clusters: Sequence[Cluster]) -> str:
    """Say that trust, which makes a tie embedded, was not asked for by all."""
    asked = [c.name for c in clusters if c.firm_metric("trust_mean", "all").units is not None]
    if not asked or len(asked) == len(clusters):
        return ""
    return say("trust counts where it was asked for, in {asked} only", asked=listed(asked))


def partners_unlike(clusters: Sequence[Cluster]) -> str:
    """Say that main partners are by the value of trade here and by its strength there."""
    by = {c.name: _ranked_by(c) for c in clusters}
    if len(set(by.values())) < 2:
        return ""
    return say(
        "main partners are by {by}",
        by=listed(
            [say("{how} in {cluster}", how=say(how), cluster=name) for name, how in by.items()]
        ),
    )


def _ranked_by(cluster: Cluster) -> str:
    told_by = cluster.production["by"].dropna().value_counts()
    return str(told_by.index[0]) if len(told_by) else word("nothing")


def stages_unlike(clusters: Sequence[Cluster]) -> str:
    """Say that stages, which tell peers from partners along the chain, are not told by all."""
    without = [c.name for c in clusters if not any(c.inside.actors["stages"][c.firm])]
    if not without or len(without) == len(clusters):
        return ""
    return say(
        "no stages are told in {without}, where only trade shows its orientation",
        without=listed(without),
    )


def items_unlike(clusters: Sequence[Cluster]) -> str:
    """Say that the statements behind a scale are not the same."""
    asked = {
        frozenset(survey.items["item"].astype(str))
        for c in clusters
        if (survey := c.net.origin.survey) is not None
    }
    return word("the statements asked about differ") if len(asked) > 1 else ""


def shares_unlike(column: str) -> Callable[[Sequence[Cluster]], str]:
    """Give a check that a column is told as a share by all, or as yes and no by all."""

    def unlike(clusters: Sequence[Cluster]) -> str:
        graded = [c.name for c in clusters if not set(_known(c.firm_values(column))) <= {0.0, 1.0}]
        if not graded or len(graded) == len(clusters):
            return ""
        return say("told as a share in {graded}, as yes or no elsewhere", graded=listed(graded))

    return unlike


def _known(values: Values) -> list[float]:
    return [float(value) for value in values[~np.isnan(values)]]


def institution_kinds(cluster: Cluster, _: str) -> Reading:
    """Count the kinds of institutions inside the cluster, or tied to a firm of it."""
    kinds = kinds_of_institutions(cluster)
    return Reading(float(len(kinds))) if kinds else Reading(np.nan, None, _NO_INSTITUTION)


def kinds_of_institutions(cluster: Cluster) -> set[str]:
    """Name the kinds of institutions inside the cluster, or tied to a firm of it."""
    actors = cluster.net.actors
    kind = actors["kind"].astype(str).to_numpy()
    inside = actors["in_cluster"].to_numpy(dtype=bool)
    tied = np.asarray((_flat(cluster.net)[inside & (kind == "firm")]).sum(axis=0)) > 0
    return {str(k) for k in kind[(inside | tied) & ~np.isin(kind, ["firm", "person", "other"])]}


def tied_to(kind: str) -> Read:
    """Read the share of firms with a tie to an institution of some kind, inside or outside."""

    def read(cluster: Cluster, layer: str) -> Reading:
        every = cluster.net.actors["kind"].astype(str).to_numpy()
        if not (every != "firm").any():
            return Reading(np.nan, None, _NO_INSTITUTION)
        view = cluster.net.layer(layer)
        partners = np.asarray(_flat(view)[:, every == kind].sum(axis=1))
        return _told_firms(cluster, view, partners)

    return read


def _told_firms(cluster: Cluster, view: Network, count: Values) -> Reading:
    """Give the share of firms inside with more than 0, of those that answered in full."""
    known = np.where(view.respondents.observed().to_numpy(), count > 0, np.nan)
    inside = view.actors["in_cluster"].to_numpy(dtype=bool)
    return mean_of(cluster.of_firms(known[inside]), word("no firm answered all questions"))


def disconnected(cluster: Cluster, layer: str) -> Reading:
    """Share of firms that are isolates or outside the main component, of those that answered."""
    words = cluster.measures.actors.get((layer, "connection"))
    if words is None:
        return Reading(np.nan, None, cluster.why("connection", layer))
    told = words.notna() & ~words.isin(["silent", "unclear", "not surveyed"])
    values = np.where(told, words.isin([ISOLATE, OUTSIDE]), np.nan)
    return mean_of(cluster.of_firms(values), word("of no firm it is known"))


def leaders(cluster: Cluster, _: str) -> Reading:
    """Count the firms that are the main partner of at least three others."""
    groups, why = _production(cluster)
    if groups is None:
        return Reading(np.nan, None, why)
    return Reading(float((groups["position"] == "leader").sum()))


def led(cluster: Cluster, _: str) -> Reading:
    """Share of firms that lead or follow a leader, of those whose place is known."""
    groups, why = _production(cluster)
    if groups is None:
        return Reading(np.nan, None, why)
    position = groups["position"].reindex(cluster.inside.actors.index)
    known = position.notna() & (position != "unknown")
    values = np.where(known, position.isin(["leader", "follower"]), np.nan)
    return mean_of(values, word("of no firm it is known"))


def _production(cluster: Cluster) -> tuple[pd.DataFrame | None, str]:
    """Give the groups of leader firms, or why there are none to tell."""
    lacks = cluster.measures.skipped
    own = lacks[lacks["metric"] == "follower_count"]
    if len(own):
        return None, str(own["reason"].iloc[0])
    return cluster.production, ""


def represented(cluster: Cluster, _: str) -> Reading:
    """Share of firms that belong to the cluster organisation."""
    survey = cluster.net.origin.survey
    body = str(survey.info.get("cluster_organisation") or "") if survey is not None else ""
    if not body:
        return Reading(np.nan, None, word("the survey does not name its cluster organisation"))
    two = affiliations(cluster.inside)
    if body not in two.organisations.index:
        return Reading(np.nan, None, word("the survey does not tell who belongs to it"))
    place = two.organisations.index.get_loc(body)
    member = np.asarray(two.incidence[:, [place]].todense()).ravel() > 0
    known = pd.Series(member.astype(float), index=two.actors)
    ids = cluster.inside.actors.index
    return mean_of(cluster.of_firms(known.reindex(ids).to_numpy()), word("of no firm it is known"))


def stages_present(cluster: Cluster, _: str) -> Reading:
    """Count the stages of the survey that have a firm inside."""
    if not cluster.stages:
        return Reading(np.nan, None, word("the survey tells no stages"))
    if not any(cluster.inside.actors["stages"][cluster.firm]):
        return Reading(np.nan, None, word("of no firm the stage is known"))
    return Reading(float(len(firms_by_stage(cluster, present=True))))


def firms_by_stage(cluster: Cluster, present: bool = False) -> dict[str, int]:
    """Count the firms inside at every stage; with `present` only of stages that have one."""
    told = cluster.inside.actors["stages"][cluster.firm]
    found = {stage: sum(stage in own for own in told) for stage in cluster.stages}
    return {stage: count for stage, count in found.items() if count or not present}


def specialised(cluster: Cluster, _: str) -> Reading:
    """Share of firms that are at one stage only, of those whose stages are told."""
    count = cluster.inside.actors["stages"].map(len).to_numpy(dtype=float)
    values = np.where(count > 0, count == 1, np.nan)
    return mean_of(cluster.of_firms(values), word("of no firm the stage is known"))


def missing_links(cluster: Cluster, _: str) -> Reading:
    """Count neighbouring places of the chain, both with firms, without a supply tie inside.

    A tie from the earlier to the later place counts, whoever reported it. Not known while a
    firm at either place is silent and might have one.
    """
    view = trade(cluster.inside.firms())
    places = len(stage_places(view).unique())
    if places < 2 or view.layers.empty:
        return Reading(np.nan, None, word("the survey tells no order of stages, or no trade"))
    arcs = supply_arcs(view)
    source, target = arcs["source"].to_numpy(dtype=np.intp), arcs["target"].to_numpy(dtype=np.intp)
    own = places_of(view)
    here = [np.array([k in told for told in own]) for k in range(places)]
    ahead = chain_steps(view, source, target) == 1
    known = view.respondents.observed().to_numpy()
    missing = 0
    for k in range(places - 1):
        if not here[k].any() or not here[k + 1].any():
            continue
        if (ahead & here[k][source] & here[k + 1][target]).any():
            continue
        if not known[here[k] | here[k + 1]].all():
            return Reading(np.nan, None, word("a silent firm may be the link"))
        missing += 1
    return Reading(float(missing))


def countries(cluster: Cluster, layer: str) -> Reading:
    """Count the countries abroad in which a firm of the cluster has a partner."""
    if cluster.net.actors.get("country", pd.Series(dtype=object)).notna().sum() == 0:
        return Reading(np.nan, None, word("the survey tells no countries"))
    return Reading(float(len(countries_reached(cluster, layer))))


def countries_reached(cluster: Cluster, layer: str = "all") -> dict[str, list[str]]:
    """Give the countries abroad with a partner of a firm inside, and which firms these are."""
    actors = cluster.net.actors
    if "country" not in actors:
        return {}
    country = actors["country"].astype("object").where(actors["country"].notna(), None).to_numpy()
    firm = _firm_inside(actors)
    cells = _flat(cluster.net.layer(layer)).tocoo()
    found: dict[str, set[str]] = {}
    for one, other in zip(cells.row.tolist(), cells.col.tolist(), strict=True):
        here, there = country[one], country[other]
        if firm[one] and here is not None and there is not None and here != there:
            found.setdefault(str(there), set()).add(str(actors.index[one]))
    return {there: sorted(ids) for there, ids in sorted(found.items())}


def homes(cluster: Cluster) -> set[str]:
    """Name the countries in which firms of the cluster are."""
    actors = cluster.inside.actors
    if "country" not in actors:
        return set()
    return {str(country) for country in actors["country"][cluster.firm].dropna()}


def _firm_inside(actors: pd.DataFrame) -> Flags:
    kind = (actors["kind"] == "firm").to_numpy(dtype=bool)
    flags: Flags = kind & actors["in_cluster"].to_numpy(dtype=bool)
    return flags


def _flat(net: Network) -> sparse.csr_array:
    matrix = adjacency(net)
    both = matrix + matrix.T
    both.data[:] = 1.0
    return sparse.csr_array(both)


def _above(values: Values, limit: float) -> Values:
    made: Values = np.where(np.isnan(values), np.nan, values > limit)
    return made

"""Where two clusters complete each other: offers and searches, stages, inputs, markets, pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from tiesnet.inference import words as wording
from tiesnet.inference.compare.beside import chain, markets, stages_in_common
from tiesnet.inference.compare.cluster import Cluster
from tiesnet.inference.compare.inputs import Wanted, wanted_inputs
from tiesnet.inference.compare.meetings import Meeting, meetings, names_of
from tiesnet.inference.compare.needs import (
    Across,
    Met,
    offers_beside_chance,
    pairs_met,
    said,
    what_meets,
)
from tiesnet.inference.compare.opportunities import LEVEL
from tiesnet.inference.compare.words import listed
from tiesnet.inference.evidence import Evidence, Field
from tiesnet.inference.result import TEST_FIELDS
from tiesnet.language import localised, say, word

MOST_NAMED = 5
_MEET = (
    Field("one", "Introduce"),
    Field("one_cluster", "Of"),
    Field("other", "To"),
    Field("other_cluster", "Of "),
    Field("why", "Why", "word"),
    Field("reasons", "Reasons", "count"),
)
_OFFERS = (
    Field("offer", "Offered"),
    Field("giver", "In"),
    Field("givers", "Firms that offer", "count", "firms"),
    Field("search", "Sought"),
    Field("taker", "In "),
    Field("takers", "Firms that seek", "count", "firms"),
    Field("pairs", "Pairs that could meet", "count", "pairs"),
    Field("who_offers", "Who offers", definition="Up to five firms."),
    Field("who_seeks", "Who seeks", definition="Up to five firms."),
)
_TESTED = (
    Field("what", "Offers", "word"),
    Field("share", "Of the possible pairs", "percent", "",
          "Of the pairs of a firm that offers anything and one that seeks anything."),
    *TEST_FIELDS,
)  # fmt: skip
_INPUTS = (
    Field("buyer", "Buyers in"),
    Field("stage", "Buy from"),
    Field("buyers", "Firms that buy outside only", "count", "firms"),
    Field("maker", "Made in"),
    Field("makers", "Firms at that stage", "count", "firms"),
    Field("who_buys", "Who buys", definition="Up to five firms."),
    Field("who_makes", "Who makes", definition="Up to five firms."),
)


@dataclass(frozen=True, eq=False)
class Complement:
    """What is said of complementarities.

    Attributes
    ----------
    tables : tuple of Evidence
        The pairs to introduce first; empty tables stay out.
    sentences : tuple of str
    gaps : tuple of str
        What could not be matched, and why.
    """

    tables: tuple[Evidence, ...]
    sentences: tuple[str, ...]
    gaps: tuple[str, ...]


def complement(clusters: Sequence[Cluster], testing: Mapping[str, Any]) -> Complement:
    """Find what each two clusters could do for each other.

    Parameters
    ----------
    clusters : sequence of Cluster
    testing : mapping
        replications, seed, workers.
    """
    meet: list[dict[str, Any]] = []
    offers: list[dict[str, Any]] = []
    tests: list[dict[str, Any]] = []
    inputs: list[dict[str, Any]] = []
    sentences: list[str] = []
    for one, other in combinations(range(len(clusters)), 2):
        met = [*what_meets(clusters, one, other), *what_meets(clusters, other, one)]
        wanted = [*wanted_inputs(clusters, one, other), *wanted_inputs(clusters, other, one)]
        found = offers_beside_chance(clusters, one, other, **testing)
        chosen = meetings(clusters, one, other, met, wanted)
        meet += [_meeting(clusters, one, other, pair) for pair in chosen]
        offers += [_offer(clusters, row) for row in met]
        inputs += [_input(clusters, row) for row in wanted]
        tests += _test_rows(clusters, one, other, found)
        sentences += _sentences(clusters, (one, other), met, found, chosen)
    tables = (
        Evidence("meet", "Whom to introduce across the clusters", _frame(meet, _MEET), _MEET,
                 say("Pairs with most reasons first, then those whose reason few others share. "
                     "No firm "
                 "stands in more than two pairs. Ask both before you introduce them.")),
        Evidence("offers_needs", "What one offers and the other seeks", _frame(offers, _OFFERS),
                 _OFFERS, say("An offer meets a search when their words are alike (80 of 100). "
                              "Rare "
                 "ones first."), shown="folded"),
        Evidence("offers_test", "Offers and searches against chance", _frame(tests, _TESTED),
                 _TESTED, say("More than chance: what one cluster offers is sought in the other "
                              "rather "
                 "than at home.")),
        chain(clusters),
        Evidence("inputs", "Bought outside only, and made in the other cluster",
                 _frame(inputs, _INPUTS), _INPUTS),
        markets(clusters),
    )  # fmt: skip
    kept = tuple(table for table in tables if len(table.rows))
    return Complement(kept, tuple(sentences), tuple(_gaps(clusters)))


def _frame(rows: Sequence[Mapping[str, Any]], fields: Sequence[Field]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[field.key for field in fields])


def _meeting(clusters: Sequence[Cluster], one: int, other: int, pair: Meeting) -> dict[str, Any]:
    return {
        "one": names_of(clusters[one])[pair.one],
        "one_cluster": clusters[one].name,
        "other": names_of(clusters[other])[pair.other],
        "other_cluster": clusters[other].name,
        "why": "; ".join(pair.reasons),
        "reasons": len(pair.reasons),
    }


def _offer(clusters: Sequence[Cluster], row: Met) -> dict[str, Any]:
    return {
        "offer": row.offer,
        "giver": clusters[row.giver].name,
        "givers": len(row.givers),
        "search": row.search,
        "taker": clusters[row.taker].name,
        "takers": len(row.takers),
        "pairs": row.pairs,
        "who_offers": _who(clusters[row.giver], row.givers),
        "who_seeks": _who(clusters[row.taker], row.takers),
    }


def _who(cluster: Cluster, places: Sequence[int]) -> str:
    return "; ".join(cluster.inside.actors["name"].astype(str).iloc[list(places[:MOST_NAMED])])


def _input(clusters: Sequence[Cluster], row: Wanted) -> dict[str, Any]:
    buys, makes = names_of(clusters[row.buyer]), names_of(clusters[row.maker])
    return {
        "buyer": clusters[row.buyer].name,
        "stage": row.stage,
        "buyers": len(row.buyers),
        "maker": clusters[row.maker].name,
        "makers": len(row.makers),
        "who_buys": "; ".join(buys[firm] for firm in row.buyers[:MOST_NAMED]),
        "who_makes": "; ".join(makes[firm] for firm in row.makers[:MOST_NAMED]),
    }


def _test_rows(
    clusters: Sequence[Cluster], one: int, other: int, found: Across | None
) -> list[dict[str, Any]]:
    if found is None:
        return []
    a, b = clusters[one].name, clusters[other].name
    there, back = _possible(clusters, one, other), _possible(clusters, other, one)
    rows = (
        (say("of {a}, sought in {b}", a=a, b=b), found.there, there),
        (say("of {b}, sought in {a}", b=b, a=a), found.back, back),
        (word("both ways"), found.both, there + back),
    )
    return [
        {"what": what, "share": test.observed / possible if possible else np.nan, **test.row()}
        for what, test, possible in rows
    ]


def _possible(clusters: Sequence[Cluster], giver: int, taker: int) -> int:
    """Count the pairs of a firm that offers anything and one that seeks anything."""
    sides = said(clusters[giver], "offers"), said(clusters[taker], "seeks")
    one, other = (len({p for own in side.values() for p, _ in own}) for side in sides)
    return one * other


def _sentences(
    clusters: Sequence[Cluster],
    places: tuple[int, int],
    met: Sequence[Met],
    found: Across | None,
    chosen: Sequence[Meeting],
) -> list[str]:
    """Say how many pairs could meet, whether that is more than chance, and who first."""
    two = clusters[places[0]], clusters[places[1]]
    count = sum(pairs_met([m for m in met if m.giver == place]) for place in places)
    return [*_how_many(two, count, found), *(_first(two, one) for one in chosen[:1])]


def _how_many(two: tuple[Cluster, Cluster], count: int, found: Across | None) -> list[str]:
    """Say how many pairs could meet, beside chance."""
    names = {"name": two[0].name, "name2": two[1].name}
    if not count:
        if found is None:
            return []
        return [
            say("Nothing that firms of {name} or {name2} offer is sought in the other.", **names)
        ]
    chance = ""
    if found is not None and found.both.p == found.both.p:
        chance = say(
            "; chance would give {expected} ({found})",
            expected=localised(f"{found.both.expected:,.0f}"),
            found=_chance(found),
        )
    return [
        say(
            "In {pair} a firm of {name} and one of {name2} could meet because one offers what "
            "the other seeks{chance}.",
            pair=wording.count(count, "pair"),
            chance=chance,
            **names,
        )
    ]


def _first(two: tuple[Cluster, Cluster], meeting: Meeting) -> str:
    """Say who could be introduced first."""
    one, other = two
    return say(
        "Introduce {firm} ({cluster}) to {firm2} ({cluster2}) first: {reason}.",
        firm=names_of(one)[meeting.one],
        cluster=one.name,
        firm2=names_of(other)[meeting.other],
        cluster2=other.name,
        reason=meeting.reasons[0],
    )


def _chance(found: Across) -> str:
    test = found.both
    p = wording.p_said(test.p)
    if test.p > LEVEL:
        return say("no clear difference, {p}", p=p)
    if test.observed > test.expected:
        return say("more than chance, {p}", p=p)
    return say("fewer than chance, {p}", p=p)


def _gaps(clusters: Sequence[Cluster]) -> list[str]:
    """Say what the surveys lack for finding complementarities."""
    gaps = []
    silent = [c.name for c in clusters if not said(c, "offers")]
    if silent:
        gaps.append(
            say(
                "What firms offer to others is not told of {silent} (column 'offers' of the table "
                "'actors').",
                silent=listed(silent),
            )
        )
    silent = [c.name for c in clusters if not said(c, "seeks")]
    if silent:
        gaps.append(
            say(
                "What firms look for is not told of {silent} (column 'seeks' of the table "
                "'actors').",
                silent=listed(silent),
            )
        )
    if not stages_in_common(clusters):
        gaps.append(say("The surveys have no stage of the chain in common, by id or label."))
    if not any(_outside_stages(cluster) for cluster in clusters):
        gaps.append(
            say("Inputs bought outside cannot be matched: no outside supplier has a stage.")
        )
    return gaps


def _outside_stages(cluster: Cluster) -> bool:
    """Tell whether any actor outside the cluster has a stage."""
    actors = cluster.net.actors
    outside = ~actors["in_cluster"].to_numpy(dtype=bool)
    return bool(actors["stages"][outside].map(len).gt(0).any())

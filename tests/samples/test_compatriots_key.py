"""The answer key of the compatriots holds in the data, by hand-written counting."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from math import asin, cos, radians, sin, sqrt
from typing import Any

import pandas as pd
import pytest

from tiesnet.survey.samples import compatriots_abroad, compatriots_abroad_key

SURVEY = "compatriots-abroad"
NEAR = 5.0  # kilometres


@pytest.fixture(scope="module")
def key(bench) -> dict[str, Any]:
    return bench.key_of(SURVEY)


@pytest.fixture(scope="module")
def tables(bench) -> dict[str, pd.DataFrame]:
    return bench.tables_of(SURVEY)


@pytest.fixture(scope="module")
def hand(bench, tables):
    return bench.Hand(tables)


def _kilometres(one: Any, other: Any) -> float:
    """The distance on a sphere, by the haversine."""
    a, b = radians(one.latitude), radians(other.latitude)
    east = radians(other.longitude - one.longitude)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(east / 2) ** 2
    return 2 * 6371 * asin(sqrt(half))


def _near(one: Any, other: Any) -> bool:
    return one.location == other.location or _kilometres(one, other) < NEAR


def test_counts(tables, key, hand) -> None:
    counts = key["counts"]
    states = Counter(hand.answered(firm) for firm in hand.firms)
    assert states == {
        "answered": counts["firms_answered"],
        "partly": counts["firms_partly"],
        "silent": counts["firms_silent"],
        "not surveyed": counts["firms_not_surveyed"],
    }
    origin = hand.actors.loc[sorted(hand.firms), "origin"]
    assert (origin == key["home"]).sum() == counts["compatriots"] == 51
    assert (origin == key["host"]).sum() == counts["host_firms"]
    assert set(hand.actors.loc[sorted(hand.firms), "country"]) == {key["host"]}
    assert len(hand.firms) == counts["firms"]
    assert len(hand.inside) == counts["firms"] + counts["institutions"]


def test_every_word_of_the_connection(hand, key) -> None:
    assert {actor: hand.word(actor) for actor in hand.inside} == key["connection"]
    lost = dict(hand.lost)
    assert lost.pop(key["cut_firm"]["firm"]) == [set(key["cut_firm"]["cuts_off"])]
    assert all(len(part) == 1 for parts in lost.values() for part in parts)
    for firm, partner in key["hang_by_one_tie"].items():
        assert list(hand.graph[firm]) == [partner]


def test_silent_firms_say_nothing_and_are_named_as_planted(tables, key, hand) -> None:
    silent = set(key["silent"])
    assert {f for f in hand.firms if hand.answered(f) == "silent"} == silent
    assert not tables["ties"]["reported_by"].isin(silent).any()
    named = {f: hand.said_yes.query("target == @f")["reported_by"].nunique() for f in silent}
    assert named == key["silent"]
    assert sorted(named.values())[:3] == [0, 1, 2]


def test_one_leader_with_its_suppliers(hand, key) -> None:
    found = defaultdict(set)
    for firm, partners in hand.main_partners().items():
        if len(partners) == 1:
            found[min(partners)].add(firm)
    leaders = {leader: firms for leader, firms in found.items() if len(firms) >= 3}
    assert leaders == {leader: set(firms) for leader, firms in key["leaders"].items()}


def test_knowledge_of_the_host_country_comes_through_two_firms(hand, key) -> None:
    country = hand.actors["country"]
    outside = set(hand.actors.index[hand.actors["in_cluster"] == "no"])
    host = {actor for actor in outside if country[actor] == key["host"]}
    asked = defaultdict(set)
    for row in hand.said_yes.query("relation == 'advice'").itertuples():
        if row.target in host:
            asked[row.source].add(row.target)
    assert asked == {firm: set(sources) for firm, sources in key["gatekeepers"].items()}
    assert hand.outside_gatekeepers() == set(key["gatekeepers"])
    home = hand.actors["origin"] == key["home"]
    for keeper in key["gatekeepers"]:
        asks = (hand.said_yes["relation"] == "advice") & (hand.said_yes["target"] == keeper)
        askers = hand.said_yes.loc[asks, "source"]
        assert home[askers].sum() >= 9, "compatriots ask them"


def test_who_has_ties_home_only(hand, key) -> None:
    for firm in key["only_ties_home"]:
        assert hand.graph.degree(firm) == 0
        partners = hand.said_yes.query("source == @firm")["target"]
        assert set(hand.actors.loc[partners, "country"]) == {key["home"]}


def test_newcomers_are_disconnected_far_more_often(hand, key) -> None:
    entered = hand.actors["entered"]
    new = {f for f in hand.firms if entered[f] >= 2024}
    assert {f: int(entered[f]) for f in new} == key["newcomers"]
    bad = {"isolate", "hangs by one tie", "outside the main component"}
    lost = {f for f in new if hand.word(f) in bad}
    assert lost == set(key["newcomers_disconnected"])
    old = [f for f in hand.firms - new if hand.answered(f) == "answered"]
    assert len(lost) / len(new) > 0.7 > 10 * sum(hand.word(f) in bad for f in old) / len(old)


def _proximities(hand, tables) -> dict[frozenset[str], tuple[bool, bool, bool, bool]]:
    """Place, sector, a body of both, origin: for each pair of firms that answered everything."""
    bodies = defaultdict(set)
    for row in tables["affiliations"].itertuples():
        bodies[row.actor].add(row.organisation)
    firms = [f for f in sorted(hand.firms) if hand.answered(f) == "answered"]
    rows = {f: hand.actors.loc[f] for f in firms}
    return {
        frozenset((a, b)): (
            _near(rows[a], rows[b]),
            rows[a].sector == rows[b].sector,
            bool(bodies[a] & bodies[b]),
            rows[a].origin == rows[b].origin,
        )
        for a, b in combinations(firms, 2)
    }


def test_the_tie_rate_rises_with_every_proximity_shared(hand, tables) -> None:
    pairs = _proximities(hand, tables)
    tied = {frozenset(edge) for edge in hand.graph.edges}
    counts, ties = Counter(), Counter()
    for pair, shared in pairs.items():
        counts[sum(shared)] += 1
        ties[sum(shared)] += pair in tied
    rates = [ties[overlap] / counts[overlap] for overlap in range(5)]
    assert rates == sorted(rates)
    assert rates[4] > 5 * rates[1]


@pytest.mark.parametrize("place", range(4), ids=["place", "sector", "body", "origin"])
def test_each_proximity_goes_with_more_ties(hand, tables, place: int) -> None:
    pairs = _proximities(hand, tables)
    tied = {frozenset(edge) for edge in hand.graph.edges}
    rate = {}
    for value in (True, False):
        chosen = [pair for pair, shared in pairs.items() if shared[place] == value]
        rate[value] = sum(pair in tied for pair in chosen) / len(chosen)
    assert rate[True] > 1.3 * rate[False]


def test_platforms_hold_less_than_half_and_tie_their_members(hand, tables, key) -> None:
    rows = tables["affiliations"]
    tied = {frozenset(edge) for edge in hand.graph.edges}
    firms = sorted(hand.firms)
    everybody = sum(frozenset(p) in tied for p in combinations(firms, 2))
    for body in key["platforms"].values():
        members = sorted(rows.loc[rows["organisation"] == body, "actor"])
        assert 10 <= len(members) < len(firms) / 2
        pairs = list(combinations(members, 2))
        within = sum(frozenset(pair) in tied for pair in pairs) / len(pairs)
        assert within > 1.5 * everybody / (len(firms) * (len(firms) - 1) / 2)
    circle = rows[rows["organisation"] == key["platforms"]["compatriot"]]["actor"]
    assert set(hand.actors.loc[circle, "origin"]) == {key["home"]}


def test_virtual_ties_are_trusted_less(hand) -> None:
    rows = hand.said_yes.dropna(subset=["medium", "trust"])
    inside = rows["source"].isin(hand.inside) & rows["target"].isin(hand.inside)
    at = hand.actors
    near = pd.Series(
        [_near(at.loc[r.source], at.loc[r.target]) for r in rows[inside].itertuples()],
        index=rows.index[inside],
    )
    told = rows[inside]
    virtual = told[(told["medium"] == "digital") & ~near]
    met = told[(told["medium"] == "in_person") & near]
    assert len(virtual) >= 20 and len(met) >= 100
    assert virtual["trust"].mean() + 1 < met["trust"].mean()


def test_the_similar_names_are_planted(hand, key) -> None:
    one, other = (hand.actors.at[firm, "name"] for firm in key["similar_names"])
    assert sum(a != b for a, b in zip(one, other, strict=True)) == 1


def test_the_codebook_leaves_nothing_to_guess(tables) -> None:
    ties, scales = tables["ties"], tables["relations"].set_index("id")
    assert scales.drop(columns="inverse_of").notna().all(axis=None)
    assert set(ties["relation"]) == set(scales.index)
    assert ties["reported_by"].notna().all()
    assert set(ties["source"]) | set(ties["target"]) <= set(tables["actors"]["id"])
    assert ties["trust"].dropna().between(1, 5).all()


@pytest.mark.parametrize("seed", range(1, 7))
def test_other_seeds_keep_what_is_planted(bench, seed: int) -> None:
    made, told = compatriots_abroad(seed), compatriots_abroad_key(seed)
    true, keyed = bench.Hand(made).facts(), bench.planted(told)
    assert {name: true[name] for name in keyed} == keyed

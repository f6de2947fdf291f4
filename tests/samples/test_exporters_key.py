"""The answer key of the exporters holds in the data, by hand-written counting."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pandas as pd
import pytest

from tiesnet.survey.samples import sinos_like_exporters, sinos_like_exporters_key

SURVEY = "sinos-like-exporters"
FORMS = ("hierarchy", "quasi-hierarchy", "network", "market")


@pytest.fixture(scope="module")
def key(bench) -> dict[str, Any]:
    return bench.key_of(SURVEY)


@pytest.fixture(scope="module")
def tables(bench) -> dict[str, pd.DataFrame]:
    return bench.tables_of(SURVEY)


@pytest.fixture(scope="module")
def hand(bench, tables):
    return bench.Hand(tables)


@pytest.fixture(scope="module")
def supply(hand) -> pd.DataFrame:
    """Every supply tie of the last round inside, once: from the seller's report if there is one."""
    rows = hand.trade()
    rows = rows.assign(own=rows["reported_by"] == rows["seller"]).sort_values("own")
    return rows.drop_duplicates(["seller", "buyer", "chain"], keep="last")


def _form(row: Any, sales: pd.Series) -> str:
    """The written rule: owned, commanded and dependent, joint, market; else undetermined."""
    if row.ownership >= 0.5:
        return "hierarchy"
    if row.spec_by == "joint":
        return "network"
    if row.spec_by in ("standard", "supplier"):
        return "market"
    return "quasi-hierarchy" if row.value >= 0.5 * sales[row.seller] else "undetermined"


def _forms(rows: pd.DataFrame, sales: pd.Series) -> Iterator[tuple[str, str, str, str]]:
    for row in rows.itertuples():
        yield row.chain, _form(row, sales), row.seller, row.buyer


def test_counts(tables, key, hand) -> None:
    counts = key["counts"]
    states = Counter(hand.answered(firm) for firm in hand.firms)
    assert states == {
        "answered": counts["firms_answered"],
        "partly": counts["firms_partly"],
        "silent": counts["firms_silent"],
        "not surveyed": counts["firms_not_surveyed"],
    }
    assert len(hand.firms) == counts["firms"] == 76
    assert len(hand.inside) - len(hand.firms) == counts["institutions"]
    assert (tables["actors"]["in_cluster"] == "no").sum() == counts["outside"]
    stages = Counter(hand.first_stage(firm) for firm in hand.firms)
    assert stages == {stage: n for stage, n in counts["firms_by_stage"].items() if n}


def test_every_word_of_the_connection(hand, key) -> None:
    assert {actor: hand.word(actor) for actor in hand.inside} == key["connection"]
    lost = dict(hand.lost)
    assert lost.pop(key["cut_firm"]["firm"]) == [set(key["cut_firm"]["cuts_off"])]
    assert all(len(part) == 1 for parts in lost.values() for part in parts)


def test_hanging_firms_have_the_partner_of_the_key(hand, key) -> None:
    for firm, partner in key["hang_by_one_tie"].items():
        assert list(hand.graph[firm]) == [partner]
    for firm in key["without_institutions"]["isolates"]:
        assert hand.graph.degree(firm) > 0
        assert not set(hand.graph[firm]) & hand.firms


def test_silent_firms_say_nothing_and_are_named_as_planted(tables, key, hand) -> None:
    silent = {f for f in hand.firms if hand.answered(f) == "silent"}
    assert silent == set(key["silent"])
    assert not tables["ties"]["reported_by"].isin(silent).any()
    named = {f: hand.said_yes.query("target == @f")["reported_by"].nunique() for f in silent}
    assert named == key["silent"]
    assert sorted(named.values())[:3] == [0, 0, 1]


def test_leaders_and_their_tiers_by_value(hand, key) -> None:
    partners = {f: min(p) for f, p in hand.main_partners().items() if len(p) == 1}
    found = defaultdict(set)
    for firm, partner in partners.items():
        found[partner].add(firm)
    assert {k: v for k, v in found.items() if len(v) >= 3} == {
        leader: set(firms) for leader, firms in key["leaders"].items()
    }
    for leader, tiers in key["tiers"].items():
        for firm, tier in tiers.items():
            assert leader == (partners[firm] if tier == 1 else partners[partners[firm]])
    grouped = len(key["tiers"]) + sum(map(len, key["tiers"].values()))
    assert 0.2 < grouped / len(hand.firms) < 0.6


def test_groups_trade_with_their_leader_more_than_with_another(supply, key) -> None:
    group = {firm: leader for leader, tiers in key["tiers"].items() for firm in [leader, *tiers]}
    both = [(group.get(r.seller), group.get(r.buyer)) for r in supply.itertuples()]
    within = sum(one == other for one, other in both if one and other)
    assert within > 0.6 * sum(bool(one and other) for one, other in both)


def test_governance_of_main_ties_follows_the_written_rule(tables, supply, key) -> None:
    sales = tables["actors"].set_index("id")["sales"]
    told = {(s, b): (chain, form) for chain, form, s, b in _forms(supply, sales)}
    for chain, forms in key["governance_of_main_ties"].items():
        for form, pairs in forms.items():
            assert {told[tuple(pair)] for pair in pairs} == {(chain, form)}


def test_each_destination_has_its_own_form_of_governance(tables, hand, supply, key) -> None:
    sales = tables["actors"].set_index("id")["sales"]
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for chain, form, *_ in _forms(supply, sales):
        counts[chain][form] += 1
    strongest = {chain: max(FORMS, key=counts[chain].__getitem__) for chain in counts}
    assert strongest == key["strongest_form_by_chain"]
    assert counts["us"]["quasi-hierarchy"] > 3 * counts["europe"]["quasi-hierarchy"]
    assert set(counts["domestic"]) == {"market"}


def test_owners_hold_the_share_of_the_key(supply, key) -> None:
    owned = supply[supply["ownership"].notna()]
    found = [[r.owner, r.seller, r.ownership] for r in owned.itertuples()]
    assert sorted(found) == sorted(key["owners"])


def test_upgrading_differs_by_market(tables, key) -> None:
    actors = tables["actors"].query("in_cluster == 'yes' and kind == 'firm'")
    market = {"United States": "us", "Europe": "europe", "Brazil": "domestic"}
    kinds = ("process", "product", "functional", "intersectoral")
    yes = actors[[f"upgrading_{kind}" for kind in kinds]].eq("yes")
    shares = yes[actors["main_market"].notna()].groupby(actors["main_market"].map(market)).mean()
    most = shares.idxmax(axis=1).str.removeprefix("upgrading_").to_dict()
    assert most == key["upgrading_most_reported"]
    assert shares.at["us", "upgrading_functional"] < 0.2


def test_knowledge_comes_in_through_the_planted_few(hand, key) -> None:
    outside = set(hand.actors.index[hand.actors["in_cluster"] == "no"])
    asked = defaultdict(set)
    for row in hand.said_yes.query("relation == 'advice'").itertuples():
        if row.target in outside:
            asked[row.source].add(row.target)
    planted = key["gatekeepers"] | key["external_star"]
    assert asked == {firm: set(sources) for firm, sources in planted.items()}
    assert hand.outside_gatekeepers() == set(key["gatekeepers"])
    inside = hand.said_yes.query("relation == 'advice'")
    askers = inside[inside["source"].isin(hand.firms)].groupby("target")["source"].nunique()
    assert all(askers[keeper] >= 6 for keeper in key["gatekeepers"])
    assert all(askers.get(star, 0) == 0 for star in key["external_star"])


def test_gaps_of_the_chain(hand, supply, key) -> None:
    assert hand.missing_stages() == {key["missing_stage"]}
    assert hand.missing_links() == {tuple(key["missing_link"])}
    order = hand.stages.set_index("id")["order"]
    skips, against = set(), []
    for row in supply.itertuples():
        ends = hand.first_stage(row.seller), hand.first_stage(row.buyer)
        step = order[ends[1]] - order[ends[0]]
        if step < 0:
            against.append([row.seller, row.buyer])
        elif step > 1:
            skips.add(ends)
        assert step != 0
    assert skips == {tuple(pair) for pair in key["stages_skipped"]}
    assert against == key["supply_against_stage_order"]


def test_chemicals_are_bought_outside_only(hand) -> None:
    stage = hand.actors["stage"]
    sellers = {a for a in hand.actors.index if stage[a] == "chemicals"}
    assert sellers and not sellers & hand.inside
    buyers = hand.said_yes.query("relation == 'buys_from' and target in @sellers")["source"]
    assert {hand.first_stage(firm) for firm in buyers} == {"leather"}


def test_single_sourced_factories_name_one_supplier(supply, key) -> None:
    for firm, supplier in key["single_sourced"].items():
        assert set(supply.loc[supply["buyer"] == firm, "seller"]) == {supplier}


def _alpha(answers: pd.DataFrame) -> float:
    """Cronbach's alpha: k / (k - 1) times 1 minus the items' variances over the sum's."""
    k = answers.shape[1]
    return k / (k - 1) * (1 - answers.var().sum() / answers.sum(axis=1).var())


def test_one_scale_is_reliable_and_one_is_not(tables, key) -> None:
    items = tables["items"]
    told = items["answer"].where(items["reversed"] == "no", 6 - items["answer"])
    wide = items.assign(told=told).pivot(index="actor", columns=["scale", "item"], values="told")
    assert wide.notna().all(axis=None)
    assert _alpha(wide[key["reliable_scale"]]) > 0.85
    assert _alpha(wide[key["unreliable_scale"]]) < 0.5


def test_the_valley_is_specialised_where_the_key_says(tables, key) -> None:
    jobs = (
        tables["employment"]
        .query("year == 2025")
        .pivot(index="region", columns="sector", values="employees")
    )
    here = jobs.loc[key["specialised_in"]["region"]]
    quotient = (here / here.sum()) / (jobs.sum() / jobs.to_numpy().sum())
    assert sorted(quotient.index[quotient > 1.5]) == sorted(key["specialised_in"]["sectors"])
    assert quotient["footwear"] > 30


def test_who_came_and_who_left(bench, tables, key) -> None:
    first, last = (bench.Hand(tables, wave) for wave in key["waves"]["order"])
    asked = [
        {f for f in hand.firms if hand.answered(f) != "not surveyed"} for hand in (first, last)
    ]
    assert asked[1] - asked[0] == set(key["waves"]["entered"])
    assert asked[0] - asked[1] == set(key["waves"]["left"])
    silent = {f for f in first.firms if first.answered(f) == "silent"}
    assert silent == set(key["waves"]["silent_at_first"])


def test_ties_kept_made_and_lost(tables, key) -> None:
    waves = key["waves"]
    stay = set(tables["responses"]["actor"]) - {*waves["entered"], *waves["left"]}
    pairs, kinds = {}, {}
    order = tables["stages"].set_index("id")["order"]
    stage = tables["actors"].set_index("id")["stage"].map(order)
    for wave in waves["order"]:
        rows = tables["ties"].query("wave == @wave and strength > 0")
        supply = rows[rows["relation"].isin(["sells_to", "buys_from"])]
        pairs[wave] = {
            frozenset(p) for p in supply[["source", "target"]].to_numpy() if set(p) <= stay
        }
        joint = rows[rows["relation"] == "development"]
        ends = {frozenset(p) for p in joint[["source", "target"]].to_numpy()}
        kinds[wave] = Counter(len({stage[a] for a in pair}) for pair in ends)
    first, last = (pairs[wave] for wave in waves["order"])
    outside = {frozenset(p) for p in combinations(set(stage.index) - stay, 2)}
    assert not (first | last) & outside
    assert waves["supply_pairs_of_firms_in_both"] == {
        "kept": len(first & last),
        "created": len(last - first),
        "dissolved": len(first - last),
    }
    before, after = (kinds[wave] for wave in waves["order"])
    assert before[1] > after[1] and before[2] < after[2], "peers fall, the chain rises"


def test_members_are_leaders_and_seldom_workshops(tables, hand, key) -> None:
    rows = tables["affiliations"].query("organisation == 'polo' and wave == @hand.wave")
    members = set(rows["actor"]) & hand.firms
    assert set(key["leaders"]) <= members
    words = key["connection"]
    assert all(words[firm] == "connected" for firm in members)
    stitching = [f for f in hand.firms if hand.first_stage(f) == "stitching"]
    assert sum(f in members for f in stitching) <= 0.2 * len(stitching)


def test_introductions_came_to_what_the_key_says(bench, tables, hand, key) -> None:
    first = bench.Hand(tables, key["waves"]["order"][0])
    told = key["introductions"]
    for one, other in told["tied_since"]:
        assert hand.graph.has_edge(one, other) and not first.graph.has_edge(one, other)
    for one, other in told["not_tied"]:
        assert not hand.graph.has_edge(one, other)
    rows = tables["introductions"]
    never = rows[rows["state"] == "do_not_introduce"][["one", "other"]].to_numpy().tolist()
    assert never == told["never"]


def test_reports_contradict_each_other_only_where_planted(tables, key) -> None:
    said: dict[Any, dict[str, int]] = defaultdict(dict)
    for row in tables["ties"].itertuples():
        if row.relation != "advice":
            relation = "sells_to" if row.relation == "buys_from" else row.relation
            pair = row.wave, relation, frozenset((row.source, row.target))
            said[pair][row.reported_by] = row.strength
    found = [
        (relation, told) for (_, relation, _), told in said.items() if {0} < set(told.values())
    ]
    planted = [
        (entry["relation"], dict(zip(entry["ends"], entry["said"], strict=True)))
        for entry in key["contradictory"]
    ]
    assert sorted(found, key=str) == sorted(planted, key=str)


def test_supply_runs_between_other_stages_only_and_every_cell_fits_its_scale(tables) -> None:
    ties, scales = tables["ties"], tables["relations"].set_index("id")
    for what, low, high in (
        ("strength", "scale_min", "scale_max"),
        ("trust", "trust_min", "trust_max"),
    ):
        least, most = (ties["relation"].map(scales[name]) for name in (low, high))
        fits = ties[what].between(least, most) | (ties[what] == 0) | ties[what].isna()
        assert fits.all(), what
    assert scales.drop(columns="inverse_of").notna().all(axis=None), "nothing is left to guess"
    assert ties["reported_by"].notna().all()
    assert set(ties["source"]) | set(ties["target"]) <= set(tables["actors"]["id"])


@pytest.mark.parametrize("seed", range(1, 7))
def test_other_seeds_keep_what_is_planted(bench, seed: int) -> None:
    made, told = sinos_like_exporters(seed), sinos_like_exporters_key(seed)
    true, keyed = bench.Hand(made).facts(), bench.planted(told)
    assert {name: true[name] for name in keyed} == keyed

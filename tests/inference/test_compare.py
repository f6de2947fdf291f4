"""Clusters side by side: what matches what, errors of differences, size, sentences, what fits."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from functools import cache
from math import comb, sqrt
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray
from tests.inference.compared_surveys import NORTH, SOUTH, both, net_of, write

from tiesnet.errors import TiesnetError
from tiesnet.inference import BLOCKS, INDICATORS, Outcome, compare
from tiesnet.inference.compare.bootstrap import DENSITY, RECIPROCITY, TIED, Pairs, draw_again
from tiesnet.inference.compare.cluster import Cluster
from tiesnet.inference.compare.inputs import wanted_inputs
from tiesnet.inference.compare.layers import match_layers
from tiesnet.inference.compare.needs import offers_beside_chance, pairs_met, what_meets
from tiesnet.inference.compare.opportunities import FACTS, LEVEL, RULES
from tiesnet.literature import sources
from tiesnet.metrics import catalogue, measure
from tiesnet.network import Network, network_from_edges

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ("footwear-valley", "sinos-like-exporters", "compatriots-abroad")
QUICK = {"replications": 99, "workers": 1}


@cache
def sample(name: str) -> Network:
    return net_of(ROOT / "surveys" / name)


@cache
def samples() -> Outcome:
    return compare({name: sample(name) for name in SAMPLES}, replications=99, workers=1)


@pytest.fixture(scope="module")
def nets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Network]:
    """North and South."""
    return both(tmp_path_factory.mktemp("pair"))


@pytest.fixture(scope="module")
def outcome(nets: dict[str, Network]) -> Outcome:
    """North and South compared."""
    return compare(nets, **QUICK)


def row_of(outcome: Outcome, key: str) -> pd.Series:
    rows = pd.concat([one.rows for one in outcome.tables if one.key in BLOCKS])
    return rows[rows["key"] == key].iloc[0]


def random_net(actors: int, ties: float, seed: int, prefix: str = "a") -> Network:
    """A random network in which an actor sends so many ties on average."""
    rng = np.random.default_rng(seed)
    drawn = rng.random((actors, actors)) < ties / (actors - 1)
    np.fill_diagonal(drawn, False)
    names = [f"{prefix}{k}" for k in range(actors)]
    return network_from_edges([(names[i], names[j]) for i, j in np.argwhere(drawn)], names)


def copied(net: Network, times: int) -> Network:
    """The same network several times, the copies not tied to each other."""
    ids = list(net.actors.index)
    ends = net.ties[["source", "target"]].to_numpy()
    edges = [(f"{k}{ids[i]}", f"{k}{ids[j]}") for k in range(times) for i, j in ends]
    return network_from_edges(edges, [f"{k}{one}" for k in range(times) for one in ids])


# What stands beside what.


def test_relations_match_by_name_then_by_what_they_hold(nets: dict[str, Network]) -> None:
    found = match_layers(nets)
    names = {group.label: (group.names, group.how) for group in found.groups}
    assert names["Advice"] == (("advice", "advice"), "same name")
    assert names["Sells to / Supplies"] == (
        ("sells_to", "supplies"),
        "same content and formality",
    )
    assert names["All ties"] == (("all", "all"), "always comparable")
    assert found.alone == ()


def test_what_cannot_be_matched_is_listed_with_the_reason(tmp_path: Path) -> None:
    relations = NORTH["relations"] + "lends,Lends machines,informal,knowledge,yes,with_arrow\n"
    relations += "party,Parties,informal,social,no,both\n"
    ties = NORTH["ties"] + "n1,n2,lends,n1\nn1,n2,party,n1\n"
    found = match_layers(both(tmp_path, relations=relations, ties=ties))
    assert set(found.alone) == {
        ("North", "Lends machines", "one cluster has several relations of this kind"),
        ("North", "Parties", "no other cluster asked for this"),
    }


def test_a_name_that_holds_something_else_or_has_no_arrows_is_no_match(tmp_path: Path) -> None:
    relations = NORTH["relations"].replace("Advice,informal,knowledge", "Advice,formal,cooperation")
    found = match_layers(both(tmp_path, relations=relations))
    why = "the relation of the same name holds something else"
    assert {(name, text) for name, _, text in found.alone} == {("North", why), ("South", why)}
    folder = tmp_path / "flat"
    folder.mkdir()
    flat = NORTH["relations"].replace("knowledge,yes,against_arrow", "knowledge,no,both")
    arrows = match_layers(both(folder, relations=flat)).alone
    why = "one of the questions has arrows and the other has none"
    assert {text for _, _, text in arrows} == {why}


def test_a_choice_of_layers_and_of_measures(nets: dict[str, Network]) -> None:
    few = compare(nets, layers=["advice"], metrics=["per_actor_work", "market"], **QUICK)
    assert list(few.table("strategy")["key"]) == ["per_actor_work advice"]
    assert set(few.table("numbers")["block"]) == {BLOCKS["strategy"], BLOCKS["market"]}


def test_what_is_refused(nets: dict[str, Network], tmp_path: Path) -> None:
    with pytest.raises(TiesnetError, match=r"needs two clusters, and 1 cluster came"):
        compare({"North": nets["North"]})
    with pytest.raises(TiesnetError, match=r"No cluster has a layer 'gossip'"):
        compare(nets, layers=["gossip"])
    with pytest.raises(TiesnetError, match=r"no measure 'nothing' in the comparison"):
        compare(nets, metrics=["nothing"])
    relations = NORTH["relations"] + "party,Parties,informal,social,no,both\n"
    ties = NORTH["ties"] + "n1,n2,party,n1\n"
    folder = tmp_path / "more"
    folder.mkdir()
    with pytest.raises(TiesnetError, match=r"Nothing matches 'party' in another cluster"):
        compare(both(folder, relations=relations, ties=ties), layers=["party"])
    outside = NORTH["actors"].replace(",yes,yes,", ",no,,").replace(",yes,no,", ",no,,")
    (folder / "out").mkdir()
    with pytest.raises(TiesnetError, match=r"No actor of North is inside the cluster"):
        compare(both(folder / "out", actors=outside))


# Errors of differences.


@pytest.mark.parametrize("name", SAMPLES)
def test_drawing_everybody_once_gives_the_measures_of_the_catalogue(name: str) -> None:
    inside = sample(name).inside()
    for layer in [*map(str, inside.layers.index), "all", "formal", "informal"]:
        view = inside.layer(layer)
        once = np.ones((1, len(view.actors)))
        made = Pairs.of(view).drawn(once, np.random.default_rng(1))
        assert made[DENSITY][0] == pytest.approx(catalogue()["density_known"].function(view))
        if view.directed and layer in inside.layers.index:
            expected = catalogue()["reciprocity_known"].function(view)
            assert made[RECIPROCITY][0] == pytest.approx(expected)


def draws_of(actors: int) -> Iterator[tuple[NDArray[np.float64], float]]:
    """Every way to draw actors with replacement, as counts, with its probability."""
    for counts in itertools.product(range(actors + 1), repeat=actors):
        if sum(counts) == actors:
            ways, left = 1, actors
            for count in counts:
                ways *= comb(left, count)
                left -= count
            yield np.array(counts, dtype=float), ways / actors**actors


@pytest.mark.parametrize("directed", [True, False])
def test_the_error_of_density_is_that_of_all_draws_enumerated(directed: bool) -> None:
    # Snijders & Borgatti (1999): every draw of five actors, and the mean and variance over the
    # ties that the pairs of copies take from pairs drawn at random, worked out exactly.
    edges = [("a", "b"), ("b", "c"), ("d", "a")] + ([("b", "a"), ("c", "e")] if directed else [])
    net = network_from_edges(edges, list("abcde"), directed=directed)
    size, pairs = 5, 10
    table = np.zeros((size, size))
    for one, other in edges:
        table[ord(one) - 97, ord(other) - 97] = 1
    table = table if directed else table + table.T
    kinds = np.array([table[i, j] + table[j, i] for i, j in itertools.combinations(range(size), 2)])
    mean = second = 0.0
    for counts, chance in draws_of(size):
        twins = (counts * (counts - 1)).sum() / 2
        across = counts @ table @ counts
        value = (across + twins * kinds.mean()) / (2 * pairs)
        mean += chance * value
        second += chance * (value**2 + twins * kinds.var() / (2 * pairs) ** 2)
    many = 40_000
    drawn = draw_again(size, {}, {"ties": Pairs.of(net)}, replications=many, seed=3, workers=1)[
        f"ties {DENSITY}"
    ]
    error = sqrt(second - mean**2)
    assert drawn.mean() == pytest.approx(mean, abs=4 * error / sqrt(many))
    assert drawn.std() == pytest.approx(error, rel=4 / sqrt(2 * many))


def test_a_silent_firm_stays_out_of_what_is_drawn(tmp_path: Path) -> None:
    actors = NORTH["actors"].replace("n2,Norte Dos,firm,yes,yes", "n2,Norte Dos,firm,yes,no")
    view = both(tmp_path, actors=actors)["North"].inside().layer("advice")
    drawn = Pairs.of(view).drawn(np.array([[2.0, 0, 1, 1, 1, 1]]), np.random.default_rng(1))
    # Known: what n1 (twice), n3, n4 and n5 say of five others, its copy among those of n1: 25.
    # n1 names n3 twice, n3 names n1 twice, n5 names the bank: 5 ties, and those of the copies.
    shares = Pairs.of(view).copies
    assert round(drawn[DENSITY][0] * 25 - 5, 9) in {0.0, 1.0, 2.0}
    assert shares.sum() == pytest.approx(1) and shares[0] == pytest.approx(1 / 6)
    assert view.actors.index.tolist() == ["n1", "n2", "n3", "n4", "n5", "bank"]


def test_means_of_firms_have_the_error_of_a_mean() -> None:
    values = np.array([1.0, 2, 3, 4, np.nan, 7, 8, 9])
    drawn = draw_again(8, {"x": values}, {}, replications=4000, seed=2, workers=1)["x"]
    assert drawn.mean() == pytest.approx(np.nanmean(values), abs=0.1)
    # Seven known of eight: the textbook error of a mean, the number drawn varying a little.
    assert drawn.std() == pytest.approx(np.nanstd(values) / sqrt(7), rel=0.1)
    assert TIED == (DENSITY, "ties_per_actor", RECIPROCITY)


def test_a_difference_has_its_test_in_its_row(outcome: Outcome) -> None:
    rows = outcome.table("differences")
    assert set(rows["test"]) == {"bootstrap of actors, difference over its resamples"}
    assert (rows["replications"] <= 99).all() and (rows["seed"] == 1).all()
    assert rows[["p", "p_error", "sd"]].notna().all(axis=None)
    np.testing.assert_allclose(rows["observed"], rows["one_value"] - rows["other_value"])
    exports = rows[rows["measure"] == "Exports per firm"].iloc[0]
    assert exports["one_value"] == pytest.approx(0.4)
    assert exports["other_value"] == pytest.approx(0.1 / 6)
    assert exports["p"] < 0.05
    chance = outcome.table("adjusted")
    assert set(chance["test"]) == {"conditional uniform graph test"}


def test_the_same_for_any_number_of_workers() -> None:
    pair = {name: random_net(14, 3, k, name) for k, name in enumerate("ab")}
    only = ["density", "transitivity"]
    one, two = (compare(pair, metrics=only, replications=101, workers=w) for w in (1, 2))
    for first, second in zip(one.tables, two.tables, strict=True):
        pd.testing.assert_frame_equal(first.rows, second.rows)


# Alike, larger, and chance.


def test_two_copies_of_one_cluster_differ_in_nothing() -> None:
    twice = {name: sample(SAMPLES[1]) for name in ("One", "Other")}
    outcome = compare(twice, replications=19, workers=1)
    assert (outcome.table("differences")["p"] == 1).all()
    assert outcome.sentences[0].startswith("No clear difference: of ")
    rows = pd.concat([outcome.table(block) for block in BLOCKS])
    several = rows[rows["comparison"] != ""]
    assert len(several) > 40
    assert several["comparison"].str.startswith("Alike.").all()
    assert (rows["opportunity"] == "").all()
    with_p = outcome.table("adjusted")
    one, other = (with_p[with_p["cluster"] == name] for name in ("One", "Other"))
    np.testing.assert_array_equal(one["z"], other["z"])


def test_twice_the_cluster_has_half_the_density_and_as_many_ties_per_actor() -> None:
    small = random_net(24, 4, 5)
    only = ["density", "per_actor", "transitivity"]
    outcome = compare({"Small": small, "Large": copied(small, 2)}, metrics=only, **QUICK)
    density, per_actor = row_of(outcome, "density all"), row_of(outcome, "per_actor all")
    assert density["value:1"] / density["value:0"] == pytest.approx(23 / 47)
    assert per_actor["value:1"] == pytest.approx(per_actor["value:0"])
    assert per_actor["comparison"] == "Alike."
    assert density["comparison"].startswith("Higher in Small (p ")
    closure = row_of(outcome, "transitivity all")
    assert closure["value:1"] == pytest.approx(closure["value:0"])


def test_networks_of_chance_differ_raw_and_not_when_size_is_taken_out() -> None:
    nets = {"Small": random_net(24, 5, 11), "Large": random_net(96, 5, 12)}
    only = ["transitivity", "centralisation"]
    outcome = compare(nets, metrics=only, replications=299, workers=1)
    found = outcome.table("adjusted").set_index(["measure", "cluster"])
    for measure_name in ("Closure (All ties)", "Centralisation (All ties)"):
        small, large = (found.loc[(measure_name, name)] for name in nets)
        assert small["observed"] > 1.5 * large["observed"]
        assert abs(small["z"]) < 3 and abs(large["z"]) < 3
        assert abs(small["excess"] - large["excess"]) < 3 * (small["sd"] + large["sd"])
    assert "as chance in both" in row_of(outcome, "transitivity all")["comparison"]


def test_z_grows_with_size_for_the_same_structure_as_the_table_says() -> None:
    rings = [(f"{k}", f"{(k + step) % 20}") for k in range(20) for step in (1, 2)]
    ring = network_from_edges(rings, [str(k) for k in range(20)], directed=False)
    rings_of = {"One": ring, "Three": copied_flat(ring, 3)}
    outcome = compare(rings_of, metrics=["transitivity"], **QUICK)
    found = outcome.table("adjusted").set_index(["measure", "cluster"])
    one, three = (found.loc[("Closure (All ties)", name)] for name in ("One", "Three"))
    assert one["observed"] == pytest.approx(three["observed"])
    assert three["z"] > 1.5 * one["z"] > 3
    reading = next(t.reading for t in outcome.tables if t.key == "adjusted")
    assert "z grows with the number of actors" in reading


def copied_flat(net: Network, times: int) -> Network:
    ids = list(net.actors.index)
    ends = net.ties[["source", "target"]].to_numpy()
    edges = [(f"{k}-{ids[i]}", f"{k}-{ids[j]}") for k in range(times) for i, j in ends]
    names = [f"{k}-{one}" for k in range(times) for one in ids]
    return network_from_edges(edges, names, directed=False)


def test_more_actors_than_chance_is_drawn_for_are_said_to_be_left_out() -> None:
    large = network_from_edges([("a0", "a1"), ("a1", "a2")], [f"a{k}" for k in range(3001)])
    outcome = compare(
        {"Large": large, "Small": random_net(8, 2, 1)}, metrics=["transitivity"], **QUICK
    )
    assert any("Large, all: not set against chance." in said for said in outcome.assumptions)


@pytest.mark.skipif(os.environ.get("TIESNET_FULL") != "1", reason="a simulation for the full run")
def test_where_nothing_differs_p_is_small_as_often_as_it_should_be() -> None:
    small = 0
    for k in range(200):
        pairs = [Pairs.of(random_net(30, 3, 2 * k + i)) for i in (0, 1)]
        drawn = [
            draw_again(30, {}, {"t": one}, replications=199, seed=k, workers=1, salt=i)
            for i, one in enumerate(pairs)
        ]
        values = [one.density for one in pairs]
        first, second = (one[f"t {DENSITY}"] for one in drawn)
        moved = (first - first.mean()) - (second - second.mean())
        small += (np.abs(moved) >= abs(values[0] - values[1])).mean() < 0.05
    # Without dependence in the data the bootstrap of actors is cautious: at most the level, and
    # three binomial errors.
    assert small / 200 <= 0.05 + 3 * sqrt(0.05 * 0.95 / 200)


# Sentences.


def test_every_measure_is_declared_with_a_block_a_reason_and_what_it_rests_on() -> None:
    known = catalogue()
    for key, one in INDICATORS.items():
        assert one.key == key and one.block in BLOCKS and one.reason.endswith("."), key
        assert set(one.metrics) <= set(known), key
        assert one.kind in ("percent", "number", "count"), key
    assert {one.block for one in INDICATORS.values()} == set(BLOCKS)
    assert {key.split(" ")[0] for key in RULES} | set(FACTS) <= set(INDICATORS)
    assert {rule.source for rule in RULES.values()} <= set(sources())


def test_a_clear_difference_is_said_with_what_could_follow(outcome: Outcome) -> None:
    exports = row_of(outcome, "exports")
    assert exports["cluster:0"] == "40 %" and exports["cluster:1"] == "1.7 %"
    assert exports["comparison"].startswith("Higher in North (p = 0.0")
    exporters = row_of(outcome, "exporters")
    assert exporters["opportunity"] == (
        "Firms of North know the way to markets abroad; contacts with them could open it to firms "
        "of South."
    )
    assert exports["opportunity"] == ""  # it was said already
    claim = "Exporting firms: 100 % in North, 17 % in South"
    assert any(said.startswith(claim) for said in outcome.sentences)


def test_no_opportunity_without_its_condition() -> None:
    outcome = samples()
    for block in BLOCKS:
        for row in outcome.table(block).to_dict("records"):
            said = "No clear difference" in row["comparison"] or "not tested" in row["comparison"]
            if said and row["key"].split(" ")[0] not in FACTS:
                assert row["opportunity"] == "", row["key"]
            assert row["comparison"] or sum(bool(row[f"cluster:{k}"]) for k in range(3)) < 2


def test_samples_say_what_they_were_made_to_say() -> None:
    outcome = samples()
    claim = "Exporting firms: 100 % in compatriots-abroad, 36 %"
    assert any(said.startswith(claim) for said in outcome.sentences)
    exports = outcome.table("differences").query("measure == 'Exporting firms'")
    assert len(exports) == 3 and (exports["p"] <= LEVEL).any()
    assert row_of(outcome, "embedded all")["comparison"].startswith(
        "Not comparable: trust counts where it was asked for"
    )
    assert row_of(outcome, "led")["comparison"].startswith("Not comparable: main partners are by ")
    assert row_of(outcome, "horizontal all")["comparison"].startswith("Not comparable: no stages")
    owned = row_of(outcome, "foreign_owned")["comparison"]
    assert owned.startswith("Not comparable: told as a share")
    assert "for 3 pairs" in row_of(outcome, "exporters")["comparison"]
    assert row_of(outcome, "trust all")["comparison"].endswith("Not known of footwear-valley.")
    said = [*outcome.sentences, *outcome.cautions, *outcome.assumptions, outcome.method]
    for block in BLOCKS:
        said += outcome.table(block)[["comparison", "opportunity"]].to_numpy().ravel().tolist()
    words = " ".join(text for text in said if text)
    assert not {"nan", "None", "True", "False"} & set(words.replace("(", " ").split())
    assert " 1 firms" not in words and "  " not in words and ".." not in words


def test_numbers_are_those_of_measure() -> None:
    outcome = samples()
    for place, name in enumerate(SAMPLES):
        made = measure(sample(name), ["all"], ["density_known", "transitivity", "pipelines"])
        here, numbers = f"value:{place}", made.network["all"]
        assert row_of(outcome, "density all")[here] == numbers["density_known"]
        assert row_of(outcome, "transitivity all")[here] == numbers["transitivity"]
        firms = made.actors[("all", "pipelines")][made.net.inside().actors["kind"] == "firm"]
        assert row_of(outcome, "pipelines all")[here] == pytest.approx(firms.mean())


def test_surveys_that_differ_are_pointed_at(tmp_path: Path) -> None:
    relations = NORTH["relations"] + "party,Parties,informal,social,no,both\n"
    actors = NORTH["actors"].replace(",firm,yes,yes,s", ",firm,yes,no,s")
    told = [line for line in NORTH["ties"].splitlines() if line[-2:] not in ("n3", "n4", "n5")]
    ties = "\n".join([*told, "n1,n2,party,n1"]) + "\n"
    nets = both(tmp_path, relations=relations, actors=actors, ties=ties)
    outcome = compare(nets, metrics=["governance"], **QUICK)
    said = " ".join(outcome.cautions)
    assert "Fewer than 70% of the firms answered in North" in said
    assert "Response differs (North 40% and South 100%)" in said
    assert "different numbers of relations (North 3 and South 2)" in said
    assert "Not all surveys name institutions inside the cluster (North 1 and South 0)" in said
    assert "The questions behind “Sells to / Supplies” are not the same." in said
    designs = write(tmp_path / "sampled", SOUTH, survey="key,value\ndesign,sample\n")
    pair = {"South": nets["South"], "Sampled": net_of(designs)}
    other = compare(pair, metrics=["governance"], **QUICK)
    assert "South: every firm and Sampled: a sample of firms" in other.cautions[0]
    assert row_of(other, "centralisation all")["why:1"].startswith("the survey covers a sample")


# What one could do for the other.


def clusters_of(nets: dict[str, Network]) -> list[Cluster]:
    return [Cluster(name, net, measure(net, ["all"], ["degree"])) for name, net in nets.items()]


def test_offers_meet_searches_both_ways(nets: dict[str, Network]) -> None:
    clusters = clusters_of(nets)
    there, back = what_meets(clusters, 0, 1), what_meets(clusters, 1, 0)
    assert [(m.offer, m.search, m.givers, m.takers) for m in there] == [
        ("hand stitching", "Hand-stitching", (0, 1), (0,))
    ]
    assert [(m.offer, m.search, m.givers, m.takers) for m in back] == [
        ("tannery", "Tannery", (0, 1), (2,))
    ]
    assert pairs_met(there) + pairs_met(back) == 4


def test_offers_beside_all_ways_to_hand_them_out(
    nets: dict[str, Network],
) -> None:
    clusters = clusters_of(nets)
    found = offers_beside_chance(clusters, 0, 1, replications=4999, seed=1, workers=1)
    # Offering firms, and the seekers of it in North and in South: n1, n2 (0, 1), n3, n5 (0, 0),
    # s1, s2 (1, 0). Four of the six offers fall to North.
    takers = [(0, 1), (0, 1), (0, 0), (0, 0), (1, 0), (1, 0)]
    counts = []
    for north in itertools.combinations(range(6), 4):
        there = sum(takers[k][1] for k in north)
        counts.append(there + sum(takers[k][0] for k in set(range(6)) - set(north)))
    assert found is not None and found.both.observed == 4
    assert found.both.expected == pytest.approx(np.mean(counts), abs=0.06)
    exact = np.mean(np.array(counts) >= 4)
    assert found.both.p_greater == pytest.approx(exact, abs=4 * sqrt(exact * (1 - exact) / 5000))
    assert found.both.test.startswith("permutation of offers")


def test_stages_inputs_markets_and_who_should_meet(
    nets: dict[str, Network], outcome: Outcome
) -> None:
    chain = outcome.table("chain").set_index("stage")
    assert chain.loc["Hides", ["cluster:0", "cluster:1"]].tolist() == [0, 2]
    assert chain.at["Hides", "says"] == "missing in North; present in South"
    assert chain.at["Selling", "says"] == "missing in South; present in North"
    wanted = wanted_inputs(clusters_of(nets), 0, 1)
    assert [(w.stage, w.buyers, w.makers) for w in wanted] == [
        ("Hides", ("n1", "n2"), ("s1", "s5"))
    ]
    inputs = outcome.table("inputs").iloc[0]
    assert inputs["who_buys"] == "Norte Uno; Norte Dos"
    assert inputs["who_makes"] == "Sul Um; Sul Cinco"
    markets = outcome.table("markets").set_index("market")
    assert markets.loc["France", "says"] == "only North"
    assert markets.loc["Spain", "says"] == "country of North"
    meet = outcome.table("meet")
    first = meet.iloc[0]
    assert (first["one"], first["other"], first["reasons"]) == ("Norte Dos", "Sul Um", 2) or (
        first["one"],
        first["other"],
        first["reasons"],
    ) == ("Norte Uno", "Sul Um", 2)
    assert "offers “hand stitching”" in first["why"] and "Hides outside only" in first["why"]
    ends = pd.concat([meet["one"], meet["other"]]).value_counts()
    assert ends.max() <= 2
    stages = row_of(outcome, "stages")["opportunity"]
    assert stages == (
        "North has no firm in Hides; South has: a link between them could close the gap. South has "
        "no firm in Selling; North has: a link between them could close the gap."
    )
    assert any(said.startswith("Introduce Norte ") for said in outcome.sentences)
    assert any("one offers what the other seeks" in said for said in outcome.sentences)


def test_what_the_surveys_lack_for_it_is_said() -> None:
    pair = {name: sample(name) for name in (SAMPLES[0], SAMPLES[2])}
    outcome = compare(pair, metrics=["density"], **QUICK)
    said = " ".join(outcome.assumptions)
    assert "What firms offer to others is not told of footwear-valley (column 'offers'" in said
    assert "The surveys have no stage of the chain in common" in said
    assert "meet" not in [table.key for table in outcome.tables]


def test_a_survey_that_tells_no_stage_of_a_firm_is_not_said_to_lack_stages(tmp_path: Path) -> None:
    silent = NORTH["actors"]
    for stage in ("cut", "sew", "sell"):
        silent = silent.replace(f",yes,{stage},", ",yes,,")
    outcome = compare(both(tmp_path, actors=silent), metrics=["stages"], **QUICK)
    row = outcome.table("strategy").iloc[0]
    assert np.isnan(row["value:0"]) and row["why:0"] == "of no firm the stage is known"
    assert row["value:1"] == 3 and "North has no" not in row["opportunity"]
    assert outcome.table("chain")["cluster:0"].isna().all()
    (folder := tmp_path / "two").mkdir()
    one = NORTH["actors"].replace("yes,yes,sew,", "yes,yes,,")
    outcome = compare(both(folder, actors=one), metrics=["stages"], layers=["all"], **QUICK)
    assert "North has no known firm in " in outcome.table("strategy").iloc[0]["opportunity"]
    assert outcome.parameters["Layers"] == "all" and outcome.parameters["Measures"] == "stages"

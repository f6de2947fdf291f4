"""The answer key holds in the data, by networkx and by hand-written counting."""

from __future__ import annotations

import networkx as nx
import pytest


def _by_word(words: dict[str, str], word: str) -> set[str]:
    return {actor for actor, said in words.items() if said == word}


def test_exactly_the_planted_isolates(valley) -> None:
    alone = set(nx.isolates(valley.union()))
    answered = {a for a in alone if valley.actors.at[a, "respondent"] == "yes"}
    assert answered == set(valley.key["isolates"])
    assert len(answered) == 3
    named = valley.said_yes[["source", "target"]].to_numpy().ravel()
    assert not answered & set(named), "an isolate has no tie outside either"


def test_exactly_the_planted_firms_have_one_partner(valley) -> None:
    graph = valley.union()
    main = max(nx.connected_components(graph), key=len)
    hanging = {
        a: next(iter(graph[a]))
        for a in main
        if graph.degree(a) == 1 and valley.actors.at[a, "respondent"] == "yes"
    }
    assert hanging == valley.key["hang_by_one_tie"]
    assert len(hanging) == 4


def test_exactly_the_planted_components(valley) -> None:
    sizes = sorted(nx.connected_components(valley.union()), key=len, reverse=True)
    small = [sorted(part) for part in sizes[1:] if len(part) > 1]
    assert small == [sorted(part) for part in valley.key["outside_main_component"]]


def test_the_cut_firm_separates_the_most(valley) -> None:
    graph = valley.union()
    main = graph.subgraph(max(nx.connected_components(graph), key=len))
    lost = {}
    for actor in nx.articulation_points(main):
        parts = sorted(nx.connected_components(main.subgraph(set(main) - {actor})), key=len)
        lost[actor] = set().union(*parts[:-1])
    ranked = sorted(lost, key=lambda actor: len(lost[actor]), reverse=True)
    cut = valley.key["cut_firm"]
    assert ranked[0] == cut["firm"]
    assert lost[cut["firm"]] == set(cut["cuts_off"])
    assert all(len(lost[actor]) == 1 for actor in ranked[1:])


def test_every_word_of_the_connection(valley) -> None:
    assert valley.connection() == valley.key["connection"]
    assert valley.connection(firms_only=True) == valley.key["connection_firms"]


def test_other_seeds_keep_the_connection_and_the_leaders(other_valley) -> None:
    assert other_valley.connection() == other_valley.key["connection"]
    assert other_valley.connection(firms_only=True) == other_valley.key["connection_firms"]
    assert _leaders(other_valley) == _planted_leaders(other_valley)


def test_lists_and_words_of_the_key_agree(valley) -> None:
    key, words = valley.key, valley.key["connection"]
    assert _by_word(words, "isolate") == set(key["isolates"])
    assert _by_word(words, "hangs by one tie") == set(key["hang_by_one_tie"])
    assert _by_word(words, "hangs by one actor") == set(key["hang_by_one_actor"])
    assert _by_word(words, "silent") == set(key["silent"])
    assert _by_word(words, "unclear") == set(key["unclear"])
    assert _by_word(words, "not surveyed") == set(key["not_surveyed"])
    assert set(words) == set(valley.ids(in_cluster="yes"))


def test_institutions_hold_one_firm(valley) -> None:
    with_them, without = valley.connection(), valley.connection(firms_only=True)
    changed = [firm for firm in without if without[firm] != with_them[firm]]
    assert changed == valley.key["without_institutions"]["isolates"]


def test_who_hangs_by_one_actor_names_that_actor(valley) -> None:
    graph = valley.union()
    for firm, actor in valley.key["hang_by_one_actor"].items():
        rest = graph.subgraph(set(graph) - {actor})
        assert nx.node_connected_component(rest, firm) <= set(valley.key["cut_firm"]["cuts_off"])


def test_silent_firms_say_nothing_and_are_named_as_planted(valley) -> None:
    ties = valley.tables["ties"]
    silent = valley.ids(respondent="no")
    assert set(silent) == set(valley.key["silent"])
    assert not ties["reported_by"].isin(silent).any()
    named = {f: valley.said_yes.query("target == @f")["reported_by"].nunique() for f in silent}
    assert named == valley.key["silent"]
    assert sorted(named.values())[:3] == [0, 0, 2]


def test_partly_answering_firms_skipped_what_the_key_says(valley) -> None:
    responses = valley.tables["responses"]
    assert set(valley.ids(respondent="partly")) == set(valley.key["partly"])
    for firm, skipped in valley.key["partly"].items():
        rows = responses[responses["actor"] == firm]
        assert list(rows.loc[rows["state"] == "silent", "relation"]) == skipped
        told = valley.tables["ties"].query("reported_by == @firm")["relation"]
        assert not told.isin(skipped).any()


def _leaders(world) -> dict[str, set[str]]:
    return {who: firms for who, firms in world.main_partners().items() if len(firms) >= 3}


def _planted_leaders(world) -> dict[str, set[str]]:
    return {who: set(firms) for who, firms in world.key["leaders"].items()}


def test_exactly_the_planted_leaders_with_their_groups(valley) -> None:
    assert _leaders(valley) == _planted_leaders(valley)
    assert len(_leaders(valley)) == 3


def test_brokers_top_the_betweenness(valley) -> None:
    top, firms = valley.key["top_betweenness_of_firms"], valley.ids(in_cluster="yes", kind="firm")
    flows = valley.flows()
    for graph in (flows, valley.union(), flows.subgraph(firms), valley.union(firms_only=True)):
        values = nx.betweenness_centrality(graph)
        ranked = sorted(firms, key=values.get, reverse=True)
        assert ranked[: len(top)] == top
        assert values[top[-1]] > 1.2 * values[ranked[len(top)]], "no accident of one tie"


def test_few_ties_but_those_of_the_broker_join_its_groups(valley) -> None:
    broker = valley.key["broker_between_groups"]
    one, other = map(set, broker["groups"])
    graph = valley.union()
    assert sum((a in one and b in other) or (a in other and b in one) for a, b in graph.edges) == 1
    assert len(one & set(graph[broker["firm"]])) >= 4
    assert len(other & set(graph[broker["firm"]])) >= 4


def test_gatekeepers_lead_the_role(valley) -> None:
    counts = valley.gatekeeping(valley.flows())
    ranked = [firm for firm, _ in counts.most_common(3)]
    assert set(ranked[:2]) == set(valley.key["gatekeepers"])
    assert counts[ranked[1]] > 1.4 * counts[ranked[2]]
    for firm, stage in valley.key["gatekeepers"].items():
        assert valley.stage(firm) == stage


def test_formal_ties_run_along_the_chain_and_informal_ones_across(valley) -> None:
    relations = {
        "sells_to": ("sells_to", "buys_from"),
        "formal": ("sells_to", "buys_from", "joint_project"),
        "informal": ("advice", "friendship"),
    }
    for name, tendency in valley.key["tendency"].items():
        odds = valley.stage_odds(relations.get(name, (name,)))
        assert odds > 2 if tendency == "horizontal" else odds < 0.6, name


def test_counts(valley) -> None:
    actors, counts = valley.actors, valley.key["counts"]
    firms = actors[(actors["kind"] == "firm") & (actors["in_cluster"] == "yes")]
    assert (len(firms), (actors["in_cluster"] == "no").sum()) == (62, counts["outside"])
    assert len(firms) == counts["firms"]
    answered = firms["respondent"].value_counts()
    words = {"yes": "firms_answered", "partly": "firms_partly", "no": "firms_silent"}
    assert {word: answered[state] for state, word in words.items()} == {
        word: counts[word] for word in words.values()
    }
    stages = firms["stage"].str.split("; ").str[0].value_counts().to_dict()
    assert stages == valley.key["stages"]["firms_by_first_stage"]


def test_reports_contradict_each_other_only_where_planted(valley) -> None:
    said: dict[tuple[str, frozenset[str]], dict[str, int]] = {}
    for row in valley.tables["ties"].itertuples():
        relation = "sells_to" if row.relation == "buys_from" else row.relation
        if relation != "advice":
            ends = frozenset((row.source, row.target))
            said.setdefault((relation, ends), {})[row.reported_by] = row.strength
    found = {key: told for key, told in said.items() if {0} < set(told.values())}
    planted = {
        (entry["relation"], frozenset(entry["ends"])): dict(
            zip(entry["ends"], entry["said"], strict=True)
        )
        for entry in valley.key["contradictory"]
    }
    assert found == planted
    differ = [told for told in said.values() if len(set(told.values())) > 1]
    assert len(differ) > 2 * len(planted), "double reports sometimes disagree"


def test_supply_runs_against_the_stages_only_where_planted(valley) -> None:
    order = valley.tables["stages"].set_index("id")["order"]
    against = []
    for a, b in valley.flows(("sells_to", "buys_from")).edges:
        ends = [str(valley.actors.at[actor, "stage"]).split("; ") for actor in (a, b)]
        if min(order[ends[0]]) > max(order[ends[1]]):
            against.append([a, b])
        else:
            assert max(order[ends[0]]) < min(order[ends[1]]), (a, b)
    assert against == valley.key["supply_against_stage_order"]


@pytest.mark.parametrize("column", ["source", "target", "reported_by"])
def test_ties_name_known_actors_only(valley, column) -> None:
    assert set(valley.tables["ties"][column]) <= set(valley.actors.index)


def test_strengths_fit_their_scales_and_no_report_stands_twice(valley) -> None:
    ties, scales = valley.tables["ties"], valley.tables["relations"].set_index("id")
    low, high = (ties["relation"].map(scales[name]) for name in ("scale_min", "scale_max"))
    assert (ties["strength"].between(low, high) | (ties["strength"] == 0)).all()
    assert (ties["source"] != ties["target"]).all()
    assert not ties.duplicated(["source", "target", "relation", "reported_by"]).any()

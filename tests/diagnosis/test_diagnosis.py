"""What the numbers mean: small networks whose answers can be seen at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pandas as pd
import pytest

from tiesnet.diagnosis import (
    brokers,
    disconnected,
    findings,
    formal_informal,
    horizontal_vertical,
    namers,
    number,
    percent,
    removal,
    response,
    role_leaders,
    silent,
    unclear,
)
from tiesnet.errors import NeedsError
from tiesnet.metrics import Measures, cut_off, measure
from tiesnet.network import build_network, network_from_edges
from tiesnet.survey import Survey

# Two triangles joined by x; y hangs on x by one tie; z answered and has no tie.
EDGES = ["ab", "bc", "ac", "de", "ef", "df", "cx", "xd", "xy"]
NODES = [*"abcdefxyz"]
STAGES = dict.fromkeys("abc", "one") | dict.fromkeys("defx", "two")


def survey(ties: Sequence[tuple[str, str, str]], **respondent: str) -> Survey:
    """Build a survey of undirected formal deals and informal talks."""
    ids = pd.Index(NODES, name="id")
    actors = pd.DataFrame(
        {
            "name": [name.upper() for name in NODES],
            "kind": "firm",
            "in_cluster": True,
            "respondent": [respondent.get(name, "yes") for name in NODES],
            "stage": [STAGES.get(name) for name in NODES],
        },
        index=ids,
    )
    blank = dict.fromkeys(["orientation", "inverse_of", "core"])
    relations = pd.DataFrame(
        [
            {"id": "deal", "label": "Deal", "formality": "formal", "content": "cooperation"},
            {"id": "talk", "label": "Talk", "formality": "informal", "content": "knowledge"},
        ]
    ).set_index("id")
    relations = relations.assign(
        directed=False, flow="both", combine="union", scale_min=1.0, scale_max=5.0, question=""
    ).assign(**blank)
    table = pd.DataFrame(list(ties), columns=["source", "target", "relation"])
    states = {"yes": "answered", "no": "silent", "partly": "silent"}
    responses = [
        (a, r, None, "answered" if s == "partly" and r == "deal" else states[s])
        for a, s in actors["respondent"].items()
        for r in relations.index
    ]
    return Survey(
        actors,
        table.assign(strength=1.0, wave=None, reported_by=table["source"]),
        relations,
        pd.DataFrame({"order": [1, 2], "label": ["One", "Two"]}, index=["one", "two"]),
        pd.DataFrame(responses, columns=["actor", "relation", "wave", "state"]),
    )


def measured(*talks: str, **respondent: str) -> Measures:
    ties = [(e[0], e[1], "deal") for e in EDGES] + [(e[0], e[1], "talk") for e in talks]
    return measure(build_network(survey(ties, **respondent)))


def sentence(measures: Measures, key: str) -> str:
    return {found.key: found.sentence for found in findings(measures)}[key]


def test_who_is_cut_off_when_one_leaves() -> None:
    net = network_from_edges(EDGES, nodes=NODES, directed=False)
    at = net.actors.index.get_loc
    # Without x two triangles and y remain: neither triangle is the rest.
    assert cut_off(net, at("x")).parts == () and cut_off(net, at("x")).largest == (3, 3)
    assert [[NODES[k] for k in part] for part in cut_off(net, at("d")).parts] == [["e", "f"]]
    assert cut_off(net, at("a")).parts == ()


def test_removal_counts_only_actors_that_answered() -> None:
    table = removal(measured())
    assert list(table.index) == ["c", "d", "x"]
    assert table["cuts_off"].tolist() == [2, 2, 0]
    assert table.at["d", "who"] == "E, F"
    assert table.at["x", "sentence"] == "the network would fall into 2 parts of 3 actors each"
    # 28 pairs of the eight tied actors; without x: 3 + 3 of 21 pairs among the other seven.
    assert table.at["x", "share_of_pairs_lost"] == pytest.approx(1 - 6 / 21)
    table = removal(measured(e="no"))
    assert table.at["d", "cuts_off"] == 1 and table.at["d", "perhaps"] == 1


def test_silent_actors_on_both_sides_may_hold_a_part() -> None:
    table = removal(measured(e="no", a="no"))
    assert table.at["d", "cuts_off"] == 0 and table.at["d", "perhaps"] == 2
    assert table.at["d", "sentence"] == "2 actors would be cut off as far as is known"
    assert "f" not in disconnected(measured(e="no", a="no")).index


def test_the_names_are_those_named_by_counts() -> None:
    measures = measured("ab", "ad", a="no", y="no")
    named = measures.actors["all"]["named_by"]
    found = namers(measures)
    assert {k: len(found.get(k, ())) for k in NODES} == named.astype(int).to_dict()


def test_who_leads_in_each_role() -> None:
    lead = role_leaders(measured(), top=1)
    assert lead[lead["role"] == "coordinator"]["id"].tolist() == ["d"]
    assert role_leaders(measure(network_from_edges(EDGES, nodes=NODES))).empty


def test_a_silent_firm_is_never_disconnected() -> None:
    measures = measured(y="no", z="no")
    assert "y" not in disconnected(measures).index
    assert "z" not in disconnected(measures).index
    assert silent(measures)["named_by"].to_dict() == {"y": 1, "z": 0}
    assert silent(measures)["named_by_whom"].to_dict() == {"y": "X", "z": ""}
    assert sentence(measures, "silent") == (
        "2 firms did not answer. 1 of them is named by others; of the other one we know nothing."
    )
    assert sentence(measured(z="no"), "silent") == (
        "1 firm did not answer. Nobody names it, so we know nothing about it."
    )
    assert sentence(measured(y="no"), "silent") == (
        "1 firm did not answer. It is named by 1 other."
    )


def test_a_firm_that_answered_in_part_is_unclear_rather_than_disconnected() -> None:
    measures = measured(y="partly")
    assert list(unclear(measures).index) == ["y"]
    assert "y" not in disconnected(measures).index


def test_disconnected_firms_in_words() -> None:
    # Without x two groups of three remain: neither is the rest, so c and d hang by nobody.
    assert disconnected(measured())["connection"].to_dict() == {
        "z": "isolate",
        "y": "hangs by one tie",
        "a": "hangs by one actor",
        "b": "hangs by one actor",
        "e": "hangs by one actor",
        "f": "hangs by one actor",
    }
    assert sentence(measured(), "disconnected").startswith(
        "2 firms are disconnected: 1 has no tie at all (Z), 1 hangs by one tie (Y); 4 more hang by "
        "one actor."
    )


def test_nobody_disconnected_and_nobody_holds_it_together() -> None:
    ring = [*NODES, "a"]
    ties = [(p, q, "deal") for p, q in pairwise(ring)]
    measures = measure(build_network(survey(ties)))
    assert sentence(measures, "disconnected") == (
        "No firm that answered is disconnected: each is tied to the others in several ways."
    )
    assert sentence(measures, "holding") == (
        "No single actor holds the network together: "
        "nobody would be cut off if any one of them left."
    )


def test_who_holds_the_network_together() -> None:
    found = next(f for f in findings(measured()) if f.key == "holding")
    assert found.sentence == (
        "C holds the network together: without it, 2 actors would be cut off; without D, 2."
    )
    (second,) = [part for part in found.rest if not isinstance(part, str)]
    assert second.id == "d"  # the second actor can be linked
    path = measure(build_network(survey([(a, b, "deal") for a, b in ("ab", "bc", "cd", "de")])))
    assert sentence(path, "holding") == (
        "C holds the network together: without it, the network would fall into 2 parts of 2 actors "
        "each."
    )


def test_two_equal_groups_are_said() -> None:
    ties = [(a, b, "deal") for a, b in ("ab", "bc", "ca", "de", "ef", "fd")]
    measures = measure(build_network(survey(ties)))
    assert sentence(measures, "disconnected") == (
        "The network falls into 2 groups of 3 with no tie between them. Besides, 3 have no tie at "
        "all (X, Y and Z)."
    )
    assert "holding" not in {f.key for f in findings(measures)}


def test_few_answers_carry_no_claim_from_the_absence_of_ties() -> None:
    ring = [*NODES, "a"]
    ties = [(p, q, "deal") for p, q in pairwise(ring)]
    quiet = measure(build_network(survey(ties, a="no", c="no", e="no")))
    assert "holding" not in {f.key for f in findings(quiet)}


def test_brokers_are_ranked_and_ties_share_a_rank() -> None:
    table = brokers(measured(a="no"))
    assert table["name"].iloc[0] == "X" and table["rank"].iloc[0] == 1
    assert set(table.index) == {"x", "c", "d"}  # nobody else stands between two others
    assert table.loc[["c", "d"], "rank"].tolist() == [2, 2]
    assert table.at["d", "cuts_off"] == 2


def test_horizontal_and_vertical_are_counted_by_pair() -> None:
    table = horizontal_vertical(measured("ab", "ad"))
    assert table.loc["deal", ["horizontal", "vertical", "undetermined"]].tolist() == [7, 1, 1]
    assert table.loc["talk", ["horizontal", "vertical"]].tolist() == [1, 1]
    assert table.loc["all", ["ties", "horizontal", "vertical"]].tolist() == [10, 7, 2]
    assert table.at["deal", "horizontal_share"] == pytest.approx(7 / 8)
    # 9 of 21 firm pairs share a stage, 12 do not; 7 and 1 of them are tied.
    assert table.at["deal", "stage_ratio"] == pytest.approx((1 / 12) / (7 / 9))
    assert "chain" not in {f.key for f in findings(measured())}, "eight ties say too little"


def chain(edges: Sequence[str], **declared: str) -> str:
    """Give the chain sentence of a survey with these deals; y and z are of stage one too."""
    base = survey([(e[0], e[1], "deal") for e in edges])
    actors = base.actors.assign(stage=base.actors["stage"].fillna("one"))
    relations = base.relations.assign(orientation=declared.get("orientation"))
    made = replace(base, actors=actors, relations=relations)
    return sentence(measure(build_network(made)), "chain")


def test_the_chain_sentence_needs_a_lean_beyond_shuffled_stages() -> None:
    # 5 firms of stage one, 4 of stage two: 10 + 6 pairs within, 20 between, 126 ways to deal.
    within = ["ab", "bc", "ac", "ay", "by", "de", "ef", "df", "dx", "ex", "fx", "ad"]
    said = chain(within)  # (11 / 16) / (1 / 20) = 13.75
    assert said.startswith(
        "Formal ties run among peers: formal ties are 14 times as likely within a stage as "
        "between stages (p = 0.0"
    )
    between = ["ad", "ae", "af", "ax", "bd", "be", "bf", "bx", "cd", "ce", "cf", "cx"]
    said = chain([*between, "yd", "ye", "zf", "zx"])
    assert said.startswith(
        "Formal ties run along the chain: formal ties are found only between stages (p = 0.0"
    )
    mixed = ["ab", "ac", "de", "df", "ex", "ad", "be", "cf", "ax", "bx", "cd"]
    assert chain(mixed).startswith("No clear lean along the chain or among peers")
    assert "(p = " in chain(mixed)


def test_what_the_question_fixed_is_said() -> None:
    between = ["ad", "ae", "af", "ax", "bd", "be", "bf", "bx", "cd", "ce", "cf", "cx"]
    base = survey([(e[0], e[1], "deal") for e in between])
    relations = base.relations.copy()
    relations.loc["deal", "orientation"] = "vertical"
    found = findings(measure(build_network(replace(base, relations=relations))))
    caution = {f.key: f.caution for f in found}.get("chain", "")
    assert "Deal: the question itself asked for one direction." in caution


def test_formal_beside_informal() -> None:
    row = formal_informal(measured("ab", "ad"))
    assert row is not None
    assert row["share_of_a_in_b"] == pytest.approx(1 / 9)
    assert "layers" not in {f.key for f in findings(measured("ab", "ad"))}, "too few ties"
    talks = ["ab", "bc", "ac", "de", "ad", "ae", "af", "bd", "be", "bf", "cd"]
    deals = [(e[0], e[1], "deal") for e in [*EDGES, "ce"]]
    many = measure(build_network(survey([*deals, *((t[0], t[1], "talk") for t in talks)])))
    assert sentence(many, "layers") == (
        "40 % of the formal ties run beside an informal one; chance alone would give 31 %."
    )
    one_layer = network_from_edges(EDGES, nodes=NODES, directed=False)
    assert formal_informal(measure(one_layer)) is None


def test_response_in_words() -> None:
    assert response(measured(y="no", z="partly")).sentence == "8 of 9 firms answered (89 %)"
    assert response(measured()).silent == 0


def test_a_diagnosis_needs_all_measures() -> None:
    net = build_network(survey([("a", "b", "deal")]))
    with pytest.raises(NeedsError, match="without choosing"):
        findings(measure(net, metrics=["degree"]))
    with pytest.raises(NeedsError, match="without choosing"):
        disconnected(measure(net, layers=["deal"]))


def test_at_most_six_findings_each_with_its_chapter() -> None:
    found = findings(measured("ab", a="no"))
    assert len({f.key for f in found}) == len(found) <= 6
    for f in found:
        assert f.chapter in {
            "disconnected",
            "introductions",
            "brokers",
            "survey",
            "chain",
            "layers",
        }
        assert f.sentence.endswith(".") and "nan" not in f.sentence


def test_findings_of_an_empty_network() -> None:
    found = findings(measure(network_from_edges([], nodes=["a", "b"])))
    assert [f.sentence for f in found] == [
        "2 firms are disconnected: both have no tie at all (a and b)."
    ]


@pytest.mark.parametrize(
    ("value", "said"), [(3.0, "3"), (9.26, "9.3"), (12.4, "12"), (1234.0, "1,234")]
)
def test_numbers_a_person_can_use(value: float, said: str) -> None:
    assert number(value) == said


@pytest.mark.parametrize(
    ("share", "said"), [(0.0, "0 %"), (0.0004, "under 0.1 %"), (0.004, "0.4 %"), (0.25, "25 %")]
)
def test_percentages(share: float, said: str) -> None:
    assert percent(share) == said


def test_two_groups_that_silent_firms_may_tie_are_said_with_care() -> None:
    ties = [(a, b, "deal") for a, b in ("ab", "bc", "ca", "de", "ef", "fd")]
    net = build_network(survey(ties, a="no", d="no"))
    found = sentence(measure(net), "disconnected")
    assert found.startswith("As far as is known the network falls into 2 groups of 3")


def test_more_groups_than_the_largest_are_counted() -> None:
    ties = [(a, b, "deal") for a, b in ("ab", "bc", "ca", "de", "ef", "fd", "xy")]
    assert sentence(measure(build_network(survey(ties))), "disconnected").startswith(
        "The network falls into 3 groups with no tie between them, the 2 largest with 3 actors each"
    )


def test_nothing_decided_is_said_so() -> None:
    alone = measure(build_network(survey([], **dict.fromkeys(NODES, "partly"))))
    assert sentence(alone, "disconnected") == (
        "Which firms are disconnected cannot be said: answers are missing about all that answered."
    )


def test_an_undecided_tie_leaves_a_gap_open() -> None:
    base = survey([(a, b, "deal") for a, b in ("ab", "bc", "ca", "de", "ad", "xc", "ax")])
    rows = [(b, a) for a, b in ("ab", "bc", "ca", "de", "xc", "ax")]
    back = pd.DataFrame(rows, columns=["source", "target"]).assign(
        relation="deal", strength=1.0, wave=None, reported_by=[b for b, _ in rows]
    )
    silent_d = survey([], d="no")
    both = replace(
        base, ties=pd.concat([base.ties, back], ignore_index=True), responses=silent_d.responses
    )
    net = build_network(both, policies={"deal": "confirmed"})
    # a says it is tied to the silent d; e hangs on d, so e may be tied in through it.
    assert net.origin.unconfirmable[["source", "target"]].to_numpy().tolist() == [["a", "d"]]
    measures = measure(net)
    assert measures.actors["all"]["connection"]["e"] == "unclear"
    assert namers(measures)["d"] == ["A", "E"]


def test_ties_outside_the_cluster_are_not_denied() -> None:
    base = survey([("a", "b", "deal"), ("b", "c", "deal"), ("a", "c", "deal"), ("z", "y", "deal")])
    actors = base.actors.assign(in_cluster=[name in "abcz" for name in NODES])
    measures = measure(build_network(replace(base, actors=actors)))
    assert sentence(measures, "disconnected") == (
        "1 firm is disconnected: it has no tie inside the cluster (Z)."
    )

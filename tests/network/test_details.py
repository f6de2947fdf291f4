"""What reports say of a tie follows the tie: inverse questions, turned arrows, undirected views."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tiesnet.network import Network, build_network, network_from_edges, tie_details, tie_parts
from tiesnet.network import tie_reports as reports
from tiesnet.survey import Survey

_RELATION = {
    "orientation": None,
    "inverse_of": None,
    "scale_min": 1.0,
    "scale_max": 5.0,
    "trust_min": 1.0,
    "trust_max": 5.0,
    "core": None,
    "question": "",
}
_RELATIONS = [
    {"id": "sells", "label": "Sells", "formality": "formal", "content": "trade",
     "directed": True, "flow": "with_arrow", "combine": "union"},
    {"id": "buys", "label": "Buys", "formality": "formal", "content": "trade", "directed": True,
     "flow": "against_arrow", "combine": "union", "inverse_of": "sells"},
    {"id": "advice", "label": "Advice", "formality": "informal", "content": "knowledge",
     "directed": True, "flow": "against_arrow", "combine": "source"},
    {"id": "friends", "label": "Friends", "formality": "informal", "content": "social",
     "directed": False, "flow": "both", "combine": "union"},
]  # fmt: skip
_COLUMNS = [
    "source", "target", "relation", "strength", "reported_by",
    "trust", "value", "chain", "topic", "medium", "spec_by", "owner",
]  # fmt: skip
_TIES = [
    # a sells to b: a says 100 in chain US and 50 in EU; b, asked whom it buys from, says 170.
    ("a", "b", "sells", 3, "a", 2.0, 100.0, "US", None, "digital", "buyer", None),
    ("a", "b", "sells", 3, "a", 4.0, 50.0, "EU", None, "digital", "buyer", None),
    ("b", "a", "buys", 4, "b", 5.0, 170.0, None, None, "in_person", "supplier", "b"),
    # b asks a, a asks b: two arrows, two topics.
    ("b", "a", "advice", 1, "b", 1.0, None, None, "dyes", None, None, None),
    ("a", "b", "advice", 1, "a", 5.0, None, None, "prices", None, None, None),
    # an answered no is no report of a tie.
    ("c", "a", "advice", 0, "c", 3.0, None, None, "none", None, None, None),
    ("c", "a", "friends", 2, "c", 3.0, None, None, "fairs", None, None, None),
]


@pytest.fixture
def net() -> Network:
    ids = pd.Index(list("abc"), name="id")
    actors = pd.DataFrame(
        {"name": list("ABC"), "kind": "firm", "in_cluster": True, "respondent": "yes"}, index=ids
    ).assign(stage=None)
    relations = pd.DataFrame([_RELATION | row for row in _RELATIONS]).set_index("id")
    ties = pd.DataFrame(_TIES, columns=_COLUMNS).astype({"strength": float}).assign(wave=None)
    states = [(i, r, None, "answered") for i in ids for r in relations.index]
    responses = pd.DataFrame(states, columns=["actor", "relation", "wave", "state"])
    stages = pd.DataFrame({"order": [], "label": []}, index=pd.Index([], name="id"))
    return build_network(Survey(actors, ties, relations, stages, responses))


def named(view: Network) -> pd.DataFrame:
    """Put the reports beside the ties they belong to."""
    ids, parts, told = view.actors.index, tie_parts(view), reports(view)
    ties = parts.iloc[told["tie"]].reset_index(drop=True)
    told.insert(0, "to", ids[ties["target"]])
    told.insert(0, "from", ids[ties["source"]])
    return told.assign(layer=ties["layer"].astype("object"))


def test_inverse_question_is_the_word_of_the_other_end(net: Network) -> None:
    told = named(net.layer("sells"))
    assert told[["from", "to"]].drop_duplicates().to_numpy().tolist() == [["a", "b"]]
    assert told["end"].tolist() == ["source", "source", "target"]
    assert told["trust"].tolist() == [2.0, 4.0, 5.0]
    assert told["owner"].tolist() == [-1, -1, 1]


def test_details_of_a_tie_told_by_both_ends(net: Network) -> None:
    tie = tie_details(net.layer("sells")).iloc[0]
    assert tie["trust"] == (3.0 + 5.0) / 2  # a says 2 and 4, b says 5
    assert tie["trust_share"] == (4.0 - 1) / (5 - 1)
    assert tie["value"] == (150.0 + 170.0) / 2  # chains add up, then the two ends are averaged
    assert tie["medium"] == "in_person"  # somebody meets
    assert pd.isna(tie["spec_by"])  # the two ends contradict each other
    assert tie["owner"] == 1
    assert tie["chains"] == ("EU", "US")


@pytest.mark.parametrize(
    ("turn", "dyes"),
    [
        (lambda net: net.layer("advice"), ["b", "a", "source"]),
        (lambda net: net.layer("advice").along_flow(), ["a", "b", "target"]),
        (lambda net: net.layer("informal"), ["a", "b", "target"]),
    ],
)
def test_reports_turn_with_the_arrow(net: Network, turn: object, dyes: list[str]) -> None:
    told = named(turn(net))  # type: ignore[operator]
    row = told[told["topic"] == "dyes"][["from", "to", "end"]]
    assert row.to_numpy().tolist() == [dyes]
    assert "none" not in set(told["topic"].dropna())


def test_an_undirected_view_keeps_both_reports(net: Network) -> None:
    view = net.layer("advice").undirected()
    details = tie_details(view)
    assert details["topics"].tolist() == [("dyes", "prices")]
    assert details["trust"].tolist() == [3.0]
    told = named(view)
    assert dict(zip(told["topic"], told["end"], strict=True)) == {
        "prices": "source",
        "dyes": "target",
    }


def test_actors_left_out_take_their_reports_with_them(net: Network) -> None:
    view = net.keep(["a", "c"])
    assert named(view)[["from", "to", "layer"]].to_numpy().tolist() == [["a", "c", "friends"]]
    assert tie_details(view)["owner"].tolist() == [-1]


def test_a_network_without_a_survey_tells_nothing() -> None:
    net = network_from_edges([("a", "b", 2), ("b", "c")])
    assert reports(net).empty
    details = tie_details(net)
    assert len(details) == 2
    assert details[["trust", "value", "medium", "spec_by"]].isna().all(axis=None)
    assert details["topics"].tolist() == [(), ()]
    assert np.array_equal(details["owner"], [-1, -1])

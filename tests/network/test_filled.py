"""Ties that were filled in are classified as any other, and marked."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tiesnet.network import FILLED, Filling, filling, network_from_edges

STAGES = {"a": "hides", "b": "shoes", "c": "shoes", "d": "soles"}


def prepared() -> Filling:
    net = network_from_edges([("a", "b", 2), ("b", "c", 1)], "abcd", stages=STAGES)
    answered = net.respondents.answered.copy()
    answered.loc["d"] = np.int8(0)
    net = replace(net, respondents=replace(net.respondents, answered=answered))
    return filling(net, {"ties": (np.array([3, 3, 3]), np.array([0, 1, 2]))})


def test_what_is_chosen_is_added_and_marked() -> None:
    ready = prepared()
    made = ready.network(np.array([True, False, True]), np.array([3.0, 9.0, 1.0]))
    assert made.ties[["source", "target"]].to_numpy().tolist() == [[0, 1], [1, 2], [3, 0], [3, 2]]
    assert made.ties["weight"].tolist() == [2, 1, 3, 1]
    assert made.ties["status"].tolist() == ["", "", FILLED, FILLED]
    assert (made.respondents.states() == "answered").all()
    assert (ready.net.respondents.states() == "silent").sum() == 1
    plain = ready.network(np.zeros(3, dtype=bool))
    assert plain.ties[["source", "target"]].equals(ready.net.ties[["source", "target"]])


def test_orientation_and_stream_are_those_of_a_network_built_whole() -> None:
    made = prepared().network(np.ones(3, dtype=bool))
    edges = [("a", "b"), ("b", "c"), ("d", "a"), ("d", "b"), ("d", "c")]
    whole = network_from_edges(edges, "abcd", stages=STAGES)
    for column in ("orientation", "rule", "upstream", "reach"):
        assert made.ties[column].tolist() == whole.ties[column].tolist()


def test_how_many_were_filled_in_is_an_assumption() -> None:
    ready = prepared()
    made = ready.said(ready.network(np.ones(3, dtype=bool)), "Filled in for a test.")
    row = made.origin.assumptions.iloc[-1]
    assert (row["code"], row["assumption"], row["count"]) == (
        "filled_in",
        "Filled in for a test.",
        3,
    )

"""What the others lose when somebody leaves, counted by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from tests.outside import outside_survey

from tiesnet.diagnosis.holding.loss import loss, office_of
from tiesnet.errors import TiesnetError
from tiesnet.metrics import Measures, measure
from tiesnet.network import build_network

# Two triangles, abc and def; the office O is tied to a, d and g, who has no other tie; a knows X.
TIES = "ab bc ac de ef df Oa Od Og aX".split()
OFFICE = {"cluster_organisation": "O", "design": "census"}


def measured(
    ties: Iterable[str] = TIES, info: dict[str, str] | None = None, silent: str = "", **kinds: str
) -> Measures:
    survey = outside_survey(
        [f"{tie} deal" for tie in ties],
        "abcdefg",
        institutions="O",
        outside="X",
        silent=silent,
        info=OFFICE if info is None else info,
        kind=kinds,
    )
    return measure(build_network(survey), metrics=["degree"])


def test_with_and_without_the_office() -> None:
    found = loss(measured())
    rows = found.table("loss_one").set_index("what")
    # Others: a to g. With O all hang together; without it abc, def and g stand apart.
    assert rows.loc["Groups without a tie between them"].tolist() == [1, 3]
    assert rows.loc["Actors without any tie"].tolist() == [0, 1]
    assert rows.loc["Actors in the largest group"].tolist() == [7, 3]
    assert rows.loc["Pairs that reach each other"].tolist() == [21, 6]
    # Six ties, and ad, ag, dg through O.
    assert rows.loc["Pairs within two steps"].tolist() == [9, 6]
    # a by itself, b and c through a; d needs three steps with O or without.
    assert rows.loc["Firms that reach the outside within two steps"].tolist() == [3, 3]
    assert rows.loc["Outside partners somebody is tied to"].tolist() == [1, 1]
    assert found.findings[0].sentence == (
        "15 of the 21 pairs of others that reach each other now would be cut off without Firm O: "
        "without its manager it would not stay whole. Of the pairs within two steps 33 % would be "
        "farther apart."
    )


def test_every_actor_the_office_first() -> None:
    found = loss(measured())
    rows = found.table("loss").set_index("actor")
    assert list(rows.index) == ["O", "a", "d"]
    # Without O two parts are largest: nobody is the one cut off.
    assert rows.loc["O", ["cuts_off", "parts", "pairs_cut", "two_steps"]].tolist() == [0, 2, 15, 3]
    # Without a: b and c, and the five others; bO and cO are farther apart; X is lost.
    assert rows.at["a", "who"] == ("b", "c")
    columns = ["parts", "pairs_cut", "two_steps", "outside", "sole"]
    assert rows.loc["a", columns].tolist() == [1, 10, 2, 2, 1]
    assert rows.loc["d", columns].tolist() == [1, 10, 2, 0, 0]
    assert found.findings[1].sentence == (
        "2 actors would be cut off without Firm a: Firm b and Firm c; 2 pairs of others would no "
        "longer be within two steps."
    )


def test_a_network_that_outlives_its_manager() -> None:
    found = loss(measured([*TIES, "ad", "ga"]))
    # Seven others, 21 pairs; gd, ge... stay in reach through a and d.
    assert found.findings[0].sentence.startswith(
        "0 of the 21 pairs of others that reach each other now would be cut off without Firm O: "
        "the network would outlive its manager."
    )
    assert found.table("loss_one").set_index("what").at["Actors in the largest group", "then"] == 7


def test_any_actor_can_be_looked_at() -> None:
    found = loss(measured(), actor="a")
    # Others: b to g and O; without a: bc, and d, e, f, g, O.
    assert found.findings[0].sentence.startswith(
        "10 of the 21 pairs of others that reach each other now would be cut off without Firm a. "
    )
    assert "3 firms would not" not in found.findings[0].sentence
    assert "2 of 2 firms would not reach the outside" in found.findings[0].sentence
    assert found.table("loss").at[0, "actor"] == "a"
    with pytest.raises(TiesnetError, match="no actor 'q'"):
        loss(measured(), actor="q")


def test_the_office_is_the_only_one_of_its_kind_when_none_is_named() -> None:
    assert office_of(measured(info={}, O="cluster_organisation")) == "O"
    assert office_of(measured(info={})) == ""
    assert loss(measured(info={})).gaps[0].what.endswith("named as the cluster organisation.")
    assert [f.key for f in loss(measured(info={})).findings] == ["loss_firm"]


def test_an_office_nobody_is_tied_to_is_a_gap() -> None:
    found = loss(measured(["ab", "bc"]))
    assert "no tie of the cluster organisation is reported" in found.gaps[0].what


def test_an_office_that_did_not_answer() -> None:
    found = loss(measured(["ab", "bc", "ac", "de", "ef", "df", "aO", "dO"], silent="O"))
    assert found.findings[0].caution.startswith("It did not answer itself")
    # g answered and has no tie: it counts among the others, reached by nobody.
    rows = found.table("loss_one").set_index("what")
    assert rows.loc["Groups without a tie between them"].tolist() == [2, 3]


def test_a_sample_says_nothing_of_the_whole() -> None:
    found = loss(measured(info={"design": "ego"}))
    assert not found.tables and found.gaps[0].ask == "Ask every firm of the cluster."


def test_a_firm_between_equal_parts_is_not_said_to_cut_off_nobody() -> None:
    # Without b, a and c are apart, and neither is the rest.
    assert [f.sentence for f in loss(measured(["ab", "bc"])).findings if f.key == "loss_firm"] == [
        "1 pair of others would no longer reach each other without Firm b: the network would fall "
        "into 2 parts of 1 actor each; 1 pair of others would no longer be within two steps."
    ]


def test_firms_that_would_cost_as_much_are_not_passed_over() -> None:
    # A ring of five: without a only b and e are farther apart; without any other, two as well.
    ring = loss(measured(["ab", "bc", "cd", "de", "ea"]))
    assert ring.findings[-1].sentence == (
        "1 pair of others would no longer be within two steps without Firm a, as many as without "
        "4 other firms; nobody would be cut off."
    )


def test_an_office_that_was_never_asked_is_not_called_silent() -> None:
    told = outside_survey(["ab deal", "aO deal"], "ab", institutions="O", info=OFFICE, silent="O")
    states = told.responses.assign(
        state=told.responses["state"].where(told.responses["actor"] != "O", "not_asked")
    )
    asked = measure(build_network(replace(told, responses=states)), metrics=["degree"])
    assert loss(asked).findings[0].caution.startswith("It was not asked itself")

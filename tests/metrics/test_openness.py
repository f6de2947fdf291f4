"""Links to the outside, counted by hand."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from tests.outside import outside_survey

from tiesnet.errors import NeedsError
from tiesnet.metrics import catalogue, measure
from tiesnet.network import Network, build_network

# a, b, c, d in a row; a is tied to the institution U, and U to e; f has no tie. Outside: b knows X
# and Y, c knows Y, and g, which nobody inside knows, knows Z.
TIES = "ab deal,bc deal,cd deal,aU deal,Ue deal,bX deal,bY deal,cY deal,gZ deal".split(",")


def network(silent: str = "", ties: list[str] = TIES) -> Network:
    survey = outside_survey(
        ties,
        "abcdefg",
        institutions="U",
        outside="XYZ",
        silent=silent,
        country={"X": "France", "Y": "Italy", "Z": "Italy"},
    )
    return build_network(survey)


def values(name: str, net: Network | None = None) -> pd.Series:
    found = catalogue()[name].function((net or network()).layer("all"))
    return found[[*"abcdefgU"]]


def check(name: str, expected: dict[str, float]) -> None:
    found = values(name)
    for actor, value in found.items():
        assert value == pytest.approx(expected.get(str(actor), 0.0), nan_ok=True), (name, actor)


def test_partners_outside() -> None:
    check("external_degree", {"b": 2, "c": 1, "g": 1})
    # g is tied to nobody inside: what it learns outside stays with it.
    check("pipelines", {"b": 2, "c": 1})
    # Y has two holders; X is known to b alone, Z to g alone.
    check("external_sole", {"b": 1, "g": 1})


def test_reach_through_a_partner() -> None:
    # a reaches X and Y through b; c reaches X through b, Y is its own; d reaches Y through c.
    check("external_reach_mediated", {"a": 2, "c": 1, "d": 1})
    check(
        "external_reach_weighted",
        # steps to X and Y: a 2, 2; b 1, 1; c 2, 1; d 3, 2; U 3, 3; e 4, 4. Of g: Z at 1.
        {"a": 1, "b": 2, "c": 1.5, "d": 1 / 3 + 1 / 2, "U": 2 / 3, "e": 1 / 2, "g": 1},
    )


def test_steps_do_not_run_through_outside_partners() -> None:
    # b and c both know Y, but nobody inside ties them: X stays out of c's reach.
    net = network(ties=["bX deal", "bY deal", "cY deal", "XY deal"])
    assert values("external_reach_weighted", net)["c"] == 1
    assert values("external_reach_mediated", net)["c"] == 0


def test_share_and_ei_of_a_firm() -> None:
    nothing = dict.fromkeys("f", math.nan)
    check("external_share", nothing | {"b": 1 / 2, "c": 1 / 3, "g": 1})
    check(
        "external_ei", nothing | {"a": -1, "b": 0, "c": -1 / 3, "d": -1, "e": -1, "g": 1, "U": -1}
    )


def test_the_cluster_as_a_whole() -> None:
    net = network().layer("all")
    assert catalogue()["external_actors"].function(net) == 3
    # Across the border bX, bY, cY, gZ; inside ab, bc, cd, aU, Ue.
    assert catalogue()["external_ei_network"].function(net) == pytest.approx((4 - 5) / 9)
    # At one step 4 pairs; at two a-X, a-Y, c-X, d-Y.
    assert catalogue()["external_mediated_share"].function(net) == 0.5


def test_outside_actors_are_not_measured_and_silent_firms_are_empty() -> None:
    whole = catalogue()["external_degree"].function(network().layer("all"))
    assert whole[["X", "Y", "Z"]].isna().all()
    found = values("external_degree", network(silent="b"))
    assert math.isnan(found["b"]) and found["c"] == 1


def test_partners_by_group() -> None:
    table = catalogue()["external_partners"].function(network().layer("all"), by="country")
    assert table.to_numpy().tolist() == [
        ["b", "France", 1],
        ["b", "Italy", 1],
        ["c", "Italy", 1],
        ["g", "Italy", 1],
    ]


def test_strength_of_ties_outside() -> None:
    found = catalogue()["external_strength"].function(network().layer("deal"))
    assert found[[*"abcg"]].tolist() == [0, 2, 1, 1]


def test_nobody_outside_is_said() -> None:
    net = build_network(outside_survey(["ab deal"], "abc"))
    with pytest.raises(NeedsError, match="names no actor outside"):
        catalogue()["pipelines"].function(net.layer("all"))
    skipped = measure(net, layers=["deal"], metrics=["openness"]).skipped
    assert set(skipped["reason"]) == {"the survey names no actor outside the cluster"}

"""Who hangs by whom: hand-drawn networks."""

from __future__ import annotations

from typing import Any

import pytest

from tiesnet.metrics import catalogue
from tiesnet.network import Network, network_from_edges


def of(name: str, net: Network) -> Any:
    return catalogue()[name].function(net)


def undirected(pairs: str, **options: Any) -> Network:
    return network_from_edges([tuple(p) for p in pairs.split()], directed=False, **options)


def test_statuses_in_order() -> None:
    """A core abcd; p hangs on a by a tie; the triangle xyz hangs on d; u-v apart; i alone."""
    net = undirected("ab bc cd da ac bd pa dx xy yz zx uv", nodes=["i", *"abcdpuvxyz"])
    status = of("connection", net)
    assert status.to_dict() == (
        {"i": "isolate", "p": "hangs by one tie"}
        | dict.fromkeys("uv", "outside the main component")
        | dict.fromkeys("xyz", "hangs by one actor")
        | dict.fromkeys("abcd", "connected")
    )
    by = of("hangs_by", net)
    # y and z hang by x, the nearest, though d would cut them off too; x hangs by d
    assert by.dropna().to_dict() == {"p": "a", "x": "d", "y": "x", "z": "x"}


def test_nobody_is_outside_when_two_components_are_largest() -> None:
    status = of("connection", undirected("ab bc ca xy yz zx uv"))
    assert set(status[list("abcxyz")]) == {"connected"}
    assert set(status[list("uv")]) == {"hangs by one tie"}


def test_nobody_is_cut_off_when_two_parts_are_largest() -> None:
    """Two triangles joined at m: without m neither half is the rest."""
    net = undirected("am bm ab mx my xy")
    assert of("hangs_by", net).isna().all()
    assert set(of("connection", net)) == {"connected"}


def test_middle_of_a_path_has_core_one() -> None:
    status = of("connection", undirected("ab bc cd de"))
    assert status["c"] == "core number 1 or less"
    assert status["a"] == status["e"] == "hangs by one tie"
    assert status["b"] == status["d"] == "core number 1 or less", "without c, two parts are equal"
    longer = undirected("ab bc cd de ef")
    assert of("connection", longer)["b"] == "hangs by one actor"
    assert of("hangs_by", longer)["b"] == "c"


def test_directions_are_ignored() -> None:
    net = network_from_edges([("a", "b"), ("c", "b"), ("c", "a"), ("b", "a")])
    assert set(of("connection", net)) == {"connected"}


def test_named_by_needs_somebody_else() -> None:
    net = network_from_edges([("a", "b"), ("b", "a"), ("a", "c")])
    assert of("named_by", net).to_dict() == {"a": 1, "b": 1, "c": 1}
    alone = network_from_edges([("a", "b")])
    assert of("named_by", alone).to_dict() == {"a": 0, "b": 1}


def test_survey_statuses(valley: Network) -> None:
    net = valley.layer("all").inside()
    assert of("answered", net).to_dict() == (
        dict.fromkeys("ABCDG", "answered") | {"E": "silent", "F": "partly", "U": "not surveyed"}
    )
    status = of("connection", net)
    assert status["G"] == "isolate"
    assert status["E"] == "silent"
    assert status["F"] == "unclear", "its missing answers may connect it"
    assert status["U"] == "not surveyed"
    assert of("connection_firms", net).isna()["U"]
    named = of("named_by", net)
    assert named["E"] == 2, "A named it twice, D once"
    assert named["F"] == 0, "only F itself says so"
    assert named["U"] == 1


@pytest.mark.parametrize("n", [0, 1, 2])
def test_tiny_networks(n: int) -> None:
    net = network_from_edges([("a", "b")] if n == 2 else [], list("ab")[:n])
    expected = {0: [], 1: ["isolate"], 2: ["hangs by one tie"] * 2}
    assert of("connection", net).tolist() == expected[n]

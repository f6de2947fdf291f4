"""Constraint and redundancy pair by pair."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest

from tiesnet.metrics import catalogue
from tiesnet.network import Network, as_networkx, network_from_edges


def of(name: str, net: Network, **options: Any) -> Any:
    return catalogue()[name].function(net, **options)


def test_by_hand() -> None:
    """a has b and c, which are tied; c has d too. Shares of a: 1/2 and 1/2.

    b's ties: a and c. c's inside the circle of a: a and b; anywhere: a, b and d. To b over c:
    1/2 * 1/2 in the circle, 1/2 * 1/3 anywhere. To c over b: 1/2 * 1/2 either way.
    """
    net = network_from_edges([("a", "b"), ("a", "c"), ("b", "c"), ("c", "d")], directed=False)
    ego = of("dyadic_constraint", net).query("actor == 'a'").set_index("partner")
    assert ego["share"].to_dict() == {"b": 0.5, "c": 0.5}
    assert ego["through"].to_dict() == {"b": 0.25, "c": 0.25}
    assert ego["constraint"].to_dict() == {"b": 0.5625, "c": 0.5625}
    whole = of("dyadic_constraint", net, model="whole").query("actor == 'a'").set_index("partner")
    assert whole.loc["b", "through"] == pytest.approx(1 / 6)
    assert whole.loc["b", "constraint"] == pytest.approx((1 / 2 + 1 / 6) ** 2)
    redundancy = of("dyadic_redundancy", net).query("actor == 'a'").set_index("partner")
    assert redundancy["redundancy"].to_dict() == {"b": 0.5, "c": 0.5}


def test_rows_add_up(marriage: Network) -> None:
    for model in ("ego", "whole"):
        rows = of("dyadic_constraint", marriage, model=model).groupby("actor")
        total = of(f"constraint_{model}", marriage, pendants=True).dropna()
        assert rows["constraint"].sum().to_dict() == pytest.approx(total.to_dict())
        assert rows["share"].sum().tolist() == pytest.approx([1] * len(total))
        left = of("dyadic_redundancy", marriage, model=model).groupby("actor")["redundancy"].sum()
        size = of("ego_size", marriage)[left.index] - left
        want = of("effective_size", marriage, model=model)[left.index]
        assert size.tolist() == pytest.approx(want.tolist())


def test_agrees_with_networkx(marriage: Network) -> None:
    graph = nx.Graph(as_networkx(marriage))
    for row in of("dyadic_constraint", marriage, model="whole").itertuples():
        theirs = nx.local_constraint(graph, row.actor, row.partner)
        assert row.constraint == pytest.approx(theirs, abs=1e-12)


def test_silent_actors_have_no_rows(valley: Network) -> None:
    advice = valley.layer("advice").inside()
    rows = of("dyadic_constraint", advice)
    assert "E" not in set(rows["actor"]), "silent"
    assert "E" in set(rows["partner"]), "named by D"

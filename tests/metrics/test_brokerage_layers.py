"""Brokerage between formal and informal ties, by hand and path by path."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from tiesnet.errors import NeedsError
from tiesnet.metrics import catalogue, measure
from tiesnet.metrics._kinds import kind_matrix
from tiesnet.network import Network, build_network, network_from_edges

from .conftest import survey

NAMES = ("brokerage_formal_informal", "brokerage_formal_in", "brokerage_informal_in")


def of(name: str, net: Network, **options: object) -> dict[str, float]:
    return catalogue()[name].function(net, **options).to_dict()


def by_hand(
    formal: np.ndarray, informal: np.ndarray, tied: np.ndarray, flat: bool
) -> dict[str, np.ndarray]:
    """Count the paths of one kind on each side; of both orders of a path without arrows, one."""
    n = len(formal)
    found = {name: np.zeros(n) for name in NAMES}
    for a, v, b in permutations(range(n), 3):
        if tied[a, b]:
            continue
        first, second = formal[a, v] and informal[v, b], informal[a, v] and formal[v, b]
        if flat:
            for name in NAMES:
                found[name][v] += bool(first or second) / 2
            continue
        for name, counts in zip(NAMES, (first or second, first, second), strict=True):
            found[name][v] += bool(counts)
    return found


@pytest.mark.parametrize("view", ["all", "several", "undirected"])
@pytest.mark.parametrize("strict", [False, True])
def test_path_by_path(view: str, strict: bool) -> None:
    net = build_network(survey()).inside()
    if view == "all":
        net = net.layer("all")
    elif view == "undirected":
        net = net.layer("all").undirected()
    formal, informal = (kind_matrix(net, kind).toarray() > 0 for kind in ("formal", "informal"))
    closed = formal | informal
    if strict:
        formal, informal = formal & ~informal, informal & ~formal
    found = by_hand(formal, informal, closed, flat=view == "undirected")
    answered = net.respondents.observed().to_numpy()
    for name in NAMES:
        ours = catalogue()[name].function(net, strict=strict).to_numpy()
        assert ours[answered].tolist() == found[name][answered].tolist(), name
        assert np.isnan(ours[~answered]).all()


def test_by_hand_in_the_valley(valley: Network) -> None:
    """Knowledge C asks of A runs from A to C; friends A-B, A-E, C-D; supply A to C, D, E, B to C.

    Peers (formal): A-B and C-D. Through C: from A and B by supply, from D by peers and friends.
    """
    formal = kind_matrix(valley.inside(), "formal").toarray()
    informal = kind_matrix(valley.inside(), "informal").toarray()
    ids = list(valley.inside().actors.index)
    arcs = {ids[i] + ids[j] for i, j in np.argwhere(formal)}
    assert arcs == {"AC", "AD", "BC", "AE", "AB", "BA", "CD", "DC"}
    arcs = {ids[i] + ids[j] for i, j in np.argwhere(informal)}
    assert arcs == {"AC", "CD", "UA", "ED", "AF", "DC", "AB", "BA", "AE", "EA"}
    # C: B sells to it, and it is a friend of D: B to D is open. A to D is tied.
    # A: U's advice reaches A, which sells to C, D, E and works with B: four open pairs.
    formal_in = of("brokerage_formal_in", valley.inside())
    informal_in = of("brokerage_informal_in", valley.inside())
    assert formal_in["C"] == 1
    # Into A formally: B. Out of A informally: C (B sells there), F, E; B to F and B to E.
    assert formal_in["A"] == 2
    # Into A informally: U, B, E. Out formally: C, D, E, B. U: 4; B: D, E; E: C, B (D is told).
    assert informal_in["A"] == 4 + 2 + 2


def test_it_stands_with_all_ties(valley: Network) -> None:
    found = measure(valley, metrics=NAMES)
    assert set(found.actors.columns) == {("all", name) for name in NAMES}
    direct = catalogue()[NAMES[0]].function(valley.inside())
    union = found.actors["all", NAMES[0]].dropna()
    assert union.tolist() == direct[union.index].tolist()


def test_both_kinds_are_needed(valley: Network) -> None:
    formal = valley.layer("formal")
    with pytest.raises(NeedsError, match="not both asked for"):
        of(NAMES[0], formal)
    one = network_from_edges([("a", "b")])
    found = measure(one, metrics=[NAMES[0]])
    assert found.skipped["reason"].tolist() == [
        "formal and informal relations were not both asked for"
    ]

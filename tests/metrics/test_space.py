"""Reach in space: hand-made actors in two countries, every rule and what is not known."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from tests.metrics.conftest import KINDS, kind, survey

from tiesnet.metrics._space import SPACE, kilometres, pair_space, space
from tiesnet.network import Network, build_network, network_from_edges, tie_parts

# Two Basque firms in Kunshan, one of them with other capitals; a Chinese neighbour; the mother
# firm at home; a firm of which nothing is known; one that never left home.
PLACES = {
    "a": ("China", "Spain", "Kunshan", 31.38, 120.95),
    "b": (" CHINA ", "spain", "kunshan ", 31.38, 120.95),
    "c": ("China", "China", "Suzhou", 31.30, 120.60),
    "d": ("Spain", "Spain", "Bilbao", 43.26, -2.93),
    "e": (None, None, None, None, None),
    "f": ("Spain", None, "", 43.28, -2.93),
}


def network(edges: list[str], **changed: tuple[Any, ...]) -> Network:
    net = network_from_edges(edges, nodes=list(PLACES), directed=False)
    columns = ["country", "origin", "location", "latitude", "longitude"]
    table = pd.DataFrame((PLACES | changed).values(), columns=columns, index=net.actors.index)
    return replace(net, actors=net.actors.join(table))


def one(net: Network, pair: str) -> dict[str, Any]:
    ends = [[net.actors.index.get_loc(end)] for end in pair]
    row = pair_space(net, *ends).iloc[0]
    return {key: None if pd.isna(value) else bool(value) for key, value in row.items()}


def test_compatriots_abroad() -> None:
    found = one(network([]), "ab")
    assert found["compatriots"] is True and found["cross_border"] is False
    assert found["co_located"] is True, "Kunshan is kunshan"
    assert found["host_source"] is False and found["home_source"] is False


def test_host_and_home_depend_on_the_end() -> None:
    net = network([])
    # c comes from China, where a is: a host tie for a. a comes from Spain, where c is not.
    found = one(net, "ac")
    assert (found["host_source"], found["host_target"]) == (True, False)
    # a is located in China, the origin of c, which never left it.
    assert (found["home_source"], found["home_target"]) == (False, True)
    # d is located in Spain, the origin of a: a home tie for a. For d, which is in Spain, a
    # comes from the country where d is, and is not located in the origin of d.
    found = one(net, "ad")
    assert (found["home_source"], found["home_target"]) == (True, False)
    assert (found["host_source"], found["host_target"]) == (False, True)
    assert found["cross_border"] is True and found["compatriots"] is False
    assert (found["abroad_source"], found["abroad_target"]) == (True, False)
    assert one(net, "da")["home_target"] is True


def test_neighbours_at_home_are_no_compatriots() -> None:
    found = one(network([], f=("Spain", "Spain", "Bilbao", None, None)), "df")
    assert found["compatriots"] is False and found["co_located"] is True
    assert found["abroad_source"] is False and found["host_source"] is found["home_source"] is True


def test_unknown_stays_unknown_unless_the_rest_decides() -> None:
    net = network([])
    assert set(one(net, "ee").values()) == {None}
    # Of e nothing is known, and d never left home: whatever e is, they are no compatriots.
    found = one(net, "de")
    assert found["compatriots"] is False
    assert found["cross_border"] is None and found["co_located"] is None
    # Another country, origin of f not known: no compatriots either.
    assert one(net, "af")["compatriots"] is False


def test_how_far() -> None:
    net = network([])
    # A degree of the equator is 6371.0088 km x pi / 180 = 111.195 km; so are 90 degrees north.
    grid = network([], a=(None, None, None, 0, 0), b=(None, None, None, 0, 1),
                   c=(None, None, None, 90, 77), d=(None, None, None, 95, 0))  # fmt: skip
    assert kilometres(grid, [0, 0], [1, 2]) == pytest.approx([111.195, 90 * 111.195], rel=1e-5)
    assert np.isnan(kilometres(grid, [0], [3])).all(), "no such latitude"
    # d and f: 0.02 degrees of latitude are 2.22 km, so that the place of f need not be known.
    assert kilometres(net, [3], [5]) == pytest.approx([0.02 * 111.195], rel=1e-4)
    assert one(net, "df")["co_located"] is True
    assert not pair_space(net, [3], [5], near=2.0)["co_located"].iloc[0]


def test_co_located() -> None:
    net = network([], c=("Peru", None, "Kunshan", None, None), f=("Peru", None, None, None, None))
    assert one(net, "ac")["co_located"] is False, "the same name in another country"
    assert one(net, "af")["co_located"] is False, "another country"
    assert one(net, "cf")["co_located"] is None, "where f is in its country is not known"
    assert one(net, "ad")["co_located"] is False


def valley(**medium: str) -> Network:
    base = survey()
    town = {"A": "one", "B": "one", "C": "two", "D": " Two", "E": None}
    told = [medium.get(f"{s}{t}") for s, t in zip(base.ties.source, base.ties.target, strict=True)]
    actors = base.actors.assign(location=[town.get(name, "three") for name in base.actors.index])
    return build_network(replace(base, actors=actors, ties=base.ties.assign(medium=told)))


def test_virtual_and_distant() -> None:
    net = valley(AC="digital", CD="digital", DE="digital", GA="in_person").layer("all")
    ties, made = tie_parts(net), space(net)
    assert len(made) == len(ties)
    ids = net.actors.index
    names = [f"{ids[s]}{ids[t]}" for s, t in zip(ties["source"], ties["target"], strict=True)]
    assert names.count("AC")
    found = made.assign(pair=names).groupby(["pair", ties["layer"]])[["virtual", "distant"]].first()
    # Digital, one and two: virtual. C and D are both in two: neither, however they meet.
    assert found.loc[("AC", "supply")].tolist() == [True, False]
    assert found.loc[("CD", "friends")].tolist() == [False, False]
    # No word on the medium: distant. Whether it is virtual is not known.
    assert bool(found.loc[("AD", "supply"), "distant"])
    assert pd.isna(found.loc[("AD", "supply"), "virtual"])


def test_nothing_is_known_of_bare_networks() -> None:
    made = space(network_from_edges(["ab", "bc"], directed=False))
    assert list(made.columns) == [*SPACE, "virtual", "distant"]
    assert made.isna().all(axis=None)


@pytest.mark.parametrize("name", KINDS)
def test_any_network(name: str) -> None:
    net = kind(name)
    made = space(net)
    assert made.index.equals(pd.RangeIndex(len(tie_parts(net))))
    assert (made.dtypes == "boolean").all()

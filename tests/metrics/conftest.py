"""Networks of every kind, and a small survey with silent and partly answering firms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import numpy as np
import pandas as pd
import pytest

from tiesnet.network import Network, build_network, network_from_edges
from tiesnet.survey import Survey

# Padgett's marriage and business ties of 16 Florentine families (Padgett & Ansell 1993).
MARRIAGE = (
    "acciaiuoli-medici albizzi-ginori albizzi-guadagni albizzi-medici barbadori-castellani "
    "barbadori-medici bischeri-guadagni bischeri-peruzzi bischeri-strozzi castellani-peruzzi "
    "castellani-strozzi guadagni-lamberteschi guadagni-tornabuoni medici-ridolfi "
    "medici-salviati medici-tornabuoni pazzi-salviati peruzzi-strozzi ridolfi-strozzi "
    "ridolfi-tornabuoni"
)
BUSINESS = (
    "barbadori-castellani barbadori-ginori barbadori-medici barbadori-peruzzi "
    "bischeri-guadagni bischeri-lamberteschi bischeri-peruzzi castellani-lamberteschi "
    "castellani-peruzzi ginori-medici guadagni-lamberteschi lamberteschi-peruzzi medici-pazzi "
    "medici-salviati medici-tornabuoni"
)
FAMILIES = sorted({*" ".join((MARRIAGE, BUSINESS)).replace("-", " ").split(), "pucci"})

_RELATION = {
    "orientation": None,
    "inverse_of": None,
    "scale_min": 1.0,
    "scale_max": 5.0,
    "trust_min": np.nan,
    "trust_max": np.nan,
    "core": None,
    "question": "",
}
_RELATIONS = [
    {"id": "supply", "label": "Supply", "formality": "formal", "content": "trade",
     "directed": True, "flow": "with_arrow", "combine": "union"},
    {"id": "advice", "label": "Advice", "formality": "informal", "content": "knowledge",
     "directed": True, "flow": "against_arrow", "combine": "source"},
    {"id": "friends", "label": "Friends", "formality": "informal", "content": "social",
     "directed": False, "flow": "both", "combine": "union"},
    {"id": "peers", "label": "Joint work of peers", "formality": "formal",
     "content": "cooperation", "directed": False, "flow": "both", "combine": "union",
     "orientation": "horizontal"},
]  # fmt: skip

# id: kind, in_cluster, stage, who answered what ("" = asked, silent; None = never asked)
_ACTORS: dict[str, tuple[str, bool, str | None, str | None]] = {
    "A": ("firm", True, "leather", "all"),
    "B": ("firm", True, "leather", "all"),
    "C": ("firm", True, "shoes", "all"),
    "D": ("firm", True, "shoes", "all"),
    "E": ("firm", True, "shoes", ""),
    "F": ("firm", True, None, "advice"),
    "G": ("firm", True, "brands", "all"),
    "U": ("research", True, None, None),
    "X": ("firm", False, "brands", None),
    "Y": ("association", False, None, None),
}
_TIES = [
    ("A", "C", "supply", 3, "A"), ("A", "D", "supply", 2, "A"), ("B", "C", "supply", None, "B"),
    ("C", "X", "supply", 5, "C"), ("A", "E", "supply", 1, "A"),
    ("C", "A", "advice", 4, "C"), ("D", "C", "advice", 2, "D"), ("A", "U", "advice", 3, "A"),
    ("D", "E", "advice", 1, "D"), ("F", "A", "advice", 2, "F"), ("A", "Y", "advice", 2, "A"),
    ("C", "D", "friends", None, "C"), ("D", "C", "friends", None, "D"),
    ("A", "B", "friends", None, "A"), ("A", "E", "friends", None, "A"),
    ("A", "B", "peers", None, "A"), ("C", "D", "peers", None, "D"),
]  # fmt: skip


# Y is an organisation and an actor; E was silent and F told little; X is outside.
_MEMBERSHIPS = [
    ("A", "guild"), ("B", "guild"), ("C", "guild"), ("E", "guild"), ("C", "fair"), ("D", "fair"),
    ("X", "fair"), ("A", "Y"), ("D", "Y"), ("A", "Y"),
]  # fmt: skip


def survey(info: Mapping[str, str] | None = None, memberships: bool = False) -> Survey:
    """A, B, C, D, G answered; E was silent; F answered one question; U, X, Y were never asked."""
    index = pd.Index(list(_ACTORS), name="id")
    column = {k: [row[k] for row in _ACTORS.values()] for k in range(4)}
    actors = pd.DataFrame(
        {
            "name": [f"Firm {name}" for name in _ACTORS],
            "kind": column[0],
            "in_cluster": column[1],
            "respondent": [{"all": "yes", "": "no"}.get(a or "", "partly") for a in column[3]],
            "stage": column[2],
        },
        index=index,
    )
    relations = pd.DataFrame([_RELATION | row for row in _RELATIONS]).set_index("id")
    columns = ["source", "target", "relation", "strength", "reported_by"]
    ties = pd.DataFrame(_TIES, columns=columns).astype({"strength": float}).assign(wave=None)
    states = [
        (name, relation, None, _state(told, relation))
        for name, (_, _, _, told) in _ACTORS.items()
        for relation in relations.index
    ]
    stages = pd.DataFrame(
        {"order": [1, 2, 3], "label": ["Leather", "Shoes", "Brands"]},
        index=pd.Index(["leather", "shoes", "brands"], name="id"),
    )
    responses = pd.DataFrame(states, columns=["actor", "relation", "wave", "state"])
    joined = pd.DataFrame(_MEMBERSHIPS if memberships else [], columns=["actor", "organisation"])
    return Survey(actors, ties, relations, stages, responses, joined, info=info or {})


def _state(told: str | None, relation: str) -> str:
    if told is None:
        return "not_asked"
    return "answered" if told in ("all", relation) else "silent"


def florentine(which: str) -> Network:
    edges = [tuple(pair.split("-")) for pair in which.split()]
    return network_from_edges(edges, FAMILIES, directed=False)


KINDS: dict[str, Callable[[], Network]] = {
    "empty": lambda: network_from_edges([]),
    "one actor": lambda: network_from_edges([], ["a"]),
    "one staged actor": lambda: network_from_edges([], ["a"], stages={"a": "s"}),
    "two actors": lambda: network_from_edges([("a", "b")], directed=False),
    "isolates": lambda: network_from_edges([], list("abcd"), stages=dict.fromkeys("ab", "s")),
    "directed": lambda: network_from_edges(
        [("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("d", "c"), ("b", "d")],
        stages={"a": "s", "b": "s", "c": "t", "d": "t"},
    ),
    "undirected": lambda: network_from_edges(
        [("a", "b"), ("b", "c"), ("a", "c"), ("c", "d")],
        directed=False,
        stages={"a": "s", "b": "t", "c": "u", "d": "s"},
    ),
    "valued": lambda: network_from_edges(
        [("a", "b", 3), ("b", "c", 1.5), ("c", "b", 2), ("c", "d", 5)], stages={"a": "s"}
    ),
    "partly valued": lambda: network_from_edges([("a", "b", 3), ("b", "c")]),
    "two components": lambda: network_from_edges(
        [("a", "b"), ("b", "c"), ("a", "c"), ("d", "e"), ("e", "f")],
        directed=False,
        stages=dict(zip("abcdef", "ststst", strict=True)),
    ),
    "star": lambda: network_from_edges([("hub", leaf) for leaf in "abcdef"], directed=False),
    "complete": lambda: network_from_edges(
        [(a, b) for a in "abcde" for b in "abcde" if a != b], stages=dict.fromkeys("abcde", "s")
    ),
    "marriage": lambda: florentine(MARRIAGE),
    "supply": lambda: build_network(survey()).layer("supply").inside(),
    "advice": lambda: build_network(survey()).layer("advice").inside(),
    "friends": lambda: build_network(survey()).layer("friends").inside(),
    "formal": lambda: build_network(survey()).layer("formal").inside(),
    "all": lambda: build_network(survey()).layer("all").inside(),
    "all with outside": lambda: build_network(survey()).layer("all"),
    "several layers": lambda: build_network(survey()).inside(),
    "members": lambda: build_network(survey(memberships=True)).layer("all").inside(),
    "undirected view": lambda: build_network(survey()).layer("all").inside().undirected(),
}


@cache
def kind(name: str) -> Network:
    return KINDS[name]()


@pytest.fixture(params=list(KINDS))
def any_network(request: pytest.FixtureRequest) -> Network:
    return kind(request.param)


@pytest.fixture
def marriage() -> Network:
    return florentine(MARRIAGE)


@pytest.fixture
def business() -> Network:
    return florentine(BUSINESS)


@pytest.fixture
def valley() -> Network:
    """The small survey as a network."""
    return build_network(survey())


@pytest.fixture
def make_survey() -> Callable[[Mapping[str, str] | None], Survey]:
    return survey

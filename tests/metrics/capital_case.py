"""A survey of eight actors whose social capital can be worked out by hand.

Firms A, B, C and D answered, S is silent; X (a firm) and Y (an association) are outside, U is a
university of the cluster. The cluster is in China; A and B come from Spain, C and D are local.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from tiesnet.network import Network, build_network
from tiesnet.survey import Survey

# id: kind, in_cluster, size, country, origin, sector
ACTORS = {
    "A": ("firm", True, 10.0, "China", "Spain", "shoes"),
    "B": ("firm", True, 20.0, "China", "Spain", "shoes"),
    "C": ("firm", True, 60.0, "China", "China", "leather"),
    "D": ("firm", True, None, "China", "China", "leather"),
    "S": ("firm", True, 40.0, "China", "Spain", "shoes"),
    "U": ("research", True, None, "China", "China", None),
    "X": ("firm", False, 300.0, "Spain", "Spain", "shoes"),
    "Y": ("association", False, None, "Germany", "Germany", None),
}
# source, target, relation, strength, value, trust (scale 1 to 5); the source says so
TIES = [
    ("A", "B", "sells", 3.0, 60.0, 5.0),
    ("A", "C", "sells", 2.0, 30.0, 2.0),
    ("A", "X", "sells", 5.0, 10.0, 2.0),
    ("D", "B", "sells", 1.0, 40.0, 2.0),
    ("B", "C", "joint", None, None, None),
    ("A", "U", "joint", None, None, None),
    ("B", "C", "talk", None, None, 4.0),
    ("A", "S", "talk", None, None, None),
    ("A", "Y", "talk", None, None, None),
    ("C", "A", "advice", None, None, None),
]
# Three items; the third is reversed. Turned (1 to 5): A 5 4 5, B 3 3 4, C 1 2 1, D 4 - -.
ITEMS = [
    ("A", "aims", 5), ("A", "words", 4), ("A", "alone", 1),
    ("B", "aims", 3), ("B", "words", 3), ("B", "alone", 2),
    ("C", "aims", 1), ("C", "words", 2), ("C", "alone", 5),
    ("D", "aims", 4), ("X", "aims", 2),
]  # fmt: skip
_RELATIONS = [
    ("sells", "Sells to", "formal", "trade", True, "with_arrow", "union"),
    ("joint", "Joint work", "formal", "cooperation", False, "both", "union"),
    ("talk", "Talk", "informal", "knowledge", False, "both", "union"),
    ("advice", "Advice", "informal", "knowledge", True, "against_arrow", "source"),
]


def survey(items: bool = True, without: tuple[str, ...] = (), drop: tuple[str, ...] = ()) -> Survey:
    """Build it; relations and columns of actors can be left out."""
    columns = ["kind", "in_cluster", "size", "country", "origin", "sector"]
    actors = pd.DataFrame.from_dict(ACTORS, orient="index", columns=columns)
    actors.index.name = "id"
    actors.insert(0, "name", [f"Firm {name}" for name in actors.index])
    told = ["yes" if name in "ABCD" else "no" if name == "S" else None for name in actors.index]
    actors = actors.assign(respondent=told, stage=None).drop(columns=list(drop))
    heads = ["id", "label", "formality", "content", "directed", "flow", "combine"]
    relations = pd.DataFrame(_RELATIONS, columns=heads).set_index("id")
    relations = relations.assign(
        orientation=None, inverse_of=None, scale_min=1.0, scale_max=5.0, trust_min=1.0,
        trust_max=5.0, core=None, question="",
    )  # fmt: skip
    relations = relations.drop(index=list(without))
    heads = ["source", "target", "relation", "strength", "value", "trust"]
    ties = pd.DataFrame(TIES, columns=heads).astype({"strength": float})
    ties = ties[~ties["relation"].isin(without)].reset_index(drop=True)
    ties = ties.assign(wave=None, reported_by=ties["source"])
    states: Mapping[str, str] = dict.fromkeys("ABCD", "answered") | {"S": "silent"}
    responses = pd.DataFrame(
        [(a, r, None, states.get(a, "not_asked")) for a in actors.index for r in relations.index],
        columns=["actor", "relation", "wave", "state"],
    )
    made = Survey(actors, ties, relations, pd.DataFrame(columns=["order", "label"]), responses)
    if not items:
        return made
    table = pd.DataFrame(ITEMS, columns=["actor", "item", "answer"])
    reversed_ = table["item"].map({"alone": "yes"})
    return replace(made, items=table.assign(scale="Shared vision", reversed=reversed_))


def network(
    items: bool = True, without: tuple[str, ...] = (), drop: tuple[str, ...] = ()
) -> Network:
    """Give the network of this survey."""
    return build_network(survey(items, without, drop))

"""What the exporters say of themselves: figures, upgrading, memberships, statements."""

from __future__ import annotations

from typing import Any

import pandas as pd
from numpy.random import Generator

from tiesnet.survey.samples.exporters_cast import ENTERED, TOWNS, Actor
from tiesnet.survey.samples.exporters_money import Money
from tiesnet.survey.samples.exporters_plan import BOTH, FIRST, LAST, chain_of_firm, groups, waves_of

_MARKET = {"us": "United States", "europe": "Europe", "domestic": "Brazil"}
_EXPORTS = {"us": 0.9, "europe": 0.7, "domestic": 0.08}
_UPGRADING = ("process", "product", "functional", "intersectoral")
# How often firms of a chain report each kind of upgrading.
_UPGRADED = {
    "us": (0.9, 0.7, 0.05, 0.03),
    "europe": (0.8, 0.75, 0.15, 0.05),
    "domestic": (0.45, 0.5, 0.6, 0.1),
}
_OFFERS = {
    "leather": "finished leather",
    "components": "soles and heels",
    "stitching": "stitching capacity",
    "assembly": "shoes under the client's brand",
    "agents": "buyers abroad",
}
_OFFERED = {
    "bracatel": "moulded heels",
    "bromelva": "hand stitching",
    "litoranel": "buyers in Argentina",
}
_SOUGHT = {
    "aracuvel": "moulded heels",
    "vinhatel": "hand stitching",
    "uvaravel": "buyers in Argentina",
    "bromelva": "stitching orders",
}
_SEEKS = ("machines", "designers", "working capital", "testing", None, None)
_FOREIGN = {"horizel": 1.0, "quirembo": 0.4}
_SECTOR = {"leather": "leather", "agents": "trade"}
# Organisation, its type, whether it is formal, its members by round: bodies of a few firms.
_BODIES = """
Export consortium | project | formal | uvaravel vinhatel faxinel gravatel
Effluent plant | project | formal | arovena butivale carobrisa embirama guabiluz
Light sole | project | formal | pitanvale sabirana rosalvane olivaste serrabel
Thursday table | group | informal | nogalira sucupel timbauvel romavane
Fair abroad | fair | formal | horizel intermarel jangavel ibiravel jucaral
"""
_ITEMS = {
    "shared_vision": (
        "We share one view of where the valley should go",
        "Firms here pull in one direction",
        "What is good for the valley is good for us",
        "Every firm here looks after itself only",
    ),
    "openness": (
        "We visit fairs abroad",
        "We read foreign trade papers",
        "We speak foreign languages in the firm",
    ),
}
_REVERSED = "Every firm here looks after itself only"


def actor_rows(actors: dict[str, Actor], money: Money, rng: Generator) -> pd.DataFrame:
    """Give one row per actor; silent firms and those never asked told no figures."""
    table = pd.DataFrame([_row(actor, money, rng) for actor in actors.values()])
    whole = ["size", "output", "sales", "founded", "entered"]
    return table.astype(dict.fromkeys(whole, "Int64"))


def _row(actor: Actor, money: Money, rng: Generator) -> dict[str, Any]:
    firm = actor.kind == "firm" and actor.part != "outside"
    told = firm and actor.asked and actor.part != "silent"
    luck = [rng.random() for _ in range(12)]
    place = TOWNS.get(actor.location)
    row: dict[str, Any] = {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "in_cluster": "no" if actor.part == "outside" else "yes",
        "sector": _SECTOR.get(actor.stage, "footwear") if firm else None,
        "stage": actor.stage or None,
        "location": actor.location,
        "latitude": round(place[0] + 0.01 * (luck[0] - 0.5), 4) if place else None,
        "longitude": round(place[1] + 0.01 * (luck[1] - 0.5), 4) if place else None,
        "country": actor.country,
        "founded": min(1962 + int(58 * luck[2]), 2021) if firm else None,
    }
    row["founded"] = ENTERED.get(actor.id, row["founded"])
    row["entered"] = row["founded"]
    return row | (_figures(actor, money, luck[3:]) if told else _NOTHING)


def _figures(actor: Actor, money: Money, luck: list[float]) -> dict[str, Any]:
    chain = chain_of_firm()[actor.id]
    sells_abroad = actor.stage in ("assembly", "agents")
    exports = round(min(_EXPORTS[chain] * (0.8 + 0.3 * luck[0]), 1), 2) if sells_abroad else 0.0
    small = actor.stage == "stitching"
    made = zip(_UPGRADING, _UPGRADED[chain], luck[4:8], strict=True)
    leads = actor.id in groups()
    return {
        "size": money.size[actor.id],
        "output": int(round(money.sales[actor.id] * (1 + 0.06 * luck[1]), -2)),
        "sales": money.sales[actor.id],
        "exports": exports,
        "main_market": _MARKET[chain],
        "registered": "no" if small and luck[2] < 0.4 else "yes",
        "foreign_owned": _FOREIGN.get(actor.id, 0.0),
        **{
            f"upgrading_{kind}": "yes" if roll < often or (leads and often > 0.5) else "no"
            for kind, often, roll in made
        },
        "offers": _OFFERED.get(actor.id, _OFFERS[actor.stage]),
        "seeks": _SOUGHT.get(actor.id) or _SEEKS[int(luck[8] * len(_SEEKS))],
    }


_NOTHING = dict.fromkeys(
    ["size", "output", "sales", "exports", "main_market", "registered", "foreign_owned"]
    + [f"upgrading_{kind}" for kind in _UPGRADING]
    + ["offers", "seeks"]
)


def affiliation_rows(actors: dict[str, Actor], rng: Generator) -> pd.DataFrame:
    """Members of the cluster organisation are leaders and larger firms, hardly a workshop."""
    rows = []
    for actor in actors.values():
        if actor.kind != "firm" or actor.part == "outside":
            continue
        for organisation, often in (("polo", 0.75), ("acal", 0.5)):
            share = 0.08 if actor.stage == "stitching" else often
            joins = rng.random() < share and actor.part in ("main", "cut", "gone")
            if actor.id in groups() or joins:
                waves = waves_of(actor.id)
                rows += [(actor.id, organisation, w, "membership", "formal") for w in waves]
    for line in _BODIES.strip().splitlines():
        body, kind, formality, firms = (part.strip() for part in line.split("|"))
        waves = BOTH if kind in ("project", "group") else (LAST,)
        for firm in firms.split():
            rows += [(firm, body, w, kind, formality) for w in waves if w in waves_of(firm)]
    rows.append(("ervalino", "Export consortium", FIRST, "project", "formal"))
    return pd.DataFrame(rows, columns=["actor", "organisation", "wave", "type", "formality"])


def item_rows(actors: dict[str, Actor], rng: Generator) -> pd.DataFrame:
    """Shared vision is one attitude asked four times; the other statements hang on nothing."""
    rows = []
    for actor in actors.values():
        if actor.kind != "firm" or not actor.asked or actor.part in ("outside", "silent", "gone"):
            continue
        vision = rng.random()
        for scale, statements in _ITEMS.items():
            for statement in statements:
                noise = rng.random()
                level = 0.75 * vision + 0.25 * noise if scale == "shared_vision" else noise
                answer = 1 + min(int(5 * level), 4)
                back = statement == _REVERSED
                told = 6 - answer if back else answer
                rows.append((actor.id, statement, told, scale, "yes" if back else "no"))
    return pd.DataFrame(rows, columns=["actor", "item", "answer", "scale", "reversed"])

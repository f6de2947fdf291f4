"""Sizes, sales and the value of supply among the exporters: who depends on whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from numpy.random import Generator

from tiesnet.survey.samples.exporters_cast import Actor
from tiesnet.survey.samples.exporters_plan import (
    BUYER_IN_EUROPE,
    MAIN_ABROAD,
    OWNED,
    chain_of_firm,
    groups,
    main_pairs,
)

# Typical employees, and sales per employee, by stage.
_SIZE = {"leather": 22, "components": 16, "stitching": 9, "assembly": 48, "agents": 8}
_SALES = {
    "leather": 90_000,
    "components": 70_000,
    "stitching": 30_000,
    "assembly": 60_000,
    "agents": 400_000,
}
# Share of its sales a firm makes with its main buyer: lowest and highest.
_DEPENDENT = {"us": (0.62, 0.92), "europe": (0.28, 0.42), "domestic": (0.22, 0.38)}
_DEPENDENT_IN_EUROPE = (0.56, 0.72)
_SPEC_MAIN = {"us": "buyer", "europe": "joint", "domestic": "standard"}
_SPEC_ELSE = {
    "us": ("buyer", "standard"),
    "europe": ("joint", "joint", "standard"),
    "domestic": ("standard", "supplier", "standard"),
}


@dataclass(frozen=True)
class Money:
    """Employees and sales by firm, the value of every main supply tie, inside and abroad."""

    size: dict[str, int]
    sales: dict[str, int]
    main: dict[tuple[str, str], int]
    abroad: dict[tuple[str, str], int]

    def most(self, firm: str) -> int:
        """The value of the main supply tie of a firm inside, 0 if it has none."""
        return max([value for pair, value in self.main.items() if firm in pair], default=0)


def money(actors: dict[str, Actor], rng: Generator) -> Money:
    """Draw sizes and sales; main ties take the share that their chain makes firms depend by."""
    made, leaders = Money({}, {}, {}, {}), groups()
    for actor in actors.values():
        if actor.kind == "firm" and actor.part != "outside":
            usual = _SIZE[actor.stage] * (6 if actor.id in leaders else 1)
            made.size[actor.id] = max(3, round(usual * (0.6 + 0.8 * rng.random())))
            made.sales[actor.id] = _round(made.size[actor.id] * _SALES[actor.stage])
    second = {firm for rows in leaders.values() for firm, _, tier in rows if tier == 2}
    for seller, buyer in sorted(main_pairs(), key=lambda pair: pair[0] in second):
        _main(made, actors[seller], buyer, seller in second, rng)
    for seller, (buyer, _) in MAIN_ABROAD.items():
        made.abroad[seller, buyer] = _round(0.6 * made.sales[seller])
    return made


def _main(made: Money, seller: Actor, buyer: str, second: bool, rng: Generator) -> None:
    """Value a main tie; who sells to a supplier of a leader is smaller than that supplier."""
    low, high = _share(seller.id, chain_of_firm()[seller.id])
    share = low + (high - low) * rng.random()
    if second:
        most = 0.5 * made.most(buyer) / share
        made.sales[seller.id] = min(made.sales[seller.id], _round(most))
        size = round(made.sales[seller.id] / _SALES[seller.stage])
        made.size[seller.id] = min(made.size[seller.id], max(3, size))
    made.main[seller.id, buyer] = _round(share * made.sales[seller.id])


def _share(seller: str, chain: str) -> tuple[float, float]:
    return _DEPENDENT_IN_EUROPE if seller in BUYER_IN_EUROPE else _DEPENDENT[chain]


def _round(value: float) -> int:
    return int(round(value, -2))


def terms(seller: str, buyer: str, chain: str, value: int, rng: Generator) -> dict[str, Any]:
    """What is told of a supply tie beside its strength: chain, who specifies, value, owner."""
    choices = _SPEC_ELSE[chain]
    spec = choices[int(rng.random() * len(choices))]
    told: dict[str, Any] = {"chain": chain, "spec_by": spec, "value": value}
    low, high = {"us": (2, 3), "europe": (3, 4), "domestic": (3, 5)}[chain]
    told["trust"] = low + int(rng.random() * (high - low + 1))
    told["since"] = 2004 + int(rng.random() * 18)
    if (seller, buyer) in OWNED:
        told |= {"owner": buyer, "ownership": OWNED[seller, buyer]}
    return told


def main_spec(seller: str, chain: str) -> str:
    """Who specifies what a firm makes for its main buyer."""
    return "buyer" if seller in BUYER_IN_EUROPE else _SPEC_MAIN[chain]

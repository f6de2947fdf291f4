"""The ordinary life of the exporters' valley, drawn at random around what is planted."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise
from typing import Any

from numpy.random import Generator

from tiesnet.survey.samples.exporters_cast import Actor
from tiesnet.survey.samples.exporters_money import Money, main_spec, terms
from tiesnet.survey.samples.exporters_plan import (
    BOTH,
    CUT,
    EXTERNAL_STAR,
    FIRST,
    GATEKEEPERS,
    LAST,
    MAIN_ABROAD,
    SINGLE_SOURCED,
    chain_of_firm,
    groups,
    main_pairs,
    planted,
    waves_of,
)
from tiesnet.survey.samples.simulate import Ledger, Tie

TOPICS = {
    "joint_project": ("fairs", "training", "effluents", "joint purchase"),
    "development": ("product development", "materials testing"),
    "advice": ("machines", "materials", "quality control", "export rules"),
}
_TRUST = {"joint_project": (2, 4), "development": (3, 5), "advice": (3, 5), "friendship": (4, 5)}
# Whom a stage supplies when nothing is planted: nobody sells components to the stitchers.
_NEXT = {
    "leather": ("components", "stitching"),
    "components": ("assembly",),
    "stitching": ("assembly",),
    "assembly": ("agents",),
}
_ABROAD = {"us": "larkmall", "europe": "schuhgarten", "domestic": "camargolar"}


def draw_ties(actors: dict[str, Actor], money: Money, rng: Generator) -> list[Tie]:
    """Draw every true tie of both rounds, planted ones included."""
    drawn = Ledger(rng)
    members = [a for a in actors.values() if a.part in ("main", "cut")]
    _main_supply(drawn, money)
    for tie in planted():
        drawn.add(_with_terms(drawn, tie, money))
    _ring(drawn, members)
    ordinary = [a for a in members if a.part == "main"]
    _supply(drawn, ordinary, money)
    _abroad(drawn, ordinary, money)
    _cooperation(drawn, ordinary)
    _advice(drawn, ordinary)
    _institutions(drawn, actors, ordinary)
    return [replace(tie, more=_told(drawn, tie)) for tie in drawn]


def _main_supply(drawn: Ledger, money: Money) -> None:
    chains = chain_of_firm()
    for seller, buyer in [*main_pairs(), *((s, b) for s, (b, _) in MAIN_ABROAD.items())]:
        chain = MAIN_ABROAD[seller][1] if seller in MAIN_ABROAD else chains[seller]
        value = (money.main | money.abroad)[seller, buyer]
        told = terms(seller, buyer, chain, value, drawn.rng)
        told["spec_by"] = main_spec(seller, chain)
        waves = waves_of(seller, buyer)
        drawn.add(Tie("sells_to", seller, buyer, 5, told, waves=waves))


def _with_terms(drawn: Ledger, tie: Tie, money: Money) -> Tie:
    if tie.relation != "sells_to":
        return tie
    told = _minor(drawn, tie.source, tie.target, chain_of_firm()[tie.source], money)
    return replace(tie, more=told)


def _minor(drawn: Ledger, seller: str, buyer: str, chain: str, money: Money) -> dict[str, Any]:
    """Terms of a supply tie that stays far below the main tie of either end."""
    most = min(value for value in (money.most(seller), money.most(buyer), 10**9) if value)
    value = int(round((0.05 + 0.15 * drawn.rng.random()) * most, -2))
    return terms(seller, buyer, chain, max(value, 500), drawn.rng)


def _ordinary(drawn: Ledger, relation: str, source: str, target: str, **told: Any) -> None:
    """Add an ordinary tie of middling strength: most last, some are new, some are gone."""
    luck = drawn.rng.random()
    lasts = BOTH if luck < 0.6 else (LAST,) if luck < 0.82 else (FIRST,)
    waves = tuple(wave for wave in lasts if wave in waves_of(source, target))
    strength = drawn.whole(1, 3)
    if waves:
        drawn.add(Tie(relation, source, target, strength, told, planted=False, waves=waves))


def _ring(drawn: Ledger, members: list[Actor]) -> None:
    """Close a ring of friends, so that nobody ordinary is lost when another firm leaves."""
    ids = [actor.id for actor in members]
    for one, other in pairwise([*ids, ids[0]]):
        waves = waves_of(one, other)
        drawn.add(Tie("friendship", one, other, drawn.whole(2, 4), waves=waves))


def _supply(drawn: Ledger, members: list[Actor], money: Money) -> None:
    chains = chain_of_firm()
    exclusive = {firm for leader in ("horizel", "ibiravel") for firm, *_ in groups()[leader]}
    for seller in members:
        buyers = [
            firm.id
            for firm in members
            if firm.stage in _NEXT.get(seller.stage, ()) and firm.id not in SINGLE_SOURCED
        ]
        count = drawn.whole(0, 1) if seller.stage == "assembly" else drawn.whole(1, 3)
        if seller.id in exclusive and drawn.chance(0.6):
            continue
        for buyer in drawn.some(buyers, count):
            if not drawn.has("sells_to", seller.id, buyer):
                told = _minor(drawn, seller.id, buyer, chains[buyer], money)
                _ordinary(drawn, "sells_to", seller.id, buyer, **told)


def _abroad(drawn: Ledger, members: list[Actor], money: Money) -> None:
    """Chemicals come from outside only; some sell a little to a buyer abroad themselves."""
    chains = chain_of_firm()
    for firm in members:
        if firm.stage == "leather":
            for seller in ("lindenchem", "quimarine"):
                told = _minor(drawn, seller, firm.id, chains[firm.id], money)
                told["spec_by"] = "standard"
                drawn.add(Tie("sells_to", seller, firm.id, 2, told, waves=waves_of(firm.id)))
        buyer = _ABROAD[chains[firm.id]]
        if firm.stage == "assembly" and firm.id not in MAIN_ABROAD and drawn.chance(0.25):
            told = _minor(drawn, firm.id, buyer, chains[firm.id], money)
            _ordinary(drawn, "sells_to", firm.id, buyer, **told)


def _cooperation(drawn: Ledger, members: list[Actor]) -> None:
    for one, other in combinations(members, 2):
        same = one.stage == other.stage
        if drawn.chance(0.02 if same else 0.012):
            _ordinary(drawn, "joint_project", one.id, other.id)
        if drawn.chance(0.10 if same else 0.006):
            _ordinary(drawn, "friendship", one.id, other.id)


def _advice(drawn: Ledger, members: list[Actor]) -> None:
    """Firms ask peers of their own stage; gatekeepers, leaders and the rest stay apart."""
    busy = {*GATEKEEPERS, *EXTERNAL_STAR, *groups(), CUT}
    for asker in members:
        peers = [
            firm.id
            for firm in members
            if firm.stage == asker.stage and firm.id not in busy and firm.id != asker.id
        ]
        if asker.id not in busy:
            for peer in drawn.some(peers, drawn.whole(1, 2)):
                _ordinary(drawn, "advice", asker.id, peer)


def _institutions(drawn: Ledger, actors: dict[str, Actor], members: list[Actor]) -> None:
    firms = [a.id for a in members if a.stage != "stitching"]
    wide = {"polo": 9, "acal": 6, "centec": 5}
    for actor in actors.values():
        if actor.part == "institution":
            for firm in drawn.some(firms, wide.get(actor.id, 2)):
                _ordinary(drawn, "joint_project", actor.id, firm)
    for firm in firms:
        if drawn.chance(0.2):
            _ordinary(drawn, "advice", firm, "centec")


def _told(drawn: Ledger, tie: Tie) -> dict[str, Any]:
    """Complete what is told of a tie: a topic, trust, and how people meet."""
    told = dict(tie.more)
    if tie.said:
        return told
    if tie.relation in TOPICS:
        told.setdefault("topic", drawn.one(TOPICS[tie.relation]))
    if tie.relation in _TRUST:
        low, high = _TRUST[tie.relation]
        told.setdefault("trust", drawn.whole(low, high))
    if tie.relation in ("advice", "friendship"):
        told.setdefault("medium", "digital" if drawn.chance(0.15) else "in_person")
    return told

"""The ordinary life of the park abroad: the more two firms share, the likelier they are tied."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise
from typing import Any

from numpy.random import Generator

from tiesnet.survey.samples.compatriots_cast import HOME, NEAR, Actor
from tiesnet.survey.samples.compatriots_plan import CUT, GATEKEEPERS, main_supply, planted
from tiesnet.survey.samples.simulate import Ledger, Tie

Bodies = dict[str, list[str]]

TOPICS = {
    "advice": ("regulation", "hiring", "suppliers", "technical"),
    "joint_project": ("training", "shared buying", "trade mission"),
}
# How likely a tie is, by the number of things two firms share (place, sector, body, origin).
CHANCE = {
    "joint_project": (0.0, 0.005, 0.02, 0.06, 0.16),
    "advice": (0.0, 0.008, 0.03, 0.09, 0.22),
    "friendship": (0.0, 0.006, 0.03, 0.10, 0.24),
}
_HOME_PARTNERS = ("matrizabel", "kopelania", "forjalaz", "ikerlaz", "bankalaz", "exportaz")
_GROUP_SIZE = {"Shared training workshop": 6, "Sunday table": 8}


def draw_bodies(actors: dict[str, Actor], rng: Generator) -> Bodies:
    """Draw who belongs to what: compatriots to their circle, two sectors to the initiative."""
    drawn = Ledger(rng)
    main = [a for a in actors.values() if a.part in ("main", "cut")]
    home = [a.id for a in main if a.origin == HOME]
    sector = [a.id for a in main if a.sector in ("machine_tools", "castings")]
    bodies = {"circulo": drawn.some(home, 24), "initiative": drawn.some(sector, 12)}
    for body, size in _GROUP_SIZE.items():
        pool = [a.id for a in main] if body.startswith("Shared") else home
        bodies[body] = drawn.some(pool, size)
    return bodies


def near(one: Actor, other: Actor) -> bool:
    """Tell whether two actors are in one town, or in the two that touch."""
    return one.location == other.location or {one.location, other.location} <= set(NEAR)


def overlap(one: Actor, other: Actor, bodies: Bodies) -> int:
    """Count what two firms share: place, sector, a body, origin."""
    together = any(one.id in members and other.id in members for members in bodies.values())
    same = near(one, other), one.sector == other.sector, together, one.origin == other.origin
    return sum(same)


def draw_ties(actors: dict[str, Actor], bodies: Bodies, rng: Generator) -> list[Tie]:
    """Draw every true tie, planted ones included."""
    drawn = Ledger(rng)
    for tie in planted():
        drawn.add(tie)
    members = [a for a in actors.values() if a.part in ("main", "cut")]
    ordinary = [a for a in members if a.id != CUT]
    _ring(drawn, members)
    _by_overlap(drawn, ordinary, bodies)
    _supply(drawn, ordinary)
    _home(drawn, [a for a in ordinary if a.origin == HOME])
    _institutions(drawn, ordinary)
    return [replace(tie, more=_told(drawn, tie, actors)) for tie in drawn]


def _ordinary(drawn: Ledger, relation: str, source: str, target: str, most: int = 3) -> None:
    drawn.add(Tie(relation, source, target, drawn.whole(1, most), planted=False))


def _ring(drawn: Ledger, members: list[Actor]) -> None:
    """Close a ring of friends, so that nobody ordinary is lost when another firm leaves."""
    ids = [a.id for a in sorted(members, key=lambda a: (a.origin == HOME, a.location, a.sector))]
    for one, other in pairwise([*ids, ids[0]]):
        drawn.add(Tie("friendship", one, other, drawn.whole(2, 4)))


def _by_overlap(drawn: Ledger, members: list[Actor], bodies: Bodies) -> None:
    for one, other in combinations(members, 2):
        shared = overlap(one, other, bodies)
        for relation, chances in CHANCE.items():
            busy = relation == "advice" and {one.id, other.id} & set(GATEKEEPERS)
            if drawn.chance(chances[shared]) and not busy:
                ends = (one.id, other.id) if drawn.chance(0.5) else (other.id, one.id)
                _ordinary(drawn, relation, *ends)


def _supply(drawn: Ledger, members: list[Actor]) -> None:
    """Those with a main partner also supply others a little; the rest does not trade here."""
    trading = {end for tie in main_supply() for end in (tie.source, tie.target)}
    firms = [a.id for a in members if a.id in trading]
    for one, other in combinations(firms, 2):
        if drawn.chance(0.03):
            _ordinary(drawn, "supplies", one, other, 2)


def _home(drawn: Ledger, members: list[Actor]) -> None:
    """Projects with home and goods from home; a few sell to customers of the host country."""
    for firm in members:
        if drawn.chance(0.4) and firm.id not in GATEKEEPERS:
            _ordinary(drawn, "joint_project", firm.id, drawn.one(_HOME_PARTNERS))
        if drawn.chance(0.25):
            _ordinary(drawn, "supplies", drawn.one(_HOME_PARTNERS[:3]), firm.id, 2)
        if firm.sector == "automotive" and drawn.chance(0.6):
            _ordinary(drawn, "supplies", firm.id, drawn.one(("sarvodal", "tatvelor")), 3)


def _institutions(drawn: Ledger, members: list[Actor]) -> None:
    home = [a.id for a in members if a.origin == HOME]
    tools = [a.id for a in members if a.sector == "machine_tools"]
    for institution, firms, count in (
        ("circulo", home, 8),
        ("oficina", home, 5),
        ("initiative", tools, 5),
        ("school", [a.id for a in members], 4),
    ):
        for firm in drawn.some(firms, count):
            _ordinary(drawn, "joint_project", institution, firm)


def _told(drawn: Ledger, tie: Tie, actors: dict[str, Actor]) -> dict[str, Any]:
    """How they meet, how far they trust each other, since when and about what."""
    if tie.said:
        return {}
    close = near(actors[tie.source], actors[tie.target])
    medium = "digital" if drawn.chance(0.07 if close else 0.85) else "in_person"
    low, high = (2, 3) if medium == "digital" else (3, 5)
    told: dict[str, Any] = {"trust": drawn.whole(low, high), "medium": medium}
    if tie.relation in TOPICS:
        told["topic"] = drawn.one(TOPICS[tie.relation])
    if tie.relation == "supplies":
        told["since"] = drawn.whole(2012, 2023)
    return told

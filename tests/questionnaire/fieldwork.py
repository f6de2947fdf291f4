"""A made-up fieldwork: what each firm would answer, drawn at random, hostile names included."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import pandas as pd

from tiesnet.survey.questionnaire.catalogue import ATTRIBUTES, ITEMS

NAMES = (
    "Curtidos Ñandú S.A.",
    "=1+1 Ltda",
    'O\'Brien "Bros" & Co',
    "🏭 Fábrica",
    'שלום בע"מ',
    "007",
    "Beta",
    "Beta S.L.",
    "TRUE",
    "MAR-5",
    "+54 Logística",
    "<b>Norte</b> / Sur",
    "Grupo ${tn_firm} Sol",
    "@cmd|' /C calc'!A0",
    "3. Tercera",
)
STAGES = ("tanning", "cutting", "assembly")
MODULES = ("consent", "contact", "attributes", "ties", "trust", "external", "memberships",
           "vision")  # fmt: skip
RELATIONS = ("sells_to", "buys_from", "projects", "asks_advice", "friendship")
SECRET = "ana.secreta@example.org"
OUTSIDERS = ("Universidad Técnica", "Rossi & Figli S.p.A.", '=HYPERLINK("x")', "Müller GmbH")


def firm_list() -> pd.DataFrame:
    rows = [
        {
            "id": f"{k + 1:03d}" if k % 2 else f"Firm {k + 1}",
            "name": name,
            "kind": "firm",
            "stage": STAGES[k % 3],
            "contact": SECRET,
            "phone": "+34 600 111 222",
        }
        for k, name in enumerate(NAMES)
    ]
    return pd.DataFrame(rows)


@dataclass
class Interview:
    """What one firm answers; ``rosters`` by relation: gone through or not, and strengths."""

    code: str
    named: str
    facts: dict[str, str]
    rosters: dict[str, tuple[bool, dict[str, int]]] = field(default_factory=dict)
    trust: dict[str, int] = field(default_factory=dict)
    partners: list[tuple[str, str, str, str, dict[str, int]]] = field(default_factory=list)
    memberships: list[tuple[str, str]] = field(default_factory=list)
    items: dict[str, int] = field(default_factory=dict)


def interviews(codes: list[str], seed: int, partly: bool, most: int = 4) -> list[Interview]:
    """Draw the interviews; two firms stay silent, some relations unanswered."""
    draw = random.Random(seed)
    return [_interview(code, codes, draw, partly, most) for code in codes if code not in codes[3:5]]


def _interview(
    code: str, codes: list[str], draw: random.Random, partly: bool, most: int
) -> Interview:
    others = [other for other in codes if other != code]
    facts = {
        "stage": draw.choice(STAGES),
        "sector": draw.choice(("shoes", "=leather", "")),
        "location": "Elda",
        "size": str(draw.randint(0, 300)),
        "founded": str(draw.randint(1950, 2020)),
        "exports": str(draw.randint(0, 100)),
        "offers": draw.choice(("", "capacity; laser")),
        "seeks": draw.choice(("", "customers")),
    }
    assert set(facts) == set(ATTRIBUTES)
    one = Interview(code, draw.choice(("yes", "no", "")), facts)
    for relation in RELATIONS:
        if draw.random() < 0.15:
            continue
        done = not partly or draw.random() < 0.75
        chosen = draw.sample(others, draw.randint(0 if done else 1, most))
        strengths = {other: draw.randint(1, 3) for other in chosen}
        if partly and not done:
            free = [other for other in others if other not in strengths]
            strengths |= dict.fromkeys(draw.sample(free, 2), 0)
        one.rosters[relation] = (done, strengths)
    partners = {c for _, cells in one.rosters.values() for c, value in cells.items() if value}
    one.trust = {c: draw.randint(1, 5) for c in sorted(partners) if draw.random() < 0.6}
    for name in draw.sample(OUTSIDERS, draw.randint(0, 2)):
        ties = {r: draw.randint(1, 3) for r in RELATIONS if draw.random() < 0.5}
        if ties:
            kind = "research" if name.startswith("Univ") else "firm"
            one.partners.append((name, kind, "Bonn", "DE", ties))
    if draw.random() < 0.5:
        one.memberships = [("Cámara; de Comercio", "association"), ("Feria '26", "fair")]
    one.items = {item: draw.randint(1, 5) for item in ITEMS if draw.random() < 0.9}
    return one

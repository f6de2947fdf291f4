"""The answer key of the exporters: what is planted, said so that a program can check it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from tiesnet.survey.samples.exporters_cast import ENTERED, STAGES, Actor, cast
from tiesnet.survey.samples.exporters_plan import (
    AGAINST_ORDER,
    BOTH,
    BUYER_IN_EUROPE,
    CUT,
    EXTERNAL_STAR,
    FIRST,
    GATEKEEPERS,
    HANGING,
    INTRODUCTIONS,
    LAST,
    MISSING_LINK,
    MISSING_STAGE,
    OWNED,
    SILENT_AT_FIRST,
    SINGLE_SOURCED,
    SKIPPED,
    SKIPS,
    chain_of_firm,
    contradicted,
    groups,
    waves_of,
)
from tiesnet.survey.samples.simulate import WORDS, contradictions, named_by


def answer_key(seed: int, tables: dict[str, pd.DataFrame]) -> dict[str, Any]:
    """Put the planted facts of the last round together.

    Only who names the silent firms, and how many pairs changed between the rounds, is counted in
    the reports.
    """
    actors = cast()
    here = {key: actor for key, actor in actors.items() if actor.part != "gone"}
    ties = tables["ties"]
    return {
        "survey": "sinos-like-exporters",
        "about": "Simulated. Actors are given by id; 'names' says what they are called. "
        "Everything is true of the last round.",
        "seed": seed,
        "wave": LAST,
        "counts": _counts(here),
        **_disconnection(here, ties[ties["wave"] == LAST]),
        **_production(),
        **_governance(),
        "gatekeepers": {firm: list(sources) for firm, sources in GATEKEEPERS.items()},
        "external_star": {firm: list(sources) for firm, sources in EXTERNAL_STAR.items()},
        "missing_stage": MISSING_STAGE,
        "missing_link": list(MISSING_LINK),
        "stages_skipped": [list(pair) for pair in SKIPS],
        "single_sourced": dict(SINGLE_SOURCED),
        "supply_against_stage_order": [list(pair) for pair in AGAINST_ORDER],
        "contradictory": contradictions(contradicted()),
        "reliable_scale": "shared_vision",
        "unreliable_scale": "openness",
        "specialised_in": {"region": "Tarumã valley", "sectors": ["footwear", "leather"]},
        "waves": _waves(actors, ties),
        "introductions": _introductions(),
        "names": {actor.id: actor.name for actor in actors.values()},
    }


def _part(actors: dict[str, Actor], *parts: str) -> list[str]:
    return [actor.id for actor in actors.values() if actor.part in parts]


def _counts(actors: dict[str, Actor]) -> dict[str, Any]:
    firms = [a for a in actors.values() if a.kind == "firm" and a.part != "outside"]
    silent, unasked = _part(actors, "silent"), _part(actors, "unasked")
    first = [firm.stage for firm in firms]
    return {
        "firms": len(firms),
        "institutions": len(_part(actors, "institution")),
        "outside": len(_part(actors, "outside")),
        "firms_answered": len(firms) - len(silent) - len(unasked) - len(SKIPPED),
        "firms_partly": len(SKIPPED),
        "firms_silent": len(silent),
        "firms_not_surveyed": len(unasked),
        "firms_by_stage": {stage: first.count(stage) for stage in STAGES},
    }


def _disconnection(actors: dict[str, Actor], ties: pd.DataFrame) -> dict[str, Any]:
    both, firms = _connection(actors)
    return {
        "isolates": _part(actors, "alone"),
        "hang_by_one_tie": dict(HANGING),
        "outside_main_component": [_part(actors, "island")],
        "hang_by_one_actor": dict.fromkeys(_part(actors, "hamlet"), CUT),
        "cut_firm": {"firm": CUT, "cuts_off": _part(actors, "hamlet")},
        "unclear": _part(actors, "unclear"),
        "silent": named_by(ties, _part(actors, "silent")),
        "partly": {firm: list(questions) for firm, questions in SKIPPED.items()},
        "not_surveyed": [a.id for a in actors.values() if a.part != "outside" and not a.asked],
        "without_institutions": {"isolates": _part(actors, "office")},
        "connection": both,
        "connection_firms": firms,
    }


def _connection(actors: dict[str, Actor]) -> tuple[dict[str, str], dict[str, str]]:
    inside = {key: actor for key, actor in actors.items() if actor.part != "outside"}
    both = {
        key: WORDS.get(actor.part, "connected" if actor.asked else "not surveyed")
        for key, actor in inside.items()
    }
    firms = {key: word for key, word in both.items() if inside[key].kind == "firm"}
    return both, firms | dict.fromkeys(_part(actors, "office"), "isolate")


def _production() -> dict[str, Any]:
    found = groups()
    return {
        "production": "mixed, with leader firms",
        "leaders": {
            leader: [firm for firm, buyer, _ in rows if buyer == leader]
            for leader, rows in found.items()
        },
        "tiers": {leader: {firm: tier for firm, _, tier in rows} for leader, rows in found.items()},
    }


def _governance() -> dict[str, Any]:
    """The form of every main supply tie inside the leaders' groups, by destination."""
    chains = chain_of_firm()
    forms: dict[str, dict[str, list[list[str]]]] = {}
    for rows in groups().values():
        for firm, buyer, _ in rows:
            chain = chains[firm]
            form = _form(firm, buyer, chain)
            forms.setdefault(chain, {}).setdefault(form, []).append([firm, buyer])
    return {
        "governance_of_main_ties": forms,
        "strongest_form_by_chain": {
            "us": "quasi-hierarchy",
            "europe": "network",
            "domestic": "market",
        },
        "owners": [[owner, owned, share] for (owned, owner), share in OWNED.items()],
        "upgrading_most_reported": {
            "us": "process",
            "europe": "process",
            "domestic": "functional",
        },
    }


def _form(firm: str, buyer: str, chain: str) -> str:
    if OWNED.get((firm, buyer), 0) >= 0.5:
        return "hierarchy"
    return "quasi-hierarchy" if chain == "us" or firm in BUYER_IN_EUROPE else "network"


def _waves(actors: dict[str, Actor], ties: pd.DataFrame) -> dict[str, Any]:
    stay = {
        a.id
        for a in actors.values()
        if a.kind == "firm" and a.part != "outside" and waves_of(a.id) == BOTH
    }
    supply = ties[ties["relation"].isin(["sells_to", "buys_from"]) & (ties["strength"] > 0)]
    supply = supply[supply["source"].isin(stay) & supply["target"].isin(stay)]
    pairs = {
        wave: {frozenset(pair) for pair in rows[["source", "target"]].to_numpy().tolist()}
        for wave, rows in supply.groupby("wave")
    }
    return {
        "order": list(BOTH),
        "entered": list(ENTERED),
        "left": _part(actors, "gone"),
        "silent_at_first": list(SILENT_AT_FIRST) + _part(actors, "silent"),
        "supply_pairs_of_firms_in_both": {
            "kept": len(pairs[FIRST] & pairs[LAST]),
            "created": len(pairs[LAST] - pairs[FIRST]),
            "dissolved": len(pairs[FIRST] - pairs[LAST]),
        },
        "joint_development": {"horizontal": "falls", "vertical": "rises"},
    }


def _introductions() -> dict[str, list[list[str]]]:
    """What the log says, and what came of it: the first pair met and is tied since."""
    pairs = [[row[0], row[1]] for row in INTRODUCTIONS]
    return {
        "tied_since": pairs[:1],
        "not_tied": pairs[1:2],
        "planned": pairs[2:3],
        "never": pairs[3:],
    }

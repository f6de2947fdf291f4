"""The answer key of the compatriots: what is planted, said so that a program can check it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from tiesnet.survey.samples.compatriots_cast import HOME, HOST, NEWCOMERS, Actor, cast
from tiesnet.survey.samples.compatriots_plan import (
    CUT,
    GATEKEEPERS,
    HANGING,
    LEADERS,
    ONLY_TIES_HOME,
    SKIPPED,
    contradicted,
)
from tiesnet.survey.samples.simulate import WORDS, contradictions, named_by


def answer_key(seed: int, tables: dict[str, pd.DataFrame]) -> dict[str, Any]:
    """Put the planted facts together; who names the silent firms is counted in the reports."""
    actors = cast()
    connection = _connection(actors)
    firms = {key: word for key, word in connection.items() if actors[key].kind == "firm"}
    disconnected = ("isolate", "hangs by one tie", "outside the main component")
    return {
        "survey": "compatriots-abroad",
        "about": "Simulated. Actors are given by id; 'names' says what they are called.",
        "seed": seed,
        "home": HOME,
        "host": HOST,
        "counts": _counts(actors),
        "isolates": _part(actors, "alone"),
        "hang_by_one_tie": dict(HANGING),
        "outside_main_component": [_part(actors, "island")],
        "hang_by_one_actor": dict.fromkeys(_part(actors, "hamlet"), CUT),
        "cut_firm": {"firm": CUT, "cuts_off": _part(actors, "hamlet")},
        "unclear": _part(actors, "unclear"),
        "silent": named_by(tables["ties"], _part(actors, "silent")),
        "partly": {firm: list(questions) for firm, questions in SKIPPED.items()},
        "not_surveyed": [key for key, word in connection.items() if word == "not surveyed"],
        "connection": connection,
        "connection_firms": firms,
        "leaders": {leader: list(followers) for leader, followers in LEADERS.items()},
        "gatekeepers": {firm: list(sources) for firm, sources in GATEKEEPERS.items()},
        "only_ties_home": list(ONLY_TIES_HOME),
        "newcomers": dict(NEWCOMERS),
        "newcomers_disconnected": [f for f in NEWCOMERS if connection[f] in disconnected],
        "platforms": {"compatriot": "circulo", "initiative": "initiative"},
        "tie_rate": "rises with every proximity shared",
        "virtual": "trusted less than in person",
        "contradictory": contradictions(contradicted()),
        "similar_names": ["bermuzar", "beasazel"],
        "names": {actor.id: actor.name for actor in actors.values()},
    }


def _part(actors: dict[str, Actor], *parts: str) -> list[str]:
    return [actor.id for actor in actors.values() if actor.part in parts]


def _connection(actors: dict[str, Actor]) -> dict[str, str]:
    return {
        actor.id: WORDS.get(actor.part, "connected" if actor.asked else "not surveyed")
        for actor in actors.values()
        if actor.part != "outside"
    }


def _counts(actors: dict[str, Actor]) -> dict[str, int]:
    firms = [a for a in actors.values() if a.kind == "firm" and a.part != "outside"]
    silent, unasked = _part(actors, "silent"), _part(actors, "unasked")
    return {
        "firms": len(firms),
        "compatriots": sum(firm.origin == HOME for firm in firms),
        "host_firms": sum(firm.origin == HOST for firm in firms),
        "institutions": len(_part(actors, "institution")),
        "outside": len(_part(actors, "outside")),
        "firms_answered": len(firms) - len(silent) - len(unasked) - len(SKIPPED),
        "firms_partly": len(SKIPPED),
        "firms_silent": len(silent),
        "firms_not_surveyed": len(unasked),
    }

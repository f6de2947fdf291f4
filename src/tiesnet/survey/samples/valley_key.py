"""The answer key of the footwear valley: what is planted, said so that a program can check it."""

from __future__ import annotations

from typing import Any

from tiesnet.survey.samples.valley_cast import SECOND_STAGE, STAGES, Actor, cast
from tiesnet.survey.samples.valley_plan import (
    AGAINST_ORDER,
    BROKER,
    BROKERS,
    CUT,
    GATEKEEPERS,
    HANGING,
    LEADERS,
    SKIPPED,
    contradicted,
)
from tiesnet.survey.samples.valley_reports import Report

_PARTS = {
    "alone": "isolate",
    "hanging": "hangs by one tie",
    "island": "outside the main component",
    "hamlet": "hangs by one actor",
    "silent": "silent",
    "unclear": "unclear",
}


def answer_key(seed: int, reports: list[Report]) -> dict[str, Any]:
    """Put the planted facts together; only who names the silent firms is counted in the reports."""
    actors = cast()
    with_institutions, firms_only = _connection(actors)
    return {
        "survey": "footwear-valley",
        "about": "Simulated. Actors are given by id; 'names' says what they are called.",
        "seed": seed,
        "counts": _counts(actors),
        "stages": _stages(actors),
        "isolates": _part(actors, "alone"),
        "hang_by_one_tie": dict(HANGING),
        "outside_main_component": [_part(actors, "island")],
        "hang_by_one_actor": dict.fromkeys(_part(actors, "hamlet"), CUT),
        "cut_firm": {"firm": CUT, "cuts_off": _part(actors, "hamlet")},
        "unclear": _part(actors, "unclear"),
        "silent": {firm: _named_by(firm, reports) for firm in _part(actors, "silent")},
        "partly": {firm: list(questions) for firm, questions in SKIPPED.items()},
        "not_surveyed": [a.id for a in actors.values() if _inside(a) and not a.surveyed],
        "without_institutions": {"isolates": _part(actors, "office")},
        "broker_between_groups": {
            "firm": BROKER,
            "groups": [_part(actors, "valley", "cut"), _part(actors, "sierra")],
        },
        "top_betweenness_of_firms": list(BROKERS),
        "gatekeepers": {firm: actors[firm].stage for firm in GATEKEEPERS},
        "leaders": {leader: list(firms) for leader, firms in LEADERS.items()},
        "tendency": {
            "sells_to": "vertical",
            "joint_project": "vertical",
            "advice": "horizontal",
            "friendship": "horizontal",
            "formal": "vertical",
            "informal": "horizontal",
        },
        "contradictory": [_contradiction(tie) for tie in contradicted()],
        "supply_against_stage_order": [list(pair) for pair in AGAINST_ORDER],
        "connection": with_institutions,
        "connection_firms": firms_only,
        "names": {actor.id: actor.name for actor in actors.values()},
    }


def _inside(actor: Actor) -> bool:
    return actor.part != "outside"


def _part(actors: dict[str, Actor], *parts: str) -> list[str]:
    return [actor.id for actor in actors.values() if actor.part in parts]


def _counts(actors: dict[str, Actor]) -> dict[str, int]:
    firms = [actor for actor in actors.values() if actor.stage]
    silent = [firm for firm in firms if firm.part == "silent"]
    return {
        "firms": len(firms),
        "institutions": len(_part(actors, "institution")),
        "outside": len(_part(actors, "outside")),
        "firms_answered": len(firms) - len(silent) - len(SKIPPED),
        "firms_partly": len(SKIPPED),
        "firms_silent": len(silent),
    }


def _stages(actors: dict[str, Actor]) -> dict[str, Any]:
    first = [actor.stage for actor in actors.values()]
    return {
        "firms_by_first_stage": {stage: first.count(stage) for stage in STAGES},
        "second_stage": dict(SECOND_STAGE),
    }


def _named_by(firm: str, reports: list[Report]) -> int:
    return len({who for _, who, whom, strength in reports if whom == firm and strength > 0})


def _contradiction(tie: Any) -> dict[str, Any]:
    return {
        "relation": tie.relation,
        "ends": [tie.source, tie.target],
        "said": list(tie.said),
    }


def _connection(actors: dict[str, Actor]) -> tuple[dict[str, str], dict[str, str]]:
    both = {}
    for actor in actors.values():
        if _inside(actor):
            unasked = "connected" if actor.surveyed else "not surveyed"
            both[actor.id] = _PARTS.get(actor.part, unasked)
    firms = {key: word for key, word in both.items() if actors[key].stage}
    firms |= dict.fromkeys(_part(actors, "office"), "isolate")
    return both, firms

"""From true ties to what the firms write into the questionnaire."""

from __future__ import annotations

from numpy.random import Generator

from tiesnet.survey.samples.valley_cast import Actor
from tiesnet.survey.samples.valley_plan import SKIPPED, Tie

RELATIONS = ("sells_to", "buys_from", "joint_project", "advice", "friendship")
TRADE = ("sells_to", "buys_from")
SCALE = {"sells_to": 5, "buys_from": 5, "joint_project": 5, "advice": 3, "friendship": 5}

_FORGETS = 0.15  # how often one end leaves out an ordinary tie
_DIFFERS = 0.3  # how often two ends give different strengths

Report = tuple[str, str, str, int]  # relation, who reports, about whom, strength


def answers(actor: Actor, relation: str) -> bool:
    """Tell whether an actor answered a question; institutions were not asked about trade."""
    if not actor.surveyed or actor.part in ("silent", "outside"):
        return False
    if actor.part == "institution" and relation in TRADE:
        return False
    return relation not in SKIPPED.get(actor.id, ())


def draw_reports(ties: list[Tie], actors: dict[str, Actor], rng: Generator) -> list[Report]:
    """Let both ends of every tie answer, in the order of the questionnaire."""
    reports = [report for tie in ties for report in _tell(tie, actors, rng)]
    # An isolate that answers with an explicit no: 0 is an answer, not a tie.
    reports.append(("sells_to", "vadillar", "aguarrica", 0))
    order = {key: place for place, key in enumerate(actors)}
    return sorted(reports, key=lambda r: (RELATIONS.index(r[0]), order[r[1]], order[r[2]]))


def _tell(tie: Tie, actors: dict[str, Actor], rng: Generator) -> list[Report]:
    second = {"sells_to": "buys_from", "advice": ""}.get(tie.relation, tie.relation)
    told = tie.said or _strengths(tie, rng)
    forgets = None if tie.planted else _forgetful(rng)
    ends = (
        (tie.relation, tie.source, tie.target, told[0]),
        (second, tie.target, tie.source, told[1]),
    )
    able = [end for end in ends if end[0] and answers(actors[end[1]], end[0])]
    return [end for end in able if len(able) == 1 or end[1] != _end(tie, forgets)]


def _strengths(tie: Tie, rng: Generator) -> tuple[int, int]:
    """Main partners agree on their strength; weaker ties are judged a step apart at times."""
    step = 1 if rng.random() < 0.5 else -1
    differs = rng.random() < _DIFFERS
    if not differs or tie.strength > 3 or tie.relation == "advice":
        return tie.strength, tie.strength
    return tie.strength, min(max(tie.strength + step, 1), 3)


def _forgetful(rng: Generator) -> int | None:
    which = int(rng.random() * 2)
    return which if rng.random() < _FORGETS else None


def _end(tie: Tie, which: int | None) -> str | None:
    return None if which is None else (tie.source, tie.target)[which]

"""Compatriots abroad: a simulated survey of firms of one origin in a host country, with a key."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.random import Generator

from tiesnet.survey.samples.compatriots_cast import NEWCOMERS, TOWNS, Actor, cast
from tiesnet.survey.samples.compatriots_draw import Bodies, draw_bodies, draw_ties
from tiesnet.survey.samples.compatriots_key import answer_key
from tiesnet.survey.samples.compatriots_plan import SKIPPED
from tiesnet.survey.samples.simulate import Form, Row, frame, reports

SEED = 2017
RELATIONS = ("supplies", "buys_from", "joint_project", "advice", "friendship")
TRADE = ("supplies", "buys_from")

_TIES = (
    "source", "target", "relation", "strength", "reported_by", "topic", "trust", "since", "medium",
)  # fmt: skip
_CODEBOOK = """
supplies | Supplies | formal | trade | yes | with_arrow | vertical | | 1 | 5 | union | no
buys_from | Buys from | formal | trade | yes | against_arrow | vertical | supplies | 1 | 5 | union | no
joint_project | Joint project | formal | cooperation | no | both | by_stage | | 1 | 5 | union | no
advice | Advice | informal | knowledge | yes | against_arrow | by_stage | | 0 | 3 | source | yes
friendship | Friendship | informal | social | no | both | by_stage | | 1 | 5 | union | no
"""  # noqa: E501
_QUESTIONS = {
    "supplies": "Which firms do you supply?",
    "buys_from": "Which firms supply you?",
    "joint_project": "With whom do you run a project under a signed agreement?",
    "advice": "Whom do you ask how things are done here?",
    "friendship": "Whom do you also meet outside work?",
}
_CODEBOOK_COLUMNS = [
    "id", "label", "formality", "content", "directed", "flow", "orientation", "inverse_of",
    "scale_min", "scale_max", "combine", "core",
]  # fmt: skip
_SIZE = {
    "machine_tools": 24,
    "automotive": 110,
    "castings": 60,
    "services": 12,
    "packaging": 30,
}
_OFFERS = {
    "machine_tools": "machine repair",
    "automotive": "orders for parts",
    "castings": "castings",
    "services": "help with permits",
    "packaging": "returnable crates",
}
_SEEKS = ("help with permits", "castings", "machine repair", "skilled staff", None)
_TYPES = {
    "circulo": ("membership", "formal"),
    "initiative": ("membership", "formal"),
    "Shared training workshop": ("project", "formal"),
    "Sunday table": ("group", "informal"),
}


def compatriots_abroad(seed: int = SEED) -> dict[str, pd.DataFrame]:
    """Simulate the survey of firms of one origin in a host country, and of their neighbours.

    Parameters
    ----------
    seed : int, default 2017
        Moves the ordinary ties, memberships and attributes. The planted facts stay.

    Returns
    -------
    dict of DataFrame
        ``survey, actors, relations, ties, responses, affiliations``.

    Examples
    --------
    >>> compatriots_abroad()["actors"]["origin"].value_counts().index[0]
    'Spain'
    """
    actors = cast()
    return {
        "survey": _survey(),
        "actors": _actors(actors, np.random.default_rng([seed, 1])),
        "relations": _relations(),
        "ties": frame(_reports(seed), _TIES, ("strength", "trust", "since")),
        "responses": _responses(actors),
        "affiliations": _affiliations(_bodies(seed)),
    }


def compatriots_abroad_key(seed: int = SEED) -> dict[str, Any]:
    """Give the planted facts of `compatriots_abroad` with the same seed.

    Examples
    --------
    >>> compatriots_abroad_key()["cut_firm"]["firm"]
    'abadizel'
    """
    return answer_key(seed, compatriots_abroad(seed))


def _answers(actor: Actor, relation: str) -> bool:
    if not actor.asked or actor.part in ("outside", "silent"):
        return False
    if actor.part == "institution" and relation in TRADE:
        return False
    return relation not in SKIPPED.get(actor.id, ())


def _bodies(seed: int) -> Bodies:
    return draw_bodies(cast(), np.random.default_rng([seed, 2]))


def _reports(seed: int) -> list[Row]:
    actors = cast()
    ties = draw_ties(actors, _bodies(seed), np.random.default_rng([seed, 0]))
    inverse = {"supplies": "buys_from", "advice": ""}
    form = Form(lambda who, asked, _: _answers(actors[who], asked), inverse)
    rows = reports(ties, form, np.random.default_rng([seed, 3]))
    # An isolate that answers with an explicit no: 0 is an answer, not a tie.
    no = {"source": "plentzel", "target": "circulo", "relation": "joint_project", "strength": 0}
    rows.append(no | {"reported_by": "plentzel"})
    place = {key: k for k, key in enumerate(actors)}

    def order(row: Row) -> tuple[int, int, int]:
        asked = RELATIONS.index(row["relation"])
        return asked, place[row["source"]], place[row["target"]]

    return sorted(rows, key=order)


def _survey() -> pd.DataFrame:
    row = {
        "title": "Compatriots in the park of Sahyapur (simulated)",
        "design": "census",
        "language": "en",
        "date": "2026-02-02",
        "cluster_organisation": "circulo",
    }
    return pd.DataFrame([row])


def _relations() -> pd.DataFrame:
    lines = _CODEBOOK.strip().splitlines()
    rows = [[cell.strip() or None for cell in line.split("|")] for line in lines]
    table = pd.DataFrame(rows, columns=_CODEBOOK_COLUMNS)
    table = table.astype({"scale_min": "Int64", "scale_max": "Int64"})
    table.insert(10, "trust_min", 1)
    table.insert(11, "trust_max", 5)
    return table.assign(question=[_QUESTIONS[key] for key in table["id"]])


def _responses(actors: dict[str, Actor]) -> pd.DataFrame:
    """Only what differs from the actors table: questions left out, questions not asked."""
    rows: list[tuple[str, str | None, str]] = [
        (firm, relation, "silent" if relation in skipped else "answered")
        for firm, skipped in SKIPPED.items()
        for relation in RELATIONS
    ]
    rows += [
        (actor.id, relation, "not_asked" if relation in TRADE else "answered")
        for actor in actors.values()
        if actor.part == "institution" and actor.asked
        for relation in RELATIONS
    ]
    rows += [(a.id, None, "not_asked") for a in actors.values() if a.part == "unasked"]
    return pd.DataFrame(rows, columns=["actor", "relation", "state"])


def _actors(actors: dict[str, Actor], rng: Generator) -> pd.DataFrame:
    table = pd.DataFrame([_row(actor, rng) for actor in actors.values()])
    return table.astype(dict.fromkeys(["size", "founded", "entered"], "Int64"))


def _row(actor: Actor, rng: Generator) -> dict[str, Any]:
    luck = [rng.random() for _ in range(8)]
    inside = actor.part != "outside"
    firm = actor.kind == "firm" and inside
    told = firm and actor.asked and actor.part != "silent"
    place = TOWNS.get(actor.location)
    came = NEWCOMERS.get(actor.id, 2008 + int(14 * luck[0]))
    size = max(4, round(_SIZE.get(actor.sector, 0) * (0.4 + 1.4 * luck[1] ** 2)))
    abroad = actor.origin not in ("", actor.country)
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "in_cluster": "yes" if inside else "no",
        "respondent": _respondent(actor),
        "sector": actor.sector or None,
        "size": size if told else None,
        "location": actor.location,
        "latitude": round(place[0] + 0.006 * (luck[2] - 0.5), 4) if place else None,
        "longitude": round(place[1] + 0.006 * (luck[3] - 0.5), 4) if place else None,
        "country": actor.country,
        "origin": actor.origin or None,
        "founded": (came if abroad else 1985 + int(30 * luck[4])) if firm else None,
        "entered": came if firm and abroad else None,
        "exports": round(0.5 * luck[5], 2) if told else None,
        "foreign_owned": (1.0 if abroad else 0.0) if told else None,
        "offers": _OFFERS[actor.sector] if told else None,
        "seeks": _SEEKS[int(luck[6] * len(_SEEKS))] if told else None,
    }


def _respondent(actor: Actor) -> str | None:
    if not actor.asked:
        return None
    if actor.part == "silent":
        return "no"
    return "partly" if actor.id in SKIPPED else "yes"


def _affiliations(bodies: Bodies) -> pd.DataFrame:
    place = {key: k for k, key in enumerate(cast())}
    rows = [
        (firm, body, *_TYPES[body])
        for body, firms in bodies.items()
        for firm in sorted(firms, key=place.__getitem__)
    ]
    return pd.DataFrame(rows, columns=["actor", "organisation", "type", "formality"])

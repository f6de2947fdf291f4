"""Shoe exporters of the Tarumã valley: a simulated survey of two rounds, with an answer key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from tiesnet.survey.samples.exporters_cast import STAGES, Actor, cast
from tiesnet.survey.samples.exporters_draw import draw_ties
from tiesnet.survey.samples.exporters_firms import actor_rows, affiliation_rows, item_rows
from tiesnet.survey.samples.exporters_key import answer_key
from tiesnet.survey.samples.exporters_money import Money, money
from tiesnet.survey.samples.exporters_plan import (
    BOTH,
    FIRST,
    INTRODUCTIONS,
    LAST,
    SILENT_AT_FIRST,
    SKIPPED,
    waves_of,
)
from tiesnet.survey.samples.simulate import Form, Row, Tie, frame, reports

SEED = 1999
RELATIONS = ("sells_to", "buys_from", "joint_project", "development", "advice", "friendship")
TRADE = ("sells_to", "buys_from")

_TIES = (
    "source", "target", "relation", "strength", "wave", "reported_by", "topic", "trust", "since",
    "medium", "value", "chain", "spec_by", "owner", "ownership",
)  # fmt: skip
_CODEBOOK = """
sells_to | Sells to | formal | trade | yes | with_arrow | vertical | | 1 | 5 | union | no
buys_from | Buys from | formal | trade | yes | against_arrow | vertical | sells_to | 1 | 5 | union | no
joint_project | Joint project | formal | cooperation | no | both | by_stage | | 1 | 5 | union | no
development | Joint development | formal | cooperation | no | both | by_stage | | 1 | 5 | union | yes
advice | Advice | informal | knowledge | yes | against_arrow | by_stage | | 0 | 3 | source | yes
friendship | Friendship | informal | social | no | both | by_stage | | 1 | 5 | union | no
"""  # noqa: E501
_QUESTIONS = {
    "sells_to": "Which firms do you sell to, for which destination, and how much a year?",
    "buys_from": "Which firms do you buy from, for which destination, and how much a year?",
    "joint_project": "With whom do you share fairs, training, purchases or effluent treatment?",
    "development": "With whom do you develop products or test materials under an agreement?",
    "advice": "Whom do you ask for advice on machines, materials, quality or export rules?",
    "friendship": "Whom do you also meet outside work?",
}
_CODEBOOK_COLUMNS = [
    "id", "label", "formality", "content", "directed", "flow", "orientation", "inverse_of",
    "scale_min", "scale_max", "combine", "core",
]  # fmt: skip
# Jobs in two years, by region: footwear, leather, machinery, furniture, everything else.
_JOBS = """
Tarumã valley, 2023, 21400, 3900, 1500, 320, 42000
Tarumã valley, 2025, 20100, 4100, 1650, 340, 43500
Rest of the state, 2023, 38000, 9000, 52000, 31000, 2210000
Rest of the state, 2025, 36500, 9200, 54000, 31500, 2260000
Rest of the country, 2023, 190000, 41000, 610000, 240000, 31900000
Rest of the country, 2025, 186000, 41500, 624000, 238000, 32500000
"""
_SECTORS = ("footwear", "leather", "machinery", "furniture", "other")


def sinos_like_exporters(seed: int = SEED) -> dict[str, pd.DataFrame]:
    """Simulate the survey of a cluster of shoe exporters led by a few firms, in two rounds.

    Parameters
    ----------
    seed : int, default 1999
        Moves the ordinary ties, strengths and attributes. The planted facts stay.

    Returns
    -------
    dict of DataFrame
        ``survey, actors, stages, relations, ties, responses, affiliations, items, employment,
        introductions``.

    Examples
    --------
    >>> tables = sinos_like_exporters()
    >>> sorted(tables["ties"]["wave"].unique())
    ['2023', '2025']
    """
    actors, wealth = cast(), _money(seed)
    firms, members, answers = (np.random.default_rng([seed, k]) for k in (2, 3, 4))
    return {
        "survey": _survey(),
        "actors": actor_rows(actors, wealth, firms),
        "stages": pd.DataFrame(
            [(key, place, label) for place, (key, label) in enumerate(STAGES.items(), start=1)],
            columns=["id", "order", "label"],
        ),
        "relations": _relations(),
        "ties": frame(_reports(seed), _TIES, ("strength", "trust", "since", "value")),
        "responses": _responses(actors),
        "affiliations": affiliation_rows(actors, members),
        "items": item_rows(actors, answers),
        "employment": _employment(),
        "introductions": _introductions(),
    }


def sinos_like_exporters_key(seed: int = SEED) -> dict[str, Any]:
    """Give the planted facts of `sinos_like_exporters` with the same seed.

    Examples
    --------
    >>> sinos_like_exporters_key()["cut_firm"]["firm"]
    'xarquel'
    """
    return answer_key(seed, sinos_like_exporters(seed))


def answers(actor: Actor, relation: str, wave: str) -> bool:
    """Tell whether an actor answered a question in a round."""
    return _state(actor, relation, wave) == "answered"


def _state(actor: Actor, relation: str, wave: str) -> str:
    if actor.part == "outside" or not actor.asked or wave not in waves_of(actor.id):
        return "not_asked"
    if actor.part == "institution" and relation in (*TRADE, "development"):
        return "not_asked"
    silent = actor.part == "silent" or (wave == FIRST and actor.id in SILENT_AT_FIRST)
    left_out = wave == LAST and relation in SKIPPED.get(actor.id, ())
    return "silent" if silent or left_out else "answered"


def _money(seed: int) -> Money:
    return money(cast(), np.random.default_rng([seed, 1]))


def _ties(seed: int) -> list[Tie]:
    return draw_ties(cast(), _money(seed), np.random.default_rng([seed, 0]))


def _reports(seed: int) -> list[Row]:
    actors = cast()
    inverse = {"sells_to": "buys_from", "advice": ""}
    form = Form(lambda who, asked, wave: answers(actors[who], asked, wave), inverse)
    rows = reports(_ties(seed), form, np.random.default_rng([seed, 5]))
    # An isolate that answers with an explicit no: 0 is an answer, not a tie.
    no = {"source": "aracuvel", "target": "intermarel", "relation": "sells_to", "strength": 0}
    rows.append(no | {"wave": LAST, "reported_by": "aracuvel"})
    place = {key: k for k, key in enumerate(actors)}

    def order(row: Row) -> tuple[Any, ...]:
        asked = RELATIONS.index(row["relation"])
        return (row["wave"], asked, place[row["source"]], place[row["target"]])

    return sorted(rows, key=order)


def _survey() -> pd.DataFrame:
    row = {
        "title": "Shoe exporters of the Tarumã valley (simulated)",
        "design": "census",
        "language": "en",
        "date": "2025-09-01",
        "cluster_organisation": "polo",
    }
    return pd.DataFrame([row])


def _relations() -> pd.DataFrame:
    rows = [[cell.strip() or None for cell in line.split("|")] for line in _lines(_CODEBOOK)]
    table = pd.DataFrame(rows, columns=_CODEBOOK_COLUMNS)
    table = table.astype({"scale_min": "Int64", "scale_max": "Int64"})
    table.insert(10, "trust_min", 1)
    table.insert(11, "trust_max", 5)
    return table.assign(question=[_QUESTIONS[key] for key in table["id"]])


def _lines(text: str) -> Sequence[str]:
    return text.strip().splitlines()


def _responses(actors: dict[str, Actor]) -> pd.DataFrame:
    """One row per actor and round; one per question where the questions differ."""
    rows: list[tuple[str, str | None, str, str]] = []
    for actor in actors.values():
        for wave in BOTH:
            states = [_state(actor, relation, wave) for relation in RELATIONS]
            if actor.part == "outside":
                continue
            if len(set(states)) == 1:
                rows.append((actor.id, None, wave, states[0]))
            else:
                rows += [(actor.id, r, wave, s) for r, s in zip(RELATIONS, states, strict=True)]
    return pd.DataFrame(rows, columns=["actor", "relation", "wave", "state"])


def _employment() -> pd.DataFrame:
    rows = []
    for line in _lines(_JOBS):
        region, year, *jobs = line.split(", ")
        rows += [(region, s, int(n), int(year)) for s, n in zip(_SECTORS, jobs, strict=True)]
    return pd.DataFrame(rows, columns=["region", "sector", "employees", "year"])


def _introductions() -> pd.DataFrame:
    """Give the log: what was made or planned after the first round, and a pair never to meet."""
    rows = [(*row[:3], None if row[2] == "do_not_introduce" else FIRST) for row in INTRODUCTIONS]
    table = pd.DataFrame(rows, columns=["one", "other", "state", "wave"])
    return table.assign(
        by=[row[3] or None for row in INTRODUCTIONS], note=[r[4] for r in INTRODUCTIONS]
    )

"""A small survey with partners outside the cluster, for tests of links to the outside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from tiesnet.survey import Survey

_LAYERS = {
    # label, formality, content, directed, flow, combine
    "deal": ("Deal", "formal", "cooperation", False, "both", "union"),
    "advice": ("Advice", "informal", "knowledge", True, "against_arrow", "source"),
    "teaches": ("Teaches", "informal", "knowledge", True, "with_arrow", "source"),
    "talk": ("Talk", "informal", "knowledge", False, "both", "union"),
}


def outside_survey(
    ties: Iterable[str],
    firms: str,
    *,
    outside: str = "",
    institutions: str = "",
    silent: str = "",
    info: Mapping[str, str] | None = None,
    **columns: Mapping[str, object],
) -> Survey:
    """Build a survey; ties are written "ab deal", capital letters are outside or no firms.

    Institutions are inside and answer; outside actors were never asked; silent firms were, and
    did not answer. Further columns of actors are given by id.
    """
    rows = [(*pair, relation) for pair, relation in (tie.split() for tie in ties)]
    ids = [*firms, *institutions, *outside]
    actors = pd.DataFrame(
        {
            "name": [f"Firm {name}" for name in ids],
            "kind": ["research" if name in institutions else "firm" for name in ids],
            "in_cluster": [name not in outside for name in ids],
            "respondent": ["no" if name in silent or name in outside else "yes" for name in ids],
            "stage": None,
        },
        index=pd.Index(ids, name="id"),
    )
    for name, values in columns.items():
        given = pd.Series(dict(values), dtype="object").reindex(ids)
        actors[name] = given.where(given.notna(), actors.get(name))
    used = list(dict.fromkeys(relation for *_, relation in rows)) or ["deal"]
    heads = ["label", "formality", "content", "directed", "flow", "combine"]
    relations = pd.DataFrame(
        [_LAYERS[name] for name in used], columns=heads, index=pd.Index(used, name="id")
    ).assign(
        orientation=None, inverse_of=None, core=None, scale_min=1.0, scale_max=5.0, question=""
    )
    table = pd.DataFrame(rows, columns=["source", "target", "relation"])
    # Who answered reports; of two the first.
    told = [a if a not in silent + outside else b for a, b, _ in rows]
    table = table.assign(strength=1.0, wave=None, reported_by=told)
    states = [(k, r, None, _state(k, silent, outside)) for k in ids for r in relations.index]
    return Survey(
        actors,
        table,
        relations,
        pd.DataFrame({"order": [], "label": []}),
        pd.DataFrame(states, columns=["actor", "relation", "wave", "state"]),
        info=dict(info or {}),
    )


def _state(actor: str, silent: str, outside: str) -> str:
    if actor in outside:
        return "not_asked"
    return "silent" if actor in silent else "answered"

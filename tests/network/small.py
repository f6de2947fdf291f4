"""A five-actor survey, small enough to check every number by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tiesnet.survey import Survey

_RELATION = {
    "orientation": None,
    "inverse_of": None,
    "scale_min": 1.0,
    "scale_max": 5.0,
    "trust_min": np.nan,
    "trust_max": np.nan,
    "core": None,
    "question": "",
}


def relations() -> pd.DataFrame:
    rows = [
        {"id": "sells", "label": "Sells", "formality": "formal", "content": "trade",
         "directed": True, "flow": "with_arrow", "combine": "union"},
        {"id": "buys", "label": "Buys", "formality": "formal", "content": "trade",
         "directed": True, "flow": "against_arrow", "combine": "union", "inverse_of": "sells"},
        {"id": "advice", "label": "Advice", "formality": "informal", "content": "knowledge",
         "directed": True, "flow": "against_arrow", "combine": "source"},
        {"id": "friends", "label": "Friends", "formality": "informal", "content": "social",
         "directed": False, "flow": "both", "combine": "source"},
    ]  # fmt: skip
    return pd.DataFrame([_RELATION | row for row in rows]).set_index("id")


def actors() -> pd.DataFrame:
    """A, B answer everything; C is silent; D answers about advice only; E was never asked."""
    return pd.DataFrame(
        {
            "name": ["Alba", "Bosco", "Cueros", "Duero", "Escuela"],
            "kind": ["firm"] * 4 + ["research"],
            "in_cluster": [True] * 5,
            "respondent": ["yes", "yes", "no", "partly", None],
            "stage": ["s1", "s2", "s2; s3", None, None],
            "contact": ["secret@example.org"] * 5,
        },
        index=pd.Index(list("ABCDE"), name="id"),
    )


def reports(*rows: tuple[object, ...]) -> pd.DataFrame:
    """Build reports from (source, target, relation, strength, reported_by)."""
    table = pd.DataFrame(
        list(rows), columns=["source", "target", "relation", "strength", "reported_by"]
    )
    table["strength"] = table["strength"].astype(float)
    return table.assign(wave=None)


def responses() -> pd.DataFrame:
    state = {"A": "answered", "B": "answered", "C": "silent", "E": "not_asked"}
    rows = [
        (a, r, None, state.get(a, "answered" if r == "advice" else "silent"))
        for a in "ABCDE"
        for r in relations().index
    ]
    return pd.DataFrame(rows, columns=["actor", "relation", "wave", "state"])


def survey(ties: pd.DataFrame | None = None, **tables: pd.DataFrame) -> Survey:
    if ties is None:
        ties = reports(
            ("A", "B", "sells", 3, "A"),
            ("B", "A", "buys", 4, "B"),
            ("B", "C", "sells", 2, "B"),
            ("A", "D", "advice", 2, "A"),
            ("D", "A", "advice", 1, "D"),
            ("A", "E", "advice", 3, "A"),
            ("B", "A", "friends", None, "B"),
        )
    stages = pd.DataFrame(
        {"order": [1, 2, 3], "label": ["Leather", "Soles", "Shoes"]},
        index=pd.Index(["s1", "s2", "s3"], name="id"),
    )
    base = {
        "actors": actors(),
        "ties": ties,
        "relations": relations(),
        "stages": stages,
        "responses": responses(),
    }
    return Survey(**(base | tables))

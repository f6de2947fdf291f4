"""Small surveys of trade, made row by row, for the tests of several diagnoses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from tiesnet.metrics import Measures, measure
from tiesnet.network import build_network
from tiesnet.survey import Survey

_RELATION = {
    "orientation": None,
    "inverse_of": None,
    "scale_min": 1.0,
    "scale_max": 5.0,
    "trust_min": 1.0,
    "trust_max": 5.0,
    "core": None,
    "question": "",
}
_RELATIONS = [
    {"id": "supply", "label": "Supply", "formality": "formal", "content": "trade",
     "directed": True, "flow": "with_arrow", "combine": "union"},
    {"id": "joint", "label": "Joint work", "formality": "formal", "content": "cooperation",
     "directed": False, "flow": "both", "combine": "union", "orientation": "by_stage"},
]  # fmt: skip


def made(
    actors: Mapping[str, Mapping[str, Any]],
    ties: Sequence[Mapping[str, Any]],
    *,
    core: Mapping[str, bool] | None = None,
    members: Sequence[tuple[str, str]] = (),
    info: Mapping[str, str] | None = None,
) -> Survey:
    """Make a survey: firms that answered, unless their row says otherwise."""
    base = {"kind": "firm", "in_cluster": True, "respondent": "yes", "stage": None}
    rows = [{"id": k, "name": f"Firm {k}"} | base | dict(row) for k, row in actors.items()]
    table = pd.DataFrame(rows).set_index("id")
    relations = pd.DataFrame([_RELATION | row for row in _RELATIONS]).set_index("id")
    relations["core"] = [(core or {}).get(name) for name in relations.index]
    told = pd.DataFrame(
        [{"relation": "supply", "strength": np.nan} | dict(row) for row in ties],
        columns=sorted({"source", "target", "relation", "strength", *(k for r in ties for k in r)}),
    )
    if "reported_by" not in told:
        told["reported_by"] = told["source"]
    state = {"yes": "answered", "no": "silent"}
    responses = [
        (name, relation, None, state.get(row["respondent"], "not_asked"))
        for name, row in table.iterrows()
        for relation in relations.index
    ]
    stages = pd.DataFrame(
        {"order": [1, 2, 3], "label": ["Parts", "Goods", "Brands"]},
        index=pd.Index(["parts", "goods", "brands"], name="id"),
    )
    return Survey(
        table,
        told.assign(wave=None, strength=told["strength"].astype(float)),
        relations,
        stages,
        pd.DataFrame(responses, columns=["actor", "relation", "wave", "state"]),
        pd.DataFrame(list(members), columns=["actor", "organisation"]),
        info=info or {},
    )


def measured(*args: Any, **options: Any) -> Measures:
    """Measure such a survey; degrees are enough for a diagnosis."""
    return measure(build_network(made(*args, **options)), metrics=["degree"])

"""Small surveys of who supplies whom, to check by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from tiesnet.network import Network, build_network
from tiesnet.survey import Survey

_RELATION = {
    "formality": "formal",
    "content": "trade",
    "directed": True,
    "orientation": None,
    "inverse_of": None,
    "combine": "union",
    "scale_min": 1.0,
    "scale_max": 5.0,
    "trust_min": np.nan,
    "trust_max": np.nan,
    "core": None,
    "question": "",
}
ORDER = {"hide": 1.0, "sole": 2.0, "shoe": 3.0, "brand": 4.0}


def chain_survey(
    ties: Iterable[str | tuple[object, ...]],
    stages: Mapping[str, str] | None = None,
    *,
    alone: str = "",
    outside: str = "",
    silent: str = "",
    buys: bool = True,
    order: Mapping[str, float | None] = ORDER,
    **columns: Mapping[str, object],
) -> Survey:
    """Build a survey of supply ties.

    A tie is "ab" (a supplies b), or (supplier, buyer, value, chain). Firms are single letters.
    All were asked to whom they sell and, with ``buys``, from whom they buy; those in ``silent``
    did not answer, those in ``outside`` were never asked. ``columns`` are columns of the actors.
    """
    rows = [(*(tuple(tie) if isinstance(tie, str) else tie), np.nan, None)[:4] for tie in ties]
    ids = sorted({end for row in rows for end in row[:2]} | {*alone, *(stages or {})})
    actors = pd.DataFrame(
        {
            "name": [f"Firm {name}" for name in ids],
            "kind": "firm",
            "in_cluster": [name not in outside for name in ids],
            "respondent": ["no" if name in silent else "yes" for name in ids],
            "stage": [(stages or {}).get(name) for name in ids],
        },
        index=pd.Index(ids, name="id"),
    )
    for name, values in columns.items():
        actors[name] = [values.get(actor) for actor in ids]
    relations = [
        _RELATION | {"id": "sells", "label": "Sells to", "flow": "with_arrow"},
        _RELATION
        | {"id": "buys", "label": "Buys from", "flow": "against_arrow", "inverse_of": "sells"},
    ][: 2 if buys else 1]
    table = pd.DataFrame(rows, columns=["source", "target", "value", "chain"])
    sells = table.assign(relation="sells", reported_by=table["source"])
    turned = table.rename(columns={"source": "target", "target": "source"})
    bought = turned.assign(relation="buys", reported_by=turned["source"])
    told = pd.concat([sells, bought] if buys else [sells], ignore_index=True)
    told = told[~told["reported_by"].isin([*silent, *outside])].reset_index(drop=True)
    told = told.assign(strength=1.0, wave=None).astype({"value": float})
    states = [
        (actor, relation["id"], None, _state(actor, silent, outside))
        for actor in ids
        for relation in relations
    ]
    known = pd.DataFrame(
        {"order": list(order.values()), "label": [name.title() for name in order]},
        index=pd.Index(list(order), name="id"),
    )
    return Survey(
        actors,
        told,
        pd.DataFrame(relations).set_index("id"),
        known,
        pd.DataFrame(states, columns=["actor", "relation", "wave", "state"]),
    )


def _state(actor: str, silent: str, outside: str) -> str:
    return "not_asked" if actor in outside else ("silent" if actor in silent else "answered")


def chain_network(*args: object, **options: object) -> Network:
    return build_network(chain_survey(*args, **options))  # type: ignore[arg-type]

"""Who stands beside the map, in areas of their own: their place among the others is not known."""

from __future__ import annotations

from typing import Any

import pandas as pd

from tiesnet.diagnosis import response
from tiesnet.exports.report.cells import Page
from tiesnet.exports.report.words import FIELD_TERMS, SYMBOLS, is_blank, shown
from tiesnet.metrics import Measures
from tiesnet.plots import NetworkFrame

MOST_DOCKED = 24
AREAS = (
    ("isolate", "No tie at all", "answered"),
    ("silent", "Silent", "asked, did not answer"),
    ("beside", "Tied only to silent firms", "none of their partners answered"),
    ("unclear", "Unclear", "no tie seen, answers are missing"),
    ("not surveyed", "Not surveyed", "never asked, named by nobody"),
)


def docks(measures: Measures, frame: NetworkFrame, page: Page) -> list[dict[str, Any]]:
    """Give the areas beside the map, each with its actors; empty areas are left out."""
    areas = []
    assumed = response(measures).assumed
    for place, label, meaning in AREAS:
        members = frame.nodes[frame.nodes["place"] == place]
        if place == "silent":
            members = members.sort_values("named_by", ascending=False, kind="stable")
        if len(members):
            items = [_docked(page, actor, row, place) for actor, row in members.iterrows()]
            areas.append(
                {
                    "key": place.replace(" ", "-"),
                    "label": label,
                    "term": FIELD_TERMS.get(place, ""),
                    "meaning": "" if assumed else meaning,
                    "items": items,
                }
            )
    return areas


def _docked(page: Page, actor: Any, row: pd.Series, place: str) -> dict[str, Any]:
    said = "" if is_blank(row["named_by"]) or not row["named_by"] else int(row["named_by"])
    return {
        "text": shown(row["name"]),
        "actor": page.places.get(str(actor)),
        "symbol": SYMBOLS.get(str(row["connection"] if place == "beside" else place), "connected"),
        "note": f"named by {said}" if said and place == "silent" else "",
    }

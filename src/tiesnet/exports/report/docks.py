"""Who stands beside the map, in areas of their own: their place among the others is not known."""

from __future__ import annotations

from typing import Any

import pandas as pd

from tiesnet.diagnosis import response
from tiesnet.exports.report.words import FIELD_TERMS, SYMBOLS, is_blank, shown
from tiesnet.language import say, word
from tiesnet.metrics import Measures
from tiesnet.plots import NetworkFrame

MOST_DOCKED = 24
AREAS = (
    ("isolate", word("No tie at all"), word("answered")),
    ("silent", word("Silent"), word("asked, did not answer")),
    ("beside", word("Tied only to silent firms"), word("none of their partners answered")),
    ("unclear", word("Unclear"), word("no tie seen, answers are missing")),
    ("not surveyed", word("Not surveyed"), word("never asked, named by nobody")),
    ("absent", word("Not in this wave"), word("neither asked nor named in it")),
)


def area_words(measures: Measures) -> list[dict[str, str]]:
    """Give the areas there may be beside the map: key, place, label, meaning, symbol."""
    assumed = response(measures).assumed
    return [
        {
            "key": place.replace(" ", "-"),
            "place": place,
            "label": say(label),
            "meaning": "" if assumed and place != "absent" else say(meaning),
            "symbol": SYMBOLS.get(place, "unclear" if place == "beside" else "unseen"),
        }
        for place, label, meaning in AREAS
    ]


def docks(measures: Measures, frame: NetworkFrame) -> list[dict[str, Any]]:
    """Give the areas beside the map, each with its actors; empty areas are left out."""
    nodes = frame.ground.nodes
    index = {str(actor): number for number, actor in enumerate(nodes.index)}
    areas = []
    for area in area_words(measures):
        place = area["place"]
        members = nodes[nodes["place"] == place]
        if place == "silent":
            members = members.sort_values("named_by", ascending=False, kind="stable")
        if len(members):
            items = [_docked(index[str(actor)], row, place) for actor, row in members.iterrows()]
            term = say(FIELD_TERMS[place]) if place in FIELD_TERMS else ""
            areas.append(area | {"term": term, "count": shown(len(items), "count"), "items": items})
    return areas


def _docked(actor: int, row: pd.Series, place: str) -> dict[str, Any]:
    said = 0 if is_blank(row["named_by"]) else int(row["named_by"])
    known = row["connection"] if place == "beside" else place
    return {
        "text": shown(row["name"]),
        "actor": actor,
        "symbol": SYMBOLS.get(str(known), "unseen" if place == "absent" else "connected"),
        "note": say("named by {n}", n=said) if said and place == "silent" else "",
    }

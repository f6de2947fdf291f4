"""The introductions proposed for every actor: whom it should meet, why, and whom to ask."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pandas as pd

from tiesnet.diagnosis import diagnose
from tiesnet.exports.report.words import is_blank, shown
from tiesnet.language import say
from tiesnet.metrics import Measures

MOST = 5
"""Introductions one card lists."""
TABLES = (("introductions", "introductions_all"), ("best_introductions", "best_introductions"))


def proposed(measures: Measures) -> dict[str, list[dict[str, Any]]]:
    """Give, by actor id, its introductions: ``whom`` (id), ``why``, ``ask`` (id or name), ``how``.

    Those of firms that need a way in come first, then those that bring most firms close.
    """
    found = diagnose(measures, [name for name, _ in TABLES])
    lists: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for name, key in TABLES:
        if key in [table.key for table in found[name].tables]:
            for _, row in found[name].table(key).iterrows():
                for end, other in (("one", "other"), ("other", "one")):
                    _add(lists[str(row[end])], str(row[other]), row)
    return dict(lists)


def _add(mine: list[dict[str, Any]], whom: str, row: pd.Series) -> None:
    if len(mine) < MOST and whom not in [one["whom"] for one in mine]:
        ask = "" if is_blank(row["ask"]) else str(row["ask"])
        mine.append({"whom": whom, "why": shown(row["why"]), "ask": ask, "how": how(row["how"])})


def how(said: Any) -> str:
    """Say why to ask whom one is to ask; its name is filled in for {who}."""
    words = {
        "knows both": say("Ask {who}, which knows both."),
        "both belong to it": say("Ask {who}, to which both belong."),
    }
    if is_blank(said):
        return ""
    return words.get(str(said)) or say("Ask {who}, which {how}.").replace("{how}", shown(said))

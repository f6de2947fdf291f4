"""Stage by stage: how many of the pairs that could have a tie have one."""

from __future__ import annotations

from typing import Any

import pandas as pd

from tiesnet.diagnosis import count, percent
from tiesnet.exports.report.words import is_blank, shown
from tiesnet.metrics import Measures

SHADES = 10
KINDS = (("formal", "Formal", "a formal tie"), ("informal", "Informal", "an informal tie"))


def heat_views(measures: Measures) -> list[dict[str, Any]]:
    """Give the matrix of formal and of informal ties; of all ties where only one kind exists."""
    views = []
    for layer, label, words in KINDS:
        table = measures.tables.get((layer, "stage_matrix"))
        if table is not None and int(table["ties"].sum()) and table["source_stage"].nunique() > 1:
            directed = measures.net.layer(layer).directed
            views.append(_view(table, layer, label, words, stage_labels(measures), directed))
    return views


def stage_labels(measures: Measures) -> dict[str, str]:
    """Give the label of every stage."""
    survey = measures.net.origin.survey
    if survey is None:
        return {}
    return {str(k): shown(v) for k, v in survey.stages["label"].items()}


def _view(
    table: pd.DataFrame, layer: str, label: str, words: str, names: dict[str, str], directed: bool
) -> dict[str, Any]:
    order = list(dict.fromkeys(table["source_stage"]))
    top = float(table["density"].max())
    cells = {
        (row.source_stage, row.target_stage): _cell(row, top)
        for row in table.itertuples(index=False)
    }
    what = "from the stage on the left to the stage above" if directed else "between two stages"
    return {
        "key": layer,
        "label": label,
        "labels": [names.get(s, s) for s in order],
        "caption": f"Of the known pairs {what}: how many have {words}",
        "how": _how(table, words, names, directed),
        "rows": [
            {"label": names.get(s, s), "cells": [cells[(s, t)] for t in order]} for s in order
        ],
    }


def _cell(row: Any, top: float) -> dict[str, str]:
    peer = "peer" if row.source_stage == row.target_stage else ""
    if is_blank(row.density):
        return {"text": "", "note": "no known pair", "style": f"{peer} none".strip()}
    if not row.ties:
        return {"text": "0", "note": "", "style": f"{peer} none".strip()}
    shade = max(1, round(SHADES * float(row.density) / top))
    note = count(int(row.ties), "tie", "ties")
    return {"text": percent(float(row.density)), "note": note, "style": f"{peer} h{shade}".strip()}


def _how(table: pd.DataFrame, words: str, names: dict[str, str], directed: bool) -> str:
    """Read the darkest cell out, so that the reader can read the others."""
    row = table.loc[table["density"].idxmax()]
    source, target = (names.get(row[k], row[k]) for k in ("source_stage", "target_stage"))
    if source == target:
        where = f"inside {source}"
    else:
        where = f"from {source} to {target}" if directed else f"between {source} and {target}"
    pairs, ties = int(row["known_pairs"]), int(row["ties"])
    many = (
        f"of the {pairs:,} known pairs {where}, {ties:,} {'has' if ties == 1 else 'have'} {words}"
    )
    one = f"the one known pair {where} has {words}"
    share = percent(float(row["density"]))
    return (
        f"Read across: {one if pairs == 1 else many} ({share}). "
        "Outlined cells are peers of one stage."
    )

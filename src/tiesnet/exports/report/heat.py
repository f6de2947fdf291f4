"""Stage by stage: how many of the pairs that could have a tie have one."""

from __future__ import annotations

from typing import Any

import pandas as pd

from tiesnet.diagnosis import percent
from tiesnet.exports.report.cells import Page
from tiesnet.exports.report.words import is_blank, shown
from tiesnet.language import say, say_n, word
from tiesnet.metrics import Measures

SHADES = 10
KINDS = (("formal", word("Formal")), ("informal", word("Informal")))


def heat_views(measures: Measures, page: Page) -> list[dict[str, Any]]:
    """Give the matrix of formal and of informal ties; of all ties where only one kind exists."""
    views = []
    for layer, label in KINDS:
        table = measures.tables.get((layer, "stage_matrix"))
        if table is not None and int(table["ties"].sum()) and table["source_stage"].nunique() > 1:
            directed = measures.net.layer(layer).directed
            view = _view(table, layer, stage_labels(measures), directed)
            views.append(view | {"label": say(label), "term": page.terms.metric("stage_matrix")})
    return views


def stage_labels(measures: Measures) -> dict[str, str]:
    """Give the label of every stage."""
    survey = measures.net.origin.survey
    if survey is None:
        return {}
    return {str(k): shown(v) for k, v in survey.stages["label"].items()}


def _view(table: pd.DataFrame, layer: str, names: dict[str, str], directed: bool) -> dict[str, Any]:
    order = list(dict.fromkeys(table["source_stage"]))
    top = float(table["density"].max())
    cells = {
        (row.source_stage, row.target_stage): _cell(row, top)
        for row in table.itertuples(index=False)
    }
    return {
        "key": layer,
        "labels": [names.get(s, s) for s in order],
        "caption": _caption(layer, directed),
        "how": _how(table, layer, names, directed),
        "rows": [
            {"label": names.get(s, s), "cells": [cells[(s, t)] for t in order]} for s in order
        ],
    }


def _caption(layer: str, directed: bool) -> str:
    """Say what a cell is a share of."""
    if layer == "formal":
        return (
            say(
                "Of the known pairs from the stage on the left to the stage above: how many have "
                "a formal tie"
            )
            if directed
            else say("Of the known pairs between two stages: how many have a formal tie")
        )
    return (
        say(
            "Of the known pairs from the stage on the left to the stage above: how many have "
            "an informal tie"
        )
        if directed
        else say("Of the known pairs between two stages: how many have an informal tie")
    )


def _cell(row: Any, top: float) -> dict[str, str]:
    peer = "peer" if row.source_stage == row.target_stage else ""
    if is_blank(row.density):
        note = say("no known pair")
        return {"text": "", "note": note, "style": f"{peer} none".strip(), "exact": "", "of": ""}
    share = {"exact": f"{float(row.density):.9g}", "of": _of(row)}
    if not row.ties:
        return {"text": "0", "note": "", "style": f"{peer} none".strip(), **share}
    shade = max(1, round(SHADES * float(row.density) / top))
    note = say_n(int(row.ties), "{n} tie", "{n} ties")
    style = f"{peer} h{shade}".strip()
    return {"text": percent(float(row.density)), "note": note, "style": style, **share}


def _of(row: Any) -> str:
    """Say from what the share of a cell comes."""
    return say_n(
        int(row.known_pairs),
        "{ties} tied of {n} known pair",
        "{ties} tied of {n} known pairs",
        ties=int(row.ties),
    )


def _how(table: pd.DataFrame, layer: str, names: dict[str, str], directed: bool) -> str:
    """Read the darkest cell out, so that the reader can read the others."""
    row = table.loc[table["density"].idxmax()]
    source, target = (names.get(row[k], row[k]) for k in ("source_stage", "target_stage"))
    if source == target:
        where = say("inside {stage}", stage=source)
    elif directed:
        where = say("from {stage} to {other}", stage=source, other=target)
    else:
        where = say("between {stage} and {other}", stage=source, other=target)
    values = {"where": where, "share": percent(float(row["density"]))}
    read = _read_formal if layer == "formal" else _read_informal
    peers = say("Outlined cells are peers of one stage.")
    return f"{read(int(row['known_pairs']), int(row['ties']), values)} {peers}"


def _read_formal(pairs: int, ties: int, values: dict[str, str]) -> str:
    if pairs == 1:
        return say("Read across: the one known pair {where} has a formal tie ({share}).", **values)
    return say_n(
        ties,
        "Read across: of the {pairs} known pairs {where}, {n} has a formal tie ({share}).",
        "Read across: of the {pairs} known pairs {where}, {n} have a formal tie ({share}).",
        pairs=pairs,
        **values,
    )


def _read_informal(pairs: int, ties: int, values: dict[str, str]) -> str:
    if pairs == 1:
        return say(
            "Read across: the one known pair {where} has an informal tie ({share}).", **values
        )
    return say_n(
        ties,
        "Read across: of the {pairs} known pairs {where}, {n} has an informal tie ({share}).",
        "Read across: of the {pairs} known pairs {where}, {n} have an informal tie ({share}).",
        pairs=pairs,
        **values,
    )

"""Sentences about the network: who holds it together, along the chain, formal and informal."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tiesnet.diagnosis.chain.cooperation import formal_informal, horizontal_vertical
from tiesnet.diagnosis.chain.stage_chance import LEVEL, stage_chance
from tiesnet.diagnosis.connection.groups import groups_of
from tiesnet.diagnosis.connection.register import few_answers, register, response
from tiesnet.diagnosis.finding import Finding, Mention
from tiesnet.diagnosis.holding.brokers import risks
from tiesnet.diagnosis.holding.removal import removal
from tiesnet.diagnosis.words import count, number, p_value, percent
from tiesnet.inference import TestResult
from tiesnet.metrics import Measures
from tiesnet.network import SILENT, members

GRAVE = 0.05
"""Share of the actors inside whose cutting off makes one who holds the network together."""
HALF = 0.25
"""Share of the pairs lost that counts as grave when the network would fall into equal parts."""
FEW = 10
"""Fewer tied pairs than these carry no sentence about shares."""


def find_holding(measures: Measures) -> Finding | None:
    """Say who holds the network together, if losing one actor would cut off many."""
    net = measures.net.inside()
    if net.layer("all").ties.empty or register(measures)["connection"].isna().all():
        return None
    rows = risks(measures)
    halved = rows["sure"].astype(bool) & rows["parts"].map(len).gt(1)
    grave = rows[
        (rows["cuts_off"] >= max(2, GRAVE * len(net.actors)))
        | (halved & (rows["share_of_pairs_lost"] >= HALF))
    ]
    if grave.empty:
        return _nobody_holds(measures, rows)
    top = grave.iloc[0]
    silent = ", which did not answer," if top["answered"] == SILENT else ""
    claim = f"{top['name']}{silent} holds the network together"
    rest: tuple[str | Mention, ...] = (f": without it, {top['sentence']}",)
    if len(grave) > 1 and grave.iloc[1]["cuts_off"]:
        second = grave.iloc[1]
        who = Mention(str(grave.index[1]), str(second["name"]))
        rest = (*rest, "; without ", who, f", {second['cuts_off']}")
    return Finding("holding", "brokers", claim, (*rest, "."), rows)


def _nobody_holds(measures: Measures, rows: pd.DataFrame) -> Finding | None:
    if not response(measures).asked or few_answers(measures) or groups_of(measures).apart:
        return None
    most = int(rows["cuts_off"].max()) if len(rows) else 0
    if most:
        rest = f": at most {count(most, 'actor', 'actors')} would be cut off if one left."
    elif len(removal(measures)):
        rest = ": no firm that answered would be cut off for certain if any one of them left."
    else:
        rest = ": nobody would be cut off if any one of them left."
    claim = "No single actor holds the network together"
    return Finding("holding", "brokers", claim, (rest,), rows)


def find_chain(measures: Measures) -> Finding | None:
    """Say whether formal and informal ties lean along the chain or among peers."""
    table = horizontal_vertical(measures)
    if "stage_ratio" not in table:
        return None
    leans, parts = {}, []
    for layer in ("formal", "informal"):
        if layer not in table.index or not _enough(measures, table.loc[layer]):
            continue
        tested = stage_chance(measures, layer).result
        leans[layer] = _lean(table.loc[layer], tested)
        said = f" ({p_value(tested.p)})" if tested is not None else ""
        parts.append(f"{layer} ties are {_times(_ratio(table.loc[layer]))}{said}")
    if not leans:
        return None
    rest = (f": {', '.join(parts)}.",)
    return Finding("chain", "chain", _claim(leans), rest, table, _how_sure(measures, leans))


def _enough(measures: Measures, row: pd.Series) -> bool:
    """Tell whether enough ties lie on known pairs, and none outside where one kind has none."""
    same, other = row["density_same_stage"], row["density_different_stage"]
    matrix = measures.tables.get((str(row.name), "stage_matrix"))
    if matrix is None or pd.isna(same) or pd.isna(other):
        return False
    none = (same == 0 and row["horizontal"] > 0) or (other == 0 and row["vertical"] > 0)
    tied = _tied_pairs(matrix)
    return bool(min(tied, row["horizontal"] + row["vertical"]) >= FEW and not none)


def _tied_pairs(matrix: pd.DataFrame) -> float:
    """Count tied pairs from a stage matrix, at least: a pair can stand there twice."""
    wide = matrix.pivot(index="source_stage", columns="target_stage", values="ties")
    twice = np.maximum(wide.to_numpy(), wide.to_numpy().T)
    return float(np.triu(twice).sum())


def _ratio(row: pd.Series) -> float:
    """Say how many times as likely a tie is between stages; infinite when none is within."""
    return float("inf") if row["density_same_stage"] == 0 else float(row["stage_ratio"])


def _lean(row: pd.Series, tested: TestResult | None) -> str:
    """Say which way ties lean: along, among, or nothing clear."""
    ratio = _ratio(row)
    if tested is not None:
        within = tested.observed > tested.expected
        return "" if tested.p > LEVEL else ("among" if within else "along")
    return "along" if ratio >= 2 else ("among" if ratio <= 0.5 else "")


_WAY = {"along": "along the chain", "among": "among peers"}


def _claim(leans: dict[str, str]) -> str:
    clear = {layer: lean for layer, lean in leans.items() if lean}
    if not clear:
        return "No clear lean along the chain or among peers"
    if len(clear) == 2 and len(set(clear.values())) == 1:
        other = {"along": "among peers", "among": "along the chain"}
        lean = next(iter(clear.values()))
        return f"Firms work {_WAY[lean]} more than {other[lean]}"
    words = [f"{layer} ties {{}}{_WAY[lean]}" for layer, lean in clear.items()]
    said = ", ".join([words[0].format("run "), *(word.format("") for word in words[1:])])
    rest = "".join(f"; {layer} ties lean no way clearly" for layer in leans if not leans[layer])
    return said[0].upper() + said[1:] + rest


def _times(ratio: float) -> str:
    if 0.95 < ratio < 1.05:
        return "as likely between stages as within one"
    if ratio in (0, float("inf")):
        return f"found only {'between stages' if ratio else 'within a stage'}"
    if ratio > 1:
        return f"{number(ratio)} times as likely between stages as within one"
    return f"{number(1 / ratio)} times as likely within a stage as between stages"


def _how_sure(measures: Measures, leans: dict[str, str]) -> str:
    """Say what a p is, and where the question fixed the answer."""
    layers = measures.net.layers
    tested = [one for layer in leans if (one := stage_chance(measures, layer).result) is not None]
    sure = _drawn(tested) if tested else ""
    fixed = [
        str(layers.at[name, "label"])
        for layer in leans
        for name in members(layers, layer)
        if layers.at[name, "orientation"] in ("vertical", "horizontal")
    ]
    asked = f"{', '.join(fixed)}: the question itself asked for one direction." if fixed else ""
    return " ".join(part for part in (sure, asked) if part)


def _drawn(tested: list[TestResult]) -> str:
    """Say what p is, and how far it is sure."""
    error = max(one.p_error for one in tested)
    return (
        "p: how often stages shuffled among the firms that answered lean as far either way "
        f"(permutation of labels, {tested[0].replications:,} shuffles, seed {tested[0].seed}, "
        f"error of p at most {max(error, 0.001):.3f})."
    )


def find_overlap(measures: Measures) -> Finding | None:
    """Say how many of the formal ties run beside an informal one, and what chance would give."""
    row = formal_informal(measures)
    if row is None or min(row["pairs_a"], row["pairs_b"]) < FEW:
        return None
    claim = f"{percent(row['share_of_a_in_b'])} of the formal ties run beside an informal one"
    rest = ""
    if pd.notna(row["expected_share_of_a_in_b"]):
        rest = f"; chance alone would give {percent(row['expected_share_of_a_in_b'])}"
    return Finding("layers", "layers", claim, (f"{rest}.",), row.to_frame().T)

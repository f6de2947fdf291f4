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
from tiesnet.diagnosis.words import number, p_value, percent
from tiesnet.inference import TestResult
from tiesnet.language import localised, pieces, say, say_n, word
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
    name, what = str(top["name"]), str(top["sentence"])
    claim = say("{actor} holds the network together", actor=name)
    if top["answered"] == SILENT:
        claim = say("{actor}, which did not answer, holds the network together", actor=name)
    rest = pieces(": without it, {what}.", what=what)
    if len(grave) > 1 and grave.iloc[1]["cuts_off"]:
        second = grave.iloc[1]
        rest = pieces(
            ": without it, {what}; without {other}, {n}.",
            what=what,
            other=Mention(str(grave.index[1]), str(second["name"])),
            n=int(second["cuts_off"]),
        )
    return Finding("holding", "brokers", claim, rest, rows)


def _nobody_holds(measures: Measures, rows: pd.DataFrame) -> Finding | None:
    if not response(measures).asked or few_answers(measures) or groups_of(measures).apart:
        return None
    most = int(rows["cuts_off"].max()) if len(rows) else 0
    if most:
        rest = say_n(
            most,
            ": at most {n} actor would be cut off if one left.",
            ": at most {n} actors would be cut off if one left.",
        )
    elif len(removal(measures)):
        rest = say(": no firm that answered would be cut off for certain if any one of them left.")
    else:
        rest = say(": nobody would be cut off if any one of them left.")
    claim = say("No single actor holds the network together")
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
        parts.append(f"{_times(layer, _ratio(table.loc[layer]))}{said}")
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


_RUN = {
    ("formal", "along"): word("Formal ties run along the chain"),
    ("formal", "among"): word("Formal ties run among peers"),
    ("informal", "along"): word("Informal ties run along the chain"),
    ("informal", "among"): word("Informal ties run among peers"),
}
_NO_WAY = {
    "formal": word("formal ties lean no way clearly"),
    "informal": word("informal ties lean no way clearly"),
}


def _claim(leans: dict[str, str]) -> str:
    clear = {layer: lean for layer, lean in leans.items() if lean}
    if not clear:
        return say("No clear lean along the chain or among peers")
    if len(clear) == 2:
        return say(_BOTH[clear["formal"], clear["informal"]])
    unclear = [say(_NO_WAY[layer]) for layer in leans if not leans[layer]]
    return "; ".join([say(_RUN[next(iter(clear.items()))]), *unclear])


_BOTH = {
    ("along", "along"): word("Firms work along the chain more than among peers"),
    ("among", "among"): word("Firms work among peers more than along the chain"),
    ("along", "among"): word("Formal ties run along the chain, informal ties among peers"),
    ("among", "along"): word("Formal ties run among peers, informal ties along the chain"),
}


def _times(layer: str, ratio: float) -> str:
    """Say how likely ties are between stages and within one."""
    formal = layer == "formal"
    if 0.95 < ratio < 1.05:
        return (
            say("formal ties are as likely between stages as within one")
            if formal
            else say("informal ties are as likely between stages as within one")
        )
    if ratio == 0:
        return (
            say("formal ties are found only within a stage")
            if formal
            else say("informal ties are found only within a stage")
        )
    if ratio == float("inf"):
        return (
            say("formal ties are found only between stages")
            if formal
            else say("informal ties are found only between stages")
        )
    return _more_likely(formal, ratio)


def _more_likely(formal: bool, ratio: float) -> str:
    if ratio > 1 and formal:
        return say(
            "formal ties are {times} times as likely between stages as within one",
            times=number(ratio),
        )
    if ratio > 1:
        return say(
            "informal ties are {times} times as likely between stages as within one",
            times=number(ratio),
        )
    if formal:
        return say(
            "formal ties are {times} times as likely within a stage as between stages",
            times=number(1 / ratio),
        )
    return say(
        "informal ties are {times} times as likely within a stage as between stages",
        times=number(1 / ratio),
    )


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
    asked = ""
    if fixed:
        names = ", ".join(fixed)
        asked = say("{relations}: the question itself asked for one direction.", relations=names)
    return " ".join(part for part in (sure, asked) if part)


def _drawn(tested: list[TestResult]) -> str:
    """Say what p is, and how far it is sure."""
    error = max(0.001, *(one.p_error for one in tested))
    return say_n(
        tested[0].replications,
        "p: how often stages shuffled among the firms that answered lean as far either way "
        "(permutation of labels, {n} shuffle, seed {seed}, error of p at most {error}).",
        "p: how often stages shuffled among the firms that answered lean as far either way "
        "(permutation of labels, {n} shuffles, seed {seed}, error of p at most {error}).",
        seed=str(tested[0].seed),
        error=localised(f"{error:.3f}"),
    )


def find_overlap(measures: Measures) -> Finding | None:
    """Say how many of the formal ties run beside an informal one, and what chance would give."""
    row = formal_informal(measures)
    if row is None or min(row["pairs_a"], row["pairs_b"]) < FEW:
        return None
    claim = say(
        "{share} of the formal ties run beside an informal one",
        share=percent(row["share_of_a_in_b"]),
    )
    rest = "."
    if pd.notna(row["expected_share_of_a_in_b"]):
        rest = say(
            "; chance alone would give {share}.", share=percent(row["expected_share_of_a_in_b"])
        )
    return Finding("layers", "layers", claim, (rest,), row.to_frame().T)

"""Compare reports of one tie: repeated, contradictory, against the stages."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Table
from tiesnet.survey.words import quoted

# Several rows of one pair may differ in these; they are different reports, not repeated ones.
_FACETS = ("topic", "chain", "medium", "owner")
_NOBODY = -1


def fill_reporters(ties: pd.DataFrame, relations: pd.DataFrame, log: Log) -> pd.DataFrame:
    """The source of a directed row is its reporter when the row does not say."""
    directed = ties["relation"].map(relations["directed"]).astype(bool)
    fill = directed & ties["reported_by"].isna()
    if fill.any():
        text = "In directed relations, a row without reported_by is reported by its source."
        log.assume("source_reports", text, int(fill.sum()))
    return ties.assign(reported_by=ties["reported_by"].mask(fill, ties["source"]))


def check_reports(
    ties: pd.DataFrame, table: Table, relations: pd.DataFrame, log: Log
) -> tuple[pd.DataFrame, Table]:
    """Keep one of repeated reports; report contradictions and reports by outsiders."""
    if ties.empty:
        return ties, table
    keys = _keys(ties, relations)
    first = _first_report(keys, ties)
    again = first != np.arange(len(ties))
    strength = ties["strength"].to_numpy(dtype=float)
    same = np.isclose(strength, strength[first], rtol=0, atol=0, equal_nan=True)
    _say_repeated(table, ties, np.flatnonzero(again & same), first, log)
    _say_contradicted(table, ties, np.flatnonzero(again & ~same), first, log)
    _say_third_parties(table, ties, log)
    keep = ~again
    ties, table, keys = ties[keep].reset_index(drop=True), table.keep(keep), keys[keep]
    _say_ends_disagree(table, ties, keys.reset_index(drop=True), log)
    return ties, table


def _keys(ties: pd.DataFrame, relations: pd.DataFrame) -> pd.DataFrame:
    """Codes of layer, pair, wave, reporter and facets; inverse relations are turned round."""
    actors = pd.Index(pd.unique(ties[["source", "target"]].to_numpy(dtype=object).ravel()))
    one, two = actors.get_indexer(ties["source"]), actors.get_indexer(ties["target"])
    inverse = ties["relation"].map(relations["inverse_of"])
    turned = inverse.notna().to_numpy()
    directed = ties["relation"].map(relations["directed"]).to_numpy(dtype=bool)
    swap = np.where(directed, turned, one > two)
    keys = pd.DataFrame(
        {
            "relation": pd.factorize(ties["relation"])[0],
            "layer": pd.factorize(ties["relation"].where(~turned, inverse))[0],
            "source": np.where(swap, two, one),
            "target": np.where(swap, one, two),
            "wave": pd.factorize(ties["wave"])[0],
            "reporter": pd.factorize(ties["reported_by"])[0],
        },
        index=ties.index,
    )
    for facet in _FACETS:
        if facet in ties.columns:
            keys[facet] = pd.factorize(ties[facet])[0]
    return keys


def _first_report(keys: pd.DataFrame, ties: pd.DataFrame) -> NDArray[np.int64]:
    """For each row, the first row with the same reporter, question and pair.

    Undirected rows that do not name their reporter may come from either end, so only a
    repetition in the same order is one report told twice.
    """
    names = [name for name in keys.columns if name != "layer"]
    anonymous = (keys["reporter"] == _NOBODY).to_numpy()
    turned = ties["source"].to_numpy(dtype=object) > ties["target"].to_numpy(dtype=object)
    order = pd.Series(np.where(anonymous, turned, False), index=keys.index, name="order")
    groups = pd.concat([keys[names], order], axis=1)
    rows = groups.assign(at=np.arange(len(keys))).groupby([*names, "order"], sort=False)["at"]
    first: NDArray[np.int64] = rows.transform("first").to_numpy(dtype=np.int64)
    return first


def _say_repeated(
    table: Table, ties: pd.DataFrame, rows: Any, first: NDArray[np.int64], log: Log
) -> None:
    texts = [
        f"The same report stands already in row {table.rows[first[k]]}; this row was left out."
        for k in rows
    ]
    log.add_cells("duplicate_report", table, rows, "target", texts)


def _say_contradicted(
    table: Table, ties: pd.DataFrame, rows: Any, first: NDArray[np.int64], log: Log
) -> None:
    strength = ties["strength"]
    texts = [
        f"Row {table.rows[first[k]]} reports the same tie with strength "
        f"{_said(strength.iat[first[k]])}, this row with {_said(strength.iat[k])}; the first was "
        "used, this row was left out."
        for k in rows
    ]
    column = "strength" if table.has("strength") else "target"
    log.add_cells("contradictory_reports", table, rows, column, texts)


def _said(value: float) -> str:
    return "empty" if np.isnan(value) else f"{value:g}"


def _say_third_parties(table: Table, ties: pd.DataFrame, log: Log) -> None:
    teller = ties["reported_by"]
    ends = (teller == ties["source"]) | (teller == ties["target"])
    third = np.flatnonzero((teller.notna() & ~ends).to_numpy(dtype=bool))
    text = "{value} reports a tie between two others."
    log.add_cells("third_party_report", table, third, "reported_by", text)


def _say_ends_disagree(table: Table, ties: pd.DataFrame, keys: pd.DataFrame, log: Log) -> None:
    """One end reports a tie, the other an explicit 0."""
    zero = (ties["strength"] == 0).to_numpy()
    if not zero.any():
        return
    teller = ties["reported_by"]
    own = ((teller == ties["source"]) | (teller == ties["target"])).to_numpy(dtype=bool)
    said = keys.assign(zero=zero, at=np.arange(len(ties)))[own]
    pair = [name for name in said.columns if name not in ("relation", "reporter", "zero", "at")]
    both = said.groupby(pair)["zero"].transform("nunique") == 2
    for _, group in said[both].groupby(pair, sort=False):
        at = int(group.loc[group["zero"], "at"].iat[0])
        other = int(group.loc[~group["zero"], "at"].iat[0])
        value = _said(ties["strength"].iat[other])
        one, two = quoted(ties["reported_by"].iat[at]), quoted(ties["reported_by"].iat[other])
        text = (
            f"{one} says 0 here, {two} reports the tie in row {table.rows[other]} "
            f"(strength {value}); both reports were kept."
        )
        log.add_cells("contradictory_reports", table, [at], "strength", text, severity="warning")


def check_stage_order(
    ties: pd.DataFrame,
    table: Table,
    actors: pd.DataFrame,
    relations: pd.DataFrame,
    stages: pd.DataFrame,
    log: Log,
) -> None:
    """Report supply ties that run from a later stage to an earlier one."""
    low, high = _stage_span(actors, stages)
    if low.isna().all():
        return
    of = ties["relation"]
    flow = of.map(relations["flow"])
    supply = (of.map(relations["content"]) == "trade") & (flow != "both") & (ties["strength"] != 0)
    seller = ties["source"].where(flow == "with_arrow", ties["target"])
    buyer = ties["target"].where(flow == "with_arrow", ties["source"])
    earliest, latest = seller.map(low).to_numpy(float), buyer.map(high).to_numpy(float)
    against = np.flatnonzero(supply.to_numpy(dtype=bool) & (earliest > latest))
    texts = [
        f"{quoted(actors.at[seller.iat[k], 'name'])} (stage {actors.at[seller.iat[k], 'stage']}) "
        f"supplies {quoted(actors.at[buyer.iat[k], 'name'])} "
        f"(stage {actors.at[buyer.iat[k], 'stage']}), against the order of the stages; "
        "the tie was kept as it is."
        for k in against
    ]
    log.add_cells("supply_against_stage_order", table, against, "source", texts)


def _stage_span(actors: pd.DataFrame, stages: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """The first and the last stage order of each actor; empty when a stage has no order."""
    order = {str(k): float(v) for k, v in stages["order"].items() if not pd.isna(v)}
    spans: dict[str, tuple[float, float]] = {}
    for text in actors["stage"].dropna().unique():
        places = [order.get(part, np.nan) for part in str(text).split("; ")]
        spans[str(text)] = (min(places), max(places)) if not np.isnan(places).any() else _UNKNOWN
    found = [spans.get(str(text), _UNKNOWN) for text in actors["stage"]]
    low = pd.Series([span[0] for span in found], index=actors.index, dtype=float)
    high = pd.Series([span[1] for span in found], index=actors.index, dtype=float)
    return low, high


_UNKNOWN = (float("nan"), float("nan"))

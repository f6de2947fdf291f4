"""Compare reports of one tie: repeated, contradictory, against the stages."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.language import say
from tiesnet.survey.coded import (
    any_codes,
    filled_from,
    per_value,
    same_codes,
    same_text,
    split,
)
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Table
from tiesnet.survey.same_rows import first_equal, repeats
from tiesnet.survey.words import quoted

# Several rows of one pair may differ in these; they are different reports, not repeated ones.
_FACETS = ("topic", "chain", "medium", "owner")
_Keys = dict[str, NDArray[Any]]
_Rows = NDArray[np.intp]


def fill_reporters(ties: pd.DataFrame, relations: pd.DataFrame, log: Log) -> pd.DataFrame:
    """The source of a directed row is its reporter when the row does not say."""
    directed = per_value(ties["relation"], relations["directed"].get, bool)
    fill = directed & ties["reported_by"].isna()
    if fill.any():
        text = say("In directed relations, a row without reported_by is reported by its source.")
        log.assume("source_reports", text, int(fill.sum()))
    return ties.assign(reported_by=filled_from(ties["reported_by"], fill, ties["source"]))


def check_reports(
    ties: pd.DataFrame,
    table: Table,
    relations: pd.DataFrame,
    log: Log,
    partners_told: bool = False,
) -> tuple[pd.DataFrame, Table]:
    """Keep one of repeated reports; report contradictions and reports by outsiders.

    With `partners_told` respondents were asked for the ties among their partners.
    """
    if ties.empty:
        return ties, table
    keys = _keys(ties, relations)
    # The same reporter, question and pair.
    again, first = repeats([values for name, values in keys.items() if name != "layer"])
    strength = ties["strength"].to_numpy(dtype=float)
    same = np.isclose(strength[again], strength[first], rtol=0, atol=0, equal_nan=True)
    _say_repeated(table, again[same], first[same], log)
    _say_contradicted(table, strength, again[~same], first[~same], log)
    if not partners_told:
        _say_third_parties(table, ties, log)
    keep = np.ones(len(ties), dtype=bool)
    keep[again] = False
    _say_ends_disagree(table, ties, keys, keep, log)
    del keys
    return (ties[keep].reset_index(drop=True), table.keep(keep)) if len(again) else (ties, table)


def _keys(ties: pd.DataFrame, relations: pd.DataFrame) -> _Keys:
    """Codes of layer, pair, wave, reporter and facets; inverse relations are turned round."""
    one, two = same_codes(ties["source"], ties["target"])
    relation = split(ties["relation"])
    inverse = relations["inverse_of"].reindex(relation.texts)
    turned = inverse.notna().to_numpy()[relation.codes]
    layer = pd.factorize(inverse.where(inverse.notna(), relation.texts))[0]
    directed = relations["directed"].reindex(relation.texts).to_numpy(dtype=bool)[relation.codes]
    # Undirected rows that do not name their reporter may come from either end, so only a
    # repetition in the same order is one report told twice.
    order = (one > two) & ties["reported_by"].isna().to_numpy()
    swap = np.where(directed, turned, one > two)
    if swap.any():
        one, two = np.where(swap, two, one), np.where(swap, one, two)
    columns = {
        "relation": relation.codes,
        "layer": layer[relation.codes],
        "source": one,
        "target": two,
        "wave": any_codes(ties["wave"]).codes,
        "reporter": any_codes(ties["reported_by"]).codes,
        "order": order,
    }
    return columns | {name: any_codes(ties[name]).codes for name in _FACETS if name in ties.columns}


def _say_repeated(table: Table, rows: _Rows, first: _Rows, log: Log) -> None:
    texts = [
        say("The same report stands already in row {row}; this row was left out.", row=row)
        for row in map(table.row, first)
    ]
    log.add_cells("duplicate_report", table, rows, "target", texts)


def _say_contradicted(
    table: Table, strength: NDArray[np.float64], rows: _Rows, first: _Rows, log: Log
) -> None:
    texts = [
        say(
            "Row {k} reports the same tie with strength {strength}, this row with "
            "{strength2}; the first was used, this row was left out.",
            k=table.row(k),
            strength=_said(strength[k]),
            strength2=_said(strength[row]),
        )
        for row, k in zip(rows, first, strict=True)
    ]
    column = "strength" if table.has("strength") else "target"
    log.add_cells("contradictory_reports", table, rows, column, texts)


def _said(value: float) -> str:
    return "empty" if np.isnan(value) else f"{value:g}"


def _say_third_parties(table: Table, ties: pd.DataFrame, log: Log) -> None:
    teller = ties["reported_by"]
    ends = same_text(teller, ties["source"]) | same_text(teller, ties["target"])
    third = np.flatnonzero(teller.notna().to_numpy() & ~ends)
    text = say("{value} reports a tie between two others.")
    log.add_cells("third_party_report", table, third, "reported_by", text)


def _say_ends_disagree(
    table: Table, ties: pd.DataFrame, keys: _Keys, keep: NDArray[np.bool_], log: Log
) -> None:
    """One end reports a tie, the other an explicit 0."""
    zero = (ties["strength"] == 0).to_numpy() & keep
    if not zero.any():
        return
    teller = ties["reported_by"]
    own = keep & (same_text(teller, ties["source"]) | same_text(teller, ties["target"]))
    apart = ("relation", "reporter", "order")
    pair = first_equal([values for name, values in keys.items() if name not in apart])
    for at, other in _first_of_both(pair, np.flatnonzero(own & zero), np.flatnonzero(own & ~zero)):
        value = _said(ties["strength"].iat[other])
        one, two = quoted(ties["reported_by"].iat[at]), quoted(ties["reported_by"].iat[other])
        text = say(
            "{one} says 0 here, {two} reports the tie in row {other} (strength "
            "{value}); both reports were kept.",
            one=one,
            two=two,
            other=table.row(other),
            value=value,
        )
        log.add_cells("contradictory_reports", table, [at], "strength", text, severity="warning")


def _first_of_both(
    pair: NDArray[np.intp], one: NDArray[np.intp], two: NDArray[np.intp]
) -> list[tuple[int, int]]:
    """The first row of each pair among some rows and among others, where it has both."""
    names, first = np.unique(pair[one], return_index=True)
    names2, first2 = np.unique(pair[two], return_index=True)
    _, here, there = np.intersect1d(names, names2, assume_unique=True, return_indices=True)
    return list(zip(one[first[here]].tolist(), two[first2[there]].tolist(), strict=True))


def check_stage_order(
    ties: pd.DataFrame,
    table: Table,
    actors: pd.DataFrame,
    relations: pd.DataFrame,
    stages: pd.DataFrame,
    log: Log,
) -> None:
    """Report supply ties that run from a later stage to an earlier one."""
    if actors["stage"].isna().all():
        return
    low, high = _stage_span(actors, stages)
    if low.isna().all():
        return
    of = ties["relation"]
    flow = per_value(of, relations["flow"].get)
    trade = per_value(of, lambda name: relations["content"].get(name) == "trade", bool)
    supply = trade & (flow != "both") & (ties["strength"] != 0)
    seller = ties["source"].where(flow == "with_arrow", ties["target"])
    buyer = ties["target"].where(flow == "with_arrow", ties["source"])
    earliest, latest = per_value(seller, low.get, float), per_value(buyer, high.get, float)
    against = np.flatnonzero((supply & (earliest > latest)).to_numpy(dtype=bool))
    texts = [
        say(
            "{at} (stage {at2}) supplies {at3} (stage {at4}), against the order of "
            "the stages; the tie was kept as it is.",
            at=quoted(actors.at[seller.iat[k], "name"]),
            at2=actors.at[seller.iat[k], "stage"],
            at3=quoted(actors.at[buyer.iat[k], "name"]),
            at4=actors.at[buyer.iat[k], "stage"],
        )
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

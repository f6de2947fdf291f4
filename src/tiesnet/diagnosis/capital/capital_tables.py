"""The tables behind the profile of social capital."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from tiesnet.diagnosis.capital.capital_profile import DIMENSIONS, Item, summed_up
from tiesnet.diagnosis.evidence import Evidence, Field, Shown
from tiesnet.language import say, word

_SUM = (
    Field("dimension", "Dimension", "word"),
    Field("measure", "Measure"),
    Field("firms", "Firms with a value", "count", "firms"),
    Field("mean", "Mean", "number"),
    Field("median", "Median", "number"),
    Field("gini", "Gini", "number", "", "0: all firms have the same. Near 1: one has nearly all."),
    Field("remark", "Why empty"),
)
_MORE = (*_SUM[:2], Field("layer", "Ties", "layer"), *_SUM[2:])
_PLACES = (
    Field("firm", "Firm", "actor"),
    *(Field(key, label, "percent") for key, label in DIMENSIONS.items()),
)
_MATRIX = (
    Field("dimension", "Dimension", "word"),
    *(Field(key, label, "number") for key, label in DIMENSIONS.items()),
)
_LONG = (
    _PLACES[0],
    Field("dimension", "Dimension", "word"),
    Field("measure", "Measure"),
    Field("layer", "Ties", "layer"),
    Field("value", "Value", "number"),
)
_PAIRS = (
    Field("one", "Dimension", "word"),
    Field("other", "And", "word"),
    Field("firms", "Firms with both", "count", "firms"),
    Field("correlation", "Rank correlation", "number"),
)
_COMPOSITE = (
    Field("firm", "Firm", "actor"),
    Field("composite", "Mean place", "percent"),
    *_PLACES[1:],
)
_READ_SUM = word(
    "Each dimension with its lead measure, over the firms of the cluster that answered. A Gini "
    "index of 0 says that all firms have the same, one near 1 that a single firm has nearly all."
)
_READ_PLACES = word(
    "100 % is the top of the firms with a value, 50 % the middle. Empty: not known of this firm."
)
_READ_MATRIX = word(
    "Rank correlations from -1 to 1. Below 0: firms that have much of the one have little of the "
    "other."
)


def profile_tables(
    found: Sequence[Item], more: Sequence[Item], places: pd.DataFrame, pairs: pd.DataFrame
) -> list[Evidence]:
    """Give the dimensions summed up, firm by firm, and against each other."""
    leading = summed_up(found).drop(columns="layer")
    made: tuple[tuple[str, str, pd.DataFrame, tuple[Field, ...], str, Shown], ...] = (
        ("capital_dimensions", word("Seven dimensions"), leading, _SUM, _READ_SUM, "page"),
        ("capital_places", word("Firm by firm"), _by_firm(places), _PLACES, _READ_PLACES, "folded"),
        (
            "capital_matrix",
            word("Do they go together?"),
            _matrix(pairs),
            _MATRIX,
            _READ_MATRIX,
            "folded",
        ),
        ("capital_measures", word("Further measures"), summed_up(more), _MORE, "", "folded"),
        ("capital_pairs", word("Dimensions by pairs"), _named(pairs), _PAIRS, "", "workbook"),
    )
    return [Evidence(*one) for one in made]


def _by_firm(places: pd.DataFrame) -> pd.DataFrame:
    known = places[places.notna().any(axis=1)]
    return known.rename_axis("firm").reset_index()


def _named(pairs: pd.DataFrame) -> pd.DataFrame:
    rows = pairs[pairs["firms"] > 0].reset_index(drop=True)
    return rows.assign(one=rows["one"].map(DIMENSIONS), other=rows["other"].map(DIMENSIONS))


def _matrix(pairs: pd.DataFrame) -> pd.DataFrame:
    """Fold the pairs into a square; dimensions that go with none are left out."""
    known = pairs.dropna(subset=["correlation"])
    names = [key for key in DIMENSIONS if (known[["one", "other"]] == key).to_numpy().any()]
    square = pd.DataFrame(np.nan, index=names, columns=names, dtype="float64")
    for one, other, value in known[["one", "other", "correlation"]].itertuples(index=False):
        square.loc[one, other] = square.loc[other, one] = value
    for name in names:
        square.loc[name, name] = 1.0
    square.insert(0, "dimension", [DIMENSIONS[name] for name in names])
    return square.reset_index(drop=True)


def value_tables(found: Sequence[Item], more: Sequence[Item]) -> list[Evidence]:
    """Give the measures of every firm, for the workbook: the leads side by side, the rest below."""
    wide = pd.DataFrame(
        {item.dimension: item.values for item in found if item.values.notna().any()}
    )
    wide = wide[wide.notna().any(axis=1)].rename_axis("firm").reset_index()
    heads = tuple(
        Field(item.dimension, f"{say(DIMENSIONS[item.dimension])}: {item.label}", "number")
        for item in found
    )
    long = [
        pd.DataFrame({"firm": known.index, "value": known.to_numpy()}).assign(
            dimension=DIMENSIONS[item.dimension], measure=item.label, layer=item.layer
        )
        for item in more
        if len(known := item.values.dropna())
    ]
    keys = [field.key for field in _LONG]
    rows = pd.concat(long, ignore_index=True)[keys] if long else pd.DataFrame(columns=keys)
    return [
        Evidence(
            "capital_values", "Values firm by firm", wide, (_PLACES[0], *heads), "", "workbook"
        ),
        Evidence("capital_further", "Further values", rows, _LONG, "", "workbook"),
    ]


def composite_table(whole: pd.Series, places: pd.DataFrame) -> Evidence:
    """Give the composite with its parts, the highest first."""
    table = places.loc[whole.index].assign(composite=whole)
    table = table.sort_values("composite", ascending=False, kind="stable")
    asked = [field.key for field in _COMPOSITE[1:] if table[field.key].notna().any()]
    rows = table[asked].rename_axis("firm").reset_index()
    return Evidence(
        "capital_composite",
        "Composite of the dimensions",
        rows,
        _COMPOSITE,
        "The mean of the places of a firm, over the dimensions shown, for the firms that have all "
        "of them. Read it with its parts: two firms with the same mean may have nothing in common.",
    )

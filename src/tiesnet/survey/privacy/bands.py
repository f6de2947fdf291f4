"""Coarser forms of what an actor says of itself: bands of numbers, decades, fewer words.

Each function gives steps from fine to coarse; a step holds a text per row, empty where nothing
was said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from tiesnet.language import localised, say, say_n, word

OTHER = "other"
_SIZES = (
    ((10, 50, 250), word("size classes")),
    ((50, 250), word("size classes")),
    ((50,), word("two sizes")),
)
_PARTS = (4, 3, 2)
_TELLING = 2  # figures of a limit of bands that are not 0


class Step(NamedTuple):
    """One form of a column: a text per row, and what was done in plain words."""

    values: pd.Series
    said: str


def steps(column: str, kind: str, values: pd.Series, fewest: int) -> Iterator[Step]:
    """Give the forms of a column, the finest first.

    Parameters
    ----------
    column : str
        Its name.
    kind : str
        The type the survey format gives it; empty for a column of the user's own.
    values : Series
        Numbers, flags or texts.
    fewest : int
        Words of fewer rows than this are put together as other.
    """
    yield Step(as_texts(values), "")
    if pd.api.types.is_bool_dtype(values.dtype):
        return
    if not pd.api.types.is_numeric_dtype(values.dtype):
        yield from _fewer_words(values, fewest)
    elif kind == "year":
        yield from _years(values)
    elif column == "size":
        for limits, called in _SIZES:
            said = say("numbers became {said}", said=say(called))
            yield Step(banded(values, limits, whole=True), said)
    elif kind == "share":
        yield from _shares(values)
    else:
        yield from _quantiles(values)


def as_texts(values: pd.Series) -> pd.Series:
    """Give every value as the text it is compared by; empty where nothing was said."""
    if pd.api.types.is_bool_dtype(values.dtype):
        return values.map({True: "yes", False: "no"}).astype(object).fillna("")
    if pd.api.types.is_numeric_dtype(values.dtype):
        return values.map(lambda value: "" if pd.isna(value) else f"{float(value):.15g}")
    return values.astype(object).where(values.notna(), "").astype(str)


def banded(values: pd.Series, limits: Sequence[float], whole: bool, unit: str = "") -> pd.Series:
    """Put numbers into bands; a limit belongs to the band above it.

    >>> banded(pd.Series([3, 10, None, 400]), (10, 50, 250), whole=True).tolist()
    ['under 10', '10 to 49', '', '250 or more']
    """
    names = [say("under {limit}{unit}", limit=_figure(limits[0]), unit=unit)]
    for low, high in pairwise(limits):
        names.append(
            say("{low} to {high}{unit}", low=_figure(low), high=_figure(high - 1), unit=unit)
            if whole
            else say("{low} to under {high}{unit}", low=_figure(low), high=_figure(high), unit=unit)
        )
    names.append(say("{limits}{unit} or more", limits=_figure(limits[-1]), unit=unit))
    numbers = values.astype(float).to_numpy()
    place = np.searchsorted(np.asarray(limits, dtype=float), numbers, side="right")
    found = ["" if np.isnan(n) else names[k] for n, k in zip(numbers, place, strict=True)]
    return pd.Series(found, index=values.index, dtype=object)


def _figure(value: float) -> str:
    return localised(f"{value:,.0f}" if float(value).is_integer() else f"{value:g}")


def _years(values: pd.Series) -> Iterator[Step]:
    decades = values.map(lambda year: "" if pd.isna(year) else f"{int(year) // 10 * 10}s")
    yield Step(decades.astype(object), say("years became decades"))
    told = values.dropna()
    if len(told):
        middle = int(np.median(told)) // 10 * 10
        cut = values.map(
            lambda year: (
                ""
                if pd.isna(year)
                else (
                    say("before {middle}", middle=str(middle))
                    if year < middle
                    else say("{middle} or later", middle=str(middle))
                )
            )
        )
        yield Step(cut.astype(object), say("years became two periods"))


def _shares(values: pd.Series) -> Iterator[Step]:
    percent = values.astype(float) * 100
    yield Step(banded(percent, (1, 25, 50, 75), False, " %"), say("shares became bands"))
    yield Step(banded(percent, (1, 50), False, " %"), say("shares became bands"))
    yield Step(banded(percent, (1,), False, " %"), say("shares became none or some"))


def _quantiles(values: pd.Series) -> Iterator[Step]:
    """Cut where equal parts of the rows would be, at limits that are easy to read."""
    told = values.dropna().astype(float)
    if not len(told):
        return
    for parts in _PARTS:
        cuts = np.quantile(told, np.arange(1, parts) / parts)
        limits = sorted({_round(float(cut)) for cut in cuts})
        yield Step(
            banded(values, limits, whole=False), say("numbers became {n} bands", n=len(limits) + 1)
        )


def _round(value: float) -> float:
    """Keep two figures.

    >>> _round(12345), _round(0.0672), _round(0)
    (12000.0, 0.067, 0.0)
    """
    return float(f"{value:.{_TELLING}g}")


def _fewer_words(values: pd.Series, fewest: int) -> Iterator[Step]:
    texts = as_texts(values)
    counts = texts[texts != ""].value_counts()
    rare = counts.index[counts < fewest]
    together = int(counts[rare].sum())
    if not len(rare) or together < fewest or len(rare) == len(counts):
        return
    said = say_n(
        len(rare),
        "{n} rare word became {other}",
        "{n} rare words became {other}",
        other=repr(OTHER),
    )
    yield Step(texts.mask(texts.isin(rare), OTHER), said)

"""Reach in space: borders, homes and hosts, who is next door and who is met only on a screen.

Everything here is yes, no or not known (a nullable boolean): what a survey does not tell stays
unknown, and "and" and "or" follow from what is known alone. Texts are compared without regard to
case and to spaces around them.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from tiesnet.network import Network, tie_details, tie_parts

NEAR = 5.0
"""Kilometres below which two actors count as co-located."""
SPACE = (
    "cross_border",
    "compatriots",
    "host_source",
    "host_target",
    "home_source",
    "home_target",
    "abroad_source",
    "abroad_target",
    "co_located",
)
"""What can be said of any pair; a tie is also ``virtual`` and ``distant``."""
_EARTH = 6371.0088
_Places = NDArray[np.intp]


def space(net: Network, near: float = NEAR) -> pd.DataFrame:
    """Say where the ends of every tie stand to each other, and how they meet.

    Parameters
    ----------
    net : Network
        Any view.
    near : float, default 5
        Closer than this, in kilometres, is co-located.

    Returns
    -------
    DataFrame
        One row per tie of ``tie_parts(net)``: the columns of `pair_space`, ``virtual`` (digital
        and not co-located) and ``distant`` (medium not known and not co-located).

    References
    ----------
    Urzelai & Puig (2017).
    """
    ties = tie_parts(net)
    made = pair_space(net, ties["source"], ties["target"], near)
    medium = tie_details(net)["medium"]
    untold = medium.isna().to_numpy(dtype=bool)
    digital = pd.arrays.BooleanArray((medium == "digital").to_numpy(dtype=bool), untold)
    made["virtual"] = digital & ~made["co_located"]
    made["distant"] = pd.array(untold, dtype="boolean") & ~made["co_located"]
    return made


def pair_space(net: Network, one: ArrayLike, other: ArrayLike, near: float = NEAR) -> pd.DataFrame:
    """Say where the actors of any pairs stand to each other.

    Parameters
    ----------
    net : Network
        Any view.
    one, other : array of int
        Row positions in ``net.actors``; `one` is called source below, `other` target.
    near : float, default 5
        Closer than this, in kilometres, is co-located.

    Returns
    -------
    DataFrame
        One row per pair, columns as in `SPACE`:
        ``cross_border``: the countries differ. ``compatriots``: same origin, same country, and
        that country is not their origin. ``host_source``: seen from the source a host tie, its
        partner originates in the country where the source is. ``home_source``: seen from the
        source a home tie, its partner is located in the origin of the source.
        ``abroad_source``: the source is not in its origin; a firm that never left home has
        neighbours that count as host and as home at once, so ask for this too where a firm
        abroad is meant. The same for the target. ``co_located``: the same location, in no
        different countries, or closer than `near`; where a location of an end is not known, its
        coordinates decide, and without them another country means no.
    """
    first, second = (np.asarray(ends, dtype=np.intp) for ends in (one, other))
    country, origin = _codes(net, "country", "origin")
    (town,) = _codes(net, "location")
    here = _same(country[first], country[second])
    abroad = ~_same(country[first], origin[first]), ~_same(country[second], origin[second])
    columns = {
        "cross_border": ~here,
        "compatriots": _same(origin[first], origin[second]) & here & abroad[0] & abroad[1],
        "host_source": _same(origin[second], country[first]),
        "host_target": _same(origin[first], country[second]),
        "home_source": _same(country[second], origin[first]),
        "home_target": _same(country[first], origin[second]),
        "abroad_source": abroad[0],
        "abroad_target": abroad[1],
    }
    columns["co_located"] = _co_located(
        _same(town[first], town[second]), here, kilometres(net, first, second), near
    )
    return pd.DataFrame(columns)


def kilometres(net: Network, one: ArrayLike, other: ArrayLike) -> NDArray[np.float64]:
    """Measure how far the actors of any pairs are from each other, along the great circle.

    Empty where a latitude or longitude is not known, or is none.
    """
    first, second = (np.asarray(ends, dtype=np.intp) for ends in (one, other))
    north, east = _degrees(net, "latitude", 90), _degrees(net, "longitude", 180)
    up, along = north[second] - north[first], east[second] - east[first]
    chord = np.sin(up / 2) ** 2
    chord += np.cos(north[first]) * np.cos(north[second]) * np.sin(along / 2) ** 2
    length: NDArray[np.float64] = 2 * _EARTH * np.arcsin(np.sqrt(np.clip(chord, 0, 1)))
    return length


def alike(values: pd.Series) -> pd.Series:
    """Put texts as they are compared: without case and spaces around; empty is not known."""
    texts = values.astype("object").map(lambda v: str(v).strip().casefold(), na_action="ignore")
    return texts.where(texts.notna() & (texts != ""), None)


def _codes(net: Network, *columns: str) -> list[_Places]:
    """Number the texts of some columns together, so that they can be compared; -1: not known."""
    blank = pd.Series(None, index=net.actors.index, dtype="object")
    values = [alike(net.actors[name]) if name in net.actors else blank for name in columns]
    codes = pd.factorize(pd.concat(values, ignore_index=True))[0]
    return [np.asarray(part, dtype=np.intp) for part in np.split(codes, len(columns))]


def _degrees(net: Network, column: str, most: float) -> NDArray[np.float64]:
    if column not in net.actors:
        return np.full(len(net.actors), np.nan)
    values = pd.to_numeric(net.actors[column], errors="coerce").to_numpy(dtype=float)
    return np.radians(np.where(np.abs(values) <= most, values, np.nan))


def _same(one: _Places, other: _Places) -> pd.arrays.BooleanArray:
    return pd.arrays.BooleanArray(one == other, (one < 0) | (other < 0))


def _co_located(
    town: pd.arrays.BooleanArray,
    country: pd.arrays.BooleanArray,
    apart: NDArray[np.float64],
    near: float,
) -> pd.arrays.BooleanArray:
    """Decide by the location, then by coordinates, then by another country."""
    elsewhere = ~np.asarray(country.fillna(True), dtype=bool)
    same = np.asarray(town.fillna(False), dtype=bool) & ~elsewhere
    close = np.where(np.isnan(apart), False, apart < near)
    known = ~np.asarray(town.isna()) | ~np.isnan(apart) | elsewhere
    return pd.arrays.BooleanArray(same | close, ~known)

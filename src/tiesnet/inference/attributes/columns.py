"""An attribute of the actors: which columns hold it, and whether it is a number or sorts them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from tiesnet.errors import TiesnetError
from tiesnet.inference.attributes.words import several
from tiesnet.language import say
from tiesnet.metrics import groups
from tiesnet.network import Network

_SIZES = ("size", "size_class")
_NOT = ("name", "stages", "contact", "consent")
MOST_GROUPS = 30
"""A column of words with more values than this names the firms rather than sorting them."""


@dataclass(frozen=True, eq=False)
class Attribute:
    """What is known of every actor.

    Attributes
    ----------
    name : str
        The column, or "size_class".
    number : bool
        Whether it is a number; otherwise it sorts the actors into groups.
    values : array of float, shape (actors,)
        The number, or the place of the group in `labels`; NaN where it is not known.
    labels : tuple of str
        The groups; empty of a number.
    """

    name: str
    number: bool
    values: NDArray[np.float64]
    labels: tuple[str, ...] = ()

    @property
    def known(self) -> NDArray[np.bool_]:
        """Of which actors it is known, shape (actors,)."""
        there: NDArray[np.bool_] = ~np.isnan(self.values)
        return there


def attribute_of(net: Network, name: str) -> Attribute:
    """Read an attribute: a column of numbers, of yes and no, or of words that sort the actors.

    Raises
    ------
    TiesnetError
        There is no such column, nothing in it, one value only, or a word for every actor.
    """
    actors = net.actors
    if name in actors and name not in _NOT and _counts(actors[name]):
        values = actors[name].astype("float64").to_numpy(na_value=np.nan)
        _varies(name, values)
        return Attribute(name, True, values)
    columns_of(net, name)  # refuses what is no attribute
    sorted_ = groups(net, name)
    codes = np.where(sorted_.codes >= 0, sorted_.codes, np.nan)
    _varies(name, codes)
    if len(sorted_.labels) > MOST_GROUPS:
        raise TiesnetError(
            say(
                "The column {name} has {n} different words, which is no grouping.",
                name=f"{name!r}",
                n=len(sorted_.labels),
            ),
            say(
                "Choose a column with at most {most_groups}, or give numbers.",
                most_groups=MOST_GROUPS,
            ),
        )
    return Attribute(name, False, codes, tuple(sorted_.labels))


def columns_of(net: Network, name: str) -> list[str]:
    """Name the columns that move together when an attribute is shuffled.

    Raises
    ------
    TiesnetError
        The actors have no such column.
    """
    here = [str(column) for column in net.actors.columns if column not in _NOT]
    if name == "size_class" and "size" in here and name not in here:
        return ["size"]
    if name not in here:
        raise TiesnetError(
            say("The actors have no attribute {name}.", name=f"{name!r}"),
            say("Their attributes: {here}.", here=", ".join(here)),
        )
    if name == "stage":
        return ["stage", "stages"]
    return [column for column in _SIZES if column in here] if name in _SIZES else [name]


def _counts(column: pd.Series) -> bool:
    return is_numeric_dtype(column) and not is_bool_dtype(column)


def _varies(name: str, values: NDArray[np.float64]) -> None:
    known = values[~np.isnan(values)]
    if len(np.unique(known)) < 2:
        raise TiesnetError(
            say(
                "The attribute {name} is known of {n} and does not differ among them.",
                name=f"{name!r}",
                n=several(len(known), "actor"),
            ),
            say("Choose an attribute of which firms have different values."),
        )

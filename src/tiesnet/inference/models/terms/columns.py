"""Columns of the actors as numbers or as words that can be compared."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from tiesnet.errors import TiesnetError
from tiesnet.inference.pairs import PairValues
from tiesnet.language import say
from tiesnet.metrics import alike
from tiesnet.network import Network

_NOT_ATTRIBUTES = ("name", "stages", "respondent", "in_cluster", "contact", "consent")
_YES_NO = {"yes": 1.0, "no": 0.0}
_Values = NDArray[np.float64]


def attributes(net: Network) -> list[str]:
    """Name the columns that say something of an actor."""
    return [str(name) for name in net.actors if name not in _NOT_ATTRIBUTES]


def numbers(net: Network, column: str) -> _Values:
    """Give a column as numbers, yes as 1 and no as 0; NaN where not known.

    Raises
    ------
    TiesnetError
        The column holds words.
    """
    values = net.actors[column]
    if is_numeric_dtype(values) or is_bool_dtype(values):
        found: _Values = values.astype("Float64").to_numpy(dtype=float, na_value=np.nan)
        return np.where(np.isfinite(found), found, np.nan)
    words = alike(values)
    strange = words.dropna()[~words.dropna().isin(_YES_NO)].unique()
    if len(strange) or words.isna().all():
        holds = (
            say("words such as {strange}", strange=f"{str(strange[0])[:40]!r}")
            if len(strange)
            else "nothing"
        )
        raise TiesnetError(
            say(
                "Numbers are needed, and the column {column} holds {holds}.",
                column=f"{column!r}",
                holds=holds,
            ),
            say("Words are compared with same({column}).", column=column),
        )
    made: _Values = words.map(_YES_NO).to_numpy(dtype=float)
    return made


def codes(net: Network, column: str) -> NDArray[np.intp]:
    """Number the values of a column, case and spaces around them aside; -1 where not known."""
    values = net.actors[column]
    same = values if is_numeric_dtype(values) or is_bool_dtype(values) else alike(values)
    return np.asarray(pd.factorize(same)[0], dtype=np.intp)


def pair_values(
    name: str, label: str, values: _Values, *, symmetric: bool, binary: bool = False
) -> PairValues:
    """Finish numbers of pairs: nobody is paired with itself."""
    shown = np.array(values, dtype=float)
    np.fill_diagonal(shown, np.nan)
    return PairValues(name, label, shown, symmetric, binary)

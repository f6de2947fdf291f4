"""Resources that can be reached through partners: what they have, how much, how different.

Partners are distinct, inside the cluster or not, directions ignored. Partners of whom the
attribute is not known stay out; the highest and the range are then at least so large.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.types import is_bool_dtype, is_numeric_dtype
from scipy import sparse

from tiesnet.errors import NeedsError
from tiesnet.language import say, word
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._groups import SIZE_CLASS, groups
from tiesnet.metrics._shared import flat, note, once, partners, series
from tiesnet.network import Network

_NOBODY = word("it has no partner of whom the attribute is known")
_SOURCE = "lin1999, lin2001"
_PRIVATE = ("name", "stages", "contact")
_QUARTERS = 4


@metric(
    label="Mean of partners' attribute",
    unit="unit of the attribute",
    bounds=(None, None),
    source=_SOURCE,
    needs={"size"},
    undefined=_NOBODY,
    boundary="all",
    reading="High: the firm is tied to those who have much, by default to large employers.",
)
def resources_mean(net: Network, *, attribute: str = "size") -> pd.Series:
    """Mean over an actor's partners of what they have, by default of their employees.

    Lin's social resources: what an actor can reach through its ties, not what it owns. Partners
    outside the cluster count.

    Parameters
    ----------
    net : Network
        One layer or union.
    attribute : str, default "size"
        Any column of the actors that holds numbers.
    """
    made = _reached(net, attribute)
    empty = np.full(len(made["count"]), np.nan)
    known = made["count"] > 0
    return series(net, np.divide(made["sum"], made["count"], out=empty, where=known))


@metric(
    label="Highest of partners' attribute",
    unit="unit of the attribute",
    bounds=(None, None),
    source=_SOURCE,
    needs={"size"},
    undefined=_NOBODY,
    boundary="all",
    reading="High: at least one tie leads up to a partner who has much.",
    extra=True,
)
def resources_highest(net: Network, *, attribute: str = "size") -> pd.Series:
    """Largest value of an attribute among an actor's partners, by default of employees.

    Upper reachability. Where the attribute of some partner is not known it is a lower bound.

    Parameters
    ----------
    net : Network
        One layer or union.
    attribute : str, default "size"
        Any column of the actors that holds numbers.
    """
    return series(net, _reached(net, attribute)["high"])


@metric(
    label="Range of partners' attribute",
    unit="unit of the attribute",
    source=_SOURCE,
    needs={"size"},
    undefined=_NOBODY,
    boundary="all",
    reading="High: the firm reaches small and large alike. 0: all partners alike, or one partner.",
    extra=True,
)
def resources_range(net: Network, *, attribute: str = "size") -> pd.Series:
    """Largest less smallest value of an attribute among an actor's partners.

    Heterogeneity of what can be reached, by default of employees.

    Parameters
    ----------
    net : Network
        One layer or union.
    attribute : str, default "size"
        Any column of the actors that holds numbers.
    """
    made = _reached(net, attribute)
    return series(net, made["high"] - made["low"])


@metric(
    label="Kinds of resources among partners",
    unit="kinds",
    source=_SOURCE,
    needs={"size"},
    undefined="it has partners, but the attribute of none is known",
    boundary="all",
    reading="High: partners of many kinds, so that what one lacks another may have.",
    extra=True,
)
def resources_kinds(net: Network, *, attribute: str = "size") -> pd.Series:
    """Number of different kinds of partners by any attribute, by default size classes.

    Extensity. Words count as they are; employees by size class (under 10, 10 to 49, 50 to 249,
    250 or more); other numbers by the quarter of all known values they fall into. 0 for an actor
    without partners.

    Parameters
    ----------
    net : Network
        One layer or union.
    attribute : str, default "size"
        Any column of the actors: numbers or words.
    """
    codes, kinds = _kinds(net, attribute)
    member = np.flatnonzero(codes >= 0)
    cells = (np.ones(len(member)), (member, codes[member]))
    belongs = sparse.csr_array(cells, shape=(len(codes), max(kinds, 1)))
    count = (np.asarray((flat(net) @ belongs).toarray()) > 0).sum(axis=1).astype(float)
    return series(net, np.where((count == 0) & (partners(net) > 0), np.nan, count))


def _reached(net: Network, attribute: str) -> dict[str, NDArray[np.float64]]:
    """Give, per actor, how many partners' values are known, their sum, lowest and highest."""
    values = _numbers(net, attribute)
    made: dict[str, NDArray[np.float64]] = once(
        net, f"resources {attribute}", lambda: _reach(flat(net), values)
    )
    if unknown := int(np.isnan(values).sum()):
        for name in ("resources_mean", "resources_highest", "resources_range"):
            note(
                net,
                name,
                say(
                    "the {attribute} of {unknown} actors is not known; they stay out",
                    attribute=attribute,
                    unknown=unknown,
                ),
            )
    return made


def _reach(tied: sparse.csr_array, values: NDArray[np.float64]) -> dict[str, NDArray[np.float64]]:
    cells = tied.tocoo()
    known = ~np.isnan(values[cells.col])
    actor, value = cells.row[known], values[cells.col[known]]
    size = len(values)
    count = np.bincount(actor, minlength=size).astype(float)
    high, low = np.full(size, -np.inf), np.full(size, np.inf)
    np.maximum.at(high, actor, value)
    np.minimum.at(low, actor, value)
    none = count == 0
    return {
        "count": count,
        "sum": np.bincount(actor, weights=value, minlength=size).astype(float),
        "high": np.where(none, np.nan, high),
        "low": np.where(none, np.nan, low),
    }


def _column(net: Network, attribute: str) -> pd.Series:
    if attribute in net.actors and attribute not in _PRIVATE:
        return net.actors[attribute]
    raise NeedsError(
        say("The actors have no column {attribute} to look at.", attribute=f"{attribute!r}"),
        say(
            "Add the column {attribute} to the table 'actors', or ask for another.",
            attribute=f"{attribute!r}",
        ),
    )


def _numbers(net: Network, attribute: str) -> NDArray[np.float64]:
    column = _column(net, attribute)
    if is_bool_dtype(column) or not is_numeric_dtype(column):
        raise NeedsError(
            say(
                "The column {attribute} holds words, which have no mean.",
                attribute=f"{attribute!r}",
            ),
            say("Ask for the number of kinds, or for a column of numbers."),
        )
    values = column.to_numpy(dtype=float, na_value=np.nan)
    return np.where(np.isfinite(values), values, np.nan)


def _kinds(net: Network, attribute: str) -> tuple[NDArray[np.intp], int]:
    column = _column(net, attribute)
    if is_bool_dtype(column) or not is_numeric_dtype(column):
        codes, words = pd.factorize(column)
        return codes, len(words)
    if attribute == "size":
        found = groups(net, SIZE_CLASS)
        return found.codes, len(found.labels)
    values = _numbers(net, attribute)
    known = ~np.isnan(values)
    quarters = np.full(len(values), -1, dtype=np.intp)
    if known.any():
        cuts = np.quantile(values[known], [k / _QUARTERS for k in range(1, _QUARTERS)])
        quarters[known] = np.searchsorted(cuts, values[known], side="left")
    return quarters, _QUARTERS

"""Groups of actors by any column that sorts them: stage, sector, size class, town."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from tiesnet.errors import NeedsError
from tiesnet.language import say, word
from tiesnet.network import Network

_NOT_GROUPS = ("name", "stages", "respondent", "wave", "in_cluster", "contact", "consent")
MOST_GROUPS = 30
"""A column with more values than this names the firms rather than sorting them."""
SIZE_CLASS = "size_class"
SIZE_CLASSES = {
    word("under 10"): 0,
    word("10 to 49"): 10,
    word("50 to 249"): 50,
    word("250 or more"): 250,
}
"""Size classes by employees, those of the European Commission, and where each begins."""


@dataclass(frozen=True, eq=False)
class Groups:
    """Who belongs to which group.

    Attributes
    ----------
    by : str
        The column of `Network.actors`, or "size_class".
    labels : list of str
        The groups that have a member, stages in the order of the chain, size classes from
        small to large, others sorted.
    codes : array of int, shape (actors,)
        The place of each actor's group in `labels`; -1 when it is not known.
    """

    by: str
    labels: list[str]
    codes: NDArray[np.intp]

    @property
    def sizes(self) -> NDArray[np.int64]:
        """Number of members of each group."""
        inside = self.codes[self.codes >= 0]
        return np.bincount(inside, minlength=len(self.labels)).astype(np.int64)


def groups(net: Network, by: str = "stage", firms_only: bool = False) -> Groups:
    """Sort the actors by a column.

    Parameters
    ----------
    net : Network
        Any view.
    by : str, default "stage"
        A column of ``net.actors``; of several stages the first counts. "size_class" sorts by
        employees (column ``size``) unless there is a column of that name.
    firms_only : bool, default False
        Leave institutions without a group.

    Raises
    ------
    NeedsError
        There is no such column.
    """
    table = _with_size_class(net.actors)
    if by not in table.columns or by in ("name", "stages"):
        known = ", ".join(attributes(net)) or say("none")
        raise NeedsError(
            say("The actors have no column {by} to group them by.", by=f"{by!r}"),
            say("Columns with groups: {known}.", known=known),
        )
    values = table[by]
    if firms_only:
        values = values.where((net.actors["kind"] == "firm").to_numpy())
    found, different = pd.factorize(values)
    words = [_word(value) for value in different]
    labels = _in_order(net, by, sorted(set(words)))
    place = {label: code for code, label in enumerate(labels)}
    codes = np.array([*(place[word] for word in words), -1], dtype=np.intp)
    return Groups(by, labels, codes[found])


def attributes(net: Network) -> list[str]:
    """Name the columns that sort the actors into groups: at least two, none for each actor.

    Numbers count as groups only when they are yes or no: revenue is no group, and a founding
    year is none either. The number of employees sorts by size class.
    """
    table = _with_size_class(net.actors)
    return [str(name) for name in table.columns if _sorts(table, str(name))]


def _with_size_class(actors: pd.DataFrame) -> pd.DataFrame:
    """Add the size class where the number of employees is given and no class is."""
    if SIZE_CLASS in actors or "size" not in actors or not is_numeric_dtype(actors["size"]):
        return actors
    edges = [*SIZE_CLASSES.values(), np.inf]
    classes = pd.cut(actors["size"].astype(float), edges, right=False, labels=list(SIZE_CLASSES))
    return actors.assign(**{SIZE_CLASS: classes.astype("object")})


def _sorts(actors: pd.DataFrame, name: str) -> bool:
    values = actors[name].dropna()
    if name in _NOT_GROUPS or values.empty:
        return False
    if is_numeric_dtype(values) and not is_bool_dtype(values):
        return False
    found = values.astype("str").nunique()
    return bool(2 <= found <= min(MOST_GROUPS, len(values) - 1))


def _word(value: object) -> str:
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _in_order(net: Network, by: str, here: list[str]) -> list[str]:
    if by == SIZE_CLASS:
        return sorted(here, key=lambda name: SIZE_CLASSES.get(name, np.inf))
    survey = net.origin.survey
    if by != "stage" or survey is None:
        return here
    order = survey.stages["order"].dropna().to_dict()
    return sorted(here, key=lambda name: order.get(name, len(order)))

"""Which actors may change places when an attribute is shuffled."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.inference.attributes.columns import columns_of
from tiesnet.inference.attributes.words import several
from tiesnet.inference.pairs import enough
from tiesnet.language import say, word
from tiesnet.network import Network

_Flags = NDArray[np.bool_]
_Places = NDArray[np.intp]


def answered(view: Network) -> _Flags:
    """Tell which actors answered everything a view is made of."""
    flags: _Flags = view.respondents.observed().to_numpy(dtype=bool)
    return flags


def movable(view: Network, name: str) -> _Flags:
    """Tell whose label is shuffled: actors inside that answered and of whom it is known.

    Stages are shuffled among firms only, as everywhere.
    """
    actors = view.actors
    free = answered(view) & actors[columns_of(view, name)[0]].notna().to_numpy()
    free &= actors["in_cluster"].to_numpy(dtype=bool)
    if name == "stage":
        free &= (actors["kind"] == "firm").to_numpy()
    return np.asarray(free)


def strata(net: Network, free: _Flags, within: str | None) -> tuple[_Places, list[str]]:
    """Group those who may change places, and say who may not.

    Parameters
    ----------
    net : Network
        The view; its actors in the order of `free`.
    free : array of bool, shape (actors,)
        Whose label may move.
    within : str, optional
        A column: only actors alike in it change places.

    Returns
    -------
    groups : array of int, shape (actors,)
        As `tiesnet.inference.orders` takes them; -1 keeps its place.
    said : list of str
        How many keep their place since their stratum is not known.

    Raises
    ------
    TiesnetError
        There is no such column; too few actors can change places.
    """
    if within is None:
        groups = np.where(free, 0, -1).astype(np.intp)
        enough(groups)
        return groups, []
    column = net.actors[columns_of(net, within)[0]]
    codes = pd.factorize(column)[0]
    groups = np.where(free, codes, -1).astype(np.intp)
    enough(groups)
    lost = int((free & (codes < 0)).sum())
    said = say(
        "{lost} whose {within} is not known kept their value.",
        lost=several(lost, "actor"),
        within=f"{within!r}",
    )
    return groups, [said] if lost else []


def null_words(attribute: str, within: str | None) -> str:
    """Say the null model."""
    among = (
        word("actors that answered")
        if within is None
        else say("actors alike in {within}", within=f"{within!r}")
    )
    return say("{attribute} shuffled among {among}", attribute=f"{attribute!r}", among=among)

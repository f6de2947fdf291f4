"""The size of firms on a scale on which two can be compared."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from tiesnet.language import word
from tiesnet.metrics._groups import SIZE_CLASS, SIZE_CLASSES
from tiesnet.network import Network

LOGARITHMS, CLASSES = word("natural logarithms of employees"), "size classes"


def sizes(net: Network) -> tuple[NDArray[np.float64], str]:
    """Give the size of every actor and in what it is measured.

    The natural logarithm of employees where any firm gave a number above 0; else the place of
    its size class, if the classes are those of `SIZE_CLASSES`. Empty where not known.
    """
    actors = net.actors
    if _counted(actors):
        employees = actors["size"].to_numpy(dtype=float)
        there = np.where(employees > 0, employees, np.nan)
        return np.log(there), LOGARITHMS
    words = actors[SIZE_CLASS] if SIZE_CLASS in actors else pd.Series(index=actors.index, dtype=str)
    place = {word: float(k) for k, word in enumerate(SIZE_CLASSES)}
    return words.map(place).to_numpy(dtype=float), CLASSES


def _counted(actors: pd.DataFrame) -> bool:
    if "size" not in actors or not is_numeric_dtype(actors["size"]):
        return False
    return not is_bool_dtype(actors["size"]) and bool((actors["size"] > 0).any())

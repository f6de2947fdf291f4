"""Columns of a few words or small numbers: as they are in short tables, compact in long ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.language import word

LONG = 100_000  # rows; in longer tables words are categories
ORIENTATIONS = (
    word("horizontal"),
    word("institutional"),
    word("lateral"),
    word("several"),
    word("undetermined"),
    word("vertical"),
)
REACHES = (word("external"), word("internal"))
REPORTED = ("", "both", "other", "source", "target")
STATUSES = (
    "",
    word("both ends say so"),
    word("it is not said who reported it"),
    word("reported by others"),
    word("the other end did not answer"),
    word("the other end did not name it"),
    word("the other end says no"),
    word("the other end was not asked"),
)


def words(codes: NDArray[Any], vocabulary: Sequence[str]) -> Any:
    """Make a column of words from their places in a vocabulary."""
    if len(codes) > LONG:  # categories in the order of the alphabet, as words are sorted
        known = sorted(vocabulary)
        place = np.array([known.index(word) for word in vocabulary], dtype=np.int16)
        return pd.Categorical.from_codes(place[codes], known)
    return pd.array(np.array(vocabulary, dtype=object)[codes], dtype="str")


def one_word(word: str, rows: int, vocabulary: Sequence[str]) -> Any:
    """Make a column that says one word."""
    return words(np.full(rows, vocabulary.index(word), dtype=np.int8), vocabulary)


def small(values: NDArray[Any]) -> NDArray[Any]:
    """Make a column of small whole numbers."""
    return values.astype(np.int8 if len(values) > LONG else np.int64, copy=False)


def places(values: pd.Series, index: pd.Index) -> NDArray[np.intp]:
    """Find where each text of a column stands in an index, once per distinct text; -1: nowhere."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        codes, texts = values.cat.codes.to_numpy(), values.cat.categories
    else:
        codes, texts = pd.factorize(values)
    place: NDArray[np.intp]
    if texts.equals(index):
        place = codes.astype(np.intp)
    else:
        place = np.append(index.get_indexer(texts), -1)[codes]
    return place


def of_index(codes: NDArray[Any], index: pd.Index) -> Any:
    """Make a column of what stands in these places of an index."""
    if len(codes) > LONG:
        return pd.Categorical.from_codes(codes, index.rename(None))
    return index[codes]


def exchanged(values: pd.Series, pairs: Mapping[str, str]) -> pd.Series:
    """Replace some words by others of the same vocabulary."""
    if not isinstance(values.dtype, pd.CategoricalDtype):
        codes, texts = pd.factorize(values)
        if not texts.isin(list(pairs)).any():
            return values
        other = pd.array([pairs.get(text, text) for text in [*texts, None]], dtype=values.dtype)
        return pd.Series(other.take(codes), index=values.index, name=values.name)
    known = list(values.cat.categories)
    place = np.array([known.index(pairs.get(word, word)) for word in known], dtype=np.int8)
    found = pd.Categorical.from_codes(place[values.cat.codes], dtype=values.dtype)
    return pd.Series(found, index=values.index)

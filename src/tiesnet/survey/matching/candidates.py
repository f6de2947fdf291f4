"""The few names that could be meant by each name, found quickly among many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tiesnet.survey.matching.generic import SMALL
from tiesnet.survey.matching.meanings import concept, parts

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_AT_ONCE = 2_000  # rows of the product held at a time
_WORD, _CONCEPT, _INITIALS = 1.0, 3.0, 2.0  # what a shared word counts beside shared letters


class Near(NamedTuple):
    """Which names are near which: rows of names, and the places of those near them."""

    places: NDArray[np.intp]
    likeness: NDArray[np.float64]


def nearest(
    names: Sequence[Sequence[str]], known: Sequence[Sequence[str]], most: int
) -> list[list[tuple[int, float]]]:
    """For each name, given as its words, the places of the known names most like it.

    Names are alike that share what few names have: three letters in a row, a word, a word of the
    same meaning, initials.

    >>> nearest([("curtidos", "soll")], [("tecnomec",), ("curtidos", "sol")], 1)[0][0][0]
    1
    """
    vocabulary: dict[str, int] = {}
    theirs, ours = _counts(known, vocabulary), _counts(names, vocabulary)
    both = _weighted([theirs, ours], len(vocabulary))
    left, right = both[len(known) :], both[: len(known)].T.tocsc()
    found: list[list[tuple[int, float]]] = []
    for start in range(0, len(names), _AT_ONCE):
        found += _best((left[start : start + _AT_ONCE] @ right).tocsr(), most)
    return found


def all_initials(words: Sequence[str]) -> tuple[str, ...]:
    """The first letters of three words or more, with and without small ones.

    >>> all_initials(("universidad", "de", "sol", "y", "mar")), all_initials(("curtidos", "sol"))
    (('usm', 'udsym'), ())
    """
    telling = "".join(word[0] for word in words if word not in SMALL)
    every = "".join(word[0] for word in words)
    return tuple(letters for letters in dict.fromkeys((telling, every)) if len(letters) > 2)


def _features(words: Sequence[str]) -> Iterable[tuple[str, float]]:
    for word in words:
        if word in SMALL:
            continue
        padded = f" {word} "
        yield from ((padded[k : k + 3], 1.0) for k in range(len(padded) - 2))
        yield f"={word}", _WORD
        for part in parts(word):
            if meaning := concept(part):
                yield f"~{meaning}", _CONCEPT
        if 2 < len(word) < 7:
            yield f"@{word}", _INITIALS
    for letters in all_initials([part for word in words for part in parts(word)]):
        for k in range(len(letters) - 2):
            yield f"@{letters[k:]}", _INITIALS
            yield f"@{letters[: len(letters) - k]}", _INITIALS


Counts = tuple[list[int], list[float], list[int]]


def _counts(names: Sequence[Sequence[str]], vocabulary: dict[str, int]) -> Counts:
    columns: list[int] = []
    values: list[float] = []
    ends = [0]
    for words in names:
        own: dict[int, float] = {}
        for feature, value in _features(words):
            place = vocabulary.setdefault(feature, len(vocabulary))
            own[place] = max(own.get(place, 0.0), value)
        columns += own
        values += own.values()
        ends.append(len(columns))
    return columns, values, ends


def _weighted(parts: Sequence[Counts], width: int) -> csr_matrix:
    """Weigh features by how few names have them, and give every name the same length."""
    from scipy.sparse import csr_matrix, diags_array, vstack

    made = [
        csr_matrix((values, columns, ends), shape=(len(ends) - 1, width), dtype=np.float64)
        for columns, values, ends in parts
    ]
    whole = vstack(made).tocsr()
    often = np.bincount(whole.indices, minlength=width)
    rare = np.log1p(whole.shape[0] / np.maximum(often, 1))
    whole = (whole @ diags_array(rare)).tocsr()
    length = np.sqrt(np.asarray(whole.multiply(whole).sum(axis=1)).ravel())
    return (diags_array(1.0 / np.where(length > 0, length, 1.0)) @ whole).tocsr()


def _best(product: Any, most: int) -> list[list[tuple[int, float]]]:
    found = []
    for start, end in zip(product.indptr[:-1], product.indptr[1:], strict=True):
        values, places = product.data[start:end], product.indices[start:end]
        if len(values) > most:
            chosen = np.argpartition(-values, most)[:most]
            values, places = values[chosen], places[chosen]
        order = np.lexsort((places, -values))
        found.append([(int(places[k]), float(values[k])) for k in order])
    return found

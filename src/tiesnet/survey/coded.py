"""Columns of texts: plain (a text per row) or coded (a code per row, each distinct text once).

Long tables are coded. Whatever reads a column goes through these functions, works once per
distinct text, and is written once for both forms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.survey.words import TEXT

LONG = 100_000  # rows; longer tables are coded


class Coded(NamedTuple):
    """A column taken apart: the place of each row's text in ``texts`` (-1: missing).

    ``texts`` are those that occur, in the order in which they first do.
    """

    codes: NDArray[np.intp]
    texts: NDArray[np.object_]

    def first_rows(self) -> NDArray[np.intp]:
        """The row in which each text stands first."""
        return _first_rows(self.codes, len(self.texts))

    def counts(self) -> NDArray[np.intp]:
        """How often each text occurs."""
        return np.bincount(self.codes[self.codes >= 0], minlength=len(self.texts))


def is_coded(values: pd.Series) -> bool:
    """Whether a column is coded."""
    return isinstance(values.dtype, pd.CategoricalDtype)


def split(values: pd.Series) -> Coded:
    """Take a column apart.

    >>> split(pd.Series(["b", "a", "b"])).texts.tolist()
    ['b', 'a']
    """
    if not is_coded(values):
        return Coded(*pd.factorize(values.to_numpy(dtype=object)))
    codes, texts = _parts(values)
    used = _in_order(codes, len(texts))
    place = np.full(len(texts) + 1, -1, dtype=np.intp)  # the last place is that of missing texts
    place[used] = np.arange(len(used))
    return Coded(place[codes], texts[used])


def distinct(values: pd.Series) -> list[str]:
    """The texts that occur, in the order in which they first do; missing ones left out."""
    if is_coded(values):
        codes, found = _parts(values)
        texts: list[str] = found[_in_order(codes, len(found))].tolist()
    else:
        texts = split(values).texts.tolist()
    return texts


def occurring(values: pd.Series) -> list[str]:
    """The texts that occur, in any order."""
    if not is_coded(values):
        texts: list[str] = pd.unique(values).tolist()
        return texts
    codes, found = _parts(values)
    texts = found[_used(codes, len(found))].tolist()
    return texts


def counts_of(values: pd.Series, among: Iterable[str] | None = None) -> dict[str, int]:
    """How often each text, or each of some, occurs, in the order in which they first do."""
    column = split(values if among is None else values[values.isin(list(among))])
    return dict(zip(column.texts.tolist(), column.counts().tolist(), strict=True))


def first_rows_of(values: pd.Series) -> dict[str, int]:
    """The row in which each text stands first, in that order."""
    column = split(values)
    return dict(zip(column.texts.tolist(), column.first_rows().tolist(), strict=True))


def per_value(values: pd.Series, function: Callable[[str], Any], dtype: Any = object) -> pd.Series:
    """Apply a function once per distinct text; surveys repeat few texts many times.

    A missing text is passed as an empty one.
    """
    if is_coded(values):
        codes, texts = _parts(values)
    else:
        codes, texts = pd.factorize(values.to_numpy(dtype=object, na_value=""))
    results = np.empty(len(texts) + 1, dtype=object)  # the last place is that of missing texts
    places = np.flatnonzero(_used(codes, len(texts)))
    results[places] = [function(text) for text in texts[places].tolist()]
    results[-1] = function("") if len(codes) and codes.min() < 0 else None
    if is_coded(values) and dtype in (object, TEXT):
        return pd.Series(_joined(codes, results), index=values.index)
    return pd.Series(pd.array(results, dtype=object).astype(dtype)[codes], index=values.index)


Among = Callable[[list[str]], list[str]]


def replaced(
    values: pd.Series, function: Callable[[str], str], among: Among | None = None
) -> pd.Series:
    """Replace texts by what a function makes of them; most columns need no change at all.

    `among` picks, faster than the function could, the texts that it may change.
    """
    texts = occurring(values)
    picked = among(texts) if among else texts
    found = {text: new for text in picked if (new := function(text)) != text}
    if not found:
        return values
    if is_coded(values):
        codes, old = _parts(values)
        changed = np.array([*(found.get(text, text) for text in old), None], dtype=object)
        return pd.Series(_joined(codes, changed), index=values.index)
    at = np.flatnonzero(values.isin(list(found)).to_numpy())
    cells = values.to_numpy(dtype=object, copy=True)
    cells[at] = [found[cell] for cell in cells[at]]
    return pd.Series(cells, index=values.index, dtype=object)


def rows_where(
    values: pd.Series, test: Callable[[str], bool], among: Among | None = None
) -> NDArray[np.intp]:
    """The rows whose text passes a test; `among` picks the texts that may."""
    texts = occurring(values)
    passed = list(filter(test, among(texts) if among else texts))
    return np.flatnonzero(values.isin(passed)) if passed else np.zeros(0, dtype=np.intp)


def empty(values: pd.Series) -> NDArray[np.bool_]:
    """Which cells hold an empty text, or a missing one."""
    cells: NDArray[np.bool_]
    if is_coded(values):
        codes, texts = _parts(values)
        place = np.flatnonzero(texts == "")
        cells = (codes == (place[0] if len(place) else -1)) | (codes < 0)
    else:
        cells = (values == "").to_numpy(dtype=bool)
    return cells


def text_or_missing(values: pd.Series) -> pd.Series:
    """Text with empty cells as missing values."""
    if not is_coded(values):
        return values.astype(TEXT).where(values.to_numpy() != "")
    codes, texts = _parts(values)
    keep = texts != ""
    if keep.all():
        return values
    place = np.append(np.where(keep, np.cumsum(keep) - 1, -1), -1)
    return pd.Series(_of(place[codes], texts[keep]), values.index)


def filled(frame: pd.DataFrame) -> NDArray[np.bool_]:
    """Which rows hold any text."""
    some = np.zeros(len(frame), dtype=bool)
    for column in frame.columns:
        some |= ~empty(frame[column])
    return some


def constant(text: str, like: pd.DataFrame) -> pd.Series:
    """A column of one text, coded when the other columns of the table are."""
    if not any(isinstance(dtype, pd.CategoricalDtype) for dtype in like.dtypes):
        return pd.Series(text, index=like.index, dtype=object)
    return pd.Series(_of(np.zeros(len(like), dtype=np.int8), [text]), index=like.index)


def as_column(codes: NDArray[Any], texts: Iterable[str]) -> pd.Series:
    """A coded column of given codes; -1 is a missing text."""
    return pd.Series(_of(codes, texts))


def code(
    values: pd.Series,
    dtype: pd.CategoricalDtype | None = None,
    words: Mapping[str, str] | None = None,
) -> pd.Series:
    """Code a column, with the codes of a given type when there is one.

    Texts that have other `words` are replaced; what the type does not know is missing.
    """
    codes, texts = _parts(values) if is_coded(values) else split(values)
    if dtype is None:
        return pd.Series(_of(codes, texts), index=values.index)
    if words:
        texts = np.array([words.get(text, text) for text in texts.tolist()], dtype=object)
    place = np.append(dtype.categories.get_indexer(texts), -1)
    return pd.Series(
        pd.Categorical.from_codes(place[codes], dtype=dtype, validate=False), index=values.index
    )


def in_form_of(values: pd.Series, like: pd.Series) -> pd.Series:
    """Give a column the codes of another one, if that is coded."""
    if not is_coded(like) or values.dtype is like.dtype:
        return values
    if is_coded(values) and values.cat.categories.equals(like.cat.categories):
        found = pd.Categorical.from_codes(values.cat.codes, dtype=like.dtype, validate=False)
        return pd.Series(found, index=values.index)
    return code(values, like.dtype)


def same_codes(one: pd.Series, two: pd.Series) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Codes of two columns of texts, the same code for the same text."""
    if is_coded(one):
        return one.cat.codes.to_numpy(), in_form_of(two, one).cat.codes.to_numpy()
    codes = split(pd.concat([one, two], ignore_index=True)).codes
    return codes[: len(one)], codes[len(one) :]


def same_text(one: pd.Series, two: pd.Series) -> NDArray[np.bool_]:
    """In which rows two columns have the same text; a missing one is the same as none."""
    same: NDArray[np.bool_]
    if is_coded(one):
        first, second = same_codes(one, two)
        same = (first == second) & (first >= 0)
    else:
        same = (one == two).to_numpy(dtype=bool)
    return same


def filled_from(values: pd.Series, rows: pd.Series, other: pd.Series) -> pd.Series:
    """Put the texts of another column where a condition holds."""
    if not is_coded(other):
        return values.mask(rows, other)
    codes, new = in_form_of(values, other).cat.codes, other.cat.codes
    found = pd.Categorical.from_codes(codes.mask(rows, new), dtype=other.dtype, validate=False)
    return pd.Series(found, index=values.index)


def any_codes(values: pd.Series) -> Coded:
    """Take a column apart as it is: texts in any order, some of which may not occur."""
    return Coded(*_parts(values)) if is_coded(values) else split(values)


def in_form(frame: pd.DataFrame, long: bool) -> pd.DataFrame:
    """Code all columns of a long table, and none of a short one."""
    if all(is_coded(frame[column]) == long for column in frame.columns):
        return frame
    columns = {
        name: code(frame[name]) if long else frame[name].astype(object) for name in frame.columns
    }
    return pd.DataFrame(columns, index=frame.index)


def texts_type(texts: Iterable[str] | pd.Index) -> pd.CategoricalDtype:
    """The type of columns that share their texts, and therefore their codes."""
    known = texts if isinstance(texts, pd.Index) else pd.Index(list(texts), dtype=TEXT)
    return pd.CategoricalDtype(known.rename(None))


def _parts(values: pd.Series) -> tuple[NDArray[np.intp], NDArray[np.object_]]:
    return values.cat.codes.to_numpy(), values.cat.categories.to_numpy(dtype=object)


def _used(codes: NDArray[np.intp], size: int) -> NDArray[np.bool_]:
    used = np.zeros(size + 1, dtype=bool)
    used[codes] = True
    return used[:-1]


def _first_rows(codes: NDArray[np.intp], size: int) -> NDArray[np.intp]:
    first = np.full(size + 1, -1, dtype=np.intp)
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)  # of several rows the first stays
    return first[:-1]


def _in_order(codes: NDArray[np.intp], size: int) -> NDArray[np.intp]:
    """The codes that occur, in the order in which they first do."""
    first = _first_rows(codes, size)
    used = np.flatnonzero(first >= 0)
    ordered: NDArray[np.intp] = used[np.argsort(first[used], kind="stable")]
    return ordered


def _joined(codes: NDArray[np.intp], texts: NDArray[np.object_]) -> pd.Categorical:
    """Give each row the text in the place of its code; texts may repeat, and be missing."""
    place, words = pd.factorize(texts)
    return _of(place[codes], words)


def _of(codes: NDArray[np.intp], texts: Any) -> pd.Categorical:
    return pd.Categorical.from_codes(codes, dtype=texts_type(texts), validate=False)

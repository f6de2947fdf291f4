"""Columns of a form, read once per distinct text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.survey.coded import any_codes
from tiesnet.survey.raw import Origins, RawTable, made_table

Texts = NDArray[np.object_]
Rows = NDArray[np.intp]


def codes_of(values: pd.Series) -> tuple[Rows, list[str]]:
    """The place of each cell's text among the texts, outer spaces taken off."""
    codes, texts = any_codes(values)
    plain = ["" if text is None else str(text).strip() for text in texts]
    if (codes < 0).any():
        codes, plain = np.where(codes < 0, len(plain), codes), [*plain, ""]
    return codes, plain


def texts_of(values: pd.Series, change: Callable[[str], str] | None = None) -> Texts:
    """The cells of a column as texts, each distinct one changed once."""
    codes, texts = codes_of(values)
    return spread(codes, texts if change is None else [change(text) for text in texts])


def spread(codes: Rows, values: Sequence[Any]) -> Texts:
    """Give each row the value of its code."""
    known = np.empty(len(values), dtype=object)
    known[:] = values
    return known[codes]


class Chunk:
    """Rows of a table to be made, that all stood in one column of one sheet."""

    def __init__(self, where: tuple[str, str], header: str, rows: NDArray[Any], **cells: Any):
        self.where, self.header, self.rows = where, header, rows
        self.cells: dict[str, Any] = cells

    def __len__(self) -> int:
        return len(self.rows)


def table_of(name: str, columns: Sequence[str], chunks: Sequence[Chunk]) -> RawTable | None:
    """Put chunks together; columns that no chunk fills are left out."""
    kept = [chunk for chunk in chunks if len(chunk)]
    if not kept:
        return None
    extra = dict.fromkeys(column for chunk in kept for column in chunk.cells)
    used = [*(c for c in columns if c in extra), *(c for c in extra if c not in columns)]
    made = {column: _joined(kept, column) for column in used}
    filled: dict[str, Any] = {
        column: cells for column, cells in made.items() if (cells != "").any()
    }
    origins = Origins(
        _constant(kept, [chunk.where[0] for chunk in kept]),
        _constant(kept, [chunk.where[1] for chunk in kept]),
        np.concatenate([chunk.rows for chunk in kept]).astype(np.int64),
        _constant(kept, [chunk.header for chunk in kept]),
    )
    return made_table(name, filled, kept[0].where[0], origins=origins)


def _joined(chunks: Sequence[Chunk], column: str) -> Texts:
    return np.concatenate(list(_parts(chunks, column)))


def _parts(chunks: Sequence[Chunk], column: str) -> Iterator[Texts]:
    for chunk in chunks:
        cells = chunk.cells.get(column, "")
        if isinstance(cells, str):
            part = np.empty(len(chunk), dtype=object)
            part[:] = cells
            yield part
        else:
            yield np.asarray(cells, dtype=object)


def _constant(chunks: Sequence[Chunk], texts: Sequence[str]) -> Texts:
    words = np.array(texts, dtype=object)
    return np.repeat(words, [len(chunk) for chunk in chunks])

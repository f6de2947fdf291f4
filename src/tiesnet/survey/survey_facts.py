"""The table `survey`: facts about the survey, as one row or as key and value."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tiesnet.survey.raw import RawTable
from tiesnet.survey.synonyms import column_words
from tiesnet.survey.words import fold


def facts_table(raw: RawTable) -> RawTable:
    """Turn key and value rows into one row with a column per key.

    A table of two columns is read as keys and values when the words in its first column are
    known facts; its header row may already be the first of them.
    """
    if len(raw.headers) != 2 or raw.frame.shape[1] != 2:
        return raw
    sure, weak = column_words("survey")
    known = {*weak, *sure}
    first, second = raw.frame.columns
    keys = [str(value).strip() for value in raw.frame[first]]
    if not any(fold(key) in known for key in keys):
        return raw
    values = [str(value).strip() for value in raw.frame[second]]
    if fold(raw.headers[0]) in known and fold(raw.headers[1]) not in known:
        keys, values = [raw.headers[0], *keys], [raw.headers[1], *values]
    pairs = [(key, value) for key, value in zip(keys, values, strict=True) if key]
    frame = pd.DataFrame([[value for _, value in pairs]], dtype=object)
    return RawTable(
        raw.name,
        raw.file,
        raw.sheet,
        [key for key, _ in pairs],
        frame,
        np.array([raw.header_row], dtype=np.int64),
        raw.header_row,
    )

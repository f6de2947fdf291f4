"""What became of every name that is not simply that of an actor: where it stands, how often."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from tiesnet.survey.coded import counts_of, first_rows_of
from tiesnet.survey.raw import Table
from tiesnet.survey.survey import NAME_COLUMNS
from tiesnet.survey.words import TEXT


def name_rows(
    found: Mapping[str, tuple[str, str, str]],
    tables: Mapping[str, Table],
    linked: Collection[tuple[str, str]],
) -> pd.DataFrame:
    """Make the table of names.

    Parameters
    ----------
    found : mapping of name to (actor, found, fits)
        The actor it was linked to, in which way, and the ids it fits when it fits several.
    tables : mapping of name to Table
        The tables of the survey, before names were replaced.
    linked : collection of (table, column)
        Where names stand.
    """
    first: dict[str, tuple[str, str, str, int, str]] = {}
    times: dict[str, int] = dict.fromkeys(found, 0)
    for table, column in linked if found else ():
        values = tables[table].text(column)
        rows_of = first_rows_of(values)
        for name, count in counts_of(values, found).items():
            times[name] += count
            if name not in first:
                place = tables[table].place(rows_of[name], column)
                first[name] = (table, place.file, place.sheet, place.row or 0, place.column)
    rows = [(name, *found[name], *place, times[name]) for name, place in first.items()]
    frame = pd.DataFrame(rows, columns=list(NAME_COLUMNS))
    types = dict.fromkeys(NAME_COLUMNS, TEXT)
    return frame.astype({**types, "row": np.int64, "times": np.int64})

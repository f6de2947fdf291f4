"""Which form of production organisation the groups around leader firms make."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tiesnet.language import say, word

HORIZONTAL, VERTICAL, MIXED, UNDETERMINED = (
    word("horizontal"),
    word("vertical"),
    word("mixed, with leader firms"),
    word("undetermined"),
)
WHOLE = word("The whole cluster")
TOO_FEW = word("too few firms known")
FEWEST_STAGE = 5
"""Firms known of a stage from which its form is named."""


def verdict(known: int, sizes: list[int], peers: int, grouped: float, half: float) -> str:
    """Name the organisation from the numbers of firms in each group and of horizontal pairs."""
    if not known:
        return UNDETERMINED
    if sum(sizes) < grouped * known and peers:
        return HORIZONTAL
    if sum(size >= half * known for size in sizes) == 1:
        return VERTICAL
    return MIXED if len(sizes) > 1 else UNDETERMINED


def organisation(
    firms: pd.DataFrame, pairs: pd.DataFrame, grouped: float, half: float
) -> pd.DataFrame:
    """Give the verdict for the whole cluster and for every stage, with what it rests on.

    Parameters
    ----------
    firms : DataFrame
        From `production_groups`, with a column ``stage``.
    pairs : DataFrame
        Tied pairs of firms: ``low``, ``high`` (ids), ``horizontal``, ``vertical``.
    grouped, half : float
        The cut-offs.
    """
    peers = pairs[pairs["horizontal"]]
    rows = []
    for where, own in [(WHOLE, firms), *firms.groupby("stage", sort=False)]:
        known = int((own["position"] != "unknown").sum())
        sizes = own["leader"].value_counts()
        here = peers["low"].isin(own.index) | peers["high"].isin(own.index)
        said = verdict(known, sizes.tolist(), int(here.sum()), grouped, half)
        few = where != WHOLE and known < FEWEST_STAGE
        rows.append(
            {
                "where": say(WHOLE) if where == WHOLE else where,
                "firms": len(own),
                "known": known,
                "grouped": int(sizes.sum()),
                "share": sizes.sum() / known if known else np.nan,
                "groups": len(sizes),
                "largest": sizes.max() / known if len(sizes) else np.nan,
                "peers": int(here.sum()),
                "verdict": TOO_FEW if few else said,
            }
        )
    return pd.DataFrame(rows)

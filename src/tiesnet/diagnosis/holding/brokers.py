"""Who holds the network together: brokers, and the actors nobody can do without."""

from __future__ import annotations

import pandas as pd

from tiesnet.diagnosis.connection.register import register, whole
from tiesnet.diagnosis.holding.removal import removal
from tiesnet.diagnosis.kept import kept
from tiesnet.language import word
from tiesnet.metrics import Measures

ROLES = (
    word("coordinator"),
    word("consultant"),
    word("representative"),
    word("gatekeeper"),
    word("liaison"),
)
_COLUMNS = (
    "betweenness",
    "betweenness_normalised",
    "effective_size",
    "constraint_ego",
    "brokerage_total",
    *ROLES,
)


@kept
def brokers(measures: Measures) -> pd.DataFrame:
    """Rank the firms that sit between two others, by how often they do.

    Only firms that answered and have a betweenness above 0 are in it.

    Returns
    -------
    DataFrame
        Indexed by firm id, ordered by betweenness over all ties: ``rank`` (equal values share
        one), the structural-hole measures, the five roles, ``main_role`` (empty when the firm
        brokers for nobody or two roles are equal) and ``cuts_off`` with ``cut_off_firms``.
    """
    table = whole(measures)
    columns = [name for name in _COLUMNS if name in table.columns]
    rows = register(measures)[["name", "stage"]].join(table[columns])
    rows = rows[rows["betweenness"] > 0].copy()
    rows["rank"] = rows["betweenness"].rank(method="min", ascending=False).astype(int)
    rows["main_role"] = _main_role(rows)
    lost = removal(measures)
    rows["cuts_off"] = lost["cuts_off"].reindex(rows.index).fillna(0).astype(int)
    rows["cut_off_firms"] = lost["who"].reindex(rows.index).fillna("")
    return rows.sort_values(["rank", "name"])


def role_leaders(measures: Measures, top: int = 3) -> pd.DataFrame:
    """Name the firms that hold each brokerage role most often, over all ties.

    Parameters
    ----------
    measures : Measures
        From `measure`.
    top : int, default 3
        How many firms per role; firms with equal counts share a rank and are all kept.

    Returns
    -------
    DataFrame
        ``role``, ``id``, ``name``, ``stage``, ``count`` and ``rank``; no rows without stages.
    """
    table = whole(measures)
    rows = register(measures)[["name", "stage"]]
    parts = []
    for role in (name for name in ROLES if name in table.columns):
        count = table[role].reindex(rows.index)
        rank = count.rank(method="min", ascending=False)
        counted = rows.assign(role=role, count=count, rank=rank)
        lead = counted[(rank <= top) & (count > 0)]
        parts.append(lead.rename_axis("id").reset_index().sort_values(["rank", "name"]))
    columns = ["role", "id", "name", "stage", "count", "rank"]
    if not parts:
        return pd.DataFrame(columns=columns)
    found = pd.concat(parts, ignore_index=True)[columns]
    return found.astype({"count": float, "rank": int})


def risks(measures: Measures, at_least: int = 1) -> pd.DataFrame:
    """List the actors whose leaving would cut others off or halve the network, gravest first.

    Parameters
    ----------
    measures : Measures
        From `measure`.
    at_least : int, default 1
        The smallest number of actors cut off that is worth a line.
    """
    table = removal(measures)
    halved = table["parts"].map(lambda sizes: len(sizes) > 1 and sizes[0] > 1).astype(bool)
    return table[(table["cuts_off"] >= at_least) | halved]


def _main_role(rows: pd.DataFrame) -> pd.Series:
    roles = [name for name in ROLES if name in rows.columns]
    if not roles:
        return pd.Series(None, index=rows.index, dtype="str")
    counts = rows[roles].fillna(0)
    top = counts.max(axis=1)
    single = counts.eq(top, axis=0).sum(axis=1).eq(1) & top.gt(0)
    return counts.idxmax(axis=1).astype("str").where(single)

"""Embedded or at arm's length: business ties that lean on trust or on informal ties (Uzzi)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.metrics._relations import relations
from tiesnet.metrics._shared import once
from tiesnet.network import Network, members, tie_details, tie_parts

TRUSTED = 2 / 3
"""Where the top third of a scale of trust begins."""
BUSINESS = ("trade", "cooperation")
_ROUNDING = 1e-3
_COLUMNS = ("trade", "cooperation", "informal", "trust_share")
_Flags = NDArray[np.bool_]


def embedded(net: Network, trusted: float = TRUSTED) -> pd.DataFrame:
    """Say of every pair that trades or cooperates whether its tie is embedded or at arm's length.

    Embedded: a relation of trade or cooperation and another, informal one; or a trade tie with
    trust in the top third of its scale. Any other trade tie is at arm's length. What the survey
    leaves open stays open: an end that may have an informal tie did not answer, or trust was
    asked of this relation and not told of this tie.

    Parameters
    ----------
    net : Network
        The union of all ties, or any view that holds the relations to be counted.
    trusted : float, default 2/3
        From which share of the scale on trust embeds a trade tie.

    Returns
    -------
    DataFrame
        One row per pair, each once: ``one``, ``other`` (row positions in ``net.actors``, the
        lower first), ``trade``, ``cooperation``, ``informal`` (a relation of this kind is
        there), ``trust_share`` (the most trust told of a trade tie, from 0 to 1), ``embedded``
        and ``arms_length`` (nullable), ``known`` (whether the answers of both ends would have
        told, so that embedded and other pairs are equally likely to be known).

    References
    ----------
    Uzzi (1996, 1997).
    """
    key = f"embedded {trusted}"
    found: pd.DataFrame = once(net, key, lambda: _embedded(net, trusted))
    return found.copy()


def relation_words(net: Network) -> pd.DataFrame:
    """Give the content and the formality of the relations in or behind a view, by relation."""
    survey = net.origin.survey
    table = net.layers if survey is None else survey.relations
    shown = [*map(str, net.layers.index), *map(str, net.respondents.questions.index)]
    fit = table.index.isin(shown) & table.index.isin(members(table, "all"))
    return table.loc[fit, ["content", "formality"]]


def told(net: Network, column: str) -> NDArray[np.float64]:
    """Give a number of `tie_details`, all empty at once when no report has anything to tell."""
    survey = net.origin.survey
    asked = column.partition("_")[0]
    if survey is None or asked not in survey.ties or not survey.ties[asked].notna().any():
        return np.full(len(tie_parts(net)), np.nan)
    made: NDArray[np.float64] = once(net, "details", lambda: tie_details(net))[column].to_numpy()
    return made


def _embedded(net: Network, trusted: float) -> pd.DataFrame:
    parts, words = tie_parts(net), relation_words(net)
    parts = parts.assign(trust=told(net, "trust_share"))
    parts = parts[parts["layer"].isin(words.index).to_numpy()]
    layer = parts["layer"].astype("object")
    content, formality = (layer.map(words[name]).to_numpy() for name in ("content", "formality"))
    trade, business = content == "trade", np.isin(content, BUSINESS)
    informal = formality == "informal"
    asked = set(layer[trade & parts["trust"].notna().to_numpy()])
    row = pd.DataFrame(
        {
            "one": parts[["source", "target"]].min(axis=1).to_numpy(dtype=np.int64),
            "other": parts[["source", "target"]].max(axis=1).to_numpy(dtype=np.int64),
            "layer": layer.to_numpy(),
            "trade": trade,
            "cooperation": content == "cooperation",
            "business": business,
            "informal": informal,
            "trust_share": np.where(trade, parts["trust"].to_numpy(dtype=float), np.nan),
            "untold": trade & layer.isin(asked).to_numpy() & parts["trust"].isna().to_numpy(),
        }
    )
    return _by_pair(net, row, bool(asked), (words["formality"] == "informal").to_numpy(), trusted)


def _by_pair(
    net: Network, row: pd.DataFrame, trust_asked: bool, is_informal: _Flags, trusted: float
) -> pd.DataFrame:
    groups = row.groupby(["one", "other"], sort=True)
    flags = ["trade", "cooperation", "business", "informal", "untold"]
    made = groups[flags].any()
    made["trust_share"] = groups["trust_share"].max()
    of_either = row[row["business"] | row["informal"]]
    layers = of_either.groupby(["one", "other"])["layer"].nunique().reindex(made.index).fillna(0)
    made["beside"] = made["business"] & made["informal"] & (layers >= 2)
    made = made[made["business"]].reset_index()
    one, other = made["one"].to_numpy(), made["other"].to_numpy()
    told = _informal_known(net, one, other)
    beside = made["beside"].to_numpy(dtype=bool)
    by_ties: Any = pd.array(beside, dtype="boolean")
    by_ties[~beside & ~told] = pd.NA
    trust = made["trust_share"].to_numpy(dtype=float) >= trusted - _ROUNDING
    by_trust: Any = pd.array(trust, dtype="boolean")
    by_trust[~trust & made["untold"].to_numpy(dtype=bool)] = pd.NA
    found = by_ties | by_trust
    if not (is_informal.any() or trust_asked):
        found[:] = pd.NA
    made["embedded"] = found
    made["arms_length"] = pd.array(made["trade"].to_numpy(dtype=bool), dtype="boolean") & ~found
    made["known"] = told & ~made["untold"] & made["embedded"].notna()
    return made[["one", "other", *_COLUMNS, "embedded", "arms_length", "known"]]


def _informal_known(net: Network, one: NDArray[np.int64], other: NDArray[np.int64]) -> _Flags:
    """Tell of which pairs every informal relation is known, whichever way it could run."""
    words = relation_words(net)
    wanted = set(words.index[words["formality"] == "informal"])
    every = np.ones(len(one), dtype=bool)
    for relation in relations(net):
        if relation.name in wanted:
            every &= relation.known(one, other)
    return every

"""Main partners, and the groups of firms that follow them to a leader.

The main partner of a firm is the one with the largest value of vertical ties, or, where the firm
has none with a value, with the strongest tie. Trade decides alone where the survey asks for it:
what firms sell and buy organises production, a joint project does not.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.language import word
from tiesnet.metrics._shared import once
from tiesnet.network import Network, tie_details, tie_parts

FOLLOWERS = 3
"""Firms whose main partner a leader must be."""
LEADER, FOLLOWER, ALONE, UNKNOWN = "leader", "follower", "independent", "unknown"
POSITIONS = (LEADER, FOLLOWER, ALONE, UNKNOWN)
NO_TIE, CIRCLE, NOT_ANSWERED = (
    word("no vertical tie inside the cluster"),
    word("main partners run in a circle"),
    word("an answer on the way is missing"),
)


def production_groups(net: Network, *, followers: int = FOLLOWERS) -> pd.DataFrame:
    """Sort the firms of the cluster into the groups of leaders they follow.

    A leader is the main partner of at least `followers` firms. Every other firm follows main
    partners, step by step, until a leader is met: the number of steps is its tier. Where they run
    in a circle or end, the firm is independent. Of a firm that did not answer about these ties
    the main partner is not known: what others say shows some of its ties, perhaps not the
    largest. It can still be a leader, since others name their main partners.

    Of equal main partners a buyer counts before a supplier, then the firm with more vertical
    partners, then the smaller id.

    Returns
    -------
    DataFrame
        Indexed by the ids of the firms inside: ``main_partner`` (id), ``by`` (value, strength, or
        tie when neither is known), ``equal`` (main partners as large, itself included),
        ``partners`` (vertical ones), ``buyer`` (it buys, or is the later stage), ``known``,
        ``followers`` and ``sure_followers`` (without those that had equal main partners),
        ``position`` (one of `POSITIONS`), ``leader`` (id; a leader's own), ``tier`` (0 for a
        leader) and ``reason`` (why a firm is in no group).
    """
    table: pd.DataFrame = once(net, f"production {followers}", lambda: _groups(net, followers))
    return table.copy()


def vertical_ties(net: Network) -> pd.DataFrame:
    """Give the vertical ties between firms inside that show main partners.

    Returns
    -------
    DataFrame
        ``source``, ``target`` (ids), ``layer``, ``upstream``, ``value`` and ``strength`` (a share
        of the top of its scale, or of the largest answer where the scale is not given).
    """
    view = net.inside().firms()
    parts = tie_parts(view).reset_index(drop=True)
    chosen = (parts["orientation"] == "vertical").to_numpy()
    trade = chosen & _is_trade(view, parts)
    if trade.any():
        chosen = trade
    made = parts.assign(
        value=tie_details(view)["value"].astype(float), strength=_strength(view, parts)
    )[chosen]
    ids = view.actors.index.to_numpy()
    ends = {end: ids[made[end].to_numpy()] for end in ("source", "target")}
    columns = ["source", "target", "layer", "upstream", "value", "strength"]
    return made.assign(**ends)[columns].reset_index(drop=True)


def _is_trade(view: Network, parts: pd.DataFrame) -> NDArray[np.bool_]:
    content = _relations(view)["content"].reindex(parts["layer"].astype("object"))
    found: NDArray[np.bool_] = (content == "trade").to_numpy(dtype=bool)
    return found


def _relations(view: Network) -> pd.DataFrame:
    survey = view.origin.survey
    return view.layers if tie_parts(view) is view.ties or survey is None else survey.relations


def _strength(view: Network, parts: pd.DataFrame) -> pd.Series:
    layer = parts["layer"].astype("object")
    top = _relations(view)["scale_max"].reindex(layer).to_numpy(dtype=float)
    largest = parts.groupby(layer)["weight"].transform("max").to_numpy(dtype=float)
    top = np.where(np.isnan(top) | (top <= 0), largest, top)
    return parts["weight"].astype(float) / np.where(top > 0, top, np.nan)


def _groups(net: Network, followers: int) -> pd.DataFrame:
    view, ties = net.inside().firms(), vertical_ties(net)
    ids = view.actors.index
    table = _main_partners(ties, ids).assign(known=_known(view, ties))
    table.loc[~table["known"], ["main_partner", "by"]] = None
    table["equal"] = table["equal"].where(table["known"], 0)
    named = table.dropna(subset=["main_partner"])
    sure = named[named["equal"] == 1]
    for column, own in (("followers", named), ("sure_followers", sure)):
        counts = own["main_partner"].value_counts()
        table[column] = counts.reindex(ids).fillna(0).astype("int64")
    return _follow(table, (table["followers"] >= followers).to_numpy())


def _known(view: Network, ties: pd.DataFrame) -> NDArray[np.bool_]:
    """Tell which firms answered all questions about the ties that show main partners."""
    asked = [str(name) for name in ties["layer"].astype("object").unique()]
    told = view.respondents.questions_only(asked) if asked else view.respondents
    known: NDArray[np.bool_] = told.observed().to_numpy(dtype=bool)
    return known


def _main_partners(ties: pd.DataFrame, ids: pd.Index) -> pd.DataFrame:
    """Choose the main partner of each firm, whether or not the firm answered."""
    ends = [("source", "target", 1), ("target", "source", -1)]
    both = pd.concat(
        [
            pd.DataFrame({"firm": ties[one], "partner": ties[other]}).assign(
                buyer=ties["upstream"] * sign > 0, value=ties["value"], strength=ties["strength"]
            )
            for one, other, sign in ends
        ],
        ignore_index=True,
    )
    groups = both.groupby(["firm", "partner"])
    pairs = groups[["buyer", "strength"]].max().assign(value=groups["value"].sum(min_count=1))
    pairs = pairs.reset_index()
    pairs["partners"] = pairs.groupby("firm")["partner"].transform("size")
    valued = pairs.groupby("firm")["value"].transform("count") > 0
    pairs["size"] = pairs["value"].where(valued, pairs["strength"]).round(9).fillna(-1.0)
    top = pairs[pairs["size"] == pairs.groupby("firm")["size"].transform("max")].copy()
    top["equal"] = top.groupby("firm")["partner"].transform("size")
    known = np.where(valued[top.index], "value", "strength")
    top["by"] = np.where(top["size"] < 0, "tie", known)
    size = pairs.drop_duplicates("firm").set_index("firm")["partners"]
    top["reach"] = top["partner"].map(size)
    top = top.sort_values(
        ["firm", "buyer", "reach", "partner"], ascending=[True, False, False, True]
    )
    best = top.drop_duplicates("firm").set_index("firm").rename(columns={"partner": "main_partner"})
    table = best[["main_partner", "by", "equal", "partners", "buyer"]].reindex(ids)
    for column in ("equal", "partners"):
        table[column] = table[column].fillna(0).astype("int64")
    table["buyer"] = table["buyer"].eq(True)
    return table.astype({"main_partner": "object", "by": "object"})


def _follow(table: pd.DataFrame, leads: NDArray[np.bool_]) -> pd.DataFrame:
    """Follow main partners to a leader; every firm is walked through once."""
    ids = table.index
    step = ids.get_indexer(table["main_partner"])
    known = table["known"].to_numpy()
    group = np.full(len(ids), -1, dtype=np.int64)
    tier = np.full(len(ids), -1, dtype=np.int64)
    reason: list[str | None] = [None] * len(ids)
    done = leads.copy()
    group[leads], tier[leads] = np.flatnonzero(leads), 0
    for first in range(len(ids)):
        path, here, on_path = [], first, set()
        while not done[here] and here not in on_path and known[here] and step[here] >= 0:
            path.append(here)
            on_path.add(here)
            here = int(step[here])
        if not done[here]:
            why = NO_TIE if step[here] < 0 else CIRCLE
            reason[here] = why if known[here] else NOT_ANSWERED
            done[here] = True
        for back in reversed(path):
            if done[back]:
                continue
            done[back] = True
            group[back] = group[here]
            tier[back] = tier[here] + 1 if group[here] >= 0 else -1
            reason[back] = reason[here]
            here = back
    position = np.select(
        [leads, group >= 0, np.array([why == NOT_ANSWERED for why in reason], dtype=bool)],
        [LEADER, FOLLOWER, UNKNOWN],
        default=ALONE,
    )
    names = ids.to_numpy(dtype=object)
    leader = pd.Series(np.where(group >= 0, names[group], None), index=ids, dtype="object")
    return table.assign(
        position=position,
        leader=leader,
        tier=pd.Series(tier, index=ids).where(pd.Series(group >= 0, index=ids)),
        reason=pd.Series(reason, index=ids, dtype="object"),
    )

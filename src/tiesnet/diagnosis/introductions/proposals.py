"""Whom to introduce to whom: for every firm that needs a way in, its best partners."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from tiesnet.diagnosis.connection.register import DISCONNECTED, register
from tiesnet.diagnosis.introductions.open_pairs import Ground, ground, wanting, well_tied
from tiesnet.diagnosis.introductions.reasons import BELONGS, KINDS, KNOWS, in_words, reasons, to_ask
from tiesnet.diagnosis.introductions.two_steps import TwoSteps
from tiesnet.metrics import Measures

LARGEST = 3_000
"""Actors inside the cluster up to which two-step reach is computed: it compares all pairs."""


@dataclass(frozen=True)
class Rules:
    """Cut-offs of the reasons: likeness of words (of 100), kilometres, partners per firm."""

    like: int
    near: float
    most: int = 3


def proposals(measures: Measures, rules: Rules) -> pd.DataFrame:
    """Propose partners for every disconnected firm, and for those that only institutions connect.

    Partners are firms that answered, are well tied to the main group themselves, and share at
    least one reason with the firm. First come those with most reasons, then those with a partner
    of both, those proposed least often so far, and those that bring most pairs within two steps.
    The firms stand in the order of the reasons of their best partner; of equal ones the most cut
    off comes first, then the one whom somebody can introduce, then the larger gain. Those that
    institutions connect come last.

    Returns
    -------
    DataFrame
        One row per pair: ``one``, ``other`` (ids), ``place`` (1: the
        best partner of this firm), ``reasons`` (how many), ``gain`` (pairs brought within two
        steps; empty in networks that are too large), ``planned``, ``why`` (in words),
        ``clauses`` (the same as parts of a sentence), ``ask`` (id or
        name of a body), ``how``.
    """
    view = ground(measures)
    pairs = _pairs(measures, view, rules)
    if pairs.empty:
        return pd.DataFrame(columns=list(_COLUMNS))
    chosen = _chosen(pairs, measures, view, rules.most)
    return _said(measures, view, chosen, rules)


_COLUMNS = ("one", "other", "place", "reasons", "gain", "planned", "why", "clauses", "ask", "how")


def describe(
    measures: Measures, view: Ground, pairs: list[tuple[int, int]], rules: Rules
) -> pd.DataFrame:
    """Put pairs into words.

    Returns
    -------
    DataFrame
        As `proposals`, without ``place`` and ``gain``; in the order given.
    """
    one, other = ([pair[end] for pair in pairs] for end in (0, 1))
    found = reasons(measures, one, other, like=rules.like, near=rules.near)
    ids = view.net.actors.index
    rows = []
    for (first, second), flags in zip(pairs, found.to_dict("records"), strict=True):
        ask, how = to_ask(measures, first, second)
        said = in_words(measures, first, second, flags, rules.like)
        rows.append(
            {
                "one": str(ids[first]),
                "other": str(ids[second]),
                "reasons": sum(flags.values()),
                "planned": (min(first, second), max(first, second)) in view.planned,
                "why": "; ".join(short for short, _ in said),
                "clauses": tuple(clause for _, clause in said),
                "ask": ask,
                "how": how,
            }
        )
    return pd.DataFrame(rows)


def _pairs(measures: Measures, view: Ground, rules: Rules) -> pd.DataFrame:
    """Pair every firm that needs a way in with every partner there is a reason for."""
    index = view.net.actors.index
    holder = register(measures)["hangs_by"].reindex(index).to_numpy(dtype=object)
    names = view.net.actors["name"].to_numpy(dtype=object)
    fine = well_tied(measures, view)
    one, other = [], []
    for place in index.get_indexer(wanting(measures).index):
        if not view.ready[place]:
            continue
        may = view.candidates(int(place)) & fine
        if isinstance(holder[place], str):  # who hangs by the same actor leads nowhere else
            may &= (holder != holder[place]) & (names != holder[place])
        partners = np.flatnonzero(may)
        one.append(np.full(len(partners), place))
        other.append(partners)
    if not one:
        return pd.DataFrame(columns=["one", "other"])
    ends = np.concatenate(one), np.concatenate(other)
    found = reasons(measures, *ends, like=rules.like, near=rules.near)
    pairs = found.assign(one=ends[0], other=ends[1], reasons=found[list(KINDS)].sum(axis=1))
    return pairs[pairs["reasons"] > 0].reset_index(drop=True)


def _chosen(pairs: pd.DataFrame, measures: Measures, view: Ground, most: int) -> pd.DataFrame:
    gain = np.full(len(pairs), np.nan)
    if len(view.net.actors) <= LARGEST:
        gain = TwoSteps(view.tied).gains()[pairs["one"], pairs["other"]].astype(float)
    partners = np.diff(view.tied.indptr)[pairs["other"]]
    name = view.net.actors["name"].astype(str).to_numpy()[pairs["other"]]
    pairs = pairs.assign(gain=gain, partners=partners, name=name)
    best = {"reasons": False, "partner": False, "gain": False, "partners": False, "name": True}
    pairs = pairs.sort_values(list(best), ascending=list(best.values()))
    used = np.zeros(len(view.net.actors), dtype=np.intp)
    groups = pairs.groupby("one", sort=False).indices
    kept = []
    for firm in view.net.actors.index.get_indexer(wanting(measures).index):
        own = pairs.iloc[groups.get(firm, [])]
        if own.empty:
            continue
        rank = (used[own["other"]], ~own["partner"], -own["reasons"])  # the last decides first
        own = own.iloc[np.lexsort(rank)[:most]]  # of equal ones the order of before stays
        used[own["other"].iloc[0]] += 1
        kept.append(own.assign(place=range(1, len(own) + 1)))
    return pd.concat(kept)


def _said(measures: Measures, view: Ground, chosen: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    pairs = list(zip(chosen["one"].astype(int), chosen["other"].astype(int), strict=True))
    words = describe(measures, view, pairs, rules)
    words["place"], words["gain"] = chosen["place"].to_numpy(), chosen["gain"].to_numpy()
    words["rank"] = words["one"].map(_ranks(measures, words[words["place"] == 1]))
    return words.sort_values(["rank", "place"])[list(_COLUMNS)].reset_index(drop=True)


def _ranks(measures: Measures, best: pd.DataFrame) -> dict[str, int]:
    """Number the firms: which introduction comes first."""
    need = wanting(measures)
    cut_off = need["connection"].map({word: k for k, word in enumerate(DISCONNECTED)})
    one = best["one"]
    keys = best.assign(
        later=one.map(need["through_institutions"]),
        cut_off=one.map(cut_off),
        asked=best["how"].isin([KNOWS, BELONGS]),
        name=one.map(need["name"].astype(str)),
    )
    by = {"later": True, "reasons": False, "cut_off": True, "asked": False, "gain": False}
    by["name"] = True
    keys = keys.sort_values(list(by), ascending=list(by.values()))
    return {firm: k for k, firm in enumerate(keys["one"])}

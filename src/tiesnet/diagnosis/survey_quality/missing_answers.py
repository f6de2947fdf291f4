"""What each missing answer could change: standings of firms, reported ties, unknown pairs."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from tiesnet.diagnosis.connection.register import DISCONNECTED, HANGING
from tiesnet.errors import NeedsError
from tiesnet.metrics import UNCLEAR, catalogue, naming
from tiesnet.network import (
    BOTH,
    INCOMING,
    OUTGOING,
    PARTLY,
    SILENT,
    Network,
    adjacency,
    known_when,
)

_MAKES_A_TIE = {"source": OUTGOING, "target": INCOMING, "confirmed": 0}
"""Whose word makes a tie alone; under the other policies that of either end."""
COLUMNS = (
    "actor", "answered", "named_by", "to_confirm", "unclear", "open", "standings", "joins",
    "pairs",
)  # fmt: skip
_Counts = NDArray[np.int64]


def missing_answers(net: Network) -> pd.DataFrame:
    """List the actors inside the cluster that were asked and did not answer all of it.

    Those whose answer could change most come first: standings, then reported ties, then pairs.

    Returns
    -------
    DataFrame
        ``actor``; ``answered`` (`SILENT` or `PARTLY`); ``named_by`` (partners of whom others tell);
        ``to_confirm``: reported ties of which it was asked too and has not spoken; ``unclear``:
        other firms whose standing is unclear and among whose missing answers is its own; ``open``:
        firms called disconnected or loosely tied, not tied to it, with which a tie it reports
        would count; ``standings``, the sum of
        the two; ``joins``: separate groups that would become one with its own if it confirmed the
        ties its policy keeps apart; ``pairs`` of actors that would become known, over all
        questions. Standings are empty in a survey that is no census.
    """
    inner = net.inside()
    states = inner.respondents.states()
    places = np.flatnonzero(states.isin([SILENT, PARTLY]).to_numpy())
    if not len(places):
        return pd.DataFrame({name: pd.Series(dtype="object") for name in COLUMNS})
    union = inner.layer("all")
    named = np.bincount(naming(union)[:, 0], minlength=len(states))
    unclear, open_ = _standings(inner, union, places)
    table = pd.DataFrame(
        {
            "actor": states.index[places].astype("object"),
            "answered": states.to_numpy(dtype=object)[places],
            "named_by": named[places],
            "to_confirm": _to_confirm(inner)[places],
            "unclear": unclear[places],
            "open": open_[places],
            "standings": unclear[places] + open_[places],
            "joins": _joins(union)[places],
            "pairs": _pairs(inner, places),
        }
    )
    name = inner.actors["name"].astype(str).reindex(table["actor"]).to_numpy()
    order = ["standings", "to_confirm", "pairs"]
    return (
        table.assign(by_name=name)
        .sort_values([*order, "by_name"], ascending=[False] * 3 + [True], kind="stable")
        .drop(columns="by_name")
        .reset_index(drop=True)
    )


def _mute(net: Network, rows: pd.DataFrame) -> Iterator[tuple[str, _Counts, NDArray[np.bool_]]]:
    """For each end of reported ties: its place, and whether it was asked and has not spoken."""
    asked, told = (
        table.to_numpy(dtype=np.int8) for table in (net.respondents.asked, net.respondents.answered)
    )
    layer = net.respondents.asked.columns.get_indexer(rows["layer"].astype("object"))
    for end, bit in (("source", OUTGOING), ("target", INCOMING)):
        place = net.actors.index.get_indexer(rows[end])
        spoke = rows["reported"].isin([end, "both"]) | rows[f"{end}_report"].astype(float).eq(0)
        here = (place >= 0) & (layer >= 0)
        mute = here & ((asked[place, layer] & bit) != 0) & ((told[place, layer] & bit) == 0)
        yield end, place.astype(np.int64), mute & ~spoke.to_numpy(dtype=bool)


def _to_confirm(net: Network) -> _Counts:
    rows = net.origin.reported
    inside = rows["source"].isin(net.actors.index) & rows["target"].isin(net.actors.index)
    found = np.zeros(len(net.actors), dtype=np.int64)
    for _, place, mute in _mute(net, rows):
        np.add.at(found, place[mute & inside.to_numpy(dtype=bool)], 1)
    return found


def _undecided(net: Network) -> tuple[_Counts, _Counts]:
    """Give the ties kept apart as pairs of places: who must still speak, and the other end."""
    rows = net.origin.unconfirmable
    rows = rows[rows["layer"].isin(net.respondents.asked.columns)]
    who, other = [], []
    ends = list(_mute(net, rows))
    for (_, place, mute), (_, beside, _) in zip(ends, ends[::-1], strict=True):
        fits = mute & (beside >= 0)
        who.append(place[fits])
        other.append(beside[fits])
    return np.concatenate(who), np.concatenate(other)


def _groups(union: Network) -> _Counts:
    found = connected_components(adjacency(union), directed=False)[1]
    return np.asarray(found, dtype=np.int64)


def _joins(union: Network) -> _Counts:
    """Count, per actor, the other groups to which its undecided ties lead."""
    who, other = _undecided(union)
    label = _groups(union)
    across = label[who] != label[other]
    pairs = np.unique(np.column_stack([who[across], label[other[across]]]), axis=0)
    return np.bincount(pairs[:, 0], minlength=len(label)).astype(np.int64)


def _standings(
    inner: Network, union: Network, places: NDArray[np.intp]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Count the firms whose standing each missing answer could change, by the two reasons."""
    size = len(union.actors)
    try:
        words = catalogue()["connection"].function(union)
    except NeedsError:  # a sample: nobody is called disconnected
        return np.full(size, np.nan), np.full(size, np.nan)
    firm = (union.actors["kind"] == "firm").to_numpy(dtype=bool)
    doubtful = np.flatnonzero(words.eq(UNCLEAR).to_numpy() & firm)
    decided = np.flatnonzero(words.isin((*DISCONNECTED, *HANGING)).to_numpy() & firm)
    unclear = np.zeros(size)
    for actor, about in _reasons(union, places, doubtful).items():
        unclear[actor] = len(about)
    return unclear, _may_name(inner, union, places, decided)


def _reasons(
    union: Network, places: NDArray[np.intp], doubtful: NDArray[np.intp]
) -> dict[int, set[int]]:
    """Say, per missing answer, for which unclear firms it is a reason.

    A reported tie of the firm waits for it; or the firm is in a group apart, and the answer is
    missing there or in the main group while one is missing in both, or a tie from the group to
    another waits for it.
    """
    label, size = _groups(union), None
    size = np.bincount(label)
    top = np.flatnonzero(size == size.max())
    dark = set(np.flatnonzero(~union.respondents.observed().to_numpy()).tolist())
    main = {k for k in dark if label[k] == top[0]} if len(top) == 1 else set()
    who, other = _undecided(union)
    found: dict[int, set[int]] = {int(k): set() for k in places}
    for firm in map(int, doubtful):
        at_it = (other == firm) | (who == firm)
        reasons = set(who[at_it].tolist())
        if label[firm] != top[0] and len(top) == 1 and size[label[firm]] > 1:
            own = {k for k in dark if label[k] == label[firm]}
            reasons |= own | main if own and main else set()
            ends = (label[who] == label[firm]) != (label[other] == label[firm])
            reasons |= set(who[ends].tolist())
        for actor in reasons - {firm}:
            found.get(actor, set()).add(firm)
    return found


def _may_name(
    inner: Network, union: Network, places: NDArray[np.intp], decided: NDArray[np.intp]
) -> NDArray[np.float64]:
    """Count the firms in doubtful standing whom a tie reported by a missing actor would reach.

    Those it is tied to already do not count, nor does anybody where its word alone makes no tie.
    """
    found = np.zeros(len(union.actors))
    if not len(decided):
        return found
    flat = adjacency(union)
    tied = ((flat + flat.T) != 0).tocsr()[places][:, decided]
    others = len(decided) - np.asarray(tied.sum(axis=1)).ravel() - np.isin(places, decided)
    found[places] = np.where(_counts_alone(inner, places), others, 0)
    return found


def _counts_alone(net: Network, places: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Tell of whom a word that is missing would make a tie, whatever the other end says."""
    told = net.respondents
    missing = told.asked.to_numpy(dtype=np.int8) & ~told.answered.to_numpy(dtype=np.int8)
    alone = np.zeros(len(places), dtype=bool)
    for column, name in enumerate(told.questions.index):
        if net.layers.at[name, "content"] == "membership":
            continue
        bits = _MAKES_A_TIE.get(str(told.questions.at[name, "combine"]), BOTH)
        alone |= (missing[places, column] & bits) != 0
    return alone


def _known(
    policy: str, one: NDArray[np.int8], two: NDArray[np.int8], turn: bool
) -> NDArray[np.bool_]:
    out, into = (two[None, :], one[:, None]) if turn else (one[:, None], two[None, :])
    known = known_when(policy, (out & OUTGOING) != 0, (into & INCOMING) != 0)
    return np.broadcast_to(known, (len(one), len(two)))


def _pairs(net: Network, places: NDArray[np.intp]) -> _Counts:
    """Count the pairs that would become known, over all questions; without arrows each once."""
    told = net.respondents
    asked, had = (table.to_numpy(dtype=np.int8) & BOTH for table in (told.asked, told.answered))
    found = np.zeros(len(places), dtype=np.int64)
    for column, name in enumerate(told.questions.index):
        policy = str(told.questions.at[name, "combine"])
        before, after = had[places, column], (had | asked)[places, column]
        kinds = np.arange(4, dtype=np.int8)  # who answered like this is counted together
        many = np.bincount(had[:, column], minlength=4)
        flat = not bool(net.layers.at[name, "directed"])
        for turn in (False, True)[: 1 if flat else 2]:
            new = _known(policy, after, kinds, turn) & ~_known(policy, before, kinds, turn)
            found += (new * many[None, :]).sum(axis=1) - new[np.arange(len(places)), before]
    return found

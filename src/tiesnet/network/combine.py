"""From reports to ties: one named policy per relation decides what is believed."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.network.respondents import INCOMING, OUTGOING, Respondents
from tiesnet.network.words import REPORTED, STATUSES, places, small, words

POLICIES = ("union", "confirmed", "source", "target", "max", "mean")
ENDS = ("source", "target", "other", "unknown")

_Flags = NDArray[np.bool_]
_Floats = NDArray[np.float64]


def combine(
    reports: pd.DataFrame, layers: pd.DataFrame, respondents: Respondents
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Combine all reports of a pair into one tie, or none.

    Parameters
    ----------
    reports : DataFrame
        ``layer``, ``source``, ``target`` (codes; undirected with source < target), ``end`` (who
        reported: source, target, other or unknown) and ``strength`` (0: an answered no; empty: a
        tie of unknown strength).
    layers : DataFrame
        With the policy of each layer in ``combine``.
    respondents : Respondents
        Who was asked and answered what.

    Returns
    -------
    ties, unconfirmable, reported : DataFrame
        The ties believed; the reported ties a policy can neither accept nor reject since an end
        whose word decides did not answer; and all ties anybody reported, believed or not.
    """
    pairs = _pairs(reports, layers, len(respondents.asked))
    asked, answered = (
        _bits(pairs, flags, layers) for flags in (respondents.asked, respondents.answered)
    )
    believed, weight, open_question = _decide(pairs, layers["combine"].to_numpy(), answered)
    table = pd.DataFrame(
        {
            "source": pairs.source,
            "target": pairs.target,
            "layer": words(pairs.layer, [str(name) for name in layers.index]),
            "weight": weight,
            "relations": small(np.ones(len(pairs.source), dtype=np.int8)),
            "source_report": np.ascontiguousarray(pairs.report[0]),
            "target_report": np.ascontiguousarray(pairs.report[1]),
            "status": words(_status(pairs, asked, answered), STATUSES),
            "reported": words(_reported(pairs), REPORTED),
        },
        copy=False,
    )
    anybody = pairs.yes[0] | pairs.yes[1] | pairs.yes[2] | pairs.yes[3]
    return _those(table, believed), _those(table, open_question), _those(table, anybody)


def _those(table: pd.DataFrame, rows: _Flags) -> pd.DataFrame:
    return table if rows.all() else table[rows].reset_index(drop=True)


class _Pairs(NamedTuple):
    """Pairs of actors in the order of layer, source and target, and what each end reports.

    ``said``, ``yes`` and ``report`` hold one array for each of `ENDS`.
    """

    layer: NDArray[np.int16]
    source: NDArray[np.int64]
    target: NDArray[np.int64]
    said: list[_Flags]
    yes: list[_Flags]
    report: list[_Floats]


def _pairs(reports: pd.DataFrame, layers: pd.DataFrame, actors: int) -> _Pairs:
    """Put the reports of a pair side by side; of several by one end the strongest stands."""
    layer = places(reports["layer"], layers.index).astype(np.int16)
    source, target = reports["source"].to_numpy(), reports["target"].to_numpy()
    rank = np.zeros(max(len(layers), 1), dtype=np.int64)
    rank[pd.unique(layer)] = np.arange(len(pd.unique(layer)))  # layers as they come first
    key = (rank[layer] * actors + source) * actors + target
    order = np.argsort(key)
    key = key[order]
    first = np.append(True, key[1:] != key[:-1])[: len(key)]
    del key
    heads = order[first]
    end = reports["end"].cat.codes.to_numpy()[order]
    strength = reports["strength"].to_numpy()[order]
    del order
    pair = np.cumsum(first, dtype=np.int32) - 1
    told = [_of_end(pair, len(heads), end == place, strength) for place in range(len(ENDS))]
    return _Pairs(
        layer[heads],
        source[heads],
        target[heads],
        said=[said for said, _, _ in told],
        yes=[yes for _, yes, _ in told],
        report=[report for _, _, report in told],
    )


def _of_end(
    pair: NDArray[np.int32], size: int, own: _Flags, strength: _Floats
) -> tuple[_Flags, _Flags, _Floats]:
    """Say which pairs an end spoke of, which it said yes to, and how strong (0: a no)."""
    said, yes = np.zeros(size, dtype=bool), np.zeros(size, dtype=bool)
    if not own.any():
        return said, yes, np.broadcast_to(np.nan, size)
    said[pair[own]] = True
    told = own & (np.isnan(strength) | (strength > 0))
    yes[pair[told]] = True
    report = np.full(size, np.nan)
    np.fmax.at(report, pair[told], strength[told])
    report[said & ~yes] = 0.0
    return said, yes, report


def _bits(pairs: _Pairs, flags: pd.DataFrame, layers: pd.DataFrame) -> list[_Flags]:
    """Say of source and target whether a flag for this end of the layer is set."""
    column = flags.columns.get_indexer(layers.index)[pairs.layer]
    table = flags.to_numpy(dtype=np.int8)
    return [
        (table[end, column] & bit) != 0
        for end, bit in ((pairs.source, OUTGOING), (pairs.target, INCOMING))
    ]


def _decide(
    pairs: _Pairs, policies: NDArray[np.object_], answered: list[_Flags]
) -> tuple[_Flags, _Floats, _Flags]:
    """Say which ties are believed, how strong they are, and which cannot be decided."""
    yes = pairs.yes
    either = yes[0] | yes[1] | yes[2] | yes[3]
    believed = either.copy()
    weight = _strongest(pairs)
    unsure = np.zeros(len(either), dtype=bool)
    mute = [~(answered[end] | pairs.said[end]) for end in (0, 1)]
    for place, policy in enumerate(policies):
        if policy not in ("source", "target", "confirmed", "mean"):
            continue
        here = pairs.layer == place
        if policy == "mean":
            weight[here] = _mean(pairs, here)
        elif policy == "confirmed":
            believed[here] = (yes[0] & yes[1])[here]
            weight[here] = np.minimum(pairs.report[0][here], pairs.report[1][here])
            # Of a row without reporter nobody knows whose word it is.
            unsure[here] = (mute[0] | mute[1] | yes[3])[here]
        else:
            end = ENDS.index(policy)
            believed[here], weight[here] = yes[end][here], pairs.report[end][here]
            unsure[here] = mute[end][here]
    return believed, weight, either & ~believed & unsure


def _strongest(pairs: _Pairs) -> _Floats:
    """Give the largest strength of those who say yes; an answered no has none to compare."""
    weight = np.full(len(pairs.source), np.nan)
    for yes, report in zip(pairs.yes, pairs.report, strict=True):
        if yes.any():
            np.fmax(weight, report, out=weight, where=yes)
    return weight


def _mean(pairs: _Pairs, rows: _Flags) -> _Floats:
    """Give the mean strength; not known when one of the reports has no number."""
    reports = np.column_stack([report[rows] for report in pairs.report])
    said = np.column_stack([flags[rows] for flags in pairs.said])
    known = ~np.isnan(reports)
    total = np.where(known, reports, 0.0).sum(axis=1)
    with np.errstate(invalid="ignore"):
        mean = total / known.sum(axis=1)
    return np.where((said & ~known).any(axis=1), np.nan, mean)


def _status(pairs: _Pairs, asked: list[_Flags], answered: list[_Flags]) -> NDArray[np.int8]:
    """Say how the two ends agree about a tie, as places in `STATUSES`."""
    source, target, other, _ = pairs.yes
    said = pairs.said
    return _first_that_holds(
        (
            (source & target, "both ends say so"),
            (~(source | target | other), "it is not said who reported it"),
            (~(source | target), "reported by others"),
            (np.where(source, said[1] & ~target, said[0] & ~source), "the other end says no"),
            (np.where(source, ~asked[1], ~asked[0]), "the other end was not asked"),
            (np.where(source, ~answered[1], ~answered[0]), "the other end did not answer"),
        ),
        "the other end did not name it",
    )


def _first_that_holds(cases: tuple[tuple[_Flags, str], ...], default: str) -> NDArray[np.int8]:
    codes = np.full(len(cases[0][0]), STATUSES.index(default), dtype=np.int8)
    for holds, word in reversed(cases):
        codes[holds] = STATUSES.index(word)
    return codes


def _reported(pairs: _Pairs) -> NDArray[np.int8]:
    """Say which end reported a tie (source, target, both, other), as places in `REPORTED`."""
    source, target = pairs.yes[0], pairs.yes[1]
    word = {name: np.int8(place) for place, name in enumerate(REPORTED)}
    one = np.where(source, word["source"], np.where(target, word["target"], word["other"]))
    return np.where(source & target, word["both"], one).astype(np.int8)

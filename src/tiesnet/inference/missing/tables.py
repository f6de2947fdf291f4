"""Tables of intervals: firms, labels, the network, the top, steps of loss."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.inference.evidence import Evidence, Field
from tiesnet.inference.missing.ranking import intervals, rank_correlation, ranks
from tiesnet.inference.missing.slots import Slot

_Values = NDArray[np.float64]
_WHERE = (Field("layer", "Relation", "layer"), Field("measure", "Measure", "word"))
_SHARE = Field("share", "Lost", "percent", "", "Share that is lost, drawn at random.")
_DRAWN = (
    Field("draws", "Draws", "count", "", "In which the number is defined."),
    Field("seed", "Seed", "count"),
)
FIRMS = (
    Field("actor", "Actor", "actor"),
    Field("answered", "Answered", "word"),
    *_WHERE,
    _SHARE,
    Field("value", "Value", "number", "", "As observed; empty where an own answer is needed."),
    Field("low", "Value, low", "number", "", "Lower end of the interval of the value."),
    Field("high", "Value, high", "number", "", "Upper end of the interval of the value."),
    Field("held", "Draws between", "percent", "", "Share of the draws between the two ends."),
    Field("rank", "Rank", "count", "", "1 is the strongest; equals share the best rank."),
    Field("rank_low", "Rank, best", "count", "", "Best rank in the interval."),
    Field("rank_high", "Rank, worst", "count", "", "Worst rank in the interval."),
    Field("rank_held", "Draws between (rank)", "percent", "", "Share of the draws between both."),
    Field("top_share", "On top", "percent", "", "Share of draws in which it is among the top."),
    Field("top_error", "Error of on top", "percent", "", "Monte-Carlo standard error."),
    *_DRAWN,
)
LABELS = (
    Field("actor", "Actor", "actor"),
    Field("answered", "Answered", "word"),
    *_WHERE,
    _SHARE,
    Field("value", "As observed"),
    Field("same", "The same", "percent", "", "Share of draws with the label observed."),
    Field("often", "Most often", "word"),
    Field("often_share", "So often", "percent", "", "Share of draws with that label."),
    *_DRAWN,
)
NETWORK = (
    *_WHERE,
    _SHARE,
    Field("value", "As observed", "number"),
    Field("mean", "Mean of draws", "number"),
    Field("low", "Low", "number"),
    Field("high", "High", "number"),
    Field("held", "Draws between", "percent", "", "Share of the draws between the two ends."),
    *_DRAWN,
)
TOP = (
    *_WHERE,
    _SHARE,
    Field("size", "On top", "count", "actors", "More than asked for when equals share a rank."),
    Field("same", "The same on top", "percent", "", "Share of draws in which it is the same ones."),
    Field("same_error", "Error", "percent", "", "Monte-Carlo standard error."),
    Field("kept", "Still on top", "percent", "", "Mean share of those on top who stay there."),
    Field("leader", "First as observed", "actors"),
    Field(
        "first", "Stays first", "percent", "", "Share of draws in which it is (one of) the first."
    ),
    *_DRAWN,
)
STEPS = (
    *_WHERE,
    _SHARE,
    Field("correlation", "Rank correlation", "number", "", "Spearman; mean over the draws."),
    Field("low", "Low", "number"),
    Field("high", "High", "number"),
    Field("kept", "Still on top", "percent", "", "Mean share of those on top who stay there."),
    *_DRAWN,
)


@dataclass(frozen=True, eq=False)
class Setting:
    """What all rows of one slot and one step share.

    Attributes
    ----------
    ids : array of str, shape (actors,)
    states : array of str, shape (actors,)
        Who answered.
    share : float
        What is lost; 0 where answers are missing.
    level : float
    seed : int
    top : int
    lowest : bool
        Whether rank 1 is the lowest value.
    """

    ids: NDArray[Any]
    states: NDArray[Any]
    share: float
    level: float
    seed: int
    top: int
    lowest: bool

    @property
    def lost(self) -> bool:
        """Whether something was taken away, so that draws are compared with what is left."""
        return self.share > 0


def firm_rows(slot: Slot, seen: _Values, drawn: _Values, how: Setting) -> pd.DataFrame:
    """Give value, rank and their intervals of every actor."""
    place = ranks(seen[None], how.lowest)[0]
    got, against = _ranked(seen, drawn, how)
    moved = place + got - against if how.lost else got
    moved = np.where(np.isnan(moved), np.nan, np.clip(moved, 1, len(how.ids)))
    low, high, held = intervals(drawn, how.level)
    best, worst, rank_held = intervals(moved, how.level)
    count = (~np.isnan(drawn)).sum(axis=0)
    top = np.full(len(count), np.nan)
    np.divide((got <= how.top).sum(axis=0), count, out=top, where=count > 0)
    return pd.DataFrame(
        {
            "actor": how.ids,
            "answered": how.states,
            **_head(slot, how),
            "value": seen,
            "low": low,
            "high": high,
            "held": held,
            "rank": place,
            "rank_low": best,
            "rank_high": worst,
            "rank_held": rank_held,
            "top_share": top,
            "top_error": np.sqrt(top * (1 - top) / np.maximum(count, 1)),
            "draws": count,
            "seed": how.seed,
        }
    )


def _ranked(seen: _Values, drawn: _Values, how: Setting) -> tuple[_Values, _Values]:
    """Give the ranks in each draw, and those of the observed values among the same actors."""
    left = (
        np.where(np.isnan(drawn), np.nan, seen) if how.lost else np.broadcast_to(seen, drawn.shape)
    )
    return ranks(drawn, how.lowest), ranks(left, how.lowest)


def label_rows(slot: Slot, seen: NDArray[Any], drawn: NDArray[Any], how: Setting) -> pd.DataFrame:
    """Give how often every actor has the label observed."""
    rows = []
    for place, actor in enumerate(how.ids):
        words = [word for word in drawn[:, place] if isinstance(word, str)]
        own = seen[place] if isinstance(seen[place], str) else None
        counts = Counter(words)
        often = min(counts, key=lambda word: (-counts[word], word), default=None)
        count = len(words)
        rows.append(
            {
                "actor": actor,
                "answered": how.states[place],
                **_head(slot, how),
                "value": own,
                "same": counts[own] / count if count and own is not None else math.nan,
                "often": often,
                "often_share": counts[often] / count if often is not None else math.nan,
                "draws": count,
                "seed": how.seed,
            }
        )
    return pd.DataFrame(rows)


def network_row(slot: Slot, seen: float, drawn: _Values, how: Setting) -> dict[str, Any]:
    """Give the interval of one number of the network."""
    low, high, held = intervals(drawn[:, None], how.level)
    known = drawn[~np.isnan(drawn)]
    return {
        **_head(slot, how),
        "value": seen,
        "mean": float(known.mean()) if len(known) else math.nan,
        "low": low[0],
        "high": high[0],
        "held": held[0],
        "draws": len(known),
        "seed": how.seed,
    }


def top_row(slot: Slot, seen: _Values, drawn: _Values, how: Setting) -> dict[str, Any]:
    """Say whether the same actors are on top in the draws; of those lost nothing is asked."""
    got, against = _ranked(seen, drawn, how)
    now, before = got <= how.top, against <= how.top
    some = before.any(axis=1)
    stay = (now & before).sum(axis=1)[some] / before.sum(axis=1)[some]
    same = (now == before).all(axis=1)[some]
    first = against == 1
    leads = ((got == 1) & first).any(axis=1)[some]
    count = int(some.sum())
    place = ranks(seen[None], how.lowest)[0]
    share = float(same.mean()) if count else math.nan
    return {
        **_head(slot, how),
        "size": int((place <= how.top).sum()),
        "same": share,
        "same_error": math.sqrt(share * (1 - share) / count) if count else math.nan,
        "kept": float(stay.mean()) if count else math.nan,
        "leader": tuple(map(str, how.ids[place == 1][: how.top])),
        "first": float(leads.mean()) if count else math.nan,
        "draws": count,
        "seed": how.seed,
    }


def step_row(slot: Slot, seen: _Values, drawn: _Values, how: Setting) -> dict[str, Any]:
    """Correlate the ranks after a loss with those of the full network."""
    found = np.array([rank_correlation(seen, row) for row in drawn])
    low, high, _ = intervals(found[:, None], how.level)
    known = found[~np.isnan(found)]
    return {
        **_head(slot, how),
        "correlation": float(known.mean()) if len(known) else math.nan,
        "low": low[0],
        "high": high[0],
        "kept": top_row(slot, seen, drawn, how)["kept"],
        "draws": len(known),
        "seed": how.seed,
    }


def _head(slot: Slot, how: Setting) -> dict[str, Any]:
    """Name the slot and the step; ``metric`` is for programs, not shown."""
    return {
        "layer": slot.layer,
        "measure": slot.record.label,
        "metric": slot.record.name,
        "share": how.share if how.lost else math.nan,
    }


def evidence(
    key: str, title: str, rows: pd.DataFrame, fields: tuple[Field, ...], lost: bool, reading: str
) -> Evidence:
    """Make a table; without a loss it has no column for its share."""
    shown = tuple(field for field in fields if lost or field is not _SHARE)
    return Evidence(
        key, title, rows, shown, reading, "folded" if key in ("firms", "labels") else "page"
    )

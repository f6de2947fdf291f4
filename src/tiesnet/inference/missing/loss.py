"""Networks that lost actors or ties at random."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.errors import TiesnetError
from tiesnet.inference.missing.slots import Slot, drawn_row, placed, resized
from tiesnet.language import localised, say
from tiesnet.network import Network

MOST_LOST = 0.9
_Flags = NDArray[np.bool_]


def row_without_actors(
    views: dict[str, Network], slots: tuple[Slot, ...], share: float, rng: np.random.Generator
) -> NDArray[Any]:
    """Compute everything again without some actors, drawn at random; they have no value."""
    count = len(next(iter(views.values())).actors)
    here = np.ones(count, dtype=bool)
    here[rng.permutation(count)[: lost_count(count, share)]] = False
    left = {name: _without(view, here) for name, view in views.items()}
    row = drawn_row(resized(slots, int(here.sum())), left.__getitem__)
    return placed(row, slots, here)


def row_without_ties(
    views: dict[str, Network], slots: tuple[Slot, ...], share: float, rng: np.random.Generator
) -> NDArray[Any]:
    """Compute everything again without some ties of each view, drawn at random."""
    state = rng.integers(1 << 62)
    left = {
        name: _fewer(view, share, np.random.default_rng((int(state), place)))
        for place, (name, view) in enumerate(views.items())
    }
    return drawn_row(slots, left.__getitem__)


def lost_count(count: int, share: float) -> int:
    """Say how many of some things are lost: the share rounded, at least one."""
    return max(1, round(share * count)) if count else 0


def checked_shares(share: float | list[float] | tuple[float, ...]) -> tuple[float, ...]:
    """Give the shares that are lost, in order and once each.

    Raises
    ------
    TiesnetError
        One is no share above 0 and up to `MOST_LOST`; none is given.
    """
    given = (share,) if isinstance(share, int | float) else tuple(share)
    wrong = [f"{one:g}" for one in given if not 0 < one <= MOST_LOST]
    if wrong or not given:
        what = ", ".join(wrong) or say("none")
        raise TiesnetError(
            say(
                "What is lost is a share above 0 and up to {most_lost}; {what} came.",
                most_lost=localised(f"{MOST_LOST:g}"),
                what=what,
            ),
            say("Ask for 0.1, or for several: 0.05, 0.1, 0.2, 0.3."),
        )
    return tuple(sorted(set(map(float, given))))


def _without(view: Network, here: _Flags) -> Network:
    return view.keep(view.actors.index[here])


def _fewer(view: Network, share: float, rng: np.random.Generator) -> Network:
    """Lose ties of a layer; in a union pairs are lost, with all their relations both ways."""
    ties, parts = view.ties, view._parts
    if parts is None:
        return replace(view, ties=_left(ties, _drawn(len(ties), share, rng)))
    count = len(view.actors)
    pairs = np.unique(_pairs(ties, count))
    lost = pairs[_drawn(len(pairs), share, rng)]
    ties, parts = (_left(table, np.isin(_pairs(table, count), lost)) for table in (ties, parts))
    return replace(view, ties=ties, _parts=parts)


def _drawn(count: int, share: float, rng: np.random.Generator) -> _Flags:
    gone = np.zeros(count, dtype=bool)
    gone[rng.permutation(count)[: lost_count(count, share)]] = True
    return gone


def _left(ties: pd.DataFrame, gone: _Flags) -> pd.DataFrame:
    return ties[~gone].reset_index(drop=True)


def _pairs(ties: pd.DataFrame, count: int) -> NDArray[np.int64]:
    """Number the pairs of actors, whichever way a tie runs."""
    source, target = ties["source"].to_numpy(), ties["target"].to_numpy()
    numbers: NDArray[np.int64] = np.minimum(source, target) * count + np.maximum(source, target)
    return numbers

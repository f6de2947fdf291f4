"""A network of actors drawn with replacement, for measures that are computed on networks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.inference.waves.vertex import Draw
from tiesnet.network import Network, Respondents

_Places = NDArray[np.intp]


def redrawn(net: Network, draw: Draw) -> Network:
    """Give the network of the actors drawn, each place an actor of its own.

    Two places have the ties of the two actors they hold; two places with the same actor those of
    the pair drawn for them.
    """
    ids = pd.Index([f"{k}" for k in range(len(draw.picks))], name=net.actors.index.name)
    told = net.respondents
    flags = [
        table.iloc[draw.picks].set_axis(ids, axis="index") for table in (told.asked, told.answered)
    ]
    parts = net._parts
    return replace(
        net,
        actors=net.actors.iloc[draw.picks].set_axis(ids, axis="index"),
        ties=_ties(net.ties, draw, flat=_flat(net, net.ties)),
        respondents=Respondents(flags[0], flags[1], told.questions),
        _parts=None if parts is None else _ties(parts, draw, flat=_flat(net, parts)),
    )


def _flat(net: Network, ties: pd.DataFrame) -> NDArray[np.bool_]:
    """Tell which ties have no arrow, so that their source must stand before their target."""
    directed = net.layers["directed"].astype(bool)
    known = ties["layer"].astype(object).map(directed)
    survey = net.origin.survey
    if survey is not None:
        known = known.where(known.notna(), ties["layer"].astype(object).map(
            survey.relations["directed"].astype(bool)
        ))  # fmt: skip
    flags: NDArray[np.bool_] = ~known.fillna(True).to_numpy(dtype=bool)
    return flags


def _ties(ties: pd.DataFrame, draw: Draw, flat: NDArray[np.bool_]) -> pd.DataFrame:
    """Copy every tie to all pairs of places that hold its two ends."""
    source, target = ties["source"].to_numpy(), ties["target"].to_numpy()
    size = len(draw.picks)
    order = np.argsort(draw.picks, kind="stable")
    count = np.bincount(draw.picks, minlength=size)
    first = np.concatenate([[0], np.cumsum(count)])
    times = count[source] * count[target]
    row = np.repeat(np.arange(len(ties)), times)
    within = np.arange(len(row)) - np.repeat(np.cumsum(times) - times, times)
    wide = count[target][row]
    one = order[first[source[row]] + within // np.maximum(wide, 1)]
    other = order[first[target[row]] + within % np.maximum(wide, 1)]
    extra = _filled(source, target, draw, size)
    rows = np.concatenate([row, extra[0]])
    ends = np.concatenate([one, extra[1]]), np.concatenate([other, extra[2]])
    turned = flat[rows] & (ends[0] > ends[1])
    made = ties.iloc[rows].assign(
        source=np.where(turned, ends[1], ends[0]), target=np.where(turned, ends[0], ends[1])
    )
    return made.reset_index(drop=True)


def _filled(
    source: _Places, target: _Places, draw: Draw, size: int
) -> tuple[_Places, _Places, _Places]:
    """Give the ties of the pairs drawn for two places of one actor: row, and the two places."""
    key = source * size + target
    order = np.argsort(key, kind="stable")
    found = []
    for i, j, one, other in (
        (draw.i, draw.j, draw.one, draw.other),
        (draw.j, draw.i, draw.other, draw.one),
    ):
        low = np.searchsorted(key[order], i * size + j, side="left")
        times = np.searchsorted(key[order], i * size + j, side="right") - low
        start = np.repeat(low, times)
        step = np.arange(len(start)) - np.repeat(np.cumsum(times) - times, times)
        found.append((order[start + step], np.repeat(one, times), np.repeat(other, times)))
    rows, ones, others = (np.concatenate(part) for part in zip(*found, strict=True))
    return rows, ones, others

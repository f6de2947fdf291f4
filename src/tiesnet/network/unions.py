"""Unions of layers: formal, informal and all, binary and along the flow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.language import say, word
from tiesnet.network.words import REPORTED, STATUSES, exchanged, one_word, places, small

if TYPE_CHECKING:
    from tiesnet.network.network import Network
    from tiesnet.network.respondents import Respondents

READY = "unions ready"
"""Where a network drawn many times keeps how its unions are made."""
UNIONS = ("formal", "informal", "all")
_LABELS = {
    "formal": word("Formal ties"),
    "informal": word("Informal ties"),
    "all": word("All ties"),
}


def members(layers: pd.DataFrame, name: str) -> list[str]:
    """Name the layers a union is made of; membership is left out."""
    fit = layers["content"] != "membership"
    if name != "all":
        fit &= layers["formality"] == name
    return [str(layer) for layer in layers.index[fit]]


def flow_ties(ties: pd.DataFrame, against: Sequence[str]) -> pd.DataFrame:
    """Turn the ties of the named layers round."""
    return turn(ties, ties["layer"].isin(against).to_numpy())


def turn(ties: pd.DataFrame, which: np.ndarray) -> pd.DataFrame:
    """Swap the two ends of some ties, with everything that is said of an end."""
    swapped = ties.copy()
    for one, other in (("source", "target"), ("source_report", "target_report")):
        swapped[one] = np.where(which, ties[other], ties[one])
        swapped[other] = np.where(which, ties[one], ties[other])
    swapped["upstream"] = np.where(which, -ties["upstream"], ties["upstream"])
    other_end = exchanged(ties["reported"], {"source": "target", "target": "source"})
    swapped["reported"] = ties["reported"].where(~which, other_end)
    return swapped


class _Arcs(NamedTuple):
    """Arrows of a union, sorted by their ends, with the row and the layer each is made of."""

    source: NDArray[np.int64]
    target: NDArray[np.int64]
    upstream: NDArray[Any]
    layer: NDArray[np.intp]
    row: NDArray[np.intp]


def make_union(net: Network, name: str) -> Network:
    """Merge the member layers of a union into one binary layer (see `Network.layer`)."""
    ready: Callable[[str], Network] | None = net._kept.own.get(READY)
    return prepared_union(net, name).of(net) if ready is None else ready(name)


@dataclass(frozen=True, eq=False)
class Union:
    """A union ready to be merged, of all ties or of some of them.

    Attributes
    ----------
    name : str
    ties : DataFrame
        Of its member layers, along the flow.
    rows : array of int
        Their places in the ties of the network.
    arcs : _Arcs
    layers : DataFrame
    told : Respondents
    """

    name: str
    ties: pd.DataFrame
    rows: NDArray[np.intp]
    arcs: _Arcs
    layers: pd.DataFrame
    told: Respondents

    def of(self, net: Network) -> Network:
        """Give the union of a network it was prepared for."""
        parts = self.ties.copy(deep=False) if net._parts is None else net._parts
        return self._made(net, self.arcs, parts)

    def some(self, net: Network, here: NDArray[np.bool_], weight: NDArray[np.float64]) -> Network:
        """Give the union of a network that has only some of the ties, with these strengths."""
        own = here[self.rows]
        parts = self.ties[own].reset_index(drop=True)
        parts["weight"] = weight[self.rows[own]]
        kept = own[self.arcs.row]
        return self._made(net, _Arcs(*(values[kept] for values in self.arcs)), parts)

    def _made(self, net: Network, arcs: _Arcs, parts: pd.DataFrame) -> Network:
        ties = _merged(self.ties, arcs, self.name)
        return replace(net, ties=ties, layers=self.layers, respondents=self.told, _parts=parts)


def prepared_union(net: Network, name: str) -> Union:
    """Sort the ties of a union, so that any part of them is merged quickly."""
    chosen = members(net.layers, name)
    flow = net.along_flow()
    layers = flow.layers.loc[chosen]
    known = places(flow.ties["layer"], layers.index)
    rows = np.flatnonzero(known >= 0)
    all_here = len(rows) == len(known)
    ties = flow.ties if all_here else flow.ties.iloc[rows].reset_index(drop=True)
    arrows = layers["directed"].to_numpy(dtype=bool)
    flat = ~arrows | (layers["flow"] == "both").to_numpy(dtype=bool)
    named = [chosen[k] for k in np.flatnonzero(flat & arrows)]
    directed = not flat.all()
    # A union of a union stands on the questions and relations of the first.
    told = flow.respondents
    if net._parts is None:
        told = told.questions_only(chosen).both_ways(named)
    arcs = _arcs(ties, known[rows], flat if directed else None)
    return Union(name, ties, rows, arcs, _union_row(name, layers, directed), told)


def _arcs(ties: pd.DataFrame, layer: NDArray[np.intp], flat: NDArray[np.bool_] | None) -> _Arcs:
    """Give the arrows; ties of `flat` layers run both ways, without it all lie one way."""
    source, target = ties["source"].to_numpy(), ties["target"].to_numpy()
    upstream = ties["upstream"].to_numpy()
    if flat is None:
        turned = source > target
        row = np.arange(len(ties))
    else:
        two_way = np.flatnonzero(flat[layer])
        row = np.concatenate([np.flatnonzero(~flat[layer]), two_way, two_way])
        turned = np.arange(len(row)) >= len(row) - len(two_way)
    one, other = source[row], target[row]
    first, second = np.where(turned, other, one), np.where(turned, one, other)
    up = np.where(turned, -upstream[row], upstream[row])
    order = np.argsort(first * (second.max(initial=0) + 1) + second, kind="stable")
    return _Arcs(first[order], second[order], up[order], layer[row][order], row[order])


def _merged(ties: pd.DataFrame, arcs: _Arcs, name: str) -> pd.DataFrame:
    """Make one tie of all arrows from one actor to another; what differs is said to."""
    fresh = np.ones(len(arcs.row), dtype=bool)
    fresh[1:] = (arcs.source[1:] != arcs.source[:-1]) | (arcs.target[1:] != arcs.target[:-1])
    start, pair = np.flatnonzero(fresh), np.cumsum(fresh) - 1
    rows, first = len(start), arcs.row[start]
    orientation = ties["orientation"].array.take(first)
    several = _mixed(pd.factorize(ties["orientation"])[0][arcs.row], pair, start)
    if several.any():
        orientation[several] = "several"
    upstream = np.where(_mixed(arcs.upstream, pair, start), 0, arcs.upstream[start])
    most = int(arcs.layer.max(initial=0)) + 1
    relations = np.bincount(np.unique(pair * most + arcs.layer) // most, minlength=rows)
    empty = np.full(rows, np.nan)
    columns = {
        "source": arcs.source[start],
        "target": arcs.target[start],
        "layer": one_word(name, rows, [name]),
        "weight": relations.astype(float),
        "relations": small(relations),
        "orientation": orientation,
        "rule": small(np.zeros(rows, dtype=np.int8)),
        "upstream": small(upstream),
        "reach": ties["reach"].array.take(first),
        "source_report": empty,
        "target_report": empty.copy(),
        "status": one_word("", rows, STATUSES),
        "reported": one_word("", rows, REPORTED),
    }
    return pd.DataFrame({key: columns[key] for key in ties.columns}, copy=False)


def _mixed(values: NDArray[Any], pair: NDArray[np.intp], start: NDArray[np.intp]) -> Any:
    """Tell which pairs have arrows of different values."""
    other = values != values[start][pair]
    found = np.zeros(len(start), dtype=bool)
    found[pair[other]] = True
    return found


def _union_row(name: str, layers: pd.DataFrame, directed: bool) -> pd.DataFrame:
    row = {
        "label": say(_LABELS[name]),
        "formality": name,
        "content": "several",
        "directed": directed,
        "flow": "with_arrow" if directed else "both",
        "orientation": "",
        "combine": "several",
        "scale_min": np.nan,
        "scale_max": np.nan,
        "has_strength": False,
        "question": "; ".join(str(label) for label in layers["label"]),
    }
    return pd.DataFrame([row], index=pd.Index([name], name="layer"))

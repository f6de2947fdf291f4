"""A network of the same actors with other ties: what chance drew in place of the observed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.network.kept import Kept, _Store, _tables
from tiesnet.network.network import TIE_COLUMNS, Network, Origin
from tiesnet.network.orientation import classify
from tiesnet.network.words import ORIENTATIONS, REACHES, REPORTED, STATUSES

_KINDS = ("orientation", "rule", "upstream", "reach")
_MOST = 200
"""Up to so many kinds of actors all pairs of kinds are classified once, for every draw."""
_Places = NDArray[np.integer[Any]]


@dataclass(frozen=True, eq=False)
class _Mould:
    """What all networks drawn from one view share."""

    layers: pd.DataFrame
    origin: Origin
    kind: NDArray[np.intp]
    kinds: int
    pairs: dict[str, NDArray[Any]]


def with_ties(net: Network, source: _Places, target: _Places) -> Network:
    """Give a view other ties; actors, layer, stages and who answered stay as they are.

    Horizontal and vertical, upstream and reach follow from the actors at both ends, as when a
    network is built. The ties have no strength, no reports and no status. In a union all are of
    one relation, classified by stage.

    Parameters
    ----------
    net : Network
        One layer or union.
    source, target : array of int, shape (ties,)
        Places of the ends in ``net.actors``; every tie once, in any order.
    """
    mould: _Mould = net._kept.once(net, "mould", lambda: _mould(net))
    if not net.directed:
        source, target = np.minimum(source, target), np.maximum(source, target)
    order = np.argsort(source.astype(np.int64) * len(net.actors) + target, kind="stable")
    ends = source[order].astype(np.int64), target[order].astype(np.int64)
    ties = _table(net, mould, *ends)
    view = replace(net, ties=ties, layers=mould.layers, origin=mould.origin, _parts=None)
    # Nobody else has its tables, so that they need not be copied to notice a change.
    kept = Kept(_Store(_tables(view)))
    kept._compared = True
    object.__setattr__(view, "_kept", kept)
    return view


def _mould(net: Network) -> _Mould:
    layers = net.layers.assign(has_strength=False)
    empty = net.origin.reported.iloc[:0], net.origin.unconfirmable.iloc[:0]
    origin = replace(net.origin, reported=empty[0], unconfirmable=empty[1])
    firm = (net.actors["kind"] == "firm").to_numpy(dtype=bool)
    inside = net.actors["in_cluster"].to_numpy(dtype=bool)
    stages = pd.factorize(net.actors["stages"].to_numpy())[0]
    kind, _ = pd.factorize(4 * stages + 2 * firm + inside)
    kinds = int(kind.max(initial=-1)) + 1
    pairs: dict[str, NDArray[Any]] = {}
    if kinds <= _MOST:
        one = np.unique(kind, return_index=True)[1].astype(np.int64)
        grid = np.repeat(one, kinds), np.tile(one, kinds)
        pairs = _codes(_classified(net, layers, *grid))
    return _Mould(layers, origin, kind.astype(np.intp), kinds, pairs)


def _classified(
    net: Network, layers: pd.DataFrame, source: _Places, target: _Places
) -> pd.DataFrame:
    names = np.full(len(source), str(layers.index[0]), dtype=object)
    ends = pd.DataFrame({"source": source, "target": target, "layer": names})
    return classify(ends, net.actors, layers, _order(net))


def _order(net: Network) -> dict[str, int]:
    survey = net.origin.survey
    if survey is not None:
        return {str(k): int(v) for k, v in survey.stages["order"].dropna().items()}
    names = sorted({stage for stages in net.actors["stages"] for stage in stages})
    return {name: place for place, name in enumerate(names)}


def _codes(found: pd.DataFrame) -> dict[str, NDArray[Any]]:
    return {
        "orientation": pd.Categorical(found["orientation"], categories=list(ORIENTATIONS)).codes,
        "rule": found["rule"].to_numpy(),
        "upstream": found["upstream"].to_numpy(),
        "reach": pd.Categorical(found["reach"], categories=list(REACHES)).codes,
    }


def _table(net: Network, mould: _Mould, source: _Places, target: _Places) -> pd.DataFrame:
    rows = len(source)
    if mould.pairs:
        which = mould.kind[source] * mould.kinds + mould.kind[target]
        codes = {name: values[which] for name, values in mould.pairs.items()}
    else:
        codes = _codes(_classified(net, mould.layers, source, target))
    none, zero = np.full(rows, np.nan), np.zeros(rows, dtype=np.int8)
    columns = {
        "source": source,
        "target": target,
        "layer": pd.Categorical.from_codes(zero, mould.layers.index.rename(None)[:1]),
        "weight": none,
        "relations": np.ones(rows, dtype=np.int64),
        "orientation": pd.Categorical.from_codes(codes["orientation"], list(ORIENTATIONS)),
        "rule": codes["rule"],
        "upstream": codes["upstream"],
        "reach": pd.Categorical.from_codes(codes["reach"], list(REACHES)),
        "source_report": none,
        "target_report": none,
        "status": pd.Categorical.from_codes(zero, list(STATUSES)),
        "reported": pd.Categorical.from_codes(zero, list(REPORTED)),
    }
    return pd.DataFrame({name: columns[name] for name in TIE_COLUMNS}, copy=False)

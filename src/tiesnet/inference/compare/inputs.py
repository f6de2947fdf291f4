"""What firms buy outside only, and who in the other cluster could make it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from tiesnet.inference.compare.cluster import Cluster
from tiesnet.inference.compare.stages import shared_stages
from tiesnet.network import supply_arcs, trade


class Wanted(NamedTuple):
    """An input that firms of one cluster buy outside only.

    Attributes
    ----------
    buyer, maker : int
        Places of the clusters.
    stage : str
        What is bought, by its label.
    buyers : tuple of str
        Ids of firms that have suppliers of it outside and none inside.
    makers : tuple of str
        Ids of the firms of the other cluster at that stage.
    """

    buyer: int
    maker: int
    stage: str
    buyers: tuple[str, ...]
    makers: tuple[str, ...]


def wanted_inputs(clusters: Sequence[Cluster], buyer: int, maker: int) -> list[Wanted]:
    """List the inputs firms of one cluster buy outside only and firms of another make."""
    outside = bought_outside(clusters[buyer])
    found = []
    for stage in shared_stages([clusters[buyer], clusters[maker]]):
        buyers = outside.get(stage.ids[0], ())
        makers = _at(clusters[maker], stage.ids[1]) if stage.ids[1] else ()
        if buyers and makers:
            found.append(Wanted(buyer, maker, stage.label, buyers, makers))
    return found


def bought_outside(cluster: Cluster) -> dict[str, tuple[str, ...]]:
    """Give, per stage, the firms inside that buy from it outside the cluster and never inside.

    By the stages of their suppliers; an outside supplier without a stage says nothing.
    """
    view = trade(cluster.net)
    if view.layers.empty:
        return {}
    arcs, actors = supply_arcs(view), view.actors
    inside = actors["in_cluster"].to_numpy(dtype=bool)
    sources: dict[str, tuple[set[str], set[str]]] = {}
    stages, ids = actors["stages"].tolist(), actors.index
    ends = zip(arcs["source"].tolist(), arcs["target"].tolist(), strict=True)
    for supplier, buyer in ends:
        if inside[buyer]:
            for stage in stages[supplier]:
                at_home, abroad = sources.setdefault(str(stage), (set(), set()))
                (at_home if inside[supplier] else abroad).add(str(ids[buyer]))
    made = {stage: tuple(sorted(abroad - at_home)) for stage, (at_home, abroad) in sources.items()}
    return {stage: buyers for stage, buyers in made.items() if buyers}


def _at(cluster: Cluster, stage: str) -> tuple[str, ...]:
    """Name the firms inside at a stage."""
    actors = cluster.inside.actors
    here = np.array([stage in own for own in actors["stages"]], dtype=bool) & cluster.firm
    return tuple(map(str, actors.index[here]))

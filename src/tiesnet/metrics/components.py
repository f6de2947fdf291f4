"""Whether the network is in one piece, and how many firms are in the largest."""

from __future__ import annotations

import numpy as np

from tiesnet.language import word
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._parts import main_component, pairs_of, seen, seen_pairs, strong_components
from tiesnet.metrics._result import observed
from tiesnet.metrics._shared import components, partners, ratio
from tiesnet.network import Network

_SHARE = (0.0, 1.0)
_NO_PAIR = word("there are fewer than two actors")


@metric(
    label="Components",
    unit="components",
    source="wasserman1994",
    level="network",
    needs={"census"},
    reading="1: everybody is connected to everybody, over however many steps.",
)
def n_components(net: Network) -> float:
    """Number of separate parts of the network, each isolate counting as one.

    Directions are ignored (weak components; UCINET counts strong ones). Actors who did not
    answer and whom nobody names are left out: nothing is known about them.
    """
    return len(np.unique(components(net)[seen(net)]))


@metric(
    label="Isolates",
    unit="actors",
    source="wasserman1994",
    level="network",
    needs={"census"},
    reading="Firms that answered and have no tie in this layer.",
)
def n_isolates(net: Network) -> float:
    """Number of actors that answered, named nobody and are named by nobody.

    Silent actors are never counted.
    """
    return int(((partners(net) == 0) & observed(net)).sum())


@metric(
    label="Main component",
    unit="share of actors",
    bounds=_SHARE,
    source="wasserman1994",
    level="network",
    needs={"census"},
    undefined="there is no tie, or two components are equally large",
    reading="Near 1: nearly all firms hang together in one part.",
)
def main_component_share(net: Network) -> float:
    """Share of the actors who belong to the largest component.

    Directions are ignored. Actors who did not answer and whom nobody names are left out.
    """
    return ratio(main_component_size(net), seen(net).sum())


@metric(
    label="Fragmentation",
    unit="share of pairs",
    bounds=_SHARE,
    source="krackhardt1994, borgatti2006",
    level="network",
    needs={"census"},
    undefined=_NO_PAIR,
    reading="0: all are connected. High: many firms cannot reach each other at all.",
)
def fragmentation(net: Network) -> float:
    """Share of the pairs of actors that cannot reach each other over any number of steps.

    One minus the connectedness of Krackhardt, directions ignored as in R sna (UCINET's cohesion
    table follows arrows). Actors who did not answer and whom nobody names are left out.
    """
    joined = pairs_of(np.bincount(components(net)[seen(net)]))
    return ratio(seen_pairs(net) - joined, seen_pairs(net))


@metric(
    label="Size of the main component",
    unit="actors",
    bounds=(2, None),
    source="wasserman1994",
    level="network",
    needs={"census"},
    undefined="there is no tie, or two components are equally large",
    reading="How many firms hang together in the largest part.",
    extra=True,
)
def main_component_size(net: Network) -> float:
    """Number of actors in the largest component.

    Directions are ignored. When two components are equally large, none is the main one.
    """
    size = len(main_component(net))
    return float(size) if size > 1 else float("nan")


@metric(
    label="Strong components",
    unit="components",
    source="wasserman1994, borgatti2002",
    level="network",
    needs={"census", "directed"},
    reading="Parts within which everybody reaches everybody along the arrows. 1: all do.",
    extra=True,
)
def n_strong_components(net: Network) -> float:
    """Number of parts within which everybody reaches everybody along the arrows.

    What UCINET counts as components. Actors who did not answer and whom nobody names are left
    out.
    """
    return len(np.unique(strong_components(net)[seen(net)]))


@metric(
    label="Component ratio",
    unit="index",
    bounds=_SHARE,
    source="borgatti2002",
    level="network",
    needs={"census"},
    undefined=_NO_PAIR,
    reading="0: one component. 1: all actors stand alone.",
    extra=True,
)
def component_ratio(net: Network, *, strong: bool = False) -> float:
    """Number of components less one, divided by the number of actors less one.

    UCINET takes strong components; without arrows they are the same.

    Parameters
    ----------
    net : Network
        One layer or union.
    strong : bool, default False
        Count the parts within which everybody reaches everybody along the arrows.
    """
    label = strong_components(net) if strong else components(net)
    count = int(seen(net).sum())
    return ratio(len(np.unique(label[seen(net)])) - 1, count - 1) if count > 1 else float("nan")


@metric(
    label="Wholeness",
    unit="index",
    bounds=_SHARE,
    source="borgatti2002",
    level="network",
    needs={"census"},
    undefined=_NO_PAIR,
    reading="1: one component. 0: all actors stand alone.",
    extra=True,
)
def wholeness(net: Network, *, strong: bool = False) -> float:
    """One minus the component ratio.

    1 - (C - 1) / (n - 1) for C components of n actors.

    Parameters
    ----------
    net : Network
        One layer or union.
    strong : bool, default False
        Count the parts within which everybody reaches everybody along the arrows.
    """
    return 1 - component_ratio(net, strong=strong)

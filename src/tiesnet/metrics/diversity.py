"""Diversity of partners: of which groups an actor's partners are, by any attribute.

Partners are distinct and directions ignored; a partner whose group is not known stays out.
Stages sort firms only; other columns sort institutions too.
"""

from __future__ import annotations

from typing import cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.language import word
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._mixing import grouped
from tiesnet.metrics._shared import flat, once, partners, series
from tiesnet.network import Network

_NEEDS = ("stage", "free_stages")
_NOBODY = word("it has no partner whose group is known")
_OWN = word("its own group is not known, or that of any partner")


@metric(
    label="Groups among partners",
    unit="groups",
    source="blau1977",
    needs=_NEEDS,
    undefined="it has partners, but the group of none is known",
    reading="How many kinds of partners the actor reaches.",
    extra=True,
)
def partner_groups(net: Network, *, by: str = "stage") -> pd.Series:
    """Number of different groups among an actor's partners.

    0 for an actor without partners.

    Parameters
    ----------
    by : str, default "stage"
        The column that sorts the actors, or "size_class".
    """
    counts = (_by_group(net, by) > 0).sum(axis=1).astype(float)
    return series(net, np.where((counts == 0) & (partners(net) > 0), np.nan, counts))


@metric(
    label="Partners of its own group",
    unit="share of partners",
    bounds=(0, 1),
    source="borgatti2002",
    needs=_NEEDS,
    undefined=_OWN,
    reading="High: the actor keeps to its own kind.",
    extra=True,
)
def own_group_share(net: Network, *, by: str = "stage") -> pd.Series:
    """Share of an actor's partners that are of its own group.

    Of the partners whose group is known.

    Parameters
    ----------
    by : str, default "stage"
        The column that sorts the actors, or "size_class".
    """
    return series(net, _own_share(net, by))


@metric(
    label="E-I index of an actor",
    unit="index",
    bounds=(-1, 1),
    source="krackhardt1988, everett2012",
    needs=_NEEDS,
    undefined=_OWN,
    reading="-1: all partners are of its own group. 1: none is.",
    extra=True,
)
def ei_actor(net: Network, *, by: str = "stage") -> pd.Series:
    """Partners of other groups less partners of its own, divided by their sum.

    (E - I) / (E + I) as in Krackhardt and Stern and UCINET; R netrics prints the opposite sign
    unless asked. Small groups leave little room for ties within: compare like with like.

    Parameters
    ----------
    by : str, default "stage"
        The column that sorts the actors, or "size_class".
    """
    return series(net, 1 - 2 * _own_share(net, by))


@metric(
    label="Heterogeneity of partners (Blau)",
    unit="index",
    bounds=(0, 1),
    source="blau1977",
    needs=_NEEDS,
    undefined=_NOBODY,
    reading="0: all partners of one group. High: spread over many groups.",
    extra=True,
)
def partner_blau(net: Network, *, by: str = "stage") -> pd.Series:
    """Chance that two partners drawn at random, with replacement, are of different groups.

    Blau's index, 1 - Σ p², with p the share of the partners in each group.

    Parameters
    ----------
    by : str, default "stage"
        The column that sorts the actors, or "size_class".
    """
    return series(net, _blau(net, by))


@metric(
    label="Heterogeneity of partners (IQV)",
    unit="index",
    bounds=(0, 1),
    source="agresti1978, blau1977",
    needs=_NEEDS,
    undefined=_NOBODY + ", or there is only one group",
    reading="0: all partners of one group. 1: evenly spread over all groups there are.",
    extra=True,
)
def partner_iqv(net: Network, *, by: str = "stage") -> pd.Series:
    """Blau's index as a share of the largest value that so many groups allow.

    The index of qualitative variation, (1 - Σ p²) K / (K - 1), with K the groups in the network,
    as in UCINET; not only those the actor reaches.

    Parameters
    ----------
    by : str, default "stage"
        The column that sorts the actors, or "size_class".
    """
    count = _by_group(net, by).shape[1]
    largest = 1 - 1 / count if count > 1 else np.nan
    return series(net, _blau(net, by) / largest)


@metric(
    label="Heterogeneity of partners (entropy)",
    unit="natural units of information",
    source="teachman1980",
    needs=_NEEDS,
    undefined=_NOBODY,
    reading="0: all partners of one group. High: spread over many groups.",
    extra=True,
)
def partner_entropy(net: Network, *, by: str = "stage") -> pd.Series:
    """How uncertain the group of a partner drawn at random is.

    Teachman's entropy, -Σ p ln p, with p the share of the partners in each group; natural
    logarithms, not divided by its maximum ln K.

    Parameters
    ----------
    by : str, default "stage"
        The column that sorts the actors, or "size_class".
    """
    share = _shares(net, by)
    logs = np.log(share, out=np.zeros_like(share), where=share > 0)
    return series(net, np.abs((share * logs).sum(axis=1)))


def _by_group(net: Network, by: str) -> NDArray[np.float64]:
    """Count each actor's partners by group: a row per actor, a column per group."""
    return cast(NDArray[np.float64], once(net, f"partners by {by}", lambda: _count(net, by)))


def _count(net: Network, by: str) -> NDArray[np.float64]:
    found = grouped(net, by)
    member = np.flatnonzero(found.codes >= 0)
    shape = (len(net.actors), len(found.labels))
    belongs = sparse.csr_array(
        (np.ones(len(member)), (member, found.codes[member])), shape=shape, dtype=float
    )
    return np.asarray((flat(net) @ belongs).toarray(), dtype=float)


def _shares(net: Network, by: str) -> NDArray[np.float64]:
    counts = _by_group(net, by)
    total = counts.sum(axis=1, keepdims=True)
    empty = np.full_like(counts, np.nan)
    shares: NDArray[np.float64] = np.divide(counts, total, out=empty, where=total > 0)
    if not counts.shape[1]:
        return np.full((len(counts), 1), np.nan)  # no groups: no shares, rather than a sum of 0
    return shares


def _blau(net: Network, by: str) -> NDArray[np.float64]:
    return np.asarray(np.maximum(1 - (_shares(net, by) ** 2).sum(axis=1), 0.0))


def _own_share(net: Network, by: str) -> NDArray[np.float64]:
    codes = grouped(net, by).codes
    own = _shares(net, by)[np.arange(len(codes)), np.maximum(codes, 0)]
    return np.where(codes >= 0, own, np.nan)

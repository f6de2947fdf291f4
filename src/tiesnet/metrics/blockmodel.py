"""Blocks: what groups or positions do with each other, and how much of the network that tells.

White, Boorman and Breiger (1976), on 0/1 ties. Groups are the values of any column of the actors,
or computed positions, named as their measures are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.language import say
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._groups import groups
from tiesnet.metrics._pairs import pair_counts
from tiesnet.metrics._shared import note, ratio
from tiesnet.metrics.communities import community
from tiesnet.metrics.core_periphery import core_member
from tiesnet.metrics.equivalence import concor_block, regular_position, structural_position
from tiesnet.network import Network, adjacency

POSITIONS: dict[str, Callable[[Network], pd.Series]] = {
    "structural_position": structural_position,
    "concor_block": concor_block,
    "regular_position": regular_position,
    "core_member": core_member,
    "community": community,
}
"""Computed positions that can be asked for like a column of the actors."""
_LIMIT = 1000
_SOURCE = "white1976, wasserman1994"
_Counts = NDArray[np.int64]
_Floats = NDArray[np.float64]


@dataclass(frozen=True)
class _Blocks:
    """Ties and pairs by the groups of their ends; without arrows in the upper triangle."""

    labels: list[str]
    sizes: _Counts
    ties: _Counts
    pairs: _Counts
    all_ties: _Counts
    all_pairs: _Counts

    @property
    def overall(self) -> float:
        """Give the density over all known pairs."""
        return ratio(float(self.ties.sum()), float(self.pairs.sum()))

    @property
    def density(self) -> _Floats:
        """Give the density of each block; empty without a known pair."""
        return _divide(self.ties, self.pairs)


@metric(
    label="Blockmodel",
    unit="table",
    source=_SOURCE,
    level="table",
    extra=True,
    needs={"census"},
    limit=_LIMIT,
    undefined="no pair of these groups is known; a group of one has no pair inside",
    reading="Image 1: the first group has ties to the second more often than is usual in the "
    "network. The pattern of ones is the structure in short.",
)
def blockmodel(
    net: Network, *, by: str = "structural_position", cutoff: float | None = None
) -> pd.DataFrame:
    """Density of the ties from each group to each, and the image: where ties are frequent.

    density: ties on known pairs divided by the known pairs; density_all: all ties divided by all
    pairs, silent actors included. image: 1 where the density reaches the cut-off, which is the
    density of the whole network unless given (the alpha rule). Same densities as R sna
    (blockmodel), where a group of one prints a division by zero: here it is empty. Without arrows
    each two groups stand once. Actors without a group stay out. Computed positions can depend on
    the order of the actors where distances are equal, and the blocks with them.

    Parameters
    ----------
    net : Network
        One layer or union.
    by : str, default "structural_position"
        A column of the actors, or a computed position: structural_position, concor_block,
        regular_position, core_member, community.
    cutoff : float, optional
        Density from which a block counts as tied.
    """
    found = _blocks(net, by)
    density = found.density
    image = _image(density, _cutoff(net, "blockmodel", found, cutoff))
    count = len(found.labels)
    first, second = (
        np.indices((count, count)).reshape(2, -1) if net.directed else np.triu_indices(count)
    )
    labels = np.array(found.labels, dtype=object)
    columns = {
        "from": labels[first],
        "to": labels[second],
        "actors_from": found.sizes[first],
        "actors_to": found.sizes[second],
        "known_pairs": found.pairs[first, second],
        "ties": found.ties[first, second],
        "density": density[first, second],
        "image": image[first, second],
        "all_pairs": found.all_pairs[first, second],
        "density_all": _divide(found.all_ties, found.all_pairs)[first, second],
    }
    return pd.DataFrame(columns)


@metric(
    label="Fit of the image",
    unit="correlation",
    bounds=(-1, 1),
    source=_SOURCE,
    level="network",
    extra=True,
    needs={"census"},
    limit=_LIMIT,
    undefined="the image is the same everywhere, or there are no ties",
    reading="1: ties run exactly where the image has them. Near 0: the groups say nothing about "
    "the ties.",
)
def blockmodel_fit(
    net: Network, *, by: str = "structural_position", cutoff: float | None = None
) -> float:
    """Correlation of the ties with the image of their blocks.

    Pearson over the known pairs of actors with a group; see the blockmodel for the image.

    Parameters
    ----------
    net : Network
        One layer or union.
    by : str, default "structural_position"
        A column of the actors, or a computed position.
    cutoff : float, optional
        Density from which a block counts as tied; by default that of the whole network.
    """
    found = _blocks(net, by)
    image = _image(found.density, _cutoff(net, "blockmodel_fit", found, cutoff))
    return _correlation(found, image)


@metric(
    label="Fit of the block densities",
    unit="correlation",
    bounds=(0, 1),
    source=_SOURCE,
    level="network",
    extra=True,
    needs={"census"},
    limit=_LIMIT,
    undefined="all blocks have the same density, or there are no ties",
    reading="Its square is the share of the variation in ties that the groups account for.",
)
def blockmodel_density_fit(net: Network, *, by: str = "structural_position") -> float:
    """Correlation of the ties with the density of their blocks.

    Pearson over the known pairs of actors with a group. UCINET prints it as autocorrelation. It
    grows with the number of groups, whatever they are.

    Parameters
    ----------
    net : Network
        One layer or union.
    by : str, default "structural_position"
        A column of the actors, or a computed position.
    """
    found = _blocks(net, by)
    return _correlation(found, found.density)


def _blocks(net: Network, by: str) -> _Blocks:
    labels, codes = _grouped(net, by)
    ties, pairs = pair_counts(net, codes)
    size = np.bincount(codes[codes >= 0], minlength=len(labels)).astype(np.int64)
    all_pairs = np.outer(size, size) - np.diag(size)
    cells = adjacency(net).tocoo()
    one, other = codes[cells.row], codes[cells.col]
    take = (one >= 0) & (other >= 0)
    all_ties = np.zeros_like(all_pairs)
    np.add.at(all_ties, (one[take], other[take]), 1)
    if not net.directed:
        all_ties, all_pairs = (_once_each(table) for table in (all_ties, all_pairs))
    return _Blocks(labels, size, ties, pairs, all_ties, all_pairs)


def _grouped(net: Network, by: str) -> tuple[list[str], NDArray[np.intp]]:
    """Sort the actors by a column, or by a computed position of that name."""
    if by in net.actors.columns or by not in POSITIONS:
        found = groups(net, by)
        return found.labels, found.codes
    words = POSITIONS[by](net)
    labels = sorted(words.dropna().unique(), key=lambda word: (len(word), word))
    codes = pd.Categorical(words, categories=labels).codes
    return labels, np.asarray(codes, dtype=np.intp)


def _once_each(table: _Counts) -> _Counts:
    upper: _Counts = np.triu(table)
    upper[np.diag_indices(len(table))] //= 2
    return upper


def _cutoff(net: Network, name: str, found: _Blocks, given: float | None) -> float:
    if given is None:
        # Without known pairs there is no density to cut at, and nothing to say of it.
        if not np.isnan(found.overall):
            said = f"{found.overall:.4f}"
            note(
                net,
                name,
                say("cut-off of the image: the density over all groups, {said}", said=said),
            )
        return found.overall
    return given


def _image(density: _Floats, cutoff: float) -> _Floats:
    return np.where(np.isnan(density), np.nan, (density >= cutoff).astype(float))


def _divide(above: _Counts, below: _Counts) -> _Floats:
    empty = np.full(above.shape, np.nan)
    quotient: _Floats = np.divide(above.astype(float), below, out=empty, where=below > 0)
    return quotient


def _correlation(found: _Blocks, value: _Floats) -> float:
    """Correlate the ties, cell by cell, with a value of their blocks."""
    there = found.pairs > 0
    cells, ties, ideal = found.pairs[there], found.ties[there], value[there]
    count, total = float(cells.sum()), float(ties.sum())
    mean = ratio(float(cells @ ideal), count)
    spread = float(cells @ (ideal - mean) ** 2) * (total - ratio(total**2, count))
    if not count or spread < 1e-12:
        return float("nan")
    return float((ties @ (ideal - mean)) / np.sqrt(spread))

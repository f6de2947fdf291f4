"""What firms of one cluster offer and firms of the other seek, and whether that is chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tiesnet.inference.compare.cluster import Cluster, Values
from tiesnet.inference.engine import Chunk, replicate
from tiesnet.inference.result import TestResult, summarise
from tiesnet.language import word
from tiesnet.metrics import LIKE, alike_phrases, phrases

TEST = word("permutation of offers among the firms of both clusters")
NULL = word("whichever of the two clusters a firm belongs to, it offers what it offers")
Said = dict[str, list[tuple[int, str]]]


@dataclass(frozen=True, eq=False)
class Met:
    """An offer of one cluster that meets a search of the other.

    Attributes
    ----------
    giver, taker : int
        Places of the clusters.
    offer, search : str
        In the words of the first firm that says so.
    givers, takers : tuple of int
        Positions of the firms among the actors inside.
    """

    giver: int
    taker: int
    offer: str
    search: str
    givers: tuple[int, ...]
    takers: tuple[int, ...]

    @property
    def pairs(self) -> int:
        """Pairs of firms that could meet over it."""
        return len(self.givers) * len(self.takers)


def said(cluster: Cluster, column: str) -> Said:
    """Give what the firms inside write in a column, as `tiesnet.metrics.phrases` reads it."""
    actors = cluster.inside.actors
    texts = actors[column].where(cluster.firm) if column in actors else ()
    return phrases(texts)


def what_meets(clusters: Sequence[Cluster], giver: int, taker: int) -> list[Met]:
    """List the offers of one cluster that meet a search of another, rare ones first.

    An offer stands once with each search it meets. Rare is what few pairs of firms share: "hand
    stitching" brings two together more surely than "customers".
    """
    offers, searches = said(clusters[giver], "offers"), said(clusters[taker], "seeks")
    if not offers or not searches:
        return []
    found = [
        Met(
            giver,
            taker,
            offers[offer][0][1],
            searches[search][0][1],
            tuple(dict.fromkeys(place for place, _ in offers[offer])),
            tuple(dict.fromkeys(place for place, _ in searches[search])),
        )
        for offer, search in alike_phrases(list(offers), list(searches), LIKE)
    ]
    return sorted(found, key=lambda one: one.pairs)


def pairs_met(found: Sequence[Met]) -> int:
    """Count the pairs of firms that could meet over anything, each once."""
    givers: dict[int, set[int]] = {}
    for one in found:
        for firm in one.givers:
            givers.setdefault(firm, set()).update(one.takers)
    return sum(map(len, givers.values()))


@dataclass(frozen=True)
class Across:
    """How many pairs of firms could meet, tested: one way, the other way, and both together."""

    there: TestResult
    back: TestResult
    both: TestResult


def offers_beside_chance(
    clusters: Sequence[Cluster],
    one: int,
    other: int,
    *,
    replications: int,
    seed: int,
    workers: int | None,
) -> Across | None:
    """Test whether offers of one cluster meet the searches of the other more than chance gives.

    Offers change hands among all firms of the two clusters that offer anything, each firm's
    offers staying together; what is sought stays where it is. So the null keeps what is offered
    and sought, and breaks where it is offered. None when nobody offers or nobody seeks.
    """
    takers, first = _takers(clusters, one, other)
    if not len(takers):
        return None
    observed = _across(first[None, :], takers)[0]
    size = len(first)

    def shuffled(chunk: Chunk) -> NDArray[np.float64]:
        rng = chunk.rng()
        return _across(np.stack([rng.permutation(first) for _ in range(chunk.size)]), takers)

    drawn = replicate(
        shuffled,
        replications,
        seed=seed,
        workers=workers,
        label="Shuffling offers",
        size=max(1, min(100, 5_000_000 // max(size, 1))),
        salt=1_000 + one * len(clusters) + other,
    )
    tests = [summarise(float(observed[k]), drawn[:, k], seed, NULL, test=TEST) for k in range(3)]
    return Across(*tests)


def _takers(clusters: Sequence[Cluster], one: int, other: int) -> tuple[Values, NDArray[np.bool_]]:
    """Count for every firm that offers anything how many firms of each cluster seek it."""
    searches = [said(clusters[place], "seeks") for place in (one, other)]
    rows: list[tuple[int, int]] = []
    first: list[bool] = []
    for place in (one, other):
        offers = said(clusters[place], "offers")
        met = [_seekers(offers, search) for search in searches]
        firms = sorted({firm for own in offers.values() for firm, _ in own})
        rows += [(met[0].get(firm, 0), met[1].get(firm, 0)) for firm in firms]
        first += [place == one] * len(firms)
    nobody = not all(searches) or len(set(first)) < 2
    counts = np.zeros((0, 2)) if nobody else np.array(rows, dtype=float)
    return counts, np.array(first, dtype=bool)


def _seekers(offers: Said, searches: Said) -> dict[int, int]:
    """Count, per firm that offers, the distinct firms that seek what it offers."""
    found: dict[int, set[int]] = {}
    if offers and searches:
        for offer, search in alike_phrases(list(offers), list(searches), LIKE):
            takers = {place for place, _ in searches[search]}
            for place, _ in offers[offer]:
                found.setdefault(place, set()).update(takers)
    return {firm: len(takers) for firm, takers in found.items()}


def _across(first: NDArray[np.bool_], takers: Values) -> NDArray[np.float64]:
    """Count pairs across: offers of the first with searches of the second, the reverse, both."""
    there, back = first @ takers[:, 1], ~first @ takers[:, 0]
    return np.column_stack([there, back, there + back])

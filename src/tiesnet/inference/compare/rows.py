"""The rows of the comparison: one measure, on one relation, in every cluster."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

import numpy as np

from tiesnet.inference.compare.blocks import CHANCE, INDICATORS, Indicator
from tiesnet.inference.compare.bootstrap import NULL, TEST, Pairs, Values, draw_again
from tiesnet.inference.compare.cluster import Cluster, Reading
from tiesnet.inference.compare.layers import Compared
from tiesnet.inference.result import TestResult, summarise
from tiesnet.language import say, word

FEWEST = 5
"""Firms of which a value is known, or actors, below which no difference is tested."""


@dataclass(frozen=True, eq=False)
class Row:
    """One line of a block.

    Attributes
    ----------
    key : str
        Unique among the rows.
    indicator : Indicator
    relation : Compared or None
        None where it is of the survey, not of a relation.
    readings : tuple of Reading
        One per cluster.
    tests : mapping of (place, place) to TestResult
        The difference of the first from the second, where it can be tested.
    unlike : str
        Why the clusters cannot be compared in it though both tell it; else empty.
    chance : mapping of place to TestResult
        Against graphs of the same size and number of ties.
    """

    key: str
    indicator: Indicator
    relation: Compared | None
    readings: tuple[Reading, ...]
    unlike: str = ""
    tests: dict[tuple[int, int], TestResult] = field(default_factory=dict)
    chance: dict[int, TestResult] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """The measure, with its relation where that is not every tie."""
        if self.relation is None or self.indicator.on == ("all",):
            return say(self.indicator.label)
        return f"{say(self.indicator.label)} ({say(self.relation.label)})"

    @property
    def values(self) -> list[float]:
        """The value of each cluster."""
        return [reading.value for reading in self.readings]

    def known(self) -> list[int]:
        """Places of the clusters with a value."""
        return [place for place, value in enumerate(self.values) if not np.isnan(value)]

    def counted(self, place: int) -> int:
        """Count the firms of which a value is known; 0 for numbers of a network."""
        units = self.readings[place].units
        return 0 if units is None else int((~np.isnan(units)).sum())


def make_rows(
    clusters: Sequence[Cluster], groups: Sequence[Compared], chosen: Sequence[str]
) -> list[Row]:
    """Read every measure of every cluster; rows about which nobody tells anything stay out."""
    rows = []
    for key in chosen:
        indicator = INDICATORS[key]
        for group in _relations(indicator, groups):
            names = [""] * len(clusters) if group is None else group.names
            readings = tuple(
                _read(indicator, cluster, name, group)
                for cluster, name in zip(clusters, names, strict=True)
            )
            own = key if group is None else f"{key} {group.key}"
            told = [c for c, one in zip(clusters, readings, strict=True) if one.value == one.value]
            unlike = indicator.unlike(told) if indicator.unlike and len(told) > 1 else ""
            rows.append(Row(own, indicator, group, readings, unlike))
    return [row for row in rows if row.known()]


def _relations(indicator: Indicator, groups: Sequence[Compared]) -> Iterator[Compared | None]:
    """Say on which relations a measure is taken."""
    if not indicator.on:
        yield None
    for group in groups:
        union = group.content == "several"
        arrows = "arrows" in indicator.on and group.directed and not union
        if arrows or (group.key if union else group.content) in indicator.on:
            yield group


def _read(indicator: Indicator, cluster: Cluster, layer: str, group: Compared | None) -> Reading:
    if group is not None and not layer:
        return Reading(np.nan, None, word("it did not ask for this relation"))
    return indicator.read(cluster, layer)


def add_tests(
    rows: Sequence[Row],
    clusters: Sequence[Cluster],
    *,
    replications: int,
    seed: int,
    workers: int | None,
) -> None:
    """Test the difference between every two clusters, of every row of which the error is known."""
    drawn = [
        _drawn(rows, place, cluster, replications, seed, workers)
        for place, cluster in enumerate(clusters)
    ]
    for row in rows:
        for one, other in combinations([] if row.unlike else row.known(), 2):
            if row.key in drawn[one] and row.key in drawn[other]:
                first, second = drawn[one][row.key], drawn[other][row.key]
                found = _difference(row, (one, other), first, second, seed)
                if found is not None:
                    row.tests[one, other] = found


def _drawn(
    rows: Sequence[Row],
    place: int,
    cluster: Cluster,
    replications: int,
    seed: int,
    workers: int | None,
) -> Mapping[str, Values]:
    """Draw the actors of one cluster again, for all rows at once."""
    units = {
        row.key: reading.units
        for row in rows
        if (reading := row.readings[place]).units is not None and row.counted(place) >= FEWEST
    }
    tied = {
        row.key: (row.relation.names[place], row.indicator.drawn)
        for row in rows
        if row.indicator.drawn and row.relation is not None and place in row.known()
    }
    enough = len(cluster.inside.actors) >= FEWEST
    layers = dict.fromkeys(name for name, _ in tied.values()) if enough else {}
    pairs = {name: Pairs.of(cluster.inside.layer(name)) for name in layers}
    made = draw_again(
        len(cluster.inside.actors),
        units,
        {f"layer {name}": one for name, one in pairs.items()},
        replications=replications,
        seed=seed,
        workers=workers,
        salt=place,
    )
    own = {key: made[key] for key in units}
    return own | {
        key: made[f"layer {name} {what}"] for key, (name, what) in tied.items() if name in pairs
    }


def _difference(
    row: Row, places: tuple[int, int], first: Values, second: Values, seed: int
) -> TestResult | None:
    """Put a difference beside resampled ones moved to a mean of 0; None when nothing varies."""
    one, other = places
    both = (first - np.nanmean(first) if _told(first) else first) - (
        second - np.nanmean(second) if _told(second) else second
    )
    known = both[np.isfinite(both)]
    if not len(known) or float(known.std()) < 1e-12:
        return None
    observed = row.values[one] - row.values[other]
    found = summarise(observed, both, seed, NULL, test=TEST, two_sided="size")
    return replace(found, expected=0.0)  # moved there; its own mean is that up to rounding


def _told(values: Values) -> bool:
    return bool(np.isfinite(values).any())


def takes_chance(row: Row) -> bool:
    """Tell whether a row is set against chance."""
    return row.indicator.size == CHANCE and row.relation is not None

"""Mixing by any attribute: whether actors tie to others of their own kind.

All over known pairs of actors whose groups are known: a tie on a pair that is only partly known
stays out, as in the densities. Stages sort firms only; other columns sort institutions too.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.types import is_bool_dtype, is_numeric_dtype
from scipy import sparse

from tiesnet.errors import TiesnetError
from tiesnet.language import say
from tiesnet.metrics import _mixing as closed
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._ei import JoinCount, join_count
from tiesnet.metrics._groups import attributes
from tiesnet.metrics._mixing import Mixing, mixing
from tiesnet.metrics._needs import unmet
from tiesnet.metrics._pairs import known
from tiesnet.metrics._shared import ratio
from tiesnet.network import Network, adjacency

_COORDINATES = ("latitude", "longitude")
_COUNTS = ("attribute", "groups", "actors", "ties_within", "ties_between", "share_within")
_CHANCE = (
    "h_star",
    "ei",
    "ei_expected",
    "ei_lowest",
    "ei_highest",
    "ei_rescaled",
    "ei_variance",
    "ei_z",
    "yules_q",
    "odds_ratio",
    "coleman",
    "assortativity",
    "modularity",
    "correlation",
)
_BY_GROUP = (
    "group",
    "actors",
    "ties_within",
    "ties_between",
    "ties_received",
    "ei",
    "ei_expected",
    "coleman",
    "density_within",
    "density_between",
)
MODELS = ("density", "configuration", "out_degree")


@metric(
    label="Mixing by attribute",
    unit="index",
    source="krackhardt1988, coleman1958, newman2003, yule1912, cliff1981, borgatti2002, "
    "bojanowski2014",
    level="table",
    needs={"census"},
    undefined="there are no ties or known pairs to compare, shuffling the groups changes nothing, "
    "or the question itself asked for the stages",
    reading="E-I index below the expected one: actors tie to their own kind. Beyond 2 or -2 in the "
    "column of standard deviations: more than chance would give.",
)
def homophily(net: Network) -> pd.DataFrame:
    """Whether ties run within or between groups, for every column that sorts the actors.

    One row per attribute, size class included. groups; actors: those whose group is known;
    ties_within, ties_between: over known pairs, with arrows every arrow; share_within: UCINET's
    H; h_star: H less the share of known pairs that are within (Σ n(n - 1) / N(N - 1) when all are
    known); ei: (between - within) / (between + within), Krackhardt and Stern, ties without
    strength; ei_expected: the same of known pairs, its mean when groups are shuffled;
    ei_lowest, ei_highest: what so many ties allow in groups of these sizes; ei_rescaled: -1 at
    the lowest, 1 at the highest.

    ei_variance and ei_z: exact under shuffled groups (Cliff and Ord's join count), among the
    actors that answered, whose pairs are all known; two arrows of a mutual pair move together,
    so the variance with arrows differs from the one without. The stage measure that ignores
    directions can therefore differ.

    yules_q: (ad - bc) / (ad + bc) with a, b tied pairs within and between, c, d pairs not tied;
    odds_ratio: ad / bc, one half added to all when one is 0; correlation: of being tied and being
    of one group (phi, the point-biserial correlation of two yes-or-no variables). coleman:
    Coleman's index over all groups, ties within less those expected from each group's number of
    ties, as a share of the largest excess possible. assortativity: Newman's coefficient as in
    igraph and networkx, every undirected tie both ways; actors of unknown group stay out, which
    networkx takes for a group of their own; modularity: its numerator. A stage that the question
    itself asked for has counts only; where one question of a union did, no variance.
    """
    rows = [_row(net, by) for by in attributes(net)]
    return pd.DataFrame([row for row in rows if row], columns=[*_COUNTS, *_CHANCE])


def _row(net: Network, by: str) -> dict[str, object]:
    mix = mixing(net, by)
    if len(mix.groups.labels) < 2:
        return {}
    inside, outside = mix.within(mix.ties), mix.between(mix.ties)
    values = (by, len(mix.groups.labels), int(mix.groups.sizes.sum()), int(inside), int(outside))
    row: dict[str, object] = dict(zip(_COUNTS, values, strict=False))
    row["share_within"] = ratio(inside, inside + outside)
    asked = by == "stage" and unmet(frozenset({"free_stages"}), net) is not None
    return row | (dict.fromkeys(_CHANCE, np.nan) if asked else _against_chance(net, mix))


def _against_chance(net: Network, mix: Mixing) -> dict[str, object]:
    inside, outside = mix.within(mix.ties), mix.between(mix.ties)
    cells, (lowest, highest) = mix.cells(), closed.attainable_ei(mix)
    observed, expected = closed.ei(mix, mix.ties), closed.ei(mix, mix.pairs)
    place = ratio(observed - lowest, highest - lowest) if highest > lowest else np.nan
    shuffled = _shuffled(net, mix)
    values = (
        ratio(inside, inside + outside) - (1 - expected) / 2,
        observed,
        expected,
        lowest,
        highest,
        2 * place - 1,
        np.nan if shuffled is None else shuffled.ei_variance,
        np.nan if shuffled is None else shuffled.z,
        closed.yules_q(cells),
        closed.odds_ratio(cells),
        _coleman_of_all(mix),
        closed.assortativity(mix.ties),
        closed.modularity(mix.ties),
        closed.phi(cells),
    )
    return dict(zip(_CHANCE, values, strict=True))


def _shuffled(net: Network, mix: Mixing) -> JoinCount | None:
    """Count ties within groups among the actors that answered; not where a question asked."""
    if mix.groups.by == "stage" and unmet(frozenset({"free_ties"}), net) is not None:
        return None
    matrix = adjacency(net) if net.directed else sparse.triu(adjacency(net))
    cells = matrix.tocoo()
    codes = np.where(net.respondents.observed().to_numpy(), mix.groups.codes, -1)
    return join_count(cells.row, cells.col, codes)


def _coleman_of_all(mix: Mixing) -> float:
    expected = float(np.nansum(closed.expected_within(mix)))
    return closed.coleman(float(mix.ties.trace()), float(mix.ties.sum()), expected)


@metric(
    label="Mixing, group by group",
    unit="index",
    source="krackhardt1988, coleman1958, everett2012, bojanowski2014",
    level="table",
    needs={"stage", "free_stages", "census"},
    undefined="the group has no ties or no known pairs",
    reading="Coleman's index 1: the group keeps to itself; 0: as chance would have it; -1: it "
    "avoids its own.",
    extra=True,
)
def homophily_groups(net: Network, *, by: str = "stage") -> pd.DataFrame:
    """How much each group keeps to itself, in the ties its members send.

    Columns: group; actors; ties_within; ties_between: sent to other groups; ties_received from
    them; ei: (between - within) / (between + within) of the ties sent; ei_expected: the same of
    the known pairs the group sends over; coleman: Coleman's index; density_within,
    density_between. Without arrows every tie is sent both ways: a tie within counts for both of
    its members, and received equals sent.

    Coleman (1958): ties within less expected, divided by what would be possible: ties sent less
    expected when above chance, expected when below. Expected is the ties sent, times the share of
    the group's known pairs that are within, (n - 1) / (N - 1) when all are known; Coleman wrote
    n / N, which is larger by a hair.

    Parameters
    ----------
    by : str, default "stage"
        The column that sorts the actors, or "size_class".
    """
    mix = mixing(net, by)
    own, known_own = mix.ties.diagonal(), mix.pairs.diagonal()
    sent, known_sent = mix.ties.sum(axis=1), mix.pairs.sum(axis=1)
    expected = closed.expected_within(mix)
    columns = (
        mix.groups.labels,
        mix.groups.sizes,
        own.astype(int),
        (sent - own).astype(int),
        (mix.ties.sum(axis=0) - own).astype(int),
        _divided(sent - 2 * own, sent),
        _divided(known_sent - 2 * known_own, known_sent),
        [closed.coleman(*row) for row in zip(own, sent, expected, strict=True)],
        _divided(own, known_own),
        _divided(sent - own, known_sent - known_own),
    )
    return pd.DataFrame(dict(zip(_BY_GROUP, columns, strict=True)))


@metric(
    label="Ties from group to group",
    unit="ties",
    source="wasserman1994, borgatti2002",
    level="table",
    needs={"stage", "census"},
    undefined="no pair of the two groups is known, or no tie is expected there",
    reading="Ratio above 1: the two groups work together more than expected.",
    extra=True,
)
def mixing_matrix(net: Network, *, by: str = "stage", expected: str = "density") -> pd.DataFrame:
    """Ties, density and expected ties for every group of one actor and group of the other.

    Columns: source_group, target_group, ties, known_pairs, density, expected, ratio (ties /
    expected). With arrows rows run from the source's group to the target's; without, every two
    groups stand twice with the same numbers, every tie counted once.

    Expected, UCINET's three models: density spreads all ties evenly over the known pairs;
    configuration keeps each group's ties sent and received; out_degree keeps the ties each group
    sends and spreads them over its known pairs. Without arrows UCINET's configuration model
    expects twice as many ties within a group as the count it is compared with; here both count a
    tie once.

    Parameters
    ----------
    by : str, default "stage"
        The column that sorts the actors, or "size_class".
    expected : {"density", "configuration", "out_degree"}, default "density"
        What expected ties are taken from.
    """
    mix = mixing(net, by)
    ties, pairs, chance = (
        _as_counted(mix, table) for table in (mix.ties, mix.pairs, _expected(mix, expected))
    )
    labels, count = mix.groups.labels, len(mix.groups.labels)
    columns = {
        "source_group": np.repeat(np.array(labels, dtype=object), count),
        "target_group": labels * count,
        "ties": ties.reshape(-1).astype(int),
        "known_pairs": pairs.reshape(-1).astype(int),
        "density": _divided(ties, pairs).reshape(-1),
        "expected": chance.reshape(-1),
        "ratio": _divided(ties, chance).reshape(-1),
    }
    return pd.DataFrame(columns)


def _expected(mix: Mixing, model: str) -> NDArray[np.float64]:
    """Spread the ordered ties over the groups by one of the models."""
    if model not in MODELS:
        raise TiesnetError(
            say("There is no model {model} of expected ties.", model=f"{model!r}"),
            say("Choose one of: {models}.", models=", ".join(MODELS)),
        )
    sent, total = mix.ties.sum(axis=1), mix.ties.sum()
    if model == "configuration":
        received = mix.ties.sum(axis=0)
        return np.asarray(sent[:, None] * received / max(total, 1.0))
    even = mix.pairs.sum() if model == "density" else mix.pairs.sum(axis=1)[:, None]
    share = _divided(mix.pairs, np.broadcast_to(even, mix.pairs.shape))
    return np.asarray(np.nan_to_num(share) * (total if model == "density" else sent[:, None]))


def _as_counted(mix: Mixing, table: NDArray[np.float64]) -> NDArray[np.float64]:
    """Count an undirected tie once: half the diagonal, the mean of both orders elsewhere."""
    if mix.directed:
        return table
    once_each = (table + table.T) / 2
    once_each[np.diag_indices(len(table))] /= 2
    return once_each


def _divided(above: NDArray[np.float64], below: NDArray[np.float64]) -> NDArray[np.float64]:
    """Divide cell by cell; empty where nothing can be divided by."""
    empty = np.full(np.shape(above), np.nan)
    return np.asarray(np.divide(above, below, out=empty, where=below > 0))


@metric(
    label="Mixing by numbers",
    unit="correlation",
    bounds=(-1, 1),
    source="newman2003",
    level="table",
    needs={"census"},
    undefined="fewer than two ties, or one end never varies",
    reading="Above 0: large with large, small with small. Below 0: large with small.",
    extra=True,
)
def numeric_assortativity(net: Network) -> pd.DataFrame:
    """Whether tied actors resemble each other in a number: employees, age, exports.

    One row per numeric column: attribute, actors (whose number is known), ties (known ones
    between such actors), assortativity, mean_difference (of the two ends of a tie, without sign).
    Newman's numeric assortativity: the correlation of the two ends over all ties, with arrows
    source and target, without arrows every tie both ways; igraph and networkx agree.
    """
    cells = adjacency(net).tocoo()
    sure = known(net, cells.row, cells.col)
    ends = cells.row[sure], cells.col[sure]
    rows = [
        _alike(name, net.actors[name].to_numpy(dtype=float), *ends, net.directed)
        for name in net.actors.columns
        if name not in _COORDINATES and _counts(net.actors[name])
    ]
    return pd.DataFrame(
        rows, columns=["attribute", "actors", "ties", "assortativity", "mean_difference"]
    )


def _counts(values: pd.Series) -> bool:
    return is_numeric_dtype(values) and not is_bool_dtype(values) and bool(values.notna().any())


def _alike(
    name: str,
    value: NDArray[np.float64],
    source: NDArray[np.intp],
    target: NDArray[np.intp],
    directed: bool,
) -> tuple[str, int, int, float, float]:
    one, other = value[source], value[target]
    there = ~(np.isnan(one) | np.isnan(other))
    one, other = one[there], other[there]
    ties = len(one) if directed else len(one) // 2
    varies = len(one) > 1 and np.ptp(one) > 0 and np.ptp(other) > 0
    alike = float(np.corrcoef(one, other)[0, 1]) if varies else np.nan
    apart = float(np.abs(one - other).mean()) if len(one) else np.nan
    return name, int((~np.isnan(value)).sum()), ties, alike, apart

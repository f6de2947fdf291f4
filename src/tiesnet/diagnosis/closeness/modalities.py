"""The platforms firms stand on: initiatives, a sector in a territory, compatriots abroad."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.diagnosis.chain.tie_kinds import CLUSTER, SATURATED, multilateral_groups
from tiesnet.diagnosis.closeness.alike import same_word, shared_body
from tiesnet.diagnosis.closeness.pair_kinds import upper
from tiesnet.diagnosis.evidence import Gap
from tiesnet.inference import TestResult, permute_labels
from tiesnet.language import say, word
from tiesnet.metrics import alike, pair_space
from tiesnet.network import Network, TwoMode, affiliations

INITIATIVE, WIDE = word("initiative"), word("wide initiative")
SECTOR, COMPATRIOTS = word("sectoral"), word("compatriot")
MODALITIES = {
    INITIATIVE: word("that belong to the same association, project or group"),
    WIDE: word(
        "that belong to the cluster organisation or to a body of more than half of the firms"
    ),
    SECTOR: word("of the same sector in the same country"),
    COMPATRIOTS: word("of the same origin in a host country"),
}
"""The modalities of a platform (Urzelai & Puig 2017) and what a pair has in common in each."""
GAPS = {
    INITIATIVE: Gap(
        "Which firms meet in initiatives is not known.",
        "Ask for memberships of associations, projects and groups, or take them from their lists "
        "(table affiliations).",
    ),
    SECTOR: Gap("Which firms share a sector is not known.", "Ask every firm for its sector."),
    COMPATRIOTS: Gap(
        "Which firms are compatriots abroad is not known.",
        "Ask every firm for the country it comes from (column origin), beside the country where "
        "it is.",
    ),
}


@dataclass(frozen=True, eq=False)
class Platforms:
    """Which pairs of firms share a platform, and the platforms one by one.

    Attributes
    ----------
    kinds : mapping of modality to nullable booleans
        Over the pairs of `upper`; only modalities of which something is known.
    single : DataFrame
        ``modality``, ``platform`` (its name), ``members`` (tuple of positions of firms).
    """

    kinds: Mapping[str, Any]
    single: pd.DataFrame


def platforms_of(view: Network, *, saturates: float = 0.5) -> Platforms:
    """Find the platforms of a view of firms, of three modalities (Urzelai & Puig 2017).

    Initiative: both belong to one body of at least three firms; the cluster organisation and
    bodies with more than the share `saturates` stand apart, since nearly everybody meets there.
    Sectoral: the same sector, and not in different countries. Compatriot: the same origin, in one
    country that is not their origin.
    """
    one, other = upper(len(view.actors))
    space = pair_space(view, one, other)
    near = ~space["cross_border"].fillna(False).astype("boolean")
    two = affiliations(view)
    apart = multilateral_groups(view, saturates=saturates)["apart"]
    bodies = {
        INITIATIVE: list(apart.index[apart == ""]),
        WIDE: list(apart.index[apart.isin([CLUSTER, SATURATED])]),
    }
    kinds = {name: shared_body(view, _only(two, keys)) for name, keys in bodies.items() if keys}
    kinds[SECTOR] = same_word(view, "sector") & near.array
    kinds[COMPATRIOTS] = space["compatriots"].array
    single = [*sorted(_bodies(view, two, bodies)), *_sectors(view), *_origins(view)]
    return Platforms(
        {name: told for name, told in kinds.items() if (~pd.isna(told)).any()},
        pd.DataFrame(single, columns=["modality", "platform", "members"]),
    )


def covered(told: Any, count: int) -> NDArray[np.bool_]:
    """Tell which firms share a platform with another firm."""
    one, other = upper(count)
    yes = yes_of(told)
    firms = np.zeros(count, dtype=bool)
    firms[one[yes]] = True
    firms[other[yes]] = True
    return firms


def yes_of(told: Any) -> NDArray[np.bool_]:
    """Tell which pairs are known to hold."""
    return np.asarray(pd.array(told, dtype="boolean").fillna(False), dtype=bool)


def overlap_test(
    first: Any, second: Any, count: int, replications: int, seed: int
) -> dict[str, TestResult]:
    """Count firms and pairs on two platforms at once; the second is shuffled among all firms."""
    one, other = upper(count)
    yes = yes_of(first)
    left, right = one[yes], other[yes]
    there = yes_of(second)
    cells = (np.ones(int(there.sum()), dtype=np.int8), (one[there], other[there]))
    matrix = sparse.coo_array(cells, shape=(count, count)).toarray()
    matrix |= matrix.T
    here, beyond = covered(first, count), covered(second, count)

    def both(order: NDArray[Any]) -> dict[str, float]:
        return {
            "pairs": float(matrix[order[left], order[right]].sum()),
            "firms": float((here & beyond[order]).sum()),
        }

    null = word("the second platform shuffled among all firms")
    return permute_labels(both, np.arange(count), replications=replications, seed=seed, null=null)


def _only(two: TwoMode, keys: list[str]) -> TwoMode:
    place = two.organisations.index.get_indexer(keys)
    return TwoMode(
        two.actors, two.organisations.iloc[place], sparse.csr_array(two.incidence[:, place])
    )


_Single = tuple[str, str, tuple[int, ...]]


def _bodies(view: Network, two: TwoMode, bodies: Mapping[str, list[str]]) -> Iterator[_Single]:
    place = view.actors.index.get_indexer(two.actors)
    for modality, keys in bodies.items():
        part = _only(two, keys)
        columns = sparse.csc_array(part.incidence)
        for k, name in enumerate(part.organisations["name"].astype(str)):
            rows = columns.indices[columns.indptr[k] : columns.indptr[k + 1]]
            yield modality, name, tuple(sorted(int(p) for p in place[rows]))


def _sectors(view: Network) -> Iterator[_Single]:
    yield from _groups(view, SECTOR, ["sector", "country"])


def _origins(view: Network) -> Iterator[_Single]:
    if "origin" in view.actors and "country" in view.actors:
        yield from _groups(view, COMPATRIOTS, ["origin", "country"])


def _groups(view: Network, modality: str, columns: list[str]) -> Iterator[_Single]:
    """Give the groups of two or more firms with the same texts."""
    use = [name for name in columns if name in view.actors]
    if columns[0] not in use:
        return
    texts = pd.DataFrame({name: alike(view.actors[name]).to_numpy() for name in use})
    # A column of nothing but missing values has no texts of its own.
    table = texts[texts[columns[0]].notna()].astype(object).fillna(dict.fromkeys(use, ""))
    if modality == COMPATRIOTS:
        table = table[(table["country"] != "") & (table["origin"] != table["country"])]
    for _, own in table.groupby(use, sort=True):
        if len(own) > 1:
            shown = [min(view.actors[name].iloc[own.index].astype(str).str.strip()) for name in use]
            named = [text for text, name in zip(shown, use, strict=True) if own[name].iloc[0]]
            yield modality, _platform(named), tuple(int(k) for k in own.index)


def _platform(named: list[str]) -> str:
    """Name a sector or an origin, with the country where one is known."""
    if len(named) < 2:
        return "".join(named)
    return say("{group} in {country}", group=named[0], country=named[1])

"""An actor across relations: how its ties are spread over them, and with whom it has several.

Partners are distinct in each relation and directions ignored; membership stays out. These need
all relations at once and stand in the layer of all ties.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._relations import pairs_by_relations, relations
from tiesnet.metrics._shared import series
from tiesnet.network import Network


@metric(
    label="Relations with a tie",
    unit="relations",
    source="battiston2014",
    on="all",
    reading="In how many ways the actor takes part at all.",
    extra=True,
)
def relations_used(net: Network) -> pd.Series:
    """Number of relations in which an actor has at least one tie.

    Battiston, Nicosia and Latora call it the activity of a node over layers.
    """
    return series(net, (_degrees(net) > 0).sum(axis=1).astype(float))


@metric(
    label="Overlapping degree",
    unit="ties",
    source="battiston2014",
    on="all",
    reading="High: many ties in all relations taken together.",
    extra=True,
)
def overlapping_degree(net: Network) -> pd.Series:
    """Partners of an actor in each relation, added up.

    o = Σ k over relations; a partner in two relations counts twice (once in the degree of the
    union of all ties).
    """
    return series(net, _degrees(net).sum(axis=1))


@metric(
    label="Overlapping degree, standardised",
    unit="standard deviations",
    bounds=(None, None),
    source="battiston2014",
    on="all",
    needs={"census"},
    undefined="all actors that answered have as many",
    reading="Above 2: a hub over all relations. Read it with the participation coefficient.",
    extra=True,
)
def overlapping_degree_z(net: Network) -> pd.Series:
    """How far an actor's overlapping degree lies from the mean, in standard deviations.

    (o - mean) / standard deviation over the actors that answered every question (the standard
    deviation of all of them, divided by n). With the participation coefficient it places actors
    in the cartography of Battiston, Nicosia and Latora.
    """
    total = _degrees(net).sum(axis=1)
    seen = total[net.respondents.observed().to_numpy()]
    spread = float(seen.std()) if len(seen) else 0.0
    if spread == 0.0:
        return series(net, np.full(len(total), np.nan))
    return series(net, (total - seen.mean()) / spread)


@metric(
    label="Partners in several relations",
    unit="actors",
    source="wasserman1994",
    on="all",
    reading="High: the actor is tied to many in more ways than one.",
    extra=True,
)
def multiplex_partners(net: Network) -> pd.Series:
    """Number of partners with whom an actor has ties in at least two relations.

    Formal and informal, or two of a kind: any two relations count.
    """
    one, other, times = pairs_by_relations(net)
    several = times > 1
    ends = np.concatenate([one[several], other[several]])
    return series(net, np.bincount(ends, minlength=len(net.actors)).astype(float))


@metric(
    label="Participation over relations",
    unit="index",
    bounds=(0, 1),
    source="battiston2014, agresti1978",
    on="all",
    undefined="it has no ties, or there is only one relation",
    reading="0: all its ties are of one relation. 1: evenly spread over all.",
    extra=True,
)
def layer_participation(net: Network) -> pd.Series:
    """How evenly an actor's ties are spread over the relations.

    The multiplex participation coefficient, M / (M - 1) (1 - Σ (k / o)²) with k the partners in
    one of M relations and o their sum. The same number as UCINET's index of qualitative variation
    of tie composition, with ties in either direction.
    """
    shares = _shares(net)
    count = shares.shape[1]
    largest = 1 - 1 / count if count > 1 else np.nan
    return series(net, np.clip((1 - (shares**2).sum(axis=1)) / largest, 0.0, 1.0))


@metric(
    label="Tie composition",
    unit="ties",
    source="borgatti2002, battiston2014",
    level="table",
    on="all",
    undefined="the actor has no ties",
    reading="Which relations an actor's ties are of.",
    extra=True,
)
def tie_composition(net: Network) -> pd.DataFrame:
    """Partners of an actor in each relation, and which share of its ties these are.

    One row per actor that answered every question and relation: actor, relation, partners,
    share. UCINET's tie composition with ties in either direction.
    """
    found = relations(net)
    seen = np.flatnonzero(net.respondents.observed().to_numpy())
    return pd.DataFrame(
        {
            "actor": np.repeat(net.actors.index.to_numpy(dtype=object)[seen], len(found)),
            "relation": [relation.name for relation in found] * len(seen),
            "partners": _degrees(net)[seen].reshape(-1).astype(int),
            "share": _shares(net)[seen].reshape(-1),
        }
    )


def _degrees(net: Network) -> NDArray[np.float64]:
    """Give each actor's partners: a row per actor, a column per relation."""
    count = len(net.actors)
    columns = [relation.degrees(count) for relation in relations(net)]
    return np.column_stack(columns) if columns else np.zeros((count, 0))


def _shares(net: Network) -> NDArray[np.float64]:
    degrees = _degrees(net)
    total = degrees.sum(axis=1, keepdims=True)
    empty = np.full_like(degrees, np.nan)
    shares: NDArray[np.float64] = np.divide(degrees, total, out=empty, where=total > 0)
    return shares

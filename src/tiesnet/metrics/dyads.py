"""Structural holes pair by pair: which partner holds an actor back, and which is redundant.

Long tables, one row per actor and partner: a pair of partners stands twice, once as each of the
two sees the other. Rows of actors that did not answer are left out.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.metrics._arcs import arcs_of
from tiesnet.metrics._burt import Pairs, check_model, pairs
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._result import observed
from tiesnet.network import Network


@metric(
    label="Constraint by each partner",
    unit="index",
    source="burt1992",
    level="table",
    needs={"census"},
    reading="The partner with the highest value is the one the firm can least do without or get "
    "around.",
    extra=True,
)
def dyadic_constraint(net: Network, *, model: str = "ego", weighted: bool = False) -> pd.DataFrame:
    """How far each partner of an actor constrains it.

    Columns: share is the part of the actor's ties that goes to the partner, p(ij); through is
    what leads to the same partner over third ones, sum over q of p(iq) p(qj); constraint is the
    square of both together. Summed over the partners it is the actor's constraint. A pair is tied
    when either names the other; a mutual tie weighs two.

    Parameters
    ----------
    net : Network
        One layer or union.
    model : {"ego", "whole"}
        Whether the shares of partners are taken inside the circle (UCINET) or over all ties
        (igraph, networkx).
    weighted : bool, default False
        Use the strength of ties.
    """
    made, table, keep = _pairs(net, model, weighted, "dyadic_constraint")
    columns = {"share": made.share, "through": made.through, "constraint": made.constraint}
    return table.assign(**{name: values.ravel()[keep] for name, values in columns.items()})


@metric(
    label="Redundancy of each partner",
    unit="share of the actor's ties",
    bounds=(0, 1),
    source="burt1992",
    level="table",
    needs={"census"},
    reading="High: whom this partner could lead to, the firm's other partners know already. 0: it "
    "is tied to none of them.",
    extra=True,
)
def dyadic_redundancy(net: Network, *, model: str = "ego", weighted: bool = False) -> pd.DataFrame:
    """How far each partner of an actor is tied to its other partners.

    Columns: share is the part of the actor's ties that goes to the partner, p(ij); redundancy is
    the sum over third partners q of p(iq) m(jq), with m(jq) the tie of partner and third over
    the strongest tie of the partner. The number of partners less the sum of their redundancy is
    the effective size.

    Parameters
    ----------
    net : Network
        One layer or union.
    model : {"ego", "whole"}
        Whether the strongest tie of a partner is taken inside the circle (UCINET) or anywhere.
    weighted : bool, default False
        Use the strength of ties.
    """
    made, table, keep = _pairs(net, model, weighted, "dyadic_redundancy")
    columns = {"share": made.share, "redundancy": made.redundancy}
    return table.assign(**{name: values.ravel()[keep] for name, values in columns.items()})


def _pairs(
    net: Network, model: str, weighted: bool, name: str
) -> tuple[Pairs, pd.DataFrame, NDArray[np.intp]]:
    """Give Burt's quantities, the pairs as a table by actor and partner, and which rows it has."""
    check_model(model)
    arcs = arcs_of(net, name, weighted)
    low, high = arcs.order[arcs.low], arcs.order[arcs.high]
    actor, partner = np.concatenate([low, high]), np.concatenate([high, low])
    kept = np.lexsort((partner, actor))
    kept = kept[observed(net)[actor[kept]]]
    ids = net.actors.index
    table = pd.DataFrame({"actor": ids[actor[kept]], "partner": ids[partner[kept]]})
    return pairs(arcs, model), table, kept

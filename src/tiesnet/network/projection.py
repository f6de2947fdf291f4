"""From memberships to ties: who shares an organisation with whom, and how much that weighs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.errors import TiesnetError
from tiesnet.language import localised, say, word
from tiesnet.network.assumed import CHOICE_COLUMNS
from tiesnet.network.edges import network_from_edges
from tiesnet.network.network import Network, Origin
from tiesnet.network.orientation import classify
from tiesnet.network.respondents import BOTH, PARTLY, SILENT, Respondents
from tiesnet.network.two_mode import TwoMode, affiliations
from tiesnet.survey import ASSUMPTION_COLUMNS

CO_MEMBERSHIP = "co_membership"
NORMALISATIONS = {
    "count": word("the number of organisations shared"),
    "binary": word("1 for every pair that shares an organisation"),
    "share": word("organisations shared, over all organisations"),
    "jaccard": word("organisations shared, over those that either belongs to"),
    "cosine": word("organisations shared, over the geometric mean of both numbers of memberships"),
    "overlap": word("organisations shared, over the smaller number of memberships"),
    "newman": word("each organisation shared counts 1 / (its members - 1)"),
    "bonacich": word("organisations shared beyond what both numbers of memberships make likely"),
}
"""How much a pair weighs that belongs to the same organisations; said of actors."""


def projection(two: TwoMode, normalisation: str = "count", of: str = "actors") -> sparse.csr_array:
    """Give how much each pair of actors, or of organisations, has in common.

    Parameters
    ----------
    two : TwoMode
    normalisation : str, default "count"
        With a and b memberships of the two, s of them shared, and n organisations in all: count
        s; binary 1; share s / n; jaccard s / (a + b - s); cosine s / root of ab; overlap
        s / min(a, b); newman the sum of 1 / (members - 1) over the organisations shared (Newman
        2001); bonacich the association that does not depend on a and b (Bonacich 1972),
        root of s t / (root of s t + root of u v) with u and v the memberships of one only and t
        the organisations of neither: 1/2 when sharing is what chance would give, and when
        nothing can be compared.
    of : str, default "actors"
        Or "organisations", which then share members.

    Returns
    -------
    csr_array, shape (actors, actors) or (organisations, organisations)
        Symmetric, the diagonal empty. Only pairs with something in common have a cell; with
        bonacich it can hold 0.

    Raises
    ------
    TiesnetError
        The normalisation is not known.
    """
    if normalisation not in NORMALISATIONS or of not in ("actors", "organisations"):
        raise TiesnetError(
            say(
                "There is no co-membership of {of} by {normalisation}.",
                of=of,
                normalisation=f"{normalisation!r}",
            ),
            say(
                "Use one of {normalisations}, of actors or organisations.",
                normalisations=", ".join(NORMALISATIONS),
            ),
        )
    rows = two.incidence if of == "actors" else sparse.csr_array(two.incidence.T)
    one, other, shared = _upper(rows @ rows.T)
    value = _weights(rows, one, other, shared, normalisation)
    shape = (rows.shape[0], rows.shape[0])
    ends = (np.concatenate([one, other]), np.concatenate([other, one]))
    return sparse.csr_array((np.concatenate([value, value]), ends), shape=shape)


def co_membership(
    source: Network | TwoMode, normalisation: str = "count", at_most: float = 1.0
) -> Network:
    """Make a network of one undirected layer: who belongs to an organisation with whom.

    Parameters
    ----------
    source : Network or TwoMode
        A view, whose survey names the memberships, or the memberships themselves.
    normalisation : str, default "count"
        What a tie weighs; see `projection`.
    at_most : float, default 1.0
        Leave out organisations that hold more than this share of the actors: they tie everybody
        to everybody.

    Returns
    -------
    Network
        Of the same actors. The layer counts as formal cooperation in unions, not as membership,
        which would stay out of them. A pair is known when the memberships of both are.
    """
    two = affiliations(source) if isinstance(source, Network) else source
    cells = sparse.triu(projection(two.up_to(at_most), normalisation)).tocoo()
    ids = two.actors.to_numpy()
    edges = list(zip(ids[cells.row], ids[cells.col], cells.data.tolist(), strict=True))
    nodes = (source.actors.index if isinstance(source, Network) else two.actors).tolist()
    made = network_from_edges(edges, nodes, directed=False, layer=CO_MEMBERSHIP)
    made = replace(made, layers=_layer(made.layers, normalisation))
    return _inside(made, source, two, at_most) if isinstance(source, Network) else made


def _layer(layers: pd.DataFrame, normalisation: str) -> pd.DataFrame:
    words = say("Who belongs to what; weight: {weight}.", weight=say(NORMALISATIONS[normalisation]))
    return layers.assign(label="Co-membership", combine="confirmed", question=words)


def _inside(made: Network, net: Network, two: TwoMode, at_most: float) -> Network:
    """Give the co-membership network the actors, stages and provenance of the view."""
    survey = net.origin.survey
    stages = {} if survey is None else survey.stages["order"].dropna().to_dict()
    order = {str(name): int(place) for name, place in stages.items()}
    known = net.actors.index.isin(two.actors)
    dark = net.respondents.states().isin([SILENT, PARTLY]).to_numpy()
    asked, answered = _flags(made, known | dark), _flags(made, known)
    ties = made.ties.assign(reported="other")
    return replace(
        made,
        actors=net.actors,
        ties=classify(ties, net.actors, made.layers, order)[list(made.ties.columns)],
        respondents=Respondents(asked, answered, made.layers[["combine"]]),
        origin=_origin(net.origin, made, at_most),
    )


def _flags(made: Network, yes: NDArray[np.bool_]) -> pd.DataFrame:
    value = np.where(yes, BOTH, 0).astype(np.int8)[:, None]
    return pd.DataFrame(value, index=made.actors.index, columns=made.layers.index)


def _origin(origin: Origin, made: Network, at_most: float) -> Origin:
    text = say(
        "Who has no row in the table of affiliations, though it answered, belongs to nothing."
    )
    assumed = pd.DataFrame([("memberships", text, 1)], columns=list(ASSUMPTION_COLUMNS))
    said = f"Co-membership: {made.layers['question'].iloc[0]}"
    rows: list[tuple[str, str, int]] = [(CO_MEMBERSHIP, said, len(made.ties))]
    if at_most < 1:
        text = say(
            "Organisations that hold more than {at_most} of the actors are left out.",
            at_most=localised(f"{at_most:.0%}"),
        )
        rows.append((CO_MEMBERSHIP, text, 1))
    return replace(
        origin,
        assumptions=pd.concat([origin.assumptions, assumed], ignore_index=True),
        choices=pd.DataFrame(rows, columns=list(CHOICE_COLUMNS)),
        unconfirmable=origin.unconfirmable.iloc[:0],
        reported=origin.reported.iloc[:0],
    )


def _upper(matrix: sparse.csr_array) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Give the cells above the diagonal, row by row."""
    matrix.sum_duplicates()
    cells = sparse.triu(matrix, k=1).tocoo()
    order = np.lexsort([cells.col, cells.row])
    return cells.row[order], cells.col[order], cells.data[order]


def _weights(
    rows: sparse.csr_array,
    one: NDArray[np.intp],
    other: NDArray[np.intp],
    shared: NDArray[np.float64],
    normalisation: str,
) -> NDArray[np.float64]:
    number = np.asarray(rows.sum(axis=1))
    a, b, n = number[one], number[other], rows.shape[1]
    if normalisation == "newman":
        size = np.asarray(rows.sum(axis=0))
        each = np.divide(1.0, size - 1, out=np.zeros(n), where=size > 1)
        weighted: NDArray[np.float64] = _upper(rows @ sparse.diags_array(each) @ rows.T)[2]
        return weighted
    if normalisation == "bonacich":
        both = np.sqrt(shared * (n - a - b + shared))
        apart = np.sqrt((a - shared) * (b - shared))
        total = both + apart
        even = np.full(len(total), 0.5)
        return np.asarray(np.divide(both, total, out=even, where=total > 0))
    below = {
        "count": np.ones(len(shared)),
        "binary": shared,
        "share": np.full(len(shared), float(n)),
        "jaccard": a + b - shared,
        "cosine": np.sqrt(a * b),
        "overlap": np.minimum(a, b),
    }
    return np.asarray(shared / below[normalisation])

"""Who is whose neighbour: the ties of a layer as weights among the actors in use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.errors import TiesnetError
from tiesnet.inference.attributes.words import label_of, several
from tiesnet.language import say
from tiesnet.network import Network, adjacency

Weights = Literal["row", "raw"]
WEIGHTS: tuple[Weights, ...] = ("row", "raw")


@dataclass(frozen=True, eq=False)
class Neighbours:
    """Weights among some actors.

    Attributes
    ----------
    matrix : csr_array of float, shape (actors, actors)
        Row: the actor; column: whom it names (a union: along the flow).
    isolates : int
        Actors without neighbours among these, in either direction.
    said : tuple of str
        What was left out.
    """

    matrix: sparse.csr_array
    isolates: int
    said: tuple[str, ...]


def neighbours(
    net: Network,
    layer: str,
    kept: NDArray[np.intp],
    *,
    weights: Weights = "row",
    strength: bool = False,
) -> Neighbours:
    """Take the ties of a layer among some actors inside the cluster.

    Parameters
    ----------
    net : Network
        From `build_network`.
    layer : str
    kept : array of int
        Places of the actors among those inside the cluster.
    weights : {"row", "raw"}, default "row"
        Every actor's weights add up to 1 (those of one without neighbours stay 0), or as they are.
    strength : bool, default False
        Strengths in place of 1.

    Raises
    ------
    TiesnetError
        There are no such weights, or no tie among these actors.
    """
    if weights not in WEIGHTS:
        raise TiesnetError(
            say("There are no weights {weights}.", weights=f"{weights!r}"),
            say("Choose one of: {weights}.", weights=", ".join(WEIGHTS)),
        )
    heading = label_of(net, layer)
    whole = adjacency(net.inside().layer(layer), weighted=strength)
    matrix = sparse.csr_array(whole[kept][:, kept])
    if not matrix.nnz:
        raise TiesnetError(
            say(
                "{net} has no tie among the {n} of which all is known.",
                net=heading,
                n=several(len(kept), "actor"),
            ),
            say("Choose another layer."),
        )
    said = _left_out(heading, whole.nnz - matrix.nnz)
    degree = matrix.sum(axis=1)
    if weights == "row":
        scale = np.divide(1.0, degree, out=np.zeros(len(kept)), where=degree > 0)
        matrix = sparse.csr_array(sparse.diags_array(scale) @ matrix)
    # scipy sorts when it first sums, which would change the order in which later products add up.
    matrix.sort_indices()
    alone = (degree == 0) & (matrix.sum(axis=0) == 0)
    return Neighbours(matrix, int(alone.sum()), said)


def _left_out(heading: str, lost: int) -> tuple[str, ...]:
    """Say how many ties have an end that is not in use."""
    if not lost:
        return ()
    return (
        say(
            "{heading}: {lost} of actors not in use left out.",
            heading=heading,
            lost=several(lost, "tie"),
        ),
    )

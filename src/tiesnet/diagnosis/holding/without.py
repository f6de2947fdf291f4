"""What the others have with an actor and without it: the count behind "if it leaves"."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from tiesnet.diagnosis.outside.outside import Outside
from tiesnet.language import word
from tiesnet.network import Network, adjacency

_NONE = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class Without:
    """The others with and without one actor: (now, then) each."""

    groups: tuple[int, int]
    alone: tuple[int, int]
    largest: tuple[int, int]
    reaching: tuple[int, int]
    near: tuple[int, int]
    firms_out: tuple[int, int]
    partners_out: tuple[int, int]

    @property
    def pairs(self) -> int:
        """Pairs of others that reach each other now."""
        return self.reaching[0]

    @property
    def cut(self) -> int:
        """Pairs of others that would no longer reach each other."""
        return self.reaching[0] - self.reaching[1]

    @property
    def lost(self) -> list[int]:
        """Give the groups added, the pairs cut, and the pairs no longer within two steps."""
        return [self.groups[1] - self.groups[0], self.cut, self.near[0] - self.near[1]]

    def rows(self) -> pd.DataFrame:
        """Give one row per number, in words."""
        said = {
            word("Groups without a tie between them"): self.groups,
            word("Actors without any tie"): self.alone,
            word("Actors in the largest group"): self.largest,
            word("Pairs that reach each other"): self.reaching,
            word("Pairs within two steps"): self.near,
            word("Firms that reach the outside within two steps"): self.firms_out,
            word("Outside partners somebody is tied to"): self.partners_out,
        }
        if not self.partners_out[0]:
            said = dict(list(said.items())[:5])
        columns = {
            "what": list(said),
            "now": [float(now) for now, _ in said.values()],
            "then": [float(then) for _, then in said.values()],
        }
        return pd.DataFrame(columns)


def without(net: Network, out: Outside, actor: str) -> Without:
    """Count what the others have with one actor and without it.

    Parameters
    ----------
    net : Network
        The actors inside, all ties.
    out : Outside
        The same actors and their partners outside.
    actor : str
        Who leaves.

    Returns
    -------
    Without
        Actors of whom nothing is known (they did not answer and nobody names them) do not count.
    """
    tied = _tied(net)
    known = net.respondents.observed().to_numpy(dtype=bool) | (_rows(tied) > 0)
    gone = int(net.actors.index.get_loc(actor))
    others = known & (np.arange(len(known)) != gone)
    rest = sparse.csr_array(tied[others][:, others])
    label = connected_components(tied, directed=False)[1][others] if others.any() else _NONE
    then = connected_components(rest, directed=False)[1] if others.any() else _NONE
    seen = net.respondents.observed().to_numpy(dtype=bool)[others]
    degrees = _rows(tied)[others], _rows(rest)
    return Without(
        groups=(len(np.unique(label)), len(np.unique(then))),
        alone=(int((seen & (degrees[0] == 0)).sum()), int((seen & (degrees[1] == 0)).sum())),
        largest=(_largest(label), _largest(then)),
        reaching=(_pairs(label), _pairs(then)),
        near=(_near(tied, others), _near(rest, np.ones(rest.shape[0], dtype=bool))),
        firms_out=_firms_out(out, gone),
        partners_out=_partners_out(out, gone),
    )


def partners_of(net: Network) -> NDArray[np.float64]:
    """Count the distinct partners of each actor of a view, directions ignored."""
    return _rows(_tied(net))


def _tied(net: Network) -> sparse.csr_array:
    matrix = adjacency(net)
    return sparse.csr_array((matrix + matrix.T) > 0).astype(float)


def _firms_out(out: Outside, gone: int) -> tuple[int, int]:
    """Count the firms other than the one gone that reach the outside within two steps."""
    own = _rows(out.links) > 0
    firms = out.firm & (np.arange(len(own)) != gone)
    left = own & (np.arange(len(own)) != gone)
    now = own | ((out.inner @ own.astype(float)) > 0)
    then = left | ((out.inner @ left.astype(float)) > 0)
    return int((firms & now).sum()), int((firms & then).sum())


def _partners_out(out: Outside, gone: int) -> tuple[int, int]:
    stay = np.arange(out.links.shape[0]) != gone
    return out.links.shape[1], int((np.asarray(out.links[stay].sum(axis=0)) > 0).sum())


def _near(tied: sparse.csr_array, among: NDArray[np.bool_]) -> int:
    """Count the pairs among some that have a tie or a common partner."""
    some = sparse.csr_array(tied[among])
    steps = sparse.csr_array(some @ some.T) + some[:, among]
    return int(sparse.triu(steps, k=1).count_nonzero())


def _pairs(label: NDArray[np.int64]) -> int:
    size = np.bincount(label) if len(label) else _NONE
    return int((size * (size - 1) // 2).sum())


def _largest(label: NDArray[np.int64]) -> int:
    return int(np.bincount(label).max()) if len(label) else 0


def _rows(matrix: sparse.csr_array) -> NDArray[np.float64]:
    return np.asarray(matrix.sum(axis=1), dtype=float).reshape(-1)

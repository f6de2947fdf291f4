"""The pairs of a layer that are not known because somebody did not answer."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.errors import TiesnetError
from tiesnet.inference.pairs import PairValues
from tiesnet.language import localised, say
from tiesnet.network import INCOMING, OUTGOING, Network, Respondents, adjacency

MOST_ACTORS = 1_500
"""Up to how many actors pairs are filled in: every pair is looked at, many times."""
SMALL = 3
"""Groups of fewer actors are put together."""
_HEARD = {"source": ("target", "both"), "target": ("source", "both"), "confirmed": ()}
"""Policies under which the other end's word alone makes no tie, and who that end is."""
_Values = NDArray[np.float64]
_Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Cells:
    """The pairs of one layer: what is known, what was said, and what is to be filled in.

    Rows are the ends whose word makes the tie: the sources, or under the policy "target" the
    targets (then everything is turned round).

    Attributes
    ----------
    values : array of float, shape (actors, actors)
        Known pairs (1 tied, 0 not, or strengths); NaN where nobody knows, and on the diagonal.
    fill : array of bool, shape (actors, actors)
        The pairs to fill in: not known, and known if everybody asked had answered.
    told : array of float, shape (actors, actors)
        What the other end said of the same tie (1 or 0, or its strength); NaN where it was not
        asked or did not answer.
    symmetric, binary : bool
        As in `PairValues`.
    both : bool
        Whether a tie needs the word of both ends (policy "confirmed").
    turned : bool
        Whether rows are targets.
    agreed : tuple of float
        Under "confirmed": one more than the words of one end that the other confirmed, and one
        more than those it did not, where both answered.
    other : array of float, shape (actors, actors), optional
        Another layer, for the rule that copies it.
    groups : array of int, shape (actors,), optional
        The group of each actor, for draws by block; by default all are of one.
    """

    values: _Values
    fill: _Flags
    told: _Values
    symmetric: bool
    binary: bool
    both: bool = False
    turned: bool = False
    agreed: tuple[float, float] = (1.0, 1.0)
    other: _Values | None = None
    groups: NDArray[np.intp] | None = None

    @property
    def known(self) -> _Flags:
        """Which pairs have a number."""
        flags: _Flags = ~np.isnan(self.values)
        return flags

    @property
    def reverse(self) -> _Values:
        """What is known of the tie the other way round; NaN in layers without arrows."""
        return np.full_like(self.values, np.nan) if self.symmetric else self.values.T


def cells_of_pairs(pairs: PairValues, other: PairValues | None = None) -> Cells:
    """Take the numbers of pairs as they are; every pair that is not known is to be filled in."""
    fill = np.isnan(pairs.values)
    np.fill_diagonal(fill, False)
    nothing = np.full_like(pairs.values, np.nan)
    beside = None if other is None else other.values
    return Cells(pairs.values, fill, nothing, pairs.symmetric, pairs.binary, other=beside)


def cells_of_layer(net: Network, layer: str, by: str = "stage") -> Cells:
    """Give the pairs of one layer of a network, tied or not.

    Parameters
    ----------
    net : Network
        All its actors are used.
    layer : str
        A layer, no union: what is asked and answered belongs to single questions.
    by : str, default "stage"
        The column of the actors that tells the groups.

    Raises
    ------
    TiesnetError
        The network has more actors than `MOST_ACTORS`, or no such column.
    """
    view = net.layer(layer)
    _refuse_large(len(view.actors))
    told = view.respondents
    known = _known(told, view.directed)
    could = _known(Respondents(told.asked, told.asked, told.questions), view.directed)
    tied = adjacency(view).toarray() > 0
    values = np.where(known | tied, tied.astype(float), np.nan)
    np.fill_diagonal(values, np.nan)
    fill = could & np.isnan(values)
    np.fill_diagonal(fill, False)
    policy = str(told.questions["combine"].iloc[0])
    cells = Cells(
        values,
        fill,
        _told(view, policy, fill, known),
        symmetric=not view.directed,
        binary=True,
        both=policy == "confirmed",
        agreed=_agreed(view) if policy == "confirmed" else (1.0, 1.0),
        groups=groups_of(net, by),
    )
    return _turned(cells) if policy == "target" and view.directed else cells


def _turned(cells: Cells) -> Cells:
    """Let rows be the targets, whose word makes the tie."""
    return replace(cells, values=cells.values.T, fill=cells.fill.T, told=cells.told.T, turned=True)


def groups_of(net: Network, by: str = "stage") -> NDArray[np.intp]:
    """Put actors of one kind and one value of a column together; small groups into one of others.

    Raises
    ------
    TiesnetError
        The actors have no such column.
    """
    if by not in net.actors:
        raise TiesnetError(
            say("The actors have no column {by}.", by=f"{by!r}"),
            say("Choose among: {actors}.", actors=", ".join(net.actors)),
        )
    words = net.actors["kind"].astype("str") + "|" + net.actors[by].astype("object").map(str)
    codes = pd.factorize(words, sort=True)[0]
    small = np.bincount(codes)[codes] < SMALL
    groups: NDArray[np.intp] = pd.factorize(np.where(small, -1, codes))[0]
    return groups


def _refuse_large(count: int) -> None:
    if count > MOST_ACTORS:
        raise TiesnetError(
            say(
                "Missing answers are filled in for up to {most_actors} actors; here are "
                "{count}, so {count2} pairs.",
                most_actors=localised(f"{MOST_ACTORS:,}"),
                count=localised(f"{count:,}"),
                count2=localised(f"{count * count:,}"),
            ),
            say("Choose a part of the cluster: net.keep(ids)."),
        )


def _known(told: Respondents, directed: bool) -> _Flags:
    everyone = np.arange(len(told.asked))
    known = told.known(everyone[:, None], everyone[None, :])
    return known if directed else known & known.T


def _told(view: Network, policy: str, fill: _Flags, known: _Flags) -> _Values:
    """Give what the end said whose word alone does not decide; what decided is in the values."""
    said = np.full(fill.shape, np.nan)
    if policy not in _HEARD:
        return said
    flags = view.respondents.answered.to_numpy(dtype=np.int8)[:, 0]
    out, into = (flags & OUTGOING) != 0, (flags & INCOMING) != 0
    if policy == "source":
        said[:, into] = 0.0
    elif policy == "target":
        said[out] = 0.0
    else:
        said[(out[:, None] ^ into[None, :]) & fill] = 0.0
    _mark(said, view, view.origin.unconfirmable, fill)
    reported = view.origin.reported
    _mark(said, view, reported[reported["reported"].isin(_HEARD[policy])], known)
    return said


def _mark(said: _Values, view: Network, reports: pd.DataFrame, where: _Flags) -> None:
    rows, columns = _ends(view, reports)
    flags = np.zeros(said.shape, dtype=bool)
    flags[rows, columns] = True
    if not view.directed:
        flags |= flags.T
    said[flags & where] = 1.0


def _ends(view: Network, reports: pd.DataFrame) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Find the actors of reports about a layer; the ends are ids."""
    own = reports[reports["layer"].astype(object) == str(view.layers.index[0])]
    rows = view.actors.index.get_indexer(own["source"])
    columns = view.actors.index.get_indexer(own["target"])
    here = (rows >= 0) & (columns >= 0)
    return rows[here], columns[here]


def _agreed(view: Network) -> tuple[float, float]:
    """Count words of one end that the other, who answered too, confirmed; and those it did not."""
    reported = view.origin.reported
    told = view.respondents
    counts = []
    for words in (("both",), ("source", "target")):
        ends = _ends(view, reported[reported["reported"].isin(words)])
        counts.append(int(told.known(*ends).sum()))
    return 1.0 + 2 * counts[0], 1.0 + counts[1]

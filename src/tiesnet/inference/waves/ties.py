"""Ties created, kept and dissolved between two waves, over pairs known in both."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.errors import TiesnetError
from tiesnet.inference.evidence import Field
from tiesnet.inference.pairs import layer_pairs
from tiesnet.inference.waves.rounds import Step
from tiesnet.language import localised, say
from tiesnet.language import word as marked
from tiesnet.network import Network, adjacency

MOST_ACTORS = 3000
"""With more than this a number for every pair takes too much memory."""
_Flags = NDArray[np.bool_]

STEP_FIELDS = (Field("from_wave", "From wave"), Field("to_wave", "To wave"))
COUNT_FIELDS = (
    Field("before", "Tied before", "count", "ties"),
    Field("after", "Tied after", "count", "ties"),
    Field("created", "Created", "count", "ties"),
    Field("kept", "Kept", "count", "ties"),
    Field("dissolved", "Dissolved", "count", "ties"),
    Field("jaccard", "Stability (Jaccard)", "percent", "", "Kept, of all tied in either wave."),
)
TIE_FIELDS = (
    *STEP_FIELDS,
    Field("layer", "Relation", "layer"),
    Field("formality", "Formality", "word"),
    Field("actors", "Actors in both", "count", "actors"),
    Field("pairs", "Pairs known in both", "count", "pairs", "With arrows, each direction counts."),
    Field("unknown", "Pairs not known", "count", "pairs", "Not known in one wave or in both."),
    *COUNT_FIELDS,
    Field("hamming", "Differences", "count", "ties", "Created and dissolved (Hamming distance)."),
)
TYPE_FIELDS = (
    *STEP_FIELDS,
    Field("layer", "Relation", "layer"),
    Field("by", "By", "word"),
    Field("kind", "Kind of tie", "word"),
    Field("pairs", "Pairs known in both", "count", "pairs", "Empty where only ties have a kind."),
    *COUNT_FIELDS,
)


@dataclass(frozen=True, eq=False)
class PairChange:
    """One layer in two waves, pair by pair, of the actors that were there in both.

    Attributes
    ----------
    layer : str
    symmetric : bool
        Ties without arrows: every pair stands twice in the matrices and is counted once.
    known : array of bool, shape (actors, actors)
        Known in both waves.
    before, after : array of bool, shape (actors, actors)
        Tied in the earlier and in the later wave, and known in both.
    aside : tuple of int
        Ties of the earlier and of the later wave in pairs that are not known in both.
    """

    layer: str
    symmetric: bool
    known: _Flags
    before: _Flags
    after: _Flags
    aside: tuple[int, int]

    def count(self, cells: _Flags) -> int:
        """Count cells, of a pair without arrows one."""
        return int(cells.sum()) // (2 if self.symmetric else 1)

    def counts(self, among: _Flags | None = None) -> dict[str, float]:
        """Count ties created, kept and dissolved, all or among some cells."""
        chosen = self.known if among is None else self.known & among
        return change_counts(
            kept=self.count(self.before & self.after & chosen),
            created=self.count(self.after & ~self.before & chosen),
            dissolved=self.count(self.before & ~self.after & chosen),
        )


def change_counts(kept: int, created: int, dissolved: int) -> dict[str, float]:
    """Give the counts with what follows from them; stability is empty without any tie."""
    either = kept + created + dissolved
    return {
        "before": kept + dissolved,
        "after": kept + created,
        "created": created,
        "kept": kept,
        "dissolved": dissolved,
        "jaccard": kept / either if either else np.nan,
    }


def pair_change(step: Step, layer: str) -> PairChange:
    """Lay the two waves of a layer over each other.

    Raises
    ------
    TiesnetError
        There are too many actors for a number for every pair.
    """
    if len(step.both) > MOST_ACTORS:
        raise TiesnetError(
            say(
                "Comparing pairs takes too much memory with {n} actors; the most is {most_actors}.",
                n=localised(f"{len(step.both):,}"),
                most_actors=localised(f"{MOST_ACTORS:,}"),
            ),
            say("Choose some actors with a survey of a part of the cluster."),
        )
    one, other = (layer_pairs(net, layer) for net in step.kept)
    tied: list[_Flags] = [
        np.asarray(adjacency(net.layer(layer)).toarray() > 0) for net in step.kept
    ]
    known = one.known & other.known
    per = 2 if one.symmetric else 1
    aside = [int((cells & ~known).sum()) // per for cells in tied]
    return PairChange(
        layer, one.symmetric, known, tied[0] & known, tied[1] & known, (aside[0], aside[1])
    )


def tie_row(step: Step, change: PairChange) -> dict[str, object]:
    """Say in one row what became of the ties of a layer."""
    size = len(step.both)
    pairs = change.count(change.known)
    counts = change.counts()
    return {
        **step.key(),
        "layer": change.layer,
        "formality": str(step.first.layer(change.layer).layers["formality"].iloc[0]),
        "actors": size,
        "pairs": pairs,
        "unknown": size * (size - 1) // (2 if change.symmetric else 1) - pairs,
        **counts,
        "hamming": counts["created"] + counts["dissolved"],
    }


def type_rows(step: Step, change: PairChange) -> list[dict[str, object]]:
    """Divide the ties of a layer by their orientation and by the stages of their ends.

    A tie that is kept is of the orientation it had before.
    """
    head = {**step.key(), "layer": change.layer}
    rows: list[dict[str, object]] = []
    first, second = (_orientations(net, change.layer) for net in step.kept)
    kind = np.where(change.before, first, second)
    for word in sorted(set(kind[change.before | change.after])):
        counts = change.counts(kind == word)
        rows.append({**head, "by": "orientation", "kind": word, "pairs": np.nan, **counts})
    for word, cells in _stages(step.kept[0]).items():
        if pairs := change.count(change.known & cells):
            counts = change.counts(cells)
            rows.append({**head, "by": "stage", "kind": word, "pairs": pairs, **counts})
    return rows


def _orientations(net: Network, layer: str) -> NDArray[np.object_]:
    """Give the orientation of every tie, both ways round without arrows; else an empty text."""
    view = net.layer(layer)
    size = len(view.actors)
    words = np.full((size, size), "", dtype=object)
    source, target = view.ties["source"].to_numpy(), view.ties["target"].to_numpy()
    words[source, target] = view.ties["orientation"].astype(object).to_numpy()
    if not view.directed:
        words[target, source] = words[source, target]
    return words


def _stages(net: Network) -> dict[str, _Flags]:
    """Tell which pairs share a stage, which do not, and of which it is not known."""
    stages = [frozenset(value) for value in net.actors["stages"]]
    names = sorted(set().union(*stages)) if stages else []
    if not names:
        return {}
    has = np.array([[name in of for name in names] for of in stages], dtype=float)
    told = np.array([bool(of) for of in stages])
    both = told[:, None] & told[None, :]
    same: _Flags = np.asarray(has @ has.T > 0)
    return {
        marked("within a stage"): both & same,
        marked("between stages"): both & ~same,
        marked("not known"): ~both,
    }


def ties_table(rows: list[dict[str, object]], fields: tuple[Field, ...]) -> pd.DataFrame:
    """Put rows into a table with all its columns."""
    return pd.DataFrame(rows, columns=[field.key for field in fields])

"""The E-I index when labels are shuffled: many labellings at once, beside the exact moments."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.errors import TiesnetError
from tiesnet.inference.engine import REPLICATIONS, Chunk, replicate
from tiesnet.inference.evidence import Evidence, Field
from tiesnet.inference.outcome import Outcome
from tiesnet.inference.result import TEST_FIELDS, summarise
from tiesnet.inference.words import count, number, p_said
from tiesnet.language import say, word
from tiesnet.metrics import JoinCount, groups, join_count
from tiesnet.network import Network, tie_parts

FROM_LOOKS = 20_000_000
"""From so many looks at a tie on the compiled loops are worth their start."""
LANES = 64
"""Labellings looked at together: as many bytes as the processor fetches at once."""
FROM_LABELS, BUCKETS = 200_000, 65_536
"""So many labels are dealt by buckets, and how many of these there are."""
_MOST = 255
_NULL = word("labels shuffled among the actors that answered and whose group is known; ties stay")
_Codes = NDArray[np.int32]
_FIELDS = (
    Field("layer", "Layer", "layer"),
    Field("by", "Groups by"),
    Field("groups", "Groups", "count"),
    Field("actors", "Actors", "count", "", "That answered and whose group is known."),
    Field("ties", "Ties", "count", "", "Between them; with arrows every arrow."),
    *TEST_FIELDS[:3],
    Field("exact_expected", "By chance, exact", "number", "", "Mean over all labellings."),
    Field("exact_sd", "Standard deviation, exact", "number", "", "Over all labellings."),
    Field("z", "Against chance", "number", "standard deviations", "With the exact moments."),
    *TEST_FIELDS[3:],
)


@dataclass(frozen=True, eq=False)
class _Labelled:
    """Ties among the actors whose labels are shuffled, as places among them."""

    source: _Codes
    target: _Codes
    labels: NDArray[np.uint8]
    groups: int
    exact: JoinCount


def ei_permutation(
    net: Network,
    layer: str,
    by: str | Iterable[str] = "stage",
    *,
    replications: int = REPLICATIONS,
    seed: int = 1,
    workers: int | None = None,
) -> Outcome:
    """Test whether ties run within groups more, or less, than shuffled labels would give.

    The E-I index is (between - within) / (between + within); with arrows every arrow counts.
    Labels are shuffled among the actors that answered everything and whose group is known, and
    only ties between these count, so that every pair is known. Mean and standard deviation over
    all labellings are exact (the join count of Cliff and Ord); the shuffles give the p.

    Parameters
    ----------
    net : Network
        The actors inside the cluster are used; networks of millions of ties will do.
    layer : str
        One relation or union.
    by : str or iterable of str, default "stage"
        Columns that sort the actors into groups; stages sort firms only.
    replications, seed, workers
        See `tiesnet.inference.replicate`.

    Returns
    -------
    Outcome
        One row per column of groups.

    Raises
    ------
    TiesnetError
        There is no such layer or column, no tie between actors of known groups, one group only,
        more than 255, or the question itself asked for ties within or between stages.

    References
    ----------
    Krackhardt & Stern (1988); Cliff & Ord (1981).
    """
    view = net.inside().layer(layer)
    rows = []
    for column in [by] if isinstance(by, str) else list(by):
        found = _labelled(view, column)
        drawn = _drawn(found, (replications, seed, workers))
        rows.append(_row(layer, column, found, drawn, seed))
    return _outcome(net, view, pd.DataFrame(rows), replications, seed)


def _labelled(view: Network, by: str) -> _Labelled:
    if by == "stage":
        _refuse_asked(view)
    sorted_by = groups(view, by, firms_only=by == "stage")
    codes = np.where(view.respondents.observed().to_numpy(), sorted_by.codes, -1)
    here = np.flatnonzero(codes >= 0)
    named, labels = np.unique(codes[here], return_inverse=True)
    kinds = len(named)
    if not 2 <= kinds <= _MOST:
        raise TiesnetError(
            say(
                "The actors that answered form {group} by {by}; the test takes 2 to {most}.",
                group=count(kinds, "group"),
                by=f"{by!r}",
                most=_MOST,
            ),
            say("Choose a column that sorts the actors into a few groups."),
        )
    place = np.full(len(codes), -1, dtype=np.int32)
    place[here] = np.arange(len(here), dtype=np.int32)
    source, target = (place[view.ties[end].to_numpy()] for end in ("source", "target"))
    use = (source >= 0) & (target >= 0)
    if not use.all():
        source, target = source[use], target[use]
    if not len(source):
        raise TiesnetError(
            say(
                "No tie of this layer runs between actors that answered and whose {by} is known.",
                by=f"{by!r}",
            ),
            say("Choose another layer or another column."),
        )
    exact = join_count(source, target, labels)
    return _Labelled(source, target, labels.astype(np.uint8), kinds, exact)


def _refuse_asked(view: Network) -> None:
    declared = view.layers["orientation"].isin(["vertical", "horizontal"]).any()
    if declared or bool((tie_parts(view)["rule"] == 2).any()):
        raise TiesnetError(
            say(
                "The question itself asks for ties of one orientation, which a shuffle of the "
                "stages cannot test."
            ),
            say("Choose a relation that leaves the stages open, or other groups."),
        )


def _drawn(found: _Labelled, how: tuple[int, int, int | None]) -> NDArray[np.float64]:
    """Give the E-I index under every labelling."""
    replications, seed, workers = how
    looks = replications * len(found.source)
    fast = looks >= FROM_LOOKS and find_spec("numba") is not None
    within = _within_fast if fast else _within

    def work(chunk: Chunk) -> NDArray[np.int64]:
        rng = chunk.rng()
        return within(found, np.stack([shuffled(found.labels, rng) for _ in chunk.numbers()]))

    inside = replicate(
        work,
        replications,
        seed=seed,
        workers=workers,
        label="Shuffling labels",
        size=LANES,
        threads=True,
    )
    return np.asarray(1 - 2 * inside / len(found.source))


def shuffled(labels: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.uint8]:
    """Shuffle labels; many are sorted into buckets at random, and dealt out bucket by bucket.

    Whoever is in a bucket before another comes before it; within a bucket the order matters only
    where two labels meet, and is drawn there. So every arrangement is as likely as any other.
    """
    if len(labels) < FROM_LABELS:
        mixed: NDArray[np.uint8] = rng.permutation(labels)
        return mixed
    until = np.cumsum(np.bincount(labels))
    bucket = rng.integers(0, BUCKETS, size=len(labels), dtype=np.uint16)
    begin = np.concatenate([[0], np.cumsum(np.bincount(bucket, minlength=BUCKETS))])
    first = np.searchsorted(until, begin[:-1], side="right")
    last = np.searchsorted(until, begin[1:] - 1, side="right")
    dealt: NDArray[np.uint8] = first.astype(np.uint8)[bucket]
    for place in np.flatnonzero(first < last):
        inside = rng.permutation(np.flatnonzero(bucket == place))
        ranks = np.arange(begin[place], begin[place + 1])
        dealt[inside] = np.searchsorted(until, ranks, side="right")
    return dealt


def _within(found: _Labelled, labels: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Count the ties within groups, labelling by labelling."""
    return np.array([np.count_nonzero(lane[found.source] == lane[found.target]) for lane in labels])


def _within_fast(found: _Labelled, labels: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Count them for all labellings in one pass over the ties."""
    from tiesnet.inference.graphs import kernels

    lanes = np.ascontiguousarray(labels.T)
    inside: NDArray[np.int64] = kernels.same_lanes(found.source, found.target, lanes)
    return inside


def _row(
    layer: str,
    by: str,
    found: _Labelled,
    drawn: NDArray[np.float64],
    seed: int,
) -> dict[str, Any]:
    exact = found.exact
    result = summarise(exact.ei, drawn, seed, _NULL)
    row = {
        "layer": layer,
        "by": by,
        "groups": found.groups,
        "actors": len(found.labels),
        "ties": exact.ties,
        **result.row(),
        "exact_expected": 1 - 2 * exact.mean / exact.ties,
        "exact_sd": math.sqrt(exact.ei_variance),
        "z": exact.z,
    }
    return {field.key: row[field.key] for field in _FIELDS}


def _outcome(
    net: Network, view: Network, rows: pd.DataFrame, replications: int, seed: int
) -> Outcome:
    label = str(view.layers["label"].iloc[0])
    return Outcome(
        name="ei_permutation",
        title=word("Do ties stay within groups? The E-I index beside shuffled labels"),
        tables=(Evidence("ei", "E-I index against chance", rows, _FIELDS, _READING),),
        sentences=tuple(_sentence(row, label) for row in rows.to_dict("records")),
        method=(
            say(
                "The E-I index (Krackhardt & Stern 1988) was compared with its "
                "distribution when labels are shuffled among the actors and the ties "
                "stay. Mean and variance are exact (join count, Cliff & Ord 1981); p "
                "comes from {shuffle} (seed {seed}), (b + 1) / (m + 1), twice the "
                "smaller of both sides.",
                shuffle=count(replications, "shuffle"),
                seed=seed,
            )
        ),
        assumptions=_assumptions(net, view, rows),
        source=("krackhardt1988", "cliff1981"),
        parameters={"layer": label, "replications": replications, "seed": seed},
        net=net.inside(),
    )


_READING = word(
    "-1: all ties within groups; 1: all between. Compare with what chance gives, not with 0: "
    "where groups are many or of different size, chance alone gives an index above 0."
)


def _sentence(row: dict[Any, Any], label: str) -> str:
    if row["p"] >= 0.05:
        verdict = word("within what chance gives")
    elif row["observed"] < row["exact_expected"]:
        verdict = word("ties run within groups more than chance gives")
    else:
        verdict = word("ties run between groups more than chance gives")
    return say(
        "{label}, by {by}: E-I index {observed}, by chance {expected}: {verdict} ({p}).",
        label=label,
        by=row["by"],
        observed=number(row["observed"]),
        expected=number(row["exact_expected"]),
        verdict=verdict,
        p=p_said(row["p"]),
    )


def _assumptions(net: Network, view: Network, rows: pd.DataFrame) -> tuple[str, ...]:
    said = []
    outside = len(net.actors) - len(net.inside().actors)
    if outside:
        said.append(
            say(
                "{actor} outside the cluster left out, with their ties.",
                actor=count(outside, "actor"),
            )
        )
    for row in rows.itertuples():
        rest, ties = len(view.actors) - row.actors, len(view.ties) - row.ties
        if rest:
            said.append(
                say(
                    "By {by}: {actor} that did not answer all of this or whose group is not "
                    "known left out, with {tie}.",
                    by=row.by,
                    actor=count(rest, "actor"),
                    tie=count(ties, "tie"),
                )
            )
    said.append(say("Strengths of ties are not used."))
    return tuple(said)

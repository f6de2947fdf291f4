"""Whether layers go together, pair by pair, more than by chance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.errors import TiesnetError
from tiesnet.inference.engine import REPLICATIONS
from tiesnet.inference.evidence import Evidence, Field
from tiesnet.inference.outcome import Outcome
from tiesnet.inference.overlap import TEST, overlaps
from tiesnet.inference.pairs import layer_pairs, respondents
from tiesnet.inference.result import TEST_FIELDS, summarise
from tiesnet.inference.words import count, p_said, percent
from tiesnet.language import joined, localised, say, word
from tiesnet.network import UNIONS, Network, members

MOST_ACTORS = 3000
NULL = word("names of the actors of one layer shuffled, pairs known in both onto each other")
_Flags = NDArray[np.bool_]
_Numbers = NDArray[np.float64]

COUNT_FIELDS = (
    Field("one", "Relation", "layer"),
    Field("other", "Beside", "layer"),
    Field("pairs", "Pairs known in both", "count", "pairs"),
    Field("only_one", "Only the first", "count", "pairs"),
    Field("only_other", "Only the second", "count", "pairs"),
    Field("both", "Both", "count", "pairs"),
    Field("neither", "Neither", "count", "pairs"),
    Field("unknown", "Pairs not known", "count", "pairs"),
    Field("jaccard", "Jaccard", "percent", "", "Both, of the pairs tied in either."),
    Field("odds_ratio", "Odds ratio", "number", "", "Above 1: they go together."),
    Field("reason", "Why empty", "word"),
)
SHARE_FIELDS = (
    Field("given", "Of the pairs tied in", "layer"),
    Field("also", "tied too in", "layer"),
    Field("tied", "Pairs tied", "count", "pairs"),
    Field("shared", "Tied in both", "count", "pairs"),
    Field("base", "Of all pairs", "percent", "", "Tied in the second, of all pairs known in both."),
    Field("observed", "Share", "percent", "", "Tied in both, of those tied in the first."),
    Field("expected", "By chance", "percent", "", "Mean over the replications."),
    *TEST_FIELDS[2:],
)


@dataclass(frozen=True, eq=False)
class Laid:
    """Two sets of pairs over each other, directions ignored.

    Attributes
    ----------
    one, other : array of bool, shape (actors, actors)
        Tied in each and known in both; symmetric.
    known : array of bool, shape (actors, actors)
        Known in both, whichever way an arrow could run.
    """

    one: _Flags
    other: _Flags
    known: _Flags

    def counts(self) -> tuple[int, int, int, int]:
        """Count pairs: known, tied in the first, in the second, in both."""
        found = (self.known, self.one, self.other, self.one & self.other)
        known, one, other, both = (int(cells.sum()) // 2 for cells in found)
        return known, one, other, both


def tied_and_known(net: Network, layer: str) -> tuple[_Flags, _Flags]:
    """Give which pairs are tied, either way, and which are known, both ways.

    Raises
    ------
    TiesnetError
        There are too many actors for a number for every pair.
    """
    if len(net.actors) > MOST_ACTORS:
        raise TiesnetError(
            say(
                "Comparing pairs takes too much memory with {n} actors; the most is {most_actors}.",
                n=localised(f"{len(net.actors):,}"),
                most_actors=localised(f"{MOST_ACTORS:,}"),
            ),
            say("Choose a part of the actors with net.keep(ids)."),
        )
    values = layer_pairs(net, layer).values
    known = ~np.isnan(values) & ~np.isnan(values.T)
    tied = (values == 1) | (values.T == 1)
    return tied & known, known


def layer_coupling(
    net: Network,
    layers: Sequence[str] | None = None,
    *,
    replications: int = REPLICATIONS,
    seed: int = 1,
    workers: int | None = None,
) -> Outcome:
    """Say whether ties of different layers lie on the same pairs more than chance would have it.

    Directions are ignored: two actors are tied in a layer when either names the other. A pair is
    known when both directions are, and counts when it is known in both layers.

    Parameters
    ----------
    net : Network
        Actors outside the cluster are left out.
    layers : sequence of str, optional
        Layers or unions; by default formal and informal, then every layer without membership.
    replications, seed, workers
        See `tiesnet.inference.replicate`.

    Returns
    -------
    Outcome
        ``shares``: P(second | first), both ways, against its null: the names of the actors of one
        layer are shuffled among those that answered and of which the same pairs are known (QAP).
        ``counts``: pairs tied in the first only, the second only, both and neither; Jaccard; the
        odds ratio, empty where a cell it divides by is 0. Shares of nothing are empty.

    Raises
    ------
    TiesnetError
        A layer is not known; fewer than two to compare; more than 3,000 actors.

    References
    ----------
    Krackhardt (1987) for the test; Uzzi (1997) on informal ties beside business.
    """
    inner = net.inside()
    names = _names(inner, layers)
    testing = {"replications": replications, "seed": seed, "workers": workers}
    shares: list[dict[str, object]] = []
    counted: list[dict[str, object]] = []
    said: list[str] = []
    for one, other in _two_by_two(inner, names):
        laid = _laid(inner, one, other)
        counted.append(_counts(one, other, laid, len(inner.actors)))
        found = _shares(inner, one, other, laid, testing)
        shares += found
        if not found:
            said.append(joined([_label(inner, one), _label(inner, other)]))
    return Outcome(
        "layer_coupling",
        say("Do the relations go together?"),
        _tables(shares, counted),
        tuple(_sentences(inner, shares)),
        _method(testing),
        (*_assumptions(net, inner), *_untested(said)),
        (
            say("That ties lie on the same pairs does not say which came first: with two waves, "
                "see "
            "'tiesnet waves'."),
            say("Many pairs of relations are tested: of twenty without any association one has "
            "p under 0.05."),
        ),
        ("krackhardt1987", "uzzi1997", "phipson2010"),
        {"Relations": ", ".join(names), "Replications": replications, "Seed": seed},
        net,
    )  # fmt: skip


def _tables(
    shares: list[dict[str, object]], counted: list[dict[str, object]]
) -> tuple[Evidence, Evidence]:
    return (
        Evidence("shares", say("Where there is one kind of tie, is there the other?"),
                 _table(shares, SHARE_FIELDS), SHARE_FIELDS,
                 say("A share above chance: the two kinds of ties lie on the same pairs.")),
        Evidence("counts", "Pairs tied in one, in the other, in both",
                 _table(counted, COUNT_FIELDS), COUNT_FIELDS),
    )  # fmt: skip


def _untested(pairs: Sequence[str]) -> list[str]:
    """Say which pairs of relations too few actors answered."""
    if not pairs:
        return []
    return [
        say(
            "Too few actors answered both, or are known alike, to test: {said}.",
            said="; ".join(pairs),
        )
    ]


def _names(net: Network, asked: Sequence[str] | None) -> list[str]:
    known = [*UNIONS, *map(str, net.layers.index)]
    if asked is None:
        unions = [name for name in ("formal", "informal") if members(net.layers, name)]
        names = list(dict.fromkeys([*unions, *members(net.layers, "all")]))
    else:
        names = list(dict.fromkeys(asked))
    if unknown := [name for name in names if name not in known]:
        raise TiesnetError(
            say("There is no layer {repr}.", repr=", ".join(map(repr, unknown))),
            say("Choose among: {known}.", known=", ".join(known)),
        )
    if not any(_two_by_two(net, names)):
        raise TiesnetError(
            say(
                "Whether relations go together takes two that are not part of each "
                "other; here there is {repr}.",
                repr=", ".join(map(repr, names)) or say("none"),
            ),
            say("Choose two relations, or formal and informal."),
        )
    return names


def _two_by_two(net: Network, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give every two layers of which neither is part of the other."""
    parts = {name: set(members(net.layers, name)) if name in UNIONS else {name} for name in names}
    for one, other in combinations(names, 2):
        if not parts[one] & parts[other]:
            yield one, other


def _laid(net: Network, one: str, other: str) -> Laid:
    first, second = tied_and_known(net, one), tied_and_known(net, other)
    known = first[1] & second[1]
    return Laid(first[0] & known, second[0] & known, known)


def _counts(one: str, other: str, laid: Laid, size: int) -> dict[str, object]:
    known, first, second, both = laid.counts()
    only_one, only_other = first - both, second - both
    neither = known - first - second + both
    either = first + second - both
    ratio, reason = odds_ratio(both, only_one, only_other, neither)
    return {
        "one": one, "other": other, "pairs": known, "only_one": only_one,
        "only_other": only_other, "both": both, "neither": neither,
        "unknown": size * (size - 1) // 2 - known,
        "jaccard": both / either if either else np.nan, "odds_ratio": ratio, "reason": reason,
    }  # fmt: skip


def odds_ratio(both: int, only_one: int, only_other: int, neither: int) -> tuple[float, str]:
    """Give (both × neither) / (only one × only other), or why it is empty."""
    below = only_one * only_other
    if below:
        return both * neither / below, ""
    return np.nan, word("no pair has only one of the two") if not only_one + only_other else (
        word("no pair has only the first") if not only_one else word("no pair has only the second")
    )


def _shares(
    net: Network, one: str, other: str, laid: Laid, testing: dict[str, Any]
) -> list[dict[str, object]]:
    told = [
        respondents(net.layer(name), map(str, net.layer(name).layers.index))
        for name in (one, other)
    ]
    drawn = overlaps([laid.one], [laid.other], laid.known, told[0] & told[1], **testing)
    if drawn is None:
        return []
    known, first, second, both = laid.counts()
    shared = drawn[:, 0, 0] / 2
    rows = []
    for given, also, tied, base in ((one, other, first, second), (other, one, second, first)):
        share = both / tied if tied else np.nan
        outcomes = shared / tied if tied else np.full(len(shared), np.nan)
        test = summarise(share, outcomes, testing["seed"], NULL, test=TEST)
        rows.append({"given": given, "also": also, "tied": tied, "shared": both,
                     "base": base / known if known else np.nan, **test.row()})  # fmt: skip
    return rows


def _table(rows: Sequence[dict[str, object]], fields: Sequence[Field]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=[field.key for field in fields])


def _label(net: Network, layer: object) -> str:
    return str(net.layer(str(layer)).layers["label"].iloc[0]).lower()


def _sentences(net: Network, rows: Sequence[dict[str, Any]]) -> list[str]:
    return [
        say(
            "Of {pair} tied by {net}, {observed} are tied by {net2} too; by chance "
            "{expected} ({p}).",
            pair=count(row["tied"], "pair"),
            net=_label(net, row["given"]),
            observed=percent(row["observed"]),
            net2=_label(net, row["also"]),
            expected=percent(row["expected"]),
            p=p_said(row["p"]),
        )
        for row in rows[:2]
        if not np.isnan(row["observed"])
    ]


def _assumptions(net: Network, inner: Network) -> list[str]:
    said = [say("Directions are ignored: two actors are tied when either names the other.")]
    if len(inner.actors) < len(net.actors):
        gone = count(len(net.actors) - len(inner.actors), "actor")
        said.append(say("{gone} outside the cluster left out.", gone=gone))
    told = inner.respondents.observed()
    if silent := int((~told).sum()):
        said.append(
            say(
                "{actor} did not answer every question: their names stay where they are, "
                "and pairs that are not known in both layers stay out.",
                actor=count(silent, "actor"),
            )
        )
    return said


def _method(testing: dict[str, Any]) -> str:
    return say(
        "Conditional overlap of layers over unordered pairs known in both, "
        "tested by QAP (Krackhardt 1987): the names of the actors of one layer "
        "were shuffled among actors that answered both and of which the same "
        "pairs are known, so that every replication has as many known and as "
        "many tied pairs as there are. p is twice the smaller tail. "
        "{replications} replications, seed {seed}; p = (b + 1) / (m + 1).",
        replications=localised(f"{testing['replications']:,}"),
        seed=testing["seed"],
    )

"""Coopetition: firms of one stage that are tied and share a buyer or a supplier."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.chain.stage_chance import is_sample
from tiesnet.diagnosis.chain.tie_kinds import EXCHANGE, JOINT, TALK, tie_kinds
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field, Gap
from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.words import count, percent
from tiesnet.language import say, say_n, word
from tiesnet.metrics import Measures, coopetition_pairs, shared_partners
from tiesnet.network import Network, trade

FEWEST_PAIRS = 10
"""Fewer pairs than these carry no sentence about a share."""
MOST_FIRMS = 2000
"""Pairs of one stage are compared up to so many firms."""
_SUMMARY = (
    Field("what", "Pairs of firms of one stage", "word"),
    Field("pairs", "Pairs", "count", "pairs"),
    Field("told", "Both told of trade", "count", "pairs", "Both firms answered about trade."),
    Field("sharing", "Sharing a buyer or supplier", "count", "pairs", "Of those that told."),
    Field("share", "Share", "percent", "", "Sharing, of the pairs that told."),
)
_PAIRS = (
    Field("one", "Firm", "actor"),
    Field("other", "Tied to", "actor"),
    Field("kinds", "By"),
    Field("buyers", "Buyers they share", "actors"),
    Field("suppliers", "Suppliers they share", "actors"),
    Field("told", "Both told of trade", "flag", "", "Where one did not, they may share more."),
)


@diagnosis(
    chapter="chain",
    label="Coopetition",
    question="Which competitors have a tie with each other?",
    needs="a trade relation with arrows, and horizontal ties: the stages of firms or a question "
    "about peers",
    limits="Sharing a buyer or supplier is a sign of competing, not a proof. Buyers and suppliers "
    "that nobody named are not seen.",
    source="bengtsson2000, schmitz1997",
)
def coopetition(
    measures: Measures, *, fewest_pairs: int = FEWEST_PAIRS, most_firms: int = MOST_FIRMS
) -> Diagnosis:
    """Pairs of firms with a horizontal tie that also sell to, or buy from, the same firm.

    A horizontal tie of any relation counts, inside the cluster; the buyer or supplier may be
    outside. The share is over pairs of which both firms answered about trade. Beside it stands
    the same share among all pairs of firms that share a stage, tied or not, where the firms are
    not too many to compare.
    """
    net = measures.net
    pairs = coopetition_pairs(net)
    summary = _summary(net, pairs, most_firms)
    return Diagnosis(
        tables=(
            Evidence("coopetition", "Tied, and competing", summary, _SUMMARY),
            Evidence(
                "coopetition_pairs",
                "Competitors with a tie",
                _listed(net, pairs),
                _PAIRS,
                shown="folded",
            ),
        ),
        findings=_findings(summary, fewest_pairs),
        gaps=_gaps(net, pairs),
        cautions=_cautions(pairs),
        parameters={
            "Fewest pairs to speak of a share": fewest_pairs,
            "Most firms to compare all pairs of": most_firms,
        },
    )


def _summary(net: Network, pairs: pd.DataFrame, most: int) -> pd.DataFrame:
    """Count horizontally tied pairs by the kind of tie, and all pairs of one stage."""
    if pairs.empty or trade(net).layers.empty:
        return pd.DataFrame(columns=[field.key for field in _SUMMARY])
    kinds = _kinds(net, pairs)
    rows = [_counted(word("tied horizontally"), pairs)]
    for kind in (JOINT, EXCHANGE, TALK):
        own = np.array([kind in found for found in kinds])
        if own.any() and not own.all():
            rows.append(_counted(_BY_KIND[kind], pairs[own]))
    told = _telling(net)
    if 2 <= len(told) <= most and not is_sample(net):
        rows.append(_all_of_a_stage(net, told))
    return pd.DataFrame(rows)


_EVERY = word("all, tied or not")
_BY_KIND = {
    JOINT: word("of these by joint action"),
    EXCHANGE: word("of these by exchange"),
    TALK: word("of these by informal exchange"),
}


def _counted(what: str, pairs: pd.DataFrame) -> dict[str, object]:
    told = pairs[pairs["told"]]
    return _line(what, len(pairs), len(told), int(told["shared"].sum()))


def _line(what: str, pairs: int, told: int, sharing: int) -> dict[str, object]:
    share = sharing / told if told else np.nan
    return {"what": what, "pairs": pairs, "told": told, "sharing": sharing, "share": share}


def _telling(net: Network) -> NDArray[np.intp]:
    """Give the firms inside that answered about trade and whose stage is known."""
    actors = net.actors
    fits = (actors["kind"] == "firm") & actors["in_cluster"].astype(bool)
    fits &= trade(net).respondents.observed() & (actors["stages"].map(len) > 0)
    return np.flatnonzero(fits.to_numpy())


def _all_of_a_stage(net: Network, told: NDArray[np.intp]) -> dict[str, object]:
    """Count all pairs of these firms that share a stage, tied or not."""
    stages = net.actors["stages"].iloc[told]
    names = sorted({name for own in stages for name in own})
    held = np.array([[name in own for name in names] for own in stages], dtype=float)
    same = sparse.coo_array(sparse.triu(sparse.csr_array(held @ held.T), k=1))
    shared = shared_partners(net, told[same.row], told[same.col])
    return _line(_EVERY, len(shared), len(shared), int(shared["shared"].sum()))


def _kinds(net: Network, pairs: pd.DataFrame) -> list[tuple[str, ...]]:
    """Name the kinds of horizontal ties of each pair."""
    ties = tie_kinds(net)
    ties = ties[ties["orientation"] == "horizontal"]
    found: dict[tuple[int, int], set[str]] = {}
    for one, other, kind in zip(ties["source"], ties["target"], ties["kind"], strict=True):
        found.setdefault((min(one, other), max(one, other)), set()).add(kind)
    ends = zip(pairs["low"], pairs["high"], strict=True)
    return [tuple(sorted(found.get((one, other), ()))) for one, other in ends]


def _listed(net: Network, pairs: pd.DataFrame) -> pd.DataFrame:
    """List the pairs that share a buyer or supplier."""
    ids = net.actors.index
    own = pairs[pairs["shared"]].reset_index(drop=True)
    kinds = [", ".join(say(kind) for kind in found) for found in _kinds(net, own)]
    return pd.DataFrame(
        {
            "one": ids[own["low"].to_numpy(dtype=np.intp)],
            "other": ids[own["high"].to_numpy(dtype=np.intp)],
            "kinds": kinds,
            "buyers": [tuple(str(ids[k]) for k in found) for found in own["buyers"]],
            "suppliers": [tuple(str(ids[k]) for k in found) for found in own["suppliers"]],
            "told": own["told"].to_numpy(),
        }
    )


def _findings(summary: pd.DataFrame, fewest: int) -> tuple[Finding, ...]:
    if summary.empty or summary["told"].iloc[0] < fewest:
        return ()
    row = summary.iloc[0]
    claim = say_n(
        int(row["sharing"]),
        "{n} of {pairs} of peers shares a buyer or a supplier ({share})",
        "{n} of {pairs} of peers share a buyer or a supplier ({share})",
        pairs=count(int(row["told"]), "tied pair", "tied pairs"),
        share=percent(row["share"]),
    )
    every = summary[summary["what"] == _EVERY]
    rest = "."
    if len(every) and pd.notna(every["share"].iloc[0]):
        rest = say("; of all pairs of one stage {share} do.", share=percent(every["share"].iloc[0]))
    return (Finding("coopetition", "chain", claim, (rest,), source="bengtsson2000"),)


def _gaps(net: Network, pairs: pd.DataFrame) -> tuple[Gap, ...]:
    if trade(net).layers.empty:
        return (
            Gap(
                "Which firms share a buyer or a supplier cannot be said: no trade was asked for.",
                "Ask to whom each firm sells and from whom it buys, outside the cluster too.",
            ),
        )
    if pairs.empty and not (net.actors["stages"].map(len) > 0).any():
        return (
            Gap(
                "Which firms are tied to peers cannot be said without stages.",
                "Ask every firm for its stage in the value chain.",
            ),
        )
    return ()


def _cautions(pairs: pd.DataFrame) -> tuple[str, ...]:
    untold = int((~pairs["told"]).sum())
    if not untold or not pairs["told"].any():
        return ()
    return (
        say_n(
            untold,
            "In {n} pair of tied peers a firm did not answer about trade: it is not in the share.",
            "In {n} pairs of tied peers a firm did not answer about trade: they are not in the "
            "share.",
        ),
    )

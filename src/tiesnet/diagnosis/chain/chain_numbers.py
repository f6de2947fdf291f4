"""Numbers of a chain, relation by relation."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from tiesnet.diagnosis.chain.chain_links import AGAINST, JUMPS
from tiesnet.diagnosis.words import count
from tiesnet.errors import NeedsError
from tiesnet.language import say
from tiesnet.metrics import catalogue
from tiesnet.network import Network, supply_arcs


def number_table(view: Network, firms: pd.DataFrame, odd: pd.DataFrame) -> pd.DataFrame:
    """Give the chain in numbers: ``key``, ``what``, ``count`` or ``value``, counted ``over`` what.

    Parameters
    ----------
    view : Network
        The trade of the survey, outside firms included.
    firms, odd : DataFrame
        From `firm_table` and `odd_ties`, of the ties inside.
    """
    inside = view.inside()
    ties = len(supply_arcs(inside))
    share = _number("stage_jumps_share", inside)
    jumps, against = (_placed(odd, kind, share) for kind in (JUMPS, AGAINST))
    buyers = int(firms["one"].notna().sum())
    linked = int(firms["linkage"].notna().sum())
    over = say("over {ties} inside", ties=count(ties, "supply tie", "supply ties"))
    pairs, mean = say("pairs of firms"), say("mean, firms inside")
    staged = say("ties inside with both stages known")
    bought = say("of {n} whose purchases are known", n=buyers)
    linkage = _number("local_linkage_ratio", inside)
    firms_linked = say("over {firms}", firms=count(linked, "firm", "firms"))
    rows = [
        ("ties", say("Supply ties inside"), ties, pairs),
        ("outside", say("Supply ties with firms outside"), _outside(view), pairs),
        ("incoherence", say("Trophic incoherence"), _number("trophic_incoherence", inside), over),
        ("flow", say("Share of ties in no circle"), _number("trade_flow_hierarchy", inside), over),
        ("jumps", say("Ties that jump over a stage"), jumps, staged),
        ("jumps_share", say("Share of these"), share, staged),
        ("against", say("Ties against the stages"), against, staged),
        ("upstream", say("Firms upstream of a firm"), firms["upstream"].mean(), mean),
        ("downstream", say("Firms downstream"), firms["downstream"].mean(), mean),
        ("one", say("Firms with one supplier"), _one(firms), bought),
        ("linkage", say("Local linkage ratio"), linkage, firms_linked),
    ]
    return _counts_and_values(rows)


def _placed(odd: pd.DataFrame, kind: str, share: float) -> float:
    """Count the ties of a kind; not defined where the share of ties that jump is not."""
    return np.nan if np.isnan(share) else int((odd["kind"] == kind).sum())


def _counts_and_values(rows: list[tuple[str, str, Any, str]]) -> pd.DataFrame:
    """Put counts and other values into columns of their own; what is not defined is left out."""
    table = pd.DataFrame(rows, columns=["key", "what", "value", "over"])
    counted = table["key"].isin(COUNTS)
    table.insert(2, "count", table["value"].where(counted))
    table["value"] = table["value"].where(~counted)
    return table[table[["count", "value"]].notna().any(axis=1)].reset_index(drop=True)


COUNTS = ("ties", "outside", "jumps", "against", "one")


def _outside(view: Network) -> int:
    return int((supply_arcs(view)["reach"] == "external").sum())


def _one(firms: pd.DataFrame) -> float:
    known = firms["one"].dropna()
    return float(known.astype(bool).sum()) if len(known) else np.nan


def column(name: str, net: Network) -> pd.Series:
    """Compute a measure of firms; empty when the survey lacks what it needs."""
    try:
        made: pd.Series = catalogue()[name].function(net)
    except NeedsError:
        return pd.Series(np.nan, index=net.actors.index)
    return made


def _number(name: str, net: Network) -> float:
    try:
        return float(catalogue()[name].function(net))
    except NeedsError:
        return float("nan")

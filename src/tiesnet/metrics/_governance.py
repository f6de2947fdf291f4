"""Value-chain governance of each buyer-supplier tie (Humphrey and Schmitz 2000, 2002)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.language import word
from tiesnet.metrics._shared import once
from tiesnet.network import Network, tie_details, tie_parts, tie_reports, trade

HIERARCHY, QUASI = word("hierarchy"), word("quasi-hierarchy")
JOINTLY, MARKET = word("network"), word("market")
UNDETERMINED = word("undetermined")
GOVERNANCE_FORMS = (HIERARCHY, QUASI, JOINTLY, MARKET)
"""The forms a tie can have; market is no form of governance and is reported apart."""
DEPENDS = 0.5
"""Share of its sales to one buyer from which a supplier depends on it."""
OWNS = 0.5
"""Share owned from which a tie is a hierarchy."""
_OWNED = word("one owns at least half of the other")
_OWNED_IN_PART = word("how much one owns is not known")
_SPEC_UNKNOWN = word("who specifies is not told, or the ends differ")
_SALES_UNKNOWN = word("the buyer specifies; what it takes of the supplier's sales is not known")
_INDEPENDENT = word("the buyer specifies, but the supplier does not depend on it")
_REASONS = {
    "joint": word("buyer and supplier specify jointly"),
    "standard": word("the product is standard"),
    "supplier": word("the supplier specifies"),
}
_DEPENDENT = word("the buyer specifies, and the supplier depends on it")
COLUMNS = (
    "tie", "layer", "chain", "supplier", "buyer", "reach", "form", "reason", "spec_by",
    "value", "dependence", "owner", "owned", "ownership",
)  # fmt: skip


def governance_ties(
    net: Network, *, depends: float = DEPENDS, owns: float = OWNS, by_chain: bool = False
) -> pd.DataFrame:
    """Give every buyer-supplier tie between firms its form of governance.

    The first that applies: *hierarchy* when one end owns at least half of the other;
    *quasi-hierarchy* when the buyer sets the specification and the supplier depends on it (sales
    to that buyer over the supplier's total sales reach `depends`); *network* when they specify
    jointly; *market* when the product is standard or the supplier specifies; else undetermined.
    Where an end owns an unknown part of the other, nothing is determined.

    Parameters
    ----------
    net : Network
        With the actors outside, whose buying governs too; ownership is read from all relations
        of the view.
    depends, owns : float, default 0.5
        The cut-offs.
    by_chain : bool, default False
        Give a row for each chain a tie is named to serve, with what is said of that chain; ties
        that name no chain stay out. Dependence counts all sales to the buyer.

    Returns
    -------
    DataFrame
        One row per tie of ``trade(net).ties`` that joins two firms: ``tie`` (its row there),
        ``layer``, ``chain`` (empty unless asked for), ``supplier`` and ``buyer`` (positions in
        ``net.actors``), ``reach``, ``form``, ``reason`` (in words), ``spec_by``, ``value`` of
        the tie, ``dependence`` (sales to the buyer over the supplier's total sales), ``owner``
        and ``owned`` (positions, -1 when not known or nobody) and ``ownership``.
    """
    key = f"governance {depends} {owns} {by_chain}"
    table: pd.DataFrame = once(net, key, lambda: _governance(net, depends, owns, by_chain))
    return table.copy()


def governance_shares(table: pd.DataFrame, actors: int, role: str = "supplier") -> pd.DataFrame:
    """Count the ties of each actor by form.

    Parameters
    ----------
    table : DataFrame
        From `governance_ties`.
    actors : int
        How many actors the network has.
    role : {"supplier", "buyer"}
        On which side of the ties the actor stands.

    Returns
    -------
    DataFrame
        A row per position: ``ties``, ``told`` (whose form is determined), and for each of
        `GOVERNANCE_FORMS` its number of ties.
    """
    rows = pd.RangeIndex(actors)
    counts = pd.crosstab(table[role], table["form"]).reindex(
        index=rows, columns=list(GOVERNANCE_FORMS)
    )
    counts = counts.fillna(0).astype("int64").rename_axis(columns=None)
    ties = table[role].value_counts().reindex(rows).fillna(0).astype("int64")
    return counts.assign(ties=ties, told=counts.sum(axis=1))


def _governance(net: Network, depends: float, owns: float, by_chain: bool) -> pd.DataFrame:
    view = trade(net)
    firm = (net.actors["kind"] == "firm").to_numpy(dtype=bool)
    ties = view.ties
    both = firm[ties["source"].to_numpy()] & firm[ties["target"].to_numpy()]
    if not both.any():
        return pd.DataFrame(columns=list(COLUMNS))
    details = tie_details(view)
    table = pd.DataFrame(
        {
            "tie": np.arange(len(ties)),
            "layer": ties["layer"].astype("object"),
            "chain": "",
            "supplier": ties["source"],
            "buyer": ties["target"],
            "reach": ties["reach"].astype("object"),
            "spec_by": details["spec_by"].astype("object"),
            "value": details["value"].astype(float),
        }
    )[both]
    table["dependence"] = _dependence(net, table)
    pairs = table["value"].isna().groupby([table["supplier"], table["buyer"]])
    table["more"] = pairs.transform("any")  # the supplier sells more to the buyer than was told
    if by_chain:
        table = _chains(view, table)
    table = _owned(net, table)
    found = [_form(row, depends, owns) for row in table.itertuples(index=False)]
    table["form"] = pd.Series([form for form, _ in found], index=table.index, dtype="object")
    table["reason"] = pd.Series([why for _, why in found], index=table.index, dtype="object")
    return table[list(COLUMNS)].reset_index(drop=True)


def _form(row: Any, depends: float, owns: float) -> tuple[str, str]:
    """Apply the rules to one tie: the form and why."""
    spec, share = row.spec_by, row.dependence
    if row.ownership >= owns:
        return HIERARCHY, _OWNED
    if row.in_part:
        return UNDETERMINED, _OWNED_IN_PART
    if spec == "buyer":
        if share >= depends:
            return QUASI, _DEPENDENT
        return UNDETERMINED, _SALES_UNKNOWN if np.isnan(share) or row.more else _INDEPENDENT
    if spec in _REASONS:
        return (JOINTLY if spec == "joint" else MARKET), _REASONS[spec]
    return UNDETERMINED, _SPEC_UNKNOWN


def _dependence(net: Network, table: pd.DataFrame) -> NDArray[np.float64]:
    """Divide all sales to the buyer by the supplier's total sales; empty when one is missing.

    Where the value of one of several relations of the pair is missing it is a lower bound.
    """
    sold = table.groupby(["supplier", "buyer"])["value"].transform("sum", min_count=1)
    if "sales" not in net.actors:
        return np.full(len(table), np.nan)
    sales = pd.to_numeric(net.actors["sales"], errors="coerce").to_numpy(dtype=float)
    total = sales[table["supplier"].to_numpy()]
    blank = np.full(len(table), np.nan)
    np.divide(sold.to_numpy(dtype=float), total, out=blank, where=total > 0)
    return blank


def _chains(view: Network, table: pd.DataFrame) -> pd.DataFrame:
    """Give a row per tie and chain, with what is said of that chain alone."""
    reports = tie_reports(view).dropna(subset=["chain"])
    reports = reports[reports["tie"].isin(table["tie"])]
    by = reports.groupby(["tie", "chain"])
    said = by["spec_by"].first().where(by["spec_by"].nunique() == 1)
    amounts = reports.groupby(["tie", "chain", "end"])["value"].max()
    value = amounts.groupby(["tie", "chain"]).mean()
    chains = pd.DataFrame({"spec_by": said, "value": value}).reset_index()
    rest = table.drop(columns=["chain", "spec_by", "value"])
    return chains.merge(rest, on="tie").astype({"spec_by": "object", "value": "float64"})


def _owned(net: Network, table: pd.DataFrame) -> pd.DataFrame:
    """Add who owns whom of the two ends, and how much, from all relations of the view."""
    found = _ownership(net)
    size = len(net.actors)
    ends = table[["supplier", "buyer"]].to_numpy()
    key = ends.min(axis=1) * size + ends.max(axis=1)
    own = found.reindex(key)
    owner = own["owner"].fillna(-1).to_numpy().astype(np.int64)
    of_ends = (owner == ends[:, 0]) | (owner == ends[:, 1])
    other = np.where(owner == ends[:, 0], ends[:, 1], ends[:, 0])
    mine = of_ends | (owner < 0)  # what a third actor owns is nothing between the two
    return table.assign(
        owner=np.where(of_ends, owner, -1),
        owned=np.where(of_ends, other, -1),
        ownership=np.where(mine, own["share"].to_numpy(dtype=float), np.nan),
        in_part=own["share"].isna().to_numpy() & own["between"].eq(True).to_numpy(),
    )


def _ownership(net: Network) -> pd.DataFrame:
    """Give the largest share owned in each pair, with its owner, by the key of the pair."""
    survey = net.origin.survey
    view = net if tie_parts(net) is not net.ties else net.layer("all")
    parts, details = tie_parts(view), tie_details(view)
    source, target = parts["source"].to_numpy(), parts["target"].to_numpy()
    owner = details["owner"].to_numpy()
    if survey is not None:
        # Of a relation that asks who owns whom, the arrow tells it where no owner is named.
        asked = survey.relations.reindex(parts["layer"].astype("object"))
        arrow = (asked["content"] == "ownership") & (asked["flow"] != "both")
        owner = np.where((owner < 0) & arrow.to_numpy(dtype=bool), source, owner)
    told = (owner >= 0) | details["ownership"].notna().to_numpy()
    made = pd.DataFrame(
        {
            "key": np.minimum(source, target) * len(net.actors) + np.maximum(source, target),
            "owner": owner,
            "share": details["ownership"].to_numpy(dtype=float),
        }
    )[told]
    made = made.sort_values(["key", "share"], ascending=[True, False], na_position="last")
    first = made.drop_duplicates("key").set_index("key")
    # Where either end is said to own as much of the other, nobody knows which does.
    size = len(net.actors)
    mine = made[(made["owner"] == made["key"] // size) | (made["owner"] == made["key"] % size)]
    top = mine[mine["share"].fillna(-1.0) == mine["key"].map(first["share"].fillna(-1.0))]
    owners = top.groupby("key")["owner"].agg(["nunique", "first"])
    sure = owners["first"].where(owners["nunique"] == 1, -1).reindex(first.index)
    return first.assign(
        owner=sure.where(sure.notna(), first["owner"]).astype("int64"),
        between=first.index.isin(mine["key"]),
    )

"""From where firms buy: inputs inside and outside, and the suppliers on whom firms hang."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tiesnet.diagnosis.chain.chain_links import stage_words
from tiesnet.language import word
from tiesnet.network import Network, purchases_known, supply_arcs

INPUT_COLUMNS = [
    "input",
    "by",
    "members",
    "suppliers_inside",
    "suppliers_outside",
    "buyers_inside",
    "buyers_outside",
    "says",
]
ONLY_OUTSIDE = word("bought outside only")
NOBODY_INSIDE = word("bought outside only; nobody inside makes it")
_INSIDE, _OUTSIDE = word("inside"), word("outside")
_STAGE, _SECTOR = word("stage"), word("sector")


def inputs(view: Network) -> pd.DataFrame:
    """List what firms inside buy, by the stage of the supplier, else its sector.

    Parameters
    ----------
    view : Network
        The trade of the survey, outside firms included.

    Returns
    -------
    DataFrame
        ``input`` (in words), ``by`` (stage or sector), ``members`` (firms inside of that stage
        or sector), ``suppliers_inside``, ``suppliers_outside`` (firms that supply it),
        ``buyers_inside``, ``buyers_outside`` (firms inside that buy it there), ``says``.
    """
    bought = _bought(view)
    rows = []
    for (by, name), own in bought.groupby(["by", "input"], sort=True):
        home, away = own[own["home"]], own[~own["home"]]
        members = _members(view, str(by), str(name))
        rows.append(
            {
                "input": name,
                "by": by,
                "members": members,
                "suppliers_inside": home["supplier"].nunique(),
                "suppliers_outside": away["supplier"].nunique(),
                "buyers_inside": home["buyer"].nunique(),
                "buyers_outside": away["buyer"].nunique(),
                "says": (ONLY_OUTSIDE if members else NOBODY_INSIDE) if home.empty else "",
            }
        )
    table = pd.DataFrame(rows, columns=INPUT_COLUMNS)
    words = stage_words(view)
    table["input"] = [
        words.get(name, name) if by == _STAGE else name
        for name, by in zip(table["input"], table["by"], strict=True)
    ]
    order = table["says"].eq("").to_numpy()
    return table.assign(order=order).sort_values(
        ["order", "buyers_outside", "input"], ascending=[True, False, True], ignore_index=True
    )[INPUT_COLUMNS]


def unnamed_suppliers(view: Network) -> int:
    """Count the suppliers outside of whom neither stage nor sector is known."""
    bought = _bought(view, named=False)
    return int(bought.loc[~bought["home"] & bought["input"].isna(), "supplier"].nunique())


def hanging(view: Network) -> pd.DataFrame:
    """List the suppliers who are the only one of some firm, most such firms first.

    Only firms inside count whose purchases are known in full.

    Returns
    -------
    DataFrame
        ``supplier``, ``where`` (inside or outside), ``firms`` (how many), ``who`` (their ids).
    """
    arcs, ids = supply_arcs(view), view.actors.index
    inside = view.actors["in_cluster"].to_numpy(dtype=bool)
    counts = np.bincount(arcs["target"], minlength=len(ids))
    alone = purchases_known(view) & inside & (counts == 1)
    rows = []
    for supplier, own in arcs[alone[arcs["target"].to_numpy()]].groupby("source"):
        rows.append(
            {
                "supplier": ids[supplier],
                "where": _INSIDE if inside[supplier] else _OUTSIDE,
                "firms": len(own),
                "who": tuple(str(ids[k]) for k in own["target"]),
            }
        )
    table = pd.DataFrame(rows, columns=["supplier", "where", "firms", "who"])
    return table.sort_values(["firms", "supplier"], ascending=[False, True], ignore_index=True)


def lone_inputs(view: Network, fewest: int = 2) -> pd.DataFrame:
    """List the stages that buy from another stage from one supplier only, all of them together.

    Parameters
    ----------
    view : Network
        The trade of the survey, outside firms included.
    fewest : int, default 2
        Buyers there must be before a stage is said to hang on a supplier.

    Returns
    -------
    DataFrame
        ``from_stage`` and ``to_stage`` (ids), ``supplier``, ``where``, ``firms`` (buyers).
    """
    arcs, actors = supply_arcs(view), view.actors
    inside = actors["in_cluster"].to_numpy(dtype=bool)
    told = purchases_known(view)
    arcs = arcs[inside[arcs["target"].to_numpy()]]
    stages = actors["stages"].to_numpy()
    table = pd.DataFrame(
        {
            "supplier": arcs["source"],
            "buyer": arcs["target"],
            "told": told[arcs["target"].to_numpy()],
            "from_stage": stages[arcs["source"].to_numpy()],
            "to_stage": stages[arcs["target"].to_numpy()],
        }
    )
    table = table.explode("from_stage").explode("to_stage").dropna()
    table = table[table["from_stage"] != table["to_stage"]]
    rows = []
    for (one, other), own in table.groupby(["from_stage", "to_stage"]):
        # Buyers that did not answer cannot confirm it, but what others say of them can refute it.
        buyers = own.loc[own["told"], "buyer"].nunique()
        if own["supplier"].nunique() == 1 and buyers >= fewest:
            supplier = int(own["supplier"].iloc[0])
            rows.append(
                {
                    "from_stage": one,
                    "to_stage": other,
                    "supplier": actors.index[supplier],
                    "where": _INSIDE if inside[supplier] else _OUTSIDE,
                    "firms": buyers,
                }
            )
    return pd.DataFrame(rows, columns=["from_stage", "to_stage", "supplier", "where", "firms"])


def _bought(view: Network, named: bool = True) -> pd.DataFrame:
    """Give every purchase of a firm inside with the input it is: a stage, else a sector."""
    arcs, actors = supply_arcs(view), view.actors
    inside = actors["in_cluster"].to_numpy(dtype=bool)
    arcs = arcs[inside[arcs["target"].to_numpy()]]
    source = arcs["source"].to_numpy()
    stages = actors["stages"].to_numpy()[source]
    sector = actors["sector"] if "sector" in actors else pd.Series(None, index=actors.index)
    sectors = sector.astype("object").to_numpy()[source]
    named_by = np.array([bool(told) for told in stages], dtype=bool)
    kinds = [
        list(told) if told else [None if pd.isna(other) else str(other)]
        for told, other in zip(stages, sectors, strict=True)
    ]
    table = pd.DataFrame(
        {
            "supplier": source,
            "buyer": arcs["target"].to_numpy(),
            "home": inside[source],
            "by": np.where(named_by, _STAGE, _SECTOR),
            "input": pd.Series(kinds, dtype="object").to_numpy(),
        }
    ).explode("input", ignore_index=True)
    return table.dropna(subset=["input"]) if named else table


def _members(view: Network, by: str, name: str) -> int:
    actors = view.actors[(view.actors["kind"] == "firm") & view.actors["in_cluster"]]
    if by == _STAGE:
        return sum(name in told for told in actors["stages"])
    return int(actors["sector"].astype("object").eq(name).sum())

"""The chain by destination market: the same questions for each chain that ties name."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from tiesnet.diagnosis.chain.chain_links import places, stage_words
from tiesnet.language import word
from tiesnet.metrics import catalogue
from tiesnet.network import (
    Network,
    chain_steps,
    places_of,
    purchases_known,
    supply_arcs,
    tie_reports,
)

BY_VALUE, BY_TIES = word("value"), word("ties")
MARKET_COLUMNS = [
    "chain",
    "firms",
    "ties",
    "outside",
    "stages",
    "absent",
    "level",
    "incoherence",
    "missing",
    "single",
    "buyer",
    "share",
    "concentration",
    "by",
]


def chains(view: Network) -> list[str]:
    """Name the chains that supply ties of a view serve, the most often named first."""
    named = _named(view)["chain"].value_counts()
    return sorted(map(str, named.index), key=lambda name: (-int(named[name]), name))


def chain_view(view: Network, chain: str) -> Network:
    """Keep the supply ties of a view that serve a chain.

    Parameters
    ----------
    view : Network
        The trade of the survey.
    chain : str
        One of `chains`.
    """
    named = _named(view)
    rows = np.sort(named.loc[named["chain"] == chain, "tie"].to_numpy())
    return replace(view, ties=view.ties.iloc[rows].reset_index(drop=True), _parts=None)


def markets(view: Network) -> pd.DataFrame:
    """Describe each chain that supply ties name.

    Parameters
    ----------
    view : Network
        The trade of the survey, outside firms included.

    Returns
    -------
    DataFrame
        ``chain``; ``firms`` inside that take part; ``ties`` inside and ``outside`` (to or from
        firms outside); ``stages`` with a firm inside that takes part and, in words, those
        ``absent``; highest ``level`` and ``incoherence`` of its ties inside; ``missing`` (places
        between the first and the last of the chain from which no supply tie leads to the next, and
        no firm does both);
        ``single`` (firms inside that in this chain buy from one firm only); ``buyer`` (the
        largest, empty where several are as large), its ``share`` of what is sold in the chain and
        the ``concentration`` of all buyers (sum of squared shares), by value where every tie has
        one, else by ties (``by``).
    """
    named = _named(view)
    rows = [_row(view, chain, named[named["chain"] == chain]) for chain in chains(view)]
    return pd.DataFrame(rows, columns=MARKET_COLUMNS)


def unnamed_ties(view: Network) -> int:
    """Count the supply ties of which nobody said which chain they serve."""
    named = _named(view).drop_duplicates(["source", "target"])
    return len(supply_arcs(view)) - len(named)


def _row(view: Network, chain: str, named: pd.DataFrame) -> dict[str, object]:
    own = chain_view(view, chain)
    inside = own.inside()
    arcs, inner = supply_arcs(own), supply_arcs(inside)
    home = own.actors["in_cluster"].to_numpy(dtype=bool)
    taking = np.unique(arcs[["source", "target"]].to_numpy())
    taking = taking[home[taking]]
    numbers = catalogue()
    level = numbers["trophic_level"].function(inside) if _census(inside) else pd.Series(dtype=float)
    # Levels of silent firms are left empty, so the highest is that of a firm that answered.
    return {
        "chain": chain,
        "firms": len(taking),
        "ties": len(inner),
        "outside": len(arcs) - len(inner),
        **_stages(own, taking),
        "level": float(level.max()) if level.notna().any() else np.nan,
        "incoherence": _number("trophic_incoherence", inside),
        "missing": _missing(inside),
        "single": _single(own),
        **_largest(own, named),
    }


def _census(net: Network) -> bool:
    survey = net.origin.survey
    design = str(survey.info.get("design", "") if survey is not None else "")
    return design.strip().lower() not in ("sample", "ego")


def _number(name: str, net: Network) -> float:
    return float(catalogue()[name].function(net)) if _census(net) else np.nan


def _stages(own: Network, taking: np.ndarray[tuple[int], np.dtype[np.intp]]) -> dict[str, object]:
    """Say which stages take part, and which stages of the survey do not."""
    words = stage_words(own)
    here = {stage for told in own.actors["stages"].iloc[taking] for stage in told}
    known = [stage for group in places(own).stages for stage in group]
    absent = [words.get(stage, stage) for stage in known if stage not in here]
    return {"stages": len(here), "absent": ", ".join(absent)}


def _missing(inside: Network) -> float:
    """Count the places between the first and the last of a chain without a way to the next.

    The way is a supply tie, or a firm that does both.
    """
    arcs = supply_arcs(inside)
    source, target = arcs["source"].to_numpy(), arcs["target"].to_numpy()
    told = places_of(inside)
    here = {place for k in {*source, *target} for place in told[k]}
    if len(here) < 2:
        return np.nan
    steps = chain_steps(inside, source, target)
    linked = {place for k in {*source, *target} for place in told[k] if place + 1 in told[k]}
    for one, other in zip(source[steps == 1], target[steps == 1], strict=True):
        linked |= {place for place in told[one] if place + 1 in told[other]}
    return float(sum(place not in linked for place in range(min(here), max(here))))


def _single(own: Network) -> int:
    counts = np.bincount(supply_arcs(own)["target"], minlength=len(own.actors))
    home = own.actors["in_cluster"].to_numpy(dtype=bool)
    return int((home & purchases_known(own) & (counts == 1)).sum())


def _largest(own: Network, named: pd.DataFrame) -> dict[str, object]:
    """Find the largest buyer, and how far what is sold goes to few."""
    ties = named.merge(own.ties[["source", "target", "layer"]], on=["source", "target", "layer"])
    valued = bool(ties["value"].notna().all()) and bool((ties["value"] > 0).any())
    if ties.empty:
        return {"buyer": None, "share": np.nan, "concentration": np.nan, "by": ""}
    if valued:
        amounts = ties.groupby("target")["value"].sum()
    else:
        amounts = ties.drop_duplicates(["source", "target"]).groupby("target").size()
    shares = amounts / amounts.sum()
    largest = shares.index[np.isclose(shares, shares.max())]
    return {
        "buyer": own.actors.index[int(largest[0])] if len(largest) == 1 else None,
        "share": float(shares.max()),
        "concentration": float((shares**2).sum()),
        "by": BY_VALUE if valued else BY_TIES,
    }


def _named(view: Network) -> pd.DataFrame:
    """Give every firm tie and chain it serves: ``tie``, ``chain``, ``value``, its ends, its layer.

    The value of a tie in a chain is the mean of what its ends say.
    """
    columns = ["tie", "chain", "value", "source", "target", "layer"]
    reports = tie_reports(view)
    reports = reports[reports["chain"].notna()]
    if reports.empty:
        return pd.DataFrame(columns=columns)
    reports = reports.assign(chain=reports["chain"].astype("str"))
    said = reports.groupby(["tie", "chain", "end"])["value"].max()
    table = said.groupby(["tie", "chain"]).mean().reset_index()
    firm = (view.actors["kind"] == "firm").to_numpy(dtype=bool)
    ends = view.ties[["source", "target", "layer"]].iloc[table["tie"].to_numpy()]
    table = table.assign(**{name: ends[name].to_numpy() for name in ends})
    both = firm[table["source"].to_numpy()] & firm[table["target"].to_numpy()]
    return table.loc[both, columns].reset_index(drop=True)

"""The supply chain behind a view: who supplies whom, for how much, and over how many stages."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.network.details import tie_details
from tiesnet.network.network import Network, tie_parts

_FIELDS = (
    "label",
    "formality",
    "content",
    "directed",
    "flow",
    "orientation",
    "combine",
    "scale_min",
    "scale_max",
    "question",
)


def trade(net: Network) -> Network:
    """Show the trade of a view: its trade relations side by side, arrows along the flow.

    Every arrow runs from supplier to buyer. Relations whose arrows say nothing of who supplies
    whom are left out, so that a view without such a relation has no layers left. Who answered is
    asked of these relations only.
    """
    return net._view("trade", lambda: _trade(net))


def _trade(net: Network) -> Network:
    if tie_parts(net) is net.ties:
        layers = net.layers[_supplies(net.layers)]
        names = [str(name) for name in layers.index]
        told, ties = net.respondents.questions_only(names), net.ties
    else:
        layers = _behind_union(net)
        names = [str(name) for name in layers.index]
        told, ties = net.respondents.questions_only(names), tie_parts(net)
        layers = layers.assign(flow="with_arrow")  # a union runs along the flow already
    kept = ties[ties["layer"].isin(names)].reset_index(drop=True)
    return replace(net, ties=kept, layers=layers, respondents=told, _parts=None).along_flow()


def supply_arcs(net: Network) -> pd.DataFrame:
    """List who supplies whom among the firms of a view, each pair once.

    Parameters
    ----------
    net : Network
        From `trade`.

    Returns
    -------
    DataFrame
        ``source`` (the supplier) and ``target`` (positions in ``net.actors``), ``reach``
        (internal or external); sorted.
    """
    ties = _firm_ties(net)[["source", "target", "reach"]]
    ties = ties.drop_duplicates(["source", "target"]).sort_values(["source", "target"])
    return ties.reset_index(drop=True)


def supply_values(net: Network) -> NDArray[np.float64]:
    """Give the value of each row of `supply_arcs`, relations of a pair added up.

    Empty where of one of them nobody said the value.
    """
    ties = _firm_ties(net)
    if ties.empty:
        return np.zeros(0)
    value = tie_details(net)["value"].loc[ties.index]
    made = value.groupby([ties["source"], ties["target"]]).sum(min_count=1)
    lacks = value.isna().groupby([ties["source"], ties["target"]]).any()
    values: NDArray[np.float64] = made.mask(lacks).to_numpy(dtype=float)
    return values


def purchases_known(net: Network) -> NDArray[np.bool_]:
    """Tell of which firms all purchases from the firms of a view are known.

    They are when, for every other firm, the end whose word counts answered about trade. A survey
    that asks only to whom firms sell knows nothing of suppliers that are silent, or outside.

    Parameters
    ----------
    net : Network
        From `trade`; with the firms outside, purchases from them must be known too.
    """
    firm = (net.actors["kind"] == "firm").to_numpy(dtype=bool)
    found = np.zeros(len(firm), dtype=bool)
    if not firm.any() or net.layers.empty:
        return found
    flags = net.respondents.answered.to_numpy(dtype=np.int8)[firm]
    patterns, which = np.unique(flags, axis=0, return_inverse=True)
    codes = np.full(len(firm), -1, dtype=np.intp)
    codes[firm] = which.reshape(-1)
    size = np.bincount(codes[firm], minlength=len(patterns))
    every = np.outer(size, size) - np.diag(size)
    complete = (net.respondents.known_pairs(codes) == every).all(axis=0)
    found[firm] = complete[codes[firm]] & (flags != 0).any(axis=1)
    return found


def stage_places(net: Network) -> pd.Series:
    """Give, for each stage that has an order, its place along the chain, counted from 0.

    Stages of the same order share a place. Empty when the survey gives no order.
    """
    survey = net.origin.survey
    if survey is None or survey.stages.empty:
        return pd.Series(dtype="int64")
    order = survey.stages["order"].dropna().astype(float).sort_values(kind="stable")
    places = pd.factorize(order, sort=True)[0]
    return pd.Series(places, index=[str(stage) for stage in order.index], dtype="int64")


def places_of(net: Network) -> list[tuple[int, ...]]:
    """Give the places along the chain of each actor, none where no stage with an order is known."""
    place = stage_places(net).to_dict()
    return [tuple(sorted({place[s] for s in told if s in place})) for told in net.actors["stages"]]


def chain_steps(
    net: Network, source: NDArray[np.intp], target: NDArray[np.intp]
) -> NDArray[np.float64]:
    """Say how many places along the chain each tie goes; empty where a place is not known.

    1: to the next place; 2 or more: it jumps over places; 0: both share a place; below 0: it
    runs against the order of the stages. Of firms in several stages the nearest two count, and
    places downstream before those upstream.
    """
    codes, kinds = pd.factorize(pd.Series(places_of(net), dtype="object"))
    steps = np.array([[_step(one, other) for other in kinds] for one in kinds], dtype=float)
    if not len(kinds):
        return np.zeros(0)
    found: NDArray[np.float64] = steps[codes[source], codes[target]]
    return found


def _step(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    if not one or not other:
        return np.nan
    gaps = [there - here for here in one for there in other]
    if 0 in gaps:
        return 0.0
    ahead = [gap for gap in gaps if gap > 0]
    return float(min(ahead) if ahead else max(gaps))


def _supplies(layers: pd.DataFrame) -> NDArray[np.bool_]:
    """Tell which relations say who supplies whom."""
    flows = layers["flow"].isin(["with_arrow", "against_arrow"])
    fits = (layers["content"] == "trade") & layers["directed"].astype(bool) & flows
    found: NDArray[np.bool_] = fits.to_numpy(dtype=bool)
    return found


def _behind_union(net: Network) -> pd.DataFrame:
    """Give the trade relations behind a union, as layers."""
    survey = net.origin.survey
    if survey is None or not net.directed:
        return net.layers.iloc[:0]
    asked = [name for name in net.respondents.questions.index if name in survey.relations.index]
    layers = survey.relations.loc[asked, list(_FIELDS)]
    layers = layers[_supplies(layers)]
    valued = tie_parts(net).dropna(subset=["weight"])["layer"].astype("object")
    layers = layers.assign(
        combine=net.respondents.questions["combine"].reindex(layers.index),
        has_strength=layers.index.isin(list(valued.unique())),
    )
    layers.index.name = "layer"
    return layers


def _firm_ties(net: Network) -> pd.DataFrame:
    firm = (net.actors["kind"] == "firm").to_numpy(dtype=bool)
    ties = net.ties
    return ties[firm[ties["source"].to_numpy()] & firm[ties["target"].to_numpy()]]

"""Unions of layers: formal, informal and all, binary and along the flow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tiesnet.language import say, word
from tiesnet.network.words import REPORTED, STATUSES, exchanged, one_word, small

if TYPE_CHECKING:
    from tiesnet.network.network import Network

UNIONS = ("formal", "informal", "all")
_LABELS = {
    "formal": word("Formal ties"),
    "informal": word("Informal ties"),
    "all": word("All ties"),
}


def members(layers: pd.DataFrame, name: str) -> list[str]:
    """Name the layers a union is made of; membership is left out."""
    fit = layers["content"] != "membership"
    if name != "all":
        fit &= layers["formality"] == name
    return [str(layer) for layer in layers.index[fit]]


def flow_ties(ties: pd.DataFrame, against: Sequence[str]) -> pd.DataFrame:
    """Turn the ties of the named layers round."""
    return turn(ties, ties["layer"].isin(against).to_numpy())


def turn(ties: pd.DataFrame, which: np.ndarray) -> pd.DataFrame:
    """Swap the two ends of some ties, with everything that is said of an end."""
    swapped = ties.copy()
    for one, other in (("source", "target"), ("source_report", "target_report")):
        swapped[one] = np.where(which, ties[other], ties[one])
        swapped[other] = np.where(which, ties[one], ties[other])
    swapped["upstream"] = np.where(which, -ties["upstream"], ties["upstream"])
    other_end = exchanged(ties["reported"], {"source": "target", "target": "source"})
    swapped["reported"] = ties["reported"].where(~which, other_end)
    return swapped


def both_ways(ties: pd.DataFrame) -> pd.DataFrame:
    """Give every tie a twin that runs the other way."""
    twin = flow_ties(ties, list(ties["layer"].unique()))
    return pd.concat([ties, twin], ignore_index=True)


def make_union(net: Network, name: str) -> Network:
    """Merge the member layers of a union into one binary layer (see `Network.layer`)."""
    chosen = members(net.layers, name)
    flow = net.along_flow()
    layers = flow.layers.loc[chosen]
    ties = flow.ties[flow.ties["layer"].isin(chosen)].reset_index(drop=True)
    arrows = layers["directed"].astype(bool)
    two_way = [str(layer) for layer in layers.index[~arrows | (layers["flow"] == "both")]]
    named = [layer for layer in two_way if arrows[layer]]
    directed = len(two_way) < len(layers)
    flat = ties["layer"].isin(two_way)
    if directed:
        arcs = pd.concat([ties[~flat], both_ways(ties[flat])], ignore_index=True)
    else:
        arcs = turn(ties, (ties["source"] > ties["target"]).to_numpy())
    # A union of a union stands on the questions and relations of the first.
    told = flow.respondents
    if net._parts is None:
        told = told.questions_only(chosen).both_ways(named)
    return replace(
        net,
        ties=_merge(arcs, name),
        layers=_union_row(name, layers, directed),
        respondents=told,
        _parts=ties if net._parts is None else net._parts,
    )


def _merge(arcs: pd.DataFrame, name: str) -> pd.DataFrame:
    arcs = _in_order(arcs)
    ends = arcs[["source", "target"]].to_numpy()
    same = (ends[1:] == ends[:-1]).all(axis=1)
    again = np.append(False, same)[: len(arcs)] | np.append(same, False)[: len(arcs)]
    merged = arcs[~again].assign(relations=1)
    if again.any():
        merged = _in_order(pd.concat([merged, _merged(arcs[again])]))
    rows = len(merged)
    return merged.assign(
        relations=small(merged["relations"].to_numpy()),
        weight=merged["relations"].astype(float),
        upstream=small(merged["upstream"].to_numpy()),
        layer=one_word(name, rows, [name]),
        rule=small(np.zeros(rows, dtype=np.int8)),
        source_report=np.nan,
        target_report=np.nan,
        status=one_word("", rows, STATUSES),
        reported=one_word("", rows, REPORTED),
    )[list(arcs.columns)]


def _in_order(ties: pd.DataFrame) -> pd.DataFrame:
    """Sort ties by source and target."""
    source, target = ties["source"].to_numpy(), ties["target"].to_numpy()
    order = np.argsort(source * (target.max(initial=0) + 1) + target, kind="stable")
    return ties.iloc[order].reset_index(drop=True)


def _merged(arcs: pd.DataFrame) -> pd.DataFrame:
    """Merge the ties of pairs that are tied more than once; what differs is said to."""
    groups = arcs.groupby(["source", "target"], sort=False)
    first = groups[["orientation", "upstream", "reach"]].first()
    kinds = groups[["layer", "orientation", "upstream"]].nunique()
    orientation = first["orientation"].where(kinds["orientation"] == 1, "several")
    return first.assign(
        relations=kinds["layer"],
        orientation=orientation.astype(arcs["orientation"].dtype),
        upstream=first["upstream"].where(kinds["upstream"] == 1, 0),
    ).reset_index()


def _union_row(name: str, layers: pd.DataFrame, directed: bool) -> pd.DataFrame:
    row = {
        "label": say(_LABELS[name]),
        "formality": name,
        "content": "several",
        "directed": directed,
        "flow": "with_arrow" if directed else "both",
        "orientation": "",
        "combine": "several",
        "scale_min": np.nan,
        "scale_max": np.nan,
        "has_strength": False,
        "question": "; ".join(str(label) for label in layers["label"]),
    }
    return pd.DataFrame([row], index=pd.Index([name], name="layer"))

"""A network straight from an edge list in Python: one layer, fully observed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from tiesnet.errors import TiesnetError
from tiesnet.network.assumed import CHOICE_COLUMNS
from tiesnet.network.network import TIE_COLUMNS, Network, Origin
from tiesnet.network.orientation import classify
from tiesnet.network.respondents import BOTH, Respondents
from tiesnet.survey import ASSUMPTION_COLUMNS


def network_from_edges(
    edges: Iterable[Sequence[str | float]],
    nodes: Sequence[str] | None = None,
    *,
    directed: bool = True,
    stages: Mapping[str, str] | None = None,
    order: Sequence[str] | None = None,
    layer: str = "ties",
) -> Network:
    """Make a network of one layer from pairs, or from triples with a strength.

    Parameters
    ----------
    edges : iterable of (source, target) or (source, target, strength)
        Undirected pairs may come in either order; each pair once.
    nodes : sequence of str, optional
        All actors, isolates included, in the order wanted; by default those named, sorted.
    directed : bool, default True
        Whether the pairs are arrows.
    stages : mapping of actor to stage, optional
        The stage of each actor.
    order : sequence of stages, optional
        Their order along the chain; sorted by default.
    layer : str, default "ties"
        The name of the layer.

    Raises
    ------
    TiesnetError
        A self-tie, a pair given twice, or an actor that is not among `nodes`.
    """
    rows = [tuple(edge) for edge in edges]
    named = sorted({str(end) for row in rows for end in row[:2]})
    ids = pd.Index(named if nodes is None else [str(n) for n in nodes], name="id", dtype="object")
    actors = _actors(ids, stages or {})
    ties = _ties(rows, ids, directed, layer)
    layers = _layer(layer, directed, bool(ties["weight"].notna().any()))
    rank = {s: k for k, s in enumerate(order or sorted(set((stages or {}).values())))}
    flags = pd.DataFrame(np.full((len(ids), 1), BOTH, np.int8), index=ids, columns=layers.index)
    return Network(
        actors,
        classify(ties, actors, layers, rank)[list(TIE_COLUMNS)],
        layers,
        Respondents(flags, flags, layers[["combine"]]),
        Origin(
            None,
            pd.DataFrame(columns=list(ASSUMPTION_COLUMNS)),
            pd.DataFrame(columns=list(CHOICE_COLUMNS)),
            {"seed": 1},
            ties.iloc[:0],
            ties.iloc[:0],
        ),
    )


def _actors(ids: pd.Index, stages: Mapping[str, str]) -> pd.DataFrame:
    stage = [stages.get(name) for name in ids]
    return pd.DataFrame(
        {
            "name": pd.Series(list(ids), index=ids, dtype="str"),
            "kind": pd.Series("firm", index=ids, dtype="str"),
            "in_cluster": pd.Series(True, index=ids, dtype=bool),
            "respondent": pd.Series("yes", index=ids, dtype="str"),
            "stage": pd.Series(stage, index=ids, dtype="str"),
            "stages": pd.Series([(s,) if s else () for s in stage], index=ids, dtype="object"),
        }
    )


def _ties(
    rows: list[tuple[str | float, ...]], ids: pd.Index, directed: bool, layer: str
) -> pd.DataFrame:
    source = ids.get_indexer([str(row[0]) for row in rows]).astype(np.int64)
    target = ids.get_indexer([str(row[1]) for row in rows]).astype(np.int64)
    if (source < 0).any() or (target < 0).any():
        raise TiesnetError("An edge names an actor that is not among the nodes.", "Add it.")
    if (source == target).any():
        raise TiesnetError("An edge ties an actor to itself.", "Leave self-ties out.")
    if not directed:
        source, target = np.minimum(source, target), np.maximum(source, target)
    weight = [float(row[2]) if len(row) > 2 else np.nan for row in rows]
    ties = pd.DataFrame({"source": source, "target": target, "layer": layer, "weight": weight})
    if ties.duplicated(["source", "target"]).any():
        raise TiesnetError("A pair of actors is given twice.", "Give each tie once.")
    words = {"source_report": np.nan, "target_report": np.nan, "status": ""}
    return ties.assign(relations=1, reported="source" if directed else "both", **words)


def _layer(name: str, directed: bool, has_strength: bool) -> pd.DataFrame:
    row = {
        "label": name,
        "formality": "formal",
        "content": "cooperation",
        "directed": directed,
        "flow": "with_arrow" if directed else "both",
        "orientation": "by_stage",
        "combine": "union",
        "scale_min": np.nan,
        "scale_max": np.nan,
        "question": "",
        "has_strength": has_strength,
    }
    return pd.DataFrame([row], index=pd.Index([name], name="layer"))

"""A network straight from an edge list in Python: one layer, fully observed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.errors import TiesnetError
from tiesnet.language import say
from tiesnet.network.assumed import CHOICE_COLUMNS
from tiesnet.network.network import TIE_COLUMNS, Network, Origin
from tiesnet.network.orientation import classify
from tiesnet.network.respondents import BOTH, Respondents
from tiesnet.network.words import REPORTED, STATUSES, one_word, small
from tiesnet.survey import ASSUMPTION_COLUMNS


def network_from_edges(
    edges: Iterable[Sequence[str | float]] | pd.DataFrame,
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
    edges : iterable of pairs or triples, or DataFrame
        The two ends, first the one an arrow starts from; in triples the strength too. Undirected
        pairs may come in either order; each pair once. Of a table the first columns are taken, and
        millions of rows take seconds.
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
        An edge without two ends, a strength that is no number, a self-tie, a pair given twice,
        an actor that is not among `nodes`, or a node given twice.
    """
    table = edges if isinstance(edges, pd.DataFrame) else _table(edges)
    codes, names = _ends(table)
    texts = [str(name) for name in names]
    named = sorted(set(texts)) if nodes is None else [str(name) for name in nodes]
    ids = pd.Index(named, name="id", dtype="object")
    if not ids.is_unique:
        raise TiesnetError(
            say("The node {ids} is given twice.", ids=f"{ids[ids.duplicated()][0]!r}"),
            say("Name it once."),
        )
    actors = _actors(ids, stages or {})
    pairs = np.append(ids.get_indexer(texts), -1)[codes].reshape(2, -1)
    ties = _ties(pairs, _weight(table), directed, layer, len(ids))
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


def _table(edges: Iterable[Sequence[str | float]]) -> pd.DataFrame:
    rows = [tuple(edge) for edge in edges]
    filled = [(*map(_text, row[:2]), *row[2:3], *[None] * (3 - len(row))) for row in rows]
    return pd.DataFrame(filled, columns=["source", "target", "weight"], dtype=object)


def _ends(table: pd.DataFrame) -> tuple[NDArray[np.intp], NDArray[np.object_]]:
    """Give the sources and after them the targets, as codes of their names."""
    if table.shape[1] > 1:
        ends = pd.concat([table.iloc[:, 0], table.iloc[:, 1]]).to_numpy()
        codes, names = pd.factorize(ends)
        if (codes >= 0).all():
            return codes, names
    raise TiesnetError(
        say("An edge lacks one of its two ends."), say("Name both, or leave it out.")
    )


def _text(end: str | float | None) -> str | None:
    return None if end is None or end != end else str(end)


def _weight(table: pd.DataFrame) -> NDArray[np.float64]:
    if table.shape[1] < 3:
        return np.full(len(table), np.nan)
    try:
        return np.asarray(table.iloc[:, 2], dtype=float)
    except (TypeError, ValueError) as error:
        raise TiesnetError(
            say("The strength of an edge is no number ({error}).", error=error),
            say("Give numbers, or leave it empty."),
        ) from error


def _ties(
    ends: NDArray[np.intp], weight: NDArray[np.float64], directed: bool, layer: str, actors: int
) -> pd.DataFrame:
    source, target = ends.astype(np.int64, copy=False)
    if (source < 0).any() or (target < 0).any():
        raise TiesnetError(
            say("An edge names an actor that is not among the nodes."), say("Add it.")
        )
    if (source == target).any():
        raise TiesnetError(say("An edge ties an actor to itself."), say("Leave self-ties out."))
    if not directed:
        source, target = np.minimum(source, target), np.maximum(source, target)
    pairs = np.sort(source * actors + target)
    if (pairs[1:] == pairs[:-1]).any():
        raise TiesnetError(say("A pair of actors is given twice."), say("Give each tie once."))
    rows = len(source)
    return pd.DataFrame(
        {
            "source": source,
            "target": target,
            "layer": one_word(layer, rows, [layer]),
            "weight": weight,
            "relations": small(np.ones(rows, dtype=np.int8)),
            "reported": one_word("source" if directed else "both", rows, REPORTED),
            "source_report": np.full(rows, np.nan),
            "target_report": np.full(rows, np.nan),
            "status": one_word("", rows, STATUSES),
        },
        copy=False,
    )


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

"""A network as two tables, nodes and edges, and what else is needed to read it back whole."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from tiesnet.exports.text import legal_text
from tiesnet.network import BOTH, INCOMING, OUTGOING, Network
from tiesnet.survey import CHOICES

FACTS = "tiesnet"
ANSWERED = "answered"
EDGE_COLUMNS = (
    "layer",
    "arrow",
    "weight",
    "formality",
    "orientation",
    "status",
    "reported",
    "source_report",
    "target_report",
    "told_by",
    "other_report",
    "told_in",
)
_OTHERS = EDGE_COLUMNS[-3:]
_LAYER = "label formality content flow orientation combine question scale_min scale_max".split()
_SWAP = {"source": "target", "target": "source"}


def nodes(net: Network) -> pd.DataFrame:
    """Actors with every column that is not private, and what they answered.

    One word for all questions, and a column for each question that some answered otherwise.
    Columns without any value are left out.
    """
    frame = net.actors[public(net.actors.columns)].copy()
    frame["stages"] = ["; ".join(value) for value in frame["stages"]]
    states = net.respondents.states()
    frame[ANSWERED] = states
    whole = states.replace("not surveyed", "not_asked")
    for name, of_question in _states(net).items():
        if not (of_question == whole).all():
            frame[f"{ANSWERED}: {name}"] = of_question
    return frame.dropna(axis="columns", how="all") if len(frame) else frame


def _states(net: Network) -> dict[str, pd.Series]:
    """What each actor answered to each relation of the layers, and to its inverse."""
    states = {}
    twins = inverses(net)
    told = net.respondents
    for layer, directed in net.layers["directed"].items():
        name = str(layer)
        if name not in told.asked.columns:
            continue
        asked, answered = (flags[name].to_numpy(np.int8) for flags in (told.asked, told.answered))
        bits = {name: OUTGOING if directed else BOTH}
        bits |= {twins[name]: INCOMING} if name in twins else {}
        for relation, bit in bits.items():
            words = np.select(
                [(asked & bit) == 0, (answered & bit) != 0, answered > BOTH],
                ["not_asked", "answered", "partly"],
                default="silent",
            )
            states[relation] = pd.Series(words, index=told.asked.index)
    return states


def inverses(net: Network) -> dict[str, str]:
    """The relation that asked the other end of a layer with arrows, where there is one."""
    survey = net.origin.survey
    known: dict[str, str] = {}
    if survey is not None:
        twins = survey.relations["inverse_of"].dropna()
        known = {str(layer): str(twin) for twin, layer in twins.items()}
    ties = net.ties
    heard = set(ties["layer"][ties["reported"].isin(["target", "both"])])
    heard |= set(ties["layer"][ties["target_report"].notna()])
    found = {}
    for layer in net.layers.index[net.layers["directed"].astype(bool)]:
        asked = net.respondents.asked.get(layer, pd.Series(dtype=np.int8))
        if layer in heard or (asked.to_numpy(np.int8) & INCOMING).any():
            found[str(layer)] = known.get(str(layer), f"{layer} (asked of the other end)")
    return found


def edges(net: Network, both_ways: bool = True) -> pd.DataFrame:
    """One row per tie and layer, indexed by the places of its two ends.

    Where any layer has arrows, a tie without arrows stands both ways, unless told otherwise.
    Columns without any value are left out.
    """
    ties = net.ties.sort_values(["layer", "source", "target"], kind="stable")
    layers = net.layers.loc[ties["layer"]]
    arrow = layers["directed"].to_numpy(dtype=bool)
    frame = ties.assign(arrow=arrow, formality=layers["formality"].to_numpy())
    frame["reported"] = frame["reported"].astype("object").replace("", None)
    frame[list(_OTHERS)] = _others(net, ties)
    if net.directed and both_ways:
        ends = _SWAP | {f"{one}_report": f"{other}_report" for one, other in _SWAP.items()}
        twins = frame[~arrow].rename(columns=ends)
        twins["reported"] = twins["reported"].replace(_SWAP)
        frame = pd.concat([frame, twins])
        frame = frame.sort_values(["layer", "source", "target"], kind="stable")
    frame.index = pd.MultiIndex.from_arrays([frame["source"], frame["target"]])
    return frame[list(EDGE_COLUMNS)].dropna(axis="columns", how="all")


def _others(net: Network, ties: pd.DataFrame) -> pd.DataFrame:
    """What somebody else than the two ends said of a tie, and who, if that is known.

    ``other_report`` is a strength as text, or yes where none was given; ``told_in`` the inverse
    relation, where it was asked the other way round.
    """
    known = _told_by_others(net)
    ids = [str(actor) for actor in net.actors.index]
    rows = zip(ties["layer"], ties["source"], ties["target"], strict=True)
    found = [known.get((str(layer), ids[s], ids[t]), (None, None, None)) for layer, s, t in rows]
    return pd.DataFrame(found, columns=list(_OTHERS), index=ties.index, dtype=object)


def _told_by_others(net: Network) -> dict[tuple[str, str, str], tuple[str | None, ...]]:
    survey = net.origin.survey
    if survey is None:
        return {}
    ties = survey.ties
    if wave := net.origin.parameters.get("wave"):
        ties = ties[ties["wave"].eq(wave).fillna(False).astype(bool)]
    ties = ties[["source", "target", "relation", "reported_by", "strength"]].astype(
        {"source": str, "target": str, "relation": str, "reported_by": object}
    )
    teller = ties["reported_by"].where(ties["reported_by"].notna(), None)
    others = ties[(teller != ties["source"]) & (teller != ties["target"])]
    # The strongest last, and those whose name is known after those who did not say it.
    order = others.assign(named=others["reported_by"].notna())
    order = order.sort_values(["named", "strength"], kind="stable", na_position="first")
    known: dict[tuple[str, str, str], tuple[str | None, ...]] = {}
    layers = _layers_of(net)
    for source, target, relation, who, strength, _ in order.itertuples(index=False, name=None):
        layer, turned, directed = layers[relation]
        one, two = (target, source) if turned else (source, target)
        strength_said = "yes" if pd.isna(strength) else f"{strength:.17g}"
        inverse = relation if relation != layer else None
        said = (None if pd.isna(who) else str(who), strength_said, inverse)
        known[(layer, one, two)] = said
        if not directed:
            known[(layer, two, one)] = said
    return known


def _layers_of(net: Network) -> dict[str, tuple[str, bool, bool]]:
    """The layer of each relation, whether its arrows are turned there, whether it has any."""
    survey = net.origin.survey
    assert survey is not None
    found = {}
    for name, row in survey.relations.iterrows():
        inverse = row["inverse_of"]
        layer = str(name) if pd.isna(inverse) else str(inverse)
        flow = net.layers["flow"].get(layer)
        own = survey.relations.at[layer, "flow"]
        turned = pd.notna(inverse) != (flow is not None and flow != own and flow == "with_arrow")
        found[str(name)] = (layer, bool(turned), bool(net.layers["directed"].get(layer, False)))
    return found


def ids(net: Network) -> list[str]:
    """The actors' ids as any format can hold them, each once."""
    return unique([legal_text(str(actor)) for actor in net.actors.index])


def unique(names: Collection[str]) -> list[str]:
    """Keep names apart that became alike when characters were taken out.

    >>> unique(["a", "b", "a"])
    ['a', 'b', 'a (2)']
    """
    taken: set[str] = set()
    kept = []
    for name in names:
        free, k = name, 2
        while free in taken:
            free, k = f"{name} ({k})", k + 1
        taken.add(free)
        kept.append(free)
    return kept


def facts(net: Network, columns: Mapping[str, str] | None = None, labels: bool = False) -> str:
    """What is needed beside nodes and edges to read a network back whole, as one line of JSON.

    Parameters
    ----------
    net : Network
    columns : mapping, optional
        The names of columns as the format holds them, with those they have.
    labels : bool, default False
        The ids of actors stand as labels, since those of the format are numbers.
    """
    twins = inverses(net)
    layers = []
    for name, row in net.layers.iterrows():
        layer: dict[str, Any] = {"id": str(name), "directed": "yes" if row["directed"] else "no"}
        layer |= {key: _plain(key, row[key]) for key in _LAYER if key in row}
        layer |= {"inverse": twins.get(str(name))}
        layers.append({key: value for key, value in layer.items() if value is not None})
    known = {
        "layers": layers,
        "stages": _stages(net),
        "survey": _about(net),
        "wave": str(net.origin.parameters.get("wave") or ""),
        "columns": dict(columns or {}),
        "labels": labels,
    }
    return legal_text(json.dumps(known, ensure_ascii=False))


def _plain(key: str, value: Any) -> str | None:
    """A field of a layer as the codebook has it; what it cannot have is nothing."""
    if value is None or pd.isna(value) or value == "":
        return None
    if key in CHOICES and value not in CHOICES[key]:
        return None
    return f"{value:.17g}" if isinstance(value, float) else str(value)


def _stages(net: Network) -> list[dict[str, str]]:
    if net.origin.survey is None:
        return []
    return [
        {
            "id": str(name),
            "order": "" if pd.isna(row["order"]) else str(int(row["order"])),
            "label": "" if pd.isna(row["label"]) else str(row["label"]),
        }
        for name, row in net.origin.survey.stages.iterrows()
    ]


def _about(net: Network) -> dict[str, str]:
    survey = net.origin.survey
    info = survey.info if survey is not None else {}
    return {str(k): str(v) for k, v in info.items() if "contact" not in str(k).casefold()}


def public(columns: Iterable[str]) -> list[str]:
    """Columns that may be exported: all but contact details."""
    return [column for column in columns if not str(column).startswith("contact")]

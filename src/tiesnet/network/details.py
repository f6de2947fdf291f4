"""What the survey says of a tie beside its strength: trust, topic, medium, value, chain, owner."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.network.network import Network, tie_parts
from tiesnet.network.words import places
from tiesnet.survey import Survey

TOLD = (
    "topic",
    "trust",
    "frequency",
    "since",
    "medium",
    "value",
    "chain",
    "spec_by",
    "owner",
    "ownership",
)
_NUMBERS = ("trust", "since", "value", "ownership")
_Places = NDArray[np.int64]


def tie_reports(net: Network) -> pd.DataFrame:
    """Give what was reported of every tie of a view, one row per report that says yes.

    Inverse questions, arrows turned along the flow and undirected views are followed, so that a
    report stands with the tie it became part of. Reports of ties that were not believed are left
    out.

    Returns
    -------
    DataFrame
        ``tie`` (row position in ``tie_parts(net)``), ``end`` (the end of that tie which reported:
        source, target, other, or unknown), ``strength``, and what the survey tells of `TOLD`,
        empty where it tells nothing; ``owner`` is the position of the actor in ``net.actors``,
        -1 for nobody.
    """
    survey = net.origin.survey
    if survey is None:
        return _empty()
    found: pd.DataFrame = net._kept.once(net, "tie reports", lambda: _reports(net, survey))
    return found.copy(deep=False)


def _reports(net: Network, survey: Survey) -> pd.DataFrame:
    ties = _of_wave(survey, str(net.origin.parameters.get("wave") or ""))
    layer, source, target = _ends(net, survey, ties)
    teller = places(ties["reported_by"], net.actors.index)
    directed = survey.relations["directed"].to_numpy(dtype=bool)
    asker = directed[places(ties["relation"], survey.relations.index)]
    first = places(ties["source"], net.actors.index)
    teller = np.where((teller < 0) & ties["reported_by"].isna() & asker, first, teller)
    place, swapped = _find(net, survey, layer, source, target)
    source, target = np.where(swapped, target, source), np.where(swapped, source, target)
    told = ties["reported_by"].notna().to_numpy() | asker
    end = np.select(
        [~told, teller < 0, teller == source, teller == target],
        ["unknown", "other", "source", "target"],
        default="other",
    )
    strength = ties["strength"].to_numpy(dtype=float)
    stands = (place >= 0) & (np.isnan(strength) | (strength > 0))
    frame = pd.DataFrame({"tie": place, "end": end, "strength": strength})
    for name in TOLD:
        frame[name] = _column(net, ties, name)
    return frame[stands].sort_values("tie", kind="stable").reset_index(drop=True)


def tie_details(net: Network) -> pd.DataFrame:
    """Give one row per tie of ``tie_parts(net)`` with what its reports say together.

    Returns
    -------
    DataFrame
        ``trust`` (mean of the ends), ``trust_share`` (the same from 0 to 1 on the scale of the
        relation), ``value`` (money per year: chains added up, the ends averaged), ``since``
        (earliest), ``ownership`` (largest share), ``owner`` (position in ``net.actors``, -1 for
        nobody), ``medium`` and ``spec_by`` (empty when reports differ; of the medium, in_person
        when anybody says so), ``topics`` and ``chains`` (tuples of words, sorted).
    """
    found: pd.DataFrame = net._kept.once(net, "tie details", lambda: _details(net))
    return found.copy(deep=False)


def _details(net: Network) -> pd.DataFrame:
    parts, reports = tie_parts(net), tie_reports(net)
    by = reports.groupby("tie")
    made = pd.DataFrame(index=pd.RangeIndex(len(parts)))
    made["trust"] = reports.groupby(["tie", "end"])["trust"].mean().groupby("tie").mean()
    made["trust_share"] = _on_scale(net, parts, made["trust"])
    amounts = reports.groupby(["tie", "end", reports["chain"].fillna("")])["value"].max()
    made["value"] = amounts.groupby(["tie", "end"]).sum(min_count=1).groupby("tie").mean()
    made["since"], made["ownership"] = by["since"].min(), by["ownership"].max()
    made["owner"] = _agreed(reports[reports["owner"] >= 0], "owner").reindex(made.index)
    made["owner"] = made["owner"].fillna(-1).astype("int64")
    made["medium"] = _medium(reports).reindex(made.index)
    made["spec_by"] = _agreed(reports, "spec_by").reindex(made.index)
    for name in ("topic", "chain"):
        made[f"{name}s"] = _words(reports, name).reindex(made.index)
        made[f"{name}s"] = [w if isinstance(w, tuple) else () for w in made[f"{name}s"]]
    return made


def _empty() -> pd.DataFrame:
    frame = pd.DataFrame({name: pd.Series(dtype="object") for name in TOLD})
    for name in _NUMBERS:
        frame[name] = frame[name].astype("float64")
    frame["owner"] = frame["owner"].astype("int64")
    frame.insert(0, "tie", pd.Series(dtype="int64"))
    frame.insert(1, "end", pd.Series(dtype="str"))
    frame.insert(2, "strength", pd.Series(dtype="float64"))
    return frame


def _of_wave(survey: Survey, wave: str) -> pd.DataFrame:
    ties = survey.ties
    return ties[ties["wave"].eq(wave).fillna(False).astype(bool)] if wave else ties


def _ends(net: Network, survey: Survey, ties: pd.DataFrame) -> tuple[pd.Series, _Places, _Places]:
    """Give the layer and the two ends of each report; inverse questions are turned round."""
    inverse = survey.relations["inverse_of"]
    relation = places(ties["relation"], survey.relations.index)
    names = inverse.where(inverse.notna(), survey.relations.index).to_numpy(dtype=object)
    turned = inverse.notna().to_numpy()[relation]
    source, target = (places(ties[end], net.actors.index) for end in ("source", "target"))
    return (
        pd.Series(names[relation]),
        np.where(turned, target, source).astype(np.int64),
        np.where(turned, source, target).astype(np.int64),
    )


def _find(
    net: Network, survey: Survey, layer: pd.Series, source: _Places, target: _Places
) -> tuple[_Places, NDArray[np.bool_]]:
    """Find the tie each report is part of (-1: none), and whether its ends stand the other way."""
    parts = tie_parts(net)
    names = list(dict.fromkeys([*survey.relations.index, *parts["layer"].astype("object")]))
    layers, count = pd.Index(names), len(net.actors)
    code = places(layer, layers)
    turned, flat = (
        np.array([name in group for name in names], dtype=bool)[code]
        for group in _turned_and_flat(net, survey)
    )
    swap = (turned & ~flat) | (flat & (source > target))
    ends = np.where(swap, target, source), np.where(swap, source, target)
    known = pd.Index(_key(places(parts["layer"], layers), parts["source"], parts["target"], count))
    place = known.get_indexer(_key(code, *ends, count))
    place = np.where((source < 0) | (target < 0), -1, place)
    return place.astype(np.int64), swap


def _key(layer: _Places, source: _Places, target: _Places, count: int) -> _Places:
    size = max(count, 1)
    return (np.asarray(layer) * size + np.asarray(source)) * size + np.asarray(target)


def _turned_and_flat(net: Network, survey: Survey) -> tuple[set[str], set[str]]:
    """Name the layers whose arrows were turned along the flow, and those without arrows."""
    parts = tie_parts(net)
    union = parts is not net.ties
    against = survey.relations["flow"] == "against_arrow"
    turned, flat = set(), set()
    for name, asked in survey.relations["directed"].astype(bool).items():
        own = parts[parts["layer"] == name]
        sorted_ends = bool((own["source"] < own["target"]).all())
        if union:
            if not asked or (not net.directed and sorted_ends):
                flat.add(str(name))
            if against[name]:
                turned.add(str(name))
        elif name in net.layers.index:
            if not net.layers.at[name, "directed"]:
                flat.add(str(name))
            if against[name] and net.layers.at[name, "flow"] == "with_arrow":
                turned.add(str(name))
    return turned, flat


def _column(net: Network, ties: pd.DataFrame, name: str) -> NDArray[np.float64] | pd.Series:
    if name == "owner":
        if name not in ties:
            return pd.Series(np.full(len(ties), -1, dtype=np.int64))
        return pd.Series(places(ties[name], net.actors.index).astype(np.int64))
    if name not in ties:
        blank, kind = (np.nan, "float64") if name in _NUMBERS else (None, "object")
        return pd.Series(blank, index=range(len(ties)), dtype=kind)
    values = ties[name].reset_index(drop=True)
    return values.astype("float64") if name in _NUMBERS else values.astype("object")


def _on_scale(net: Network, parts: pd.DataFrame, trust: pd.Series) -> pd.Series:
    """Put trust on a scale from 0 to 1; empty where the scale of the relation is not known."""
    survey = net.origin.survey
    if survey is None or parts.empty:
        return pd.Series(np.nan, index=trust.index, dtype="float64")
    scale = survey.relations.reindex(parts["layer"].astype("object"))
    low, high = (scale[name].to_numpy(dtype=float) for name in ("trust_min", "trust_max"))
    width = np.where(high > low, high - low, np.nan)
    return pd.Series((trust.to_numpy(dtype=float) - low) / width, index=trust.index)


def _agreed(reports: pd.DataFrame, name: str) -> pd.Series:
    """Give the word all reports of a tie share; empty when they differ."""
    groups = reports.dropna(subset=[name]).groupby("tie")[name]
    return groups.first().where(groups.nunique() == 1)


def _medium(reports: pd.DataFrame) -> pd.Series:
    met = reports.dropna(subset=["medium"]).groupby("tie")["medium"]
    return met.agg(lambda said: "in_person" if (said == "in_person").any() else "digital")


def _words(reports: pd.DataFrame, name: str) -> pd.Series:
    said = reports.dropna(subset=[name]).groupby("tie")[name]
    return said.agg(lambda words: tuple(sorted({str(word) for word in words})))

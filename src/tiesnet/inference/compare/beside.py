"""Stages of the chain, and countries and markets reached, cluster by cluster."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from tiesnet.inference.compare.cluster import Cluster
from tiesnet.inference.compare.readings import countries_reached, firms_by_stage, homes
from tiesnet.inference.compare.stages import shared_stages
from tiesnet.inference.compare.words import listed
from tiesnet.inference.evidence import Evidence, Field
from tiesnet.language import say, word
from tiesnet.survey import unaccented


def cluster_fields(clusters: Sequence[Cluster], **options: Any) -> tuple[Field, ...]:
    """Give a column for every cluster, headed by its name; its key is ``cluster:0`` and so on."""
    return tuple(Field(f"cluster:{k}", c.name, **options) for k, c in enumerate(clusters))


def chain(clusters: Sequence[Cluster]) -> Evidence:
    """Put the firms of every stage side by side."""
    firms = [firms_by_stage(cluster) for cluster in clusters]
    rows = []
    for stage in shared_stages(clusters):
        counts = [
            float(own.get(name, 0)) if name and any(own.values()) else np.nan
            for own, name in zip(firms, stage.ids, strict=True)
        ]
        row: dict[str, Any] = {f"cluster:{k}": count for k, count in enumerate(counts)}
        rows.append({"stage": stage.label, **row, "says": _stage_words(clusters, counts)})
    fields = (
        Field("stage", "Stage"),
        *cluster_fields(clusters, kind="count", unit="firms"),
        Field("says", "What it says"),
    )
    return Evidence(
        "chain",
        "Stages of the chain side by side",
        pd.DataFrame(rows if stages_in_common(clusters) else [], columns=[f.key for f in fields]),
        fields,
        say(
            "Stages are the same when their id or label is. Empty: the survey has no such stage, "
            "or tells the stage of no firm."
        ),
    )


def stages_in_common(clusters: Sequence[Cluster]) -> bool:
    """Tell whether two surveys have any stage in common."""
    return any(sum(map(bool, stage.ids)) > 1 for stage in shared_stages(clusters))


def _stage_words(clusters: Sequence[Cluster], counts: Sequence[float]) -> str:
    none = [c.name for c, count in zip(clusters, counts, strict=True) if count == 0]
    some = [c.name for c, count in zip(clusters, counts, strict=True) if count > 0]
    asked = [c.name for c, count in zip(clusters, counts, strict=True) if np.isnan(count)]
    parts = [say("missing in {none}", none=listed(none))] if none else []
    parts += [say("present in {some}", some=listed(some))] if none and some else []
    parts += [say("not told by the survey of {asked}", asked=listed(asked))] if asked else []
    return "; ".join(parts)


def markets(clusters: Sequence[Cluster]) -> Evidence:
    """Put the countries with partners, and the main markets, side by side."""
    countries = [_countries(cluster) for cluster in clusters]
    rows = _side_by_side(clusters, countries, word("partners in"))
    rows += _side_by_side(clusters, [_main_markets(c) for c in clusters], word("main market"))
    fields = (
        Field("market", "Country or market"),
        Field("how", "Reached by", "word"),
        *cluster_fields(clusters, kind="count", unit="firms"),
        Field("says", "What it says"),
    )
    return Evidence(
        "markets",
        "Countries and markets reached",
        pd.DataFrame(rows, columns=[f.key for f in fields]),
        fields,
        say(
            "Firms with a partner in a country other than their own, and firms that name a main "
            "market. Empty: that survey does not tell."
        ),
    )


def _side_by_side(
    clusters: Sequence[Cluster], reached: Sequence[Mapping[str, int] | None], how: str
) -> list[dict[str, Any]]:
    """Count firms by place and cluster; of a survey that does not tell the count is empty."""
    spelt: dict[str, str] = {}
    for own in reached:
        for place in own or ():
            spelt.setdefault(_plain(place), place)
    rows = []
    for key in sorted(spelt):
        counts = [
            np.nan
            if own is None
            else float(sum(n for place, n in own.items() if _plain(place) == key))
            for own in reached
        ]
        only = [c.name for c, count in zip(clusters, counts, strict=True) if count > 0]
        lone = len(only) == 1 and any(count == 0 for count in counts)
        row: dict[str, Any] = {f"cluster:{k}": count for k, count in enumerate(counts)}
        here = [c.name for c in clusters if key in map(_plain, homes(c))]
        said_of = (
            say("country of {here}", here=listed(here))
            if here
            else say("only {cluster}", cluster=only[0])
            if lone
            else ""
        )
        rows.append({"market": spelt[key], "how": how, **row, "says": said_of})
    return rows


def _countries(cluster: Cluster) -> dict[str, int] | None:
    """Count the firms with a partner in each country; None when countries are not told."""
    actors = cluster.net.actors
    if "country" not in actors or not actors["country"].notna().any():
        return None
    return {place: len(firms) for place, firms in countries_reached(cluster).items()}


def _main_markets(cluster: Cluster) -> dict[str, int] | None:
    actors = cluster.inside.actors
    if "main_market" not in actors:
        return None
    told = actors["main_market"][cluster.firm].dropna().astype(str)
    if told.empty:
        return None
    return {str(market): int(count) for market, count in told.value_counts().items()}


def _plain(text: str) -> str:
    return " ".join(unaccented(text).casefold().split())

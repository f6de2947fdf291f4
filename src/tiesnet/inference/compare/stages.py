"""Stages of the value chain that two surveys share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tiesnet.inference.compare.cluster import Cluster
from tiesnet.survey import unaccented


@dataclass(frozen=True)
class Stage:
    """A stage as the clusters have it: ``label``, and its id in each, empty where it has none."""

    label: str
    ids: tuple[str, ...]


def shared_stages(clusters: Sequence[Cluster]) -> list[Stage]:
    """List the stages of all clusters; those with the same id or label are one.

    Case, accents and underscores do not count.
    """
    found: list[dict[int, str]] = []
    words: dict[str, int] = {}
    for place, cluster in enumerate(clusters):
        for stage, label in cluster.stages.items():
            spelt = (_plain(stage), _plain(label))
            at = next((words[word] for word in spelt if word in words), len(found))
            if at == len(found):
                found.append({})
            found[at].setdefault(place, stage)
            words.update(dict.fromkeys(spelt, at))
    return [_stage(clusters, own) for own in found]


def _stage(clusters: Sequence[Cluster], own: dict[int, str]) -> Stage:
    first = min(own)
    ids = tuple(own.get(place, "") for place in range(len(clusters)))
    return Stage(clusters[first].stages[own[first]], ids)


def _plain(text: str) -> str:
    return " ".join(unaccented(text).casefold().replace("_", " ").split())

"""Surveys of any size for the benchmarks: firms along a chain, some of them silent."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

STAGES = ("leather", "components", "stitching", "assembly", "brands")
RELATIONS = (
    ("sells_to", "formal", "trade", "yes"),
    ("advice", "informal", "information", "yes"),
    ("joint_project", "formal", "cooperation", "no"),
    ("friendship", "informal", "social", "no"),
    ("shared_machine", "formal", "cooperation", "yes"),
    ("visits", "informal", "social", "yes"),
)
SILENT = 0.1
_ACTOR = ("id", "name", "kind", "in_cluster", "respondent", "stage", "size", "location",
          "founded", "exports", "latitude", "longitude")  # fmt: skip


def make_survey(folder: Path, firms: int, relations: int, ties: int, seed: int = 1) -> int:
    """Write a survey as a folder of CSV files and give the number of ties reported.

    Parameters
    ----------
    folder : Path
        Made if it is missing.
    firms : int
        A tenth of them did not answer.
    relations : int
        The first so many of `RELATIONS`, formal and informal in turns.
    ties : int
        How many each firm names in each relation, about; some firms are named far more often
        than others.
    seed : int, default 1
    """
    rng = np.random.default_rng(seed)
    folder.mkdir(parents=True, exist_ok=True)
    ids = [f"f{k:05d}" for k in range(firms)]
    silent = rng.random(firms) < SILENT
    chosen = RELATIONS[:relations]
    _write(folder / "actors.csv", _ACTOR, (_actor(ids[k], k, silent[k], rng) for k in range(firms)))
    head = ("id", "label", "formality", "content", "directed", "scale_min", "scale_max")
    rows = [(r[0], r[0].replace("_", " ").capitalize(), *r[1:], 1, 5) for r in chosen]
    _write(folder / "relations.csv", head, rows)
    stages = [(stage, k + 1, stage.capitalize()) for k, stage in enumerate(STAGES)]
    _write(folder / "stages.csv", ("id", "order", "label"), stages)
    about = (f"Made valley of {firms} firms", "census", "en", "2026-03-16")
    _write(folder / "survey.csv", ("title", "design", "language", "date"), [about])
    told = [row for r in chosen for row in _ties(r[0], ids, silent, ties, rng)]
    head = ("source", "target", "relation", "strength", "reported_by")
    _write(folder / "ties.csv", head, told)
    return len(told)


def _actor(name: str, number: int, silent: bool, rng: np.random.Generator) -> tuple[Any, ...]:
    size, year = int(rng.lognormal(3, 1)) + 1, int(rng.integers(1950, 2020))
    town, stage = f"Town {int(rng.integers(0, 9))}", STAGES[int(rng.integers(0, len(STAGES)))]
    exports, place = round(float(rng.random()), 2), rng.random(2)
    spot = (round(40 + float(place[0]), 5), round(float(place[1]) - 1, 5))
    word = "no" if silent else "yes"
    label = f"Firm number {number:05d}"
    return (name, label, "firm", "yes", word, stage, size, town, year, exports, *spot)


def _ties(
    relation: str, ids: Sequence[str], silent: np.ndarray, ties: int, rng: np.random.Generator
) -> list[tuple[str, str, str, int, str]]:
    """Draw who names whom; nobody silent names anybody, and nobody names itself."""
    firms = len(ids)
    known = rng.pareto(2.5, firms) + 0.3
    source = rng.integers(0, firms, firms * ties)
    target = rng.choice(firms, firms * ties, p=known / known.sum())
    asked = (source != target) & ~silent[source]
    pairs = np.unique(np.column_stack([source, target])[asked], axis=0)
    strength = rng.integers(1, 6, len(pairs)).tolist()
    return [
        (ids[one], ids[other], relation, value, ids[one])
        for (one, other), value in zip(pairs.tolist(), strength, strict=True)
    ]


def _write(path: Path, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        writer.writerows(rows)

"""What changed between two waves: firms that came and left, ties made, kept and lost."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from tiesnet.diagnosis.closeness.pair_kinds import TiedPairs, tied_pairs, upper
from tiesnet.language import word
from tiesnet.network import UNIONS, Network, build_network, members
from tiesnet.survey import wave_order

CHANGE = (
    "from_wave",
    "to_wave",
    "layer",
    "firms",
    "pairs",
    "before",
    "after",
    "created",
    "kept",
    "dissolved",
    "jaccard",
)


@dataclass(frozen=True, eq=False)
class Waves:
    """The firms of the cluster in every wave.

    Attributes
    ----------
    nets : dict of str to Network
        Firms inside the cluster, wave after wave; empty with fewer than two waves.
    told : bool
        Whether the survey tells which firms were there in which wave: some firm is missing in
        one, or every firm says its waves.
    """

    nets: dict[str, Network]
    told: bool


def wave_names(net: Network) -> list[str]:
    """Name the waves of the survey in their order."""
    survey = net.origin.survey
    if survey is None:
        return []
    return sorted((str(wave) for wave in survey.ties["wave"].dropna().unique()), key=wave_order)


def waves_of(net: Network) -> Waves:
    """Build the network of every wave again, with the policies of this one."""
    survey, names = net.origin.survey, wave_names(net)
    if survey is None or len(names) < 2:
        return Waves({}, False)
    used = net.origin.parameters
    nets = {
        wave: build_network(
            survey, policies=used.get("policies"), wave=wave, seed=int(used.get("seed", 1))
        )
        .inside()
        .firms()
        for wave in names
    }
    there = [set(one.actors.index) for one in nets.values()]
    said = "wave" in survey.actors and bool(survey.actors["wave"].notna().any())
    return Waves(nets, said or any(one != there[0] for one in there))


def moves(waves: Waves) -> pd.DataFrame:
    """List the firms that came or left, from each wave to the next.

    Returns
    -------
    DataFrame
        ``from_wave``, ``to_wave``, ``firm`` (id), ``move``: came or left.
    """
    rows = []
    for (first, one), (second, other) in pairwise(waves.nets.items()):
        here, there = one.actors.index, other.actors.index
        for move, ids in (
            (word("came"), there.difference(here)),
            (word("left"), here.difference(there)),
        ):
            rows += [(first, second, str(firm), move) for firm in ids]
    return pd.DataFrame(rows, columns=["from_wave", "to_wave", "firm", "move"])


def tie_change(waves: Waves) -> pd.DataFrame:
    """Compare the ties of the firms that are there in two waves, over pairs known in both.

    Returns
    -------
    DataFrame
        One row per step and layer with such pairs, columns as in `CHANGE`; directions are
        ignored. ``jaccard`` is kept over created, kept and dissolved together.
    """
    rows = []
    for (first, one), (second, other) in pairwise(waves.nets.items()):
        both = one.actors.index.intersection(other.actors.index)
        here, there = one.keep(both), other.keep(both)
        for layer in _layers(one):
            changed = _change(tied_pairs(here.layer(layer)), tied_pairs(there.layer(layer)))
            if changed["pairs"]:
                step = {"from_wave": first, "to_wave": second, "layer": layer}
                rows.append({**step, "firms": len(both), **changed})
    return pd.DataFrame(rows, columns=list(CHANGE))


def _layers(net: Network) -> list[str]:
    unions = [name for name in reversed(UNIONS) if members(net.layers, name)]
    return list(dict.fromkeys([*unions, *map(str, net.layers.index)]))


def _change(one: TiedPairs, other: TiedPairs) -> dict[str, float]:
    known = one.known & other.known
    before, after = (_tied(found, known) for found in (one, other))
    kept = int((before & after).sum())
    created, dissolved = int((after & ~before).sum()), int((before & ~after).sum())
    either = kept + created + dissolved
    return {
        "pairs": int(known.sum()),
        "before": int(before.sum()),
        "after": int(after.sum()),
        "created": created,
        "kept": kept,
        "dissolved": dissolved,
        "jaccard": kept / either if either else np.nan,
    }


def _tied(found: TiedPairs, known: np.ndarray) -> np.ndarray:
    """Tell which pairs of `upper` are tied and known in both waves."""
    count = len(found.answered)
    matrix = np.zeros((count, count), dtype=bool)
    matrix[found.one, found.other] = True
    tied: np.ndarray = matrix[upper(count)] & known
    return tied

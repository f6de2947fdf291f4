"""RSiena: a folder with a matrix per wave and layer, covariates, and scripts to load and fit."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.exports.formats import frames, r_scripts
from tiesnet.exports.formats.losses import lost_codebook, lost_details
from tiesnet.exports.formats.names import file_names
from tiesnet.exports.formats.registry import network_format
from tiesnet.exports.formats.rsiena_covariates import covariates
from tiesnet.exports.formats.tables import csv_bytes
from tiesnet.language import say
from tiesnet.network import Network, build_network
from tiesnet.survey import wave_order

_FIXED = 10  # what RSiena reads as: no tie is possible
_UNKNOWN = -1


def _lost(net: Network) -> tuple[str, ...]:
    said = [*lost_details(net, rounds=False)]
    if len(_waves(net)) < 2:
        said.append(
            say("RSiena studies change: it needs two waves or more, and this survey has one.")
        )
    if net.ties["weight"].notna().any():
        said.append(say("Strengths are not in the matrices: RSiena's networks are ties or none."))
    return (*said, *lost_codebook(net))


@network_format(
    "rsiena", (), "RSiena: a folder with matrices per wave and layer, load.R and model.R", _lost
)
def rsiena_files(net: Network) -> dict[str, bytes]:
    """Give one matrix per wave and layer, covariates, who was there when, and two scripts.

    In a matrix 1 is a tie, 0 none, NA a pair of which those that were asked did not tell, and 10 a
    structural zero: one of the two was not there in that wave, or nobody was asked about the pair
    (two actors outside the cluster). ``composition.txt`` has a line per actor with the waves from
    which and up to which it was there, as RSiena reads it. ``varying.csv`` has the memberships of
    every actor by wave; ``dyadic.csv`` names matrices of distances and of shared memberships.
    ``load.R`` makes the data object, ``model.R`` the effects and the estimation.
    """
    waves = _waves(net)
    everybody = _everybody(net, waves)
    named = {"": "1"} if list(waves) == [""] else file_names(waves)
    layer_names = r_scripts.layer_files(net)
    files = {
        "load.R": r_scripts.script("rsiena.R"),
        "model.R": r_scripts.script("rsiena_model.R"),
        "firms.csv": csv_bytes(_firms(net, everybody)),
        "composition.txt": _composition(waves, everybody),
        **covariates(net, everybody, list(waves)),
    }
    rows = []
    for layer in net.layers.index:
        for number, (wave, shown) in enumerate(waves.items(), start=1):
            file = f"layer-{layer_names[str(layer)]}-wave-{named[wave]}.csv"
            files[file] = _text(_matrix(shown, str(layer), everybody))
            flat = not bool(net.layers.at[layer, "directed"])
            row = {"layer": str(layer), "wave": wave, "number": number, "file": file}
            rows.append(row | {"directed": int(not flat)})
    files["matrices.csv"] = csv_bytes(pd.DataFrame(rows, dtype=object))
    return files


def _waves(net: Network) -> dict[str, Network]:
    """The network of each wave, in their order; of a survey without waves the network itself."""
    survey = net.origin.survey
    names = [] if survey is None else sorted(survey.ties["wave"].dropna().unique(), key=wave_order)
    if survey is None or len(names) < 2:
        return {"": net}
    given = net.origin.parameters
    asked = {str(k) for k in survey.relations.index[survey.relations["inverse_of"].isna()]}
    policies = {k: v for k, v in given.get("policies", {}).items() if k in asked}
    return {str(name): build_network(survey, policies, wave=str(name)) for name in names}


def _everybody(net: Network, waves: Mapping[str, Network]) -> pd.Index:
    """Everybody who was there in any wave, in the order of the survey."""
    if len(waves) == 1:
        return net.actors.index
    survey = net.origin.survey
    assert survey is not None
    there = {actor for shown in waves.values() for actor in shown.actors.index}
    return survey.actors.index[survey.actors.index.isin(list(there))]


def _firms(net: Network, everybody: pd.Index) -> pd.DataFrame:
    survey = net.origin.survey
    actors = net.actors if survey is None else survey.actors
    shown = [c for c in frames.public(actors.columns) if c not in ("stages", "respondent")]
    table = actors.loc[everybody, shown].reset_index(names="id")
    return table.dropna(axis="columns", how="all")


def _matrix(shown: Network, layer: str, everybody: pd.Index) -> NDArray[np.int8]:
    """Ties, no ties, what nobody told of, and structural zeros: not there, or not asked about."""
    size = len(everybody)
    cells = np.full((size, size), _FIXED, dtype=np.int8)
    view = shown.layer(layer)
    place = everybody.get_indexer(view.actors.index)
    here = place >= 0
    at = np.arange(len(place))[here]
    told = view.respondents.known(at[:, None], at[None, :])
    ties = np.zeros((len(place), len(place)), dtype=bool)
    ties[view.ties["source"], view.ties["target"]] = True
    if not view.directed:
        ties |= ties.T
        told &= told.T
    untold = np.where(r_scripts.asked_pairs(view)[np.ix_(at, at)], _UNKNOWN, _FIXED)
    inner = np.where(ties[np.ix_(at, at)], 1, np.where(told, 0, untold))
    cells[np.ix_(place[here], place[here])] = inner
    np.fill_diagonal(cells, 0)
    return cells


def _text(cells: NDArray[np.int8]) -> bytes:
    """A matrix as R and Excel read it, without headers."""
    words = np.where(cells == _UNKNOWN, "NA", cells.astype(str))
    return "".join(",".join(row) + "\n" for row in words.tolist()).encode("ascii")


def _composition(waves: Mapping[str, Network], everybody: pd.Index) -> bytes:
    """First and last wave in which each actor was there; several pairs if it returns."""
    there = np.array([everybody.isin(shown.actors.index) for shown in waves.values()]).T
    lines = []
    for row in there.reshape(len(everybody), len(waves)):
        edges = np.flatnonzero(np.diff(np.concatenate([[0], row.astype(int), [0]])))
        pairs = [f"{start + 1} {stop}" for start, stop in edges.reshape(-1, 2)]
        lines.append(" ".join(pairs) + "\n")
    return "".join(lines).encode("ascii")

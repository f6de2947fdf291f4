"""R statnet: a folder with the data, a script that loads it and one that fits a model (ERGM)."""

from __future__ import annotations

import pandas as pd

from tiesnet.exports.formats import r_scripts
from tiesnet.exports.formats.losses import lost_codebook, lost_details
from tiesnet.exports.formats.registry import network_format
from tiesnet.exports.formats.tables import csv_bytes
from tiesnet.network import Network


def _lost(net: Network) -> tuple[str, ...]:
    return lost_details(net) + lost_codebook(net)


@network_format(
    "statnet", (), "R statnet (network, sna, ergm): a folder with load.R and model.R", _lost
)
def statnet_files(net: Network) -> dict[str, bytes]:
    """Give firms, ties, answers and distances as CSV, ``load.R`` and ``model.R``.

    ``load.R`` needs the package network: a pair about which nobody who was to answer did is NA in
    the network objects, not a missing tie. ``model.R`` prepares an exponential random graph model
    of one layer and fits it where the package ergm is installed.
    """
    answers, known = r_scripts.answers(net)
    layers = r_scripts.layers(net, known)
    files = {
        "load.R": r_scripts.script("statnet.R"),
        "model.R": r_scripts.script("statnet_model.R"),
        "firms.csv": csv_bytes(r_scripts.firms(net)),
        "answers.csv": csv_bytes(answers),
        "layers.csv": csv_bytes(layers),
    }
    apart = r_scripts.distances(net)
    if apart is not None:
        files[r_scripts.DISTANCE] = r_scripts.matrix_text(apart)
    for name, file in zip(net.layers.index, layers.get("file", []), strict=True):
        files[str(file)] = csv_bytes(_ties(net, str(name)))
    return files


def _ties(net: Network, layer: str) -> pd.DataFrame:
    """Ties of a layer by the rows of their ends in firms.csv, counted from 1."""
    ties = net.ties[net.ties["layer"] == layer].sort_values(["source", "target"], kind="stable")
    return pd.DataFrame(
        {
            "source_row": ties["source"].to_numpy() + 1,
            "target_row": ties["target"].to_numpy() + 1,
            "strength": ties["weight"].to_numpy(dtype=float),
        }
    )

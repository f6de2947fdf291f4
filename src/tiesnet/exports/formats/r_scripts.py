"""What the folders for R share: answers from which unknown pairs follow, and safe names."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

import numpy as np
import pandas as pd

from tiesnet.exports.formats import frames
from tiesnet.exports.formats.names import file_names, variable_names
from tiesnet.exports.text import plain_value
from tiesnet.network import BOTH, INCOMING, OUTGOING, Network


def script(name: str) -> bytes:
    """An R script that stands beside these files; it names no layer and no firm itself."""
    return (files("tiesnet.exports.formats") / "r" / name).read_bytes()


def layer_files(net: Network) -> dict[str, str]:
    """A file name for each layer."""
    return file_names(str(name) for name in net.layers.index)


def firms(net: Network) -> pd.DataFrame:
    """Actors with names of columns that R takes as they are."""
    table = frames.nodes(net)
    table.insert(0, "id", frames.ids(net))
    names = variable_names([str(column) for column in table.columns], 60, ("next", "break", "if"))
    columns = {names[str(c)]: [plain_value(value) for value in table[c]] for c in table.columns}
    return pd.DataFrame(columns, index=range(len(table)), dtype=object)


def answers(net: Network) -> tuple[pd.DataFrame, dict[str, str]]:
    """Who reports the ties it sends and those it gets, question by question.

    Returns
    -------
    DataFrame
        One row per actor; for each question ``out_k`` and ``into_k``, 1 or 0.
    dict
        The questions of each layer, as numbers with a blank between.
    """
    flags = net.respondents.answered
    columns: dict[str, np.ndarray] = {}
    number = {}
    for k, question in enumerate(flags.columns, start=1):
        bits = flags[question].to_numpy(np.int8) & BOTH
        columns[f"out_{k}"] = ((bits & OUTGOING) != 0).astype(int)
        columns[f"into_{k}"] = ((bits & INCOMING) != 0).astype(int)
        number[str(question)] = str(k)
    own = {str(layer): number.get(str(layer)) for layer in net.layers.index}
    every = " ".join(number.values())
    return pd.DataFrame(columns), {layer: k or every for layer, k in own.items()}


def layers(net: Network, known: Mapping[str, str]) -> pd.DataFrame:
    """The layers: file, direction, and the questions whose answers make a pair known."""
    named = layer_files(net)
    policies = net.respondents.questions["combine"]
    every = [str(policy) for policy in policies]
    rows = [
        {
            "layer": str(name),
            "file": f"ties-{named[str(name)]}.csv",
            "directed": int(bool(row["directed"])),
            "questions": known[str(name)],
            "policies": " ".join(every[int(k) - 1] for k in known[str(name)].split()),
            "formality": plain_value(row["formality"]),
            "label": plain_value(row["label"]),
        }
        for name, row in net.layers.iterrows()
    ]
    return pd.DataFrame(rows, columns=list(rows[0]) if rows else ["layer"], dtype=object)

"""What the folders for R share: answers from which unknown pairs follow, distances, safe names."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

import numpy as np
import pandas as pd

from tiesnet.exports.formats import frames
from tiesnet.exports.formats.names import file_names, variable_names
from tiesnet.exports.text import plain_value
from tiesnet.metrics import kilometres
from tiesnet.network import BOTH, INCOMING, OUTGOING, Network, Respondents

MOST_ACTORS = 3000
"""With more, a distance for every pair makes files nobody can use."""
DISTANCE = "distance.csv"


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
    """Who reports the ties it sends and those it gets, question by question, and was asked to.

    Returns
    -------
    DataFrame
        One row per actor; for each question ``out_k`` and ``into_k`` (answered), and
        ``asked_out_k`` and ``asked_into_k``, 1 or 0.
    dict
        The questions of each layer, as numbers with a blank between.
    """
    told = net.respondents
    columns: dict[str, np.ndarray] = {}
    number = {}
    for k, question in enumerate(told.answered.columns, start=1):
        for word, flags in (("", told.answered), ("asked_", told.asked)):
            bits = flags[question].to_numpy(np.int8) & BOTH
            columns[f"{word}out_{k}"] = ((bits & OUTGOING) != 0).astype(int)
            columns[f"{word}into_{k}"] = ((bits & INCOMING) != 0).astype(int)
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


def asked_pairs(view: Network) -> np.ndarray:
    """Tell which ordered pairs somebody was asked about whose word counts.

    A pair nobody was to tell of is no part of what was studied: it is fixed, not unknown.
    """
    told = view.respondents
    at = np.arange(len(view.actors))
    asked = Respondents(told.asked, told.asked, told.questions).known(at[:, None], at[None, :])
    return asked if view.directed else asked & asked.T


def distances(net: Network) -> np.ndarray | None:
    """Kilometres between every two actors; None when of none both ends are known."""
    size = len(net.actors)
    if size > MOST_ACTORS:
        return None
    at = np.arange(size)
    found = kilometres(net, np.repeat(at, size), np.tile(at, size)).reshape(size, size)
    np.fill_diagonal(found, 0)
    apart = ~np.eye(size, dtype=bool)
    return found if (~np.isnan(found[apart])).any() else None


def matrix_text(cells: np.ndarray, form: str = "{:.3f}") -> bytes:
    """A matrix of numbers as R reads it, without headers; what is not known is NA."""
    lines = [
        ",".join("NA" if value != value else form.format(value) for value in row)
        for row in cells.tolist()
    ]
    return "".join(f"{line}\n" for line in lines).encode("ascii")

"""Tables of nodes and edges as CSV, for programs that read spreadsheets."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from tiesnet.exports.formats import frames
from tiesnet.exports.text import csv_safe, plain_value
from tiesnet.network import Network

_RESPONDENT = {"answered": "yes", "partly": "partly", "silent": "no"}
_INNER = ["reported", "told_by", "other_report", "told_in"]


def csv_bytes(frame: pd.DataFrame, mark: bool = False) -> bytes:
    """Give a table as CSV in UTF-8; text that looks like a formula is made harmless.

    Parameters
    ----------
    frame : DataFrame
        Its index is left out.
    mark : bool, default False
        Begin with the mark by which Excel knows UTF-8; other programs take it for a letter.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([csv_safe(str(column)) for column in frame.columns])
    for row in frame.itertuples(index=False, name=None):
        writer.writerow([csv_safe(value) for value in row])
    return text.getvalue().encode("utf-8-sig" if mark else "utf-8")


def node_table(
    net: Network, first: Mapping[str, list[str]], skip: Collection[str] = ()
) -> pd.DataFrame:
    """Nodes under the columns a program asks for, and then all that is known of them.

    Whether a firm answered stands under ``respondent``: yes, partly or no, empty when it was not
    asked.
    """
    nodes = frames.nodes(net)
    nodes["respondent"] = nodes[frames.ANSWERED].map(_RESPONDENT)
    nodes["stage"] = nodes["stages"].replace("", None)
    left_out = {frames.ANSWERED, "stages", *skip}
    return _after(first, nodes.drop(columns=[c for c in nodes.columns if c in left_out]))


def edge_table(net: Network, names: list[str], ends: tuple[str, str]) -> pd.DataFrame:
    """Edges, each once, with the names of their ends first."""
    edges = frames.edges(net, both_ways=False)
    edges["reported_by"] = list(_reporters(edges, names))
    edges = edges.drop(columns=_INNER, errors="ignore").dropna(axis="columns", how="all")
    for column in ("layer", "arrow"):
        if column not in edges:
            edges[column] = pd.Series(dtype=object)
    source = [names[at] for at, _ in edges.index]
    target = [names[at] for _, at in edges.index]
    return _after({ends[0]: source, ends[1]: target}, edges)


def _reporters(edges: pd.DataFrame, names: Sequence[str]) -> Iterator[str | None]:
    """Who reported a tie, when it was one of its ends alone and does not go without saying."""
    size = len(edges)
    reported, arrow = (edges.get(column, [None] * size) for column in ("reported", "arrow"))
    for (source, target), end, directed in zip(edges.index, reported, arrow, strict=True):
        alone = {"target": target} if directed else {"source": source, "target": target}
        yield names[alone[end]] if end in alone else None


def _after(first: Mapping[str, list[str]], rest: pd.DataFrame) -> pd.DataFrame:
    """Put columns in front of others; no two names differ in case alone."""
    taken = {name.casefold() for name in first}
    columns: dict[str, list[Any]] = dict(first)
    for column in rest.columns:
        name, k = str(column), 2
        while name.casefold() in taken:
            name, k = f"{column} {k}", k + 1
        taken.add(name.casefold())
        columns[name] = [plain_value(value) for value in rest[column]]
    return pd.DataFrame(columns, index=range(len(rest)), dtype=object)


def directions(edges: pd.DataFrame, arrow: str, line: str) -> list[str]:
    """Say of every edge whether it has an arrow, in the words of a program."""
    return [arrow if flag == "yes" else line for flag in edges["arrow"]]


def labels(net: Network) -> list[str]:
    """The actors' names to show; an actor without one goes by its id."""
    pairs = zip(net.actors["name"], frames.ids(net), strict=True)
    return [str(plain_value(name) or actor) for name, actor in pairs]


def names_shown(net: Network) -> list[str]:
    """The actors' names, each once: beside those that could mean another actor stands the id."""
    ids, shown = frames.ids(net), labels(net)
    meant: dict[str, set[str]] = {}
    for actor, name in zip(ids, shown, strict=True):
        meant.setdefault(_key(name), set()).add(actor)
        meant.setdefault(_key(actor), set()).add(actor)
    pairs = zip(ids, shown, strict=True)
    return frames.unique(
        [f"{name} ({actor})" if len(meant[_key(name)]) > 1 else name for actor, name in pairs]
    )


def _key(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    kept = (char for char in plain if unicodedata.category(char) not in ("Mn", "Cf", "Cc"))
    return " ".join("".join(kept).split())

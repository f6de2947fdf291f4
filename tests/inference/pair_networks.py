"""Networks for the regressions over pairs: small ones written out, and the shared data."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from tiesnet.network import Network, build_network
from tiesnet.survey import read_survey

Rows = Iterable[Sequence[object]]


def survey_network(place: Path, tables: Mapping[str, Rows]) -> Network:
    """Write tables of a survey, read them and build the network."""
    place.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        with (place / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    return build_network(read_survey(place))


def shared_network(data: Path, name: str, place: Path) -> Network:
    """Make a network of a shared data set, in which everybody answered."""
    nodes, ties = (_rows(data / name / f"{table}.csv") for table in ("nodes", "ties"))
    flat = {row["layer"]: row["directed"] == "0" for row in ties}
    columns = [column for column in nodes[0] if column != "label"]
    actors = [[*columns, "respondent"], *([*(row[c] for c in columns), "yes"] for row in nodes)]
    relations = [["id", "label", "directed", "combine"]]
    for layer, undirected in flat.items():
        words = ["no", "union"] if undirected else ["yes", "source"]
        relations.append([layer, layer, *words])
    rows = [["source", "target", "relation"]]
    rows += [[row["source"], row["target"], row["layer"]] for row in ties]
    made = {"actors": actors, "relations": relations, "ties": rows}
    return survey_network(place, {**made, "survey": [["title", "design"], [name, "census"]]})


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))

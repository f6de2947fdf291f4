"""Surveys with names and answers drawn at random, and what two networks must share."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pandas as pd
from hypothesis import strategies as st

from tiesnet.network import Network, build_network
from tiesnet.survey import read_survey

NASTY = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2",
    "@SUM(1)",
    "＝1",
    "'=1",
    'Say "Acme" & Sons',
    "</x><b>&amp;",
    "]]>",
    "two\nlines",
    "tab\there",
    "\x07bell",
    "éñ 名 🏭",
    "مصنع الأحذية",
    "\u202eright to left",
    "nan",
    "007",
    "1E5",
    "a;b|c,d",
    "#REF",
    "<!-- -->",
    "$x$ {=}",
    "\\end\\",
)
TEXTS = st.sampled_from(NASTY) | st.text(
    st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12
)
STRENGTHS = st.sampled_from(["", "", "0", "1", "2.5", "5"])


@st.composite
def surveys(draw: st.DrawFn) -> dict[str, list[dict[str, str]]]:
    """The tables of a survey: firms, reports of three relations, a codebook, a note per firm."""
    size = draw(st.integers(2, 5))
    ids = [f"{draw(TEXTS)}.{k}" for k in range(size)]
    answered = st.sampled_from(["yes", "no", "partly", ""])
    actors = [
        {
            "id": actor,
            "name": f"{draw(TEXTS)} {k}",
            "kind": draw(st.sampled_from(["firm", "firm", "association"])),
            "in_cluster": draw(st.sampled_from(["yes", "yes", "no"])),
            "respondent": draw(answered),
            "stage": draw(st.sampled_from(["", "made", "made; sold", "sold"])),
            "size": draw(st.sampled_from(["", "3", "12.5"])),
            "nota": draw(TEXTS),
            "e-mail": "someone@example.org",
        }
        for k, actor in enumerate(ids)
    ]
    pairs = st.tuples(st.sampled_from(ids), st.sampled_from(ids)).filter(lambda p: p[0] != p[1])
    ties = []
    for source, target in draw(st.lists(pairs, min_size=1, max_size=8)):
        relation = draw(st.sampled_from(["sells", "buys", "knows"]))
        tellers = ["", source, target, draw(st.sampled_from(ids))]
        ties.append(
            {
                "source": source,
                "target": target,
                "relation": relation,
                "strength": draw(STRENGTHS),
                "reported_by": draw(st.sampled_from(tellers)),
            }
        )
    combine = draw(st.sampled_from(["union", "confirmed", "source", "max", "mean"]))
    relations = [
        _relation("sells", "trade", "with_arrow") | {"combine": combine, "label": draw(TEXTS)},
        _relation("buys", "trade", "against_arrow") | {"inverse_of": "sells"},
        _relation("knows", "social", "both") | {"combine": "union", "label": draw(TEXTS)},
    ]
    stages = [{"id": "made", "order": "1"}, {"id": "sold", "order": "2"}]
    return {"actors": actors, "ties": ties, "relations": relations, "stages": stages}


def _relation(name: str, content: str, flow: str) -> dict[str, str]:
    return {
        "id": name,
        "label": "",
        "formality": "formal" if content == "trade" else "informal",
        "content": content,
        "directed": "no" if flow == "both" else "yes",
        "flow": flow,
        "combine": "",
        "inverse_of": "",
    }


def network_of(tables: dict[str, list[dict[str, str]]], folder: Path) -> Network:
    """Write the tables as a folder of CSV files, read them and build the network."""
    folder.mkdir()
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    return build_network(read_survey(folder))


def assert_same(one: Network, other: Network) -> None:
    """Fail unless two networks share actors, ties, layers and answers."""
    assert list(one.actors.index) == list(other.actors.index)
    assert records(one.actors) == records(other.actors)
    keys = ["layer", "source", "target"]
    first, second = (net.ties.sort_values(keys, ignore_index=True) for net in (one, other))
    assert records(first) == records(second)
    assert list(one.layers.index) == list(other.layers.index)
    assert records(one.layers) == records(other.layers)
    for flags in ("asked", "answered"):
        pd.testing.assert_frame_equal(
            getattr(one.respondents, flags), getattr(other.respondents, flags), check_names=False
        )


def records(frame: pd.DataFrame) -> dict[str, list[Any]]:
    """The columns that say anything, with one kind of missing."""
    filled = frame.replace("", None).dropna(axis="columns", how="all")
    return {
        str(name): [None if _missing(value) else value for value in filled[name]]
        for name in sorted(filled.columns)
    }


def _missing(value: object) -> bool:
    return not isinstance(value, tuple) and bool(pd.isna(value))


def ties_by_id(net: Network) -> set[tuple[str, frozenset[str] | tuple[str, str], float | None]]:
    """The ties of a network, by the ids of their ends: in order where they have arrows."""
    found = set()
    for row in net.ties.itertuples():
        ends = (str(net.actors.index[row.source]), str(net.actors.index[row.target]))
        arrow = bool(net.layers.at[row.layer, "directed"])
        weight = None if pd.isna(row.weight) else float(row.weight)
        found.add((str(row.layer), ends if arrow else frozenset(ends), weight))
    return found

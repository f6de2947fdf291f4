"""The firms: one row each, about 25 headline columns, status first."""

from __future__ import annotations

import pandas as pd

from tiesnet.diagnosis import brokers, register
from tiesnet.exports.tables.columns import Picked, pick, place_of, some, with_bounds
from tiesnet.exports.tables.model import Column, Table, make_table
from tiesnet.exports.tables.status import STATUS_NOTE
from tiesnet.language import say, word
from tiesnet.metrics import Measures, catalogue

ROLE_WORDS = {
    "coordinator": word("connects firms of its own stage with each other"),
    "consultant": word("connects firms of one other stage with each other, from outside"),
    "representative": word("passes on what its own stage gives to other stages"),
    "gatekeeper": word("lets what other stages give into its own stage"),
    "liaison": word("connects two stages with each other, neither of them its own"),
}
SHORT = {
    "betweenness_normalised": word("Betweenness"),
    "effective_size": word("Effective size"),
    "constraint_ego": word("Constraint (ego model)"),
    "core_number": word("Core number"),
    "harmonic_closeness": word("Closeness (harmonic)"),
    "local_clustering": word("Local clustering"),
}
_RANK = word("Rank as broker")
_ORIENTED = (
    ("horizontal_degree", word("Horizontal partners")),
    ("backward_degree", word("Backward partners")),
    ("forward_degree", word("Forward partners")),
    ("lateral_degree", word("Lateral partners")),
    ("horizontal_share", word("Horizontal share")),
    ("institution_ties", word("Institutions")),
    ("backward_degree_external", word("Suppliers outside the cluster")),
    ("forward_degree_external", word("Buyers outside the cluster")),
)


def firms_table(measures: Measures) -> Table:
    """Give one row per firm of the cluster with the headline columns, status first.

    Columns without any value in this survey are left out, since they would only say that
    something was not asked.
    """
    rows = register(measures).sort_values("name", key=lambda names: names.str.casefold())
    parts = [*_status(measures, rows), *_numbers(measures), *_size(measures)]
    parts = [(column, values.reindex(rows.index)) for column, values in parts]
    parts = [part for part in parts if part[0].key in _ALWAYS or part[1].notna().any()]
    why = Column("why_empty", "Why cells are empty", definition=_WHY)
    shown = [column for column, _ in parts]
    table = make_table(
        "firms",
        "Firms",
        [*parts, (why, _why_empty(measures, shown, rows.index))],
        question="What do we know about every firm?",
        reading=_READING,
        note="Institutions and other actors inside the cluster are in the sheet Firms-all.",
    )
    return with_bounds(table, measures)


_ALWAYS = ("name", "answered", "connection")
_OURS = ("answered", "connection", "connection_firms")
_WHY = word(
    "The reason for the empty numbers of this row. Empty is unknown or undefined, never zero."
)
_NO_BROKER = word("it sits between no two others")
_READING = word(
    "One row per firm. Numbers are over all relations unless the heading says otherwise. "
    "Shading runs from the smallest to the largest value of a column. "
    "“≥” marks numbers of firms that did not answer: others report as much, it may be more."
)


def _status(measures: Measures, rows: pd.DataFrame) -> list[Picked]:
    words = (
        ("answered", say("Answered"), say("Whether the firm answered the survey.")),
        (
            "connection",
            say("Connection"),
            f"{say('Whether and how the firm is tied to the others.')} {say(STATUS_NOTE)}",
        ),
        (
            "connection_firms",
            say("Without institutions"),
            f"{say('Its connection among the firms alone.')} {say(STATUS_NOTE)}",
        ),
        ("hangs_by", say("Hangs by"), say("The actor without which the firm would be cut off.")),
        (
            "stage",
            say("Stage"),
            say("The stage of the value chain; the first when there are several."),
        ),
    )
    parts: list[Picked] = [(Column("name", "Firm"), rows["name"])]
    # Where no institution changes anything the column would only repeat its neighbour.
    same = rows["connection_firms"].equals(rows["connection"].rename("connection_firms"))
    return parts + [
        (
            Column(
                key,
                label,
                definition=text,
                metric=key if key in catalogue() else "",
                words=key in _OURS,
            ),
            rows[key],
        )
        for key, label, text in words
        if not (same and key == "connection_firms")
    ]


def _numbers(measures: Measures) -> list[Picked]:
    parts = [
        *pick(measures, "all", "degree", word("Partners")),
        *pick(measures, "formal", "degree", word("Formal partners"), key="degree_formal"),
        *pick(measures, "informal", "degree", word("Informal partners"), key="degree_informal"),
        *pick(measures, "all", "named_by", word("Named by")),
        *pick(measures, "all", "in_degree", word("Incoming ties")),
        *pick(measures, "all", "out_degree", word("Outgoing ties")),
        *_rank(measures),
    ]
    for metric, label in SHORT.items():
        parts += pick(measures, "all", metric, label)
    for metric, label in _ORIENTED:
        parts += pick(measures, "all", metric, label)
    return [*parts, *pick(measures, "all", "brokerage_total", word("Brokerage")), *_role(measures)]


def _rank(measures: Measures) -> list[Picked]:
    if ("all", "betweenness") not in measures.actors.columns:
        return []
    text = say(
        "Place by betweenness among the firms that answered and sit between others; equal values "
        "share a place."
    )
    return [(Column("rank", _RANK, "", "count", text), brokers(measures)["rank"])]


def _role(measures: Measures) -> list[Picked]:
    if ("all", "brokerage_total") not in measures.actors.columns:
        return []
    text = say(
        "The brokerage role the firm has most often; empty when two are equal or it has none."
    )
    column = Column("main_role", "Main brokerage role", "", "text", text, words=True)
    return [(column, brokers(measures)["main_role"])]


def _size(measures: Measures) -> list[Picked]:
    actors = measures.net.actors
    if "size" not in actors.columns or not pd.api.types.is_numeric_dtype(actors["size"]):
        return []
    return [
        (Column("size", "Size", "employees", "count", "As stated in the survey."), actors["size"])
    ]


def _reasons(measures: Measures, columns: list[Column]) -> pd.DataFrame:
    """Give actor, column heading and reason of the empty cells of some columns."""
    empty = measures.empty[measures.empty["actor"].notna()]
    places = {place_of(column): say(column.label) for column in columns if column.kind != "text"}
    heading = [places.get(key) for key in zip(empty["layer"], empty["metric"], strict=True)]
    rows = empty.assign(heading=heading).dropna(subset=["heading"])
    if "rank" not in [column.key for column in columns]:
        return rows
    between = measures.actors[("all", "betweenness")]
    unranked = pd.DataFrame({"actor": between.index[between == 0], "heading": say(_RANK)})
    return pd.concat([rows, unranked.assign(reason=say(_NO_BROKER))], ignore_index=True)


def _why_empty(measures: Measures, columns: list[Column], ids: pd.Index) -> pd.Series:
    blank = _reasons(measures, columns)
    blank = blank[blank["reason"].fillna("") != ""]
    sentences = {}
    for actor, rows in blank.groupby("actor", sort=False):
        groups = rows.groupby("reason", sort=False)["heading"].agg(list)
        if len(groups) == 1:
            sentences[str(actor)] = say(str(groups.index[0]))
        else:
            parts = [f"{some(names)}: {say(str(reason))}" for reason, names in groups.items()]
            sentences[str(actor)] = "; ".join(parts)
    return pd.Series({k: sentences.get(str(k)) for k in ids}, dtype="object", index=ids)

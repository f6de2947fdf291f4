"""The numbers behind the charts of the dashboard, each as a table of its own."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from tiesnet.diagnosis import brokers, diagnose, horizontal_vertical, register
from tiesnet.exports.tables import diagnosis_tables
from tiesnet.exports.tables.model import Column, Table, frame_table
from tiesnet.exports.tables.status import STATUS_NOTE, STATUSES
from tiesnet.language import say, word
from tiesnet.metrics import Measures

TOP = 10
_MOST_BARS = 14
_KINDS = (
    ("horizontal", word("Horizontal")),
    ("vertical", word("Vertical")),
    ("lateral", word("Lateral")),
    ("institutional", word("With institutions")),
    ("undetermined", word("Undetermined")),
)
_NAME = Column("name", "Firm", width=30)


def connection_counts(measures: Measures) -> Table:
    """Count the firms of the cluster by how they are tied in, the most cut off first."""
    found = register(measures)["connection"].value_counts()
    rows = [(status, int(found[status])) for status in STATUSES if status in found.index]
    columns = (
        Column("status", "Connection", definition=STATUS_NOTE, words=True, width=30),
        Column("firms", "Firms", kind="count"),
    )
    return _table("dashboard_connection", word("How firms are tied in"), rows, columns)


def kind_counts(measures: Measures) -> Table:
    """Count tied pairs by orientation, formal beside informal."""
    frame = horizontal_vertical(measures)
    known = [name for name in ("formal", "informal") if name in frame.index]
    rows = [
        (kind, *(int(frame.at[name, key]) for name in known))
        for key, kind in _KINDS
        if key in frame.columns and frame.loc[known, key].fillna(0).sum() > 0
    ]
    heads = {"formal": Column("formal", "Formal", "pairs", "count"),
             "informal": Column("informal", "Informal", "pairs", "count")}  # fmt: skip
    columns = (Column("kind", "Orientation", words=True), *(heads[name] for name in known))
    return _table("dashboard_kinds", word("Ties by kind"), rows if known else [], columns)


def leading_brokers(measures: Measures) -> Table:
    """Give the firms that sit between others most often."""
    frame = brokers(measures).head(TOP)
    key = "betweenness_normalised"
    columns = (
        _NAME,
        Column(key, "Betweenness", "% of pairs", "percent", metric=key),
    )
    if key not in frame.columns:
        frame = pd.DataFrame(columns=["name", key])
    return frame_table("dashboard_brokers", "Brokers", frame, columns)


def holes(measures: Measures) -> Table:
    """Give effective size and constraint of the actors that have both."""
    metrics = {"effective_size": "Effective size", "constraint_ego": "Constraint (ego model)"}
    if any(("all", metric) not in measures.actors.columns for metric in metrics):
        frame = pd.DataFrame(columns=["name", *metrics])
    else:
        frame = measures.actors["all"][list(metrics)].dropna().astype(float)
        frame.insert(0, "name", measures.net.actors["name"].reindex(frame.index))
        frame = frame.sort_values(["effective_size", "name"], ascending=[False, True])
    columns = (
        _NAME,
        *(Column(key, label, "", "number", metric=key) for key, label in metrics.items()),
    )
    return frame_table("dashboard_holes", "Structural holes", frame, columns)


def answers(measures: Measures) -> Table:
    """Give who answered which question; no rows where the survey does not say."""
    found = diagnose(measures, ["response_rates"])["response_rates"]
    made = diagnosis_tables(measures, "response_rates", found)
    table = next((one for one in made if one.key == "response_rates"), None)
    keys = ("relation", "answered", "partly", "silent", "not_asked")
    kept = () if table is None else tuple(c for c in table.columns if c.key in keys)
    rows = pd.DataFrame() if table is None else table.rows
    if "wave" in rows:
        said = [
            say("{relation}, {wave}", relation=str(relation), wave=str(wave))
            for relation, wave in zip(rows["relation"], rows["wave"], strict=True)
        ]
        rows = rows.assign(relation=said)
    return frame_table("dashboard_answers", "Who answered", rows, kept)


def partner_counts(measures: Measures) -> Table:
    """Count the firms that answered by how many partners they have."""
    firms = register(measures)
    partners = firms.loc[firms["answered"] == "answered", "partners"].dropna().astype(int)
    most = int(partners.max()) if len(partners) else 0
    step = most // _MOST_BARS + 1
    rows = []
    for low in range(0, most + 1, step):
        high = low + step - 1
        shown = str(low) if step == 1 else say("{low} to {high}", low=low, high=high)
        rows.append((shown, int(partners.between(low, high).sum())))
    columns = (Column("partners", "Partners"), Column("firms", "Firms", kind="count"))
    title = word("Partners of the firms that answered")
    return _table("dashboard_partners", title, rows if len(partners) else [], columns)


def _table(
    key: str, title: str, rows: Sequence[tuple[object, ...]], columns: tuple[Column, ...]
) -> Table:
    frame = pd.DataFrame(rows, columns=[column.key for column in columns])
    return Table(key, say(title), columns, frame)

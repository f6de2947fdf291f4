"""One table per question: who is disconnected, who brokers, along the chain or among peers."""

from __future__ import annotations

import pandas as pd

from tiesnet.diagnosis import (
    brokers,
    disconnected,
    findings,
    horizontal_vertical,
    not_surveyed,
    only_through_institutions,
    risks,
    silent,
    unclear,
)
from tiesnet.exports.tables.columns import layer_label, metric_column, stage_label
from tiesnet.exports.tables.firms import ROLE_WORDS, SHORT
from tiesnet.exports.tables.model import Column, Kind, Table, frame_table
from tiesnet.metrics import Measures, catalogue
from tiesnet.network import UNIONS

_NAME, _STAGE = Column("name", "Firm"), Column("stage", "Stage")
_PARTNERS = Column("partners", "Partners", "actors", "count", "Distinct partners in all relations.")
_NAMED_BY = Column("named_by", "Named by", "actors", "count", "How many others name the firm.")


def answer(measures: Measures, key: str, otherwise: str = "") -> str:
    """Give the sentence of a finding, with its caution; other words when it was not made."""
    for found in findings(measures):
        if found.key == key:
            return " ".join(part for part in (found.sentence, found.caution) if part)
    return otherwise


def disconnected_table(measures: Measures) -> Table:
    """Give the firms that answered and are disconnected, the most cut off first."""
    columns = (
        _NAME,
        _STAGE,
        Column("connection", "How it is disconnected"),
        Column("hangs_by", "Hangs by"),
        Column(
            "connection_firms",
            "Without institutions",
            definition="Its connection when only ties between firms count.",
        ),
        _PARTNERS,
        _NAMED_BY,
    )
    return frame_table(
        "disconnected",
        "Disconnected firms",
        disconnected(measures),
        columns,
        question="Who is disconnected?",
        answer=answer(measures, "disconnected", "No firm answered, so nobody can be called so."),
        reading="From the most cut off: no tie at all; tied only to a group apart; hanging by one "
        "tie; hanging by one actor, who is named; on a chain of single ties. Only firms that "
        "answered are here: of the silent we do not know.",
    )


def silent_table(measures: Measures) -> Table:
    """Give the firms that did not answer, the most often named first."""
    columns = (_NAME, _STAGE, _NAMED_BY, Column("named_by_whom", "Named by whom"))
    return frame_table(
        "silent",
        "Firms to call: asked, did not answer",
        silent(measures),
        columns,
        question="Who did not answer?",
        answer=answer(measures, "silent", "Every firm that was asked answered."),
    )


def institutions_table(measures: Measures) -> Table:
    """Give the firms that are tied in only through institutions."""
    columns = (_NAME, _STAGE, Column("connection_firms", "Without institutions"), _PARTNERS)
    rows = only_through_institutions(measures)
    return frame_table("through_institutions", "Tied in only through institutions", rows, columns)


def unclear_table(measures: Measures) -> Table:
    """Give the firms that answered in part and of whom no more ties are known."""
    columns = (_NAME, _STAGE, _PARTNERS, _NAMED_BY)
    return frame_table("unclear", "Unclear: answered only in part", unclear(measures), columns)


def not_surveyed_table(measures: Measures) -> Table:
    """Give the firms of the cluster that were never asked."""
    columns = (_NAME, _STAGE, _NAMED_BY)
    return frame_table("not_surveyed", "Never asked", not_surveyed(measures), columns)


def brokers_table(measures: Measures) -> Table:
    """Rank the firms that answered by how often they sit between others."""
    frame = brokers(measures)
    metrics = [name for name in frame.columns if name in catalogue()]
    described = {name: metric_column(name, frame[name], SHORT.get(name, "")) for name in metrics}
    text = "Firms that answered and would be cut off from the rest if this one left."
    columns: list[Column] = [
        _NAME,
        _STAGE,
        Column("rank", "Rank", "", "count", "Equal values share a place."),
        Column("cuts_off", "Would be cut off", "actors", "count", text),
    ]
    order = ("betweenness_normalised", "effective_size", "constraint_ego", "brokerage_total")
    columns += [described[name] for name in order if name in described]
    columns += [Column("main_role", "Main role")]
    columns += [described[name] for name in ROLE_WORDS if name in described]
    columns += [Column("cut_off_firms", "Who would be cut off")]
    kept = frame.replace({"cut_off_firms": {"": None}}).dropna(axis="columns", how="all")
    return frame_table(
        "brokers",
        "Brokers",
        kept,
        columns,
        question="Who holds the network together?",
        answer=answer(measures, "brokers", "Nobody sits between two others."),
        reading="Brokers sit between others who are not tied. Betweenness: share of the shortest "
        "paths between others that pass through the firm. Constraint: low means the firm's "
        "partners do not know each other. Roles say between which stages it brokers.",
    )


def risks_table(measures: Measures) -> Table:
    """Give the actors whose leaving would cut others off, the gravest first."""
    columns = (
        Column("name", "Firm or institution"),
        Column("kind", "Kind"),
        Column("cuts_off", "Would be cut off", "actors", "count", "Only actors that answered."),
        Column(
            "share_of_pairs_lost",
            "Pairs that lose each other",
            "%",
            "percent",
            "Of the pairs of others that can reach each other now.",
        ),
        Column("who", "Who would be cut off"),
    )
    return frame_table(
        "risks",
        "If one of them leaves",
        risks(measures),
        columns,
        question="Whose leaving would cut others off?",
        answer=answer(measures, "holding"),
    )


def horizontal_vertical_table(measures: Measures) -> Table:
    """Count ties by orientation, a row per layer, with densities within and between stages."""
    frame = horizontal_vertical(measures)
    ties = "pairs"
    columns = (
        Column("label", "Relation"),
        Column("ties", "Tied pairs", ties, "count"),
        Column("horizontal", "Horizontal", ties, "count", "Both firms in the same stage."),
        Column("vertical", "Vertical", ties, "count", "Along the value chain."),
        Column("lateral", "Lateral", ties, "count", "Other stages of the same order."),
        Column("institutional", "Institutional", ties, "count", "An end is no firm."),
        Column("undetermined", "Undetermined", ties, "count", "A stage is not known."),
        Column(
            "horizontal_share",
            "Horizontal share",
            "%",
            "percent",
            "Of horizontal and vertical ties together.",
        ),
        Column(
            "density_same_stage",
            "Density within a stage",
            "%",
            "percent",
            "Ties among known pairs of firms of the same stage.",
        ),
        Column(
            "density_different_stage",
            "Density between stages",
            "%",
            "percent",
            "Ties among known pairs of firms of different stages.",
        ),
        Column(
            "odds_ratio_stage",
            "Odds ratio, same stage",
            "ratio",
            "number",
            "Above 1: ties are likelier within a stage than between stages.",
        ),
    )
    return frame_table(
        "horizontal_vertical",
        "Horizontal and vertical",
        frame.dropna(axis="columns", how="all"),
        columns,
        question="Along the chain or among peers?",
        answer=answer(measures, "chain", "Stages are not known, so this cannot be said."),
        reading="Horizontal ties join firms of one stage, vertical ties firms along the chain. "
        "Counts follow what was asked and how many firms each stage has; the densities "
        "compare like with like.",
    )


def stage_matrix_tables(measures: Measures) -> list[Table]:
    """Give the stage-by-stage matrix of formal, informal and all ties."""
    tables = []
    for layer in UNIONS:
        matrix = measures.tables.get((layer, "stage_matrix"))
        if matrix is not None and len(matrix):
            tables.append(_matrix(measures, layer, matrix))
    return tables


def _matrix(measures: Measures, layer: str, matrix: pd.DataFrame) -> Table:
    """Put ties and densities of every stage with every stage side by side."""
    stages = list(dict.fromkeys(matrix["source_stage"]))
    wide = matrix.pivot(index="source_stage", columns="target_stage").loc[stages]
    labels = {stage: stage_label(measures, stage) for stage in stages}
    frame = pd.DataFrame({"stage": [labels[stage] for stage in stages]}, index=wide.index)
    columns = [Column("stage", "From the stage", definition=_FLOW)]
    for what, unit, kind in _MATRIX:
        for stage in stages:
            key = f"{what}:{stage}"
            frame[key] = wide[(what, stage)]
            columns.append(Column(key, f"to {labels[stage]}", unit, kind, _MATRIX_TEXT[what]))
    title = f"{layer_label(measures, layer)}, stage by stage"
    return Table(f"stage_matrix_{layer}", title, tuple(columns), frame)


_MATRIX: tuple[tuple[str, str, Kind], ...] = (
    ("ties", "ties", "count"),
    ("density", "% of known pairs", "percent"),
)
_MATRIX_TEXT = {
    "ties": "Ties from the stage of the row to this one.",
    "density": "Ties as a share of the pairs that are known; empty when none is.",
}
_FLOW = "Ties run along the flow; a tie without direction counts both ways."


def formal_informal_table(measures: Measures) -> Table:
    """Give how far every two layers overlap, formal beside informal first."""
    overlap = measures.tables.get("layer_overlap")
    frame = pd.DataFrame(columns=list(_OVERLAP)) if overlap is None else overlap
    unions = frame["layer_a"].isin(UNIONS) & frame["layer_b"].isin(UNIONS)
    frame = pd.concat([frame[unions], frame[~unions]], ignore_index=True)
    for end in ("layer_a", "layer_b"):
        frame[end] = [layer_label(measures, str(name)) for name in frame[end]]
    return frame_table(
        "formal_informal",
        "Formal and informal",
        frame,
        [Column(key, *words) for key, words in _OVERLAP.items()],
        question="Do formal and informal ties run together?",
        answer=answer(
            measures, "layers", "There are not both formal and informal ties to compare."
        ),
        reading="Each row compares two relations over the pairs known in both. A share above the "
        "one expected by chance: the two go together. Below: they keep apart.",
    )


_OVERLAP: dict[str, tuple[str, str, Kind, str]] = {
    "layer_a": ("Relation A", "", "text", ""),
    "layer_b": ("Relation B", "", "text", ""),
    "known_pairs": ("Known pairs", "pairs", "count", "Pairs known in both relations."),
    "pairs_a": ("Tied in A", "pairs", "count", ""),
    "pairs_b": ("Tied in B", "pairs", "count", ""),
    "pairs_both": ("Tied in both", "pairs", "count", ""),
    "share_of_a_in_b": ("A that is also B", "% of A", "percent", "Both over pairs tied in A."),
    "expected_share_of_a_in_b": (
        "expected by chance",
        "% of A",
        "percent",
        "What the share would be if the two had nothing to do with each other.",
    ),
    "share_of_b_in_a": ("B that is also A", "% of B", "percent", "Both over pairs tied in B."),
    "expected_share_of_b_in_a": (
        "expected by chance",
        "% of B",
        "percent",
        "What the share would be if the two had nothing to do with each other.",
    ),
    "jaccard": ("Jaccard", "index", "number", "Pairs tied in both over pairs tied in either."),
}

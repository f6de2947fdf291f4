"""Along the chain or among peers, formal beside informal: the tables of cooperation."""

from __future__ import annotations

import pandas as pd

from tiesnet.diagnosis import horizontal_vertical
from tiesnet.exports.tables.chapters import answer
from tiesnet.exports.tables.columns import layer_label, reason_of, stage_label
from tiesnet.exports.tables.model import Column, Kind, Table, frame_table
from tiesnet.language import say, word
from tiesnet.metrics import Measures
from tiesnet.network import UNIONS

_PAIRS = word("pairs")
_COLUMNS = (
    Column("label", "Relation"),
    Column("ties", "Tied pairs", _PAIRS, "count", "Every pair with a tie, whoever answered."),
    Column("horizontal", "Horizontal", _PAIRS, "count", "Both firms in the same stage."),
    Column("vertical", "Vertical", _PAIRS, "count", "Along the value chain."),
    Column("lateral", "Lateral", _PAIRS, "count", "Other stages of the same order."),
    Column("institutional", "Institutional", _PAIRS, "count", "An end is no firm."),
    Column("undetermined", "Undetermined", _PAIRS, "count", "A stage or its order is not known."),
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
        "stage_ratio",
        "Times as likely between stages",
        "ratio",
        "number",
        "Density between stages over density within a stage. Below 1 a tie is likelier within "
        "a stage: 1 divided by this number, times as likely.",
    ),
    Column(
        "odds_ratio_stage",
        "Odds ratio, same stage",
        "ratio",
        "number",
        "Above 1: ties are likelier within a stage than between stages.",
    ),
    Column(
        "ei_z",
        "Against shuffled stages",
        "standard deviations",
        "number",
        "The E-I index beside the one shuffled stages would give, among firms that answered. "
        "Beyond 2: more ties between stages than chance; below -2: more within.",
        metric="ei_z",
    ),
    Column("remark", "Why cells are empty", width=30),
)


def horizontal_vertical_table(measures: Measures) -> Table:
    """Count ties by orientation, a row per layer, with densities within and between stages."""
    frame = horizontal_vertical(measures)
    return frame_table(
        "horizontal_vertical",
        "Horizontal and vertical",
        frame.assign(remark=_remarks(measures, frame)).dropna(axis="columns", how="all"),
        _COLUMNS,
        question="Along the chain or among peers?",
        answer=answer(measures, "chain", say("Stages are not known, so this cannot be said.")),
        reading="Horizontal ties join firms of one stage, vertical ties firms along the chain. "
        "Counts are over all pairs, also those of which only one relation is known, and follow "
        "what was asked and how many firms each stage has. The densities compare like with like: "
        "they are over known pairs. In a union a pair can have several orientations.",
    )


_RATIOS = {
    "density_same_stage": "density_same_stage",
    "density_different_stage": "density_different_stage",
    "odds_ratio_stage": "odds_ratio_stage",
    "ei_z": "ei_z",
    "horizontal_share": "horizontal_share_network",
}


def _remarks(measures: Measures, frame: pd.DataFrame) -> list[str | None]:
    """Say, layer by layer, why shares, densities and ratios are empty."""
    remarks = []
    for layer, row in frame.iterrows():
        blank = [metric for key, metric in _RATIOS.items() if key in frame and pd.isna(row[key])]
        said = dict.fromkeys(reason_of(measures, metric, str(layer)) for metric in blank)
        text = "; ".join(reason for reason in said if reason)
        if not text and "stage_ratio" in frame and pd.isna(row["stage_ratio"]):
            text = say("no tie within a stage, so there is nothing to divide by")
        remarks.append(text or None)
    return remarks


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
            to = say("to {stage}", stage=labels[stage])
            columns.append(Column(key, to, unit, kind, _MATRIX_TEXT[what], named=True))
    title = say("{relation}, stage by stage", relation=layer_label(measures, layer))
    return Table(f"stage_matrix_{layer}", title, tuple(columns), frame)


_MATRIX: tuple[tuple[str, str, Kind], ...] = (
    ("ties", word("ties"), "count"),
    ("density", word("% of known pairs"), "percent"),
)
_MATRIX_TEXT = {
    "ties": word("Ties from the stage of the row to this one."),
    "density": word("Ties as a share of the pairs that are known; empty when none is."),
}
_FLOW = word("Ties run along the flow; a tie without direction counts both ways.")


def formal_informal_table(measures: Measures) -> Table:
    """Give how far every two layers overlap, formal beside informal first."""
    overlap = measures.tables.get("layer_overlap")
    frame = (
        pd.DataFrame(columns=[column.key for column in _OVERLAP]) if overlap is None else overlap
    )
    unions = frame["layer_a"].isin(UNIONS) & frame["layer_b"].isin(UNIONS)
    frame = pd.concat([frame[unions], frame[~unions]], ignore_index=True)
    for end in ("layer_a", "layer_b"):
        frame[end] = [layer_label(measures, str(name)) for name in frame[end]]
    return frame_table(
        "formal_informal",
        "Formal and informal",
        frame,
        _OVERLAP,
        question="Do formal and informal ties run together?",
        answer=answer(
            measures, "layers", say("There are not both formal and informal ties to compare.")
        ),
        reading="Each row compares two relations over the pairs known in both, so that its counts "
        "can be smaller than those of horizontal and vertical ties, which are over all pairs. A "
        "share above the one expected by chance: the two go together. Below: they keep apart.",
    )


_CHANCE = word("What the share would be if the two had nothing to do with each other.")
_KNOWN = word("Of the pairs known in both relations.")
_OVERLAP = (
    Column("layer_a", "Relation A"),
    Column("layer_b", "Relation B"),
    Column("known_pairs", "Known pairs", _PAIRS, "count", "Pairs known in both relations."),
    Column("pairs_a", "Tied in A", _PAIRS, "count", _KNOWN),
    Column("pairs_b", "Tied in B", _PAIRS, "count", _KNOWN),
    Column("pairs_both", "Tied in both", _PAIRS, "count", _KNOWN),
    Column(
        "share_of_a_in_b", "A that is also B", "% of A", "percent", "Both over pairs tied in A."
    ),
    Column("expected_share_of_a_in_b", "expected by chance", "% of A", "percent", _CHANCE),
    Column(
        "share_of_b_in_a", "B that is also A", "% of B", "percent", "Both over pairs tied in B."
    ),
    Column("expected_share_of_b_in_a", "expected by chance", "% of B", "percent", _CHANCE),
    Column(
        "jaccard", "Jaccard", "index", "number", "Pairs tied in both over pairs tied in either."
    ),
)

"""The long lists: ties, the network's numbers, provenance."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from tiesnet.exports.provenance import input_files, library_versions, tiesnet_version
from tiesnet.exports.tables.columns import kind_of, layer_label, shown_unit
from tiesnet.exports.tables.model import Column, Kind, Table, frame_table, is_missing
from tiesnet.language import say, word
from tiesnet.metrics import Measures, Metric, catalogue
from tiesnet.network import switched


def ties_table(measures: Measures) -> Table:
    """Give every tie with what each end reported, its orientation and the rule behind it."""
    ties = measures.ties
    frame = pd.DataFrame(
        {
            "source_name": ties["source_name"],
            "arrow": ties["directed"].map({True: "→", False: "–"}).astype("str"),
            "target_name": ties["target_name"],
            "layer_label": ties["layer"].map(
                {name: layer_label(measures, name) for name in measures.net.layers.index}
            ),
            "formality": ties["layer"].map(measures.net.layers["formality"].to_dict()),
            "weight": ties["weight"],
            "source_report": ties["source_report"],
            "target_report": ties["target_report"],
            "status": ties["status"].replace("", None),
            "orientation": ties["orientation"],
            "rule_text": ties["rule_text"],
            "reach": ties["reach"],
            "source": ties["source"],
            "target": ties["target"],
            "layer": ties["layer"],
        }
    )
    strengths = ties[["weight", "source_report", "target_report"]].to_numpy(dtype=float)
    whole = bool((np.nan_to_num(strengths) % 1 == 0).all())
    columns = _tie_columns("count" if whole else "number")
    kept = [c for c in columns if frame[c.key].notna().any() or c.kind == "text"]
    return frame_table(
        "ties", "Ties", frame, kept, question="Who is tied to whom, and who says so?"
    )


def _tie_columns(graded: Kind) -> tuple[Column, ...]:
    """Head the columns of ties; strengths are counts where all are whole numbers."""
    scale = word("scale of the question")
    return (
        Column("source_name", "From"),
        Column(
            "arrow", "Arrow", width=9, definition="→: from left to right; –: without direction."
        ),
        Column("target_name", "To"),
        Column("layer_label", "Relation"),
        Column("formality", "Formality", words=True),
        Column("weight", "Strength", scale, graded, "Both reports, combined by the policy."),
        Column("source_report", "As the left reports", scale, graded),
        Column("target_report", "As the right reports", scale, graded),
        Column("status", "Do both ends agree?", words=True),
        Column(
            "orientation",
            "Orientation",
            definition="Horizontal: same stage. Vertical: along "
            "the chain. Lateral: another stage of the same order. Institutional: an end is "
            "no firm.",
            words=True,
        ),
        Column("rule_text", "Decided by", words=True),
        Column("reach", "Reach", definition="External: an end is outside the cluster.", words=True),
        Column("source", "Id from"),
        Column("target", "Id to"),
        Column("layer", "Code name of the relation"),
    )


def network_table(measures: Measures) -> Table:
    """Give the numbers of the whole network, a row per measure and a column per layer."""
    known = catalogue()
    # How large and how dense comes first; the rest as in the catalogue.
    order = sorted(measures.network.index, key=lambda name: known[str(name)].topic != "cohesion")
    numbers = measures.network.loc[order]
    records = [known[str(name)] for name in numbers.index]
    frame = pd.DataFrame({"label": [say(m.label) for m in records]}, index=numbers.index)
    frame["unit"] = [say(shown_unit(m)) for m in records]
    columns = [Column("label", "Measure"), Column("unit", "Unit")]
    for layer in map(str, numbers.columns):
        key = f"layer:{layer}"
        frame[key] = numbers[layer]
        columns.append(Column(key, layer_label(measures, layer), kind="number", named=True))
    frame["reading"] = [say(m.reading) for m in records]
    why = _reasons(measures)
    frame["remark"] = [_network_remark(measures, why.get(m.name, {})) for m in records]
    columns += [Column("reading", "How to read it", width=44)]
    columns += [Column("remark", "Why cells are empty", width=40)]
    kinds = tuple(_row_kind(m, numbers.loc[m.name]) for m in records)
    return Table(
        "network",
        "Network",
        tuple(columns),
        frame,
        question="How is the network as a whole?",
        row_kinds=kinds,
    )


def _row_kind(record: Metric, values: pd.Series) -> Kind:
    return kind_of(record, values)


def _reasons(measures: Measures) -> dict[str, dict[str, list[str]]]:
    """Give, by metric and reason, the layers in which a number of the network is empty."""
    keys = ["metric", "reason", "layer"]
    empty = measures.empty.loc[measures.empty["actor"].isna(), keys]
    found: dict[str, dict[str, list[str]]] = {}
    for rows in (empty, measures.skipped[keys]):
        for metric, reason, layer in rows.itertuples(index=False, name=None):
            if not is_missing(reason):
                found.setdefault(metric, {}).setdefault(reason, []).append(layer)
    return found


def _network_remark(measures: Measures, groups: Mapping[str, list[str]]) -> str | None:
    parts = [
        say(reason)
        if set(layers) >= set(measures.layers)
        else f"{_named(measures, layers)}: {say(reason)}"
        for reason, layers in groups.items()
        if reason
    ]
    return "; ".join(parts) or None


def _named(measures: Measures, layers: list[str]) -> str:
    return ", ".join(layer_label(measures, layer) for layer in layers)


def provenance_rows(measures: Measures) -> list[tuple[str, str, str]]:
    """Give what is needed to repeat the analysis: group, what, value."""
    net = measures.net
    parameters = dict(net.origin.parameters)
    seed = parameters.pop("seed", None)
    made, given, chosen = say("Made with"), say("Input"), say("Choices")
    rows = [(made, "tiesnet", tiesnet_version())]
    rows += [(made, name, value) for name, value in library_versions().items()]
    for file in input_files(net):
        size = say("SHA-256 {sha}, {n} bytes", sha=file["sha256"], n=int(file["bytes"]))
        rows.append((given, file["name"], size))
    if not input_files(net):
        rows.append((given, say("made in Python"), say("not read from a file")))
    rows.append((chosen, say("seed"), say("none") if seed is None else str(seed)))
    policies = parameters.pop("policies", {})
    told = switched(net.origin.survey, policies)
    rows += [
        (
            chosen,
            say("double reports of {relation}", relation=layer_label(measures, str(k))),
            say("{policy} (your choice; the survey says {other})", policy=v, other=told[k])
            if k in told
            else str(v),
        )
        for k, v in policies.items()
    ]
    rows += [(chosen, say(str(k)), str(v)) for k, v in parameters.items() if v not in ("", None)]
    return rows


def provenance_table(measures: Measures) -> Table:
    """Give the provenance as a table."""
    columns = (
        Column("group", "About"),
        Column("what", "What"),
        Column("value", "Value", width=100),
    )
    frame = pd.DataFrame(provenance_rows(measures), columns=[c.key for c in columns])
    return frame_table(
        "provenance", "Provenance", frame, columns, question="How can this be repeated?"
    )

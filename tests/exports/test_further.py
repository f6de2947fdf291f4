"""Measures that are tables, and the parameters behind the numbers, in every output."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest

from tiesnet.exports import tables
from tiesnet.exports.provenance import provenance_bytes
from tiesnet.exports.report import report_bytes
from tiesnet.exports.workbook import measures_workbook, workbook_bytes
from tiesnet.metrics import Measures, catalogue, measure
from tiesnet.network import network_from_edges

HOSTILE = "=cmd|'/c calc'!A1<script>"


@pytest.fixture(scope="module")
def measured() -> Measures:
    edges = [(HOSTILE, "b", 2), ("b", "c", 1), ("c", HOSTILE, 3), ("c", "d", 1), ("d", "c", 1)]
    net = network_from_edges(edges, stages=dict(zip([HOSTILE, *"bcd"], "stst", strict=True)))
    return measure(net, options={"constraint_ego": {"pendants": True}})


def test_a_table_stands_once_with_its_layers(measured: Measures) -> None:
    shown = {table.key: table for table in tables.further_tables(measured, every=True)}
    matrix = shown["stage_matrix"]
    assert matrix.columns[0].label == "Relation"
    expected = sum(len(rows) for key, rows in measured.tables.items() if key[1] == "stage_matrix")
    assert len(matrix.rows) == expected > 0
    assert {c.key: c.kind for c in matrix.columns}["density"] == "percent"
    assert "stage_matrix" not in [table.key for table in tables.further_tables(measured)]


def test_ids_get_names(measured: Measures) -> None:
    rows = pd.DataFrame({"actor": ["b", HOSTILE], "partners": [2, 2], "share": [0.5, None]})
    more = Measures(**{**measured.__dict__, "tables": {("ties", "stage_matrix"): rows}})
    (table,) = tables.further_tables(more, every=True)
    assert [c.key for c in table.columns] == [
        "layer_label",
        "actor",
        "partners",
        "share",
        "actor_id",
    ]


def test_lists_of_members_are_names_and_high_enough() -> None:
    ids = [f"f{k}" for k in range(12)]
    names = {one: f"Firm with a long name {one}" for one in ids}
    net = network_from_edges([(a, b) for a in ids for b in ids if a < b])
    net = replace(net, actors=net.actors.assign(name=net.actors.index.map(names)))
    usual = [record.name for record in catalogue().values() if not record.extra]
    made = measure(net, metrics=[*usual, "cliques"])
    (table,) = [one for one in tables.further_tables(made) if one.key == "cliques"]
    assert [c.label for c in table.columns][-2:] == ["Members", "Members, ids"]
    (members,) = {str(value) for value in table.rows["members"]}
    assert members.split("; ") == [names[one] for one in sorted(ids)]
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes(made)))["Cliques"]
    assert sheet.row_dimensions[2].height > 40


def test_groups_are_never_taken_for_actors() -> None:
    rows = pd.DataFrame({"from": ["1"], "to": ["2"], "density": [0.5]})
    net = network_from_edges([("1", "2"), ("2", "3")])
    made = measure(net, metrics=["blockmodel"])
    more = Measures(**{**made.__dict__, "tables": {("ties", "blockmodel"): rows}})
    (table,) = tables.further_tables(more)
    assert [c.label for c in table.columns] == ["Relation", "From group", "To group", "Density"]


def test_parameters_are_in_every_output(measured: Measures) -> None:
    page = report_bytes(measured).decode()
    assert "pendants = yes" in page
    assert "<summary><b>Parameters of measures</b></summary>" in page
    record = json.loads(provenance_bytes(measured, {}))
    said = {(note["metric"], note["note"]) for note in record["parameters_of_measures"]}
    assert ("constraint_ego", "pendants = yes") in said
    for data in (workbook_bytes(measured), measures_workbook(measured)):
        book = openpyxl.load_workbook(io.BytesIO(data))
        cells = {
            cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
        }
        assert "pendants = yes" in cells
        assert not any(
            cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row
        )


def test_every_measure_fits_the_outputs() -> None:
    edges = [("a", "b", 2), ("b", "c", 1), ("c", "a", 3), ("c", "d", 1), ("d", "c", 1)]
    net = network_from_edges(edges, stages=dict(zip("abcd", "stst", strict=True)))
    every = measure(net, metrics=["every"])
    names = {
        *every.actors.columns.unique("metric"),
        *every.network.index,
        *(key if isinstance(key, str) else key[1] for key in every.tables),
        *every.skipped["metric"],
    }
    assert names == set(catalogue())
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(every)))
    assert len(book.sheetnames) == len(set(book.sheetnames))
    listed = {row[-1] for row in book["Definitions"].iter_rows(min_row=2, values_only=True)}
    assert set(catalogue()) <= listed
    measures_workbook(every)
    assert "</html>" in report_bytes(every).decode()

"""Tables: the columns, words and reasons both outputs share."""

import pandas as pd
import pytest

from tiesnet.exports import tables
from tiesnet.metrics import catalogue, measure
from tiesnet.network import network_from_edges


@pytest.fixture(scope="module")
def small():
    net = network_from_edges([("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")], directed=False)
    return measure(net)


@pytest.fixture(scope="module")
def lonely():
    return measure(network_from_edges([], nodes=["a"]))


@pytest.fixture(scope="module")
def nobody():
    return measure(network_from_edges([], nodes=[]))


ALL = [
    tables.firms_table,
    tables.firms_all_table,
    tables.disconnected_table,
    tables.silent_table,
    tables.unclear_table,
    tables.not_surveyed_table,
    tables.brokers_table,
    tables.risks_table,
    tables.horizontal_vertical_table,
    tables.formal_informal_table,
    tables.network_table,
    tables.ties_table,
    tables.problems_table,
    tables.assumptions_table,
    tables.provenance_table,
    tables.reasons_table,
]


@pytest.mark.parametrize("make", ALL, ids=lambda make: make.__name__)
@pytest.mark.parametrize("which", ["measures", "small", "lonely", "nobody"])
def test_every_table_fits_its_columns(make, which, request):
    table = make(request.getfixturevalue(which))
    assert [column.key for column in table.columns] == list(table.rows.columns)
    assert all(column.label for column in table.columns)
    assert not table.row_kinds or len(table.row_kinds) == len(table.rows)
    for text in (table.title, table.question, table.answer, table.reading, table.note):
        assert "nan" not in text.lower().split()


def test_columns_nobody_can_fill_are_left_out(small):
    keys = [column.key for column in tables.firms_table(small).columns]
    assert "stage" not in keys
    assert "main_role" not in keys
    assert {"name", "answered", "connection", "degree", "why_empty"} <= set(keys)


def test_a_metric_that_was_asked_for_stays_though_empty():
    lonely = measure(network_from_edges([], nodes=["a"]), metrics=["constraint_ego"])
    table = tables.layer_table(lonely, "all")
    assert [c.key for c in table.columns] == ["name", "id", "constraint_ego"]
    assert tables.reasons_table(lonely).rows["remark"].notna().all()


def test_firms_are_in_it_and_institutions_are_not(measures):
    table = tables.firms_table(measures)
    kinds = measures.net.inside().actors["kind"]
    assert sorted(table.rows.index) == sorted(kinds.index[kinds == "firm"])


def test_values_are_those_of_the_measures(measures):
    table = tables.firms_table(measures)
    wanted = measures.actors[("informal", "degree")].reindex(table.rows.index)
    pd.testing.assert_series_equal(
        table.rows["degree_informal"], wanted, check_names=False, check_dtype=False
    )


def test_empty_cells_of_the_headline_columns_have_a_reason(measures):
    table = tables.firms_table(measures)
    # Whether a firm has a main role or hangs by somebody is an answer when it has none.
    numbers = [c.key for c in table.columns if c.metric and c.kind != "text"]
    empty = table.rows[numbers].isna().any(axis=1)
    assert empty.any()
    assert table.rows.loc[empty, "why_empty"].notna().all()


def test_definitions_hold_the_whole_catalogue():
    rows = tables.definitions_table().rows
    assert list(rows["name"]) == list(catalogue())
    for column in ("definition", "formula", "source", "reading", "unit", "undefined"):
        assert rows[column].str.len().gt(0).all(), column


def test_stage_matrix_keeps_every_tie(measures):
    for table in tables.stage_matrix_tables(measures):
        layer = table.key.removeprefix("stage_matrix_")
        counts = [c.key for c in table.columns if c.key.startswith("ties:")]
        wanted = measures.tables[(layer, "stage_matrix")]["ties"].sum()
        assert table.rows[counts].to_numpy().sum() == wanted
        assert list(table.rows["stage"]) == ["Leather", "Soles", "Brands"]


def test_problems_stand_with_errors_first(measures):
    table = tables.problems_table(measures)
    assert table.answer == "1 error."
    assert table.rows["severity"].iloc[0] == "error"


def test_provenance_names_inputs_versions_and_choices(measures):
    rows = tables.provenance_rows(measures)
    assert {"Made with", "Input", "Choices"} == {group for group, _, _ in rows}
    assert any("ab" * 32 in value for _, _, value in rows)
    assert ("Choices", "seed", "1") in rows


def test_long_table_holds_actors_and_network(measures):
    frame = tables.long_table(measures)
    assert len(frame) == measures.actors.size + measures.network.size
    assert frame.loc[frame["value"].isna(), "remark"].fillna("").str.len().gt(0).all()

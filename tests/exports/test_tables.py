"""Tables: the columns, words and reasons both outputs share."""

from dataclasses import replace

import pandas as pd
import pytest

from tiesnet.diagnosis import ROLES, horizontal_vertical, role_leaders
from tiesnet.exports import table_texts, tables
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
    tables.choices_table,
    tables.skipped_table,
    tables.roles_table,
    tables.institutions_table,
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


def test_what_was_assumed_and_what_was_chosen_stand_apart(measures):
    assumed, chosen = tables.assumptions_table(measures), tables.choices_table(measures)
    assert set(chosen.rows["code"]) == {"policy", "orientation_rule"}
    assert not set(chosen.rows["code"]) & set(assumed.rows["code"])
    assert set(chosen.rows["of"]) == {"reports", "ties"}
    ties = chosen.rows.loc[chosen.rows["of"] == "ties", "count"].sum()
    assert ties == len(measures.ties)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("In 'size' a comma was read as the decimal sign (12 cells).", True),
        ("Of several waves the last one (2026) is shown.", False),
        ("Something that is counted otherwise (3 cells).", False),
    ],
)
def test_an_assumption_states_its_count_once(measures, said, shown):
    net = measures.net
    row = pd.DataFrame([{"code": "x", "assumption": said, "count": 12}])
    changed = replace(measures, net=replace(net, origin=replace(net.origin, assumptions=row)))
    table = tables.assumptions_table(changed)
    assert table.answer == "1 thing was assumed for you."
    wanted = said.replace(" (12 cells)", "") if shown else said
    assert list(table.rows["assumption"]) == [wanted]
    assert list(table.rows["count"]) == [12]


def test_every_role_has_its_leaders_and_its_meaning(measures):
    assert tuple(tables.ROLE_WORDS) == ROLES
    table, wanted = tables.roles_table(measures), role_leaders(measures)
    assert len(table.rows) == len(wanted) > 0
    assert list(table.rows.index) == list(wanted["id"])
    for (_, row), role in zip(table.rows.iterrows(), wanted["role"], strict=True):
        assert row["label"] == catalogue()[role].label
        assert row["meaning"].casefold().startswith(tables.ROLE_WORDS[role])
        assert catalogue()[role].definition in row["meaning"]
    first = wanted[wanted["rank"] == 1].groupby("role")["name"].agg(list)
    for names in first:
        assert names[0] in table.answer or f"{len(names)} firms alike" in table.answer


def test_without_stages_nobody_leads_in_a_role(small):
    assert tables.roles_table(small).rows.empty
    assert tables.roles_table(small).answer == ""


def test_the_terms_of_the_field_come_with_plain_words(measures):
    table = tables.firms_table(measures)
    [note] = [c.definition for c in table.columns if c.key == "connection"]
    reading = tables.disconnected_table(measures).reading
    defined = tables.definitions_table().rows.set_index("name")["reading"]
    for term, words in tables.STATUS_WORDS.items():
        for text in (note, reading, defined["connection"], defined["connection_firms"]):
            assert term in text
            assert words in text


def test_a_lower_bound_reads_the_same_in_every_table(measures):
    firms, silent = tables.firms_table(measures), tables.silent_table(measures)
    assert len(silent.rows) == 2
    for firm in silent.rows.index:
        assert (firm, "named_by") in firms.at_least
        assert (firm, "named_by") in silent.at_least
        assert silent.rows.at[firm, "named_by"] == firms.rows.at[firm, "named_by"]
    for table in (firms, silent, firms.part(0, 5)):
        for firm, text in zip(table.rows.index, table_texts(table)["named_by"], strict=True):
            known = f"{table.rows.at[firm, 'named_by']:.0f}"
            assert text == (f"≥ {known}" if firm in silent.rows.index else known)


def test_when_it_is_empty_fits_what_the_measure_is_about():
    rows = tables.definitions_table().rows.set_index("name")
    assert rows.at["n_ties", "undefined"] == "never"
    others = rows.loc[rows["level"] != "each actor", "undefined"]
    assert not others.str.contains("an actor that answered").any()
    assert "answered" in rows.at["degree", "undefined"]
    assert "≥" in rows.at["named_by", "undefined"]


def test_the_ratio_of_the_sentence_is_a_column(measures):
    table = tables.horizontal_vertical_table(measures)
    wanted = horizontal_vertical(measures)["stage_ratio"]
    pd.testing.assert_series_equal(table.rows["stage_ratio"], wanted, check_index=False)
    blank = table.rows[["density_same_stage", "odds_ratio_stage"]].isna().any(axis=1)
    if blank.any():
        assert table.rows.loc[blank, "remark"].notna().all()


def test_what_is_not_computed_has_its_reason(small):
    table = tables.skipped_table(small)
    assert set(table.rows["reason"]) == set(small.skipped["reason"])
    assert table.rows["count"].gt(0).all()
    stage = table.rows[table.rows["reason"] == "no actor has a stage"].iloc[0]
    assert stage["what"].startswith("In every relation: Coordinator")


def test_firms_that_sit_between_nobody_have_no_rank_and_the_reason(measures):
    rows = tables.firms_table(measures).rows
    nobody = rows["rank"].isna() & (rows["betweenness_normalised"] == 0)
    if nobody.any():
        assert rows.loc[nobody, "why_empty"].str.contains("sits between no two others").all()
    assert rows.loc[rows["betweenness_normalised"] > 0, "rank"].notna().all()


def test_long_table_holds_actors_and_network(measures):
    frame = tables.long_table(measures)
    assert len(frame) == measures.actors.size + measures.network.size
    assert frame.loc[frame["value"].isna(), "remark"].fillna("").str.len().gt(0).all()


def test_who_would_be_cut_off_or_what_else_would_happen():
    halves = network_from_edges([("a", "b"), ("b", "x"), ("x", "c"), ("c", "d")], directed=False)
    rows = tables.risks_table(measure(halves)).rows
    assert rows.at["b", "who"] == "a"
    assert rows.at["x", "who"] == "the network would fall into 2 parts of 2 actors each"

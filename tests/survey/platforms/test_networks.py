"""Every variant of every platform's export is read to exactly the network that was asked."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from tests.survey.platforms.exports import qualtrics_rows
from tests.survey.platforms.fieldwork import (
    ANSWERS,
    FIRMS,
    OUTSIDER,
    PRIVATE,
    RESPONDENTS,
    expected_advice,
    expected_buys,
    expected_sells,
)
from tests.survey.platforms.variants import FLAT, NAMES, VARIANTS, Variant
from tests.survey.platforms.write import csv_text, write_csv, write_xlsx

from tiesnet.errors import SurveyError
from tiesnet.survey import Survey, read_survey

CODES = {name: code for code, name in FIRMS.items()}
Network = dict[str, dict[tuple[str, str], float]]


def network_of(survey: Survey) -> Network:
    """Ties per question asked, between codes of firms; an answered no is no tie."""
    names = survey.actors["name"]
    made: Network = {"sells": {}, "advice": {}, "buys": {}}
    for tie in survey.ties.itertuples():
        if tie.strength == 0:
            continue
        ends = [str(names.get(end, end)) for end in (tie.source, tie.target)]
        pair = (CODES.get(ends[0], ends[0]), CODES.get(ends[1], ends[1]))
        assert pair not in made[_question(str(tie.relation))], "no tie is read twice"
        made[_question(str(tie.relation))][pair] = tie.strength
    return made


def _question(relation: str) -> str:
    if relation.startswith(("advice", "grid")):
        return "advice"
    return "buys" if "suppl" in relation else "sells"


def states_of(survey: Survey) -> dict[tuple[str, str], str]:
    """State of every firm in every question."""
    names = survey.actors["name"]
    return {
        (
            CODES.get(str(names.get(row.actor)), str(names.get(row.actor))),
            _question(str(row.relation)),
        ): row.state
        for row in survey.responses.itertuples()
    }


@pytest.fixture(scope="module")
def surveys(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Survey]:
    made = {}
    for name in NAMES:
        made[name] = read_survey(VARIANTS[name].write(tmp_path_factory.mktemp("export")))
    return made


each = pytest.mark.parametrize("name", NAMES)


def _variant(name: str) -> Variant:
    return VARIANTS[name]


@each
def test_the_platform_is_recognised(surveys: dict[str, Survey], name: str) -> None:
    said = surveys[name].assumptions
    (text,) = said.loc[said["code"] == "read_as", "assumption"]
    assert f"an export of {_variant(name).platform}." in text


@each
def test_choices_of_several_answers_become_the_ties_that_were_given(
    surveys: dict[str, Survey], name: str
) -> None:
    found = set(network_of(surveys[name])["sells"])
    assert found == (expected_sells() if _variant(name).sells else set())


@each
def test_a_grid_becomes_ties_with_the_strengths_that_were_given(
    surveys: dict[str, Survey], name: str
) -> None:
    found = network_of(surveys[name])["advice"]
    if _variant(name).words:
        assert set(found) == set(expected_advice())
        assert "answers_not_ranked" in set(surveys[name].problems["code"])
    else:
        assert found == expected_advice()


@each
def test_partners_named_become_ties_with_strengths_also_to_a_firm_outside(
    surveys: dict[str, Survey], name: str
) -> None:
    found, actors = network_of(surveys[name])["buys"], surveys[name].actors
    if not _variant(name).buys:
        assert found == {}
        return
    assert found == expected_buys()
    outside = actors.loc[actors["name"] == OUTSIDER, "in_cluster"]
    assert outside.tolist() == [False]


@each
def test_who_answered_what_is_told_from_what_was_left_blank(
    surveys: dict[str, Survey], name: str
) -> None:
    variant, states = _variant(name), states_of(surveys[name])
    for a in ANSWERS:
        if variant.sells:
            blank = variant.blank if a.sells is None else "answered"
            assert states[a.code, "sells"] == blank
        assert states[a.code, "advice"] == ("silent" if a.advice is None else "answered")
        if variant.buys:
            assert states[a.code, "buys"] == ("answered" if a.buys else "silent")
    assert {states[code, "advice"] for code in ("f11", "f12")} == {"silent"}


@each
def test_attributes_and_statements_are_kept(surveys: dict[str, Survey], name: str) -> None:
    actors, items = surveys[name].actors, surveys[name].items
    known = {CODES.get(row["name"], row["name"]): row for _, row in actors.iterrows()}
    assert [known[a.code]["sector"] for a in ANSWERS] == [a.sector for a in ANSWERS]
    assert [known[a.code]["size"] for a in ANSWERS] == [a.size for a in ANSWERS]
    if not _variant(name).statements:
        return
    given = items.assign(code=[CODES[str(actors["name"][who])] for who in items["actor"]])
    answers = given.groupby("code", sort=False)["answer"].apply(list)
    assert answers.to_dict() == {a.code: list(map(float, a.trust)) for a in ANSWERS}


@each
def test_nothing_private_is_left_in_any_table(surveys: dict[str, Survey], name: str) -> None:
    survey = surveys[name]
    tables = (survey.actors, survey.ties, survey.relations, survey.responses, survey.items,
              survey.affiliations, survey.problems, survey.assumptions)  # fmt: skip
    text = "\n".join(table.reset_index().to_csv() for table in tables)
    assert [word for word in PRIVATE if word in text] == []


@each
def test_no_firm_is_made_up(surveys: dict[str, Survey], name: str) -> None:
    names = {CODES.get(text, text) for text in surveys[name].actors["name"]}
    assert names <= {*FIRMS, OUTSIDER}
    assert set(RESPONDENTS) <= names


@each
def test_nothing_is_reported_as_an_error(surveys: dict[str, Survey], name: str) -> None:
    problems = surveys[name].problems
    errors = set(problems.loc[problems["severity"] == "error", "code"])
    # The firm outside the list is pointed at, and so are words whose order nobody knows.
    assert errors <= {*["answers_not_ranked"] * _variant(name).words}


def test_labels_with_spaces_between_them_are_reported(surveys: dict[str, Survey]) -> None:
    problems = surveys["kobo labels groups summary"].problems
    (column,) = problems.loc[problems["code"] == "choices_not_split", "column"]
    assert column == "To which of these firms do you sell?"


def test_previews_and_unfinished_responses_are_left_out_with_a_notice(
    surveys: dict[str, Survey],
) -> None:
    problems = surveys["qualtrics codes"].problems
    left = problems[problems["code"] == "response_left_out"]
    assert left["row"].tolist() == [14, 15]
    assert ["a preview" in left["problem"].iloc[0], "not finished" in left["problem"].iloc[1]] == [
        True,
        True,
    ]


def test_seen_but_unanswered_is_an_empty_cell_and_said(surveys: dict[str, Survey]) -> None:
    said = surveys["qualtrics seen"].assumptions
    (row,) = said[said["code"] == "seen_unanswered"].itertuples()
    assert (
        row.count == 11
    )  # nine respondents were shown themselves, and so were the preview and another
    assert "-99" in row.assumption


def _same(one: Survey, two: Survey) -> None:
    columns = ["source", "target", "relation", "strength", "reported_by"]
    pd.testing.assert_frame_equal(
        one.ties[columns].reset_index(drop=True), two.ties[columns].reset_index(drop=True)
    )
    pd.testing.assert_frame_equal(one.actors, two.actors)
    pd.testing.assert_frame_equal(one.responses, two.responses)


flat = pytest.mark.parametrize("platform", FLAT)


@flat
def test_file_names_line_ends_marks_and_blank_edges_change_nothing(
    tmp_path: Path, platform: str
) -> None:
    rows = FLAT[platform]()
    base = read_survey(write_csv(tmp_path / "base.csv", rows))
    blank = [[*row, "", "", ""] for row in rows]
    texts = {
        "zzz.txt": csv_text(rows, end="\n"),
        "ties.csv": "\ufeff" + csv_text(rows, quote_all=True),
        "año 2026 (1).csv": csv_text(blank) + ",,,\r\n\r\n\r\n",
        "tabs.tsv": csv_text(rows, delimiter="\t"),
        "semicolons.csv": csv_text(rows, delimiter=";"),
    }
    for name, text in texts.items():
        (tmp_path / name).write_bytes(text.encode())
        _same(read_survey(tmp_path / name), base)


@flat
def test_other_sheets_beside_the_export_are_not_mixed_into_it(
    tmp_path: Path, platform: str
) -> None:
    rows = FLAT[platform]()
    base = read_survey(write_xlsx(tmp_path / "a.xlsx", {"Data": rows}))
    notes = [["Notes"], ["Called all firms in March."]]
    both = read_survey(write_xlsx(tmp_path / "b.xlsx", {"Notes": notes, "Data": rows}))
    _same(both, base)
    assert "sheet_not_read" in set(both.problems["code"])


@flat
def test_a_row_whose_cells_slipped_is_reported_and_left_out(tmp_path: Path, platform: str) -> None:
    rows = FLAT[platform]()
    slipped = [*rows[:-1], ["x", *rows[-1], "y"]]
    survey = read_survey(write_csv(tmp_path / "a.csv", slipped))
    problems = survey.problems
    assert problems.loc[problems["code"] == "too_many_cells", "row"].tolist() == [len(rows)]


@flat
def test_an_export_without_responses_is_one_clear_problem(tmp_path: Path, platform: str) -> None:
    rows = FLAT[platform]()
    headers = {"Qualtrics": 3, "SurveyMonkey": 2}.get(platform, 1)
    with pytest.raises(SurveyError, match=f"an export of {platform} without a single response"):
        read_survey(write_csv(tmp_path / "a.csv", rows[:headers]))


def test_a_repeated_header_is_two_columns(tmp_path: Path) -> None:
    rows = qualtrics_rows()
    doubled = [[*row, row[18]] for row in rows]
    base, two = (
        read_survey(write_csv(tmp_path / name, made))
        for name, made in (("a.csv", rows), ("b.csv", doubled))
    )
    _same(base, two)


def test_a_firm_outside_the_list_is_pointed_at(surveys: dict[str, Survey]) -> None:
    problems = surveys["kobo codes groups both"].problems
    rows = problems[problems["code"] == "unlisted_name"]
    assert OUTSIDER in set(rows["value"])
    assert set(rows["severity"]) == {"note"}

"""Matrices and lists of partners: what the cells say, and what they leave open."""

from __future__ import annotations

import csv
import random
import tempfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tiesnet.errors import SurveyError
from tiesnet.network import build_network
from tiesnet.survey import Survey, read_survey

Write = Callable[..., Path]
SLOW = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
HOSTILE = [
    "=1+1",
    "<script>alert(1)</script>",
    "007",
    "NA inc",
    "Curtidos; Sol, S.A.",
    'The "Best"',
    "Ñandú",
    "\u202eevil",
    "1E5",
    "TRUE",
    "O'Brien",
    "100%",
    "-3",
    "شركة",
]


def write_csv(path: Path, rows: list[list[object]], separator: str = ",") -> Path:
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream, delimiter=separator).writerows(rows)
    return path


def pairs(survey: Survey) -> set[tuple[str, str, str]]:
    ties = survey.ties[survey.ties["strength"] != 0]
    return set(zip(ties["relation"], ties["source"], ties["target"], strict=True))


def states(survey: Survey, relation: str = "tie") -> dict[str, str]:
    found = survey.responses[survey.responses["relation"] == relation]
    return dict(zip(found["actor"], found["state"], strict=True))


def test_a_matrix_says_who_named_whom_and_who_did_not_answer(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "m.csv",
        [["", "a", "b", "c"], ["a", "0", "3", "0"], ["b", "", "", ""], ["c", "1", "0", "0"]],
    )
    survey = read_survey(path)
    assert pairs(survey) == {("tie", "a", "b"), ("tie", "c", "a")}
    assert survey.ties["strength"].tolist() == [3, 1]
    assert survey.ties["reported_by"].tolist() == ["a", "c"]
    assert survey.ties["row"].tolist() == [2, 4]
    assert states(survey) == {"a": "answered", "b": "silent", "c": "answered"}
    assert {"rows_name_columns", "empty_row_silent"} <= set(survey.assumptions["code"])
    assert survey.problems.empty


def test_an_empty_cell_among_zeros_is_not_a_no(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "m.csv",
        [["", "a", "b", "c"], ["a", "", "1", ""], ["b", "0", "", "0"], ["c", "1", "1", ""]],
    )
    survey = read_survey(path)
    assert states(survey) == {"a": "partly", "b": "answered", "c": "answered"}
    assert "empty_cell_open" in set(survey.assumptions["code"])


def test_the_answered_zeros_of_a_row_with_gaps_are_kept(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "m.csv",
        [["", "a", "b", "c"], ["a", "", "0", ""], ["b", "0", "", "0"], ["c", "1", "1", ""]],
    )
    ties = read_survey(path).ties
    assert ties.loc[ties["source"] == "a", ["target", "strength"]].values.tolist() == [["b", 0]]


def test_without_any_zero_an_empty_cell_is_a_no(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "m.csv",
        [["", "a", "b", "c"], ["a", "", "x", ""], ["b", "", "", ""], ["c", "1", "", ""]],
    )
    survey = read_survey(path)
    assert pairs(survey) == {("tie", "a", "b"), ("tie", "c", "a")}
    assert states(survey) == {"a": "answered", "b": "silent", "c": "answered"}
    assert "empty_cell_no" in set(survey.assumptions["code"])


def test_columns_may_stand_in_another_order(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "m.csv", [["", "b", "c", "a"], ["a", 1, 0, 9], ["c", 0, 9, 1], ["b", 9, 1, 0]]
    )
    survey = read_survey(path)
    assert pairs(survey) == {("tie", "a", "b"), ("tie", "c", "a"), ("tie", "b", "c")}
    (row,) = survey.problems.to_dict("records")
    assert row["code"] == "matrix_diagonal" and "3 cells" in row["problem"]


def test_letters_that_are_also_words_for_ends_are_firms(tmp_path: Path) -> None:
    letters = list("ABCDEFGHIJ")
    rows = [["", *letters], *([x, *("1" if y > x else "0" for y in letters)] for x in letters)]
    survey = read_survey(write_csv(tmp_path / "m.csv", rows))
    assert len(survey.ties) == 45 and list(survey.actors.index) == letters


def test_totals_are_left_out(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "m.csv",
        [["", "a", "b", "Total"], ["a", 0, 1, 1], ["b", 1, 0, 1], ["Total", 1, 1, 2]],
    )
    survey = read_survey(path)
    assert list(survey.actors.index) == ["a", "b"] and len(survey.ties) == 2
    assert list(survey.problems["code"]) == ["matrix_totals"] * 2


def test_a_firm_called_total_stays(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "m.csv",
        [["", "a", "b", "Total"], ["a", 0, 1, 1], ["b", 1, 0, 0], ["Total", 1, 0, 0]],
    )
    assert len(read_survey(path).actors) == 3


def test_names_that_differ_are_named(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "m.csv",
        [
            ["", "Acme", "Beta", "Gamma Tools"],
            ["Acme", 0, 1, 1],
            ["Beta", 1, 0, 0],
            ["Gama Tools", 1, 0, 0],
        ],
    )
    with pytest.raises(SurveyError) as raised:
        read_survey(path)
    assert "'Gama Tools'" in raised.value.problem and "'Gamma Tools'" in raised.value.problem
    assert "same as 'Gamma Tools'" in raised.value.repair
    assert raised.value.problems[0]["row"] == 4


def test_a_missing_row_is_a_firm_that_did_not_answer_and_said(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "m.csv", [["", "a", "b", "c"], ["a", 0, 1, 1], ["b", 1, 0, 0]])
    survey = read_survey(path)
    assert states(survey) == {"a": "answered", "b": "answered", "c": "silent"}
    (row,) = survey.problems.to_dict("records")
    assert row["code"] == "matrix_labels" and "'c'" in row["problem"]


def test_a_firm_with_two_columns_is_refused(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "m.csv", [["", "a", "b", "B"], ["a", 0, 1, 1], ["b", 1, 0, 0], ["c", 1, 0, 0]]
    )
    with pytest.raises(SurveyError):
        read_survey(path)
    path = write_csv(
        tmp_path / "m.csv", [["", "a", "b", "B"], ["a", 0, 1, 1], ["b", 1, 0, 0], ["B", 1, 0, 0]]
    )
    with pytest.raises(SurveyError) as raised:
        read_survey(path)
    assert "more than one" in raised.value.problem


def test_sheets_are_relations_and_actors_stay_a_table(workbook: Write) -> None:
    path = workbook(
        {
            "Notes": [["collected in May"]],
            "advice": [["", "a", "b"], ["a", 0, 1], ["b", 0, 0]],
            "sells to": [["", "a", "b"], ["a", None, None], ["b", 1, 0]],
            "actors": [["id", "name", "stage"], ["a", "Alfa", "x"], ["b", "Beta", "y"]],
            "Associations": [["", "Chamber", "Fair"], ["Alfa", 1, 0], ["b", 1, 1]],
        }
    )
    survey = read_survey(path)
    assert pairs(survey) == {("advice", "a", "b"), ("sells to", "b", "a")}
    assert states(survey, "advice") == {"a": "answered", "b": "answered"}
    assert states(survey, "sells to") == {"a": "silent", "b": "answered"}
    members = survey.affiliations[["actor", "organisation", "type"]].to_numpy().tolist()
    assert members == [
        ["a", "Chamber", "Associations"],
        ["b", "Chamber", "Associations"],
        ["b", "Fair", "Associations"],
    ]
    assert survey.actors["name"].tolist() == ["Alfa", "Beta"]
    assert list(survey.problems["code"]) == ["sheet_not_read"]


def test_matrices_below_each_other_with_titles_or_corners(workbook: Write) -> None:
    one = [["", "a", "b"], ["a", 0, 1], ["b", 0, 0]]
    two = [["", "a", "b"], ["a", 0, 0], ["b", 1, 0]]
    titles = workbook({"Sheet1": [["Advice"], *one, [], ["Sells to"], *two]}, "titles.xlsx")
    corner = workbook(
        {"Sheet1": [["Advice", *one[0][1:]], *one[1:], ["Sells to", *two[0][1:]], *two[1:]]},
        "corner.xlsx",
    )
    for path in (titles, corner):
        assert pairs(read_survey(path)) == {("Advice", "a", "b"), ("Sells to", "b", "a")}


def test_a_matrix_that_stands_inside_a_sheet(workbook: Write) -> None:
    path = workbook(
        {"Sheet1": [[], [], ["", "", "", "a", "b"], ["", "", "a", 0, 1], ["", "", "b", 2, 0]]}
    )
    survey = read_survey(path)
    assert pairs(survey) == {("tie", "a", "b"), ("tie", "b", "a")}
    assert survey.ties["row"].tolist() == [4, 5]


def test_headers_as_r_writes_them(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text('"a";"b"\n"a";0;1\n"b";0;0\n')
    assert pairs(read_survey(path)) == {("tie", "a", "b")}


def test_ids_that_became_decimals_are_the_same_firms(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "m.csv", [["", "1", "2"], ["1.0", 0, 1], ["2.0", 1, 0]])
    survey = read_survey(path)
    assert list(survey.actors.index) == ["1", "2"] and len(survey.ties) == 2


def test_leading_zeros_stay(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "m.csv", [["", "007", "7"], ["007", 0, 1], ["7", 0, 0]])
    assert pairs(read_survey(path)) == {("tie", "007", "7")}


def test_rows_and_columns_without_a_name(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "m.csv",
        [["", "a", "b", ""], ["a", 0, 1, 1], ["b", 1, 0, 1], ["", 1, 1, 0]],
    )
    survey = read_survey(path)
    assert len(survey.ties) == 2
    assert list(survey.problems["code"]) == ["matrix_unnamed"] * 2
    assert survey.problems["row"].tolist() == [1, 4]


def test_a_matrix_without_names_of_rows(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "m.csv", [["North", "South"], ["0", "2"], ["1", "0"]])
    survey = read_survey(path)
    assert pairs(survey) == {("tie", "North", "South"), ("tie", "South", "North")}
    assert "rows_as_columns" in set(survey.assumptions["code"])


def test_matrices_that_only_number_their_firms_are_not_put_together(folder: Write) -> None:
    text = "V1,V2\n0,1\n1,0"
    with pytest.raises(SurveyError, match="do not name them"):
        read_survey(folder(one=text, two=text))


def test_two_modes_are_members(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "m.csv",
        [["", "Chamber", "Fair"], ["Alfa", 1, 0], ["Beta", 0, 0], ["Gamma", 1, 1]],
    )
    survey = read_survey(path)
    assert survey.ties.empty and list(survey.actors.index) == ["Alfa", "Beta", "Gamma"]
    assert len(survey.affiliations) == 3
    assert len(build_network(survey).actors) == 3


def test_tables_of_numbers_are_no_matrices(tmp_path: Path) -> None:
    for rows in (
        [["firm", "size", "exports"], ["a", 1, 0], ["b", 0, 1]],
        [["firm", "q1", "q2"], ["a", 3, 4], ["b", 2, 5]],
        [["firm", "size", "a", "b", "c"], ["a", 5, 0, 1, 0], ["b", 6, 1, 0, 0], ["c", 7, 0, 0, 0]],
    ):
        try:
            survey = read_survey(write_csv(tmp_path / "m.csv", rows))
        except SurveyError:
            continue
        assert "rows_name_columns" not in set(survey.assumptions["code"])


def test_a_list_of_partners(tmp_path: Path) -> None:
    path = tmp_path / "partners.csv"
    path.write_text("Alfa;Beta\nBeta;Gamma;Delta\nEta\nGamma; Alfa ;beta\n")
    survey = read_survey(path)
    assert pairs(survey) == {
        *(("tie", "Alfa", "Beta"), ("tie", "Beta", "Gamma"), ("tie", "Beta", "Delta")),
        *(("tie", "Gamma", "Alfa"), ("tie", "Gamma", "Beta")),
    }
    assert set(survey.actors.index) == {"Alfa", "Beta", "Gamma", "Delta", "Eta"}
    assert survey.ties["row"].tolist() == [1, 2, 2, 4, 4]


NAMES = st.lists(
    st.text("abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=7).filter(
        lambda name: name not in ("total", "soma", "suma", "somma", "sum", "none", "nil", "nan")
    ),
    min_size=3,
    max_size=7,
    unique=True,
)


@st.composite
def networks(draw: st.DrawFn) -> tuple[list[str], dict[str, set[str]], set[str]]:
    """Firms, whom each names, and which are silent; some firm answers and names somebody."""
    firms = draw(NAMES)
    ties = {
        firm: set(draw(st.lists(st.sampled_from([f for f in firms if f != firm]), unique=True)))
        for firm in firms
    }
    silent = set(draw(st.lists(st.sampled_from(firms[1:]), unique=True, max_size=len(firms) - 1)))
    if not ties[firms[0]]:
        ties[firms[0]] = {firms[1]}
    return firms, {firm: set() if firm in silent else found for firm, found in ties.items()}, silent


@SLOW
@given(network=networks(), seed=st.integers(0, 9), corner=st.sampled_from(["", "Firm", "x"]))
def test_any_network_comes_back_from_its_matrix(
    network: tuple[list[str], dict[str, set[str]], set[str]], seed: int, corner: str
) -> None:
    firms, ties, silent = network
    columns = random.Random(seed).sample(firms, len(firms))
    rows: list[list[object]] = [[corner, *columns]]
    for firm in firms:
        cells = ["" if firm in silent else int(other in ties[firm]) for other in columns]
        rows.append([firm, *cells])
    with tempfile.TemporaryDirectory() as place:
        survey = read_survey(
            write_csv(Path(place) / "m.csv", rows, random.Random(seed).choice(",;\t"))
        )
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append([None if cell == "" else cell for cell in row])
        book.save(Path(place) / "m.xlsx")
        again = read_survey(Path(place) / "m.xlsx")
    for found in (survey, again):
        assert pairs(found) == {("tie", a, b) for a, others in ties.items() for b in others}
        assert states(found) == {f: "silent" if f in silent else "answered" for f in firms}


@SLOW
@given(network=networks())
def test_any_network_comes_back_from_its_list(
    network: tuple[list[str], dict[str, set[str]], set[str]],
) -> None:
    firms, ties, _ = network
    first = firms[0]
    ties = {**ties, first: {firms[1]}, firms[1]: {f for f in firms if f != firms[1]}}
    rows: list[list[object]] = [[firm, *sorted(ties[firm])] for firm in firms]
    with tempfile.TemporaryDirectory() as place:
        survey = read_survey(write_csv(Path(place) / "m.csv", rows))
    assert pairs(survey) == {("tie", a, b) for a, others in ties.items() for b in others}
    assert set(survey.actors.index) == set(firms)


def test_hostile_names_stay_as_written(tmp_path: Path) -> None:
    rows: list[list[object]] = [["", *HOSTILE]]
    rows += [[x, *(int(k == j + 1) for k in range(len(HOSTILE)))] for j, x in enumerate(HOSTILE)]
    survey = read_survey(write_csv(tmp_path / "m.csv", rows))
    assert set(survey.actors.index) == set(HOSTILE)
    assert len(survey.ties) == len(HOSTILE) - 1
    rows = [[a, *HOSTILE[k + 1 : k + 2 + k % 3]] for k, a in enumerate(HOSTILE[:-1])]
    survey = read_survey(write_csv(tmp_path / "list.csv", rows))
    assert set(survey.actors.index) == set(HOSTILE)

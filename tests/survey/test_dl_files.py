"""Small files of every variant of UCINET DL."""

from __future__ import annotations

import pytest
from tests.survey.fuzz import fuzz
from tests.survey.seen import pairs, said, ties

from tiesnet.errors import SurveyError

LABELS = "labels:\na,b,c\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("DL N = 3\nData:\n0 1 0\n0 0 2\n0 0 0\n", {("1", "2", 1), ("2", "3", 2)}),
        (
            f"dl n=3\nformat = fullmatrix\n{LABELS}data:\n0 1 0 0 0 2 0 0 0\n",
            {("a", "b", 1), ("b", "c", 2)},
        ),
        (
            f"dl n=3 format=fullmatrix diagonal absent\n{LABELS}data:\n1 0\n0 2\n0 0\n",
            {("a", "b", 1), ("b", "c", 2)},
        ),
        (
            "dl n=3 labels embedded data:\n   a b c\na 0 1 0\nb 0 0 2\nc 0 0 0\n",
            {("a", "b", 1), ("b", "c", 2)},
        ),
        (
            'dl n=3 row labels embedded data:\n"a" 0 1 0\nb 0 0 2\nc 0 0 0\n',
            {("a", "b", 1), ("b", "c", 2)},
        ),
        (
            f"dl n=3 format=lowerhalf\n{LABELS}data:\n0\n1 0\n0 2 0\n",
            {("a", "b", 1), ("b", "c", 2)},
        ),
        (
            f"dl n=3 format=lowerhalf diagonal=absent\n{LABELS}data:\n1\n0 2\n",
            {("a", "b", 1), ("b", "c", 2)},
        ),
        (
            f"dl n=3 format=upperhalf\n{LABELS}data:\n0 1 0\n0 2\n0\n",
            {("a", "b", 1), ("b", "c", 2)},
        ),
        (
            f"dl n=3 format=upperhalf diagonal absent\n{LABELS}data:\n1 0\n2\n",
            {("a", "b", 1), ("b", "c", 2)},
        ),
        (f"dl n=3 format=edgelist1\n{LABELS}data:\n1 2\n2 3 2\n", {("a", "b", -1), ("b", "c", 2)}),
        (f"dl n=3 format=el1\n{LABELS}data:\na b\nB C 2\n", {("a", "b", -1), ("b", "c", 2)}),
        (
            "dl n=3 format=edgelist1 labels embedded: data:\na b\nb c 2\n",
            {("a", "b", -1), ("b", "c", 2)},
        ),
        (
            f"dl n=3 format=nodelist1\n{LABELS}data:\n1 2\n2 3 1\n",
            {("a", "b", -1), ("b", "c", -1), ("b", "a", -1)},
        ),
        (
            f"dl n=3 format=nodelist1b\n{LABELS}data:\n1 2\n2 3 1\n0\n",
            {("a", "b", -1), ("b", "c", -1), ("b", "a", -1)},
        ),
        (
            "dl n=3 format=nodelist1 labels embedded data:\na b c\n",
            {("a", "b", -1), ("a", "c", -1)},
        ),
        (
            f"dl n=3 format=edgearray1\n{LABELS}data:\n1 2 1\n2 3 2\n",
            {("a", "b", 1), ("b", "c", 2)},
        ),
        (
            'dl n=3\ntitle = "n=9 or"\nlabels:\n"New York" \'b\', c\ndata:\n0 1 0 0 0 0 0 0 0\n',
            {("New York", "'b'", 1)},
        ),
        (
            "dl n=3\nlabels:\nNew York\nLos Angeles\nRio\ndata:\n0 1 0 0 0 0 0 0 0\n",
            {("New York", "Los Angeles", 1)},
        ),
    ],
)
def test_variants_of_dl(read, text, found) -> None:
    for end in ("\n", "\r\n"):
        survey = read(text.replace("\n", end), "n.txt")
        flat = {(*sorted((a, b)), s) for a, b, _, s in ties(survey)}
        assert flat == {(*sorted((a, b)), s) for a, b, s in found}
        assert set(survey.relations["directed"]) == {"half" not in text}
        if "half" not in text:
            assert {(a, b, s) for a, b, _, s in ties(survey)} == found
        assert len(survey.actors) == 3 and not survey.errors


def test_several_matrices_of_dl(read) -> None:
    head = f"dl n=3 nm=2\n{LABELS}matrix labels: advice deal\n"
    matrices = head + "data:\n0 1 0\n0 0 0\n0 0 0\n0 0 0\n0 0 1\n0 1 0\n"
    survey = read(matrices, "n.dat")
    assert ties(survey) == {("a", "b", "advice", 1), ("b", "c", "deal", 1)}
    assert survey.relations["directed"].to_dict() == {"advice": True, "deal": False}
    lists = read(f"{head}format=edgelist1 data:\n1 2 1\n!\n2 3 1\n3 2 1\n", "n.dat")
    assert ties(lists) == ties(survey)
    array = read(f"{head}format=edgearray1 data:\n1 2 1 0\n2 3 0 1\n3 2 0 1\n", "n.dat")
    assert ties(array) == ties(survey)


def test_rows_and_columns_that_differ_only_in_capitals_or_order_are_the_same(read) -> None:
    for columns in ("A B C", "b C a"):
        cells = "0 1 0 0 0 2 0 0 0" if columns[0] == "A" else "1 0 0 0 2 0 0 0 0"
        survey = read(
            f"dl n=3\nrow labels: a b c\ncolumn labels: {columns}\ndata:\n{cells}\n", "n.dl"
        )
        assert ties(survey) == {("a", "b", "tie", 1), ("b", "c", "tie", 2)}


def test_rectangular_matrices(read) -> None:
    members = "dl nr=2 nc=3\nrow labels: a b\ncolumn labels: x y z\ndata:\n1 0 1\n0 1 0\n"
    survey = read(members, "n.dl")
    found = zip(survey.affiliations["actor"], survey.affiliations["organisation"], strict=True)
    assert set(found) == {("a", "x"), ("a", "z"), ("b", "y")} and survey.ties.empty
    lists = "dl nr=2 nc=3 format=edgelist2 labels embedded data:\na x\na z\nb y\n"
    again = read(lists, "n.dl").affiliations
    assert set(zip(again["actor"], again["organisation"], strict=True)) == {
        ("a", "x"),
        ("a", "z"),
        ("b", "y"),
    }
    figures = "dl nr=2 nc=2\nrow labels: a b\ncolumn labels: wealth age\ndata:\n10 53.5\n36 .\n"
    survey = read(figures, "n.dl")
    assert survey.actors["wealth"].tolist() == [10, 36] and survey.actors[
        "age"
    ].isna().tolist() == [False, True]
    assert said(survey, "matrix_of_figures")


def test_missing_cells_are_no_answered_noes(read) -> None:
    survey = read(f"dl n=3\n{LABELS}data:\n0 1 0\n. 0 .\n0 na 0\n", "n.dl")
    states = survey.responses.set_index("actor")["state"].to_dict()
    assert states == {"a": "answered", "b": "silent", "c": "partly"}
    whole = read(f"dl n=3\n{LABELS}data:\n0 1 0\n0 0 0\n0 1 0\n", "n.dl")
    assert (
        set(whole.responses["state"]) == {"answered"} and said(whole, "symmetric_matrix") is False
    )


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("dl n=3\ndata:\n0 1 0\n", "3 values where 9 are expected"),
        ("dl n=99999999999\ndata:\n0 1 0\n", "more than the file can hold"),
        ("dl n=2 nm=99999999\nformat=edgelist1 data:\n1 2\n", "more than the file can hold"),
        ("dl n=two data:\n0 0 0 0\n", "no number for N"),
        ("dl data:\n0 0 0 0\n", "does not say N"),
        ("dl n=2\n0 1 0 0\n", "no line 'data:'"),
        ("dl n=2\nlabels: a b c\ndata:\n0 1 0 0\n", "3 row labels where 2"),
        ("dl n=2 format=blockmatrix data:\n", "cannot be read; known are"),
        ("dl n=2 datafile=/etc/passwd data:\n", "another file"),
        ("dl n=2 data:\n0 x 0 0\n", "no number of a matrix"),
        ("dl n=2 format=edgelist1 data:\n1 5\n", "no number from 1 to 2"),
        ("dl n=2 format=edgelist1 labels embedded data:\na b\nc a\n", "2 labels there are places"),
        ("dl n=2 format=edgelist1 data:\n1 2 3 4\n", "at most one value"),
        ("dl n=2 format=nodelist1b data:\n3 1\n", "announces '3' ties"),
        ("dl n=2 nm=2 format=edgearray1 data:\n1 2 1\n", "one for each matrix"),
        ("dl n=2 wibble data:\n0 0 0 0\n", "'wibble' is not known"),
        ("something else\n", "does not begin with 'DL'"),
    ],
)
def test_broken_dl_is_refused(read, text, word) -> None:
    with pytest.raises(SurveyError) as error:
        read(text, "n.dl")
    assert word in error.value.problem and error.value.repair


def test_a_table_that_begins_with_dl_is_no_dl_file(read) -> None:
    survey = read("dl,source,target\n1,a,b\n", "n.csv")
    assert pairs(survey) == {"ab"}


DL = (
    f"dl n=3 nm=2\n{LABELS}matrix labels: x y\ndata:\n0 1 0\n0 0 .\n0 0 0\n0 0 0\n0 0 1\n0 1 0\n",
    "dl n=3 format=edgelist1 labels embedded data:\na b\nb c 2\n",
    f"dl n=3 format=nodelist1b\n{LABELS}data:\n1 2\n2 3 1\n0\n",
    "dl nr=2 nc=3\nrow labels: a b\ncolumn labels: x y z\ndata:\n1 0 1\n0 1 0\n",
    f"dl n=3 format=lowerhalf diagonal absent\n{LABELS}data:\n1\n0 2\n",
)


def test_broken_files_give_a_survey_or_one_clear_error() -> None:
    result = fuzz([text.encode() for text in DL], ".dl", runs=60, seed=5)
    assert not result.failures, result.failures[0]
    assert result.read and result.refused

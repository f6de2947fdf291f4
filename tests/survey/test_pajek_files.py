"""Small files of every variant of Pajek."""

from __future__ import annotations

import pytest
from tests.survey.fuzz import fuzz
from tests.survey.seen import pairs, problems, said, ties

from tiesnet.errors import SurveyError
from tiesnet.network import build_network

ABC = '*Vertices 3\n1 "a"\n2 "b"\n3 "c"\n'


@pytest.mark.parametrize(
    ("section", "found", "directed"),
    [
        ("*Arcs\n1 2\n2 3 2\n", {("a", "b", "tie", -1), ("b", "c", "tie", 2)}, True),
        ("*edges 2\n1 2\n2 3 2\n", {("a", "b", "tie", -1), ("b", "c", "tie", 2)}, False),
        ("*Arcslist\n1 2 3\n", {("a", "b", "tie", -1), ("a", "c", "tie", -1)}, True),
        ("*Edgeslist\n1 2 3\n", {("a", "b", "tie", -1), ("a", "c", "tie", -1)}, False),
        ("*Matrix\n0 1 0\n0 0 2\n0 0 0\n", {("a", "b", "tie", 1), ("b", "c", "tie", 2)}, True),
        (
            "*Arcs\n1 2 1\n*Edges\n2 3 4\n",
            {("a", "b", "tie", 1), ("b", "c", "tie", 4), ("c", "b", "tie", 4)},
            True,
        ),
        ("*Arcs\n*Edges\n1 2 1\n", {("a", "b", "tie", 1)}, False),
        (
            '*Arcs :1 "advice"\n1 2 1\n*Edges :2 "deal"\n2 3 1\n',
            {("a", "b", "advice", 1), ("b", "c", "deal", 1)},
            None,
        ),
        (
            "*Arcs\n1: 1 2 3\n2: 2 3 1\n",
            {("a", "b", "relation 1", 3), ("b", "c", "relation 2", 1)},
            True,
        ),
        ('*Matrix :1 "x y"\n0 1 0\n0 0 0\n0 0 0\n', {("a", "b", "x y", 1)}, True),
    ],
)
def test_sections_of_pajek(read, section, found, directed) -> None:
    survey = read(ABC + section, "n.net")
    assert ties(survey) == found
    if directed is not None:
        assert set(survey.relations["directed"]) == {directed}
    else:
        assert survey.relations["directed"].to_dict() == {"advice": True, "deal": False}
    assert not survey.errors


def test_pajek_is_known_by_its_content(read) -> None:
    for name in ("n.txt", "n.dat", "n", "n.PAJ"):
        assert pairs(read(ABC + "*Arcs\n1 2\n", name)) == {"ab"}


def test_odd_beginnings_encodings_and_line_ends(read) -> None:
    text = f"Downloaded somewhere\r\n% comment\r\n\r\n{ABC}*arcs\n1 2 1 c Blue\n"
    assert pairs(read(text, "n.net")) == {"ab"}
    for end in ("\r", "\r\n", "\n\r"):
        assert pairs(read((ABC + "*Arcs\n1 2\n").replace("\n", end), "n.net")) == {"ab"}
    survey = read("\ufeff" + ABC.replace('"a"', '"Peña"') + "*Arcs\n1 2\n", "n.net")
    assert "Peña" in set(survey.actors["name"]) and survey.problems.empty
    survey = read((ABC.replace('"a"', '"Peña"') + "*Arcs\n1 2\n").encode("cp1252"), "n.net")
    assert "Peña" in set(survey.actors["name"]) and len(problems(survey, "encoding")) == 1
    assert pairs(read((ABC + "*Arcs\n1 2\n").encode("utf-16"), "n.net")) == {"ab"}


def test_labels_of_pajek(read) -> None:
    labels = [
        '1 "Say "Hi" Ltd" 0.1 0.2 0.5 box x_fact 1 ic Green',
        "2 ROMUL_10   0.1 0.2",
        "3",
        '4 "Pe&#241;a"',
        '5 "D\'Angelo" ellipse',
        '6 "Acme" [1-5,7]',
        r'7 "with \"marks\""',
    ]
    survey = read("*Vertices 7\n" + "\n".join(labels) + "\n*Arcs\n1 2 1 [1-3]\n", "n.net")
    assert list(survey.actors["name"]) == [
        *('Say "Hi" Ltd', "ROMUL_10", "3", "Peña", "D'Angelo", "Acme", 'with "marks"'),
    ]
    assert said(survey, "times_not_read")


def test_same_labels_are_kept_apart_and_reported(read) -> None:
    text = '*Vertices 4\n1 "Acme"\n2 "Acme"\n3 "ACME"\n4 ""\n*Arcs\n1 2 1\n2 3 1\n3 4 1\n'
    survey = read(text, "n.net")
    assert list(survey.actors.index) == ["Acme", "Acme (2)", "ACME", "4"]
    assert len(survey.ties) == 3 and len(problems(survey, "same_name")) == 1


def test_loops_zeros_negative_and_parallel_lines(read) -> None:
    survey = read(ABC + "*Arcs\n1 1 1\n1 2 0\n2 3 -2\n3 1 1\n3 1 2.5\n", "n.net")
    assert ties(survey) == {
        *(("a", "b", "tie", 0), ("c", "a", "tie", 3.5), ("b", "c", "tie (negative)", 2)),
    }
    assert problems(survey, "self_tie") == [(6, "a")]
    for code in ("zero_values", "negative_values", "lines_added"):
        assert said(survey, code)
    assert len(build_network(survey).ties) == 2


def test_two_mode_pajek_gives_memberships(read) -> None:
    vertices = '*Vertices 4 2\n1 "a"\n2 "b"\n3 "Fair"\n4 "Guild"\n'
    for text in ("*Edges\n1 3\n2 3\n4 2\n", "*Matrix\n1 0\n1 1\n"):
        survey = read(vertices + text, "n.net")
        found = set(
            zip(survey.affiliations["actor"], survey.affiliations["organisation"], strict=True)
        )
        assert found == {("a", "Fair"), ("b", "Fair"), ("b", "Guild")}
        assert list(survey.actors.index) == ["a", "b"] and survey.ties.empty
        assert survey.affiliations.get("type", "") is not None


def test_partitions_and_vectors_are_attributes(read) -> None:
    text = (
        f"*Network n\n{ABC}*Arcs\n1 2\n\n*Partition Type of firm\n% 1 - old\n*Vertices 3\n1\n2\n1\n"
        "*Vector Wealth\n*Vertices 3\n1.5\n999999998\n3\n*Partition Type\n*Vertices 3\n1 1 1\n"
    )
    survey = read(text, "n.paj")
    assert survey.actors["Type of firm"].tolist() == [1, 2, 1]
    assert (
        survey.actors["Wealth"].tolist()[::2] == [1.5, 3]
        and survey.actors["Wealth"].isna().sum() == 1
    )
    assert survey.actors["partition Type"].tolist() == [1, 1, 1]
    assert set(survey.actors["kind"]) == {"firm"}


def test_several_networks_of_a_project(read) -> None:
    same = f"*Network advice\n{ABC}*Arcs\n1 2\n*Network deals\n{ABC}*Edges\n2 3\n"
    survey = read(same, "n.paj")
    assert ties(survey) == {("a", "b", "advice", -1), ("b", "c", "deals", -1)}
    named = f'*Network x\n{ABC}*Arcs\n1 2\n*Network y\n*Vertices 2\n1 "b"\n2 "Delta"\n*Arcs\n1 2\n'
    survey = read(named, "n.paj")
    assert list(survey.actors.index) == ["a", "b", "c", "Delta"] and said(survey, "networks_joined")
    made_up = "*Network x\n*Vertices 2\n*Arcs\n1 2\n*Network y\n*Vertices 3\n*Arcs\n1 2\n"
    survey = read(made_up, "n.paj")
    assert list(survey.actors.index) == ["1", "2", "1 (y)", "2 (y)", "3"]
    assert said(survey, "networks_kept_apart")


@pytest.mark.parametrize(
    ("text", "row", "word"),
    [
        (ABC + "*Arcs\n1 9\n", 6, "from 1 to 3"),
        (ABC + "*Arcs\n1\n", 6, "two vertices"),
        (ABC + "*Matrix\n0 1\n0 0\n", 6, "3 rows of 3"),
        (ABC + "*Matrix\n0 1 x\n0 0 0\n0 0 0\n", 6, "no number of a matrix"),
        ("*Vertices x\n", 1, "how many"),
        ("*Vertices 2\n7 a\n", 2, "from 1 to 2"),
        ("*Vertices 2\n1 a\n1 b\n", 3, "already in line 2"),
        ("*Vertices 99999999999\n", 1, "max_cells"),
        ("*Vertices 3 2\n*Edges\n1 2\n", 3, "same set"),
        ("*Network x\n*Arcs\n1 2\n", None, "'*Vertices'"),
        ("*Network x\n*Arcs\n*Vertices 2\n", 2, "before the vertices"),
        (ABC + "*Vector v\n*Vertices 4\n1\n2\n3\n4\n", 6, "no network before it"),
        (ABC + "*Arcs\n1 2 \x00\n", None, "zero bytes"),
    ],
)
def test_broken_pajek_is_refused_with_its_line(read, text, row, word) -> None:
    with pytest.raises(SurveyError) as error:
        read(text, "n.net")
    first = error.value.problems[0]
    assert first["row"] == row and word in f"{first['problem']} {first['repair']}"


def test_all_broken_lines_are_named_at_once(read) -> None:
    with pytest.raises(SurveyError) as error:
        read(ABC + "*Arcs\n1 9\n1 2\n8 1\n", "n.net")
    assert [row["row"] for row in error.value.problems if row["code"] == "broken_line"] == [6, 8]


def test_a_partition_alone_is_no_network(read) -> None:
    with pytest.raises(SurveyError, match="no Pajek network"):
        read("*Vertices 2\n1\n2\n", "n.clu")


PAJEK = (
    f'% comment\n*Network advice\n{ABC}*Arcs :1 "advice"\n1 2 1\n2 3 -2 [1-4]\n3 3 1\n'
    '*Edges :2 "deal"\n1 3\n*Partition Type\n*Vertices 3\n1\n2\n1\n',
    f"{ABC}*Arcslist\n1 2 3\n*Matrix\n0 1 0\n0 0 1\n1 0 0\n",
    '*Vertices 4 2\n1 "a"\n2 "b"\n3 "x"\n4 "y"\n*Edges\n1 3 2\n2 4\n',
)


def test_broken_files_give_a_survey_or_one_clear_error() -> None:
    result = fuzz([text.encode() for text in PAJEK], ".net", runs=60, seed=5)
    assert not result.failures, result.failures[0]
    assert result.read and result.refused

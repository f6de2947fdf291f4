"""Rounds of a survey: how they may be handed in, and firms that change between them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tiesnet.network import build_network
from tiesnet.survey import Survey, read_survey
from tiesnet.survey.rounds import round_labels, table_and_round

ACTORS = "id,name,respondent\na,Alfa,yes\nb,Beta,yes\nc,Gamma,no\n"
FIRST = "source,target\na,b\nb,c\n"
SECOND = "source,target\na,b\na,c\n"


def folder_of(path: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        target = path / f"{name}.csv"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return path


def pairs(survey: Survey, wave: str) -> list[str]:
    ties = survey.ties[survey.ties["wave"] == wave]
    return sorted(ties["source"].astype(str) + ties["target"].astype(str))


def workbook_of(path: Path, sheets: dict[str, str]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, text in sheets.items():
        sheet = book.create_sheet(name)
        for line in text.splitlines():
            sheet.append(line.split(","))
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("ties", ("ties", "")),
        ("ties 2019", ("ties", "2019")),
        ("Ties_wave 2", ("ties", "wave 2")),
        ("Ronda 1 - vínculos", ("ties", "Ronda 1")),
        ("actores (2021)", ("actors", "2021")),
        ("t2 firms", ("actors", "t2")),
        ("ties (2)", None),  # what a spreadsheet calls a copy
        ("notes 2019", None),
    ],
)
def test_a_sheet_may_name_its_round(name: str, found: tuple[str, str] | None) -> None:
    assert table_and_round(name) == found


def test_rounds_are_named_by_what_tells_them_apart() -> None:
    assert round_labels(["survey-2019", "survey-2021"]) == ["2019", "2021"]
    assert round_labels(["baseline 2019", "follow-up 2019"]) == [
        "baseline 2019",
        "follow-up 2019",
    ]


def test_a_folder_per_round(tmp_path: Path) -> None:
    files = {"2019/ties": FIRST, "2019/actors": ACTORS, "2021/ties": SECOND, "2021/actors": ACTORS}
    survey = read_survey(folder_of(tmp_path / "study", files))
    assert pairs(survey, "2019") == ["ab", "bc"]
    assert pairs(survey, "2021") == ["ab", "ac"]
    assert list(survey.actors["wave"]) == ["2019; 2021"] * 3
    assert set(survey.ties["file"]) == {"2019/ties.csv", "2021/ties.csv"}


def test_a_workbook_per_round(tmp_path: Path) -> None:
    for year, ties in (("2019", FIRST), ("2021", SECOND)):
        workbook_of(tmp_path / f"survey {year}.xlsx", {"ties": ties, "actors": ACTORS})
    survey = read_survey(tmp_path)
    assert pairs(survey, "2019") == ["ab", "bc"]
    assert pairs(survey, "2021") == ["ab", "ac"]


def test_a_sheet_per_round(tmp_path: Path) -> None:
    sheets = {"ties 2019": FIRST, "ties 2021": SECOND, "actors": ACTORS}
    survey = read_survey(workbook_of(tmp_path / "study.xlsx", sheets))
    assert pairs(survey, "2019") == ["ab", "bc"]
    assert pairs(survey, "2021") == ["ab", "ac"]
    assert list(survey.actors.index) == ["a", "b", "c"]


def test_the_problem_of_a_round_names_its_own_file_and_row(tmp_path: Path) -> None:
    files = {"2019/ties": FIRST, "2021/ties": SECOND + "a,a\n"}
    problems = read_survey(folder_of(tmp_path / "study", files)).problems
    row = problems[problems["code"] == "self_tie"].iloc[0]
    assert (row["file"], row["row"]) == ("2021/ties.csv", 4)


def test_the_codebook_of_every_round_may_be_the_same(tmp_path: Path) -> None:
    book = "id,formality,directed\nadvice,informal,yes\n"
    ties = "source,target,relation\na,b,advice\n"
    files = {
        f"{year}/{name}": text
        for year in (1, 2)
        for name, text in (("ties", ties), ("relations", book))
    }
    survey = read_survey(folder_of(tmp_path / "study", files))
    assert list(survey.relations.index) == ["advice"]
    assert "duplicate_relation" not in set(survey.problems["code"])


@pytest.fixture
def changed(tmp_path: Path) -> Callable[..., Survey]:
    """A survey of three rounds with a table of changes."""

    def made(
        changes: str,
        ties: str,
        actors: str = "id,name,respondent\na,Alfa,yes\nb,Beta,yes\nc,Gamma,yes\nd,Delta,yes\n",
    ) -> Survey:
        lines = [
            f"{source},{target},{wave},{source}"
            for source, target, wave in (tie.replace("~", " ").split("-") for tie in ties.split())
        ]
        files = {
            "ties": "source,target,wave,reported_by\n" + "\n".join(lines) + "\n",
            "actors": actors,
            "changes": "actor,change,into,wave\n" + changes,
        }
        return read_survey(folder_of(tmp_path / "study", files))

    return made


def states(survey: Survey, actor: str) -> dict[str, str]:
    rows = survey.responses[survey.responses["actor"] == actor]
    return dict(zip(rows["wave"], rows["state"], strict=True))


def test_a_former_name_is_the_same_firm_in_every_round(changed) -> None:
    survey = changed("Old Name,renamed,c,2021\n", "a-OLD~NAME-2019 a-Gamma-2021 old~name-b-2019")
    assert pairs(survey, "2019") == ["ac", "cb"]
    assert pairs(survey, "2021") == ["ac"]
    assert list(survey.actors.index) == ["a", "b", "c", "d"]
    assert "unknown_actor" not in set(survey.problems["code"])
    assert survey.assumptions.set_index("code").loc["renamed", "count"] == 3
    assert survey.changes[["actor", "into"]].to_numpy().tolist() == [["Old Name", "c"]]


def test_a_firm_with_a_row_under_each_of_its_names_is_one(changed) -> None:
    actors = "id,name,size\na,Alfa,5\nb,Beta,6\nold,Former,7\nc,Gamma,8\n"
    survey = changed("Former,renamed,Gamma,2021\n", "a-old-2019 a-c-2021", actors)
    assert list(survey.actors.index) == ["a", "b", "c"]
    assert survey.actors.loc["c", "size"] == 8
    assert pairs(survey, "2019") == pairs(survey, "2021") == ["ac"]


def test_a_merged_firm_is_itself_before_and_the_other_since(changed) -> None:
    ties = "a-b-2019 d-b-2019 a-d-2021 d-c-2021 a-c-2021"
    survey = changed("d,merges,c,2021\n", ties)
    assert pairs(survey, "2019") == ["ab", "db"]
    # In 2021 d is c: a names it twice, and the tie of the two with each other is none.
    assert pairs(survey, "2021") == ["ac"]
    codes = survey.assumptions.set_index("code")["count"]
    assert codes["merged_ties"] == 1
    assert states(survey, "d") == {"2019": "answered", "2021": "not_asked"}
    assert "d" not in build_network(survey, wave="2021").actors.index
    assert "d" in build_network(survey, wave="2019").actors.index


def test_a_firm_is_not_asked_before_it_enters_or_since_it_left(changed) -> None:
    survey = changed("c,enters,,2021\nd,leaves,,2024\n", "a-b-2019 c-a-2021 b-a-2024 d-a-2019")
    assert states(survey, "c") == {"2019": "not_asked", "2021": "answered", "2024": "answered"}
    assert states(survey, "d") == {"2019": "answered", "2021": "answered", "2024": "not_asked"}
    last = build_network(survey)
    assert "d" not in last.actors.index
    assert "c" not in build_network(survey, wave="2019").actors.index


def test_who_is_named_or_reports_while_away_is_said(changed) -> None:
    survey = changed("d,leaves,,2021\nc,enters,,2021\n", "a-d-2021 c-a-2019 a-b-2019")
    found = survey.problems.set_index("code")
    assert "1 report of that round names it" in found.loc["named_while_absent", "problem"]
    assert found.loc["named_while_absent", "value"] == "d"
    assert found.loc["reports_while_absent", "value"] == "c"
    assert states(survey, "c")["2019"] == "answered"


def test_a_change_that_says_too_little_is_reported(changed) -> None:
    changes = (
        "a,renamed,,\nb,leaves,,\n,enters,,2021\nc,sleeps,,2021\nd,merges,,2021\nx,leaves,,2021\n"
    )
    survey = changed(changes, "a-b-2019 a-b-2021")
    problems = survey.problems
    incomplete = problems[problems["code"] == "incomplete_change"]
    assert sorted(incomplete["row"]) == [2, 3, 4, 6]
    assert problems.set_index("code").loc["invalid_value", "value"] == "sleeps"
    unknown = problems[problems["code"] == "unknown_actor"]
    assert list(unknown["value"]) == ["x"]
    assert survey.changes.empty or set(survey.changes["actor"].dropna()) == set()


def test_new_names_and_mergers_are_followed_in_whatever_order_they_stand(changed) -> None:
    rows = ["B1,renamed,Gamma,2021", "A1,renamed,b1,2020", "GAMMA,merges,b,2022"]
    ties = "a-A1-2019 a-B1-2020 a-Gamma-2021 A1-b-2019 a-A1-2022"
    for order in (rows, rows[::-1]):
        survey = changed("\n".join(order) + "\n", ties)
        assert list(survey.actors.index) == ["a", "b", "c", "d"]
        assert pairs(survey, "2019") == ["ac", "cb"]
        assert pairs(survey, "2020") == pairs(survey, "2021") == ["ac"]
        assert pairs(survey, "2022") == ["ab"]


def test_a_merger_into_a_firm_that_merged_before_goes_on_to_the_last(changed) -> None:
    survey = changed("d,merges,c,2021\nc,merges,b,2021\n", "a-d-2019 a-d-2021")
    again = changed("c,merges,b,2021\nd,merges,c,2021\n", "a-d-2019 a-d-2021")
    assert pairs(survey, "2021") == pairs(again, "2021") == ["ab"]


def test_a_merger_without_a_round_holds_for_all_and_is_no_problem(changed) -> None:
    survey = changed("d,merges,Gamma,\n", "a-d-2019 a-c-2021 d-c-2019")
    assert pairs(survey, "2019") == ["ac"]
    assert "unknown_actor" not in set(survey.problems["code"])


def test_a_firm_may_leave_and_enter_again(changed) -> None:
    survey = changed("d,enters,,2022\nd,leaves,,2020\n", "a-d-2019 a-b-2020 d-a-2022")
    assert states(survey, "d") == {"2019": "answered", "2020": "not_asked", "2022": "answered"}
    assert "named_while_absent" not in set(survey.problems["code"])


def test_rounds_are_the_same_in_whichever_letters(changed) -> None:
    survey = changed("d,merges,c,T2\nb,leaves,,t 3\n", "a-d-t1 a-d-t2 a-c-t3 b-a-t1")
    assert pairs(survey, "t1") == ["ad", "ba"]
    assert pairs(survey, "t2") == ["ac"]
    assert states(survey, "b")["t3"] == "not_asked"


def test_what_cannot_be_followed_is_a_problem_row(changed) -> None:
    changes = "a,renamed,b,2020\nb,renamed,a,2021\nc,merges,Gamma,2021\nd,leaves,,Ola 2\n"
    survey = changed(changes, "a-b-2019 a-d-2021")
    problems = survey.problems[survey.problems["code"] == "incomplete_change"]
    assert sorted(problems["row"]) == [2, 3, 4, 5]
    assert list(survey.actors.index) == ["a", "b", "c", "d"]
    assert states(survey, "d")["2021"] == "answered"


def test_a_name_that_was_refused_stays_so_under_a_new_name(changed) -> None:
    actors = "id,name,consent\na,Alfa,yes\nold,Viejo,no\nc,Nuevo,\n"
    survey = changed("Viejo,renamed,Nuevo,2021\n", "a-old-2019 a-c-2021", actors)
    assert survey.actors.loc["c", "consent"] == False  # noqa: E712

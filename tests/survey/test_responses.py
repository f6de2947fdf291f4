"""Who answered what: "no tie", "did not answer" and "not asked" are three things."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tiesnet.network import build_network
from tiesnet.survey import Survey, read_survey

ACTORS = """
id,kind,in_cluster{more}
a,firm,yes{a}
b,firm,yes{b}
c,firm,yes{c}
u,research,yes{u}
x,firm,no{x}
"""
TIES = "source,target,relation,strength\na,b,advice,2\na,c,sells to,2\nb,c,sells to,1"


def actors(**respondent: str) -> str:
    more = ",respondent" if respondent else ""
    cells = {key: f",{respondent.get(key, '')}" if more else "" for key in "abcux"}
    return ACTORS.format(more=more, **cells)


def states(survey: Survey) -> dict[str, str]:
    """Per actor, its states in advice and sells to, by first letters."""
    table = survey.responses.pivot_table(
        index="actor", columns="relation", values="state", aggfunc=" ".join, observed=True
    )
    letters = {"answered": "A", "partly": "P", "silent": "S", "not_asked": "-"}
    return {
        str(actor): "".join(letters[row[name]] for name in ("advice", "sells to"))
        for actor, row in table.iterrows()
    }


def test_without_information_everybody_inside_is_observed(folder: Callable[..., Path]) -> None:
    survey = read_survey(folder(ties=TIES, actors=actors()))
    assert states(survey) == {"a": "AA", "b": "AA", "c": "AA", "u": "AA", "x": "--"}
    assert "fully_observed" in set(survey.assumptions["code"])


def test_the_table_is_complete(folder: Callable[..., Path]) -> None:
    survey = read_survey(folder(ties=TIES, actors=actors()))
    assert list(survey.responses.columns) == ["actor", "relation", "wave", "state"]
    assert len(survey.responses) == 5 * 2
    assert survey.responses["wave"].isna().all()


def test_reporters_alone_make_the_others_silent(folder: Callable[..., Path]) -> None:
    ties = TIES.replace("strength", "strength,reported_by").replace("advice,2", "advice,2,a")
    ties = ties.replace("a,c,sells to,2", "a,c,sells to,2,a").replace(
        "b,c,sells to,1", "b,c,sells to,1,c"
    )
    survey = read_survey(folder(ties=ties, actors=actors()))
    assert states(survey) == {"a": "AA", "b": "SS", "c": "AA", "u": "--", "x": "--"}
    assert "reporters_answered" in set(survey.assumptions["code"])


def test_an_answered_no_is_an_answer(folder: Callable[..., Path]) -> None:
    ties = "source,target,relation,strength,reported_by\na,b,advice,0,a\na,b,sells to,1,a"
    assert states(read_survey(folder(ties=ties, actors=actors())))["a"] == "AA"


def test_the_respondent_column(folder: Callable[..., Path]) -> None:
    survey = read_survey(
        folder(ties=TIES, actors=actors(a="yes", b="partly", c="no", u="yes", x="no"))
    )
    assert states(survey) == {"a": "AA", "b": "SA", "c": "SS", "u": "AA", "x": "--"}
    assert "partly_by_question" in set(survey.assumptions["code"])
    assert survey.problems.empty


def test_an_empty_respondent_was_not_asked(folder: Callable[..., Path]) -> None:
    survey = read_survey(folder(ties=TIES, actors=actors(a="yes", b="yes")))
    assert states(survey) == {"a": "AA", "b": "AA", "c": "--", "u": "--", "x": "--"}
    assert "respondent_blank" in set(survey.assumptions["code"])


def test_an_institution_is_silent_only_in_the_responses_table(folder: Callable[..., Path]) -> None:
    people = actors(a="yes", b="yes", c="yes", u="no")
    assert states(read_survey(folder("one", ties=TIES, actors=people)))["u"] == "--"
    survey = read_survey(folder("two", ties=TIES, actors=people, responses="actor,state\nu,silent"))
    assert states(survey)["u"] == "SS"


def test_the_narrower_row_of_the_responses_table_wins(folder: Callable[..., Path]) -> None:
    rows = "actor,relation,state\na,advice,silent\na,,answered\nb,sells to,answered\nc,,silent"
    ties = TIES.replace("a,b,advice,2\n", "")
    survey = read_survey(folder(ties=ties, actors=actors(), responses=rows))
    # Nobody is named for advice, but it was asked: it is a relation without ties.
    assert states(survey) == {"a": "SA", "b": "SA", "c": "SS", "u": "--", "x": "--"}
    rows = rows.replace("a,advice,silent", "c,advice,answered")
    survey = read_survey(folder("two", ties=TIES, actors=actors(), responses=rows))
    assert states(survey) == {"a": "AA", "b": "SA", "c": "AS", "u": "--", "x": "--"}


def test_the_responses_table_beats_the_actors_column(folder: Callable[..., Path]) -> None:
    survey = read_survey(
        folder(
            ties=TIES,
            actors=actors(a="yes", b="yes", c="no"),
            responses="actor,relation,state\nc,advice,answered\nb,advice,not asked",
        )
    )
    assert states(survey) == {"a": "AA", "b": "-A", "c": "AS", "u": "--", "x": "--"}


def test_silent_but_reports_is_partly(folder: Callable[..., Path]) -> None:
    survey = read_survey(folder(ties=TIES, actors=actors(a="no", b="yes", c="yes")))
    assert states(survey)["a"] == "PP"
    row = survey.problems.iloc[0]
    assert (row["code"], row["severity"], row["value"]) == ("silent_but_reports", "warning", "a")


def test_the_source_of_an_undirected_row_is_no_respondent(folder: Callable[..., Path]) -> None:
    ties = "source,target,relation\na,b,kinship\nb,c,kinship"
    survey = read_survey(folder(ties=ties, actors=actors(a="no", b="yes", c="yes")))
    assert survey.problems.empty
    assert survey.ties["reported_by"].isna().all()
    assert set(survey.responses.query("actor == 'a'")["state"]) == {"silent"}


def test_the_source_of_a_directed_row_reports_it(folder: Callable[..., Path]) -> None:
    survey = read_survey(folder(ties=TIES))
    assert survey.ties["reported_by"].tolist() == ["a", "a", "b"]
    assert "source_reports" in set(survey.assumptions["code"])


def test_waves_are_answered_one_by_one(folder: Callable[..., Path]) -> None:
    ties = "source,target,relation,wave,reported_by\na,b,advice,1,a\nb,c,advice,2,b\na,c,advice,2,a"
    survey = read_survey(folder(ties=ties, actors=actors()))
    table = survey.responses.set_index(["actor", "wave"])["state"]
    assert table["a", "1"] == "answered"
    assert table["b", "1"] == "silent"
    assert table["b", "2"] == "answered"
    assert len(survey.responses) == 5 * 2
    assert "several_waves" in set(survey.problems["code"])


def test_a_response_for_one_wave(folder: Callable[..., Path]) -> None:
    ties = "source,target,relation,wave\na,b,advice,1\nb,c,advice,2"
    rows = "actor,wave,state\na,,answered\nb,1,silent\nb,2,answered\nc,2,answered"
    survey = read_survey(folder(ties=ties, actors=actors(), responses=rows))
    table = survey.responses.set_index(["actor", "wave"])["state"]
    assert table["a", "2"] == "answered"
    assert (table["b", "1"], table["b", "2"]) == ("silent", "answered")
    assert (table["c", "1"], table["c", "2"]) == ("silent", "answered")


def test_actors_with_a_row_per_wave(folder: Callable[..., Path]) -> None:
    survey = read_survey(
        folder(
            ties="source,target,relation,wave\na,b,advice,1\nb,a,advice,2",
            actors="id,wave,respondent,size\na,1,yes,5\na,2,no,9\nb,1,no,7\nb,2,yes,8\nd,2,yes,1",
        )
    )
    assert survey.actors["size"].to_dict() == {"a": 9, "b": 8, "d": 1}
    assert survey.actors["wave"].to_dict() == {"a": "1; 2", "b": "1; 2", "d": "2"}
    table = survey.responses.set_index(["actor", "wave"])["state"]
    assert (table["a", "1"], table["a", "2"]) == ("answered", "silent")
    assert (table["b", "1"], table["b", "2"]) == ("silent", "answered")
    assert (table["d", "1"], table["d", "2"]) == ("not_asked", "answered")
    assert "last_wave_row" in set(survey.assumptions["code"])
    assert "duplicate_actor" not in set(survey.problems["code"])


def test_the_waves_of_an_actor_stand_in_their_order(folder: Callable[..., Path]) -> None:
    rows = "a,10,3\na,9,2\nb,,5\na,1,1\nc,9,1\nd,,1\nd,9,2"
    survey = read_survey(
        folder(ties="source,target,wave\na,b,9\nb,z,10", actors=f"id,wave,size\n{rows}")
    )
    assert survey.actors["wave"].fillna("").to_dict() == {
        **{"a": "1; 9; 10", "b": "", "c": "9", "d": "9", "z": ""}
    }
    assert survey.actors["size"].drop("z").to_dict() == {"a": 3, "b": 5, "c": 1, "d": 2}


@pytest.mark.parametrize("name", ["A", " a ", "Á"])
def test_names_in_the_responses_table_are_matched(name: str, folder: Callable[..., Path]) -> None:
    rows = f"actor,state\n{name},answered\nb,silent\nc,silent"
    ties = "source,target,relation\na,b,advice\na,c,sells to"
    survey = read_survey(folder(ties=ties, actors=actors(), responses=rows))
    assert states(survey)["a"] == "AA"
    assert ("merged_name" in set(survey.assumptions["code"])) == (name.strip() != "a")


def test_a_silent_firm_exists_without_an_actors_table(folder: Callable[..., Path]) -> None:
    survey = read_survey(
        folder(
            ties="source,target,relation\na,b,advice",
            responses="actor,state\na,answered\nz,silent\nb,answered",
        )
    )
    assert list(survey.actors.index) == ["a", "b", "z"]


def test_the_last_wave_is_the_same_for_actors_and_ties(folder: Callable[..., Path]) -> None:
    survey = read_survey(
        folder(
            actors="id,wave,size\na,wave 9,1\na,wave 10,2\nb,wave 9,3\nb,wave 10,4",
            ties="source,target,relation,wave\na,b,advice,wave 9\nb,a,advice,wave 10",
        )
    )
    assert survey.actors["size"].tolist() == [2, 4]
    assert survey.actors["wave"].tolist() == ["wave 9; wave 10"] * 2
    assert build_network(survey).origin.parameters["wave"] == "wave 10"

"""The log of introductions: read in four languages, checked, kept."""

from __future__ import annotations

from tests.survey.conftest import Write

from tiesnet.exports import write_survey_folder
from tiesnet.survey import read_survey

TIES = "source,target,relation\na,b,supply\nb,c,supply"
ACTORS = "id,name\na,Alfa\nb,Beta\nc,Gamma\nd,Delta"


def test_the_log_is_read_with_ids_and_states(folder: Write) -> None:
    log = "one,other,state,wave,by,note,cost\nALFA,d,,2024,Guild,at the fair,7\nd,c,planned,,,,"
    survey = read_survey(folder(ties=TIES, actors=ACTORS, introductions=log))
    rows = survey.introductions
    assert rows.columns.tolist() == ["one", "other", "state", "wave", "by", "note", "cost"]
    assert rows[["one", "other", "state"]].to_numpy().tolist() == [
        ["a", "d", "made"],
        ["d", "c", "planned"],
    ]
    assert rows.loc[0, ["wave", "by", "note", "cost"]].tolist() == [
        "2024",
        "Guild",
        "at the fair",
        7,
    ]
    assumed = survey.assumptions.set_index("code")["count"]
    assert assumed["introduction_made"] == 1
    assert survey.problems.empty


def test_the_words_of_other_languages(folder: Write) -> None:
    log = "Uno;Otro;Estado;Ola;Por\nAlfa;Delta;no presentar;1;Gremio\nBeta;Delta;realizada;1;"
    survey = read_survey(folder(ties=TIES, actors=ACTORS, presentaciones=log))
    assert survey.introductions["state"].tolist() == ["do_not_introduce", "made"]
    assert survey.introductions["by"].tolist()[0] == "Gremio"


def test_what_is_wrong_is_said_and_left_out(folder: Write) -> None:
    log = "one,other,state\nb,Bety,made\nb,Beta,made\nc,d,perhaps\n,d,made\na,,made"
    survey = read_survey(folder(ties=TIES, actors=ACTORS, introductions=log))
    assert survey.introductions[["one", "other"]].to_numpy().tolist() == [["c", "d"]]
    assert survey.introductions["state"].isna().all()
    found = survey.problems[["code", "row"]].to_numpy().tolist()
    assert sorted(found) == [
        ["invalid_value", 4],
        ["missing_source_or_target", 5],
        ["missing_source_or_target", 6],
        ["self_tie", 3],
        ["unknown_actor", 2],
    ]
    unknown = survey.problems.set_index("code").loc["unknown_actor"]
    assert "its rows here were left out" in unknown["problem"]
    assert "'Beta'" in unknown["repair"]
    assert set(survey.actors.index) == {"a", "b", "c", "d"}, "a log makes no actors"


def test_without_a_log_it_is_empty(folder: Write) -> None:
    survey = read_survey(folder(ties=TIES, actors=ACTORS))
    assert survey.introductions.empty
    assert {"one", "other", "state", "wave"} <= set(survey.introductions.columns)


def test_a_log_written_is_read_back(folder: Write, tmp_path: object) -> None:
    log = "one,other,state,wave,by,note\na,d,made,2024,Guild,\nd,c,do_not_introduce,,,rivals"
    first = read_survey(folder(ties=TIES, actors=ACTORS, introductions=log))
    place = folder("again", ties=TIES, actors=ACTORS)
    write_survey_folder({"introductions": first.introductions}, place)
    again = read_survey(place)
    assert again.introductions.astype(object).equals(first.introductions.astype(object))

"""Every bad input gives its problem row, at its place, and never a traceback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from tiesnet.errors import SurveyError, TiesnetError
from tiesnet.survey import PROBLEM_COLUMNS, PROBLEM_KINDS, SEVERITIES, problems_frame, read_survey

ACTORS = "id,name,kind,stage\na,Curtidos Sol,firm,s1\nb,Suelas Norte,firm,s2\nc,Hormas Vega,firm,s1"
STAGES = "id,order\ns1,1\ns2,2"
RELATIONS = "id,formality,scale_min,scale_max\nadvice,informal,1,5\nsells_to,formal,1,5"
TIES = "source,target,relation,strength"


def ties(*rows: str, header: str = TIES) -> str:
    return "\n".join([header, "a,b,advice,1", *rows])


def told(*rows: str) -> str:
    return ties(*rows, header=f"{TIES},reported_by")


# what is wrong: (tables that differ from the good ones, code, severity, file, row, column, value)
BAD = {
    "unknown actor": (
        {"ties": ties("a,Hormas Vegga,advice,2")},
        ("unknown_actor", "error", "ties.csv", 3, "target", "Hormas Vegga"),
    ),
    "ambiguous name": (
        {"actors": f"{ACTORS}\nd,Hormas Vega,firm,s1", "ties": ties("a,Hormas Vega,advice,2")},
        ("ambiguous_name", "error", "ties.csv", 3, "target", "Hormas Vega"),
    ),
    "duplicate actor": (
        {"actors": f"{ACTORS}\na,Again,firm,s1"},
        ("duplicate_actor", "error", "actors.csv", 5, "id", "a"),
    ),
    "actor without id": (
        {"actors": f"{ACTORS}\n,,firm,s1"},
        ("missing_id", "error", "actors.csv", 5, "id", ""),
    ),
    "same name": (
        {"actors": f"{ACTORS}\nd,HORMAS  VEGA,firm,s1"},
        ("same_name", "warning", "actors.csv", 5, "name", "HORMAS  VEGA"),
    ),
    "self tie": (
        {"ties": ties("b,b,advice,2")},
        ("self_tie", "error", "ties.csv", 3, "target", "b"),
    ),
    "self tie by another spelling": (
        {"ties": ties("b,suelas norte,advice,2")},
        ("self_tie", "error", "ties.csv", 3, "target", "b"),
    ),
    "duplicate report": (
        {"ties": ties("a,b,advice,1")},
        ("duplicate_report", "warning", "ties.csv", 3, "target", "b"),
    ),
    "contradictory report by one": (
        {"ties": ties("a,b,advice,4")},
        ("contradictory_reports", "error", "ties.csv", 3, "strength", "4"),
    ),
    "contradictory reports by both": (
        {"ties": told("a,b,advice,0,b").replace("advice,1", "advice,1,a")},
        ("contradictory_reports", "warning", "ties.csv", 3, "strength", "0"),
    ),
    "strength above the scale": (
        {"ties": ties("a,c,advice,9")},
        ("strength_outside_scale", "error", "ties.csv", 3, "strength", "9"),
    ),
    "negative strength": (
        {"ties": ties("a,c,advice,-2"), "relations": "id\nadvice"},
        ("strength_outside_scale", "error", "ties.csv", 3, "strength", "-2"),
    ),
    "strength no number": (
        {"ties": ties("a,c,advice,strong")},
        ("strength_not_number", "error", "ties.csv", 3, "strength", "strong"),
    ),
    "infinite strength": (
        {"ties": ties("a,c,advice,1e999")},
        ("number_too_large", "error", "ties.csv", 3, "strength", "1e999"),
    ),
    "a strength no scale has": (
        {"ties": ties("a,c,advice,1e308"), "relations": "id\nadvice"},
        ("number_too_large", "error", "ties.csv", 3, "strength", "1e308"),
    ),
    "trust no scale has": (
        {"ties": ties("a,c,advice,1,-1e13", header=f"{TIES},trust")},
        ("number_too_large", "error", "ties.csv", 3, "trust", "-1e13"),
    ),
    "an amount beyond all money": (
        {"ties": ties("a,c,advice,1,2e15", header=f"{TIES},value")},
        ("number_too_large", "error", "ties.csv", 3, "value", "2e15"),
    ),
    "thousands without end": (
        {"actors": f"id,size\na,1{'.000' * 25}\nb,2\nc,3"},
        ("number_too_large", "error", "actors.csv", 2, "size", f"1{'.000' * 25}"),
    ),
    "cell longer than a spreadsheet's": (
        {"ties": ties(f"a,c,advice,1,{'x' * 40_000}", header=f"{TIES},topic")},
        ("cell_too_long", "error", "ties.csv", 3, "topic", f"{'x' * 199}…"),
    ),
    "strength missing": (
        {"ties": ties("a,c,advice,")},
        ("strength_missing", "note", "ties.csv", 3, "strength", ""),
    ),
    "trust outside the scale": (
        {
            "ties": ties("a,c,advice,1,9", header=f"{TIES},trust"),
            "relations": "id,trust_min,trust_max\nadvice,1,5",
        },
        ("trust_outside_scale", "error", "ties.csv", 3, "trust", "9"),
    ),
    "unknown relation": (
        {"ties": ties("a,c,advise,1")},
        ("unknown_relation", "error", "ties.csv", 3, "relation", "advise"),
    ),
    "relation missing": (
        {"ties": ties("a,c,,1")},
        ("missing_relation", "error", "ties.csv", 3, "relation", ""),
    ),
    "no source": (
        {"ties": ties(",c,advice,1")},
        ("missing_source_or_target", "error", "ties.csv", 3, "source", ""),
    ),
    "no target": (
        {"ties": ties("a,,advice,1")},
        ("missing_source_or_target", "error", "ties.csv", 3, "target", ""),
    ),
    "unknown respondent": (
        {"ties": told("a,c,advice,1,zz")},
        ("unknown_respondent", "error", "ties.csv", 3, "reported_by", "zz"),
    ),
    "report by a third": (
        {"ties": told("a,c,advice,1,b")},
        ("third_party_report", "warning", "ties.csv", 3, "reported_by", "b"),
    ),
    "against the stages": (
        {"ties": ties("b,a,sells_to,1")},
        ("supply_against_stage_order", "warning", "ties.csv", 3, "source", "b"),
    ),
    "unknown stage": (
        {"actors": f"{ACTORS}\nd,Dehesa,firm,s1; s7"},
        ("unknown_stage", "error", "actors.csv", 5, "stage", "s7"),
    ),
    "invalid kind": (
        {"actors": f"{ACTORS}\nd,Dehesa,spaceship,s1"},
        ("invalid_value", "error", "actors.csv", 5, "kind", "spaceship"),
    ),
    "invalid formality": (
        {"relations": f"{RELATIONS}\nfriends,semi,1,5"},
        ("invalid_value", "error", "relations.csv", 4, "formality", "semi"),
    ),
    "scale that falls": (
        {"relations": f"{RELATIONS}\nfriends,informal,5,1"},
        ("invalid_value", "error", "relations.csv", 4, "scale_max", "1"),
    ),
    "flow without arrow": (
        {"relations": "id,directed,flow\nadvice,no,with_arrow"},
        ("invalid_value", "error", "relations.csv", 2, "flow", "with_arrow"),
    ),
    "number no number": (
        {"actors": "id,size\na,12\nb,many\nc,3"},
        ("not_a_number", "error", "actors.csv", 3, "size", "many"),
    ),
    "ambiguous thousands": (
        {"actors": 'id,size\na,12\nb,"1,250"\nc,3'},
        ("ambiguous_number", "warning", "actors.csv", 3, "size", "1,250"),
    ),
    "relation twice": (
        {"relations": f"{RELATIONS}\nadvice,formal,1,5"},
        ("duplicate_relation", "error", "relations.csv", 4, "id", "advice"),
    ),
    "stage twice": (
        {"stages": f"{STAGES}\ns1,3"},
        ("duplicate_stage", "error", "stages.csv", 4, "id", "s1"),
    ),
    "inverse not there": (
        {"relations": "id,directed,inverse_of\nadvice,yes,\nsells_to,yes,buys_from"},
        ("inverse_contradiction", "error", "relations.csv", 3, "inverse_of", "buys_from"),
    ),
    "inverse does not fit": (
        {
            "relations": "id,formality,content,directed,flow,inverse_of\n"
            "sells_to,formal,trade,yes,with_arrow,\n"
            "buys_from,informal,trade,yes,with_arrow,sells_to\nadvice,,,,,",
        },
        ("inverse_contradiction", "error", "relations.csv", 3, "inverse_of", "sells_to"),
    ),
    "respondent not in actors": (
        {"responses": "actor,state\na,answered\nzz,silent"},
        ("unknown_respondent", "error", "responses.csv", 3, "actor", "zz"),
    ),
    "two states": (
        {"responses": "actor,state\na,answered\na,silent"},
        ("contradictory_responses", "error", "responses.csv", 3, "state", "silent"),
    ),
    "state not known": (
        {"responses": "actor,state\na,perhaps"},
        ("invalid_value", "error", "responses.csv", 2, "state", "perhaps"),
    ),
    "response to an unknown question": (
        {"responses": "actor,relation,state\na,dances,answered"},
        ("unknown_relation", "error", "responses.csv", 2, "relation", "dances"),
    ),
    "silent but reports": (
        {"responses": "actor,state\na,silent\nb,answered\nc,answered"},
        ("silent_but_reports", "warning", "actors.csv", 2, "id", "a"),
    ),
    "nearly one name": (
        {"actors": f"{ACTORS}\nd,Curtidos Soll,firm,s1"},
        ("similar_names", "note", "actors.csv", 5, "id", "d"),
    ),
    "total row": (
        {"actors": f"{ACTORS}\nTOTAL,,firm,"},
        ("total_like_name", "warning", "actors.csv", 5, "id", "TOTAL"),
    ),
    "formula name": (
        {"actors": f"{ACTORS}\nd,=1+1,firm,"},
        ("formula_like_name", "note", "actors.csv", 5, "name", "=1+1"),
    ),
    "mixed alphabets": (
        {"actors": f"{ACTORS}\nd,\u0410cme,firm,"},
        ("mixed_script_name", "note", "actors.csv", 5, "name", "\u0410cme"),
    ),
    "invisible characters": (
        {"actors": f"{ACTORS}\nd,Ac\u200bme,firm,"},
        ("invisible_characters", "note", "actors.csv", 5, "name", "Ac\u200bme"),
    ),
    "control characters": (
        {"actors": f"{ACTORS}\nd,Ac\x07me,firm,"},
        ("control_characters", "note", "actors.csv", 5, "name", "Acme"),
    ),
    "broken accents": (
        {"actors": f"{ACTORS}\nd,CaÃ±Ã³n,firm,"},
        ("broken_accents", "note", "actors.csv", 5, "name", "CaÃ±Ã³n"),
    ),
    "spreadsheet error": (
        {"ties": ties("a,c,advice,#REF!")},
        ("error_cell", "error", "ties.csv", 3, "strength", "#REF!"),
    ),
    "two columns for one": (
        {"ties": ties("a,c,advice,1,b", header=f"{TIES},from")},
        ("ambiguous_column", "error", "ties.csv", 1, "from", "from"),
    ),
    "header twice": (
        {"actors": "id,color,color\na,1,2\nb,1,2\nc,1,2"},
        ("duplicate_header", "warning", "actors.csv", 1, "color", "color"),
    ),
    "too many cells": (
        {"ties": ties("a,c,advice,1,2,3")},
        ("too_many_cells", "error", "ties.csv", 3, "", "2"),
    ),
    "cells under no header": (
        {"ties": ties("a,c,advice,1,see note", header=f"{TIES},")},
        ("cell_outside_table", "warning", "ties.csv", 3, "", "see note"),
    ),
    "quote not closed": (
        {"ties": ties('a,"c,advice,1', "b,c,advice,1")},
        ("unclosed_quote", "error", "ties.csv", 3, "", "c,advice,1"),
    ),
    "empty table": (
        {"stages": ""},
        ("empty_sheet", "warning", "stages.csv", None, "", ""),
    ),
    "table without rows": (
        {"stages": "id,order"},
        ("empty_sheet", "warning", "stages.csv", None, "", ""),
    ),
    "file not known": (
        {"weather": "day,rain\n1,2"},
        ("sheet_not_read", "note", "weather.csv", None, "", ""),
    ),
    "two files for one table": (
        {"edges": "source,target\na,b"},
        ("duplicate_table", "error", "ties.csv", None, "", ""),
    ),
    "several waves": (
        {
            "ties": ties("a,c,advice,1,2", header=f"{TIES},wave").replace(
                "advice,1\n", "advice,1,1\n"
            )
        },
        ("several_waves", "note", "", None, "", ""),
    ),
    "wave missing": (
        {"ties": ties("a,c,advice,1,2", header=f"{TIES},wave")},
        ("missing_wave", "warning", "", None, "", ""),
    ),
    "cluster organisation unknown": (
        {"survey": "key,value\ntitle,Valley\ncluster_organisation,nobody here"},
        ("not_linked", "warning", "survey.csv", 1, "cluster_organisation", "nobody here"),
    ),
    "header again among the rows": (
        {"ties": ties("Source,target,relation,strength", "b,c,advice,2")},
        ("header_repeated", "note", "ties.csv", 3, "", ""),
    ),
    "a second table below": (
        {"ties": ties("", "id,name,kind", "a,Again,firm")},
        ("second_table", "warning", "ties.csv", 4, "", "id"),
    ),
    "a second table beside": (
        {"ties": "source,target,relation,strength,,id,name\na,b,advice,1,,d,New\n,,,,,e,Other"},
        ("second_table", "warning", "ties.csv", 1, "id", "id"),
    ),
    "leading zeros lost": (
        {"actors": "id\n007\n008\n010", "ties": "source,target\n7,008"},
        ("unknown_actor", "error", "ties.csv", 2, "source", "7"),
    ),
    "design unknown": (
        {"survey": "title,design\nValley,astrology"},
        ("invalid_value", "error", "survey.csv", 2, "design", "astrology"),
    ),
}
GOOD = {"actors": ACTORS, "stages": STAGES, "relations": RELATIONS, "ties": ties("b,c,sells_to,2")}


def found(problems: pd.DataFrame, expected: tuple[object, ...]) -> bool:
    code, severity, file, row, column, value = expected
    hits = problems[
        (problems["code"] == code)
        & (problems["severity"] == severity)
        & (problems["file"] == file)
        & (problems["column"] == column)
        & (problems["value"] == value)
        & (problems["row"].isna() if row is None else (problems["row"] == row).fillna(False))
    ]
    return len(hits) == 1


@pytest.mark.parametrize("what", BAD)
def test_bad_input_has_its_problem_row(what: str, folder: Callable[..., Path]) -> None:
    tables, expected = BAD[what]
    survey = read_survey(folder(**{**GOOD, **tables}))
    assert found(survey.problems, expected), survey.problems.T.to_string()


def test_good_input_has_no_problem_but_stage_order(folder: Callable[..., Path]) -> None:
    survey = read_survey(folder(**GOOD))
    assert list(survey.problems["code"]) == ["supply_against_stage_order"]


def test_every_problem_says_what_is_wrong_and_how_to_repair_it(
    folder: Callable[..., Path],
) -> None:
    for what, (tables, _) in BAD.items():
        problems = read_survey(folder(what, **{**GOOD, **tables})).problems
        assert tuple(problems.columns) == PROBLEM_COLUMNS
        assert set(problems["severity"]) <= set(SEVERITIES)
        for column in ("problem", "repair"):
            assert problems[column].str.endswith(".").all(), problems[column].to_list()
            assert not problems[column].str.contains(r"\b(?:nan|None|NaN|<NA>)\b").any()


def test_every_kind_of_problem_is_tested_somewhere() -> None:
    """Every code is expected by a test: in the table above, or by its name in another file."""
    tested = {expected[0] for _, expected in BAD.values()}
    tested |= {"no_ties", "missing_column", "unreadable_file"}  # below
    here = Path(__file__)
    others = [p.read_text("utf-8") for p in here.parents[1].rglob("test_*.py") if p != here]
    for code in set(PROBLEM_KINDS) - tested:
        assert any(f'"{code}"' in text for text in others), f"no test expects {code}"
    assert tested <= set(PROBLEM_KINDS)


def test_all_problems_at_once(folder: Callable[..., Path]) -> None:
    survey = read_survey(
        folder(
            actors=f"{ACTORS}\na,Again,firm,s9",
            stages=STAGES,
            relations=RELATIONS,
            ties=ties("b,b,advice,1", "a,zz,advice,77", ",c,advice,1", "a,c,sings,loud"),
        )
    )
    assert {
        "duplicate_actor",
        "self_tie",
        "unknown_actor",
        "strength_outside_scale",
        "missing_source_or_target",
        "unknown_relation",
        "strength_not_number",
    } <= set(survey.problems["code"])
    assert survey.errors == (survey.problems["severity"] == "error").sum()


def test_a_closest_name_is_suggested_but_never_merged(folder: Callable[..., Path]) -> None:
    survey = read_survey(folder(**{**GOOD, "ties": ties("a,Hormas Vegga,advice,2")}))
    row = survey.problems[survey.problems["code"] == "unknown_actor"].iloc[0]
    assert "'Hormas Vega'" in row["repair"]
    outsider = survey.actors.loc["Hormas Vegga"]
    assert not outsider["in_cluster"]
    assert outsider["kind"] == "other"
    assert set(survey.responses.query("actor == 'Hormas Vegga'")["state"]) == {"not_asked"}


def test_names_that_differ_in_digits_are_not_suggested(folder: Callable[..., Path]) -> None:
    survey = read_survey(
        folder(actors="id\nTecnomec 1\nTecnomec 2", ties="from,to\nTecnomec 1,Tecnomec 3")
    )
    row = survey.problems[survey.problems["code"] == "unknown_actor"].iloc[0]
    assert "Did you mean" not in row["repair"]


@pytest.mark.parametrize(
    ("tables", "code", "file", "column"),
    [
        ({"actors": ACTORS}, "no_ties", "study", ""),
        ({"ties": "source,weight\na,1"}, "missing_column", "ties.csv", "target"),
        ({"ties": ""}, "no_ties", "study", ""),
        (
            {"ties": "source,target\na,b", "actors": "stage\ns1"},
            "missing_column",
            "actors.csv",
            "id",
        ),
        (
            {"ties": "source,target\na,b", "affiliations": "actor\na"},
            "missing_column",
            "affiliations.csv",
            "organisation",
        ),
    ],
)
def test_structural_failures_carry_all_problem_rows(
    tables: dict[str, str], code: str, file: str, column: str, folder: Callable[..., Path]
) -> None:
    extra = {"actors": f"{ACTORS}\na,Again,firm,s1", "stages": STAGES}
    with pytest.raises(SurveyError) as caught:
        read_survey(folder(**{**extra, **tables}))
    problems = problems_frame(caught.value.problems)
    hit = problems[(problems["code"] == code) & (problems["column"] == column)]
    assert list(hit["file"]) == [file]
    assert set(hit["severity"]) == {"error"}
    if tables.get("actors") is None:
        assert "duplicate_actor" in set(problems["code"]), "problems of other tables are kept"
    assert caught.value.repair


def test_unreadable_paths_are_one_clear_error(tmp_path: Path, folder: Callable[..., Path]) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "empty.xlsx").write_bytes(b"")
    (tmp_path / "text.xlsx").write_text("source,target\na,b\n")
    (tmp_path / "locked.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04" + b"\x07" * 600)
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    (tmp_path / "open.ods").write_bytes(b"PK\x03\x04")
    (tmp_path / "picture.csv").write_bytes(b"source,target\na\x00\x00,b\n")
    (tmp_path / "workbook.csv").write_bytes(b"PK\x03\x04")
    (tmp_path / "no_suffix").write_text("source,target\na,b\n")
    empty = tmp_path / "empty_folder"
    empty.mkdir()
    for path in [*sorted(tmp_path.iterdir()), tmp_path / "missing.xlsx"]:
        with pytest.raises(SurveyError) as caught:
            read_survey(path)
        assert caught.value.repair, path
        assert path.name in str(caught.value)
        assert str(tmp_path) not in str(caught.value), "no absolute path is said"


def test_a_folder_with_only_a_workbook_says_so(workbook: Callable[..., Path]) -> None:
    path = workbook({"ties": [["source", "target"], ["a", "b"]]})
    with pytest.raises(TiesnetError, match=r"study\.xlsx"):
        read_survey(path.parent)


def test_one_broken_file_does_not_hide_the_others(folder: Callable[..., Path]) -> None:
    place = folder(ties="source,target\na,a", actors="id\na")
    (place / "stages.csv").write_bytes(b"id\n\x00\x00")
    with pytest.raises(SurveyError) as caught:
        read_survey(place)
    assert {"unreadable_file", "self_tie"} <= {row["code"] for row in caught.value.problems}


def test_a_row_left_out_for_one_reason_still_shows_its_others(folder: Callable[..., Path]) -> None:
    survey = read_survey(
        folder(
            ties=ties("a,,telepathy,1", ",b,advice,9", "a,,sells_to,much"),
            actors=ACTORS,
            stages=STAGES,
            relations=RELATIONS,
        )
    )
    found = set(zip(survey.problems["code"], survey.problems["row"], strict=True))
    assert {
        ("missing_source_or_target", 3),
        ("unknown_relation", 3),
        ("missing_source_or_target", 4),
        ("strength_outside_scale", 4),
        ("missing_source_or_target", 5),
        ("strength_not_number", 5),
    } <= found
    assert len(survey.ties) == 1


def test_numbers_too_large_are_empty_and_their_ties_stay(folder: Callable[..., Path]) -> None:
    rows = ties("a,c,advice,1e308,9e15,7", "b,c,advice,1e12,9e14,1e16", header=f"{TIES},value,own")
    survey = read_survey(folder(ties=rows.replace("advice,1\n", "advice,1,5,6\n")))
    assert survey.ties["strength"].fillna(-1).tolist() == [1, -1, 1e12]
    assert survey.ties["value"].fillna(-1).tolist() == [5, -1, 9e14]
    assert survey.ties["own"].tolist() == ["6", "7", "1e16"]  # a column with long codes is text


def test_texts_shown_are_short_however_long_the_data_are(folder: Callable[..., Path]) -> None:
    long = "n" * 30_000
    header = ",".join([*TIES.split(","), *(f"{k}{long}" for k in range(50))])
    rows = "\n".join(f"{long}{k},b,{long},{long},{long}" for k in range(60))
    survey = read_survey(folder(ties=f"{header}\n{rows}", actors=ACTORS, relations=RELATIONS))
    problems = survey.problems
    cut = problems.loc[problems["code"] == "cell_too_long", "problem"]
    assert len(cut) == 1
    assert "as 49 more headers" in cut.iat[0]
    assert {"unknown_actor", "unknown_relation", "strength_not_number"} <= set(problems["code"])
    for column in ("column", "value", "problem", "repair"):
        assert problems[column].str.len().max() < 400
    assert survey.assumptions["assumption"].str.len().max() < 400


def test_a_fatal_error_with_long_headers_is_short(folder: Callable[..., Path]) -> None:
    header = ",".join(f"{k}{'h' * 900}" for k in range(300))
    with pytest.raises(SurveyError) as caught:
        read_survey(folder(ties=f"{header}\na,b"))
    assert len(caught.value.problem) < 2500
    assert "and 280 more" in caught.value.problem


def test_one_row_for_a_column_of_long_cells(folder: Callable[..., Path]) -> None:
    rows = "\n".join(f"a,b{k},{'y' * 33_000}" for k in range(9))
    survey = read_survey(folder(ties=f"source,target,topic\n{rows}"))
    found = survey.problems[survey.problems["code"] == "cell_too_long"]
    assert found["row"].tolist() == [2]
    assert "8 more cells" in found["problem"].iat[0]
    assert set(survey.ties["topic"].str.len()) == {32_767}

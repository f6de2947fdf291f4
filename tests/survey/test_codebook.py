"""What relations mean: given, inferred from their names, or by default; and always said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from tiesnet.survey import VOCABULARY, Survey, read_survey
from tiesnet.survey.vocabulary import meaning_of

FIELDS = ["formality", "content", "directed", "flow"]


def relations(folder: Callable[..., Path], ties: str, table: str = "") -> Survey:
    tables = {"ties": ties} | ({"relations": table} if table else {})
    return read_survey(folder(**tables))


def facts(survey: Survey, name: str) -> list[object]:
    return survey.relations.loc[name, FIELDS].tolist()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("advice", ["informal", "knowledge", True, "against_arrow"]),
        ("pide consejo a", ["informal", "knowledge", True, "against_arrow"]),
        ("dá conselho", ["informal", "knowledge", True, "with_arrow"]),
        ("consigli", ["informal", "knowledge", True, "against_arrow"]),
        ("Buys from", ["formal", "trade", True, "against_arrow"]),
        ("vende a", ["formal", "trade", True, "with_arrow"]),
        ("fornecedores", ["formal", "trade", True, "against_arrow"]),
        ("fornitura", ["formal", "trade", True, "with_arrow"]),
        ("subcontratación", ["formal", "trade", True, "against_arrow"]),
        ("joint_venture", ["formal", "cooperation", False, "both"]),
        ("amistad", ["informal", "social", True, "both"]),
        ("parentesco", ["informal", "social", False, "both"]),
        ("marriage", ["informal", "social", False, "both"]),
        ("business", ["formal", "trade", False, "both"]),
        ("prestito di macchinari", ["informal", "cooperation", True, "with_arrow"]),
        ("member of", ["formal", "membership", True, "with_arrow"]),
        ("resolución de problemas", ["informal", "knowledge", False, "both"]),
        ("informal cooperation", ["informal", "cooperation", False, "both"]),
    ],
)
def test_meaning_from_the_name(
    name: str, expected: list[object], folder: Callable[..., Path]
) -> None:
    survey = relations(folder, f"source,target,relation\na,b,{name}")
    assert facts(survey, name) == expected
    said = survey.assumptions.set_index("code").at["inferred_relation", "assumption"]
    formality, content, directed, flow = expected
    arrows = "with arrows" if directed else "without arrows"
    ways = {
        "both": "both ways",
        "with_arrow": "with the arrow",
        "against_arrow": "against the arrow",
    }
    assert f"'{name}'" in said and "from the words" in said
    for word in (formality, content, arrows, f"flow {ways[str(flow)]}"):
        assert str(word) in said
    assert survey.problems.empty


def test_an_unknown_name_takes_stated_defaults(folder: Callable[..., Path]) -> None:
    survey = relations(folder, "source,target,relation\na,b,competition")
    assert facts(survey, "competition") == ["informal", "knowledge", True, "with_arrow"]
    assert list(survey.problems["code"]) == ["unknown_relation"]
    assert list(survey.problems["severity"]) == ["warning"]
    assert (
        survey.assumptions["assumption"]
        .str.contains(
            "'competition' was read as informal, knowledge, with arrows, flow with the arrow "
            "(by default)",
            regex=False,
        )
        .any()
    )


def test_no_relation_column_is_one_relation(folder: Callable[..., Path]) -> None:
    survey = relations(folder, "source,target\na,b")
    assert list(survey.relations.index) == ["tie"]
    assert "one_relation" in set(survey.assumptions["code"])
    assert survey.problems.empty
    survey = read_survey(folder("two", ties="source,target\na,b", relations="id\nadvice"))
    assert set(survey.ties["relation"]) == {"advice"}


def test_what_is_given_is_never_inferred(folder: Callable[..., Path]) -> None:
    table = (
        "id,formality,content,directed,flow,combine\nadvice,formal,cooperation,no,both,confirmed"
    )
    survey = relations(folder, "source,target,relation\na,b,advice", table)
    assert facts(survey, "advice") == ["formal", "cooperation", False, "both"]
    assert survey.relations.loc["advice", "combine"] == "confirmed"
    codes = set(survey.assumptions["code"])
    assert not any(code.startswith("inferred") for code in codes)
    assert "combine" not in codes


def test_defaults_of_double_reports(folder: Callable[..., Path]) -> None:
    survey = relations(
        folder, "source,target,relation\na,b,advice\na,b,sells to\na,b,kinship\na,b,project"
    )
    assert survey.relations["combine"].to_dict() == {
        "advice": "source",
        "sells to": "union",
        "kinship": "union",
        "project": "union",
    }


def test_spellings_of_a_relation_are_one(folder: Callable[..., Path]) -> None:
    survey = relations(
        folder, "source,target,relation\na,b,Advice\nb,c,advice\nc,a,ADVICE\na,c,advice"
    )
    assert list(survey.relations.index) == ["advice"]
    assert (survey.assumptions["code"] == "merged_relation").sum() == 2
    survey = read_survey(
        folder(
            "labels",
            ties="source,target,relation\na,b,Asks for advice",
            relations="id,label\nr1,Asks for advice",
        )
    )
    assert set(survey.ties["relation"]) == {"r1"}
    assert survey.relations.loc["r1", "flow"] == "against_arrow"


def test_inverse_relations_are_found_by_their_names(folder: Callable[..., Path]) -> None:
    survey = relations(folder, "source,target,relation\na,b,compra a\nb,a,vende a\na,b,advice")
    assert survey.relations["inverse_of"].to_dict()["compra a"] == "vende a"
    assert survey.relations["inverse_of"].notna().sum() == 1
    assert survey.assumptions["assumption"].str.contains("the other side of 'vende a'").any()
    survey = read_survey(
        folder("two", ties="source,target,relation\na,b,gives advice\nb,a,asks advice")
    )
    assert survey.relations["inverse_of"].dropna().to_dict() == {"gives advice": "asks advice"}


@pytest.mark.parametrize("first", ["yes", ""])
def test_at_most_one_of_a_pair_names_the_other(first: str, folder: Callable[..., Path]) -> None:
    back = "buys" if first else ""
    table = (
        "id,formality,content,directed,flow,inverse_of\n"
        f"sells,formal,trade,yes,with_arrow,{back}\n"
        "buys,formal,trade,yes,against_arrow,sells"
    )
    survey = relations(folder, "source,target,relation\na,b,sells\nb,a,buys", table)
    assert survey.relations["inverse_of"].dropna().to_dict() == {"buys": "sells"}
    assert survey.problems.empty


@pytest.mark.parametrize(
    "rows",
    [
        ["x,x", "y,"],
        ["x,y", "y,z", "z,"],
        ["x,", "y,x", "z,x"],
    ],
)
def test_inverses_that_make_no_pair(rows: list[str], folder: Callable[..., Path]) -> None:
    table = "id,inverse_of,directed,flow,formality,content\n" + "\n".join(
        f"{row},yes,both,formal,trade" for row in rows
    )
    survey = relations(folder, "source,target,relation\na,b,x", table)
    assert "inverse_contradiction" in set(survey.problems["code"])
    pairs = survey.relations["inverse_of"].dropna()
    assert not set(pairs.index) & set(pairs)
    assert pairs.is_unique


def test_inverse_reports_of_both_ends_are_compared(folder: Callable[..., Path]) -> None:
    survey = relations(
        folder,
        "source,target,relation,strength\na,b,sells to,3\nb,a,buys from,0\nb,a,sells to,0",
    )
    rows = survey.problems[survey.problems["code"] == "contradictory_reports"]
    assert list(rows["row"]) == [3]
    assert len(survey.ties) == 3


def test_a_directed_column_of_an_edge_list_is_used(folder: Callable[..., Path]) -> None:
    survey = relations(folder, "source,target,layer,weight,directed\na,b,amistad,1,0\nb,c,x,1,1")
    assert survey.relations["directed"].to_dict() == {"amistad": False, "x": True}
    assert survey.relations.loc["amistad", "flow"] == "both"
    survey = read_survey(folder("gephi", edges="Source,Target,Type,Weight\na,b,Undirected,2"))
    assert list(survey.relations.index) == ["tie"]
    assert not survey.relations.loc["tie", "directed"]


def test_columns_of_relations_are_always_all_there(folder: Callable[..., Path]) -> None:
    survey = relations(folder, "source,target\na,b")
    assert list(survey.relations.columns) == [
        *("label", "formality", "content", "directed", "flow", "orientation", "inverse_of"),
        *("scale_min", "scale_max", "trust_min", "trust_max", "combine", "core", "question"),
    ]
    assert survey.relations["directed"].dtype == bool
    assert pd.api.types.is_float_dtype(survey.relations["scale_min"])


def test_the_vocabulary_is_consistent() -> None:
    names = {meaning.name for meaning in VOCABULARY}
    words = [word for meaning in VOCABULARY for word in meaning.words]
    assert len(words) == len(set(words))
    for meaning in VOCABULARY:
        assert not meaning.inverse or meaning.inverse in names
        assert meaning.directed or meaning.flow == "both"
        for word in meaning.words:
            found = meaning_of(word)
            assert found is not None and found[0] is meaning

"""Sentences of other languages whose grammar English hides."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from tiesnet.cli.group import tiesnet
from tiesnet.diagnosis import diagnose
from tiesnet.language import in_language, joined, say, say_n
from tiesnet.metrics import measure
from tiesnet.network import build_network
from tiesnet.survey import Survey, pseudonymise, read_survey

ACTORS = """id,name,kind,size,latitude,longitude
a,Alfa,firm,3,-29.1,-51.1
b,Beta,firm,20,-29.2,-51.2
c,Gama,firm,5,-29.3,-51.3
d,Delta,firm,30,-29.4,-51.4
"""
# Nobody names a friend who names them back: no tie by the word of both ends.
TIES = (
    "source,target,relation,reported_by\n"
    "a,b,friend,a\nb,c,friend,b\nc,a,friend,c\na,d,friend,a\nd,c,friend,d\n"
)
RELATIONS = "id,label,formality,content,directed\nfriend,Friends,informal,friendship,no\n"
RESPONSES = "actor,state\na,answered\nb,answered\nc,answered\nd,answered\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    tables = {"actors": ACTORS, "ties": TIES, "relations": RELATIONS, "responses": RESPONSES}
    for name, text in tables.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def survey(folder: Path) -> Survey:
    return read_survey(folder)


def test_no_tie_under_a_policy_is_denied_as_the_language_does(survey: Survey) -> None:
    told = {}
    for lang in ("en", "es", "pt", "it"):
        with in_language(lang):
            found = diagnose(measure(build_network(survey)), ["policies"])["policies"]
            told[lang] = " ".join(str(one) for one in found.findings[0].rest)
    assert "“Friends” has no tie by" in told["en"]
    assert "«Friends» no tiene ningún vínculo según" in told["es"]
    assert "não tem nenhum laço" in told["pt"]
    assert "non ha alcun legame" in told["it"]


def test_one_tied_pair_of_several_agrees_with_itself() -> None:
    with in_language("es"):
        said = say_n(50, "{ties} tied of {n} known pair", "{ties} tied of {n} known pairs", ties=1)
    assert said == "vinculados: 1 de 50 pares conocidos"


def test_those_who_entered_are_not_the_year_they_did() -> None:
    with in_language("es"):
        assert (say("Entered"), say("Year of entry")) == ("Entraron", "Año de entrada")


def test_what_a_public_survey_lacks_is_said_in_its_language(survey: Survey) -> None:
    with in_language("es"):
        made = pseudonymise(survey, seed=1)
    assert made.tables["survey"]["title"].tolist() == ["Encuesta seudonimizada"]
    said: pd.Series = made.changes.set_index("column")["change"]
    assert said["latitude"].startswith("se dejó fuera: un lugar en el mapa")


def test_a_question_without_an_answer_says_so(folder: Path) -> None:
    asked = ["diagnose", str(folder), "--about", "answer_patterns", "--lang", "es"]
    done = CliRunner().invoke(tiesnet, asked)
    assert done.exit_code == 0, done.output
    assert "No hay nada que destacar." in done.output


def test_two_vowels_do_not_meet() -> None:
    with in_language("it"):
        assert joined(["una", "entrambe"]) == "una ed entrambe"
        assert joined(["Alfa", "Omega"]) == "Alfa e Omega"
    with in_language("es"):
        assert joined(["Ana", "Hilos"]) == "Ana e Hilos"


def test_private_columns_agree_with_their_number(folder: Path) -> None:
    actors = (folder / "actors.csv").read_text(encoding="utf-8").splitlines()
    told = {}
    for number, columns in ((1, ("email",)), (2, ("email", "gps"))):
        lines = [",".join((actors[0], *columns))]
        lines += [",".join((line, *("x",) * number)) for line in actors[1:]]
        (folder / "actors.csv").write_text("\n".join(lines), encoding="utf-8")
        for lang in ("en", "es"):
            with in_language(lang):
                shown = build_network(read_survey(folder)).origin.survey.assumptions
            (told[lang, number],) = shown["assumption"][shown["code"] == "private_left_out"]
    assert told["en", 1].startswith("1 private column is left out of every output: ")
    assert told["en", 2].startswith("2 private columns are left out of every output: ")
    assert told["es", 1].startswith("1 columna privada queda fuera de todos los resultados: ")
    assert told["es", 2].startswith("2 columnas privadas quedan fuera de todos los resultados: ")

"""Exports as the field sends them: what is in them must come out, and nothing else."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from tiesnet.survey import Survey, read_survey

FIRMS = ("Curtidos Sol S.A.", "Suelas Norte S.L.", "Calzados Pérez, S.L.", "Hormas del Sur S.A.S.")
TIMES = "12/03/2026 10:00:00"


def written(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def workbook(path: Path, **sheets: Sequence[Sequence[object]]) -> Path:
    book = Workbook()
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    del book["Sheet"]
    book.save(path)
    return path


def ties(survey: Survey, relation: str) -> set[tuple[str, str]]:
    rows = survey.ties[(survey.ties["relation"] == relation) & (survey.ties["strength"] != 0)]
    return set(zip(rows["source"], rows["target"], strict=True))


@pytest.fixture
def google(tmp_path: Path) -> Survey:
    heads = ["Marca temporal", "Nombre de su empresa"]
    heads += [f"¿Con qué empresas tiene relación? [{firm}]" for firm in FIRMS]
    heads += ["¿A qué empresas pide consejo técnico? (escriba los nombres)"]
    both, one, two = "Contrato formal, Ayuda informal", "Contrato formal", "Ayuda informal"
    rows = [
        ["Curtidos Sol SA", "", one, both, "Ninguna", "Suelas Norte, Calzados Pérez, S.L."],
        ["suelas norte", one, "", "", "", "Curtidos Sol\nHormas del Sur\nMaquinaria Ruiz"],
        ["CALZADOS PEREZ SL", two, "", "", one, ""],
        ["Hormas del sur", "", "", "", "", "ninguna"],
    ]
    return read_survey(written(tmp_path / "g.csv", [heads, *([TIMES, *row] for row in rows)]))


def test_two_choices_in_one_cell_of_a_grid_are_two_ties(google: Survey) -> None:
    sol, norte, perez, sur = FIRMS
    assert set(google.relations.index) == {"contrato_formal", "ayuda_informal", "pide_consejo"}
    assert ties(google, "contrato_formal") == {
        (sol, norte), (sol, perez), (norte, sol), (perez, sur)
    }  # fmt: skip
    assert ties(google, "ayuda_informal") == {(sol, perez), (perez, sol)}


def test_names_are_cut_at_line_breaks_and_commas_but_not_before_a_legal_form(
    google: Survey,
) -> None:
    sol, norte, perez, sur = FIRMS
    assert ties(google, "pide_consejo") == {
        (sol, norte), (sol, perez), (norte, sol), (norte, sur), (norte, "Maquinaria Ruiz")
    }  # fmt: skip
    states = google.responses[google.responses["relation"] == "pide_consejo"]
    told = dict(zip(states["actor"], states["state"], strict=True))
    assert [told[firm] for firm in (sol, perez, sur)] == ["answered", "silent", "answered"]


LIME = ["id", "submitdate", "lastpage", "startlanguage", "seed", "Q0"]


def lime(path: Path) -> Survey:
    codes = [f"SQ00{k}" for k in (1, 2, 3, 4)]
    heads = [*LIME, *(f"Q1[{code}]" for code in codes), *(f"Q7[SQ00{k + 1}]" for k in range(3))]
    rows = [
        [1, "2026-01-01 10:00:00", 3, "es", 1, "Curtidos Sol SA", "", 1, 3, "", 5, 4, 3],
        [2, "2026-01-01 10:00:00", 3, "es", 1, "suelas norte", 2, "", "", 1, 1, 2, 3],
        [3, "", 1, "es", 1, "CALZADOS PEREZ SL", "", "", "", "", "", "", ""],
    ]
    firms = [["code", "name"], *zip(codes, FIRMS, strict=True)]
    return read_survey(workbook(path, results=[heads, *rows], firms=firms))


def test_codes_of_a_list_of_firms_stand_for_the_firms(tmp_path: Path) -> None:
    survey = lime(tmp_path / "lime.xlsx")
    sol, norte, perez, sur = FIRMS
    assert ties(survey, "q1") == {(sol, norte), (sol, perez), (norte, sol), (norte, sur)}
    assert set(survey.actors.index) == set(FIRMS)
    told = survey.assumptions[survey.assumptions["code"] == "codes_of_firms"]["assumption"]
    assert told.str.contains("'Q1'").all() and not told.str.contains("Q7").any()
    assert len(told) == 1
    assert set(survey.relations.index) == {"q1"}


def test_strengths_named_importance_belong_to_partners_of_the_same_number(tmp_path: Path) -> None:
    heads = ["Empresa", *(f"Proveedor {k}" for k in (1, 2)), *(f"Importancia {k}" for k in (1, 2))]
    rows = [
        ["Ana Molina", "Bodegas Luna", "Cueros Díaz", 5, 3],
        ["Bodegas Luna", "Cueros Diaz", "", 2, ""],
        ["Cueros Díaz", "ninguno", "", "", ""],
    ]
    survey = read_survey(written(tmp_path / "names.csv", [heads, *rows]))
    found = survey.ties[["source", "target", "strength"]].itertuples(index=False, name=None)
    assert set(found) == {
        ("Ana Molina", "Bodegas Luna", 5.0),
        ("Ana Molina", "Cueros Díaz", 3.0),
        ("Bodegas Luna", "Cueros Díaz", 2.0),
    }


def test_an_empty_cell_is_no_answer_where_others_chose_none(google: Survey) -> None:
    sol, norte, perez, sur = FIRMS
    states = google.responses[google.responses["relation"] == "contrato_formal"]
    told = dict(zip(states["actor"], states["state"], strict=True))
    assert told == {
        sol: "answered", norte: "partly", perez: "partly", sur: "silent",
        "Maquinaria Ruiz": "not_asked",
    }  # fmt: skip


def test_what_was_written_under_other_was_named_but_never_asked(tmp_path: Path) -> None:
    heads = ["Respondent ID", "Collector ID", "Date Created", "Date Modified", "IP Address"]
    below = [""] * len(heads)
    heads += ["Which company do you represent?", "Which of these firms do you buy from?"]
    below += ["Open-Ended Response", *FIRMS, "Other (please specify)"]
    heads += [""] * (len(below) - len(heads))
    sol, norte, perez, sur = FIRMS
    begin = ["11800000001", "4", "01/02/2026", "01/02/2026", "1.1.1.1"]
    rows = [
        [*begin, sol, "", norte, "", "", "Nube SA; Hormas del Sur"],
        [*begin, norte, sol, "", "", "", ""],
    ]
    survey = read_survey(written(tmp_path / "monkey.csv", [heads, below, *rows]))
    assert ties(survey, "buy") == {(sol, norte), (sol, "Nube SA"), (sol, sur), (norte, sol)}
    assert not survey.actors.loc["Nube SA", "in_cluster"]
    assert survey.actors.loc[list(FIRMS), "in_cluster"].all()
    told = dict(zip(survey.responses["actor"], survey.responses["state"], strict=True))
    assert (told["Nube SA"], told[perez], told[norte]) == ("not_asked", "silent", "answered")
    assert "unlisted_name" in set(survey.problems["code"])


def test_a_number_that_looks_like_a_code_of_no_answer_is_pointed_at(tmp_path: Path) -> None:
    heads = ["Empresa", *(f"Consejo - {firm}" for firm in FIRMS)]
    answers = [("", 3, 99, 0), (2, "", 0, 99), (1, 2, "", 0), (99, 1, 3, "")]
    rows = [[firm, *cells] for firm, cells in zip(FIRMS, answers, strict=True)]
    path = written(tmp_path / "codes.csv", [heads, *rows])
    survey = read_survey(path)
    (problem,) = survey.problems[survey.problems["code"] == "code_like_strength"].itertuples()
    assert (problem.row, problem.column, problem.value) == (5, f"Consejo - {FIRMS[0]}", "99")
    assert "(3 cells)" in problem.problem
    mapping = tmp_path / "m.toml"
    mapping.write_text(
        'respondent = "Empresa"\nmissing = ["99"]\n[[relations]]\nid = "consejo"\n'
        'columns = "Consejo - {firm}"\n',
        encoding="utf-8",
    )
    again = read_survey(path, mapping=mapping)
    assert "code_like_strength" not in set(again.problems["code"])
    assert len(ties(survey, "consejo")) == len(ties(again, "consejo")) + 3
    assert again.ties["strength"].max() == 3


def test_firms_of_a_list_are_known_where_others_name_them(tmp_path: Path) -> None:
    answers = [
        ["Empresa", "Proveedores principales", "Clientes principales"],
        ["Ana Molina", "Bodegas Luna; Cueros Díaz; Nube SA", "Delta Pack"],
        ["Bodegas Luna", "Ana Molina SA", "Eco Fibras; Cueros Diaz"],
        ["Cueros Díaz", "no tiene", "NS/NC"],
    ]
    names = ["Ana Molina SA", "Bodegas Luna", "Cueros Díaz", "Delta Pack", "Eco Fibras"]
    firms = [["id", "nombre"], *([f"F{k}", name] for k, name in enumerate(names))]
    survey = read_survey(workbook(tmp_path / "s.xlsx", respuestas=answers, empresas=firms))
    ana, luna, cueros, delta, eco = names
    assert ties(survey, "clientes_principales") == {(ana, delta), (luna, eco), (luna, cueros)}
    assert set(survey.actors.index) == {*names, "Nube SA"}
    states = survey.responses[survey.responses["actor"] == cueros]
    assert dict(zip(states["relation"], states["state"], strict=True)) == {
        "proveedores": "answered", "clientes_principales": "silent"
    }  # fmt: skip
    told = survey.assumptions[survey.assumptions["code"] == "answers_untold"]["assumption"]
    assert told.str.contains("'NS/NC'").all() and len(told) == 1


def test_spellings_of_a_firm_outside_are_merged_and_said(tmp_path: Path) -> None:
    heads = ["Empresa", "Proveedor 1", "Proveedor 2", "¿Exporta?", "Empleados"]
    rows = [
        ["Ana Molina", "Eco Fibras SL", "Bodegas Luna", "Sí", "diez"],
        ["Bodegas Luna", "Eco Fibras", "Ana Molina", "No", 5],
    ]
    survey = read_survey(written(tmp_path / "names.csv", [heads, *rows]))
    assert len(survey.actors) == 3
    told = survey.assumptions[survey.assumptions["code"] == "merged_name"]["assumption"]
    assert told.str.contains("'Eco Fibras SL'").sum() == 1
    (problem,) = survey.problems[survey.problems["code"] == "not_a_number"].itertuples()
    assert (problem.row, problem.column, problem.value) == (2, "size", "diez")
    (unused,) = survey.problems[survey.problems["code"] == "columns_not_used"].itertuples()
    assert "¿Exporta?" in unused.problem


@pytest.mark.parametrize(
    ("question", "said"), [("Consejo: rank", True), ("Consejo: franca y abierta", False)]
)
def test_ranks_are_not_taken_for_strengths_without_a_word(
    tmp_path: Path, question: str, said: bool
) -> None:
    heads = ["Empresa", *(f"{question} [{firm}]" for firm in FIRMS)]
    answers = [("", 1, 2, 3), (2, "", 1, ""), (1, 2, "", ""), ("", 1, "", "")]
    rows = [[firm, *cells] for firm, cells in zip(FIRMS, answers, strict=True)]
    survey = read_survey(written(tmp_path / "ranks.csv", [heads, *rows]))
    assert len(survey.ties) == 8
    assert ("ranks_as_strength" in set(survey.problems["code"])) == said


def test_a_roster_below_a_title_is_found_and_its_totals_pointed_at(tmp_path: Path) -> None:
    answers = [["", 3, 0, 1], [2, "", 0, 0], [0, 0, "", 3], [""] * 4]
    table = [["Empresa", "Sector", *FIRMS]]
    table += [[firm, "Cuero", *cells] for firm, cells in zip(FIRMS, answers, strict=True)]
    titles: list[list[object]] = [["Encuesta de relaciones 2026"], []]
    plain = read_survey(workbook(tmp_path / "plain.xlsx", Encuesta=table))
    titled = read_survey(workbook(tmp_path / "titled.xlsx", Encuesta=[*titles, *table]))
    assert ties(titled, "tie") == ties(plain, "tie") and len(ties(plain, "tie")) == 4
    assert titled.actors["sector"].tolist() == plain.actors["sector"].tolist()
    assert "header_below_titles" in set(titled.assumptions["code"])
    totals = [["Total", "", 2, 3, 0, 4], ["Fuente: trabajo de campo"]]
    added = read_survey(workbook(tmp_path / "t.xlsx", Encuesta=[*titles, *table, *totals]))
    assert "total_like_name" in set(added.problems["code"])
    assert not added.actors.index.str.contains("Fuente").any()
    (left,) = added.problems[added.problems["code"] == "response_left_out"].itertuples()
    assert (left.row, left.value) == (9, "Fuente: trabajo de campo")

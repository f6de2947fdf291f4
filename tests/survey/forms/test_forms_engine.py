"""What the columns of a form mean, told by the form itself."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest

from tiesnet.errors import SurveyError
from tiesnet.survey.forms import every_form, propose, tables_of
from tiesnet.survey.forms.form import CHOSEN, MANY, SINGLE, TECHNICAL, Form, Question
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Options

Head = str | tuple[str, ...]
Rows = list[dict[str, str]]


def form(heads: Sequence[Head], rows: Sequence[Sequence[str]], **known: object) -> Form:
    """A form; a head is a text, or (text, item), or (text, item, kind, code)."""
    questions = []
    for place, head in enumerate(heads):
        text, item, kind, code = (*((head,) if isinstance(head, str) else head), *[""] * 4)[:4]
        header = f"{text} [{item}]" if item else text
        questions.append(
            Question(place, header, text, code, item, kind=kind or SINGLE, separator=";")
        )
    cells = pd.DataFrame(list(rows), columns=range(len(heads)), dtype=object)
    numbers = np.arange(2, 2 + len(rows))
    return Form("Tool", "answers", "export.csv", "", questions, cells, numbers, **known)  # type: ignore[arg-type]


def read(*forms: Form) -> tuple[dict[str, Rows], Log]:
    log = Log()
    tables = tables_of(forms, Options(), log)
    made = {
        table.name: table.frame.set_axis(table.headers, axis=1).to_dict("records")
        for table in tables
    }
    log.raise_if_fatal()
    return made, log


def codes(log: Log) -> set[str]:
    return {row["code"] for row in log.problem_rows()}


def ties(made: dict[str, Rows]) -> set[tuple[str, ...]]:
    return {
        (row["source"], row["target"], row["relation"], row.get("strength", ""))
        for row in made["ties"]
    }


def states(made: dict[str, Rows]) -> dict[tuple[str, str], str]:
    return {(row["actor"], row["relation"]): row["state"] for row in made["responses"]}


ROSTER = [("Advice", "Acme"), ("Advice", "Beta"), ("Advice", "Gamma")]


@pytest.mark.parametrize(
    "head",
    [
        "Your firm",
        "¿Cuál es el nombre de su empresa?",
        "Nome da sua empresa",
        "Nome dell'impresa",
        "Nom de votre entreprise",
        "Name Ihres Unternehmens",
    ],
)
def test_the_firm_that_answers_is_found_in_six_languages(head: str) -> None:
    made, _ = read(
        form(
            [head, *ROSTER],
            [
                ["Xena", "3", "", ""],
                ["Yara", "", "2", ""],
                ["Acme", "", "1", ""],
                ["Beta", "2", "", ""],
            ],
        )
    )
    assert ties(made) == {
        ("Xena", "Acme", "advice", "3"),
        ("Yara", "Beta", "advice", "2"),
        ("Acme", "Beta", "advice", "1"),
        ("Beta", "Acme", "advice", "2"),
    }
    assert {row["id"]: row["respondent"] for row in made["actors"]} == {
        "Xena": "yes",
        "Yara": "yes",
        "Acme": "yes",
        "Beta": "yes",
        "Gamma": "no",
    }


def test_no_tie_not_answered_and_not_asked_stay_apart() -> None:
    rows = [
        ["Acme", "", "0", "3"],
        ["Beta", "1", "", ""],
        ["Gamma", "", "", ""],
        ["Delta", "N/A", "N/A", "N/A"],
    ]
    made, log = read(form(["Company", *ROSTER], rows, not_asked=frozenset({"N/A"})))
    assert states(made) == {
        ("Acme", "advice"): "answered",
        ("Beta", "advice"): "partly",
        ("Gamma", "advice"): "silent",
        ("Delta", "advice"): "not_asked",
    }
    assert ties(made) == {("Acme", "Gamma", "advice", "3"), ("Beta", "Acme", "advice", "1")}
    said = [row for row in log.problem_rows() if row["code"] == "item_not_answered"]
    assert len(said) == 1 and "1 cell" in said[0]["problem"]


def test_where_nobody_answers_no_an_empty_cell_is_no_tie() -> None:
    made, log = read(form(["Company", *ROSTER], [["Acme", "", "1", ""], ["Beta", "1", "", "1"]]))
    assert set(states(made).values()) == {"answered"}
    assert "item_not_answered" not in codes(log)
    assert {row.get("strength", "") for row in made["ties"]} == {""}


def test_chosen_options_and_the_option_nobody() -> None:
    heads = [*(("Advice", name, CHOSEN) for name in ("Acme", "Beta", "None of these"))]
    rows = [["Acme", "", "Y", ""], ["Beta", "", "", "Y"], ["Gamma", "", "", ""]]
    known = {"yes": frozenset({"Y"}), "no": frozenset({""})}
    made, _ = read(form(["Company", *heads], rows, **known))
    assert ties(made) == {("Acme", "Beta", "advice", "")}
    assert states(made) == {
        ("Acme", "advice"): "answered",
        ("Beta", "advice"): "answered",
        ("Gamma", "advice"): "silent",
    }
    assert "None of these" not in {row["id"] for row in made["actors"]}


def test_words_are_ranked_only_where_they_hold_numbers() -> None:
    rows = [["Acme", "", "Often", "Never"], ["Beta", "Sometimes", "", "Never"]]
    made, log = read(form(["Company", *ROSTER], rows))
    assert "answers_not_ranked" in codes(log)
    assert {row["answer"] for row in made["ties"]} == {"Often", "Sometimes"}
    rows = [["Acme", "", "3 - Often", "0 - Never"], ["Beta", "2 - Sometimes", "", "1 - Rarely"]]
    made, log = read(form(["Company", *ROSTER], rows))
    assert "answers_not_ranked" not in codes(log)
    assert ties(made) == {
        ("Acme", "Beta", "advice", "3"),
        ("Beta", "Acme", "advice", "2"),
        ("Beta", "Gamma", "advice", "1"),
    }


def test_a_second_question_about_the_same_firms_describes_the_ties() -> None:
    heads = [
        "Company",
        *(("Whom do you ask for advice? – Strength", name, "", "Q1.a") for name in "AB"),
        *(("Whom do you ask for advice? – Trust", name, "", "Q1.b") for name in "AB"),
    ]
    made, _ = read(form(heads, [["A", "", "2", "", "5"], ["B", "1", "", "4", ""]]))
    found = {(row["source"], row["strength"], row["trust"]) for row in made["ties"]}
    assert found == {("A", "2", "5"), ("B", "1", "4")}
    assert len(made["relations"]) == 1


def test_a_cell_with_several_kinds_of_tie_makes_several_relations() -> None:
    heads = ["Company", *(("With whom do you work?", name, MANY) for name in ("Acme", "Beta"))]
    rows = [["Acme", "", "Formal contract; Informal help"], ["Beta", "Informal help", ""]]
    made, _ = read(form(heads, rows))
    assert ties(made) == {
        ("Acme", "Beta", "formal_contract", ""),
        ("Acme", "Beta", "informal_help", ""),
        ("Beta", "Acme", "informal_help", ""),
    }
    assert states(made)["Beta", "formal_contract"] == "answered"


def test_repeated_questions_belong_to_their_response() -> None:
    child = form(
        ["Name of the firm", "Strength", "Parent"],
        [["Beta", "3", "1"], ["Zeta", "2", "1"], ["Acme", "1", "2"], ["Lost", "1", "9"]],
        parent=2,
    )
    child = Form(**{**vars(child), "name": "suppliers", "sheet": "suppliers"})
    main = form(
        ["Company", ("Index", "", TECHNICAL)],
        [["Acme", "1"], ["Beta", "2"], ["Gamma", "3"]],
        key=1,
        repeats=[child],
    )
    made, _ = read(main)
    assert ties(made) == {
        ("Acme", "Beta", "suppliers", "3"),
        ("Acme", "Zeta", "suppliers", "2"),
        ("Beta", "Acme", "suppliers", "1"),
    }
    assert states(made)["Gamma", "suppliers"] == "silent"


def test_the_last_whole_response_of_a_firm_counts() -> None:
    rows = [
        ["Acme", "", "2", "1"],
        ["ACME", "", "3", "1"],
        ["Acme", "", "", ""],
        ["Beta", "1", "", ""],
        ["Beta", "5", "", ""],
        ["", "5", "", "1"],
    ]
    made, log = read(form(["Company", *ROSTER], rows, dropped={6: "not finished"}))
    assert ties(made) == {
        ("Acme", "Beta", "advice", "3"),
        ("Acme", "Gamma", "advice", "1"),
        ("Beta", "Acme", "advice", "1"),
    }
    problems = log.problem_rows()
    again = sorted(row["row"] for row in problems if row["code"] == "several_responses")
    assert again == [2, 4]
    assert [row["row"] for row in problems if row["code"] == "response_left_out"] == [6]
    assert [row["row"] for row in problems if row["code"] == "missing_respondent"] == [7]


def test_statements_memberships_attributes_and_what_is_left() -> None:
    statements = [("We agree on", "The aims of the cluster are shared"),
                  ("We agree on", "Our firm trusts its partners a lot")]  # fmt: skip
    heads = [
        "Company",
        *ROSTER,
        *statements,
        ("Are you a member of these associations?", "Chamber", CHOSEN),
        ("Are you a member of these associations?", "Guild", CHOSEN),
        "Number of employees",
        "E-mail address",
        "Remarks",
        "Round",
    ]
    rows = [
        ["Acme", "", "1", "", "4", "5", "1", "0", "12", "a@b.c", "none", "2"],
        ["Beta", "1", "", "", "2", "3", "1", "1", "7", "b@b.c", "well", "2"],
    ]
    made, log = read(form(heads, rows))
    assert {(row["actor"], row["item"], row["answer"]) for row in made["items"]} == {
        ("Acme", statements[0][1], "4"),
        ("Acme", statements[1][1], "5"),
        ("Beta", statements[0][1], "2"),
        ("Beta", statements[1][1], "3"),
    }
    assert {(row["actor"], row["organisation"]) for row in made["affiliations"]} == {
        ("Acme", "Chamber"),
        ("Beta", "Chamber"),
        ("Beta", "Guild"),
    }
    assert {row["id"]: row.get("size") for row in made["actors"]}["Beta"] == "7"
    assert {row["wave"] for row in made["ties"]} == {"2"}
    problems = {row["code"]: row["problem"] for row in log.problem_rows()}
    assert "E-mail address" in problems["private_columns"]
    assert "'Remarks'" in problems["columns_not_used"]
    assert "a@b.c" not in str(made) + str(problems)


def test_kinds_of_actors_outside_are_named_as_such() -> None:
    kinds = ["University", "Bank", "Chamber", "Government"]
    heads = ["Company", *(("From whom do you get information?", kind) for kind in kinds)]
    made, _ = read(form(heads, [["Acme", "1", "0", "1", "0"], ["Beta", "0", "0", "0", "1"]]))
    assert {(source, target) for source, target, *_ in ties(made)} == {
        ("Acme", "University"),
        ("Acme", "Chamber"),
        ("Beta", "Government"),
    }
    actors = {row["id"]: row for row in made["actors"]}
    assert actors["University"]["kind"] == "research"
    assert {name: row["in_cluster"] for name, row in actors.items()} == {
        "Acme": "yes",
        "Beta": "yes",
        **dict.fromkeys(kinds, "no"),
    }
    assert {actors[kind]["respondent"] for kind in kinds} == {""}


def test_what_cannot_be_told_is_said_with_a_way_out() -> None:
    rows = [["a", "1", "2"], ["b", "2", "1"]]
    with pytest.raises(SurveyError) as caught:
        read(form(["Case", ("Q1", "Acme"), ("Q1", "Beta")], rows))
    assert "tiesnet map" in caught.value.repair
    assert {row["code"] for row in caught.value.problems} == {"unclear_form"}
    assert "'Case'" in caught.value.problem


def test_blocks_without_items_are_completed_from_their_wording() -> None:
    def ask(code: str, number: str, text: str) -> Question:
        return Question(0, f"{code}_{number}", text, code, "", number)

    names = ["Mouse, Mickey", "Duck, Donald", "Hook, Captain", "Bell, Tinker"]
    whole = [ask("Q1", str(k), f"Friends_{k} - Friends - {name}") for k, name in enumerate(names)]
    cut = [
        ask("Q2", str(k), f"Help_{k} - Help - {name if k else ''}".rstrip())
        for k, name in enumerate(names)
    ]
    questions = [
        Question(k, q.header, q.text, q.code, "", q.item_code) for k, q in enumerate([*whole, *cut])
    ]
    cells = pd.DataFrame([[""] * 8], columns=range(8), dtype=object)
    bare = Form("Tool", "t", "t.csv", "", questions, cells, np.array([2]))
    (found,) = every_form([bare])
    assert [q.item for q in found.questions] == [*names, *names]
    assert {q.text for q in found.questions} == {"Friends", "Help"}


def test_the_same_form_gives_the_same_plan() -> None:
    made = form(["Company", *ROSTER], [["Acme", "", "1", ""], ["Beta", "1", "", "1"]])
    assert propose([made], Log()) == propose([made], Log())

"""What tests, files and the terminal say is asked of the catalogues, word for word."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from tests.language import pseudo

from tiesnet.cli.group import main, tiesnet
from tiesnet.cli.spoken import LANG, asked_language, help_texts, spoken
from tiesnet.exports import outcome_tables, workbook_bytes
from tiesnet.inference import (
    Outcome,
    attribute_test,
    cug,
    mrqap,
    qap,
    rank_intervals,
    regress,
)
from tiesnet.language import either, in_language, say, word
from tiesnet.metrics import measure
from tiesnet.network import build_network
from tiesnet.survey import read_survey

SURVEYS = Path(__file__).resolve().parents[2] / "surveys"
FLORENCE = SURVEYS / "florentine-families"


_own, _left = pseudo.own, pseudo.left


def _said(outcome: Outcome) -> Iterator[str]:
    yield say(outcome.title)
    yield from (*outcome.sentences, outcome.method, *outcome.assumptions, *outcome.cautions)
    yield from (say(name) for name in outcome.parameters)
    for table in outcome_tables(outcome):
        yield from (say(table.title), say(table.reading), say(table.note))
        for column in table.columns:
            yield from (say(column.label), say(column.unit), say(column.definition))
            yield from (text for text in table.rows[column.key] if isinstance(text, str))


FEW = {"replications": 19, "workers": 1}
TESTS: dict[str, Any] = {
    "qap": lambda net: qap(net, **FEW),
    "cug": lambda net: cug(net, metrics=["transitivity", "degree"], **FEW),
    "mrqap": lambda net: mrqap(net, "marriage ~ business + absdiff(wealth)", **FEW),
    "attributes": lambda net: attribute_test(net, ["degree"], ["wealth"], **FEW),
    "regression": lambda net: regress(net, "wealth ~ degree(marriage)", **FEW),
    "intervals": lambda net: rank_intervals(
        net, ["degree"], cause="lost actors", share=0.2, draws=20, workers=1
    ),
}


@pytest.mark.parametrize("name", TESTS)
def test_a_test_says_nothing_past_the_catalogues(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pseudo.marking(monkeypatch):
        net = build_network(read_survey(FLORENCE))
        texts = list(_said(TESTS[name](net)))
    assert _left(texts, _own(net)) == []


def _cells(data: bytes) -> Iterator[str]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book:
        yield sheet.title
        if "Sources" in sheet.title:  # works are cited as they are
            continue
        yield from (str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell)


def test_a_workbook_says_nothing_past_the_catalogues(monkeypatch: pytest.MonkeyPatch) -> None:
    with pseudo.marking(monkeypatch):
        net = build_network(read_survey(FLORENCE))
        cells = list(_cells(workbook_bytes(measure(net))))
    assert _left(cells, _own(net)) == []


FAULTY = {
    "actors.csv": "id,name,kind,in_cluster,size,exports,e-mail\n"
    "a,Acme,firm,yes,ten,150,x@y.org\na,Acme SA,firm,maybe,-3,5,\nb,Bolt,shop,yes,1e99,,\n,,,,,,\n",
    "ties.csv": "source,target,relation,strength,colour,wave\na,b,buys,9,red,\nb,b,buys,1,,\n"
    "a,zz,buys,many,,\n,b,buys,1,,\na,b,buys,2,blue,\nb,a,rows,1,,\n",
    "relations.csv": "id,label,formality,directed,scale_min,scale_max\nbuys,Buys,odd,yes,1,3\n",
    "responses.csv": "actor,relation,status\na,buys,perhaps\nqq,buys,answered\n",
}


def test_problems_are_said_in_the_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in FAULTY.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pseudo.marking(monkeypatch):
        survey = read_survey(tmp_path)
    texts = [*survey.problems["problem"], *survey.problems["repair"]]
    texts += list(survey.assumptions["assumption"])
    assert len(texts) > 20
    names = re.compile(r"Acme|Bolt|\w+\.csv|x@y\.org|in_cluster|exports|kind|size")
    assert _left(texts, names) == []


COMMANDS = (
    ["check", str(FLORENCE)],
    ["measure", str(FLORENCE), "--metric", "degree", "--layer", "marriage"],
    ["qap", str(FLORENCE), "--replications", "19", "--workers", "1"],
    ["metrics", "holes"],
    ["diagnoses"],
    ["export", "--list"],
    ["figure", "--list"],
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_the_terminal_says_nothing_past_the_catalogues(
    command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "4000")
    with pseudo.marking(monkeypatch):
        net = build_network(read_survey(FLORENCE))
        found = CliRunner().invoke(tiesnet, command)
    assert found.exception is None or isinstance(found.exception, SystemExit), found.exception
    lines = " ".join(found.output.split("\n"))
    assert _left([lines], _own(net)) == []


def test_the_help_of_every_command_is_in_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    with pseudo.marking(monkeypatch) as asked:
        for command in tiesnet.commands.values():
            helped = spoken(command).get_help(_context(command))
            assert pseudo.OPEN in helped
            assert {(text,) for text in help_texts(command)} <= asked.asked


def _context(command: Any) -> Any:
    import click

    return click.Context(spoken(command), info_name=command.name)


def test_the_language_of_a_command_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked_language(["report", "s.xlsx", "--lang", "pt"]) == "pt"
    assert asked_language(["report", "--lang=it"]) == "it"
    assert asked_language(["report", "--lang"]) == "en"
    monkeypatch.setenv(LANG, "es")
    assert asked_language(["report"]) == "es"
    with pytest.raises(SystemExit) as ended:
        main(["report", "--help"])
    assert ended.value.code == 0
    assert "Escribe el informe de una encuesta." in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["--help", "--lang", "it"])
    assert "Scrive il rapporto di un'indagine." in capsys.readouterr().out


def test_a_word_is_said_where_it_is_filled_in() -> None:
    assert word("both ways") == "both ways"
    with in_language("es"):
        assert say("{label}, strength", label=word("both ways")) == "en ambos sentidos, intensidad"
        assert say("{label}, strength", label="both ways") == "both ways, intensidad"


def test_what_can_be_chosen_is_listed() -> None:
    assert either(["A", "B", "C"]) == "A, B or C"
    with in_language("es"):
        assert either(["plata", "oro"]) == "plata u oro"
    with in_language("it"):
        assert either(["A"]) == "A"


def test_names_for_programs_are_not_in_tables_for_people() -> None:
    outcome = cug(build_network(read_survey(FLORENCE)), metrics=["transitivity"], **FEW)
    (shown,) = (one for one in outcome_tables(outcome) if one.key == "cug")
    assert "transitivity" in set(outcome.table()["metric"])
    assert "metric" not in shown.rows
    assert "Measure" in [column.label for column in shown.columns]
    assert "transitivity" not in {str(cell) for cell in shown.rows.to_numpy().ravel()}
    assert "transitivity" not in outcome.tables[0]._repr_html_()

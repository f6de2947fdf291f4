"""Errors of a command line in the language it asks for."""

from __future__ import annotations

import click
import pytest

from tiesnet.cli import main
from tiesnet.cli.refused import show_refused

CASES = {
    "report": "Falta SURVEY.",
    "nosuch": "No existe el comando nosuch.",
    "": "Falta un comando.",
    "reporf": "¿Quiso decir",
    "report x --nope": "No existe la opción --nope.",
    "report x -o y": "SURVEY: no existe ningún archivo o carpeta 'x'.",
    "figure {here} network": "Falta -o / --output.",
    "demo --workers 5": "--workers: se necesita un número entero de 1 a 2.",
    "demo --workers two": "--workers: se necesita un número entero de 1 a 2.",
    "report {here} -o y --seed x": "--seed: se necesita un número entero.",
    "report {here} -o y --max-cells 0": "se necesita un número entero de 1 como mínimo.",
}


@pytest.mark.parametrize("line", CASES)
def test_what_is_wrong_is_said_in_spanish(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--lang", "es", *line.format(here=__file__).split()])
    told = capsys.readouterr().err
    assert end.value.code == 2
    assert CASES[line] in told
    assert "Ayuda: tiesnet" in told
    assert not [word for word in ("Usage", "Try", "Missing", "Invalid", "No such") if word in told]


def test_english_stays_as_click_says_it(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["report", "x", "--nope"])
    assert "No such option" in capsys.readouterr().err
    show_refused(click.ClickException("something else"))
    assert capsys.readouterr().err == "Error: something else\n"


def test_what_an_option_needs_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["pseudonymise", "--help", "--lang", "es"])
    told = " ".join(capsys.readouterr().out.split())
    assert "[obligatorio]" in told
    assert "[predeterminado: 3; x>=2]" in told
    assert not [word for word in ("required", "default") if word in told]

"""Errors of a command line in the language it asks for."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from tiesnet.cli import main
from tiesnet.cli.refused import show_refused
from tiesnet.language import in_language

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
    "robustness {here} --level 2": "--level: se necesita un número de 0,5 a 0,999.",
    "report {here} -o {here}": "test_refused.py' es un archivo, y se necesita una carpeta.",
    "figure {here} network -o {folder}": "' es una carpeta, y se necesita un archivo.",
    "report {here} -o y --names nosuch.csv": "--names: no existe el archivo 'nosuch.csv'.",
    "report {here} -o y z": "Esto sobra: z.",
    "report {here} -o": "-o necesita un valor.",
    "report {here} --overwrite=1": "--overwrite no lleva ningún valor.",
    "verify -o x.txt": "x.txt no termina en .csv",
}
CLICKS = "Usage|OPTIONS|Try|Missing|Invalid|No such|File|Directory|Path|Got|Option|COMMAND|require"


@pytest.mark.parametrize("line", CASES)
def test_what_is_wrong_is_said_in_spanish(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        folder = Path(__file__).parent
        main(["--lang", "es", *line.format(here=__file__, folder=folder).split()])
    told = capsys.readouterr().err
    assert end.value.code == 2
    assert CASES[line] in told
    assert "Ayuda: tiesnet" in told or CASES[line].startswith("-")  # click forgets the command
    assert not re.findall(rf"\b(?:{CLICKS})\b", told)


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
    assert "Uso: tiesnet pseudonymise [OPCIONES]" in told
    assert not [word for word in ("required", "default") if word in told]


@pytest.mark.parametrize("state", ["readable", "writable"])
def test_a_sentence_of_click_that_only_a_file_provokes(
    state: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever may do everything on a machine never sees it: it is told as click tells it."""
    told = {"readable": "no se puede leer", "writable": "no se puede escribir en"}
    with in_language("es"):
        show_refused(click.BadParameter(f"File 'a.csv' is not {state}.", param_hint="--names"))
        show_refused(click.BadParameter("something new", param_hint="--names"))
    said = capsys.readouterr().err
    assert told[state] in said
    assert "--names: something new" in said

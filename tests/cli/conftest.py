"""Running the command line inside the test, and a small survey to run it on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tiesnet.cli import main

TABLES = {
    "ties": (
        "source,target,relation,strength,reported_by\n"
        "Acme,Beta,sells_to,3,Acme\n"
        "Beta,Gamma,sells_to,2,Beta\n"
        "Acme,Gamma,advice,1,Acme\n"
        "Gamma,Delta,advice,2,Gamma\n"
        "Beta,Acme,advice,2,Beta\n"
    ),
    "actors": (
        "id,kind,in_cluster,respondent,stage\n"
        "Acme,firm,yes,yes,1\n"
        "Beta,firm,yes,yes,1\n"
        "Gamma,firm,yes,yes,2\n"
        "Delta,firm,yes,no,2\n"
        "Alone,firm,yes,yes,2\n"
    ),
    "relations": (
        "id,label,formality,content,directed,flow,scale_min,scale_max\n"
        "sells_to,Sells to,formal,trade,yes,with_arrow,0,3\n"
        "advice,Asks for advice,informal,knowledge,yes,against_arrow,0,3\n"
    ),
    "stages": "id,order,label\n1,1,Parts\n2,2,Assembly\n",
}


@dataclass(frozen=True)
class Ran:
    """What a command answered."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run ``tiesnet`` with some arguments; outputs are those of a pipe."""

    def runner(*args: object) -> Ran:
        with pytest.raises(SystemExit) as end:
            main([str(arg) for arg in args])
        shown = capsys.readouterr()
        return Ran(int(end.value.code or 0), shown.out, shown.err)

    return runner


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    """A folder with a survey of five firms; Delta is silent, Alone has no ties."""
    return write_survey(tmp_path / "survey")


def write_survey(folder: Path, **changes: str) -> Path:
    """Write the small survey, some of its tables changed."""
    folder.mkdir()
    for name, text in {**TABLES, **changes}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def changed_survey(tmp_path: Path) -> Callable[..., Path]:
    """Write the small survey with some tables changed."""
    return lambda **changes: write_survey(tmp_path / "changed", **changes)

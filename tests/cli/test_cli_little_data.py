"""Surveys with little or nothing in them end with an answer, never with a traceback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

HEADER = "source,target,relation,strength,reported_by\n"
ACTORS = "id,kind,in_cluster,respondent,stage\n"
RELATIONS = (
    "id,formality,content,directed,flow,scale_min,scale_max\n"
    "sells_to,formal,trade,yes,with_arrow,0,3\n"
    "advice,informal,knowledge,yes,against_arrow,0,3\n"
)
FIRMS = f"{ACTORS}a,firm,yes,yes,1\nb,firm,yes,yes,2\nc,firm,yes,yes,1\n"
TIES = f"{HEADER}a,b,sells_to,2,a\nb,c,advice,1,b\n"

# Surveys by what is little about them: the tables, and the exit code of check.
LITTLE: dict[str, tuple[dict[str, str], int]] = {
    "header only": ({"ties": "source,target\n"}, 0),
    "all rows refused": ({"ties": "source,target\na,a\n,b\nc,\n"}, 1),
    "all rows refused, firms known": ({"ties": f"{HEADER}a,a,sells_to,1,a\n", "actors": FIRMS}, 1),
    "firms without ties": ({"ties": HEADER, "actors": FIRMS, "relations": RELATIONS}, 0),
    "one firm": ({"ties": HEADER, "actors": f"{ACTORS}a,firm,yes,yes,1\n"}, 0),
    "one silent firm": ({"ties": HEADER, "actors": f"{ACTORS}a,firm,yes,no,1\n"}, 0),
    "all firms silent": (
        {"ties": TIES.replace(",a\n", ",\n"), "actors": FIRMS.replace("yes,yes", "yes,no")},
        0,
    ),
    "all firms silent, no ties": (
        {"ties": HEADER, "actors": FIRMS.replace("yes,yes", "yes,no")},
        0,
    ),
    "no firm inside": ({"ties": TIES, "actors": FIRMS.replace("firm,yes", "firm,no")}, 0),
    "only institutions": ({"ties": TIES, "actors": FIRMS.replace("firm", "association")}, 0),
    "a sample": ({"ties": TIES, "actors": FIRMS, "survey": "design\nsample\n"}, 0),
    "single firms": ({"ties": TIES, "actors": FIRMS, "survey": "design\nego\n"}, 0),
    "only members": (
        {
            "ties": "source,target,relation\na,z,member_of\nb,z,member_of\n",
            "actors": f"{FIRMS}z,association,yes,,\n",
            "relations": "id,formality,content\nmember_of,formal,membership\n",
        },
        0,
    ),
    "an impossible strength": ({"ties": f"{TIES}a,c,sells_to,1e308,a\n", "actors": FIRMS}, 1),
}


@pytest.fixture(params=LITTLE)
def little(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, int]:
    tables, code = LITTLE[request.param]
    folder = tmp_path / "survey"
    folder.mkdir()
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder, code


def test_check_answers(run: Run, little: tuple[Path, int]) -> None:
    folder, code = little
    ran = run("check", folder)
    assert ran.code == code, ran.out + ran.err
    assert ("error" in ran.out) == (code == 1)
    assert ran.err == ""


def test_report_answers(run: Run, little: tuple[Path, int], tmp_path: Path) -> None:
    folder, _ = little
    ran = run("report", folder, "-o", tmp_path / "out")
    assert ran.code in (0, 2), ran.out + ran.err
    if ran.code == 2:
        assert ran.err.startswith("Error: ")
        assert not (tmp_path / "out").exists()
    else:
        assert len(list((tmp_path / "out").iterdir())) == 4


def test_a_file_with_a_header_alone(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ties.csv"
    path.write_text("source,target\n")
    ran = run("check", path)
    assert ran.code == 0, ran.err
    assert "empty_sheet" in ran.out


TESTS = {
    "qap": (),
    "mrqap": ("advice ~ same(stage)",),
    "cug": (),
    "permute": ("--metric", "degree", "--attribute", "stage"),
    "robustness": (),
    "layers": (),
    "waves": (),
}


@pytest.mark.parametrize("command", TESTS)
def test_tests_answer_or_say_why_not(run: Run, little: tuple[Path, int], command: str) -> None:
    draws = ("--replications", "9", "--workers", "1")
    ran = run(command, little[0], *TESTS[command], *draws)
    assert ran.code in (0, 2), ran.out + ran.err
    assert "Traceback" not in ran.err
    assert (ran.code == 2) == bool(ran.err.strip()), ran.err
    for word in ("nan", "None", "True"):
        assert word not in ran.out.split() + ran.err.split()


def test_clusters_with_little_in_them_are_compared_or_refused(
    run: Run, little: tuple[Path, int], root: Path
) -> None:
    ran = run("compare", little[0], root / "surveys" / "florentine-families", "--replications", "9")
    assert ran.code in (0, 2), ran.out + ran.err
    assert (ran.code == 2) == bool(ran.err.strip()), ran.err

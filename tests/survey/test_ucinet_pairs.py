"""UCINET's own pairs of files, written by hand as UCINET 6 writes them."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest
from tests.survey.fuzz import fuzz
from tests.survey.seen import ties

from tiesnet.errors import SurveyError
from tiesnet.survey import read_survey


def header(wide: bool, sizes: list[int], labels: list[list[str]], kind: int = 7) -> bytes:
    """A header as UCINET 6 writes it: columns, rows, levels."""
    data = b"\x05V6404" if wide else b"\x05DATE:"
    data += struct.pack("<5HBH", 15, 7, 26, 1, 3, kind, len(sizes))
    data += b"".join(struct.pack("<i" if wide else "<H", size) for size in sizes)
    data += b"\x04test" + bytes(bool(part) for part in labels)
    for part in labels:
        for label in part:
            text = label.encode("utf-16-le" if wide else "cp1252")
            data += struct.pack("<H", len(text)) + text
    return data


@pytest.mark.parametrize("wide", [True, False])
@pytest.mark.parametrize("given", ["h", "d"])
def test_pairs_of_ucinet(tmp_path: Path, wide: bool, given: str) -> None:
    names = ["Peña", "b", "c"]
    levels = ["advice", "deal"]
    cells = np.zeros((2, 3, 3), dtype="<f4")
    cells[0, 0, 1], cells[1, 1, 2], cells[1, 2, 0] = 0.1, 2, 1e38
    (tmp_path / "n.##h").write_bytes(header(wide, [3, 3, 2], [names, names, levels]))
    cells.tofile(tmp_path / "n.##d")
    survey = read_survey(tmp_path / f"n.##{given}")
    assert ties(survey) == {("Peña", "b", "advice", 0.1), ("b", "c", "deal", 2)}
    state = survey.responses.set_index(["actor", "relation"])["state"]
    assert state["c", "deal"] == "partly" and state["c", "advice"] == "answered"
    assert {row["name"] for row in survey.provenance["files"]} == {"n.##h", "n.##d"}


def test_rectangular_pairs_have_columns_first(tmp_path: Path) -> None:
    (tmp_path / "n.##h").write_bytes(header(True, [3, 2], [["x", "y", "z"], ["a", "b"]]))
    np.array([[1, 0, 1], [0, 1, 0]], dtype="<f4").tofile(tmp_path / "n.##d")
    found = read_survey(tmp_path / "n.##d").affiliations
    assert set(zip(found["actor"], found["organisation"], strict=True)) == {
        *(("a", "x"), ("a", "z"), ("b", "y")),
    }


@pytest.mark.parametrize(
    ("head", "data", "word"),
    [
        (header(True, [2, 2], [["a", "b"], []]), b"\0" * 12, "announces 4 cells"),
        (header(True, [2, 2], [["a", "b"], []], kind=9), b"\0" * 32, "cells of the sort 9"),
        (header(True, [2, 2], [["a", "b"], []])[:30], b"\0" * 16, "ends too early"),
        (header(True, [99_999_999, 2], [[], []]), b"\0" * 16, "sizes that cannot be"),
        (b"V6404 and more", b"\0" * 16, "does not begin like"),
        (header(True, [2, 2], [["a", "b"], []]), None, "not beside it"),
    ],
)
def test_broken_pairs_are_refused(
    tmp_path: Path, head: bytes, data: bytes | None, word: str
) -> None:
    (tmp_path / "n.##h").write_bytes(head)
    if data is not None:
        (tmp_path / "n.##d").write_bytes(data)
    with pytest.raises(SurveyError) as error:
        read_survey(tmp_path / "n.##h")
    assert word in error.value.problem and error.value.repair


PAIR = header(True, [3, 3, 1], [["a", "b", "c"], ["a", "b", "c"], ["x"]])


def test_broken_pairs_give_a_survey_or_one_clear_error() -> None:
    def beside(path: Path) -> None:
        path.with_suffix(".##d").write_bytes(struct.pack("<9f", 0, 1, 0, 0, 0, 2, 0, 0, 0))

    result = fuzz([PAIR], ".##h", runs=80, seed=3, beside=beside)
    assert not result.failures, result.failures[0]
    assert result.read and result.refused

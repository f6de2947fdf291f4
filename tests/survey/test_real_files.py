"""Real files nobody here wrote: nothing is lost without a word, and nothing is a traceback."""

from __future__ import annotations

import csv
from pathlib import Path

from tiesnet.errors import TiesnetError
from tiesnet.survey import Survey, read_survey

SUFFIXES = {".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods"}


def left_out(survey: Survey) -> int:
    rows = survey.problems["problem"].str.contains("row was left out|it was left out", regex=True)
    return int(rows.sum())


def test_every_row_is_a_report_or_has_its_problem(shared_data: Path) -> None:
    read = 0
    for path in sorted(shared_data.glob("*/ties.csv")):
        if path.stat().st_size > 1_000_000:
            continue
        with path.open(encoding="utf-8") as stream:
            rows = sum(1 for row in csv.reader(stream) if any(row)) - 1
        survey = read_survey(path)
        assert len(survey.ties) + left_out(survey) == rows, path.parent.name
        assert survey.ties["strength"].notna().any(), path.parent.name
        read += 1
    assert read >= 25


def test_files_as_found_give_a_survey_or_one_clear_error(shared_data: Path) -> None:
    tried = 0
    for folder in ("raw-formats", "raw-surveys"):
        for path in sorted((shared_data / folder).rglob("*")):
            if path.suffix.lower() not in SUFFIXES or path.stat().st_size > 1_000_000:
                continue
            tried += 1
            try:
                assert isinstance(read_survey(path), Survey)
            except TiesnetError as error:
                assert error.repair, path.name
    assert tried >= 10

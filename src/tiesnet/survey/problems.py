"""Problems and assumptions: everything that is said to the user about the data, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from tiesnet.errors import SurveyError
from tiesnet.language import say
from tiesnet.survey.kinds import PROBLEM_KINDS
from tiesnet.survey.survey import ASSUMPTION_COLUMNS, PROBLEM_COLUMNS
from tiesnet.survey.words import TEXT, quoted, shortened

if TYPE_CHECKING:
    from tiesnet.survey.raw import Table

SEVERITIES = ("error", "warning", "note")

VALUE_SHOWN = 200  # a long name stays whole, so that it can be found in the file


@dataclass(frozen=True)
class Place:
    """Where something stands, as the user sees it; long values are cut in the problem's row."""

    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""


class Log:
    """Collects every problem and assumption while a survey is read."""

    def __init__(self) -> None:
        self._rows: list[tuple[Any, ...]] = []
        self._assumed: dict[tuple[str, str], int] = {}
        self._places: dict[tuple[str, str], int] = {}
        self._headline: tuple[str, str] | None = None

    def add(
        self,
        code: str,
        place: Place,
        problem: str,
        repair: str = "",
        severity: str | None = None,
    ) -> None:
        """Record one problem."""
        known = PROBLEM_KINDS[code]
        self._places.setdefault((place.file, place.sheet), len(self._places))
        column, value = shortened(place.column), shortened(place.value, VALUE_SHOWN)
        where = (place.file, place.sheet, place.row, column, value)
        problem, repair = say(problem), say(repair or known.repair)
        self._rows.append((code, severity or known.severity, *where, problem, repair))

    def add_cells(
        self,
        code: str,
        table: Table,
        rows: Sequence[int] | np.ndarray[Any, Any],
        column: str,
        problem: str | Sequence[str],
        repair: str | Sequence[str] = "",
        severity: str | None = None,
    ) -> None:
        """Record one problem per cell of a table; texts may hold ``{value}`` and ``{row}``."""
        values = table.text(column)
        for k, at in enumerate(rows):
            place = table.place(int(at), column, str(values.iat[int(at)]))
            said = problem if isinstance(problem, str) else problem[k]
            fix = repair if isinstance(repair, str) else repair[k]
            if isinstance(problem, str):
                said = said.replace("{value}", quoted(place.value))
            self.add(code, place, said, fix, severity)

    def fatal(self, code: str, place: Place, problem: str, repair: str = "") -> None:
        """Record a problem without which the survey cannot be read; reading goes on."""
        self.add(code, place, problem, repair, "error")
        if self._headline is None:
            self._headline = (say(problem), say(repair or PROBLEM_KINDS[code].repair))

    def assume(self, code: str, assumption: str, count: int = 1) -> None:
        """Record something taken for granted; the same sentence again adds to its count."""
        key = (code, assumption)
        self._assumed[key] = self._assumed.get(key, 0) + int(count)

    def include(self, other: Log) -> None:
        """Take over everything another log has collected."""
        self._rows += other._rows
        for place in other._places:
            self._places.setdefault(place, len(self._places))
        for (code, text), count in other._assumed.items():
            self.assume(code, text, count)
        self._headline = self._headline or other._headline

    def raise_if_fatal(self) -> None:
        """Raise `SurveyError` with every problem found when the survey cannot be used."""
        if self._headline is not None:
            problem, repair = self._headline
            raise SurveyError(problem, self.problem_rows(), repair)

    def problem_rows(self) -> list[dict[str, Any]]:
        """Every problem as a dict, most serious first, then in the order of the data."""
        rows = [dict(zip(PROBLEM_COLUMNS, row, strict=True)) for row in self._rows]
        return sorted(rows, key=self._order)

    def _order(self, row: dict[str, Any]) -> tuple[int, int, int, str, str]:
        rank = SEVERITIES.index(row["severity"])
        place = self._places[(row["file"], row["sheet"])]
        return (rank, place, row["row"] or 0, row["code"], row["column"])

    def problems(self) -> pd.DataFrame:
        """Every problem as a table."""
        return problems_frame(self.problem_rows())

    def assumptions(self) -> pd.DataFrame:
        """Every assumption as a table."""
        rows = [(code, text, count) for (code, text), count in self._assumed.items()]
        frame = pd.DataFrame(rows, columns=list(ASSUMPTION_COLUMNS))
        return frame.astype({"code": TEXT, "assumption": TEXT, "count": np.int64})


def problems_frame(rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """Turn problem rows, such as ``SurveyError.problems``, into a table.

    Parameters
    ----------
    rows : sequence of dict
        One per problem, with the keys of the columns below.

    Returns
    -------
    DataFrame
        code, severity, file, sheet, row (whole number or empty), column, value, problem, repair.
        Text that does not apply is an empty text.
    """
    frame = pd.DataFrame(list(rows), columns=list(PROBLEM_COLUMNS))
    words = {name: TEXT for name in PROBLEM_COLUMNS if name != "row"}
    return frame.astype({**words, "row": "Int64"})

"""The quality of a survey as files: a workbook of problems, JSON, numbers under every policy."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from tiesnet.diagnosis import Diagnosis
from tiesnet.errors import OutputError
from tiesnet.exports.files import write_whole
from tiesnet.exports.outputs import write_csv
from tiesnet.exports.provenance import input_hashes, tiesnet_version
from tiesnet.language import say
from tiesnet.metrics import Measures


def write_check(
    problems: pd.DataFrame,
    measures: Measures | None,
    path: str | Path,
    overwrite: bool = False,
) -> Path:
    """Write problems and the quality of the survey as a workbook.

    Parameters
    ----------
    problems : DataFrame
        Problem rows, as in `Survey.problems`.
    measures : Measures or None
        Of the survey; None when it could not be read to its end.
    path : str or Path
        An ``.xlsx`` file.
    overwrite : bool, default False
        Replace the file if it is there.

    Raises
    ------
    OutputError
        The ending is not .xlsx, the file is there already, or cannot be written.
    """
    from tiesnet.exports.workbook.check_book import check_workbook

    path = Path(path)
    if path.suffix.lower() != ".xlsx":
        raise OutputError(
            say("{name} does not end in .xlsx.", name=path.name), say("Choose this ending.")
        )
    inputs = input_hashes(measures.net) if measures is not None else frozenset()
    return write_whole(path, check_workbook(problems, measures), overwrite, inputs=inputs)


def check_record(
    problems: Sequence[Mapping[str, Any]],
    measures: Measures | None,
    found: Mapping[str, Diagnosis],
) -> dict[str, Any]:
    """Give problems and quality as plain lists and mappings, for other programs.

    The keys are stable: ``tiesnet``, ``readable``, ``counts`` by severity, ``problems``,
    ``assumptions``, ``choices``, and ``quality`` by diagnosis (null when the survey could not be
    read to its end), each with its ``sentences``, ``cautions``, ``gaps``, ``parameters`` and
    ``tables`` by key, whose rows have the code names of actors and relations. What is not known is
    null.
    """
    counts = dict.fromkeys(("error", "warning", "note"), 0)
    for row in problems:
        counts[str(row["severity"])] += 1
    origin = None if measures is None else measures.net.origin
    record = {
        "tiesnet": tiesnet_version(),
        "readable": measures is not None,
        "counts": counts,
        "problems": list(problems),
        "assumptions": [] if origin is None else origin.assumptions.to_dict("records"),
        "choices": [] if origin is None else origin.choices.to_dict("records"),
        "quality": None if measures is None else {k: _diagnosed(v) for k, v in found.items()},
    }
    plain: dict[str, Any] = _plain(record)
    return plain


def _diagnosed(found: Diagnosis) -> dict[str, Any]:
    return {
        "sentences": [one.sentence for one in found.findings],
        "cautions": list(found.cautions),
        "gaps": [{"what": gap.what, "ask": gap.ask} for gap in found.gaps],
        "parameters": dict(found.parameters),
        "tables": {one.key: one.rows.to_dict("records") for one in found.tables},
    }


def _plain(value: Any) -> Any:
    """Make a value one that JSON knows; what is not known becomes null."""
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    if value is None or isinstance(value, (str, bool)):
        return value
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        return int(value) if value.is_integer() else value
    return value if isinstance(value, (int, str, bool)) else None if pd.isna(value) else str(value)


def write_policies(
    measures: Measures,
    rows: pd.DataFrame,
    policies: Sequence[str],
    path: str | Path,
    overwrite: bool = False,
) -> Path:
    """Write numbers under every policy: .xlsx in words, .csv in code names.

    Parameters
    ----------
    measures : Measures
        Of the same survey, for the names of actors and relations.
    rows : DataFrame
        From `under_policies`.
    policies : sequence of str
        Its columns of policies.
    path : str or Path
        The ending decides the format.
    overwrite : bool, default False
        Replace the file if it is there.

    Raises
    ------
    OutputError
        The ending is not known, the file is there already, or cannot be written.
    """
    from tiesnet.exports.tables.policies import policies_table
    from tiesnet.exports.workbook.check_book import policies_workbook

    path = Path(path)
    if path.suffix.lower() == ".csv":
        return write_csv(rows, path, overwrite)
    if path.suffix.lower() != ".xlsx":
        raise OutputError(
            say("{name} ends in neither .xlsx nor .csv.", name=path.name),
            say("Choose one of the two endings."),
        )
    data = policies_workbook(policies_table(measures, rows, policies))
    return write_whole(path, data, overwrite, inputs=input_hashes(measures.net))

"""A survey for everybody's eyes: names replaced before anything is measured."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from tiesnet.exports.private_files import write_private
from tiesnet.exports.pseudonymised import (
    pseudonymised_content,
    recognisable_file,
    refuse_names,
    with_names,
)
from tiesnet.exports.public_notes import BEFORE, COARSER, LEFT_OUT, RECOGNISABLE, REPLACED
from tiesnet.language import say, say_n
from tiesnet.survey import Entry, Pseudonymised, Survey, drawn_from, pseudonymise, read_survey


@dataclass(frozen=True)
class Public:
    """A survey without names, ready to be measured, and what leads back.

    Attributes
    ----------
    survey : Survey
        Read from the tables without names; nothing of the original is in it.
    made : Pseudonymised
        The tables, the key, what changed and who remains recognisable.
    """

    survey: Survey
    made: Pseudonymised


def public_survey(
    survey: Survey,
    *,
    key: Sequence[Entry] = (),
    k: int = 3,
    keep_organisations: bool = False,
) -> Public:
    """Replace names by pseudonyms, before anything is measured.

    Parameters
    ----------
    survey : Survey
        From `read_survey`.
    key : sequence of Entry, optional
        An earlier key (`read_key`): who stands in it keeps its pseudonym.
    k, keep_organisations
        As in `pseudonymise`.

    Returns
    -------
    Public
        The survey lists among its assumptions that names are replaced, and what was made coarser
        or left out.

    Raises
    ------
    TiesnetError
        The key contradicts the survey, or k is less than 2.
    OutputError
        A name would still stand in what is shown.

    Notes
    -----
    The same survey gives the same pseudonyms, and nobody who has not got it can repeat their
    order: it is drawn from all that was answered.
    """
    made = pseudonymise(
        survey, key=key, k=k, seed=drawn_from(survey), keep_organisations=keep_organisations
    )
    files = pseudonymised_content(made.tables)
    refuse_names(files.items(), made.hidden)
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            (Path(folder) / name).write_bytes(data)
        bare = read_survey(folder)
    rows = pd.DataFrame(_said(survey, made), columns=["code", "assumption", "count"])
    assumed = [table for table in (rows, bare.assumptions) if len(table)]
    # What was read is not named; its hashes stay in memory, so that it is never written over.
    hashes = [str(file["sha256"]) for file in survey.provenance.get("files", ())]
    shown = replace(
        bare,
        assumptions=pd.concat(assumed, ignore_index=True),
        provenance={"files": (), "kept_whole": tuple(hashes)},
    )
    return Public(shown, made)


def write_key(made: Pseudonymised, key: str | Path) -> tuple[Path, Path]:
    """Write the key, and beside it who remains recognisable; only their owner may read them.

    Raises
    ------
    OutputError
        A file cannot be written.
    """
    return write_private(key, made.key), write_private(recognisable_file(key), with_names(made))


def _said(survey: Survey, made: Pseudonymised) -> list[tuple[str, str, int]]:
    return [*_names_said(made), *_columns_said(made), *_problems_said(survey)]


def _names_said(made: Pseudonymised) -> list[tuple[str, str, int]]:
    """Say that names are replaced, and how many can still be recognised."""
    everyone = len(made.tables["actors"])
    who = int(made.recognisable["pseudonym"].nunique())
    return [
        (
            REPLACED,
            say(
                "Names are replaced by pseudonyms: F01 is a firm, O01 an organisation, P01 a "
                "person. Contact details and free text are not in it."
            ),
            everyone,
        ),
        (
            RECOGNISABLE,
            say_n(
                who,
                "This is pseudonymisation, not anonymity: {n} of {all} actors can still be "
                "recognised by somebody who knows the cluster.",
                "This is pseudonymisation, not anonymity: {n} of {all} actors can still be "
                "recognised by somebody who knows the cluster.",
                all=everyone,
            ),
            who,
        ),
    ]


def _columns_said(made: Pseudonymised) -> list[tuple[str, str, int]]:
    """Say which columns were made coarser, and which left out."""
    gone = pd.Series(
        [_is_gone(made, str(t), str(c)) for t, c in made.changes[["table", "column"]].to_numpy()],
        index=made.changes.index,
        dtype=bool,
    )
    coarse, left = _listed(made, ~gone), _listed(made, gone)
    rows = []
    if coarse:
        text = say("Made coarser or changed: {columns}.", columns="; ".join(coarse))
        rows.append((COARSER, text, len(coarse)))
    if left:
        rows.append((LEFT_OUT, say("Left out: {columns}.", columns=", ".join(left)), len(left)))
    return rows


def _problems_said(survey: Survey) -> list[tuple[str, str, int]]:
    """Say how many problems the data had while names were in it."""
    found = int((survey.problems["severity"] != "note").sum())
    if not found:
        return []
    text = say_n(
        found,
        "{n} problem was found in the data before names were replaced; the report with names "
        "lists it.",
        "{n} problems were found in the data before names were replaced; the report with "
        "names lists them.",
    )
    return [(BEFORE, text, found)]


def _is_gone(made: Pseudonymised, table: str, column: str) -> bool:
    left = made.tables.get(table, pd.DataFrame()).columns
    return column not in left and f"{column}_band" not in left


def _listed(made: Pseudonymised, which: pd.Series) -> list[str]:
    """Name the columns changed; a heading that holds a name loses it."""
    rows = made.changes[which]
    found = [made.hidden.text(f"{row.table}.{row.column}") for row in rows.itertuples(index=False)]
    return list(dict.fromkeys(found))

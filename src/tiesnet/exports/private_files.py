"""Files that only their owner may read: the key to pseudonyms, and who remains recognisable."""

from __future__ import annotations

import contextlib
import csv
import io
import os
import secrets
from pathlib import Path

import pandas as pd

from tiesnet.errors import OutputError, TiesnetError
from tiesnet.exports.text import FORMULA_STARTS
from tiesnet.language import say, word
from tiesnet.survey import Entry

_MARKED = (*FORMULA_STARTS, "'", "\n")


def write_private(path: str | Path, table: pd.DataFrame) -> Path:
    """Write a table as CSV that only its owner may read, where the system knows such a thing.

    Text that a spreadsheet would take for a formula gets an apostrophe in front; `read_key` takes
    it off again.

    Raises
    ------
    OutputError
        The file cannot be written; an earlier one stays as it was.
    """
    path = Path(path)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.columns)
    for row in table.astype(object).fillna("").itertuples(index=False, name=None):
        writer.writerow([_marked(str(value)) for value in row])
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(part, text.getvalue().encode("utf-8-sig", "surrogatepass"))
        os.replace(part, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise OutputError(
            say(
                "{path} could not be written: {reason}.",
                path=path,
                reason=error.strerror or str(error),
            ),
            say("Choose another place for the key."),
        ) from error
    return path


def _write(path: Path, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())


def read_key(path: str | Path) -> list[Entry]:
    """Read the key of an earlier pseudonymised survey.

    Parameters
    ----------
    path : str or Path
        A CSV file with the columns pseudonym, id, name, as tiesnet writes it.

    Returns
    -------
    list of Entry

    Raises
    ------
    TiesnetError
        The file is no such key.
    """
    path = Path(path)
    try:
        text = path.read_bytes().decode("utf-8-sig", "surrogatepass")
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except (OSError, UnicodeError, csv.Error) as error:
        raise TiesnetError(
            say("{name} cannot be read as a key.", name=path.name), say(_REPAIR)
        ) from error
    head = tuple(rows[0]) if rows else ()
    if head != Entry._fields:
        raise TiesnetError(
            say(
                "{name} is no key: its first row is not {fields}.",
                name=path.name,
                fields=", ".join(Entry._fields),
            ),
            say(_REPAIR),
        )
    entries = []
    for number, row in enumerate(rows[1:], start=2):
        if not any(row):
            continue
        if len(row) != len(head) or not row[0].strip() or not row[2]:
            raise TiesnetError(
                say(
                    "{name}, row {row}: a pseudonym, an id and a name were expected.",
                    name=path.name,
                    row=str(number),
                ),
                say("Correct the row; an organisation that is no actor has no id."),
            )
        entries.append(Entry(*map(_unmarked, row)))
    return entries


_REPAIR = word("Name a file that does not exist yet, or the key of an earlier wave.")


def _marked(text: str) -> str:
    return f"'{text}" if text.startswith(_MARKED) else text


def _unmarked(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(_MARKED) else text

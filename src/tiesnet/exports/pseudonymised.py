"""Write a survey without names; nothing is written that still holds one."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from pathlib import Path

import pandas as pd

from tiesnet.errors import OutputError
from tiesnet.exports.files import write_folder_whole, write_whole
from tiesnet.exports.private_files import read_key, write_private
from tiesnet.exports.survey_files import csv_text
from tiesnet.exports.text import csv_safe
from tiesnet.exports.workbook.survey_sheets import survey_workbook
from tiesnet.language import say
from tiesnet.survey import CHOICES, TABLES, Hidden, Pseudonymised, Survey, pseudonymise

_BETWEEN = re.compile(r"<[^>]*>|\"")
_RECOGNISABLE = "-recognisable.csv"


def write_pseudonymised(
    survey: Survey,
    out: str | Path | Sequence[str | Path],
    key: str | Path,
    *,
    k: int = 3,
    seed: int | None = None,
    keep_organisations: bool = False,
    overwrite: bool = False,
) -> Pseudonymised:
    """Write a survey without names, and the key that leads back to them.

    Parameters
    ----------
    survey : Survey
        From `read_survey`.
    out : path, or several
        A folder for CSV files, or a workbook when the name ends in .xlsx.
    key : path
        A CSV file outside the folder. One that is there is used again and gets the new actors,
        so that the waves of a survey stay linked. Beside it a second file says who remains
        recognisable. Only their owner may read them.
    k, seed, keep_organisations
        As in `pseudonymise`.
    overwrite : bool, default False
        Replace files of an earlier run in `out`.

    Returns
    -------
    Pseudonymised

    Raises
    ------
    OutputError
        The key lies in the folder, a file is there already, or a name would be written.
    """
    places = [Path(one) for one in ([out] if isinstance(out, (str, Path)) else out)]
    key = Path(key)
    _check_places(places, key)
    earlier = read_key(key) if key.exists() else []
    made = pseudonymise(survey, key=earlier, k=k, seed=seed, keep_organisations=keep_organisations)
    contents = {place: _content(place, made.tables) for place in places}
    refuse_names([data for files in contents.values() for data in files.items()], made.hidden)
    for place, files in contents.items():
        _check_room(place, files, overwrite)
    write_private(key, made.key)
    write_private(recognisable_file(key), with_names(made))
    inputs = [str(file["sha256"]) for file in survey.provenance.get("files", ())]
    for place, files in contents.items():
        if _is_workbook(place):
            write_whole(place, files[place.name], overwrite, inputs)
        else:
            write_folder_whole(place, files, overwrite=overwrite, inputs=inputs)
    return made


def recognisable_file(key: str | Path) -> Path:
    """Give the file beside a key that says who remains recognisable."""
    key = Path(key)
    return key.with_name(key.stem + _RECOGNISABLE)


def with_names(made: Pseudonymised) -> pd.DataFrame:
    """Give who remains recognisable with id and name, for the owner of the key."""
    last = made.key.drop_duplicates("pseudonym", keep="last").set_index("pseudonym")
    found = made.recognisable
    own = last.reindex(found["pseudonym"]).reset_index()
    return pd.concat([own, found[["by", "reason"]]], axis=1)


def _is_workbook(place: Path) -> bool:
    return place.suffix.lower() == ".xlsx"


def _check_places(places: Iterable[Path], key: Path) -> None:
    if key.suffix.lower() != ".csv":
        raise OutputError(
            say("The key {name} does not end in .csv.", name=key.name), say("Choose this ending.")
        )
    for place in places:
        inside = not _is_workbook(place) and place.resolve() in key.resolve().parents
        if inside:
            raise OutputError(
                say(
                    "The key {key} would lie in the folder {place}, which is to be passed on.",
                    key=key,
                    place=place,
                ),
                say("Choose a place outside the folder, which nobody else can read."),
            )


def _check_room(place: Path, files: Mapping[str, bytes], overwrite: bool) -> None:
    """Refuse a folder with other files: they could hold names, or a table of an earlier run."""
    if _is_workbook(place):
        taken = [place.name] if place.exists() and not overwrite else []
    elif place.is_dir():
        found = sorted(entry.name for entry in place.iterdir() if not entry.name.startswith("."))
        other = [name for name in found if name not in files]
        if other:
            raise OutputError(
                say(
                    "The folder {place} holds other files: {files}.",
                    place=place,
                    files=_listed(other),
                ),
                say("Choose a folder of its own for the survey without names."),
            )
        taken = [] if overwrite else found
    else:
        taken = []
    if taken:
        raise OutputError(
            say("{path} exists already and was left alone.", path=place),
            say(
                "Choose another place, or replace it with --overwrite (in Python: overwrite=True)."
            ),
        )


def _content(place: Path, tables: Mapping[str, pd.DataFrame]) -> dict[str, bytes]:
    if _is_workbook(place):
        return {place.name: survey_workbook(tables)}
    return pseudonymised_content(tables)


def pseudonymised_content(tables: Mapping[str, pd.DataFrame]) -> dict[str, bytes]:
    """Give the tables without names as CSV files, by name."""
    return {f"{name}.csv": csv_text(table.map(_safe)).encode() for name, table in tables.items()}


def _safe(value: object) -> object:
    """Put an apostrophe before text a spreadsheet would run; reading takes it off again."""
    return csv_safe(value) if isinstance(value, str) else value


def refuse_names(files: Iterable[tuple[str, bytes]], hidden: Hidden) -> None:
    """Read what is to be written, and refuse it if a name is left anywhere.

    Words of the survey format itself (a firm may be called Trust) are no leak.

    Raises
    ------
    OutputError
        With the names that were found.
    """
    usual = _names_in([("words.csv", _vocabulary()), ("empty.xlsx", _empty_book())], hidden)
    left = _names_in(files, hidden) - usual
    if left:
        raise OutputError(
            say(
                "Nothing was written: {names} would still stand in it.", names=_listed(sorted(left))
            ),
            say("Please report this; meanwhile rename what holds these words in the survey."),
        )


def _names_in(files: Iterable[tuple[str, bytes]], hidden: Hidden) -> set[str]:
    seen = {text for name, data in files for text in _texts(name, data)}
    return {name for text in seen for name in hidden.names_in(text)}


def _texts(name: str, data: bytes) -> Iterator[str]:
    """Give every cell of a CSV file, and every text inside a workbook, with its parts' names."""
    if name.endswith(".csv"):
        csv.field_size_limit(max(csv.field_size_limit(), len(data) + 1))
        for row in csv.reader(io.StringIO(data.decode("utf-8"), newline="")):
            yield from row
        return
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        for part in book.infolist():
            yield part.filename
            text = book.read(part).decode("utf-8", "replace")
            yield from map(unescape, _BETWEEN.split(text))


def _listed(words: Sequence[str], most: int = 10) -> str:
    names = ", ".join(map(repr, words[:most]))
    if len(words) <= most:
        return names
    return say("{names} and {n} more", names=names, n=len(words) - most)


def _vocabulary() -> bytes:
    words = {word for values in CHOICES.values() for word in values}
    words |= {*TABLES, "yes", "no", "other", "Pseudonymised survey", "under", "or more", "before"}
    words |= {
        say("Pseudonymised survey"),
        say("under {limit}{unit}", limit="", unit=""),
        say("{limits}{unit} or more", limits="", unit=""),
        say("before {middle}", middle=""),
        say("{middle} or later", middle=""),
    }
    words |= {column.name for table in TABLES.values() for column in table.columns}
    words |= {f"{column.name}_band" for column in TABLES["actors"].columns}
    return csv_text(pd.DataFrame({"word": sorted(words)})).encode()


def _empty_book() -> bytes:
    return survey_workbook(
        {
            name: pd.DataFrame(columns=[column.name for column in table.columns])
            for name, table in TABLES.items()
        }
    )

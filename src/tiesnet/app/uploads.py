"""Files that come from the browser: names are words, never paths, and their size is bounded."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from werkzeug.datastructures import FileStorage

from tiesnet.errors import TiesnetError
from tiesnet.language import localised, say

LARGEST = 200
"""Megabytes that may come at once, unless something else was asked for."""
MEGABYTE = 1_000_000
MOST_FILES = 200
_LONGEST = 100
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\u202a-\u202e\u2066-\u2069]')
_RESERVED = re.compile(r"^(?:con|prn|aux|nul|com\d|lpt\d)(?=$|\.)", re.IGNORECASE)
_BARE = frozenset({"", ".", ".."})


def safe_name(given: str) -> str:
    r"""Give a name that is only a name, whatever came; still the one its owner knows.

    >>> safe_name("../../etc/passwd"), safe_name("C:\\surveys\\Valle 2026.xlsx")
    ('passwd', 'Valle 2026.xlsx')
    >>> safe_name("..."), safe_name("a\x00b.csv"), safe_name("nul.csv")
    ('file', 'ab.csv', '_nul.csv')
    """
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", given))[-1]
    name = _FORBIDDEN.sub("", last).strip().lstrip(".").rstrip(". ")
    if name in _BARE:
        return "file"
    stem, dot, ending = name.rpartition(".")
    if dot and len(ending) <= 10:
        name = f"{stem[: _LONGEST - len(ending)]}.{ending}"
    else:
        name = name[:_LONGEST]
    while len(name.encode("utf-8", "replace")) > 200:
        stem, dot, ending = name.rpartition(".")
        name = f"{stem[:-1]}.{ending}" if dot and len(stem) > 1 else name[:-1]
    return _RESERVED.sub(r"_\g<0>", name.encode("utf-8", "replace").decode())


def apart(names: Sequence[str]) -> list[str]:
    """Give names that are all different, also where capitals are not told apart.

    >>> apart(["ties.csv", "Ties.csv", "actors.csv"])
    ['ties.csv', 'Ties (2).csv', 'actors.csv']
    """
    taken: set[str] = set()
    made = []
    for name in names:
        new, k = name, 2
        while new.casefold() in taken:
            stem, dot, ending = name.rpartition(".")
            new = f"{stem} ({k}).{ending}" if dot else f"{name} ({k})"
            k += 1
        taken.add(new.casefold())
        made.append(new)
    return made


def too_large(largest: int) -> str:
    """Say that what came is larger than what is taken."""
    return say(
        "The files are larger than {size} MB together, which is the most this page takes. Leave "
        "out what is no part of the survey, or start the app with a larger limit (--largest).",
        size=largest,
    )


def kept(files: Iterable[FileStorage], folder: Path) -> list[Path]:
    """Write the files that came into an empty folder of our own, under harmless names.

    Raises
    ------
    TiesnetError
        None came, too many did, or one is empty or cannot be written.
    """
    came = [one for one in files if one.filename]
    if not came:
        raise TiesnetError(say("No file came."), say("Choose a file, or drop one on the page."))
    if len(came) > MOST_FILES:
        raise TiesnetError(
            say(
                "{count} files came; a survey has {most} at most.",
                count=len(came),
                most=MOST_FILES,
            ),
            say("Choose the files of one survey only."),
        )
    names = apart([safe_name(one.filename or "") for one in came])
    paths = [folder / name for name in names]
    try:
        for one, path in zip(came, paths, strict=True):
            with path.open("xb") as out:
                shutil.copyfileobj(one.stream, out)
    except OSError as error:
        raise TiesnetError(
            say("{name} could not be kept.", name=path.name),
            say("Give the file a shorter name, or free some space."),
        ) from error
    return paths


def survey_of(paths: Sequence[Path]) -> Path:
    """Give what is to be read: the one file, or the folder that holds several."""
    return paths[0] if len(paths) == 1 else paths[0].parent


def megabytes(size: int) -> str:
    """Give a size in the words of the page.

    >>> megabytes(1_230_000)
    '1.2 MB'
    """
    return f"{localised(f'{size / MEGABYTE:.1f}')} MB"

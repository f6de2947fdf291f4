"""Names that other programs allow: of variables and of files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable

_NO_WORD = re.compile(r"[^A-Za-z0-9]+")


def ascii_parts(text: str) -> list[str]:
    """The words of a text in plain letters and digits.

    >>> ascii_parts("Año de fundación (aprox.)")
    ['Ano', 'de', 'fundacion', 'aprox']
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return [part for part in _NO_WORD.split(plain) if part]


def variable_names(
    columns: Iterable[str], most: int, reserved: Collection[str] = ()
) -> dict[str, str]:
    """Give each column a name that statistics programs allow, each once whatever its case.

    >>> variable_names(["answered: sells", "Año", "año", "2020"], 8)
    {'answered: sells': 'answered', 'Año': 'Ano', 'año': 'ano_2', '2020': 'v2020'}
    """
    words = {word.casefold() for word in reserved}
    taken: set[str] = set()
    names: dict[str, str] = {}
    for column in columns:
        wish = "_".join(ascii_parts(column)) or "v"
        if wish[0].isdigit() or wish.casefold() in words:
            wish = f"v{wish}"
        wish = wish[:most].rstrip("_")
        name, k = wish, 2
        while name.casefold() in taken:
            end = f"_{k}"
            name, k = f"{wish[: most - len(end)]}{end}", k + 1
        taken.add(name.casefold())
        names[column] = name
    return names


def file_names(names: Iterable[str], most: int = 40) -> dict[str, str]:
    """Give each name of a layer or wave a number and a word that any file system allows.

    >>> file_names(["Sells to", "../x", "→"])
    {'Sells to': '1-sells-to', '../x': '2-x', '→': '3'}
    """
    made = {}
    for number, name in enumerate(names, start=1):
        word = "-".join(ascii_parts(name)).casefold()[:most].strip("-")
        made[name] = f"{number}-{word}" if word else str(number)
    return made

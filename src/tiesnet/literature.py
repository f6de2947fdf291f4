"""The works measures and findings rest on, read from ``literature.bib``.

>>> from tiesnet.literature import cite, sources
>>> sources()["burt1992"].short
'Burt (1992)'
>>> cite("gould1989")
'Gould & Fernandez (1989)'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from tiesnet.errors import TiesnetError

_ENTRY = re.compile(r"@(?P<kind>\w+)\{(?P<key>[^,\s]+),(?P<body>.*?)\n\}", re.DOTALL)
_FIELD = re.compile(r"(\w+)\s*=\s*\{((?:[^{}]|\{[^{}]*\})*)\}")


@dataclass(frozen=True)
class Source:
    """One work.

    Attributes
    ----------
    key : str
        As measures and findings name it.
    authors : tuple of str
        ``"Family, Given"``, in order.
    year : int
    title : str
    venue : str
        Journal with volume and pages, or publisher.
    """

    key: str
    authors: tuple[str, ...]
    year: int
    title: str
    venue: str

    @property
    def short(self) -> str:
        """Author and year, as in a text: Gould & Fernandez (1989)."""
        families = [name.split(",")[0] for name in self.authors]
        if len(families) > 2:
            return f"{families[0]} et al. ({self.year})"
        return f"{' & '.join(families)} ({self.year})"

    @property
    def reference(self) -> str:
        """The full reference, as in a list of works."""
        end = "" if self.title.endswith("?") else "."
        return f"{'; '.join(self.authors)} ({self.year}). {self.title}{end} {self.venue}."


@cache
def sources() -> Mapping[str, Source]:
    """Give every source by its key, in alphabetical order."""
    found = [_source(entry["key"], entry["body"]) for entry in _ENTRY.finditer(_text())]
    return MappingProxyType({s.key: s for s in sorted(found, key=lambda s: s.key)})


def cite(keys: str) -> str:
    """Name sources shortly, given one key or several with commas between.

    Raises
    ------
    TiesnetError
        A key is not in the literature file.
    """
    known = sources()
    wanted = [key.strip() for key in keys.split(",") if key.strip()]
    for key in wanted:
        if key not in known:
            raise TiesnetError(
                f"{key!r} is not in the literature.", f"Choose among: {', '.join(known)}."
            )
    return "; ".join(known[key].short for key in wanted)


def bibtex(keys: Iterable[str]) -> str:
    """Give sources as BibTeX, in alphabetical order, as they stand in the literature file.

    Raises
    ------
    TiesnetError
        A key is not in the literature file.

    Examples
    --------
    >>> print(bibtex(["burt1992"]).splitlines()[0])
    @book{burt1992,
    """
    wanted = sorted(set(keys))
    cite(", ".join(wanted))
    found = {entry["key"]: entry[0] for entry in _ENTRY.finditer(_text())}
    return "\n\n".join(found[key] for key in wanted)


def _text() -> str:
    file = resources.files(__package__).joinpath("literature.bib")
    return file.read_text(encoding="utf-8").replace("\r\n", "\n")


def _source(key: str, body: str) -> Source:
    field = {name.lower(): _plain(value) for name, value in _FIELD.findall(body)}
    return Source(
        key=key,
        authors=tuple(field["author"].split(" and ")),
        year=int(field["year"]),
        title=field["title"],
        venue=_venue(field),
    )


def _venue(field: Mapping[str, str]) -> str:
    if "journal" in field:
        number = f"({field['number']})" if "number" in field else ""
        where = " ".join(p for p in (field["journal"], field.get("volume", "") + number) if p)
        return f"{where}: {field['pages']}" if "pages" in field else where
    if "booktitle" in field:
        pages = f" ({field['pages']})" if "pages" in field else ""
        return f"In: {field['editor']} (eds), {field['booktitle']}{pages}. {field['publisher']}"
    return field.get("publisher") or field["institution"]


def _plain(value: str) -> str:
    text = value.replace(r"\&", "&").replace("{", "").replace("}", "")
    return re.sub(r"(?<=\d)-(?=\d|S)", "–", " ".join(text.split()))

"""What the catalogues of measures, diagnoses and figures share: records beside their functions."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from tiesnet.literature import sources


class Declared(Protocol):
    """A record of a catalogue: what its function is called, where it stands, what it rests on."""

    @property
    def name(self) -> str:
        """The function's name, or most of it."""

    @property
    def source(self) -> tuple[str, ...]:
        """Keys of the literature."""


class InChapter(Declared, Protocol):
    """A record that stands in a chapter."""

    @property
    def chapter(self) -> str:
        """A key of the chapters."""

    @property
    def function(self) -> Callable[..., Any]:
        """What it is declared beside."""


_InChapter = TypeVar("_InChapter", bound=InChapter)


def documented(function: Callable[..., Any]) -> tuple[str, str]:
    """Split a docstring into its first paragraph and the text up to the first section.

    >>> documented(documented)[0]
    'Split a docstring into its first paragraph and the text up to the first section.'
    """
    first, *rest = inspect.cleandoc(function.__doc__ or "").split("\n\n")
    body = []
    for paragraph in rest:
        lines = paragraph.splitlines()
        if len(lines) > 1 and set(lines[1].strip()) == {"-"}:
            break
        body.append(" ".join(paragraph.split()))
    return " ".join(first.split()), "\n\n".join(part for part in body if part)


def options_of(function: Callable[..., Any]) -> Mapping[str, Any]:
    """Name what can be switched, with its default; what is worked on comes first."""
    given = list(inspect.signature(function).parameters.values())[1:]
    return MappingProxyType({one.name: one.default for one in given})


def keys_of(source: str) -> tuple[str, ...]:
    """Give the keys of the literature in a text.

    >>> keys_of("burt1992, freeman1978")
    ('burt1992', 'freeman1978')
    """
    return tuple(key.strip() for key in source.split(",") if key.strip())


def check_declared(
    record: Declared,
    kind: tuple[str, str],
    known: Collection[str],
    needed: Iterable[str],
    wrong: Sequence[str],
) -> None:
    """Refuse a half-declared record when its file is imported.

    Parameters
    ----------
    record : Declared
    kind : tuple of str
        What it is, in the singular and the plural.
    known : collection of str
        The names that are taken.
    needed : iterable of str
        What must not be empty.
    wrong : sequence of str
        What is not allowed, if anything.

    Raises
    ------
    ValueError
        The name is taken, something is empty or not allowed, or a source is not in the literature.
    """
    one, many = kind
    if record.name in known:
        raise ValueError(f"There are two {many} {record.name!r}.")
    empty = [name for name in needed if not "".join(getattr(record, name)).strip()]
    unknown = [key for key in record.source if key not in sources()]
    if empty or unknown or wrong:
        raise ValueError(
            f"{one.capitalize()} {record.name!r} is not fully declared: "
            f"empty {empty}, sources not in the literature {unknown}, not allowed {wrong}."
        )


def by_chapter(
    package: str, files: Sequence[str], chapters: Iterable[str], known: Mapping[str, _InChapter]
) -> Mapping[str, _InChapter]:
    """Import the files that fill a registry, and order it by chapter, and by file within."""
    for file in files:
        import_module(f"{package}.{file}")
    places = list(chapters)

    def place(record: _InChapter) -> tuple[int, int]:
        file = record.function.__module__.removeprefix(f"{package}.")
        return places.index(record.chapter), files.index(file)

    return MappingProxyType({one.name: one for one in sorted(known.values(), key=place)})

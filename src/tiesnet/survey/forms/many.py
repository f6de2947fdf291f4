"""Cells that hold several answers: cut at the separator, but never inside a known name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from tiesnet.survey.words import name_key

SEPARATORS = (";", "|", "\n", ",", " / ")


def parts_of(text: str, separator: str, known: Collection[str] = ()) -> list[str]:
    """Cut a cell into its answers; of names that hold the separator the longest is kept whole.

    >>> parts_of("Acme; Beta;", ""), parts_of("Acme, S.A., Beta", ", ", ["Acme, S.A.", "Beta"])
    (['Acme', 'Beta'], ['Acme, S.A.', 'Beta'])
    """
    mark = separator or next((mark for mark in SEPARATORS if mark in text), ";")
    pieces = text.split(mark)
    if len(pieces) == 1 or not known:
        return [piece.strip() for piece in pieces if piece.strip()]
    names = _holding(tuple(known), mark.strip() or mark)
    return _longest(pieces, mark, names) if names else [p.strip() for p in pieces if p.strip()]


@lru_cache(maxsize=16)
def _holding(known: tuple[str, ...], mark: str) -> dict[str, int]:
    """The known names that hold the separator, and how many pieces each falls into."""
    return {name_key(name): name.count(mark) + 1 for name in known if mark in name}


def _longest(pieces: Sequence[str], mark: str, names: dict[str, int]) -> list[str]:
    most, found, at = max(names.values()), [], 0
    while at < len(pieces):
        for width in range(min(most, len(pieces) - at), 0, -1):
            piece = mark.join(pieces[at : at + width]).strip()
            if width == 1 or name_key(piece) in names:
                break
        if piece:
            found.append(piece)
        at += width
    return found

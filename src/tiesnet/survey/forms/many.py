"""Cells that hold several answers: cut at the separator, but never inside a known name."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from tiesnet.survey.matching.normal import taken_apart
from tiesnet.survey.words import name_key

SEPARATORS = (";", "|", "\n", ",", " / ")
ALONE = "\n"  # the separator of cells that hold one name each


def parts_of(text: str, separator: str, known: Collection[str] = ()) -> list[str]:
    """Cut a cell into its answers; of names that hold the separator the longest is kept whole.

    A legal form is never cut off its name.

    >>> parts_of("Acme; Beta;", ""), parts_of("Sol, Luna, Beta, S.L.", ", ", ["Sol, Luna"])
    (['Acme', 'Beta'], ['Sol, Luna', 'Beta, S.L.'])
    """
    return Cutter(separator, known).parts(text)


class Cutter:
    """Cuts many cells alike; without a separator each cell at the first usual one it holds."""

    def __init__(self, separator: str, known: Collection[str] = ()) -> None:
        self._separator = separator
        self._known = known
        self._whole: dict[str, dict[str, int]] = {}

    def parts(self, text: str) -> list[str]:
        """The answers in a cell, without empty ones."""
        mark = self._separator or next((mark for mark in SEPARATORS if mark in text), ";")
        pieces = text.split(mark) if "," not in mark else _with_forms(text.split(mark), mark)
        names = self._holding(mark) if len(pieces) > 1 else {}
        if not names:
            return [piece.strip() for piece in pieces if piece.strip()]
        return _longest(pieces, mark, names)

    def _holding(self, mark: str) -> dict[str, int]:
        """The known names that hold the separator, and how many pieces each falls into."""
        bare = mark.strip() or mark
        if mark not in self._whole:
            self._whole[mark] = {
                name_key(name): name.count(bare) + 1 for name in self._known if bare in name
            }
        return self._whole[mark]


def _longest(pieces: Sequence[str], mark: str, names: dict[str, int]) -> list[str]:
    most, found, at = max(names.values()), [], 0
    while at < len(pieces):
        width = min(most, len(pieces) - at)
        while width > 1 and name_key(mark.join(pieces[at : at + width])) not in names:
            width -= 1
        piece = mark.join(pieces[at : at + width]).strip()
        if piece:
            found.append(piece)
        at += width
    return found


def _with_forms(pieces: Sequence[str], mark: str) -> list[str]:
    """Pieces of which those that are a legal form only belong to the name before."""
    made: list[str] = []
    for piece in pieces:
        name = taken_apart(f"name {piece}")
        if made and made[-1].strip() and name.form and name.core == ("name",):
            made[-1] += mark + piece
        else:
            made.append(piece)
    return made

"""Texts that are UTF-8 in some lines and Windows-1252 in others, as put together from several."""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from typing import NamedTuple

from tiesnet.language import say_n

MIXED = "tiesnet-mixed"  # decode with 'utf-8' and this way with what is not
_MOST_FOREIGN = 10  # letters that are not UTF-8, for each that is, in a file that is a mixture
_SHOWN = 5


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252"), error.end


codecs.register_error(MIXED, _as_windows)


class Mixture(NamedTuple):
    """How many letters beyond ASCII are UTF-8, and which lines hold others.

    ``lines`` holds the first lines that do, ``number`` how many there are; ``odd`` is the first
    line that is neither.
    """

    good: int
    foreign: int
    lines: tuple[int, ...]
    number: int
    odd: int | None

    @property
    def is_one(self) -> bool:
        """Whether the text is better read as UTF-8 with other lines than as no UTF-8 at all."""
        return self.odd is None and 0 < self.foreign <= _MOST_FOREIGN * self.good

    def told(self) -> str:
        """The lines that are not UTF-8, in words."""
        shown = ", ".join(map(str, self.lines)) + (", …" if self.number > len(self.lines) else "")
        return say_n(self.number, "line {lines}", "{n} lines ({lines})", lines=shown)


def mixture(lines: Iterable[bytes]) -> Mixture:
    r"""Tell which lines of a text are not UTF-8.

    >>> mixture([b"Pe\xc3\xb1a\n", b"Mu\xf1oz\n"])
    Mixture(good=1, foreign=1, lines=(2,), number=1, odd=None)
    """
    good = foreign = count = 0
    first: list[int] = []
    for number, line in enumerate(lines, start=1):
        if line.isascii():
            continue
        try:
            good += sum(not char.isascii() for char in line.decode("utf-8"))
        except UnicodeDecodeError:
            try:
                text = line.decode("utf-8", errors=MIXED)
            except UnicodeDecodeError:
                return Mixture(good, foreign, tuple(first), count, number)
            foreign += sum(not char.isascii() for char in text)
            count += 1
            first += [number] * (len(first) < _SHOWN)
    return Mixture(good, foreign, tuple(first), count, None)

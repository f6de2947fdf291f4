"""A language that marks what it was asked for, to see what nobody asked it for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html.parser import HTMLParser

import pytest

from tiesnet.language import in_language

OPEN, CLOSE = "⟦", "⟧"


class Marking(Mapping[tuple[str, ...], tuple[str, ...]]):
    """Gives every text in brackets, and remembers what was asked for."""

    def __init__(self) -> None:
        self.asked: set[tuple[str, ...]] = set()

    def __getitem__(self, key: tuple[str, ...]) -> tuple[str, ...]:
        if not any(letter.isalpha() for text in key for letter in text) or OPEN in "".join(key):
            return key
        self.asked.add(key)
        return tuple(f"{OPEN}{text}{CLOSE}" for text in key)

    def get(self, key, default=None):
        return self[key]

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        return iter(self.asked)

    def __len__(self) -> int:
        return len(self.asked)


@contextmanager
def marking(monkeypatch: pytest.MonkeyPatch) -> Iterator[Marking]:
    """Say everything in brackets inside the block, as another language would."""
    texts = Marking()
    with monkeypatch.context() as patch, in_language("es"):
        patch.setattr("tiesnet.language._said.texts", lambda: texts)
        yield texts


def unmarked(text: str) -> str:
    """Give what stands outside all brackets."""
    kept, depth = [], 0
    for letter in text:
        depth += letter == OPEN
        if not depth:
            kept.append(letter)
        depth -= letter == CLOSE and depth > 0
    return "".join(kept)


class Visible(HTMLParser):
    """Collects what a page shows or says aloud, outside scripts and styles."""

    HEARD = ("aria-label", "title", "placeholder", "alt")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._shown: list[str] = []
        self._quiet = 0
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self._quiet += tag in ("script", "style")
        self.texts += [value for name, value in attrs if name in self.HEARD and value]

    def handle_endtag(self, tag):
        self._quiet -= tag in ("script", "style")

    def handle_data(self, data):
        if not self._quiet and data.strip():
            self._shown.append(" ".join(data.split()))

    def left(self) -> list[str]:
        """Give what stands outside all brackets, also of sentences that tags cut into pieces."""
        return [*map(unmarked, self.texts), *unmarked("\n".join(self._shown)).split("\n")]

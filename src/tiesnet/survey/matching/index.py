"""Who a typed name is, among the firms of a roster: surely, in one of several ways, or not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tiesnet.language import say, word
from tiesnet.survey.matching.normal import Name, is_sure, plain_words, variants
from tiesnet.survey.words import name_key, quoted

# How a name was matched, from the surest on. Only these are ever merged without being asked.
ID, EXACT, SPELLING, WORDS, FORM = "id", "exact", "spelling", "words", "form"
WAYS: Mapping[str, str] = {
    SPELLING: word("the names differ only in case, accents, spaces or invisible characters"),
    WORDS: word(
        "the names differ only in punctuation, or in how 'and', a usual abbreviation or the "
        "legal form is written"
    ),
    FORM: word(
        "the names are the same but for the legal form, which one of them leaves out, and no "
        "other name is like them"
    ),
}
Core = tuple[str, ...]


def merged_said(name: str, actor: str, how: str) -> str:
    """Say which name was taken for which, and why that is sure."""
    return say("{name} is {actor}: {how}.", name=quoted(name), actor=quoted(actor), how=WAYS[how])


@dataclass
class Match:
    """What became of the distinct names of a column.

    ``ids`` maps a name to an actor id; ``merged`` the names that fitted only after
    normalisation, ``how`` in which of the `WAYS`; ``ambiguous`` the names that fit several
    actors.
    """

    ids: dict[str, str] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    ambiguous: dict[str, list[str]] = field(default_factory=dict)
    how: dict[str, str] = field(default_factory=dict)


class NameIndex:
    """Knows the actors by id, by name, and by both after normalisation."""

    def __init__(self, ids: Sequence[str], names: Sequence[str]) -> None:
        self._ids: set[str] = set()
        self._named: list[tuple[str, str]] = []
        self._by_name: dict[str, set[str]] = defaultdict(set)
        self._by_key: dict[str, set[str]] = defaultdict(set)
        for actor, name in zip(ids, names, strict=True):
            self.add(actor, name)

    def add(self, actor: str, name: str) -> None:
        """Make one more actor, or one more name of an actor, known."""
        self._ids.add(actor)
        self._named.append((actor, name or actor))
        for text in dict.fromkeys((actor, name)):
            if text:
                self._by_name[text].add(actor)
                self._by_key[name_key(text)].add(actor)

    def match(self, names: Sequence[str]) -> Match:
        """Find the actor of each distinct name."""
        result = Match()
        rest = [name for name in names if not self._plainly(name, result)]
        if rest and self._named:
            deeper = _Deeper(self._named, rest)
            for name in rest:
                found, how = deeper.find(name)
                _take(name, found, how, result)
        return result

    def _plainly(self, name: str, result: Match) -> bool:
        """Match by id, by name, or by both but for case, accents and spaces."""
        if name in self._ids:
            result.ids[name], result.how[name] = name, ID
            return True
        exact = self._by_name.get(name, set())
        found = exact or self._by_key.get(name_key(name), set())
        return _take(name, found, EXACT if exact else SPELLING, result)


def _take(name: str, found: Iterable[str], how: str, result: Match) -> bool:
    ids = sorted(found)
    if len(ids) == 1:
        (result.ids[name],) = ids
        result.how[name] = how
        if how not in (ID, EXACT):
            result.merged[name] = ids[0]
    elif ids:
        result.ambiguous[name] = ids
    return bool(ids)


class _Deeper:
    """The actors by the words of their names, and by their names without the legal form."""

    def __init__(self, named: Sequence[tuple[str, str]], names: Sequence[str]) -> None:
        self._by_words: dict[tuple[Core, str], set[str]] = defaultdict(set)
        self._by_second: dict[tuple[Core, str], set[str]] = defaultdict(set)
        self._by_core: dict[Core, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._texts: dict[tuple[Core, str], tuple[Name, str]] = {}
        self._typed_forms: dict[Core, set[str]] = defaultdict(set)
        for actor, text in named:
            for k, name in enumerate(variants(text)):
                found = self._by_second if k else self._by_words
                found[name.core, name.form].add(actor)
                self._by_core[name.core][name.form].add(actor)
                self._texts[name.core, name.form] = (name, text)
        starts = {core[:1] for core in self._by_core}
        maybe = [text for text in names if not text.isascii() or plain_words(text)[:1] in starts]
        self._typed = {text: variants(text) for text in maybe}
        for spellings in self._typed.values():
            for name in spellings:
                if name.form and name.core in self._by_core:
                    self._typed_forms[name.core].add(name.form)

    def find(self, text: str) -> tuple[set[str], str]:
        """Find the actors a name may be, and how that is known."""
        spellings = self._typed.get(text, ())
        for name in spellings:
            if found := self._by_words.get((name.core, name.form)):
                return found, WORDS
        if spellings and (found := self._by_second.get((spellings[0].core, spellings[0].form))):
            return found, WORDS
        for name in spellings:
            if found := self._but_for_form(name, text):
                return found, FORM
        return set(), ""

    def _but_for_form(self, name: Name, text: str) -> set[str]:
        """The one actor of this core; all of them when a bare name fits several."""
        forms = self._by_core.get(name.core, {})
        every = set().union(*forms.values())
        given = {form for form in forms if form} | self._typed_forms.get(name.core, set())
        if not every or (name.form and "" not in forms):
            return set()
        if len(every) > 1 and not name.form:
            return every
        if len(every) != 1 or len(given) != 1:
            return set()
        known = [self._texts[name.core, form] for form in forms]
        return every if all(is_sure(*one) for one in (*known, (name, text))) else set()

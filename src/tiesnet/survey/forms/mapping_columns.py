"""From what a mapping file writes to the columns it means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tiesnet.language import say
from tiesnet.survey.forms.answers import is_nobody
from tiesnet.survey.forms.form import PLAIN, Form, Question
from tiesnet.survey.forms.mapping_keys import MappingFile, did_you_mean
from tiesnet.survey.forms.plan import Columns
from tiesnet.survey.words import listed, quoted

_HOLDER = re.compile(r"\{(\w+)\}")


class Finder:
    """Finds the columns of one form; what is not found is an error of the mapping file."""

    def __init__(self, form: Form, file: MappingFile) -> None:
        self.form, self.file = form, file
        self._by_header: dict[str, Question] = {}
        for names in _names_of(form):
            for question, name in zip(form.questions, names, strict=True):
                if name:
                    self._by_header.setdefault(name, question)
                    self._by_header.setdefault(_same(name), question)

    def one(self, key: str, header: Any) -> int | None:
        """The place of one column, by its header, code or wording."""
        if not isinstance(header, str):
            self.file.error(key, say("{key} must name a column by its header.", key=quoted(key)))
            return None
        found = self._by_header.get(header) or self._by_header.get(_same(header))
        if found is None:
            self._missing(key, header)
            return None
        return found.place

    def _missing(self, key: str, header: str) -> None:
        heads = [question.header for question in self.form.questions]
        where = quoted(self.form.sheet or self.form.file)
        text = say(
            "{where} has no column {header}.{header2}",
            where=where,
            header=quoted(header),
            header2=did_you_mean(header, heads),
        )
        self.file.error(key, text, header, say("Its columns are: {heads}.", heads=listed(heads)))

    def several(self, key: str, columns: Any, holder: str = "firm") -> Columns:
        """Columns with what each is about: a pattern, a block, a list, or a table."""
        if isinstance(columns, Mapping):
            pairs = ((self.one(key, header), str(item)) for item, header in columns.items())
            return tuple((place, item) for place, item in pairs if place is not None)
        if isinstance(columns, str) and _HOLDER.search(columns):
            return self._pattern(key, columns, holder)
        if isinstance(columns, str):
            return self._block(key, columns)
        if isinstance(columns, Iterable):
            places = [self.one(key, header) for header in columns]
            return tuple((p, self._item(p)) for p in places if p is not None)
        return ()

    def _item(self, place: int) -> str:
        question = self.form.questions[place]
        return question.item or question.header

    def _pattern(self, key: str, pattern: str, holder: str) -> Columns:
        names = _HOLDER.findall(pattern)
        if names != [holder]:
            text = say(
                "{pattern} must hold {{{holder}}} once, and nothing else in braces.",
                pattern=quoted(pattern),
                holder=holder,
            )
            self.file.error(key, text, pattern)
            return ()
        found = _by_pattern(self.form, pattern, holder)
        if not found:
            self._missing(key, pattern)
        return found

    def _block(self, key: str, name: str) -> Columns:
        """A block by its code or wording; else one column by its header."""
        block = [
            q for q in self.form.questions
            if (q.item or q.item_code) and name in (q.code, q.text)
        ]  # fmt: skip
        if block:
            return tuple((question.place, self._item(question.place)) for question in block)
        place = self.one(key, name)
        return () if place is None else ((place, self._item(place)),)

    def numbered(self, key: str, columns: Any, known: Sequence[str] = ()) -> dict[str, int]:
        """Columns by the number of the partner they are about; a list follows the known ones."""
        if isinstance(columns, str) and _HOLDER.search(columns):
            return {number: place for place, number in self._pattern(key, columns, "n")}
        listed_columns = [columns] if isinstance(columns, str) else columns
        if isinstance(listed_columns, Mapping):
            listed_columns = list(listed_columns.values())
        places = [self.one(key, header) for header in listed_columns]
        if known and len(places) != len(known):
            text = say(
                "{key} has {n} columns, but {n2} partners are named.",
                key=quoted(key),
                n=len(places),
                n2=len(known),
            )
            self.file.error(key, text, key, say("Give as many columns as 'names' has."))
        numbers = known or [str(k) for k in range(len(places))]
        pairs = zip(numbers, places, strict=False)
        return {number: place for number, place in pairs if place is not None}


def column_names(form: Form) -> list[str]:
    """What each column is called: its header, numbered where it stands several times."""
    counts: dict[str, int] = {}
    names = []
    for question in form.questions:
        header = question.header
        counts[header] = counts.get(header, 0) + 1
        names.append(header if counts[header] == 1 else f"{header} ({counts[header]})")
    return names


def matching(form: Form, columns: Columns, holder: str) -> str:
    """A pattern or the name of a block that means just these columns; nothing if none does."""
    wanted = {place: "" if is_nobody(name) else name for place, name in columns}
    first, name = next(iter(wanted.items()), (0, ""))
    heads = column_names(form)
    tries = []
    if name and heads[first].count(name) == 1:
        tries.append(heads[first].replace(name, f"{{{holder}}}"))
    question = form.questions[first]
    if form.tool != PLAIN:  # blocks of plain tables have no name that stands in the file
        tries += [text for text in (question.code, question.text) if question.item and text]
    for text in tries:
        found = _matched(form, text, holder)
        if {p: "" if is_nobody(n) else n for p, n in found} == wanted:
            return text
    return ""


def _matched(form: Form, text: str, holder: str) -> Columns:
    if text.count(f"{{{holder}}}") == 1 and len(_HOLDER.findall(text)) == 1:
        return _by_pattern(form, text, holder)
    if _HOLDER.search(text):
        return ()
    return tuple((q.place, q.item) for q in form.questions if q.item and text in (q.code, q.text))


def _by_pattern(form: Form, pattern: str, holder: str) -> Columns:
    shape = "(.+)".join(map(re.escape, pattern.split(f"{{{holder}}}")))
    found = []
    for question in form.questions:
        texts = (question.header, _whole(question), f"{question.code} [{question.item}]")
        hit = next((m for text in texts if (m := re.fullmatch(shape, text))), None)
        if hit:
            found.append((question.place, hit[1].strip()))
    return tuple(found)


def _names_of(form: Form) -> list[list[str]]:
    """What columns can be called, the surest first."""
    known = form.questions
    return [
        column_names(form),
        [_whole(q) for q in known],
        ["" if q.item else q.code for q in known],
        ["" if q.item else q.text for q in known],
    ]


def _whole(question: Question) -> str:
    return f"{question.text} [{question.item}]" if question.item else question.text


def _same(text: str) -> str:
    return " ".join(text.casefold().split())

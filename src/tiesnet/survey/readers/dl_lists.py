"""Lists of DL files: ties one by one, or all ties of an actor in one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tiesnet.language import say
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Options
from tiesnet.survey.readers.dl_header import Header, labels_of
from tiesnet.survey.readers.matrix_parts import level_names
from tiesnet.survey.readers.network_parts import Part, Relation, number_of
from tiesnet.survey.readers.network_tables import without_double
from tiesnet.survey.readers.network_text import Faults, whole_number, words_of
from tiesnet.survey.words import counted, quoted

_Row = tuple[int, list[str]]
_Tie = tuple[int, int, list[str], int]


class _Side:
    """The labels of rows or columns; embedded ones are learned from the data."""

    def __init__(self, name: str, labels: list[str], embedded: bool, faults: Faults) -> None:
        self.name, self.count, self.faults = name, len(labels), faults
        self.labels = [label for label in labels if label] if embedded else labels
        self.embedded = embedded
        self._place = {label: k for k, label in reversed(list(enumerate(self.labels))) if label}
        # UCINET does not tell capitals from small letters.
        self._folded = {label.casefold(): k for label, k in self._place.items()}

    def place(self, text: str, row: int) -> int | None:
        """Where a label or number belongs; a label that is new is added."""
        number = None if self.embedded else whole_number(text)
        if number is not None and 0 < number <= self.count:
            return number - 1
        known = self._place.get(text, self._folded.get(text.casefold()))
        if known is not None:
            return known
        if not self.embedded or len(self.labels) >= self.count:
            many = say("the {label} there are places for", label=counted(self.count, "label"))
            what = say("{text} is none of {many}.", text=quoted(text), many=many)
            if not self.embedded:
                what = say(
                    "{text} is no number from 1 to {count}, and no label.",
                    text=quoted(text),
                    count=self.count,
                )
            self.faults.add(row, what, say("Correct it, or the number in the header."), text)
            return None
        self._place[text] = self._folded[text.casefold()] = len(self.labels)
        self.labels.append(text)
        return len(self.labels) - 1

    def all_labels(self) -> list[str]:
        """Every label, with empty texts for those nobody named."""
        return self.labels + [""] * (self.count - len(self.labels))


def read_lists(header: Header, faults: Faults, options: Options, log: Log) -> Part:
    """Read edgelists, nodelists and edgearrays."""
    rows = _side(header, "row", header.rows or 0, faults)
    columns = _side(header, "column", header.columns or 0, faults) if header.two_mode else rows
    names = level_names(labels_of(header, "level", header.levels, faults), header.levels)
    relations = [Relation(name) for name in names]
    shift = (header.rows or 0) if header.two_mode else 0
    for level, data in enumerate(_levels(header, faults)):
        for source, target, values, row in _ties(header.format, data, (rows, columns), faults):
            if header.format.startswith("edgearray"):
                _add_array(relations, (source, target + shift), values, row, faults)
            else:
                relations[level].lines.add(source, target + shift, (*values, "")[0], row)
    if rows.count - len(rows.labels) and rows.embedded:
        text = say("Actors that the header counts but no line names are there, without ties.")
        log.assume("unnamed_actors", text, rows.count - len(rows.labels))
    labels = rows.all_labels()
    if not header.two_mode:
        relations = [without_double(relation, log) for relation in relations]
        return Part(labels, [0] * len(labels), len(labels), relations=relations)
    second = [label or f"column {k}" for k, label in enumerate(columns.all_labels(), start=1)]
    whole = [*labels, *second]
    return Part(whole, [0] * len(whole), len(labels), relations=relations)


def _side(header: Header, name: str, count: int, faults: Faults) -> _Side:
    return _Side(name, labels_of(header, name, count, faults), name in header.embedded, faults)


def _levels(header: Header, faults: Faults) -> list[list[_Row]]:
    """Cut the data into words; an exclamation mark stands between matrices."""
    found: list[list[_Row]] = [[]]
    for row, text in header.data:
        for k, piece in enumerate(text.split("!") if '"' not in text else [text]):
            if k:
                found.append([])
            if words := words_of(piece):
                found[-1].append((row, words))
    if len(found) > header.levels:
        what = say(
            "There are {list} where {levels} are announced.",
            list=counted(len(found), "list"),
            levels=header.levels,
        )
        raise faults.stop(header.data[-1][0], what, say("Correct NM in the header."))
    return found


def _ties(
    form: str, data: Sequence[_Row], sides: tuple[_Side, _Side], faults: Faults
) -> Iterator[_Tie]:
    """Give (source, target, values, line) of every tie."""
    for k, (row, words) in enumerate(data):
        if form.endswith("b"):
            yield from _counted_line(k, row, words, sides, faults)
        elif form.startswith("nodelist"):
            actor = sides[0].place(words[0], row)
            for other in words[1:]:
                yield from _tie(actor, sides[1].place(other, row), [], row)
        elif len(words) < 2 or (len(words) > 3 and form.startswith("edgelist")):
            what = say(
                "A line of an edgelist has two ends and at most one value, not {n}.", n=len(words)
            )
            faults.add(row, what, say("Put labels with blanks between quotation marks."), words[0])
        else:
            source, target = sides[0].place(words[0], row), sides[1].place(words[1], row)
            yield from _tie(source, target, _checked(words[2:], row, faults), row)


def _tie(source: int | None, target: int | None, values: list[str], row: int) -> Iterator[_Tie]:
    if source is not None and target is not None:
        yield source, target, values, row


def _checked(values: list[str], row: int, faults: Faults) -> list[str]:
    for value in values:
        if number_of(value) is None:
            faults.add(
                row, say("{value} is no number for a tie.", value=quoted(value)), value=value
            )
    return values


def _counted_line(
    k: int, row: int, words: list[str], sides: tuple[_Side, _Side], faults: Faults
) -> Iterator[_Tie]:
    """Read a line of nodelist1b: how many ties the next actor has, then with whom."""
    label = words.pop(0) if sides[0].embedded else ""
    count = whole_number(words[0]) if words else None
    if count != len(words) - 1 or k >= sides[0].count:
        what = say(
            "The line announces {words} ties and names ", words=quoted(words[0] if words else "")
        )
        what += f"{max(len(words) - 1, 0)}."
        if k >= sides[0].count:
            what = say("There are more lines than the {count} announced.", count=sides[0].count)
        faults.add(row, what, say("Begin each line with the number of its ties."))
        return
    actor = sides[0].place(label, row) if label else k
    for other in words[1:]:
        yield from _tie(actor, sides[1].place(other, row), [], row)


def _add_array(
    relations: list[Relation], ends: tuple[int, int], values: list[str], row: int, faults: Faults
) -> None:
    """Read a line of an edgearray: one value for each matrix; 0 is no tie."""
    if len(values) != len(relations):
        what = say(
            "The line has {value}, one for each matrix is expected ",
            value=counted(len(values), "value"),
        )
        faults.add(row, f"{what}({len(relations)}).", say("Correct the line, or NM in the header."))
        return
    for relation, value in zip(relations, values, strict=True):
        if number_of(value):
            relation.lines.add(*ends, value, row)

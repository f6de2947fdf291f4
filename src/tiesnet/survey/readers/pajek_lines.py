"""Lines of Pajek files: labels of vertices, arcs, edges, lists and matrices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tiesnet.language import say
from tiesnet.survey.readers.network_parts import Part, Relation, number_of
from tiesnet.survey.readers.network_text import Faults, whole_number
from tiesnet.survey.words import counted, quoted

Row = tuple[int, str]
MISSING = ("999999998", "9999998", "999999997", "9999997")  # Pajek's words for no value

# The closing mark is followed by coordinates, by words for the drawing, or by nothing; so a label
# may itself hold quotation marks.
_QUOTED = re.compile(r'"(.*?)"(?=\s*$|\s+[-+.\d\[]|\s+[a-z][\w]*(\s|$))')
_ENTITY = re.compile(r"&#(\d{1,7});")
_SHAPES = frozenset(
    (
        *("ellipse", "box", "diamond", "triangle", "cross", "empty", "circle", "square", "house"),
        *("rectangle", "man", "woman", "ic", "bc", "lc", "x_fact", "y_fact", "bw", "phi", "fos"),
    )
)
_INTERVAL = re.compile(r"\[[\d\s,*-]*\]")
_LINE_WORD = re.compile(r"[A-Za-z]\w*")


def label_of(rest: str) -> str:
    r"""The label in what follows the number of a vertex.

    >>> label_of('"Acme "Sons" Ltd" 0.1 0.2 box ic Green'), label_of("ROMUL_10 0.1"), label_of("")
    ('Acme "Sons" Ltd', 'ROMUL_10', '')
    """
    rest = rest.strip()
    if rest.startswith('"'):
        match = _QUOTED.match(rest)
        label = match[1] if match else rest.strip('"')
        return decoded(label.replace('\\"', '"'))
    words: list[str] = []
    for word in rest.split():
        if words and (number_of(word) is not None or word.lower() in _SHAPES or word[0] == "["):
            break
        words.append(word)
    return decoded(" ".join(words))


def decoded(text: str) -> str:
    r"""Read letters that are written as their number in Unicode, as Pajek does it.

    >>> decoded("Pe&#241;a"), decoded("&#34;Acme&#34;")
    ('Peña', '"Acme"')
    """
    return _ENTITY.sub(_letter, text)


def _letter(match: re.Match[str]) -> str:
    number = int(match[1])
    fine = 0 < number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF
    return chr(number) if fine else match[0]


class Ties:
    """The ties of one network, by relation, as its sections give them."""

    def __init__(self, part: Part, faults: Faults) -> None:
        self.part, self.faults = part, faults
        self.intervals = 0
        self._names: dict[int, str] = {}
        # Per relation: (source, target, value, line, whether it is an arc)
        self._found: dict[int, list[tuple[int, int, str, int, bool]]] = {}
        self._arcs: dict[int, bool] = {}

    def name(self, key: int, name: str) -> None:
        """Give a relation its name; the first one stands."""
        if name and not self._names.get(key):
            self._names[key] = name

    def take(self, word: str, lines: Sequence[Row], key: int) -> None:
        """Read a section of arcs or edges, one in each line or several."""
        arcs = word.startswith("arcs")
        self._open(key, arcs)
        for row, text in lines:
            plain = _INTERVAL.sub(" ", text)
            self.intervals += plain != text
            cells = plain.split()
            of = key
            if cells and cells[0].endswith(":") and whole_number(cells[0][:-1]) is not None:
                of = int(cells.pop(0)[:-1])
                self._open(of, arcs)
            if cells:
                self._line(word.endswith("list"), cells, (row, arcs), of)

    def _line(self, several: bool, cells: list[str], where: tuple[int, bool], key: int) -> None:
        row, arcs = where
        if len(cells) < 2 and not several:
            what = say(
                "A tie needs two vertices; the line holds {cells}.", cells=quoted(" ".join(cells))
            )
            self.faults.add(row, what, say("Write the numbers of both."), cells[0])
            return
        # A minus before a target of a list is a line of negative value.
        targets = cells[1:] if several else cells[1:2]
        value = cells[2] if not several and len(cells) > 2 else ""
        value = "" if _LINE_WORD.fullmatch(value) else value
        source = self._vertex(cells[0], row)
        for cell in targets:
            minus = several and cell.startswith("-")
            target = self._vertex(cell.removeprefix("-") if several else cell, row)
            if source is not None and target is not None:
                self.add(source, target, "-1" if minus else value, row, key, arcs)

    def _open(self, key: int, arcs: bool) -> None:
        self._found.setdefault(key, [])
        self._arcs.setdefault(key, arcs)

    def add(self, source: int, target: int, value: str, row: int, key: int, arc: bool) -> None:
        """Add one tie; in a two-mode network it runs from the first set to the second."""
        self._open(key, arc)
        if self.part.two_mode:
            source, target = min(source, target), max(source, target)
            if source >= self.part.second or target < self.part.second:
                what = say(
                    "Both ends of the tie {source} {target} are in the same set.",
                    source=source + 1,
                    target=target + 1,
                )
                self.faults.add(row, what, say("In a two-mode network, ties run between the sets."))
                return
        self._found[key].append((source, target, value, row, arc))

    def _vertex(self, text: str, row: int) -> int | None:
        number = whole_number(text)
        size = len(self.part.labels)
        if number is None or not 0 < number <= size:
            what = say(
                "{text} is no number of a vertex from 1 to {size}.", text=quoted(text), size=size
            )
            self.faults.add(row, what, say("Correct the number, or the number of vertices."), text)
            return None
        return number - 1

    def relations(self) -> list[Relation]:
        """Give the relations: with any arc directed, every edge of them then stands both ways."""
        if len(self._found) > 1 and not self._found.get(0, [1]):
            del self._found[0]
        return [self._relation(key) for key in self._found]

    def _relation(self, key: int) -> Relation:
        found = self._found[key]
        arcs = any(arc for *_, arc in found) if found else self._arcs[key]
        name = self._names.get(key, f"relation {key}" if key else "")
        relation = Relation(name, arcs)
        for source, target, value, row, arc in found:
            relation.lines.add(source, target, value, row)
            if arcs and not arc and source != target and not self.part.two_mode:
                relation.lines.add(target, source, value, row)
        return relation


def matrix(row: int, lines: Sequence[Row], key: int, ties: Ties, part: Part) -> None:
    """Read a matrix of arcs; of a two-mode network it runs from the first set to the second."""
    height = part.second
    width = len(part.labels) - part.second if part.two_mode else height
    ties.take("arcs", (), key)
    cells = [(number, word) for number, text in lines for word in text.split()]
    if len(cells) != height * width:
        at = next((n for n, text in lines if len(text.split()) != width), row)
        what = say(
            "The matrix holds {number} where {height} rows of {width} are expected.",
            number=counted(len(cells), "number"),
            height=height,
            width=width,
        )
        raise ties.faults.stop(at, what, say("Correct the matrix, or the number of vertices."))
    for k, number, word in _filled(cells, ties.faults):
        source, target = divmod(k, width)
        ties.add(source, target + (height if part.two_mode else 0), word, number, key, True)


def _filled(cells: Sequence[tuple[int, str]], faults: Faults) -> Iterator[tuple[int, int, str]]:
    for k, (number, word) in enumerate(cells):
        if word in ("0", "0.0"):
            continue
        value = number_of(word)
        if value is None:
            faults.add(
                number, say("{word} is no number of a matrix.", word=quoted(word)), value=word
            )
        elif value:
            yield k, number, word

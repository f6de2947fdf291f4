"""What KoboToolbox and ODK share: headers joined by separators, sheets of repeated questions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from tiesnet.language import say
from tiesnet.survey.forms.form import CHOSEN, MANY, PRIVATE, SINGLE, TECHNICAL, Form, Question
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.raw import LONGEST_HEADER
from tiesnet.survey.shapes._answers import Answers
from tiesnet.survey.shapes._headers import is_private, tidy
from tiesnet.survey.words import counted, fold

_TICKS = {"", "0", "1", "true", "false"}
_SEPARATORS = ("/", "::", ":", "__", "|", ".", "-")
_GROUPING = ("/", "::", ":", "|", ".")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]*")
_CODE = re.compile(r"[a-z0-9_.\-]{1,60}", re.IGNORECASE)
_POSITION = re.compile(r"[_-](?:latitude|longitude|altitude|precision|accuracy)$")
_CUT = re.compile(r"(?:\.\.\.|…)?\s*\(?\d*\)?$")
_LARGEST, _FEWEST_WORDS, _MOST_NAMES = 10, 3, 500
_MOST_CODES = 3  # times as many cells as codes that come once only


def choices_of(headers: Sequence[str], answers: Answers) -> dict[int, tuple[str, str]]:
    """The question and the option of each column that is 1 or 0 for one option of a question.

    Questions and options may hold the separator themselves ("F/G Logística"): the options of a
    question stand side by side, and share all that comes before them.
    """
    ticks = [_only_ticks(answers.column(k)) for k in range(len(headers))]
    found: dict[int, tuple[str, str]] = {}
    for place, parent in enumerate(headers):
        below = headers[place + 1 :]
        children = _leading(below, parent)
        if parent and children and place not in found:
            for k, child in enumerate(children, start=place + 1):
                found[k] = (parent, _below(child, parent))
    run: list[int] = []
    for place in range(len(headers) + 1):
        inside = place < len(headers) and ticks[place] and place not in found
        if inside:
            run.append(place)
        elif run:
            found |= _split(run, headers)
            run = []
    return found


def _only_ticks(cells: Sequence[str]) -> bool:
    return {cell.lower() for cell in cells} <= _TICKS


def _leading(headers: Sequence[str], parent: str) -> list[str]:
    count = next((k for k, h in enumerate(headers) if not _is_below(h, parent)), len(headers))
    return list(headers[:count])


def _is_below(header: str, parent: str) -> bool:
    return header.startswith(parent) and bool(_below(header, parent))


def _below(header: str, parent: str) -> str:
    rest = header[len(parent) :]
    mark = next((mark for mark in _SEPARATORS[:5] if rest.startswith(mark)), "")
    return rest[len(mark) :] if mark else ""


def _split(run: Sequence[int], headers: Sequence[str]) -> dict[int, tuple[str, str]]:
    """Find the questions of a run of ticks: the widest block that shares its beginning."""
    texts = {k: headers[k] for k in run}
    mark = next((m for m in _SEPARATORS if all(m in texts[k] for k in run)), "/")
    found: dict[int, tuple[str, str]] = {}
    k = 0
    while k < len(run):
        block = _widest(run[k:], texts, mark)
        found |= block
        k += max(len(block), 1)
    return found


def _widest(run: Sequence[int], texts: dict[int, str], mark: str) -> dict[int, tuple[str, str]]:
    first = texts[run[0]]
    ends = [at for at in range(len(first)) if first.startswith(mark, at)]
    best: dict[int, tuple[str, str]] = {}
    for end in ends:
        start = first[: end + len(mark)]
        ends_at = next((n for n, k in enumerate(run) if not texts[k].startswith(start)), len(run))
        block = run[:ends_at]
        items = [texts[k][len(start) :] for k in block]
        # Deeper is right when it parts a group into questions, wrong when it cuts an option.
        if len(block) > 1 and (not best or _is_group(run, texts, best, mark)):
            best = {k: (first[:end], item) for k, item in zip(block, items, strict=True)}
    return best


def _is_group(
    run: Sequence[int],
    texts: dict[int, str],
    block: dict[int, tuple[str, str]],
    mark: str,
) -> bool:
    """Whether all items of a block have a part more, and each first part comes several times."""
    items = [item for _, item in block.values()]
    if not all(mark in item for item in items):
        return False
    return min(Counter(item.split(mark)[0] for item in items).values()) > 1


def group_mark(headers: Sequence[str], default: str) -> str:
    """The separator of group names: before ``uuid`` or ``instanceID``, or what most names hold."""
    for header in headers:
        for stem, name in (("formhub", "uuid"), ("meta", "instanceID"), ("meta", "rootUuid")):
            if header.startswith(stem) and header.endswith(name) and header != stem + name:
                return header[len(stem) : -len(name)]
    names = [header for header in headers if not header.startswith("_")]
    counts = {mark: sum(mark in header for header in names) for mark in (default, *_GROUPING)}
    best = max(counts, key=lambda mark: (counts[mark], mark == default))
    return best if 2 * counts[best] >= len(names) else default


def question_of(
    place: int,
    header: str,
    choice: tuple[str, str] | None,
    answers: Answers,
    known: tuple[Collection[str], Collection[str], str],
) -> Question:
    """What a column is; `known` are technical and private headers, and the group separator."""
    technical, private, mark = known
    name = fold(last_part(header, mark))
    if header in technical or header.lower() in technical:
        return Question(place, header, header, kind=TECHNICAL)
    if choice is not None:
        text, item = choice
        name = text if " " in text else last_part(text, mark)
        return Question(place, header, tidy(name), text, tidy(item), item, CHOSEN)
    text = last_part(header, mark) if _NAME.fullmatch(header.replace(mark, "_")) else header
    told = header.lower() in private or name in private or _position(header)
    if told or is_private(tidy(text), answers.column(place)):
        return Question(place, header, tidy(text), header, kind=PRIVATE)
    return Question(place, header, tidy(text), header)


def last_part(header: str, mark: str) -> str:
    """The name of a question without its groups.

    >>> last_part("firm/ties/sells_to", "/")
    'sells_to'
    """
    return header.rsplit(mark, 1)[-1] if mark and " " not in header else header


def _position(header: str) -> bool:
    return _POSITION.search(header.lower()) is not None


def with_rows(questions: Sequence[Question], answers: Answers) -> list[Question]:
    """Find the columns that ask one thing of many firms: their names end in names of firms.

    Statements next to each other that are answered by the same few numbers are one block, too.
    """
    known = {q.item for q in questions if q.kind == CHOSEN} | _distinct(questions, answers)
    ends = {q.place: _known_end(q.header, known) for q in questions if q.kind == SINGLE}
    stems = Counter(q.header[: -len(end)] for q in questions if (end := ends.get(q.place)))
    made = list(questions)
    for q in questions:
        starts = (q.header[: at + 1] for at in reversed(_cuts(q.header)))
        stem = next((start for start in starts if stems[start] > 1), "")
        if stem and q.kind == SINGLE:
            item = q.header[len(stem) :].removesuffix("]" if stem.endswith("[") else "")
            name = stem.rstrip(" [/_-:.")
            text = name if " " in name else re.split(r"[/:.\-]", name)[-1]
            made[q.place] = replace(q, text=tidy(text), code=name, item=item, item_code=item)
    for run in _statements(made, answers):
        for place in run:
            made[place] = replace(
                made[place], item=made[place].text, text="", code=f"statements {run[0] + 1}"
            )
    return made


def _distinct(questions: Sequence[Question], answers: Answers) -> set[str]:
    """The answers to questions that everybody answers otherwise, such as the name of a firm."""
    found: set[str] = set()
    for q in questions:
        cells = [cell for cell in answers.column(q.place) if cell]
        if q.kind == SINGLE and len(set(cells)) == len(cells) > 1:
            found |= {cell for cell in cells if not cell.isdigit()}
    return found


def _known_end(header: str, known: Collection[str]) -> str:
    """The end of a header that is a known name behind a separator; with a bracket it may have."""
    text = header.removesuffix("]")
    return next((header[at + 1 :] for at in _cuts(text) if text[at + 1 :] in known), "")


def _cuts(header: str) -> list[int]:
    """Where the name of a firm may be cut off a header, the longest first."""
    return [at for at, sign in enumerate(header[:LONGEST_HEADER]) if sign in " [/_-:."]


def _statements(questions: Sequence[Question], answers: Answers) -> list[list[int]]:
    runs: list[list[int]] = [[]]
    for q in questions:
        cells = set(answers.column(q.place)) - {""}
        scale = bool(cells) and all(c.isdigit() and int(c) <= _LARGEST for c in cells)
        if q.kind == SINGLE and not q.item and scale and len(q.text.split()) > _FEWEST_WORDS:
            runs[-1].append(q.place)
        else:
            runs.append([])
    return [run for run in runs if len(run) > 1]


def say_unsplit(form: Form, log: Log) -> None:
    """Say where labels stand in one cell with nothing but spaces between them."""
    singles = [q for q in form.questions if q.kind == SINGLE and " " in q.header]
    cells = {q.place: [str(cell) for cell in form.cells[q.place]] for q in singles}
    names = [
        cell
        for texts in cells.values()
        for cell, count in Counter(texts).items()
        if " " in cell and count == 1
    ][:_MOST_NAMES]
    for q in singles:
        looked = enumerate(cells[q.place][:_MOST_NAMES])
        several = [k for k, cell in looked if _holds_two(cell, names)]
        if len(several) > 1:
            where = Place(form.file, form.sheet, int(form.rows[several[0]]), q.header)
            text = say(
                "{cell} of this column seem to hold several answers with nothing but "
                "spaces between them; nobody can tell where one ends.",
                cell=counted(len(several), "cell"),
            )
            log.add("choices_not_split", where, text)


def _holds_two(cell: str, names: Collection[str]) -> bool:
    return sum(name in cell and name != cell for name in names) > 1


def with_summaries(questions: Sequence[Question], answers: Answers) -> list[Question]:
    """Settle the columns that hold all codes chosen, with spaces between them.

    Where each option has its own column, the column of all of them says nothing more. Alone, it
    is told from prose by its words, which are names of options that come again and again.
    """
    parts = {q.code for q in questions if q.kind == CHOSEN}
    made = []
    for q in questions:
        if q.kind == SINGLE and q.header in parts:
            q = replace(q, kind=TECHNICAL)
        elif q.kind == SINGLE and _is_codes(answers.column(q.place)):
            q = replace(q, kind=MANY, separator=" ")
        made.append(q)
    return made


def _is_codes(cells: Sequence[str]) -> bool:
    words = [word for cell in cells for word in cell.split()]
    if not any(" " in cell for cell in cells) or not all(map(_CODE.fullmatch, words)):
        return False
    if any(word.isdigit() != words[0].isdigit() for word in words):
        return False
    once = sum(count == 1 for count in Counter(words).values())
    lower = sum(word == word.lower() for word in words)
    return once * _MOST_CODES <= len(words) and lower == len(words)


def nested(main: Sequence[Form], repeats: Sequence[tuple[Form, str]]) -> list[Form]:
    """Hang the tables of repeated questions below the tables they say they belong to."""
    forms = {form.name: form for form in main}
    named = {form.name for form, _ in repeats}
    below: dict[str, list[Form]] = {}
    for form, parent in repeats:
        owner = _owner(parent, [*forms, *(named - {form.name})])
        below.setdefault(owner or next(iter(forms)), []).append(form)

    def grown(form: Form, depth: int = 0) -> Form:
        inner = [grown(child, depth + 1) for child in below.get(form.name, ())] if depth < 9 else []
        return replace(form, repeats=tuple(inner))

    return [grown(form) for form in main]


def _owner(parent: str, names: Sequence[str]) -> str:
    """The table meant by a name; sheets cut their names at 31 characters and number doubles."""
    if parent in names or not parent:
        return parent
    plain = fold(parent)
    fits = [name for name in names if plain.startswith(fold(_CUT.sub("", name)))]
    return max(fits, key=len, default="")

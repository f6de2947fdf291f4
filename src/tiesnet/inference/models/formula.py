"""Formulas: ``advice ~ supplies + same(sector) + distance(km)``, read without running anything."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tiesnet.errors import TiesnetError
from tiesnet.language import say, word

EXAMPLE = word("advice ~ supplies + same(sector) + absdiff(size)")
_TOKEN = re.compile(
    r"""\s*(?:(?P<quoted>"[^"]*"|'[^']*'|`[^`]*`)|(?P<name>[^\W]+(?:\.\w+)*)|(?P<sign>[~+(),])|(?P<other>.))""",
    re.DOTALL,
)
_BARE = re.compile(r"[^\W]+(?:\.\w+)*")
_DEEPEST = 8


@dataclass(frozen=True)
class Part:
    """A name, or a term with what stands between its brackets.

    Attributes
    ----------
    name : str
        Of a layer or of a term.
    inside : tuple of Part
        What the term is made of; empty for a name that stands alone.
    """

    name: str
    inside: tuple[Part, ...] = ()

    def __str__(self) -> str:
        mark = next((one for one in "\"'`" if one not in self.name), '"')
        name = self.name if _BARE.fullmatch(self.name) else f"{mark}{self.name}{mark}"
        return f"{name}({', '.join(map(str, self.inside))})" if self.inside else name


@dataclass(frozen=True)
class Formula:
    """What is explained, and by what.

    Attributes
    ----------
    outcome : Part
    predictors : tuple of Part
        In the order given; an intercept is always part of the model and not listed.
    """

    outcome: Part
    predictors: tuple[Part, ...]

    def __str__(self) -> str:
        return f"{self.outcome} ~ {' + '.join(map(str, self.predictors))}"


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str


def parse(text: str) -> Formula:
    """Read a formula.

    Left of ``~`` stands what is explained, right of it what explains it, joined by ``+``. Names
    with spaces or signs stand in quotation marks or backticks.

    Parameters
    ----------
    text : str
        Such as ``'advice ~ supplies + same("main sector")'``.

    Raises
    ------
    TiesnetError
        The formula cannot be read; everything that is wrong is said at once.

    Examples
    --------
    >>> str(parse("advice~ same( sector )+`joint project`"))
    'advice ~ same(sector) + "joint project"'
    """
    tokens = list(_tokens(text))
    problems = [
        say("{text} has no meaning here.", text=f"{token.text!r}")
        for token in tokens
        if token.kind == "other"
    ]
    sides = _split(tokens, "~")
    if len(sides) != 2:
        between = (
            say("It has no ~ between what is explained and what explains it.")
            if len(sides) < 2
            else say("It has more than one ~ between what is explained and what explains it.")
        )
        _refuse(text, [between, *problems])
    outcome, predictors = sides
    if len(_split(outcome, "+")) > 1:
        problems.append(say("Left of ~ stands one name only."))
        outcome = _split(outcome, "+")[0]
    made = [_part(outcome, word("what is explained"), problems)]
    for piece in _split(predictors, "+"):
        if not (len(piece) == 1 and piece[0].text == "1"):  # R's word for the intercept
            made.append(_part(piece, word("what stands right of ~"), problems))
    if len(made) == 1 and not problems:
        problems.append(say("Nothing stands right of ~."))
    parts = [part for part in made if part is not None]
    problems += _twice(parts)
    if problems:
        _refuse(text, problems)
    return Formula(parts[0], tuple(parts[1:]))


def parse_part(text: str) -> Part:
    """Read one variable, such as ``same(sector)``.

    Raises
    ------
    TiesnetError
        It cannot be read.

    Examples
    --------
    >>> str(parse_part(" same( sector )"))
    'same(sector)'
    """
    tokens = list(_tokens(text))
    problems = [
        say("{text} has no meaning here.", text=f"{token.text!r}")
        for token in tokens
        if token.kind == "other"
    ]
    part = _part(tokens, word("what was asked for"), problems)
    if part is None or problems:
        raise TiesnetError(
            " ".join(
                [say("The variable {text} cannot be read.", text=f"{text.strip()!r}"), *problems]
            ),
            say("Write it like advice, 'same(sector)' or 'distance(km)'."),
        )
    return part


def _tokens(text: str) -> Iterator[_Token]:
    for found in _TOKEN.finditer(text.strip()):
        kind = str(found.lastgroup)
        word = found.group(kind)
        yield _Token("name", word[1:-1]) if kind == "quoted" else _Token(kind, word)


def _split(tokens: Sequence[_Token], sign: str) -> list[list[_Token]]:
    """Cut at a sign that stands outside of brackets."""
    pieces: list[list[_Token]] = [[]]
    depth = 0
    for token in tokens:
        opened = token.kind == "sign" and token.text in "()"
        depth += (1 if token.text == "(" else -1) if opened else 0
        if token.kind == "sign" and token.text == sign and depth <= 0:
            pieces.append([])
        else:
            pieces[-1].append(token)
    return pieces


def _part(tokens: Sequence[_Token], where: str, problems: list[str], depth: int = 0) -> Part | None:
    """Read a name, or a term with its brackets."""
    words = " ".join(token.text for token in tokens)
    if not tokens:
        problems.append(say("A name is missing in {where}.", where=where))
        return None
    first, rest = tokens[0], tokens[1:]
    if first.kind != "name" or not first.text.strip():
        if first.kind != "other":
            problems.append(say("{words} does not begin with a name.", words=f"{words!r}"))
        return None
    if not rest:
        return Part(first.text)
    closed = len(rest) > 2 and rest[0].text == "(" and rest[-1].text == ")"
    if not closed or depth >= _DEEPEST or rest[0].kind != "sign":
        if all(token.kind != "other" for token in rest):
            problems.append(
                say(
                    "{words} is neither a name nor a term such as same(sector); names with "
                    "spaces stand in quotation marks.",
                    words=f"{words!r}",
                )
            )
        return None
    inner = [
        _part(piece, say("the brackets of {text}", text=f"{first.text!r}"), problems, depth + 1)
        for piece in _split(rest[1:-1], ",")
    ]
    return Part(first.text, tuple(part for part in inner if part is not None))


def _twice(parts: Sequence[Part]) -> Iterator[str]:
    words = [str(part) for part in parts]
    for twice in dict.fromkeys(one for one in words if words.count(one) > 1):
        yield say("{term} stands there {n} times.", term=f"{twice!r}", n=words.count(twice))


def _refuse(text: str, problems: Sequence[str]) -> None:
    raise TiesnetError(
        say(
            "The formula {text} cannot be read. {problems}",
            text=f"{text.strip()!r}",
            problems=" ".join(problems),
        ),
        say(
            "Write it like {example}; names with spaces or signs stand in quotation marks.",
            example=f"{EXAMPLE!r}",
        ),
    )

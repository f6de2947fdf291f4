"""The terms of formulas: each is one function that registers itself."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from tiesnet.inference.pairs import PairValues
from tiesnet.language import say
from tiesnet.network import Network

Takes = Literal["number", "attribute", "layer", "place", "membership"]


@dataclass(frozen=True)
class Term:
    """A term of a formula.

    Attributes
    ----------
    name : str
        As it stands in a formula.
    takes : str
        What stands in its brackets: the name of a column of the actors that holds numbers
        (number) or anything (attribute), a layer, a kind of distance (place), or a kind of
        membership.
    directed : bool
        Whether it tells the two directions of a pair apart, so that it cannot explain ties
        without arrows.
    instead : str
        What to use for ties without arrows.
    make : callable
        Takes the network and the word in the brackets.
    definition : str
        In plain words.
    """

    name: str
    takes: Takes
    directed: bool
    instead: str
    make: Callable[[Network, str], PairValues]
    definition: str


TERMS: dict[str, Term] = {}
_Make = Callable[[Network, str], PairValues]


def term(
    name: str, takes: Takes, *, directed: bool = False, instead: str = ""
) -> Callable[[_Make], _Make]:
    """Register a function as a term; the first paragraph of its docstring is its definition."""

    def keep(make: _Make) -> _Make:
        if name in TERMS:
            raise ValueError(say("The term {name} is there already.", name=f"{name!r}"))
        words = inspect.getdoc(make) or ""
        definition = " ".join(words.split("\n\n")[0].split())
        TERMS[name] = Term(name, takes, directed, instead, make, definition)
        return make

    return keep

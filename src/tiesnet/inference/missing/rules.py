"""The rules that fill in missing answers, by name; each registers itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from tiesnet.errors import TiesnetError
from tiesnet.inference.missing.cells import Cells
from tiesnet.language import say, word

_Values = NDArray[np.float64]
_Function = Callable[[Cells, np.random.Generator], _Values]
_FILES = ("simple", "alike", "drawn")
_registry: dict[str, Imputation] = {}


@dataclass(frozen=True)
class Imputation:
    """A rule that fills in what was not answered.

    Attributes
    ----------
    name : str
        As it is asked for.
    short : str
        As UCINET calls it; empty for rules it does not have.
    label : str
        In plain words, after "a tie that was not answered is".
    random : bool
        Whether it draws, so that another seed fills in other ties.
    source : tuple of str
        Keys of the literature.
    definition : str
        What it does, and what with pairs of which nobody answered.
    function : callable
        Takes `Cells` and a random generator; gives a number for every pair, NaN where the rule
        has nothing to say.
    """

    name: str
    short: str
    label: str
    random: bool
    source: tuple[str, ...]
    definition: str
    function: _Function


def imputation(
    name: str, *, short: str = "", label: str, random: bool = False, source: str = "znidarsic2012"
) -> Callable[[_Function], _Function]:
    """Register a rule that fills in missing answers; see `Imputation` for what each option is."""

    def register(function: _Function) -> _Function:
        if name in _registry:
            raise ValueError(say("There are two rules {name}.", name=f"{name!r}"))
        keys = tuple(key.strip() for key in source.split(","))
        told = " ".join((function.__doc__ or "").split())
        _registry[name] = Imputation(name, short, word(label), random, keys, told, function)
        return function

    return register


def imputations() -> Mapping[str, Imputation]:
    """Give every rule that fills in missing answers, by name."""
    for file in _FILES:
        import_module(f"tiesnet.inference.missing.{file}")
    return MappingProxyType(dict(sorted(_registry.items(), key=lambda item: _place(item[1]))))


def _place(rule: Imputation) -> int:
    return _FILES.index(rule.function.__module__.rpartition(".")[2])


def rule_named(name: str) -> Imputation:
    """Find a rule by its name or by the one UCINET gives it.

    Raises
    ------
    TiesnetError
        There is none of that name.
    """
    known = imputations()
    by_name = {key.lower(): key for key in known}
    by_name |= {rule.short.lower(): key for key, rule in known.items() if rule.short}
    found = by_name.get(" ".join(name.lower().replace("-", " ").replace("_", " ").split()))
    if found is not None:
        return known[found]
    near = get_close_matches(name.lower(), list(by_name), n=1)
    hint = say("Did you mean {by_name}? ", by_name=f"{by_name[near[0]]!r}") if near else ""
    raise TiesnetError(
        say("There is no rule {name} for missing answers.", name=f"{name!r}"),
        say("{hint}Choose among: {known}.", hint=hint, known=", ".join(known)),
    )


def filled_values(cells: Cells, rule: Imputation, rng: np.random.Generator) -> _Values:
    """Fill in the pairs that are to be filled in; all others stay as they are.

    In a layer without arrows the two numbers proposed for a pair are averaged, or the one is used
    that is known; a rule that draws decides each pair once. In a layer without strengths a half
    or more is a tie. Where the rule has nothing to say, there is no tie.
    """
    proposed = rule.function(cells, rng)
    if cells.symmetric:
        upper: _Values = np.triu(proposed, 1)
        proposed = upper + upper.T if rule.random else _averaged(proposed)
    proposed = np.nan_to_num(proposed)
    if cells.binary:
        proposed = np.where(proposed >= 0.5, 1.0, 0.0)
    values: _Values = np.where(cells.fill, proposed, cells.values)
    return values


def _averaged(proposed: _Values) -> _Values:
    known = ~np.isnan(proposed)
    total = np.nan_to_num(proposed) + np.nan_to_num(proposed.T)
    count = known.astype(int) + known.T
    empty = np.full(proposed.shape, np.nan)
    averaged: _Values = np.divide(total, count, out=empty, where=count > 0)
    return averaged

"""Formulas of firms: what an outcome is explained by, attributes and positions alike."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tiesnet.errors import TiesnetError
from tiesnet.inference.attributes.columns import Attribute, attribute_of
from tiesnet.inference.attributes.places import answered
from tiesnet.inference.attributes.positions import position
from tiesnet.inference.attributes.words import several
from tiesnet.language import say
from tiesnet.language import word as marked
from tiesnet.metrics import catalogue
from tiesnet.network import Network

_CALL = re.compile(r"^\s*(\w+)\s*\(\s*(.+?)\s*\)\s*$")
_Floats = NDArray[np.float64]
_EXAMPLE = marked("Write it as in: exports ~ degree(advice) + log(size) + location.")
LEAST = 3
"""Fewest actors beyond the number of coefficients."""


@dataclass(frozen=True, eq=False)
class Design:
    """An outcome and what explains it, over the actors of which all is known.

    Attributes
    ----------
    formula : str
        As it was asked.
    outcome : str
        Its name.
    y : array of float, shape (actors,)
    x : array of float, shape (actors, terms)
        Without the constant.
    names : tuple of str
        Of the columns of `x`; of a grouping one for each group but the first.
    kept : array of int, shape (actors,)
        Their places among the actors inside the cluster.
    labels : tuple of str
        The two groups of a yes-or-no outcome (coded 0 and 1); empty of a number.
    said : tuple of str
        What was left out, and which group the others are compared with.
    """

    formula: str
    outcome: str
    y: _Floats
    x: _Floats
    names: tuple[str, ...]
    kept: NDArray[np.intp]
    labels: tuple[str, ...]
    said: tuple[str, ...]

    @property
    def with_constant(self) -> _Floats:
        """The columns of `x` after a column of ones, shape (actors, terms + 1)."""
        return np.column_stack([np.ones(len(self.y)), self.x])


@dataclass(frozen=True, eq=False)
class _Term:
    """One term: its columns, empty where not known, and what was chosen for the user."""

    names: tuple[str, ...]
    columns: _Floats
    said: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


def design_of(net: Network, formula: str, layer: str | None = None) -> Design:
    """Read a formula, and take the actors inside the cluster of which all of it is known.

    Parameters
    ----------
    net : Network
        From `build_network`.
    formula : str
        ``outcome ~ term + term``. A term is an attribute of the actors, a measure of a layer such
        as ``degree(advice)``, or ``log(...)`` of a number above 0.
    layer : str, optional
        Only actors that answered this layer are taken, too.

    Raises
    ------
    TiesnetError
        The formula cannot be read, or names what does not exist (all such terms at once); an
        outcome with more than two groups; too few actors; a term that does not vary, or that the
        others determine.
    """
    outcome, wanted = _split(formula)
    terms = _read_all(net, [outcome, *wanted])
    target = terms[0]
    if target.columns.shape[1] != 1:
        raise TiesnetError(
            say("The outcome {outcome} has more than two groups.", outcome=f"{outcome!r}"),
            say("Choose a number, or what firms are or are not."),
        )
    columns = np.column_stack([term.columns for term in terms])
    complete = np.asarray(~np.isnan(columns).any(axis=1), dtype=bool)
    said = [text for term in terms for text in term.said]
    if layer is not None:
        complete &= answered(net.inside().layer(layer))
    count = several(int(complete.sum()), "actor")
    said.append(
        say(
            "{count} of {n} inside the cluster: those of which all is known.",
            count=count,
            n=len(complete),
        )
    )
    names = tuple(name for term in terms[1:] for name in term.names)
    kept = np.flatnonzero(complete)
    design = Design(
        formula, outcome, columns[kept, 0], columns[kept, 1:], names, kept, target.labels,
        tuple(dict.fromkeys(said)),
    )  # fmt: skip
    check_design(design)
    return design


def _split(formula: str) -> tuple[str, list[str]]:
    outcome, tilde, right = formula.partition("~")
    terms = [term.strip() for term in right.split("+")]
    if not tilde or "~" in right or not outcome.strip() or not all(terms):
        raise TiesnetError(
            say("The formula {formula} cannot be read.", formula=f"{formula!r}"), say(_EXAMPLE)
        )
    double = sorted({term for term in terms if terms.count(term) > 1})
    if double or outcome.strip() in terms:
        raise TiesnetError(
            say(
                "The formula names {double} twice.", double=f"{(double or [outcome.strip()])[0]!r}"
            ),
            say("Name it once."),
        )
    return outcome.strip(), terms


def _read_all(net: Network, words: list[str]) -> list[_Term]:
    """Read every term; all that cannot be read are told together."""
    terms, wrong = [], []
    for word in words:
        try:
            terms.append(_read(net, word))
        except TiesnetError as error:
            wrong.append(error)
    if len(wrong) == 1:
        raise wrong[0]
    if wrong:
        raise TiesnetError(" ".join(map(str, wrong)))
    return terms


def _read(net: Network, word: str) -> _Term:
    call = _CALL.match(word)
    if call is None:
        return _attribute(attribute_of(net.inside(), word))
    name, inner = call.groups()
    if name == "log":
        return _logarithm(word, _read(net, inner))
    record = catalogue().get(name)
    if record is None:
        raise TiesnetError(
            say("There is no measure {name} as in {word}.", name=f"{name!r}", word=f"{word!r}"),
            say("See catalogue() or 'tiesnet metrics'. {example}", example=say(_EXAMPLE)),
        )
    found = position(net, record, inner)
    return _Term((word,), found.values[:, None], found.said)


def _attribute(attribute: Attribute) -> _Term:
    if attribute.number:
        return _Term((attribute.name,), attribute.values[:, None])
    first, *others = attribute.labels
    codes = attribute.values[:, None]
    columns = np.where(np.isnan(codes), np.nan, codes == np.arange(1, len(attribute.labels)))
    names = tuple(f"{attribute.name} = {label}" for label in others)
    said = say(
        "{name}: every group is compared with {first}.",
        name=f"{attribute.name!r}",
        first=f"{first!r}",
    )
    return _Term(names, columns, (said,), attribute.labels)


def _logarithm(word: str, term: _Term) -> _Term:
    if term.columns.shape[1] != 1 or term.labels:
        raise TiesnetError(
            say("{word} is no logarithm of a number.", word=f"{word!r}"), say(_EXAMPLE)
        )
    values = term.columns
    fine = values > 0
    lost = int((~np.isnan(values) & ~fine).sum())
    said = say(
        "{lost} with 0 or less left out of {word}.", lost=several(lost, "actor"), word=f"{word!r}"
    )
    logs = np.log(values, out=np.full(values.shape, np.nan), where=fine)
    return _Term((word,), logs, (*term.said, *([said] if lost else [])))


def check_design(design: Design) -> None:
    """Refuse a design that cannot be estimated.

    Raises
    ------
    TiesnetError
        Too few actors, an outcome or a term that does not vary, or that others determine.
    """
    _check_count(design)
    _check_outcome(design)
    fixed = [
        name
        for name, column in zip(design.names, design.x.T, strict=True)
        if _determined(design, column, name)
    ]
    if fixed:
        raise TiesnetError(
            say(
                "{repr} does not vary, or follows from the other terms.",
                repr=", ".join(map(repr, fixed)),
            ),
            say("Leave it out; of groups with one member each nothing can be told."),
        )


def _check_count(design: Design) -> None:
    """Refuse too few actors for the terms."""
    wanted = design.x.shape[1] + 1 + LEAST
    if len(design.y) < wanted:
        raise TiesnetError(
            say(
                "Everything in {formula} is known of only {n}; with {n2} at least "
                "{wanted} are needed.",
                formula=f"{design.formula!r}",
                n=several(len(design.y), "actor"),
                n2=several(len(design.names), "term"),
                wanted=wanted,
            ),
            say("Leave terms out, or choose those that more firms answered."),
        )


def _check_outcome(design: Design) -> None:
    """Refuse an outcome that leaves nothing to explain."""
    if np.ptp(design.y) == 0:
        raise TiesnetError(
            say(
                "The outcome {outcome} does not differ among these actors.",
                outcome=f"{design.outcome!r}",
            ),
            say("Choose another outcome."),
        )
    if _determined(design, design.y):
        raise TiesnetError(
            say(
                "The outcome {outcome} follows from {names} without error.",
                outcome=f"{design.outcome!r}",
                names=", ".join(design.names),
            ),
            say("Leave out the term that is made of the outcome."),
        )


def _determined(design: Design, column: _Floats, name: str = "") -> bool:
    """Tell whether a column is a sum of the others, all but the one named, and a constant."""
    keep = [other != name for other in design.names]
    others = np.column_stack([np.ones(len(column)), design.x[:, keep]])
    scale = np.maximum(np.abs(others).max(axis=0), 1e-300)
    fit = np.linalg.lstsq(others / scale, column, rcond=None)[0]
    left = column - others / scale @ fit
    return bool((left @ left) <= 1e-16 * max(float(column @ column), 1e-300) * len(column))


def parameters_of(design: Design) -> Mapping[str, Any]:
    """Give what every model lists of its formula."""
    return {"formula": design.formula, "actors": len(design.y)}

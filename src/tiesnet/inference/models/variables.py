"""From the names in a formula to numbers of pairs; everything that is wrong is said at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from tiesnet.errors import TiesnetError
from tiesnet.inference.models.formula import Formula, Part
from tiesnet.inference.models.terms import TERMS, Term
from tiesnet.inference.models.terms.columns import attributes
from tiesnet.inference.models.terms.distance import PLACES
from tiesnet.inference.models.terms.layers import turned
from tiesnet.inference.models.terms.shared import kinds
from tiesnet.inference.pairs import PairValues, layer_pairs
from tiesnet.language import say, word
from tiesnet.network import UNIONS, Network

_OF_A_LAYER = ("valued", "strength")
_REPAIR = word("Change the formula accordingly.")


@dataclass(frozen=True, eq=False)
class Variables:
    """The variables of some formulas.

    Attributes
    ----------
    values : dict
        Numbers of pairs, by what stands in the formula.
    layers : dict
        The layers each of them is made of; none for attributes.
    """

    values: dict[Part, PairValues] = field(default_factory=dict)
    layers: dict[Part, tuple[str, ...]] = field(default_factory=dict)


def variables(net: Network, formulas: Sequence[Formula]) -> Variables:
    """Make every variable of some formulas once.

    Parameters
    ----------
    net : Network
        All its actors are used.
    formulas : sequence of Formula

    Raises
    ------
    TiesnetError
        Names that do not exist, with the nearest that does and the list of all; terms that do not
        fit their columns or an outcome without arrows.
    """
    found, problems = Variables(), dict[str, None]()
    for formula in formulas:
        for part in (formula.outcome, *formula.predictors):
            problems |= dict.fromkeys(_wrong(net, part, part is formula.outcome))
    if not problems:
        for part in dict.fromkeys(p for f in formulas for p in (f.outcome, *f.predictors)):
            try:
                found.values[part] = _made(net, part)
            except TiesnetError as error:
                problems[f"{error.problem} {error.repair}".strip()] = None
            found.layers[part] = tuple(_layers(net, part))
    for formula in formulas if not problems else ():
        problems |= dict.fromkeys(_against_arrows(formula, found))
    if problems:
        absent = _names_nothing(problems)
        raise TiesnetError(" ".join(problems), _there_is(net) if absent else _REPAIR)
    return found


def make_variables(net: Network, parts: Sequence[Part]) -> Variables:
    """Make variables that stand in no formula.

    Raises
    ------
    TiesnetError
        Names that do not exist, with the nearest that does and the list of all.
    """
    found, problems = Variables(), dict[str, None]()
    for part in parts:
        problems |= dict.fromkeys(_wrong(net, part, outcome=False))
    for part in parts if not problems else ():
        try:
            found.values[part] = _made(net, part)
        except TiesnetError as error:
            problems[f"{error.problem} {error.repair}".strip()] = None
        found.layers[part] = tuple(_layers(net, part))
    if problems:
        absent = _names_nothing(problems)
        raise TiesnetError(
            " ".join(problems), _there_is(net) if absent else say("Name other ones.")
        )
    return found


def _wrong(net: Network, part: Part, outcome: bool) -> Iterable[str]:
    """Say which names of a part do not exist, or stand where they have no meaning."""
    layers = [*map(str, net.layers.index), *UNIONS]
    if not part.inside:
        if part.name not in layers:
            yield _no_layer(net, part.name, layers)
        return
    if part.name not in TERMS:
        yield _no(say("term {name}", name=f"{part.name!r}"), part.name, TERMS)
        return
    if outcome and part.name not in _OF_A_LAYER:
        yield (
            say(
                "{part} cannot be explained: left of ~ stands a layer, or valued() of a layer.",
                part=f"{str(part)!r}",
            )
        )
        return
    if len(part.inside) != 1:
        yield say(
            "{name} takes one name in its brackets, not {n}.",
            name=f"{part.name!r}",
            n=len(part.inside),
        )
        return
    [inner] = part.inside
    if inner.inside:
        if part.name == "transposed" and inner.name in _OF_A_LAYER:
            yield from _wrong(net, inner, outcome=False)
        else:
            yield say(
                "{name} takes a name in its brackets, not the term {inner}.",
                name=f"{part.name!r}",
                inner=f"{str(inner)!r}",
            )
        return
    yield from _wrong_name(net, TERMS[part.name], inner.name)


def _wrong_name(net: Network, term: Term, name: str) -> Iterable[str]:
    known = {
        "layer": (word("layer"), [*map(str, net.layers.index), *UNIONS]),
        "place": (word("kind of distance"), list(PLACES)),
        "membership": (word("kind of membership"), kinds(net)),
    }.get(term.takes, (word("column of the actors"), attributes(net)))
    if name not in known[1]:
        yield _no(
            say(
                "{known} {name}, asked for by {name2}",
                known=known[0],
                name=f"{name!r}",
                name2=f"{term.name!r}",
            ),
            name,
            known[1],
            few=term.takes in ("place", "membership"),
        )


def _no_layer(net: Network, name: str, layers: Sequence[str]) -> str:
    if name in TERMS:
        return say("The term {name} needs a name in brackets.", name=f"{name!r}")
    if name in attributes(net):
        return say(
            "{name} is a column of the actors, not of pairs: say what it makes of a "
            "pair, such as same({name2}) or absdiff({name2}).",
            name=f"{name!r}",
            name2=name,
        )
    return _no(say("layer {name}", name=f"{name!r}"), name, layers)


def _names_nothing(problems: Iterable[str]) -> bool:
    """Tell whether one of the problems is a name that does not exist, in any language."""
    start = say("There is no {what}.{hint}").partition("{what}")[0]
    return any(problem.startswith(start) for problem in problems)


def _no(what: str, name: str, known: Iterable[str], few: bool = False) -> str:
    choices = list(known)
    near = get_close_matches(name, choices, n=1)
    hint = say(" Did you mean {near}?", near=f"{near[0]!r}") if near else ""
    if not near and few:
        hint = say(" There are: {choices}.", choices=", ".join(choices))
    return say("There is no {what}.{hint}", what=what, hint=hint)


def _there_is(net: Network) -> str:
    return say(
        "Layers: {value}. Columns of the actors: {net}. Terms: {terms}.",
        value=", ".join([*map(str, net.layers.index), *UNIONS]),
        net=", ".join(attributes(net)),
        terms=", ".join(f"{name}()" for name in TERMS),
    )


def _made(net: Network, part: Part) -> PairValues:
    if not part.inside:
        made = layer_pairs(net, part.name)
    elif part.inside[0].inside:
        made = turned(_made(net, part.inside[0]))
    else:
        made = TERMS[part.name].make(net, part.inside[0].name)
    if not made.known.any():
        raise TiesnetError(say("{name} is not known of any pair.", name=f"{made.name!r}"))
    return made


def _layers(net: Network, part: Part) -> Iterable[str]:
    if not part.inside:
        yield part.name
    elif TERMS[part.name].takes == "layer":
        yield from _layers(net, part.inside[0])


def _against_arrows(formula: Formula, found: Variables) -> Iterable[str]:
    """Refuse terms that tell the ends of a tie apart where the outcome does not."""
    if not found.values[formula.outcome].symmetric:
        return
    for part in formula.predictors:
        term = TERMS.get(part.name) if part.inside else None
        if term and term.directed:
            inside = ", ".join(map(str, part.inside))
            instead = f"{term.instead}({inside})" if term.instead else inside
            yield (
                say(
                    "{part} tells the two ends of a tie apart, and {outcome} has no arrows: "
                    "use {instead}.",
                    part=f"{str(part)!r}",
                    outcome=f"{str(formula.outcome)!r}",
                    instead=f"{instead!r}",
                )
            )

"""Which variables are compared, two by two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from tiesnet.errors import TiesnetError
from tiesnet.inference.models.formula import Part, parse_part
from tiesnet.inference.models.met import TURNED, flow, overlap
from tiesnet.inference.models.variables import make_variables
from tiesnet.inference.pairs import PairValues
from tiesnet.language import say, say_n, word
from tiesnet.network import UNIONS, Network, members

EXAMPLES = word("'advice', 'valued(advice)', 'same(stage)', 'absdiff(size)' or 'distance(km)'")
_KINDS = ("formal", "informal")


@dataclass(frozen=True, eq=False)
class Variable:
    """A variable over pairs and what it is made of.

    Attributes
    ----------
    values : PairValues
    layers : tuple of str
        The layers it is made of; none for attributes.
    flow : int
        Of a layer with arrows: 1 when its content runs along the arrows, -1 when it runs against
        them; 0 when that does not matter.
    """

    values: PairValues
    layers: tuple[str, ...]
    flow: int


Two = tuple[Variable, Variable]


def asked(net: Network, variables: Iterable[str] | None) -> tuple[list[Variable], list[Two]]:
    """Give the variables and the pairs of them that are compared.

    Raises
    ------
    TiesnetError
        Fewer than two variables, one given twice, names that do not exist.
    """
    if variables is None:
        return _layers(net)
    texts = [variables] if isinstance(variables, str) else [str(one) for one in variables]
    parts = [parse_part(text) for text in texts]
    twice = sorted({str(part) for part in parts if parts.count(part) > 1})
    if len(parts) < 2 or twice:
        said = (
            say("{twice} given twice", twice=", ".join(twice))
            if twice
            else say_n(len(parts), "{n} given", "{n} given")
        )
        raise TiesnetError(
            say("A correlation needs at least two different variables; {said}.", said=said),
            say(
                "Name variables such as {examples}; without any, all relations are compared.",
                examples=EXAMPLES,
            ),
        )
    found = _made(net, parts)
    return found, list(combinations(found, 2))


def _layers(net: Network) -> tuple[list[Variable], list[Two]]:
    """Give every two single layers without membership, then formal beside informal."""
    singles = _made(net, [Part(name) for name in members(net.layers, "all")])
    unions = [name for name in _KINDS if members(net.layers, name)]
    named = {layer for one in singles for layer in one.layers}
    both = _made(net, [Part(name) for name in unions]) if len(unions) == 2 else []
    if named & set(unions) or len(singles) < 3:
        both = []  # of two layers they are the layers again
    pairs = [*combinations(singles, 2), *combinations(both, 2)]
    if not pairs:
        raise TiesnetError(
            say("There are not two relations to compare."),
            say("Name variables such as {examples}.", examples=EXAMPLES),
        )
    return [*singles, *both], pairs


def _made(net: Network, parts: list[Part]) -> list[Variable]:
    made = make_variables(net, parts)
    return [
        Variable(made.values[part], made.layers[part], flow(net, part, made.layers[part]))
        for part in parts
    ]


def contains(net: Network, one: Variable, other: Variable) -> str:
    """Say that two variables are made of the same ties in part; "" when they are not."""
    turned = [two.values.name.startswith(f"{TURNED}(") for two in (one, other)]
    if turned[0] != turned[1] or not overlap(net, one.layers, other.layers):
        return ""
    for union, layer in ((one, other), (other, one)):
        names = set(union.layers) & set(UNIONS) - set(net.layers.index)
        if any(set(layer.layers) & {name, *members(net.layers, name)} for name in names):
            return say(
                "{label} contain {label2}: they overlap by definition",
                label=union.values.label,
                label2=layer.values.label,
            )
    return say(
        "{label} and {label2} are made of the same ties in part: they overlap by definition",
        label=one.values.label,
        label2=other.values.label,
    )

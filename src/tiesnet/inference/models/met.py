"""What two variables of relations have to do with each other by definition, not by finding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tiesnet.inference.models.formula import Formula, Part
from tiesnet.inference.models.variables import Variables
from tiesnet.language import say, word
from tiesnet.network import UNIONS, Network, members

TURNED = "transposed"
ARROWS = word(
    "{one} and {other}: the content of the one runs along its arrows, that of the other against "
    "them. Arrows are compared as the survey asked for them; transposed() turns those of a layer "
    "round."
)


def flow(net: Network, part: Part, layers: Sequence[str]) -> int:
    """Tell how the content of a variable runs.

    Parameters
    ----------
    net : Network
    part : Part
        As it stands in a formula.
    layers : sequence of str
        The layers it is made of; none for attributes.

    Returns
    -------
    int
        1 when it runs along the arrows, -1 when against them; 0 when that does not matter.
    """
    if not layers or not net.layer(layers[0]).directed:
        return 0
    single = layers[0] not in UNIONS
    if single and net.layers.at[layers[0], "flow"] == "both":
        return 0
    against = single and net.layers.at[layers[0], "flow"] == "against_arrow"
    return -1 if against != (part.name == TURNED) else 1


def overlap(net: Network, one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether some tie of the one is a tie of the other by definition.

    Parameters
    ----------
    net : Network
    one, other : sequence of str
        Layers and unions.
    """
    return bool(_single(net, one) & _single(net, other))


def _single(net: Network, layers: Sequence[str]) -> set[str]:
    """Give the layers that some layers and unions are made of."""
    found: set[str] = set()
    for layer in layers:
        union = layer in UNIONS and layer not in net.layers.index
        found |= set(members(net.layers, layer)) if union else {layer}
    return found


def by_definition(net: Network, formula: Formula, made: Variables) -> Iterator[str]:
    """Warn of predictors whose tie to the outcome is none of the firms' doing.

    Parameters
    ----------
    net : Network
    formula : Formula
    made : Variables
        Of the formula.
    """
    outcome = formula.outcome
    asked = made.layers[outcome]
    for part in formula.predictors:
        layers, names = made.layers[part], (str(outcome), str(part))
        if part.name != TURNED and overlap(net, asked, layers):
            yield (
                say(
                    "{names} and {names2} are made of the same ties in part: they go "
                    "together by definition, whatever the firms do.",
                    names=names[0],
                    names2=names[1],
                )
            )
        if flow(net, outcome, asked) * flow(net, part, layers) < 0 and set(asked) != set(layers):
            yield ARROWS.format(one=names[0], other=names[1])

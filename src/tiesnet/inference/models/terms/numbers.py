"""What two numbers make of a pair: how far apart they are, their sum, their product."""

from __future__ import annotations

import numpy as np

from tiesnet.inference.models.terms.columns import numbers, pair_values
from tiesnet.inference.models.terms.registry import term
from tiesnet.inference.pairs import PairValues
from tiesnet.language import say
from tiesnet.network import Network


@term("absdiff", "number")
def absdiff(net: Network, column: str) -> PairValues:
    """How far apart the numbers of the two actors are."""
    own = numbers(net, column)
    apart = np.abs(own[:, None] - own[None, :])
    return pair_values(
        f"absdiff({column})", say("Difference in {column}", column=column), apart, symmetric=True
    )


@term("diff", "number", directed=True, instead="absdiff")
def diff(net: Network, column: str) -> PairValues:
    """The number of the sender less that of the receiver."""
    own = numbers(net, column)
    label = say("{column} of the sender less that of the receiver", column=column)
    return pair_values(f"diff({column})", label, own[:, None] - own[None, :], symmetric=False)


@term("sum", "number")
def both(net: Network, column: str) -> PairValues:
    """The sum of the numbers of the two actors."""
    own = numbers(net, column)
    return pair_values(
        f"sum({column})",
        say("{column} of both together", column=column),
        own[:, None] + own[None, :],
        symmetric=True,
    )


@term("product", "number")
def product(net: Network, column: str) -> PairValues:
    """The product of the numbers of the two actors."""
    own = numbers(net, column)
    return pair_values(
        f"product({column})",
        say("Product of {column}", column=column),
        own[:, None] * own[None, :],
        symmetric=True,
    )


@term("sender", "number", directed=True, instead="sum")
def sender(net: Network, column: str) -> PairValues:
    """The number of the actor the arrow leaves."""
    own = np.repeat(numbers(net, column)[:, None], len(net.actors), axis=1)
    return pair_values(
        f"sender({column})", say("{column} of the sender", column=column), own, symmetric=False
    )


@term("receiver", "number", directed=True, instead="sum")
def receiver(net: Network, column: str) -> PairValues:
    """The number of the actor the arrow points to."""
    own = np.repeat(numbers(net, column)[None, :], len(net.actors), axis=0)
    return pair_values(
        f"receiver({column})", say("{column} of the receiver", column=column), own, symmetric=False
    )

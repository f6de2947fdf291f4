"""Layers: with their strengths, or with their arrows turned."""

from __future__ import annotations

from dataclasses import replace

from tiesnet.inference.models.terms.registry import term
from tiesnet.inference.pairs import PairValues, layer_pairs
from tiesnet.language import say
from tiesnet.network import Network


@term("valued", "layer")
def valued(net: Network, layer: str) -> PairValues:
    """The strength of the tie; 0 without a tie. Not known where a tie has no strength."""
    return _named("valued", layer_pairs(net, layer, valued=True))


@term("strength", "layer")
def strength(net: Network, layer: str) -> PairValues:
    """Another word for valued."""
    return _named("valued", layer_pairs(net, layer, valued=True))


@term("transposed", "layer", directed=True)
def transposed(net: Network, layer: str) -> PairValues:
    """The tie the other way round; of the outcome itself, its reciprocity."""
    return turned(layer_pairs(net, layer))


def turned(own: PairValues) -> PairValues:
    """Give what holds of every pair in the other direction."""
    return replace(
        own,
        name=f"transposed({own.name})",
        label=say("{label}, the other way round", label=own.label),
        values=own.values.T.copy(),
    )


def _named(term_name: str, own: PairValues) -> PairValues:
    label = say("{label}, strength", label=own.label)
    return replace(own, name=f"{term_name}({own.name})", label=label)

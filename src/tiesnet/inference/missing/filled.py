"""Filling in what was not answered: numbers of pairs, or a whole network."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from tiesnet.errors import TiesnetError
from tiesnet.inference.missing.cells import Cells, cells_of_layer, cells_of_pairs
from tiesnet.inference.missing.drawn import drawn_ties
from tiesnet.inference.missing.model import Fitted, fitted
from tiesnet.inference.missing.rules import Imputation, filled_values, rule_named
from tiesnet.inference.missing.strengths import drawn_strengths, usual_strengths
from tiesnet.inference.pairs import PairValues, layer_pairs
from tiesnet.language import say
from tiesnet.network import (
    ANSWERED,
    NOT_SURVEYED,
    UNIONS,
    Filling,
    Network,
    filling,
    members,
)

LEAST = 4
"""Fewer respondents tell too little of what the silent ones would have said."""
_Values = NDArray[np.float64]


def imputed(
    pairs: PairValues,
    rule: str = "reconstruction",
    *,
    other: PairValues | None = None,
    seed: int = 1,
) -> PairValues:
    """Fill in every pair of which nobody knows.

    Parameters
    ----------
    pairs : PairValues
        From `layer_pairs`; NaN where the survey does not know.
    rule : str, default "reconstruction"
        One of `imputations`, by its own name or UCINET's.
    other : PairValues, optional
        What the rule "copy" takes over.
    seed : int, default 1
        Of the rules that draw.

    Returns
    -------
    PairValues
        Known pairs as they were, no pair unknown.

    Raises
    ------
    TiesnetError
        No such rule; "copy" without another layer; "draws" of strengths.

    References
    ----------
    Huisman (2009); Žnidaršič, Ferligoj & Doreian (2012) for binary and Žnidaršič, Doreian &
    Ferligoj (2020) for valued networks.
    """
    chosen = rule_named(rule)
    if chosen.name == "draws" and not pairs.binary:
        raise TiesnetError(
            say("The rule 'draws' draws ties, and these pairs have strengths."),
            say("Complete the network instead: it draws the strengths as well."),
        )
    rng = np.random.default_rng(seed)
    values = filled_values(cells_of_pairs(pairs, other), chosen, rng)
    return replace(pairs, values=values, unused=0)


def completed(
    net: Network,
    rule: str = "reconstruction",
    seed: int = 1,
    *,
    layers: Iterable[str] | None = None,
    copy_from: str | None = None,
    by: str = "stage",
) -> Network:
    """Fill in the ties that were asked for and not answered; the network is then complete.

    Only pairs that would be known if everybody asked had answered are filled in: who was not
    surveyed, or not asked a question, stays as it is. Ties reported by anybody stay. What is
    filled in has its own ``status``, and is counted among the assumptions.

    Parameters
    ----------
    net : Network
        All its actors are used: choose with ``net.inside()`` first.
    rule : str, default "reconstruction"
        One of `imputations`, by its own name or UCINET's.
    seed : int, default 1
        Of the rules that draw.
    layers : iterable of str, optional
        Which to fill in, unions by their members; by default all but membership.
    copy_from : str, optional
        The layer the rule "copy" takes over.
    by : str, default "stage"
        The column of the actors that tells the blocks of the rule "draws".

    Returns
    -------
    Network
        In which everybody asked has answered. A tie filled in has the strength of the arrow back
        or the median of the layer; "draws" draws it.

    Raises
    ------
    TiesnetError
        No such rule, layer or column; too few answers; too many actors.
    """
    chosen = rule_named(rule)
    gaps = gaps_of(net, layers, by=by, model=chosen.name == "draws", copy_from=copy_from)
    rng = np.random.default_rng(seed)
    made = gaps.network(partial(_by_rule, chosen), rng, chosen.random)
    text = say("A tie of which nobody answered is filled in: {label}.", label=chosen.label)
    return gaps.filling.said(made, text)


@dataclass(frozen=True, eq=False)
class Layer:
    """One layer with its missing answers; the model is fitted where draws are wanted."""

    name: str
    cells: Cells
    model: Fitted | None
    strengths: _Values | None

    @property
    def candidates(self) -> NDArray[np.bool_]:
        """The ties that may be filled in, as arrows of the layer; pairs without arrows once."""
        fill = self.cells.fill.T if self.cells.turned else self.cells.fill
        return np.triu(fill, 1) if self.cells.symmetric else fill


@dataclass(frozen=True, eq=False)
class Gaps:
    """All layers of a network with their missing answers, ready to be filled in many times."""

    net: Network
    layers: tuple[Layer, ...]
    filling: Filling

    @property
    def open_pairs(self) -> dict[str, int]:
        """How many pairs of each layer are filled in."""
        return {layer.name: int(layer.candidates.sum()) for layer in self.layers}

    def draw(self, rng: np.random.Generator) -> Network:
        """Draw all missing answers once, for a network to be measured and not to be changed."""
        drawn = self._filled(_by_model, rng, True)
        return self.net if drawn is None else self.filling.drawn(*drawn)

    def network(
        self,
        fill: Callable[[Layer, np.random.Generator], _Values],
        rng: np.random.Generator,
        random: bool,
    ) -> Network:
        """Fill in every layer and give the network."""
        made = self._filled(fill, rng, random)
        return self.net if made is None else self.filling.network(*made)

    def _filled(
        self,
        fill: Callable[[Layer, np.random.Generator], _Values],
        rng: np.random.Generator,
        random: bool,
    ) -> tuple[NDArray[np.bool_], _Values] | None:
        """Choose among the ties that may be filled in, and give each a strength."""
        chosen, weights = [], []
        for layer in self.layers:
            values = fill(layer, rng)
            values = values.T if layer.cells.turned else values
            here = layer.candidates
            tied = here & (values > 0)
            weight = np.full(here.shape, np.nan)
            if layer.strengths is not None:
                weight[tied] = (
                    drawn_strengths(layer.strengths, tied, rng)
                    if random
                    else usual_strengths(layer.strengths, tied)
                )
            chosen.append(tied[here])
            weights.append(weight[here])
        return (np.concatenate(chosen), np.concatenate(weights)) if chosen else None


def gaps_of(
    net: Network,
    layers: Iterable[str] | None = None,
    *,
    by: str = "stage",
    model: bool = True,
    copy_from: str | None = None,
) -> Gaps:
    """Find what is missing in the layers, and fit the model each is drawn from.

    Raises
    ------
    TiesnetError
        There is no such layer or column, or too few answered to draw from.
    """
    found = []
    for name in single_layers(net, layers):
        cells = cells_of_layer(net, name, by)
        if not cells.fill.any():
            continue
        if copy_from is not None:
            cells = replace(cells, other=layer_pairs(net, copy_from).values)
        if model:
            _enough(net, name, cells)
        strengths = _strengths(net, name)
        found.append(Layer(name, cells, fitted(cells) if model else None, strengths))
    ends = {layer.name: _ends(layer.candidates) for layer in found}
    return Gaps(net, tuple(found), filling(net, ends))


def single_layers(net: Network, layers: Iterable[str] | None) -> list[str]:
    """Name the layers behind layers and unions; membership is left out unless it is named."""
    wanted: list[str] = []
    for name in ["all"] if layers is None else layers:
        if name not in net.layers.index and name not in UNIONS:
            net.layer(name)  # says which there are
        wanted += [name] if name in net.layers.index else members(net.layers, name)
    return list(dict.fromkeys(wanted))


def _ends(flags: NDArray[np.bool_]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    source, target = np.nonzero(flags)
    return source, target


def _strengths(net: Network, name: str) -> _Values | None:
    if not bool(net.layers.at[name, "has_strength"]):
        return None
    view = net.layer(name)
    values = np.full((len(net.actors), len(net.actors)), np.nan)
    ends = view.ties["source"].to_numpy(), view.ties["target"].to_numpy()
    values[ends] = view.ties["weight"].to_numpy(dtype=float)
    if not view.directed:
        values[ends[::-1]] = values[ends]
    return values


def _enough(net: Network, name: str, cells: Cells) -> None:
    view = net.layer(name)
    states = view.respondents.states()
    answered = int((states == ANSWERED).sum())
    if answered >= LEAST:
        return
    label, asked = view.layers["label"].iloc[0], int((states != NOT_SURVEYED).sum())
    filled = {"label": label, "asked": asked, "least": LEAST}
    raise TiesnetError(
        say(
            "{label}: Only {answered} of the {asked} actors asked answered, and at least {least} "
            "answers are needed to draw what the others would have said.",
            **filled,
            answered=answered,
        )
        if answered
        else say(
            "{label}: Nobody of the {asked} actors asked answered, and at least {least} answers "
            "are needed to draw what the others would have said.",
            **filled,
        ),
        say("Call more of them back, or choose another relation."),
    )


def _by_rule(rule: Imputation, layer: Layer, rng: np.random.Generator) -> _Values:
    if layer.model is not None:
        return drawn_ties(layer.model, rng)
    return filled_values(layer.cells, rule, rng)


def _by_model(layer: Layer, rng: np.random.Generator) -> _Values:
    if layer.model is None:  # pragma: no cover - gaps are drawn from only when they were fitted
        raise TypeError(say("Nothing was fitted to draw from."))
    return drawn_ties(layer.model, rng)

"""Shares of a firm's sales and purchases by partner, and how concentrated they are (Uzzi)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.errors import TiesnetError
from tiesnet.language import say
from tiesnet.metrics._embedded import relation_words, told
from tiesnet.metrics._result import observed
from tiesnet.metrics._shared import once
from tiesnet.network import Network, tie_parts, trade

BASES = ("auto", "value", "strength")
_ENOUGH = 0.5
_Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Trade:
    """Who sells how much to whom.

    Attributes
    ----------
    pairs : DataFrame
        One row per seller and buyer: ``supplier``, ``buyer`` (row positions in ``net.actors``)
        and ``amount``, empty when it is not known.
    basis : str
        "value" (money per year) or "strength" (on the scale of the question).
    placeless : array of bool
        The actors with a trade tie of which it is not known who sells.
    """

    pairs: pd.DataFrame
    basis: str
    placeless: NDArray[np.bool_]


def trade_of(net: Network, basis: str = "auto") -> Trade:
    """Give the sales between the actors of a view; inverse questions are one tie already.

    By default shares come from money when at least half of the trade ties have an amount, else
    from strength. Strengths of different relations are not added: who trades with a partner in
    several has no amount then.

    Raises
    ------
    TiesnetError
        There is no such basis.
    """
    if basis not in BASES:
        raise TiesnetError(
            say("The option 'basis' cannot be {basis}.", basis=f"{basis!r}"),
            say("Choose one of: {bases}.", bases=", ".join(BASES)),
        )
    made: Trade = once(net, f"trade by {basis}", lambda: _trade(net, basis))
    return made


def concentration(net: Network, trade: Trade, side: str) -> _Numbers:
    """Give Σ p² per actor: p the shares of its sales by buyer, or its purchases by supplier.

    Empty where an amount, or the direction of a trade tie, is not known, and without any.
    """
    own = "supplier" if side == "sales" else "buyer"
    rows, size = trade.pairs, len(net.actors)
    actor, amount = rows[own].to_numpy(), rows["amount"].to_numpy(dtype=float)
    total = np.bincount(actor, weights=amount, minlength=size)
    square = np.bincount(actor, weights=amount**2, minlength=size)
    empty = np.full(size, np.nan)
    some = (total > 0) & ~trade.placeless
    made: _Numbers = np.divide(square, total**2, out=empty, where=some)
    return made


def second_order(net: Network, trade: Trade, side: str) -> _Numbers:
    """Give, per actor, the mean concentration of its buyers' purchases (or suppliers' sales)."""
    own, other = ("supplier", "buyer") if side == "sales" else ("buyer", "supplier")
    back = concentration(net, trade, "purchases" if side == "sales" else "sales")
    back = np.where(observed(net), back, np.nan)
    actor = trade.pairs[own].to_numpy()
    value = back[trade.pairs[other].to_numpy()]
    known = ~np.isnan(value)
    size = len(net.actors)
    count = np.bincount(actor[known], minlength=size)
    total = np.bincount(actor[known], weights=value[known], minlength=size)
    made: _Numbers = np.divide(total, count, out=np.full(size, np.nan), where=count > 0)
    return made


def _along(net: Network, ties: pd.DataFrame) -> NDArray[np.int64]:
    """Say who sells by the arrow alone, as a sale to an institution has no place in the chain.

    1: the source; -1: the target; 0: the relation does not tell.
    """
    layers, layer = trade(net).layers.index, ties["layer"].astype("object")
    turned = net.layers.index[net.layers["flow"] == "against_arrow"]  # none in a union
    side: NDArray[np.int64] = np.where(layer.isin(turned), -1, 1) * layer.isin(layers).to_numpy()
    return side


def _trade(net: Network, basis: str) -> Trade:
    parts = tie_parts(net)
    content = parts["layer"].astype("object").map(relation_words(net)["content"])
    chosen = (content == "trade").to_numpy()
    ties = parts[chosen].reset_index(drop=True)
    value = told(net, "value")[chosen]
    if basis == "auto":
        basis = "value" if len(ties) and (~np.isnan(value)).mean() >= _ENOUGH else "strength"
    amount = value if basis == "value" else ties["weight"].to_numpy(dtype=float)
    source, target = ties["source"].to_numpy(), ties["target"].to_numpy()
    up = np.where(ties["upstream"] == 0, _along(net, ties), ties["upstream"])
    placeless = np.zeros(len(net.actors), dtype=bool)
    placeless[np.concatenate([source[up == 0], target[up == 0]])] = True
    row = pd.DataFrame(
        {
            "supplier": np.where(up >= 0, source, target),
            "buyer": np.where(up >= 0, target, source),
            "amount": np.where(amount >= 0, amount, np.nan),
            "layer": ties["layer"].astype("object"),
        }
    )[up != 0]
    groups = row.groupby(["supplier", "buyer"], sort=True)
    pairs = groups["amount"].agg(lambda amounts: amounts.sum(skipna=False)).rename("amount")
    if basis == "strength":
        pairs = pairs.where(groups["layer"].nunique() == 1)
    table = pairs.reset_index().astype({"supplier": int, "buyer": int, "amount": float})
    return Trade(table, basis, placeless)

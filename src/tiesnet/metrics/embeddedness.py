"""Relational capital: embedded ties, trust, ties that are returned, and how firms depend on few.

Uzzi (1996, 1997): a business tie is embedded when an informal tie or trust stands beside it, and
at arm's length otherwise; coupling says how far the business of a firm rests on few partners.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.errors import TiesnetError
from tiesnet.language import say, word
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._coupling import concentration, second_order, trade_of
from tiesnet.metrics._embedded import TRUSTED, embedded, told
from tiesnet.metrics._shared import note, series
from tiesnet.network import Network, adjacency, tie_parts

_SIDES = ("sales", "purchases")
_COUPLED = word("it has no such trade tie, or of some the amount or the direction is not known")
_READ = word("1: all with one partner. 1/n: spread evenly over n partners.")


@metric(
    label="Embedded share",
    unit="share of business partners",
    bounds=(0, 1),
    source="uzzi1996, uzzi1997",
    needs={"embedded"},
    undefined="it has no partner in trade or cooperation of whom enough is known",
    on="all",
    reading="High: the firm does business with those it knows and trusts. Low: at arm's length. "
    "Uzzi found firms with a mixture of both to fare best.",
)
def embedded_share(net: Network, *, trusted: float = TRUSTED) -> pd.Series:
    """Share of an actor's partners in trade or cooperation whose tie is embedded.

    Embedded: beside the trade or cooperation there is another, informal relation with the same
    partner; or trust in a trade tie lies in the top third of its scale. A partner counts once.
    Partners of whom the survey leaves it open, since they did not answer, stay out of both.

    Parameters
    ----------
    net : Network
        The union of all ties.
    trusted : float, default 2/3
        From which share of the scale on trust embeds a trade tie.
    """
    pairs = embedded(net, trusted)
    pairs = pairs[pairs["known"].to_numpy(dtype=bool)]
    ends = pairs[["one", "other"]].to_numpy().T.reshape(-1)
    yes = np.tile(pairs["embedded"].to_numpy(dtype=bool, na_value=False), 2)
    return series(net, _share(len(net.actors), ends, yes))


@metric(
    label="Mean trust",
    unit="share of the scale",
    bounds=(0, 1),
    source="nahapiet1998, uzzi1997",
    needs={"trust"},
    undefined="of none of its ties trust was told",
    reading="1: full trust in all its ties. 0: none. It joins what both ends say.",
    extra=True,
)
def trust_mean(net: Network) -> pd.Series:
    """Mean trust in an actor's ties, from 0 to 1 on the scale of the question.

    Trust of a tie is the mean of what its ends say, that of a partner the mean over their ties,
    and every partner counts once.
    """
    parts = tie_parts(net)
    trust = told(net, "trust_share")
    ends = np.sort(parts[["source", "target"]].to_numpy(dtype=np.int64), axis=1)
    table = pd.DataFrame({"one": ends[:, 0], "other": ends[:, 1], "trust": trust}).dropna()
    pairs = table.groupby(["one", "other"])["trust"].mean().clip(0, 1).reset_index()
    actor = pairs[["one", "other"]].to_numpy(dtype=np.int64).T.reshape(-1)
    return series(net, _share(len(net.actors), actor, np.tile(pairs["trust"].to_numpy(float), 2)))


@metric(
    label="Share of ties returned",
    unit="share of partners",
    bounds=(0, 1),
    source="nahapiet1998, wasserman1994",
    needs={"directed", "one_way", "census"},
    undefined="it has no partner of whom both directions are known",
    reading="1: every partner names the firm as the firm names it. Low: it gives or takes only.",
    extra=True,
)
def returned_share(net: Network) -> pd.Series:
    """Share of an actor's partners with whom ties run both ways.

    Of the partners of whom both directions are known. For relations with arrows only: sales are
    seldom returned, advice may be.
    """
    cells, size = adjacency(net).tocoo(), len(net.actors)
    one, other = cells.row.astype(np.intp), cells.col.astype(np.intp)
    sure = net.respondents.known(one, other) & net.respondents.known(other, one)
    one, other = one[sure], other[sure]
    back = np.isin(other * size + one, one * size + other)
    # A returned tie stands twice, once from either end; a tie one way is seen by both its ends.
    both = np.bincount(one[back], minlength=size)
    single = np.bincount(np.concatenate([one[~back], other[~back]]), minlength=size)
    empty = np.full(size, np.nan)
    return series(net, np.divide(both, both + single, out=empty, where=both + single > 0))


@metric(
    label="Coupling, sales",
    unit="index",
    bounds=(0, 1),
    source="uzzi1996",
    needs={"sales"},
    undefined=_COUPLED,
    boundary="all",
    on="all",
    reading=_READ + " High: the firm lives off few buyers.",
    extra=True,
)
def coupling_sales(net: Network, *, basis: str = "auto") -> pd.Series:
    """How far a firm's sales rest on few buyers: the sum of its squared shares.

    Uzzi's first-order coupling, Σ p², with p the share of the firm's sales that goes to each
    buyer it or the buyer named, inside the cluster and outside; trade only. Shares come from
    money per year when at least half of the trade ties have it, else from strength. Sales to
    buyers nobody named, such as households, are not in it.

    Parameters
    ----------
    net : Network
        The union of all ties.
    basis : {"auto", "value", "strength"}
        What shares are made from.
    """
    trade = trade_of(net, basis)
    _say(net, "coupling_sales", trade.basis)
    return series(net, concentration(net, trade, "sales"))


@metric(
    label="Coupling, purchases",
    unit="index",
    bounds=(0, 1),
    source="uzzi1996",
    needs={"sales"},
    undefined=_COUPLED,
    boundary="all",
    on="all",
    reading=_READ + " High: the firm depends on few suppliers.",
    extra=True,
)
def coupling_purchases(net: Network, *, basis: str = "auto") -> pd.Series:
    """How far a firm's purchases rest on few suppliers: the sum of its squared shares.

    Σ p², with p the share of the firm's purchases from each supplier, inside the cluster and
    outside; as for sales otherwise.

    Parameters
    ----------
    net : Network
        The union of all ties.
    basis : {"auto", "value", "strength"}
        What shares are made from.
    """
    trade = trade_of(net, basis)
    _say(net, "coupling_purchases", trade.basis)
    return series(net, concentration(net, trade, "purchases"))


@metric(
    label="Coupling, second order",
    unit="index",
    bounds=(0, 1),
    source="uzzi1996",
    needs={"sales"},
    undefined="of none of its partners in this trade the coupling is known",
    boundary="all",
    on="all",
    reading="High: the firm's buyers keep to few suppliers themselves. Low: they buy widely.",
    extra=True,
)
def coupling_second(net: Network, *, side: str = "sales", basis: str = "auto") -> pd.Series:
    """Mean coupling of a firm's partners, seen from their side of the trade.

    Uzzi's second-order coupling. For sales: the mean, over the firm's buyers, of the coupling of
    their purchases; for purchases: over its suppliers, of the coupling of their sales. Partners
    that did not answer stay out, and with them nearly all outside the cluster.

    Parameters
    ----------
    net : Network
        The union of all ties.
    side : {"sales", "purchases"}
        Whose coupling: that of the buyers, or of the suppliers.
    basis : {"auto", "value", "strength"}
        What shares are made from.
    """
    if side not in _SIDES:
        raise TiesnetError(
            say("The option 'side' cannot be {side}.", side=f"{side!r}"),
            say("Choose one of: {sides}.", sides=", ".join(_SIDES)),
        )
    trade = trade_of(net, basis)
    _say(net, "coupling_second", trade.basis)
    return series(net, second_order(net, trade, side))


def _say(net: Network, name: str, basis: str) -> None:
    words = {
        "value": word("shares of money per year"),
        "strength": word("shares of the strength of ties"),
    }
    note(net, name, words[basis])


def _share(
    size: int, actor: NDArray[np.int64], value: NDArray[np.float64] | NDArray[np.bool_]
) -> NDArray[np.float64]:
    count = np.bincount(actor, minlength=size)
    total = np.bincount(actor, weights=value.astype(float), minlength=size)
    empty = np.full(size, np.nan)
    made: NDArray[np.float64] = np.divide(total, count, out=empty, where=count > 0)
    return made

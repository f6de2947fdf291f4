"""The circle of an actor: its partners, and how they are tied among themselves."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.errors import TiesnetError
from tiesnet.language import say, word
from tiesnet.metrics import _circles as within
from tiesnet.metrics._arcs import MUTUAL, arcs_of
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._result import observed
from tiesnet.metrics._shared import flat, flat_graph, once, partners, series
from tiesnet.network import Network, as_igraph

_SHARE = (0.0, 1.0)
_FEW = word("it has fewer than two partners")
_LONG = 5_000
"""Above this many actors, looking into one circle after the other takes long."""
_BROKER = word("It is honest when the two have nobody else to turn to.")
_CIRCLES = ("all", "incoming", "mutual")
_THROUGH = ("circle", "network")


@metric(
    label="Open pairs",
    unit="pairs of partners",
    source="burt1992, borgatti2002",
    needs={"circle"},
    reading="High: many pairs of partners whom the firm could bring together.",
)
def open_pairs(net: Network, *, ordered: bool = False) -> pd.Series:
    """Number of pairs of an actor's partners that are not tied to each other.

    A pair is tied when either names the other. UCINET counts ordered pairs without an arrow
    instead, so that a pair tied one way is open the other way, and an open pair counts twice; its
    Broker is half of that.

    Parameters
    ----------
    net : Network
        One layer or union.
    ordered : bool, default False
        Count as UCINET does.
    """
    arcs, count = arcs_of(net, "open_pairs"), partners(net)
    if ordered:
        return series(net, count * (count - 1) - within.arrows_among(arcs))
    return series(net, within.pair_number(count) - within.closed_corners(arcs))


@metric(
    label="Pairs of partners not known",
    unit="pairs of partners",
    source="kossinets2006",
    needs={"census"},
    limit=20_000,
    reading="Above 0: the firm's clustering, effective size, constraint and brokerage rest on "
    "pairs that nobody could report; they count as not tied.",
)
def unknown_partner_pairs(net: Network) -> pd.Series:
    """Number of pairs of an actor's partners of which it is not known whether they are tied.

    Neither of the two was asked or answered, or not in both directions where arrows count, and
    no tie between them was reported. All measures of an actor's circle take such a pair for one
    that is not tied, so that they show the actor more of a broker than it may be.
    """
    if observed(net).all():
        return series(net, np.zeros(len(net.actors)))
    ties, count = flat(net), partners(net)
    sure, alike = net.respondents.known_both_ways()
    # Pairs of partners are counted by what the two answered, then those tied are left out.
    of = ties @ np.eye(len(sure))[alike]
    known = ((of @ sure) * of).sum(axis=1) - of @ np.diag(sure).astype(float)
    cells = ties.tocoo()
    dark = ~sure[alike[cells.row], alike[cells.col]]
    among = sparse.csr_array((cells.data[dark], (cells.row[dark], cells.col[dark])), ties.shape)
    tied = np.asarray((ties @ among).multiply(ties).sum(axis=1)).reshape(-1)
    return series(net, (count * (count - 1) - known - tied) / 2)


@metric(
    label="Density of the circle",
    unit="share of pairs",
    bounds=_SHARE,
    source="burt1992, borgatti2002",
    needs={"circle"},
    undefined=_FEW,
    reading="High: the firm's partners work with each other too. Low: it stands between them.",
    extra=True,
)
def ego_density(net: Network) -> pd.Series:
    """Ties among an actor's partners as a share of those possible.

    Ties of the actor itself do not count. With arrows an arrow is one tie and a pair can have
    two: t / (n(n - 1)), as in UCINET. Without arrows it equals local clustering.
    """
    count = partners(net)
    return _share(net, within.arrows_among(arcs_of(net, "ego_density")), count * (count - 1))


@metric(
    label="Local efficiency",
    unit="index",
    bounds=_SHARE,
    source="latora2001, vragovic2005",
    needs={"circle"},
    undefined=_FEW,
    reading="High: if the firm left, its partners would still reach each other in few steps.",
    extra=True,
    limit=_LONG,
)
def local_efficiency(net: Network, *, through: str = "circle") -> pd.Series:
    """How near an actor's partners would be to each other without it.

    Mean over the pairs of partners of one over their steps, 0 when there is no way, directions
    ignored. Latora and Marchiori (2001), as in networkx, let the ways lead over partners only;
    R igraph follows Vragović, Louis and Díaz-Guilera (2005) and lets them lead over anybody else.
    With fewer than two partners it is empty here and 0 in both programs.

    Parameters
    ----------
    net : Network
        One layer or union.
    through : {"circle", "network"}
        Whom the ways may lead over.
    """
    _check(through, _THROUGH, "through")
    return series(net, within.efficiencies(flat_graph(net), through))


@metric(
    label="Betweenness in the circle",
    unit="pairs of partners",
    source="everett2005",
    needs={"circle"},
    reading="High: many partners reach each other over the firm and over nobody else they share.",
    extra=True,
    limit=_LONG,
)
def ego_betweenness(net: Network, *, normalised: bool = False) -> pd.Series:
    """How many pairs of partners depend on the actor, as far as its circle shows.

    Betweenness inside the network of an actor, its partners and the ties among them: over the
    pairs of partners, the part of their shortest ways there that lead through the actor. With
    arrows they are followed, ways may be longer than two steps, and ordered pairs count, as in
    UCINET. It needs no knowledge beyond the circle and goes along with betweenness in the whole
    network (Everett and Borgatti 2005).

    Parameters
    ----------
    net : Network
        One layer or union.
    normalised : bool, default False
        Divide by the number of pairs, ordered ones with arrows; empty below two partners.
    """
    values: NDArray[np.float64] = once(
        net, "ego betweenness", lambda: within.betweenness(as_igraph(net))
    )
    if not normalised:
        return series(net, values)
    pairs = within.pair_number(partners(net)) * (2 if net.directed else 1)
    return _share(net, values, pairs)


@metric(
    label="Parts of the circle",
    unit="parts",
    source="burt1992, borgatti2002",
    needs={"circle"},
    reading="High: the firm joins groups that would have no contact in its circle without it.",
    extra=True,
)
def circle_parts(net: Network) -> pd.Series:
    """Number of separate parts an actor's partners fall into when the actor is left out.

    Ways over others than partners do not count, and directions are ignored (weak components of
    the ego network without ego, as in UCINET). Isolates have 0.
    """
    return series(net, within.parts(arcs_of(net, "circle_parts")))


@metric(
    label="Honest broker, partners not tied",
    unit="pairs of partners",
    source="borgatti2002",
    needs={"circle"},
    undefined=_FEW,
    reading=f"High: many pairs of partners are linked through the firm only. {_BROKER}",
    extra=True,
)
def honest_broker_none(net: Network, *, share: bool = False, circle: str = "all") -> pd.Series:
    """Number of pairs of an actor's partners with no tie between them (HBI0).

    UCINET's honest broker index in its strict form. UCINET takes the circle from ties of trust
    that come in or are returned; here it is named.

    Parameters
    ----------
    net : Network
        One layer or union.
    share : bool, default False
        Divide by the number of pairs of partners.
    circle : {"all", "incoming", "mutual"}
        Who counts as partner: all, those who name the actor, those tied both ways.
    """
    return _broker(net, "none", share, circle)


@metric(
    label="Honest broker, partners tied one way",
    unit="pairs of partners",
    source="borgatti2002",
    needs={"circle"},
    undefined=_FEW,
    reading="High: many pairs of partners are linked in one direction only, and the firm could "
    "close the other.",
    extra=True,
)
def honest_broker_one_way(net: Network, *, share: bool = False, circle: str = "all") -> pd.Series:
    """Number of pairs of an actor's partners that are tied in one direction only (HBI1).

    UCINET's honest broker index in its weak form. Without arrows there are none.

    Parameters
    ----------
    net : Network
        One layer or union.
    share : bool, default False
        Divide by the number of pairs of partners.
    circle : {"all", "incoming", "mutual"}
        Who counts as partner: all, those who name the actor, those tied both ways.
    """
    return _broker(net, "one_way", share, circle)


@metric(
    label="Honest broker, partners tied both ways",
    unit="pairs of partners",
    source="borgatti2002",
    needs={"circle"},
    undefined=_FEW,
    reading="High: many pairs of partners need no broker at all.",
    extra=True,
)
def honest_broker_mutual(net: Network, *, share: bool = False, circle: str = "all") -> pd.Series:
    """Number of pairs of an actor's partners that are tied in both directions (HBI2).

    The pairs left over when those of the strict and the weak form are taken away; without arrows
    all tied pairs.

    Parameters
    ----------
    net : Network
        One layer or union.
    share : bool, default False
        Divide by the number of pairs of partners.
    circle : {"all", "incoming", "mutual"}
        Who counts as partner: all, those who name the actor, those tied both ways.
    """
    return _broker(net, "mutual", share, circle)


@metric(
    label="Simmelian ties",
    unit="ties",
    source="krackhardt1998, krackhardt1999",
    needs={"circle"},
    reading="High: many of the firm's ties are held in place by a third party both share; they "
    "last, and they bind.",
)
def simmelian_ties(net: Network) -> pd.Series:
    """Number of an actor's ties that are returned and embedded in a clique of three or more.

    A tie both ways, and at least one third actor tied both ways with both ends (Krackhardt
    1998). Without arrows every tie counts as returned.
    """
    arcs = arcs_of(net, "simmelian_ties")
    embedded = (within.simmelian(arcs) > 0).astype(np.float64)
    return series(net, arcs.back(arcs.at_ends(embedded, embedded)))


@metric(
    label="Returned ties, third parties",
    unit="pairs",
    source="krackhardt1998, krackhardt1999",
    level="table",
    needs={"circle"},
    reading="Pairs with many third parties are the firmest; those without rest on the two alone.",
    extra=True,
)
def simmelian_pairs(net: Network) -> pd.DataFrame:
    """Every returned tie, and how many third actors are tied both ways with both ends.

    Columns: one, other (each pair once), third_parties, simmelian (yes when there is at least
    one). Ties of actors that did not answer are left out.
    """
    arcs = arcs_of(net, "simmelian_pairs")
    ends = np.sort(np.stack([arcs.order[arcs.low], arcs.order[arcs.high]]), axis=0)
    seen = observed(net)[ends].all(axis=0) & (arcs.codes == MUTUAL)
    kept = np.lexsort((ends[1], ends[0]))
    kept = kept[seen[kept]]
    thirds, ids = within.simmelian(arcs)[kept], net.actors.index
    return pd.DataFrame(
        {
            "one": ids[ends[0, kept]],
            "other": ids[ends[1, kept]],
            "third_parties": thirds,
            "simmelian": np.where(thirds > 0, "yes", "no"),
        }
    )


def _broker(net: Network, kind: str, share: bool, circle: str) -> pd.Series:
    _check(circle, _CIRCLES, "circle")
    arcs = arcs_of(net, f"honest_broker_{kind}")
    made = once(net, f"circle {circle}", lambda: within.pairs_by_tie(arcs, circle))
    if share:
        return _share(net, made[kind], made["all"])
    return series(net, np.where(made["all"] > 0, made[kind], np.nan))


def _share(net: Network, above: NDArray[np.float64], below: NDArray[np.float64]) -> pd.Series:
    empty = np.full(len(above), np.nan)
    return series(net, np.divide(above, below, out=empty, where=below > 0))


def _check(value: str, allowed: tuple[str, ...], option: str) -> None:
    if value not in allowed:
        words = ", ".join(allowed)
        raise TiesnetError(
            say("The option {option} cannot be {value}.", option=f"{option!r}", value=f"{value!r}"),
            say("Choose one of: {words}.", words=words),
        )

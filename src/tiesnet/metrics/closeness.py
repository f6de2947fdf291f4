"""How near an actor is to the others, under each rule for those it cannot reach."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tiesnet.errors import TiesnetError
from tiesnet.language import say, word
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._nearness import divide, freeman, harmonic, totals
from tiesnet.metrics._paths import mode
from tiesnet.metrics._shared import series
from tiesnet.network import Network, as_igraph

_SHARE = (0.0, 1.0)
_LONG = 20_000
_ALONE = word("there is no other actor")
_NO_TIE = word("no actor reaches another")
_REACHES_NOBODY = word("it reaches nobody")
_NEAR = word("High: few steps to the others. Compare only with values of the same rule.")


@metric(
    label="Closeness (harmonic), outgoing",
    unit="index",
    bounds=_SHARE,
    source="marchiori2000, boldi2014, eppstein2004, hoeffding1963, opsahl2010",
    needs={"census"},
    reading="High: the firm reaches the others in few steps. 0: it reaches nobody.",
)
def harmonic_closeness(
    net: Network,
    *,
    cost: str | None = None,
    alpha: float = 1.0,
    pivots: int | str | None = None,
) -> pd.Series:
    """How near an actor is to all others, following its outgoing ties.

    Sum of 1 / distance to every other actor, divided by n - 1; whom it cannot reach adds 0, so
    the measure holds in networks that fall apart. Same values as igraph (harmonic, normalised),
    R sna (suminvdir) and UCINET (average reciprocal distance); networkx gives the sum along
    incoming ties, not divided. Freeman's closeness has at least six rules for unreachable actors;
    each has a measure of its own.

    Above 20,000 actors the distances to 1,000 actors drawn at random stand for all (as Eppstein &
    Wang 2004 do for mean distance), and the largest error is noted: intervals by Hoeffding
    (1963), which hold for all actors at once with 95 % certainty. With a cost the distance is
    the cheapest path's, and values can exceed 1.

    Parameters
    ----------
    net : Network
        One layer or union.
    cost : str, optional
        Let strong ties be short: inverse (1 / strength) or reversed (top of the scale plus 1,
        minus strength). By default every tie is one step.
    alpha : float, default 1
        Exponent of the strength in the inverse cost (Opsahl, Agneessens & Skvoretz 2010).
    pivots : int or "all", optional
        To how many actors distances are measured; "all" for exact values whatever the size.
    """
    return series(net, harmonic(net, "harmonic_closeness", "out", cost, alpha, pivots))


@metric(
    label="Closeness (harmonic), incoming",
    unit="index",
    bounds=_SHARE,
    source="marchiori2000, boldi2014, eppstein2004, hoeffding1963, opsahl2010",
    needs={"census"},
    reading="High: the others reach the firm in few steps. 0: nobody reaches it.",
)
def harmonic_closeness_in(
    net: Network,
    *,
    cost: str | None = None,
    alpha: float = 1.0,
    pivots: int | str | None = None,
) -> pd.Series:
    """How near all others are to an actor, following their outgoing ties.

    Sum of 1 / distance from every other actor, divided by n - 1; who cannot reach it adds 0.
    Without arrows it equals the outgoing one. Above 20,000 actors it is estimated likewise.

    Parameters
    ----------
    net : Network
        One layer or union.
    cost : str, optional
        inverse or reversed, as for outgoing closeness.
    alpha : float, default 1
        Exponent of the strength in the inverse cost.
    pivots : int or "all", optional
        From how many actors distances are measured.
    """
    return series(net, harmonic(net, "harmonic_closeness_in", "in", cost, alpha, pivots))


@metric(
    label="Closeness (Freeman, others at the largest distance plus 1)",
    unit="index",
    bounds=_SHARE,
    source="freeman1978",
    needs={"census"},
    undefined=_NO_TIE,
    extra=True,
    limit=_LONG,
    reading=_NEAR,
)
def closeness_freeman(net: Network, *, direction: str = "out") -> pd.Series:
    """One over the mean distance to all others, the unreachable put one step beyond the farthest.

    (n - 1) divided by the sum of distances; whom the actor cannot reach counts as the largest
    distance in the network plus 1. UCINET's default. In a network of one piece all of Freeman's
    rules agree; R sna gives 0 to everybody who cannot reach all others.

    Parameters
    ----------
    net : Network
        One layer or union.
    direction : str, default "out"
        Along outgoing ties, in, or both (directions ignored).
    """
    found = totals(net, direction)
    return series(net, freeman(found, found.largest + 1.0))


@metric(
    label="Closeness (Freeman, others at the number of actors)",
    unit="index",
    bounds=_SHARE,
    source="freeman1978",
    needs={"census"},
    undefined=_ALONE,
    extra=True,
    limit=_LONG,
    reading=_NEAR,
)
def closeness_freeman_n(net: Network, *, direction: str = "out") -> pd.Series:
    """One over the mean distance to all others, the unreachable put at n steps.

    (n - 1) divided by the sum of distances; whom the actor cannot reach counts as n, more than
    any path can have. An option of UCINET and what igraph did before 2021; an isolate has 1 / n.

    Parameters
    ----------
    net : Network
        One layer or union.
    direction : str, default "out"
        Along outgoing ties, in, or both (directions ignored).
    """
    return series(net, freeman(totals(net, direction), float(len(net.actors))))


@metric(
    label="Closeness within reach",
    unit="index",
    bounds=_SHARE,
    source="freeman1978",
    needs={"census"},
    undefined=_REACHES_NOBODY,
    extra=True,
    limit=_LONG,
    reading="High: few steps to those it reaches, however few they are. A firm of a tiny part "
    "scores high.",
)
def closeness_within(
    net: Network, *, direction: str = "out", cost: str | None = None, alpha: float = 1.0
) -> pd.Series:
    """One over the mean distance to those an actor reaches; the others are left out.

    Number of actors reached divided by the sum of the distances to them. Same values as igraph
    (closeness, normalised), and as networkx without its correction (wf_improved off), which
    gives isolates 0 and looks at incoming ties. With a cost the distance is the cheapest path's,
    and values can exceed 1.

    Parameters
    ----------
    net : Network
        One layer or union.
    direction : str, default "out"
        Along outgoing ties, in, or both (directions ignored).
    cost : str, optional
        inverse or reversed, as for harmonic closeness.
    alpha : float, default 1
        Exponent of the strength in the inverse cost.
    """
    found = totals(net, direction, "closeness_within", cost, alpha)
    return series(net, divide(found.reached, found.distance, np.nan))


@metric(
    label="Closeness (Wasserman & Faust)",
    unit="index",
    bounds=_SHARE,
    source="wasserman1994",
    needs={"census"},
    undefined=_ALONE,
    extra=True,
    limit=_LONG,
    reading=_NEAR,
)
def closeness_wasserman_faust(
    net: Network, *, direction: str = "out", cost: str | None = None, alpha: float = 1.0
) -> pd.Series:
    """Closeness within reach, times the share of the others that an actor reaches.

    The improved formula of Wasserman & Faust (1994). Along incoming ties it is networkx's default,
    and R sna's prestige by proximity (domain.proximity) for whom everybody reaches; sna gives the
    others 0. An isolate has 0. With a cost values can exceed 1.

    Parameters
    ----------
    net : Network
        One layer or union.
    direction : str, default "out"
        Along outgoing ties, in, or both (directions ignored).
    cost : str, optional
        inverse or reversed, as for harmonic closeness.
    alpha : float, default 1
        Exponent of the strength in the inverse cost.
    """
    found = totals(net, direction, "closeness_wasserman_faust", cost, alpha)
    others = len(net.actors) - 1.0
    share = found.reached / others if others > 0 else np.full(len(found.reached), np.nan)
    return series(net, share * divide(found.reached, found.distance, 0.0))


@metric(
    label="Closeness (Valente & Foreman)",
    unit="index",
    bounds=_SHARE,
    source="valente1998",
    needs={"census"},
    undefined=_NO_TIE,
    extra=True,
    limit=_LONG,
    reading="1: one step to everybody. 0: it reaches nobody.",
)
def closeness_valente_foreman(net: Network, *, direction: str = "out") -> pd.Series:
    """Mean over the others of how much shorter than the longest way the way to them is.

    For each other actor reached, (largest distance in the network + 1 - distance) divided by the
    largest distance; 0 for the others; the mean over n - 1. As in UCINET. Outgoing it is Valente
    and Foreman's radiality, incoming their integration.

    Parameters
    ----------
    net : Network
        One layer or union.
    direction : str, default "out"
        Along outgoing ties, in, or both (directions ignored).
    """
    found = totals(net, direction)
    nearer = found.reached * (found.largest + 1) - found.distance
    return series(net, nearer / (found.largest * (len(net.actors) - 1.0)))


@metric(
    label="Closeness (Gil & Schmidt)",
    unit="index",
    bounds=_SHARE,
    source="gil1996",
    needs={"census"},
    extra=True,
    limit=_LONG,
    reading="1: everybody it reaches at all is one step away. 0: it reaches nobody.",
)
def closeness_gil_schmidt(net: Network, *, direction: str = "out") -> pd.Series:
    """Mean of 1 / distance over those an actor reaches.

    The sum of 1 / distance divided by the number of actors reached; 0 for who reaches nobody.
    Same values as R sna (gilschmidt, and gil-schmidt in closeness).

    Parameters
    ----------
    net : Network
        One layer or union.
    direction : str, default "out"
        Along outgoing ties, in, or both (directions ignored).
    """
    found = totals(net, direction)
    return series(net, divide(found.near, found.reached, 0.0))


@metric(
    label="Reach in a few steps",
    unit="share of the others",
    bounds=_SHARE,
    source="borgatti2006",
    needs={"census"},
    undefined=_ALONE,
    extra=True,
    limit=50_000,
    reading="High: what the firm knows or offers gets to much of the cluster in two steps.",
)
def k_reach(net: Network, *, k: int = 2, direction: str = "out") -> pd.Series:
    """Share of the other actors that an actor reaches in at most k steps.

    The actor itself is not counted, so the largest value is 1; at least one R package counts it.
    With k as large as the network it is the share reached at all: incoming and times n - 1, R
    sna's prestige by domain.

    Parameters
    ----------
    net : Network
        One layer or union.
    k : int, default 2
        Largest number of steps.
    direction : str, default "out"
        Along outgoing ties, in, or both (directions ignored).
    """
    if k != int(k) or k < 1:
        raise TiesnetError(
            say("The number of steps k cannot be {k}.", k=f"{k!r}"), say("Give 1 or more.")
        )
    n, way = len(net.actors), mode(direction)
    if n < 2:
        return series(net, np.full(n, np.nan))
    sizes = as_igraph(net).neighborhood_size(order=int(min(k, n)), mode=way, mindist=1)
    return series(net, np.asarray(sizes) / (n - 1))

"""Structural holes: whether an actor stands between others or among others tied already.

Burt (1992). A pair's tie is the sum of its two directions, so that a mutual tie weighs two:
s = z + transposed z, where z is 0 or 1, or the strength of the tie when that is asked for. The
share of i's ties that go to j is p(ij) = s(ij) / sum of s(ik) over k.

Two models stand beside each other. In the ego model only the circle counts: the actor, its
partners and the ties among them. In the whole model the partners' ties to everybody else count
as well.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.language import say, word
from tiesnet.metrics._burt import holes
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._shared import note, partners, series
from tiesnet.network import Network

_READ_CONSTRAINT = word(
    "High: the firm's ties lead back to the same few who know each other. Low: it can choose "
    "between partners who do not."
)
_PENDANTS_HAVE_1 = ("constraint_whole", "burt_hierarchy")


@metric(
    label="Size of the ego network",
    unit="actors",
    source="burt1992",
    reading="The number of partners effective size is compared with.",
)
def ego_size(net: Network) -> pd.Series:
    """Number of distinct partners, those cited and those who cite.

    Equal to the degree; it stands here since effective size is read as a part of it.
    """
    return series(net, partners(net))


@metric(
    label="Effective size",
    unit="actors",
    source="burt1992, borgatti1997",
    needs={"circle"},
    undefined="it has no partner",
    reading="High: many partners who do not know each other. Equal to the number of partners: "
    "no two of them do.",
)
def effective_size(
    net: Network, *, model: str = "ego", weighted: bool = False, isolates: bool = False
) -> pd.Series:
    """Number of partners, less what is redundant among them.

    Sum over partners j of 1 - sum over third partners q of p(iq) m(jq). The tie of a pair is
    s(jq), the ties of both directions added; p(iq) is the share of s(iq) in the ties of i, and
    m(jq) is s(jq) divided by the largest s of j: inside the circle of i in the ego model (UCINET),
    among all ties of j in the whole model (networkx). Without arrows and strengths both are n -
    2t/n for n partners with t ties among them (Borgatti 1997). With arrows networkx agrees with
    the whole model when called for named nodes, while its fast path divides by the largest s of q.
    A pendant has 1; isolates are empty, where UCINET prints 0.

    Parameters
    ----------
    net : Network
        One layer or union.
    model : {"ego", "whole"}
        Whether the strongest tie of a partner is taken inside the circle or anywhere.
    weighted : bool, default False
        Use the strength of ties.
    isolates : bool, default False
        Give actors without a partner 0, as UCINET does.
    """
    return series(net, _effective(net, model, weighted, isolates, "effective_size"))


@metric(
    label="Efficiency",
    unit="share of partners",
    bounds=(0, 1),
    source="burt1992",
    needs={"circle"},
    undefined="it has no partner",
    reading="High: nearly every partner opens a door of its own. Low: most partners lead to each "
    "other.",
)
def burt_efficiency(net: Network, *, model: str = "ego", weighted: bool = False) -> pd.Series:
    """Effective size as a part of the number of partners.

    Burt's efficiency; the efficiency of Krackhardt and that of Latora and Marchiori are other
    measures. Partners are counted once, also those tied in both directions.

    Parameters
    ----------
    net : Network
        One layer or union.
    model : {"ego", "whole"}
        As for the effective size.
    weighted : bool, default False
        Use the strength of ties.
    """
    size = _effective(net, model, weighted, False, "burt_efficiency")
    count = partners(net)
    return series(net, np.divide(size, count, out=np.full(len(size), np.nan), where=count > 0))


@metric(
    label="Constraint (ego-network model)",
    unit="index",
    source="burt1992, burt2004",
    needs={"circle"},
    undefined="it has fewer than two partners",
    reading=_READ_CONSTRAINT,
)
def constraint_ego(net: Network, *, pendants: bool = False, weighted: bool = False) -> pd.Series:
    """How far an actor's ties lead back to the same few partners, seen from its own circle.

    Sum over partners j of (p(ij) + sum over q of p(iq) p(qj)) squared, with p(ij) the share of
    partner j in the ties of i, both directions added. The shares of partners q are taken inside
    the circle of i and its partners; ties that leave it do not count. This is UCINET's default and
    what Burt did with ego-network surveys. It can exceed 1 in small circles and is not cut off.
    With one partner there is nothing to be constrained by: empty, as in UCINET.

    Parameters
    ----------
    net : Network
        One layer or union.
    pendants : bool, default False
        Give actors with a single partner 1, as the formula has it.
    weighted : bool, default False
        Use the strength of ties.
    """
    return series(net, _constraint(net, "ego", weighted, pendants, "constraint_ego"))


@metric(
    label="Constraint (whole-network model)",
    unit="index",
    source="burt1992, burt2004",
    needs={"census"},
    undefined="it has no partner",
    reading=_READ_CONSTRAINT,
)
def constraint_whole(net: Network, *, pendants: bool = True, weighted: bool = False) -> pd.Series:
    """How far an actor's ties lead back to the same few partners, counting all their ties.

    Sum over partners j of (p(ij) + sum over q of p(iq) p(qj)) squared, with every share p over all
    ties in the network. Same values as igraph and networkx, with strengths too; smaller than the
    ego-network model, since partners' ties elsewhere free the actor too. It can exceed 1 and is
    not cut off. A pendant has 1; isolates are empty.

    Parameters
    ----------
    net : Network
        One layer or union.
    pendants : bool, default True
        Give actors with a single partner 1; otherwise they are empty.
    weighted : bool, default False
        Use the strength of ties.
    """
    return series(net, _constraint(net, "whole", weighted, pendants, "constraint_whole"))


@metric(
    label="Constraint, logarithm",
    unit="index",
    bounds=(None, None),
    source="burt1992, burt2004",
    needs={"circle"},
    undefined="it has fewer than two partners",
    reading="As constraint, with the differences among the little constrained drawn apart; it is "
    "what regressions take. Below 0 nearly always, and lower means freer.",
    extra=True,
)
def ln_constraint(
    net: Network, *, model: str = "ego", pendants: bool = False, weighted: bool = False
) -> pd.Series:
    """Natural logarithm of constraint.

    The distribution of constraint is skewed; UCINET prints the same column. In the whole model
    with pendants it is the logarithm of what igraph and networkx give.

    Parameters
    ----------
    net : Network
        One layer or union.
    model : {"ego", "whole"}
        Which constraint.
    pendants : bool, default False
        Take 1 as the constraint of actors with a single partner: the logarithm is 0.
    weighted : bool, default False
        Use the strength of ties.
    """
    return series(net, np.log(_constraint(net, model, weighted, pendants, "ln_constraint")))


@metric(
    label="Hierarchy of constraint",
    unit="index",
    bounds=(0, 1),
    source="burt1992",
    needs={"circle"},
    undefined="it has no partner",
    reading="High: one partner, tied to most of the others, holds the firm back. 0: all its "
    "partners constrain it alike.",
)
def burt_hierarchy(
    net: Network, *, model: str = "ego", pendants: bool = True, weighted: bool = False
) -> pd.Series:
    """How far an actor's constraint comes from a single partner.

    Sum over partners j of x(ij) ln x(ij), divided by N ln N, where N is the number of partners
    and x(ij) the constraint j exerts over the mean of all partners (the index of Coleman and
    Theil). 1 for an actor with one partner, as in UCINET; isolates are empty. Krackhardt's
    hierarchy is another measure.

    Parameters
    ----------
    net : Network
        One layer or union.
    model : {"ego", "whole"}
        Which constraint.
    pendants : bool, default True
        Give actors with a single partner 1; otherwise they are empty.
    weighted : bool, default False
        Use the strength of ties.
    """
    made = holes(net, model, weighted, "burt_hierarchy")
    shown = _shown(net, made.partners, pendants, "burt_hierarchy")
    return series(net, np.where(shown, made.hierarchy, np.nan))


def _effective(
    net: Network, model: str, weighted: bool, isolates: bool, name: str
) -> NDArray[np.float64]:
    made = holes(net, model, weighted, name)
    size = made.partners - made.redundancy
    return size if isolates else np.where(made.partners > 0, size, np.nan)


def _constraint(
    net: Network, model: str, weighted: bool, pendants: bool, name: str
) -> NDArray[np.float64]:
    made = holes(net, model, weighted, name)
    shown = _shown(net, made.partners, pendants, name)
    return np.where(shown, made.constraint, np.nan)


def _shown(
    net: Network, count: NDArray[np.float64], pendants: bool, name: str
) -> NDArray[np.bool_]:
    """Tell who has partners enough; say by which rule unless another was asked for."""
    if pendants is (name in _PENDANTS_HAVE_1) and (count == 1).any():
        note(
            net,
            name,
            say("actors with one partner have 1")
            if pendants
            else say("actors with one partner are left empty"),
        )
    return count >= (1 if pendants else 2)

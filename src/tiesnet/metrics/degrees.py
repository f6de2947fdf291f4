"""How ties are spread over the actors: many ties with a few, or about as many with all."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tiesnet.errors import TiesnetError
from tiesnet.language import say, word
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._result import observed
from tiesnet.metrics._shared import partners, ratio
from tiesnet.network import Network, adjacency, as_igraph

_SHARE = (0.0, 1.0)
_NOBODY = word("nobody answered all of these questions")


@metric(
    label="Mean number of partners",
    unit="actors",
    source="wasserman1994",
    level="network",
    needs={"census"},
    undefined=_NOBODY,
    reading="How many partners a firm has, on average.",
)
def mean_degree(net: Network, *, of: str = "partners") -> float:
    """Mean degree of the actors who answered.

    By default distinct partners count, as in the column of partners. With arrows, incoming or
    outgoing ties are the other choice: ties divided by actors with full response, which is
    UCINET's average degree.

    Parameters
    ----------
    net : Network
        One layer or union.
    of : {"partners", "in", "out"}, default "partners"
        Which ties of an actor count.
    """
    counts = _degrees(net, of)
    return float(counts.mean()) if len(counts) else float("nan")


@metric(
    label="Inequality of partners (Gini)",
    unit="index",
    bounds=_SHARE,
    source="gini1912",
    level="network",
    needs={"census"},
    undefined="no actor who answered has a tie",
    reading="0: all have equally many partners. Near 1: a few have nearly all.",
)
def degree_gini(net: Network, *, of: str = "partners") -> float:
    """How unequally the partners are spread over the actors who answered.

    Gini's coefficient: half the mean difference between two actors, divided by the mean. Not
    corrected for small numbers: n actors reach (n - 1) / n at most.

    Parameters
    ----------
    net : Network
        One layer or union.
    of : {"partners", "in", "out"}, default "partners"
        Which ties of an actor count.
    """
    counts = np.sort(_degrees(net, of))
    n = len(counts)
    return ratio(((2 * np.arange(1, n + 1) - n - 1) * counts).sum(), n * counts.sum())


@metric(
    label="Standard deviation of partners",
    unit="actors",
    source="snijders1981",
    level="network",
    needs={"census"},
    undefined=_NOBODY,
    reading="Low: all have about equally many partners.",
    extra=True,
)
def degree_sd(net: Network, *, of: str = "partners") -> float:
    """Standard deviation of the degree of the actors who answered.

    The population form, divided by n, as UCINET does.

    Parameters
    ----------
    net : Network
        One layer or union.
    of : {"partners", "in", "out"}, default "partners"
        Which ties of an actor count.
    """
    return float(np.sqrt(_variance(net, of)))


@metric(
    label="Variance of partners",
    unit="actors squared",
    source="snijders1981",
    level="network",
    needs={"census"},
    undefined=_NOBODY,
    reading="High: some have many more partners than others.",
    extra=True,
)
def degree_variance(net: Network, *, of: str = "partners") -> float:
    """Variance of the degree of the actors who answered.

    Snijders's index of heterogeneity: mean squared difference to the mean degree, divided by n.

    Parameters
    ----------
    net : Network
        One layer or union.
    of : {"partners", "in", "out"}, default "partners"
        Which ties of an actor count.
    """
    return _variance(net, of)


@metric(
    label="Skewness of partners",
    unit="index",
    bounds=(None, None),
    source="giuliani2007",
    level="network",
    needs={"census"},
    undefined="all actors who answered have equally many partners",
    reading="Above 0: many firms have few partners, a few have many, as is usual for knowledge.",
    extra=True,
)
def degree_skewness(net: Network, *, of: str = "partners") -> float:
    """How lopsided the degrees of the actors who answered are.

    Third moment around the mean divided by the standard deviation cubed, without correction for
    small numbers.

    Parameters
    ----------
    net : Network
        One layer or union.
    of : {"partners", "in", "out"}, default "partners"
        Which ties of an actor count.
    """
    counts = _degrees(net, of)
    if not len(counts) or counts.min() == counts.max():
        return float("nan")
    apart = counts - counts.mean()
    return float((apart**3).mean() / (apart**2).mean() ** 1.5)


@metric(
    label="Assortativity by degree",
    unit="correlation",
    bounds=(-1, 1),
    source="newman2002",
    level="network",
    needs={"census"},
    undefined="there are too few ties, or no difference between the degrees at their ends",
    reading="Above 0: the well tied are tied to each other. Below 0: hubs are tied to firms with "
    "few ties.",
)
def degree_assortativity(net: Network) -> float:
    """Correlation of the degrees at the two ends of a tie.

    With arrows, of the outgoing ties of the source with the incoming ties of the target. Same
    values as igraph and networkx.
    """
    cells = adjacency(net).tocoo()
    out, into = adjacency(net).sum(axis=1)[cells.row], adjacency(net).sum(axis=0)[cells.col]
    if not len(out) or out.min() == out.max() or into.min() == into.max():
        return float("nan")
    return float(as_igraph(net).assortativity_degree(directed=net.directed))


def _degrees(net: Network, of: str) -> NDArray[np.float64]:
    """Give the degrees of the actors who answered."""
    if of == "partners":
        counts = partners(net)
    elif of in ("in", "out"):
        counts = adjacency(net).sum(axis=0 if of == "in" else 1)
    else:
        raise TiesnetError(
            say("Degrees are not of {of}.", of=f"{of!r}"), say("Choose partners, in or out.")
        )
    told: NDArray[np.float64] = np.asarray(counts, dtype=np.float64)[observed(net)]
    return told


def _variance(net: Network, of: str) -> float:
    counts = _degrees(net, of)
    return float(counts.var()) if len(counts) else float("nan")

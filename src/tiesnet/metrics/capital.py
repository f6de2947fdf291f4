"""Social capital: closure in tie strength, links to institutions, a vision that is shared.

What else counts as social capital stands with its own topic: clustering with cohesion, effective
size with structural holes, variety with the diversity of partners.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from tiesnet.errors import TiesnetError
from tiesnet.language import localised, say
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._items import cronbach_alpha, item_rest, scale_named, scales
from tiesnet.metrics._shared import flat, note, partners, series
from tiesnet.network import Network

_RULES = ("barrat", "onnela")


@metric(
    label="Weighted clustering",
    unit="index",
    bounds=(0, 1),
    source="barrat2004, onnela2005",
    needs={"census", "every_strength"},
    undefined="it has fewer than two partners",
    reading="Above local clustering: the firm's strong ties are the ones that close.",
    limit=20_000,
    extra=True,
)
def weighted_clustering(net: Network, *, rule: str = "barrat") -> pd.Series:
    """Share of the pairs of an actor's partners that are tied, strong ties counting more.

    Barrat: the sum over pairs j, h of partners tied to each other of (w(ij) + w(ih)) / 2, over
    the same sum for all pairs, s(i) (k(i) - 1) / 2; as igraph. Onnela: the mean over all pairs of
    partners of the cubic root of w(ij) w(ih) w(jh), strengths divided by the largest; as
    networkx. Directions are ignored, and the strengths of both directions are added. With equal
    strengths both are local clustering.

    Parameters
    ----------
    net : Network
        One layer.
    rule : {"barrat", "onnela"}
        Whose formula.
    """
    if rule not in _RULES:
        raise TiesnetError(
            say("The option 'rule' cannot be {rule}.", rule=f"{rule!r}"),
            say("Choose: barrat, onnela."),
        )
    strengths, count = _strengths(net), partners(net)
    if rule == "barrat":
        tied = sparse.csr_array(flat(net) @ flat(net)).multiply(strengths).sum(axis=1)
        whole = strengths.sum(axis=1) * (count - 1)
    else:
        root = strengths.copy()
        root.data = np.cbrt(root.data / root.data.max(initial=0.0))
        tied = sparse.csr_array(root @ root).multiply(root).sum(axis=1)
        whole = count * (count - 1)
    empty = np.full(len(count), np.nan)
    return series(net, np.divide(tied, whole, out=empty, where=count > 1))


@metric(
    label="Institutions, inside and outside",
    unit="institutions",
    source="woolcock2001, schmitz1999",
    needs={"any_institution"},
    boundary="all",
    reading="High: the firm is linked to many bodies that give support, knowledge or money.",
)
def linking_ties(net: Network) -> pd.Series:
    """Number of distinct institutions the actor is tied to, inside the cluster or not.

    Linking social capital: ties to bodies that hold another kind of power or resources, such as
    the cluster organisation, associations, government, research, finance and services.
    """
    return series(net, flat(net) @ _is_institution(net).astype(float))


@metric(
    label="Kinds of institutions",
    unit="kinds",
    source="woolcock2001, schmitz1999",
    needs={"any_institution"},
    boundary="all",
    reading="High: several doors to knock at, each for another need.",
    extra=True,
)
def institution_kinds(net: Network) -> pd.Series:
    """Number of different kinds of institutions the actor is tied to, inside or not.

    Kinds as the survey has them: cluster organisation, association, government, research,
    finance, services, person, other.
    """
    codes, kinds = pd.factorize(net.actors["kind"].where(_is_institution(net)))
    member = np.flatnonzero(codes >= 0)
    shape = (len(codes), max(len(kinds), 1))
    belongs = sparse.csr_array((np.ones(len(member)), (member, codes[member])), shape=shape)
    reached = np.asarray((flat(net) @ belongs).toarray()) > 0
    return series(net, reached.sum(axis=1).astype(float))


@metric(
    label="Shared vision",
    unit="mean answer on its scale",
    bounds=(None, None),
    source="nahapiet1998, cronbach1951",
    needs={"items"},
    undefined="it answered no item of the scale, or the survey has no scale of this name",
    on="all",
    reading="High: the firm says that it shares aims and language with the cluster. Trust it only "
    "as far as the items hang together: see Cronbach's alpha.",
)
def shared_vision(
    net: Network,
    *,
    scale: str = "vision",
    lowest: float | None = None,
    highest: float | None = None,
) -> pd.Series:
    """Mean of a firm's answers to the items of a scale, by default those on shared vision.

    Reversed items are turned to lowest + highest - answer first, so that high means much. Of the
    items answered; other items left out do not count. The scale is the one whose name holds the
    word asked for, accents aside; a survey with a single scale has that one.

    Parameters
    ----------
    net : Network
        Its survey has items.
    scale : str, default "vision"
        A word in the name of the scale.
    lowest, highest : float, optional
        The ends of the scale of answers; by default the smallest and largest answer given.
    """
    found = scale_named(scales(net, lowest, highest), scale)
    if found is None:
        return series(net, np.full(len(net.actors), np.nan))
    ends = say(
        "answers from {lowest} to {highest}",
        lowest=localised(f"{found.lowest:g}"),
        highest=localised(f"{found.highest:g}"),
    )
    note(net, "shared_vision", f"scale {found.name}, {len(found.answers.columns)} items, {ends}")
    return found.answers.mean(axis=1).reindex(net.actors.index)


@metric(
    label="Scales and their reliability",
    unit="index",
    source="cronbach1951, nahapiet1998",
    level="table",
    on="several",
    needs={"items"},
    reading="From 0.7 on the items of a scale are usually taken to measure one thing; below, read "
    "them one by one.",
    extra=True,
)
def scale_reliability(
    net: Network, *, lowest: float | None = None, highest: float | None = None
) -> pd.DataFrame:
    """Cronbach's alpha of every scale of the survey.

    k / (k - 1) times (1 - the sum of the variances of the items / the variance of their sum),
    variances with n - 1, over the actors who answered all items; reversed items turned. The raw
    alpha of R's psych. Columns: scale, items, actors (who answered all items), alpha,
    mean, and weakest: the item that goes least with the sum of the others, with that correlation.

    Parameters
    ----------
    net : Network
        Its survey has items.
    lowest, highest : float, optional
        The ends of the scale of answers; by default the smallest and largest answer given.
    """
    rows = []
    for name, one in scales(net, lowest, highest).items():
        rest = item_rest(one.answers).dropna()
        rows.append(
            {
                "scale": name,
                "items": len(one.answers.columns),
                "actors": len(one.answers.dropna()),
                "alpha": cronbach_alpha(one.answers),
                "mean": float(one.answers.mean(axis=1).mean()),
                "weakest": str(rest.idxmin()) if len(rest) else None,
                "weakest_with_rest": float(rest.min()) if len(rest) else float("nan"),
            }
        )
    columns = ["scale", "items", "actors", "alpha", "mean", "weakest", "weakest_with_rest"]
    return pd.DataFrame(rows, columns=columns)


def _is_institution(net: Network) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = (net.actors["kind"] != "firm").to_numpy(dtype=bool)
    return found


def _strengths(net: Network) -> sparse.csr_array:
    """Give the symmetric matrix of strengths, both directions of a pair added."""
    ends = net.ties[["source", "target"]].to_numpy().T
    size = (len(net.actors),) * 2
    weights = net.ties["weight"].to_numpy(dtype=float)
    one_way = sparse.csr_array((weights, (ends[0], ends[1])), shape=size)
    return sparse.csr_array(one_way + one_way.T)

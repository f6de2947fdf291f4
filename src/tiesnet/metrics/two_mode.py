"""Memberships: who belongs to which associations, projects and fairs, and with whom.

From the survey's table of affiliations. Who answered and has no row there belongs to nothing;
of a silent firm without a row nothing is known.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from tiesnet.language import say, word
from tiesnet.metrics import _bipartite
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._membership_tables import organisation_table, shared_pairs
from tiesnet.metrics._modes import measured, of_actors, over_nodes
from tiesnet.metrics._shared import note, ratio
from tiesnet.network import Network, affiliations, projection

_ROW_UNKNOWN = word(
    "it neither answered nor has a membership on record, or is an organisation itself"
)
_NEEDS = {"memberships"}


@metric(
    label="Memberships",
    unit="organisations",
    source="breiger1974",
    needs=_NEEDS,
    observed="anyone",
    on="all",
    undefined=_ROW_UNKNOWN,
    reading="0: the firm takes part in nothing. High: it meets others in many places.",
)
def memberships(net: Network) -> pd.Series:
    """Number of organisations the actor belongs to: associations, projects, fairs, groups.

    As the table of affiliations has them; a membership given twice counts once. Who answered and
    has no row there belongs to nothing; for a silent firm the number is a lower bound.
    """
    number = np.asarray(affiliations(net).incidence.sum(axis=1))
    if empty := int((number == 0).sum()):
        note(
            net,
            "memberships",
            say("{empty} actors without a row of affiliations count as 0", empty=empty),
        )
    return of_actors(net, number)


@metric(
    label="Actors met as members",
    unit="actors",
    source="breiger1974",
    needs=_NEEDS,
    observed="anyone",
    on="all",
    undefined=_ROW_UNKNOWN,
    extra=True,
    reading="High: the firm sits at one table with many others, which is an occasion, not a tie.",
)
def co_members(net: Network, *, at_most: float = 1.0) -> pd.Series:
    """Number of other actors that share at least one organisation with the actor.

    The degree in the co-membership network. A body that almost everybody belongs to makes it the
    same for all: leave it out with the option.

    Parameters
    ----------
    net : Network
        Its survey names the memberships.
    at_most : float, default 1.0
        Leave out organisations that hold more than this share of the actors.
    """
    shared = projection(affiliations(net).up_to(at_most), "binary")
    return of_actors(net, np.asarray(shared.sum(axis=1)))


@metric(
    label="Two-mode degree",
    unit="share of organisations",
    bounds=(0, 1),
    source="borgatti1997twomode, faust1997",
    needs=_NEEDS,
    observed="anyone",
    on="all",
    undefined=_ROW_UNKNOWN,
    extra=True,
    reading="1: the firm belongs to every organisation on record.",
)
def two_mode_degree(net: Network) -> pd.Series:
    """Share of all organisations that the actor belongs to.

    Memberships over the number of organisations. Same values as UCINET and networkx.
    """
    return measured(net, _bipartite.degree)


@metric(
    label="Two-local centrality",
    unit="index",
    bounds=(0, 1),
    source="borgatti1997twomode",
    needs=_NEEDS,
    observed="anyone",
    on="all",
    undefined=_ROW_UNKNOWN,
    extra=True,
    reading="High: the firm belongs to many organisations, and to large ones.",
)
def two_mode_local(net: Network) -> pd.Series:
    """How large the organisations are that the actor belongs to, all together.

    Sum of their two-mode degrees, over the number of organisations: UCINET's 2-Local, which it
    prints beside the other centralities of two-mode data.
    """
    return measured(net, _bipartite.local)


@metric(
    label="Two-mode closeness",
    unit="index",
    bounds=(0, 1),
    source="borgatti1997twomode, faust1997",
    needs=_NEEDS,
    on="all",
    undefined=_ROW_UNKNOWN,
    extra=True,
    reading="High: the firm is near to all others through organisations. 0: it is in none.",
)
def two_mode_closeness(net: Network, *, whole: bool = False) -> pd.Series:
    """How near an actor is to all actors and organisations, going from member to organisation.

    With n actors and m organisations in its part of the network, (m + 2(n - 1)) over the sum of
    distances to them, times the share of all others that it reaches (the rule of Wasserman and
    Faust). Where everything hangs together, same values as UCINET and networkx; in several parts
    networkx takes n and m of the whole network, which can exceed 1: an option. 0 without a
    membership.

    Parameters
    ----------
    net : Network
        Its survey names the memberships.
    whole : bool, default False
        Compare with the smallest sum of distances in the whole network, as networkx does.
    """
    return of_actors(net, _bipartite.closeness(affiliations(net), whole)[0])


@metric(
    label="Two-mode betweenness",
    unit="share of paths",
    bounds=(0, 1),
    source="borgatti1997twomode, faust1997",
    needs=_NEEDS,
    on="all",
    undefined=f"{_ROW_UNKNOWN}, or there are too few for anybody to be between",
    extra=True,
    reading="High: the firm links organisations that share few other members.",
)
def two_mode_betweenness(net: Network) -> pd.Series:
    """How often an actor lies on the shortest paths between others and organisations.

    In the network of actors and organisations, over the largest value an actor can have there.
    Same values as UCINET and networkx; for more actors than organisations the maximum printed by
    Borgatti and Everett (1997) is a little smaller than the exact one, which both programs use.
    """
    return measured(net, _bipartite.betweenness)


@metric(
    label="Two-mode eigenvector centrality",
    unit="index",
    bounds=(0, 1),
    source="borgatti1997twomode, bonacich1972",
    needs=_NEEDS,
    on="all",
    undefined=_ROW_UNKNOWN,
    extra=True,
    reading="High: the firm belongs to organisations whose members are members of much.",
)
def two_mode_eigenvector(net: Network) -> pd.Series:
    """How central the organisations are that the actor belongs to, and their members in turn.

    The first singular vector of the memberships, of length 1 within the mode as in UCINET, which
    can print it with a minus sign. If the network is in several parts, each part's vector counts
    with the square of its singular value times its sum, the rule of Everett and Borgatti.
    """
    return measured(net, _bipartite.eigenvector)


@metric(
    label="Density of memberships",
    unit="share of possible memberships",
    bounds=(0, 1),
    source="borgatti1997twomode",
    level="network",
    needs=_NEEDS,
    on="all",
    reading="1: everybody belongs to everything. Low: few take part in what there is.",
)
def two_mode_density(net: Network) -> float:
    """Share of all possible memberships, every actor in every organisation, that are there.

    Memberships over actors times organisations, as in UCINET. Actors that neither answered nor
    have a membership on record are left out.
    """
    matrix = affiliations(net).incidence
    return ratio(float(matrix.nnz), float(np.prod(matrix.shape)))


@metric(
    label="Mean number of memberships",
    unit="organisations",
    source="faust1997",
    level="network",
    needs=_NEEDS,
    on="all",
    extra=True,
    reading="How much of the life of the cluster an actor takes part in.",
)
def memberships_mean(net: Network) -> float:
    """Mean number of organisations an actor belongs to.

    Memberships over actors, those without any included.
    """
    return over_nodes(net, 0)


@metric(
    label="Mean size of organisations",
    unit="actors",
    source="faust1997",
    level="network",
    needs=_NEEDS,
    on="all",
    extra=True,
    reading="High: few large bodies. Low: many small groups.",
)
def organisation_size_mean(net: Network) -> float:
    """Mean number of actors of the survey that belong to an organisation.

    Memberships over organisations.
    """
    return over_nodes(net, 1)


@metric(
    label="Average degree of memberships",
    unit="ties",
    source="borgatti1997twomode",
    level="network",
    needs=_NEEDS,
    on="all",
    extra=True,
    reading="For comparison with UCINET; the means of either mode say more.",
)
def two_mode_degree_mean(net: Network) -> float:
    """Memberships per node, actors and organisations together.

    Memberships over actors plus organisations, as UCINET has it. In networkx every membership
    counts for both its ends, which gives twice as much.
    """
    return over_nodes(net, 0, 1)


@metric(
    label="Organisations",
    unit="table",
    source="breiger1974, borgatti1997twomode",
    level="table",
    needs=_NEEDS,
    on="all",
    reading="Large and between: a place where parts of the cluster meet that meet nowhere else.",
)
def organisations(net: Network) -> pd.DataFrame:
    """Every organisation with its members in the survey, the largest first.

    Columns: name, type, formality; members and their share of the actors (its two-mode degree);
    two-mode closeness and betweenness, scaled to the largest value an organisation can have
    (Borgatti and Everett 1997); who the members are.
    """
    return organisation_table(net)


@metric(
    label="Pairs of co-members",
    unit="table",
    source="breiger1974, newman2001, bonacich1972technique",
    level="table",
    needs=_NEEDS,
    on="all",
    extra=True,
    reading="Pairs that meet in many organisations, first those that share most.",
)
def co_member_pairs(
    net: Network, *, normalisation: str = "jaccard", at_most: float = 1.0
) -> pd.DataFrame:
    """Every pair of actors that belong to the same organisation, and how much they share.

    Columns: the two actors, the number of organisations shared, and that number normalised.

    Parameters
    ----------
    net : Network
        Its survey names the memberships.
    normalisation : str, default "jaccard"
        count, binary, share, jaccard, cosine, overlap, newman or bonacich.
    at_most : float, default 1.0
        Leave out organisations that hold more than this share of the actors.
    """
    two = affiliations(net).up_to(at_most)
    return shared_pairs(two, normalisation, "actors", two.actors.to_numpy(), ("actor", "other"))


@metric(
    label="Pairs of organisations",
    unit="table",
    source="breiger1974, newman2001, bonacich1972technique",
    level="table",
    needs=_NEEDS,
    on="all",
    extra=True,
    reading="Organisations with the same members do the same work twice, or could do it together.",
)
def organisation_pairs(net: Network, *, normalisation: str = "jaccard") -> pd.DataFrame:
    """Every pair of organisations with members in common, and how many.

    Columns: the two organisations, the number of members shared, and that number normalised.

    Parameters
    ----------
    net : Network
        Its survey names the memberships.
    normalisation : str, default "jaccard"
        count, binary, share, jaccard, cosine, overlap, newman or bonacich.
    """
    two = affiliations(net)
    names = two.organisations["name"].astype("str").to_numpy()
    return shared_pairs(two, normalisation, "organisations", names, ("organisation", "other"))

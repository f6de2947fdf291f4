"""Brokerage against chance: what an actor's group and the number of ties alone would give.

Gould and Fernandez (1989) compare with a network of the same groups in which every ordered pair
is tied independently with one probability, the density. Tables hold every role; the measures
of an actor one role at a time.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.errors import TiesnetError
from tiesnet.language import localised, say, word
from tiesnet.metrics._brokers import MANY, role_credit
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._needs import unmet
from tiesnet.metrics._result import observed
from tiesnet.metrics._role_chance import deviation, expected, role_shares, whole
from tiesnet.metrics._roles import (
    KINDS,
    NEEDS,
    NO_GROUP,
    ROLES,
    SOURCE,
    TOTAL,
    grouped,
    role_counts,
    with_total,
)
from tiesnet.metrics._shared import note, once, series
from tiesnet.network import Network

_Floats = NDArray[np.float64]
_ARROWS = frozenset({"directed", "one_way"})


@metric(
    label="Brokerage against chance",
    unit="standard deviations",
    bounds=(None, None),
    source=SOURCE,
    needs=(*NEEDS, "directed", "one_way"),
    undefined=f"{NO_GROUP}, or chance leaves the count no room",
    extra=True,
    reading="Beyond 2: the firm brokers more in this role than ties drawn by chance would make "
    "it. Below -2: less.",
)
def brokerage_z(net: Network, *, role: str = TOTAL, by: str = "stage") -> pd.Series:
    """How far the brokerage of an actor lies from chance, in standard deviations.

    (count - expected) / standard deviation, where every ordered pair of actors is tied
    independently with the density among the actors whose group is known, d, and the groups stay.
    An open path then has probability d d (1 - d); expected is that times the number of pairs of
    others that fit the role. Mean and variance are exact for a given d; with the number of ties
    held fixed the deviation would be about 5 % smaller. Same values as R sna (exp.nli, sd.nli,
    z.nli). Only with arrows: a tie that runs both ways makes two arrows that are not
    independent, and R sna's deviation is about 30 % too small there.

    Parameters
    ----------
    net : Network
        One layer or union.
    role : str, default "total"
        coordinator, consultant, representative, gatekeeper, liaison or total.
    by : str, default "stage"
        The column of the actors that sorts them into groups.
    """
    column = _place(role, KINDS)
    _say(net, "brokerage_z", by)
    return series(net, _against_chance(net, by)[2][:, column])


@metric(
    label="Relative brokerage",
    unit="ratio",
    source=SOURCE,
    needs=NEEDS,
    undefined=f"{NO_GROUP}, or it brokers nothing, or no pair of others fits the role",
    extra=True,
    reading="Above 1: more of the firm's brokerage is of this role than the sizes of the groups "
    "would give. Below 1: less.",
)
def brokerage_relative(net: Network, *, role: str = "gatekeeper", by: str = "stage") -> pd.Series:
    """Open paths in a role, divided by those expected if groups did not matter.

    Expected: all open paths through the actor, times the share of the pairs of others that fit
    the role given the number and the sizes of the groups. This is what shuffling the groups
    among the others gives on average; ties, and the actor's own group, stay. UCINET calls
    observed / expected relative brokerage; its expected values are described by the sizes of the
    groups, and its own output was not at hand to compare. Holds with and without arrows.

    Parameters
    ----------
    net : Network
        One layer or union.
    role : str, default "gatekeeper"
        coordinator, consultant, representative, gatekeeper or liaison.
    by : str, default "stage"
        The column of the actors that sorts them into groups.
    """
    column = _place(role, ROLES)
    return series(net, _divide(role_counts(net, by), _given_total(net, by))[:, column])


@metric(
    label="Brokerage roles of every actor",
    unit="open paths",
    source=SOURCE,
    level="table",
    needs=NEEDS,
    extra=True,
    limit=MANY,
    undefined="the actor did not answer, or there is nothing to divide by",
    reading="One row for each actor and role: how often, how exclusively, and against chance.",
)
def brokerage_roles(net: Network, *, by: str = "stage") -> pd.DataFrame:
    """Counts, partial credit and expected counts of every actor in every role.

    Columns: actor, group, role (total last), count; share: of the actor's total; partial_credit:
    every path divided by the number of brokers of its pair; expected and deviation: as in
    brokerage against chance; z: empty without arrows and in unions with ties that run both ways;
    expected_of_total and relative: as in relative brokerage. Actors whose group is not known are
    left out; numbers of actors that did not answer are empty. Without arrows representative and
    gatekeeper are one role: both rows give its number, and the total counts it once.

    Parameters
    ----------
    net : Network
        One layer or union.
    by : str, default "stage"
        The column of the actors that sorts them into groups.
    """
    _say(net, "brokerage_roles", by)
    part, counts, given = grouped(net, by), role_counts(net, by), _given_total(net, by)
    mean, spread, z = _against_chance(net, by)
    values = {
        "count": counts,
        "share": _divide(counts, counts[:, [-1]]),
        "partial_credit": role_credit(net, by),
        "expected": mean,
        "deviation": spread,
        "z": z,
        "expected_of_total": given,
        "relative": _divide(counts, given),
    }
    seen = observed(net)[part.place][:, None]
    rows = {name: np.where(seen, v[part.place], np.nan).ravel() for name, v in values.items()}
    group = np.array(part.groups.labels, dtype=object)[part.code]
    return pd.DataFrame(
        {
            "actor": np.repeat(net.actors.index.to_numpy()[part.place], len(KINDS)),
            "group": np.repeat(group, len(KINDS)),
            "role": list(KINDS) * len(part.place),
            **rows,
        }
    )


@metric(
    label="Brokerage roles of every group",
    unit="open paths",
    source=SOURCE,
    level="table",
    needs=NEEDS,
    extra=True,
    undefined="ties without arrows have no deviation, or there is no actor to divide by",
    reading="Which groups broker, and in which role; compare count per actor with expected.",
)
def brokerage_groups(net: Network, *, by: str = "stage") -> pd.DataFrame:
    """Open paths by the group of the broker and the role.

    Columns: group, actors, role, count (over all brokers of the group), count_per_actor,
    expected_per_actor and deviation_per_actor (of one actor of the group; exp.grp and sd.grp of
    R sna). Actors that did not answer are included, with the ties others told of.

    Parameters
    ----------
    net : Network
        One layer or union.
    by : str, default "stage"
        The column of the actors that sorts them into groups.
    """
    _say(net, "brokerage_groups", by)
    part = grouped(net, by)
    counts, sizes = role_counts(net, by)[part.place], part.groups.sizes
    mean, spread = _by_group(net, by)
    sums = np.column_stack(
        [np.bincount(part.code, column, minlength=len(sizes)) for column in counts.T]
    )
    return pd.DataFrame(
        {
            "group": np.repeat(np.array(part.groups.labels, dtype=object), len(KINDS)),
            "actors": np.repeat(sizes, len(KINDS)),
            "role": list(KINDS) * len(sizes),
            "count": sums.ravel(),
            "count_per_actor": (sums / sizes[:, None]).ravel(),
            "expected_per_actor": mean.ravel(),
            "deviation_per_actor": spread.ravel(),
        }
    )


@metric(
    label="Brokerage roles, whole network",
    unit="open paths",
    source=SOURCE,
    level="table",
    needs=NEEDS,
    extra=True,
    undefined="ties without arrows have no deviation, or chance leaves the count no room",
    reading="z beyond 2: more brokerage of this role than ties drawn by chance would give.",
)
def brokerage_network(net: Network, *, by: str = "stage", as_sna: bool = False) -> pd.DataFrame:
    """Open paths in the whole network by role, beside those expected by chance.

    Columns: role, count, share (of the total), expected, deviation, z; chance as in brokerage
    against chance. Counts and expected values equal R sna's (raw.gli, exp.gli). The deviation is
    exact for a given density. R sna's (sd.gli) leaves out that some open paths exclude each
    other, a tie of one closing the other, and is 1 to 5 % too large for coordinator,
    representative, gatekeeper and total in small networks; as_sna gives it.

    Parameters
    ----------
    net : Network
        One layer or union.
    by : str, default "stage"
        The column of the actors that sorts them into groups.
    as_sna : bool, default False
        Give the deviation and z as R sna does.
    """
    _say(net, "brokerage_network", by)
    part = grouped(net, by)
    count = role_counts(net, by)[part.place].sum(axis=0)
    mean, spread = whole(part.groups.sizes.astype(float), part.density, as_sna)
    if not net.directed:
        mean = with_total(mean[None, :-1], directed=False)[0]
    if unmet(_ARROWS, net) is not None:
        spread = np.full_like(mean, np.nan)
    return pd.DataFrame(
        {
            "role": list(KINDS),
            "count": count,
            "share": _divide(count, count[-1]),
            "expected": mean,
            "deviation": spread,
            "z": _divide(count - mean, spread),
        }
    )


def _against_chance(net: Network, by: str) -> tuple[_Floats, _Floats, _Floats]:
    """Give expected count, standard deviation and z of every actor and role."""

    def make() -> tuple[_Floats, _Floats, _Floats]:
        part = grouped(net, by)
        mean, spread = (part.spread(one[part.code]) for one in _by_group(net, by))
        return mean, spread, _divide(role_counts(net, by) - mean, spread)

    found: tuple[_Floats, _Floats, _Floats] = once(net, f"roles against chance {by}", make)
    return found


def _by_group(net: Network, by: str) -> tuple[_Floats, _Floats]:
    """Give expected count and standard deviation of an actor of each group; see `unmet`."""
    part = grouped(net, by)
    sizes = part.groups.sizes.astype(float)
    mean, spread = (rule(sizes, part.density) for rule in (expected, deviation))
    if not net.directed:
        mean = with_total(mean[:, :-1], directed=False)
    if unmet(_ARROWS, net) is not None:
        spread = np.full_like(mean, np.nan)
    return mean, spread


def _given_total(net: Network, by: str) -> _Floats:
    """Give the paths of each role if the groups of the others were shuffled."""
    part, counts = grouped(net, by), role_counts(net, by)
    shares = role_shares(part.groups.sizes.astype(float))
    if not net.directed:
        shares = 2 * with_total(shares[:, :-1], directed=False)
    return counts[:, [-1]] * part.spread(shares[part.code])


def _divide(above: _Floats, below: _Floats) -> _Floats:
    """Divide; empty when nothing can be divided by."""
    quotient = np.full(np.broadcast_shapes(np.shape(above), np.shape(below)), np.nan)
    np.divide(above, below, out=quotient, where=np.asarray(below) > 0)
    return quotient


def _place(role: str, roles: tuple[str, ...]) -> int:
    if role not in roles:
        raise TiesnetError(
            say("There is no role {role}.", role=f"{role!r}"),
            say("Choose one of: {roles}.", roles=", ".join(roles)),
        )
    return roles.index(role)


def _say(net: Network, name: str, by: str) -> None:
    """Note the density used, and that silent actors lack the ties nobody else told of."""
    part = grouped(net, by)
    if len(part.place) > 1:
        among = say(
            "among {n} actors in {n2} groups", n=len(part.place), n2=len(part.groups.labels)
        )
        note(
            net,
            name,
            say(
                "chance: every pair tied with the density {density} {among}",
                density=localised(f"{part.density:.4g}"),
                among=among,
            ),
        )
    silent = int((~observed(net)[part.place]).sum())
    if silent:
        words = word("they count with the ties others told of")
        note(
            net,
            name,
            say("actors that did not answer: {silent}; {words}", silent=silent, words=words),
        )

"""Brokerage roles between and within the stages of the value chain (Gould & Fernandez 1989).

A broker v stands on an open path a to v to b: a is tied to v, v to b, and a is not tied to b.
The groups of the three, stages unless others are asked for, decide the role. Ties run along the
flow, so that a question such as "whom do you ask for advice?" is turned round first.
"""

from __future__ import annotations

import pandas as pd

from tiesnet.metrics._brokers import MANY, pair_credit, role_credit
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._roles import KINDS, NEEDS, NO_GROUP, SOURCE, TOTAL, UNIT, role_counts
from tiesnet.metrics._shared import series
from tiesnet.network import Network


@metric(
    label="Coordinator",
    unit=UNIT,
    source=SOURCE,
    needs=NEEDS,
    undefined=NO_GROUP,
    reading="High: it connects firms of its own stage that are not tied to each other.",
)
def coordinator(net: Network, *, by: str = "stage") -> pd.Series:
    """Open paths a to v to b on which all three are of one stage (A, A, A).

    R sna calls it w_I. By the first stage of each actor, or any other grouping; paths with an
    actor whose group is not known are left out, institutions mostly. A path is open when a has no
    tie to b; a tie back from b to a does not close it. Without arrows every open path counts
    once, where R sna counts both orders.

    Parameters
    ----------
    net : Network
        One layer or union.
    by : str, default "stage"
        The column of the actors that sorts them into groups.
    """
    return _role(net, "coordinator", by)


@metric(
    label="Consultant",
    unit=UNIT,
    source=SOURCE,
    needs=NEEDS,
    undefined=NO_GROUP,
    reading="High: it connects firms of another stage with each other, from outside.",
)
def consultant(net: Network, *, by: str = "stage") -> pd.Series:
    """Open paths a to v to b on which a and b share a stage and v is of another (B, A, B).

    R sna calls it w_O; also called itinerant broker. Conventions as for the coordinator.

    Parameters
    ----------
    net : Network
        One layer or union.
    by : str, default "stage"
        The column of the actors that sorts them into groups.
    """
    return _role(net, "consultant", by)


@metric(
    label="Representative",
    unit=UNIT,
    source=SOURCE,
    needs=NEEDS,
    undefined=NO_GROUP,
    reading="High: what its own stage gives reaches other stages through it.",
)
def representative(net: Network, *, by: str = "stage") -> pd.Series:
    """Open paths a to v to b from v's own stage to another (A, A, B).

    R sna calls it b_IO. Some packages swap this name with gatekeeper; here the original paper is
    followed. Without arrows the two roles cannot be told apart: both columns then give the
    number of open paths between the own stage and another, each path once.

    Parameters
    ----------
    net : Network
        One layer or union.
    by : str, default "stage"
        The column of the actors that sorts them into groups.
    """
    return _role(net, "representative", by)


@metric(
    label="Gatekeeper",
    unit=UNIT,
    source=SOURCE,
    needs=NEEDS,
    undefined=NO_GROUP,
    reading="High: what comes from other stages reaches its own stage through it.",
)
def gatekeeper(net: Network, *, by: str = "stage") -> pd.Series:
    """Open paths a to v to b from another stage into v's own (B, A, A).

    R sna calls it b_OI. Without arrows it cannot be told apart from the representative and is
    the same number.

    Parameters
    ----------
    net : Network
        One layer or union.
    by : str, default "stage"
        The column of the actors that sorts them into groups.
    """
    return _role(net, "gatekeeper", by)


@metric(
    label="Liaison",
    unit=UNIT,
    source=SOURCE,
    needs=NEEDS,
    undefined=NO_GROUP,
    reading="High: it connects stages with each other, none of them its own.",
)
def liaison(net: Network, *, by: str = "stage") -> pd.Series:
    """Open paths a to v to b on which all three are of different stages (B, A, C).

    R sna calls it b_O. Conventions as for the coordinator.

    Parameters
    ----------
    net : Network
        One layer or union.
    by : str, default "stage"
        The column of the actors that sorts them into groups.
    """
    return _role(net, "liaison", by)


@metric(
    label="Brokerage, all roles",
    unit=UNIT,
    source=SOURCE,
    needs=NEEDS,
    undefined=NO_GROUP,
    reading="High: many pairs of others are connected by the firm and not directly.",
)
def brokerage_total(net: Network, *, by: str = "stage") -> pd.Series:
    """Open paths a to v to b through the actor, whatever the stages.

    R sna calls it t. With arrows it is the sum of the five roles; without arrows representative
    and gatekeeper are one role and count once.

    Parameters
    ----------
    net : Network
        One layer or union.
    by : str, default "stage"
        The column of the actors that sorts them into groups.
    """
    return _role(net, TOTAL, by)


@metric(
    label="Brokerage, partial credit",
    unit="open pairs",
    source=SOURCE,
    needs=NEEDS,
    undefined=NO_GROUP,
    extra=True,
    limit=MANY,
    reading="High: many pairs are connected by the firm and by few others. Much lower than the "
    "full count: others could take its place.",
)
def brokerage_partial(net: Network, *, by: str = "stage") -> pd.Series:
    """Open paths through the actor, each divided by the number of brokers its pair has.

    A pair a, b with two brokers gives each of them one half; the sum over all actors is the
    number of open pairs that anybody brokers. Brokers whose group is not known are left out with
    their paths. The option of UCINET; by role in the table of brokerage roles. Without arrows
    every pair counts once.

    Parameters
    ----------
    net : Network
        One layer or union.
    by : str, default "stage"
        The column of the actors that sorts them into groups.
    """
    return series(net, role_credit(net, by)[:, KINDS.index(TOTAL)])


@metric(
    label="Brokerage activity",
    unit=UNIT,
    source="hamilton2020",
    needs={"census"},
    undefined="nobody's group is known",
    extra=True,
    limit=MANY,
    reading="High: the firm connects many pairs that are not tied to each other.",
)
def brokerage_activity(net: Network, *, by: str = "") -> pd.Series:
    """Pairs of others that are not tied and that the actor connects.

    Ordered pairs a, b with a path a to v to b along the flow and no tie from a to b, whatever
    the groups, institutions included; without arrows every pair counts once, where the R
    packages migraph and manynet count both orders. With a grouping only pairs whose ends are of
    different groups count, whatever the group of the broker: heterogeneous brokerage as in
    Hamilton, Hileman and Bodin (2020).

    Parameters
    ----------
    net : Network
        One layer or union.
    by : str, default ""
        The column of the actors whose values the two ends of a pair must differ in; any pair
        by default.
    """
    return series(net, pair_credit(net, by).paths[:, 0])


@metric(
    label="Brokerage exclusivity",
    unit=UNIT,
    source="hamilton2020",
    needs={"census"},
    undefined="nobody's group is known",
    extra=True,
    limit=MANY,
    reading="High: many pairs are connected by this firm and by nobody else.",
)
def brokerage_exclusivity(net: Network, *, by: str = "") -> pd.Series:
    """Pairs of others that are not tied and that no other actor connects.

    The part of the brokerage activity for which the actor is the only broker; a number, as in
    the R packages migraph and manynet, which count both orders without arrows. Other conventions
    as for the activity.

    Parameters
    ----------
    net : Network
        One layer or union.
    by : str, default ""
        The column of the actors whose values the two ends of a pair must differ in; any pair
        by default.
    """
    return series(net, pair_credit(net, by).alone[:, 0])


def _role(net: Network, name: str, by: str) -> pd.Series:
    return series(net, role_counts(net, by)[:, KINDS.index(name)])

"""Groups of firms by the leader they follow."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from tiesnet.language import say, word
from tiesnet.metrics import production_groups
from tiesnet.plots.layouts._catalogue import Ground, Made, map_layout
from tiesnet.plots.layouts._groups import grouped

NAMED = word(
    "A box for each leader that the survey names, with those that name it. The larger the box, "
    "the more firms."
)


@map_layout(
    "leader",
    word("grouped by leader"),
    word(
        "A box for each leader firm and those whose main partners lead to it, step by step. The "
        "larger the box, the more firms."
    ),
    "free",
)
def leader(ground: Ground) -> Made | None:
    """Place the firms by leader; two leaders at least, or one and others."""
    named = _as_named(ground)
    groups = named if named is not None else _as_found(ground)
    rest = bool(groups[ground.net.actors["in_cluster"].to_numpy(dtype=bool)].isna().any())
    if groups.dropna().nunique() + rest < 2 or groups.isna().all():
        return None
    unknown = say("No leader known") if named is not None else say("Follow no leader")
    made = grouped(ground, groups, unknown)
    return replace(made, note=NAMED) if named is not None else made


def _as_named(ground: Ground) -> pd.Series | None:
    """Give the leaders that the survey names, as names where they are ids."""
    actors = ground.net.actors
    if "leader" not in actors or actors["leader"].dropna().empty:
        return None
    names = ground.nodes["name"].to_dict()
    words = actors["leader"].astype("object")
    return words.map(lambda v: str(names.get(v, v)), na_action="ignore")


def _as_found(ground: Ground) -> pd.Series:
    """Give the leaders that main partners lead to."""
    names = ground.nodes["name"].to_dict()
    found = production_groups(ground.measures.net)["leader"].reindex(ground.net.actors.index)
    return found.astype("object").map(lambda v: str(names.get(v, v)), na_action="ignore")

"""Groups of actors tied among themselves more than to others."""

from __future__ import annotations

import pandas as pd

from tiesnet.language import say, word
from tiesnet.plots.layouts._catalogue import Ground, Made, map_layout
from tiesnet.plots.layouts._groups import grouped


@map_layout(
    "community",
    word("grouped by community"),
    word(
        "A box for each community: actors tied among themselves more than chance would have it "
        "(Leiden algorithm, all ties). Random networks have communities too: see the modularity."
    ),
    "free",
)
def community(ground: Ground) -> Made | None:
    """Place the actors by community; two at least."""
    measures = ground.measures
    if ("all", "community") not in measures.actors.columns:
        return None
    found = measures.actors[("all", "community")].reindex(ground.net.actors.index)
    words = found.astype("object").map(_named, na_action="ignore")
    if words.dropna().nunique() < 2:
        return None
    return grouped(ground, pd.Series(words, index=found.index), say("In no community"))


def _named(number: object) -> str:
    return say("Community {number}", number=str(number))

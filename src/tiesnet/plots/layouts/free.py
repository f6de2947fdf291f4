"""Near means tied."""

from __future__ import annotations

from tiesnet.language import word
from tiesnet.network import layout
from tiesnet.plots.layouts._catalogue import Ground, Made, map_layout


@map_layout(
    "free",
    word("free"),
    word(
        "Near firms are tied to each other or to the same others. Left, right, up and down mean "
        "nothing."
    ),
    "free",
)
def free(ground: Ground) -> Made:
    """Place everybody so that short distances mean close ties."""
    return Made(layout(ground.net, ground.seed))

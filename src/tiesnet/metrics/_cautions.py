"""What to keep in mind with the numbers of a layer, in sentences."""

from __future__ import annotations

from tiesnet.metrics.mixing import corrected
from tiesnet.network import NOT_SURVEYED, SILENT, Network

ENOUGH = 0.7
"""Share of answers below which numbers of the whole network carry a caution."""


def cautions_of(view: Network, with_odds_ratio: bool) -> list[str]:
    """List what to keep in mind: few answers, a corrected odds ratio."""
    label = view.layers["label"].iloc[0]
    share = _answered(view)
    said = []
    if share is not None and share < ENOUGH:
        said.append(
            f"{label}: {100 * share:.0f} % of those asked answered, fewer than "
            f"{100 * ENOUGH:.0f} %. Numbers of the whole network may be far from the truth."
        )
    if with_odds_ratio and corrected(view):
        said.append(
            f"{label}: a cell of the odds ratio by stage is empty; one half was added to each cell."
        )
    return said


def _answered(view: Network) -> float | None:
    states = view.respondents.states()
    asked = int((states != NOT_SURVEYED).sum())
    return 1 - int((states == SILENT).sum()) / asked if asked else None

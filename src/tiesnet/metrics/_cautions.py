"""What to keep in mind with the numbers of a layer, in sentences."""

from __future__ import annotations

from collections.abc import Iterable

from tiesnet.language import localised, say, word
from tiesnet.metrics._pairs import unknown_pairs
from tiesnet.metrics.mixing import corrected
from tiesnet.network import NOT_SURVEYED, SILENT, Network

ENOUGH = 0.7
"""Share of answers below which numbers of the whole network carry a caution."""
FEW_ANSWERS = word(
    "{label}: {share} % of those asked answered, fewer than {enough} %. "
    "Numbers of the whole network may be far from the truth."
)
CORRECTED = word(
    "{label}: a cell of the odds ratio by stage is empty; one half was added to each cell."
)
"""Cautions of one layer; outputs say them once, with all layers they are about in front."""


def cautions_of(view: Network, with_odds_ratio: bool) -> list[str]:
    """List what to keep in mind: few answers, a corrected odds ratio."""
    label = view.layers["label"].iloc[0]
    share = _answered(view)
    said = []
    if share is not None and share < ENOUGH:
        said.append(
            say(
                FEW_ANSWERS,
                label=label,
                share=localised(f"{100 * share:.0f}"),
                enough=localised(f"{100 * ENOUGH:.0f}"),
            )
        )
    if with_odds_ratio and corrected(view):
        said.append(say(CORRECTED, label=label))
    return said


def unknown_of(views: Iterable[Network]) -> list[str]:
    """Say once how many pairs are not known where most are, and what that does to the numbers."""
    found = [(unknown_pairs(view), view) for view in views]
    worst, view = max(found, key=lambda pair: pair[0], default=(0, None))
    if view is None or not worst:
        return []
    pairs = len(view.actors) * (len(view.actors) - 1) // 2
    return [
        say(
            "Whether two actors are tied is not known where neither was asked or "
            "answered: of up to {worst} of {pairs} pairs ({iloc}). Densities leave "
            "these pairs out. Measures of paths, circles, brokerage and communities "
            "count them as not tied; for each firm the measure of pairs of partners "
            "not known says how many it rests on.",
            worst=localised(f"{worst:,}"),
            pairs=localised(f"{pairs:,}"),
            iloc=view.layers["label"].iloc[0],
        )
    ]


def _answered(view: Network) -> float | None:
    states = view.respondents.states()
    asked = int((states != NOT_SURVEYED).sum())
    return 1 - int((states == SILENT).sum()) / asked if asked else None

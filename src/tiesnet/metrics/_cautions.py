"""What to keep in mind with the numbers, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from tiesnet.metrics.mixing import corrected
from tiesnet.network import NOT_SURVEYED, SILENT, Network

ENOUGH = 0.7
"""Share of answers below which numbers of the whole network carry a caution."""


def cautions_of(
    net: Network, layers: Sequence[str], numbers: Mapping[str, Mapping[str, float]]
) -> tuple[str, ...]:
    """List what to keep in mind: few answers, corrected odds ratios."""
    said = []
    for name in layers:
        view = net.layer(name).inside()
        label = view.layers["label"].iloc[0]
        share = _answered(view)
        if share is not None and share < ENOUGH:
            said.append(
                f"{label}: {100 * share:.0f} % of those asked answered, fewer than "
                f"{100 * ENOUGH:.0f} %. Numbers of the whole network may be far from the truth."
            )
        if pd.notna(numbers.get(name, {}).get("odds_ratio_stage")) and corrected(view):
            said.append(
                f"{label}: a cell of the odds ratio by stage is empty; one half was added to "
                "each cell."
            )
    return tuple(said)


def _answered(view: Network) -> float | None:
    states = view.respondents.states()
    asked = int((states != NOT_SURVEYED).sum())
    return 1 - int((states == SILENT).sum()) / asked if asked else None

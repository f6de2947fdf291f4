"""What to keep in mind with the numbers, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from tiesnet.network import NOT_SURVEYED, SILENT, Network

ENOUGH = 0.7
"""Share of answers below which numbers of the whole network carry a caution."""


def cautions_of(
    net: Network, layers: Sequence[str], tables: Mapping[Any, pd.DataFrame]
) -> tuple[str, ...]:
    """List what to keep in mind: few answers, corrected odds ratios."""
    inner = net.inside()
    said = []
    for name in layers:
        share = _answered(inner.layer(name))
        if share is not None and share < ENOUGH:
            label = inner.layer(name).layers["label"].iloc[0]
            said.append(
                f"{label}: {100 * share:.0f} % of those asked answered, "
                f"fewer than {100 * ENOUGH:.0f} %; numbers of the whole network may be far from the truth."
            )
    return tuple(said)


def _answered(view: Network) -> float | None:
    states = view.respondents.states()
    asked = int((states != NOT_SURVEYED).sum())
    return 1 - int((states == SILENT).sum()) / asked if asked else None

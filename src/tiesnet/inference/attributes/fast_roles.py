"""Brokerage roles under shuffled groups: degrees by group, less the paths that are closed."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from tiesnet.inference.attributes.fast import Case, Draw, Key, fast
from tiesnet.inference.attributes.places import answered
from tiesnet.metrics import ROLE_KINDS, groups, roles_of

_COLUMN = {name: place for place, name in enumerate(ROLE_KINDS)} | {
    "brokerage_total": ROLE_KINDS.index("total")
}


@fast(*(name for name in _COLUMN if name != "total"))
def shuffled_roles(case: Case, observed: Mapping[Key, float]) -> Draw | None:
    """Count the open paths of one role through every actor that answered."""
    view, codes = case.view, groups(case.view, case.by).codes
    column = _COLUMN[case.record.name]
    seen = np.where(answered(view), 1.0, np.nan)
    place = {actor: row for row, actor in enumerate(view.actors.index)}
    rows = [place[actor] for actor, _ in observed]

    def draw(orders: NDArray[np.intp]) -> NDArray[np.float64]:
        found = [(roles_of(view, codes[order])[:, column] * seen)[rows] for order in orders]
        return np.array(found)

    return draw

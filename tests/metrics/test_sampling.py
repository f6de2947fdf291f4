"""How many actors are drawn: refused in words when it is no such number."""

from __future__ import annotations

import pytest

from tiesnet.errors import TiesnetError
from tiesnet.metrics._sampling import draw
from tiesnet.network import network_from_edges


@pytest.mark.parametrize("pivots", [-1, 1.5, float("nan"), float("inf"), "x"])
def test_what_is_no_number_of_pivots_is_refused(pivots: object) -> None:
    net = network_from_edges([("a", "b"), ("b", "c")])
    with pytest.raises(TiesnetError, match="number of pivots"):
        draw(net, pivots, 10)  # type: ignore[arg-type]


def test_how_many_are_drawn() -> None:
    net = network_from_edges([("a", "b"), ("b", "c")])
    assert [draw(net, pivots, 10) for pivots in (None, "all", 0, 3, 99)] == [None] * 5
    drawn = draw(net, 2, 10)
    assert drawn is not None and len(set(drawn.tolist())) == 2

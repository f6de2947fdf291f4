"""A network drawn to be measured at once has the ties and numbers of one made for keeping."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tiesnet.inference.missing.filled import Gaps, _by_model, gaps_of
from tiesnet.metrics import catalogue
from tiesnet.network import build_network
from tiesnet.survey import read_survey

MEASURES = ("degree", "betweenness", "constraint_ego", "in_degree", "transitivity", "named_by")


@pytest.fixture(scope="module", params=["footwear-valley", "compatriots-abroad"])
def gaps(request: pytest.FixtureRequest, root: Path) -> Gaps:
    net = build_network(read_survey(root / "surveys" / request.param)).inside()
    return gaps_of(net)


@pytest.mark.parametrize("seed", [1, 2])
def test_drawn_quickly_or_for_keeping_is_the_same(gaps: Gaps, seed: int) -> None:
    quick = gaps.draw(np.random.default_rng(seed))
    whole = gaps.network(_by_model, np.random.default_rng(seed), True)
    assert len(whole.ties) > len(gaps.net.ties)
    for name in ("all", "formal", "informal", *map(str, gaps.net.layers.index)):
        one, other = quick.layer(name), whole.layer(name)
        told = [(view.ties, view._parts) for view in (one, other)]
        for here, there in zip(*told, strict=True):
            if here is not None:
                pd.testing.assert_frame_equal(
                    here, there, check_dtype=False, check_categorical=False
                )
        for metric in MEASURES:
            values = [catalogue()[metric].function(view) for view in (one, other)]
            np.testing.assert_array_equal(*values)

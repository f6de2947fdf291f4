"""Networks under several policies are built once, however the policies are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tiesnet.errors import TiesnetError
from tiesnet.network import EVERY, Rebuilt, build_network, unfit
from tiesnet.survey import Survey, read_survey

VALLEY = Path(__file__).parents[2] / "surveys" / "footwear-valley"


@pytest.fixture(scope="module")
def survey() -> Survey:
    return read_survey(VALLEY)


def test_it_is_the_network_that_build_network_gives(survey: Survey) -> None:
    made, own = (
        Rebuilt(survey).network({EVERY: "confirmed"}),
        build_network(survey, {EVERY: "confirmed"}),
    )
    assert made.ties.equals(own.ties)
    assert made.origin.parameters == own.origin.parameters


def test_the_same_policies_share_a_network_and_others_do_not(survey: Survey) -> None:
    networks = Rebuilt(survey)
    named = {name: "confirmed" for name, why in unfit(survey).items() if "confirmed" not in why}
    whole = networks.network({EVERY: "confirmed"}, seed=1)
    assert networks.network(named, wave=None) is whole
    assert networks.network({EVERY: "union"}) is not whole
    assert networks.network(named, seed=2) is not whole


def test_a_policy_that_is_none_is_refused(survey: Survey) -> None:
    with pytest.raises(TiesnetError, match="loudest"):
        Rebuilt(survey).network({EVERY: "loudest"})

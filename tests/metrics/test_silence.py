"""What silence does to numbers: nothing is made of nobody's answers, and pairs nobody told of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from math import isnan

import pandas as pd
import pytest

from tiesnet.metrics import catalogue, measure
from tiesnet.network import Network, build_network, network_from_edges
from tiesnet.survey import Survey

MakeSurvey = Callable[[Mapping[str, str] | None], Survey]


@pytest.fixture
def mute(make_survey: MakeSurvey) -> Network:
    """Everybody was asked, nobody answered, nobody is named."""
    survey = make_survey(None)
    responses = survey.responses.assign(state="silent")
    ties = survey.ties.iloc[:0]
    actors = survey.actors.assign(respondent="no")
    return build_network(replace(survey, responses=responses, ties=ties, actors=actors))


def test_every_measure_of_nobodys_answers_is_empty_with_its_reason(mute: Network) -> None:
    found = measure(mute, metrics=["every"])
    assert found.empty["reason"].str.len().gt(0).all()
    for name in ("krackhardt_hierarchy", "component_ratio", "wholeness", "transitivity_strong",
                 "point_connectivity", "line_connectivity", "fragmentation"):  # fmt: skip
        assert isnan(found.network.at[name, "advice"]), name


def test_wholeness_of_no_actor_is_empty() -> None:
    empty = network_from_edges([])
    assert isnan(catalogue()["component_ratio"].function(empty))
    assert isnan(catalogue()["wholeness"].function(empty))


def test_unknown_pairs_are_said_once(valley: Network) -> None:
    said = [text for text in measure(valley).cautions if "count them as not tied" in text]
    assert len(said) == 1
    whole = measure(network_from_edges([("a", "b"), ("b", "c")]))
    assert not [text for text in whole.cautions if "count them as not tied" in text]


def test_community_and_its_table_have_the_same_numbers() -> None:
    pairs = ["n1-n2", "n2-n3", "n1-n3", "n4-n5", "n5-n6", "n4-n6"]
    edges = [tuple(pair.split("-")) for pair in pairs]
    for nodes in (["n6", "n2", "n4", "n3", "n5", "n1"], sorted({n for e in edges for n in e})):
        net = network_from_edges(edges, nodes, directed=False)
        column: pd.Series = catalogue()["community"].function(net)
        table = catalogue()["community_table"].function(net).set_index("community")["members"]
        assert table["1"] == "n1, n2, n3"
        assert column.to_dict() == {n: "1" if n in ("n1", "n2", "n3") else "2" for n in nodes}

"""What a format can hold comes back from it, whatever the names."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from tests.exports.nasty_surveys import assert_same, network_of, surveys, ties_by_id

from tiesnet.exports import network_formats, write_network
from tiesnet.network import Network, build_network
from tiesnet.survey import read_survey

WHOLE = ("graphml", "gexf", "gml", "survey-csv")
TABLES = ("gephi", "kumu", "polinode", "edge-list")
FULL = os.environ.get("TIESNET_FULL") == "1"
some = settings(
    max_examples=60 if FULL else 10,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],  # a survey is small; making it smaller takes minutes
    suppress_health_check=list(HealthCheck),
)


def there_and_back(net: Network, folder: Path, name: str) -> Network:
    suffixes = network_formats()[name].suffixes
    path = folder / f"{name}{suffixes[0] if suffixes else ''}"
    write_network(net, path, name)
    return build_network(read_survey(path))


@some
@given(tables=surveys())
def test_networks_come_back_whole(tables):
    with tempfile.TemporaryDirectory() as place:
        net = network_of(tables, Path(place) / "survey")
        for name in WHOLE:
            assert_same(net, there_and_back(net, Path(place), name))


@some
@given(tables=surveys())
def test_ties_and_strengths_come_back_from_tables(tables):
    with tempfile.TemporaryDirectory() as place:
        net = network_of(tables, Path(place) / "survey")
        for name in TABLES:
            back = there_and_back(net, Path(place), name)
            expected = ties_by_id(net)
            if name == "kumu":  # it cuts texts at a bar
                expected = {(layer, _no_bar(ends), weight) for layer, ends, weight in expected}
            assert ties_by_id(back) == expected, name
            if name != "edge-list":  # it holds tied actors only
                assert len(back.actors) == len(net.actors)


def _no_bar(ends):
    return type(ends)(end.replace("|", "/") for end in ends)


@pytest.mark.parametrize("name", WHOLE)
def test_a_sample_comes_back_whole(name, root, full, tmp_path):
    sample = "sinos-like-exporters" if full else "footwear-valley"
    net = build_network(read_survey(root / "surveys" / f"{sample}.xlsx"))
    assert_same(net, there_and_back(net, tmp_path, name))
    assert (net.respondents.states() == "silent").any()

"""A half-declared measure fails when its file is imported."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from tiesnet.errors import NeedsError, TiesnetError
from tiesnet.literature import cite, sources
from tiesnet.metrics import catalogue, measure
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics.activity import degree, strength
from tiesnet.metrics.brokerage import liaison
from tiesnet.metrics.cohesion import density_all, reciprocity
from tiesnet.network import Network, build_network, network_from_edges

GOOD: dict[str, Any] = {
    "label": "Test",
    "unit": "ties",
    "source": "burt1992",
    "reading": "High: more.",
}


def declare(name: str = "a_new_measure", doc: str = "What.\n\nHow.", **changes: Any) -> Any:
    def function(net: Network) -> pd.Series:
        return pd.Series(0.0, index=net.actors.index)

    function.__name__, function.__doc__ = name, doc
    function.__module__ = "tiesnet.metrics.activity"
    return metric(**(GOOD | changes))(function)


@pytest.mark.parametrize(
    "changes",
    [
        {"source": ""},
        {"source": "nobody1900"},
        {"source": "burt1992, nobody1900"},
        {"unit": " "},
        {"label": ""},
        {"reading": ""},
        {"doc": ""},
        {"doc": "A definition, but no word about how."},
        {"level": "firm"},
        {"needs": {"luck"}},
        {"observed": "nobody"},
        {"name": "degree"},
    ],
)
def test_incomplete_declaration_fails(changes: dict[str, Any]) -> None:
    before = list(catalogue())
    with pytest.raises(ValueError, match=r"[Mm]easure"):
        declare(**changes)
    assert list(catalogue()) == before


@pytest.mark.parametrize("wrong", [[1.0], pd.Series([1.0], index=["other"]), {"a": 1.0}])
def test_result_is_checked(wrong: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from tiesnet.metrics import _result

    net = network_from_edges([], ["a"])
    with pytest.raises(TypeError, match="degree"):
        _result.check(catalogue()["degree"], net, wrong)


def test_infinite_values_are_refused() -> None:
    from tiesnet.metrics import _result

    net = network_from_edges([], ["a"])
    with pytest.raises(ValueError, match="infinite"):
        _result.check(catalogue()["degree"], net, pd.Series([np.inf], index=net.actors.index))


def test_direct_call_says_how_to_supply_what_is_missing() -> None:
    net = network_from_edges([("a", "b")], directed=False)
    with pytest.raises(NeedsError, match="'strength' of the table 'ties'"):
        strength(net)
    with pytest.raises(NeedsError, match="'stage' of the table 'actors'"):
        liaison(net)
    with pytest.raises(NeedsError, match="no direction"):
        reciprocity(net)


@pytest.mark.parametrize("design", ["sample", "ego", "Sample "])
def test_sample_refuses_whole_network_measures(make_survey: Any, design: str) -> None:
    net = build_network(make_survey({"design": design}))
    with pytest.raises(NeedsError, match="not the whole cluster"):
        density_all(net.layer("all"))
    result = measure(net)
    refused = set(result.skipped.loc[result.skipped["reason"].str.contains("cluster"), "metric"])
    assert {"betweenness", "density_all", "connection", "layer_overlap"} <= refused
    # Pairs asked about stay pairs asked about in a sample; an ego survey asked for no others.
    assert ("density_known" in refused) == (design == "ego")
    assert ("supply", "degree") in result.actors.columns
    assert ("supply", "horizontal_degree") in result.actors.columns


def test_unknown_names_are_refused_with_the_known_ones(valley: Network) -> None:
    with pytest.raises(TiesnetError, match="no measure 'degre'"):
        measure(valley, metrics=["degre"])
    with pytest.raises(TiesnetError, match="no layer 'gossip'"):
        measure(valley, layers=["gossip"])


def test_function_is_still_called_by_its_name() -> None:
    assert degree.__name__ == "degree"
    assert degree(network_from_edges([("a", "b")])).tolist() == [1.0, 1.0]


def test_literature_is_cited() -> None:
    assert cite("krackhardt1988, burt1992") == "Krackhardt & Stern (1988); Burt (1992)"
    with pytest.raises(TiesnetError, match="nobody1900"):
        cite("nobody1900")
    gould = sources()["gould1989"]
    assert gould.year == 1989
    assert gould.reference == (
        "Gould, Roger V.; Fernandez, Roberto M. (1989). Structures of mediation: a formal approach "
        "to brokerage in transaction networks. Sociological Methodology 19: 89–126."
    )
    for source in sources().values():
        assert source.title and source.venue and "{" not in source.reference

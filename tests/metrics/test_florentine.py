"""Padgett's Florentine families against published numbers.

Density, fragmentation, mean distance: printed in Borgatti's course material. Degree, closeness
and betweenness of the Medici, degree centralisation: Wasserman & Faust (1994), tables 5.2 to 5.4.
Constraint and effective size: Burt's formulas by an independent program; the whole-network
values are those of igraph and networkx.
"""

from __future__ import annotations

import pytest

from tiesnet.metrics import catalogue
from tiesnet.network import Network


def of(name: str, net: Network) -> object:
    return catalogue()[name].function(net)


@pytest.mark.parametrize(
    ("name", "marriage_value", "business_value"),
    [
        ("n_actors", 16, 16),
        ("n_ties", 20, 15),
        ("density_all", 0.167, 0.125),
        ("density_known", 0.167, 0.125),
        ("transitivity", 1 - 0.809, 1 - 0.583),
        ("fragmentation", 1 - 0.875, 1 - 0.458),
        ("mean_distance", 2.486, 2.382),
        ("n_components", 2, 6),
        ("n_isolates", 1, 5),
    ],
)
def test_network(
    marriage: Network, business: Network, name: str, marriage_value: float, business_value: float
) -> None:
    assert of(name, marriage) == pytest.approx(marriage_value, abs=5e-4)
    assert of(name, business) == pytest.approx(business_value, abs=5e-4)


def test_degree_centralisation_of_marriage(marriage: Network) -> None:
    # highest degree 6; sum of differences 16 * 6 - 40 = 56; star of 16: 15 * 14 = 210
    assert of("degree_centralisation", marriage) == pytest.approx(56 / 210)


@pytest.mark.parametrize(
    ("name", "family", "value"),
    [
        ("degree", "medici", 6),
        ("ego_size", "medici", 6),
        ("constraint_ego", "medici", 0.236),
        ("constraint_whole", "medici", 0.210),
        ("constraint_ego", "strozzi", 0.535),
        ("constraint_whole", "strozzi", 0.458),
        ("constraint_ego", "ridolfi", 0.611),
        ("constraint_whole", "ridolfi", 0.460),
        ("constraint_ego", "guadagni", 0.250),
        ("constraint_whole", "guadagni", 0.250),
        ("constraint_ego", "barbadori", 0.5),
        ("constraint_whole", "barbadori", 0.5),
        ("effective_size", "medici", 5.667),
        ("effective_size", "strozzi", 3.0),
        ("effective_size", "ridolfi", 2.333),
        ("harmonic_closeness", "medici", 0.633),
        ("harmonic_closeness", "pazzi", 0.318),
        ("harmonic_closeness", "pucci", 0),
        ("betweenness", "medici", 47.5),
        ("betweenness_normalised", "medici", 0.452),
        ("core_number", "medici", 2),
        ("core_number", "pazzi", 1),
        ("core_number", "pucci", 0),
        ("eigenvector", "medici", 0.430),
        ("eigenvector", "pucci", 0),
    ],
)
def test_families(marriage: Network, name: str, family: str, value: float) -> None:
    assert of(name, marriage)[family] == pytest.approx(value, abs=5e-4)  # type: ignore[index]


def test_isolate_and_pendants_are_empty_where_undefined(marriage: Network) -> None:
    ego, whole = of("constraint_ego", marriage), of("constraint_whole", marriage)
    pendants = ["acciaiuoli", "ginori", "lamberteschi", "pazzi"]
    assert sorted(ego.index[ego.isna()]) == sorted([*pendants, "pucci"])  # type: ignore[attr-defined]
    assert list(whole.index[whole.isna()]) == ["pucci"]  # type: ignore[attr-defined]
    assert (whole[pendants] == 1).all()  # type: ignore[index]
    switched = catalogue()["constraint_ego"].function(marriage, pendants=True)
    assert (switched[pendants] == 1).all()
    assert switched.drop(pendants).equals(ego.drop(pendants))  # type: ignore[attr-defined]
    strict = catalogue()["constraint_whole"].function(marriage, pendants=False)
    assert strict[pendants].isna().all()


def test_who_is_connected(marriage: Network) -> None:
    status = of("connection", marriage)
    assert status["pucci"] == "isolate"  # type: ignore[index]
    assert status["pazzi"] == "hangs by one tie"  # type: ignore[index]
    assert status["salviati"] == "hangs by one actor"  # type: ignore[index]
    assert status["medici"] == "connected"  # type: ignore[index]
    by = of("hangs_by", marriage)
    assert by["pazzi"] == "salviati"  # type: ignore[index]
    assert by["salviati"] == "medici"  # type: ignore[index]
    assert by.isna()["medici"]  # type: ignore[attr-defined]

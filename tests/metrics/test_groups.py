"""Groups of actors: size classes made from the number of employees."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tiesnet.errors import NeedsError
from tiesnet.metrics._groups import attributes, groups
from tiesnet.network import Network, network_from_edges


def staffed(employees: list[float], **columns: list[object]) -> Network:
    names = [f"f{k}" for k in range(len(employees))]
    net = network_from_edges([(names[0], names[1])], names)
    return replace(net, actors=net.actors.assign(size=employees, **columns))


def test_size_classes_from_small_to_large() -> None:
    net = staffed([250.0, 9.0, 10.0, np.nan, 49.5, 50.0])
    found = groups(net, "size_class")
    assert found.labels == ["under 10", "10 to 49", "50 to 249", "250 or more"]
    assert found.codes.tolist() == [3, 0, 1, -1, 1, 2]
    assert "size_class" in attributes(net) and "size" not in attributes(net)


def test_a_column_of_that_name_stands() -> None:
    net = staffed([5.0, 50.0, 60.0], size_class=["small", "big", "small"])
    assert groups(net, "size_class").labels == ["big", "small"]


def test_without_employees_there_is_no_size_class() -> None:
    net = network_from_edges([("a", "b")])
    assert "size_class" not in attributes(net)
    with pytest.raises(NeedsError, match="size_class"):
        groups(net, "size_class")


def test_private_columns_are_no_groups() -> None:
    net = staffed([5.0, 50.0, 60.0], contact=["x", "x", "y"], consent=["yes", "no", "no"])
    assert attributes(net) == ["size_class"]

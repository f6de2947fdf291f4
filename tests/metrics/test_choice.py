"""Which measures are computed, with which options, and what is noted of them."""

from __future__ import annotations

import pytest

from tiesnet.errors import NeedsError, TiesnetError
from tiesnet.metrics import catalogue, measure
from tiesnet.metrics._groups import attributes, groups
from tiesnet.network import Network


def test_default_leaves_extras_out(valley: Network) -> None:
    found = measure(valley)
    extras = {name for name, record in catalogue().items() if record.extra}
    assert not extras & set(found.actors.columns.unique("metric"))
    assert not extras & set(found.network.index)


def test_a_topic_stands_for_its_measures(valley: Network) -> None:
    found = measure(valley, layers=["supply"], metrics=["holes"])
    names = {n for n, r in catalogue().items() if r.topic == "holes" and r.level == "actor"}
    assert set(found.actors.columns.unique("metric")) == names


def test_option_is_used_and_noted(valley: Network) -> None:
    chosen = {"constraint_ego": {"pendants": True}}
    without = measure(valley, ["friends"], ["constraint_ego"])
    found = measure(valley, ["friends"], ["constraint_ego"], chosen)
    column = ("friends", "constraint_ego")
    assert (found.actors[column] == 1).sum() > (without.actors[column] == 1).sum()
    assert found.notes.to_dict("records") == [
        {"layer": "friends", "metric": "constraint_ego", "note": "pendants = yes"}
    ]
    assert without.notes["note"].tolist() == ["actors with one partner are left empty"]


@pytest.mark.parametrize(
    ("metric", "option", "value", "repair"),
    [
        ("katz", "alpha", "abc", "Give a number"),
        ("bonacich_power", "beta", float("inf"), "Give a number"),
        ("pagerank", "damping", "high", "Give a number"),
        ("structural_position", "k", "abc", "Give a whole number"),
        ("constraint_ego", "pendants", "maybe", "Say yes or no"),
        ("coordinator", "by", True, "Give a word"),
    ],
)
def test_values_of_another_kind_are_refused(
    valley: Network, metric: str, option: str, value: object, repair: str
) -> None:
    with pytest.raises(TiesnetError, match=repair):
        measure(valley, metrics=[metric], options={metric: {option: value}})


def test_unknown_names_are_refused(valley: Network) -> None:
    with pytest.raises(TiesnetError, match="no measure 'degre'"):
        measure(valley, metrics=["degre"])
    with pytest.raises(TiesnetError, match="no option 'pendant'"):
        measure(valley, options={"constraint_ego": {"pendant": True}})
    with pytest.raises(TiesnetError, match="no measure 'nothing'"):
        measure(valley, options={"nothing": {}})


def test_groups_by_any_column(valley: Network) -> None:
    inner = valley.inside()
    by_stage = groups(inner)
    assert by_stage.labels == ["leather", "shoes", "brands"]
    assert by_stage.codes.tolist() == [0, 0, 1, 1, 1, -1, 2, -1]
    assert by_stage.sizes.tolist() == [2, 3, 1]
    kinds = groups(inner, "kind")
    assert kinds.labels == ["firm", "research"]
    assert groups(inner, "kind", firms_only=True).labels == ["firm"]
    assert attributes(inner) == ["kind", "stage"]
    with pytest.raises(NeedsError, match="no column 'colour'"):
        groups(inner, "colour")

"""Which measures are computed, with which options, and what is noted of them."""

from __future__ import annotations

import pytest

from tiesnet.errors import NeedsError, TiesnetError
from tiesnet.metrics import catalogue, measure
from tiesnet.metrics._groups import attributes, groups
from tiesnet.network import Network, network_from_edges


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


_NONSENSE = (
    "nonsense",
    -1,
    1.5,
    1e9,
    10**30,
    10**400,
    float("nan"),
    float("inf"),
    None,
    True,
    [1],
    {},
)


@pytest.mark.parametrize("name", [n for n, r in catalogue().items() if r.options])
def test_nonsense_is_refused_in_a_sentence_or_has_a_meaning(name: str) -> None:
    edges = [("a", "b", 2), ("b", "c", 1), ("c", "a", 3), ("c", "d", 1), ("d", "c", 1)]
    net = network_from_edges(edges, stages=dict(zip("abcd", "stst", strict=True)))
    record = catalogue()[name]
    for option in record.options:
        for value in _NONSENSE:
            try:
                record.function(net, **{option: value})
            except TiesnetError as error:
                assert error.repair


def test_options_of_what_is_not_computed_are_refused(valley: Network) -> None:
    with pytest.raises(TiesnetError, match="not among the measures asked for"):
        measure(valley, metrics=["holes"], options={"coordinator": {"by": "kind"}})

"""Every measure on every kind of network: it answers, aligned and within its bounds."""

from __future__ import annotations

import math
import re

import numpy as np
import pandas as pd
import pytest

from tiesnet.errors import NeedsError
from tiesnet.literature import sources
from tiesnet.metrics import TOPICS, Metric, catalogue, measure
from tiesnet.network import Network

METRICS = list(catalogue().values())
EPS = 1e-9


@pytest.mark.parametrize("record", METRICS, ids=lambda record: record.name)
def test_measure_answers(record: Metric, any_network: Network) -> None:
    try:
        value = record.function(any_network)
    except NeedsError as error:
        assert record.needs, "a measure that needs nothing never refuses"
        assert error.repair.endswith(".")
        return
    if record.level == "actor":
        check_actors(record, any_network, value)
    elif record.level == "network":
        assert isinstance(value, float)
        check_bounds(record, np.array([value]))
        assert record.undefined or not math.isnan(value), "empty without a stated reason"
    else:
        assert isinstance(value, pd.DataFrame)
        assert not np.isinf(value.select_dtypes("number").to_numpy(dtype=float)).any()


def check_actors(record: Metric, net: Network, value: pd.Series) -> None:
    assert isinstance(value, pd.Series)
    assert value.name == record.name
    assert value.index.equals(net.actors.index)
    observed = net.respondents.observed().to_numpy()
    if record.observed == "self":
        assert value[~observed].isna().all(), "only the actor's own answers can fill it"
        shown = value[observed]
    else:
        shown = value
    assert record.undefined or shown.notna().all(), "empty without a stated reason"
    if record.dtype == "text":
        assert all(isinstance(word, str) and word for word in value.dropna())
    else:
        assert value.dtype == "float64"
        check_bounds(record, value.to_numpy())


def check_bounds(record: Metric, values: np.ndarray) -> None:
    low, high = record.bounds
    filled = values[~np.isnan(values)]
    assert not np.isinf(filled).any()
    assert low is None or (filled >= low - EPS).all()
    assert high is None or (filled <= high + EPS).all()


def test_measure_runs_on_everything(any_network: Network) -> None:
    result = measure(any_network)
    assert result.actors.index.equals(any_network.inside().actors.index)
    blank = int(result.actors.isna().to_numpy().sum() + result.network.isna().to_numpy().sum())
    skipped = result.skipped["metric"].map(lambda name: catalogue()[name].level)
    assert len(result.empty) + int((skipped == "network").sum()) == blank
    assert result.empty["reason"].str.len().gt(0).all()


def test_same_numbers_twice(valley: Network) -> None:
    one, two = measure(valley), measure(valley)
    pd.testing.assert_frame_equal(one.actors, two.actors)
    pd.testing.assert_frame_equal(one.network, two.network)
    pd.testing.assert_frame_equal(one.empty, two.empty)


def test_order_of_actors_does_not_matter(valley: Network) -> None:
    turned = valley.keep(valley.actors.index)
    backwards = measure(valley).actors.sort_index(ascending=False)
    pd.testing.assert_frame_equal(measure(turned).actors.loc[backwards.index], backwards)


@pytest.mark.parametrize("record", METRICS, ids=lambda record: record.name)
def test_declaration(record: Metric) -> None:
    assert set(record.source) <= set(sources())
    assert record.topic in TOPICS
    assert re.fullmatch(r"[a-z][a-z_]*", record.name)
    assert record.definition.endswith(".")
    assert record.formula.endswith(".")
    assert "---" not in record.formula, "section headings of the docstring stay out"
    for text in (record.label, record.definition, record.formula, record.reading):
        assert "`" not in text
        assert not re.search(r"\b(nan|inf|None|null|NaN)\b", text)
    if record.undefined:
        assert not record.undefined.endswith(".")


def test_catalogue_is_in_order_of_topics() -> None:
    topics = [record.topic for record in METRICS]
    assert topics == sorted(topics, key=list(TOPICS).index)
    assert set(topics) == set(TOPICS)
    assert len({record.label for record in METRICS}) == len(METRICS)

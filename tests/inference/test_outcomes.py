"""Every public test: every p with what belongs to it, words that are sentences, a method."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.inference.chances import chances, check_chances

from tiesnet import inference
from tiesnet.cli.group import tiesnet as group
from tiesnet.inference import Outcome
from tiesnet.literature import sources
from tiesnet.metrics import measure
from tiesnet.network import Network, build_network
from tiesnet.survey import Survey, read_survey

REPLICATIONS = 99
Make = Callable[[Survey, Network], Outcome]
OUTCOMES: dict[str, Make] = {
    "qap": lambda _, net: inference.qap(net, replications=REPLICATIONS),
    "mrqap": lambda _, net: inference.mrqap(
        net, ["advice ~ friendship + same(stage)", "advice ~ same(stage)"],
        replications=REPLICATIONS,
    ),
    "mrqap of yes and no": lambda _, net: inference.mrqap(
        net, "friendship ~ same(stage)", family="logistic", replications=19
    ),
    "cug": lambda _, net: inference.cug(
        net, ["reciprocity", "transitivity", "gatekeeper"], layers=["advice", "friendship"],
        replications=REPLICATIONS,
    ),
    "permute_metric": lambda _, net: inference.permute_metric(
        net, ["ei_index", "gatekeeper"], layers="advice", replications=REPLICATIONS
    ),
    "attribute_test": lambda _, net: inference.attribute_test(
        net, ["degree"], ["size", "location"], layers="advice", replications=REPLICATIONS
    ),
    "regress": lambda _, net: inference.regress(
        net, "exports ~ degree(advice) + size", replications=REPLICATIONS
    ),
    "autocorrelation": lambda _, net: inference.autocorrelation(
        net, "exports", replications=REPLICATIONS
    ),
    "lag_model": lambda _, net: inference.lag_model(net, "exports ~ size", "advice"),
    "layer_coupling": lambda _, net: inference.layer_coupling(net, replications=REPLICATIONS),
    "wave_changes": lambda survey, _: inference.wave_changes(
        survey, layers=["advice", "formal"], replications=REPLICATIONS
    ),
    "precedence": lambda survey, _: inference.precedence(survey, replications=REPLICATIONS),
    "before_after": lambda survey, _: inference.before_after(
        survey, "stage=stitching", layers=["advice"], replications=REPLICATIONS
    ),
    "rank_intervals": lambda _, net: inference.rank_intervals(
        net, ["degree"], layers=["friendship"], draws=20
    ),
    "specification_curve": lambda survey, _: inference.specification_curve(
        survey, ["degree"], layers=["advice"], cutoffs=[None]
    ),
    "robustness": lambda survey, _: inference.robustness(
        survey, ["degree"], layers=["advice"], causes=["lost ties"], draws=20
    ),
    "compare": lambda _, net: inference.compare(
        {"A": net, "B": net}, layers=["friendship"], metrics=["transitivity"], replications=19
    ),
}  # fmt: skip
NEVER = re.compile(r"\b(nan|inf|None|NaN|True|False)\b|`|  ")
ONE = re.compile(r"(?<![.,\d])1 (firms|actors|pairs|ties|steps|numbers|relations)\b")


@pytest.fixture(scope="module")
def survey(root: Path) -> Survey:
    return read_survey(root / "surveys" / "sinos-like-exporters")


@pytest.fixture(scope="module")
def net(survey: Survey) -> Network:
    return build_network(survey)


@pytest.mark.parametrize("name", OUTCOMES)
def test_an_outcome_is_whole(name: str, survey: Survey, net: Network) -> None:
    if name == "lag_model":
        pytest.importorskip("spreg")
    made = OUTCOMES[name](survey, net)
    assert made.tables
    assert not made.tables[0].rows.empty
    for one in made.tables:
        check_chances(one)
        keys = [field.key for field in one.fields]
        assert len(set(keys)) == len(keys)
        assert set(keys) <= set(one.rows.columns), set(keys) - set(one.rows.columns)
    assert {key for key in made.source if key not in sources()} == set()
    assert made.source
    assert made.method
    told = {str(key).casefold() for key in made.parameters}
    assert name == "lag_model" or any("seed" in key for key in told)
    for words in (*made.sentences, made.method, *made.assumptions, *made.cautions):
        assert words.strip() == words
        assert words.endswith((".", "?")), words
        assert not NEVER.search(words), words
        assert not ONE.search(words), words


def test_a_p_without_its_error_is_found(net: Network) -> None:
    [one, *_] = inference.layer_coupling(net, replications=9).tables
    assert set(chances(one)) == {"p", "p_greater", "p_less"}
    bare = tuple(field for field in one.fields if field.key != "p_error")
    with pytest.raises(AssertionError, match="stands without {'p_error'}"):
        check_chances(replace(one, fields=bare))
    nameless = replace(one, rows=one.rows.assign(null=""))
    with pytest.raises(AssertionError, match="'null'"):
        check_chances(nameless)


def test_every_command_that_tests_is_looked_at() -> None:
    """A command with replications belongs to a function above."""
    with_tests = {
        name
        for name, command in group.commands.items()
        if any("--replications" in param.opts for param in command.params)
    }
    assert with_tests == {
        "qap", "mrqap", "cug", "permute", "layers", "waves", "robustness", "compare",
    }  # fmt: skip


def test_measures_without_a_p_are_not_taken_for_one(net: Network) -> None:
    """Measures give no p: whoever wants one asks for a test."""
    measures = measure(net, ["advice"])
    for key, rows in measures.tables.items():
        names = [str(column) for column in rows.columns]
        assert not [name for name in names if name == "p" or name.endswith("_p")], key

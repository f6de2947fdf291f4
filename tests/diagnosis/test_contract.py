"""Every diagnosis on every kind of network: it answers in words, with evidence, or says why not."""

from __future__ import annotations

import re
from functools import cache

import pandas as pd
import pytest
from tests.inference.chances import check_chances
from tests.metrics.conftest import KINDS, kind

from tiesnet.diagnosis import CHAPTERS, Diagnosis, Study, diagnose, diagnoses
from tiesnet.errors import TiesnetError
from tiesnet.exports.tables import diagnosis_tables
from tiesnet.literature import sources
from tiesnet.metrics import Measures, measure
from tiesnet.network import build_network
from tiesnet.survey import read_survey

STUDIES = list(diagnoses().values())
SURVEYS = ("footwear-valley", "florentine-families")
NEVER = re.compile(r"\b(nan|inf|None|null|NaN|True|False)\b|e-0|`")


@cache
def measured(name: str, root: str = "") -> Measures:
    if name in KINDS:
        return measure(kind(name))
    return measure(build_network(read_survey(f"{root}/surveys/{name}")))


@pytest.fixture(params=[*KINDS, *SURVEYS])
def any_measures(request: pytest.FixtureRequest, root: object) -> Measures:
    return measured(request.param, str(root))


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.name)
def test_diagnosis_answers(study: Study, any_measures: Measures) -> None:
    found = diagnose(any_measures, [study.name])[study.name]
    assert isinstance(found, Diagnosis)
    assert found.name == study.name
    for one in found.tables:
        check_table(one.rows, [field.key for field in one.fields], any_measures)
        check_chances(one)
    for said in sentences(found):
        check_words(said)
    for made in diagnosis_tables(any_measures, study.name):
        for column in made.columns:
            if column.kind == "text":
                texts = made.rows[column.key].dropna().astype(str)
                assert not texts.str.fullmatch(r"nan|None|<NA>").any()
            else:
                pd.to_numeric(made.rows[column.key])


def check_table(rows: pd.DataFrame, keys: list[str], measures: Measures) -> None:
    assert rows.index.equals(pd.RangeIndex(len(rows))), "rows are numbered from 0"
    assert len(set(keys)) == len(keys)
    if len(rows):
        assert set(rows.columns) <= set(keys), "every column has a field"
    for field in rows.columns:
        assert not rows[field].isin([float("inf"), float("-inf")]).any()


def sentences(found: Diagnosis) -> list[str]:
    said = [text for f in found.findings for text in (f.sentence, f.caution) if text]
    said += [text for gap in found.gaps for text in (gap.what, gap.ask)]
    return [*said, *found.cautions, *(t.reading for t in found.tables if t.reading)]


def check_words(said: str) -> None:
    assert said.strip() == said
    assert said.endswith((".", "?")), said
    assert not NEVER.search(said), said
    assert "  " not in said
    assert not re.search(r"(?<![.,\d])1 (firms|actors|pairs|ties|steps|bodies)\b", said), said


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.name)
def test_declaration(study: Study) -> None:
    assert study.source
    assert set(study.source) <= set(sources())
    assert study.chapter in CHAPTERS
    assert study.question.endswith("?")
    assert study.definition.endswith(".")
    assert study.limits.endswith(".")
    for text in (study.definition, study.method, study.needs, study.limits, study.label):
        assert not NEVER.search(text), text
    assert "seed" not in study.options, "the seed is the network's"


def test_names_and_labels_differ() -> None:
    assert len({study.label.casefold() for study in STUDIES}) == len(STUDIES)
    found = diagnose(measured("all")).values()
    keys = [table.key for one in found for table in one.tables]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.name)
def test_same_evidence_twice(study: Study, root: object) -> None:
    net = build_network(read_survey(f"{root}/surveys/footwear-valley"))
    one = study.function(measure(net, metrics=["degree"]))
    two = study.function(measure(net, metrics=["degree"]))
    for first, second in zip(one.tables, two.tables, strict=True):
        pd.testing.assert_frame_equal(first.rows, second.rows)
    assert sentences(one) == sentences(two)


def test_an_unknown_diagnosis_or_option_is_refused() -> None:
    measures = measured("directed")
    with pytest.raises(TiesnetError, match="no diagnosis 'stage_tets'"):
        diagnose(measures, ["stage_tets"])
    with pytest.raises(TiesnetError, match="has no option 'shuffles'"):
        diagnose(measures, ["stage_test"], {"stage_test": {"shuffles": 9}})
    with pytest.raises(TiesnetError, match="cannot be 'many'"):
        diagnose(measures, ["stage_test"], {"stage_test": {"replications": "many"}})
    with pytest.raises(TiesnetError, match="not among the diagnoses"):
        diagnose(measures, ["stage_test"], {"introductions": {"k": 2}})

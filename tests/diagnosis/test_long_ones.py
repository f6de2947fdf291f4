"""The diagnoses that take longest are begun first where two processes share the work."""

from __future__ import annotations

import pytest
from tests.metrics.conftest import KINDS, kind

from tiesnet.diagnosis import _catalogue, diagnose, diagnoses
from tiesnet.metrics import measure


def test_they_stand_last_and_the_answers_in_the_order_of_the_chapters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def begun(about: object, items: list[str], label: str, work: object) -> dict[str, object]:
        asked.extend(items)
        return {}

    monkeypatch.setattr(_catalogue, "shared", begun)
    found = diagnose(measure(kind(next(iter(KINDS)))))
    assert asked[-4:] == ["tie_model", "policies", "choices", "rank_spread"]
    assert sorted(asked) == sorted(diagnoses())
    assert list(found) == list(diagnoses())

"""What tests of readers look at in a survey."""

from __future__ import annotations

from tiesnet.survey import Survey

Ties = set[tuple[str, str, str, float]]


def ties(survey: Survey) -> Ties:
    """Ties by names; a strength that is not known is -1."""
    name = survey.actors["name"]
    rows = survey.ties.assign(strength=survey.ties["strength"].fillna(-1))
    return {(name[t.source], name[t.target], t.relation, t.strength) for t in rows.itertuples()}


def pairs(survey: Survey) -> set[str]:
    return {f"{a}{b}" for a, b, *_ in ties(survey)}


def said(survey: Survey, code: str) -> bool:
    return bool((survey.assumptions["code"] == code).any())


def problems(survey: Survey, code: str) -> list[tuple[int | None, str]]:
    rows = survey.problems[survey.problems["code"] == code]
    return list(zip(rows["row"], rows["value"], strict=True))

"""What a survey read back must hold, computed from the interviews alone."""

from __future__ import annotations

from collections.abc import Sequence

from tests.questionnaire.fieldwork import Interview

from tiesnet import Survey
from tiesnet.survey.questionnaire.catalogue import ITEMS
from tiesnet.survey.questionnaire.design import Design

Tie = tuple[str, str, str, float]


def check(
    survey: Survey, done: Sequence[Interview], design: Design, strengths: bool = True
) -> None:
    """Compare ties, strengths, trust, states, attributes, items, memberships and consent."""
    ids = {firm.code: firm.id for firm in design.firms}
    _check_ties(survey, done, ids, strengths)
    _check_states(survey, done, design, strengths)
    for one in done:
        actor = survey.actors.loc[ids[one.code]]
        assert actor["size"] == float(one.facts["size"])
        assert actor["stage"] == one.facts["stage"]
        assert abs(actor["exports"] - int(one.facts["exports"]) / 100) < 1e-12
        assert str(actor["founded"]).startswith(one.facts["founded"])
    agreed = {ids[one.code] for one in done if one.named == "yes"}
    consent = survey.actors["consent"].loc[list(ids.values())]
    assert set(consent.index[consent.eq(True)]) == agreed
    assert set(consent.index[consent.eq(False)]) == set(ids.values()) - agreed
    assert dict(zip(survey.actors.index, survey.actors["name"], strict=True)).items() >= {
        (firm.id, firm.name) for firm in design.firms
    }
    items = {
        (a, i): v for a, i, v in survey.items[["actor", "item", "answer"]].itertuples(index=False)
    }
    assert items == {(ids[o.code], i): float(v) for o in done for i, v in o.items.items()}
    flipped = set(survey.items.loc[survey.items["reversed"].astype(bool), "item"])
    assert flipped == {item for item, back in ITEMS.items() if back}


def _check_ties(
    survey: Survey, done: Sequence[Interview], ids: dict[str, str], strengths: bool
) -> None:
    wanted: dict[tuple[str, str, str], float] = {}
    trusted: dict[tuple[str, str], int] = {}
    for one in done:
        for relation, (_, cells) in one.rosters.items():
            wanted |= {(ids[one.code], ids[c], relation): v for c, v in cells.items()}
        trusted |= {(ids[one.code], ids[c]): v for c, v in one.trust.items()}
        for name, _, _, _, ties in one.partners if strengths else ():
            wanted |= {(ids[one.code], name, relation): v for relation, v in ties.items()}
    ties = survey.ties
    found = dict(zip(
        zip(ties["source"], ties["target"], ties["relation"], strict=True), ties["strength"],
        strict=True,
    ))  # fmt: skip
    assert set(found) == set(wanted)
    assert (ties["reported_by"].astype(str) == ties["source"].astype(str)).all()
    if not strengths:
        assert ties["strength"].isna().all()
        return
    assert found == wanted
    trust = {
        (s, t): v
        for s, t, v, w in ties[["source", "target", "trust", "strength"]].itertuples(index=False)
        if w > 0 and v == v
    }
    assert trust == trusted


def _check_states(survey: Survey, done: Sequence[Interview], design: Design, repeats: bool) -> None:
    state = survey.responses.set_index(["actor", "relation"])["state"]
    by_code = {one.code: one for one in done}
    for firm in design.firms:
        for relation in design.relations:
            one = by_code.get(firm.code)
            roster = one.rosters.get(relation) if one else None
            elsewhere = (
                repeats and one is not None and any(relation in ties for *_, ties in one.partners)
            )
            none = "partly" if elsewhere else "silent"
            wanted = none if roster is None else "answered" if roster[0] else "partly"
            assert state[(firm.id, relation)] == wanted, (firm.id, relation)

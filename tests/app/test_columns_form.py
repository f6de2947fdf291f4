"""The form of columns: drafted as by the command, changed by a person, read again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tiesnet.app.callbacks.columns import fact, meaning, relation, role, use
from tiesnet.app.columns import (
    Columns,
    can_map,
    choices,
    draft_columns,
    missing,
    use_mapping,
    words,
)
from tiesnet.app.reading import take_mapping
from tiesnet.app.sessions import Session, Sessions
from tiesnet.errors import TiesnetError
from tiesnet.survey import as_role, blocks, draft_mapping, drafted, meanings, planned, read_survey

Opened = Callable[..., Session]


def _place(columns: Columns, title: str) -> int:
    return next(k for k, block in enumerate(columns.chosen) if block.title == title)


def _wait(session: Session) -> None:
    assert session.job is not None and session.job.wait(60)


def test_the_draft_is_that_of_the_command(form: Path) -> None:
    draft = drafted(form)
    assert draft.text() == draft_mapping(form)
    assert not draft.own
    found = blocks(draft.forms, draft.plan)
    assert [block.title for block in found] == [
        "Razon",
        "Plantilla",
        "P7",
        "P8",
        "P9",
        "Comentario",
    ]
    assert found[1].meaning == "attribute:size"
    assert planned(draft.forms, draft.plan, found) == draft.plan


def test_a_form_nobody_understands_is_read_with_what_a_person_says(
    opened: Opened, form: Path
) -> None:
    session = opened(form)
    assert session.survey is None and "is known to ask" in str(session.error)
    assert can_map(session)
    columns = draft_columns(session)
    assert len(missing(columns)) == 2
    with pytest.raises(TiesnetError, match=r"which column holds.*No column tells of ties"):
        use_mapping(session)
    meaning(session, {"meaning": _place(columns, "Razon")}, "respondent")
    for title in ("P7", "P8"):
        meaning(session, {"meaning": _place(columns, title)}, "partner")
    assert missing(columns) == ["Give each column of ties the name of its relation."]
    for title in ("P7", "P8"):
        relation(session, {"relation": _place(columns, title)}, "  advice ")
    meaning(session, {"meaning": _place(columns, "P9")}, "many")
    relation(session, {"relation": _place(columns, "P9")}, "sells")
    fact(session, {"fact": "formality", "of": "sells"}, "formal")
    fact(session, {"fact": "directed", "of": "sells"}, "no")
    assert columns.fact("sells", "formality") == "formal"
    assert missing(columns) == []
    use(session, None, 1)
    _wait(session)
    assert session.error is None, str(session.error)
    ties = session.survey.ties
    assert ties["relation"].value_counts().to_dict() == {"sells": 30, "advice": 20}
    assert session.survey.relations.loc["sells", "formality"] == "formal"
    assert session.survey.actors["size"].notna().all()
    again = read_survey(form, mapping=session.mapping)
    assert len(again.ties) == len(ties)
    other = opened(form)
    take_mapping(other, session.mapping)
    _wait(other)
    assert other.survey is not None and len(other.survey.ties) == 50


def test_a_row_may_be_a_tie(opened: Opened, tmp_path: Path) -> None:
    rows = "P1,P2,P3\nSol,Mar,4\nMar,Luz,2\nLuz,Paz,1\nPaz,Sol,3\n"
    path = tmp_path / "pairs.csv"
    path.write_text(rows, encoding="utf-8")
    session = opened(path)
    columns = draft_columns(session)
    role(session, {"role": 0}, "firms")
    assert columns.plan.tables[0].role == "firms"
    role(session, {"role": 0}, "ties")
    for title, said in (("P1", "field:source"), ("P2", "field:target"), ("P3", "field:strength")):
        meaning(session, {"meaning": _place(columns, title)}, said)
    assert missing(columns) == []
    use_mapping(session)
    _wait(session)
    assert session.survey is not None, str(session.error)
    assert session.survey.ties["strength"].tolist() == [4, 2, 1, 3]


def test_one_column_only_holds_who_answers(opened: Opened, form: Path) -> None:
    session = opened(form)
    columns = draft_columns(session)
    for title in ("Razon", "Comentario"):
        meaning(session, {"meaning": _place(columns, title)}, "respondent")
    assert columns.chosen[_place(columns, "Razon")].meaning == ""
    assert columns.chosen[_place(columns, "Comentario")].meaning == "respondent"
    before = list(columns.chosen)
    meaning(session, {"meaning": 99}, "respondent")
    meaning(session, {"meaning": 0}, "anything")
    role(session, {"role": 7}, "ties")
    role(session, {"role": 0}, "anything")
    fact(session, {"fact": "formality", "of": "unknown"}, "formal")
    relation(session, {"relation": -1}, "x")
    assert columns.chosen == before


def test_every_meaning_has_words(form: Path, survey: Path) -> None:
    for kind in ("form", "ties", "firms"):
        for size in (1, 5):
            assert all(words(one) for one in meanings(kind, size))
    draft = drafted(survey)
    assert draft.own
    for block in blocks(draft.forms, draft.plan):
        found = choices(block, draft.plan.tables[block.table].role)
        assert block.meaning in found and all(found.values())
    table = drafted(form).plan.tables[0]
    assert as_role(table, "form") is table
    assert as_role(table, "ties").relations[0].id == "tie"


def test_without_a_survey_there_is_no_form(sessions: Sessions) -> None:
    session = sessions.new()
    assert not can_map(session)
    with pytest.raises(TiesnetError, match="no survey yet"):
        draft_columns(session)
    with pytest.raises(TiesnetError, match="came without its survey"):
        take_mapping(session, Path("mapping.toml"))

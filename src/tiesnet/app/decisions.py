"""What a person decides of uncertain names, and the sheet that keeps it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from tiesnet.app.sessions import Session
from tiesnet.errors import TiesnetError
from tiesnet.language import say
from tiesnet.survey import DECISION, MOST_SUGGESTED, NAME

if TYPE_CHECKING:
    from tiesnet.survey import Decisions, Survey

NEW = "new"


class Offer(NamedTuple):
    """A firm or name an uncertain name may stand for.

    ``decision`` is what the sheet of names holds when it is chosen.
    """

    decision: str
    name: str
    why: str
    score: float


class Doubt(NamedTuple):
    """An uncertain name: where it stands, how often, and what it may stand for."""

    name: str
    place: str
    times: int
    offers: tuple[Offer, ...]


def doubts(survey: Survey) -> list[Doubt]:
    """List the uncertain names of a survey read without decisions, the likeliest first."""
    from tiesnet.survey import uncertain_names

    return [_doubt(row) for row in uncertain_names(survey).to_dict("records")]


def _doubt(row: dict[Any, Any]) -> Doubt:
    offers = []
    for k in range(1, MOST_SUGGESTED + 1):
        if suggested := _text(row, f"suggestion_{k}"):
            score = row.get(f"score_{k}")
            known = 0.0 if score is None or pd.isna(score) else float(score)
            offers.append(Offer(suggested, suggested, _text(row, f"why_{k}"), known))
    if like := _text(row, "like"):
        offers.append(Offer(f"same as {like}", like, _text(row, "like_why"), 0.0))
    times = row.get("times")
    count = 0 if times is None or pd.isna(times) else int(times)
    return Doubt(str(row["name"]), _place(row), count, tuple(offers))


def _text(row: dict[Any, Any], key: str) -> str:
    value = row.get(key)
    return "" if value is None or pd.isna(value) else str(value)


def _place(row: dict[Any, Any]) -> str:
    where = _text(row, "sheet") or _text(row, "file") or _text(row, "table")
    number = row.get("row")
    if number is None or pd.isna(number):
        return where
    return say("{place}, row {row}", place=where, row=str(int(number)))


def doubts_of(session: Session) -> list[Doubt]:
    """List the uncertain names of the session's survey, those decided included."""
    survey = session.plain
    if survey is None:
        return []
    found: list[Doubt] = session.remembered("survey/doubts", lambda: doubts(survey))
    return found


def decide(session: Session, name: str, decision: str) -> None:
    """Take note of a decision; an empty one takes it back."""
    with session.lock:
        if session.decisions.get(name) == decision or not decision:
            session.decisions.pop(name, None)
        else:
            session.decisions[name] = decision
        session.changed("names")


def write_decisions(session: Session, survey: Survey, path: Path) -> Path:
    """Write the sheet of names with what was decided."""
    from tiesnet.exports import write_names

    return write_names(survey, path, sheet_of(session.decisions, path), overwrite=True)


def sheet_of(decided: dict[str, str], path: Path) -> Decisions:
    """Give decisions as those of a sheet."""
    from tiesnet.survey import Decision, Decisions, Place

    rows = [Decision(name, said, "", Place(path.name)) for name, said in decided.items()]
    return Decisions(path.name, path, rows)


def take_sheet(session: Session, path: Path) -> None:
    """Take over the decisions of a sheet that was filled in elsewhere."""
    from tiesnet.survey import read_names

    found = {row.name: row.decided for row in read_names(path).rows if row.decided and row.name}
    if not found:
        raise TiesnetError(
            say("{name} holds no decision.", name=path.name),
            say(
                "Fill in its column {decision}, beside the column {name}.",
                decision=repr(DECISION),
                name=repr(NAME),
            ),
        )
    with session.lock:
        session.decisions |= found
        session.changed("names")

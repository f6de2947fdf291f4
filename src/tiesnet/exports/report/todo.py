"""What to do: firms to call, pairs to introduce, risks to watch."""

from __future__ import annotations

from typing import Any

import pandas as pd

from tiesnet.diagnosis import Mention, diagnose, first_introductions, mentions, namers, risks
from tiesnet.exports.report.cells import Page
from tiesnet.exports.report.first import Part, as_parts, named
from tiesnet.exports.report.proposed import how
from tiesnet.exports.report.words import is_blank, shown
from tiesnet.language import pieces, pieces_n, say, say_n
from tiesnet.metrics import Measures
from tiesnet.network import PARTLY

MOST_CALLS = 6
MOST_THEN = 12
MOST_RISKS = 4
MOST_MEETINGS = 5
MOST_NAMED = 5


def to_do(measures: Measures, page: Page) -> dict[str, Any]:
    """Give the firms to call, the pairs to introduce and the risks to watch."""
    rows = _to_call(measures)
    first, rest = rows.head(MOST_CALLS), rows.iloc[MOST_CALLS:]
    alike = first["standings"].nunique() < 2
    return {
        "calls": _calls(measures, page, first, standings=not alike),
        "all_calls": _at_stake(first) if alike and len(first) > 1 else "",
        "then": _then(measures, page, rest),
        "meetings": meetings(measures, page),
        "risks": _risks(measures, page),
    }


def _to_call(measures: Measures) -> pd.DataFrame:
    """Give those whose answers are missing, in the order of the diagnosis."""
    rows = diagnose(measures, ["call_first"])["call_first"].table("call_first")
    parts = rows.reindex(columns=["unclear", "open"]).apply(pd.to_numeric)
    return rows.assign(standings=parts.fillna(0).sum(axis=1).astype(int))


def _at_stake(rows: pd.DataFrame) -> str:
    """Say once what hangs on each of the answers alike."""
    firms = int(rows["standings"].iloc[0])
    return (
        say_n(firms, "The standing of {n} firm hangs on each answer.",
              "The standing of {n} firms hangs on each answer.")
        if firms
        else ""
    )  # fmt: skip


def _who(measures: Measures, actor: str) -> Mention:
    return Mention(actor, str(measures.net.actors["name"].get(actor, actor)))


def _calls(
    measures: Measures, page: Page, rows: pd.DataFrame, standings: bool
) -> list[dict[str, Any]]:
    by = namers(measures)
    states = measures.net.respondents.states()
    return [
        {
            "who": named(page, actor, _who(measures, actor).name),
            "why": "; ".join(
                part
                for part in (
                    say("answered in part") if states.get(actor) == PARTLY else "",
                    _stake(row, standings),
                    _namers(by.get(actor, [])),
                )
                if part
            ),
        }
        for actor, row in zip(rows.get("actor", ()), rows.to_dict("records"), strict=True)
    ]


def _stake(row: dict[str, Any], standings: bool) -> str:
    """Say what hangs on an answer: standings of firms and reported ties, else pairs."""
    firms = row["standings"] if standings else 0
    ties, pairs = int(row["to_confirm"]), int(row["pairs"])
    if firms and ties:
        whose = say_n(firms, "the standing of {n} firm", "the standing of {n} firms")
        reported = say_n(ties, "{n} reported tie", "{n} reported ties")
        return say("{firms} and {ties} hang on its answer", firms=whose, ties=reported)
    if firms:
        return say_n(firms, "the standing of {n} firm hangs on its answer",
                     "the standing of {n} firms hangs on its answer")  # fmt: skip
    if ties:
        return say_n(ties, "{n} reported tie hangs on its answer",
                     "{n} reported ties hang on its answer")  # fmt: skip
    return say_n(pairs, "it could tell of {n} pair", "it could tell of {n} pairs") if pairs else ""


def _namers(names: list[str]) -> str:
    if not names:
        return say("nobody names it")
    if len(names) == 1:
        return say("named by 1: {name}", name=shown(names[0]))
    return say("named by {n}, among them {name}", n=len(names), name=shown(names[0]))


def _then(measures: Measures, page: Page, rest: pd.DataFrame) -> list[Part]:
    """Name those to call after the first, and count the others."""
    actors = list(rest.get("actor", ()))
    if not actors:
        return []
    more = len(actors) - MOST_THEN
    if more > 0:
        some = tuple(_listed([_who(measures, k) for k in actors[:MOST_THEN]]))
        said = pieces_n(more, "Then {names}, and {n} more.", "Then {names}, and {n} more.",
                        names=some)  # fmt: skip
        return as_parts(page, said)
    every = mentions([_who(measures, k) for k in actors])
    return as_parts(page, pieces("Then {names}.", names=every))


def _listed(people: list[Mention]) -> list[Mention | str]:
    return [part for one in people for part in (", ", one)][1:]


def meetings(measures: Measures, page: Page) -> list[dict[str, Any]]:
    """Give the pairs to introduce: who, to whom, why, and whom to ask."""
    pairs = first_introductions(measures, MOST_MEETINGS)
    made = []
    for row in pairs.to_dict("records"):
        one, other = (_who(measures, str(row[end])) for end in ("one", "other"))
        made.append(
            {
                "pair": as_parts(page, pieces("{one} to {other}", one=one, other=other)),
                "ends": [page.places.get(one.id), page.places.get(other.id)],
                "why": _why(measures, row),
                "ask": _asked(measures, page, row),
            }
        )
    return made


def _why(measures: Measures, row: dict[str, Any]) -> str:
    """Give the first two reasons; that both belong to whom to ask is said there."""
    known = say("both in {body}", body=_who(measures, str(row["ask"])).name)
    return shown("; ".join([part for part in row["why"].split("; ") if part != known][:2]))


def _asked(measures: Measures, page: Page, row: dict[str, Any]) -> list[Part]:
    """Say whom to ask: an actor, or a body that is none."""
    text = how(row["how"])
    if is_blank(row["ask"]) or not text:
        return []
    before, _, after = text.partition("{who}")
    return as_parts(page, (before, _who(measures, str(row["ask"])), after))


def _risks(measures: Measures, page: Page) -> list[dict[str, Any]]:
    """Say who would be cut off if one left; of the cluster organisation also when nobody would."""
    rows = risks(measures).head(MOST_RISKS)
    listed = [(str(k), _breaks(measures, row)) for k, row in rows.iterrows()]
    office = _office(measures)
    if office is not None and office[0] not in [actor for actor, _ in listed]:
        listed.append(office)
    return [
        {"who": named(page, k, _who(measures, k).name), "why": as_parts(page, said)}
        for k, said in listed
    ]


def _breaks(measures: Measures, row: pd.Series) -> tuple[Any, ...]:
    """Say what would happen, and name those cut off where they are few."""
    cut, perhaps = int(row["cuts_off"]), int(row["perhaps"])
    if len(row["parts"]) > 1:
        size, parts = int(row["parts"][0]), len(row["parts"])
        said = say_n(size, "the network would fall into {parts} parts of {n} actor each",
                     "the network would fall into {parts} parts of {n} actors each",
                     parts=parts)  # fmt: skip
        return (said if row["sure"] else say("{said}, as far as is known", said=said),)
    if not cut:
        return (say_n(perhaps, "{n} actor would be cut off, as far as is known",
                      "{n} actors would be cut off, as far as is known"),)  # fmt: skip
    if cut > MOST_NAMED:
        return (say_n(cut, "{n} actor would be cut off", "{n} actors would be cut off"),)
    people = sorted((_who(measures, k) for k in row["who_ids"]), key=lambda one: one.name)
    return pieces_n(cut, "{n} actor would be cut off: {names}",
                    "{n} actors would be cut off: {names}", names=mentions(people))  # fmt: skip


def _office(measures: Measures) -> tuple[str, tuple[Any, ...]] | None:
    """Say what would break without the cluster organisation, where the survey names one."""
    loss = diagnose(measures, ["loss"])["loss"]
    if "loss_one" not in [table.key for table in loss.tables]:
        return None
    row = loss.table("loss").iloc[0]  # who was looked at comes first
    cut, near = int(row["pairs_cut"]), int(row["two_steps"])
    if cut:
        said = say_n(cut, "{n} pair of others would no longer reach each other",
                     "{n} pairs of others would no longer reach each other")  # fmt: skip
    elif near:
        said = say_n(near, "nobody would be cut off; {n} pair of others would be farther apart",
                     "nobody would be cut off; {n} pairs of others would be farther apart",
                     )  # fmt: skip
    else:
        said = say("nobody would be cut off")
    return str(row["actor"]), (said,)

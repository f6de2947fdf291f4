"""The names of a survey that nobody can be sure of, with whom each may stand for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from os import PathLike
from typing import Any, NamedTuple

import pandas as pd

from tiesnet.language import say
from tiesnet.survey.matching.decisions import label
from tiesnet.survey.matching.pairs import near_pairs
from tiesnet.survey.matching.suggest import MOST, suggest, suggest_through
from tiesnet.survey.survey import Survey
from tiesnet.survey.words import TEXT

AS_TIE = ("source", "target")
UNKNOWN = ("outside", "left_out", "ambiguous")
_CLOSE = 0.55  # of names among themselves, which are not expected to have a partner
PLACE = ("table", "file", "sheet", "row", "column", "times")
COLUMNS = (
    "name",
    *PLACE,
    "found",
    *(f"{what}_{k}" for k in range(1, MOST + 1) for what in ("suggestion", "id", "score", "why")),
    "like",
    "like_why",
)


class _Found(NamedTuple):
    """One suggestion: how the sheet shows it, the id, how alike, and why."""

    shown: str
    id: str
    score: float
    why: str


def uncertain_names(survey: Survey | str | PathLike[str], every: bool = False) -> pd.DataFrame:
    """List the names that may stand for a firm under another name; none of them was merged.

    Parameters
    ----------
    survey : Survey or path
        A survey, as read or to be read.
    every : bool, default False
        List also the names nothing in the survey is like.

    Returns
    -------
    DataFrame
        One row per name: ``name`` as typed, where it stands first (``table``, ``file``,
        ``sheet``, ``row``, ``column``) and how often (``times``), what became of it (``found``),
        the ``suggestion_1`` to ``suggestion_3`` with ``id``, ``score`` and ``why``, and ``like``,
        another name of no firm in the roster that is nearly the same.
    """
    if not isinstance(survey, Survey):
        from tiesnet.survey.read import read_survey

        survey = read_survey(survey)
    rows = list(_of_roster(survey) if _has_roster(survey) else _among_themselves(survey))
    rows = [row for row in rows if every or row.get("suggestion_1") or row.get("like")]
    rows.sort(key=lambda row: -float(row.get("score_1", 0.0)))
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    numbers = [c for c in COLUMNS if c.startswith("score_")]
    types = {c: "Float64" if c in numbers else TEXT for c in COLUMNS}
    return frame.astype({**types, "row": "Int64", "times": "Int64"})


def _has_roster(survey: Survey) -> bool:
    return "actors_from_names" not in set(survey.assumptions["code"])


def _of_roster(survey: Survey) -> Iterator[dict[str, Any]]:
    """Names that stand for nobody in the roster or for several, and firms listed twice."""
    names = survey.names
    asked = names[names["found"].isin(UNKNOWN)]
    outside = names.loc[names["found"].isin(("outside", "decided_outside")), "actor"]
    roster = survey.actors[~survey.actors.index.isin(set(outside))]
    firms = [(str(actor), str(name)) for actor, name in roster["name"].items()]
    texts = list(map(str, asked["name"]))
    found = _suggestions(texts, firms, _merged(names, firms))
    likes = _likes(texts, dict(zip(texts, asked["times"], strict=True)))
    for row in asked.to_dict("records"):
        name = str(row["name"])
        few = found[name]
        if row["found"] == "ambiguous":
            few = _several(str(row["fits"]).split("\n"), dict(firms))
        yield {**{c: row[c] for c in ("name", *PLACE, "found")}, **_spread(few), **likes[name]}
    yield from _twice(firms)


def _merged(names: pd.DataFrame, firms: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The other spellings of firms in the roster, as merged or as decided, with their ids."""
    ids = {actor for actor, _ in firms}
    known = names[names["actor"].isin(ids) & ~names["found"].isin(UNKNOWN)]
    return dict(zip(map(str, known["name"]), map(str, known["actor"]), strict=True))


def _suggestions(
    names: Sequence[str], firms: Sequence[tuple[str, str]], merged: Mapping[str, str]
) -> dict[str, list[_Found]]:
    """The likeliest firms of each name; a firm is known by its name and by its id."""
    known = [(actor, name, text) for actor, name in firms for text in dict.fromkeys((name, actor))]
    found = {}
    places = {actor: k for k, (actor, *_) in enumerate(known)}
    spellings = [(text, places[actor]) for text, actor in merged.items()]
    near = suggest_through(names, [text for *_, text in known], spellings, most=2 * MOST)
    for name, few in zip(names, near, strict=True):
        best: dict[str, _Found] = {}
        for one in few:
            actor, shown, _ = known[one.place]
            best.setdefault(actor, _Found(label(actor, shown), actor, one.score, one.reason))
        found[name] = list(best.values())[:MOST]
    return found


def _several(ids: Sequence[str], names: Mapping[str, str]) -> list[_Found]:
    why = say("the name fits several firms")
    return [_Found(label(one, names.get(one, one)), one, 1.0, why) for one in ids[:MOST]]


def _spread(few: Sequence[_Found]) -> dict[str, Any]:
    return {
        f"{what}_{k}": value
        for k, one in enumerate(few, 1)
        for what, value in zip(("suggestion", "id", "score", "why"), one, strict=True)
    }


def _likes(names: Sequence[str], times: Mapping[str, int]) -> dict[str, dict[str, str]]:
    """For each name the more frequent one that is nearly the same."""
    found: dict[str, dict[str, str]] = {name: {} for name in names}
    near = suggest(names, names, most=4, lowest=_CLOSE)
    for name, few in zip(names, near, strict=True):
        for one in few:
            other = names[one.place]
            if (times[other], name) > (times[name], other):
                found[name] = {"like": other, "like_why": one.reason}
                break
    return found


def _twice(firms: Sequence[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    """Firms of the roster that may be one firm."""
    for one, two in near_pairs([name for _, name in firms], equal=True):
        first, second = firms[one], firms[two]
        few = suggest([second[1]], [first[1]], lowest=0.0)[0]
        score, why = (few[0].score, few[0].reason) if few else (1.0, say("the same name"))
        yield {
            "name": label(*second),
            "table": "actors",
            "found": "roster",
            **_spread([_Found(label(*first), first[0], score, why)]),
        }


def _among_themselves(survey: Survey) -> Iterator[dict[str, Any]]:
    """Without a roster: names that are nearly the same as a more frequent one."""
    names = list(map(str, survey.actors.index))
    times: Counter[str] = Counter()
    for column in AS_TIE:
        times.update(survey.ties[column].value_counts().to_dict())
    near = suggest(names, names, most=MOST + 2, lowest=_CLOSE)
    for name, few in zip(names, near, strict=True):
        better = [
            _Found(names[one.place], names[one.place], one.score, one.reason)
            for one in few
            if (times[names[one.place]], name) > (times[name], names[one.place])
        ]
        if better:
            place = _first_place(survey, name)
            yield {"name": name, **place, "times": times[name], "found": "firm"} | _spread(
                better[:MOST]
            )


def _first_place(survey: Survey, name: str) -> dict[str, Any]:
    ties = survey.ties
    rows = ties[(ties["source"] == name) | (ties["target"] == name)]
    if rows.empty:
        return {"table": "ties"}
    first = rows.iloc[0]
    column = "source" if first["source"] == name else "target"
    return {"table": "ties", "column": column, **{k: first[k] for k in ("file", "sheet", "row")}}

"""Respondents who name everybody, nobody, or give the same answer throughout."""

from __future__ import annotations

import pandas as pd

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field, Gap
from tiesnet.diagnosis.finding import Finding, Mention
from tiesnet.diagnosis.survey_quality.asked import (
    answers,
    as_asked,
    names_given,
    of_wave,
    relation_label,
    tells_answers,
    wave_of,
)
from tiesnet.diagnosis.words import mentions
from tiesnet.language import localised, pieces_n, say, say_n, word
from tiesnet.metrics import Measures
from tiesnet.network import ANSWERED, Network

EVERYBODY, NOBODY, STRENGTHS, ITEMS = (
    word("names (almost) everybody"),
    word("names nobody"),
    word("the same strength to all"),
    word("the same answer to all items"),
)
_COLUMNS = ("actor", "pattern", "question", "detail", "named_by")
_FIELDS = (
    Field("actor", "Firm or institution", "actor"),
    Field("pattern", "Pattern", "word"),
    Field("question", "Where"),
    Field("detail", "What it answered"),
    Field("named_by", "Others who name it", "count", "actors"),
)
_NAMED = 4


@diagnosis(
    chapter="survey",
    label="Answer patterns",
    question="Whose answers deserve a second look?",
    needs="who answered and who reported each tie; strengths on a scale, or items of a scale",
    limits="A pattern is a question to put, not a fault: a cluster organisation may well know "
    "everybody, a firm may work alone, and a partner may be as close as the next. Nothing is "
    "left out of any number because of it.",
    source="krosnick1991, meade2012",
)
def answer_patterns(
    measures: Measures, *, everybody: float = 0.9, least: int = 5, items: int = 4
) -> Diagnosis:
    """Respondents who name everybody or nobody, or give the same answer throughout.

    Names everybody: it names at least so large a share of the other firms of the cluster in one
    question, with at least so many other firms to name. Names nobody: it answered every question
    about ties that it was asked and names nobody in any; others who name it are counted beside.
    The same strength to all: it gives strengths to at least so many partners in one question, all
    equal, while other respondents use more than one value. The same answer to all items: it
    answered at least so many items of a scale, all with the same answer as given, before items that
    are worded the other way round are turned; others vary.
    """
    net = as_asked(measures.net)
    rows = pd.concat(
        [
            _everybody(net, everybody, least),
            _nobody(net),
            _same_strength(net, least),
            _same_items(net, items),
        ],
        ignore_index=True,
    ).reindex(columns=list(_COLUMNS))
    rows["named_by"] = rows["actor"].map(_namers(net)).fillna(0).astype("int64")
    return Diagnosis(
        tables=(
            Evidence("answer_patterns", "Answers to look at again", rows, _FIELDS, shown="folded"),
        ),
        findings=_findings(net, rows),
        gaps=_gaps(net),
        parameters={
            word("Names everybody: share of the other firms, at least"): everybody,
            word("Fewest other firms, and fewest strengths of one respondent"): least,
            word("Fewest items of one scale"): items,
        },
    )


def _rows(found: list[tuple[str, str, str, str]]) -> pd.DataFrame:
    return pd.DataFrame(found, columns=list(_COLUMNS[:4])).astype("object")


def _everybody(net: Network, share: float, least: int) -> pd.DataFrame:
    survey, inside = net.origin.survey, net.inside().firms().actors.index
    if survey is None:
        return _rows([])
    given = names_given(net)
    given = given[given["partner"].isin(inside)]
    found = []
    counts = given.groupby(["actor", "relation"], sort=False)["partner"].nunique()
    for (actor, relation), named in counts.items():
        others = len(inside) - int(actor in inside)
        if others >= least and named >= share * others:
            text = say("names {n} of {firms} other firms", n=int(named), firms=others)
            found.append((actor, EVERYBODY, relation_label(survey, relation), text))
    return _rows(found)


def _nobody(net: Network) -> pd.DataFrame:
    if not tells_answers(net) or net.origin.survey is None:
        return _rows([])
    inner = net.inside()
    full = inner.actors.index[inner.respondents.states().eq(ANSWERED).to_numpy()]
    asked = answers(net).groupby("actor")["relation"].nunique()
    silent = full.difference(pd.Index(names_given(net)["actor"].unique()), sort=False)
    found = []
    for actor in silent:
        number = int(asked.get(actor, 0))
        text = say("no name in {n} questions", n=number) if number > 1 else say("no name")
        found.append((str(actor), NOBODY, say("all questions about ties"), text))
    return _rows(found)


def _same_strength(net: Network, least: int) -> pd.DataFrame:
    survey, given = net.origin.survey, names_given(net)
    given = given[given["strength"].notna()] if len(given) else given
    if survey is None or given.empty:
        return _rows([])
    found = []
    for relation, own in given.groupby("relation", sort=False):
        if own["strength"].nunique() < 2:  # nobody varies, so the scale was not used
            continue
        for actor, mine in own.groupby("actor", sort=False)["strength"]:
            if len(mine) >= least and mine.nunique() == 1:
                strength = localised(f"{mine.iat[0]:g}")
                text = say(
                    "strength {strength} to all {n} partners", strength=strength, n=len(mine)
                )
                found.append((actor, STRENGTHS, relation_label(survey, str(relation)), text))
    return _rows(found)


def _same_items(net: Network, least: int) -> pd.DataFrame:
    survey = net.origin.survey
    if survey is None or survey.items.empty:
        return _rows([])
    items = of_wave(survey.items, wave_of(net), blank=True).reindex(
        columns=["actor", "item", "answer", "scale", "reversed"]
    )
    items = items[items["actor"].isin(net.inside().actors.index)]
    items = items.assign(value=pd.to_numeric(items["answer"], errors="coerce"))
    items = items[items["value"].notna()]
    scale = items["scale"].astype("object").where(items["scale"].notna(), say("items"))
    turned = items["reversed"].astype("object").map(_is_yes)
    found = []
    for name, own in items.assign(scale=scale, turned=turned).groupby("scale", sort=True):
        if own.groupby("actor")["value"].nunique().max() < 2:
            continue
        for actor, mine in own.groupby("actor", sort=False):
            if mine["item"].nunique() >= least and mine["value"].nunique() == 1:
                found.append((str(actor), ITEMS, str(name).replace("_", " "), _to_all(mine)))
    return _rows(found)


def _to_all(mine: pd.DataFrame) -> str:
    answer, number = localised(f"{mine['value'].iat[0]:g}"), int(mine["item"].nunique())
    if mine["turned"].any():
        return say(
            "{answer} to all {n} items, also those worded the other way round",
            answer=answer,
            n=number,
        )
    return say("{answer} to all {n} items", answer=answer, n=number)


def _is_yes(value: object) -> bool:
    return str(value).strip().casefold() in ("true", "yes", "1", "1.0")


def _namers(net: Network) -> dict[str, int]:
    """Count the distinct actors inside that name an actor in any question."""
    given = names_given(net)
    return {str(k): int(n) for k, n in given.groupby("partner")["actor"].nunique().items()}


def _findings(net: Network, rows: pd.DataFrame) -> tuple[Finding, ...]:
    names = net.actors["name"].astype(str)
    found: list[Finding] = []
    for pattern in (EVERYBODY, NOBODY, STRENGTHS, ITEMS):
        own = rows[rows["pattern"] == pattern].reset_index(drop=True)
        who = list(dict.fromkeys(own["actor"]))
        if not who:
            continue
        people = [Mention(k, str(names.get(k, k))) for k in who[:_NAMED]]
        listed = mentions(people)
        if more := len(who) - len(people):
            named = _listed(people)
            listed = pieces_n(more, "{actors} and {n} more", "{actors} and {n} more", actors=named)
        tail = _named(own) if pattern == NOBODY else "."
        found.append(
            Finding(f"pattern_{len(found)}", "survey", _claim(pattern, len(who)),
                    (": ", *listed, tail), own, "",
                    "krosnick1991" if pattern == ITEMS else "meade2012")
        )  # fmt: skip
    return tuple(found)


def _claim(pattern: str, number: int) -> str:
    if pattern == EVERYBODY:
        return say_n(
            number,
            "{n} respondent names (almost) every firm in a question",
            "{n} respondents name (almost) every firm in a question",
        )
    if pattern == NOBODY:
        return say_n(
            number, "{n} respondent names nobody at all", "{n} respondents name nobody at all"
        )
    if pattern == STRENGTHS:
        return say_n(
            number,
            "{n} respondent gives the same strength to all partners of a question",
            "{n} respondents give the same strength to all partners of a question",
        )
    return say_n(
        number,
        "{n} respondent gives the same answer to all items of a scale",
        "{n} respondents give the same answer to all items of a scale",
    )


def _listed(people: list[Mention]) -> tuple[str | Mention, ...]:
    parts: list[str | Mention] = []
    for place, person in enumerate(people):
        parts += [", ", person] if place else [person]
    return tuple(parts)


def _named(own: pd.DataFrame) -> str:
    """Say whether others name those who name nobody, and end the sentence."""
    named = int((own["named_by"] > 0).sum())
    if not named:
        return say_n(len(own), "; nobody names it either.", "; nobody names them either.")
    if len(own) == 1:
        others = int(own["named_by"].iat[0])
        return say_n(others, "; {n} other names it.", "; {n} others name it.")
    if named == len(own):
        return say("; others name all of them.")
    return say("; others name {n} of them.", n=named)


def _gaps(net: Network) -> tuple[Gap, ...]:
    survey = net.origin.survey
    if survey is None or survey.ties.empty:
        return ()
    gaps = []
    if survey.ties["reported_by"].isna().all():
        gaps.append(
            Gap(
                "Who names everybody or nobody cannot be said: the reporter of a tie is not known.",
                "Keep with every tie who reported it (column reported_by).",
            )
        )
    elif not tells_answers(net):
        gaps.append(
            Gap(
                "Who answered and named nobody cannot be told from who did not answer.",
                "Write down for every firm whether it answered (column respondent of the table "
                "actors), or for every question (table responses).",
            )
        )
    return tuple(gaps)

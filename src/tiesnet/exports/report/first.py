"""The first screen: title, answers, what was found, what to do, who stands beside the map."""

from __future__ import annotations

from typing import Any

import pandas as pd

from tiesnet.diagnosis import (
    Finding,
    Mention,
    count,
    few_answers,
    findings,
    first_introductions,
    response,
    risks,
    silent,
)
from tiesnet.exports.provenance import input_files
from tiesnet.exports.report.cells import Page
from tiesnet.exports.report.words import day, is_blank, shown
from tiesnet.metrics import Measures

CHAPTER_OF = {
    "disconnected": "disconnected",
    "brokers": "brokers",
    "chain": "chain",
    "layers": "layers",
    "survey": "survey",
}
MOST_CALLS = 6
MOST_RISKS = 4
MOST_MEETINGS = 5
MOST_NAMED = 5

Part = dict[str, Any]


def title(measures: Measures) -> str:
    """Give the title of the survey, or the name of its file."""
    survey = measures.net.origin.survey
    named = str(survey.info.get("title") or "") if survey is not None else ""
    files = input_files(measures.net)
    fallback = files[0]["name"].rsplit(".", 1)[0] if len(files) == 1 else "Ties of a cluster"
    return shown(named) or fallback


def header(measures: Measures) -> dict[str, Any]:
    """Give the title, the response rate, the date, and what to look at before believing."""
    survey = measures.net.origin.survey
    sentence = response(measures).sentence
    head, bracket, tail = sentence.partition(" (")
    problems = survey.problems["severity"] if survey is not None else pd.Series(dtype="object")
    errors = int((problems == "error").sum())
    listed = int((problems != "note").sum())
    notes = [
        count(len(measures.net.origin.assumptions), "assumption", "assumptions") + " made"
        if len(measures.net.origin.assumptions)
        else "",
        count(errors, "error in the data", "errors in the data") if errors else "",
        count(listed - errors, "warning", "warnings") if listed - errors else "",
    ]
    when = str(survey.info.get("date") or "") if survey is not None else ""
    return {
        "title": title(measures),
        "rate": head,
        "share": f"{bracket}{tail}".strip(),
        "date": day(shown(when)),
        "notes": [note for note in notes if note],
        "few": few_answers(measures),
    }


def found(measures: Measures, page: Page) -> list[dict[str, Any]]:
    """Give the findings: a claim that links to its chapter, and the rest with names to press."""
    return [
        {
            "href": f"#{CHAPTER_OF.get(finding.chapter, finding.chapter)}",
            "claim": finding.claim,
            "rest": sentence_parts(finding, page),
        }
        for finding in findings(measures)[:6]
    ]


def sentence_parts(finding: Finding, page: Page) -> list[Part]:
    """Split a sentence into text and actors."""
    return [
        {"text": part.name, "actor": page.places.get(part.id)}
        if isinstance(part, Mention)
        else {"text": part, "actor": None}
        for part in finding.rest
    ]


def named(page: Page, actor: Any, name: Any) -> Part:
    """Give an actor as a part of a sentence."""
    return {"text": shown(name), "actor": page.places.get(str(actor))}


def to_do(measures: Measures, page: Page) -> dict[str, Any]:
    """Give the firms to call, the pairs to introduce and the risks to watch."""
    quiet = silent(measures)
    first, rest = quiet.head(MOST_CALLS), quiet.iloc[MOST_CALLS:]
    names = measures.net.actors["name"]
    calls = [{"who": named(page, k, row["name"]), "why": _why_call(row)} for k, row in _rows(first)]
    return {
        "calls": calls,
        "then": [named(page, k, row["name"]) for k, row in _rows(rest.head(12))],
        "more": max(0, len(rest) - 12),
        "meetings": meetings(measures, page),
        "risks": [
            {"who": named(page, k, row["name"]), "why": _why_risk(row, page, names)}
            for k, row in _rows(risks(measures).head(MOST_RISKS))
        ],
    }


def meetings(measures: Measures, page: Page) -> list[dict[str, Any]]:
    """Give the pairs to introduce: who, to whom, why, and whom to ask."""
    names = measures.net.actors["name"]
    pairs = first_introductions(measures, MOST_MEETINGS)
    return [
        {
            "who": named(page, row["one"], names[row["one"]]),
            "whom": named(page, row["other"], names[row["other"]]),
            "why": _why_meet(row, names),
            "ask": _asked(page, names, row["ask"]),
            "how": _how(row),
        }
        for _, row in _rows(pairs)
    ]


def _why_meet(row: pd.Series, names: pd.Series) -> str:
    """Give the first two reasons; that both belong to whom to ask is said there."""
    known = f"both in {names.get(row['ask'], row['ask'])}"
    return shown("; ".join([part for part in row["why"].split("; ") if part != known][:2]))


def _asked(page: Page, names: pd.Series, ask: Any) -> Part | None:
    """Give whom to ask: an actor, or a body that is none."""
    return None if is_blank(ask) else named(page, ask, names.get(ask, ask))


def _how(row: pd.Series) -> str:
    """Say why to ask it."""
    words = {"knows both": "which knows both", "both belong to it": "to which both belong"}
    return words.get(str(row["how"]), shown(f"which {row['how']}"))


def _rows(frame: pd.DataFrame) -> list[tuple[Any, pd.Series]]:
    return list(frame.iterrows())


def _why_call(row: pd.Series) -> str:
    names = row["namers"]
    if not names:
        return "nobody names it"
    among = f", among them {shown(names[0])}" if len(names) > 1 else f": {shown(names[0])}"
    return f"named by {len(names)}{among}"


def _why_risk(row: pd.Series, page: Page, names: pd.Series) -> list[Part]:
    """Say what would happen, and name those cut off where they are few."""
    cut = row["who_ids"] if len(row["parts"]) <= 1 and row["sure"] else ()
    said = f"in the ties reported, {row['sentence']} if it left"
    if not 0 < len(cut) <= MOST_NAMED:
        return [{"text": said, "actor": None}]
    parts: list[Part] = [{"text": f"{said}: ", "actor": None}]
    for place, actor in enumerate(sorted(cut, key=lambda k: str(names[k]))):
        joint = " and " if place == len(cut) - 1 else ", "
        parts += [{"text": joint, "actor": None}] if place else []
        parts.append(named(page, actor, names[actor]))
    return parts

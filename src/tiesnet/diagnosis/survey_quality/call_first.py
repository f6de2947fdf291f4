"""Whom to call: missing answers, the one that could change most first."""

from __future__ import annotations

import pandas as pd

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.connection.register import namers
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field, Gap
from tiesnet.diagnosis.finding import Finding, Mention
from tiesnet.diagnosis.survey_quality.asked import as_asked, tells_answers
from tiesnet.diagnosis.survey_quality.missing_answers import missing_answers
from tiesnet.diagnosis.words import mentions
from tiesnet.language import joined, pieces, say, say_n, word
from tiesnet.metrics import Measures
from tiesnet.network import PARTLY, SILENT, Network

_STATES = {SILENT: word("silent"), PARTLY: word("answered in part")}
_READING = word(
    "Each number says what would change if this one answered: reported ties settled, pairs of "
    "which we would know."
)
_READING_STANDINGS = word(
    "Each number says what would change if this one answered: standings of other firms, reported "
    "ties settled, pairs of which we would know."
)
_FIELDS = (
    Field("actor", "Firm or institution", "actor"),
    Field("answered", "Answer", "word"),
    Field("named_by", "Named by", "count", "actors",
          "Others that tell of a tie with it. At least so many: it may have more."),
    Field("unclear", "Unclear standings", "count", "firms",
          "Other firms of which it cannot be said whether they are disconnected, its missing "
          "answer being one of the reasons."),
    Field("open", "Open standings", "count", "firms",
          "Firms called disconnected or loosely tied, and not tied to it: if it names one, the "
          "tie counts."),
    Field("joins", "Groups it would join", "count", "groups",
          "Separate groups that would become one with its own if it confirmed the ties that wait "
          "for its word."),
    Field("to_confirm", "Ties to confirm", "count", "ties",
          "Ties others report with it, in questions it was asked too and has not answered."),
    Field("pairs", "Pairs made known", "count", "pairs",
          "Pairs of actors, over all questions, of which today nobody whose word counts has "
          "spoken and its answer would tell whether there is a tie."),
)  # fmt: skip
_NAMERS = (Field("actor", "Firm or institution", "actor"), Field("whom", "Named by whom"))


@diagnosis(
    chapter="survey",
    label="Call these first",
    question="Whom should we call first?",
    needs="who was asked and who answered",
    limits="It says what an answer could change, not what it will: whoever is called may name "
    "nobody. Actors never asked are not listed; to ask them is another matter.",
    source="stork1992, kossinets2006",
)
def call_first(measures: Measures, *, top: int = 3) -> Diagnosis:
    """Those asked who did not answer, or not in full, ranked by what their answer could change.

    Each number asks what would be different if this one actor answered all it was asked, and nobody
    else did. Unclear standings: other firms whose connection is unclear and whose doubt its missing
    answer is part of: a reported tie of theirs waits for its word; or they sit in a group apart and
    an answer is missing both there and in the main group, its own among them; or a tie between
    their group and another waits for its word. Open standings: firms called disconnected or loosely
    tied with which it has no tie, where a tie that it alone reports would count by the policy of a
    question it has not answered. Ties to confirm: reported ties of which it was asked too. Pairs
    made known: pairs of a question that are not known by the policy of the relation now and would
    be.

    The order is by unclear and open standings together, then by ties to confirm, then by pairs,
    then by name.
    """
    net = as_asked(measures.net)
    rows = missing_answers(net) if tells_answers(net) else pd.DataFrame()
    shown = _shown(rows)
    people = namers(measures) if len(rows) else {}
    who = pd.DataFrame(
        [(k, "; ".join(people[k])) for k in rows.get("actor", ()) if k in people],
        columns=["actor", "whom"],
    )
    fields = tuple(field for field in _FIELDS if field.key in shown)
    reading = _READING_STANDINGS if {"unclear", "open"} & set(shown) else _READING
    return Diagnosis(
        tables=(
            Evidence("call_first", "Call these first", shown, fields, reading),
            Evidence("call_first_namers", "Who names them", who, _NAMERS, shown="folded"),
        ),
        findings=_findings(net, rows, top),
        gaps=_gaps(net),
        parameters={word("Named in the sentence, at most"): top},
    )


def _shown(rows: pd.DataFrame) -> pd.DataFrame:
    """Leave out what is nothing for everybody."""
    if rows.empty:
        return rows
    rows = rows.drop(columns="standings").assign(answered=rows["answered"].map(_STATES))
    idle = [k for k in ("joins", "unclear", "open") if not rows[k].fillna(0).gt(0).any()]
    return rows.drop(columns=idle)


def _findings(net: Network, rows: pd.DataFrame, top: int) -> tuple[Finding, ...]:
    if rows.empty:
        return ()
    names = net.actors["name"].astype(str)
    first = rows.iloc[0]
    lead = Mention(str(first["actor"]), str(names[first["actor"]]))
    after = [Mention(str(k), str(names[k])) for k in rows["actor"].iloc[1:top]]
    why = _why(first)
    rest: tuple[str | Mention, ...]
    claim = say("Call first the one whose answer could change most")
    if len(rows) == 1:
        claim = say("Call")
        rest = pieces(" {actor}{why}, the only one whose answer is missing.", actor=lead, why=why)
    elif after:
        rest = pieces(": {actor}{why}; then {others}.", actor=lead, why=why, others=mentions(after))
    else:
        rest = (": ", lead, f"{why}.")
    shown = _shown(rows).reset_index(drop=True)
    return (Finding("call_first", "survey", claim, rest, shown, "", "stork1992"),)


def _why(row: pd.Series) -> str:
    """Say what the answer of one actor could do."""
    standings = 0 if pd.isna(row["standings"]) else int(row["standings"])
    parts = []
    if standings:
        parts.append(
            say_n(
                standings,
                "change the standing of {n} firm",
                "change the standing of {n} firms",
            )
        )
    if row["to_confirm"]:
        parts.append(
            say_n(
                int(row["to_confirm"]),
                "confirm or deny {n} reported tie",
                "confirm or deny {n} reported ties",
            )
        )
    if row["pairs"]:
        parts.append(
            say_n(
                int(row["pairs"]),
                "tell of {n} pair nobody has told of",
                "tell of {n} pairs nobody has told of",
            )
        )
    return say(" (the answer could {do})", do=joined(parts)) if parts else ""


def _gaps(net: Network) -> tuple[Gap, ...]:
    if net.origin.survey is None or tells_answers(net):
        return ()
    return (
        Gap(
            "Whom to call cannot be said: the survey does not tell who was asked and did not "
            "answer.",
            "Write down for every firm whether it answered (column respondent of the table "
            "actors), or for every question (table responses).",
        ),
    )

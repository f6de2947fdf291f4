"""Whether both ends of a tie say the same."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field, Gap, Shown
from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.survey_quality.asked import as_asked
from tiesnet.diagnosis.survey_quality.double_reports import (
    contradictions,
    pair_counts,
    questions_of,
    respondents_agreement,
    strength_gaps,
)
from tiesnet.diagnosis.words import count, percent
from tiesnet.language import localised, say, say_n, word
from tiesnet.metrics import Measures
from tiesnet.network import Network

MOST_ON_PAGE = 60
_STATUSES = {
    "both ends say so": "both_say",
    "the other end did not name it": "one_says",
    "the other end says no": "denied",
    "the other end did not answer": "unanswered",
    "the other end was not asked": "unasked",
    "reported by others": "others",
}
_AGREEMENT = (
    Field("layer", "Relation", "layer"),
    Field("confirmed", "Confirmed", "percent", "of ties named",
          "Of the ties that either end names, those that both name."),
    Field("kappa", "Kappa", "number", "",
          "Agreement beyond chance: 1 when all answers agree, 0 when they agree as often as if "
          "each end answered at its own rate and knew nothing of the other."),
    Field("questions", "Asked of the two ends"),
    Field("pairs", "Pairs compared", "count", "pairs", "Both ends were asked and answered."),
    Field("both", "Both name it", "count", "pairs"),
    Field("source_only", "Only the first", "count", "pairs",
          "Only the end the arrow starts from; without arrows, one of the two."),
    Field("target_only", "Only the other", "count", "pairs"),
    Field("neither", "Neither names it", "count", "pairs"),
    Field("observed", "Same answer", "percent", "of pairs",
          "Of all pairs compared, those of which both ends say yes or both say no."),
)  # fmt: skip
_STRENGTHS = (
    Field("layer", "Relation", "layer"),
    Field("strengths", "Ties compared", "count", "ties", "Both ends give a strength."),
    Field("same", "Same strength", "percent"),
    Field("apart", "Apart on average", "number", "points of the scale"),
    Field("higher", "First minus other", "number", "points of the scale",
          "Above 0: the end the arrow starts from says more. Empty without arrows."),
)  # fmt: skip
_SAID = (
    Field("layer", "Relation", "layer"),
    Field("both_say", "Both ends say so", "count", "ties", "Both ends named the tie."),
    Field("one_says", "The other did not name it", "count", "ties",
          "The other end answered and did not name the tie."),
    Field("denied", "The other says no", "count", "ties",
          "The other end was shown the tie and said no."),
    Field("unanswered", "The other did not answer", "count", "ties", "Nothing to compare with."),
    Field("unasked", "The other was not asked", "count", "ties",
          "The question goes to one end only, or the other end is no part of the survey."),
    Field("others", "Reported by others", "count", "ties",
          "Neither end reported it; somebody else did."),
)  # fmt: skip
_CONTRADICTIONS = (
    Field("layer", "Relation", "layer"),
    Field("source", "One end", "actor"),
    Field("source_says", "says", "word"),
    Field("target", "Other end", "actor"),
    Field("target_says", "says of the same tie", "word"),
    Field("gap", "Strengths apart", "number", "", "Empty where one end does not name the tie."),
    Field("where", "Rows of the survey"),
)
_RESPONDENTS = (
    Field("actor", "Firm or institution", "actor"),
    Field("named", "Ties it names", "count", "ties", "Whose other end answered as well."),
    Field("confirmed", "Its partners confirm", "percent"),
    Field("claimed", "Ties others name with it", "count", "ties"),
    Field("shared", "It names them too", "percent"),
    Field("kappa", "Kappa", "number", "", "Over all pairs it is part of; see the relations."),
)


@diagnosis(
    chapter="survey",
    label="Agreement",
    question="Where both ends were asked, do they say the same?",
    needs="both ends of a pair asked, and who reported each tie (column reported_by)",
    limits="Two ends that agree may both be wrong, and two that differ may both be right: what one "
    "calls a project may be small talk to the other. Kappa has no pass mark here: it "
    "falls where few pairs are tied, even if most answers agree.",
    source="cohen1960, scott1955, feinstein1990, marsden1990",
)
def agreement(measures: Measures, *, apart: float = 2.0) -> Diagnosis:
    """Of the ties that one end names, how many the other end names too, and Cohen's kappa.

    Compared are the pairs inside the cluster of which both ends were asked and answered: the same
    question where it has no arrows, a question and its inverse (I sell to, I buy from), or both
    ends of the same arrow. A pair falls into one of four cells: both name it, only the first, only
    the other, none. Confirmed is both over (both + first + other).

    Kappa is (p_o - p_e) / (1 - p_e). p_o is the share of pairs of which both ends say the same.
    p_e is the share expected by chance: with y the share of yes of one end and z that of the other,
    y z + (1 - y)(1 - z) (Cohen 1960). Without arrows the two ends are interchangeable, so each pair
    counts in both orders and y = z (Scott 1955). Kappa is empty when everybody says the same of
    every pair.

    Strengths are compared where both ends name the tie and give one: share of equal ones, mean of
    the absolute difference. Contradictory are pairs that only one end names, that one end denies,
    or whose strengths lie far apart. Per respondent, all its compared pairs are taken together.
    """
    net = as_asked(measures.net)
    rows, strong, against = _relations(net), _strengths(net), contradictions(net, apart)
    who = respondents_agreement(net) if len(rows) else pd.DataFrame()
    people = who.rename_axis("actor").reset_index() if len(who) else pd.DataFrame()
    long: Shown = "folded" if len(against) <= MOST_ON_PAGE else "workbook"
    said = _said(net) if len(rows) else pd.DataFrame()
    tables = (
        Evidence("agreement", "Double reports by relation", rows, _AGREEMENT,
                 "A tie that both ends name is surer than one that only one end names."),
        Evidence("agreement_strengths", "Strengths, where both ends give one", strong,
                 _STRENGTHS, shown="folded"),
        Evidence("agreement_said", "What the other end of every reported tie says", said,
                 tuple(f for f in _SAID if f.key in said), shown="folded"),
        Evidence("contradictions", "Reports that contradict each other", against,
                 _CONTRADICTIONS, shown=long),
        Evidence("agreement_respondents", "Respondent by respondent", people, _RESPONDENTS,
                 shown="workbook"),
    )  # fmt: skip
    return Diagnosis(
        tables=tables,
        findings=_findings(rows, strong, against, apart),
        gaps=_gaps(net, rows),
        cautions=_cautions(rows),
        parameters={word("Strengths contradict each other from a difference of"): apart},
    )


def _relations(net: Network) -> pd.DataFrame:
    counts = pair_counts(net).rename_axis("layer").reset_index()
    asked = [questions_of(net, str(layer)) for layer in counts["layer"]]
    said = [one if one == two else f"{one} / {two}" for one, two in asked]
    counts.insert(1, "questions", said)
    return counts


def _strengths(net: Network) -> pd.DataFrame:
    return strength_gaps(net).rename_axis("layer").reset_index()


def _said(net: Network) -> pd.DataFrame:
    """Count, per relation, what the other end says of every tie anybody reported."""
    ties = net.origin.reported
    known = ties[ties["status"].isin(list(_STATUSES))]
    found = pd.crosstab(known["layer"].astype("object"), known["status"].map(_STATUSES))
    found = found.reindex(columns=list(_STATUSES.values()), fill_value=0)
    found = found.loc[:, found.sum() > 0]
    order = [name for name in net.layers.index if name in found.index]
    made = found.loc[order].rename_axis("layer").reset_index()
    made.columns.name = None
    return made


def _findings(
    rows: pd.DataFrame, strong: pd.DataFrame, against: pd.DataFrame, apart: float
) -> tuple[Finding, ...]:
    if rows.empty:
        return ()
    found = [_confirmed(rows)]
    if len(strong):
        found.append(_strength_finding(strong))
    if len(against):
        found.append(_contradicted(against, apart))
    return tuple(found)


def _confirmed(rows: pd.DataFrame) -> Finding:
    both = int(rows["both"].sum())
    named = int(rows[["both", "source_only", "target_only"]].to_numpy().sum())
    claim = say(
        "{share} of the ties that either end names are named by both", share=percent(both / named)
    )
    rest = _beyond_chance(both, named, rows["kappa"].dropna())
    return Finding("agreement", "survey", claim, (rest,), rows, "", "cohen1960")


def _beyond_chance(both: int, named: int, kappas: pd.Series) -> str:
    """Say on how many ties this rests, and what is left of it beyond chance."""
    ties = {"both": both, "named": named}
    if kappas.empty:
        return say(" ({both} of {named}, where both were asked and answered).", **ties)
    low, high = (localised(f"{value:.2f}") for value in (kappas.min(), kappas.max()))
    if len(kappas) == 1:
        return say(
            " ({both} of {named}, where both were asked and answered); agreement beyond chance, "
            "Cohen's kappa, is {kappa}.",
            kappa=low,
            **ties,
        )
    if kappas.min() < kappas.max():
        return say(
            " ({both} of {named}, where both were asked and answered); agreement beyond chance, "
            "Cohen's kappa, runs from {low} to {high} by relation.",
            low=low,
            high=high,
            **ties,
        )
    return say(
        " ({both} of {named}, where both were asked and answered); agreement beyond chance, "
        "Cohen's kappa, is {kappa} by relation.",
        kappa=low,
        **ties,
    )


def _strength_finding(strong: pd.DataFrame) -> Finding:
    weight = strong["strengths"].to_numpy(dtype=float)
    same = float(np.average(strong["same"], weights=weight))
    apart = float(np.average(strong["apart"], weights=weight))
    claim = say(
        "In {share} of the ties to which both ends give a strength it is the same",
        share=percent(same),
    )
    points = f"{apart:.1f}"
    rest = say_n(
        1 if points == "1.0" else 2,
        " ({ties}); on average the two lie {points} point of the scale apart.",
        " ({ties}); on average the two lie {points} points of the scale apart.",
        ties=count(int(weight.sum()), "tie", "ties"),
        points=localised(points),
    )
    return Finding("agreement_strengths", "survey", claim, (rest,), strong, "", "marsden1990")


def _contradicted(against: pd.DataFrame, apart: float) -> Finding:
    far = int(against["gap"].notna().sum())
    alone = len(against) - far
    claim = say_n(
        len(against),
        "The two ends of {n} pair contradict each other",
        "The two ends of {n} pairs contradict each other",
    )
    points = localised(f"{apart:g}")
    if not far:
        rest = say(": only one says that there is a tie.")
    elif not alone:
        rest = say(": their strengths lie {points} or more apart.", points=points)
    else:
        rest = say(
            ": of {alone} only one end says that there is a tie, and of {far} the strengths lie "
            "{points} or more apart.",
            alone=alone,
            far=far,
            points=points,
        )
    return Finding("contradictions", "survey", claim, (rest,), against)


def _cautions(rows: pd.DataFrame) -> tuple[str, ...]:
    few = rows[rows[["both", "source_only", "target_only"]].sum(axis=1) < 10] if len(rows) else rows
    if few.empty:
        return ()
    return (
        say("A relation with fewer than ten named ties has a kappa that hangs on single answers."),
    )


def _gaps(net: Network, rows: pd.DataFrame) -> tuple[Gap, ...]:
    survey = net.origin.survey
    if len(rows) or survey is None or survey.ties.empty:
        return ()
    assumed = survey.assumptions.loc[survey.assumptions["code"] == "source_reports", "count"].sum()
    if survey.ties["reported_by"].notna().sum() <= assumed:
        return (
            Gap(
                "The survey does not say who reported a tie, so the reports of its two ends cannot "
                "be compared.",
                "Keep with every tie who reported it (column reported_by).",
            ),
        )
    return (
        Gap(
            "No tie has two ends that answered the same question, so reports cannot be compared.",
            "Ask both ends: “I sell to” and “I buy from”, or “we work together”.",
        ),
    )

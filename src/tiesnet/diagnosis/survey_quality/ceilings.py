"""Lists that end where the questionnaire does: many respondents at the highest number of names."""

from __future__ import annotations

import pandas as pd

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field, Gap
from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.survey_quality.asked import as_asked, names_given, relation_label
from tiesnet.diagnosis.words import percent
from tiesnet.language import say, say_n, word
from tiesnet.metrics import Measures
from tiesnet.network import Network

_COLUMNS = ("relation", "namers", "mean", "most", "at_most", "share", "below", "ceiling")
_FIELDS = (
    Field("relation", "Question"),
    Field("namers", "Respondents who name somebody", "count"),
    Field("mean", "Names, on average", "number"),
    Field("most", "Most names", "count", "", "The limit given, or the most anybody names."),
    Field("at_most", "Respondents there", "count", "", "They name as many as that, or more."),
    Field("share", "Share there", "percent", "of those who name somebody"),
    Field("below", "One name fewer", "count", "respondents"),
    Field("ceiling", "Looks like a limit", "flag"),
)


@diagnosis(
    chapter="survey",
    label="List ceilings",
    question="Did the lists of partners end too early?",
    needs="who reported each tie; the limit of the list, where the questionnaire had one",
    limits="A pile of answers at one number shows a limit; that nobody is near it does not show "
    "that there was none. Whom respondents left out is not known.",
    source="holland1973, kossinets2006",
)
def list_ceilings(
    measures: Measures, *, limit: int = 0, share: float = 0.2, least: int = 3
) -> Diagnosis:
    """Questions where many respondents name exactly as many partners as anybody does.

    A form with five lines gets at most five names, so that the number of partners stops at five
    and busy firms look like others. For each question the partners every respondent names are
    counted, those outside the cluster too. It looks like a limit when at least so many respondents
    name the highest number, they are at least so large a share of those who name somebody, they are
    more than those with one name fewer, and the number is at least two. With a limit given, whoever
    names as many or more stands at it. Nothing is corrected.
    """
    net = as_asked(measures.net)
    rows = name_counts(net, limit, share, least)
    used = str(limit) if limit else say("the most anybody names")
    return Diagnosis(
        tables=(Evidence("list_ceilings", "Names given, by question", rows, _FIELDS,
                         shown="folded"),),
        findings=_findings(rows, limit),
        gaps=_gaps(net, rows),
        parameters={
            word("Limit of a list"): used,
            word("Share of respondents at the limit, at least"): share,
            word("Respondents at the limit, at least"): least,
        },
    )  # fmt: skip


def name_counts(net: Network, limit: int, share: float, least: int) -> pd.DataFrame:
    """Count names by question; see `list_ceilings` for what looks like a limit."""
    survey, given = net.origin.survey, names_given(net)
    rows = []
    for relation in () if survey is None else survey.relations.index:
        own = given[given["relation"].eq(relation)]
        numbers = own.groupby("actor")["partner"].nunique()
        if survey is None or numbers.empty:
            continue
        most = limit or int(numbers.max())
        there, below = int((numbers >= most).sum()), int((numbers == most - 1).sum())
        part = there / len(numbers)
        ends = there >= least and part >= share and there > below and most > 1
        label = relation_label(survey, str(relation))
        rows.append(
            (label, len(numbers), float(numbers.mean()), most, there, part, below, bool(ends))
        )
    return pd.DataFrame(rows, columns=list(_COLUMNS))


def _findings(rows: pd.DataFrame, limit: int) -> tuple[Finding, ...]:
    found: list[Finding] = []
    for _, row in rows[rows["ceiling"].astype(bool)].iterrows():
        share = percent(float(row["share"]))
        claim, rest = (
            _exactly(row),
            say(", {share} of those who name somebody: the list seems to end there.", share=share),
        )
        if limit:
            claim, rest = (
                _or_more(row),
                say(
                    ", {share} of those who name somebody: they stand at the limit given.",
                    share=share,
                ),
            )
        own = rows[rows["relation"] == row["relation"]].reset_index(drop=True)
        key = f"list_ceiling_{len(found)}"
        caution = say("Firms with many partners may have more than the list could hold.")
        found.append(Finding(key, "survey", claim, (rest,), own, caution, "holland1973"))
    if found or rows.empty:
        return tuple(found)
    claim = say("No list of partners seems to have ended too early")
    rest = say(": answers do not pile up at the highest number of names.")
    return (Finding("list_ceilings", "survey", claim, (rest,), rows, "", "holland1973"),)


def _exactly(row: pd.Series) -> str:
    return say_n(
        int(row["at_most"]),
        "{n} respondent names exactly {most} partners in “{question}”",
        "{n} respondents name exactly {most} partners in “{question}”",
        most=int(row["most"]),
        question=row["relation"],
    )


def _or_more(row: pd.Series) -> str:
    return say_n(
        int(row["at_most"]),
        "{n} respondent names {most} or more partners in “{question}”",
        "{n} respondents name {most} or more partners in “{question}”",
        most=int(row["most"]),
        question=row["relation"],
    )


def _gaps(net: Network, rows: pd.DataFrame) -> tuple[Gap, ...]:
    if len(rows) or net.origin.survey is None or net.origin.survey.ties.empty:
        return ()
    return (
        Gap(
            "Whether lists of partners ended too early cannot be said: the reporter is not known.",
            "Keep with every tie who reported it (column reported_by).",
        ),
    )

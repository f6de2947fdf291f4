"""What was left blank by those who answered."""

from __future__ import annotations

import pandas as pd

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field, Gap
from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.survey_quality.asked import (
    as_asked,
    heard,
    of_wave,
    relation_label,
    tells_answers,
    wave_of,
)
from tiesnet.diagnosis.survey_quality.columns import column_said
from tiesnet.diagnosis.words import percent
from tiesnet.language import in_quotes, say, say_n, word
from tiesnet.metrics import Measures
from tiesnet.network import TOLD, Network

ATTRIBUTE, ITEM, DETAIL = word("about the firm"), word("scale item"), word("about a tie")
_NO_ATTRIBUTE = {"name", "kind", "in_cluster", "respondent", "wave", "contact", "consent"}
_MAY_NOT_APPLY = ("owner", "ownership")  # a blank says that no end owns the other
_COLUMNS = ("what", "about", "of", "asked", "blank", "share")
_FIELDS = (
    Field("what", "Asked"),
    Field("about", "Kind of question", "word"),
    Field("of", "Of what"),
    Field("asked", "Cells", "count", "", "Those that could have been filled in."),
    Field("blank", "Blank", "count"),
    Field("share", "Share blank", "percent"),
)


@diagnosis(
    chapter="survey",
    label="Left blank",
    question="What was left blank?",
    needs="attributes of firms, items of a scale, or strength, trust and other details of ties",
    limits="A blank may mean refused, not known, or does not apply: the survey does not say which. "
    "A question nobody filled in is taken as not asked and is not listed.",
    source="deleeuw2003",
)
def blanks(measures: Measures, *, many: float = 0.2) -> Diagnosis:
    """The share of blank cells among those who were asked and answered.

    Attributes are counted over the firms of the cluster that answered, in full or in part (over
    all of them where the survey does not say who did). Items of a scale are counted over the
    actors that answered any item of that scale, so that whoever left the page out is no blank.
    Strength, trust and other details are counted over the reports of a tie, question by question,
    where at least one report of that question fills them in; a blank owner says that no
    end owns the other, so owners are not counted. Only the wave shown counts for ties
    and items.
    """
    net = as_asked(measures.net)
    rows = blank_cells(net)
    return Diagnosis(
        tables=(Evidence("blanks", "Cells left blank", rows, _FIELDS, shown="folded"),),
        findings=_findings(rows, many, tells_answers(net)),
        gaps=_gaps(net, rows),
        parameters={word("Share of blanks from which a question is named"): many},
    )


def blank_cells(net: Network) -> pd.DataFrame:
    """Count blank cells question by question, most blanks first.

    Returns
    -------
    DataFrame
        ``what`` was asked, ``about`` (`ATTRIBUTE`, `ITEM` or `DETAIL`), ``of`` what (firms, a
        scale, a question about ties), ``asked`` cells, ``blank`` ones and their ``share``.
    """
    if net.origin.survey is None:
        return pd.DataFrame({name: pd.Series(dtype="object") for name in _COLUMNS})
    rows = pd.DataFrame(
        [*_attributes(net), *_items(net), *_details(net)], columns=list(_COLUMNS[:5])
    )
    rows["share"] = (rows["blank"] / rows["asked"]).astype("float64")
    return rows.sort_values("share", ascending=False, kind="stable", ignore_index=True)


def _attributes(net: Network) -> list[tuple[str, str, str, int, int]]:
    survey = net.origin.survey
    assert survey is not None
    table = survey.actors.loc[survey.actors.index.intersection(heard(net), sort=False)]
    table = table[table["kind"] == "firm"]
    whom = say("firms that answered") if tells_answers(net) else say("firms")
    rows = []
    for name in map(str, table.columns):
        blank = _blank(table[name])
        if name not in _NO_ATTRIBUTE and not name.startswith("_") and not blank.all():
            rows.append((column_said(name), ATTRIBUTE, whom, len(table), int(blank.sum())))
    return rows


def _items(net: Network) -> list[tuple[str, str, str, int, int]]:
    survey = net.origin.survey
    assert survey is not None
    items = survey.items
    if items.empty:
        return []
    items = of_wave(items, wave_of(net), blank=True)
    items = items[items["actor"].isin(net.inside().actors.index)]
    scale = items["scale"].fillna("") if "scale" in items else pd.Series("", index=items.index)
    filled = items.assign(scale=scale.astype("object"))[~_blank(items["answer"]).to_numpy()]
    rows = []
    for name, own in filled.groupby("scale", sort=True):
        people = own["actor"].nunique()
        told = own.groupby("item", sort=False)["actor"].nunique()
        of = str(name).replace("_", " ") or say("items")
        rows += [(str(i), ITEM, of, int(people), int(people - n)) for i, n in told.items()]
    return rows


def _details(net: Network) -> list[tuple[str, str, str, int, int]]:
    survey = net.origin.survey
    assert survey is not None
    ties = of_wave(survey.ties, wave_of(net))
    ties = ties[ties["strength"].ne(0)]
    given = [n for n in ("strength", *TOLD) if n in ties.columns and n not in _MAY_NOT_APPLY]
    rows = []
    for relation, own in ties.groupby("relation", sort=False, observed=True):
        for name in given:
            blank = _blank(own[name])
            if not blank.all():
                of = relation_label(survey, str(relation))
                rows.append((column_said(name), DETAIL, of, len(own), int(blank.sum())))
    return rows


def _blank(values: pd.Series) -> pd.Series:
    return values.isna() | values.astype("object").map(lambda v: isinstance(v, str) and not v)


def _findings(rows: pd.DataFrame, many: float, told: bool) -> tuple[Finding, ...]:
    if rows.empty:
        return ()
    asked, blank = int(rows["asked"].sum()), int(rows["blank"].sum())
    if not blank:
        claim = say("Nothing is left blank")
        if told:
            claim = say("Those who answered left nothing blank")
        rest = say_n(
            asked,
            ": all {n} cell that could be filled in are filled.",
            ": all {n} cells that could be filled in are filled.",
        )
        return (Finding("blanks", "survey", claim, (rest,), rows, "", "deleeuw2003"),)
    share = percent(blank / asked)
    claim = say("{share} of the cells are blank", share=share)
    if told:
        claim = say("Those who answered left {share} of the cells blank", share=share)
    rest = _most_often(rows[rows["share"] >= many], blank, asked, percent(many))
    return (Finding("blanks", "survey", claim, (rest,), rows, "", "deleeuw2003"),)


def _most_often(often: pd.DataFrame, blank: int, asked: int, many: str) -> str:
    """Name the questions left blank most often."""
    cells = {"blank": blank, "asked": asked}
    if often.empty:
        return say(" ({blank} of {asked}); no question reaches {share}.", share=many, **cells)
    named = ", ".join(
        f"{_said(row)} ({percent(float(row['share']))})" for _, row in often[:3].iterrows()
    )
    if len(often) <= 3:
        return say(" ({blank} of {asked}), most often {questions}.", questions=named, **cells)
    return say_n(
        len(often) - 3,
        " ({blank} of {asked}), most often {questions} and {n} more from {share} on.",
        " ({blank} of {asked}), most often {questions} and {n} more from {share} on.",
        questions=named,
        share=many,
        **cells,
    )


def _said(row: pd.Series) -> str:
    what = str(row["what"])
    if row["about"] == DETAIL:
        return say("{detail} of “{question}”", detail=what.lower(), question=row["of"])
    return in_quotes(what)


def _gaps(net: Network, rows: pd.DataFrame) -> tuple[Gap, ...]:
    if len(rows) or net.origin.survey is None:
        return ()
    return (
        Gap(
            "Nothing but ties was asked, or nobody answered, so there are no blanks to count.",
            "Ask firms about themselves (sector, size, place) and for the strength of ties.",
        ),
    )

"""The nearest way into the main group for every disconnected firm, and whom to approach."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.connection.register import response
from tiesnet.diagnosis.connection.ways import BODY, PARTNER, ways
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field, Gap
from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.introductions.open_pairs import wanting, whole_measures
from tiesnet.language import say, say_n
from tiesnet.metrics import NEAR, Measures

_FIRMS = (
    Field("firm", "Firm", "actor"),
    Field("connection", "Connection", "word"),
    Field("way", "Nearest way in"),
    Field("approach", "Whom to approach", "actors"),
    Field("connection_firms", "Without institutions", "word",
          definition="The same among firms only, institutions left out."),
    Field("partners", "Partners", "count"),
    Field("nobody", "Named by nobody", "flag",
          definition="No other actor inside the cluster reports a tie with it."),
    Field("coreness", "Coreness", "number", "index",
          "How close it is to the core; 0 outside the densest part, empty without ties."),
    Field("years", "Years in the cluster", "count", "years"),
    Field("newcomer", "Newcomer", "flag"),
)  # fmt: skip
_WAYS = (
    Field("firm", "Firm", "actor"),
    Field("way", "Way in", "word"),
    Field("through", "Through"),
    Field("steps", "Steps", "count", "ties",
          "Ties or memberships on the way to those to approach; empty where nothing links them."),
    Field("approach", "Whom to approach", "actors"),
)  # fmt: skip


@diagnosis(
    chapter="disconnected",
    label="Ways in",
    question="What is the nearest way in for a disconnected firm, and whom should it approach?",
    needs="who answered and who is tied to whom; memberships, places, stages and the year a firm "
    "came to the cluster tell more",
    limits="It lists those who are near, not those who would agree. Firms that did not answer are "
    "neither listed nor proposed: nobody knows their ties.",
    source="valente2012, granovetter1973, urzelai2017",
)
def way_in(
    measures: Measures, *, most: int = 3, newcomer_years: int = 3, near: float = NEAR
) -> Diagnosis:
    """Whom a disconnected firm should approach to get into the main group, the nearest first.

    The firms are those the register calls disconnected (no tie, outside the main component, or
    hanging by one tie), then those that only institutions connect. Ways in, the nearest first:
    through the one partner it has, or the institution that connects it, to the partners of that
    partner; through partners outside the cluster, along the shortest path of ties; through a body
    it belongs to, the smallest first, to the other members; to firms at the same place; to firms
    at its own or a neighbouring stage. Proposed are firms that answered and are tied to the main
    group by more than one tie, those with most partners first.

    Coreness is that of the continuous model of core and periphery. A newcomer came to the cluster
    at most so many years before the survey.
    """
    measures = whole_measures(measures)
    table = ways(measures, most=most, near=near)
    rows = _firms(measures, table, newcomer_years)
    if rows["years"].isna().all():
        rows = rows.drop(columns=["years", "newcomer"])
    fields = tuple(field for field in _FIRMS if field.key in rows)
    return Diagnosis(
        tables=(
            Evidence(
                "way_in",
                "Firms that need a way in",
                rows,
                fields,
                "Named by nobody: nobody but the firm itself tells of its ties.",
            ),
            Evidence("ways_in", "All ways in", table, _WAYS, shown="folded"),
        ),
        findings=_findings(rows, table),
        gaps=_gaps(measures, rows, table),
        cautions=_cautions(measures),
        parameters={
            "Firms to approach, at most": most,
            "A newcomer has been there for at most, in years": newcomer_years,
            "Kilometres below which two firms are at the same place": near,
        },
    )


def _firms(measures: Measures, table: pd.DataFrame, newcomer_years: int) -> pd.DataFrame:
    need = wanting(measures)
    nearest = table.drop_duplicates("firm").set_index("firm")
    years = _years(measures).reindex(need.index)
    coreness = measures.actors["all"].reindex(columns=["coreness"])["coreness"]
    rows = pd.DataFrame(
        {
            "firm": need.index.astype("object"),
            "connection": need["connection"].to_numpy(),
            "connection_firms": need["connection_firms"].to_numpy(),
            "partners": need["partners"].to_numpy(),
            "nobody": need["named_by"].eq(0).to_numpy(dtype=bool),
            "coreness": coreness.reindex(need.index).to_numpy(dtype=float),
            "years": years.to_numpy(dtype=float),
            "newcomer": [None if np.isnan(y) else bool(y <= newcomer_years) for y in years],
        }
    )
    said = {k: _said(row) for k, row in nearest.iterrows()}
    rows["way"] = [said.get(firm) for firm in rows["firm"]]
    found = nearest["approach"].to_dict()
    rows["approach"] = [found.get(firm, ()) for firm in rows["firm"]]
    return rows


def _said(row: pd.Series) -> str:
    way = say(row["way"])
    return f"{way}: {row['through']}" if row["through"] else way


def survey_year(measures: Measures) -> int | None:
    """Give the year the survey was made: that of the wave shown, else of its date."""
    survey = measures.net.origin.survey
    date = "" if survey is None else str(survey.info.get("date", "") or "")
    wave = str(measures.net.origin.parameters.get("wave") or "")
    found = re.search(r"\b(?:19|20)\d\d\b", wave) or re.search(r"(?:19|20)\d\d", date)
    return int(found.group()) if found else None


def _years(measures: Measures) -> pd.Series:
    """Count the years since a firm came to the cluster; nothing for a year after the survey."""
    actors, year = measures.net.actors, survey_year(measures)
    if "entered" not in actors or year is None:
        return pd.Series(np.nan, index=actors.index)
    years = year - pd.to_numeric(actors["entered"], errors="coerce").astype(float)
    return years.where(years >= 0)


def _findings(rows: pd.DataFrame, table: pd.DataFrame) -> tuple[Finding, ...]:
    if rows.empty:
        return ()
    nearest = table.drop_duplicates("firm")["way"].value_counts()
    by_tie = int(sum(n for way, n in nearest.items() if way in PARTNER))
    by_body = int(nearest.get(BODY, 0))
    known, left = by_tie + by_body, int(nearest.sum()) - by_tie - by_body
    ways = [say("{n} through a partner", n=by_tie)] if by_tie else []
    ways += [say("{n} through a body they belong to", n=by_body)] if by_body else []
    rest = f": {', '.join(ways)}" if ways else ""
    if left and known:
        tail = say("; for {n} more only the place or the stage points to somebody.", n=left)
    elif left:
        tail = say("; for {n} of them only the place or the stage points to somebody.", n=left)
    else:
        tail = "."
    claim = _claim(len(rows), known)
    found = Finding("way_in", "disconnected", claim, (rest + tail,), rows)
    return found, *_newcomers(rows)


def _claim(firms: int, known: int) -> str:
    """Say how many of the firms that need a way in have one."""
    if not known:
        return say_n(
            firms,
            "For {n} firm that needs a way in no tie or membership leads there",
            "For {n} firms that need a way in no tie or membership leads there",
        )
    if firms == 1:
        return say("1 of 1 firm that needs a way in has one through ties or memberships")
    return say_n(
        known,
        "{n} of {firms} firms that need a way in has one through ties or memberships",
        "{n} of {firms} firms that need a way in have one through ties or memberships",
        firms=firms,
    )


def _newcomers(rows: pd.DataFrame) -> tuple[Finding, ...]:
    """Say how many of the firms that need a way in came lately."""
    if "newcomer" not in rows or not rows["newcomer"].eq(True).any():
        return ()
    new = rows[rows["newcomer"].eq(True)]
    claim = say_n(
        len(new),
        "{n} of the firms that need a way in is a newcomer",
        "{n} of the firms that need a way in are newcomers",
    )
    told = int(rows["newcomer"].notna().sum())
    rest = say(", of {n} whose year of entry is known.", n=told)
    return (Finding("newcomers", "disconnected", claim, (rest,), new, "", "urzelai2017"),)


def _gaps(measures: Measures, rows: pd.DataFrame, table: pd.DataFrame) -> tuple[Gap, ...]:
    gaps = []
    without = int((~rows["firm"].isin(table["firm"])).sum())
    if without:
        what = say_n(
            without,
            "For {n} firm that needs a way in nothing points to one.",
            "For {n} firms that need a way in nothing points to one.",
        )
        gaps.append(Gap(what, "Ask every firm for its place, its stage and its memberships."))
    if len(rows) and "years" not in rows:
        gaps.append(
            Gap(
                "How long disconnected firms have been in the cluster is not known, so newcomers "
                "cannot be told.",
                "Ask every firm in which year it came to the cluster.",
            )
        )
    return tuple(gaps)


def _cautions(measures: Measures) -> tuple[str, ...]:
    if not response(measures).silent:
        return ()
    return (say("Firms that did not answer may be tied in or not; they are not listed."),)

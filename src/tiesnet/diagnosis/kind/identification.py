"""Where a sector is concentrated: location quotients from jobs per region and sector."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field, Gap
from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.words import percent
from tiesnet.language import localised, say, say_n, word
from tiesnet.metrics import Measures
from tiesnet.network import Network

STRONG, CONCENTRATED, ABOVE, BELOW, FEW = (
    word("strongly concentrated"),
    word("concentrated"),
    word("above its share"),
    word("not above its share"),
    word("too few jobs to say"),
)
"""What is said of a location quotient, by the cut-offs it reaches."""
COLUMNS = [
    "region",
    "sector",
    "year",
    "employees",
    "share",
    "share_everywhere",
    "quotient",
    "change",
    "own",
    "says",
]
_LABEL = "Concentration of jobs"
_FIELDS = (
    Field("region", "Region"),
    Field("sector", "Sector"),
    Field("year", "Year"),
    Field("employees", "Employees", "count"),
    Field("share", "Share of the region's jobs", "percent"),
    Field("share_everywhere", "Share everywhere", "percent", "", "Of the jobs of all regions."),
    Field("quotient", "Location quotient", "number", "ratio",
          "Share in the region over share everywhere; 1: as everywhere."),
    Field("change", "Change", "number", "", "Of the quotient, since the first year given."),
    Field("own", "Of this cluster", "flag", "", "Firms inside are in this place and sector."),
    Field("says", "Reading", "word"),
)  # fmt: skip
_ASK = word(
    "Add the table 'employment' with the jobs of each region and sector, for at least two regions "
    "and two sectors that together make up the country or the area to compare with."
)


@diagnosis(
    chapter="kind",
    label=_LABEL,
    question="Is the sector concentrated here?",
    needs="jobs per region and sector, for all regions and sectors of the area to compare with",
    limits="It finds concentration, not a cluster: jobs side by side need not have ties. The table "
    "must cover the whole area, without a row for the area itself. Few jobs give large quotients "
    "easily.",
    source="odonoghue2004",
)
def identification(
    measures: Measures,
    *,
    above: float = 1.0,
    concentrated: float = 1.25,
    strong: float = 3.0,
    jobs: int = 100,
) -> Diagnosis:
    """How much larger the share of a sector is in a region than in all regions together.

    Location quotient of sector s in region r = (jobs of s in r / jobs in r) / (jobs of s
    everywhere / jobs everywhere), for each year by itself; everywhere is the sum over the table.
    Above 1 a sector has more than its share. There is no agreed cut-off for a concentration:
    1.25 and 3 are in use, among others (reviewed by O'Donoghue & Gleave 2004, who call them
    arbitrary). Rows with fewer jobs than the option says get a quotient and no reading.
    """
    parameters = {
        word("Above its share from a quotient over"): above,
        word("Concentrated from a quotient of"): concentrated,
        word("Strongly concentrated from a quotient of"): strong,
        word("Fewest jobs for a reading"): jobs,
    }
    table, lacks = _employment(measures.net)
    rows = quotients(table)
    if rows.empty:
        gap = Gap("Whether the sector is concentrated here cannot be said.", _ASK)
        return Diagnosis(gaps=(gap,), parameters=parameters)
    says = [
        _reading(q, e, above, concentrated, strong, jobs)
        for q, e in zip(rows["quotient"], rows["employees"], strict=True)
    ]
    rows = rows.assign(own=_own(measures.net, rows), says=says)
    evidence = Evidence(
        "location_quotients",
        "Location quotients",
        _sorted(rows)[COLUMNS],
        _FIELDS,
        "A quotient of 2 says that the sector has twice the share of jobs it has everywhere.",
        "page" if len(rows) <= 12 else "folded",
    )
    return Diagnosis(
        tables=(evidence,),
        findings=_findings(rows, _sectors(measures.net, rows)),
        gaps=_gaps(measures.net, rows),
        cautions=_cautions(rows, lacks),
        parameters=parameters,
    )


def quotients(employment: pd.DataFrame) -> pd.DataFrame:
    """Compute the location quotient of each region and sector, year by year.

    Parameters
    ----------
    employment : DataFrame
        ``region``, ``sector``, ``year`` (text, empty when there is one only), ``employees``.

    Returns
    -------
    DataFrame
        The same with ``share`` (of the region's jobs), ``share_everywhere``, ``quotient`` and
        ``change`` since the first year of the pair (empty in that year). Years with fewer than
        two regions or two sectors are left out: there the quotient is 1 whatever the jobs are.
    """
    keys = ["region", "sector", "year"]
    table = employment.groupby(keys, as_index=False, sort=True)["employees"].sum()
    wide = table.groupby("year")[["region", "sector"]].transform("nunique").min(axis=1)
    table = table[(wide > 1).to_numpy()].reset_index(drop=True)
    jobs = table["employees"].astype(float)

    def total(*by: str) -> pd.Series:
        return jobs.groupby([table[name] for name in by]).transform("sum")

    region, sector, everywhere = total("region", "year"), total("sector", "year"), total("year")
    share = (jobs / region).where(region > 0)
    overall = (sector / everywhere).where(everywhere > 0)
    quotient = (share / overall).where(overall > 0)
    first = quotient.groupby([table["region"], table["sector"]]).transform("first")
    again = table.duplicated(["region", "sector"]).to_numpy()
    return table.assign(
        share=share,
        share_everywhere=overall,
        quotient=quotient,
        change=(quotient - first).where(again),
    )


def _employment(net: Network) -> tuple[pd.DataFrame, int]:
    """Give the table of jobs without incomplete rows, and how many these are."""
    survey = net.origin.survey
    columns = ["region", "sector", "year", "employees"]
    if survey is None or survey.employment.empty:
        return pd.DataFrame(columns=columns).astype({"employees": float}), 0
    table = survey.employment.reindex(columns=columns)
    whole = table[["region", "sector", "employees"]].notna().all(axis=1)
    whole &= ~(table["employees"].astype(float) < 0)
    kept = table[whole].reset_index(drop=True)
    years = [_year(value) for value in kept["year"]]
    texts = {name: _one_spelling(kept[name]) for name in ("region", "sector")}
    return kept.assign(**texts, year=years, employees=kept["employees"].astype(float)), int(
        (~whole).sum()
    )


def _one_spelling(values: pd.Series) -> list[str]:
    """Write texts that differ only in case and in spaces around them alike."""
    plain, shown = _plain(values), dict[str, str]()
    for key, text in sorted(zip(plain, values.astype("str").str.strip(), strict=True)):
        shown.setdefault(key, text)
    return [shown[key] for key in plain]


def _year(value: object) -> str:
    if value is None or pd.isna(value):
        return ""
    return str(int(value)) if isinstance(value, float | int | np.number) else str(value)


def _reading(
    quotient: float, employees: float, above: float, concentrated: float, strong: float, jobs: int
) -> str:
    if np.isnan(quotient) or employees < jobs:
        return FEW
    if quotient >= strong:
        return STRONG
    if quotient >= concentrated:
        return CONCENTRATED
    return ABOVE if quotient > above else BELOW


def _own(net: Network, rows: pd.DataFrame) -> list[bool | None]:
    """Tell which rows are places and sectors of firms inside; empty where neither is known."""
    actors = net.inside().firms().actors
    if not {"location", "sector"} <= set(actors):
        return [None] * len(rows)
    own = set(zip(_plain(actors["location"]), _plain(actors["sector"]), strict=True))
    own = {(place, sector) for place, sector in own if place and sector}
    if not {place for place, _ in own} & set(_plain(rows["region"])):
        return [None] * len(rows)
    return [key in own for key in zip(_plain(rows["region"]), _plain(rows["sector"]), strict=True)]


def _sectors(net: Network, rows: pd.DataFrame) -> set[str]:
    """Name the sectors of the table that firms inside belong to."""
    actors = net.inside().firms().actors
    own = set(_plain(actors["sector"])) if "sector" in actors else set()
    return own & set(_plain(rows["sector"])) - {""}


def _plain(values: pd.Series) -> list[str]:
    return ["" if pd.isna(value) else str(value).strip().casefold() for value in values]


def _sorted(rows: pd.DataFrame) -> pd.DataFrame:
    """Put the last year and the highest quotients first."""
    keys = ["year", "quotient", "region", "sector"]
    return rows.sort_values(keys, ascending=[False, False, True, True], ignore_index=True)


def _findings(rows: pd.DataFrame, sectors: set[str]) -> tuple[Finding, ...]:
    """Speak of the cluster's own rows, else of the region where each of its sectors is highest."""
    last = _sorted(rows[rows["year"] == rows["year"].max()])
    chosen = last[last["own"].eq(True).astype(bool) & last["says"].ne(FEW)]
    if chosen.empty:
        high = last[last["says"].isin([STRONG, CONCENTRATED])]
        high = high[np.isin(_plain(high["sector"]), list(sectors))] if sectors else high
        chosen = high.drop_duplicates("sector")
    return tuple(_finding(row) for _, row in chosen.head(_SAID).iterrows())


_SAID = 3
_BY = "odonoghue2004"


def _finding(row: pd.Series) -> Finding:
    claim = say(
        "{sector} has {share} of the jobs in {region}, and {everywhere} everywhere",
        sector=row["sector"],
        share=percent(row["share"]),
        region=row["region"],
        everywhere=percent(row["share_everywhere"]),
    )
    evidence = row.to_frame().T
    caution = say("Concentration alone makes no cluster: see the ties.")
    rest = f"{_quotient(row)}{_change(row)}"
    return Finding("location_quotient", "kind", claim, (rest,), evidence, caution, _BY)


def _quotient(row: pd.Series) -> str:
    quotient, says = localised(f"{row['quotient']:.1f}"), say(row["says"])
    if row["year"]:
        return say(
            " (location quotient {quotient} in {year}): {says}",
            quotient=quotient,
            year=row["year"],
            says=says,
        )
    return say(" (location quotient {quotient}): {says}", quotient=quotient, says=says)


def _change(row: pd.Series) -> str:
    """Say how the quotient moved since the first year, and end the sentence."""
    if pd.isna(row["change"]):
        return "."
    size = localised(f"{abs(row['change']):.1f}")
    if abs(row["change"]) < 0.05:
        return say(", as in the first year given.")
    if row["change"] > 0:
        return say(", up by {size}.", size=size)
    return say(", down by {size}.", size=size)


def _gaps(net: Network, rows: pd.DataFrame) -> tuple[Gap, ...]:
    if any(value is True for value in rows["own"]):
        return ()
    return (
        Gap(
            "Which of these regions and sectors is the cluster's cannot be said.",
            "Write location and sector of firms as the regions and sectors of the table "
            "'employment'.",
        ),
    )


def _cautions(rows: pd.DataFrame, lacks: int) -> tuple[str, ...]:
    said = []
    if lacks:
        said.append(
            say_n(
                lacks,
                "{n} row of the table of jobs is incomplete and left out, so that sums are too "
                "low.",
                "{n} rows of the table of jobs are incomplete and left out, so that sums are too "
                "low.",
            )
        )
    for year, own in rows.groupby("year"):
        holes = own["region"].nunique() * own["sector"].nunique() - len(own)
        if holes:
            said.append(_holes(holes, str(year)))
    return tuple(said)


def _holes(holes: int, year: str) -> str:
    if year:
        return say_n(
            holes,
            "{n} pair of region and sector has no row in {year}, and is taken as empty.",
            "{n} pairs of region and sector have no row in {year}, and are taken as empty.",
            year=year,
        )
    return say_n(
        holes,
        "{n} pair of region and sector has no row, and is taken as empty.",
        "{n} pairs of region and sector have no row, and are taken as empty.",
    )

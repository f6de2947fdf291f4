"""Location quotients worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tests.metrics.chains import chain_network, chain_survey

from tiesnet.diagnosis import Diagnosis, diagnose
from tiesnet.diagnosis.kind.identification import quotients
from tiesnet.metrics import measure
from tiesnet.network import build_network
from tiesnet.survey import read_survey

# The valley has 1,000 jobs, 400 in shoes; everywhere 10,000, of which 1,000 in shoes.
JOBS = [
    ("Valley", "shoes", 400.0, 2020.0),
    ("Valley", "other", 600.0, 2020.0),
    ("Rest", "shoes", 600.0, 2020.0),
    ("Rest", "other", 8400.0, 2020.0),
]


def said(jobs: list[tuple[object, ...]], sector: str = "", place: str = "") -> Diagnosis:
    columns = {
        name: dict.fromkeys("ab", word)
        for name, word in (("sector", sector), ("location", place))
        if word
    }
    table = pd.DataFrame(jobs, columns=["region", "sector", "employees", "year"])
    survey = replace(chain_survey(["ab"], **columns), employment=table)
    measures = measure(build_network(survey), metrics=["degree"])
    return diagnose(measures, ["identification"])["identification"]


def test_location_quotients() -> None:
    table = said(JOBS).table("location_quotients").set_index(["region", "sector"])
    # (400 / 1000) / (1000 / 10000) = 4; (600 / 1000) / (9000 / 10000) = 2 / 3;
    # (600 / 9000) / 0.1 = 2 / 3; (8400 / 9000) / 0.9 = 1.037.
    expected = {("Valley", "shoes"): 4.0, ("Valley", "other"): 2 / 3,
                ("Rest", "shoes"): 2 / 3, ("Rest", "other"): 8400 / 9000 / 0.9}  # fmt: skip
    assert table["quotient"].to_dict() == pytest.approx(expected)
    assert table.at[("Valley", "shoes"), "says"] == "strongly concentrated"
    assert table.at[("Rest", "other"), "says"] == "above its share"
    assert table.at[("Valley", "other"), "says"] == "not above its share"


def test_the_cluster_finds_itself() -> None:
    found = said(JOBS, "Shoes", "valley")
    assert found.findings[0].sentence == (
        "shoes has 40 % of the jobs in Valley, and 10 % everywhere (location quotient 4.0 in "
        "2020): strongly concentrated."
    )
    assert not found.gaps
    assert found.table("location_quotients")["own"].tolist() == [True, False, False, False]
    elsewhere = said(JOBS, "shoes", "Harbour")
    assert elsewhere.table("location_quotients")["own"].isna().all()
    assert "shoes has 40 % of the jobs in Valley" in elsewhere.findings[0].sentence
    assert elsewhere.gaps


def test_change_over_the_years() -> None:
    later = [(*row[:3], 2024.0) for row in JOBS]
    later[0] = ("Valley", "shoes", 150.0, 2024.0)
    # 150 of 750 in the valley, 750 of 9,750 everywhere: 0.2 / 0.0769 = 2.6, down by 1.4.
    found = said([*JOBS, *later], "shoes", "Valley")
    assert found.findings[0].sentence.endswith(
        "(location quotient 2.6 in 2024): concentrated, down by 1.4."
    )


def test_few_jobs_get_no_reading() -> None:
    small = [(place, sector, jobs / 10, year) for place, sector, jobs, year in JOBS]
    table = said(small).table("location_quotients")
    assert (table.loc[table["employees"] < 100, "says"] == "too few jobs to say").all()


def test_thin_tables_say_what_to_ask() -> None:
    none = diagnose(measure(chain_network(["ab"]), metrics=["degree"]), ["identification"])
    assert none["identification"].gaps[0].ask.startswith("Add the table 'employment'")
    for thin in (JOBS[:2], JOBS[::2]):  # one region; one sector
        found = said(thin)
        assert not found.tables and found.gaps
    holes = said([*JOBS, ("Rest", "toys", 5.0, 2020.0), ("Rest", "glue", np.nan, 2020.0)])
    assert holes.cautions == (
        "1 row of the table of jobs is incomplete and left out, so that sums are too low.",
        "1 pair of region and sector has no row in 2020, and is taken as empty.",
    )


def test_rows_given_twice_are_added() -> None:
    table = pd.DataFrame(JOBS, columns=["region", "sector", "employees", "year"])
    halves = pd.concat([table, table]).assign(employees=lambda t: t["employees"] / 2)
    one, two = quotients(table.assign(year="")), quotients(halves.assign(year=""))
    assert one["quotient"].tolist() == pytest.approx(two["quotient"].tolist())


def test_planted_specialisation_of_the_exporters_is_found(root: Path) -> None:
    net = build_network(read_survey(root / "surveys/sinos-like-exporters"))
    found = diagnose(measure(net, metrics=["degree"]), ["identification"])["identification"]
    said_of = [one.sentence for one in found.findings]
    assert [text.split(" has ")[0] for text in said_of] == ["footwear", "leather"]
    assert all("in Tarumã valley" in text for text in said_of)


def test_a_region_in_two_spellings_is_one() -> None:
    again = [*JOBS[1:], ("valley ", "Shoes", 300.0, 2020.0), ("VALLEY", "shoes", 100.0, 2020.0)]
    one, other = (said(jobs).table("location_quotients") for jobs in (JOBS, again))
    assert len(other) == len(one) == 4
    assert other["quotient"].tolist() == pytest.approx(one["quotient"].tolist())

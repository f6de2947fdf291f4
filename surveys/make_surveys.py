"""Regenerate everything in this folder: `python surveys/make_surveys.py`.

The tests run this into an empty folder and compare every byte with what is committed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from string import Template
from typing import Any

from tiesnet.exports.survey_files import write_survey_folder, write_survey_workbook
from tiesnet.survey.samples import (
    compatriots_abroad,
    compatriots_abroad_key,
    florentine_families,
    footwear_valley,
    footwear_valley_key,
    sinos_like_exporters,
    sinos_like_exporters_key,
)

HERE = Path(__file__).resolve().parent

FOOTWEAR_README = Template("""\
# Footwear valley of the Almadre

**Simulated.** No firm and no answer here is real; `surveys/make_surveys.py` (seed $seed) makes
these files again, byte by byte.

$firms firms at five stages of the chain (leather, components, stitching, assembly, brands),
$institutions institutions of the cluster and $outside buyers and suppliers elsewhere. Two formal
relations (supply, asked from both sides as *sells to* and *buys from*; joint projects) and two
informal ones (advice, friendship), with the strength each firm gave. $silent firms did not answer,
$partly answered partly, the bank and the town hall were not asked.

| file | what it holds |
|---|---|
| `survey.csv` | title, date, design, the cluster organisation |
| `actors.csv` | firms, institutions, outside actors; who answered (`respondent`) |
| `ties.csv` | one row per report; 0 is an answered no |
| `relations.csv` | the codebook: one row per question |
| `stages.csv` | the order of the chain |
| `responses.csv` | questions left out by single firms, or not asked of institutions |
| `affiliations.csv` | members of the cluster organisation and of the association |
| `answer-key.json` | what is planted: disconnected, cut, broker, gatekeeper and leader firms |

`../footwear-valley.xlsx` holds the same tables.
""")

EXPORTERS_README = Template("""\
# Shoe exporters of the Tarumã valley

**Simulated.** No firm and no answer here is real; `surveys/make_surveys.py` (seed $seed) makes
these files again, byte by byte. The valley is built after what studies tell of leather-shoe
exporters in the south of Brazil (Schmitz 1999; Bazan and Navas-Alemán 2001): a few leader firms and
export agents, each with a group of suppliers; buyers who specify the product, most of all those
in the United States; agreements on equal terms more often with Europe; market relations at home.

Two rounds, 2023 and 2025. In the last one there are $firms firms at five stages of the chain
(leather, components, stitching, assembly, agents; nobody makes chemicals), $institutions
institutions and $outside buyers, suppliers and sources of knowledge elsewhere. $silent firms did
not answer, $partly answered partly, $unasked were never asked, nor were the bank and the town hall.
Firms came and left between the rounds.

| file | what it holds |
|---|---|
| `survey.csv` | title, date, design, the cluster organisation |
| `actors.csv` | firms with size, sales, exports, place, upgrading; institutions; outside actors |
| `ties.csv` | one row per report and round: value, destination, who specifies, trust, owner |
| `relations.csv` | the codebook: one row per question |
| `stages.csv` | the order of the chain |
| `responses.csv` | who answered what in which round |
| `affiliations.csv` | members of the cluster organisation, the association, projects, a fair |
| `items.csv` | statements answered from 1 to 5: shared vision, openness |
| `employment.csv` | jobs by region and sector, for location quotients |
| `introductions.csv` | whom the cluster organisation introduced, plans to, and must not |
| `answer-key.json` | what is planted: leaders and tiers, governance by destination, gatekeepers, \
the cut firm, what is missing in the chain, who is disconnected or silent, who came and left |

`../sinos-like-exporters.xlsx` holds the same tables.
""")

COMPATRIOTS_README = Template("""\
# Compatriots in the park of Sahyapur

**Simulated.** No firm and no answer here is real; `surveys/make_surveys.py` (seed $seed) makes
these files again, byte by byte.

$compatriots firms from Spain in India, $host firms of the host country and $third from elsewhere,
in and around one industrial park, with $institutions institutions and $outside partners at home
and in the host country. Firms are tied the more often the more they share: place, sector,
membership, origin.
$silent firms did not answer, $partly answered partly, $unasked was never asked, nor was the school.

| file | what it holds |
|---|---|
| `survey.csv` | title, date, design, the cluster organisation |
| `actors.csv` | country and origin of every actor, year of entry, place with coordinates, sector |
| `ties.csv` | one row per report: strength, trust, topic, in person or digital |
| `relations.csv` | the codebook: one row per question |
| `responses.csv` | questions left out by single firms, or not asked of institutions |
| `affiliations.csv` | members of the compatriots' circle, the sector's initiative, two groups |
| `answer-key.json` | what is planted: newcomers without ties, gatekeepers to the host country, \
the cut firm, a leader, who is disconnected or silent |

`../compatriots-abroad.xlsx` holds the same tables.
""")

FLORENTINE_README = """\
# Florentine families

Real data: 20 marriage ties and 15 business ties among 16 families of Renaissance Florence, with
net wealth in 1427 (thousands of lira) and the number of priorates (seats on the city council,
1282-1344). For six families the source has no number of priorates; their cells are empty.

Business (partnerships, loans, joint branches) is read as formal cooperation, marriage as an
informal, social tie. The source does not say who was asked and who answered, so the data count
as fully observed, and every family counts as a firm of the cluster: the outputs say so.

Breiger, R. & Pattison, P. (1986), Cumulated social roles: the duality of persons and their
algebras, *Social Networks* 8, 215-256. Padgett, J. F. & Ansell, C. K. (1993), Robust action and
the rise of the Medici, 1400-1434, *American Journal of Sociology* 98, 1259-1319.

`../florentine-families.xlsx` holds the same tables.
"""


SAMPLES = {
    "footwear-valley": footwear_valley,
    "florentine-families": florentine_families,
    "sinos-like-exporters": sinos_like_exporters,
    "compatriots-abroad": compatriots_abroad,
}
KEYS = {
    "footwear-valley": (footwear_valley_key, FOOTWEAR_README),
    "sinos-like-exporters": (sinos_like_exporters_key, EXPORTERS_README),
    "compatriots-abroad": (compatriots_abroad_key, COMPATRIOTS_README),
}


def main(folder: Path = HERE) -> None:
    for name, make in SAMPLES.items():
        tables = make()
        write_survey_folder(tables, folder / name, overwrite=True)
        write_survey_workbook(tables, folder / f"{name}.xlsx", overwrite=True)
    _write(folder / "florentine-families" / "README.md", FLORENTINE_README)
    for name, (make_key, readme) in KEYS.items():
        key = make_key()
        _write(folder / name / "README.md", readme.substitute(_numbers(key)))
        answers = json.dumps(key, ensure_ascii=False, indent=1) + "\n"
        _write(folder / name / "answer-key.json", answers)


def _numbers(key: dict[str, Any]) -> dict[str, int]:
    counts = key["counts"]
    numbers = {
        "seed": key["seed"],
        "silent": counts["firms_silent"],
        "partly": counts["firms_partly"],
        "unasked": counts.get("firms_not_surveyed", 0),
    }
    numbers |= {name: counts[name] for name in ("firms", "institutions", "outside")}
    if "compatriots" in counts:
        host = counts["host_firms"]
        numbers |= {"compatriots": counts["compatriots"], "host": host}
        numbers["third"] = counts["firms"] - counts["compatriots"] - host
    return numbers


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))

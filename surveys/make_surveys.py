"""Regenerate everything in this folder: `python surveys/make_surveys.py`.

The tests run this into an empty folder and compare every byte with what is committed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from string import Template

from tiesnet.exports.survey_files import write_survey_folder, write_survey_workbook
from tiesnet.survey.samples import florentine_families, footwear_valley, footwear_valley_key

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


def main(folder: Path = HERE) -> None:
    key = footwear_valley_key()
    samples = {
        "footwear-valley": footwear_valley(),
        "florentine-families": florentine_families(),
    }
    for name, tables in samples.items():
        write_survey_folder(tables, folder / name, overwrite=True)
        write_survey_workbook(tables, folder / f"{name}.xlsx", overwrite=True)
    counts = key["counts"]
    readme = FOOTWEAR_README.substitute(
        seed=key["seed"],
        firms=counts["firms"],
        institutions=counts["institutions"],
        outside=counts["outside"],
        silent=counts["firms_silent"],
        partly=counts["firms_partly"],
    )
    _write(folder / "footwear-valley" / "README.md", readme)
    _write(folder / "florentine-families" / "README.md", FLORENTINE_README)
    answers = json.dumps(key, ensure_ascii=False, indent=1) + "\n"
    _write(folder / "footwear-valley" / "answer-key.json", answers)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))

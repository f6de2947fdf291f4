"""Whether planted facts are found, and still are when ids change and answers are missing.

Every simulated survey has an answer key. Facts are (1) looked for in the survey as it is and
(2) in copies whose ids, names and order are drawn anew and that lost 5 to 20 % of their reports
(even copies) or of the firms that answered (odd copies). What is true of a copy is counted by
hand (`by_hand`), not by tiesnet.

A *miss* is a fact that is planted and still true in the copy, and not found. A *false alarm* is
found, neither planted nor true in the whole data; it is *feigned* when it is true of the copy, so
that the lost answers mislead anybody who counts. ``python benchmarks/planted.py`` makes 200
copies of each survey; ``--copies 20`` makes fewer; ``--survey`` chooses one.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
from by_hand import Facts, Hand, Tables, planted
from copies import back, copy_of, new_ids, relabelled, shuffled

import tiesnet
from tiesnet.diagnosis import brokers, diagnose, register, removal
from tiesnet.metrics import Measures

SURVEYS = ("footwear-valley", "sinos-like-exporters", "compatriots-abroad")
FOLDER = Path(__file__).resolve().parent.parent / "surveys"
COPIES = 200
Items = set[Any]
# Losing answers makes firms silent: who is silent in a copy is no false alarm.
MADE_BY_LOSS = "silent"
# What no loss of answers can feign: false alarms of these are faults.
STEADY = ("silent", "missing stage")
__all__ = [
    "COPIES",
    "STEADY",
    "SURVEYS",
    "Hand",
    "Tally",
    "back",
    "copy_of",
    "differences",
    "found",
    "key_of",
    "measured",
    "new_ids",
    "planted",
    "relabelled",
    "shuffled",
    "tables_of",
    "tallies",
]
DISCONNECTED = ("isolate", "outside the main component", "hangs by one tie")
CUT_OFF, TOP = 2, 2
# What the diagnoses below do not read is not computed again for every copy.
FEW = {"cognitive_roles": {"replications": 9}, "chain_shape": {"replications": 9}}


def tables_of(survey: str) -> Tables:
    """Read the tables of a survey as they stand in its files."""
    return {
        path.stem: pd.read_csv(path, dtype={"wave": "str"})
        for path in (FOLDER / survey).glob("*.csv")
    }


def key_of(survey: str) -> dict[str, Any]:
    """Read the answer key of a survey."""
    key: dict[str, Any] = json.loads((FOLDER / survey / "answer-key.json").read_text("utf-8"))
    return key


def measured(tables: Tables) -> Measures:
    """Let tiesnet read the tables from files, as it reads anybody's."""
    with tempfile.TemporaryDirectory() as folder:
        for name, table in tables.items():
            table.to_csv(Path(folder) / f"{name}.csv", index=False)
        survey = tiesnet.read_survey(folder)
    return tiesnet.measure(tiesnet.build_network(survey), layers=["all"])


def found(measures: Measures) -> Facts:
    """Give the facts tiesnet tells, in the form of `by_hand`."""
    rows = register(measures)
    words = rows["connection"]
    made = diagnose(measures, ["production_organisation", "cognitive_roles", "chain_shape"], FEW)
    # Where too few answered, nobody is given a role: then there are no rows.
    roles = made["cognitive_roles"].table("cognitive_roles").reindex(columns=["actor", "role"])
    links = made["chain_shape"].table("chain_links")
    labels = _stage_ids(measures)
    lost = removal(measures)
    empty = links[links["says"] == "no firm at one end"]
    none = links[links["says"] == "no supply tie"]
    ends = {*empty.loc[empty["earlier_firms"] == 0, "earlier"]}
    ends |= {*empty.loc[empty["later_firms"] == 0, "later"]}
    return {
        "disconnected": {(f, w) for f, w in words.items() if w in DISCONNECTED},
        "hangs by one actor": set(words.index[words == "hangs by one actor"]),
        "silent": set(rows.index[rows["answered"] == "silent"]),
        "cut firm": set(lost.index[lost["cuts_off"] >= CUT_OFF]),
        "leaders": set(made["production_organisation"].table("production_leaders")["leader"]),
        "gatekeepers": set(roles.loc[roles["role"] == "technological gatekeeper", "actor"]),
        "role of gatekeeper": _stage_gatekeepers(measures),
        "missing stage": {labels[end] for end in ends},
        "missing link": {(labels[a], labels[b]) for a, b in none[["earlier", "later"]].to_numpy()},
    }


def _stage_ids(measures: Measures) -> dict[str, str]:
    survey = measures.net.origin.survey
    stages = {} if survey is None else survey.stages["label"].items()
    return {str(label): str(key) for key, label in stages}


def _stage_gatekeepers(measures: Measures) -> set[Any]:
    """The two who let in most, where the second stands clear of the third."""
    ranked = brokers(measures)
    if "gatekeeper" not in ranked or len(ranked) <= TOP:
        return set()
    count = ranked["gatekeeper"].dropna().sort_values(ascending=False)
    clear = len(count) > TOP and count.iloc[TOP - 1] > count.iloc[TOP]
    return set(count.index[:TOP]) if clear else set()


@dataclass
class Tally:
    """Counts over copies, for one survey and one fact."""

    planted: int = 0
    still_true: int = 0
    missed: int = 0
    told: int = 0
    false: int = 0
    feigned: int = 0
    copies_with_false: int = 0
    copies: int = 0
    which: list[str] = field(default_factory=list)

    def add(self, place: str, keyed: Items, true: Items, real: Items, told: Items) -> None:
        """Count one copy: ``keyed`` is planted, ``true`` holds in the copy, ``real`` at all."""
        there = keyed & true
        missed, false = there - told, told - keyed - real
        self.planted += len(keyed)
        self.still_true += len(there)
        self.missed += len(missed)
        self.told += len(told)
        self.false += len(false)
        self.feigned += len(false & true)
        self.copies_with_false += bool(false)
        self.copies += 1
        self.which += [f"{place} missed {item}" for item in sorted(map(str, missed))]
        self.which += [f"{place} false {item}" for item in sorted(map(str, false))]


def differences(survey: str) -> dict[str, tuple[set[Any], set[Any]]]:
    """Say for each fact what is planted and not found, and found and neither planted nor true."""
    tables, keyed = tables_of(survey), planted(key_of(survey))
    roles = "role of gatekeeper" in keyed
    true, told = Hand(tables).facts(roles), found(measured(tables))
    return {
        name: (keyed[name] - told[name], told[name] - keyed[name] - true[name]) for name in keyed
    }


def tallies(survey: str, seeds: Iterable[int]) -> dict[tuple[str, str], Tally]:
    """Count misses and false alarms of each fact in copies of a survey, by what was lost."""
    tables, keyed = tables_of(survey), planted(key_of(survey))
    roles = "role of gatekeeper" in keyed
    whole = Hand(tables).facts(roles)
    counts: dict[tuple[str, str], Tally] = {}
    for seed in seeds:
        copy, ids, lost = copy_of(tables, seed)
        true = back(Hand(copy).facts(roles), ids)
        told = back(found(measured(copy)), ids)
        for name, facts in keyed.items():
            tally = counts.setdefault((name, lost), Tally())
            real = true[name] if name == MADE_BY_LOSS else whole[name]
            tally.add(f"{survey} copy {seed}", facts, true[name], real, told[name])
    return counts


HEAD = (
    "survey",
    "fact",
    "lost",
    "planted",
    "still true",
    "missed",
    "rate",
    "told",
    "false",
    "feigned",
    "rate",
    "copies",
)
_WIDTH = (20, 18, 7, 7, 10, 6, 6, 5, 5, 7, 6, 14)


def lines(survey: str, counts: dict[tuple[str, str], Tally]) -> list[str]:
    """Make the rows of the table: rates as percent, empty where nothing could be missed."""
    made = []
    for (name, lost), t in sorted(counts.items()):
        if not t.still_true and not t.told:
            continue
        cells = (
            survey, name, lost, t.planted, t.still_true, t.missed, _rate(t.missed, t.still_true),
            t.told, t.false, t.feigned, _rate(t.false, t.told),
            f"{t.copies_with_false} of {t.copies}",
        )  # fmt: skip
        made.append(_line(cells))
    return made


def _rate(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else ""


def _line(cells: Iterable[Any]) -> str:
    return " ".join(str(cell).ljust(width) for cell, width in zip(cells, _WIDTH, strict=True))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=COPIES)
    parser.add_argument("--survey", choices=SURVEYS, action="append")
    parser.add_argument("--which", action="store_true", help="name every miss and false alarm")
    given = parser.parse_args()
    wrong = 0
    print(_line(HEAD))
    for survey in given.survey or SURVEYS:
        start = time.perf_counter()
        for name, (lacking, extra) in differences(survey).items():
            wrong += len(lacking) + len(extra)
            for word, items in (("not found", lacking), ("false", extra)):
                if items:
                    print(f"{survey}, as it is: {name}, {word}: {sorted(map(str, items))}")
        counts = tallies(survey, range(given.copies))
        print("\n".join(lines(survey, counts)), flush=True)
        print(f"{survey}: {given.copies} copies in {time.perf_counter() - start:.0f} s")
        if given.which:
            print("\n".join(line for t in counts.values() for line in t.which))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

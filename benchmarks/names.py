"""How well names of firms are matched: what is merged, and what is suggested.

``python benchmarks/names.py INSTITUTIONS.csv`` measures on names as typed in project records whose
identity was settled by hand (columns ``org_original`` and ``institution_id``), and on made names
of firms (`made_names`). ``--write`` keeps the figures and puts them into docs/names.md.

Of each institution one spelling, drawn at random, is the roster; all its other spellings are typed.
Nothing but the name is used, though the file also has towns and countries.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from made_names import made_task

from tiesnet.survey.matching.index import NameIndex
from tiesnet.survey.matching.suggest import Suggestion, suggest_through

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "docs" / "names.md"
KEPT = HERE / "results" / "names.json"
DRAWS, SEEDS = 20, range(10)
TIERS = ("exact", "spelling", "words", "form")
WORDS = {
    "exact": "the same text",
    "spelling": "but for case, accents, spaces",
    "words": "but for punctuation, 'and', usual abbreviations, the spelling of the legal form",
    "form": "but for a legal form that one of them leaves out",
    "all": "all together",
    "all but exact": "all but the same text",
}
_MARKS = re.compile(r"(<!-- figures -->\n).*(<!-- end of figures -->)", re.S)


class Task(NamedTuple):
    """A roster (id to name) and typed names, each with the ids it truly stands for (or none).

    Of each id ``typed`` also says in how many records the name stands for it.
    """

    roster: Mapping[str, str]
    typed: Mapping[str, Mapping[str, int]]


Spellings = dict[str, dict[str, int]]


def institutions(path: Path) -> Spellings:
    """Read the distinct spellings of each institution, and in how many records each stands."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["institution_id"]][row["org_original"]] += 1
    return {key: dict(sorted(names.items())) for key, names in sorted(found.items())}


def draw(spellings: Spellings, seed: int) -> Task:
    """Draw a roster: one spelling of each institution; every spelling is typed."""
    rng = random.Random(seed)
    roster = {key: rng.choice(list(names)) for key, names in spellings.items()}
    typed: dict[str, dict[str, int]] = defaultdict(dict)
    for key, names in spellings.items():
        for name, times in names.items():
            typed[name][key] = times
    return Task(roster, typed)


def tiers(task: Task) -> Counter[tuple[str, str]]:
    """Count pairs of a typed name and what it stands for: merged rightly, wrongly, or not."""
    match = NameIndex(list(task.roster), list(task.roster.values())).match(list(task.typed))
    counts: Counter[tuple[str, str]] = Counter()
    for name, truths in task.typed.items():
        how = match.how.get(name, "ambiguous" if name in match.ambiguous else "none")
        for truth in truths or {"": 1}:
            right = "right" if match.ids.get(name) == truth else "wrong"
            result = right if name in match.ids else "there" if truth else "not there"
            counts[how, result] += 1
            counts["partner", "yes" if truth else "no"] += 1
    return counts


def suggested(task: Task, asked: Collection[str]) -> Counter[str]:
    """Count names, and records: merged, or with the right firm among those suggested."""
    ids, labels = list(task.roster), list(task.roster.values())
    match = NameIndex(ids, labels).match(list(task.typed))
    plain, rare = set(labels), _rare(task)
    counts: Counter[str] = Counter()
    for name in asked:
        truths = task.typed[name]
        right = match.ids.get(name)
        counts["records"] += sum(truths.values())
        counts["records found"] += truths.get(right or "", 0)
        if name not in plain and truths:
            counts["with a partner"] += 1
            counts["merged rightly"] += right in truths
    found = _few(task, match.ids)
    for name in (name for name in asked if name not in match.ids):
        few = found[name]
        truths, shown = task.typed[name], [ids[one.place] for one in few]
        counts["records found"] += sum(truths.get(key, 0) for key in shown)
        counts["suggestions"] += len(few)
        counts["right suggestions"] += sum(key in truths for key in shown)
        what = "left" if truths else "not there"
        counts[what] += 1
        counts[f"{what}, some suggested"] += bool(few)
        counts["left, right first"] += shown[:1] != [] and shown[0] in truths
        counts["left, right among three"] += (hit := any(key in truths for key in shown))
        if any(rare(name) & rare(task.roster[key]) for key in truths):
            counts["sharing"] += 1
            counts["sharing, right among three"] += hit
    return counts


def _few(task: Task, matched: Mapping[str, str]) -> dict[str, list[Suggestion]]:
    """Suggest for all names that were not matched at once, as ``tiesnet names`` does."""
    places = {key: k for k, key in enumerate(task.roster)}
    plain = set(task.roster.values())
    rest = [name for name in task.typed if name not in matched]
    merged = [(name, places[key]) for name, key in matched.items() if name not in plain]
    return dict(zip(rest, suggest_through(rest, list(task.roster.values()), merged), strict=True))


def _rare(task: Task) -> Callable[[str], set[str]]:
    """Give the longer words of a name that fewer than one in a hundred names have."""
    names = {*task.typed, *task.roster.values()}
    often = Counter(word for name in names for word in set(_long(name)))
    return lambda name: {word for word in _long(name) if often[word] * 100 < len(names)}


def _long(name: str) -> list[str]:
    return [word for word in re.findall(r"\w+", name.casefold()) if len(word) > 3]


def half(key: str) -> int:
    """Give the half an institution belongs to: 0 was looked at while tuning, 1 was not."""
    return int(key.strip("I")) % 2


def measured(path: Path, draws: int = DRAWS) -> dict[str, Any]:
    """Measure on the institutions: tiers on all, suggestions on the half that was not looked at."""
    spellings = institutions(path)
    every: Counter[tuple[str, str]] = Counter()
    halves: list[Counter[str]] = [Counter(), Counter()]
    for seed in range(draws):
        task = draw(spellings, seed)
        every += tiers(task)
        for k in (0, 1):
            own = [name for name, truths in task.typed.items() if half(min(truths)) == k]
            halves[k] += suggested(task, own)
    both = halves[0] + halves[1]
    return {
        "records": sum(sum(names.values()) for names in spellings.values()),
        "typed": len({name for names in spellings.values() for name in names}),
        "institutions": len(spellings),
        "draws": draws,
        "tiers": table(every),
        "suggested": [shares(counts) for counts in (both, halves[1], halves[0])],
    }


def measured_made(seeds: Collection[int] = SEEDS) -> dict[str, Any]:
    """Measure on the made names."""
    every: Counter[tuple[str, str]] = Counter()
    counts: Counter[str] = Counter()
    for seed in seeds:
        roster, typed = made_task(seed)
        task = Task(roster, {name: dict.fromkeys(keys, 1) for name, keys in typed.items()})
        every += tiers(task)
        counts += suggested(task, task.typed)
    return {"draws": len(seeds), "tiers": table(every), "suggested": [shares(counts)]}


def table(counts: Counter[tuple[str, str]]) -> list[dict[str, Any]]:
    """Precision and recall of each tier and of all."""
    rows = []
    partners = counts["partner", "yes"]
    for name, parts in [*((t, (t,)) for t in TIERS), ("all", TIERS), ("all but exact", TIERS[1:])]:
        right = sum(counts[part, "right"] for part in parts)
        wrong = sum(counts[part, "wrong"] for part in parts)
        precision = right / (right + wrong) if right + wrong else None
        rows.append(
            {"tier": name, "right": right, "wrong": wrong, "precision": precision}
            | {"recall": right / partners if partners else None}
        )
    return rows


def shares(counts: Counter[str]) -> dict[str, float]:
    """Give the shares the promises are about, with the counts behind them."""
    found = counts["left, right among three"]
    return {
        "names": counts["with a partner"],
        "left": counts["left"],
        "records": counts["records found"] / counts["records"],
        "merged or among three": (counts["merged rightly"] + found) / counts["with a partner"],
        "among three, some suggested": found / counts["left, some suggested"],
        "among three, left": found / counts["left"],
        "among three, sharing": counts["sharing, right among three"] / counts["sharing"],
        "first, left": counts["left, right first"] / counts["left"],
        "wrong suggestions": 1 - counts["right suggestions"] / counts["suggestions"],
        "suggestions per name": counts["suggestions"] / (counts["left"] + counts["not there"]),
        "not there, some suggested": counts["not there, some suggested"]
        / (counts["not there"] or 1),
    }


def text(kept: Mapping[str, Any]) -> str:
    """Write the figures as they stand on the page."""
    real, made = kept["institutions"], kept["made"]
    lines = [
        f"### Institutions as typed in project records ({real['records']:,} records, "
        f"{real['typed']:,} different names, {real['institutions']:,} institutions, "
        f"{real['draws']} draws of the roster)\n",
        *_tiers(real["tiers"]),
        *_suggested(real["suggested"], ("all", "half not looked at", "half looked at")),
        f"### Made names of firms ({made['draws']} draws)\n",
        *_tiers(made["tiers"]),
        *_suggested(made["suggested"], ("made names",)),
    ]
    return "\n".join(lines) + "\n"


def _tiers(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    lines = [
        "| the names are the same | right | wrong | precision | recall |",
        "|---|---|---|---|---|",
    ]
    for row in rows:
        if row["precision"] is None:
            continue
        precision = f"{row['precision']:.4f}"
        cells = (WORDS[row["tier"]], f"{row['right']:,}", f"{row['wrong']:,}", precision)
        lines.append(f"| {' | '.join(cells)} | {row['recall']:.3f} |")
    return [*lines, ""]


_SHARES = (
    ("records", "(1) of all records: merged rightly, or the right firm among the three"),
    ("merged or among three", "(2) of names that are not the text of the roster: the same"),
    ("among three, sharing", "(3) of names not merged that share a rare word with the roster's"),
    ("among three, left", "(4) of all names not merged: the right firm among the three"),
    ("first, left", "(5) of all names not merged: the right firm first"),
    ("wrong suggestions", "suggestions that are wrong"),
)


def _suggested(columns: Sequence[Mapping[str, Any]], heads: Sequence[str]) -> list[str]:
    lines = [f"| found | {' | '.join(heads)} |", "|---" * (len(heads) + 1) + "|"]
    for key, words in _SHARES:
        lines.append(f"| {words} | {' | '.join(f'{100 * c[key]:.1f} %' for c in columns)} |")
    per = " | ".join(f"{column['suggestions per name']:.2f}" for column in columns)
    lines.append(f"| suggestions per name that was not merged | {per} |")
    if any(column["not there, some suggested"] for column in columns):
        said = " | ".join(f"{100 * c['not there, some suggested']:.1f} %" for c in columns)
        lines.append(f"| names of no firm in the roster with a suggestion | {said} |")
    return [*lines, ""]


def with_figures(page: str, kept: Mapping[str, Any]) -> str:
    """Put the figures into the page, between its two marks."""
    return _MARKS.sub(lambda found: f"{found[1]}\n{text(kept)}\n{found[2]}", page)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("institutions", type=Path)
    parser.add_argument(
        "--write", action="store_true", help="keep the figures, write docs/names.md"
    )
    given = parser.parse_args()
    kept = {"institutions": measured(given.institutions), "made": measured_made()}
    print(text(kept))
    if given.write:
        KEPT.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
        PAGE.write_text(with_figures(PAGE.read_text("utf-8"), kept), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

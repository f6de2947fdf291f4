"""Surveys for the tests of the report: ordinary, degraded and hostile ones."""

from __future__ import annotations

import csv
from pathlib import Path

from tiesnet.metrics import Measures, measure
from tiesnet.network import build_network
from tiesnet.survey import read_survey

HOSTILE = (
    "<script>window.pwned=1</script>",
    '"><img src=x onerror="window.pwned=1">',
    "</script><script>window.pwned=1</script>",
    "=cmd|' /C calc'!A0",
    "Zapatería 👞 Ñandú",
    "شركة الأحذية",
    "\u202eevil\u202c",
    "${alert(1)} {{7*7}} {% raw %}",
    "x" * 200,
    "javascript:window.pwned=1",
    "&lt;b&gt; & <!-- -->",
    "\u2028line\u2029ends",
)
RELATIONS = (
    ("supply", "Supply", "formal", "trade", "yes", "with_arrow", "1", "5"),
    ("advice", "Advice", "informal", "knowledge", "yes", "against_arrow", "1", "5"),
    ("club", "Same club", "informal", "social", "no", "both", "", ""),
)
RELATION_COLUMNS = (
    "id",
    "label",
    "formality",
    "content",
    "directed",
    "flow",
    "scale_min",
    "scale_max",
)
STAGES = (("hides", "1", "Hides"), ("parts", "2", "Parts"), ("shoes", "3", "Shoes"))


def write_survey(folder: Path, **tables: list[list[str]]) -> Path:
    """Write a folder of CSV tables; each table is a list of rows, the first is the heading."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        with open(folder / f"{name}.csv", "w", newline="", encoding="utf-8") as handle:
            csv.writer(handle).writerows(rows)
    return folder


def measures_of(folder: Path) -> Measures:
    return measure(build_network(read_survey(folder)))


def hostile(folder: Path) -> Path:
    """The valley with code for names, title, labels, places, columns and bad values."""
    valley(folder, HOSTILE, title=HOSTILE[1])
    evil = HOSTILE[0]
    for name, old, new in (
        ("stages", "Hides", evil),
        ("relations", "Same club", evil),
        ("actors", "North", evil),
        ("actors", "location", "town <script>window.pwned=1</script>"),
        ("ties", "f0,guild,club,,f0", f"f0,{evil},club,{evil},f0"),
    ):
        path = folder / f"{name}.csv"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
    return folder


def valley(folder: Path, names: tuple[str, ...] = (), title: str = "A valley") -> Path:
    """Twelve firms in three stages, an institution, an outside buyer; one isolate, two silent.

    `names` replace the names of the first firms.
    """
    stages = ["hides", "parts", "shoes"]
    own = [names[k] if k < len(names) else f"Firm {k}" for k in range(12)]
    rows = [["id", "name", "kind", "in_cluster", "respondent", "stage", "size", "location"]]
    for k, name in enumerate(own):
        answered = "no" if k in (10, 11) else "yes"
        town = "North" if k % 2 else "South"
        rows.append([f"f{k}", name, "firm", "yes", answered, stages[k % 3], str(3 + k), town])
    rows.append(["guild", "The guild", "association", "yes", "", "", "", ""])
    rows.append(["buyer", "Far buyer", "firm", "no", "", "", "", ""])
    ties = [["source", "target", "relation", "strength", "reported_by"]]
    for k in range(9):
        for step in (1, 4):
            if (k + step) % 12 != 9:
                ties.append(_tie(k, (k + step) % 12, "supply", str(1 + k % 5)))
        ties.append(_tie(k, (k + 3) % 9, "advice", str(1 + k % 4)))
    ties += [["f0", "guild", "club", "", "f0"], ["f4", "guild", "club", "", "f4"]]
    ties += [["f8", "buyer", "supply", "2", "f8"]]
    return write_survey(
        folder,
        actors=rows,
        ties=ties,
        relations=[list(RELATION_COLUMNS), *map(list, RELATIONS)],
        stages=[["id", "order", "label"], *map(list, STAGES)],
        survey=[["title", "date"], [title, "2026-03-16"]],
    )


def _tie(source: int, target: int, relation: str, strength: str) -> list[str]:
    return [f"f{source}", f"f{target}", relation, strength, f"f{source}"]


def few_answers(folder: Path) -> Path:
    """Alfa, whose name has a comma, names one silent firm; Delta names nobody; two are silent."""
    answers = {"a": "yes", "b": "no", "c": "no", "d": "yes"}
    names = {"a": "Alfa, S.A.", "b": "Beta", "c": "Gamma", "d": "Delta"}
    rows = [[k, names[k], answers[k]] for k in answers]
    ties = [["source", "target", "relation", "reported_by"], ["a", "b", "supply", "a"]]
    return write_survey(
        folder,
        actors=[["id", "name", "respondent"], *rows],
        ties=ties,
        relations=[list(RELATION_COLUMNS), list(RELATIONS[0])],
    )


def pairs(folder: Path, *ends: str, directed: str = "yes", formality: str = "formal") -> Path:
    """Ties of one relation between firms named by letters, nothing else: "AB" ties A to B."""
    relation = ["r", "Works with", formality, "cooperation", directed]
    return write_survey(
        folder,
        ties=[["source", "target", "relation"], *[[e[0], e[1], "r"] for e in ends]],
        relations=[["id", "label", "formality", "content", "directed"], relation],
    )


def untied(folder: Path, firms: int = 1, respondent: str = "yes") -> Path:
    """Firms of one stage and a table of ties without rows."""
    rows = [[f"f{k}", f"Firm {k}", "firm", respondent, "made"] for k in range(firms)]
    return write_survey(
        folder,
        actors=[["id", "name", "kind", "respondent", "stage"], *rows],
        ties=[["source", "target", "relation"]],
    )


def crowd(folder: Path, firms: int = 500, ties: int = 3000) -> Path:
    """Many firms with many ties, drawn by a rule instead of by chance."""
    stages = ["hides", "parts", "shoes"]
    rows = [["id", "name", "respondent", "stage"]]
    rows += [
        [f"f{k}", f"Firm number {k}", "no" if k % 10 == 0 else "yes", stages[k % 3]]
        for k in range(firms)
    ]
    made = [["source", "target", "relation", "strength", "reported_by"]]
    for k in range(ties):
        source, target = k % firms, (k * 7 + k // firms * 31 + 1) % firms
        if source != target and source % 10:
            relation = "supply" if k % 2 else "advice"
            made.append([f"f{source}", f"f{target}", relation, str(1 + k % 5), f"f{source}"])
    return write_survey(
        folder,
        actors=rows,
        ties=made,
        relations=[list(RELATION_COLUMNS), *map(list, RELATIONS[:2])],
        stages=[["id", "order", "label"], *map(list, STAGES)],
    )


def rounds(folder: Path) -> Path:
    """Three stages and coordinates, two rounds: one leaves, one comes, one is silent at first."""
    firms = [f"f{k}" for k in range(12)]
    actors = [["id", "name", "stage", "latitude", "longitude", "size", "leader"]]
    actors += [
        [
            f,
            f"Firm {k}",
            ("hides", "parts", "shoes")[k % 3],
            41 + k / 200,
            2 + (k % 4) / 100,
            k + 1,
            f"f{k % 2}",
        ]
        for k, f in enumerate(firms)
    ]
    actors[2][6] = HOSTILE[1]
    ring = [(firms[k], firms[(k + 1) % 11]) for k in range(11)]
    cross = [(firms[k], firms[(k + 4) % 11]) for k in range(0, 11, 2)]
    ties = [["source", "target", "relation", "strength", "wave", "reported_by"]]
    ties += [[a, b, "supply", 1 + k % 5, "2023", a] for k, (a, b) in enumerate(ring)]
    pairs = [pair for pair in [*ring, *cross] if "f10" not in pair]
    ties += [[a, b, "supply", 1 + k % 5, "2025", a] for k, (a, b) in enumerate(pairs)]
    ties += [["f11", "f1", "supply", 3, "2025", "f11"]]
    states = [["actor", "wave", "state"]]
    gone = {("f10", "2025"): "not_asked", ("f11", "2023"): "not_asked", ("f9", "2023"): "silent"}
    states += [[f, w, gone.get((f, w), "answered")] for f in firms for w in ("2023", "2025")]
    tables = {
        "actors": actors,
        "ties": [row for row in ties if row[0] != "f9" or row[4] != "2023"],
        "responses": states,
        "relations": [list(RELATION_COLUMNS), list(RELATIONS[0])],
        "stages": [["id", "order", "label"], *[list(row) for row in STAGES]],
    }
    return write_survey(folder, **tables)


def many_silent(folder: Path, hub: int = 0) -> Path:
    """Sixty firms of which forty did not answer; the first has so many partners more."""
    firms = [f"f{k:02}" for k in range(60)]
    actors = [["id", "respondent"], *[[f, "no" if k >= 20 else "yes"] for k, f in enumerate(firms)]]
    ties = [["source", "target", "relation", "reported_by"]]
    ties += [[firms[k], firms[(k + 1) % 20], "supply", firms[k]] for k in range(20)]
    ties += [[firms[0], firms[2 + k], "supply", firms[0]] for k in range(hub)]
    return write_survey(folder, actors=actors, ties=ties)

"""A random network written in the shapes of questionnaires comes back exactly, with its states."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tiesnet.survey import Survey, read_survey

EXAMPLES = 300 if os.environ.get("TIESNET_FULL") else 20
FIRMS = (
    "Acme, S.A.",
    "Beta",
    "Curtidos Ñandú",
    "Delta & Sons (Leather)",
    "Eta - Norte",
    "Fiume: Sud",
    "Gamma_7",
    "Hilos 3000",
)
STYLES = ("{r}_{f}", "{r} [{f}]", "{r} - {f}", "{f}: {r}", "{r}: {f}")
RELATIONS = ("advice", "sales")
Cells = Mapping[tuple[str, str, str], str]


@st.composite
def networks(draw: st.DrawFn) -> tuple[list[str], list[str], list[str], Cells]:
    """Firms, who responded, relations, and the cell of each respondent, firm and relation."""
    firms = draw(st.lists(st.sampled_from(FIRMS), min_size=4, max_size=8, unique=True))
    count = draw(st.integers(3, len(firms)))
    relations = list(RELATIONS[: draw(st.integers(1, 2))])
    answers = draw(st.sampled_from([("", "1"), ("", "0", "1"), ("", "0", "1", "3"), ("0", "2")]))
    cells = {
        (who, whom, relation): "" if who == whom else draw(st.sampled_from(answers))
        for who in firms[:count]
        for whom in firms
        for relation in relations
    }
    return firms, firms[:count], relations, cells


def written(rows: Sequence[Sequence[str]]) -> Survey:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)
        return read_survey(path)


def ties_of(survey: Survey) -> dict[tuple[str, str, str], float | None]:
    """Reports of ties, without answered noes; ids of firms are their names."""
    ties = survey.ties[survey.ties["strength"].fillna(1) != 0]
    assert (ties["source"] == ties["reported_by"]).all()
    keys = zip(ties["source"], ties["target"], ties["relation"], strict=True)
    strengths = (None if value != value else float(value) for value in ties["strength"])
    return dict(zip(keys, strengths, strict=True))


def states_of(survey: Survey) -> dict[tuple[str, str], str]:
    table = survey.responses
    return dict(
        zip(zip(table["actor"], table["relation"], strict=True), table["state"], strict=True)
    )


@settings(max_examples=EXAMPLES, deadline=None)
@given(networks(), st.sampled_from(STYLES))
def test_a_roster_comes_back(
    network: tuple[list[str], list[str], list[str], Cells], style: str
) -> None:
    firms, respondents, relations, cells = network
    pairs = [(r, f) for r in relations for f in firms]
    head = ["Your firm", *(style.format(r=r, f=f) for r, f in pairs), "Employees"]
    rows = [[who, *(cells[who, f, r] for r, f in pairs), "12"] for who in respondents]
    survey = written([head, *rows])
    ties: dict[tuple[str, str, str], float | None] = {}
    states: dict[tuple[str, str], str] = {}
    for r in relations:
        block = {key: text for key, text in cells.items() if key[2] == r and key[0] != key[1]}
        ticks = {text for text in block.values() if text not in ("", "0")} <= {"1"}
        noes = "0" in block.values()
        for key, text in block.items():
            if text not in ("", "0"):
                ties[key] = None if ticks else float(text)
        for firm in firms:
            own = [text for (who, _, _), text in block.items() if who == firm]
            blank = own.count("")
            states[firm, r] = (
                "silent" if not any(own) else "partly" if blank and noes else "answered"
            )
    assert ties_of(survey) == ties
    assert states_of(survey) == states
    answered_no = survey.ties[survey.ties["strength"] == 0]
    for _, row in answered_no.iterrows():
        assert cells[row["source"], row["target"], row["relation"]] == "0"
    for (firm, r), state in states.items():
        if state == "partly":
            said = {(firm, f) for f in firms if cells[firm, f, r] == "0"}
            found = answered_no[(answered_no["source"] == firm) & (answered_no["relation"] == r)]
            assert set(zip(found["source"], found["target"], strict=True)) == said
    assert set(survey.actors.index) == set(firms)
    assert survey.actors["size"].notna().sum() == len(respondents)


HEADS = (
    ("Supplier {n}", "Strength {n}", "supplier", 1),
    ("proveedor_{n}", "proveedor_{n}_fuerza", "proveedor", 0),
    ("Fornecedor {n}", "Força do fornecedor {n}", "fornecedor", 1),
    ("Nome del fornitore {n}", "Intensità {n}", "fornitore", 1),
)


@settings(max_examples=EXAMPLES, deadline=None)
@given(networks(), st.sampled_from(HEADS), st.booleans())
def test_partners_named_one_by_one_come_back(
    network: tuple[list[str], list[str], list[str], Cells],
    heads: tuple[str, str, str, int],
    apart: bool,
) -> None:
    firms, respondents, _, cells = network
    name, strength, relation, first = heads
    numbers = range(first, first + len(firms))
    named = {
        who: [
            (f, cells[who, f, "advice"]) for f in firms if cells[who, f, "advice"] not in ("", "0")
        ]
        for who in respondents
    }
    if len({f for partners in named.values() for f, _ in partners}) < 3:
        return  # too few names to know the columns by
    pairs = [(kind, n) for kind in (0, 1) for n in numbers]
    pairs = pairs if apart else sorted(pairs, key=lambda pair: pair[1])
    rows = [["Empresa", *((name, strength)[kind].format(n=n) for kind, n in pairs)]]
    for who in respondents:
        partners = [*named[who], *[("", "")] * len(firms)]
        rows.append([who, *(partners[n - first][kind] for kind, n in pairs)])
    survey = written(rows)
    assert ties_of(survey) == {
        (who, f, relation): float(text) for who, found in named.items() for f, text in found
    }
    states = states_of(survey)
    assert {who for (who, _), state in states.items() if state == "answered"} == {
        who for who, found in named.items() if found
    }
    assert set(states.values()) <= {"answered", "silent", "not_asked"}


@settings(max_examples=EXAMPLES, deadline=None)
@given(networks(), st.sampled_from(["; ", ", ", "|", "\n"]))
def test_firms_in_one_cell_come_back(
    network: tuple[list[str], list[str], list[str], Cells], separator: str
) -> None:
    firms, respondents, _, cells = network
    named = {
        who: [f for f in firms if f in respondents and cells[who, f, "advice"] not in ("", "0")]
        for who in respondents
    }
    if len({f for found in named.values() for f in found}) < 2 or not any(
        len(found) > 1 for found in named.values()
    ):
        return
    rows = [["Company", "Whom do you ask for advice?"]]
    rows += [[who, separator.join(named[who])] for who in respondents]
    survey = written(rows)
    assert set(ties_of(survey)) == {
        (who, f, "ask_for_advice") for who, found in named.items() for f in found
    }
    states = states_of(survey)
    assert {who for (who, _), state in states.items() if state == "silent"} == {
        who for who, found in named.items() if not found
    }

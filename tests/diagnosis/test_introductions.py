"""Introductions: reasons, whom to ask, the log, ways in; small clusters counted by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tiesnet.diagnosis import diagnose, findings, first_introductions
from tiesnet.diagnosis.connection.register import NEEDED
from tiesnet.diagnosis.introductions.offers import offers_of
from tiesnet.metrics import Measures, measure
from tiesnet.network import build_network
from tiesnet.survey import Survey, read_survey

# Two triangles (a b c, d e f) joined by c-d, b-e and a-d; y supplies d only; z has no tie; s is
# silent; o is the cluster organisation; x, outside, is tied to c.
ACTORS = """
id,name,kind,in_cluster,respondent,stage,location,offers,seeks,entered
a,Alfa,firm,yes,yes,hides,North,,die cutting; glue,1990
b,Beta,firm,yes,yes,hides,South,,,1991
c,Gamma,firm,yes,yes,hides,South,,,1992
d,Delta,firm,yes,yes,soles,North,,,1993
e,Eps,firm,yes,yes,soles,South,,,1994
f,Zeta,firm,yes,yes,soles,South,,,1995
y,Pend,firm,yes,yes,hides,South,,,2025
z,Solo,firm,yes,yes,soles,North,Die cutting,,2000
s,Still,firm,yes,no,hides,North,,die cutting,
o,Office,cluster_organisation,yes,yes,,,,,
x,Far,firm,no,,,,,,
"""
RELATIONS = """
id,label,formality,content,directed,flow
project,Project,formal,cooperation,no,both
supply,Supply,formal,trade,yes,with_arrow
"""
STAGES = "id,order,label\nhides,1,Hides\nsoles,2,Soles"
TIES = "ab bc ac de ef df cd be of cx"
SUPPLY = "yd ad"
MEMBERS = [("guild", "az"), ("fair", "abcdefz")]
Make = Callable[..., Measures]
READ = (*NEEDED, "coreness")  # what these diagnoses read; all measures would take long


def measured(survey: Survey, wave: str | None = None) -> Measures:
    return measure(build_network(survey, wave=wave), metrics=READ)


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def made(log: str = "", ties: str = TIES, supply: str = SUPPLY, **changes: str) -> Measures:
        pairs = [(*pair, "project") for pair in ties.split()]
        pairs += [(*pair, "supply") for pair in supply.split()]
        rows = "\n".join(f"{a},{b},{kind},{a}" for a, b, kind in pairs)
        tables = {
            "actors": ACTORS,
            "relations": RELATIONS,
            "stages": STAGES,
            "ties": f"source,target,relation,reported_by\n{rows}",
            "affiliations": "actor,organisation\n"
            + "\n".join(f"{firm},{body}" for body, firms in MEMBERS for firm in firms),
            "survey": "title,date\nHand,2026-03-01",
        }
        tables |= {"introductions": log} if log else {}
        for name, text in {**tables, **changes}.items():
            file = tmp_path / f"{name.removesuffix('_table')}.csv"
            file.write_text(text.strip() + "\n", encoding="utf-8")
        return measured(read_survey(tmp_path))

    return made


def table(measures: Measures, key: str, name: str = "introductions") -> list[dict[str, object]]:
    return diagnose(measures, [name])[name].table(key).to_dict("records")


def test_partners_reasons_and_whom_to_ask(make: Make) -> None:
    measures = make()
    first, second = table(measures, "introductions")
    # z and a: stages 2 and 1, die cutting, North, the guild; the fair has 7 of the 9 firms.
    assert (first["one"], first["other"], first["reasons"]) == ("z", "a", 4)
    assert first["why"] == (
        "neighbouring stages (Soles, Hides); Solo offers “Die cutting”, which Alfa seeks; "
        "same place (North); both in guild"
    )
    assert (first["ask"], first["how"]) == ("guild", "both belong to it")
    assert first["gain"] == 4  # z with a and its partners b, c and d
    # y with e or f: other stage, South, partner d; both add one pair, both have three partners.
    assert (second["one"], second["other"], second["reasons"]) == ("y", "e", 3)
    assert (second["ask"], second["how"], second["gain"]) == ("d", "knows both", 1)
    more = {(row["one"], row["other"]): row for row in table(measures, "introductions_all")}
    assert more["y", "f"]["why"] == "neighbouring stages (Hides, Soles); same place (South)"
    assert not {"s", "x", "o"} & {end for pair in more for end in pair}
    assert ("y", "d") not in more, "they are tied"


def test_the_sentence_for_the_first_page(make: Make) -> None:
    measures = make()
    said = {f.key: f for f in findings(measures)}["introduce"]
    assert said.sentence == (
        "Introduce Solo to Alfa first: they stand at neighbouring stages (Soles and Hides), "
        "Solo offers “Die cutting”, which Alfa seeks, both are in North, and both belong to guild."
    )
    assert first_introductions(measures, 1)["one"].tolist() == ["z"]
    found = diagnose(measures, ["introductions"])["introductions"].findings
    assert found[1].sentence == (
        "2 of 2 firms that need a way in have a partner with a reason to meet; 2 of them could be "
        "introduced by somebody who knows both or by a body both belong to."
    )


def test_a_shared_buyer_is_named(make: Make) -> None:
    # Pairs of y with e and f are closed: a, which supplies d too, remains with b and c.
    log = "one,other,state\ny,e,do_not_introduce\ny,f,do_not_introduce"
    rows = {row["other"]: row for row in table(make(log), "introductions_all") if row["one"] == "y"}
    assert rows["a"]["why"] == "both supply Delta"
    assert (rows["a"]["ask"], rows["a"]["how"]) == ("d", "knows both")
    assert set(rows) == {"a", "b", "c"}
    # c is tied to d and in the South; b is in the South, d is no partner of it.
    assert [rows[k]["reasons"] for k in "abc"] == [1, 1, 2]


def test_the_office_is_asked_when_it_knows_one_of_them(make: Make) -> None:
    members = "actor,organisation\nz,o"
    rows = {r["other"]: r for r in table(make(affiliations=members), "introductions_all")}
    assert (rows["a"]["ask"], rows["a"]["how"]) == ("o", "knows Solo")
    both = make(affiliations="actor,organisation\nz,o\na,o")
    rows = {r["other"]: r for r in table(both, "introductions_all")}
    assert (rows["a"]["ask"], rows["a"]["how"]) == ("o", "knows both")
    assert "both in" not in str(rows["a"]["why"]), "the cluster organisation knows everybody"


def test_pairs_in_the_log_are_left_out_and_checked(make: Make) -> None:
    log = "one,other,state,by\na,z,made,Guild\nz,d,do_not_introduce,\nz,b,planned,\na,d,made,"
    measures = make(log + "\ns,z,made,")
    pairs = {(r["one"], r["other"]): r for r in table(measures, "introductions_all")}
    assert ("z", "a") not in pairs and ("z", "d") not in pairs
    assert pairs["z", "b"]["planned"] is True and pairs["z", "c"]["planned"] is False
    checked = {(r["one"], r["other"]): r for r in table(measures, "introduced")}
    assert checked["a", "z"]["tied"] == "no" and checked["a", "z"]["by"] == "Guild"
    assert (checked["a", "d"]["tied"], checked["a", "d"]["relations"]) == ("yes", "Supply")
    # Nobody asked Solo who supplies it, so only the silent Still could say.
    assert checked["s", "z"]["tied"] == "not known"
    assert checked["s", "z"]["remark"] == "Still did not answer every question"
    said = diagnose(measures, ["introductions"])["introductions"].findings[-1]
    assert said.sentence == (
        "1 of 3 pairs introduced has a tie since; 1 has none, of 1 it is not known, since answers "
        "are missing."
    )


def test_an_answer_of_either_end_is_enough_where_it_counts(make: Make) -> None:
    flat = "\n".join(line for line in RELATIONS.strip().splitlines() if "supply" not in line)
    ties = "source,target,relation,reported_by\n"
    ties += "\n".join(f"{a},{b},project,{a}" for a, b in TIES.split())
    measures = make("one,other\ns,z", relations=flat, ties_table=ties)
    (row,) = table(measures, "introduced")
    assert row["tied"] == "no", "a project has no arrows, and Solo says that it has none"
    said = diagnose(measures, ["introductions"])["introductions"].findings[-1]
    assert said.sentence == "0 of 1 pair introduced have a tie since; 1 has none."


def test_the_log_is_checked_in_the_next_wave(make: Make, tmp_path: Path) -> None:
    log = "one,other,state,wave\nz,a,made,2024\nz,c,made,2026\na,b,made,2024\ns,z,made,2024"
    make(log)
    rows = [f"{a},{b},project,{a},2024" for a, b in TIES.split()]
    rows += [f"{a},{b},project,{a},2026" for a, b in [*TIES.split(), "za"]]
    text = "\n".join(["source,target,relation,reported_by,wave", *rows])
    (tmp_path / "ties.csv").write_text(text, encoding="utf-8")
    survey, found = read_survey(tmp_path), {}
    for wave in ("2024", "2026"):
        measures = measured(survey, wave)
        found[wave] = {(r["one"], r["other"]): r for r in table(measures, "introduced")}
    assert found["2026"]["z", "a"]["tied"] == "yes"
    assert found["2026"]["z", "a"]["before"] == "no"
    assert found["2026"]["a", "b"]["before"] == "yes"
    assert found["2026"]["z", "c"]["tied"] == "next wave"
    assert found["2024"]["z", "a"]["tied"] == "next wave"
    # Still did not answer, so that nobody knows whether it supplied Solo before.
    assert found["2026"]["s", "z"]["before"] == "not known"
    assert {row["wave"] for row in table(measures, "introductions_log")} == {"2026"}


def test_the_rows_for_the_log_can_be_read_as_one(make: Make, tmp_path: Path) -> None:
    measures = make()
    rows = diagnose(measures, ["introductions"])["introductions"].table("introductions_log")
    rows.to_csv(tmp_path / "introductions.csv", index=False)
    back = read_survey(tmp_path).introductions
    assert back[["one", "other"]].to_numpy().tolist() == rows[["one", "other"]].to_numpy().tolist()
    assert set(back["state"]) == {"planned"}
    assert set(back["by"].dropna()) == {"guild", "fair", "Delta"}
    again = table(measured(read_survey(tmp_path)), "introductions_all")
    assert all(row["planned"] for row in again), "planned pairs are proposed on"
    done = rows.assign(state="made")
    done.to_csv(tmp_path / "introductions.csv", index=False)
    pairs = set(map(tuple, rows[["one", "other"]].to_numpy()))
    later = table(measured(read_survey(tmp_path)), "introductions_all")
    assert not pairs & {(row["one"], row["other"]) for row in later}


def test_the_rule_for_offers(make: Make) -> None:
    def met(offer: str, search: str) -> bool:
        actors = ACTORS.replace("North,Die cutting,", f"North,{offer},").replace("glue", search)
        return ("z", "a") in _met(make(actors=actors.replace("die cutting; ", "")))

    assert met("Corte láser", "corte laser")
    assert met("cutting", "cutting of soles"), "all words of one are words of the other"
    assert met("rubber soles", "soles of rubber")
    assert not met("rubber soles", "leather soles for boots")
    assert not met("glue", "")


def _met(measures: Measures) -> set[tuple[str, str]]:
    ids = measures.net.inside().actors.index
    return {(str(ids[a]), str(ids[b])) for a, b in offers_of(measures).found}


def test_without_answers_or_reasons_there_is_a_gap(make: Make) -> None:
    actors = "\n".join(",".join(line.split(",")[:5]) for line in ACTORS.strip().splitlines())
    measures = make(actors=actors, affiliations="actor,organisation\n")
    found = diagnose(measures, ["introductions"])["introductions"]
    # Without stages, places and bodies only y, by its partner d, has partners in common.
    assert [row["one"] for row in found.table("introductions").to_dict("records")] == ["y"]
    assert [gap.what for gap in found.gaps] == [
        "Of 1 firm that needs a way in no partner with a reason to meet is known.",
        "Whether what one firm offers is what another seeks cannot be said.",
        "Whether firms meet in an association, project or fair is not known.",
    ]


def test_nobody_needs_a_way_in(make: Make) -> None:
    measures = make(ties=f"{TIES} yb yc za zb")
    found = diagnose(measures, ["introductions"])["introductions"]
    assert found.table("introductions").empty
    assert found.cautions == ("No firm that answered needs a way in.",)
    assert "introduce" not in {f.key for f in findings(measures)}
    best = first_introductions(measures, 2)
    assert len(best) == 2, "then the first page has those best for reach"


def test_ways_in(make: Make) -> None:
    measures = make(ties=f"{TIES} zx")
    found = diagnose(measures, ["way_in"])["way_in"]
    rows = {row["firm"]: row for row in found.table("way_in").to_dict("records")}
    # z: over x, outside, to c in two steps; y: its partner d leads to c, e, f and a.
    assert rows["z"]["way"] == "over partners outside the cluster: Far"
    assert rows["z"]["approach"] == ("c",)
    assert rows["y"]["way"] == "partners of its one partner: Delta"
    # All four have three partners inside: Alfa, Eps and Gamma come before Zeta.
    assert rows["y"]["approach"] == ("a", "e", "c")
    assert rows["z"]["nobody"] is True and rows["y"]["partners"] == 1
    # The survey is of 2026: y came in 2025, z in 2000.
    assert (rows["y"]["years"], rows["y"]["newcomer"]) == (1, True)
    assert (rows["z"]["years"], rows["z"]["newcomer"]) == (26, False)
    every = [r for r in found.table("ways_in").to_dict("records") if r["firm"] == "z"]
    assert [(row["way"], row["through"], row["approach"]) for row in every[1:3]] == [
        ("members of a body it belongs to", "guild", ("a",)),
        ("members of a body it belongs to", "fair", ("d", "a", "b")),
    ]
    assert every[3]["approach"] == ("d", "a")  # North; s is silent
    assert found.findings[0].sentence == (
        "2 of 2 firms that need a way in have one through ties or memberships: 2 through a partner."
    )
    assert found.findings[1].sentence == (
        "1 of the firms that need a way in is a newcomer, of 2 whose year of entry is known."
    )


def test_two_ways_over_the_outside_lead_to_those_they_are_said_to_lead_to(make: Make) -> None:
    measures = make(ties=f"{TIES} zx zw aw", actors=f"{ACTORS}w,Away,firm,no,,,,,,")
    every = table(measures, "ways_in", "way_in")
    # z - w - a and z - x - c, two steps each; the first by name comes first.
    beyond = [row for row in every if row["way"] == "over partners outside the cluster"]
    assert [(row["firm"], row["through"], row["approach"]) for row in beyond] == [
        ("z", "Away", ("a",)),
        ("z", "Far", ("c",)),
    ]


def test_a_firm_to_which_no_tie_or_membership_leads(make: Make) -> None:
    bare = "a,Alfa,firm,yes,yes,,,,,\n"
    bare += "".join(f"{k},Firm {k},firm,yes,yes,,North,,,\n" for k in "bcz")
    head = ACTORS.strip().splitlines()[0]
    changes = {"actors": f"{head}\n{bare}", "affiliations": "actor,organisation\n"}
    said = diagnose(make(ties="ab bc ac", supply="", **changes), ["way_in"])["way_in"]
    assert said.findings[0].sentence == (
        "For 1 firm that needs a way in no tie or membership leads there; for 1 of them only the "
        "place or the stage points to somebody."
    )
    alone = {**changes, "actors": f"{head}\n{bare.replace('North', '')}"}
    said = diagnose(make(ties="ab bc ac", supply="", **alone), ["way_in"])["way_in"]
    assert said.gaps[0].what == "For 1 firm that needs a way in nothing points to one."


def test_ways_in_without_the_year_of_entry(make: Make) -> None:
    rows = [line.rsplit(",", 1)[0] for line in ACTORS.strip().splitlines()]
    found = diagnose(make(actors="\n".join(rows)), ["way_in"])["way_in"]
    assert "newcomer" not in found.table("way_in")
    assert "Ask every firm in which year it came to the cluster." in {g.ask for g in found.gaps}


def test_a_firm_that_only_an_institution_connects(make: Make) -> None:
    measures = make(ties=f"{TIES} zo ob oc", affiliations="actor,organisation\n")
    rows = {r["firm"]: r for r in table(measures, "way_in", "way_in")}
    # z hangs by one tie, to the office; without institutions it has none.
    assert rows["z"]["connection_firms"] == "isolate"
    assert rows["z"]["way"] == "partners of its one partner: Office"
    assert set(rows["z"]["approach"]) == {"b", "c", "f"}

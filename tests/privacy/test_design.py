"""A census, a sample and an ego survey of the same firms: what each may say."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from tiesnet.cli import main
from tiesnet.diagnosis import diagnose, findings
from tiesnet.metrics import Measures, catalogue, measure
from tiesnet.metrics._design import VALID
from tiesnet.network import build_network
from tiesnet.survey import Survey, read_survey

FIRMS = tuple(f"firma{n:02}" for n in range(12))
ASKED = FIRMS[:5]
# Each of five firms names three; what they say of their partners is marked with the respondent.
NAMED = {
    "firma00": ("firma01", "firma06", "firma07"),
    "firma01": ("firma00", "firma08", "firma09"),
    "firma02": ("firma06", "firma09", "firma10"),
    "firma03": ("firma07", "firma08", "firma11"),
    "firma04": (),
}


def _write(
    folder: Path, design: str, *, listed: tuple[str, ...] = FIRMS, told: bool = True
) -> Path:
    folder.mkdir()
    ties = ["source,target,relation,reported_by"]
    for one, others in NAMED.items():
        ties += [f"{one},{other},advice,{one}" for other in others]
        if design == "ego" and told and others:
            ties.append(f"{others[0]},{others[1]},advice,{one}")
    actors = ["id,stage,respondent"]
    actors += [f"{f},{'ab'[n % 2]},{'yes' if f in ASKED else ''}" for n, f in enumerate(listed)]
    _put(folder, ties=ties, actors=actors, survey=["key,value", "title,T", f"design,{design}"])
    return folder


def _put(folder: Path, **tables: list[str]) -> None:
    for name, lines in tables.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _measured(folder: Path) -> Measures:
    return measure(build_network(read_survey(folder)))


def _skipped(measures: Measures) -> set[str]:
    rows = measures.skipped
    return set(rows.loc[rows["reason"].str.contains("not the whole cluster"), "metric"])


WHOLE = {
    "density_all", "degree_centralisation", "n_components", "n_isolates", "betweenness",
    "connection", "harmonic_closeness", "core_member", "community", "transitivity",
}  # fmt: skip
CIRCLE = {"effective_size", "constraint_ego", "open_pairs", "burt_efficiency", "local_clustering"}
SAMPLED = {"density_known", "in_degree"}
ALWAYS = {"degree", "ego_size", "n_ties", "answered", "named_by"}


def test_one_table_says_what_is_valid_under_which_design() -> None:
    needs = {record.name: record.needs for record in catalogue().values()}
    assert all("census" in needs[name] for name in WHOLE)
    assert all("circle" in needs[name] for name in CIRCLE)
    assert all("sampled" in needs[name] for name in SAMPLED)
    assert all(not needs[name] & VALID.keys() for name in ALWAYS)
    assert all("census" in designs for designs in VALID.values())
    # Nobody has two of them: they would contradict each other.
    assert all(len(own & VALID.keys()) <= 1 for own in needs.values())


@pytest.mark.parametrize(
    ("design", "left_out", "given"),
    [("census", set(), WHOLE | CIRCLE | SAMPLED | ALWAYS),
     ("sample", WHOLE | CIRCLE, SAMPLED | ALWAYS),
     ("ego", WHOLE | SAMPLED, CIRCLE | ALWAYS)],
)  # fmt: skip
def test_measures_by_design(
    tmp_path: Path, design: str, left_out: set[str], given: set[str]
) -> None:
    measures = _measured(_write(tmp_path / "s", design))
    assert left_out <= _skipped(measures)
    have = {*measures.actors.columns.get_level_values(1), *measures.network.dropna().index}
    assert given <= have
    assert not left_out & {*measures.actors.columns.get_level_values(1)}
    said = [c for c in measures.cautions if c.startswith("The survey covers")]
    assert len(said) == (design != "census")


def test_a_sample_has_the_density_of_the_pairs_it_asked_about(tmp_path: Path) -> None:
    """By hand: whoever answered speaks for its own arrows, 5 x 11; twelve were reported."""
    measures = _measured(_write(tmp_path / "s", "sample"))
    assert measures.network.at["density_known", "advice"] == pytest.approx(12 / 55)
    degrees = measures.actors["advice"]["in_degree"]
    assert degrees["firma06"] == 2
    low = measures.lower_bounds
    assert "firma06" in set(low.loc[low["metric"] == "in_degree", "actor"])


def test_an_ego_survey_knows_circles(tmp_path: Path) -> None:
    """By hand: three partners, one tie among them: effective size 3 - 2/3."""
    sizes = _measured(_write(tmp_path / "s", "ego")).actors["all"]["effective_size"]
    # Both partners of 02 that are tied by its word: 3 partners with one tie among them.
    assert sizes["firma02"] == pytest.approx(3 - 2 / 3)
    assert sizes.drop(list(ASKED)).isna().all()


def test_an_ego_survey_without_ties_among_partners_has_no_circles(tmp_path: Path) -> None:
    measures = _measured(_write(tmp_path / "s", "ego", told=False))
    rows = measures.skipped.set_index("metric")["reason"]
    assert set(rows.loc["effective_size"]) == {"the survey does not tell of ties among partners"}


@pytest.mark.parametrize("design", ["sample", "ego"])
def test_who_was_not_asked_is_neither_silent_nor_disconnected(tmp_path: Path, design: str) -> None:
    folder = _write(tmp_path / "s", design)
    measures = _measured(folder)
    states = measures.actors["all"]["answered"]
    assert set(states[list(FIRMS[5:])]) == {"not surveyed"}
    assert {found.kind for found in findings(measures)} & {"disconnected", "holding"} == set()
    made = diagnose(measures)
    for name in ("way_in", "introductions", "best_introductions", "loss"):
        assert made[name].tables == () and made[name].gaps


@pytest.mark.parametrize("design", ["sample", "ego"])
def test_partners_in_no_table_are_firms_that_were_not_asked(tmp_path: Path, design: str) -> None:
    survey = read_survey(_write(tmp_path / "s", design, listed=ASKED))
    others = survey.actors.loc[~survey.actors.index.isin(ASKED)]
    assert others["in_cluster"].all()
    assert set(others["kind"]) == {"firm"}
    assert set(survey.assumptions["code"]) >= {"unknown_not_asked"}
    assert not (survey.problems["severity"] == "error").any()
    degree = measure(build_network(survey)).actors["all"]["degree"]
    assert degree["firma02"] == 3


def test_in_a_census_they_are_outside(tmp_path: Path) -> None:
    survey = read_survey(_write(tmp_path / "s", "census", listed=ASKED))
    assert not survey.actors["in_cluster"].drop(list(ASKED)).any()


def _states(survey: Survey) -> dict[str, str]:
    return dict(zip(survey.responses["actor"], survey.responses["state"], strict=True))


@pytest.mark.parametrize("reporters", [True, False])
def test_whom_a_sample_is_silent_about_was_not_asked(tmp_path: Path, reporters: bool) -> None:
    """Without a word on who answered: who reports did, the others were not asked."""
    found = {}
    for design in ("sample", "census"):
        folder = tmp_path / design
        folder.mkdir()
        end = ",reported_by" if reporters else ""
        ties = [f"source,target,relation{end}", f"a,b,advice{',a' if reporters else ''}"]
        _put(folder, ties=ties, actors=["id", "a", "b", "c"], survey=["key,value",
             f"design,{design}"])  # fmt: skip
        found[design] = _states(read_survey(folder))
    assert found["sample"] == {"a": "answered", "b": "not_asked", "c": "not_asked"}
    other = "silent" if reporters else "answered"
    assert found["census"] == {"a": "answered", "b": other, "c": other}


def test_who_refused_in_a_sample_is_silent(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    folder.mkdir()
    actors = ["id,respondent", "a,yes", "b,no", "c,"]
    _put(folder, ties=["source,target", "a,b"], actors=actors, survey=["design", "sample"])
    assert _states(read_survey(folder)) == {"a": "answered", "b": "silent", "c": "not_asked"}


def test_a_full_roster_is_no_ego_survey(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    folder.mkdir()
    pairs = itertools.permutations("abcdef", 2)
    ties = ["source,target,relation,reported_by", *(f"{a},{b},advice,{a}" for a, b in pairs)]
    _put(folder, ties=ties, survey=["key,value", "design,ego"])
    problems = read_survey(folder).problems.set_index("code")
    assert "6 of the 6 partners named answered themselves" in problems.at[
        "design_contradicts", "problem"
    ]  # fmt: skip
    assert "census" in problems.at["design_contradicts", "repair"]


def test_a_sample_nobody_answered_is_a_problem(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    folder.mkdir()
    relations = ["id,directed", "friends,no"]
    _put(folder, ties=["source,target,relation", "a,b,friends"], relations=relations,
         survey=["key,value", "design,sample"])  # fmt: skip
    problems = read_survey(folder).problems.set_index("code")
    assert "nobody counts as having answered" in problems.at["design_contradicts", "problem"]


@pytest.mark.parametrize("design", ["sample", "ego"])
def test_the_commands_say_what_the_design_leaves_out(
    tmp_path: Path, design: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = _write(tmp_path / "s", design)
    with pytest.raises(SystemExit):
        main(["report", str(folder), "-o", str(tmp_path / "out")])
    said = " ".join(capsys.readouterr().out.split())
    assert "numbers of the whole network are left out" in said
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    text = " ".join(re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", page, flags=re.S).split())
    assert "so nobody can be called disconnected" in text
    assert not re.search(r"firms? (that answered )?(is|are) disconnected", text)
    assert "no link of the chain is missing" not in text
    assert "From the most cut off" not in text and "Brokers sit between" not in text
    assert text.count("numbers of the whole network are left out") >= 1
    firms = text[text.rindex("All firms") :]
    assert "Status" not in firms[: firms.index("Named by")], "no number stands under another head"
    with pytest.raises(SystemExit):
        main(["measure", str(folder)])
    assert "The survey covers" in capsys.readouterr().out

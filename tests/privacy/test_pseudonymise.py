"""Pseudonyms, coarser answers, and who remains recognisable."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tiesnet.errors import TiesnetError
from tiesnet.exports import write_survey_folder
from tiesnet.network import Network, build_network
from tiesnet.survey import Entry, Pseudonymised, Survey, pseudonymise, read_survey, samples
from tiesnet.survey.privacy.bands import banded
from tiesnet.survey.privacy.coarsen import coarsened

SAMPLES = (
    "footwear_valley",
    "sinos_like_exporters",
    "compatriots_abroad",
    "florentine_families",
)


@pytest.fixture(scope="module", params=SAMPLES)
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Survey:
    tables = getattr(samples, request.param)()
    return read_survey(write_survey_folder(tables, tmp_path_factory.mktemp("s") / "study"))


def _ties(net: Network, new: dict[str, str] | None) -> list[tuple[object, ...]]:
    ids = [new[str(actor)] if new else str(actor) for actor in net.actors.index]
    rows = []
    for tie in net.ties.itertuples():
        ends = [ids[tie.source], ids[tie.target]]
        ends = ends if net.layers.at[tie.layer, "directed"] else sorted(ends)
        rows.append((tie.layer, *ends, float(np.nan_to_num(tie.weight, nan=-1)), tie.status))
    return sorted(rows)


def test_the_network_is_the_same_up_to_names(sample: Survey, tmp_path: Path) -> None:
    made = pseudonymise(sample, seed=1)
    again = read_survey(write_survey_folder(made.tables, tmp_path / "out"))
    assert not (again.problems["severity"] == "error").any()
    new = dict(zip(made.key["id"], made.key["pseudonym"], strict=True))
    one, two = build_network(sample), build_network(again)
    assert _ties(one, new) == _ties(two, None)
    for told in ("asked", "answered"):
        before = getattr(one.respondents, told).rename(index=new).sort_index()
        after = getattr(two.respondents, told).sort_index()
        pd.testing.assert_frame_equal(before, after[before.columns], check_names=False)
    kinds = one.actors[["kind", "in_cluster", "stage"]].rename(index=new).sort_index()
    after = two.actors[["kind", "in_cluster", "stage"]].sort_index()
    pd.testing.assert_frame_equal(kinds, after, check_names=False, check_dtype=False)
    assert one.layers.drop(columns=["label", "question"]).equals(
        two.layers.drop(columns=["label", "question"])
    )


def test_answers_are_shared_by_k(sample: Survey) -> None:
    for k in (2, 3, 5):
        actors = pseudonymise(sample, seed=1, k=k).tables["actors"]
        assert _alone(actors, k) == []


def _alone(actors: pd.DataFrame, k: int) -> list[str]:
    """Who has told something, in a combination that fewer than k have."""
    fixed = ["kind", "in_cluster", "stage"]
    told = [c for c in actors if c not in ("id", "name", "respondent", "wave", *fixed)]
    texts = actors.reindex(columns=[*fixed, *told]).astype(object).fillna("").astype(str)
    size = texts.groupby([*fixed, *told])[fixed[0]].transform("size")
    says = (texts[told] != "").any(axis=1)
    return actors["id"][says & (size < k)].tolist()


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_any_table_becomes_shared_by_k(data: st.DataObject) -> None:
    rows = data.draw(st.integers(1, 40))
    k = data.draw(st.integers(2, 6))

    def column(values: st.SearchStrategy[object]) -> list[object]:
        return data.draw(st.lists(st.none() | values, min_size=rows, max_size=rows))

    actors = pd.DataFrame(
        {
            "id": [f"F{n}" for n in range(rows)],
            "kind": data.draw(
                st.lists(st.sampled_from(["firm", "research"]), min_size=rows, max_size=rows)
            ),
            "stage": pd.Series(column(st.sampled_from(["a", "b"])), dtype=object),
            "size": pd.Series(column(st.integers(0, 400)), dtype="Float64"),
            "sector": pd.Series(column(st.sampled_from("uvwxyz")), dtype=object),
            "founded": pd.Series(column(st.integers(1900, 2024)), dtype="Float64"),
            "exports": pd.Series(column(st.floats(0, 1)), dtype="Float64"),
            "own": pd.Series(column(st.floats(-1e6, 1e6)), dtype="Float64"),
        }
    )
    everybody = np.ones(rows, dtype=bool)
    made, _ = coarsened(actors, everybody, k)
    assert _alone(made, k) == []
    again, _ = coarsened(actors.copy(), everybody, k)
    assert made.equals(again)


def test_bands_hold_the_numbers_they_stand_for() -> None:
    numbers = pd.Series([0, 9, 10, 49, 50, 249, 250, 9999])
    assert banded(numbers, (10, 50, 250), whole=True).tolist() == [
        "under 10", "under 10", "10 to 49", "10 to 49", "50 to 249", "50 to 249",
        "250 or more", "250 or more",
    ]  # fmt: skip


def test_no_number_is_made_up(sample: Survey) -> None:
    """A coarser column has another name: nobody takes a band for a number."""
    actors = pseudonymise(sample, seed=1).tables["actors"]
    for column in ("size", "sales", "output", "exports", "founded", "entered"):
        if column in actors:
            old = set(pd.to_numeric(sample.actors[column]).dropna())
            told = actors[column][actors[column].astype(str) != ""]
            assert set(pd.to_numeric(told)) <= old


def test_pseudonyms_tell_only_the_kind(sample: Survey) -> None:
    made = pseudonymise(sample, seed=1)
    letter = dict(zip(made.key["id"], made.key["pseudonym"].str[0], strict=True))
    for actor, kind in sample.actors["kind"].items():
        assert letter[str(actor)] == {"firm": "F", "person": "P"}.get(kind, "O")
    assert made.key["pseudonym"].is_unique
    order = made.tables["actors"]["id"].tolist()
    assert order == sorted(order)


def test_the_order_is_random_and_can_be_repeated(sample: Survey) -> None:
    one, two, other = (pseudonymise(sample, seed=seed).key for seed in (1, 1, 2))
    assert one.equals(two)
    assert not one.equals(other)
    drawn = {tuple(pseudonymise(sample).key["id"]) for _ in range(2)}
    assert len(drawn) == 2
    firms = one[one["pseudonym"].str.startswith("F")]["name"].tolist()
    assert firms != sorted(firms)


def _survey(folder: Path, actors: str, pairs: str = "a,b", **more: str) -> Survey:
    folder.mkdir(parents=True)
    tables = {"actors": actors, "ties": f"source,target\n{pairs}", **more}
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(f"{text}\n", encoding="utf-8")
    return read_survey(folder)


def _entries(made: Pseudonymised) -> list[Entry]:
    return [Entry(*row) for row in made.key.itertuples(index=False)]


def test_a_key_used_again_keeps_pseudonyms_and_adds_new_ones(tmp_path: Path) -> None:
    first = _survey(tmp_path / "1", "id,name\na,Acmetal\nb,Betasol\nc,Gammatek")
    second = _survey(tmp_path / "2", "id,name\na,Acmetal SL\nb,Betasol\nd,Deltora\ne,Epsilux")
    one = pseudonymise(first)
    two = pseudonymise(second, key=_entries(one))
    before = dict(zip(one.key["id"], one.key["pseudonym"], strict=True))
    after = two.key.drop_duplicates("id").set_index("id")["pseudonym"]
    assert {actor: after[actor] for actor in "abc"} == before
    assert {after["d"], after["e"]} == {"F04", "F05"}
    assert set(two.tables["actors"]["id"]) == {before["a"], before["b"], "F04", "F05"}
    # Both names of the firm that was renamed lead to it.
    assert set(two.key.loc[two.key["pseudonym"] == before["a"], "name"]) == {
        "Acmetal", "Acmetal SL",
    }  # fmt: skip


def test_a_firm_with_a_new_name_keeps_its_pseudonym_and_hides_every_name(tmp_path: Path) -> None:
    one = pseudonymise(_survey(tmp_path / "1", "name\nAcmetal\nBetasol", "Acmetal,Betasol"))
    changes = "actor,change,into,wave\nDeltora,renamed,Epsilux,\nACMETAL,renamed,deltora,"
    asked = "id,label\nacmetal deals,Deals of Deltora"
    ties = "source,target,relation\nAcmetal,Betasol,acmetal deals\nBetasol,Epsilux,acmetal deals"
    later = _survey(
        tmp_path / "2", "name\nEpsilux\nBetasol", changes=changes, ties=ties, relations=asked
    )
    two = pseudonymise(later, key=_entries(one))
    before = dict(zip(one.key["name"], one.key["pseudonym"], strict=True))
    assert set(two.tables["actors"]["id"]) == set(before.values())
    assert before["Acmetal"] in two.key.loc[two.key["name"] == "Epsilux", "pseudonym"].tolist()
    assert two.tables["relations"]["id"].tolist() == [f"{before['Acmetal']} deals"]
    assert two.tables["relations"]["label"].tolist() == [f"Deals of {before['Acmetal']}"]
    assert "changes" not in two.tables


def test_a_former_name_from_a_row_of_its_own_is_hidden_as_well(tmp_path: Path) -> None:
    changes = "actor,change,into\nold,renamed,Betasol"
    asked = "id,label\ndeals,Deals of Acmetal"
    survey = _survey(
        tmp_path / "1", "id,name\nold,Acmetal\nb,Betasol\nc,Coloril", "b,c",
        changes=changes, relations=asked,
    )  # fmt: skip
    made = pseudonymise(survey)
    assert "cmetal" not in "".join(table.to_csv() for table in made.tables.values())


def test_a_key_that_contradicts_the_survey_is_refused(tmp_path: Path) -> None:
    survey = _survey(tmp_path / "1", "id,name\na,Acmetal\nb,Betasol")
    swapped = [Entry("F01", "a", "Betasol"), Entry("F02", "b", "Acmetal")]
    with pytest.raises(TiesnetError, match="In the key the id 'a' belongs to 'Betasol'"):
        pseudonymise(survey, key=swapped)
    with pytest.raises(TiesnetError, match="would both be F01"):
        pseudonymise(survey, key=[Entry("F01", "a", "X"), Entry("F01", "b", "Y")])


def test_a_pseudonym_is_nobodys_id(tmp_path: Path) -> None:
    survey = _survey(tmp_path / "1", "id,name\nF01,Acmetal\nF02,Betasol\nFF02,x", "F01,F02")
    made = pseudonymise(survey)
    assert set(made.tables["actors"]["id"]) == {"FFF01", "FFF02", "FFF03"}


def test_organisations_keep_their_names_on_demand(tmp_path: Path) -> None:
    actors = "id,name,kind\na,Acmetal,firm\nu,University of Acmetal,research\np,Ana Ruiz,person"
    more = {"affiliations": "actor,organisation\na,Guild of Tanners\nu,Guild of Tanners"}
    survey = _survey(tmp_path / "1", actors, "a,u\np,a", **more)
    hidden, kept = pseudonymise(survey), pseudonymise(survey, keep_organisations=True)
    assert set(hidden.tables["actors"]["id"]) == {"F01", "O01", "O02", "P01"} - (
        {"O01", "O02"} - set(hidden.tables["actors"]["id"])
    )
    assert set(hidden.tables["affiliations"]["organisation"]) <= {"O01", "O02"}
    names = kept.tables["actors"].set_index("id")["name"]
    assert names["u"] == "University of F01"
    assert set(kept.tables["affiliations"]["organisation"]) == {"Guild of Tanners"}
    assert "P01" in names


def test_names_inside_texts_and_free_text_go(tmp_path: Path) -> None:
    actors = "id,name,offers,e-mail,latitude,consent,tax\n" + "\n".join(
        f"f{n},Firmal {n},lends {n} machines to Firmal 3,x{n}@y.z,4{n}.1,yes,{n}{n}12345"
        for n in range(9)
    )
    ties = "source,target,relation,note,topic,value,since\n" + "\n".join(
        f"f{n},f{(n + 1) % 9},deals with Firmal 3,told by firmal {n},{'abc'[n // 3]},{n + 1}2345,"
        f"201{n}"
        for n in range(9)
    )
    facts = "key,value\ntitle,Firmal 1 and others\ndate,3 May 2024\nauthor,Ana\ndesign,census"
    asked = "id,label,formality,content,directed\ndeals with Firmal 3,Deals,formal,trade,yes"
    survey = _survey(tmp_path / "1", actors, **{"ties": ties, "survey": facts, "relations": asked})
    made = pseudonymise(survey, seed=1)
    assert list(made.tables["actors"]) == ["id", "name", "kind", "in_cluster"]
    third = made.key.set_index("name")["pseudonym"]["Firmal 3"]
    assert set(made.tables["ties"]["relation"]) == {f"deals with {third}"}
    assert made.tables["relations"]["id"].tolist() == [f"deals with {third}"]
    assert "note" not in made.tables["ties"]
    assert set(made.tables["ties"]["topic"]) == set("abc")
    assert set(made.tables["ties"]["value"]) == {n * 10_000 for n in range(1, 10)}
    assert set(made.tables["ties"]["since_band"]) == {"2010s"}
    assert made.tables["survey"].iloc[0].to_dict() == {
        "title": "Pseudonymised survey", "date": "2024", "design": "census",
    }  # fmt: skip
    said = made.changes.set_index(["table", "column"])["change"]
    assert {"offers", "contact", "latitude", "consent", "tax"} <= set(said["actors"].index)
    assert {"note", "value", "since"} <= set(said["ties"].index)


def test_who_remains_recognisable_is_said(tmp_path: Path) -> None:
    actors = ["id,name,kind,stage"]
    actors += [f"f{n},Firmal {n},firm,{'cut' if n else 'dye'}" for n in range(8)]
    actors += ["u,University,research,"]
    star = "\n".join(f"f1,f{n}" for n in (2, 3, 4, 5))
    survey = _survey(tmp_path / "1", "\n".join(actors), star + "\nf6,f7\nf7,f6")
    made = pseudonymise(survey, seed=1)
    new = made.key.set_index("id")["pseudonym"]
    found = made.recognisable.groupby("pseudonym")["reason"].agg(list)
    assert found[new["f0"]] == ["it is the only firm in stage 'dye'"]
    assert found[new["u"]] == ["it is the only research organisation"]
    assert "4 partners" in found[new["f1"]][0]
    # Four were named once by one firm, two name each other: nobody tells them apart.
    assert set(found.index) == {new["f0"], new["u"], new["f1"]}
    assert "anonym" not in " ".join(made.recognisable["reason"])


def test_a_survey_without_a_usable_tie_is_written_too(tmp_path: Path) -> None:
    made = pseudonymise(_survey(tmp_path / "1", "id,name\na,Acmetal\nb,Betasol", "a,a"))
    again = read_survey(write_survey_folder(made.tables, tmp_path / "out"))
    assert len(again.actors) == 2
    assert len(again.ties) == 0


def test_k_has_to_be_two_or_more(sample: Survey) -> None:
    with pytest.raises(TiesnetError, match="k cannot be 1"):
        pseudonymise(sample, k=1)


def _names(rows: Iterable[str]) -> set[str]:
    return {str(name) for name in rows}


def test_everybody_has_a_line_in_the_key(sample: Survey) -> None:
    key = pseudonymise(sample).key
    assert _names(sample.actors["name"]) <= _names(key["name"])
    assert _names(sample.actors.index) <= _names(key["id"])

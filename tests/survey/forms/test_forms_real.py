"""Real questionnaire data, with a mapping or without, against counts made by pandas alone."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from tiesnet.survey import Survey, read_survey


@pytest.fixture
def surveys(shared_data: Path) -> Path:
    folder = shared_data / "raw-surveys"
    if not folder.is_dir():
        pytest.skip("the raw surveys are not beside the repository")
    return folder


def mapped(path: Path, folder: Path, text: str) -> Survey:
    mapping = folder / "mapping.toml"
    mapping.write_text(text, encoding="utf-8")
    return read_survey(path, mapping=mapping)


QUALTRICS = """
respondent = "QID169_1"
missing = ["-99"]

[firms]
"Mickey Mouse" = "Mouse, Mickey"
"Minnie Mouse" = "Mouse, Minnie"

[[relations]]
id = "friendship"
columns = "QID149"
nobody = ["nobody in my class"]

[[relations]]
id = "influence"
columns = "QID128"
nobody = ["nobody in my class"]

[[relations]]
id = "collaboration"
columns = "QID110"

[[items]]
scale = "attitude"
columns = "QID61"
"""


def test_a_class_roster_from_qualtrics(surveys: Path, tmp_path: Path) -> None:
    (path,) = (surveys / "qualtrics_roster_class").glob("*.csv")
    table = pd.read_csv(path, dtype=str, keep_default_na=False).iloc[1:]
    survey = mapped(path, tmp_path, QUALTRICS)
    found = survey.ties["relation"].value_counts().to_dict()
    for relation, code in (("friendship", 149), ("influence", 128), ("collaboration", 110)):
        columns = table.filter(regex=rf"^QID{code}_\d+$").drop(columns=f"QID{code}_99")
        own = int((table["QID149_1"].iloc[0] == "1") and relation == "friendship")  # named himself
        assert found[relation] + own == int((columns != "").sum().sum()), relation
        states = survey.responses[survey.responses["relation"] == relation]
        answered = (table.filter(regex=rf"^QID{code}_\d+$") != "").any(axis=1).sum()
        assert (states["state"] == "answered").sum() == answered, relation
    assert (survey.problems["code"] == "self_tie").sum() == 1
    answers = table.filter(regex=r"^QID61_")
    assert len(survey.items) == int(((answers != "") & (answers != "-99")).sum().sum())
    assert {"Mouse, Mickey", "Mouse, Minnie"} <= set(survey.actors.index)
    assert not {"Mickey Mouse", "Minnie Mouse", "nobody in my class"} & set(survey.actors.index)


def test_the_same_class_without_a_mapping(surveys: Path) -> None:
    (path,) = (surveys / "qualtrics_roster_class").glob("*.csv")
    table = pd.read_csv(path, dtype=str, keep_default_na=False).iloc[1:]
    counts = read_survey(path).ties["relation"].value_counts()
    for code, relation in ((149, "friendship"), (128, "influencers_top10")):
        columns = table.filter(regex=rf"^QID{code}_\d+$").drop(columns=f"QID{code}_99")
        assert counts[relation] == int((columns != "").sum().sum())


@pytest.mark.parametrize(
    ("file", "separator"),
    [("alters_32.csv", ";"), ("alters_8.csv", ";"), ("egoweb/alters_32.csv", ",")],
)
def test_alters_of_egos_one_per_row(
    surveys: Path, tmp_path: Path, file: str, separator: str
) -> None:
    path = surveys / "egor_examples" / file
    table = pd.read_csv(path, sep=separator, dtype=str)
    ego, alter = table.columns[:2]
    text = (
        f'source = "{ego}"\ntarget = "{alter}"\ndetails = {{ sex = "alter.sex" }}\n'
        'design = "ego"\n[[relations]]\nid = "names"\n'
    )
    survey = mapped(path, tmp_path, text)
    # An alter with the number of its ego is no tie of an ego with itself, but is read as one here.
    own = int((table[ego] == table[alter]).sum())
    pairs = table[table[ego] != table[alter]].drop_duplicates([ego, alter])
    assert len(survey.ties) == len(pairs)
    assert (survey.problems["code"] == "self_tie").sum() == own


def test_ties_among_alters_within_each_ego(surveys: Path, tmp_path: Path) -> None:
    path = surveys / "egor_examples" / "edges_32.csv"
    table = pd.read_csv(path, sep=";", dtype=str)
    survey = mapped(
        path,
        tmp_path,
        'source = "Source"\ntarget = "Target"\nstrength = "weight"\nwithin = "egoID"\n'
        'design = "ego"\n[[relations]]\nid = "contact"\n',
    )
    assert len(survey.ties) == len(table)
    ends = pd.concat([table["egoID"] + "/" + table[end] for end in ("Source", "Target")])
    assert set(survey.actors.index) == set(ends)
    assert survey.ties["strength"].sum() == table["weight"].astype(int).sum()


def test_alters_in_wide_form(surveys: Path, tmp_path: Path) -> None:
    path = surveys / "egor_examples" / "one_file_ws.csv"
    table = pd.read_csv(path, sep=";", dtype=str)
    survey = mapped(
        path,
        tmp_path,
        """
        respondent = "egoID"
        [attributes]
        age_group = "age"
        [[relations]]
        id = "friendship"
        names = "alterID.{n}"
        details = { sex = ["alter.sex.1", "alter.sex.2", "alter.sex.3", "alter.sex.4",
                           "alter.sex.5"], age = ["alter.age.1", "alter.age.2", "alter.age.3",
                           "alter.age.4", "alter.age.5"] }
        """.replace("\n                           ", " "),
    )
    names = table.filter(regex=r"^alterID\.\d+$")
    told = [(ego, alter) for ego, row in zip(table["egoID"], names.to_numpy(), strict=True)
            for alter in row]  # fmt: skip
    assert set(zip(survey.ties["source"], survey.ties["target"], strict=True)) == {
        pair for pair in told if pair[0] != pair[1]
    }
    ages = table.filter(regex=r"^alter\.age\.\d+$").astype(float).sum().sum()
    own = sum(
        float(table.at[k, f"alter.age.{n}"])
        for k in table.index
        for n in range(1, 6)
        if table.at[k, f"alterID.{n}"] == table.at[k, "egoID"]
    )
    assert pd.to_numeric(survey.ties["age"]).sum() == ages - own
    assert survey.actors.loc["Stanley", "age_group"] == "36 - 45"


def test_personal_networks_of_migrants(surveys: Path, tmp_path: Path) -> None:
    folder = surveys / "vacca_egocentric"
    table = pd.read_csv(folder / "alter_attributes.csv", dtype=str)
    survey = mapped(
        folder,
        tmp_path,
        """
        design = "ego"
        [[tables]]
        sheet = "ego_data"
        firm = "ego_ID"
        attributes = { sex = "ego.sex", arrival = "ego.arr" }
        [[tables]]
        sheet = "alter_attributes"
        source = "ego_ID"
        target = "alter_ID"
        strength = "alter.clo"
        missing = ["NA"]
        details = { kinship = "alter.rel" }
        [[tables.relations]]
        id = "closeness"
        [[tables]]
        sheet = "alter_attributes"
        firm = "alter_ID"
        attributes = { nationality = "alter.nat" }
        [[tables]]
        sheet = "alter_ties"
        source = "from"
        target = "to"
        strength = "weight"
        [[tables.relations]]
        id = "knows"
        directed = false
        """,
    )
    ties = survey.ties
    close = ties[ties["relation"] == "closeness"]
    assert len(close) == len(table) == 4590
    assert close["strength"].notna().sum() == table["alter.clo"].notna().sum()
    assert close["source"].nunique() == 102
    assert len(survey.actors) == 102 + table["alter_ID"].nunique()
    known = pd.read_csv(folder / "alter_ties.csv", dtype=str)
    pairs = {frozenset(pair) for pair in zip(known["from"], known["to"], strict=True)}
    told = ties[ties["relation"] == "knows"]
    assert len({frozenset(p) for p in zip(told["source"], told["target"], strict=True)}) == len(
        pairs
    )


def test_interviews_on_collaboration(surveys: Path, tmp_path: Path) -> None:
    folder = surveys / "reconqdata_science_collaboration"
    survey = mapped(
        folder,
        tmp_path,
        """
        [[tables]]
        sheet = "nodes"
        firm = "id_node"
        within = "id_interview"
        attributes = { department = "department", female = "female" }
        [[tables]]
        sheet = "collaboration"
        source = "from"
        target = "to"
        within = "id_interview"
        [[tables.relations]]
        id = "collaboration"
        [[tables]]
        sheet = "resources"
        source = "from"
        target = "to"
        topic = "code"
        within = "id_interview"
        [[tables.relations]]
        id = "resources"
        formality = "informal"
        content = "knowledge"
        """,
    )
    nodes = pd.read_csv(folder / "nodes.csv", dtype=str)
    assert len(survey.actors) == len(nodes) == 374
    counts = survey.ties["relation"].value_counts()
    for name in ("collaboration", "resources"):
        table = pd.read_csv(folder / f"{name}.csv", dtype=str)
        assert counts[name] == len(table[table["from"] != table["to"]].drop_duplicates())

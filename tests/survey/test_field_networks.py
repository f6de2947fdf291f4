"""Real files of the field in Pajek, UCINET and VNA: the counts that a correct reader finds.

The counts are those of the index beside the files; where other programs read a file right, their
ties are compared one by one.
"""

from __future__ import annotations

from pathlib import Path

import igraph
import pytest
from tests.survey.seen import ties

from tiesnet.errors import SurveyError
from tiesnet.survey import Survey, read_survey

# actors, ties with each tie without arrows counted once, loops of each relation
PAJEK = {
    "nets_GraphList.net": (12, [25], 1),
    "nets_GraphMat.net": (12, [25], 1),
    "nets_GraphSet.net": (12, [25], 1),
    "nets_TinaList.net": (11, [41], 0),
    "nets_TinaMat.net": (11, [41], 0),
    "nets_TinaSet.net": (11, [41], 0),
    "nets_class.net": (15, [56], 0),
    "nets_Football.net": (35, [118], 0),
    "wafa_Trade.paj": (24, [307, 307, 310, 135, 369], 0),
    "wafa_HighTech.paj": (21, [190, 102, 20], 0),
    "wafa_Padgett.paj": (16, [30, 40], 0),
    "wafa_EIES.paj": (80, [695, 830, 440], 20),
    "ucinet_KnokBur.paj": (10, [49, 22], 0),
    "econ_SaKtrade.paj": (118, [4746], 1),
    "mix_SKtrade.paj": (118, [4746], 1),
    "econ_krebs.paj": (219, [630], 0),
    "econ_eva_eva.net": (8497, [6724], 2),
    "igraphdata_lesmis.net": (77, [254], 0),
    "igraph_pajek1.net": (10, [9], 0),
    "igraph_pajek2.net": (10, [9], 0),
    "igraph_pajek3.net": (10, [9], 0),
    "igraph_pajek4.net": (10, [9], 0),
    "igraph_pajek5.net": (10, [9], 0),
    "igraph_pajek6.net": (10, [9], 0),
    "igraph_pajek_arcslist.net": (18, [55], 0),
    "igraph_pajek_edgeslist.net": (3, [3], 0),
    "igraph_pajek_signed.net": (10, [35, 10], 0),
    "igraph_utf8_with_bom.net": (10, [6], 0),
    "igraph_links.net": (4, [4, 1], 2),
}
DL = {
    "Knok.dat": (10, [49, 22], 0),
    "PADGETT.DAT": (16, [20, 15], 0),
    "SZCID.DAT": (16, [60], 0),
    "SZCIG.DAT": (15, [67], 0),
    "WIRING.DAT": (14, [28, 19, 13, 19, 24, 7], 0),
    "THUROFF.DAT": (15, [34, 33], 0),
    "KAPTAIL.DAT": (39, [158, 223, 109, 147], 0),
    "NEWFRAT.DAT": (17, [272] * 15, 0),
    "KRACKAD.DAT": (21, [277, 110, 191, 199, 190, 52], 0),
    "GAMA.DAT": (16, [29, 29], 0),
    "edgelist1.dl": (5, [5], 0),
    "edgelist2.dl": (5, [5], 0),
    "edgelist3.dl": (5, [5], 0),
    "edgelist4.dl": (5, [3, 2], 0),
    "edgelist6.dl": (5, [5], 0),
    "edgelist7.dl": (4, [3], 0),
    "fullmatrix1.dl": (5, [6], 0),
    "fullmatrix2.dl": (5, [6], 0),
    "fullmatrix3.dl": (5, [6], 0),
    "nodelist1.dl": (5, [5], 0),
    "nodelist2.dl": (5, [5], 0),
    "input.dl": (66, [100], 0),
}
PAIRS = {
    "Camp92_6404": (18, [306, 306], 0),
    "campnet-6404": (18, [54], 0),
    "campnet2": (18, [54], 0),
    "test-5": (5, [5], 0),
    "test-7": (7, [7], 0),
}
VNA = {"basic.vna": (2, [1], 0), "emptyattribute.vna": (3, [3, 1], 0)}
TWO_MODE = {
    "pajek/wafa_CEOs.net": (26, 15, 98),
    "pajek/igraph_bipartite.net": (8, 4, 11),
    "pajek/igraph_pajek_bip.net": (10, 5, 25),
    "pajek/gbm_Davis_DeepSouth.paj": (18, 42, 271),
    "ucinet_dl/DAVIS.DAT": (18, 14, 93),
}
REFUSED = {
    "pajek/igraph_pajek_bip2.net": "60 numbers where 10 rows of 5",
    "ucinet_dl/KnokBur.DAT": "does not begin with 'DL'",
    "invalid/invalid_pajek1.net": "first set cannot be larger",
    "invalid/invalid_pajek2.net": "from 1 to 4",
    "invalid/invalid_pajek3.net": "how many vertices",
}
ONE_MODE = {
    **{f"pajek/{name}": counts for name, counts in PAJEK.items()},
    **{f"ucinet_dl/{name}": counts for name, counts in DL.items()},
    **{f"ucinet_binary/{name}.##h": counts for name, counts in PAIRS.items()},
    **{f"ucinet_binary/{name}.##d": counts for name, counts in PAIRS.items()},
    **{f"vna/{name}": counts for name, counts in VNA.items()},
}
OTHERWISE = {"ucinet_dl/PADGW.DAT"}
_read: dict[str, Survey] = {}


@pytest.fixture
def field(shared_data: Path):
    folder = shared_data / "raw-formats"
    if not folder.is_dir():
        pytest.skip("real files of network programs are not beside the repository")

    def reads(name: str) -> Survey:
        if name not in _read:
            _read[name] = read_survey(folder / name)
        return _read[name]

    reads.folder = folder
    return reads


def test_no_file_is_left_out(field) -> None:
    found = {
        f"{place}/{path.name}"
        for place in ("pajek", "ucinet_dl", "ucinet_binary", "vna", "invalid")
        for path in (field.folder / place).iterdir()
        if place != "invalid" or path.suffix == ".net"
    }
    assert found == {*ONE_MODE, *TWO_MODE, *REFUSED, *OTHERWISE}


@pytest.mark.parametrize("name", ONE_MODE)
def test_counts(field, name: str) -> None:
    survey, (actors, counts, loops) = field(name), ONE_MODE[name]
    assert len(survey.actors) == actors
    found = survey.ties["relation"].value_counts().reindex(survey.relations.index).tolist()
    assert found[: len(counts)] == counts
    assert (survey.problems["code"] == "self_tie").sum() == loops
    assert set(survey.responses["state"]) == {"answered"}
    assert set(survey.problems.query("severity == 'error'")["code"]) <= {"self_tie"}


@pytest.mark.parametrize("name", TWO_MODE)
def test_counts_of_two_modes(field, name: str) -> None:
    survey = field(name)
    found = survey.affiliations
    seen = (len(survey.actors), found["organisation"].nunique(), len(found))
    assert seen == TWO_MODE[name] and survey.ties.empty


@pytest.mark.parametrize("name", REFUSED)
def test_refused(field, name: str) -> None:
    with pytest.raises(SurveyError) as error:
        field(name)
    assert REFUSED[name] in error.value.problem and error.value.repair


def test_files_of_one_network_agree(field) -> None:
    def both_ways(name: str) -> dict[tuple[str, str], float]:
        found = {}
        survey = field(name)
        for a, b, relation, value in ties(survey):
            found[a, b] = abs(value)
            if not survey.relations.at[relation, "directed"]:
                found[b, a] = abs(value)
        return found

    lists, sets, matrix = (both_ways(f"pajek/nets_Graph{k}.net") for k in ("List", "Set", "Mat"))
    assert lists == sets == matrix and matrix["c", "g"] == 2
    assert both_ways("pajek/nets_TinaList.net") == both_ways("pajek/nets_TinaSet.net")
    trade = [set(both_ways(f"pajek/{k}.paj")) for k in ("econ_SaKtrade", "mix_SKtrade")]
    assert trade[0] == trade[1]
    camp = both_ways("ucinet_binary/campnet-6404.##h")
    assert camp == both_ways("ucinet_binary/campnet2.##d")
    # In-degrees as UCINET prints them.
    degrees = [
        sum(b == name for _, b in camp) for name in field("ucinet_binary/campnet2.##d").actors.index
    ]
    assert sorted(degrees) == sorted([4, 1, 2, 5, 4, 3, 4, 2, 4, 0, 3, 4, 0, 3, 2, 5, 4, 4])
    known = {
        pair
        for pair in both_ways("ucinet_dl/Knok.dat")
        if pair in both_ways("pajek/ucinet_KnokBur.paj")
    }
    assert known == set(both_ways("ucinet_dl/Knok.dat"))


def test_attributes(field) -> None:
    wealth = field("ucinet_dl/PADGW.DAT").actors
    assert wealth.loc["MEDICI", ["WEALTH", "#PRIORS", "#TIES"]].tolist() == [103, 53, 54]
    families = field("pajek/wafa_Padgett.paj").actors
    assert families.loc["Medici", "Wealth"] == 103
    managers = field("pajek/wafa_HighTech.paj").actors
    assert {"Department", "Level", "Age", "Tenure"} <= set(managers.columns)
    firms = field("pajek/econ_krebs.paj").actors
    assert firms["Types of companies"].value_counts().sum() == 219
    cats = field("vna/emptyattribute.vna").actors
    assert cats["breed"].tolist() == ["MICE", "FROGS", "FROGS"] and cats["spots"].isna().iloc[0]


def test_negative_values_are_a_relation_of_their_own(field) -> None:
    survey = field("ucinet_dl/edgelist4.dl")
    assert sorted(survey.ties["strength"].fillna(1)) == [1, 1, 1, 1, 1]
    assert list(survey.relations.index) == ["tie", "tie (negative)"]


@pytest.mark.parametrize(
    "name",
    [
        "nets_TinaMat",
        "nets_class",
        "igraph_pajek_arcslist",
        "igraphdata_lesmis",
        "igraph_pajek_signed",
    ],
)
def test_igraph_finds_the_same_ties(field, name: str) -> None:
    path = next(field.folder.glob(f"pajek/{name}.*"))
    graph = igraph.Graph.Read_Pajek(str(path))
    labels = graph.vs["id" if "id" in graph.vs.attributes() else "name"]
    edges = {(labels[e.source], labels[e.target]) for e in graph.es if e.source != e.target}
    found = {(a, b) for a, b, *_ in ties(field(f"pajek/{path.name}"))}
    if not graph.is_directed():
        edges, found = ({tuple(sorted(e)) for e in pairs} for pairs in (edges, found))
    assert found == edges

"""GraphML, GEXF and GML: real files, odd ones and hostile ones."""

from __future__ import annotations

import networkx as nx
import pytest
from tests.survey.fuzz import fuzz

from tiesnet.errors import SurveyError
from tiesnet.network import build_network
from tiesnet.survey import read_survey

GRAPHML = (
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">{}<graph edgedefault="{}">{}</graph>'
    "</graphml>"
)
GEXF = '<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph {}>{}</graph></gexf>'

# nodes, rows of ties, ties of the network (a self-tie is no tie, a strength of 0 a no)
REAL = {
    "gexf/basic.gexf": (2, 1, 1),
    "gexf/data.gexf": (1, 0, 0),
    "gexf/dynamicedgeweight.gexf": (2, 1, 1),
    "gexf/infinity.gexf": (1, 0, 0),
    "gexf/slice.gexf": (2, 1, 1),
    "gexf/timezone.gexf": (2, 1, 1),
    "gexf/zeroweight.gexf": (2, 1, 0),
    "gml/emojis.gml": (1, 0, 0),
    "gml/karate.gml": (34, 78, 78),
    "gml/label.gml": (3, 2, 2),
    "gml/lesmis.gml": (77, 254, 254),
    "gml/weighted.gml": (2, 1, 1),
    "graphml/gephi_cdata.graphml": (2, 1, 1),
    "graphml/gephi_withdesc.graphml": (2, 1, 1),
    "graphml/igraph_test.graphml": (6, 7, 7),
    "graphml/lesmis.graphml": (77, 254, 254),
    "graphml/networkcanvas_minimal.graphml": (2, 1, 1),
    "graphml/networkcanvas_minimal-multiple-networks.graphml": (4, 2, 2),
    "invalid/invalid1.gml": (34, 62, 62),
}
REFUSED = {
    "gexf/meta.gexf": "neither nodes nor edges",
    "invalid/invalid2.gml": "no network",
    "invalid/invalid4.gml": "broken at line 1",
    "invalid/invalid1.graphml": "broken at line 15",
    "invalid/invalid2.graphml": "neither nodes nor edges",
    "invalid/invalid4.graphml": "broken at line 1",
    "invalid/invalid5.graphml": "broken at line 30",
    "invalid/invalid6.graphml": "broken at line 1",
}


@pytest.fixture
def raw(shared_data):
    folder = shared_data / "raw-formats"
    if not folder.is_dir():
        pytest.skip("the real files in network formats are not beside the repository")
    return folder


@pytest.fixture
def read(tmp_path):
    """Write a text under a name and read it."""

    def written(text, name="net.graphml", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return read_survey(path)

    return written


def codes(survey):
    return set(survey.problems["code"])


def test_every_real_file_is_in_the_list(raw):
    found = [*raw.glob("g*/*.g*"), *raw.glob("invalid/*.g*"), *raw.glob("**/*.graphml")]
    assert {str(path.relative_to(raw)) for path in found} == {*REAL, *REFUSED}


@pytest.mark.parametrize("name", REAL)
def test_real_files_are_read_to_the_right_counts(raw, name):
    survey = read_survey(raw / name)
    net = build_network(survey)
    assert (len(survey.actors), len(survey.ties), len(net.ties)) == REAL[name]


@pytest.mark.parametrize("name", REFUSED)
def test_broken_files_are_refused_in_one_sentence(raw, name):
    with pytest.raises(SurveyError) as error:
        read_survey(raw / name)
    assert REFUSED[name] in error.value.problem
    assert error.value.repair
    assert len(error.value.problems) == 1


def test_both_files_of_les_miserables_are_one_network(raw):
    one, two = (read_survey(raw / name) for name in ("graphml/lesmis.graphml", "gml/lesmis.gml"))
    peer = nx.read_graphml(raw / "graphml/lesmis.graphml")
    weights = sorted(data["value"] for _, _, data in peer.edges(data=True))
    for survey in (one, two):
        assert sorted(survey.actors["name"]) == sorted(
            data["name"] for _, data in peer.nodes(data=True)
        )
        assert sorted(survey.ties["strength"]) == weights
        assert not build_network(survey).directed


def test_attributes_of_real_files_arrive(raw):
    survey = read_survey(raw / "graphml/igraph_test.graphml")
    assert list(survey.actors["color"].fillna("")) == [
        "green",
        "yellow",
        "blue",
        'red "with entities"',
        "",
        "turquoise",
    ]
    assert list(survey.actors["gender"]) == ["yes", "yes", "no", "yes", "no", "no"]
    assert survey.ties["strength"].fillna(0).tolist() == [1, 1, 2, 0, 0, 0, 1.1]
    assert "part_not_read" in codes(survey)


def test_several_networks_with_the_same_ids_stay_apart(raw):
    survey = read_survey(raw / "graphml/networkcanvas_minimal-multiple-networks.graphml")
    assert list(survey.actors["alter_name"]) == ["Joshua", "Michael", "Sarah", "Michelle"]
    assert "graphs_apart" in set(survey.assumptions["code"])


def test_several_networks_over_the_same_nodes_are_relations(read):
    nodes = '<node id="a"/><node id="b"/>'
    graphs = "".join(
        f'<graph id="{name}" edgedefault="{kind}">{nodes}<edge source="a" target="b"/></graph>'
        for name, kind in (("trust", "directed"), ("trade", "undirected"))
    )
    survey = read(f"<graphml>{graphs}</graphml>")
    assert sorted(survey.ties["relation"]) == ["trade", "trust"]
    assert survey.relations["directed"].to_dict() == {"trust": True, "trade": False}
    assert len(survey.actors) == 2


def test_edges_with_and_without_arrows_of_one_relation(read):
    edges = (
        '<node id="a"/><node id="b"/><node id="c"/><edge source="a" target="b"/>'
        '<edge source="b" target="c" directed="false"/>'
    )
    survey = read(GRAPHML.format("", "directed", edges))
    pairs = set(zip(survey.ties["source"], survey.ties["target"], strict=True))
    assert pairs == {("a", "b"), ("b", "c"), ("c", "b")}
    assert "both_ways" in set(survey.assumptions["code"])


def test_relation_and_strength_come_from_attributes(read):
    keys = (
        '<key id="l" for="edge" attr.name="layer"/>'
        '<key id="w" for="edge" attr.name="weight" attr.type="double"/>'
        '<key id="s" for="node" attr.name="Tamaño" attr.type="int"/>'
    )
    edges = (
        '<node id="a"><data key="s">12</data></node><node id="b"/>'
        '<edge source="a" target="b"><data key="l">advice</data><data key="w"> 2.50 </data></edge>'
        '<edge source="b" target="a"><data key="l">sells to</data></edge>'
    )
    survey = read(GRAPHML.format(keys, "directed", edges))
    assert list(survey.ties["relation"]) == ["advice", "sells to"]
    assert survey.ties["strength"].fillna(-1).tolist() == [2.5, -1]
    assert survey.actors["size"].fillna(0).tolist() == [12, 0]


def test_hyperedges_ports_and_nested_graphs_are_said(read):
    inner = (
        '<node id="a"><port name="p"/><graph><node id="b"/></graph></node>'
        '<hyperedge><endpoint node="a"/></hyperedge><edge source="a" target="b" sourceport="p"/>'
    )
    survey = read(GRAPHML.format("", "undirected", inner))
    said = " ".join(survey.problems["problem"])
    assert "hyperedge" in said and "port" in said and "graph inside a node" in said
    assert len(survey.actors) == 2 and len(survey.ties) == 1


def test_labels_of_yed_are_names(read):
    text = (
        '<graphml xmlns:y="http://www.yworks.com/xml/graphml"><key for="node" id="d6" '
        'yfiles.type="nodegraphics"/><graph edgedefault="directed"><node id="n0"><data key="d6">'
        "<y:ShapeNode><y:NodeLabel>Acme</y:NodeLabel></y:ShapeNode></data></node>"
        '<node id="n1"/><edge source="n0" target="n1"/></graph></graphml>'
    )
    assert list(read(text).actors["name"]) == ["Acme", "n1"]


def test_attributes_never_take_the_place_of_what_the_format_gives(read):
    keys = "".join(
        f'<key id="{k}" for="{where}" attr.name="{name}"/>'
        for k, where, name in (("k1", "node", "id"), ("k2", "edge", "From"), ("k3", "edge", "to"))
    )
    inner = (
        '<node id="a"><data key="k1">x</data></node><node id="b"/>'
        '<edge source="a" target="b"><data key="k2">x</data><data key="k3">y</data></edge>'
    )
    survey = read(GRAPHML.format(keys, "directed", inner))
    assert list(survey.actors.index) == ["a", "b"]
    assert survey.ties[["source", "target"]].to_numpy().tolist() == [["a", "b"]]
    assert codes(survey) == set()


def test_unknown_ends_and_repeated_nodes_are_reported_in_their_line(read):
    inner = '<node id="a"/>\n<node id="a"/>\n<edge source="a" target="zz"/>'
    survey = read(GRAPHML.format("", "directed", inner))
    rows = survey.problems.set_index("code")["row"]
    assert rows["duplicate_actor"] == 2
    assert rows["unknown_actor"] == 3


def test_wrong_namespace_text_after_the_end_and_wrong_encoding(read):
    text = '<x:graphml xmlns:x="urn:strange"><x:graph edgedefault="directed"><x:node id="ñ"/>'
    text += '<x:node id="b"/><x:edge source="ñ" target="b"/></x:graph></x:graphml>\nthe end'
    survey = read(text, encoding="cp1252")
    assert list(survey.actors.index) == ["ñ", "b"]
    assert {"encoding", "part_not_read"} <= codes(survey)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_declared_encodings(read, encoding):
    declared = {"utf-8-sig": "UTF-8", "utf-16": "UTF-16"}.get(encoding, encoding)
    text = f'<?xml version="1.0" encoding="{declared}"?>'
    text += GRAPHML.format("", "directed", '<node id="é"/><node id="b"/>')
    assert list(read(text, encoding=encoding).actors.index) == ["é", "b"]


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY a{k} "&a{k - 1 if k else ""};&a{k - 1 if k else ""};">' for k in range(30))
    + "]>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("start", [BOMB, OUTSIDE, '<!DOCTYPE graphml SYSTEM "graphml.dtd">'])
@pytest.mark.parametrize("name", ["net.graphml", "net.gexf"])
def test_document_types_are_refused(read, start, name):
    body = GRAPHML.format("", "directed", "<node id='&a;'/>")
    if name == "net.gexf":
        body = GEXF.format("", "<nodes><node id='&a;'/></nodes>")
    with pytest.raises(SurveyError, match="document type") as error:
        read(start + body, name)
    assert len(error.value.problems) == 1


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("<html><body/></html>", "net.graphml", "<html> where <graphml>"),
        ("<graphml><graph>" + "<node>" * 300, "net.graphml", "inside each other"),
        ("<graphml><graph><node id='a'>", "net.graphml", "broken at line 1"),
        ('<?xml version="1.0" encoding="klingon"?><graphml/>', "net.graphml", "encoding"),
        ("graph [ node [ id 1 ", "net.gml", "not complete"),
        ("graph [ node [ id 1 ] ] ]", "net.gml", "broken at line 1"),
        ('graph [ node [ id 1 label "a\n\n', "net.gml", "not closed"),
        ("graph [ " + "a [ " * 200, "net.gml", "inside each other"),
        ("graph [ node [ [ id 1 ] ] ]", "net.gml", "no name"),
        ("graph [ node [ id 1 label ] ]", "net.gml", "value is missing"),
        ("", "net.gml", "no network"),
        ("", "net.gexf", "broken at line 1"),
    ],
)
def test_what_cannot_be_read_is_one_clear_error(read, text, name, said):
    with pytest.raises(SurveyError) as error:
        read(text, name)
    assert said in error.value.problem
    assert error.value.repair and len(error.value.problems) == 1


def test_few_values_never_make_a_huge_table(read, tmp_path):
    keys = "".join(f'<key id="k{k}" for="node" attr.name="a{k}"/>' for k in range(3000))
    nodes = "".join(f'<node id="n{k}"><data key="k{k}">1</data></node>' for k in range(3000))
    with pytest.raises(SurveyError, match="almost all of them empty"):
        read(GRAPHML.format(keys, "directed", nodes))
    with pytest.raises(SurveyError, match="more values than the 10 allowed"):
        read_survey(tmp_path / "net.graphml", max_cells=10)
    with pytest.raises(SurveyError, match="more than the 100 allowed"):
        read_survey(tmp_path / "net.graphml", max_bytes=100)


@pytest.mark.parametrize(
    "space",
    ["http://www.gexf.net/1.1draft", "http://www.gexf.net/1.2draft", "http://gexf.net/1.3", "x"],
)
def test_versions_of_gexf(read, space):
    text = (
        f'<gexf xmlns="{space}" version="1"><graph><attributes class="edge">'
        '<attribute id="0" title="layer" type="string"/></attributes><nodes>'
        '<node id="1" label="Uno"><nodes><node id="2" label="Dos"/></nodes></node></nodes><edges>'
        '<edge source="1" target="2" type="mutual" weight="2"><attvalues>'
        '<attvalue for="0" value="advice"/></attvalues></edge></edges></graph></gexf>'
    )
    survey = read(text, "net.gexf")
    assert list(survey.actors["name"]) == ["Dos", "Uno"]
    assert len(survey.ties) == 2 and set(survey.ties["strength"]) == {2.0}
    assert set(survey.ties["relation"]) == {"advice"}
    assert "node inside a node" in " ".join(survey.problems["problem"])


def test_gexf_over_time_is_said_and_its_values_left_out(read):
    text = GEXF.format(
        'mode="dynamic"',
        '<nodes><node id="a"><spells><spell start="1"/></spells></node><node id="b" end="3"/>'
        '</nodes><edges><edge source="a" target="b" weight="INF"/></edges>',
    )
    survey = read(text, "net.gexf")
    assert {"part_not_read", "not_a_number"} == codes(survey)
    assert survey.ties["strength"].isna().all()


def test_gml_with_everything_that_is_odd(read):
    text = (
        '# a comment\ngraph [ directed 1 # no\n node [ id 1 label "A&amp;B &#9989;" color "red" '
        'color "blue" graphics [ x 1 ] att [ size 3 ] ] node [ id 2 ]\n'
        ' node [ id 3 label "two\nlines" ]\n'
        " edge [ source 1 target 2 value 1.5 ] edge [ source 1 source 2 target 3 ]\n"
        " edge [ source 3 target 2 ] ]\n"
    )
    survey = read(text.replace("# no", ""), "net.gml")
    assert list(survey.actors["name"]) == ["A&B ✅", "2", "two lines"]
    assert survey.actors.loc["1", "color"] == "red; blue"
    assert survey.actors["att size"].fillna(0).tolist() == [3, 0, 0]
    assert survey.ties["strength"].fillna(0).tolist() == [1.5, 0]
    assert survey.relations["directed"].all()
    row = survey.problems.set_index("code").loc["broken_line"]
    assert row["row"] == 6 and row["severity"] == "error"


def test_gml_in_another_encoding_and_under_another_name(read):
    text = 'Creator "x"\ngraph [\nnode [ id 1 label "Ñandú" ] node [ id 2 ]\n'
    text += 'edge [ source 1 target 2 ] label "advice" ]'
    survey = read(text, "net.txt", encoding="cp1252")
    assert list(survey.actors["name"]) == ["Ñandú", "2"]
    assert list(survey.ties["relation"]) == ["advice"]
    assert "encoding" in codes(survey)


def test_a_description_of_layers_that_somebody_damaged_is_left_out(read):
    for facts in ("{", "[]", '{"layers": 3}', "[" * 100_000, '{"layers": [], "stages": []}'):
        keys = '<key id="t" for="graph" attr.name="tiesnet"/>'
        inner = f'<data key="t">{facts[:30000]}</data><node id="a"/><node id="b"/>'
        inner += '<edge source="a" target="b"/>'
        survey = read(GRAPHML.format(keys, "directed", inner))
        assert len(survey.ties) == 1
        assert "part_not_read" in codes(survey)


@pytest.mark.parametrize("name", ["graphml", "gexf", "gml"])
def test_broken_variants_give_a_survey_or_one_error(raw, name, full):
    samples = [
        path.read_bytes() for path in sorted(raw.glob(f"{name}/*")) if "lesmis" not in str(path)
    ]
    result = fuzz(samples, f".{name}", runs=1500 if full else 25)
    assert result.failures == []
    assert result.runs == result.read + result.refused

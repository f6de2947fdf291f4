"""GraphML can be read back by networkx and igraph, whatever the names."""

import dataclasses
import html

import igraph
import networkx as nx
import numpy as np
import pandas as pd
import pytest

from tiesnet.exports.formats import graphml_bytes, write_graphml
from tiesnet.network import Network, network_from_edges

NASTY = [
    'Say "Acme" & Sons',
    "<b>Bold</b> D'Angelo",
    "two\nlines",
    "tab\there",
    "éñ 名 🏭",
    "=1+1",
    "]]>",
    "&amp;",
    "  spaces  ",
    "nan",
]


def nasty() -> Network:
    edges = [(NASTY[k], NASTY[k + 1], k + 1) for k in range(len(NASTY) - 1)]
    net = network_from_edges(edges, nodes=NASTY, stages={NASTY[0]: "a", NASTY[1]: "b"})
    actors = net.actors.assign(
        size=[1.0, np.nan, *range(8)],
        note=pd.Series([None, "x", *["\x00\x0b"] * 8], index=net.actors.index, dtype="object"),
        nothing=np.nan,
    )
    return dataclasses.replace(net, actors=actors)


@pytest.fixture
def path(tmp_path):
    return write_graphml(nasty(), tmp_path / "net.graphml")


def test_networkx_reads_every_name_back(path):
    graph = nx.read_graphml(path, force_multigraph=True)
    assert list(graph.nodes) == NASTY
    assert [graph.nodes[n]["name"] for n in NASTY] == NASTY
    assert graph.is_directed()
    assert graph[NASTY[0]][NASTY[1]]["ties"]["weight"] == 1.0
    assert graph[NASTY[0]][NASTY[1]]["ties"]["layer"] == "ties"
    assert graph.graph["made_with"].startswith("tiesnet ")


def test_igraph_reads_every_name_back(path):
    graph = igraph.Graph.Read_GraphML(str(path))
    # igraph itself leaves an ampersand in an id as it is written in XML; names are exact.
    assert [html.unescape(name) for name in graph.vs["id"]][:7] == NASTY[:7]
    assert graph.vs["name"] == NASTY
    assert graph.ecount() == len(NASTY) - 1
    assert graph.es["weight"] == [float(k + 1) for k in range(len(NASTY) - 1)]


def test_what_is_not_known_is_left_out(path):
    graph = nx.read_graphml(path)
    assert graph.nodes[NASTY[0]]["size"] == 1.0
    assert "size" not in graph.nodes[NASTY[1]]
    assert "note" not in graph.nodes[NASTY[0]]
    assert "note" not in graph.nodes[NASTY[2]]
    assert "nothing" not in graph.nodes[NASTY[0]]
    assert graph.nodes[NASTY[0]]["in_cluster"] is True
    text = path.read_text("utf-8")
    assert text.count(">nan<") == 1, "one firm is really called nan"
    assert ">None<" not in text


def test_contacts_stay_private():
    net = nasty()
    net = dataclasses.replace(net, actors=net.actors.assign(contact="someone@example.org"))
    assert b"someone" not in graphml_bytes(net)


def test_names_that_become_alike_stay_apart(tmp_path):
    net = network_from_edges([("a\x00", "a")], nodes=["a\x00", "a"])
    graph = nx.read_graphml(write_graphml(net, tmp_path / "n.graphml"))
    assert list(graph.edges) == [("a", "a (2)")]


def test_ties_without_arrows_stand_both_ways_beside_arrows(tmp_path):
    one = network_from_edges([("a", "b", 2)], nodes=["a", "b"], layer="sells")
    two = network_from_edges([("a", "b")], nodes=["a", "b"], directed=False, layer="knows")
    net = dataclasses.replace(
        one,
        ties=pd.concat([one.ties, two.ties], ignore_index=True),
        layers=pd.concat([one.layers, two.layers]),
    )
    graph = nx.read_graphml(write_graphml(net, tmp_path / "n.graphml"))
    found = {(a, b, key): data["arrow"] for a, b, key, data in graph.edges(keys=True, data=True)}
    assert found == {
        ("a", "b", "sells"): True,
        ("a", "b", "knows"): False,
        ("b", "a", "knows"): False,
    }


def test_undirected_networks_stay_undirected(tmp_path):
    net = network_from_edges([("a", "b")], directed=False)
    graph = nx.read_graphml(write_graphml(net, tmp_path / "n.graphml"))
    assert not graph.is_directed()


def test_empty_networks_can_be_written(tmp_path):
    for nodes in ([], ["a"]):
        net = network_from_edges([], nodes=nodes)
        path = write_graphml(net, tmp_path / f"{len(nodes)}.graphml")
        assert list(nx.read_graphml(path).nodes) == nodes
        assert igraph.Graph.Read_GraphML(str(path)).vcount() == len(nodes)


def test_bytes_repeat():
    assert graphml_bytes(nasty()) == graphml_bytes(nasty())

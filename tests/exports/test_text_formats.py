"""Pajek, UCINET DL and VNA: what is written is read back, by tiesnet and by others."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import igraph
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tiesnet.exports.formats.pajek import lost_in_network, pajek_bytes, pajek_project_bytes
from tiesnet.exports.formats.plain_text import shown_names
from tiesnet.exports.formats.ucinet_dl import lost as lost_in_dl
from tiesnet.exports.formats.ucinet_dl import short_labels, ucinet_dl_bytes
from tiesnet.exports.formats.vna import lost as lost_in_vna
from tiesnet.exports.formats.vna import vna_bytes
from tiesnet.network import Network, build_network, network_from_edges
from tiesnet.survey import Survey, read_survey
from tiesnet.survey.cells import tidy

NASTY = [
    'Say "Acme" & Sons',
    "D'Angelo & Figli, S.p.A.",
    "two\nlines",
    "tab\there",
    "éñ 名 🏭",
    "3 leading digits",
    "semi;colon = yes",
    "&#34;",
    "*Vertices 3",
    "% percent",
    "1",
    '"',
    "A very long name of a firm, one",
    "A very long name of a firm, two",
    "ACME",
    "acme",
    "data:",
    "\u200bhidden",
]
SLOW = settings(
    max_examples=200 if os.environ.get("TIESNET_FULL") == "1" else 12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
)


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Several layers with and without arrows, strengths or none, and nasty names."""
    names = draw(st.lists(st.sampled_from(NASTY), min_size=2, max_size=9, unique=True))
    layers = draw(
        st.lists(
            st.sampled_from(["advice", "buys from", 'said "hi"', "Peña; 名", "x_1", "Directed"]),
            min_size=1,
            max_size=3,
            unique=True,
        )
    )
    arrows = [draw(st.booleans()) for _ in layers]
    weights = st.sampled_from([1.0, 2.0, 0.25, 1e-5, 123456789.0, float("nan")])
    rows = []
    for layer, directed in zip(layers, arrows, strict=True):
        ends = st.tuples(*[st.integers(0, len(names) - 1)] * 2).filter(lambda e: e[0] != e[1])
        key = (lambda e: e) if directed else (lambda e: tuple(sorted(e)))
        for a, b in draw(st.lists(ends, max_size=8, unique_by=key)):
            pair = (a, b) if directed else (min(a, b), max(a, b))
            rows.append((*pair, layer, draw(weights)))
    return _network(names, dict(zip(layers, arrows, strict=True)), rows)


def _network(
    names: list[str], layers: dict[str, bool], rows: list[tuple[int, int, str, float]]
) -> Network:
    base = network_from_edges([(0, 1)], nodes=range(len(names)))
    actors = base.actors.assign(name=pd.array(names, dtype=base.actors["name"].dtype))
    ties = pd.DataFrame(
        [
            {**base.ties.iloc[0], "source": a, "target": b, "layer": n, "weight": w}
            for a, b, n, w in rows
        ],
        columns=base.ties.columns,
    ).astype({"source": np.int64, "target": np.int64, "weight": float})
    table = pd.concat([base.layers] * len(layers))
    table.index = pd.Index(list(layers), name="layer")
    table = table.assign(label=list(layers), directed=list(layers.values()))
    return dataclasses.replace(base, actors=actors, ties=ties, layers=table)


def read_back(data: bytes, suffix: str) -> Survey:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / f"net{suffix}"
        path.write_bytes(data)
        return read_survey(path)


Ties = dict[str, dict[tuple[str, str], float]]


def ties_of(net: Network, names: list[str], layers: list[str], unknown: float) -> Ties:
    """Both ways where there are no arrows, so that mutual ties compare."""
    found: Ties = {name: {} for name in layers}
    for tie in net.ties.itertuples():
        name = layers[net.layers.index.get_loc(tie.layer)]
        weight = unknown if np.isnan(tie.weight) else tie.weight
        found[name][names[tie.source], names[tie.target]] = weight
        if not net.layers.at[tie.layer, "directed"]:
            found[name][names[tie.target], names[tie.source]] = weight
    return found


def ties_read(survey: Survey) -> Ties:
    found: Ties = {str(name): {} for name in survey.relations.index}
    name = survey.actors["name"]
    for tie in survey.ties.itertuples():
        ends = name[tie.source], name[tie.target]
        found[tie.relation][ends] = tie.strength
        if not survey.relations.at[tie.relation, "directed"]:
            found[tie.relation][ends[::-1]] = tie.strength
    return found


def same(one: Ties, other: Ties) -> bool:
    def text(ties: Ties) -> dict[str, dict[tuple[str, str], str]]:
        return {k: {e: repr(float(w)) for e, w in v.items()} for k, v in ties.items()}

    return text(one) == text(other)


def relation_names(layers: list[str]) -> list[str]:
    """A layer that is called like a column of arrows is given another word by the reader."""
    return ["Directed ties" if name == "Directed" else tidy(name) for name in layers]


@SLOW
@given(net=networks())
def test_pajek_comes_back(net: Network) -> None:
    names = [tidy(name) for name in shown_names(net)]
    layers = relation_names(list(net.layers.index))
    for data, suffix in ((pajek_bytes(net), ".net"), (pajek_project_bytes(net), ".paj")):
        survey = read_back(data, suffix)
        assert list(survey.actors["name"]) == names
        assert list(survey.relations.index) == layers
        assert list(survey.relations["directed"]) == list(net.layers["directed"])
        assert same(ties_read(survey), ties_of(net, names, layers, float("nan")))
        assert not survey.errors


@SLOW
@given(net=networks())
def test_dl_comes_back(net: Network) -> None:
    names = short_labels(shown_names(net))
    layers = (
        relation_names(short_labels(list(net.layers.index))) if len(net.layers) > 1 else ["tie"]
    )
    survey = read_back(ucinet_dl_bytes(net), ".dl")
    assert list(survey.actors["name"]) == names
    assert all(len(name) <= 18 and name.isascii() for name in names)
    assert len({name.upper() for name in names}) == len(names)
    assert list(survey.relations.index) == layers
    unknown = 1.0 if len(layers) > 1 else float("nan")
    assert same(ties_read(survey), ties_of(net, names, layers, unknown))
    _check_arrows(net, survey, " ".join(lost_in_dl(net)))


@SLOW
@given(net=networks())
def test_vna_comes_back(net: Network) -> None:
    names = [name.replace('"', "'") for name in shown_names(net)]
    layers = relation_names([name.replace('"', "'") for name in net.layers.index])
    survey = read_back(vna_bytes(net), ".vna")
    assert list(survey.actors["name"]) == names
    assert list(survey.actors.index) == list(map(str, net.actors.index))
    assert list(survey.relations.index) == layers
    assert same(ties_read(survey), ties_of(net, names, layers, 1.0))
    _check_arrows(net, survey, " ".join(lost_in_vna(net)))


def _check_arrows(net: Network, survey: Survey, said: str) -> None:
    """Arrows come back, or it was said that they do not; a layer without ties has none to show."""
    for (layer, directed), read in zip(
        net.layers["directed"].items(), survey.relations["directed"], strict=True
    ):
        if (net.ties["layer"] == layer).any() and directed != read:
            assert directed and str(layer) in said.split("arrows: ")[1]


@pytest.fixture
def plain() -> Network:
    rows = [(0, 1, "advice", 2.0), (1, 2, "advice", 1.0), (2, 0, "advice", 3.5)]
    return _network(["Acme", "Beta", "Ciao"], {"advice": True}, rows)


def test_others_read_pajek(plain: Network, tmp_path: Path) -> None:
    path = tmp_path / "net.net"
    path.write_bytes(pajek_bytes(plain))
    expected = {("Acme", "Beta"): 2.0, ("Beta", "Ciao"): 1.0, ("Ciao", "Acme"): 3.5}
    graph = igraph.Graph.Read_Pajek(str(path))
    names = graph.vs["id"] if "id" in graph.vs.attributes() else graph.vs["name"]
    assert graph.is_directed()
    assert {(names[e.source], names[e.target]): e["weight"] for e in graph.es} == expected
    other = nx.read_pajek(path)
    assert {(a, b): w for a, b, w in other.edges(data="weight")} == expected


def test_others_read_dl(plain: Network, tmp_path: Path) -> None:
    path = tmp_path / "net.dl"
    path.write_bytes(ucinet_dl_bytes(plain))
    graph = igraph.Graph.Read_DL(str(path))
    names = [name.casefold() for name in graph.vs["name"]]
    found = {(names[e.source], names[e.target]): e["weight"] for e in graph.es}
    assert found == {("acme", "beta"): 2.0, ("beta", "ciao"): 1.0, ("ciao", "acme"): 3.5}


@pytest.mark.peers
def test_r_reads_pajek_and_dl(plain: Network, tmp_path: Path, needs: Callable[[str], str]) -> None:
    (tmp_path / "net.pajek").write_bytes(pajek_bytes(plain))
    (tmp_path / "net.dl").write_bytes(ucinet_dl_bytes(plain))
    script = (
        "for (f in c('pajek', 'dl')) { g <- igraph::read_graph(paste0('net.', f), format = f); "
        "e <- igraph::as_data_frame(g); e <- e[order(e$from), ]; "
        "cat(paste(toupper(e$from), toupper(e$to), e$weight), sep = '\n') }"
    )
    command = [needs("peers"), "-e", script]
    out = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path).stdout
    for line in ("ACME BETA 2", "BETA CIAO 1", "CIAO ACME 3.5"):
        assert out.count(line) == 2


def test_a_silent_firm_is_said_to_be_lost(folder_survey: Path) -> None:
    net = build_network(read_survey(folder_survey))
    for lost in (lost_in_network, lost_in_dl, lost_in_vna):
        assert any("what is unknown" in text for text in lost(net))


def test_large_networks_are_lists_in_dl() -> None:
    net = network_from_edges([(k, k + 1, 2) for k in range(2_100)])
    data = ucinet_dl_bytes(net)
    assert b"edgelist1" in data and len(data) < 100_000
    survey = read_back(data, ".dl")
    assert len(survey.ties) == 2_100 and (survey.ties["strength"] == 2).all()


def test_a_project_keeps_figures_and_vna_all_attributes(plain: Network) -> None:
    actors = plain.actors.assign(
        size=[10.0, np.nan, 2.5], motto=["Elda", None, "São João"], contact=["a@b.c"] * 3
    )
    net = dataclasses.replace(plain, actors=actors)
    survey = read_back(pajek_project_bytes(net), ".paj")
    assert (
        survey.actors["size"].tolist()[::2] == [10.0, 2.5] and survey.actors["size"].isna().iloc[1]
    )
    assert "motto" in " ".join(lost_in_network(net))
    data = vna_bytes(net)
    assert b"a@b.c" not in data + pajek_bytes(net) + pajek_project_bytes(net)
    survey = read_back(data, ".vna")
    assert survey.actors["size"].tolist()[::2] == [10.0, 2.5]
    assert survey.actors["motto"].fillna("").tolist() == ["Elda", "", "São João"]
    assert survey.actors["kind"].tolist() == ["firm"] * 3


def test_what_is_lost_is_said_in_plain_words(plain: Network) -> None:
    for lost in (lost_in_network, lost_in_dl, lost_in_vna):
        for text in lost(plain):
            assert text.endswith(".") and "None" not in text
    assert any("mutual" in text for text in lost_in_dl(_mutual()))
    assert any("1" in text and "strength" in text for text in lost_in_dl(_unknown()))


def _mutual() -> Network:
    return _network(["A", "B"], {"advice": True}, [(0, 1, "advice", 1.0), (1, 0, "advice", 1.0)])


def _unknown() -> Network:
    layers = {"advice": True, "deal": False}
    return _network(["A", "B"], layers, [(0, 1, "advice", float("nan"))])


@pytest.mark.parametrize("write", [pajek_bytes, pajek_project_bytes, ucinet_dl_bytes, vna_bytes])
def test_the_same_network_gives_the_same_bytes(write, plain: Network) -> None:
    assert write(plain) == write(plain)


def test_a_whole_survey_comes_back_through_vna(folder_survey: Path) -> None:
    net = build_network(read_survey(folder_survey))
    survey = read_back(vna_bytes(net), ".vna")
    assert list(survey.actors.index) == list(net.actors.index)
    assert survey.actors["respondent"].tolist() == net.actors["respondent"].tolist()


@pytest.fixture
def folder_survey(tmp_path: Path) -> Path:
    place = tmp_path / "study"
    place.mkdir()
    (place / "ties.csv").write_text(
        "source,target,relation,strength\na,b,advice,2\nb,c,advice,1\na,c,deal,\n", "utf-8"
    )
    (place / "actors.csv").write_text(
        "id,name,respondent,stage\na,Acme,yes,1\nb,Beta,yes,2\nc,Ciao,no,\n", "utf-8"
    )
    return place

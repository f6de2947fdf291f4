"""Formats for other programs: read by those programs, the same every time, never a formula."""

from __future__ import annotations

import csv
import html
import io
import json
import math
import os
import subprocess
import warnings
from collections import Counter

import igraph
import networkx as nx
import numpy as np
import openpyxl
import pandas as pd
import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.exports.conftest import nasty_survey
from tests.exports.nasty_surveys import TEXTS

from tiesnet.errors import OutputError
from tiesnet.exports import network_formats, write_network
from tiesnet.exports.formats import network_format
from tiesnet.exports.formats.frames import ids
from tiesnet.exports.formats.names import file_names, variable_names
from tiesnet.exports.text import csv_safe
from tiesnet.network import build_network, network_from_edges
from tiesnet.survey import read_survey

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def written(net, folder, name):
    """The files of a format, by name."""
    suffixes = network_formats()[name].suffixes
    path = folder / f"{name}{suffixes[0] if suffixes else ''}"
    write_network(net, path, name)
    return [path] if path.is_file() else sorted(path.iterdir())


@pytest.fixture(scope="module")
def net():
    return build_network(nasty_survey())


@pytest.fixture(scope="module")
def valley(root):
    return build_network(read_survey(root / "surveys" / "footwear-valley.xlsx"))


def test_every_format_says_what_it_is_for_and_is_documented(root):
    text = (root / "docs" / "formats.md").read_text("utf-8")
    for name, one in network_formats().items():
        assert name == one.name and one.about
        assert all(suffix.startswith(".") for suffix in one.suffixes)
        assert f"`{name}`" in text, "docs/formats.md names every format"


def test_a_format_is_registered_once():
    with pytest.raises(ValueError, match="two formats"):
        network_format("graphml", (), "")(lambda net: b"")


def test_the_ending_or_the_name_chooses(net, tmp_path):
    with pytest.raises(OutputError, match="stands for no format"):
        write_network(net, tmp_path / "x.doc")
    with pytest.raises(OutputError, match="no ending"):
        write_network(net, tmp_path / "x")
    with pytest.raises(OutputError, match="kumu or polinode"):
        write_network(net, tmp_path / "x.xlsx")
    with pytest.raises(OutputError, match="no format 'word'"):
        write_network(net, tmp_path / "x", "word")
    write_network(net, tmp_path / "X.GEXF")
    with pytest.raises(OutputError, match="exists already"):
        write_network(net.layer("sells"), tmp_path / "X.GEXF")
    write_network(net.layer("sells"), tmp_path / "X.GEXF", overwrite=True)
    assert list(tmp_path.iterdir()) == [tmp_path / "X.GEXF"]


@pytest.mark.parametrize("name", sorted(network_formats()))
def test_the_same_network_gives_the_same_bytes_and_no_private_cell(name, net, tmp_path):
    one, two = (written(net, tmp_path / folder, name) for folder in "ab")
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]
    assert all(b"secret@" not in path.read_bytes() for path in one)


@pytest.mark.parametrize("name", sorted(network_formats()))
def test_networks_without_ties_or_actors_can_be_written(name, tmp_path):
    for nodes in ([], ["a"]):
        net = network_from_edges([], nodes=nodes)
        if name == "survey-csv":
            with pytest.raises(OutputError, match="none behind this network"):
                written(net, tmp_path, name)
        else:
            assert written(net, tmp_path / str(len(nodes)), name)


@pytest.mark.parametrize("name", sorted(network_formats()))
def test_every_view_can_be_written(name, net, tmp_path):
    for k, view in enumerate((net.layer("all"), net.undirected(), net.inside(), net.along_flow())):
        assert written(view, tmp_path / str(k), name)


def test_no_cell_of_a_table_is_a_formula(net, tmp_path):
    for name in ("edge-list", "gephi", "survey-csv", "statnet", "rsiena"):
        for path in written(net, tmp_path, name):
            if path.suffix != ".csv" or path.name.startswith("layer-"):
                continue
            text = path.read_bytes().decode("utf-8-sig")
            for row in csv.reader(io.StringIO(text, newline="")):
                risky = [cell for cell in row if cell.startswith(FORMULAS) and not _number(cell)]
                assert risky == [], path.name
    for name in ("kumu", "polinode"):
        (path,) = written(net, tmp_path, name)
        book = openpyxl.load_workbook(path)
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        texts = [cell for cell in cells if isinstance(cell.value, str)]
        assert {cell.data_type for cell in texts} == {"s"}
        assert all(c.quotePrefix for c in texts if c.value.startswith(FORMULAS))


def _number(text):
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_text_made_harmless_comes_back(text):
    from tiesnet.survey.cells import tidy

    safe = csv_safe(text)
    if isinstance(safe, str):
        assert not safe.startswith(FORMULAS)
        guarded = text.lstrip("'")[:1] in "=+-@＝＋－＠" and text.strip(" '") != ""
        if guarded and text == text.strip() and text.isprintable():
            assert tidy(safe) == text


@pytest.mark.parametrize("name", ["graphml", "gexf", "gml"])
def test_networkx_and_igraph_count_the_same(name, valley, tmp_path):
    (path,) = written(valley, tmp_path, name)
    ties = valley.ties.assign(arrow=valley.layers.loc[valley.ties["layer"], "directed"].to_numpy())
    twice = 2 - ties["arrow"].astype(int)  # without arrow: an edge each way
    strengths = Counter(
        float(w) for w, n in zip(ties["weight"], twice, strict=True) for _ in range(n) if w == w
    )
    graph = _networkx(path, name)
    assert graph.number_of_nodes() == len(valley.actors)
    assert graph.number_of_edges() == int(twice.sum())
    assert graph.is_directed()
    key = "strength" if name == "gexf" else "weight"
    found = [data.get(key) for _, _, data in graph.edges(data=True)]
    assert Counter(float(w) for w in found if w is not None) == strengths
    layers = Counter(data["layer"] for _, _, data in graph.edges(data=True))
    assert layers == Counter(
        layer for layer, n in zip(ties["layer"], twice, strict=True) for _ in range(n)
    )
    if name != "gexf":
        peer = _igraph(path, name)
        assert (peer.vcount(), peer.ecount()) == (len(valley.actors), int(twice.sum()))
        assert Counter(w for w in peer.es["weight"] if w == w and w is not None) == strengths
        labels = peer.vs["id" if name == "graphml" else "label"]
        assert [html.unescape(label) for label in labels] == ids(valley)


def _igraph(path, name):
    with warnings.catch_warnings():  # it keeps references in GML as they are, and says so
        warnings.simplefilter("ignore")
        return igraph.Graph.Read(str(path), format=name)


def _networkx(path, name):
    if name == "graphml":
        return nx.read_graphml(path, force_multigraph=True)
    if name == "gexf":  # networkx knows the namespace of 1.3 by its older name only
        text = path.read_text("utf-8").replace(
            "http://gexf.net/1.3", "http://www.gexf.net/1.2draft"
        )
        path = path.with_suffix(".old")
        path.write_text(text, "utf-8")
        return nx.read_gexf(path)
    lines = path.read_text("ascii").replace("  directed 1", "  directed 1\n  multigraph 1")
    return nx.parse_gml(lines.splitlines())


@settings(deadline=None, max_examples=25)
@given(st.lists(TEXTS, min_size=2, max_size=6))
def test_names_survive_in_gml_and_gexf_whatever_they_are(texts):
    names = [f"{text}{k}" for k, text in enumerate(texts)]
    net = network_from_edges([(names[0], names[1], 2)], nodes=names)
    gml = network_formats()["gml"].write(net).decode("ascii").splitlines()
    plain = ids(net)
    assert list(nx.parse_gml(gml).nodes) == plain
    root = fromstring(network_formats()["gexf"].write(net))
    found = [one.get("id") for one in root.iter("{http://gexf.net/1.3}node")]
    assert found == plain


def test_what_is_lost_is_said(root, net):
    survey = read_survey(root / "surveys" / "sinos-like-exporters.xlsx")
    rich = build_network(survey)
    said = " ".join(network_formats()["graphml"].lost(rich))
    assert "469 answers to scale items" in said and "ownership" in said and "'2025'" in said
    for word in ("None", "nan", "True", "1 rows", "1 ties"):
        assert all(word not in " ".join(one.lost(rich)) for one in network_formats().values())
    single = network_from_edges([("a", "b")])
    assert network_formats()["graphml"].lost(single) == ()
    assert "waves" in " ".join(network_formats()["rsiena"].lost(single))
    assert "did not answer" in " ".join(network_formats()["edge-list"].lost(net))


def test_reported_ties_that_no_policy_accepts_are_said(root):
    survey = read_survey(root / "surveys" / "footwear-valley.xlsx")
    whole = build_network(survey)
    strict = build_network(survey, {str(name): "confirmed" for name in whole.layers.index})
    gone = len(strict.origin.reported) - len(strict.ties)
    assert f"{gone} reported ties" in " ".join(network_formats()["graphml"].lost(strict))


@settings(deadline=None, max_examples=100)
@given(st.lists(TEXTS | st.sampled_from(["if", "IF", "with", "año", "Ano", "x" * 80]), unique=True))
def test_names_of_variables_and_files_are_safe_and_apart(texts):
    names = variable_names(texts, 32, ("if", "with"))
    for name in names.values():
        assert len(name) <= 32 and name.isascii() and name.isidentifier()
        assert name not in ("if", "with")
    assert len({name.casefold() for name in names.values()}) == len(texts)
    files = file_names(texts)
    assert len(set(files.values())) == len(texts)
    assert all(set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for name in files.values())


def test_parquet_has_types(valley, tmp_path):
    written(valley, tmp_path, "parquet")
    actors = pd.read_parquet(tmp_path / "parquet" / "actors.parquet")
    ties = pd.read_parquet(tmp_path / "parquet" / "ties.parquet")
    assert list(actors["id"]) == list(valley.actors.index)
    assert actors["in_cluster"].dtype == bool
    assert ties["weight"].sum() == valley.ties["weight"].sum()
    assert ties["weight"].isna().sum() == valley.ties["weight"].isna().sum()
    assert len(pd.read_parquet(tmp_path / "parquet" / "layers.parquet")) == len(valley.layers)


@pytest.mark.parametrize("package", ["pyarrow", "pyreadstat"])
def test_a_missing_package_is_named(package, net, tmp_path, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, package, None)
    name = {"pyarrow": "parquet", "pyreadstat": "spss"}[package]
    with pytest.raises(OutputError, match=rf"{package}.*pip install 'tiesnet\[{name}\]'"):
        written(net, tmp_path, name)
    assert list(tmp_path.iterdir()) == []


def test_stata_reads_labels_and_missing_values(valley, tmp_path):
    written(valley, tmp_path, "stata")
    path = tmp_path / "stata" / "actors.dta"
    with pd.io.stata.StataReader(path) as reader:
        actors = reader.read(convert_categoricals=False)
        labels, values = reader.variable_labels(), reader.value_labels()
    _check_actors(valley, actors, labels, values)
    ties = pd.read_stata(tmp_path / "stata" / "ties.dta")
    assert len(ties) == len(valley.ties)
    assert set(ties["arrow"]) == {"yes", "no"}
    assert ties["weight"].sum() == valley.ties["weight"].sum()


def test_spss_reads_labels_and_missing_values(valley, tmp_path):
    pyreadstat = pytest.importorskip("pyreadstat")
    written(valley, tmp_path, "spss")
    actors, meta = pyreadstat.read_sav(str(tmp_path / "spss" / "actors.sav"))
    values = {
        meta.variable_to_label[name]: {int(k): v for k, v in words.items()}
        for name, words in meta.variable_value_labels.items()
    }
    named = {name: values[label] for name, label in meta.variable_to_label.items()}
    _check_actors(valley, actors, meta.column_names_to_labels, named)
    ties, _ = pyreadstat.read_sav(str(tmp_path / "spss" / "ties.sav"))
    assert len(ties) == len(valley.ties)
    assert ties["weight"].sum() == valley.ties["weight"].sum()
    assert ties["weight"].isna().sum() == valley.ties["weight"].isna().sum()


def _check_actors(net, actors, labels, values):
    assert list(actors["id"]) == list(net.actors.index)
    assert list(actors["name"]) == list(net.actors["name"])
    np.testing.assert_array_equal(actors["size"], net.actors["size"].astype(float))
    assert "employees" in labels["size"]
    kinds = [values["kind"][int(code)] for code in actors["kind"]]
    assert kinds == list(net.actors["kind"])
    states = [values["answered"][int(code)] for code in actors["answered"]]
    assert states == list(net.respondents.states())
    inside = [values["in_cluster"][int(code)] == "yes" for code in actors["in_cluster"]]
    assert inside == list(net.actors["in_cluster"])


def test_long_texts_and_names_in_statistics_formats(tmp_path):
    net = network_from_edges([("a", "b")], nodes=["a", "b"])
    long = "ñ" * 3000
    net.actors[f"{'very ' * 30}long question"] = [long, ""]
    net.actors[f"{'very ' * 30}long answer"] = [1.0, np.nan]
    written(net, tmp_path, "stata")
    found = pd.read_stata(tmp_path / "stata" / "actors.dta")
    assert long in set(found.iloc[0])
    written(net, tmp_path, "spss")
    assert (tmp_path / "spss" / "actors.sav").stat().st_size


def _rscript(folder, needs):
    rscript = needs("peers")
    have = subprocess.run(
        [rscript, "-e", "quit(status = !requireNamespace('network', quietly = TRUE))"], check=False
    )
    if have.returncode:
        pytest.skip("the package network of R is not installed")
    done = subprocess.run(
        [rscript, "load.R"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return [
        [int(n) for n in _numbers(line)] for line in done.stdout.splitlines() if line[:5] == "layer"
    ]


def _numbers(line):
    return "".join(char if char.isdigit() else " " for char in line).split()


def _pairs(net, layer):
    """Ties and unknown pairs of a layer, counted here without the tables R reads."""
    view = net.layer(layer)
    size = len(view.actors)
    at = np.arange(size)
    told = view.respondents.known(at[:, None], at[None, :])
    tied = np.zeros((size, size), dtype=bool)
    tied[view.ties["source"], view.ties["target"]] = True
    if not view.directed:
        told, tied = told & told.T, tied | tied.T
    unknown = ~told & ~tied
    np.fill_diagonal(unknown, False)
    half = 1 if view.directed else 2
    return int(tied.sum()) // half, int(unknown.sum()) // half


@pytest.mark.peers
@pytest.mark.skipif(os.environ.get("TIESNET_FULL") != "1", reason="R is started in the full run")
def test_r_finds_the_same_ties_and_unknown_pairs(root, needs, tmp_path):
    net = build_network(read_survey(root / "surveys" / "sinos-like-exporters.xlsx"))
    written(net, tmp_path, "statnet")
    for k, size, ties, unknown in _rscript(tmp_path / "statnet", needs):
        assert size == len(net.actors)
        assert (ties, unknown) == _pairs(net, net.layers.index[k - 1])
    written(net, tmp_path, "rsiena")
    found = _rscript(tmp_path / "rsiena", needs)
    assert len(found) == 2 * len(net.layers)
    survey = net.origin.survey
    waves = [build_network(survey, wave=wave) for wave in ("2023", "2025")]
    everybody = len({actor for one in waves for actor in one.actors.index})
    for k, wave, ties, unknown, fixed in found:
        one = waves[wave - 1]
        half = 1 if one.layers["directed"].iloc[k - 1] else 2
        pairs = _pairs(one, one.layers.index[k - 1])
        there = len(one.actors)
        absent = everybody * (everybody - 1) - there * (there - 1)
        # What nobody was asked about is fixed as those are that were not there.
        assert (ties, unknown + fixed - absent) == (pairs[0] * half, pairs[1] * half)


@pytest.mark.peers
@pytest.mark.skipif(os.environ.get("TIESNET_FULL") != "1", reason="R is started in the full run")
def test_sna_gives_the_same_density(root, needs, tmp_path):
    net = build_network(read_survey(root / "surveys" / "footwear-valley.xlsx"))
    written(net, tmp_path, "statnet")
    script = (
        'source("load.R"); '
        'for (n in networks) cat("density", sprintf("%.12f", sna::gden(n)), "\\n")'
    )
    done = subprocess.run(
        [needs("peers"), "-e", script],
        cwd=tmp_path / "statnet",
        capture_output=True,
        text=True,
        check=True,
    )
    found = [float(line.split()[1]) for line in done.stdout.splitlines() if line[:7] == "density"]
    for value, layer in zip(found, net.layers.index, strict=True):
        ties, unknown = _pairs(net, layer)
        size = len(net.actors)
        pairs = size * (size - 1) // (1 if net.layers.at[layer, "directed"] else 2)
        assert value == pytest.approx(ties / (pairs - unknown), abs=1e-9)


def test_composition_says_who_was_there_when(root, tmp_path):
    net = build_network(read_survey(root / "surveys" / "sinos-like-exporters.xlsx"))
    files = {path.name: path.read_bytes() for path in written(net, tmp_path, "rsiena")}
    lines = files["composition.txt"].decode().splitlines()
    firms = pd.read_csv(io.BytesIO(files["firms.csv"]))
    assert len(lines) == len(firms)
    survey = net.origin.survey
    for wave, spell in ((1, "2023"), (2, "2025")):
        there = set(build_network(survey, wave=spell).actors.index)
        told = {
            actor
            for actor, line in zip(firms["id"], lines, strict=True)
            if int(line.split()[0]) <= wave <= int(line.split()[1])
        }
        assert told == there


def test_facts_are_one_line_of_json(net):
    graph = nx.parse_graphml(network_formats()["graphml"].write(net).decode())
    facts = json.loads(graph.graph["tiesnet"])
    assert [layer["id"] for layer in facts["layers"]] == list(net.layers.index)
    assert "contact" not in graph.graph["tiesnet"]

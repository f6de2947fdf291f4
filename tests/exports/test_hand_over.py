"""Folders for statnet and RSiena: what is in them, and what R makes of it."""

from __future__ import annotations

import io
import math
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tests.inference.wave_surveys import wave_survey
from tests.metrics.conftest import survey as base_survey

from tiesnet.exports import network_formats, write_network
from tiesnet.exports.formats.rsiena_covariates import covariates
from tiesnet.metrics import kilometres
from tiesnet.network import Network, adjacency, build_network, network_from_edges
from tiesnet.survey import read_survey

NA, FIXED = -1, 10


def folder_of(net: Network, name: str) -> dict[str, str]:
    files = network_formats()[name].write(net)
    assert not isinstance(files, bytes)
    return {key: value.decode("utf-8") for key, value in files.items()}


def cells_of(text: str) -> np.ndarray:
    return pd.read_csv(io.StringIO(text), header=None).fillna(NA).to_numpy(dtype=int)


def asked(net: Network, layer: str) -> np.ndarray:
    """Which ordered pairs somebody was asked about, written out policy by policy."""
    view = net.layer(layer)
    flags = view.respondents.asked[layer].to_numpy()
    policy = view.respondents.questions["combine"].iloc[0]
    out, into = (flags & 1 != 0)[:, None], (flags & 2 != 0)[None, :]
    size = (len(flags), len(flags))
    found = np.broadcast_to(
        {"source": out, "target": into, "confirmed": out & into}.get(policy, out | into), size
    )
    return found if view.directed else found & found.T


def expected(net: Network, layer: str) -> np.ndarray:
    """Every cell of a layer: 1, 0, not answered, or not asked about."""
    view = net.layer(layer)
    at = np.arange(len(view.actors))
    known = view.respondents.known(at[:, None], at[None, :])
    known = known if view.directed else known & known.T
    cells = np.where(known, 0, np.where(asked(net, layer), NA, FIXED))
    cells[adjacency(view).toarray() > 0] = 1
    np.fill_diagonal(cells, 0)
    return cells


def test_no_tie_not_answered_and_not_asked_are_three_things() -> None:
    net = build_network(base_survey())
    files = folder_of(net, "rsiena")
    found = cells_of(files["layer-2-advice-wave-1.csv"])
    place = net.actors.index.get_loc
    # Advice counts by the word of who asks: E was silent; U, X and Y were never asked.
    assert found[place("A"), place("B")] == 0 and found[place("C"), place("A")] == 1
    assert found[place("E"), place("A")] == NA and found[place("X"), place("Y")] == FIXED
    assert found[place("U"), place("A")] == FIXED and found[place("A"), place("X")] == 0
    for k, layer in enumerate(net.layers.index, start=1):
        (name,) = [name for name in files if name.startswith(f"layer-{k}-")]
        np.testing.assert_array_equal(cells_of(files[name]), expected(net, layer))


def test_distances_are_those_of_the_measures(root: Path) -> None:
    net = build_network(read_survey(root / "surveys" / "sinos-like-exporters"))
    found = pd.read_csv(io.StringIO(folder_of(net, "statnet")["distance.csv"]), header=None)
    far = kilometres(net, [0, 0, 3], [1, 60, 9])
    assert found.to_numpy()[[0, 0, 3], [1, 60, 9]] == pytest.approx(far, abs=6e-4)
    none = network_from_edges([("a", "b")])
    assert "distance.csv" not in folder_of(none, "statnet")
    assert "dyadic.csv" not in folder_of(none, "rsiena")


def test_no_distances_for_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    survey = wave_survey({"1": ["a-b friends"]}, {"1": "ab"}, latitude={"a": 1.0, "b": 2.0},
                         longitude={"a": 1.0, "b": 1.0})  # fmt: skip
    net = build_network(survey)
    assert float(folder_of(net, "statnet")["distance.csv"].split(",")[1].split()[0]) == (
        pytest.approx(kilometres(net, [0], [1])[0], abs=6e-4)
    )
    monkeypatch.setattr("tiesnet.exports.formats.r_scripts.MOST_ACTORS", 1)
    assert "distance.csv" not in folder_of(net, "statnet")


def two_waves() -> Network:
    ties = {"1": ["a-b friends", "c-d peers"], "2": ["a-c friends", "b-e peers"]}
    there = {"1": "abcd", "2": "abce"}
    members = [("a", "guild", "1"), ("b", "guild", "1"), ("a", "fair", None), ("e", "fair", "2")]
    spots = {actor: float(k) for k, actor in enumerate("abcde")}
    survey = wave_survey(ties, there, silent=[("c", "2"), ("b", "2")], affiliations=members,
                         latitude=spots, longitude=spots, size=spots)  # fmt: skip
    return build_network(survey)


def test_waves_memberships_and_who_was_there() -> None:
    net = two_waves()
    files = folder_of(net, "rsiena")
    firms = pd.read_csv(io.StringIO(files["firms.csv"]))
    assert firms["id"].tolist() == list("abcde")
    assert files["composition.txt"].splitlines() == ["1 2", "1 2", "1 2", "1 1", "2 2"]
    varying = pd.read_csv(io.StringIO(files["varying.csv"]))
    table = varying.pivot(index="id", columns="number", values="memberships")
    assert table.to_numpy().tolist() == [[2, 1], [1, 0], [0, 0], [0, 0], [0, 1]]
    shared = [cells_of(files[f"shared-memberships-wave-{k}.csv"]) for k in (1, 2)]
    assert shared[0][0, 1] == 1 and shared[0].sum() == 2
    assert shared[1][0, 4] == 1 and shared[1].sum() == 2
    (name,) = [name for name in files if "friends" in name and "wave-2" in name]
    found = cells_of(files[name])
    # d is gone; b and c were both silent; a and e answered.
    assert (found[3, [0, 1, 2, 4]] == FIXED).all() and found[1, 2] == NA
    assert found[0, 2] == 1 and found[0, 4] == 0
    listed = pd.read_csv(io.StringIO(files["dyadic.csv"]))
    assert listed["name"].tolist() == ["distance", "shared_memberships", "shared_memberships"]
    assert cells_of(files["distance.csv"])[0, 3] > 400  # d, who is not there any more
    assert covariates(network_from_edges([("a", "b")]), pd.Index(["a", "b"]), [""]) == {}


def test_both_scripts_come_with_the_data(root: Path, tmp_path: Path) -> None:
    net = two_waves()
    for name in ("statnet", "rsiena"):
        write_network(net, tmp_path / name, name)
        made = {path.name for path in (tmp_path / name).iterdir()}
        assert {"load.R", "model.R", "firms.csv"} <= made
        for script in ("load.R", "model.R"):
            text = (tmp_path / name / script).read_text("ascii")
            assert max(map(len, text.splitlines())) <= 100


def run_r(folder: Path, rscript: str, code: str, library: Path | None = None) -> str:
    full = f'.libPaths(c("{library}", .libPaths())); {code}' if library else code
    done = subprocess.run(
        [rscript, "-e", full], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def read_back(folder: Path, names: Iterable[str]) -> dict[str, np.ndarray]:
    return {name: cells_of((folder / f"back-{name}.csv").read_text()) for name in names}


BACK = (
    'write_back <- function(x, name) write.table(x, paste0("back-", name, ".csv"), sep = ",", '
    "row.names = FALSE, col.names = FALSE); "
)


@pytest.mark.peers
@pytest.mark.parametrize("sample", ["sinos-like-exporters", "footwear-valley", "base"])
def test_r_network_holds_ties_unknown_pairs_and_attributes(
    root: Path, tmp_path: Path, needs: Callable[[str], str], full: bool, sample: str
) -> None:
    if not full:
        pytest.skip("R is started in the full run")
    survey = base_survey() if sample == "base" else read_survey(root / "surveys" / sample)
    net = build_network(survey)
    folder = tmp_path / "statnet"
    write_network(net, folder, "statnet")
    code = BACK + (
        'source("load.R"); for (k in seq_along(networks)) { '
        'm <- network::as.matrix.network(networks[[k]], matrix.type = "adjacency"); '
        'write_back(m, k); write_back(1L * not_asked[[k]], paste0("fixed", k)) }; '
        "n <- networks[[1]]; "
        "for (v in network::list.vertex.attributes(n)) if (v %in% names(firms)) { "
        "x <- network::get.vertex.attribute(n, v); stopifnot(identical(is.na(x), "
        'is.na(firms[[v]])), all(x == firms[[v]], na.rm = TRUE)); cat(v, "\\n") }; '
        'cat("density", sprintf("%.12f", sapply(networks, sna::gden)), "\\n")'
    )
    told = run_r(folder, needs("peers"), code)
    dense = [float(x) for x in told.rsplit("density", 1)[1].split()]
    assert {"stage", "kind", "in_cluster"} <= set(told.split())
    for k, layer in enumerate(net.layers.index, start=1):
        found = read_back(folder, [str(k), f"fixed{k}"])
        wanted = expected(net, str(layer))
        np.testing.assert_array_equal(found[f"fixed{k}"] == 1, wanted == FIXED)
        np.testing.assert_array_equal(found[str(k)], np.where(wanted == FIXED, NA, wanted))
        off = ~np.eye(len(wanted), dtype=bool)
        sure = (wanted != NA) & (wanted != FIXED) & off
        assert dense[k - 1] == pytest.approx((wanted[sure] == 1).mean(), abs=1e-11)


STUB_ERGM = """
ergm <- function(formula, constraints, control) {
  y <- get("y", envir = environment(formula))
  for (term in attr(terms(formula), "term.labels")) {
    call <- parse(text = term)[[1]]
    if (is.call(call) && call[[1]] == "edgecov") {
      x <- network::get.network.attribute(y, call[[2]])
      stopifnot(all(dim(x) == network::network.size(y)), !anyNA(x))
      if (!network::is.directed(y)) stopifnot(isSymmetric(x))
    }
    if (is.call(call) && call[[1]] == "nodematch")
      stopifnot(!anyNA(network::get.vertex.attribute(y, call[[2]])))
  }
  if (length(all.vars(constraints)) && "absent" %in% all.vars(constraints)) {
    gone <- network::as.matrix.network(get("absent", envir = environment(constraints)))
    stopifnot(!any(network::as.matrix.network(y)[gone == 1] == 1, na.rm = TRUE))
  }
  cat("fitted", deparse(formula, width.cutoff = 500L), "\\n")
  1
}
control.ergm <- function(seed) seed
gof <- function(fit) fit
"""
STUB_SIENA = """
size <- function(x) dim(x)
sienaDependent <- function(x) {
  stopifnot(length(dim(x)) == 3, dim(x)[1] == dim(x)[2], all(x %in% c(0, 1, 10, 11, NA)))
  structure(list(dim(x), "dependent"), class = "dep")
}
coCovar <- function(x) { stopifnot(is.vector(x), is.numeric(x)); list(length(x), "constant") }
varCovar <- function(x) { stopifnot(is.matrix(x)); list(dim(x), "varying") }
coDyadCovar <- function(x) { stopifnot(is.matrix(x), nrow(x) == ncol(x)); list(dim(x), "dyad") }
varDyadCovar <- function(x) { stopifnot(length(dim(x)) == 3); list(dim(x), "varying dyad") }
sienaCompositionChangeFromFile <- function(f) { stopifnot(file.exists(f)); list(0, "composition") }
sienaDataCreate <- function(...) {
  parts <- list(...)
  stopifnot(!is.null(names(parts)), !any(duplicated(names(parts))))
  waves <- Find(function(p) p[[2]] == "dependent", parts)[[1]][3]
  for (p in parts) if (p[[2]] %in% c("varying", "varying dyad"))
    stopifnot(waves > 2, tail(p[[1]], 1) == waves - 1)
  sapply(parts, function(p) p[[2]])
}
getEffects <- function(data) names(data)
includeEffects <- function(effects, ..., name, interaction1 = "") {
  word <- as.character(substitute(list(...))[-1])
  stopifnot(name %in% effects, interaction1 == "" || interaction1 %in% effects)
  cat("effect", name, word, interaction1, "\\n")
  effects
}
sienaAlgorithmCreate <- function(projname, seed) seed
siena07 <- function(algorithm, data, effects, batch, returnDeps) 1
sienaGOF <- function(fit, what, varName) varName
OutdegreeDistribution <- IndegreeDistribution <- identity
"""


def stub(folder: Path, rscript: str, name: str, code: str) -> Path:
    """Install a package that only checks what it is given: the real one is not at hand."""
    source, library = folder / name, folder / "library"
    (source / "R").mkdir(parents=True)
    library.mkdir(exist_ok=True)
    about = f"Package: {name}\nVersion: 0.0.1\nTitle: Stub\nDescription: Stub.\nLicense: none\n"
    (source / "DESCRIPTION").write_text(about)
    (source / "NAMESPACE").write_text('exportPattern("^[a-zA-Z]")\n')
    (source / "R" / "stub.R").write_text(code)
    r = shutil.which("R", path=str(Path(rscript).parent)) or "R"
    command = [r, "CMD", "INSTALL", "--no-docs", f"--library={library}", str(source)]
    subprocess.run(command, capture_output=True, check=True)
    return library


@pytest.mark.peers
def test_the_ergm_gets_what_it_needs(
    root: Path, tmp_path: Path, needs: Callable[[str], str], full: bool
) -> None:
    if not full:
        pytest.skip("R is started in the full run")
    net = build_network(read_survey(root / "surveys" / "sinos-like-exporters"))
    folder, rscript = tmp_path / "statnet", needs("peers")
    write_network(net, folder, "statnet")
    told = run_r(folder, rscript, 'source("model.R")')
    assert "To fit it, install the package ergm" in told
    inside = net.actors["in_cluster"].to_numpy(dtype=bool)
    library = stub(tmp_path, rscript, "ergm", STUB_ERGM)
    for layer in ("advice", "friendship"):
        told = run_r(folder, rscript, f'chosen <- "{layer}"; source("model.R")', library)
        cells = expected(net, layer)[np.ix_(inside, inside)]
        half = 1 if net.layers.at[layer, "directed"] else 2
        counts = [(cells == 1).sum() // half, (cells == NA).sum() // half,
                  (cells == FIXED).sum() // half]  # fmt: skip
        line = f"model of {layer}: {inside.sum()} actors, {counts[0]} ties, {counts[1]} unknown, "
        assert f"{line}{counts[2]} fixed" in told
        fitted = told.rsplit("fitted", 1)[1]
        assert ("mutual" in fitted) == (layer == "advice")
        wanted = ['nodematch("stage")', 'edgecov("with_sells_to")', 'edgecov("log_km")', "gwesp("]
        assert all(term in fitted for term in wanted)


@pytest.mark.peers
def test_layers_called_like_covariates_or_alike(
    tmp_path: Path, needs: Callable[[str], str], full: bool
) -> None:
    if not full:
        pytest.skip("R is started in the full run")
    rscript, relations = needs("peers"), {"advice": "a b", "friends": "a.b", "peers": "size"}
    survey = wave_survey(
        {"1": ["a-b friends", "a-b advice", "b-c peers"], "2": ["a-c friends", "b-d advice"]},
        {"1": "abcd", "2": "abcd"}, size={actor: float(k) for k, actor in enumerate("abcd")},
    )  # fmt: skip
    named = {"relation": lambda table: table["relation"].replace(relations)}
    survey = replace(
        survey,
        relations=survey.relations.rename(index=relations),
        ties=survey.ties.assign(**named),
        responses=survey.responses.assign(**named),
    )
    net = build_network(survey)
    library = stub(tmp_path, rscript, "RSiena", STUB_SIENA)
    stub(tmp_path, rscript, "ergm", STUB_ERGM)
    for name in ("statnet", "rsiena"):
        write_network(net, tmp_path / name, name)
    code = 'chosen <- c("a b", "a.b", "size"); source("model.R")'
    told = run_r(tmp_path / "rsiena", rscript, code, library)
    assert "effect a.b crprod a.b.1" in told and "effect a.b.1 crprod a.b" in told
    assert "effect size simX size.1" in told and "effect a.b crprod size" in told
    told = run_r(tmp_path / "statnet", rscript, 'chosen <- "size"; source("model.R")', library)
    assert 'edgecov("with_a.b")' in told and 'edgecov("with_a.b.1")' in told


@pytest.mark.peers
@pytest.mark.parametrize("composition", ["FALSE", "TRUE"])
def test_siena_gets_what_it_needs(
    tmp_path: Path, needs: Callable[[str], str], full: bool, root: Path, composition: str
) -> None:
    if not full:
        pytest.skip("R is started in the full run")
    rscript = needs("peers")
    three = wave_survey(
        {"1": ["a-b friends", "a-b advice"], "2": ["a-c friends"], "3": ["c-e advice"]},
        {"1": "abcd", "2": "abce", "3": "abde"},
        affiliations=[("a", "guild", "1"), ("b", "guild", "1"), ("b", "guild", "2"),
                      ("e", "guild", "3")],
        size={actor: float(k) for k, actor in enumerate("abcde")},
    )  # fmt: skip
    library = stub(tmp_path, rscript, "RSiena", STUB_SIENA)
    for name, net, kind in (
        ("two", build_network(read_survey(root / "surveys" / "sinos-like-exporters")), "constant"),
        ("three", build_network(three), "varying"),
    ):
        folder = tmp_path / name
        write_network(net, folder, "rsiena")
        code = (
            f'use_composition <- {composition}; chosen <- c("advice", "friend"); '
            'chosen <- grep("advice|friend", read.csv("matrices.csv")$layer, value = TRUE); '
            'chosen <- unique(chosen); source("model.R"); print(siena_data()); '
        )
        told = run_r(folder, rscript, BACK + code + _dump(net), library)
        assert "effect advice transTrip" in told and "crprod advice" in told
        assert f'"{kind}"' in told.split("memberships", 1)[1]
        assert ("composition" in told) == (composition == "TRUE")
        check_arrays(net, folder)


def _dump(net: Network) -> str:
    return (
        "for (k in seq_along(waves)) for (w in seq_len(count)) "
        'write_back(waves[[k]][, , w], paste0(k, "-", w)); write_back(1L * there, "there")'
    )


def check_arrays(net: Network, folder: Path) -> None:
    """Compare every cell of every wave, and who was there, with the networks of the waves."""
    survey = net.origin.survey
    assert survey is not None
    names = sorted(survey.ties["wave"].unique())
    nets = [build_network(survey, wave=name) for name in names]
    firms = pd.read_csv(folder / "firms.csv")["id"]
    there = read_back(folder, ["there"])["there"]
    for w, one in enumerate(nets, start=1):
        here = firms.isin(one.actors.index).to_numpy()
        np.testing.assert_array_equal(there[:, w - 1] == 1, here)
        for k, layer in enumerate(one.layers.index, start=1):
            found = read_back(folder, [f"{k}-{w}"])[f"{k}-{w}"]
            np.testing.assert_array_equal(found[np.ix_(here, here)], expected(one, str(layer)))
            rest = ~np.outer(here, here) & ~np.eye(len(here), dtype=bool)
            assert (found[rest] == FIXED).all()


@pytest.mark.peers
def test_stability_in_r_is_that_of_the_waves(
    root: Path, tmp_path: Path, needs: Callable[[str], str], full: bool
) -> None:
    if not full:
        pytest.skip("R is started in the full run")
    from tiesnet.inference import wave_changes

    survey = read_survey(root / "surveys" / "sinos-like-exporters")
    net = build_network(survey).inside()
    write_network(net, tmp_path / "rsiena", "rsiena")
    code = (
        'chosen <- c("sells_to", "joint_project"); source("load.R"); '
        'inside <- firms$in_cluster == "yes"; '
        "for (n in chosen) waves[[n]] <- waves[[n]][inside, inside, ]; "
        "for (n in chosen) { a <- waves[[n]][, , 1]; b <- waves[[n]][, , 2]; "
        "use <- a %in% 0:1 & b %in% 0:1; "
        "both <- sum(a[use] == 1 & b[use] == 1); either <- sum(a[use] == 1 | b[use] == 1); "
        'cat("jaccard", sprintf("%.12f", both / either), "\\n") }'
    )
    told = run_r(tmp_path / "rsiena", needs("peers"), code)
    found = [float(line.split()[1]) for line in told.splitlines() if line.startswith("jaccard")]
    ours = wave_changes(survey, layers=["sells_to", "joint_project"], metrics=[], replications=9)
    assert ours.table("wave_ties")["jaccard"].tolist() == pytest.approx(found, abs=1e-7)
    assert all(not math.isnan(value) for value in found)

"""Models with the outcome of partners, beside R sna's lnam and their definition."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.inference.attribute_data import footwear, shared, small, with_columns
from tests.inference.test_autocorrelation import ask_r

from tiesnet.errors import TiesnetError
from tiesnet.inference import lag_model
from tiesnet.inference.attributes import lag
from tiesnet.network import Network, adjacency, network_from_edges

spreg = pytest.importorskip("spreg")


@pytest.fixture
def lawyers(shared_data: Path) -> Network:
    return shared(shared_data, "lazega_lawfirm", "advice")


def test_the_lag_model_is_that_of_r_sna(lawyers: Network) -> None:
    """lnam(seniority, cbind(1, age), W1 = A / pmax(rowSums(A), 1), tol = 1e-14)."""
    table = lag_model(lawyers, "seniority ~ age", "advice").table()
    assert table["term"].tolist() == ["constant", "age", "rho (outcome of partners)"]
    assert table["coefficient"].tolist() == pytest.approx(
        [-20.881610563135, 0.632598733204, 0.338039136881], rel=1e-4
    )
    # lnam's errors, 2.92646 0.07806 0.14081, come from the curvature at the top of the likelihood;
    # spreg's from its expected value (Anselin 1988), worked out here.
    w = adjacency(lawyers).toarray()
    w = w / np.maximum(w.sum(axis=1, keepdims=True), 1)
    y, age = (lawyers.actors[name].to_numpy(dtype=float) for name in ("seniority", "age"))
    expected = expected_errors(w, np.column_stack([np.ones(len(y)), age]), y, 0.338039136881)
    assert table["error"].tolist() == pytest.approx(expected, rel=1e-4)
    assert expected == pytest.approx([2.92646, 0.07806, 0.14081], rel=0.2)
    fit = lag_model(lawyers, "seniority ~ age", "advice").table("fit").set_index("number")["value"]
    assert fit["Logarithm of the likelihood"] == pytest.approx(-225.34913106, rel=1e-8)


def expected_errors(w: np.ndarray, x: np.ndarray, y: np.ndarray, rho: float) -> list[float]:
    """Standard errors of the lag model from its expected information."""
    n, k = x.shape
    a = np.eye(n) - rho * w
    b = np.linalg.lstsq(x, a @ y, rcond=None)[0]
    left = a @ y - x @ b
    s = left @ left / n
    g = w @ np.linalg.inv(a)
    lagged = g @ x @ b
    table = np.zeros((k + 2, k + 2))
    table[:k, :k] = x.T @ x / s
    table[:k, k] = table[k, :k] = x.T @ lagged / s
    table[k, k] = np.trace(g @ g) + np.trace(g.T @ g) + lagged @ lagged / s
    table[k, k + 1] = table[k + 1, k] = np.trace(g) / s
    table[k + 1, k + 1] = n / (2 * s**2)
    return np.sqrt(np.diag(np.linalg.inv(table)))[: k + 1].tolist()


def test_the_error_model_is_that_of_r_sna(lawyers: Network) -> None:
    """lnam(seniority, cbind(1, age), W2 = A / pmax(rowSums(A), 1), tol = 1e-14)."""
    outcome = lag_model(lawyers, "seniority ~ age", "advice", method="error")
    table = outcome.table()
    assert table["coefficient"].tolist() == pytest.approx(
        [-17.723733082205, 0.640088155955, 0.445329315534], rel=2e-3
    )
    fit = outcome.table("fit").set_index("number")["value"]
    assert fit["Logarithm of the likelihood"] == pytest.approx(-226.831879392, rel=1e-6)


def test_two_stages_are_those_of_their_definition(lawyers: Network) -> None:
    """Instruments W x; Kelejian and Prucha (1998)."""
    table = lag_model(lawyers, "seniority ~ age", "advice", method="gm").table()
    w = adjacency(lawyers).toarray()
    w = w / np.maximum(w.sum(axis=1, keepdims=True), 1)
    y, age = (lawyers.actors[name].to_numpy(dtype=float) for name in ("seniority", "age"))
    x = np.column_stack([np.ones(len(y)), age])
    z, h = np.column_stack([x, w @ y]), np.column_stack([x, w @ age])
    q = np.linalg.qr(h)[0]
    fitted = q @ (q.T @ z)
    expected = np.linalg.solve(fitted.T @ z, fitted.T @ y)
    assert table["coefficient"].tolist() == pytest.approx(expected.tolist(), rel=1e-8)


def test_the_likelihood_is_largest_there(lawyers: Network) -> None:
    """Worked out on a grid from the formula of the likelihood."""
    outcome = lag_model(lawyers, "seniority ~ age", "advice")
    w = adjacency(lawyers).toarray()
    w = w / np.maximum(w.sum(axis=1, keepdims=True), 1)
    y, age = (lawyers.actors[name].to_numpy(dtype=float) for name in ("seniority", "age"))
    x, n = np.column_stack([np.ones(len(y)), age]), len(y)

    def likelihood(rho: float) -> float:
        a = np.eye(n) - rho * w
        left = a @ y - x @ np.linalg.lstsq(x, a @ y, rcond=None)[0]
        value = -n / 2 * (np.log(2 * np.pi * (left @ left) / n) + 1)
        return float(value + np.linalg.slogdet(a)[1])

    grid = np.linspace(-0.99, 0.99, 397)
    best = grid[np.argmax([likelihood(rho) for rho in grid])]
    assert outcome.table()["coefficient"].iloc[-1] == pytest.approx(best, abs=0.005)
    fit = outcome.table("fit").set_index("number")
    ratio = fit.loc["Likelihood ratio against no partners"]
    rho = outcome.table()["coefficient"].iloc[-1]
    assert ratio["value"] == pytest.approx(2 * (likelihood(rho) - likelihood(0)), rel=1e-6)


def test_every_p_says_that_nothing_was_drawn(lawyers: Network) -> None:
    outcome = lag_model(lawyers, "seniority ~ age", "advice")
    table = outcome.table()
    assert set(table["replications"]) == {0} and set(table["test"]) == {"z, normal approximation"}
    assert (table["null"] == "the coefficient is 0").all()
    assert "normal approximation" in outcome.cautions[0]


def test_firms_without_partners_are_kept_or_dropped(root: Path) -> None:
    net = footwear(root)
    kept = lag_model(net, "exports ~ log(size)", "advice")
    dropped = lag_model(net, "exports ~ log(size)", "advice", isolates="drop")
    assert (kept.parameters["actors"], dropped.parameters["actors"]) == (54, 38)
    assert any("18 actors name nobody in use" in text for text in kept.assumptions)
    assert any("16 actors without partners left out" in text for text in dropped.assumptions)
    assert any("2 actors name nobody" in text for text in dropped.assumptions)
    assert any("18 ties of actors not in use left out" in text for text in kept.assumptions)


def test_nothing_is_printed_and_no_warning_leaks(
    lawyers: Network, capsys: pytest.CaptureFixture[str]
) -> None:
    for method in ("ml", "gm", "error"):
        lag_model(lawyers, "seniority ~ age", "advice", method=method)  # type: ignore[arg-type]
    assert capsys.readouterr() == ("", "")


def test_what_cannot_be_asked_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    edges = ("ab", "ac", "ad", "ae", "bc", "cf", "fg", "gb")
    net = small(edges, sales=[3, 8, 5, 1, 2, 4, 9], size=[2, 5, 5, 2, 1, 7, 6],
                yes=list("nyynnyn"))  # fmt: skip
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"method": "magic"}, "no model 'magic'"),
        ({"isolates": "hide"}, "cannot be treated as 'hide'"),
        ({"formula": "yes ~ size"}, "outcome 'yes' is no number"),
        ({"formula": "sales ~ nowhere"}, "no attribute 'nowhere'"),
        ({"layer": "nowhere"}, "no layer 'nowhere'"),
    ]
    for changes, words in wrong:
        asked = {"formula": "sales ~ size", "layer": "ties", **changes}
        with pytest.raises(TiesnetError, match=words):
            lag_model(net, asked.pop("formula"), asked.pop("layer"), **asked)
    monkeypatch.setattr(lag, "MOST", 6)
    with pytest.raises(TiesnetError, match="a table of all pairs, and 7 actors are more than 6"):
        lag_model(net, "sales ~ size", "ties")


@pytest.mark.parametrize(
    "error", [np.linalg.LinAlgError("Singular matrix"), Exception("power expansion")]
)
def test_without_estimate(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    net = small(("ab", "bc", "cd", "de", "ea"), sales=[3, 8, 5, 1, 2], size=[2, 5, 5, 2, 1])

    def fails(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr(spreg, "ML_Lag", fails)
    with pytest.raises(TiesnetError, match="spreg finds no estimate"):
        lag_model(net, "sales ~ size", "ties")


def test_without_spreg_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "spreg":
            raise ImportError(name)
        return whole(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    net = small(("ab", "bc", "cd", "de"), sales=[3, 8, 5, 1, 2], size=[2, 5, 5, 2, 1])
    with pytest.raises(TiesnetError, match=r"pip install 'tiesnet\[spatial\]'"):
        lag_model(net, "sales ~ size", "ties")


def test_what_was_put_in_comes_out() -> None:
    rng = np.random.default_rng(2)
    n = 120
    cells = np.argwhere(rng.random((n, n)) < 0.04)
    edges = [(f"n{i:03}", f"n{j:03}") for i, j in cells if i != j]
    names = [f"n{k:03}" for k in range(n)]
    net = network_from_edges(edges, names)
    w = adjacency(net).toarray()
    w = w / np.maximum(w.sum(axis=1, keepdims=True), 1)
    size = rng.normal(size=n)
    sales = np.linalg.solve(np.eye(n) - 0.5 * w, 1 + 2 * size + 0.3 * rng.normal(size=n))
    table = lag_model(with_columns(net, size=size, sales=sales), "sales ~ size", "ties").table()
    assert table["coefficient"].tolist() == pytest.approx([1, 2, 0.5], abs=0.1)


def test_the_command(root: Path, tmp_path: Path) -> None:
    from tiesnet.cli import main

    survey = str(root / "surveys" / "footwear-valley")
    words = ["--lag", "exports ~ log(size)", "--layer", "advice", "--model", "error"]
    with pytest.raises(SystemExit) as end:
        main(["permute", survey, *words, "-o", str(tmp_path / "a.md")])
    assert not end.value.code
    assert "lambda" in (tmp_path / "a.md").read_text(encoding="utf-8")


@pytest.mark.peers
@pytest.mark.parametrize(
    ("name", "layer", "outcome", "term"),
    [
        ("lazega_lawfirm", "advice", "seniority", "age"),
        ("krackhardt_hightech", "friendship", "tenure", "age"),
        ("kecskemet_printing_2012", "technical_advice", "employee", "years_in_industry"),
    ],
)
def test_agrees_with_live_r(
    name: str, layer: str, outcome: str, term: str, full: bool, shared_data: Path,
    tmp_path: Path, needs: Callable[[str], str],
) -> None:  # fmt: skip
    if not full:
        pytest.skip("R is run in the full run")
    net = shared(shared_data, name, layer)
    y, x = (net.actors[column].to_numpy(dtype=float) for column in (outcome, term))
    said = ask_r(needs("peers"), tmp_path, adjacency(net).toarray(), y, x[:, None])
    for method, form in (("ml", "W1"), ("error", "W2")):
        found = lag_model(net, f"{outcome} ~ {term}", layer, method=method)  # type: ignore[arg-type]
        fit = found.table("fit").set_index("number")["value"]
        [theirs] = said[f"{form}likelihood"]
        # lnam climbs step by step and may stop short of the top; it never stands above it.
        assert fit["Logarithm of the likelihood"] >= theirs - 1e-5
        assert found.table()["coefficient"].tolist() == pytest.approx(said[form], rel=0.01)

"""Models in which a firm's outcome depends on that of its partners, through spreg."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, replace
from io import StringIO
from typing import Any, Literal

import numpy as np
import pandas as pd
from scipy import sparse, special

from tiesnet.errors import TiesnetError
from tiesnet.inference.attributes.formula import Design, check_design, design_of, parameters_of
from tiesnet.inference.attributes.least_squares import least_squares
from tiesnet.inference.attributes.neighbours import Neighbours, neighbours
from tiesnet.inference.attributes.words import LEVEL, figure, label_of, left_out, p_word
from tiesnet.inference.evidence import Evidence, Field
from tiesnet.inference.outcome import Outcome
from tiesnet.language import localised, say, say_n, word
from tiesnet.network import Network

LagMethod = Literal["ml", "gm", "error"]
Isolates = Literal["keep", "drop"]
LAG_METHODS: dict[str, str] = {
    "ml": word("spatial lag model by maximum likelihood (spreg.ML_Lag)"),
    "gm": word("spatial lag model by two-stage least squares (spreg.GM_Lag)"),
    "error": word("spatial error model by maximum likelihood (spreg.ML_Error)"),
}
MOST = 3000
"""More actors than these are refused: the estimators hold a table of all pairs."""
RHO, LAMBDA = word("rho (outcome of partners)"), word("lambda (errors of partners)")
_EDGE = 0.99
_TEST = word("z, normal approximation")
_FIELDS = (
    Field("term", "Term"),
    Field("coefficient", "Coefficient", "number"),
    Field("error", "Standard error", "number"),
    Field("z", "z", "number", "", "The coefficient divided by its error."),
    Field("p", "p", "number", "", "Two-sided; exact only for many actors."),
    Field("replications", "Replications", "count", "", "0: nothing was drawn."),
    Field("test", "Test", "word"),
    Field("null", "Null model", "word"),
)
_FIT = (
    Field("number", "Number", "word"),
    Field("value", "Value", "number"),
    Field("p", "p", "number"),
    Field("replications", "Replications", "count", "", "0: nothing was drawn."),
    Field("test", "Test", "word"),
    Field("null", "Null model", "word"),
)


def lag_model(
    net: Network,
    formula: str,
    layer: str,
    *,
    method: LagMethod = "ml",
    isolates: Isolates = "keep",
) -> Outcome:
    """Explain an outcome of firms by attributes, positions and the outcome of their partners.

    y = rho W y + X b + e for the lag models, y = X b + u, u = lambda W u + e for the error model,
    with W the layer's ties, every firm's adding up to 1.

    Parameters
    ----------
    net : Network
        From `build_network`. Used are the actors inside the cluster that answered the layer and
        of which everything in the formula is known, and the ties among them.
    formula : str
        As for `regress`; the outcome is a number.
    layer : str
        Whose ties say who is whose partner: those a firm names, in a union along the flow.
    method : {"ml", "gm", "error"}, default "ml"
        Lag model by maximum likelihood, by two-stage least squares (Kelejian and Prucha 1998),
        or error model by maximum likelihood.
    isolates : {"keep", "drop"}, default "keep"
        Firms that name nobody in use have no partners' outcome: it is 0 for them, as in spreg and
        R ``sna::lnam``; or they are left out when nobody names them either.

    Returns
    -------
    Outcome
        Table "coefficients"; table "fit" with the likelihood ratio against the same regression
        without partners. p rest on the normal approximation; nothing is drawn.

    Raises
    ------
    TiesnetError
        spreg is not installed; the formula or an option cannot be read; the outcome is no number;
        too many actors; spreg finds no estimate.

    References
    ----------
    Anselin (1988); Leenders (2002) for networks.
    """
    _check(method, isolates)
    spreg = _spreg()
    design = design_of(net, formula, layer)
    if design.labels:
        raise TiesnetError(
            say("The outcome {outcome} is no number.", outcome=f"{design.outcome!r}"),
            say("Use a regression without partners."),
        )
    near = neighbours(net, layer, design.kept)
    if isolates == "drop" and near.isolates:
        design, near = _without_isolates(net, layer, design, near)
    if len(design.y) > MOST:
        raise TiesnetError(
            say(
                "The model needs a table of all pairs, and {n} actors are more than {most}.",
                n=localised(f"{len(design.y):,}"),
                most=localised(f"{MOST:,}"),
            ),
            say("Choose fewer actors."),
        )
    return _Told(net, layer, method, design, near).outcome(_fitted(spreg, method, design, near))


def _check(method: str, isolates: str) -> None:
    if method not in LAG_METHODS:
        raise TiesnetError(
            say("There is no model {method}.", method=f"{method!r}"),
            say("Choose one of: {lag_methods}.", lag_methods=", ".join(LAG_METHODS)),
        )
    if isolates not in ("keep", "drop"):
        raise TiesnetError(
            say(
                "Actors without partners cannot be treated as {isolates}.", isolates=f"{isolates!r}"
            ),
            say("Choose keep or drop."),
        )


def _spreg() -> Any:
    try:
        import spreg
    except ImportError as error:
        raise TiesnetError(
            say("Models with partners' outcomes need the library spreg, which is not installed."),
            say("Install it: pip install 'tiesnet[spatial]'."),
        ) from error
    return spreg


def _without_isolates(
    net: Network, layer: str, design: Design, near: Neighbours
) -> tuple[Design, Neighbours]:
    tied = (near.matrix.sum(axis=1) > 0) | (near.matrix.sum(axis=0) > 0)
    said = say_n(
        near.isolates,
        "{n} actor without partners left out.",
        "{n} actors without partners left out.",
    )
    fewer = replace(
        design,
        y=design.y[tied],
        x=design.x[tied],
        kept=design.kept[tied],
        said=(*design.said, said),
    )
    check_design(fewer)
    return fewer, neighbours(net, layer, fewer.kept)


@contextmanager
def _quietly() -> Iterator[None]:
    """Leave out what spreg prints, and two notices to its own authors; the rest is heard."""
    with warnings.catch_warnings(), redirect_stdout(StringIO()):
        warnings.filterwarnings("ignore", message="The inplace keyword")
        warnings.filterwarnings("ignore", message="Method 'bounded' does not support relative")
        yield


def _fitted(spreg: Any, method: str, design: Design, near: Neighbours) -> Any:
    """Let spreg estimate the model."""
    from libpysal.weights import WSP

    y, x = design.y[:, None], design.x
    plain = sparse.csr_matrix(near.matrix)  # libpysal knows no sparse arrays
    with _quietly():
        w = WSP(plain).to_W(silence_warnings=True)
        try:
            if method == "gm":
                return spreg.GM_Lag(y, x, w=w, spat_diag=False, spat_impacts=None)
            if method == "error":
                return spreg.ML_Error(y, x, w)
            return spreg.ML_Lag(y, x, w, spat_diag=False, spat_impacts=None)
        except Exception as error:  # spreg raises plain ones when its search does not end
            raise TiesnetError(
                say("spreg finds no estimate of this model ({error}).", error=error),
                say("Leave terms out, or choose another layer."),
            ) from error


@dataclass(frozen=True, eq=False)
class _Told:
    """What is needed to put a model into tables and words."""

    net: Network
    layer: str
    method: str
    design: Design
    near: Neighbours

    def outcome(self, fitted: Any) -> Outcome:
        rows = pd.DataFrame(self._rows(fitted))
        whole = pd.DataFrame(self._fit(fitted), columns=[one.key for one in _FIT])
        design, heading = self.design, label_of(self.net, self.layer)
        return Outcome(
            "lag_model",
            say(
                "{outcome} and that of partners in {heading}",
                outcome=design.outcome,
                heading=heading,
            ),
            (
                Evidence(
                    "coefficients",
                    say("{outcome} explained", outcome=design.outcome),
                    rows,
                    _FIELDS,
                ),
                Evidence("fit", "The model as a whole", whole, _FIT),
            ),
            tuple(self._sentences(rows)),
            self._method(heading),
            (*design.said, *self.near.said, *self._isolates(), *left_out(self.net)),
            tuple(_cautions(rows.iloc[-1])),
            ("anselin1988", "leenders2002", *(["kelejian1998"] * (self.method == "gm"))),
            {**parameters_of(design), "layer": heading, "model": self.method, "replications": 0},
            self.net,
        )

    def _method(self, heading: str) -> str:
        return say(
            "Method: {method}, of {formula} over {n} actors; weights are the ties of "
            "{heading}, row-standardised. Standard errors are those of the "
            "estimator; nothing was drawn, and there is no seed.",
            method=say(LAG_METHODS[self.method]),
            formula=self.design.formula,
            n=len(self.design.y),
            heading=heading,
        )

    def _isolates(self) -> list[str]:
        silent = int((np.asarray(self.near.matrix.sum(axis=1)).ravel() == 0).sum())
        if not silent:
            return []
        return [
            say_n(
                silent,
                "{n} actor names nobody in use; their partners' value is taken as 0, as spreg "
                "does.",
                "{n} actors name nobody in use; their partners' value is taken as 0, as spreg "
                "does.",
            )
        ]

    def _rows(self, fitted: Any) -> list[dict[str, Any]]:
        last = LAMBDA if self.method == "error" else RHO
        found = np.asarray(fitted.betas, dtype=float).ravel()
        errors = np.asarray(fitted.std_err, dtype=float).ravel()
        z = found / errors
        values = zip(("constant", *self.design.names, last), found, errors, z, strict=True)
        said = {"replications": 0, "test": _TEST, "null": word("the coefficient is 0")}
        return [
            {"term": term, "coefficient": b, "error": error, "z": size}
            | {"p": float(2 * special.ndtr(-abs(size)))}
            | said
            for term, b, error, size in values
        ]

    def _fit(self, fitted: Any) -> list[dict[str, Any]]:
        plain = {"p": np.nan, "replications": np.nan, "test": "", "null": ""}
        rows: list[dict[str, Any]] = [
            {"number": word("actors"), "value": len(self.design.y)} | plain,
            {"number": word("R squared, pseudo"), "value": float(fitted.pr2)} | plain,
        ]
        if self.method != "gm":
            ratio = 2 * (float(fitted.logll) - _likelihood(self.design))
            ratio = max(ratio, 0.0)  # the search ends a hair beside the best
            rows += [
                {"number": word("Logarithm of the likelihood"), "value": float(fitted.logll)}
                | plain,
                {"number": word("Akaike's criterion"), "value": float(fitted.aic)} | plain,
                {
                    "number": word("Likelihood ratio against no partners"),
                    "value": ratio,
                    "p": float(special.chdtrc(1, ratio)),
                    "replications": 0,
                    "test": word("likelihood ratio, chi squared with 1 degree of freedom"),
                    "null": word("partners make no difference"),
                },
            ]
        return rows

    def _sentences(self, rows: pd.DataFrame) -> list[str]:
        said = []
        for row in [rows.iloc[-1].to_dict(), *rows.iloc[1:-1].to_dict("records")]:
            filled = {
                "term": row["term"],
                "coefficient": figure(row["coefficient"]),
                "p": p_word(row["p"]),
            }
            said.append(
                say("{term}: {coefficient} differs from 0, {p}.", **filled)
                if row["p"] <= LEVEL
                else say("{term}: {coefficient} may be 0, {p}.", **filled)
            )
        return said


def _cautions(partner: pd.Series) -> list[str]:
    """Say what to be careful about, by the row of the partners."""
    said = [say("p rest on the normal approximation, which is rough for few firms.")]
    if abs(partner["coefficient"]) > _EDGE:
        said.append(
            say(
                "{term} lies at the edge of what is looked through (-1 to 1); the model "
                "does not fit these data.",
                term=partner["term"],
            )
        )
    return said


def _likelihood(design: Design) -> float:
    """Give the logarithm of the likelihood of ordinary regression."""
    x, n = design.with_constant, len(design.y)
    left = design.y - x @ least_squares(x, design.y).b
    return float(-n / 2 * (np.log(2 * np.pi * (left @ left) / n) + 1))

"""A regression of firms in tables and words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.inference.attributes.formula import Design, parameters_of
from tiesnet.inference.attributes.least_squares import inflation
from tiesnet.inference.attributes.models import Linear, Logistic
from tiesnet.inference.attributes.words import LEVEL, figure, left_out, p_word, several
from tiesnet.inference.evidence import Evidence, Field
from tiesnet.inference.outcome import Outcome
from tiesnet.inference.result import TEST_FIELDS, TestResult, summarise
from tiesnet.language import localised, say, say_n, word
from tiesnet.network import Network

_Floats = NDArray[np.float64]
_NULLS = {
    "residuals": word("what the other terms leave of a term, shuffled among the actors"),
    "outcome": word("the outcome shuffled among the actors"),
}
_TESTS = {
    "residuals": word("permutation of residuals (double semi-partialling)"),
    "outcome": word("permutation of the outcome"),
}
CONSTANT = "constant"
COEFFICIENTS = (
    Field("term", "Term"),
    Field("coefficient", "Coefficient", "number"),
    Field("error", "Standard error", "number", "", "Of ordinary or logistic regression."),
    Field("beta", "Standardised", "number", "", "Of an outcome and a term with deviation 1."),
    *TEST_FIELDS,
    Field("p_textbook", "p, textbook", "number", "", "As if actors were drawn independently."),
    Field("vif", "Variance inflation", "number", "", "1: unrelated to the others; 10: hardly."),
)
FIT = (Field("number", "Number", "word"), Field("value", "Value", "number"), *TEST_FIELDS)
_MUCH = 10.0


@dataclass(frozen=True, eq=False)
class Told:
    """What is needed to put a regression into tables and words."""

    design: Design
    model: Linear | Logistic
    method: str
    within: str | None
    replications: int
    seed: int

    def outcome(self, net: Network, drawn: _Floats, fit: _Floats, said: list[str]) -> Outcome:
        """Put everything together.

        Parameters
        ----------
        net : Network
        drawn : array of float, shape (replications, terms + 1)
            t of every coefficient.
        fit : array of float, shape (replications,)
            R squared.
        said : list of str
            Who kept its place.
        """
        rows = pd.DataFrame(self._rows(drawn))
        table = Evidence(
            "coefficients",
            say("{outcome} explained", outcome=self.design.outcome),
            rows,
            COEFFICIENTS,
            say(
                "Observed is {statistic}: the coefficient divided by its error.",
                statistic=self.model.statistic,
            ),
        )
        whole = Evidence("fit", "The model as a whole", pd.DataFrame(self._fit(fit)), FIT)
        return Outcome(
            "regression",
            say("Regression of {outcome}", outcome=self.design.outcome),
            (table, whole),
            tuple(self._sentences(rows)),
            self._method(),
            (*self.design.said, *said, *self._coded(), *left_out(net)),
            (*self._lost(rows), *_inflated(rows)),
            ("dekker2007", "phipson2010"),
            {
                **parameters_of(self.design),
                "shuffled": self.method,
                "shuffled within": self.within or word("all actors used"),
                "replications": self.replications,
                "seed": self.seed,
            },
            net,
        )

    def _lost(self, rows: pd.DataFrame) -> list[str]:
        lost = int(self.replications - rows["replications"].iloc[1:].min())
        if not lost:
            return []
        return [
            say(
                "In up to {lost} of {replications} there was no {statistic} to compare "
                "with, since the outcome followed from the terms without error, or a "
                "term from the others: they are left out of p.",
                lost=localised(f"{lost:,}"),
                replications=several(self.replications, "shuffle"),
                statistic=self.model.statistic,
            )
        ]

    def _coded(self) -> list[str]:
        if not self.design.labels:
            return []
        no, yes = self.design.labels
        return [
            say(
                "{outcome}: 1 is {yes}, 0 is {no}.",
                outcome=f"{self.design.outcome!r}",
                yes=f"{yes!r}",
                no=f"{no!r}",
            )
        ]

    def _null(self, method: str) -> str:
        null = _NULLS[method]
        if not self.within:
            return null
        return say("{null} alike in {within}", null=say(null), within=f"{self.within!r}")

    def _rows(self, drawn: _Floats) -> list[dict[str, Any]]:
        found, design = self.model.found, self.design
        scale = design.x.std(axis=0) / design.y.std()
        beta = [np.nan, *(found.b[1:] * scale)] if not design.labels else [np.nan] * len(found.b)
        vif = [np.nan, *inflation(design.x)]
        rows = []
        for place, term in enumerate((CONSTANT, *design.names)):
            column = drawn[:, place]
            result = self._result(float(found.t[place]), column, self.method)
            head = {"term": term, "coefficient": found.b[place], "error": found.error[place]}
            rest = {"p_textbook": found.p[place], "vif": vif[place]}
            rows.append(head | {"beta": beta[place]} | result.row() | rest)
        if self.method == "residuals":  # a constant has no p of its own
            for key in ("test", "null"):
                rows[0][key] = ""
        return rows

    def _result(self, seen: float, column: _Floats, method: str) -> TestResult:
        null, test = self._null(method), _TESTS[method]
        return summarise(seen, column, self.seed, null, test=test, two_sided="size")

    def _fit(self, fit: _Floats) -> list[dict[str, Any]]:
        (name, r2), *others = self.model.found.whole
        result = self._result(r2, fit, "outcome")
        first = {"number": name, "value": r2, **result.row()}
        return [
            first,
            *({"number": name, "value": value, "test": "", "null": ""} for name, value in others),
        ]

    def _sentences(self, rows: pd.DataFrame) -> list[str]:
        name, r2 = self.model.found.whole[0]
        said = [
            say_n(
                len(self.design.y),
                "{name} is {r2} over {n} actor.",
                "{name} is {r2} over {n} actors.",
                name=say(name),
                r2=figure(r2),
            )
        ]
        for row in rows.iloc[1:].to_dict("records"):
            if np.isnan(row["p"]):
                said.append(
                    say("{term}: no shuffle has a number to compare with.", term=row["term"])
                )
                continue
            filled = {
                "term": row["term"],
                "outcome": self.design.outcome,
                "b": figure(row["coefficient"]),
                "p": p_word(row["p"]),
            }
            if row["p"] > LEVEL:
                text = say(
                    "{term} shows nothing beyond chance for {outcome}: coefficient {b}, {p}.",
                    **filled,
                )
            elif row["coefficient"] > 0:
                text = say("{term} goes with more {outcome}: coefficient {b}, {p}.", **filled)
            else:
                text = say("{term} goes with less {outcome}: coefficient {b}, {p}.", **filled)
            said.append(text)
        return said

    def _method(self) -> str:
        kind = word("Logistic") if self.design.labels else word("Ordinary least squares")
        among = say(" alike in {within}", within=f"{self.within!r}") if self.within else ""
        filled = {"among": among, "statistic": self.model.statistic}
        how = (
            say(
                "by double semi-partialling (Dekker, Krackhardt and Snijders 2007): what the other "
                "terms leave of a term is shuffled among the actors{among}, and its {statistic} "
                "compared",
                **filled,
            )
            if self.method == "residuals"
            else say(
                "by shuffling the outcome among the actors{among}, and comparing {statistic}",
                **filled,
            )
        )
        return say(
            "{kind} regression of {formula} over {n} actors. Tested {how} "
            "({replications}, seed {seed}); p is (b + 1) / (m + 1), two-sided by "
            "size (Phipson and Smyth 2010). The p of R squared comes from shuffling "
            "the outcome.",
            kind=kind,
            formula=self.design.formula,
            n=len(self.design.y),
            how=how,
            replications=several(self.replications, "replication"),
            seed=self.seed,
        )


def _inflated(rows: pd.DataFrame) -> list[str]:
    """Name the terms that say nearly the same as others."""
    high = rows[rows["vif"] > _MUCH]["term"].tolist()
    if not high:
        return []
    return [
        say(
            "Variance inflation above {much}: {high}. These terms say nearly the "
            "same, and their coefficients are not to be read one by one.",
            much=localised(f"{_MUCH:g}"),
            high=", ".join(high),
        )
    ]

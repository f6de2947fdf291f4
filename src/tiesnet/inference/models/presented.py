"""The tables and the words that belong to fitted models."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from tiesnet.inference.evidence import Evidence, Field
from tiesnet.inference.models.design import INTERCEPT, Design
from tiesnet.inference.models.family import Family, Fitted, Run
from tiesnet.inference.models.formula import Formula
from tiesnet.inference.outcome import Outcome
from tiesnet.inference.pairs import PairValues, respondents
from tiesnet.inference.words import count
from tiesnet.language import joined, localised, say, say_n, word
from tiesnet.network import Network

_LEVEL = 0.05
_HIGH_VIF = 10
_CITED = word("Krackhardt 1988; Dekker, Krackhardt and Snijders 2007")
Choice = tuple[Family, Run, list[list[str]]]


def presented(
    net: Network,
    formulas: Sequence[Formula],
    designs: Sequence[Design],
    fitted: Sequence[Fitted],
    choice: Choice,
) -> Outcome:
    """Put fitted models into an outcome.

    Parameters
    ----------
    net : Network
        As it was given, with actors outside of the cluster.
    formulas, designs, fitted
        One of each for every model.
    choice : tuple of Family, Run and list of list of str
        How they were fitted and tested, and the layers that decide on each, those of the other
        models of its outcome included.
    """
    family, run, layers = choice
    view = net.inside()
    several = len(fitted) > 1
    coefficients = pd.concat([one.coefficients for one in fitted], ignore_index=True)
    tables = [
        _coefficients(family, coefficients, several),
        _fit(family, fitted, several),
        *([_side_by_side(coefficients, run)] if several else []),
        _variables(designs),
    ]
    moved = _not_moved(view, designs, layers)
    if len(moved.rows):
        tables.append(moved)
    told = dict.fromkeys(words for one in fitted for words in one.cautions)
    return Outcome(
        name="mrqap",
        title=f"{say(family.title)}: {'; '.join(map(str, formulas))}",
        tables=tuple(tables),
        sentences=tuple(_sentences(coefficients, several)),
        method=" ".join(_method(formulas, designs, family, run)),
        assumptions=tuple(_assumptions(net, designs, formulas, moved)),
        cautions=(*told, *_cautions(coefficients, designs)),
        source=family.source,
        parameters={
            "Formula": "; ".join(map(str, formulas)),
            "Family": family.name,
            "Permuted": run.null,
            "Replications": run.replications,
            "Seed": run.seed,
        },
        net=view,
    )


_MODEL = (
    Field("model", "Model", "count"),
    Field("outcome", "Outcome", "text"),
)


def _coefficients(family: Family, rows: pd.DataFrame, several: bool) -> Evidence:
    front = (*_MODEL[: 1 if several else 0], Field("term", "Term"))
    return Evidence(
        "coefficients",
        "Coefficients",
        rows,
        (*front, *family.coefficient_fields),
        " ".join(
            [
                *([say(family.reading)] if family.reading else []),
                say("p: how often chance gives a statistic at least as far from 0."),
            ]
        ),
    )


def _fit(family: Family, fitted: Sequence[Fitted], several: bool) -> Evidence:
    front = _MODEL if several else _MODEL[1:]
    rows = pd.DataFrame([dict(one.fit) for one in fitted])
    return Evidence("fit", "How well the model fits", rows, (*front, *family.fit_fields))


def _side_by_side(rows: pd.DataFrame, run: Run) -> Evidence:
    """Give every model a column, as papers print them."""
    terms = list(dict.fromkeys(rows["term"]))
    terms.sort(key=lambda name: name == INTERCEPT)
    columns: dict[str, list[str]] = {"term": terms}
    fields = [Field("term", "Term")]
    for model, own in rows.groupby("model"):
        cells = own.set_index("term")
        key = f"model_{model}"
        fields.append(Field(key, say("Model {model}", model=str(model))))
        columns[key] = [_cell(cells, term) for term in terms]
    reading = say(
        "Estimate with its p in brackets ({test}, {permutation}, seed {seed}; "
        "errors of p in the table of coefficients). Empty: not in the model.",
        test=run.test,
        permutation=count(run.replications, "permutation"),
        seed=run.seed,
    )
    return Evidence(
        "side_by_side", "Models side by side", pd.DataFrame(columns), tuple(fields), reading
    )


def _cell(rows: pd.DataFrame, term: str) -> str:
    if term not in rows.index:
        return ""
    row = rows.loc[term]
    p = say("not defined") if np.isnan(row["p"]) else localised(f"{row['p']:.3f}")
    estimate = localised(f"{row['estimate']:.4g}")
    return f"{estimate} ({p})"


def _variables(designs: Sequence[Design]) -> Evidence:
    """Describe every variable over the pairs in use of the first model it is in."""
    rows: dict[str, dict[str, object]] = {}
    for design in designs:
        for variable, values in _columns(design):
            rows.setdefault(
                variable.name,
                {
                    "variable": variable.name,
                    "label": variable.label,
                    "mean": values.mean(),
                    "deviation": values.std(),
                    "smallest": values.min(),
                    "largest": values.max(),
                    "known": int(variable.known.sum()) // (2 if design.symmetric else 1),
                },
            )
    fields = (
        Field("variable", "Variable"),
        Field("label", "In words", "word"),
        Field("mean", "Mean", "number"),
        Field("deviation", "Standard deviation", "number"),
        Field("smallest", "Smallest", "number"),
        Field("largest", "Largest", "number"),
        Field("known", "Known", "count", "pairs"),
    )
    table = pd.DataFrame(list(rows.values()))
    return Evidence(
        "variables", "The variables", table, fields, say("Over the pairs in use."), "folded"
    )


def _columns(design: Design) -> Iterator[tuple[PairValues, np.ndarray]]:
    yield design.outcome, design.y
    for place, variable in enumerate(design.predictors, start=1):
        yield variable, design.X[:, place]


def _not_moved(
    net: Network, designs: Sequence[Design], layers: Sequence[Sequence[str]]
) -> Evidence:
    """List the actors that keep their place in a model, and why."""
    rows = []
    for model, (design, asked) in enumerate(zip(designs, layers, strict=True), start=1):
        answered = respondents(net, asked)
        used = np.zeros(design.n, dtype=bool)
        used[design.rows] = used[design.cols] = True
        for place in np.flatnonzero(design.groups < 0).tolist():
            reason = word("the pairs known of it are not those known of any other actor")
            if not answered[place]:
                reason = word("did not answer every question in the model")
            if not used[place]:
                reason = word("none of its pairs is known in all variables")
            rows.append({"model": model, "actor": net.actors.index[place], "reason": reason})
    front = _MODEL[: 1 if len(designs) > 1 else 0]
    fields = (*front, Field("actor", "Actor", "actor"), Field("reason", "Why", "word"))
    table = pd.DataFrame(rows, columns=["model", "actor", "reason"])
    return Evidence("not_moved", "Who keeps its place", table, fields, "", "folded")


def _sentences(rows: pd.DataFrame, several: bool) -> Iterator[str]:
    for model, own in rows.groupby("model"):
        front = say("Model {model}: ", model=str(model)) if several else ""
        terms = own[own["term"] != INTERCEPT]
        sure = terms["p"] <= _LEVEL
        outcome = own["outcome"].iloc[0]
        if named := _named(terms[sure & (terms["estimate"] > 0)]):
            yield say(
                "{front}Goes with more {iloc}: {named}.", front=front, iloc=outcome, named=named
            )
        if named := _named(terms[sure & (terms["estimate"] < 0)]):
            yield say(
                "{front}Goes with less {iloc}: {named}.", front=front, iloc=outcome, named=named
            )
        rest = terms[terms["p"] > _LEVEL]
        if len(rest):
            named = _named(rest)
            yield say("{front}Not told from chance at 0.05: {named}.", front=front, named=named)
        lost = terms.loc[terms["p"].isna(), "term"].tolist()
        if lost:
            yield say(
                "{front}No permutation had a statistic to compare with: {lost}.",
                front=front,
                lost=", ".join(lost),
            )


def _named(rows: pd.DataFrame) -> str:
    return ", ".join(
        f"{term} (p = {localised(f'{p:.3f}')})"
        for term, p in zip(rows["term"], rows["p"], strict=True)
    )


def _method(
    formulas: Sequence[Formula], designs: Sequence[Design], family: Family, run: Run
) -> Iterator[str]:
    for formula, design in zip(formulas, designs, strict=True):
        kind = word("unordered") if design.symmetric else word("ordered")
        yield (
            say(
                "{outcome} was regressed on {predictors} over {n} {kind} pairs of {actors} actors.",
                outcome=formula.outcome,
                predictors=joined([str(p) for p in formula.predictors]),
                n=localised(f"{len(design.y):,}"),
                kind=kind,
                actors=localised(f"{design.actors:,}"),
            )
        )
    yield say(family.method)
    how = (
        word("double semi-partialling")
        if run.permute == "dsp"
        else word("permutation of the outcome")
    )
    yield (
        say(
            "The p-values are those of the multiple regression quadratic assignment "
            "procedure (MRQAP) with {how} ({cited}): {permutation}, seed {seed}; p = "
            "(b + 1) / (m + 1), two-sided by the size of the statistic.",
            how=how,
            cited=_CITED,
            permutation=count(run.replications, "permutation"),
            seed=run.seed,
        )
    )


def _assumptions(
    net: Network, designs: Sequence[Design], formulas: Sequence[Formula], moved: Evidence
) -> Iterator[str]:
    outside = len(net.actors) - len(net.inside().actors)
    if outside:
        yield say("{actor} outside of the cluster left out.", actor=count(outside, "actor"))
    if len(designs) > 1 and len({one.outcome for one in formulas}) < len(formulas):
        yield say(
            "Models of the same outcome use the same pairs: those known in all their variables."
        )
    for model, design in enumerate(designs, start=1):
        front = say("Model {model}: ", model=str(model)) if len(designs) > 1 else ""
        yield front + _cells(design)
        if design.symmetric:
            yield say(
                "{front}Nothing in the model has a direction, so every pair counts once.",
                front=front,
            )
        stay = int((design.groups < 0).sum())
        if stay:
            yield say(
                "{front}{actor} not moved; see the table '{title}'.",
                front=front,
                actor=count(stay, "actor"),
                title=say(moved.title),
            )
        groups = int(design.groups.max(initial=-1)) + 1
        if groups > 1:
            yield say(
                "{front}Actors change places within {groups} groups of whom the same is known.",
                front=front,
                groups=groups,
            )
    for variable in {one.name: one for design in designs for one, _ in _columns(design)}.values():
        if variable.unused:
            yield say_n(
                variable.unused,
                "{name}: {n} reported tie stays out, in pairs that are not fully known.",
                "{name}: {n} reported ties stay out, in pairs that are not fully known.",
                name=variable.name,
            )


def _cells(design: Design) -> str:
    half = 2 if design.symmetric else 1
    every = design.n * (design.n - 1) // half
    words = say(
        "{n} of {every} pairs are known in every variable and used",
        n=localised(f"{len(design.y):,}"),
        every=localised(f"{every:,}"),
    )
    gaps = {one.name: every - int(one.known.sum()) // half for one, _ in _columns(design)}
    said = ", ".join(f"{name} {missing:,}" for name, missing in gaps.items() if missing)
    return say("{words}. Not known: {said}.", words=words, said=said) if said else f"{words}."


def _cautions(rows: pd.DataFrame, designs: Sequence[Design]) -> Iterator[str]:
    high = rows.loc[rows.get("vif", pd.Series(np.nan, rows.index)) > _HIGH_VIF, "term"]
    if len(high):
        yield (
            say(
                "Predictors that nearly follow from the others (VIF above {high_vif}): "
                "{high}. Their estimates are unsteady.",
                high_vif=_HIGH_VIF,
                high=", ".join(dict.fromkeys(high)),
            )
        )
    if any(one.outcome.symmetric and not one.symmetric for one in designs):
        yield (
            say(
                "The outcome has no arrows and a predictor has: every pair stands twice, once for "
                "each direction, with the same outcome."
            )
        )
    if any((one.groups < 0).sum() > one.n / 2 for one in designs):
        yield say("Fewer than half of the actors can change places: the test has little power.")

"""What goes with ties: other ties, the same stage, distance, shared memberships."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.chance.passed import LEVEL, REPLICATIONS, drawn, own_columns, too_many
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field, Gap
from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.kept import seed_of
from tiesnet.diagnosis.words import p_value
from tiesnet.errors import TiesnetError
from tiesnet.inference import Outcome, PairValues, layer_pairs, mrqap, pair_variable
from tiesnet.language import joined, say, word
from tiesnet.metrics import Measures
from tiesnet.network import Network, members, tie_parts

_MOST, _FEWEST, _KNOWN = 500, 20, 0.5
_TERMS = ("same(stage)", "distance(km)", "distance(location)", "shared(affiliations)")
_WORDS = {
    "formal": word("where two firms also have a formal tie"),
    "informal": word("where two firms also have an informal tie"),
    "same(stage)": word("within a stage"),
    "distance(km)": word("the further apart two firms are"),
    "distance(location)": word("between different places"),
    "shared(affiliations)": word("the more organisations two firms share"),
}
_LABELS = {
    "formal": word("Formal tie"),
    "informal": word("Informal tie"),
    "same(stage)": word("Same stage"),
    "distance(km)": word("Distance in km"),
    "distance(location)": word("Not in one place"),
    "shared(affiliations)": word("Organisations shared"),
}
_READING = word(
    "One regression for each relation. The estimate is the change of the share of pairs tied for "
    "one unit more of the predictor, the others the same: 0.05 are five more pairs of 100."
)
_GAP = Gap(
    "What goes with ties cannot be tested.",
    "Ask every firm for its partners in more than one relation, its stage, place and memberships.",
)


@diagnosis(
    chapter="chance",
    label="What goes with ties",
    question="Where is a tie between two firms likelier, everything else the same?",
    needs="relations that many firms answered; stages, places or memberships of firms",
    limits="A regression says what goes with ties, not what makes them: firms may join "
    "organisations because they are tied.",
    source="dekker2007, krackhardt1988b, phipson2010",
)
def tie_model(
    measures: Measures, *, replications: int = REPLICATIONS, most_actors: int = _MOST
) -> Diagnosis:
    """A regression over pairs for each relation, with p from permuting who is who (MRQAP).

    A relation is explained by ties of the other formality, the same stage (unless its question
    asked for partners by stage), the distance in kilometres or whether two are in one place, and
    the organisations both belong to: whatever of these the survey tells of at least half of the
    pairs and that differs among them. Ordinary least squares on 0 and 1, so that estimates are
    differences of shares; p by double semi-partialling (Dekker, Krackhardt & Snijders 2007),
    (b + 1) / (m + 1), two-sided by the size of t.
    """
    parameters = drawn(
        measures,
        replications,
        **{word("Fewest tied pairs of a relation"): _FEWEST, word("Most actors"): most_actors},
    )
    if caution := too_many(measures, most_actors, "'tiesnet mrqap'"):
        return Diagnosis(cautions=(caution,), parameters=parameters)
    models = _models(measures, replications)
    if not models:
        return Diagnosis(gaps=(_GAP,), parameters=parameters)
    return Diagnosis(
        tables=(_together(models, "coefficients"), _together(models, "fit")),
        findings=tuple(found for one in models if (found := _finding(measures, one)) is not None),
        cautions=_cautions(models),
        parameters=parameters
        | {say("Formula of {relation}", relation=one.layer): one.formula for one in models},
    )


@dataclass(frozen=True, eq=False)
class _Model:
    layer: str
    formula: str
    outcome: Outcome


def _models(measures: Measures, replications: int) -> list[_Model]:
    """Fit every relation that has predictors; one that cannot be fitted is left out."""
    net = measures.net.inside()
    made = []
    for layer in _outcomes(net):
        terms = _predictors(net, layer)
        if not terms:
            continue
        formula = f'"{layer}" ~ {" + ".join(terms)}'
        try:
            found = mrqap(net, formula, replications=replications, seed=seed_of(measures))
        except TiesnetError:  # one follows from others, or too few firms can change places
            continue
        made.append(_Model(layer, " + ".join(terms), found))
    return made


def _outcomes(net: Network) -> list[str]:
    """Name the relations with enough ties on known pairs, memberships left out."""
    asked = net.layers[net.layers["formality"].isin(["formal", "informal"])].index
    return [str(name) for name in asked if np.nansum(layer_pairs(net, name).values) >= _FEWEST]


def _predictors(net: Network, layer: str) -> list[str]:
    """Name what is known of most pairs of a relation and differs among them."""
    outcome = layer_pairs(net, layer)
    own = str(net.layers.at[layer, "formality"])
    other = "informal" if own == "formal" else "formal"
    names = [other] if len(members(net.layers, other)) else []
    names += [name for name in _TERMS if name != "same(stage)" or not _by_stage(net, layer)]
    kept = [name for name in names if _tells(outcome, _variable(net, name))]
    if {"distance(km)", "distance(location)"} <= set(kept):
        kept.remove("distance(location)")
    return kept


def _by_stage(net: Network, layer: str) -> bool:
    """Tell whether the question itself asked for partners by their stage."""
    return bool((tie_parts(net.layer(layer))["rule"] == 2).any())


def _variable(net: Network, name: str) -> PairValues | None:
    try:
        return pair_variable(net, name)
    except TiesnetError:
        return None


def _tells(outcome: PairValues, one: PairValues | None) -> bool:
    if one is None:
        return False
    both = outcome.known & one.known
    enough = both.sum() >= _KNOWN * outcome.known.sum() and both.any()
    return bool(enough and np.ptp(one.values[both]) > 0)


def _together(models: list[_Model], key: str) -> Evidence:
    """Put one table of all models below each other, headed by the relation."""
    tables = [next(t for t in one.outcome.tables if t.key == key) for one in models]
    parts = [
        own_columns(table).assign(layer=one.layer)
        for one, table in zip(models, tables, strict=True)
    ]
    fields = tuple(
        replace(field, kind="word") if field.key == "term" else field
        for field in tables[0].fields
        if field.key != "outcome"
    )
    rows = pd.concat(parts, ignore_index=True)
    if "term" in rows:
        rows = rows[rows["term"] != "intercept"].reset_index(drop=True)
        rows["term"] = rows["term"].map(_LABELS)
    first = Field("layer", "Relation", "layer")
    rows = rows[["layer", *(field.key for field in fields)]]
    open_ = key == "coefficients"
    return replace(
        tables[0],
        key=f"tie_model_{key}",
        title=word("What goes with each relation") if open_ else tables[0].title,
        rows=rows,
        fields=(first, *fields),
        reading=_READING if open_ else tables[0].reading,
        shown="page" if open_ else "workbook",
    )


def _finding(measures: Measures, one: _Model) -> Finding | None:
    """Say what goes with ties of a relation, the surest first."""
    rows = one.outcome.table("coefficients")
    rows = rows[(rows["term"] != "intercept") & rows["p"].notna()]
    if rows.empty:
        return None
    clear = rows[rows["p"] <= LEVEL]
    label = str(measures.net.layers.at[one.layer, "label"])
    likelier, less = (_where(clear[(clear["estimate"] > 0) == more]) for more in (True, False))
    rest = "."
    if likelier:
        claim = say("{relation}: likelier {where}", relation=label, where=likelier)
        rest = say("; less likely {where}.", where=less) if less else "."
    elif less:
        claim = say("{relation}: less likely {where}", relation=label, where=less)
    else:
        claim = say(
            "{relation}: nothing of what is known makes a tie likelier beyond chance",
            relation=label,
        )
    return Finding(f"tie_model_{one.layer}", "chance", claim, (rest,), rows, source="dekker2007")


def _where(rows: pd.DataFrame) -> str:
    """List where ties are likelier, or less likely, the surest first."""
    own = rows.sort_values("p", kind="stable")
    return joined([f"{say(_WORDS[str(row.term)])} ({p_value(row.p)})" for row in own.itertuples()])


def _cautions(models: list[_Model]) -> tuple[str, ...]:
    said = [say("Everything else the same: what each goes with beyond the others in the table.")]
    if len(models) > 2:
        said.append(
            say("Many numbers are tested: of twenty without any effect one has p under 0.05.")
        )
    return tuple(said)

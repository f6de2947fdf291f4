"""Whether ties are returned, close triangles and gather on few firms more than chance gives."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.chance.passed import (
    LEVEL,
    REPLICATIONS,
    drawn,
    evidence_of,
    tested,
    too_many,
)
from tiesnet.diagnosis.evidence import Diagnosis, Gap
from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.kept import seed_of
from tiesnet.diagnosis.words import p_value
from tiesnet.inference import cug
from tiesnet.language import say, word
from tiesnet.metrics import Measures
from tiesnet.network import UNIONS

_MOST = 1_000
_USUAL = {
    "reciprocity": word("Ties are returned about as often as chance would give"),
    "transitivity": word(
        "Partners of one firm are partners of each other about as often as chance would give"
    ),
    "degree_centralisation": word("Ties gather on a few firms about as much as chance would give"),
}
_MORE = {
    "reciprocity": word("Ties are returned more often than chance would give in {more}"),
    "transitivity": word(
        "Partners of one firm are partners of each other more often than chance would give in "
        "{more}"
    ),
    "degree_centralisation": word(
        "Ties gather on a few firms more than chance would give in {more}"
    ),
}
_LESS = {
    "reciprocity": word("Ties are returned less often than chance would give in {less}"),
    "transitivity": word(
        "Partners of one firm are partners of each other less often than chance would give in "
        "{less}"
    ),
    "degree_centralisation": word(
        "Ties gather on a few firms less than chance would give in {less}"
    ),
}
_EITHER = {
    "reciprocity": word(
        "Ties are returned more often than chance would give in {more}, less often than chance "
        "would give in {less}"
    ),
    "transitivity": word(
        "Partners of one firm are partners of each other more often than chance would give in "
        "{more}, less often than chance would give in {less}"
    ),
    "degree_centralisation": word(
        "Ties gather on a few firms more than chance would give in {more}, less than chance would "
        "give in {less}"
    ),
}
_WHAT = word("Whether the shape of the network is more than chance cannot be tested.")
_ASK = word("Ask every firm of the cluster for its partners, so that enough pairs are known.")


@diagnosis(
    chapter="chance",
    label="Patterns against chance",
    question="Does the network have a shape that chance alone would not give?",
    needs="a relation that most firms answered",
    limits="It is compared with networks in which the same number of ties falls on any pairs. "
    "That firms differ in how many ties they have, or sit near each other, already makes a "
    "network unlike these.",
    source="katz1957, butts2008, phipson2010",
)
def patterns(measures: Measures, *, replications: int = REPLICATIONS) -> Diagnosis:
    """Ties returned, closed triangles and centralisation beside networks drawn by chance.

    For every relation networks with as many ties are drawn, the ties falling on any known pair
    (a conditional uniform graph test); what silent firms are told to have stays as it is.
    Reciprocity only where ties have arrows that can be returned. p = (b + 1) / (m + 1),
    two-sided.
    """
    parameters = drawn(
        measures, replications, **{word("Kept in the networks drawn"): say("number of ties")}
    )
    if caution := too_many(measures, _MOST, "'tiesnet cug'"):
        return Diagnosis(cautions=(caution,), parameters=parameters)
    made = tested(
        cug,
        measures.net,
        list(_USUAL),
        replications=replications,
        seed=seed_of(measures),
        what=_WHAT,
        ask=_ASK,
    )
    if isinstance(made, Gap):
        return Diagnosis(gaps=(made,), parameters=parameters)
    found = (_finding(measures, name, made.table()) for name in _USUAL)
    [every] = evidence_of(made, "patterns", open_=("cug",))
    fields = tuple(field for field in every.fields if field.key not in ("metric", "actor"))
    rows = every.rows[[field.key for field in fields]]
    return Diagnosis(
        tables=(replace(every, fields=fields, rows=rows),),
        findings=tuple(one for one in found if one is not None),
        cautions=_cautions(made.table()),
        parameters=parameters,
    )


def _finding(measures: Measures, metric: str, rows: pd.DataFrame) -> Finding | None:
    """Say of one measure in which relations it is beyond chance, and in which not."""
    own = rows[(rows["metric"] == metric) & rows["p"].notna()]
    if own.empty:
        return None
    clear = own["p"] <= LEVEL
    more, less, usual = (
        _named(measures, part)
        for part in (own[clear & (own["z"] > 0)], own[clear & (own["z"] < 0)], own[~clear])
    )
    rest = say("; not clearly so in {relations}.", relations=usual) if usual else "."
    if more and less:
        claim = say(_EITHER[metric], more=more, less=less)
    elif more:
        claim = say(_MORE[metric], more=more)
    elif less:
        claim = say(_LESS[metric], less=less)
    else:
        claim, rest = say(_USUAL[metric]), f" ({_named(measures, own)})."
    return Finding(f"patterns_{metric}", "chance", claim, (rest,), own, source="katz1957")


def _named(measures: Measures, rows: pd.DataFrame) -> str:
    labels = [_label(measures, str(layer)) for layer in rows["layer"]]
    named = [f"{label} ({p_value(p)})" for label, p in zip(labels, rows["p"], strict=True)]
    return ", ".join(named)


def _label(measures: Measures, layer: str) -> str:
    """Say a union in words of ours; a relation is a text of the survey."""
    label = str(measures.net.layer(layer).layers["label"].iloc[0])
    return say(label) if layer in UNIONS else label


def _cautions(rows: pd.DataFrame) -> tuple[str, ...]:
    tried = int(rows["p"].notna().sum())
    if tried < 3:
        return ()
    return (
        say(
            "{n} numbers were tested: one small p among so many can come about by chance.", n=tried
        ),
    )

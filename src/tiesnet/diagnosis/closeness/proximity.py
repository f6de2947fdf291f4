"""Whether firms that have more in common are tied more often."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.closeness.alike import KNOW_HOW, PROXIMITIES, Proximities, proximities
from tiesnet.diagnosis.closeness.pair_kinds import (
    cannot_pair,
    odds_ratio,
)
from tiesnet.diagnosis.closeness.proximity_layers import FEWEST, Layer, layers_of
from tiesnet.diagnosis.connection.register import few_answers
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field, Gap
from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.kept import seed_of
from tiesnet.diagnosis.tested import BESIDE_P, beside
from tiesnet.diagnosis.words import p_value, percent
from tiesnet.language import joined, say, word
from tiesnet.metrics import NEAR, Measures

_LEVEL, _FEWEST_PAIRS = 0.05, 30
_OF = {
    "all": word("ties of any kind"),
    "formal": word("formal ties"),
    "informal": word("informal ties"),
}
_NOTHING = word("nothing that is known differs among the firms")
_STAGES = word("a question itself asks for partners by stage: stages do not count")
_OVERLAP = (
    Field("layer", "Relation", "layer"),
    Field("overlap", "In common", "count", "proximities"),
    Field("of", "Out of", "count", "proximities"),
    Field("pairs", "Known pairs", "count", "pairs"),
    Field("tied", "Tied", "count", "pairs"),
    Field("rate", "Share tied", "percent", "of known pairs"),
)
_TREND = (
    Field("layer", "Relation", "layer"),
    Field("counted", "Counted", "text", "", "The proximities that are known and differ."),
    Field("firms", "Firms that answered", "count", "firms"),
    Field("pairs", "Pairs, all known", "count", "pairs"),
    Field("tied", "Tied", "count", "pairs"),
    Field("trend", "Change per thing in common", "number", "percentage points"),
    Field("expected", "Expected by chance", "number", "percentage points"),
    Field("p", "p", "number", "", "Share of shuffles as far out, both sides."),
    *BESIDE_P,
    Field("remark", "Remark", "word"),
)
_EACH = (
    Field("layer", "Relation", "layer"),
    Field("proximity", "Proximity"),
    Field("near", "Near pairs", "count", "pairs"),
    Field("near_rate", "Share tied", "percent", "of near pairs"),
    Field("far", "Other pairs", "count", "pairs"),
    Field("far_rate", "Share of those tied", "percent", "of other pairs"),
    Field("odds", "Odds ratio", "number", "", "Odds of a tie in near pairs over other pairs."),
    Field("p", "p", "number", "", "Share of shuffles as far out, both sides."),
    *BESIDE_P,
    Field("remark", "Remark", "word"),
)


@diagnosis(
    chapter="closeness",
    label="Proximity and ties",
    question="Are firms that have more in common tied more often?",
    needs="where firms are, their sectors or stages, their memberships and their origin; the more "
    "of these, the better",
    limits="It says that ties and things in common go together, not which came first: partners may "
    "join the same association because they know each other.",
    source="boschma2005, urzelai2017, phipson2010",
)
def proximity(
    measures: Measures, *, near: float = NEAR, saturates: float = 0.5, replications: int = 999
) -> Diagnosis:
    """Share of pairs of firms that are tied, by how many of four things they have in common.

    Two firms can be close in four ways: geographic (same place, or less than 5 km apart),
    cognitive (same sector, or a stage in common), organisational (members of the same body) and
    cultural (same origin). Bodies that hold more than half of the firms whose memberships are
    known are left out, since they bring nearly all firms together. What does not differ within
    the cluster is left out, and said so.

    Only firms of the cluster and known pairs count, directions ignored; the overlap, from none to
    four in common, only for pairs with all of them known. The trend is the slope of the share
    tied over the overlap, by least squares over these pairs; beside it stands, for each
    proximity, the share tied of near pairs and of the others. For p everything known of a firm is
    shuffled among the firms that answered, while the ties stay: p = (b + 1) / (m + 1), two-sided.
    Where a question itself asks for ties along the chain or with peers, stages do not count for
    the layers that hold it.
    """
    parameters = {
        word("Same place, within km"): near,
        word("Largest share of firms in a body that counts"): saturates,
        word("Shuffles"): replications,
        word("Seed"): seed_of(measures),
        word("Fewest tied pairs for a test"): FEWEST,
        word("Fewest pairs for a share in a sentence"): _FEWEST_PAIRS,
        word("Level of p for a sentence"): _LEVEL,
    }
    gap = cannot_pair(measures.net)
    if gap is not None:
        return Diagnosis(gaps=(gap,), parameters=parameters)
    layers = layers_of(measures, near, saturates, replications)
    tables = (
        Evidence("closeness_overlap", "Ties by what firms have in common", _overlap(layers),
                 _OVERLAP, "From nothing in common to everything that counts."),
        Evidence("closeness_trend", "Things in common, against chance", _trends(layers), _TREND,
                 shown="folded"),
        Evidence("closeness_each", "Each proximity alone", _each(layers).drop(columns="kind"),
                 _EACH, "An odds ratio above 1: near pairs are tied more often.", shown="folded"),
    )  # fmt: skip
    firms = next((one.close for one in layers if not one.fixed), None)
    base = firms or proximities(measures.net.inside().firms(), near=near, saturates=saturates)
    return Diagnosis(
        tables=tables,
        findings=_findings(layers),
        gaps=(*base.gaps, *_too_little(layers)),
        cautions=_cautions(measures, layers, base),
        parameters=parameters,
    )


def _overlap(layers: list[Layer]) -> pd.DataFrame:
    rows = []
    for one in layers:
        most = len(one.close.kinds)
        for common in range(most + 1 if most else 0):
            here = one.made.kinds.overlap == common
            ties, pairs = int(one.made.ties[here].sum()), int(one.made.pairs[here].sum())
            row = {"layer": one.name, "overlap": common, "of": most, "pairs": pairs, "tied": ties}
            rows.append(row | {"rate": ties / pairs if pairs else np.nan})
    return pd.DataFrame(rows, columns=[field.key for field in _OVERLAP])


def _trends(layers: list[Layer]) -> pd.DataFrame:
    rows = []
    for one in layers:
        ties, pairs = one.all_known
        row: dict[str, object] = {
            "layer": one.name,
            "counted": ", ".join(say(name) for name in one.close.kinds),
            "firms": one.firms,
            "pairs": pairs,
            "tied": ties,
            "remark": _remark(one),
        }
        if one.enough:
            trend = one.made.tests["trend"]
            row |= {"trend": 100 * trend.observed, "expected": 100 * trend.expected}
            row |= beside(trend)
        rows.append(row)
    return pd.DataFrame(rows, columns=[field.key for field in _TREND])


def _remark(one: Layer) -> str:
    if not one.enough:
        few = say("fewer than {n} tied pairs with everything known", n=FEWEST)
        return few if one.close.kinds else _NOTHING
    return _STAGES if one.fixed else ""


def _each(layers: list[Layer]) -> pd.DataFrame:
    rows = []
    for one in layers:
        for name in one.close.kinds:
            ties, pairs, other_ties, others = one.made.of(name)
            odds, added = odds_ratio(ties, pairs, other_ties, others)
            test = one.made.tests.get(name)
            row: dict[str, object] = {
                "layer": one.name,
                "proximity": f"{say(name)}: {say(PROXIMITIES[name])}",
                "kind": name,
                "near": pairs,
                "near_rate": ties / pairs if pairs else np.nan,
                "far": others,
                "far_rate": other_ties / others if others else np.nan,
                "odds": odds,
                **beside(test),
                "remark": word("half added to every cell, since one is empty") if added else "",
            }
            rows.append(row)
    return pd.DataFrame(rows, columns=[*(field.key for field in _EACH), "kind"])


def _findings(layers: list[Layer]) -> tuple[Finding, ...]:
    able = [one for one in layers if one.enough and not np.isnan(one.made.tests["trend"].p)]
    able = [one for one in able if _told(one)["overlap"].nunique() > 1]
    if not able:
        return ()
    lead = max(able, key=lambda one: len(one.close.kinds))
    said = [_sentence(lead)]
    strongest = [_strongest(one) for one in able if one.name != "all" or len(able) == 1]
    return (*said, *(found for found in strongest if found is not None))


def _sentence(one: Layer) -> Finding:
    """Say how the share tied changes with what firms have in common."""
    table, seen = _overlap([one]), _told(one)
    low, high = (seen.iloc[place] for place in (0, -1))
    test = one.made.tests["trend"]
    claim = say(
        "{high} of the pairs of firms {high_common} are tied, and {low} of those {low_common}",
        high=percent(high["rate"]),
        high_common=_common(one, high),
        low=percent(low["rate"]),
        low_common=_common(one, low),
    )
    said = {
        "p": p_value(test.p),
        "ties": say(_OF[one.name]),
        "things": "; ".join(say(PROXIMITIES[name]) for name in one.close.kinds),
    }
    if test.p > _LEVEL:
        rest = say(
            ", which is within what chance gives ({p}). Ties: {ties}. Things that can be in "
            "common: {things}.",
            **said,
        )
    elif test.observed > test.expected:
        rest = say(
            ": the more in common, the more ties, beyond chance ({p}). Ties: {ties}. Things that "
            "can be in common: {things}.",
            **said,
        )
    else:
        rest = say(
            ": the more in common, the fewer ties, beyond chance ({p}). Ties: {ties}. Things that "
            "can be in common: {things}.",
            **said,
        )
    return Finding("closeness", "closeness", claim, (rest,), table, source="boschma2005")


def _told(one: Layer) -> pd.DataFrame:
    """Give the rows of the overlap that rest on enough pairs to be told."""
    table = _overlap([one])
    return table[table["pairs"] >= _FEWEST_PAIRS]


def _common(one: Layer, row: pd.Series) -> str:
    """Say what the pairs of one row have in common."""
    count, most = int(row["overlap"]), int(row["of"])
    if not count:
        return say("with nothing in common")
    if most == 1:
        return say(PROXIMITIES[next(iter(one.close.kinds))])
    if count == most:
        return say("with all {of} things in common", of=most)
    return say("with {n} of {of} things in common", n=count, of=most)


def _strongest(one: Layer) -> Finding | None:
    """Name the proximity that goes most with ties, if shuffles seldom do as much."""
    every = _each([one])
    rows = every
    rows = rows[(rows["p"] <= _LEVEL) & (rows["odds"] > 1) & (rows["near"] >= _FEWEST_PAIRS)]
    if rows.empty:
        return None
    row = rows.loc[rows["odds"].idxmax()]
    ties = say(_OF[one.name])
    claim = say(
        "{share} of the pairs of firms {common} have {ties}",
        share=percent(row["near_rate"]),
        common=say(PROXIMITIES[row["kind"]]),
        ties=ties,
    )
    share, p = percent(row["far_rate"]), p_value(row["p"])
    rest = say(", {share} of the others ({p}): more than chance gives.", share=share, p=p)
    if row["odds"] >= every["odds"].max():
        rest = say(
            ", {share} of the others ({p}): of all that is counted, this goes most with {ties}.",
            share=share,
            p=p,
            ties=ties,
        )
    key = f"closeness_{one.name}"
    shown = rows.drop(columns="kind").reset_index(drop=True)
    return Finding(key, "closeness", claim, (rest,), shown,
                   source="boschma2005")  # fmt: skip


def _too_little(layers: list[Layer]) -> tuple[Gap, ...]:
    if any(one.enough for one in layers):
        return ()
    return (
        Gap(
            "Whether ties go with what firms have in common cannot be said: there are too few "
            "tied pairs of which all is known.",
            "Ask every firm for its town, sector, stage, memberships and origin.",
        ),
    )


def _cautions(measures: Measures, layers: list[Layer], base: Proximities) -> tuple[str, ...]:
    said = [*base.left_out, few_answers(measures)]
    fixed = [say(_OF[one.name]) for one in layers if one.fixed]
    if fixed and KNOW_HOW in base.kinds:
        said.append(
            say(
                "A question itself asks for partners along the chain or among peers; for {ties} "
                "stages are not counted as something in common.",
                ties=joined(fixed),
            )
        )
    return tuple(text for text in dict.fromkeys(said) if text)

"""Whether firms work with firms of their size and sector, beside what chance would give."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.chain.stage_chance import (
    FEWEST_PAIRS,
    LEVEL,
    REPLICATIONS,
    is_sample,
    tied_pairs,
)
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field, Gap
from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.kept import seed_of
from tiesnet.diagnosis.tested import BESIDE_P, beside
from tiesnet.diagnosis.words import number, p_value, percent
from tiesnet.inference import TestResult, permute_labels
from tiesnet.language import localised, say, word
from tiesnet.metrics import Measures, sizes
from tiesnet.network import Network

_Values = NDArray[np.float64]
CLASSES = word("size classes")
_LAYER = Field("layer", "Relation", "layer")
_FIRMS = Field("firms", "Firms", "count", definition="They answered, and it is known of them.")
_TIES = Field("ties", "Tied pairs", "count", "pairs")
_P = Field(
    "p", "p", "number", "",
    "Twice the share of shuffles at least as high, or as low, whichever is smaller.",
)  # fmt: skip
_SIZE = (
    _LAYER,
    _FIRMS,
    _TIES,
    Field("gap", "Size gap", "number", "", "Mean difference in size of the two ends of a tie."),
    Field("expected", "Expected by chance", "number", "", "Mean over the shuffles."),
    Field("times", "Times as large", "number", "times", "The larger partner, at the mean gap."),
    Field("times_expected", "Times, by chance", "number", "times", "The same at the expected gap."),
    _P,
    *BESIDE_P,
)
_SECTOR = (
    _LAYER,
    _FIRMS,
    _TIES,
    Field("share", "Across sectors", "percent", "", "Of the tied pairs."),
    Field("expected", "Expected by chance", "percent", "", "Mean over the shuffles."),
    _P,
    *BESIDE_P,
)
_NULL = word("sizes or sectors shuffled among the firms that answered, the ties as they are")
_UNIONS = ("formal", "informal")


@diagnosis(
    chapter="closeness",
    label="Size and sector of partners",
    question="Do firms work with firms of their own size and sector?",
    needs="the number of employees, or the sector, of firms",
    limits="It says whether partners are alike, not why. Large firms can be tied to small ones as "
    "buyer and supplier where size goes with the stage.",
    source="mcpherson2001, eulac2015, phipson2010",
)
def partner_mixing(
    measures: Measures, *, replications: int = REPLICATIONS, fewest_pairs: int = FEWEST_PAIRS
) -> Diagnosis:
    """How far apart in size partners are, and how often of different sectors, against chance.

    The size gap is the mean over tied pairs of the absolute natural logarithm of the ratio of
    employees, so that 0.69 means one firm is twice as large as the other; where only size
    classes are known, the mean number of classes apart. The cross-sector share is the part of
    the tied pairs whose sectors differ. Both are over pairs of firms inside that answered,
    directions ignored, and beside what comes out when sizes or sectors are shuffled among these
    firms while the ties stay. p = (b + 1) / (m + 1), two-sided.
    """
    value, unit = sizes(measures.net.inside())
    chance = _Chance(measures, replications)
    gaps = chance.table(value, _gap)
    sector = chance.table(_sectors(measures.net.inside()), _across)
    by_size = _size_rows(gaps, unit)
    by_sector = sector.rename(columns={"observed": "share"})
    return Diagnosis(
        tables=(
            Evidence("size_mixing", "Size gap between partners", by_size, _SIZE, _reading(unit)),
            Evidence("sector_mixing", "Ties across sectors", by_sector, _SECTOR),
        ),
        findings=(
            *_said(measures, gaps, fewest_pairs, _size_words(unit), "size_gap"),
            *_said(measures, sector, fewest_pairs, (_sector_claim, _sector_rest), "cross_sector"),
        ),
        gaps=_missing(measures.net, gaps, sector),
        parameters={
            word("Sizes compared in"): unit,
            word("Shuffles"): replications,
            word("Seed"): seed_of(measures),
            word("Fewest tied pairs"): fewest_pairs,
            word("Largest p called more or less than chance"): LEVEL,
        },
    )


_Statistic = Callable[[_Values, _Values], float]


class _Chance:
    """Tests of one network, layer by layer."""

    def __init__(self, measures: Measures, replications: int) -> None:
        self.measures, self.replications = measures, replications

    def table(self, value: _Values, statistic: _Statistic) -> pd.DataFrame:
        """Give the statistic of tied pairs beside shuffled values; a row per layer that has any."""
        if is_sample(self.measures.net):
            return _no_rows()
        rows = []
        for name in map(str, self.measures.network.columns):
            view = self.measures.net.inside().layer(name)
            chosen, one, other = _tied(view, value)
            if len(np.unique(value[chosen])) > 1 and len(one):
                result = self._tested(value[chosen], one, other, statistic)
                rows.append(_row(name, len(chosen), len(one), result))
        return pd.DataFrame(rows) if rows else _no_rows()

    def _tested(
        self, value: _Values, one: NDArray[np.intp], other: NDArray[np.intp], of: _Statistic
    ) -> TestResult:
        def measured(labels: _Values) -> Mapping[str, float]:
            return {"it": of(labels[one], labels[other])}

        seed = seed_of(self.measures)
        tested = permute_labels(
            measured, value, replications=self.replications, seed=seed, null=_NULL
        )
        return tested["it"]


def _tied(
    view: Network, value: _Values
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """Give the firms that answered and have a value, and the ends of tied pairs among them."""
    firm = (view.actors["kind"] == "firm").to_numpy(dtype=bool)
    fits = firm & view.respondents.observed().to_numpy() & ~np.isnan(value)
    chosen = np.flatnonzero(fits)
    return chosen, *tied_pairs(view, chosen)


def _gap(one: _Values, other: _Values) -> float:
    return float(np.abs(one - other).mean())


def _across(one: _Values, other: _Values) -> float:
    return float((one != other).mean())


def _sectors(net: Network) -> _Values:
    if "sector" not in net.actors:
        return np.full(len(net.actors), np.nan)
    codes = pd.factorize(net.actors["sector"])[0]
    return np.where(codes >= 0, codes, np.nan).astype(float)


_ROW = ("layer", "firms", "ties", "observed", "expected")


def _row(name: str, firms: int, ties: int, result: TestResult) -> dict[str, object]:
    values = (name, firms, ties, result.observed, result.expected)
    return dict(zip(_ROW, values, strict=True)) | beside(result)


def _no_rows() -> pd.DataFrame:
    return pd.DataFrame(columns=[*_ROW, *beside(None)])


def _reading(unit: str) -> str:
    if unit == CLASSES:
        return word("A gap of 1: partners are one size class apart.")
    return word(
        "A gap of 0.69: one firm has twice the employees of the other; of 1.1, three times."
    )


def _size_rows(gaps: pd.DataFrame, unit: str) -> pd.DataFrame:
    table = gaps.rename(columns={"observed": "gap"})
    if len(table) and unit != CLASSES:
        for key, of in (("times", "gap"), ("times_expected", "expected")):
            table[key] = np.exp(table[of].astype(float))
    return table


_Claim = Callable[[str, pd.Series], str]
_Rest = Callable[[bool, str], str]


def _said(
    measures: Measures,
    table: pd.DataFrame,
    fewest: int,
    words: tuple[_Claim, _Rest],
    about: str,
) -> tuple[Finding, ...]:
    """Say it of formal and of informal ties, where enough pairs stand behind it."""
    found = []
    for row in (row for _, row in table.iterrows() if row["layer"] in _UNIONS):
        if row["ties"] < fewest:
            continue
        label = say(str(measures.net.layer(str(row["layer"])).layers["label"].iloc[0]))
        p = p_value(row["p"])
        claim, rest = words[0](label, row), say(": no clear difference from chance ({p}).", p=p)
        if row["p"] <= LEVEL:
            rest = words[1](bool(row["observed"] > row["expected"]), p)
        key = f"{about}_{row['layer']}"
        found.append(Finding(key, "closeness", claim, (rest,), source="mcpherson2001"))
    return tuple(found)


def _size_words(unit: str) -> tuple[_Claim, _Rest]:
    return (_classes_claim if unit == CLASSES else _size_claim), _size_rest


def _classes_claim(ties: str, row: pd.Series) -> str:
    seen, chance = (localised(f"{row[key]:.1f}") for key in ("observed", "expected"))
    return say(
        "{ties}: partners are {seen} size classes apart, where chance would give {chance} size "
        "classes",
        ties=ties,
        seen=seen,
        chance=chance,
    )


def _size_claim(ties: str, row: pd.Series) -> str:
    seen, chance = (number(float(np.exp(row[key]))) for key in ("observed", "expected"))
    return say(
        "{ties}: the larger partner is typically {seen} times as large as the smaller, where "
        "chance would give {chance} times",
        ties=ties,
        seen=seen,
        chance=chance,
    )


def _size_rest(more: bool, p: str) -> str:
    if more:
        return say(": partners are further apart in size than chance would give ({p}).", p=p)
    return say(": partners are closer in size than chance would give ({p}).", p=p)


def _sector_claim(ties: str, row: pd.Series) -> str:
    return say(
        "{ties}: {seen} of the tied pairs are of different sectors, where chance would give "
        "{chance}",
        ties=ties,
        seen=percent(row["observed"]),
        chance=percent(row["expected"]),
    )


def _sector_rest(more: bool, p: str) -> str:
    if more:
        return say(": firms work across sectors more than chance would give ({p}).", p=p)
    return say(": firms work across sectors less than chance would give ({p}).", p=p)


def _missing(net: Network, by_size: pd.DataFrame, by_sector: pd.DataFrame) -> tuple[Gap, ...]:
    gaps = []
    if by_size.empty:
        gaps.append(
            Gap(
                "Whether firms work with firms of their own size cannot be said.",
                "Ask every firm of the cluster for its number of employees.",
            )
        )
    if by_sector.empty:
        gaps.append(
            Gap(
                "Whether firms work across sectors cannot be said: sectors are not known, or all "
                "are one.",
                "Ask every firm of the cluster for its sector, finer than the cluster's own name.",
            )
        )
    return tuple(gaps)

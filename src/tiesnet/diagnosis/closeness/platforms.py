"""Ties along platforms: initiatives, a sector in a territory, compatriots in a host country."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.closeness.modalities import (
    COMPATRIOTS,
    GAPS,
    INITIATIVE,
    MODALITIES,
    SECTOR,
    WIDE,
    Platforms,
    covered,
    overlap_test,
    platforms_of,
    yes_of,
)
from tiesnet.diagnosis.closeness.pair_kinds import (
    Tallied,
    TiedPairs,
    cannot_pair,
    odds_ratio,
    pair_kinds,
    tallied,
    tied_pairs,
    unions,
)
from tiesnet.diagnosis.connection.register import few_answers
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field, Gap
from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.kept import seed_of
from tiesnet.diagnosis.tested import BESIDE_P, beside, error_of
from tiesnet.diagnosis.words import number, p_value, percent
from tiesnet.language import say, say_n, word
from tiesnet.metrics import Measures
from tiesnet.network import Network

_LEVEL, _FEWEST = 0.05, 10
_P = word("Share of shuffles as far out, both sides.")
_TIES = (
    Field("layer", "Relation", "layer"),
    Field("modality", "Platform", "word", "", "Wide: it holds more than half of the firms."),
    Field("firms", "Firms on it", "count", "firms"),
    Field("pairs", "Known pairs inside", "count", "pairs"),
    Field("tied", "Tied inside", "count", "pairs"),
    Field("inside", "Share tied inside", "percent", "of known pairs"),
    Field("others", "Known pairs outside", "count", "pairs"),
    Field("outside", "Share tied outside", "percent", "of known pairs"),
    Field("odds", "Odds ratio", "number", "", "Odds of a tie inside over those outside."),
    Field("p", "p", "number", "", _P),
    *BESIDE_P,
    Field("remark", "Remark", "word"),
)
_BOTH = (
    Field("first", "Platform", "word"),
    Field("second", "And", "word"),
    Field("firms", "Firms on both", "count", "firms"),
    Field("firms_expected", "Firms by chance", "number", "firms"),
    Field("firms_p", "p of firms", "number", "", _P),
    error_of("firms", word("Error of p of firms")),
    Field("pairs", "Pairs on both", "count", "pairs"),
    Field("share", "Share of the smaller", "percent", "of its pairs"),
    Field("pairs_expected", "Pairs by chance", "number", "pairs"),
    Field("pairs_p", "p of pairs", "number", "", _P),
    error_of("pairs", word("Error of p of pairs")),
    *BESIDE_P[1:],
)
_DEPTH = (
    Field("layer", "Relation", "layer"),
    Field("platforms", "Platforms shared", "count"),
    Field("pairs", "Known pairs", "count", "pairs"),
    Field("tied", "Tied", "count", "pairs"),
    Field("rate", "Share tied", "percent", "of known pairs"),
)
_SINGLE = (
    Field("modality", "Kind of platform", "word"),
    Field("platform", "Platform"),
    Field("firms", "Firms", "count", "firms"),
    Field("pairs", "Known pairs", "count", "pairs"),
    Field("tied", "Tied", "count", "pairs"),
    Field("inside", "Share tied", "percent", "of known pairs"),
)


@diagnosis(
    chapter="closeness",
    label="Platforms",
    question="Do ties run along initiatives, sectors or common origin?",
    needs="memberships of associations and projects, sectors, and the origin and country of firms; "
    "any of them",
    limits="It says where ties are dense, not that a platform made them: firms may join because "
    "they are tied. Firms on no platform known here may share another that nobody asked about.",
    source="urzelai2017, haldane1956, phipson2010",
)
def platforms(measures: Measures, *, saturates: float = 0.5, replications: int = 999) -> Diagnosis:
    """Share of pairs tied inside each platform beside those outside, and how platforms overlap.

    A platform is what firms of a cluster have to meet on, in three modalities: an initiative
    (members of one association, project or group), a sector in a territory, and a common origin
    in a host country. The cluster organisation, and bodies that hold more than half of the firms
    whose memberships are known, stand apart as wide initiatives, since nearly everybody meets
    there.

    Only firms of the cluster and known pairs count, directions ignored. An initiative has three
    firms at least; two firms are in a sector together when they are of the same sector and not
    in different countries, and compatriots when they are of the same origin in one country that
    is not their origin. The odds ratio has half added to every cell where one is empty, and says
    so. For p everything known of a firm is shuffled among the firms that answered, while the ties
    stay; for the overlap of two platforms the second is shuffled among all firms:
    p = (b + 1) / (m + 1), two-sided.
    """
    parameters = {
        word("Fewest firms of an initiative"): 3,
        word("Largest share of firms before a body stands apart"): saturates,
        word("Shuffles"): replications,
        word("Seed"): seed_of(measures),
        word("Fewest tied pairs for a test"): _FEWEST,
        word("Fewest known pairs inside for a sentence"): _FEWEST,
        word("Level of p for a sentence"): _LEVEL,
    }
    gap = cannot_pair(measures.net)
    if gap is not None:
        return Diagnosis(gaps=(gap,), parameters=parameters)
    view = measures.net.inside().firms()
    found = platforms_of(view, saturates=saturates)
    layers = {name: tied_pairs(view.layer(name)) for name in unions(measures.net)}
    ties = _ties(view, found, layers, replications, seed_of(measures))
    both = _both(found, len(view.actors), replications, seed_of(measures))
    tables = (
        Evidence("platform_ties", "Ties inside and outside platforms", ties, _TIES,
                 "An odds ratio above 1: ties are denser inside."),
        Evidence("platform_overlap", "Platforms that overlap", both, _BOTH, shown="folded"),
        Evidence("platform_depth", "Ties by how many platforms a pair shares",
                 _depth(found, layers, len(view.actors)), _DEPTH,
                 "Wide initiatives do not count here.", shown="folded"),
        Evidence("platform_single", "Each platform alone, all ties", _single(view, found, layers),
                 _SINGLE, shown="folded"),
    )  # fmt: skip
    return Diagnosis(
        tables=tables,
        findings=(*_findings(ties), *_on_several(found, both, len(view.actors))),
        gaps=(*_gaps(found), *_too_little(found, layers)),
        cautions=_cautions(measures, found),
        parameters=parameters,
    )


def _ties(
    view: Network, found: Platforms, layers: dict[str, TiedPairs], replications: int, seed: int
) -> pd.DataFrame:
    rows = []
    kinds = pair_kinds(len(view.actors), found.kinds)
    for layer, tied in layers.items():
        test = len(tied.one) >= _FEWEST and bool(found.kinds)
        made = tallied(tied, kinds, replications, seed, test)
        for name, told in found.kinds.items():
            firms = int(covered(told, len(view.actors)).sum())
            rows.append({"layer": layer, "modality": name, "firms": firms, **_row(made, name)})
    return pd.DataFrame(rows, columns=[field.key for field in _TIES])


def _row(made: Tallied, name: str) -> dict[str, object]:
    ties, pairs, other_ties, others = made.of(name)
    odds, added = odds_ratio(ties, pairs, other_ties, others)
    remark = word("half added to every cell, since one is empty") if added else ""
    if pairs and not others:
        remark = word("every known pair is inside: nothing to compare")
    return {
        "pairs": pairs,
        "tied": ties,
        "inside": ties / pairs if pairs else np.nan,
        "others": others,
        "outside": other_ties / others if others else np.nan,
        "odds": odds,
        **beside(made.tests.get(name)),
        "remark": remark if pairs else word("no known pair is inside"),
    }


def _both(found: Platforms, firms: int, replications: int, seed: int) -> pd.DataFrame:
    rows = []
    for first, second in combinations(_apart(found), 2):
        test = overlap_test(found.kinds[first], found.kinds[second], firms, replications, seed)
        least = min(int(yes_of(found.kinds[name]).sum()) for name in (first, second))
        row: dict[str, object] = {"first": first, "second": second, "share": np.nan}
        for key in ("firms", "pairs"):
            result = test[key]
            row |= {key: int(result.observed), f"{key}_expected": result.expected}
            row |= beside(result, key)
        if least:
            row["share"] = test["pairs"].observed / least
        rows.append(row)
    return pd.DataFrame(rows, columns=[field.key for field in _BOTH])


def _apart(found: Platforms) -> list[str]:
    """Name the modalities with pairs inside, wide initiatives apart."""
    return [name for name, told in found.kinds.items() if name != WIDE and yes_of(told).any()]


def _depth(found: Platforms, layers: dict[str, TiedPairs], firms: int) -> pd.DataFrame:
    names = _apart(found)
    kinds = pair_kinds(firms, {name: found.kinds[name] for name in names})
    rows = []
    for layer, tied in layers.items() if len(names) > 1 else ():
        made = tallied(tied, kinds, 1, 1, test=False)
        for shared in range(len(names) + 1):
            here = kinds.overlap == shared
            ties, pairs = int(made.ties[here].sum()), int(made.pairs[here].sum())
            row = {"layer": layer, "platforms": shared, "pairs": pairs, "tied": ties}
            rows.append(row | {"rate": ties / pairs if pairs else np.nan})
    return pd.DataFrame(rows, columns=[field.key for field in _DEPTH])


def _single(view: Network, found: Platforms, layers: dict[str, TiedPairs]) -> pd.DataFrame:
    """Count ties within each platform, over all ties."""
    size = len(view.actors)
    tied, known = np.zeros((size, size), dtype=bool), np.zeros((size, size), dtype=bool)
    if "all" in layers:
        one, other = np.triu_indices(size, 1)
        known[one, other] = layers["all"].known
        tied[layers["all"].one, layers["all"].other] = True
    rows = []
    for platform in found.single.itertuples():
        inside = np.ix_(platform.members, platform.members)
        ties, pairs = int(tied[inside].sum()), int(known[inside].sum())
        row = {"modality": platform.modality, "platform": platform.platform, "tied": ties}
        row |= {"firms": len(platform.members), "pairs": pairs}
        rows.append(row | {"inside": ties / pairs if pairs else np.nan})
    return pd.DataFrame(rows, columns=[field.key for field in _SINGLE])


def _findings(ties: pd.DataFrame) -> tuple[Finding, ...]:
    rows = ties[(ties["layer"] == "all") & ties["p"].notna() & (ties["pairs"] >= _FEWEST)]
    return tuple(_sentence(row) for _, row in rows.sort_values("p", kind="stable").iterrows())


def _sentence(row: pd.Series) -> Finding:
    claim = say(
        "{inside} of the pairs of firms {common} are tied, and {outside} of the others",
        inside=percent(row["inside"]),
        common=say(MODALITIES[row["modality"]]),
        outside=percent(row["outside"]),
    )
    p = p_value(row["p"])
    if row["p"] > _LEVEL:
        rest = say(", which is within what chance gives ({p}).", p=p)
    elif row["odds"] > 1:
        rest = say(": more than chance gives ({p}).", p=p)
    else:
        rest = say(": fewer than chance gives ({p}).", p=p)
    key = f"platform_{row['modality'].replace(' ', '_')}"
    evidence = row.to_frame().T.reset_index(drop=True)
    return Finding(key, "closeness", claim, (rest,), evidence, source="urzelai2017")


def _on_several(found: Platforms, both: pd.DataFrame, firms: int) -> tuple[Finding, ...]:
    """Say how many firms stand on more than one kind of platform, and which overlap most."""
    names = _apart(found)
    if len(names) < 2:
        return ()
    stands = np.sum([covered(found.kinds[name], firms) for name in names], axis=0)
    row = both.loc[both["pairs"].idxmax()]
    several, none = int((stands > 1).sum()), int((stands == 0).sum())
    claim = say_n(
        several,
        "{n} firm stands on more than one kind of platform",
        "{n} firms stand on more than one kind of platform",
    )
    if none:
        claim = say_n(
            several,
            "{n} firm stands on more than one kind of platform, and {none} on none that is known",
            "{n} firms stand on more than one kind of platform, and {none} on none that is known",
            none=none,
        )
    rest = _overlap(row)
    return (Finding("platform_overlap", "closeness", claim, (rest,), both, source="urzelai2017"),)


def _overlap(row: pd.Series) -> str:
    """Say how many pairs of firms two kinds of platforms share."""
    n, chance, p = int(row["pairs"]), number(row["pairs_expected"]), p_value(row["pairs_p"])
    kinds = {row["first"], row["second"]}
    if kinds == {INITIATIVE, SECTOR}:
        return say_n(
            n,
            "; the initiative and the sectoral platforms share {n} pair of firms, where chance "
            "would give {chance} ({p}).",
            "; the initiative and the sectoral platforms share {n} pairs of firms, where chance "
            "would give {chance} ({p}).",
            chance=chance,
            p=p,
        )
    if kinds == {INITIATIVE, COMPATRIOTS}:
        return say_n(
            n,
            "; the initiative and the compatriot platforms share {n} pair of firms, where chance "
            "would give {chance} ({p}).",
            "; the initiative and the compatriot platforms share {n} pairs of firms, where chance "
            "would give {chance} ({p}).",
            chance=chance,
            p=p,
        )
    return say_n(
        n,
        "; the sectoral and the compatriot platforms share {n} pair of firms, where chance would "
        "give {chance} ({p}).",
        "; the sectoral and the compatriot platforms share {n} pairs of firms, where chance would "
        "give {chance} ({p}).",
        chance=chance,
        p=p,
    )


def _gaps(found: Platforms) -> tuple[Gap, ...]:
    there = set(found.kinds)
    if WIDE in there:
        there.add("initiative")
    return tuple(gap for name, gap in GAPS.items() if name not in there)


def _too_little(found: Platforms, layers: dict[str, TiedPairs]) -> tuple[Gap, ...]:
    if not found.kinds or any(len(tied.one) >= _FEWEST for tied in layers.values()):
        return ()
    what = say(
        "Fewer than {n} tied pairs are known: too few to compare platforms with chance.", n=_FEWEST
    )
    return (Gap(what, "Ask every firm of the cluster for its partners."),)


def _cautions(measures: Measures, found: Platforms) -> tuple[str, ...]:
    said = [few_answers(measures)]
    if COMPATRIOTS in found.kinds and not yes_of(found.kinds[COMPATRIOTS]).any():
        said.append(say("No two firms of one origin are known to share a host country."))
    return tuple(text for text in said if text)

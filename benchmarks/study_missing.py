"""How often the intervals under missing answers hold the truth: a study with answers deleted.

Complete networks (simulated clusters, and real networks in a folder of data sets with ``nodes.csv``
and ``ties.csv``) lose the answers of some firms, drawn at random or the more likely the more others
name them. `tiesnet.rank_intervals` then gives every firm an interval, and the truth is known.

``python benchmarks/study_missing.py [FOLDER] --write`` keeps the rates and writes their part of
docs/robustness.md; it takes about half an hour. Without a folder the rates of real networks that
are kept stay as they are.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet import catalogue
from tiesnet.inference import completed, rank_intervals
from tiesnet.network import OUTGOING, Network, Respondents, network_from_edges

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "docs" / "robustness.md"
KEPT = HERE / "results" / "study_missing.json"
_MARKS = re.compile(r"(<!-- figures -->\n).*(<!-- end of figures -->)", re.S)
METRICS = (
    "in_degree",
    "out_degree",
    "degree",
    "betweenness",
    "harmonic_closeness",
    "constraint_ego",
    "effective_size",
)
RULES = ("reconstruction", "null tie")
LOSSES = ((0.1, False), (0.2, False), (0.3, False), (0.2, True))
FAMILIES = ("stages", "hubs", "circles")
REAL = (
    ("lazega_lawfirm", "advice"),
    ("lazega_lawfirm", "friendship"),
    ("cross_parker_manufacturing", "info"),
    ("kecskemet_printing_2012", "technical_advice"),
    ("krackhardt_hightech", "advice"),
    ("krackhardt_hightech", "friendship"),
    ("chinese_engo", "collaboration"),
    ("ostoic_incubA", "collaboration"),
)
LEVEL, DRAWS, NETWORKS, TIMES = 0.9, 100, 20, 5
_LIMIT = 0.03
_Flags = NDArray[np.bool_]


def cluster(family: str, rng: np.random.Generator) -> Network:
    """Make a complete cluster of 40 to 80 firms in four stages, with arrows that are returned.

    Activity and popularity of firms differ and go together; ties follow the chain. In "hubs" they
    differ much more, in "circles" firms also have places, and the near ones are tied.
    """
    count = int(rng.integers(40, 81))
    stage = rng.integers(0, 4, count)
    active, popular, back, near = {
        "stages": (0.7, 1.0, 1.5, 0.0),
        "hubs": (1.0, 1.6, 2.5, 0.0),
        "circles": (0.7, 1.0, 2.0, 1.2),
    }[family]
    shared = rng.standard_normal(count)
    send, get = (
        size * (0.63 * shared + 0.77 * rng.standard_normal(count)) for size in (active, popular)
    )
    block = rng.normal(0, 0.6, (4, 4))
    block[np.arange(3), np.arange(1, 4)] += 0.8
    place = rng.standard_normal((count, 2))
    odds = send[:, None] + get[None, :] + block[stage][:, stage] + near * (place @ place.T)
    odds += _level(odds, 0.1)
    tied = _dyads(odds, back, rng)
    ids = [f"firm {k:02d}" for k in range(count)]
    edges = [(ids[a], ids[b]) for a, b in zip(*np.nonzero(tied), strict=True)]
    stages = {name: f"stage {k}" for name, k in zip(ids, stage, strict=True)}
    return asked_once(network_from_edges(edges, ids, stages=stages))


def _level(odds: NDArray[np.float64], density: float) -> float:
    low, high = -15.0, 5.0
    for _ in range(50):
        middle = (low + high) / 2
        much = (1 / (1 + np.exp(-odds - middle))).mean() > density
        low, high = (low, middle) if much else (middle, high)
    return middle


def _dyads(odds: NDArray[np.float64], back: float, rng: np.random.Generator) -> _Flags:
    """Draw pairs: none, one arrow, the other, or both, with both favoured."""
    one, two = np.triu_indices(len(odds), 1)
    weight = np.exp([0 * odds[one, two], odds[one, two], odds[two, one]])
    both = np.exp(odds[one, two] + odds[two, one] + back)
    total = np.cumsum(np.vstack([weight, both]), axis=0)
    kind = (rng.random(len(one)) * total[-1] > total).sum(axis=0)
    tied = np.zeros(odds.shape, dtype=bool)
    tied[one, two] = (kind == 1) | (kind == 3)
    tied[two, one] = (kind == 2) | (kind == 3)
    return tied


def asked_once(net: Network) -> Network:
    """Let every firm have been asked for the ties that start from it, and its word decide."""
    told = net.respondents
    asked = told.asked.astype("int8").copy()
    asked[:] = np.int8(OUTGOING)
    questions = told.questions.assign(combine="source")
    layers = net.layers.assign(combine="source")
    return replace(net, layers=layers, respondents=Respondents(asked, asked.copy(), questions))


def silenced(net: Network, silent: _Flags) -> Network:
    """Take back the answers of some firms, and with them the ties they told of."""
    told = net.respondents
    answered = told.answered.copy()
    answered[silent] = np.int8(0)
    ties = net.ties[~silent[net.ties["source"].to_numpy()]].reset_index(drop=True)
    return replace(net, ties=ties, respondents=replace(told, answered=answered))


def missing(net: Network, share: float, popular: bool, rng: np.random.Generator) -> _Flags:
    """Draw who does not answer: anybody, or those named by many the more likely."""
    count = len(net.actors)
    weight = np.ones(count)
    if popular:
        weight = np.bincount(net.ties["target"], minlength=count) + 0.5
    lost = rng.choice(count, round(share * count), replace=False, p=weight / weight.sum())
    flags = np.zeros(count, dtype=bool)
    flags[lost] = True
    return flags


def truth(net: Network) -> dict[str, NDArray[np.float64]]:
    """Compute every measure on the layer."""
    view, known = net.layer("ties"), catalogue()
    return {name: known[name].function(view).to_numpy(dtype=float) for name in METRICS}


def tried(net: Network, share: float, popular: bool, seed: int) -> Iterator[dict[str, Any]]:
    """Delete answers once and count, per measure and kind of firm, what the intervals hold."""
    rng = np.random.default_rng((seed, round(100 * share), popular))
    silent = missing(net, share, popular, rng)
    left = silenced(net, silent)
    true = truth(net)
    table = rank_intervals(left, METRICS, level=LEVEL, draws=DRAWS, seed=seed).table("firms")
    filled = {rule: truth(completed(left, rule)) for rule in RULES}
    for name in METRICS:
        rows = table[table["metric"] == name]
        for kind, who in (("silent", silent), ("respondents", ~silent)):
            own = {rule: values[name] for rule, values in filled.items()}
            yield {"metric": name, "kind": kind} | _counted(rows[who], true[name], who, own)


def _counted(
    rows: pd.DataFrame, true: NDArray[np.float64], who: _Flags, rules: Mapping[str, Any]
) -> dict[str, float]:
    """Count firms whose number is open: the interval is no point, or the truth lies off it."""
    value, place = true[who], _rank(true, str(rows["metric"].iloc[0]))[who]
    low, high, held = (rows[key].to_numpy(dtype=float) for key in ("low", "high", "held"))
    close = 1e-9 * np.maximum(1, np.abs(value))
    inside = (value >= low - close) & (value <= high + close)
    known = ~np.isnan(value) & ~np.isnan(low)
    open_value = known & ((high > low + close) | ~inside)
    best, worst = (rows[key].to_numpy(dtype=float) for key in ("rank_low", "rank_high"))
    ranked = (place >= best) & (place <= worst)
    open_rank = known & ((worst > best) | ~ranked)
    found = {
        "firms": int(open_value.sum()),
        "covered": int((inside & open_value).sum()),
        "held": float(held[open_value].sum()),
        "ranked": int(open_rank.sum()),
        "rank covered": int((ranked & open_rank).sum()),
        "rank held": float(rows["rank_held"].to_numpy(dtype=float)[open_rank].sum()),
        "rank width": float((worst - best)[open_rank].sum()),
    }
    for rule, values in rules.items():
        same = np.abs(values[who] - value) <= close
        found[rule] = int((same & open_value).sum())
        at = _rank(values, str(rows["metric"].iloc[0]))[who] == place
        found[f"rank {rule}"] = int((at & open_rank).sum())
    return found


def _rank(values: NDArray[np.float64], name: str) -> NDArray[np.float64]:
    from tiesnet.inference.missing.ranking import LOWEST_FIRST, ranks

    return ranks(values[None], name in LOWEST_FIRST)[0]


def real(folder: Path) -> Iterator[tuple[str, Network]]:
    """Read complete networks with arrows from a folder of data sets."""
    for name, layer in REAL:
        if not (folder / name / "ties.csv").exists():
            continue
        with (folder / name / "nodes.csv").open(encoding="utf-8", newline="") as file:
            ids = [row["id"] for row in csv.DictReader(file)]
        with (folder / name / "ties.csv").open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["layer"] == layer]
        edges = {
            (row["source"], row["target"]): None
            for row in rows
            if row["source"] != row["target"] and float(row["weight"] or 1) > 0
        }
        yield f"{name}, {layer}", asked_once(network_from_edges(list(edges), ids))


def study(nets: Iterable[tuple[str, Network]], times: int) -> list[dict[str, Any]]:
    """Delete answers of every network, in every way, and add up by measure and kind of firm."""
    rows = []
    for number, (family, net) in enumerate(nets):
        print(f"{family} {number}", file=sys.stderr, flush=True)
        for share, popular in LOSSES:
            for again in range(times):
                seed = 1 + 1000 * number + again
                for row in tried(net, share, popular, seed):
                    rows.append({"share": share, "popular": popular, "net": number} | row)
    return _summed(pd.DataFrame(rows))


def _summed(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Add up; the error of a rate comes from how it differs between networks."""
    found = []
    keys = ["popular", "share", "kind", "metric"]
    for key, own in rows.groupby(keys, sort=False):
        sums = own.drop(columns=keys).groupby("net").sum()
        total = sums.sum()
        if not total["firms"] and not total["ranked"]:
            continue
        row = dict(zip(keys, key, strict=True)) | {
            "firms": int(total["firms"]),
            "ranked": int(total["ranked"]),
        }
        for name, of in (("covered", "firms"), ("held", "firms"), *_OF_RANKS, *_OF_RULES):
            row[name] = total[name] / total[of] if total[of] else None
        row["error"] = _error(sums["covered"], sums["firms"])
        row["rank error"] = _error(sums["rank covered"], sums["ranked"])
        found.append(row)
    return found


_OF_RANKS = (("rank covered", "ranked"), ("rank held", "ranked"), ("rank width", "ranked"))
_OF_RULES = tuple(
    (f"{start}{rule}", of) for rule in RULES for start, of in (("", "firms"), ("rank ", "ranked"))
)


def _error(hits: pd.Series, all_of: pd.Series) -> float | None:
    """Give the standard error of a ratio of sums over networks."""
    count = len(hits)
    if count < 2 or not all_of.sum():
        return None
    rest = hits - all_of * hits.sum() / all_of.sum()
    return float(math.sqrt(count / (count - 1) * (rest**2).sum()) / all_of.sum())


def simulated() -> Iterator[tuple[str, Network]]:
    """Make the clusters, family after family."""
    for place, family in enumerate(FAMILIES):
        for number in range(NETWORKS):
            yield family, cluster(family, np.random.default_rng((place, number)))


def text(kept: Mapping[str, Any]) -> str:
    """Write the rates as they stand on the page."""
    made = kept["simulated"]
    parts = [
        f"### Simulated clusters ({made['networks']} networks of 40 to 80 firms, "
        f"{DRAWS} draws each)\n",
        *_tables(made["rows"]),
    ]
    if kept.get("real"):
        given = kept["real"]
        parts += [
            f"### Real networks ({given['networks']} networks, answers deleted "
            f"{given['times']} times in each way)\n",
            *_tables(given["rows"]),
        ]
    parts += ["### Where the stated share is not reached within 3 points\n", *_off(kept)]
    return "\n".join(parts) + "\n"


_HEAD = (
    "| measure | firms | values covered | stated | ranks covered | stated | width of ranks "
    "| right by reconstruction | right by null tie |"
)


def _tables(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    labels = catalogue()
    table = pd.DataFrame(rows)
    for (popular, share, kind), own in table.groupby(["popular", "share", "kind"], sort=False):
        how = "those named by many more likely" if popular else "at random"
        yield f"**{share:.0%} did not answer, {how}: {_KINDS[kind]}**\n".replace("%", " %")
        yield f"{_HEAD}\n|{'---|' * 9}"
        for row in own.to_dict("records"):
            cells = (
                labels[row["metric"]].label,
                f"{int(max(row['firms'], row['ranked'])):,}",
                _rate(row["covered"], row["error"]),
                _rate(row["held"]),
                _rate(row["rank covered"], row["rank error"]),
                _rate(row["rank held"]),
                "" if _none(row["rank width"]) else f"{row['rank width']:.1f}",
                _rate(row["reconstruction"]),
                _rate(row["null tie"]),
            )
            yield f"| {' | '.join(cells)} |"
        yield ""


_KINDS = {"silent": "firms that did not answer", "respondents": "firms that answered"}


def _rate(value: float | None, error: float | None = None) -> str:
    if _none(value):
        return ""
    said = f"{100 * value:.1f} %"
    return said if _none(error) else f"{said} ± {100 * error:.1f}"


def _none(value: float | None) -> bool:
    return value is None or math.isnan(value)


def _off(kept: Mapping[str, Any]) -> Iterator[str]:
    """List every rate more than 3 points below what is stated, those below the level first."""
    found: dict[bool, list[str]] = {True: [], False: []}
    for part in ("simulated", "real"):
        for row in (kept.get(part) or {"rows": []})["rows"]:
            for kind in ("", "rank "):
                rate, held = row[f"{kind}covered"], row[f"{kind}held"]
                if not _none(rate) and rate < held - _LIMIT:
                    found[rate < LEVEL - _LIMIT].append(_line(part, row, kind))
    for below, words in (
        (True, "Below 87 %:"),
        (False, "87 % or more, so that 90 % is missed by no more than 3 points:"),
    ):
        yield from (f"{words}\n", *(found[below] or ["- none"]), "")


def _line(part: str, row: Mapping[str, Any], kind: str) -> str:
    how = "the more named the more likely" if row["popular"] else "at random"
    label = catalogue()[row["metric"]].label.lower()
    return (
        f"- {part}, {100 * row['share']:.0f} % {how}, {_KINDS[row['kind']]}: "
        f"{'rank' if kind else 'value'} of {label}, "
        f"{_rate(row[f'{kind}covered'], row[f'{kind}error'])} instead of "
        f"{_rate(row[f'{kind}held'])}"
    )


def with_figures(page: str, kept: Mapping[str, Any]) -> str:
    """Put the rates into the page, between its two marks."""
    return _MARKS.sub(lambda found: f"{found[1]}\n{text(kept)}\n{found[2]}", page)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="data sets of real networks")
    parser.add_argument("--only", choices=("simulated", "real"))
    parser.add_argument("--write", action="store_true", help="keep the rates, write the page")
    given = parser.parse_args()
    kept = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    if given.only != "real":
        rows = study(simulated(), 1)
        kept["simulated"] = {"networks": NETWORKS * len(FAMILIES), "rows": rows}
    if given.folder and given.only != "simulated":
        nets = list(real(given.folder))
        kept["real"] = {"networks": len(nets), "times": TIMES, "rows": study(nets, TIMES)}
    if given.write:
        KEPT.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
        PAGE.write_text(with_figures(PAGE.read_text("utf-8"), kept), encoding="utf-8")
    print(text(kept))
    return 0


if __name__ == "__main__":
    sys.exit(main())

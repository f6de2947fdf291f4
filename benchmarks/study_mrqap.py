# ruff: noqa: E402  the number of threads is set before numpy is there
"""How often MRQAP finds what is not there, and what is: a study by simulation.

Networks are made up in which one predictor has no effect, or one, and tested by double
semi-partialling, by permuting the outcome, and by the ordinary regression that takes pairs for
independent. ``python benchmarks/study_mrqap.py --write`` keeps the rates and writes their part of
docs/inference-study.md; it takes about ten minutes.
"""

from __future__ import annotations

import os

for _library in ("OPENBLAS", "OMP", "MKL"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")

import argparse
import json
import math
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from scipy import special

from tiesnet.errors import TiesnetError
from tiesnet.inference import PairValues
from tiesnet.inference.models import glm, linear
from tiesnet.inference.models.design import Design, make_design
from tiesnet.inference.models.family import Run
from tiesnet.inference.models.least_squares import least_squares
from tiesnet.inference.models.links import COUNT, LOGISTIC
from tiesnet.inference.models.newton import maximise

HERE = Path(__file__).resolve().parent
KEPT = HERE / "results" / "study_mrqap.json"
PAGE = HERE.parent / "docs" / "inference-study.md"
BEGIN, END = "<!-- MRQAP: made by benchmarks/study_mrqap.py -->", "<!-- end of MRQAP -->"
ACTORS, PERMUTATIONS, LEVEL = 25, 199, 0.05
_MANY = 4  # conditions that are listed one by one
OFTEN = {"linear": 2_000, "logistic": 500, "count": 500}
METHODS = {
    "dsp": "double semi-partialling",
    "outcome": "outcome permuted",
    "ordinary": "ordinary regression",
}
# Constant, effect of the predictor tested when there is one, effect of the other predictor.
SCALES = {"linear": (0.0, 0.12, 0.5), "logistic": (-1.5, 0.30, 0.7), "count": (-0.5, 0.13, 0.3)}
Table = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Case:
    """How networks are made up.

    Attributes
    ----------
    words : str
        In plain words.
    actors : bool
        Whether senders and receivers differ, in the outcome and in both predictors.
    correlation : float
        Of the two predictors.
    skewed : bool
        Whether the predictors have a long tail.
    silent : str
        Who does not answer: nobody, some, or the popular.
    effect : bool
        Whether the predictor tested has one.
    """

    words: str
    actors: bool = False
    correlation: float = 0.0
    skewed: bool = False
    silent: str = "nobody"
    effect: bool = False


CASES = {
    "independent": Case("pairs independent"),
    "actors": Case("actor effects in outcome and predictors", actors=True),
    "collinear": Case("predictors correlated at 0.8", correlation=0.8),
    "both": Case("actor effects, predictors correlated at 0.8", actors=True, correlation=0.8),
    "skewed": Case(
        "actor effects, predictors correlated at 0.8 and skewed",
        actors=True,
        correlation=0.8,
        skewed=True,
    ),
    "silent": Case("actor effects, a fifth of the firms silent", actors=True, silent="some"),
    "popular": Case(
        "actor effects, the most popular fifth of the firms silent", actors=True, silent="popular"
    ),
    "effect": Case("pairs independent", effect=True),
    "effect_actors": Case("actor effects", actors=True, effect=True),
    "effect_both": Case(
        "actor effects, predictors correlated at 0.8", actors=True, correlation=0.8, effect=True
    ),
    "effect_silent": Case(
        "actor effects, a fifth of the firms silent", actors=True, silent="some", effect=True
    ),
}


def noise(rng: np.random.Generator, actors: bool) -> Table:
    """Numbers of pairs with variance 1; of actor effects, a third each of sender and receiver."""
    own = rng.standard_normal((ACTORS, ACTORS))
    if not actors:
        return own
    sender, receiver = rng.standard_normal((2, ACTORS))
    return (own + sender[:, None] + receiver[None, :]) / math.sqrt(3)


def predictors(rng: np.random.Generator, case: Case) -> tuple[Table, Table]:
    """Two predictors, correlated before they are skewed."""
    first, own = noise(rng, case.actors), noise(rng, case.actors)
    share = case.correlation
    second = share * first + math.sqrt(1 - share**2) * own
    if case.skewed:
        first, second = (_skewed(one) for one in (first, second))
    return first, second


def _skewed(normal: Table) -> Table:
    """The exponential of standard normal numbers, with mean 0 and variance 1."""
    made: Table = (np.exp(normal) - math.exp(0.5)) / math.sqrt((math.e - 1) * math.e)
    return made


def made_up(rng: np.random.Generator, case: Case, family: str) -> Design:
    """Draw a network; the first predictor is tested, the second always has an effect."""
    first, second = predictors(rng, case)
    constant, effect, other = SCALES[family]
    lean = constant + case.effect * effect * first + other * second
    rest = noise(rng, case.actors)
    if family == "linear":
        outcome = lean + rest
    else:
        lean = lean + (rest * math.sqrt(2 / 3) if case.actors else 0)
        chance = rng.random(lean.shape) < special.expit(lean)
        outcome = chance if family == "logistic" else rng.poisson(np.exp(lean))
    outcome = np.array(outcome, dtype=float)
    among = answered(rng, case, outcome)
    outcome[~among] = np.nan
    return make_design(*_pairs(outcome, first, second), among)


def _pairs(outcome: Table, *others: Table) -> tuple[PairValues, list[PairValues]]:
    made = []
    for number, table in enumerate((outcome, *others)):
        values = table.copy()
        np.fill_diagonal(values, np.nan)
        made.append(PairValues(f"v{number}", "", values, symmetric=False, binary=False))
    return made[0], made[1:]


def answered(rng: np.random.Generator, case: Case, outcome: Table) -> Table:
    """Say who answered: what a silent firm would have told of its own ties is not known."""
    among = np.ones(ACTORS, dtype=bool)
    if case.silent == "some":
        among[rng.permutation(ACTORS)[: ACTORS // 5]] = False
    if case.silent == "popular":
        among[np.argsort(-outcome.sum(axis=0), kind="stable")[: ACTORS // 5]] = False
    return among


def tested(design: Design, family: str, seed: int) -> dict[str, float] | None:
    """Give the p of the first predictor by every method; nothing where no model can be fitted."""
    if family == "linear":
        model = least_squares(design.y, design.X)
        seen = float(model.t[1])
        found = {"ordinary": float(2 * special.stdtr(model.free, -abs(seen)))}
    else:
        link = LOGISTIC if family == "logistic" else COUNT
        made = maximise(design.y, design.X, link)
        if made is None:
            return None
        seen = float(made.z[1])
        found = {"ordinary": float(2 * special.ndtr(-abs(seen)))}
    for kind in ("dsp", "outcome"):
        run = Run(kind, PERMUTATIONS, seed, 1)
        if family == "linear":
            drawn = linear.permuted(model, design, run)[0][:, 1]
        else:
            drawn = glm.permuted(design, run, link)[:, 1]
        drawn = drawn[np.isfinite(drawn)]
        found[kind] = ((np.abs(drawn) >= abs(seen) - 1e-9).sum() + 1) / (len(drawn) + 1)
    return found


def rates(family: str, name: str, often: int) -> dict[str, Any]:
    """Count how often each method rejects at 0.05."""
    case = CASES[name]
    place = [*CASES].index(name)
    counts, used = dict.fromkeys(METHODS, 0), 0
    for number in range(often):
        keys = (list(OFTEN).index(family), place, number)
        rng = np.random.default_rng(np.random.SeedSequence(2007, spawn_key=keys))
        try:
            found = tested(made_up(rng, case, family), family, number + 1)
        except TiesnetError:
            found = None
        if found is None:
            continue
        used += 1
        for method, p in found.items():
            counts[method] += p <= LEVEL + 1e-9
    rejected = {method: float(count / used) for method, count in counts.items()}
    return {"family": family, "case": name, "networks": used, "drawn": often, **rejected}


def study(often: dict[str, int]) -> list[dict[str, Any]]:
    """Run every case of every family; each has a stream of its own."""
    found = []
    with patch.object(glm, "FROM_WORK", 0):  # the compiled loops, which give the same
        for family, count in often.items():
            for name in CASES:
                start = time.process_time()
                found.append(rates(family, name, count))
                said = ", ".join(f"{m} {found[-1][m]:.3f}" for m in METHODS)
                print(f"{family} {name}: {said}; {time.process_time() - start:.0f} s", flush=True)
    return found


def section(found: list[dict[str, Any]]) -> str:
    """Make the part of the page."""
    lines = [WORDS]
    for title, effect in (("### Nothing there: Type I error\n", False), ("### Power\n", True)):
        lines.append(title)
        lines.append(NOTHING if not effect else POWER)
        heads = ["outcome", "networks", *METHODS.values(), "drawn"]
        lines.append(f"| {' | '.join(heads)} |")
        lines.append("|---|---|---|---|---|---|")
        for row in found:
            case = CASES[row["case"]]
            if case.effect == effect:
                shown = [_rate(row, method, effect) for method in METHODS]
                cells = [row["family"], case.words, *shown, f"{row['networks']:,}"]
                lines.append(f"| {' | '.join(cells)} |")
        lines.append("")
    return "\n".join([*lines, *verdict(found)])


def _rate(row: dict[str, Any], method: str, effect: bool) -> str:
    rate = row[method]
    error = math.sqrt(rate * (1 - rate) / row["networks"])
    words = f"{rate:.3f} ± {error:.3f}"
    return f"**{words}**" if not effect and far(row, method) else words


def far(row: dict[str, Any], method: str) -> bool:
    """Whether a rate is further from 0.05 than three of its standard errors."""
    error = math.sqrt(LEVEL * (1 - LEVEL) / row["networks"])
    return abs(row[method] - LEVEL) > 3 * error


def verdict(found: list[dict[str, Any]]) -> list[str]:
    """Say where each method misses."""
    said = ["### Where it misses\n"]
    nothing = [row for row in found if not CASES[row["case"]].effect]
    for method, words in METHODS.items():
        missed = [row for row in nothing if far(row, method)]
        if not missed:
            said.append(f"- *{words}*: nowhere, in {len(nothing)} conditions.")
            continue
        found_at = [row[method] for row in missed]
        places = "; ".join(
            f"{row['family']}, {CASES[row['case']].words}: {row[method]:.3f}" for row in missed
        )
        if len(missed) > _MANY:
            alike = all(CASES[row["case"]].actors for row in missed)
            which = "all of them with actor effects" if alike else "of every kind"
            places = f"{which}: {min(found_at):.3f} to {max(found_at):.3f}"
        said.append(f"- *{words}*: in {len(missed)} of {len(nothing)} conditions ({places}).")
    return [*said, ""]


WORDS = f"""## MRQAP

Networks of {ACTORS} firms are made up, with two predictors. The second always has an effect on the
outcome; the first is tested, two-sided at {LEVEL}, with {PERMUTATIONS} permutations. With *actor
effects* a third of the variance of the outcome's noise and of each predictor belongs to the
sender, a third to the receiver, so that pairs which share a firm are alike, as in Krackhardt (1988)
and Dekker, Krackhardt and Snijders (2007). Skewed predictors are exponentials of normal ones, all
have variance 1. What silent firms would have said of their own ties is not known; what others said
of them is. The ordinary regression is the wrong method, shown for comparison.
"""
NOTHING = f"""The predictor tested has no effect. A test at {LEVEL} that keeps its word rejects in
5 % of the networks; ± is the binomial standard error. Rates further from {LEVEL} than three of its
errors are bold.
"""
POWER = """The predictor tested has an effect. Rates of a method that rejects too often when nothing
is there say nothing of its power.
"""
PAGE_HEAD = """# How the tests behave

What a test promises can be checked on networks that are made up, of which one knows what is
there. Everything on this page is computed; nothing is typed by hand.
"""


def written(part: str) -> str:
    """Put the part into the page, whose other parts stay as they are."""
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else PAGE_HEAD
    block = f"{BEGIN}\n{part}\n{END}\n"
    if BEGIN not in page:
        return f"{page.rstrip()}\n\n{block}"
    before, rest = page.split(BEGIN, 1)
    return before + block + rest.split(END, 1)[1].lstrip("\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="keep the rates, write the page")
    parser.add_argument("--page", action="store_true", help="write the page from the kept rates")
    parser.add_argument("--often", type=int, help="networks of each condition")
    given = parser.parse_args()
    if given.page:
        found = json.loads(KEPT.read_text(encoding="utf-8"))
    else:
        found = study({name: given.often or count for name, count in OFTEN.items()})
    if given.write:
        KEPT.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    if given.write or given.page:
        PAGE.write_text(written(section(found)), encoding="utf-8")
    else:
        print(section(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())

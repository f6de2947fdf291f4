"""Core and periphery: whether a few actors are tied to each other and the rest to them only.

Borgatti and Everett (1999), on 0/1 ties over the pairs that are known. Arrows are taken as they
are, as UCINET does: the ideal is the same in both directions. Actors are searched in the order of
their ids, so that the order of a file changes nothing.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.language import say, say_n, word
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._core import Split, split
from tiesnet.metrics._cuts import concentration, correlation
from tiesnet.metrics._minres import scores
from tiesnet.metrics._pairs import pair_counts
from tiesnet.metrics._partition import known_cells, not_known, seed_of, sure_ties
from tiesnet.metrics._result import observed
from tiesnet.metrics._shared import note, partners, ratio, series
from tiesnet.network import Network

_IDEAL = {
    "ignore": word("ties between core and periphery left out"),
    "zero": word("no ties between core and periphery in the ideal"),
    "half": word("half of the ties between core and periphery in the ideal"),
    "one": word("all ties between core and periphery in the ideal"),
}
_LIMIT = 1000
_SOURCE = "borgatti1999"
_NO_CORE = word("no core stands out: there are too few actors, no ties, or ties everywhere")
_NO_TIE = word("there is no tie")
_Floats = NDArray[np.float64]


@metric(
    label="Core or periphery",
    unit="group",
    source=_SOURCE,
    dtype="text",
    needs={"census"},
    limit=_LIMIT,
    undefined=_NO_CORE,
    reading="Core: one of those who are densely tied to each other. Look at the fit of core and "
    "periphery first: below about 0.5 there is hardly a core.",
)
def core_member(net: Network, *, off_diagonal: str = "ignore") -> pd.Series:
    """Whether the actor belongs to the core or to the periphery, in the split that fits best.

    The split whose ideal correlates most with the ties: all ties inside the core, none inside the
    periphery. The search moves and exchanges actors from starts by degree, by coreness and at
    random (20 with fewer than 200 actors, 10 with fewer than 500, else 3; never fewer than in
    UCINET); in tests it finds the best of all splits of small networks. Among splits that fit
    equally well, the one whose three blocks are most even inside counts. Pairs that are not known
    stay out. Some programs order the actors by degree and cut (Lip), and fit against all cells:
    other numbers.

    Parameters
    ----------
    net : Network
        One layer or union.
    off_diagonal : {"ignore", "zero", "half", "one"}
        What the ideal says of ties between core and periphery: nothing (UCINET's default), none,
        half of them, or all.
    """
    found = split(net, off_diagonal)
    _note(net, "core_member", found, off_diagonal)
    words = np.where(found.core, "core", "periphery")
    return series(net, words if found.core.any() else np.full(len(words), None))


@metric(
    label="Fit of core and periphery",
    unit="correlation",
    bounds=(-1, 1),
    source=_SOURCE,
    level="network",
    needs={"census"},
    limit=_LIMIT,
    undefined=_NO_CORE,
    reading="1: the ties are exactly those of a core with a periphery. Below about 0.5: there is "
    "hardly a core, or there are several.",
)
def core_fit(net: Network, *, off_diagonal: str = "ignore") -> float:
    """Correlation of the ties with those an ideal core and periphery would have.

    Pearson over the known ordered pairs, of the best split (see core or periphery). Which ties
    between core and periphery the ideal has matters much: name it when you quote the number.

    Parameters
    ----------
    net : Network
        One layer or union.
    off_diagonal : {"ignore", "zero", "half", "one"}
        What the ideal says of ties between core and periphery: nothing (UCINET's default), none,
        half of them, or all.
    """
    found = split(net, off_diagonal)
    _note(net, "core_fit", found, off_diagonal)
    return found.fit


@metric(
    label="Size of the core",
    unit="actors",
    source=_SOURCE,
    level="network",
    needs={"census"},
    limit=_LIMIT,
    undefined=_NO_CORE,
    reading="How many of those who answered belong to the core.",
)
def core_size(net: Network, *, off_diagonal: str = "ignore") -> float:
    """Number of actors in the core.

    Of the best split (see core or periphery), counting those who answered everything. Others can
    be placed by what is said of them; how many is noted.

    Parameters
    ----------
    net : Network
        One layer or union.
    off_diagonal : {"ignore", "zero", "half", "one"}
        What the ideal says of ties between core and periphery: nothing (UCINET's default), none,
        half of them, or all.
    """
    found = split(net, off_diagonal)
    if not found.core.any():
        return float("nan")
    seen = observed(net)
    silent = int((found.core & ~seen).sum())
    if silent:
        note(
            net,
            "core_size",
            say("{silent} more by what others say, without full answers", silent=silent),
        )
    return float((found.core & seen).sum())


@metric(
    label="Densities of core and periphery",
    unit="table",
    source=_SOURCE,
    level="table",
    extra=True,
    needs={"census"},
    limit=_LIMIT,
    undefined="no pair of these actors is known",
    reading="A core with a periphery: dense inside the core, sparse inside the periphery.",
)
def core_densities(net: Network, *, off_diagonal: str = "ignore") -> pd.DataFrame:
    """Densities inside the core, inside the periphery and between them.

    Ties on known pairs, divided by the known pairs; with arrows from the first group to the
    second. Actors without full answers take part with what is known of them.

    Parameters
    ----------
    net : Network
        One layer or union.
    off_diagonal : {"ignore", "zero", "half", "one"}
        What the ideal says of ties between core and periphery.
    """
    found = split(net, off_diagonal)
    names, code = ("core", "periphery"), np.where(found.core, 0, 1).astype(np.intp)
    ties, pairs = pair_counts(net, code) if found.core.any() else (np.zeros((0, 0)),) * 2
    rows = [
        (names[a], names[b], int((code == a).sum()), int((code == b).sum()), int(pairs[a, b]),
         int(ties[a, b]), ratio(float(ties[a, b]), float(pairs[a, b])))
        for a in range(len(pairs)) for b in range(0 if net.directed else a, len(pairs))
    ]  # fmt: skip
    columns = ["from", "to", "actors_from", "actors_to", "known_pairs", "ties", "density"]
    return pd.DataFrame(rows, columns=columns)


@metric(
    label="Coreness",
    unit="index",
    bounds=(0, 1),
    source="borgatti1999, harman1966",
    needs={"census"},
    limit=_LIMIT,
    undefined=_NO_TIE,
    reading="High: close to the heart of the network. The squares add up to 1.",
)
def coreness(net: Network) -> pd.Series:
    """How close an actor is to the core, on a scale without a cut.

    The scores c whose products c(i) c(j) come nearest to the ties, the diagonal left out (MINRES,
    Harman and Jones 1966): the diagonal is filled with the squares of the scores again and again.
    Scaled to length 1, never negative; the tie of a pair is the mean of its two directions. Same
    values as UCINET's continuous model. In a network of several parts only the densest has
    scores above 0; of equal ones, that of the first ids. In a star no scores are best: the middle
    goes to 1 and the others to 0 without end, which is noted. It differs from the eigenvector by
    the diagonal alone. Not to be mistaken for the core number (k-core), which igraph calls
    coreness.
    """
    found, rounds, settled = scores(net)
    if not found.any():
        return series(net, np.full(len(found), np.nan))
    note(net, "coreness", _rest(rounds, settled))
    if apart := int(((found == 0) & (partners(net) > 0)).sum()):
        note(
            net,
            "coreness",
            say("{apart} actors with ties are in another part and have 0", apart=apart),
        )
    if missing := not_known(net):
        note(net, "coreness", missing)
    return series(net, found)


@metric(
    label="Fit of coreness",
    unit="correlation",
    bounds=(-1, 1),
    source=_SOURCE,
    level="network",
    extra=True,
    needs={"census"},
    limit=_LIMIT,
    undefined="there is no tie, or all are tied",
    reading="1: whoever is closer to the core has more ties, and nothing else matters.",
)
def coreness_fit(net: Network) -> float:
    """Correlation of the ties with the products of the coreness of their two ends.

    Pearson over the known pairs; with arrows, the tie of a pair is the mean of its two
    directions, as in UCINET.
    """
    score = scores(net)[0]
    cells = known_cells(net)
    both = np.triu(cells & cells.T, 1)
    ties = (sure_ties(net) + sure_ties(net).T)[both] / 2
    ideal = np.outer(score, score)[both]
    return correlation(ties, ideal)


@metric(
    label="Size of the core by coreness",
    unit="actors",
    source=_SOURCE,
    level="network",
    extra=True,
    needs={"census"},
    limit=_LIMIT,
    undefined="all actors have the same coreness, or there is no tie",
    reading="So many actors stand out from the rest by their coreness.",
)
def coreness_size(net: Network) -> float:
    """Number of actors the core would have if one had to cut the scale of coreness.

    The number k for which a 0/1 mark of the k highest correlates most with the scores
    (concentration, UCINET's recommended core); the smaller number among equals.
    """
    found = concentration(scores(net)[0])
    return float(found.argmax() + 1) if len(found) and np.isfinite(found).all() else float("nan")


@metric(
    label="Concentration of coreness",
    unit="index",
    bounds=(0, 1),
    source=_SOURCE,
    level="network",
    extra=True,
    needs={"census"},
    limit=_LIMIT,
    undefined=_NO_TIE,
    reading="High: the ties follow one core, and few are in it.",
)
def core_inequality(net: Network) -> float:
    """How unequal the coreness is, times how well it fits.

    Gini coefficient of the coreness times its fit, the Gini-based index of UCINET. A Gini
    coefficient of n actors cannot exceed 1 - 1/n and is not stretched. A fit below 0 counts as 0.
    """
    score = np.sort(scores(net)[0])
    count = len(score)
    weight = 2 * np.arange(1, count + 1) - count - 1
    gini = ratio(float(weight @ score), count * float(score.sum()))
    return gini * max(coreness_fit(net), 0.0)


@metric(
    label="Cuts of the coreness",
    unit="table",
    source=_SOURCE,
    level="table",
    extra=True,
    needs={"census"},
    limit=_LIMIT,
    undefined="all actors have the same coreness",
    reading="Where the concentration is highest, a cut separates best.",
)
def coreness_cuts(net: Network) -> pd.DataFrame:
    """Every size the core could have: who joins, with which coreness, and how well the cut parts.

    Concentration: the correlation of the scores with a mark of the highest so many. Among equal
    scores the id decides. The place of an actor that did not answer everything rests on what
    others say.
    """
    score = scores(net)[0]
    order = np.lexsort((net.actors.index.astype("str"), -score))
    found = concentration(score)
    columns = {
        "size": np.arange(1, len(found) + 1),
        "actor": net.actors.index[order[: len(found)]],
        "coreness": score[order[: len(found)]],
        "concentration": found,
        "rests_on": np.where(observed(net), "own answers", word("what others say"))[
            order[: len(found)]
        ],
    }
    return pd.DataFrame(columns)


def _note(net: Network, metric_name: str, found: Split, off_diagonal: str) -> None:
    said: list[Any] = [_IDEAL[off_diagonal], not_known(net)]
    if found.core.any():
        best = say(
            "best of {starts} starts, {reached} of them ended there",
            starts=found.starts,
            reached=found.reached,
        )
        said.insert(1, say("{best}, seed {seed}", best=best, seed=str(seed_of(net))))
    for text in filter(None, said):
        note(net, metric_name, text)


def _rest(rounds: int, settled: bool) -> str:
    if settled:
        return say_n(rounds, "settled after {n} round", "settled after {n} rounds")
    return say_n(
        rounds,
        "one actor holds nearly all ties; stopped before the scores came to rest, after {n} round",
        "one actor holds nearly all ties; stopped before the scores came to rest, after {n} rounds",
    )

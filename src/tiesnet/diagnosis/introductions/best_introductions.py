"""The best few introductions: those that bring most pairs of actors within two steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.connection.register import few_answers
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field, Gap
from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.introductions.open_pairs import Ground, ground, whole_measures
from tiesnet.diagnosis.introductions.proposals import LARGEST, Rules, describe
from tiesnet.diagnosis.introductions.reasons import reasons
from tiesnet.diagnosis.introductions.two_steps import (
    Chosen,
    Liked,
    Pair,
    TwoSteps,
    bound,
    most_partners,
    random_sets,
)
from tiesnet.diagnosis.kept import seed_of
from tiesnet.diagnosis.words import count
from tiesnet.language import say, say_n, word
from tiesnet.metrics import LIKE, NEAR, Measures

_DRAWS = 199
_RULES = Rules(LIKE, NEAR)
_PAIR = (
    Field("one", "Introduce", "actor"),
    Field("other", "To", "actor"),
    Field("gain", "Pairs added", "count", "pairs",
          "Pairs of actors brought within two steps, after those above it."),
    Field("alone", "Added alone", "count", "pairs", "What it would add without the others."),
    Field("joins", "Joins two groups", "flag", definition="Groups with no tie between them."),
    Field("why", "Why"),
    Field("ask", "Whom to ask", "actor"),
    Field("how", "Since it", "word"),
)  # fmt: skip
_SETS = (
    Field("set", "Introductions"),
    Field("gain", "Pairs added", "count", "pairs",
          "Pairs of actors brought within two steps, all of them together."),
    Field("firms", "Pairs of firms, without institutions", "count", "pairs",
          "The same among firms only, institutions and their ties left out."),
    Field("after", "Pairs within two steps", "percent", definition="Share of all pairs."),
)  # fmt: skip


@diagnosis(
    chapter="introductions",
    label="Best set of introductions",
    question="Which few introductions would bring most firms close to each other?",
    needs="who answered and who is tied to whom",
    limits="It counts pairs of actors that could reach each other, not what comes of it, and "
    "takes every introduction to succeed. Ties of firms that did not answer are not known.",
    source="borgatti2006, nemhauser1978, valente2012",
)
def best_introductions(measures: Measures, *, k: int = 5, each: int = 2) -> Diagnosis:
    """The k introductions that together bring most pairs of actors within two steps.

    Two actors are within two steps when they are tied or share a partner, directions ignored,
    all relations together, institutions included. A tie of a and b adds the partners of b to the
    reach of a, those of a to the reach of b, and the pair itself. Pairs are chosen one after
    another, each time the one that adds most to those chosen before (of equal ones that with more
    reasons), among firms that answered and have no tie, as for the introductions; a firm is
    introduced no more often than the option each allows. The gain of a set is not submodular, for
    two new ties can join one more pair between them, so the usual guarantee for such choices
    does not hold; instead an upper bound is printed that no k pairs can exceed: the sum of the k
    largest gains of single ties, and one pair for every two of them, k (k - 1) / 2. Beside it
    stand the k pairs with most partners, and k pairs drawn at random.

    Joining c groups that have no tie between them takes c - 1 introductions.
    """
    measures = whole_measures(measures)
    view = ground(measures)
    parameters = {
        word("Introductions"): k,
        word("Introductions of one firm, at most"): each,
        word("Random sets"): _DRAWS,
        word("Seed"): seed_of(measures),
        word("Actors up to which it is computed"): LARGEST,
    }
    if len(view.net.actors) > LARGEST:
        return Diagnosis(gaps=(_too_large(view),), parameters=parameters)
    order = _by_name(view)
    steps = TwoSteps(sparse.csr_array(view.tied[order][:, order]))
    allowed = view.allowed()[np.ix_(order, order)]
    chosen = steps.choose(allowed, k, _liked(measures, order), each)
    if not chosen.pairs:
        return Diagnosis(gaps=(_nobody(),), parameters=parameters)
    sets = _sets(measures, view, order, steps, allowed, chosen)
    pairs = tuple((int(order[one]), int(order[other])) for one, other in chosen.pairs)
    chosen = replace(chosen, pairs=pairs)
    label = connected_components(view.tied, directed=False)[1].astype(np.int64)
    return Diagnosis(
        tables=(
            Evidence(
                "best_introductions",
                "Chosen one after another",
                _rows(measures, view, chosen, label),
                _PAIR,
                "Pairs added count actors, institutions included, that could then reach each "
                "other through at most one other.",
            ),
            Evidence("best_introductions_sets", "Beside other choices", sets, _SETS),
        ),
        findings=(_found(chosen, steps, sets), *_groups(view, chosen, label)),
        cautions=tuple(said for said in (few_answers(measures),) if said),
        parameters=parameters,
    )


def _by_name(view: Ground) -> NDArray[np.intp]:
    """Order the actors by name: choices of equal worth do not hang on the order of the rows."""
    names = view.net.actors["name"].astype(str)
    order = sorted(range(len(names)), key=lambda k: (names.iat[k], str(names.index[k])))
    return np.array(order, dtype=np.intp)


def _liked(measures: Measures, order: NDArray[np.intp]) -> Liked:
    def liked(one: NDArray[np.intp], other: NDArray[np.intp]) -> NDArray[np.int64]:
        found = reasons(measures, order[one], order[other], like=_RULES.like, near=_RULES.near)
        number: NDArray[np.int64] = found.to_numpy(dtype=np.int64).sum(axis=1)
        return number

    return liked


def _rows(
    measures: Measures, view: Ground, chosen: Chosen, label: NDArray[np.int64]
) -> pd.DataFrame:
    words = describe(measures, view, list(chosen.pairs), _RULES)
    joins, group = [], label.copy()
    for one, other in chosen.pairs:
        joins.append(bool(group[one] != group[other]))
        group[group == group[other]] = group[one]
    words = words.assign(gain=chosen.gains, alone=chosen.alone, joins=joins)
    return words[[field.key for field in _PAIR]]


def _sets(
    measures: Measures,
    view: Ground,
    order: NDArray[np.intp],
    steps: TwoSteps,
    allowed: NDArray[np.bool_],
    chosen: Chosen,
) -> pd.DataFrame:
    """Give what the chosen pairs add beside pairs of many partners and random ones."""
    size, number = len(view.net.actors), len(chosen.pairs)
    degree = np.diff(view.tied.indptr).astype(float)[order]
    rng = np.random.default_rng(seed_of(measures))
    drawn = random_sets(allowed, number, _DRAWS, rng)
    free = steps.choose(allowed, number, _liked(measures, order)).pairs
    rows = _compared(number, chosen.pairs, free, most_partners(degree, allowed, number), drawn)
    firms = np.flatnonzero((view.net.actors["kind"] == "firm").to_numpy(dtype=bool)[order])
    own = order[firms]
    alone = TwoSteps(sparse.csr_array(view.tied[own][:, own]))
    place = np.full(size, -1)
    place[firms] = np.arange(len(firms))
    made = [
        {
            "set": name,
            "gain": round(np.mean([steps.gain(pairs) for pairs in sets])),
            "firms": round(np.mean([alone.gain(_moved(pairs, place)) for pairs in sets])),
        }
        for name, sets in rows.items()
    ]
    open_firms = np.triu(allowed[np.ix_(firms, firms)], 1)
    most = {"gain": chosen.bound, "firms": bound(alone.gains()[open_firms], number, alone.apart)}
    table = pd.DataFrame([*made, {"set": say("Upper bound: no choice can add more"), **most}])
    return table.assign(after=(steps.pairs + table["gain"]) / (size * (size - 1) / 2))


def _compared(
    number: int,
    chosen: Sequence[Pair],
    free: Sequence[Pair],
    busy: Sequence[Pair],
    drawn: Sequence[Sequence[Pair]],
) -> dict[str, Sequence[Sequence[Pair]]]:
    """Head the sets of pairs that are compared; of those at random there are many."""
    return {
        say_n(number, "{n} pair chosen", "{n} pairs chosen"): [chosen],
        say_n(
            number,
            "{n} pair chosen, one firm in any number of them",
            "{n} pairs chosen, one firm in any number of them",
        ): [free],
        say_n(
            number,
            "{n} pair between firms with most partners",
            "{n} pairs between firms with most partners",
        ): [busy],
        say_n(
            number,
            "{n} pair at random, mean of {draws}",
            "{n} pairs at random, mean of {draws}",
            draws=_DRAWS,
        ): drawn,
    }


def _moved(pairs: Sequence[Pair], place: NDArray[np.int64]) -> list[Pair]:
    return [(int(place[one]), int(place[other])) for one, other in pairs]


def _found(chosen: Chosen, steps: TwoSteps, sets: pd.DataFrame) -> Finding:
    """Say what the chosen introductions bring, and what none could exceed."""
    number = len(chosen.pairs)
    claim = say_n(
        number,
        "{n} introduction can bring {pairs} of actors within two steps of each other",
        "{n} introductions can bring {pairs} of actors within two steps of each other",
        pairs=count(chosen.gain, "more pair", "more pairs"),
    )
    rest = say_n(steps.pairs, "; {n} is so now. ", "; {n} are so now. ")
    if number == 1:
        rest += say("No other could bring more than {bound}.", bound=chosen.bound)
    else:
        rest += say(
            "No {n} could bring more than {bound}; those between firms with most partners would "
            "bring {busy}, {n} at random {chance}.",
            n=number,
            bound=chosen.bound,
            busy=int(sets["gain"].iloc[2]),
            chance=int(sets["gain"].iloc[3]),
        )
    caution = say("It takes every introduction to lead to a tie.")
    return Finding("best_introductions", "introductions", claim, (rest,), sets, caution,
                   "borgatti2006")  # fmt: skip


def _groups(view: Ground, chosen: Chosen, label: NDArray[np.int64]) -> tuple[Finding, ...]:
    """Say how many introductions join the groups that have a firm which may be introduced."""
    groups = len(np.unique(label[view.ready]))
    if groups < 2:
        return ()
    after, joined = label.copy(), 0
    for one, other in chosen.pairs:
        joined += int(after[one] != after[other])
        after[after == after[other]] = after[one]
    claim = say_n(
        groups - 1,
        "{n} introduction joins both groups",
        "{n} introductions join all {groups} groups",
        groups=groups,
    )
    return (Finding("groups_joined", "introductions", claim, (_joining(joined),)),)


def _joining(joined: int) -> str:
    """Say how many of the introductions chosen for reach join groups."""
    if not joined:
        return say(
            " that no known tie joins (a firm without any tie counts as a group); of those chosen "
            "for reach, none joins two of them."
        )
    return say_n(
        joined,
        " that no known tie joins (a firm without any tie counts as a group); of those chosen for "
        "reach, one joins two of them.",
        " that no known tie joins (a firm without any tie counts as a group); of those chosen for "
        "reach, {n} join two of them.",
    )


def _nobody() -> Gap:
    return Gap(
        "No introduction can be proposed: there are no two firms that answered, have no tie and "
        "would come closer to anybody by one.",
        "Ask more firms, and ask them about all relations.",
    )


def _too_large(view: Ground) -> Gap:
    return Gap(
        say(
            "The best set is not computed for {actors} actors: all pairs would be compared again "
            "and again, which is done up to {most}.",
            actors=len(view.net.actors),
            most=LARGEST,
        ),
        "Choose a part of the cluster, or take the partners proposed for each firm.",
    )

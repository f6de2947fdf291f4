"""Whether one kind of tie comes before another: ties of a wave by the ties of the one before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from tiesnet.errors import TiesnetError
from tiesnet.inference.engine import REPLICATIONS
from tiesnet.inference.evidence import Evidence
from tiesnet.inference.outcome import Outcome
from tiesnet.inference.overlap import TEST, overlaps
from tiesnet.inference.precedence_tables import (
    DIRECTION_FIELDS,
    PAIR_FIELDS,
    PATH_FIELDS,
    PRECEDENCE_FIELDS,
    Both,
    Table,
    between,
    laid,
    tables,
)
from tiesnet.inference.result import summarise
from tiesnet.inference.waves.rounds import Notes, Rounds, Step, as_rounds, chosen_layers
from tiesnet.inference.words import count, number, p_said, percent
from tiesnet.language import either, joined, localised, say, word
from tiesnet.network import UNIONS, Network, members
from tiesnet.survey import Survey

NULL = word(
    "the kinds of ties lie on the actors independently: names shuffled in one kind, in both waves "
    "alike"
)
_STATES = ("neither", word("only the first"), word("only the second"), "both")


def precedence(
    survey: Survey | Rounds,
    first: str = "informal",
    then: str = "formal",
    *,
    waves: Sequence[str] | None = None,
    replications: int = REPLICATIONS,
    seed: int = 1,
    workers: int | None = None,
) -> Outcome:
    """Say whether ties of one kind are made where ties of another kind were already.

    Among the pairs that had no tie of the second kind in the earlier wave, the share that has one
    in the later wave is compared between those that had a tie of the first kind and those that
    did not; and the other way round. Directions are ignored.

    Parameters
    ----------
    survey : Survey or Rounds
        With two waves or more.
    first, then : str, default informal and formal
        Layers or unions. Of a union each of its layers is looked at too.
    waves : sequence of str, optional
        The waves to compare, each with the next in time; all by default.
    replications, seed, workers
        See `tiesnet.inference.replicate`.

    Returns
    -------
    Outcome
        ``precedence``: both directions, with p; ``directions``: whether one precedes the other
        more than the other way round; ``paths``: pairs by what they were tied by before and
        after; ``pairs``: who had a tie of the first kind only and made one of the second.
        p is by QAP: the names of the actors are shuffled in one kind of ties, in both waves
        alike, among those that answered and of which the same pairs are known. The statistic is
        standardised (Mantel & Haenszel 1959), since shuffling changes how many pairs have a tie
        of the first kind alone. Odds ratios that divide by 0 are empty.

    Raises
    ------
    TiesnetError
        Fewer than two waves; a layer is not known, or part of the other; no ties of a kind are
        asked for.

    References
    ----------
    Krackhardt (1987) for QAP; Mantel & Haenszel (1959) for the statistic; Dekker, Krackhardt &
    Snijders (2007) on standardised statistics in permutation.
    """
    rounds = as_rounds(survey, waves)
    _check(rounds.steps[-1].second, first, then)
    found = _Found(rounds, (first, then), {"replications": replications, "seed": seed,
                                           "workers": workers})  # fmt: skip
    for step in rounds.steps:
        found.add(step)
    return found.outcome()


def _parts(net: Network, name: str) -> list[str]:
    return members(net.layers, name) if name in UNIONS else [name]


def _check(net: Network, first: str, then: str) -> None:
    chosen_layers(net, [first, then])
    empty = [name for name in (first, then) if not _parts(net, name)]
    if empty:
        raise TiesnetError(
            say("The survey has no {empty} relation.", empty=either([say(one) for one in empty])),
            say("Say which relations are formal in the column 'formality' of the codebook."),
        )
    if set(_parts(net, first)) & set(_parts(net, then)):
        raise TiesnetError(
            say(
                "{first} and {then} share relations; what comes first cannot be told.",
                first=f"{first!r}",
                then=f"{then!r}",
            ),
            say("Choose two that are not part of each other, such as informal and formal."),
        )


class _Found:
    """What one call gathers, step by step."""

    def __init__(self, rounds: Rounds, kinds: tuple[str, str], testing: dict[str, Any]) -> None:
        self.rounds, self.kinds, self.testing = rounds, kinds, testing
        self.rows: dict[str, list[dict[str, Any]]] = {
            key: [] for key in ("precedence", "directions", "paths", "pairs")
        }
        self.notes = Notes()

    def add(self, step: Step) -> None:
        """Look at two waves: the two kinds, then each relation of one beside the other kind."""
        one, other = self.kinds
        self._compare(step, one, other, main=True)
        for part in _parts(step.second, one):
            if part != one:
                self._compare(step, part, other)
        for part in _parts(step.second, other):
            if part != other:
                self._compare(step, one, part)

    def _compare(self, step: Step, one: str, other: str, main: bool = False) -> None:
        both = laid(step, one, other)
        if not both.size:
            self._note(step, one, other, word("no pair is known in both, in both waves"))
            return
        drawn = overlaps(list(both.other), list(both.one), both.known, both.among,
                         **self.testing)  # fmt: skip
        if drawn is None:
            why = word("too few actors answered both in both waves, or are known alike, for a test")
            self._note(step, one, other, why)
            return
        seen, outcomes = tables(both, both.shared()), tables(both, drawn / 2)
        if main or one != self.kinds[0]:
            self._row(step, (one, other), seen[0], outcomes[0])
        if main or other != self.kinds[1]:
            self._row(step, (other, one), seen[1], outcomes[1])
        if main:
            self._direction(step, seen, outcomes)
            self._paths(step, both)

    def _note(self, step: Step, one: str, other: str, what: str) -> None:
        self.notes.add(step, joined([step.label(one), step.label(other)]), what)

    def _row(self, step: Step, names: tuple[str, str], seen: Table, drawn: Table) -> None:
        made_with, with_first, made_without, without = (
            int(cell) for cell in (seen.made_with, seen.with_first, seen.made_without, seen.without)
        )
        test = summarise(
            float(seen.z()), drawn.z(), self.testing["seed"], NULL, test=TEST, two_sided="size"
        )
        rates = [made_with / with_first if with_first else np.nan,
                 made_without / without if without else np.nan]  # fmt: skip
        below = (with_first - made_with) * made_without
        self.rows["precedence"].append({
            **step.key(), "first": names[0], "then": names[1],
            "with_first": with_first, "made_with": made_with, "rate_with": rates[0],
            "without": without, "made_without": made_without, "rate_without": rates[1],
            "difference": rates[0] - rates[1],
            "odds_ratio": made_with * (without - made_without) / below if below else np.nan,
            **test.row(),
        })  # fmt: skip

    def _direction(self, step: Step, seen: Sequence[Table], drawn: Sequence[Table]) -> None:
        test = summarise(
            float(between(seen)), between(drawn), self.testing["seed"], NULL, test=TEST,
        )  # fmt: skip
        logs = [float(table.log_odds()[0]) for table in seen]
        row = {"one": self.kinds[0], "other": self.kinds[1], "log_one": logs[0]}
        row |= {"log_other": logs[1], **test.row()}
        self.rows["directions"].append({**step.key(), **row})

    def _paths(self, step: Step, both: Both) -> None:
        before = both.one[0] + 2 * both.other[0].astype(int)
        after = both.after[0] + 2 * both.after[1].astype(int)
        upper = np.triu(both.known, 1)
        counts = np.bincount((4 * before + after)[upper], minlength=16)
        for place, pairs in enumerate(counts):
            if pairs:
                words = {"before": _STATES[place // 4], "after": _STATES[place % 4]}
                self.rows["paths"].append({**step.key(), **words, "pairs": int(pairs)})
        names = self.rounds.survey.actors["name"]
        for i, j in np.argwhere(np.triu(both.one[0] & both.other[1], 1)):
            ends = [str(names.get(step.both[k], step.both[k])) for k in (i, j)]
            self.rows["pairs"].append({**step.key(), "one": ends[0], "other": ends[1]})

    def outcome(self) -> Outcome:
        """Put everything together."""
        one, other = (self.rounds.steps[-1].label(name) for name in self.kinds)
        return Outcome(
            "precedence",
            say("Which kind of tie comes first?"),
            tuple(self._tables(one, other)),
            tuple(self._sentences(one, other)),
            _method(self.testing),
            (*_assumptions(), *self.notes.sentences()),
            _cautions(),
            ("krackhardt1987", "mantel1959", "dekker2007", "phipson2010"),
            {
                "First": self.kinds[0],
                "Then": self.kinds[1],
                "Waves": ", ".join(self.rounds.names),
                "Replications": self.testing["replications"],
                "Seed": self.testing["seed"],
            },
            self.rounds.steps[-1].wide[1],
        )

    def _tables(self, one: str, other: str) -> Iterator[Evidence]:
        """Give the tables, each with its title and how to read it."""
        states = say("First: {one}. Second: {other}.", one=one, other=other)
        for key, title, fields, reading, shown in (
            ("precedence", say("Is the second kind made where the first was?"), PRECEDENCE_FIELDS,
             say("Odds ratio above 1: ties are made where ties of the other kind were already."),
             "page"),
            ("directions", say("Which precedes which?"), DIRECTION_FIELDS,
             say("p is right where neither follows the other. Where each follows the other alike, "
             "small p come up too often: believe it where only one of the two is made more."),
             "page"),
            ("paths", say("Pairs by their ties before and after"), PATH_FIELDS, states, "folded"),
            ("pairs", say("Pairs with {one} first, and {other} since", one=one, other=other),
             PAIR_FIELDS, "", "folded"),
        ):  # fmt: skip
            rows = pd.DataFrame(self.rows[key], columns=[field.key for field in fields])
            yield Evidence(key, title, rows, fields, reading, shown)  # type: ignore[arg-type]

    def _sentences(self, one: str, other: str) -> list[str]:
        labels = dict(zip(self.kinds, (one, other), strict=True))
        return [
            _said(row, labels)
            for row in self.rows["precedence"]
            if row["first"] in labels and row["then"] in labels
        ]


def _assumptions() -> tuple[str, ...]:
    return (
        say(
            "Directions are ignored: two actors are tied when either names the other. A pair "
            "counts when it is known for both kinds in both waves."
        ),
        say(
            "Actors inside the cluster and there in both waves; a firm that merged is one with "
            "the firm it merged into in both."
        ),
    )


def _cautions() -> tuple[str, ...]:
    return (
        say("Before is not because: what makes two firms friends may make them partners later."),
        say(
            "Ties made and lost between the waves are not seen, nor is the order of two ties made "
            "in between."
        ),
    )


def _said(row: dict[str, Any], labels: dict[str, str]) -> str:
    """Say the two shares, or that there is nothing to compare."""
    first, then = labels[row["first"]], labels[row["then"]]
    head = say("{before} to {after}: ", before=row["from_wave"], after=row["to_wave"])
    if not row["with_first"]:
        return say(
            "{head}no pair had {first} alone, so nothing says whether {then} follow.",
            head=head,
            first=first,
            then=then,
        )
    if not row["without"]:
        return say(
            "{head}no pair had neither {first} nor {then}, so there is nothing to compare with.",
            head=head,
            first=first,
            then=then,
        )
    ratio = row["odds_ratio"]
    tested = [] if np.isnan(ratio) else [say("odds ratio {ratio}", ratio=number(ratio))]
    tested += [say("no test: all pairs alike")] if np.isnan(row["p"]) else [p_said(row["p"])]
    return say(
        "{head}of {pair} with {first} alone {rate_with} made {then}, of {pair2} "
        "with neither {rate_without} ({tested}).",
        head=head,
        pair=count(row["with_first"], "pair"),
        first=first,
        rate_with=percent(row["rate_with"]),
        then=then,
        pair2=count(row["without"], "pair"),
        rate_without=percent(row["rate_without"]),
        tested="; ".join(tested),
    )


def _method(testing: dict[str, Any]) -> str:
    return say(
        "Among pairs without a tie of one kind in the earlier wave, the odds of "
        "having one in the later wave were compared between pairs with and "
        "without a tie of the other kind in the earlier. Tested by QAP "
        "(Krackhardt 1987) on the standardised statistic of Mantel & Haenszel "
        "(1959): the names of the actors were shuffled in one kind, in both "
        "waves alike, among actors that answered and of which the same pairs are "
        "known. {replications} replications, seed {seed}; p = (b + 1) / (m + 1).",
        replications=localised(f"{testing['replications']:,}"),
        seed=testing["seed"],
    )

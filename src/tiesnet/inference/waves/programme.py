"""Before and after a programme: whether the treated changed more than the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.errors import TiesnetError
from tiesnet.inference.engine import REPLICATIONS
from tiesnet.inference.evidence import Evidence
from tiesnet.inference.outcome import Outcome
from tiesnet.inference.waves.effect import (
    GROUPS,
    actor_effect,
    compared,
    group_sums,
    pair_effects,
    pair_rates,
    pair_sums,
)
from tiesnet.inference.waves.programme_fields import (
    ACTOR_FIELDS,
    CAUTIONS,
    PAIR_FIELDS,
    PAIR_TEST_FIELDS,
)
from tiesnet.inference.waves.programme_parts import cells, nowhere, only
from tiesnet.inference.waves.programme_said import BEFORE, PROGRAMME, method, sentences
from tiesnet.inference.waves.ranks import values_of
from tiesnet.inference.waves.rounds import Notes, Rounds, Step, as_rounds, chosen_layers
from tiesnet.inference.waves.ties import PairChange, pair_change, ties_table
from tiesnet.inference.waves.treated import Groups, Treated, column_of, groups_of
from tiesnet.inference.words import among, count
from tiesnet.language import say, word
from tiesnet.metrics import catalogue
from tiesnet.survey import Survey

FEWEST = 3
"""Fewer treated, or fewer others, cannot be compared."""
MEASURES = ("degree",)
_Places = NDArray[np.intp]


def before_after(
    survey: Survey | Rounds,
    treated: Treated,
    *,
    metrics: Sequence[str] = MEASURES,
    layers: Sequence[str] | None = None,
    waves: Sequence[str] | None = None,
    strata: str | None = None,
    replications: int = REPLICATIONS,
    seed: int = 1,
    workers: int | None = None,
) -> Outcome:
    """Compare the change of treated actors with that of the others.

    Parameters
    ----------
    survey : Survey or Rounds
        With two waves or more; the last two compared are before and after.
    treated : str or iterable of str
        ``"column=value"`` of the table actors, ``"membership=organisation"``, or ids.
    metrics : sequence of str, default degree
        Measures of actors in the catalogue.
    layers : sequence of str, optional
        By default the unions, then every layer.
    waves : sequence of str, optional
        The last two of them are compared, and all steps before are tested as pre-trends; by
        default all waves of the survey. With two named, the steps of the survey before them.
    strata : str, optional
        A column of the table actors; who was treated is shuffled within each of its values.
    replications, seed, workers
        See `tiesnet.inference.replicate`.

    Returns
    -------
    Outcome
        ``effects``: a row per measure, layer and step: means before and after of both groups, the
        difference in differences, its bootstrap interval (actors drawn again within the groups)
        and its p (who was treated shuffled). ``treated_pairs`` and ``pair_effects``: the same for
        the ties of pairs with both, one or none of the two treated. Shares of nothing are empty.

    Raises
    ------
    TiesnetError
        Fewer than two waves; too few treated or others in both waves; a measure, layer, column,
        value or id is not known.

    References
    ----------
    Giuliani & Pietrobelli (2011) on evaluating cluster programmes by their networks; Angrist &
    Pischke (2009) on differences in differences.
    """
    rounds = as_rounds(survey, waves)
    groups = groups_of(rounds, treated)
    found = _Found(rounds, groups, strata, {"replications": replications, "seed": seed,
                                         "workers": workers})  # fmt: skip
    names = chosen_layers(found.last.second, layers)
    found.run(names, _measures(metrics))
    return found.outcome(names)


def _measures(metrics: Sequence[str]) -> list[str]:
    known = catalogue()
    asked = list(dict.fromkeys([metrics] if isinstance(metrics, str) else metrics))
    wrong = [
        name
        for name in asked
        if name not in known or known[name].level != "actor" or known[name].dtype == "text"
    ]
    if wrong:
        raise TiesnetError(
            say("{repr} gives no number for every actor.", repr=", ".join(map(repr, wrong))),
            say("Choose measures of actors: see catalogue() or 'tiesnet metrics'."),
        )
    return asked


class _Found:
    """What one call gathers."""

    def __init__(
        self, rounds: Rounds, groups: Groups, strata: str | None, testing: dict[str, Any]
    ) -> None:
        self.rounds, self.groups, self.strata, self.testing = rounds, groups, strata, testing
        self.last = rounds.steps[-1]
        self.periods = [*(rounds.earlier or ()), *rounds.steps]
        self.rows: dict[str, list[dict[str, object]]] = {
            "effects": [], "treated_pairs": [], "pair_effects": []
        }  # fmt: skip
        self.notes = Notes()
        self._enough()

    def _enough(self) -> None:
        here, told = self._treated(self.last.both)
        counts = int(here.sum()), int((told & ~here).sum())
        if min(counts) < FEWEST:
            raise TiesnetError(
                say(
                    "Of the actors there in both {before} and {after}, {counts} were treated "
                    "and {counts2} were not; each group needs {fewest}.",
                    before=self.last.before,
                    after=self.last.after,
                    counts=counts[0],
                    counts2=counts[1],
                    fewest=FEWEST,
                ),
                say(
                    "Choose another comparison, or other waves; who has no value in the column is "
                    "neither."
                ),
            )

    def _treated(self, ids: pd.Index) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Tell who was treated, and of whom it is known."""
        return ids.isin(list(self.groups.treated)), ~ids.isin(list(self.groups.unknown))

    def run(self, layers: Sequence[str], metrics: Sequence[str]) -> None:
        """Compare in every step: the last is the programme's, those before have none."""
        for step in self.periods:
            if metrics:
                self._actors(step, layers, metrics)
            for layer in layers:
                self._pairs(step, layer)

    def _period(self, step: Step) -> str:
        return PROGRAMME if step is self.last else BEFORE

    def _actors(self, step: Step, layers: Sequence[str], metrics: Sequence[str]) -> None:
        first, second = (values_of(net, layers, metrics) for net in step.wide)
        for layer, name in first.columns.intersection(second.columns, sort=False):
            two = pd.concat([first[(layer, name)], second[(layer, name)]], axis=1, join="inner")
            two = two.apply(pd.to_numeric, errors="coerce").dropna()
            two = two[self._treated(two.index)[1]]
            flags = self._treated(two.index)[0]
            if min(flags.sum(), (~flags).sum()) < FEWEST:
                label = catalogue()[name].label.lower()
                why = say(
                    "too few treated or others with a value in both waves ({label})", label=label
                )
                self.notes.add(step, step.label(layer), why)
                continue
            strata = self._strata(two.index)
            if not self._comparable(step, layer, flags, strata):
                continue
            before, after = two.to_numpy(dtype=float).T
            effect = actor_effect(after - before, flags, strata, **self.testing)
            self.rows["effects"].append({
                **step.key(), "period": self._period(step), "layer": layer,
                "measure": catalogue()[name].label,
                "treated": int(flags.sum()), "others": int((~flags).sum()),
                "treated_before": before[flags].mean(), "treated_after": after[flags].mean(),
                "others_before": before[~flags].mean(), "others_after": after[~flags].mean(),
                **cells(effect),
            })  # fmt: skip

    def _pairs(self, step: Step, layer: str) -> None:
        change = pair_change(step, layer)
        flags, told = self._treated(step.both)
        told &= change.known.any(axis=0) | change.known.any(axis=1)
        if min((flags & told).sum(), (~flags & told).sum()) < FEWEST:
            why = word("too few treated or others of whom pairs are known in both waves")
            self.notes.add(step, step.label(layer), why)
            return
        kept = np.flatnonzero(told)
        change = only(change, kept)
        if step is self.last:
            self._pair_counts(step, change, flags[kept])
        strata = self._strata(step.both[kept])
        if not compared(flags[kept], strata).any():
            self.notes.add(step, step.label(layer), nowhere(self.strata, word("pairs not tested")))
            return
        effects = pair_effects(change, flags[kept], strata, **self.testing)
        for (group, name), effect in effects.items():
            if not np.isnan(effect.result.observed):
                row = {"period": self._period(step), "layer": layer, "group": group}
                row |= {"statistic": name}
                self.rows["pair_effects"].append({**step.key(), **row, **cells(effect)})

    def _pair_counts(self, step: Step, change: PairChange, flags: NDArray[np.bool_]) -> None:
        sums = group_sums(pair_sums(change), flags) / (2 if change.symmetric else 1)
        rates = pair_rates(sums)
        for group, (known, before, after, both), rate in zip(GROUPS, sums, rates, strict=True):
            self.rows["treated_pairs"].append({
                **step.key(), "layer": change.layer, "group": group, "pairs": int(known),
                "before": int(before), "after": int(after), "created": int(after - both),
                "dissolved": int(before - both), "creation": rate[1], "dissolution": rate[2],
            })  # fmt: skip

    def _strata(self, ids: pd.Index) -> _Places:
        """Give the strata of some actors; those of whom it is not known are one of their own."""
        if self.strata is None:
            return np.zeros(len(ids), dtype=np.intp)
        codes: _Places = pd.factorize(column_of(self.rounds, self.strata).reindex(ids))[0]
        return codes.astype(np.intp)

    def _comparable(
        self, step: Step, layer: str, flags: NDArray[np.bool_], strata: _Places
    ) -> bool:
        """Note who has nobody to be compared with; say whether anybody has."""
        fit = compared(flags, strata)
        if not fit.any():
            why = nowhere(self.strata, word("actors not compared"))
            self.notes.add(step, step.label(layer), why)
        elif not fit.all():
            alone = count(int((~fit).sum()), "actor")
            why = say(
                "{alone} without a counterpart of the same {strata} do not count",
                alone=alone,
                strata=self.strata,
            )
            self.notes.add(step, step.label(layer), why)
        return bool(fit.any())

    def outcome(self, layers: Sequence[str]) -> Outcome:
        """Put everything together."""
        who = self.groups.words
        return Outcome(
            "before_after",
            word("Before and after a programme"),
            (
                Evidence("effects", "Change of the treated against that of the others",
                         ties_table(self.rows["effects"], ACTOR_FIELDS), ACTOR_FIELDS,
                         say("Estimate above 0: the treated gained more (or lost less).")),
                Evidence("treated_pairs", "Ties of pairs with both, one or none treated",
                         ties_table(self.rows["treated_pairs"], PAIR_FIELDS), PAIR_FIELDS),
                Evidence("pair_effects", "Ties of pairs: treated against others",
                         ties_table(self.rows["pair_effects"], PAIR_TEST_FIELDS),
                         PAIR_TEST_FIELDS,
                         say("Rates among pairs with both (or one) treated less those with none.")),
            ),
            tuple(sentences(self.rows["effects"], (who, self.strata), self.last.label)),
            method(self.testing, self.strata),
            (*self._assumptions(), *self.notes.sentences()),
            CAUTIONS,
            ("giuliani2011", "angrist2009", "snijders1999", "phipson2010"),
            {
                "Treated": who,
                "Before": self.last.before,
                "After": self.last.after,
                "Relations": ", ".join(layers),
                "Shuffled within": self.strata or say("everybody"),
                "Replications": self.testing["replications"],
                "Seed": self.testing["seed"],
            },
            self.last.wide[1],
        )  # fmt: skip

    def _assumptions(self) -> list[str]:
        step, names = self.last, self.rounds.survey.actors["name"]
        there, told = self._treated(step.both)
        own = [str(names.get(one, one)) for one in step.both[there]]
        gone = len(self.groups.treated) - len(own)
        said = [
            say(
                "Treated ({words}): {actor} inside the cluster and there in both waves: "
                "{own}. All others there in both are compared.",
                words=self.groups.words,
                actor=count(len(own), "actor"),
                own=among(own),
            ),
        ]
        if unknown := int((~told).sum()):
            said.append(
                say(
                    "Of {actor} there in both waves it is not known whether they were "
                    "treated (no value in the column): they stay out of the comparison.",
                    actor=count(unknown, "actor"),
                )
            )
        if gone:
            said.append(
                say(
                    "{treated_actor} outside the cluster, merged, or not there in both waves "
                    "stay out.",
                    treated_actor=count(gone, "treated actor"),
                )
            )
        if len(self.periods) == 1:
            said.append(
                say("There is no wave before these two, so that no pre-trend can be tested.")
            )
        said.append(say("Numbers that rest only on what others say of a silent actor stay out."))
        if self.strata:
            said.append(
                say(
                    "Compared within the same {strata}; those of whom it is not known are "
                    "one group. Estimates of pairs are over all; only their p keeps to it.",
                    strata=self.strata,
                )
            )
        return said

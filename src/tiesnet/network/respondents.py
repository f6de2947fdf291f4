"""Who answered what: the difference between "no tie", "not asked" and "did not answer"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.language import word

OUTGOING, INCOMING, BOTH, IN_PART = 1, 2, 3, 4
ANSWERED, PARTLY, SILENT, NOT_SURVEYED = (
    word("answered"),
    word("partly"),
    word("silent"),
    word("not surveyed"),
)
_SWAP = np.array([0, 2, 1, 3, 4, 6, 5, 7], dtype=np.int8)


@dataclass(frozen=True, repr=False, eq=False)
class Respondents:
    """What every actor was asked, and what it answered.

    Attributes
    ----------
    asked, answered : DataFrame of int8, shape (actors, questions)
        One column per layer of the survey. Bit 1: the actor reports its outgoing ties; bit 2:
        its incoming ties. An undirected relation has both bits or none.
        Bit 4 of `answered`: it reports something, though its answer does not count as complete.
    questions : DataFrame
        Indexed by question: ``combine`` (the policy for double reports).
    """

    asked: pd.DataFrame
    answered: pd.DataFrame
    questions: pd.DataFrame

    def states(self) -> pd.Series:
        """Give each actor one word: answered, partly, silent or not surveyed."""
        asked, answered = self.asked.to_numpy(dtype=np.int8), self.answered.to_numpy(dtype=np.int8)
        some = (answered != 0).any(axis=1)
        full = (answered == asked).all(axis=1)
        words = np.select(
            [~(asked != 0).any(axis=1), some & full, some],
            [NOT_SURVEYED, ANSWERED, PARTLY],
            default=SILENT,
        )
        return pd.Series(words, index=self.asked.index, name="answered", dtype="str")

    def observed(self) -> pd.Series:
        """Tell, per actor, whether it answered every question this network is made of.

        A firm that answered one of two questions knows only a part of its ties; its numbers
        over both would be a lower bound that looks like a value.
        """
        whole = np.bitwise_or.reduce(self.asked.to_numpy(dtype=np.int8), axis=0, dtype=np.int8)
        seen = (self.answered.to_numpy(dtype=np.int8) & whole) == whole
        return pd.Series(
            seen.all(axis=1) & (whole != 0).any(), index=self.asked.index, name="observed"
        )

    def known(self, source: NDArray[np.intp], target: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Tell which ordered pairs are known: the policy's reporter answered every question."""
        flags = self.answered.to_numpy(dtype=np.int8)
        shape = np.broadcast(source, target).shape
        known = np.full(shape, len(self.questions) > 0)  # nothing asked, nothing known
        for column, policy in enumerate(self.questions["combine"]):
            out = (flags[source, column] & OUTGOING) != 0
            into = (flags[target, column] & INCOMING) != 0
            known &= known_when(policy, out, into)
        return known

    def known_pairs(
        self, groups: NDArray[np.intp] | None = None, both: bool = False
    ) -> NDArray[np.int64]:
        """Count the ordered known pairs within and between groups of actors.

        Parameters
        ----------
        groups : array of int, shape (actors,), optional
            The group of each actor, 0 to G - 1; -1 leaves an actor out. One group by default.
        both : bool, default False
            Count a pair only when both directions are known, as a network without arrows needs.

        Returns
        -------
        array of int, shape (G, G)
            Row: the group of the first actor; column: the group of the second. No actor is
            paired with itself. Actors who answered alike are counted together, so the cost does
            not grow with the square of the number of actors.
        """
        flags = self.answered.to_numpy(dtype=np.int8)
        label = np.zeros(len(flags), dtype=np.intp) if groups is None else groups
        count = int(label.max(initial=-1)) + 1
        if count == 0 or self.questions.empty:
            return np.zeros((count, count), dtype=np.int64)
        patterns, which = np.unique(flags, axis=0, return_inverse=True)
        which = which.reshape(-1)
        size = np.zeros((count, len(patterns)), dtype=np.int64)
        np.add.at(size, (label[label >= 0], which[label >= 0]), 1)
        rule = self._pattern_rule(patterns)
        known = (rule & rule.T if both else rule).astype(np.int64)
        pairs = size @ known @ size.T
        pairs[np.diag_indices(count)] -= size @ np.diag(known)
        return pairs

    def known_both_ways(self) -> tuple[NDArray[np.bool_], NDArray[np.intp]]:
        """Tell of which pairs both directions are known, by what the two answered.

        Returns
        -------
        tuple of array of bool, shape (P, P), and array of int, shape (actors,)
            P ways of answering, and which of them is each actor's.
        """
        flags = self.answered.to_numpy(dtype=np.int8)
        patterns, which = np.unique(flags, axis=0, return_inverse=True)
        rule = self._pattern_rule(patterns)
        if self.questions.empty:  # nothing asked, nothing known
            rule = np.zeros_like(rule)
        return rule & rule.T, which.reshape(-1)

    def _pattern_rule(self, patterns: NDArray[np.int8]) -> NDArray[np.bool_]:
        known = np.ones((len(patterns), len(patterns)), dtype=bool)
        for column, policy in enumerate(self.questions["combine"]):
            out = (patterns[:, column] & OUTGOING) != 0
            into = (patterns[:, column] & INCOMING) != 0
            known &= known_when(policy, out[:, None], into[None, :])
        return known

    def questions_only(self, names: Sequence[str]) -> Respondents:
        """Keep some questions."""
        columns = list(names)
        return Respondents(self.asked[columns], self.answered[columns], self.questions.loc[columns])

    def actors_only(self, ids: pd.Index) -> Respondents:
        """Keep some actors."""
        return Respondents(self.asked.loc[ids], self.answered.loc[ids], self.questions)

    def reversed(self, names: Sequence[str]) -> Respondents:
        """Turn the arrows of some questions round: who reported outgoing ties, now incoming."""
        asked, answered, questions = self.asked.copy(), self.answered.copy(), self.questions.copy()
        for name in names:
            asked[name] = _SWAP[asked[name].to_numpy()]
            answered[name] = _SWAP[answered[name].to_numpy()]
            policy = questions.at[name, "combine"]
            questions.at[name, "combine"] = {"source": "target", "target": "source"}.get(
                str(policy), policy
            )
        return Respondents(asked, answered, questions)

    def both_ways(self, names: Sequence[str]) -> Respondents:
        """Let the content of some questions run both ways, whoever named whom.

        Then a missing tie is known only when both ends answered.
        """
        if not names:
            return self
        asked, answered, questions = self.asked.copy(), self.answered.copy(), self.questions.copy()
        for name in names:
            full = (asked[name] != 0) & (answered[name] == asked[name])
            answered[name] = np.where(full, BOTH, answered[name] & IN_PART).astype(np.int8)
            asked[name] = np.where(asked[name] != 0, BOTH, 0).astype(np.int8)
            questions.loc[name, "combine"] = "confirmed"
        return Respondents(asked, answered, questions)


def known_when(policy: str, out: NDArray[np.bool_], into: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Say whether a pair is known, given whether its source and its target answered."""
    if policy == "source":
        return out & np.ones_like(into)
    if policy == "target":
        return into & np.ones_like(out)
    if policy == "confirmed":
        return out & into
    return out | into

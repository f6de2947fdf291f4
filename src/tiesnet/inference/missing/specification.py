"""The survey's choices crossed: cut-off, policy for double reports, rule for missing answers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.errors import TiesnetError
from tiesnet.inference.engine import Chunk, replicate
from tiesnet.inference.missing.filled import completed, gaps_of, single_layers
from tiesnet.inference.missing.ranking import LOWEST_FIRST
from tiesnet.inference.missing.rules import rule_named
from tiesnet.inference.missing.slots import Slot, drawn_row, observed_row, slots_of, views_of
from tiesnet.inference.missing.specified import Chosen, specified
from tiesnet.inference.outcome import Outcome
from tiesnet.inference.words import number
from tiesnet.language import localised, say, word
from tiesnet.network import EVERY, POLICIES, Network, Rebuilt
from tiesnet.survey import Survey

AS_ASKED, EVERY_TIE, KNOWN = word("as the survey says"), word("every tie"), "known"
MISSING = (KNOWN, "reconstruction", "null tie")
MOST = 500
"""Up to how many combinations of choices are computed."""
_USUAL = ("union", "confirmed", "source", "target")
_FEW = 6  # distinct strengths, up to which every one can be a cut-off
_LEFT = 0.5  # of the ties with a strength, at least so many are left by a cut-off chosen here
_SIZE = 8
_SALT = 5000


@dataclass(frozen=True)
class Choice:
    """One combination of choices.

    Attributes
    ----------
    cutoff : float or None
        Ties weaker than this are no ties; None: every tie counts.
    policy : str or None
        For double reports, where it has a meaning; None: as the survey says.
    missing : str
        "known": missing answers stay missing; else the rule that fills them in.
    """

    cutoff: float | None
    policy: str | None
    missing: str

    @property
    def words(self) -> tuple[str, str, str]:
        """The three choices in plain words."""
        cut = (
            EVERY_TIE
            if self.cutoff is None
            else say("strength {cutoff} or more", cutoff=number(self.cutoff))
        )
        left = word("left unknown") if self.missing == KNOWN else rule_named(self.missing).label
        return cut, self.policy or AS_ASKED, left


def specification_curve(
    survey: Survey,
    metrics: Iterable[str] | None = None,
    *,
    layers: Iterable[str] | None = None,
    cutoffs: Sequence[float | None] | None = None,
    policies: Sequence[str] | None = None,
    missing: Sequence[str] = MISSING,
    top: int = 5,
    lowest: Collection[str] = LOWEST_FIRST,
    seed: int = 1,
    workers: int | None = None,
    building: Mapping[str, Any] | None = None,
    networks: Rebuilt | None = None,
) -> Outcome:
    """Compute the same numbers under every combination of the survey's choices.

    The first combination is the reference: every tie, the policies of the survey, missing answers
    left unknown. Choices that make no difference to the network are left out.

    Parameters
    ----------
    survey : Survey
        From `read_survey`.
    metrics : iterable of str, optional
        Measures of actors or of the network, or topics; by default degree, betweenness and
        constraint.
    layers : iterable of str, optional
        By default all ties; in a survey of one relation that one.
    cutoffs : sequence of float or None, optional
        Ties weaker than this are no ties; ties without a strength stay. None stands for every
        tie. By default every strength told that leaves at least half of the ties; of more than
        six different ones the median.
    policies : sequence of str, optional
        For double reports, beside those of the survey; by default union, confirmed, source and
        target, and mean where strengths are cut.
    missing : sequence of str, default ("known", "reconstruction", "null tie")
        "known" or rules of `imputations`.
    top : int, default 5
        How many actors are the top.
    lowest : collection of str
        Measures whose lowest value has rank 1.
    seed : int, default 1
        Of rules that draw.
    workers : int, optional
        See `replicate`.
    building : mapping, optional
        Further options of `build_network`: ``wave``, ``policies`` of the survey's own.
    networks : Rebuilt, optional
        Networks of the survey built before, to be shared.

    Returns
    -------
    Outcome
        Tables "holds" (which conclusions hold in which share of the combinations), "curve" (for
        every number of the network its value per combination, sorted: the data of one figure),
        "order" (for every measure of actors the rank correlation with the reference, sorted, and
        who is on top), "firms" (best and worst rank of every actor) and "labels".

    Raises
    ------
    TiesnetError
        A measure, layer, policy or rule is not known; more than 500 combinations.

    References
    ----------
    Simonsohn, Simmons & Nelson (2020) for the curve.
    """
    built = _Built(networks or Rebuilt(survey), dict(building or {}))
    base = built.network(None)
    slots = slots_of(base, metrics, layers)
    if top < 1:
        raise TiesnetError(
            say("The top has at least 1 firm, not {top}.", top=top), say("Ask for 5.")
        )
    observed_row(slots, views_of(base))
    used = sorted({name for slot in slots for name in _of_slot(base, slot)})
    choices = _crossed(built, used, cutoffs, policies, missing)

    def work(chunk: Chunk) -> NDArray[Any]:
        nets = (built.under(choices[k], used, seed) for k in chunk.numbers())
        return np.stack([drawn_row(slots, views_of(net)) for net in nets])

    rows = replicate(
        work,
        len(choices),
        seed=seed,
        workers=workers,
        label="Crossing choices",
        size=_SIZE,
        salt=_SALT,
    )
    words = pd.DataFrame(
        [choice.words for choice in choices], columns=["cutoff", "policy", "missing"]
    )
    unknown = int(base.ties.loc[base.ties["layer"].isin(used), "weight"].isna().sum())
    cut = any(choice.cutoff is not None for choice in choices)
    return specified(
        Chosen(base, slots, rows, words, top, frozenset(lowest), seed, unknown if cut else 0)
    )


def stronger(net: Network, cutoff: float | None) -> Network:
    """Leave out ties that are weaker than a cut-off; those without a strength stay.

    What is known stays known: a pair whose tie is left out is a pair without a tie.
    """
    if cutoff is None:
        return net
    weak = (net.ties["weight"] < cutoff).to_numpy()
    origin = replace(
        net.origin,
        unconfirmable=_strong(net.origin.unconfirmable, cutoff),
        reported=_strong(net.origin.reported, cutoff),
    )
    return replace(net, ties=net.ties[~weak].reset_index(drop=True), origin=origin)


def _strong(reports: pd.DataFrame, cutoff: float) -> pd.DataFrame:
    told = reports[["source_report", "target_report"]].max(axis=1)
    return reports[~(told < cutoff).to_numpy()]


class _Built:
    """Networks of one survey inside the cluster, each policy looked up once."""

    def __init__(self, networks: Rebuilt, building: dict[str, Any]) -> None:
        self.networks = networks
        self.own = dict(building.pop("policies", None) or {})
        self.building = building
        self._made: dict[str | None, Network] = {}

    def network(self, policy: str | None) -> Network:
        """Build the network under a policy; None: the survey's own."""
        if policy not in self._made:
            given = self.own if policy is None else {EVERY: policy}
            self._made[policy] = self.networks.network(given, **self.building).inside()
        return self._made[policy]

    def under(self, choice: Choice, layers: Sequence[str], seed: int) -> Network:
        """Give the network under a combination."""
        net = stronger(self.network(choice.policy), choice.cutoff)
        if choice.missing == KNOWN:
            return net
        return completed(net, choice.missing, seed, layers=layers)


def _of_slot(net: Network, slot: Slot) -> list[str]:
    known = slot.layer in net.layers.index or slot.layer in ("formal", "informal", "all")
    return single_layers(net, [slot.layer] if known else None)


def _crossed(
    built: _Built,
    layers: Sequence[str],
    cutoffs: Sequence[float | None] | None,
    policies: Sequence[str] | None,
    missing: Sequence[str],
) -> list[Choice]:
    """Cross the choices; those that make no difference to these layers are left out."""
    cuts = _cutoffs(built.network(None), layers) if cutoffs is None else list(cutoffs)
    cuts = [None, *(cut for cut in cuts if cut is not None)]
    several = len(cuts) > 1
    given = (*_USUAL, *(("mean",) if several else ())) if policies is None else tuple(policies)
    rules = _rules(built.network(None), layers, missing)
    kept = [None, *_different(built, layers, given, several)]
    choices = [Choice(*one) for one in product(dict.fromkeys(cuts), kept, rules)]
    if len(choices) > MOST:
        raise TiesnetError(
            say(
                "{n} combinations of choices are more than {most}.",
                n=localised(f"{len(choices):,}"),
                most=MOST,
            ),
            say("Name fewer cut-offs, policies or rules."),
        )
    return choices


def _rules(net: Network, layers: Sequence[str], missing: Sequence[str]) -> list[str]:
    names = [name if name == KNOWN else rule_named(name).name for name in missing]
    if not names:
        raise TiesnetError(
            say("No rule for missing answers was named."), say("Name 'known' at least.")
        )
    if "copy" in names:
        raise TiesnetError(
            say("The rule 'copy' takes answers from another layer, and none can be named here."),
            say("Choose other rules, or complete the network first."),
        )
    if set(names) == {KNOWN}:
        return [KNOWN]
    some = bool(gaps_of(net, layers, model=False).layers)
    return list(dict.fromkeys([KNOWN, *names])) if some else [KNOWN]


def _different(
    built: _Built, layers: Sequence[str], policies: Sequence[str], strengths: bool
) -> list[str]:
    """Leave out policies under which the layers are the same as under one before."""
    unknown = sorted(set(policies) - set(POLICIES))
    if unknown:
        raise TiesnetError(
            say("{repr}: no such policy for double reports.", repr=", ".join(map(repr, unknown))),
            say("Choose among: {policies}.", policies=", ".join(POLICIES)),
        )
    kept, seen = [], [_print(built.network(None), layers, strengths)]
    for policy in policies:
        made = _print(built.network(policy), layers, strengths)
        if not any(made.equals(one) for one in seen):
            kept.append(policy)
            seen.append(made)
    return kept


def _print(net: Network, layers: Sequence[str], strengths: bool) -> pd.DataFrame:
    """Give what makes a difference: ties, their strengths if asked for, and what is known."""
    ties = net.ties[net.ties["layer"].isin(layers)]
    columns = ["layer", "source", "target", *(["weight"] if strengths else [])]
    found = ties[columns].astype({"layer": "str"}).reset_index(drop=True)
    told = net.respondents
    known = [int(told.questions_only([name]).known_pairs().sum()) for name in layers]
    return pd.concat([found, pd.DataFrame({"known": known})], axis=1)


def _cutoffs(net: Network, layers: Sequence[str]) -> list[float | None]:
    strengths = net.ties.loc[net.ties["layer"].isin(layers), "weight"].dropna()
    told = sorted(map(float, strengths.unique()))
    if len(told) > _FEW:
        return [None, float(strengths.median())]
    return [None, *(one for one in told[1:] if (strengths >= one).mean() >= _LEFT)]

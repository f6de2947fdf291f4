"""The rounds of a survey as networks, two at a time: who was there in both, who came and left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

import pandas as pd

from tiesnet.errors import TiesnetError
from tiesnet.inference.waves.mergers import joined, mergers_of
from tiesnet.language import say, word
from tiesnet.network import UNIONS, Network, build_network, members
from tiesnet.survey import Survey, absences, shown_survey, wave_order, withheld


@dataclass(frozen=True, eq=False)
class Step:
    """Two waves, the earlier and the later one, with the actors inside the cluster.

    Attributes
    ----------
    before, after : str
        Their names.
    first, second : Network
        The network of each, everybody who was there inside the cluster. A firm that merged
        between the two is part, in both, of the one it merged into.
    wide : tuple of Network
        The same with the actors outside.
    merged : mapping of str to str
        The firms that merged between the two, and into which.
    absorbed : tuple of str
        Those of them that were inside the cluster.
    """

    before: str
    after: str
    wide: tuple[Network, Network]
    merged: Mapping[str, str]
    absorbed: tuple[str, ...] = ()

    @cached_property
    def first(self) -> Network:
        """The earlier wave, inside the cluster."""
        return self.wide[0].inside()

    @cached_property
    def second(self) -> Network:
        """The later wave, inside the cluster."""
        return self.wide[1].inside()

    @cached_property
    def both(self) -> pd.Index:
        """Who was there in both waves, in the order of the survey."""
        here, there = self.first.actors.index, self.second.actors.index
        return here[here.isin(there)]

    @cached_property
    def entered(self) -> pd.Index:
        """Who was there in the later wave only."""
        there = self.second.actors.index
        return there[~there.isin(self.first.actors.index)]

    @cached_property
    def left(self) -> pd.Index:
        """Who was there in the earlier wave only, those that merged left out."""
        here = self.first.actors.index
        return here[~here.isin(self.second.actors.index)]

    @cached_property
    def kept(self) -> tuple[Network, Network]:
        """Both networks with those that were there in both, in the same order."""
        return self.first.keep(self.both), self.second.keep(self.both)

    def key(self) -> dict[str, str]:
        """Name the two waves, for a row of a table."""
        return {"from_wave": self.before, "to_wave": self.after}

    def label(self, layer: str) -> str:
        """Name a layer or union within a sentence."""
        return str(self.second.layer(layer).layers["label"].iloc[0]).lower()


class Notes:
    """What could not be computed, and why: one sentence for all relations of which it holds."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str, str], list[str]] = {}

    def add(self, step: Step, about: str, what: str) -> None:
        """Note something about a relation, or about two."""
        self._found.setdefault((step.before, step.after, what), []).append(about)

    def sentences(self) -> list[str]:
        """Give a sentence for every reason."""
        return [
            say(
                "{before} to {after}, {about}: {what}.",
                before=before,
                after=after,
                about=", ".join(dict.fromkeys(about)),
                what=say(what),
            )
            for (before, after, what), about in self._found.items()
        ]


@dataclass(frozen=True, eq=False)
class Rounds:
    """A survey by its waves.

    Attributes
    ----------
    survey : Survey
        With the names it may show.
    names : tuple of str
        The waves that are compared, in their order.
    policies : mapping of str to str
        How double reports become one tie, by relation; see `tiesnet.network.build_network`.
    labels : mapping of str to str
        What stands for the ids of those that did not agree to be shown by name.
    """

    survey: Survey
    names: tuple[str, ...]
    policies: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Every wave with the next."""
        return tuple(self._step(one, other) for one, other in pairwise(self.names))

    @cached_property
    def earlier(self) -> tuple[Step, ...]:
        """Every wave with the next, up to the first that is compared."""
        known = waves_of(self.survey)
        return tuple(self._step(*two) for two in pairwise(known[: known.index(self.names[0]) + 1]))

    def _step(self, before: str, after: str) -> Step:
        first, second = (self._network(self.survey, wave) for wave in (before, after))
        merged = mergers_of(self.survey, first, second, after)
        inside = first.inside().actors.index
        if merged:
            together = joined(self.survey, merged)
            first, second = (self._network(together, wave) for wave in (before, after))
        absorbed = tuple(one for one in merged if one in inside)
        return Step(before, after, (first, second), merged, absorbed)

    def _network(self, survey: Survey, wave: str) -> Network:
        """Build a wave; who had left, by the table of changes, and was not asked is not there."""
        net = build_network(survey, self.policies, wave=wave)
        away = absences(survey.changes, net.actors.index, [wave])[:, 0]
        away &= (net.respondents.asked.to_numpy() == 0).all(axis=1)
        return net.keep(net.actors.index[~away]) if away.any() else net


def rounds_of(
    survey: Survey,
    waves: Sequence[str] | None = None,
    *,
    policies: Mapping[str, str] | None = None,
    internal: bool = False,
) -> Rounds:
    """Prepare the waves of a survey to be compared.

    Parameters
    ----------
    survey : Survey
        From `read_survey`, with two waves or more.
    waves : sequence of str, optional
        Which; each is compared with the next in time. All by default.
    policies, internal
        See `tiesnet.network.build_network`.

    Raises
    ------
    TiesnetError
        The survey has fewer than two waves; a wave is not known; fewer than two are named.
    """
    names = waves_of(survey)
    if len(names) < 2:
        has = say("one wave ({names})", names=f"{names[0]!r}") if names else word("no waves")
        raise TiesnetError(
            say("A comparison of waves needs two, and this survey has {has}.", has=has),
            say(
                "Ask the same questions again, and say of every tie in which wave it was told "
                "(column 'wave' of the table 'ties')."
            ),
        )
    chosen = names if waves is None else [one for one in names if one in set(map(str, waves))]
    unknown = [one for one in waves or () if str(one) not in names]
    if unknown or len(chosen) < 2:
        what = (
            say("The survey has no wave {repr}.", repr=", ".join(map(repr, unknown)))
            if unknown
            else say("A comparison of waves needs two that differ.")
        )
        raise TiesnetError(what, say("Its waves are: {names}.", names=", ".join(names)))
    shown = shown_survey(survey, internal)
    labels = {} if internal else withheld(survey)
    if "consent" in shown.actors:  # what it says is done
        shown = _without_consent(shown)
    return Rounds(shown, tuple(chosen), dict(policies or {}), labels)


def as_rounds(survey: Survey | Rounds, waves: Sequence[str] | None) -> Rounds:
    """Take a survey, or rounds that are prepared already."""
    if isinstance(survey, Survey):
        return rounds_of(survey, waves)
    if waves is None:
        return survey
    chosen = rounds_of(survey.survey, waves, policies=survey.policies)
    return Rounds(survey.survey, chosen.names, survey.policies, survey.labels)


def waves_of(survey: Survey) -> list[str]:
    """Name the waves of a survey in their order."""
    return sorted((str(wave) for wave in survey.ties["wave"].dropna().unique()), key=wave_order)


def chosen_layers(net: Network, asked: Sequence[str] | None) -> list[str]:
    """Give the layers asked for; by default the unions that have members, then every layer.

    Raises
    ------
    TiesnetError
        A layer is not known.
    """
    known = [*UNIONS, *map(str, net.layers.index)]
    if asked is None:
        unions = [name for name in reversed(UNIONS) if members(net.layers, name)]
        return list(dict.fromkeys([*unions, *map(str, net.layers.index)]))
    if unknown := [name for name in asked if name not in known]:
        raise TiesnetError(
            say("There is no layer {repr}.", repr=", ".join(map(repr, unknown))),
            say("Choose among: {known}.", known=", ".join(known)),
        )
    return list(dict.fromkeys(asked))


def _without_consent(survey: Survey) -> Survey:
    from dataclasses import replace

    return replace(survey, actors=survey.actors.drop(columns="consent"))

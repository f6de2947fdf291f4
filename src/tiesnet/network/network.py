"""The `Network`: actors, ties, layers and who answered, with views instead of options."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from tiesnet.errors import TiesnetError
from tiesnet.language import say
from tiesnet.network.kept import Kept, apart
from tiesnet.network.respondents import ANSWERED, NOT_SURVEYED, PARTLY, Respondents
from tiesnet.network.unions import UNIONS, flow_ties, make_union, turn
from tiesnet.survey import Survey

TIE_COLUMNS = (
    "source",
    "target",
    "layer",
    "weight",
    "relations",
    "orientation",
    "rule",
    "upstream",
    "reach",
    "source_report",
    "target_report",
    "status",
    "reported",
)


@dataclass(frozen=True, eq=False)
class Origin:
    """Where a network comes from: its survey, what was assumed, and the choices made.

    Attributes
    ----------
    survey : Survey or None
        The survey it was built from; None for a network made from an edge list in Python.
    assumptions : DataFrame
        ``code``, ``assumption``, ``count``: what was assumed for the user, by the survey's
        reader and by the network's builder.
    choices : DataFrame
        ``code``, ``choice``, ``count``: the policy of each layer for double reports, and the
        rules that gave ties their orientation.
    parameters : mapping
        Policies by relation, wave, seed.
    unconfirmable : DataFrame
        Reported ties that their policy can neither accept nor reject, since an end whose word
        decides did not answer; ``source`` and ``target`` are ids. They are kept apart: no tie is
        made of them, and nobody is called disconnected who may have one.
    reported : DataFrame
        Every tie that anybody reported, whatever the policy made of it, with its ``status``.
    """

    survey: Survey | None
    assumptions: pd.DataFrame
    choices: pd.DataFrame
    parameters: Mapping[str, Any]
    unconfirmable: pd.DataFrame
    reported: pd.DataFrame


@dataclass(frozen=True, eq=False, repr=False)
class Network:
    """A set of actors and the ties between them, in one or several layers.

    Choices are views that return another Network: ``net.layer("advice").undirected()``. A view
    shares nothing that can be changed through it.

    Attributes
    ----------
    actors : DataFrame
        Indexed by id; ``stage`` is the first stage of the actor, ``stages`` all of them.
    ties : DataFrame
        ``source`` and ``target`` (row positions in `actors`), ``layer``, ``weight`` (strength;
        in a union the number of relations), ``orientation`` and the ``rule`` that gave it,
        ``upstream`` (1: the source is the supplier or earlier stage, -1: the target, 0: neither
        or unknown), ``reach``, the strength each end reported, the ``status`` of the tie and
        which end ``reported`` it (source, target, both or other).
        An undirected tie stands once, with ``source`` < ``target``.
    layers : DataFrame
        Indexed by layer: label, formality, content, directed, flow, combine, has_strength.
    respondents : Respondents
        What every actor was asked and answered.
    origin : Origin
        The survey, the assumptions and the parameters behind it.
    """

    actors: pd.DataFrame
    ties: pd.DataFrame
    layers: pd.DataFrame
    respondents: Respondents
    origin: Origin
    _parts: pd.DataFrame | None = field(default=None)
    _kept: Kept = field(default_factory=Kept, init=False)

    @property
    def directed(self) -> bool:
        """Whether any layer has arrows."""
        return bool(self.layers["directed"].any())

    def layer(self, name: str) -> Network:
        """Show one layer, or a union: ``formal``, ``informal`` or ``all``.

        A union is binary and runs along the flow; an undirected tie counts both ways unless the
        whole union is undirected. Its weight is the number of relations. Membership stays out.

        Raises
        ------
        TiesnetError
            The network has no such layer.
        """
        return self._view(("layer", name), lambda: self._layer(name))

    def _layer(self, name: str) -> Network:
        if name in self.layers.index:
            ties = self.ties[self.ties["layer"] == name].reset_index(drop=True)
            return replace(
                self,
                ties=ties,
                layers=self.layers.loc[[name]],
                respondents=self.respondents
                if len(self.layers) == 1
                else self.respondents.questions_only([name]),
                _parts=self._parts if len(self.layers) == 1 else None,
            )
        if name not in UNIONS:
            known = ", ".join([*map(str, self.layers.index), *UNIONS])
            raise TiesnetError(
                say("There is no layer {name}.", name=f"{name!r}"),
                say("Choose one of: {known}.", known=known),
            )
        return make_union(self, name)

    def undirected(self) -> Network:
        """Drop the arrows: a pair is tied when either end names the other.

        Strengths of the two arrows are not merged (the weight is empty) since no single rule
        fits every question; use ``combine`` policies to merge reports of one tie.
        """
        ties = turn(self.ties, (self.ties["source"] > self.ties["target"]).to_numpy())
        double = ties.duplicated(["source", "target", "layer"], keep=False)
        ties.loc[double, ["weight", "source_report", "target_report"]] = np.nan
        said = ties[double].groupby(["source", "target", "layer"])["reported"]
        ties.loc[double, "reported"] = said.transform("first").where(
            said.transform("nunique") == 1, "both"
        )
        ties = ties.drop_duplicates(["source", "target", "layer"], ignore_index=True)
        layers = self.layers.assign(directed=False, flow="both")
        return apart(replace(self, ties=ties, layers=layers))

    def inside(self) -> Network:
        """Keep the actors that belong to the cluster."""
        mask = self.actors["in_cluster"].to_numpy(dtype=bool)
        return self if mask.all() else self._view("inside", lambda: self._keep(mask))

    def firms(self) -> Network:
        """Keep the firms."""
        mask = (self.actors["kind"] == "firm").to_numpy(dtype=bool)
        return self if mask.all() else self._view("firms", lambda: self._keep(mask))

    def keep(self, ids: Iterable[str]) -> Network:
        """Keep some actors and the ties among them, in the network's own order."""
        kept = self._keep(self.actors.index.isin(list(ids)))
        return self if kept is self else apart(kept)

    def _view(self, key: Any, make: Callable[[], Network]) -> Network:
        """Give a view that is asked for again and again (see `tiesnet.network.kept`)."""
        return self._kept.view(self, key, make)

    def __getstate__(self) -> dict[str, Any]:
        """Copy and save a network without what is kept beside it, which is quickly made again."""
        return {**vars(self), "_kept": Kept()}

    def _keep(self, mask: np.ndarray[Any, Any]) -> Network:
        if mask.all():
            return self
        code = np.where(mask, np.cumsum(mask) - 1, -1)
        kept = self.actors.index[mask]
        return replace(
            self,
            actors=self.actors.loc[kept],
            ties=_recode(self.ties, code),
            respondents=self.respondents.actors_only(kept),
            _parts=None if self._parts is None else _recode(self._parts, code),
        )

    def along_flow(self) -> Network:
        """Turn every tie so that its arrow is the way the content flows.

        "Whom do you ask for advice?" points against the flow of knowledge: its arrows are turned.
        """
        against = list(self.layers.index[self.layers["flow"] == "against_arrow"])
        return self._view("flow", lambda: self._turned(against)) if against else self

    def _turned(self, against: list[str]) -> Network:
        flow = self.layers["flow"].where(self.layers["flow"] != "against_arrow", "with_arrow")
        return replace(
            self,
            ties=flow_ties(self.ties, against),
            layers=self.layers.assign(flow=flow),
            respondents=self.respondents.reversed(against),
        )

    def __repr__(self) -> str:
        firms = self.actors["kind"] == "firm"
        states = self.respondents.states()[firms]
        asked = int((states != NOT_SURVEYED).sum())
        got = int(states.isin([ANSWERED, PARTLY]).sum())
        alone = (self.respondents.states() == ANSWERED).to_numpy(copy=True)
        alone[self.ties[["source", "target"]].to_numpy().ravel()] = False
        counts = self.ties["layer"].value_counts()
        layers = ", ".join(f"{name} {int(counts.get(name, 0))}" for name in self.layers.index)
        rate = f", {got} of {asked} firms answered ({got / asked:.0%})" if asked else ""
        return (
            f"Network of {len(self.actors)} actors ({int(firms.sum())} firms), {len(self.ties)} "
            f"ties ({layers}), {int(alone.sum())} isolates{rate}"
        )

    def _repr_html_(self) -> str:
        from tiesnet.network.on_page import network_card

        return network_card(self)


def tie_parts(net: Network) -> pd.DataFrame:
    """Give the classified ties behind a network, one row per relation of a pair.

    In a single layer these are its ties; in a union, the ties of its member layers, so that a
    pair tied by a vertical sale and a horizontal friendship keeps both.
    """
    return net.ties if net._parts is None else net._parts


def _recode(ties: pd.DataFrame, code: np.ndarray[Any, Any]) -> pd.DataFrame:
    source, target = code[ties["source"].to_numpy()], code[ties["target"].to_numpy()]
    both = (source >= 0) & (target >= 0)
    return ties[both].assign(source=source[both], target=target[both]).reset_index(drop=True)

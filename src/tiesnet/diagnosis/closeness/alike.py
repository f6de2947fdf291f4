"""What two firms have in common: place, sector or stage, membership, origin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.diagnosis.closeness.pair_kinds import upper
from tiesnet.diagnosis.evidence import Gap
from tiesnet.language import percent_text, say, word
from tiesnet.metrics import NEAR, alike, pair_space
from tiesnet.network import ANSWERED, PARTLY, Network, TwoMode, affiliations

PLACE, KNOW_HOW = word("geographic"), word("cognitive")
MEMBERS, ORIGIN = word("organisational"), word("cultural")
PROXIMITIES = {
    PLACE: word("in the same place"),
    KNOW_HOW: word("of the same sector or stage"),
    MEMBERS: word("with a membership in common"),
    ORIGIN: word("of the same origin"),
}
"""The four proximities of a pair (Boschma 2005) and what they say of two firms."""
_NAMED = {
    PLACE: word("The geographic proximity"),
    KNOW_HOW: word("The cognitive proximity"),
    MEMBERS: word("The organisational proximity"),
    ORIGIN: word("The cultural proximity"),
}
SATURATES = 0.5
"""Bodies holding more than this share of the firms tie nearly everybody to everybody."""
_GAPS = {
    PLACE: Gap(
        "Which firms are close to each other in space is not known.",
        "Ask every firm for its town (column location), or note latitude and longitude.",
    ),
    KNOW_HOW: Gap(
        "Which firms know similar things is not known.",
        "Ask every firm for its sector and its stage of the chain.",
    ),
    MEMBERS: Gap(
        "Which firms belong to the same associations or projects is not known.",
        "Ask for memberships, or take them from the lists of the associations "
        "(table affiliations).",
    ),
    ORIGIN: Gap(
        "Which firms come from the same country is not known.",
        "Ask every firm for the country its owners come from (column origin).",
    ),
}
_Told = Any  # a nullable boolean array over the pairs of `upper`


@dataclass(frozen=True, eq=False)
class Proximities:
    """The proximities of all pairs of firms.

    Attributes
    ----------
    kinds : mapping of str to nullable booleans
        One per proximity that can be told and differs, over the pairs of `upper`.
    left_out : tuple of str
        A sentence for each attribute that says nothing here.
    gaps : tuple of Gap
        One for each proximity nothing is known of.
    """

    kinds: Mapping[str, _Told]
    left_out: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = field(default=())


def proximities(
    view: Network, *, stages: bool = True, near: float = NEAR, saturates: float = SATURATES
) -> Proximities:
    """Tell of every pair of firms whether they are close, in four ways (Boschma 2005).

    Parameters
    ----------
    view : Network
        Firms only.
    stages : bool, default True
        Whether stages count for the cognitive proximity, beside sectors.
    near : float, default 5
        Kilometres below which firms are in the same place.
    saturates : float, default 0.5
        Bodies that hold more than this share of the firms whose memberships are known are left
        out of the organisational proximity.
    """
    one, other = upper(len(view.actors))
    said: list[str] = []
    found = {
        PLACE: pair_space(view, one, other, near)["co_located"].array,
        KNOW_HOW: _know_how(view, stages, said),
        MEMBERS: shared_membership(view, saturates, said),
        ORIGIN: same_word(view, "origin"),
    }
    kinds: dict[str, _Told] = {}
    gaps = []
    for name, told in found.items():
        if told is None:
            continue
        known = told[~told.isna()]
        if not len(known):
            gaps.append(_GAPS[name])
        elif known.all() or not known.any():
            said.append(_says_nothing(name, bool(known.all())))
        else:
            kinds[name] = told
    return Proximities(kinds, tuple(said), tuple(gaps))


def _says_nothing(name: str, every: bool) -> str:
    named, common = say(_NAMED[name]), say(PROXIMITIES[name])
    if every:
        return say(
            "{proximity} says nothing here and is left out: every known pair is one of firms "
            "{common}.",
            proximity=named,
            common=common,
        )
    return say(
        "{proximity} says nothing here and is left out: no known pair is one of firms {common}.",
        proximity=named,
        common=common,
    )


def same_word(view: Network, column: str) -> _Told:
    """Tell of every pair whether a column has the same text; not known where one is empty."""
    one, other = upper(len(view.actors))
    if column not in view.actors:
        return _unknown(len(one))
    codes = pd.factorize(alike(view.actors[column]))[0]
    return pd.arrays.BooleanArray(codes[one] == codes[other], (codes[one] < 0) | (codes[other] < 0))


def same_stage(view: Network) -> _Told:
    """Tell of every pair whether they share a stage."""
    one, other = upper(len(view.actors))
    stages = view.actors["stages"]
    names = {name: place for place, name in enumerate(sorted({s for own in stages for s in own}))}
    member = np.zeros((len(stages), max(len(names), 1)), dtype=np.int32)
    for row, own in enumerate(stages):
        member[row, [names[name] for name in own]] = 1
    known = np.asarray(member.any(axis=1))
    shared = (member @ member.T)[one, other] > 0
    return pd.arrays.BooleanArray(shared, ~(known[one] & known[other]))


def shared_membership(
    view: Network, saturates: float = SATURATES, said: list[str] | None = None
) -> _Told:
    """Tell of every pair whether they belong to the same body, the largest left out.

    None when every body holds more than the share.
    """
    whole = affiliations(view)
    if not whole.incidence.nnz:
        return _unknown(len(upper(len(view.actors))[0]))
    two = whole.up_to(saturates)
    wide = [str(n) for k, n in whole.organisations["name"].items() if k not in _keys(two)]
    if wide and said is not None:
        said.append(
            say(
                "Bodies with more than {share} of the firms do not count: {bodies}.",
                share=percent_text(f"{100 * saturates:.0f}"),
                bodies=", ".join(sorted(wide)),
            )
        )
    if not two.incidence.nnz:
        return None
    return shared_body(view, two)


def shared_body(view: Network, two: TwoMode) -> _Told:
    """Tell of every pair whether they belong to the same of some bodies.

    A firm that did not answer may belong to more bodies than are on record.
    """
    one, other = upper(len(view.actors))
    place = two.actors.get_indexer(view.actors.index)
    shared = np.zeros((len(place), len(place)), dtype=bool)
    here = np.flatnonzero(place >= 0)
    rows = two.incidence[place[here]]
    shared[np.ix_(here, here)] = (rows @ rows.T).toarray() > 0
    answered = view.respondents.states().isin([ANSWERED, PARTLY]).to_numpy() & (place >= 0)
    yes = shared[one, other]
    return pd.arrays.BooleanArray(yes, ~yes & ~(answered[one] & answered[other]))


def _keys(two: TwoMode) -> set[str]:
    return set(two.organisations.index)


def _know_how(view: Network, stages: bool, said: list[str]) -> _Told:
    """Tell who is of the same sector or stage, from those of the two that differ among firms."""
    told = {"sector": same_word(view, "sector")}
    if stages:
        told["stage"] = same_stage(view)
    use = {}
    for name, values in told.items():
        known = values[~values.isna()]
        if len(known) and known.all():
            said.append(_all_alike(name, len(known) == len(values)))
        elif len(known):
            use[name] = values
    if not use:
        return None if any(_some(values) for values in told.values()) else _unknown(_size(told))
    first, *rest = use.values()
    return first | rest[0] if rest else first


def _all_alike(name: str, known: bool) -> str:
    """Say why a sector or a stage does not count; ``known`` of all firms or of some."""
    if name == "sector":
        if known:
            return say("The sector is left out: all firms are of the same sector.")
        return say(
            "The sector is left out: all firms whose sector is known are of the same sector."
        )
    if known:
        return say("The stage is left out: all firms are of the same stage.")
    return say("The stage is left out: all firms whose stage is known are of the same stage.")


def _some(values: _Told) -> bool:
    return bool((~values.isna()).any())


def _size(told: Mapping[str, _Told]) -> int:
    return len(next(iter(told.values())))


def _unknown(count: int) -> _Told:
    blank: NDArray[np.bool_] = np.ones(count, dtype=bool)
    return pd.arrays.BooleanArray(np.zeros(count, dtype=bool), blank)

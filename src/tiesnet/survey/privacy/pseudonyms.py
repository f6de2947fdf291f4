"""Pseudonyms in random order, and the key that leads back from them to the names."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tiesnet.errors import TiesnetError
from tiesnet.language import say
from tiesnet.survey.survey import Survey
from tiesnet.survey.words import listed, name_key, quoted

LETTERS = {"firm": "F", "person": "P"}
ORGANISATION = "O"
NAMED_KINDS = ("cluster_organisation", "association", "government", "research", "finance")
"""Kinds of organisations whose names may be kept."""
_MADE = re.compile(r"([A-Z]+)(\d+)")


class Entry(NamedTuple):
    """One line of a key; an organisation that is no actor has no id."""

    pseudonym: str
    id: str
    name: str


class Named(NamedTuple):
    """Who needs a pseudonym, with the letter that tells only the kind, and its former names."""

    letter: str
    id: str
    name: str
    former: tuple[str, ...] = ()


def to_be_named(survey: Survey, keep_organisations: bool) -> list[Named]:
    """List every actor and organisation whose name has to go."""
    kept = NAMED_KINDS if keep_organisations else ()
    actors, former = survey.actors, _former(survey)
    found = [
        Named(
            LETTERS.get(str(kind), ORGANISATION), str(actor), str(name), former.get(str(actor), ())
        )
        for actor, name, kind in zip(actors.index, actors["name"], actors["kind"], strict=True)
        if kind not in kept
    ]
    if not keep_organisations and len(survey.affiliations):
        ids = set(map(str, actors.index))
        texts = map(str, survey.affiliations["organisation"].dropna().unique())
        found += [Named(ORGANISATION, "", text) for text in texts if text not in ids]
    return found


def _former(survey: Survey) -> dict[str, tuple[str, ...]]:
    """Give the former names of actors that have a new one, the latest first."""
    found: dict[str, tuple[str, ...]] = {}
    renamed = survey.changes[survey.changes["change"] == "renamed"]
    for name, into in zip(map(str, renamed["actor"]), map(str, renamed["into"]), strict=True):
        found[into] = (name, *found.get(into, ()))
    return found


def with_pseudonyms(
    named: Sequence[Named], known: Sequence[Entry], seed: int | None
) -> list[Entry]:
    """Give everybody a pseudonym: the one of the key, or a new one drawn at random.

    Parameters
    ----------
    named : sequence of Named
        From `to_be_named`.
    known : sequence of Entry
        An earlier key, or nothing.
    seed : int or None
        Seed of the order; drawn from the system when not given.

    Returns
    -------
    list of Entry
        The earlier key with new lines at its end, so that it serves the next wave as well.
    """
    draw = random.SystemRandom() if seed is None else random.Random(seed)
    key = _Key(known)
    found = {one: entry for one in named if (entry := key.find(one))}
    _check_one_each(found)
    fresh = [one for one in named if one not in found]
    entries = [*known, *(Entry(e.pseudonym, o.id, o.name) for o, e in _renamed(found))]
    taken = {name_key(text) for one in named for text in (one.id, one.name)}
    for letter in sorted({one.letter for one in fresh}):
        own = sorted(one for one in fresh if one.letter == letter)
        draw.shuffle(own)
        entries += _numbered(letter, own, entries, taken)
    return entries


class _Key:
    """An earlier key, by name and by id."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._by_name: dict[str, list[Entry]] = {}
        self._by_id: dict[str, list[Entry]] = {}
        for entry in entries:
            self._by_name.setdefault(name_key(entry.name), []).append(entry)
            if entry.id:
                self._by_id.setdefault(entry.id, []).append(entry)

    def find(self, one: Named) -> Entry | None:
        """Find an actor: by its name, else by its id, else by a former name."""
        by_name = self._by_name.get(name_key(one.name), [])
        by_name = [entry for entry in by_name if entry.id == one.id] or by_name
        by_id = self._by_id.get(one.id, [])
        if len({entry.pseudonym for entry in by_name}) > 1:
            raise TiesnetError(
                say("The key has {name} several times, with other ids.", name=quoted(one.name)),
                say("Correct the ids in the key or in the survey."),
            )
        if by_name and by_id and by_name[0].pseudonym not in {e.pseudonym for e in by_id}:
            raise TiesnetError(
                say(
                    "In the key the id {id} belongs to {name}, and {name2} has the id {id2}.",
                    id=quoted(one.id),
                    name=quoted(by_id[0].name),
                    name2=quoted(one.name),
                    id2=quoted(by_name[0].id),
                ),
                say("Use the same ids in every wave, or another key."),
            )
        found = by_name or by_id or self._by_former(one)
        return found[0] if found else None

    def _by_former(self, one: Named) -> list[Entry]:
        entries = [self._by_name.get(name_key(n), []) or self._by_id.get(n, []) for n in one.former]
        return [entry for own in entries for entry in own]


def _check_one_each(found: Mapping[Named, Entry]) -> None:
    owners: dict[str, Named] = {}
    for one, entry in found.items():
        other = owners.setdefault(entry.pseudonym, one)
        if other is not one:
            raise TiesnetError(
                say(
                    "{value} would both be {pseudonym} by the key.",
                    value=listed([other.name, one.name]),
                    pseudonym=entry.pseudonym,
                ),
                say("Correct the ids or names in the survey, or use another key."),
            )


def _renamed(found: Mapping[Named, Entry]) -> Iterable[tuple[Named, Entry]]:
    """Give those that stand in the key under another id or name; both stay in it."""
    return (
        (one, entry) for one, entry in found.items() if (one.id, one.name) != (entry.id, entry.name)
    )


def _numbered(
    letter: str, own: Sequence[Named], entries: Sequence[Entry], taken: set[str]
) -> list[Entry]:
    """Number actors after those of the key; a pseudonym is nobody's id or name."""
    used = [match for entry in entries if (match := _MADE.fullmatch(entry.pseudonym))]
    used = [match for match in used if set(match[1]) == {letter}]
    prefix = used[0][1] if used else letter
    first = max((int(match[2]) for match in used), default=0) + 1
    numbers = range(first, first + len(own))
    width = max([2, len(str(first + len(own) - 1)), *(len(match[2]) for match in used)])
    while any(name_key(f"{prefix}{number:0{width}}") in taken for number in numbers):
        prefix += letter
    return [
        Entry(f"{prefix}{number:0{width}}", one.id, one.name)
        for number, one in zip(numbers, own, strict=True)
    ]

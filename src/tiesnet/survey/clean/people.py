"""Link every name in the survey to an actor, and make actors of those not in the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import partial
from typing import NamedTuple

import numpy as np
import pandas as pd

from tiesnet.language import say
from tiesnet.survey.clean.actors import FIRST, Actors
from tiesnet.survey.clean.name_checks import check_names
from tiesnet.survey.clean.name_numbers import ZEROS, number_of, same_numbers, say_same_numbers
from tiesnet.survey.clean.name_rows import name_rows
from tiesnet.survey.coded import (
    code,
    counts_of,
    distinct,
    first_rows_of,
    is_coded,
    replaced,
    texts_type,
)
from tiesnet.survey.matching.index import Match, NameIndex, merged_said
from tiesnet.survey.matching.resolve import Decided
from tiesnet.survey.matching.spellings import MOST_TAKEN_APART, merge_spellings
from tiesnet.survey.matching.suggest import MOST_KNOWN, suggest
from tiesnet.survey.problems import Log
from tiesnet.survey.raw import Table
from tiesnet.survey.words import TEXT, counted, listed, quoted

_ENDS = (("ties", "source"), ("ties", "target"))
_TELLERS = (("ties", "reported_by"),)
_OTHERS = (
    ("responses", "actor"),
    ("affiliations", "actor"),
    ("items", "actor"),
    ("introductions", "one"),
    ("introductions", "other"),
    ("changes", "actor"),
)
LINKED = (*_ENDS, *_TELLERS, *_OTHERS)
_PLAIN = ("id", "exact")
_LIKE_ENOUGH = 0.55  # for 'did you mean'; the sheet of names also shows what is less alike
_MOST_HINTS = 20_000


class People(NamedTuple):
    """The actors, the tables with names replaced by ids (empty: no actor, or several), the names.

    ``names`` tells of every name that is not simply that of an actor what became of it.
    """

    actors: pd.DataFrame
    tables: dict[str, Table]
    names: pd.DataFrame


def link_people(
    actors: Actors,
    tables: Mapping[str, Table],
    log: Log,
    decided: Decided | None = None,
    *,
    census: bool = True,
) -> People:
    """Replace names by actor ids in all tables; report those that fit nobody or several.

    In a census who is not in the actors table is outside the cluster; otherwise it was not asked.
    """
    names = all_names(tables)
    decided = decided or Decided()
    _assume_decided(decided, tables, log)
    if not actors.given:
        return _from_names(tables, names, decided, log)
    match = _matched(actors, names, decided)
    _assume_merged(match, tables, log)
    unknown = [name for name in names if name not in match.ids and name not in match.ambiguous]
    near = _hints([name for name in unknown if name not in decided.others], actors, log)
    kept = set()
    strange = Strange(set(unknown), match.ambiguous, near, set(decided.others), census)
    for table, column in LINKED:
        named = _say_strange(tables[table], column, strange, log)
        kept |= named if (table, column) not in _OTHERS else set()
    outside = _outside([name for name in unknown if name in kept], decided, tables, log)
    people = _with_strangers(actors.frame, outside, census, log)
    found = name_rows(_found(match, unknown, outside, decided), tables, LINKED)
    return People(people, _linked(tables, {**match.ids, **outside}, people.index), found)


def _matched(actors: Actors, names: list[str], decided: Decided) -> Match:
    """Match names to the roster; what was decided comes before what is only alike."""
    index = NameIndex(list(map(str, actors.frame.index)), list(map(str, actors.frame["name"])))
    for actor, name in decided.also:
        index.add(actor, name)
    match = index.match([name for name in names if name not in decided.others])
    for name, actor in decided.firms.items():
        if match.how.get(name) not in ("id", "exact"):
            match.ambiguous.pop(name, None)
            match.merged.pop(name, None)
            match.ids[name], match.how[name] = actor, "decided"
    return match


def _hints(unknown: list[str], actors: Actors, log: Log) -> dict[str, str]:
    """The firm most like each unknown name, when it is like enough to be asked about."""
    if not unknown:
        return {}
    labels = [
        text
        for actor, name in actors.frame["name"].items()
        for text in dict.fromkeys((str(name), str(actor)))
    ]
    asked = unknown[:_MOST_HINTS] if len(labels) <= MOST_KNOWN else []
    if len(asked) < len(unknown):
        text = say("There are so many names that no firm was suggested for these while reading.")
        log.assume("names_not_compared", text, len(unknown) - len(asked))
    near = suggest(asked, labels, most=1, lowest=_LIKE_ENOUGH)
    found = {name: labels[few[0].place] for name, few in zip(asked, near, strict=True) if few}
    return found | same_numbers(unknown, labels)


def _outside(
    unknown: list[str], decided: Decided, tables: Mapping[str, Table], log: Log
) -> dict[str, str]:
    """The outside actor of each unknown name: as decided, or one for all spellings of a name."""
    free = [name for name in unknown if name not in decided.others]
    merged = merge_spellings(free, partial(_counts, tables))
    others = {name: merged.ids[name] for name in merged.how}
    _assume_merged(Match(merged.ids, others, {}, merged.how), tables, log)
    return {name: merged.ids.get(name) or decided.others[name] for name in unknown}


def _found(
    match: Match, unknown: Iterable[str], outside: Mapping[str, str], decided: Decided
) -> dict[str, tuple[str, str, str]]:
    """Actor, way and ids of every name that is not simply that of an actor."""
    found = {n: (match.ids[n], how, "") for n, how in match.how.items() if how not in _PLAIN}
    for name in unknown:
        way = "decided_outside" if name in decided.others else "outside"
        found[name] = (outside[name], way, "") if name in outside else ("", "left_out", "")
    return found | {
        name: ("", "ambiguous", "\n".join(ids)) for name, ids in match.ambiguous.items()
    }


def all_names(tables: Mapping[str, Table]) -> list[str]:
    """Every name in the data, in the order in which they stand first."""
    names: dict[str, None] = {}
    for table, column in LINKED:
        names |= dict.fromkeys(distinct(tables[table].text(column)))
    names.pop("", None)
    return list(names)


def _counts(tables: Mapping[str, Table], names: Collection[str]) -> Counter[str]:
    """How often names stand in the data."""
    counts: Counter[str] = Counter()
    for table, column in LINKED:
        counts.update(counts_of(tables[table].text(column), names))
    return counts


def _from_names(
    tables: Mapping[str, Table], names: list[str], decided: Decided, log: Log
) -> People:
    """Without an actors table, every name is a firm of the cluster."""
    check_names(tables["ties"], log, ("source", "target"))
    say_same_numbers(tables, names, log)
    free = [name for name in names if name not in decided.others]
    merged = merge_spellings(free, partial(_counts, tables))
    if len(free) > MOST_TAKEN_APART:
        text = say("There are so many names that only case, accents and spaces were disregarded.")
        log.assume("names_not_taken_apart", text, len(free))
    ids = merged.ids | {name: decided.others[name] for name in names if name in decided.others}
    match = Match(ids, {name: ids[name] for name in merged.how}, {}, merged.how)
    _assume_merged(match, tables, log)
    actors = sorted(set(ids.values()))
    text = say("There is no actors table; every name in the data is a firm inside the cluster.")
    log.assume("actors_from_names", text, len(actors))
    people = _plain_actors(actors, "firm", True)
    found = {name: (ids[name], how, "") for name, how in merged.how.items()}
    found |= {name: (ids[name], "decided", "") for name in names if name in decided.others}
    return People(people, _linked(tables, ids, people.index), name_rows(found, tables, LINKED))


def _assume_merged(match: Match, tables: Mapping[str, Table], log: Log) -> None:
    counts = _counts(tables, match.merged) if match.merged else {}
    for name, actor in match.merged.items():
        text = merged_said(name, actor, match.how[name])
        log.assume("merged_name", text, counts[name])


def _assume_decided(decided: Decided, tables: Mapping[str, Table], log: Log) -> None:
    said = {**decided.firms, **decided.others}
    counts = _counts(tables, said) if said else {}
    for name, actor in said.items():
        what = quoted(actor) if name != actor else say("an actor outside the roster")
        text = say(
            "{name} is {what}: decided by you in {file}.",
            name=quoted(name),
            what=what,
            file=decided.file,
        )
        log.assume("decided_name", text, counts[name])


class Strange(NamedTuple):
    """Names that fit nobody or several, the firm each is most like, and those decided upon."""

    unknown: set[str]
    ambiguous: Mapping[str, list[str]]
    near: Mapping[str, str]
    decided: set[str]
    census: bool = True


def _say_strange(table: Table, column: str, strange: Strange, log: Log) -> set[str]:
    """Report unknown and ambiguous names, once per name and column, where they stand first."""
    unknown, ambiguous, near, decided, census = strange
    if not unknown and not ambiguous:
        return set()
    counts, first = counts_of(table.text(column)), first_rows_of(table.text(column))
    for name in filter(ambiguous.__contains__, first):
        ids = listed(ambiguous[name])
        text = say(
            "{{value}} is the name of several actors ({ids}); rows with it were left out.", ids=ids
        )
        log.add_cells("ambiguous_name", table, [first[name]], column, text)
    strangers = list(filter(unknown.__contains__, first))
    asked = column in ("reported_by",) or table.name == "responses"
    fate = (
        say("it was kept as an actor outside the cluster, never surveyed")
        if census
        else say("it was kept as a firm of the cluster, never surveyed")
    )
    if (table.name, column) in _OTHERS:
        fate = say("its rows here were left out")
    for name in strangers:
        if name in decided and (table.name, column) not in _OTHERS:
            continue
        rows = counted(counts[name], "row")
        hint = say("Did you mean {near}? ", near=quoted(near[name])) if name in near else ""
        hint += say(ZEROS) * (name in near and "" != number_of(name) == number_of(near[name]))
        if _typed(table, first[name]):  # whoever fills in a form may name anybody
            text = say(
                "{{value}} is not among the firms asked ({rows}); {fate}.", rows=rows, fate=fate
            )
            repair = say(
                "{hint}If it is one of them, say so in the sheet of 'tiesnet names'.", hint=hint
            )
            log.add_cells("unlisted_name", table, [first[name]], column, text, repair)
            continue
        log.add_cells(
            "unknown_respondent" if asked else "unknown_actor",
            table,
            [first[name]],
            column,
            say("{{value}} is not in the actors table ({rows}); {fate}.", rows=rows, fate=fate),
            say("{hint}Correct the name, or add it to the actors table.", hint=hint),
            None if census else "note",
        )
    return set(strangers)


def _typed(table: Table, row: int) -> bool:
    """Whether a name was typed into, or chosen in, a column of a form."""
    return table.made and table.origins is not None and bool(table.origins.column[row])


def _linked(
    tables: Mapping[str, Table], ids: Mapping[str, str], actors: pd.Index
) -> dict[str, Table]:
    """Replace names by ids; coded columns then share the codes of the actors."""
    linked = dict(tables)
    shared, others = None, {name: actor for name, actor in ids.items() if name != actor}
    for table, column in LINKED:
        if linked[table].has(column):
            names = linked[table].text(column)
            if is_coded(names):
                shared = shared or texts_type(actors)
                found = code(names, shared, others)
            else:
                found = replaced(names, lambda name: ids.get(name, ""))
            linked[table] = linked[table].with_column(column, found)
    return linked


def _plain_actors(ids: list[str], kind: str, inside: bool) -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "name": pd.array(ids, dtype=TEXT),
            "kind": pd.array([kind] * len(ids), dtype=TEXT),
            "in_cluster": np.full(len(ids), inside),
            "respondent": pd.array([None] * len(ids), dtype=TEXT),
            "stage": pd.array([None] * len(ids), dtype=TEXT),
        }
    )
    frame.index = pd.Index(ids, name="id", dtype=TEXT)
    return frame[list(FIRST)]


def _with_strangers(
    frame: pd.DataFrame, ids: Mapping[str, str], census: bool, log: Log
) -> pd.DataFrame:
    new = sorted(set(ids.values()) - set(map(str, frame.index)))
    if not new:
        return frame
    if census:
        text = say("are actors outside the cluster, of kind 'other'.")
        log.assume(
            "unknown_outside",
            say("Names that are not in the actors table {text}", text=text),
            len(new),
        )
        extra = _plain_actors(new, "other", False)
    else:
        text = say("are firms of the cluster that were not asked, since not everybody was.")
        log.assume(
            "unknown_not_asked",
            say("Names that are not in the actors table {text}", text=text),
            len(new),
        )
        extra = _plain_actors(new, "firm", True)
    whole = frame.index.append(extra.index)
    joined = frame.reindex(whole)
    for column in FIRST:
        values = pd.concat([frame[column], extra[column]])
        joined[column] = values.astype(frame[column].dtype)
    joined.index.name = "id"
    return joined

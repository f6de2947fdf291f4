"""What the decisions of a sheet of names mean for one survey, and which of them cannot be used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tiesnet.language import joined, say
from tiesnet.survey.matching.decisions import Decision, Decisions, is_new, label, same_as
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.words import name_key, quoted


@dataclass
class Decided:
    """What was decided, in terms of the survey.

    ``firms`` maps a name to the id of a firm of the roster; ``others`` a name to the outside name
    that stands for it (itself: an actor of its own); ``same`` the id of a firm of the roster to
    that of the firm it is the same as, and ``also`` gives the further names such a firm then has.
    ``file`` is the name of the sheet.
    """

    firms: dict[str, str] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)
    same: dict[str, str] = field(default_factory=dict)
    also: list[tuple[str, str]] = field(default_factory=list)
    file: str = ""


class _Known:
    """What a text of the sheet may stand for: firms by id, label and name, and other names."""

    def __init__(self, firms: Sequence[tuple[str, str]], names: Collection[str]) -> None:
        self.ids = {actor for actor, _ in firms}
        self._by_text: dict[str, set[str]] = defaultdict(set)
        self._by_key: dict[str, set[str]] = defaultdict(set)
        self._names_by_key: dict[str, set[str]] = defaultdict(set)
        for actor, name in firms:
            for text in (label(actor, name), name or actor):
                self._by_text[text].add(actor)
                self._by_key[name_key(text)].add(actor)
            self._by_key[name_key(actor)].add(actor)
        for text in names:
            self._names_by_key[name_key(text)].add(text)
        self.names = names

    def firms(self, text: str) -> set[str]:
        """The firms of the roster a text may mean."""
        return {text} if text in self.ids else self._by_text.get(text, set())

    def meant(self, text: str) -> tuple[set[str], str]:
        """The firms and the name that a decision means; case and accents may differ."""
        firms = self.firms(text)
        if firms or text in self.names:
            return firms, text
        few = self._names_by_key.get(name_key(text), set())
        return self._by_key.get(name_key(text), set()), min(few) if len(few) == 1 else text


def resolve(
    decisions: Decisions | None,
    firms: Sequence[tuple[str, str]],
    names: Collection[str],
    log: Log,
) -> Decided:
    """Find out what decisions mean, and report those that cannot be used.

    Parameters
    ----------
    decisions : Decisions or None
        From `read_names`.
    firms : sequence of (id, name)
        The roster; empty when there is none.
    names : collection of str
        Every name in the data.
    log : Log
        Takes the problems.

    Returns
    -------
    Decided
        What can be used.
    """
    decided = Decided(file=decisions.file if decisions else "")
    if decisions is None:
        return decided
    known = _Known(firms, names)
    rows = [row for row in decisions.rows if row.name in names or known.firms(row.name)]
    strange = [row for row in decisions.rows if row.name not in names and row not in rows]
    if strange and not rows:
        _say_other_survey(decisions, log)
        return decided
    for row in strange:
        if row.decided:
            _refuse(row, say("{name} does not stand in this survey", name=quoted(row.name)), log)
    targets: dict[str, str] = {}
    for row in _consistent([row for row in rows if row.decided], log):
        _take(row, known, targets, decided, log)
    _follow(targets, decided)
    return decided


def _consistent(rows: Iterable[Decision], log: Log) -> list[Decision]:
    """Leave out names of which two things were decided."""
    by_name: dict[str, list[Decision]] = defaultdict(list)
    for row in rows:
        by_name[row.name].append(row)
    kept = []
    for name, few in by_name.items():
        if len({row.decided for row in few}) > 1:
            said = joined([quoted(row.decided) for row in few[:2]])
            _refuse(
                few[1],
                say("Two things were decided of {name}: {said}", name=quoted(name), said=said),
                log,
            )
        else:
            kept.append(few[0])
    return kept


def _take(
    row: Decision, known: _Known, targets: dict[str, str], decided: Decided, log: Log
) -> None:
    """Take over one decision."""
    own = known.firms(row.name)
    found = {row.name} if is_new(row.decided) and not known.firms(row.decided) else None
    firms, text = known.meant(same_as(row.decided))
    firms = set() if found else firms
    if len(firms) > 1:
        said = say("{text} is the name of several firms of the roster", text=quoted(text))
        _refuse(row, said, log, say("Use the id of the firm."))
    elif found and not own:
        targets[row.name] = row.name
    elif found:
        return  # a firm of the roster that is one of its own, as it already was
    elif len(own) > 1 and row.name in known.names and firms:
        (decided.firms[row.name],) = firms  # a name that fits several: now it is known which
    elif own:
        _same_firm(row, own, firms, decided, log)
    elif firms:
        (decided.firms[row.name],) = firms
    elif text == row.name:
        _refuse(row, say("{text} cannot be the same as itself", text=quoted(text)), log)
    elif text in known.names:
        targets[row.name] = text
    else:
        _refuse(
            row,
            say("{text} is neither a firm of the roster nor a name in the data", text=quoted(text)),
            log,
        )


def _same_firm(row: Decision, own: set[str], firms: set[str], decided: Decided, log: Log) -> None:
    """Two firms of the roster that are one."""
    if len(own) > 1 or not firms:
        said = say("{name} is a firm of the roster", name=quoted(row.name))
        if len(own) > 1:
            said = say("{name} is the name of several firms of the roster", name=quoted(row.name))
        _refuse(
            row,
            say(
                "{said}, so it cannot be {decided}", said=said, decided=quoted(same_as(row.decided))
            ),
            log,
        )
    elif own == firms:
        _refuse(row, say("{name} cannot be the same as itself", name=quoted(row.name)), log)
    else:
        (one,), (two,) = own, firms
        if _end(two, decided.same) == one:
            _refuse(
                row,
                say(
                    "{one} and {two} are each said to be the other",
                    one=quoted(one),
                    two=quoted(two),
                ),
                log,
            )
        else:
            decided.same[one] = two


def _follow(targets: Mapping[str, str], decided: Decided) -> None:
    """Follow 'same as' to its end: a firm of the roster, or the name that stands for all."""
    for name in targets:
        end = _end(name, targets)
        if end in decided.firms:
            decided.firms[name] = decided.firms[end]
        else:
            decided.others[name] = end
            decided.others.setdefault(end, end)
    for names in (decided.firms, decided.same):
        for name in names:
            names[name] = _end(names[name], decided.same)


def _end(name: str, targets: Mapping[str, str]) -> str:
    seen = [name]
    while targets.get(seen[-1], seen[-1]) not in seen:
        seen.append(targets[seen[-1]])
    last = targets.get(seen[-1], seen[-1])
    return last if last == seen[-1] else min(seen[seen.index(last) :])


def _refuse(row: Decision, said: str, log: Log, repair: str = "") -> None:
    log.add(
        "names_decision", row.place, say("{said}; the decision was not used.", said=said), repair
    )


def _say_other_survey(decisions: Decisions, log: Log) -> None:
    text = say(
        "None of the names in {file} stands in this survey; no decision was used.",
        file=decisions.file,
    )
    log.add("names_other_survey", Place(decisions.file), text)

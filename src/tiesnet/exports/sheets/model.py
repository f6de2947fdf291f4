"""What stands on the sheet of a firm, before it becomes a page or a worksheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from tiesnet.diagnosis import response
from tiesnet.errors import NeedsError
from tiesnet.exports.report.first import title
from tiesnet.exports.report.words import KINDS, day, shown
from tiesnet.exports.sheets.meetings import Meeting, Meetings
from tiesnet.exports.sheets.numbers import FEWEST_FIRMS, FEWEST_PARTNERS, Number, Numbers
from tiesnet.exports.sheets.own import answering_firms, observed, own_ties, unnamed
from tiesnet.exports.sheets.words import LONGEST_LABEL, LONGEST_TEXT, short
from tiesnet.language import say, say_n
from tiesnet.metrics import Measures
from tiesnet.network import PARTLY


@dataclass(frozen=True)
class Partner:
    """A partner as the firm's own map shows it.

    Attributes
    ----------
    name, stage : str
        Said already; a name that was refused is not in it.
    number : int
        Of its stage along the chain, 0 for none.
    inside, firm : bool
    formal, informal : str
        Which way ties run along the flow: out, in, both, plain (no arrow), or empty for none.
    """

    name: str
    stage: str
    number: int
    inside: bool
    firm: bool
    formal: str
    informal: str


@dataclass(frozen=True)
class Group:
    """The partners of one relation, and which way it runs."""

    label: str
    formal: bool
    names: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """Everything on the sheet of one firm; all texts are said already."""

    firm: str
    name: str
    line: str
    survey: str
    date: str
    rate: str
    partners: tuple[Partner, ...]
    groups: tuple[Group, ...]
    numbers: tuple[Number, ...]
    meetings: tuple[Meeting, ...]
    unnamed_meetings: int
    offers: str
    seeks: str
    notes: tuple[str, ...]


def sheets_of(measures: Measures, firms: Iterable[str] | None = None) -> list[Sheet]:
    """Give the sheet of every firm that answered, by name.

    Parameters
    ----------
    measures : Measures
        What `measure` gave.
    firms : iterable of str, optional
        Only these, by id.

    Raises
    ------
    NeedsError
        No firm answered.
    """
    heard = answering_firms(measures.net)
    if heard.empty:
        raise NeedsError(say("No firm inside the cluster answered: there is no sheet to write."))
    chosen = heard if firms is None else [firm for firm in heard if firm in set(firms)]
    maker = _Maker(measures)
    sheets = [maker.sheet(str(firm)) for firm in chosen]
    return sorted(sheets, key=lambda sheet: (sheet.name.casefold(), sheet.firm))


class _Maker:
    """What all sheets of a survey share."""

    def __init__(self, measures: Measures) -> None:
        self._measures, net = measures, measures.net
        self._actors, self._layers = net.actors, net.layers
        self._ties = own_ties(net)
        self._by = dict(iter(self._ties.groupby("actor", sort=False)))
        self._hidden = unnamed(net)
        self._numbers = Numbers(measures, self._ties)
        self._meetings = Meetings(measures, self._hidden)
        self._states = net.respondents.states()
        self._labels = stage_labels(measures)
        survey = net.origin.survey
        self._when = str(survey.info.get("date") or "") if survey is not None else ""
        self._title, self._rate = title(measures), f"{response(measures).sentence}."

    def sheet(self, firm: str) -> Sheet:
        own = self._by.get(firm, self._ties[:0])
        row = self._actors.loc[firm]
        meetings, left = self._meetings.of(firm, set(own["partner"]))
        numbers = tuple(self._numbers.of(firm))
        return Sheet(
            firm,
            short(row["name"]),
            self._line(row),
            short(self._title, LONGEST_TEXT),
            day(shown(self._when)),
            self._rate,
            self._partners(own),
            self._groups(own),
            numbers,
            meetings,
            left,
            short(row.get("offers"), LONGEST_TEXT),
            short(row.get("seeks"), LONGEST_TEXT),
            tuple(self._notes(firm, numbers)),
        )

    def _line(self, row: pd.Series) -> str:
        stages = [self._labels.get(stage, (0, stage))[1] for stage in row["stages"]]
        size = row.get("size")
        people = "" if not shown(size, "count") else _people(size)
        return " · ".join(part for part in (", ".join(stages), people) if part)

    def _name(self, actor: str) -> str:
        if actor in self._hidden:
            return say("name withheld")
        return short(self._actors.at[actor, "name"])

    def _partners(self, own: pd.DataFrame) -> tuple[Partner, ...]:
        made = []
        for actor, ties in own.groupby("partner", sort=False):
            row = self._actors.loc[actor]
            number, stage = self._labels.get(row["stage"], (0, ""))
            formality = self._layers["formality"].reindex(ties["layer"]).to_numpy()
            firm = str(row["kind"]) in ("firm", "other")
            stage = stage if firm else say(KINDS.get(str(row["kind"]), "actor"))
            ways = [way(ties[formality == one]) for one in ("formal", "informal")]
            inside = bool(row["in_cluster"])
            made.append(Partner(self._name(str(actor)), stage, number, inside, firm, *ways))
        return tuple(sorted(made, key=_in_order))

    def _groups(self, own: pd.DataFrame) -> tuple[Group, ...]:
        made = []
        for layer, info in self._layers.iterrows():
            ties = own[own["layer"] == layer]
            for direction, label in _directions(short(info["label"], LONGEST_LABEL)):
                mine = ties.loc[ties["way"] == direction, "partner"]
                names = sorted(set(mine), key=lambda one: self._name(one).casefold())
                if names:
                    formal = info["formality"] == "formal"
                    made.append(Group(label, formal, tuple(self._name(one) for one in names)))
        return tuple(made)

    def _notes(self, firm: str, numbers: Iterable[Number]) -> list[str]:
        """Say what was assumed, and what is left out for the sake of others."""
        said = [
            say("The ties were observed, not reported by firms: both ends are shown them.")
            if observed(self._measures.net)
            else say(
                "Assumed: only ties this firm reported itself, or that both ends reported, may be "
                "shown to it. What others said about it in confidence is not on this sheet."
            )
        ]
        if self._states.get(firm) == PARTLY:
            said.append(say("This firm answered in part: its numbers may be higher."))
        if all(number.among is None for number in numbers):
            said.append(
                say(
                    "Fewer than {n} firms answered in full: there is nothing to compare with "
                    "that would not show single firms.",
                    n=FEWEST_FIRMS,
                )
            )
        if any(number.value is None for number in numbers):
            said.append(
                say(
                    "With fewer than {n} partners, or where it is not defined, a number that "
                    "rests on others’ answers is left out.",
                    n=FEWEST_PARTNERS,
                )
            )
        return said


def stage_labels(measures: Measures) -> Mapping[str, tuple[int, str]]:
    """Give number along the chain and label of every stage."""
    survey = measures.net.origin.survey
    if survey is None:
        return {}
    stages = survey.stages.sort_values("order", kind="stable", na_position="last")
    return {
        str(stage): (number, shown(label) or str(stage))
        for number, (stage, label) in enumerate(stages["label"].items(), start=1)
    }


def way(ties: pd.DataFrame) -> str:
    """Say in a word which way ties run, seen from the firm in the middle."""
    ways = set(ties["way"])
    if not ways:
        return ""
    arrows = ways - {"plain"}
    return "both" if len(arrows) == 2 else arrows.pop() if arrows else "plain"


def _people(size: object) -> str:
    n = round(float(str(size)))
    return say_n(n, "{n} person", "{n} people")


def _directions(label: str) -> tuple[tuple[str, str], ...]:
    return (
        ("out", say("{relation}: from this firm", relation=label)),
        ("in", say("{relation}: to this firm", relation=label)),
        ("plain", label),
    )


def _in_order(partner: Partner) -> tuple[bool, bool, int, str]:
    """Stages along the chain first, then institutions, then those outside."""
    return not partner.inside, not partner.firm, partner.number or 10**6, partner.name.casefold()

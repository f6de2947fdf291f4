"""Plans of plain sheets that hold firms or ties, told by their columns."""

from __future__ import annotations

from collections.abc import Sequence

from tiesnet.language import say
from tiesnet.survey.forms.form import PLAIN, Form
from tiesnet.survey.forms.known import Known, loose
from tiesnet.survey.forms.plan import FIRMS, TIES, RelationPlan, TablePlan
from tiesnet.survey.forms.respondent import names_look
from tiesnet.survey.headers import map_headers
from tiesnet.survey.synonyms import table_words
from tiesnet.survey.words import fold

_FIELDS = ("relation", "strength", "trust", "frequency", "since", "topic", "medium", "value",
           "reported_by")  # fmt: skip


def is_firm_list(form: Form) -> bool:
    """Whether a plain sheet is named as the list of firms."""
    return form.tool == PLAIN and table_words().get(fold(form.name)) == "actors"


def listed_names(form: Form) -> list[str]:
    """The names in a list of firms; their codes where it has no names."""
    plan = firms_plan(0, form)
    place = plan.respondent if plan.name is None else plan.name
    return [] if place is None else list(Known(form).counts(place))


def firms_plan(at: int, form: Form) -> TablePlan:
    """The plan of a list of firms: all its columns describe them."""
    names = map_headers("actors", [question.header for question in form.questions]).names
    places = {name: place for place, name in names.items()}
    first = places.pop("id", None)
    name = places.pop("name", None)
    who = name if first is None else first
    if who is None:
        who = 0
        places = {key: place for key, place in places.items() if place != 0}
    attributes = tuple((place, key) for key, place in places.items())
    return TablePlan(
        at, FIRMS, respondent=who, name=None if first is None else name, attributes=attributes
    )


def pairs_plan(at: int, form: Form) -> TablePlan | None:
    """The plan of a list of pairs: two columns of names, many of them in both."""
    known = Known(form)
    columns = _name_columns(known, form)
    best: tuple[float, int, int] | None = None
    for k, one in enumerate(columns):
        for two in columns[k + 1 :]:
            first, second = (set(map(loose, known.counts(p))) for p in (one, two))
            shared = len(first & second) / max(1, min(len(first), len(second)))
            if shared >= 0.3 and len(first & second) >= 2 and (not best or shared > best[0]):
                best = (shared, one, two)
    if best is None:
        return None
    heads = [question.header for question in form.questions]
    others = map_headers("ties", heads).names
    fields = {
        name: place for place, name in others.items() if name in _FIELDS and place not in best[1:]
    }
    fields |= {"source": best[1], "target": best[2]}
    wave = next((place for place, name in others.items() if name == "wave"), None)
    relations = () if "relation" in fields else (RelationPlan("tie"),)
    doubt = say(
        "The first of the two columns of names was taken for who names, the second for who is "
        "named."
    )
    return TablePlan(at, TIES, fields=fields, wave=wave, relations=relations, doubts=(doubt,))


def _name_columns(known: Known, form: Form) -> Sequence[int]:
    return [
        q.place
        for q in form.questions
        if (names_look(known.counts(q.place)) or q.header.lower() in ("from", "to", "source"))
        and len(known.counts(q.place)) >= 3
    ][:12]

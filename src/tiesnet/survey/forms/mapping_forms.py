"""Which form a table of a mapping file means, and what is named twice in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tiesnet.language import say
from tiesnet.survey.forms.form import Form
from tiesnet.survey.forms.mapping_keys import (
    MappingFile,
    did_you_mean,
)
from tiesnet.survey.forms.plan import (
    TablePlan,
)
from tiesnet.survey.words import listed, quoted

FIELDS = ("source", "target", "relation", "strength", "reported_by", "trust", "frequency",
           "since", "topic", "medium", "value")  # fmt: skip


def form_of(table: Mapping[str, Any], forms: Sequence[Form], file: MappingFile) -> int | None:
    """The form a table of the file speaks of: as named, the only one, or the one that fits."""
    names = [{form.name, form.sheet, form.file} - {""} for form in forms]
    wanted = table.get("sheet")
    if isinstance(wanted, str):
        for at, known in enumerate(names):
            if wanted in known:
                return at
        every = [name for known in names for name in sorted(known)]
        text = say(
            "There is no sheet or file {wanted}.{wanted2}",
            wanted=quoted(wanted),
            wanted2=did_you_mean(wanted, every),
        )
        file.error(
            "sheet", text, wanted, say("There are: {every}.", every=listed(dict.fromkeys(every)))
        )
        return None
    if len(forms) == 1:
        return 0
    said = {str(table[key]) for key in (*FIELDS, "respondent", "firm") if key in table}
    fits = [len(said & {q.header for q in form.questions}) for form in forms]
    if not fits or not max(fits) or fits.count(max(fits)) > 1:
        every = [form.sheet or form.file for form in forms]
        text = say("It is not said which sheet or file the columns stand in.")
        file.error("sheet", text, "", say("Give 'sheet', one of: {every}.", every=listed(every)))
        return None
    return fits.index(max(fits))


def check_ids(plans: Sequence[TablePlan], file: MappingFile) -> None:
    """Relations that name each other must exist; one id is described once per table."""
    ids = {relation.id for plan in plans for relation in plan.relations}
    for plan in plans:
        seen: set[str] = set()
        for relation in plan.relations:
            if relation.id in seen:
                text = say("The relation {id} is described twice.", id=quoted(relation.id))
                file.error("id", text, relation.id, say("Give each relation an id of its own."))
            seen.add(relation.id)
            other = relation.facts.get("inverse_of", "")
            if other and other not in ids:
                text = say(
                    "{id} is said to be the inverse of {other}, which ",
                    id=quoted(relation.id),
                    other=quoted(other),
                )
                hint = did_you_mean(other, ids)
                file.error(
                    "inverse_of", say("{text}is not described.{hint}", text=text, hint=hint), other
                )


def as_text(value: Any) -> str:
    """Write a value of the file as text."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)

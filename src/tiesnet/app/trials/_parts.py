"""Choices that several tests share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tiesnet.app.sessions import Session
from tiesnet.app.trials._registry import Choice, Field, Values
from tiesnet.app.words import whole_number
from tiesnet.errors import TiesnetError
from tiesnet.exports import attribute_label
from tiesnet.language import say, word
from tiesnet.network import UNIONS, Network

PLENTY = 100_000
WORKERS = -1
"""One process per core; the result is the same."""
_NO_ATTRIBUTE = frozenset(
    {"name", "stages", "in_cluster", "respondent", "wave", "contact", "consent"}
)


def net_of(session: Session) -> Network:
    """Give the network that was measured."""
    if session.measures is None:
        raise TiesnetError(say("There is nothing to test yet."), say("Open a survey first."))
    return session.measures.net


def relations(session: Session) -> list[Choice]:
    """List the relations of the survey."""
    layers = net_of(session).layers
    return [(str(k), str(row["label"] or k)) for k, row in layers.iterrows()]


def layers(session: Session) -> list[Choice]:
    """List the relations and their unions."""
    unions = [name for name in UNIONS if name in net_layers(session)]
    return [*relations(session), *((name, say(UNION_WORDS[name])) for name in unions)]


def net_layers(session: Session) -> Sequence[str]:
    """List the layers that were measured."""
    return session.measures.layers if session.measures is not None else ()


UNION_WORDS = {
    "formal": word("All formal ties"),
    "informal": word("All informal ties"),
    "all": word("All ties"),
}


def quoted(name: str) -> str:
    """Write a name as formulas want it: in quotation marks where it has spaces or signs.

    >>> quoted("advice"), quoted("joint project"), quoted('the "other"')
    ('advice', '"joint project"', '`the "other"`')
    """
    if name.isidentifier():
        return name
    return f"`{name}`" if '"' in name else f'"{name}"'


def terms(session: Session) -> list[Choice]:
    """List the relations as formulas name them."""
    return [(quoted(name), label) for name, label in relations(session)]


def attributes(session: Session) -> list[Choice]:
    """List what is known of the firms and differs between them."""
    actors = net_of(session).actors
    return [
        (str(name), attribute_label(str(name)))
        for name in actors.columns
        if str(name) not in _NO_ATTRIBUTE and actors[name].nunique(dropna=True) > 1
    ]


def metrics(level: str) -> Callable[[Session], list[Choice]]:
    """List the measures of firms or of the network that are usually computed."""

    def of(session: Session) -> list[Choice]:
        from tiesnet.metrics import catalogue

        measures = session.measures
        if measures is None:
            return []
        known = set(measures.network.index)
        known |= set(measures.actors.columns.get_level_values("metric"))
        return [
            (record.name, say(record.label))
            for record in catalogue().values()
            if record.level == level and record.name in known
        ]

    return of


def some_of(choices: Callable[[Session], list[Choice]], *wanted: str) -> Callable[[Session], Any]:
    """Choose at first those of some names that there are."""

    def first(session: Session) -> list[str]:
        known = {name for name, _ in choices(session)}
        return [name for name in wanted if name in known]

    return first


def first_of(choices: Callable[[Session], list[Choice]], *wanted: str) -> Callable[[Session], Any]:
    """Choose at first the first of some names that there is, else the first there is at all."""

    def first(session: Session) -> str | None:
        known = [name for name, _ in choices(session)]
        return next((name for name in (*wanted, *known) if name in known), None)

    return first


def draws(count: int = 999) -> Field:
    """Ask how often chance is drawn."""
    return Field(
        "replications",
        word("How often chance is drawn"),
        "number",
        first=lambda _session: count,
        help=word("More takes longer and gives a finer p."),
    )


def or_formula(example: str) -> Field:
    """Ask for a formula, which may be written in place of what was chosen from the lists."""
    return Field("formula", word("Or write a formula"), "text", help=example, optional=True)


LAYERS = Field("layers", word("In which relations"), "many", layers, some_of(layers, "all"))


def testing(values: Values) -> dict[str, Any]:
    """Give replications, seed and workers as keywords of a test."""
    return {"replications": number(values, "replications"), "seed": 1, "workers": WORKERS}


def number(values: Values, key: str) -> int:
    """Give a whole number that can be computed with."""
    value = whole_number(values.get(key))
    if value is None or not 1 <= value <= PLENTY:
        raise TiesnetError(
            say("A whole number from 1 to {most} was expected.", most=PLENTY),
            say("Correct the number in the form; 999 is usual."),
        )
    return value


def formula_of(values: Values) -> str:
    """Give the formula written, or the one chosen from the lists; "" when neither is whole."""
    if written := text(values, "formula"):
        return written
    outcome = text(values, "outcome")
    terms = [term for term in several(values, "terms") if term != outcome]
    return f"{outcome} ~ {' + '.join(terms)}" if outcome and terms else ""


def several(values: Values, key: str) -> list[str]:
    """Give what was chosen of several."""
    value = values.get(key) or []
    return [str(one) for one in (value if isinstance(value, list) else [value])]


def needed(values: Values, key: str, what: str) -> list[str]:
    """Give what was chosen of several; at least one is needed."""
    chosen = several(values, key)
    if not chosen:
        raise TiesnetError(what, say("Choose at least one in the form."))
    return chosen


def text(values: Values, key: str) -> str:
    """Give what was written."""
    return str(values.get(key) or "").strip()

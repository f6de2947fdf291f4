"""Which figure is shown, with which options; and the figure itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tiesnet.app.sessions import Session
from tiesnet.app.trials._parts import attributes, layers
from tiesnet.errors import TiesnetError
from tiesnet.language import say, word
from tiesnet.metrics import Measures
from tiesnet.plots import figures, map_layouts, network_frame

_LABELS = {
    "layer": word("Relation"),
    "by": word("Grouped by"),
    "colour": word("Colour"),
    "size": word("Size"),
    "firm": word("Firm"),
    "measure": word("Measure"),
    "of": word("Share of"),
    "condition": word("Beside networks with"),
    "intervals": word("What missing answers could change"),
    "layout": word("Layout"),
}
_GROUPS = (("stage", word("Stage")), ("kind", word("Kind")))
_FIXED = {
    "of": (("share", word("the ties of the row")), ("jaccard", word("the ties of either"))),
    "condition": (
        ("dyads", word("as many mutual, one-way and empty pairs")),
        ("edges", word("as many ties")),
        ("degrees", word("as many ties of every firm")),
        ("size", word("as many firms only")),
    ),
    "by": (
        ("community", word("Community")),
        ("core", word("Core and periphery")),
        ("stage", word("Stage")),
    ),
    "colour": (("answered", word("Whether it answered")), ("connection", word("Connection"))),
}


@dataclass(frozen=True)
class Option:
    """One option of a figure: its words, what may be chosen, and what is."""

    name: str
    label: str
    value: Any
    choices: tuple[tuple[Any, str], ...] = ()
    optional: bool = False


def chosen(session: Session) -> str:
    """Give the name of the figure that is shown; at first the map."""
    name = str(session.shown.get("figure/name", ""))
    return name if name in figures() else next(iter(figures()))


def options_of(session: Session, name: str) -> list[Option]:
    """Give the options of a figure that a person can choose."""
    made = []
    for key, default in figures()[name].options.items():
        if key not in _LABELS or not isinstance(default, bool | str | None):
            continue
        value = session.shown.get(f"figure/{name}/{key}", default)
        label = say(_LABELS[key])
        if isinstance(default, bool):
            value = value if isinstance(value, str) else ("yes" if value else "no")
            yes_no = (("yes", say("Yes")), ("no", say("No")))
            made.append(Option(key, label, value, yes_no))
        else:
            known = _choices(session, key, default)
            if known:
                made.append(Option(key, label, value, known, optional=default is None))
    return made


def _choices(session: Session, key: str, default: Any) -> tuple[tuple[Any, str], ...]:
    """List what an option may be, as far as it is known; the default is always among it."""
    measures = session.measures
    if measures is None:
        return ()
    found = _listed(session, measures, key)
    known = [name for name, _ in found]
    if default not in (None, "") and found and default not in known:
        found.insert(0, (default, str(default).capitalize()))
    return tuple(found)


def _listed(session: Session, measures: Measures, key: str) -> list[tuple[Any, str]]:
    fixed = [(name, say(label)) for name, label in _FIXED.get(key, ())]
    if key == "layer":
        return [one for one in layers(session) if one[0] in measures.layers]
    if key == "firm":
        return _firms(measures)
    if key == "layout":
        return list(session.remembered("layouts", lambda: _layouts(measures)))
    if key == "measure":
        return _metrics(measures)
    if key == "size":
        return _numbers(session, measures)
    if key == "colour":
        own = dict(fixed) | {name: say(label) for name, label in _GROUPS}
        return [*own.items(), *(one for one in attributes(session) if one[0] not in own)]
    return fixed


def _firms(measures: Measures) -> list[tuple[Any, str]]:
    names = measures.net.actors["name"].loc[measures.actors.index]
    return sorted(((str(k), str(name)) for k, name in names.items()),
                  key=lambda one: one[1].casefold())  # fmt: skip


def _layouts(measures: Measures) -> list[tuple[Any, str]]:
    return [(one.key, say(one.label)) for one in map_layouts(network_frame(measures))]


def _metrics(measures: Measures) -> list[tuple[Any, str]]:
    from tiesnet.metrics import catalogue

    known = set(measures.actors.columns.get_level_values("metric"))
    return [(one.name, say(one.label)) for one in catalogue().values() if one.name in known]


def _numbers(session: Session, measures: Measures) -> list[tuple[Any, str]]:
    from tiesnet.metrics import catalogue

    usual = ("degree", "betweenness_normalised", "effective_size")
    found = [(name, say(catalogue()[name].label)) for name in usual if name in catalogue()]
    actors = measures.net.actors
    own = [one for one in attributes(session) if actors[one[0]].dtype.kind in "iuf"]
    return [*found, *own]


def values(session: Session, name: str) -> dict[str, Any]:
    """Give the options that differ from those the figure has by itself."""
    defaults = figures()[name].options
    found = {}
    for option in options_of(session, name):
        value: Any = option.value
        if isinstance(defaults[option.name], bool):
            value = value == "yes"
        if isinstance(value, str) and not value.strip():
            value = None
        if value is None and defaults[option.name] is not None:
            continue
        if value != defaults[option.name]:
            found[option.name] = value
    return found


def drawn(session: Session, name: str) -> Any:
    """Draw a figure with the options chosen.

    Raises
    ------
    TiesnetError
        The survey lacks what the figure needs, or an option does not fit.
    """
    measures = session.measures
    if measures is None:
        raise TiesnetError(say("There is nothing to draw yet."), say("Open a survey first."))
    options = values(session, name)
    record = figures()[name]
    key = f"figure/{name}/{sorted(options.items(), key=str)}"
    return session.remembered(key, lambda: record.function(measures, **options))

"""The catalogue of diagnoses: what each means and needs, declared once beside its function."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from weakref import WeakKeyDictionary

from tiesnet.beside import shared
from tiesnet.declared import by_chapter, check_declared, documented, keys_of, options_of
from tiesnet.diagnosis.evidence import Diagnosis, Gap
from tiesnet.errors import TiesnetError
from tiesnet.language import language, say
from tiesnet.metrics import Measures, design_of, in_one_thread
from tiesnet.progress import track

CHAPTERS = {
    "disconnected": "Who is disconnected?",
    "introductions": "Who should meet whom?",
    "brokers": "Who holds the network together?",
    "chain": "Along the chain or among peers?",
    "production": "How is production organised?",
    "layers": "Formal and informal",
    "capital": "What social capital do firms have?",
    "outside": "What comes from outside?",
    "closeness": "What brings firms together?",
    "kind": "What kind of cluster is this?",
    "chance": "Is it more than chance?",
    "sure": "Would it survive the missing answers?",
    "survey": "How good is the survey?",
}
"""Where a diagnosis stands in the report, in the order of the chapters, with their questions."""

FILES: tuple[str, ...] = (
    "holding.loss",
    "chain.stage_test",
    "chain.joint_action",
    "chain.coopetition",
    "chain.chain_shape",
    "kind.identification",
    "kind.cluster_type",
    "kind.life_cycle",
    "kind.collective_efficiency",
    "production.production",
    "production.governance",
    "production.upgrading",
    "production.representation",
    "production.topics",
    "closeness.proximity",
    "closeness.platforms",
    "closeness.virtuality",
    "closeness.partner_mixing",
    "outside.openness",
    "outside.gatekeepers",
    "outside.international",
    "outside.cognitive_roles",
    "connection.way_in",
    "introductions.introductions",
    "introductions.best_introductions",
    "capital.capital",
    "kind.actions",
    "chance.coupling",
    "chance.association",
    "chance.explained",
    "chance.patterns",
    "chance.waves",
    "sure.ranks",
    "sure.choices",
    "survey_quality.call_first",
    "survey_quality.response_rates",
    "survey_quality.agreement",
    "survey_quality.policies",
    "survey_quality.blanks",
    "survey_quality.patterns",
    "survey_quality.ceilings",
)
"""The files that register diagnoses, in the order people read them within a chapter."""

OF_EVERYBODY = frozenset({"way_in", "introductions", "best_introductions"})
"""Diagnoses that rest on who is not tied to whom, which only a census tells of the cluster."""
_NOT_EVERYBODY = Gap(
    "Who is not tied to whom cannot be said: not every firm of the cluster was asked.",
    "Ask every firm of the cluster.",
)

_LONG = ("tie_model", "policies", "choices", "rank_spread")
"""Those that take longest, the longest last: a process beside this one begins at the end, so that
neither is left waiting for one of them."""

_registry: dict[str, Study] = {}


@dataclass(frozen=True)
class Study:
    """What a diagnosis is.

    Attributes
    ----------
    name : str
        The function's name.
    chapter : str
        A key of `CHAPTERS`.
    label : str
        As a person would head it; also the name of its sheet, at most 31 characters.
    question : str
        The question it answers.
    definition : str
        What it says, in one paragraph.
    method : str
        How it is made: rules, formulas, cut-offs.
    needs : str
        What a survey must ask, in words.
    limits : str
        What it cannot say.
    source : tuple of str
        Keys of the literature.
    options : mapping of str to default
        What can be switched, by name.
    function : callable
        The diagnosis itself.
    """

    name: str
    chapter: str
    label: str
    question: str
    definition: str
    method: str
    needs: str
    limits: str
    source: tuple[str, ...]
    options: Mapping[str, Any]
    function: Callable[..., Diagnosis] = field(repr=False, compare=False)


def diagnosis(
    *, chapter: str, label: str, question: str, needs: str, limits: str, source: str
) -> Callable[[Callable[..., Diagnosis]], Callable[..., Diagnosis]]:
    """Register a function as a diagnosis; see `Study` for the meaning of each option."""

    def register(function: Callable[..., Diagnosis]) -> Callable[..., Diagnosis]:
        name = function.__name__

        @functools.wraps(function)
        def diagnosed(measures: Measures, **options: Any) -> Diagnosis:
            _check_options(name, options)
            if name in OF_EVERYBODY and design_of(measures.net) != "census":
                return _said(Diagnosis(name=name, gaps=(_NOT_EVERYBODY,)))
            return _said(replace(function(measures, **options), name=name))

        definition, method = documented(function)
        study = Study(
            name=name,
            chapter=chapter,
            label=label,
            question=question,
            definition=definition,
            method=method,
            needs=needs,
            limits=limits,
            source=keys_of(source),
            options=options_of(function),
            function=diagnosed,
        )
        _validate(study)
        _registry[name] = study
        return diagnosed

    return register


def _said(found: Diagnosis) -> Diagnosis:
    """Give a diagnosis in the language being written in; what was said already stays."""
    return replace(
        found,
        tables=tuple(
            replace(one, title=say(one.title), reading=say(one.reading)) for one in found.tables
        ),
        gaps=tuple(Gap(say(gap.what), say(gap.ask)) for gap in found.gaps),
        cautions=tuple(say(caution) for caution in found.cautions),
    )


def diagnoses() -> Mapping[str, Study]:
    """Give every diagnosis by name, chapter after chapter."""
    return _whole()


@functools.cache
def _whole() -> Mapping[str, Study]:
    return by_chapter("tiesnet.diagnosis", FILES, CHAPTERS, _registry)


_kept: WeakKeyDictionary[Measures, dict[tuple[str, str], Diagnosis]] = WeakKeyDictionary()


@in_one_thread
def diagnose(
    measures: Measures,
    names: Iterable[str] | None = None,
    options: Mapping[str, Mapping[str, Any]] | None = None,
) -> dict[str, Diagnosis]:
    """Diagnose a cluster.

    Parameters
    ----------
    measures : Measures
        From `measure`, over all layers and metrics.
    names : iterable of str, optional
        Names or chapters in the catalogue of `diagnoses`; by default all.
    options : mapping of diagnosis to mapping of option to value, optional
        What to switch: ``{"best_introductions": {"k": 5}}``.

    Returns
    -------
    dict of str to Diagnosis
        In the order of the catalogue.

    Raises
    ------
    TiesnetError
        A diagnosis, or an option of one, is not known.
    """
    given = options or {}
    chosen = _chosen(names)
    for name in given:
        if name not in chosen:
            raise TiesnetError(
                say(
                    "There are options for '{name}', which is not among the diagnoses asked for.",
                    name=name,
                ),
                say("Choose among: {names}.", names=", ".join(chosen)),
            )
    found = {
        name: _of(name)(measures, **given[name])
        for name in track([name for name in chosen if given.get(name)], "Diagnosing")
    }
    usual = _usual(measures, [name for name in chosen if name not in found])
    return {name: found[name] if name in found else usual[name] for name in chosen}


def _usual(measures: Measures, names: list[str]) -> dict[str, Diagnosis]:
    """Give diagnoses without options; some may have been made by a process beside this one."""
    left = [name for name in names if (language(), name) not in _kept.get(measures, {})]
    left.sort(key=lambda name: _LONG.index(name) if name in _LONG else -1)
    diagnosed_before(measures, shared(measures, left, "Diagnosing", _once))
    return {name: _once(measures, name) for name in names}


def _once(measures: Measures, name: str) -> Diagnosis:
    """Make a diagnosis, or give it as it was made before in this language."""
    store, key = _kept.setdefault(measures, {}), (language(), name)
    if key not in store:
        store[key] = _of(name)(measures)
    return store[key]


def diagnosed_before(measures: Measures, found: Mapping[str, Diagnosis]) -> None:
    """Take over diagnoses another process has made of the same measures in this language."""
    store, lang = _kept.setdefault(measures, {}), language()
    for name, one in found.items():
        store.setdefault((lang, name), one)


def _of(name: str) -> Callable[..., Diagnosis]:
    return diagnoses()[name].function


def _chosen(names: Iterable[str] | None) -> list[str]:
    known = diagnoses()
    if names is None:
        return list(known)
    wanted = list(names)
    chapters = {name for name in wanted if name not in known}
    unknown = sorted(chapters - set(CHAPTERS))
    if unknown:
        raise TiesnetError(
            say("There is no diagnosis '{name}'.", name=unknown[0]),
            say("Choose among: {names}.", names=", ".join([*known, *CHAPTERS])),
        )
    return [name for name, study in known.items() if name in wanted or study.chapter in chapters]


def _check_options(name: str, options: Mapping[str, Any]) -> None:
    """Refuse options a diagnosis does not have, and values of another kind than the default."""
    known = diagnoses()[name].options if name in diagnoses() else {}
    for option, value in options.items():
        if option not in known:
            raise TiesnetError(
                say("The diagnosis '{name}' has no option '{option}'.", name=name, option=option),
                say("It has: {options}.", options=", ".join(known))
                if known
                else say("It has none."),
            )
        default = known[option]
        if default is None or isinstance(value, type(default)):
            continue
        number = isinstance(default, float) and isinstance(value, int | float)
        if not number or isinstance(value, bool):
            raise TiesnetError(
                say(
                    "The option '{option}' of '{name}' cannot be {value}.",
                    option=option,
                    name=name,
                    value=repr(value),
                ),
                say("Give a value like its default, {value}.", value=repr(default)),
            )


_LONGEST_SHEET = 31


def _validate(study: Study) -> None:
    """Refuse a half-declared diagnosis when its file is imported."""
    wrong = [] if study.chapter in CHAPTERS else [study.chapter]
    wrong += [study.label] if len(study.label) > _LONGEST_SHEET else []
    needed = ("label", "question", "definition", "method", "needs", "limits", "source")
    check_declared(study, ("diagnosis", "diagnoses"), _registry, needed, wrong)

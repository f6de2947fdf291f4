"""The catalogue of figures: what each shows and needs, declared once beside its function."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from tiesnet.declared import by_chapter, check_declared, documented, keys_of, options_of
from tiesnet.diagnosis import CHAPTERS
from tiesnet.plots.theme import finished

MAP, FIRMS = "map", "firms"
PLACES = {MAP: "Who is tied to whom?", **CHAPTERS, FIRMS: "All firms, one by one"}
"""Where a figure stands: the first screen, a chapter of the report, or beside a firm."""

FILES: tuple[str, ...] = (
    "network",
    "adjacency",
    "brokers",
    "holes_plane",
    "roles",
    "stage_matrix",
    "chain_flow",
    "joint_action",
    "layer_overlap",
    "openness_plane",
    "core_periphery",
    "distribution",
    "rank_spread",
    "specification",
    "triads",
    "wave_changes",
    "survey_quality",
    "capital_profile",
    "ego",
)
"""The files that register figures, in the order people meet them within a chapter."""

_PREFIX = "plot_"
_registry: dict[str, Figure] = {}
_Function = TypeVar("_Function", bound=Callable[..., Any])


@dataclass(frozen=True)
class Figure:
    """What a figure is.

    Attributes
    ----------
    name : str
        The function's name without ``plot_``.
    label : str
        As a person would call it in a list.
    question : str
        The question it answers.
    chapter : str
        A key of `PLACES`.
    definition : str
        What it shows, in one paragraph.
    method : str
        How it is made.
    needs : str
        What a survey must ask, in words; "" when nothing special.
    reading : str
        How to read it.
    source : tuple of str
        Keys of the literature; empty for a plain count.
    options : mapping of str to default
        What can be chosen, by name, such as the layer.
    function : callable
        Takes `Measures` and the options, gives a plotly figure; raises `NeedsError` with one
        sentence when the survey lacks what it needs, before anything is drawn.
    """

    name: str
    label: str
    question: str
    chapter: str
    definition: str
    method: str
    needs: str
    reading: str
    source: tuple[str, ...]
    options: Mapping[str, Any]
    function: Callable[..., Any] = field(repr=False, compare=False)


def figure(
    *, label: str, question: str, chapter: str, reading: str, needs: str = "", source: str = ""
) -> Callable[[_Function], _Function]:
    """Register a function ``plot_*`` as a figure; see `Figure` for the meaning of each option."""

    def register(function: _Function) -> _Function:
        @functools.wraps(function)
        def drawn(*given: Any, **options: Any) -> Any:
            return finished(function(*given, **options))

        definition, method = documented(function)
        record = Figure(
            name=function.__name__.removeprefix(_PREFIX),
            label=label,
            question=question,
            chapter=chapter,
            definition=definition,
            method=method,
            needs=needs,
            reading=reading,
            source=keys_of(source),
            options=options_of(function),
            function=drawn,
        )
        _validate(record)
        _registry[record.name] = record
        return cast(_Function, drawn)

    return register


def figures() -> Mapping[str, Figure]:
    """Give every figure by name, chapter after chapter."""
    return _whole()


@functools.cache
def _whole() -> Mapping[str, Figure]:
    return by_chapter("tiesnet.plots", FILES, PLACES, _registry)


def _validate(record: Figure) -> None:
    """Refuse a half-declared figure when its file is imported."""
    wrong = [] if record.chapter in PLACES else [record.chapter]
    if not record.function.__name__.startswith(_PREFIX):
        wrong.append(record.function.__name__)
    needed = ("label", "question", "definition", "reading")
    check_declared(record, ("figure", "figures"), _registry, needed, wrong)

"""Names of firms: taken apart, matched to the roster, suggested, and decided by the user."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tiesnet.survey.matching.decisions import DECISION, NAME, NOTE, Decisions, read_names
    from tiesnet.survey.matching.index import NameIndex
    from tiesnet.survey.matching.uncertain import uncertain_names

# Loaded when first used: reading needs the index only, and `uncertain` needs reading.
_HOME = {
    "DECISION": "decisions",
    "NAME": "decisions",
    "NOTE": "decisions",
    "Decisions": "decisions",
    "NameIndex": "index",
    "read_names": "decisions",
    "uncertain_names": "uncertain",
}

__all__ = [
    "DECISION",
    "NAME",
    "NOTE",
    "Decisions",
    "NameIndex",
    "read_names",
    "uncertain_names",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)

"""Records of the catalogues are read from their functions, checked, and put in order."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any

import pytest

from tiesnet.declared import by_chapter, check_declared, documented, keys_of, options_of

KIND = ("thing", "things")


@dataclass(frozen=True)
class Thing:
    """A record."""

    name: str
    label: str = "A thing"
    chapter: str = "first"
    source: tuple[str, ...] = ("burt1992",)
    function: Callable[..., Any] = print


def worked(net: object, deep: bool = False, layer: str | None = None) -> None:
    """Say what
    it is.

    How it
    is made.

    In which words.

    Parameters
    ----------
    net : object

    Notes that stand after a section are no part of it.
    """


def test_a_docstring_is_what_and_how() -> None:
    assert documented(worked) == ("Say what it is.", "How it is made.\n\nIn which words.")
    assert documented(lambda: None) == ("", "")


def test_options_are_what_follows_the_first() -> None:
    assert dict(options_of(worked)) == {"deep": False, "layer": None}
    assert keys_of(" a, ,b ,") == ("a", "b")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"name": "taken"}, "There are two things 'taken'."),
        ({"label": " "}, "empty ['label']"),
        ({"source": ()}, "empty ['source']"),
        ({"source": ("nobody1900",)}, "not in the literature ['nobody1900']"),
        ({"chapter": "third"}, "not allowed ['third']"),
    ],
)
def test_what_is_half_declared_is_refused(changes: dict[str, Any], told: str) -> None:
    whole = Thing("one")
    check_declared(whole, KIND, {"taken"}, ("label", "source"), ())
    record = replace(whole, **changes)
    wrong = [record.chapter] if record.chapter == "third" else []
    with pytest.raises(ValueError, match="hing") as caught:
        check_declared(record, KIND, {"taken"}, ("label", "source"), wrong)
    assert told in str(caught.value)


def test_records_stand_by_chapter_and_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def made(name: str, file: str, chapter: str) -> Thing:
        def function() -> None:
            """Do nothing."""

        function.__module__ = f"things.{file}"
        monkeypatch.setitem(sys.modules, f"things.{file}", ModuleType(f"things.{file}"))
        return Thing(name, chapter=chapter, function=function)

    monkeypatch.setitem(sys.modules, "things", ModuleType("things"))
    known = {
        one.name: one
        for one in (
            made("late", "b", "second"),
            made("early", "b", "first"),
            made("first", "a", "first"),
        )
    }
    ordered = by_chapter("things", ("a", "b"), ("first", "second"), known)
    assert list(ordered) == ["first", "early", "late"]

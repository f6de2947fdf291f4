"""The help of the commands, in the language being written in."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from typing import TYPE_CHECKING, TypeVar

import click

from tiesnet.language import LANGUAGES, language, say

if TYPE_CHECKING:
    from collections.abc import Callable

LANG = "TIESNET_LANG"
"""The variable of the environment that says the language where no option does."""
_EXAMPLES = "\b\nExamples:"
_Command = TypeVar("_Command", bound=click.Command)


def asked_language(args: Sequence[str] | None) -> str:
    """Give the language a command line asks for, before it is read: also its errors are in it.

    >>> asked_language(["report", "survey.xlsx", "--lang", "es"])
    'es'
    >>> asked_language(["report", "survey.xlsx", "--lang=it"])
    'it'
    """
    given = list(sys.argv[1:] if args is None else args)
    wanted = os.environ.get(LANG, "")
    for place, word in enumerate(given):
        if word == "--lang":
            wanted = "".join(given[place + 1 : place + 2])
        elif word.startswith("--lang="):
            wanted = word.removeprefix("--lang=")
    return wanted if wanted in LANGUAGES else "en"


class SpokenGroup(click.Group):
    """A group that gives its commands with their help in the language being written in."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Find a command."""
        found = super().get_command(ctx, cmd_name)
        return None if found is None else spoken(found)


def spoken(command: _Command) -> _Command:
    """Give a command whose help is in the language being written in; English as it is."""
    if language() == "en":
        return command
    made = copy(command)
    made.help = _each(command.help or "", say)
    made.params = [_spoken_param(one) for one in command.params]
    made.options_metavar = say("[OPTIONS]")
    if isinstance(made, click.Group):
        made.subcommand_metavar = say("COMMAND [ARGS]...")
    made.context_class = _Context
    return made


def help_texts(command: click.Command) -> Iterator[str]:
    """Give what the help of a command says, text by text, for those who translate it."""
    told: list[str] = []

    def noted(text: str) -> str:
        told.append(text)
        return text

    _each(command.help or "", noted)
    yield from told
    yield from (one.help for one in command.params if isinstance(one, click.Option) and one.help)


def _each(text: str, said: Callable[[str], str]) -> str:
    """Say a help paragraph by paragraph; of examples only that they are some."""
    return "\n\n".join(_paragraph(part, said) for part in inspect.cleandoc(text).split("\n\n"))


def _paragraph(part: str, said: Callable[[str], str]) -> str:
    if part.startswith(_EXAMPLES):
        return f"\b\n{said('Examples:')}{part.removeprefix(_EXAMPLES)}"
    if part.startswith("\b\n"):
        return "\b\n" + said(part.removeprefix("\b\n"))
    return said(" ".join(part.split()))


def _spoken_param(param: click.Parameter) -> click.Parameter:
    if not isinstance(param, click.Option) or not param.help:
        return param
    made = copy(param)
    made.help = say(param.help)
    return made


class _Formatter(click.HelpFormatter):
    """Writes the words of a help that are click's own."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, say("Usage: ") if prefix is None else prefix)

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        own = {"Options": say("Options"), "Commands": say("Commands")}
        with super().section(own.get(name, name)):
            yield

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        own = {"Show this message and exit.": say("Show this message and exit.")}
        said = [(one, _noted(own.get(two, two))) for one, two in rows]
        super().write_dl(said, col_max, col_spacing)


def _noted(text: str) -> str:
    """Say what click notes behind the help of an option."""
    needed, usual = f"[{say('required')}]", f"[{say('default')}: "
    return text.replace("[required]", needed).replace("[default: ", usual)


class _Context(click.Context):
    formatter_class = _Formatter

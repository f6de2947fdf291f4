"""What is wrong with a command line, in the language being written in."""

from __future__ import annotations

import re
from collections.abc import Mapping

import click
from click.exceptions import NoArgsIsHelpError

from tiesnet.language import language, localised, say, word


def show_refused(error: click.ClickException) -> None:
    """Show an error of a command line; click's own words are English, and stay so in English."""
    if (
        language() == "en"
        or isinstance(error, NoArgsIsHelpError)
        or not isinstance(error, click.UsageError)
    ):
        error.show()
        return
    if error.ctx is not None:
        command = f"{error.ctx.command_path} --help"
        click.echo(error.ctx.get_usage(), err=True)
        click.echo(say("For help: {command}", command=command) + "\n", err=True)
    click.echo(say("Error: ") + _told(error), err=True)


def _told(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        return _unknown(
            say("There is no option {name}.", name=error.option_name), error.possibilities
        )
    if isinstance(error, click.NoSuchCommand):
        return _unknown(
            say("There is no command {name}.", name=error.command_name), error.possibilities
        )
    if isinstance(error, click.MissingParameter):
        return say("{name} is missing.", name=_name(error))
    if isinstance(error, click.BadParameter):
        return f"{_name(error)}: {_problem(error)}"
    if error.message == "Missing command.":
        return say("A command is missing.")
    return _own(error.format_message(), _OF_LINES)


def _unknown(said: str, near: list[str] | None) -> str:
    if not near:
        return said
    return f"{said} {say('Did you mean {names}?', names=', '.join(near))}"


def _name(error: click.BadParameter) -> str:
    """Name an argument or an option as the help does."""
    hint = error.param_hint
    if hint is None:
        hint = error.param.get_error_hint(error.ctx) if error.param is not None else ""
    return hint.replace("'", "") if isinstance(hint, str) else " / ".join(hint)


def _problem(error: click.BadParameter) -> str:
    """Say what a value has to be where click says it; what was wrong in it is said already."""
    kind = error.param.type if error.param is not None else None
    if isinstance(kind, click.Choice):
        return say("choose one of {choices}.", choices=", ".join(map(str, kind.choices)))
    if isinstance(kind, click.IntRange) and kind.min is not None and kind.max is not None:
        return say(
            "a whole number from {low} to {high} is needed.", low=str(kind.min), high=str(kind.max)
        )
    if isinstance(kind, click.IntRange) and kind.min is not None:
        return say("a whole number of at least {low} is needed.", low=str(kind.min))
    if kind is click.INT:
        return say("a whole number is needed.")
    if isinstance(kind, click.FloatRange) and kind.min is not None and kind.max is not None:
        low, high = (localised(str(one)) for one in (kind.min, kind.max))
        return say("a number from {low} to {high} is needed.", low=low, high=high)
    if kind is click.FLOAT:
        return say("a number is needed.")
    return _own(error.message, _OF_PATHS)


# Sentences of click, of which only the English tells one from another.
_OF_LINES = {
    r"Got unexpected extra arguments? \((.+)\)": word("This is one too many: {what}."),
    r"Option '(.+)' requires an argument\.": word("{what} needs a value."),
    r"Option '(.+)' requires \d+ arguments\.": word("{what} needs more values."),
    r"Option '(.+)' does not take a value\.": word("{what} takes no value."),
}
_OF_PATHS = {
    r"\w+ (['\"].+) does not exist\.": word("there is no file {what}."),
    r"\w+ (['\"].+) is a file\.": word("{what} is a file, and a folder is needed."),
    r"\w+ (['\"].+) is a directory\.": word("{what} is a folder, and a file is needed."),
    r"\w+ (['\"].+) is not readable\.": word("{what} cannot be read."),
    r"\w+ (['\"].+) is not writable\.": word("{what} cannot be written to."),
}


def _own(message: str, sentences: Mapping[str, str]) -> str:
    """Say a sentence of click in the language; one that is not known stays as it is."""
    for sentence, said in sentences.items():
        if found := re.fullmatch(sentence, message):
            return say(said, what=found[1])
    return message

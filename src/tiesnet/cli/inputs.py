"""What several commands take and do: the survey argument, and the way from it to measures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import click

from tiesnet.language import say

if TYPE_CHECKING:
    from tiesnet.network import Network
    from tiesnet.survey import Survey


class Source(NamedTuple):
    """A survey named on the command line, and how it is to be read and built."""

    path: Path
    reading: Mapping[str, Any]
    building: Mapping[str, Any]

    def read(self) -> Survey:
        """Read the survey."""
        from tiesnet.survey import read_survey

        return read_survey(self.path, **self.reading)

    def build(self, survey: Survey, seed: int | None = None) -> Network:
        """Build the network of the survey read; without a seed the library's own is used."""
        from tiesnet.network import build_network

        seeded: dict[str, Any] = {} if seed is None else {"seed": seed}
        return build_network(survey, **self.building, **seeded)

    def network(self, seed: int | None = None) -> Network:
        """Read the survey and build its network."""
        return self.build(self.read(), seed)


class SurveyPath(click.Path):
    """A path that exists; when it does not, the nearest name beside it is proposed."""

    name = "survey"

    def __init__(self) -> None:
        super().__init__(exists=True, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Check that the path exists."""
        path = Path(value)
        if not path.exists():
            said = say(
                "there is no file or folder {path}.{hint}",
                path=repr(str(path)),
                hint=_nearest(path),
            )
            self.fail(said, param, ctx)
        return path


def _nearest(path: Path) -> str:
    if not path.parent.is_dir():
        return say(" The folder {path} does not exist either.", path=repr(str(path.parent)))
    near = nearest(path.name, [entry.name for entry in path.parent.iterdir()])
    return say(" Did you mean {name}?", name=repr(str(path.with_name(near)))) if near else ""


def nearest(word: str, words: Iterable[str]) -> str:
    """The word most like a mistyped one, or nothing.

    >>> nearest("degre", ["degree", "reciprocity"])
    'degree'
    """
    from difflib import get_close_matches

    near = get_close_matches(word, sorted(words), n=1)
    return near[0] if near else ""


def known(name: str, names: Iterable[str], what: str) -> str:
    """A name that exists; an unknown one is answered with the nearest."""
    if name in names:
        return name
    near = nearest(name, names)
    hint = say(" Did you mean {name}?", name=repr(near)) if near else ""
    said = say("There is no {what} {name}.{hint}", what=what, name=repr(name), hint=hint)
    raise click.UsageError(said)


# Options of every command that reads a survey: keywords of `read_survey`.
_READING = {
    "mapping": click.option(
        "--mapping",
        metavar="FILE",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="A mapping file that says what the columns mean. See 'tiesnet map'.",
    ),
    "names": click.option(
        "--names",
        metavar="FILE",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="The sheet of names with your decisions. See 'tiesnet names'.",
    ),
    "encoding": click.option(
        "--encoding", metavar="NAME", help="Character encoding of CSV files, such as cp1252."
    ),
    "max_cells": click.option(
        "--max-cells",
        metavar="N",
        type=click.IntRange(min=1),
        help="Most cells read from one file; 20 million in a workbook.",
    ),
    "max_bytes": click.option(
        "--max-bytes",
        metavar="N",
        type=click.IntRange(min=1),
        help="Most bytes of one file, expanded; 1,000 million in a workbook.",
    ),
}


def _policies(
    _context: click.Context, _option: click.Parameter, given: tuple[str, ...]
) -> dict[str, str] | None:
    """Read RELATION=POLICY, or POLICY for every relation in which it has a meaning."""
    if not given:
        return None
    from tiesnet.network import EVERY, POLICIES

    found = {}
    for words in given:
        relation, _, policy = words.rpartition("=")
        known(policy.strip(), POLICIES, say("policy for double reports"))
        found[relation.strip() or EVERY] = policy.strip()
    return found


# And of every command that builds a network: keywords of `build_network`.
_BUILDING: dict[str, Callable[[Any], Any]] = {
    "wave": click.option(
        "--wave", metavar="W", help="The round of the survey to use; the last one by default."
    ),
    "policies": click.option(
        "--combine",
        "policies",
        metavar="[RELATION=]POLICY",
        multiple=True,
        callback=_policies,
        help="Whose word makes a tie when both ends report: union, confirmed, source, target, max "
        "or mean; for one relation or for all. Can be repeated.",
    ),
    "internal": click.option(
        "--internal",
        is_flag=True,
        default=None,
        help="Show by name also those who did not agree to it. Do not pass the result on.",
    ),
}


def survey_argument(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command its argument SURVEY and the options of reading; it gets a `Source`."""

    @wraps(command)
    def with_source(*args: Any, survey: Path, **options: Any) -> Any:
        reading, building = (_taken(options, known) for known in (_READING, _BUILDING))
        return command(*args, survey=Source(survey, reading, building), **options)

    taking: Callable[..., Any] = with_source
    for option in reversed([*_READING.values(), *_BUILDING.values()]):
        taking = option(taking)
    return click.argument("survey", metavar="SURVEY", type=SurveyPath())(taking)


def reading_options(*names: str) -> Callable[[Callable[..., Any]], Any]:
    """Give a command some of the options of reading and building, as they are."""

    def equip(command: Callable[..., Any]) -> Any:
        for name in reversed(names):
            command = {**_READING, **_BUILDING}[name](command)
        return command

    return equip


def _write_in(context: click.Context, _option: click.Parameter, lang: str | None) -> None:
    """Write in a language from here to the end of the command: errors and problems too."""
    from tiesnet.language import in_language

    if lang:
        context.with_resource(in_language(lang))


lang_option = click.option(
    "--lang",
    type=click.Choice(["en", "es", "pt", "it"]),
    is_eager=True,
    expose_value=False,
    callback=_write_in,
    envvar="TIESNET_LANG",
    help="Language of what is written: English, Spanish, Portuguese or Italian.",
)

layer_option = click.option(
    "--layer", "layers", metavar="L", multiple=True, help="A relation, or formal, informal, all."
)


def output_option(
    metavar: str, help: str, *, to: Literal["file", "folder", "any"] = "file", **settings: Any
) -> Callable[[Any], Any]:
    """Give a command its option -o, which says where to write."""
    place = click.Path(file_okay=to != "folder", dir_okay=to != "file", path_type=Path)
    return click.option("-o", "--output", "out", metavar=metavar, type=place, help=help, **settings)


def table_output(command: Callable[..., Any]) -> Any:
    """Give a command that shows a table the options of writing it to a file instead."""
    replace = click.option("--overwrite", is_flag=True, help="Replace FILE if it exists.")
    told = "Write the table to an .xlsx or .csv file instead of showing it."
    return output_option("FILE", told)(replace(command))


def written(path: object) -> str:
    """Say where something was written."""
    return say("Written: {path}", path=path)


def _taken(options: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Take what was given of some options out of all options."""
    found = {name: options.pop(name) for name in names}
    return {name: value for name, value in found.items() if value is not None}

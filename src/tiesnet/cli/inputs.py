"""What several commands take and do: the survey argument, and the way from it to measures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from tiesnet.network import Network


class SurveyPath(click.Path):
    """A path that exists; when it does not, the nearest name beside it is proposed."""

    name = "survey"

    def __init__(self) -> None:
        super().__init__(exists=True, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Check that the path exists."""
        path = Path(value)
        if not path.exists():
            self.fail(f"there is no file or folder {str(path)!r}.{_nearest(path)}", param, ctx)
        return path


def _nearest(path: Path) -> str:
    if not path.parent.is_dir():
        return f" The folder {str(path.parent)!r} does not exist either."
    near = nearest(path.name, [entry.name for entry in path.parent.iterdir()])
    return f" Did you mean {str(path.with_name(near))!r}?" if near else ""


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
    hint = f" Did you mean {near!r}?" if near else ""
    raise click.UsageError(f"There is no {what} {name!r}.{hint}")


def survey_argument(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command its argument SURVEY."""
    return click.argument("survey", metavar="SURVEY", type=SurveyPath())(command)


def network_of(survey: Path, seed: int | None = None) -> Network:
    """Read a survey and build its network; without a seed the library's own is used."""
    from tiesnet.network import build_network
    from tiesnet.survey import read_survey

    read = read_survey(survey)
    return build_network(read) if seed is None else build_network(read, seed=seed)

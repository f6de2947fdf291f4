"""``tiesnet compare``: two or more clusters side by side, and what each could do for the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from tiesnet.cli.inputs import (
    Source,
    SurveyPath,
    layer_option,
    output_option,
    reading_options,
    written,
)
from tiesnet.cli.testing import Testing, draw_options
from tiesnet.language import say

_Given = TypeVar("_Given")
_EACH = "Once for all surveys, or once for each in their order."


@click.command()
@click.argument("surveys", metavar="A B [C...]", nargs=-1, required=True, type=SurveyPath())
@click.option(
    "--label",
    "labels",
    metavar="NAME",
    multiple=True,
    help="What to call a cluster; once for each survey, in their order. By default its title.",
)
@layer_option
@click.option(
    "--mapping",
    "mappings",
    metavar="FILE",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=f"A mapping file that says what the columns mean. {_EACH}",
)
@click.option(
    "--names",
    "names",
    metavar="FILE",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=f"The sheet of names with your decisions. {_EACH}",
)
@click.option(
    "--wave",
    "waves",
    metavar="W",
    multiple=True,
    help=f"The round of the survey to use; the last one by default. {_EACH}",
)
@reading_options("encoding", "max_cells", "max_bytes", "policies", "internal")
@draw_options
@output_option(
    "FOLDER", "Write report.html, comparison.xlsx and provenance.json to a folder.", to="folder"
)
@click.option("--open", "show", is_flag=True, help="Open the report in the browser.")
@click.option("--overwrite", is_flag=True, help="Replace the files of an earlier run in FOLDER.")
def compare(
    surveys: tuple[Path, ...],
    out: Path | None,
    show: bool,
    overwrite: bool,
    testing: Testing,
    **options: Any,
) -> None:
    """Compare clusters, of different size if need be, and find what they could do together.

    The measures stand in four blocks: business environment and policies; interaction and
    governance; industrial strategy and competitive performance; access to international markets.
    Numbers that depend on the size of a network stand beside what chance would give for that
    size. Relations are matched by name, else by what they hold; formal, informal and all ties are
    always compared.

    \b
    Examples:
      tiesnet compare valley.xlsx exporters.xlsx
      tiesnet compare valley.xlsx exporters.xlsx -o compared --open
      tiesnet compare a.xlsx b.xlsx c.xlsx --label North --label South --label Coast
    """
    from tiesnet.cli.progress import progress_line

    if len(surveys) < 2:
        raise click.UsageError(say("Name the surveys of two clusters at least."))
    if show and out is None:
        raise click.UsageError(say("--open needs a folder: add -o FOLDER."))
    layers = list(options.pop("layers")) or None
    with progress_line():
        from tiesnet.inference import compare as compared

        networks = _networks(surveys, options)
        outcome = compared(networks, layers=layers, **testing.keywords())
        paths = None if out is None else _written(outcome, networks, out, overwrite)
    if paths is None:
        from tiesnet.cli.outcomes import show_outcome
        from tiesnet.cli.problems import show_choices

        for net in networks.values():
            show_choices(net)
        show_outcome(outcome)
        return
    for sentence in outcome.sentences:
        click.echo(sentence)
    for path in paths.values():
        click.echo(written(path))
    if show and out is not None:
        from tiesnet.cli.report import show_report

        show_report(out)


def _written(outcome: Any, networks: Mapping[str, Any], out: Path, overwrite: bool) -> Any:
    from tiesnet.exports import write_comparison

    return write_comparison(outcome, networks, out, overwrite=overwrite)


def _networks(surveys: Sequence[Path], options: dict[str, Any]) -> dict[str, Any]:
    """Read every survey with its own options, and name the clusters."""
    count = len(surveys)
    labels = options.pop("labels")
    if labels and len(labels) != count:
        raise click.UsageError(
            say(
                "--label came {times} times for {n} surveys: name every cluster.",
                times=len(labels),
                n=count,
            )
        )
    if any(not label.strip() for label in labels):
        raise click.UsageError(say("A --label is empty: give every cluster a name."))
    reading = {key: options.pop(key) for key in ("encoding", "max_cells", "max_bytes")}
    building = {key: options.pop(key) for key in ("policies", "internal")}
    own = {word: _each(options.pop(word), count, word) for word in ("mappings", "names", "waves")}
    read, networks = [], []
    for place, path in enumerate(surveys):
        mine = {"mapping": own["mappings"][place], "names": own["names"][place]}
        source = Source(
            path, _given(reading | mine), _given(building | {"wave": own["waves"][place]})
        )
        read.append(source.read())
        networks.append(source.build(read[-1]))
    titles = [str(survey.info.get("title") or "") for survey in read]
    named = labels or _titled(titles, surveys)
    return dict(zip(_apart(list(named)), networks, strict=True))


def _given(options: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in options.items() if value is not None}


def _each(given: Sequence[_Given], count: int, word: str) -> list[_Given | None]:
    """Give every survey its own value: none, one for all, or one for each.

    >>> _each([], 2, "waves"), _each(["2020"], 2, "waves"), _each(["1", "2"], 2, "waves")
    ([None, None], ['2020', '2020'], ['1', '2'])
    """
    if len(given) not in (0, 1, count):
        raise click.UsageError(
            say(
                "{option} came {times} times for {n} surveys: give it once for all, or once for "
                "each.",
                option=f"--{word.removesuffix('s') if word != 'names' else word}",
                times=len(given),
                n=count,
            )
        )
    return [given[0]] * count if len(given) == 1 else list(given) or [None] * count


def _titled(titles: Sequence[str], paths: Sequence[Path]) -> list[str]:
    """Call a cluster by the title of its survey, else by the name of its file."""
    return [title or path.stem for title, path in zip(titles, paths, strict=True)]


def _apart(names: Sequence[str]) -> list[str]:
    """Number clusters that have one name.

    >>> _apart(["Valley", "Coast", "Valley"])
    ['Valley', 'Coast', 'Valley (2)']
    """
    made: list[str] = []
    for name in names:
        new, k = name, 2
        while new in made:
            new, k = f"{name} ({k})", k + 1
        made.append(new)
    return made

"""What every command that tests something takes, and what it does with the result."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from tiesnet.cli.inputs import output_option, written

if TYPE_CHECKING:
    from tiesnet.inference import Outcome


class Testing(NamedTuple):
    """How a test is to be run; its fields are keywords of the functions of `inference`."""

    replications: int
    seed: int
    workers: int

    def keywords(self) -> dict[str, Any]:
        """Give all of them as keywords."""
        return self._asdict()


Testing.__test__ = False  # type: ignore[attr-defined]  # the name starts as those of tests do


def _options(replications: int) -> list[Callable[[Any], Any]]:
    return [
        click.option(
            "--replications",
            metavar="N",
            type=click.IntRange(min=1),
            default=replications,
            show_default=True,
            help="How many times chance is drawn.",
        ),
        click.option(
            "--seed", type=int, default=1, show_default=True, help="Same seed, same result."
        ),
        click.option(
            "--workers",
            metavar="N",
            type=int,
            default=-1,
            help="Processes side by side; by default one per core. The result is the same.",
        ),
        output_option("FILE", "Write to a file: .xlsx (also for Word), .md, .tex or .csv."),
        click.option("--overwrite", is_flag=True, help="Replace FILE if it exists."),
    ]


def draw_options(command: Callable[..., Any]) -> Any:
    """Give a command only the options of drawing; it gets ``testing``, and shows what it finds."""

    @wraps(command)
    def run(*args: Any, **options: Any) -> Any:
        testing = Testing(*(options.pop(name) for name in Testing._fields))
        return command(*args, testing=testing, **options)

    taking: Any = run
    for option in reversed(_options(999)[: len(Testing._fields)]):
        taking = option(taking)
    return taking


def test_options(replications: int = 999) -> Callable[[Callable[..., Outcome]], Any]:
    """Give a command the options of a test; it returns an `Outcome`, shown or written here."""

    def equip(command: Callable[..., Outcome]) -> Any:
        @wraps(command)
        def run(*args: Any, out: Path | None, overwrite: bool, **options: Any) -> None:
            from tiesnet.cli.progress import progress_line

            if out is not None:
                from tiesnet.exports import check_outcome_path

                check_outcome_path(out)
            testing = Testing(*(options.pop(name) for name in Testing._fields))
            with progress_line():
                outcome = command(*args, testing=testing, **options)
            give(outcome, out, overwrite)

        taking: Any = run
        for option in reversed(_options(replications)):
            taking = option(taking)
        return taking

    return equip


test_options.__test__ = False  # type: ignore[attr-defined]


def give(outcome: Outcome, out: Path | None, overwrite: bool) -> None:
    """Show an outcome, or write it to a file."""
    if out is None:
        from tiesnet.cli.outcomes import show_outcome

        show_outcome(outcome)
        return
    from tiesnet.exports import write_outcome

    click.echo(written(write_outcome(outcome, out, overwrite=overwrite)))

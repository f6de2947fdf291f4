"""A report by two processes, where the machine has room for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from tiesnet.beside import beside, cores
from tiesnet.cli.collecting import collect_rarely
from tiesnet.cli.small_tables import keep_tables_small

if TYPE_CHECKING:
    from tiesnet.network import Network

MANY = 2_000
"""Actors beyond which two processes would need more memory than they are worth."""

workers_option = click.option(
    "--workers",
    type=click.IntRange(1, 2),
    envvar="TIESNET_WORKERS",
    help="Processes side by side: 1, or 2 where the machine has two cores. The files are the same.",
)


@contextmanager
def side_by_side(workers: int | None) -> Iterator[Callable[[Network], None]]:
    """Start a second process, unless one was asked for or there is one core.

    Gives a function that ends it when a network turns out to be too large for two.
    """
    if (workers or cores()) < 2:
        yield lambda net: None
        return
    with beside(f"{__name__}:prepare") as helper:
        yield lambda net: helper.end() if len(net.actors) > MANY else None


def prepare() -> None:
    """Make the second process ready for a report; called there."""
    from tiesnet.exports import load_outputs

    collect_rarely()
    keep_tables_small()
    load_outputs()

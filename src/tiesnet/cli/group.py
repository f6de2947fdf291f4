"""The group of commands, and what happens when one of them cannot go on."""

from __future__ import annotations

import atexit
import gc
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

import click

from tiesnet.cli.app import app
from tiesnet.cli.check import check
from tiesnet.cli.compare import compare
from tiesnet.cli.cug import cug
from tiesnet.cli.demo import demo
from tiesnet.cli.diagnose import diagnose, diagnoses
from tiesnet.cli.export import export
from tiesnet.cli.figure import figure
from tiesnet.cli.inputs import lang_option
from tiesnet.cli.layers import layers
from tiesnet.cli.mapping import map_columns
from tiesnet.cli.measure import measure
from tiesnet.cli.metrics import metrics
from tiesnet.cli.mrqap import mrqap
from tiesnet.cli.names import names
from tiesnet.cli.permute import permute
from tiesnet.cli.policies import policies
from tiesnet.cli.pseudonymise import pseudonymise
from tiesnet.cli.qap import qap
from tiesnet.cli.questionnaire import questionnaire
from tiesnet.cli.refused import show_refused
from tiesnet.cli.report import report
from tiesnet.cli.robustness import robustness
from tiesnet.cli.sheets import sheets
from tiesnet.cli.spoken import SpokenGroup, asked_language, spoken
from tiesnet.cli.verify import verify
from tiesnet.cli.waves import waves
from tiesnet.errors import TiesnetError
from tiesnet.language import in_language, say
from tiesnet.progress import stoppable

STOPPED = 130  # what a shell expects of a program stopped with Ctrl-C
TERMINATED = 143  # and of one told to end (SIGTERM)
CANNOT = 2


def _print_version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        click.echo(f"tiesnet {version('tiesnet')}")
        context.exit()


@click.group(
    cls=SpokenGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@lang_option
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version.",
)
def tiesnet() -> None:
    """From a survey of a business cluster to its ties.

    SURVEY is an Excel workbook (.xlsx), a folder of CSV files, one CSV file with the ties, or
    the raw export of a survey tool or a network program.

    \b
    Start here:
      tiesnet demo                            a sample survey and its report
      tiesnet check my-survey.xlsx            what is wrong in the data, row by row
      tiesnet report my-survey.xlsx -o out    the report, the workbook and the network
    """


for command in (
    report,
    check,
    map_columns,
    names,
    diagnose,
    diagnoses,
    metrics,
    measure,
    layers,
    waves,
    export,
    figure,
    sheets,
    permute,
    policies,
    robustness,
    mrqap,
    qap,
    cug,
    pseudonymise,
    questionnaire,
    compare,
    verify,
    demo,
    app,
):
    takes_lang = any("--lang" in option.opts for option in command.params)
    tiesnet.add_command(command if takes_lang else lang_option(command))


def main(args: list[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit code.

    0 is success; 1 comes from ``check`` when the data have errors; 2 means that the command
    could not do what was asked and said why; 130 that it was stopped, 143 that it was told to end.
    """
    # The process ends, and its memory goes back whole: Python need not look for circles in it.
    atexit.register(gc.freeze)
    with _orderly_end():
        code = _run(args)
    sys.exit(code)


@contextmanager
def _orderly_end() -> Iterator[None]:
    """Being told to end is like Ctrl-C: what was half written is taken back."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    end = signal.signal(signal.SIGTERM, _end)
    interrupt = signal.getsignal(signal.SIGINT)
    try:
        with stoppable() as ask:
            if interrupt is not signal.SIG_IGN:  # as a shell sets it for work in the background
                signal.signal(signal.SIGINT, lambda _number, _frame: _stop(ask))
            yield
    finally:
        signal.signal(signal.SIGTERM, end or signal.SIG_DFL)
        signal.signal(signal.SIGINT, interrupt or signal.default_int_handler)


def _stop(ask: Callable[[], None]) -> NoReturn:
    ask()
    raise KeyboardInterrupt


def _end(_number: int, _frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise SystemExit(TERMINATED)


def _run(args: list[str] | None) -> int:
    with in_language(asked_language(args)):
        return _ended(args)


def _ended(args: list[str] | None) -> int:
    try:
        return int(spoken(tiesnet).main(args, prog_name="tiesnet", standalone_mode=False) or 0)
    except click.ClickException as error:
        show_refused(error)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo(say("Stopped."), err=True)
        return STOPPED
    except SystemExit as end:
        if end.code == TERMINATED:
            click.echo(say("Stopped."), err=True)
        raise
    except TiesnetError as error:
        _show_error(error)
        return CANNOT
    except BrokenPipeError:
        _leave_pipe()
        return CANNOT
    except OSError as error:
        where = f" {error.filename}" if error.filename else ""
        reason = error.strerror or str(error)
        said = say("Error: the system refused{where}: {reason}.", where=where, reason=reason)
        click.echo(said, err=True)
        return CANNOT


def _show_error(error: TiesnetError) -> None:
    from tiesnet.cli.problems import show_error

    show_error(error)


def _leave_pipe() -> None:
    """Whoever read the output has left (``| head``); say nothing more into the closed pipe."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

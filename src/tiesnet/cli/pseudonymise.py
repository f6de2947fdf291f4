"""``tiesnet pseudonymise``: a survey without names, to be passed on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tiesnet.cli.inputs import Source, output_option, survey_argument
from tiesnet.cli.progress import progress_line
from tiesnet.language import say, say_n

if TYPE_CHECKING:
    from tiesnet.survey import Pseudonymised

SHOWN = 10


@click.command()
@survey_argument
@output_option(
    "OUT",
    "Folder for the tables, or a workbook (.xlsx). Can be repeated.",
    to="any",
    required=True,
    multiple=True,
)
@click.option(
    "--key",
    metavar="KEY.csv",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="File for the names; kept apart. One that is there is used again.",
)
@click.option(
    "--k",
    type=click.IntRange(min=2),
    default=3,
    show_default=True,
    help="How many actors share every combination of answers about themselves.",
)
@click.option("--seed", type=int, help="Seed of the order of pseudonyms; random when left out.")
@click.option(
    "--keep-organisations",
    is_flag=True,
    help="Keep the names of public, research, financial and cluster organisations and "
    "associations.",
)
@click.option("--overwrite", is_flag=True, help="Replace the files of an earlier run in OUT.")
def pseudonymise(
    survey: Source,
    out: tuple[Path, ...],
    key: Path,
    k: int,
    seed: int | None,
    keep_organisations: bool,
    overwrite: bool,
) -> None:
    """Write a survey without names, to pass on.

    Names become F01, O01, P01 (firms, organisations, persons) in random order, in every table
    and text. Contact details, free text and coordinates are left out; what firms say of
    themselves is made coarser. The key leads back to the names: keep it apart. Beside it a second
    file says who remains recognisable, since ties alone can give a firm away: this is
    pseudonymisation, not anonymity.

    \b
    Examples:
      tiesnet pseudonymise my-survey.xlsx -o to-share --key private/key.csv
      tiesnet pseudonymise wave-2.xlsx -o to-share-2.xlsx --key private/key.csv
    """
    from tiesnet.exports import recognisable_file, write_pseudonymised

    with progress_line():
        made = write_pseudonymised(
            survey.read(),
            out,
            key,
            k=k,
            seed=seed,
            keep_organisations=keep_organisations,
            overwrite=overwrite,
        )
    show_changes(made)
    show_recognisable(made)
    click.echo("\n" + say("To pass on: {files}", files=", ".join(map(str, out))))
    click.echo(say("To keep apart: {files}", files=f"{key}, {recognisable_file(key)}"))


def show_changes(made: Pseudonymised) -> None:
    """Say what was left out or made coarser, column by column."""
    from rich.text import Text

    from tiesnet.cli.show import bullet, console, plain

    out = console()
    actors = len(made.tables["actors"])
    out.print(Text(say_n(actors, "{n} actor without names.", "{n} actors without names."), "bold"))
    for change in made.changes.itertuples():
        out.print(bullet(plain(f"{change.table}, {change.column}: {change.change}")))


def show_recognisable(made: Pseudonymised) -> None:
    """Say who remains recognisable, and by what."""
    from rich.text import Text

    from tiesnet.cli.show import bullet, console, plain

    out = console()
    found = made.recognisable
    who, everyone = found["pseudonym"].nunique(), len(made.tables["actors"])
    out.print(
        Text(
            "\n"
            + say_n(
                who,
                "This is not anonymous: {n} of {everyone} actors remains recognisable to somebody "
                "who knows the cluster.",
                "This is not anonymous: {n} of {everyone} actors remain recognisable to somebody "
                "who knows the cluster.",
                everyone=everyone,
            ),
            "bold",
        )
    )
    for row in found.head(SHOWN).itertuples():
        out.print(bullet(plain(f"{row.pseudonym}: {row.reason}.")))
    if len(found) > SHOWN:
        left = len(found) - SHOWN
        said = say_n(
            left, "{n} more is listed beside the key.", "{n} more are listed beside the key."
        )
        out.print(bullet(said))

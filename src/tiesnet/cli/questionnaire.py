"""``tiesnet questionnaire``: a form to be filled in, made from a list of firms."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tiesnet.cli.inputs import SurveyPath, output_option
from tiesnet.language import joined, language, say, word

if TYPE_CHECKING:
    from tiesnet.exports import Questionnaire

_ABOUT = {
    "consent": word("whether the firm takes part, and may be shown by name"),
    "contact": word("who answered; private, never part of a result"),
    "attributes": word("stage, sector, town, size, year, exports, what it offers and seeks"),
    "ties": word("one list of all firms per relation"),
    "trust": word("how much each partner is trusted"),
    "external": word("partners outside the list"),
    "memberships": word("associations, projects, fairs"),
    "vision": word("five statements on shared goals"),
}


@click.command()
@click.argument("firms", metavar="[FIRMS]", type=SurveyPath(), required=False)
@output_option("FORM", "Where to write the Excel form (.xlsx).")
@click.option(
    "--xlsform",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write the XLSForm for KoboToolbox or ODK (.xlsx).",
)
@click.option(
    "--language",
    "languages",
    metavar="en|es|pt|it",
    multiple=True,
    default=("en",),
    show_default="en",
    help="English, Spanish, Portuguese or Italian. An XLSForm can have several.",
)
@click.option("--module", "modules", metavar="NAME", multiple=True, help="What to ask; see --list.")
@click.option("--relation", "relations", metavar="NAME", multiple=True, help="Ties to ask for.")
@click.option("--title", metavar="TEXT", default="", help="The title of the form.")
@click.option("--list", "listing", is_flag=True, help="Show all modules and relations.")
@click.option("--overwrite", is_flag=True, help="Replace files that are there already.")
def questionnaire(
    firms: Path | None,
    out: Path | None,
    xlsform: Path | None,
    languages: Sequence[str],
    modules: Sequence[str],
    relations: Sequence[str],
    title: str,
    listing: bool,
    overwrite: bool,
) -> None:
    """Write a questionnaire for a list of firms.

    FIRMS is a list with the columns id and name, and perhaps kind and stage (an Excel or CSV
    file), or any survey that has firms. Send the Excel form to each firm and put what comes back
    into one folder, or load the XLSForm into KoboToolbox or ODK. Either way the answers are read
    without further ado.

    \b
    Examples:
      tiesnet questionnaire --list
      tiesnet questionnaire firms.xlsx -o form.xlsx --language es
      tiesnet questionnaire firms.csv --xlsform kobo.xlsx --language pt --language en
      tiesnet report returned-forms -o out
    """
    if listing:
        _list()
        return
    if firms is None or (out is None and xlsform is None):
        raise click.UsageError(say("Give the list of firms and a file to write: FIRMS -o FORM."))
    from tiesnet.exports import questionnaire as made
    from tiesnet.survey.questionnaire import DEFAULT_MODULES, DEFAULT_RELATIONS

    if out is not None and len(set(languages)) > 1:
        raise click.UsageError(say("An Excel form has one language; write one form for each."))
    asked = made(
        firms, modules or DEFAULT_MODULES, relations or DEFAULT_RELATIONS, languages, title
    )
    _write(asked, out, xlsform, overwrite)


def _write(asked: Questionnaire, out: Path | None, xlsform: Path | None, overwrite: bool) -> None:
    if out is not None and xlsform is not None and out.resolve() == xlsform.resolve():
        raise click.UsageError(say("The two forms need two different files."))
    for path in asked.write(out, xlsform, overwrite):
        click.echo(say("Wrote {path}.", path=path))
    if out is not None:
        command = "tiesnet report FOLDER"
        click.echo(
            say("Put the forms that come back into one folder; then: {command}", command=command)
        )


def _list() -> None:
    from tiesnet.survey.questionnaire import (
        DEFAULT_MODULES,
        DEFAULT_RELATIONS,
        GROUPS,
        MODULES,
        RELATIONS,
        said,
    )

    click.echo(say("Modules (--module):"))
    for name in MODULES:
        click.echo(f"  {_mark(name in DEFAULT_MODULES)} {name:<13}{say(_ABOUT[name])}")
    click.echo("\n" + say("Relations (--relation):"))
    for name, relation in RELATIONS.items():
        arrows = say("directed") if relation.directed else say("undirected")
        facts = f"{say(relation.formality)}, {arrows}"
        question = said(language(), f"{name}_question")
        click.echo(f"  {_mark(name in DEFAULT_RELATIONS)} {name:<13}{facts}: {question}")
    for name, members in GROUPS.items():
        click.echo(f"    {name:<13}{joined(members)}")
    click.echo("\n" + say("* is asked when you choose nothing."))


def _mark(default: bool) -> str:
    return "*" if default else " "

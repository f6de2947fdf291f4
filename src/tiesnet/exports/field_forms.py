"""A questionnaire made of a list of firms, and the files it can be written to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from tiesnet.errors import OutputError, TiesnetError
from tiesnet.exports.files import write_whole
from tiesnet.language import say, say_n, word
from tiesnet.survey import Survey, firms_of
from tiesnet.survey.questionnaire import (
    DEFAULT_MODULES,
    DEFAULT_RELATIONS,
    GROUPS,
    LANGUAGES,
    MODULES,
    RELATIONS,
    Design,
)

MOST_FIRMS = 2_000
_ON_TIES = ("trust", "external")


@dataclass(frozen=True, repr=False)
class Questionnaire:
    """A questionnaire, ready to be written as a form.

    Attributes
    ----------
    design : Design
        Firms, modules and relations.
    languages : sequence of str
        en, es, pt, it; the first is that of an Excel form.
    inputs : sequence of str
        SHA-256 of the files the firms were read from, which are never written over.
    """

    design: Design
    languages: Sequence[str] = ("en",)
    inputs: Sequence[str] = ()

    def __repr__(self) -> str:
        asked = len(self.design.relations)
        return f"Questionnaire for {len(self.design.firms)} firms: {asked} relations"

    def _repr_html_(self) -> str:
        from tiesnet.shown import card

        design = self.design
        counts = [say_n(len(design.firms), "{n} firm", "{n} firms"), ", ".join(self.languages)]
        lines = [
            say("Relations: {names}.", names=", ".join(design.relations)),
            say("Modules: {names}.", names=", ".join(design.modules)),
        ]
        return card(design.title or say("Questionnaire"), counts, lines)

    def excel_bytes(self) -> bytes:
        """Give the bytes of the Excel form, in the first language."""
        from tiesnet.exports.workbook.form_book import form_workbook

        return form_workbook(self.design, self.languages[0])

    def xlsform_bytes(self) -> bytes:
        """Give the bytes of the XLSForm, in all languages."""
        from tiesnet.exports.workbook.xlsform_book import xlsform_workbook

        return xlsform_workbook(self.design, self.languages)

    def write(
        self,
        excel: str | Path | None = None,
        xlsform: str | Path | None = None,
        overwrite: bool = False,
    ) -> list[Path]:
        """Write the Excel form, the XLSForm, or both.

        Parameters
        ----------
        excel, xlsform : str or Path, optional
            Files that end in .xlsx.
        overwrite : bool, default False
            Replace files that are there; never the list of firms.

        Returns
        -------
        list of Path
            What was written.
        """
        wanted = ((excel, self.excel_bytes), (xlsform, self.xlsform_bytes))
        paths = [(Path(name), made) for name, made in wanted if name is not None]
        for path, _ in paths:
            if path.suffix.lower() != ".xlsx":
                what = say("{name} does not end in .xlsx.", name=path.name)
                raise OutputError(what, say("Choose a name that does."))
        return [write_whole(path, made(), overwrite, inputs=self.inputs) for path, made in paths]


def questionnaire(
    firms: str | Path | Survey | pd.DataFrame,
    modules: Iterable[str] = DEFAULT_MODULES,
    relations: Iterable[str] = DEFAULT_RELATIONS,
    languages: Iterable[str] = ("en",),
    title: str = "",
) -> Questionnaire:
    """Make a questionnaire of a list of firms.

    Parameters
    ----------
    firms : path, Survey or DataFrame
        A list with the columns id and name, and perhaps kind and stage; or any survey that has
        firms. Of other columns nothing is taken over, contacts least of all.
    modules : iterable of str
        What to ask: consent, contact, attributes, ties, trust, external, memberships, vision.
    relations : iterable of str
        Which ties to ask for, by name or as ``supply`` and ``advice``, which ask from both ends.
    languages : iterable of str
        en, es, pt, it.
    title : str
        The title shown; by default a usual one in each language.

    Returns
    -------
    Questionnaire

    Raises
    ------
    SurveyError
        The list of firms cannot be used.
    TiesnetError
        A module, relation or language is not known.
    """
    chosen = list(dict.fromkeys(_known(modules, MODULES, word("module"))))
    named = [name for given in relations for name in GROUPS.get(given, (given,))]
    kinds = list(dict.fromkeys(_known(named, RELATIONS, word("relation"))))
    spoken = list(dict.fromkeys(_known(languages, LANGUAGES, word("language"))))
    for name in _ON_TIES:
        if name in chosen and "ties" not in chosen:
            raise TiesnetError(
                say("The module {name} asks about ties.", name=repr(name)),
                say("Add the module 'ties'."),
            )
    if not spoken or not chosen:
        raise TiesnetError(
            say("A questionnaire needs a language and a module."), say("Choose one of each.")
        )
    if "ties" in chosen and not kinds:
        raise TiesnetError(say("The module 'ties' needs a relation."), say("Choose at least one."))
    found, stages, hashes = firms_of(firms)
    if len(found) > MOST_FIRMS:
        what = say(
            "The list has {n} firms; nobody goes through more than {most}.",
            n=len(found),
            most=MOST_FIRMS,
        )
        raise TiesnetError(what, say("Take a part of the list."))
    order = [name for name in MODULES if name in chosen]
    asked = [name for name in RELATIONS if name in kinds] if "ties" in chosen else []
    return Questionnaire(Design(found, order, asked, stages, title.strip()), spoken, hashes)


def _known(names: Iterable[str], known: Iterable[str], what: str) -> Iterable[str]:
    every = list(known)
    for name in names:
        if name not in every:
            raise TiesnetError(
                say("There is no {what} {name}.", what=what, name=repr(name)),
                say("Choose from: {known}.", known=", ".join(every)),
            )
        yield name

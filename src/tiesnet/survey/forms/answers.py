"""What an answer says about a tie: none, one of some strength, or nothing at all."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from tiesnet.survey.forms.form import CHOSEN, Form
from tiesnet.survey.values import read_choice
from tiesnet.survey.words import phrase

BLANK, NOT_ASKED, NO, TIE = 0, 1, 2, 3

_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_LABELLED = re.compile(r"\(?([-+]?\d+(?:[.,]\d+)?)\)?\s*(?:[-–—=:.)]\s*)+[^\W\d]")
_NEVER = (
    "no, none, never, not at all, no tie, no relationship, no relation, no contact, no link, "
    "does not apply, no existe, ninguno, ninguna, ningún, nada, nunca, sin relación, "
    "no hay relación, sin contacto, jamás, nenhum, nenhuma, sem relação, não há relação, "
    "sem contato, jamais, nessuno, nessuna, niente, mai, nessun rapporto, nessuna relazione, "
    "nessun contatto, aucun, aucune, aucune relation, nie, keine, keiner, kein kontakt"
)
NEVER = frozenset(phrase(word) for word in _NEVER.split(","))
_NOBODY = (
    "nobody, no one, noone, none, none of these, none of them, none of the above, no firm, "
    "no company, no partner, nadie, ninguno, ninguna, ninguno de ellos, ninguna empresa, "
    "ninguno de los anteriores, ninguna de las anteriores, con nadie, ninguém, nenhum, nenhuma, "
    "nenhuma empresa, nenhum destes, nenhuma das anteriores, nessuno, nessuna, nessuna impresa, "
    "nessuna azienda, nessuno di questi, nessuna di queste, personne, aucun, aucune, "
    "aucune entreprise, niemand, keine, keiner, not applicable, n/a, no hay, no tiene, no tengo, "
    "no tenemos, no aplica, ningún proveedor, ningún cliente, ningún socio, não tem, não tenho, "
    "não temos, não há, não se aplica, nenhum fornecedor, nenhum cliente, nenhum parceiro, "
    "non ne ho, non ne abbiamo, non applicabile, nessun fornitore, nessun cliente, nessun partner"
)
NOBODY = frozenset(phrase(word) for word in _NOBODY.split(","))
_UNTOLD = (
    "don't know, do not know, i don't know, no answer, prefer not to say, can't say, no sabe, "
    "no sé, no sabemos, no recuerdo, no contesta, no responde, no sabe no contesta, ns nc, "
    "prefiero no decir, não sabe, não sei, não sabemos, não lembro, não responde, ns nr, "
    "não sabe não responde, prefiro não dizer, non so, non sa, non sappiamo, non ricordo, "
    "non risponde, non sa non risponde, ne sais pas, je ne sais pas, weiß nicht, keine angabe"
)
UNTOLD = frozenset(phrase(word) for word in _UNTOLD.split(","))
_NOBODY_STARTS = ("nobody ", "no one ", "none of ", "ninguno de ", "ninguna de ", "nenhum d",
                  "nenhuma d", "nessuno d", "nessuna d", "niemand ")  # fmt: skip


def is_untold(text: str) -> bool:
    """Whether an answer says that it is none.

    >>> is_untold("No sabe / no contesta"), is_untold("NS/NC"), is_untold("No")
    (True, True, False)
    """
    return phrase(text) in UNTOLD


def is_nobody(text: str) -> bool:
    """Whether an option or a cell says that there is nobody to name.

    >>> is_nobody("None of these firms"), is_nobody("Nobody & Sons")
    (True, False)
    """
    plain = phrase(text)
    if plain in NOBODY or text.strip() in ("-", "--", "—", "–"):
        return True
    return plain.startswith(_NOBODY_STARTS) and "&" not in text


class Answer(NamedTuple):
    """One answer: what it is, the strength it gives, and a word whose order is not known."""

    kind: int
    strength: str = ""
    word: str = ""


def folded(texts: Collection[str]) -> frozenset[str]:
    """Texts as they are compared: without case, accents and signs, numbers as written."""
    return frozenset(map(answer_key, texts))


def answer_key(text: str) -> str:
    """What two spellings of one answer share; a sign before a number stays.

    >>> answer_key(" Sí, a veces "), answer_key("-1"), answer_key("99.0")
    ('si a veces', '-1', '99')
    """
    text = text.strip()
    if _NUMBER.fullmatch(text):
        return text.replace(",", ".").removesuffix(".0").lstrip("+")
    return phrase(text) or text


@dataclass(frozen=True)
class AnswerReader:
    """Reads the cells of one block; ``values`` come from a mapping, the rest from the form."""

    form: Form
    kind: str
    values: Mapping[str, str] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()
    option: str = ""

    def read(self, text: str) -> Answer:
        """Say what one answer means."""
        text = text.strip()
        if text == "" and not (self.kind == CHOSEN and "" in self.form.no):
            return Answer(BLANK)
        if text in self.form.not_asked:
            return Answer(NOT_ASKED)
        key = answer_key(text)
        if key in self.missing:
            return Answer(BLANK)
        if key in self.values:
            return self._number(self.values[key])
        if is_untold(self.form.labels.get(text, text)):
            return Answer(BLANK, word=text)
        if self.kind == CHOSEN and text in self.form.yes:
            return Answer(TIE)
        if self.kind == CHOSEN and text in self.form.no:
            return Answer(NO)
        return self._plain(text, self.form.labels.get(text, ""))

    def _plain(self, text: str, label: str) -> Answer:
        words = phrase(label or text)
        if _NUMBER.fullmatch(text):
            return Answer(NO) if words in NEVER else self._number(text)
        if label and _LABELLED.match(label) is None and _LABELLED.match(text):
            label = ""
        led = _LABELLED.match(label or text)
        if led:
            return self._number(led[1])
        if words in NEVER or is_nobody(label or text) or read_choice("yesno", text) == "no":
            return Answer(NO)
        if read_choice("yesno", label or text) == "yes" or self.kind == CHOSEN:
            return Answer(TIE)
        return Answer(TIE, "", label or text)

    @staticmethod
    def _number(text: str) -> Answer:
        if text == "":
            return Answer(TIE)
        plain = text.replace(",", ".")
        if _NUMBER.fullmatch(plain) and float(plain) == 0:
            return Answer(NO)
        return Answer(TIE, text)

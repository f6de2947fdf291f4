"""What the wording of a question says about its role: who answers, attributes, contacts."""

from __future__ import annotations

from functools import cache

from tiesnet.survey.forms.form import PRIVATE, TECHNICAL, Question
from tiesnet.survey.synonyms import column_words
from tiesnet.survey.words import fold, phrase


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(phrase(word) for word in text.split(",") if word.strip()))


# The firm that answers, as questions ask for it: the sure wordings, and the merely possible.
RESPONDENT = _phrases(
    "your firm, your company, your business, your organisation, your organization, "
    "name of your firm, name of your company, name of the firm, name of the company, "
    "name of firm, name of company, firm name, company name, responding firm, respondent, "
    "respondent name, which firm do you represent, which company do you represent, "
    "su empresa, tu empresa, nombre de la empresa, nombre de su empresa, nombre empresa, "
    "nombre de la organización, razón social, empresa que responde, empresa encuestada, "
    "empresa que representa, sua empresa, a sua empresa, nome da empresa, nome da sua empresa, "
    "empresa respondente, razão social, empresa que representa, la sua impresa, "
    "la sua azienda, la vostra impresa, la vostra azienda, nome dell impresa, "
    "nome dell azienda, nome impresa, nome azienda, ragione sociale, impresa rispondente, "
    "votre entreprise, nom de l entreprise, nom de votre entreprise, raison sociale, "
    "ihr unternehmen, ihre firma, name des unternehmens, name ihres unternehmens, firmenname"
)
NAMES = _phrases(
    "firm, company, business, actor, ego, organisation, organization, name, your name, "
    "ego id, firm id, empresa, compañía, organización, actor, encuestado, nombre, organização, "
    "nome, ator, respondente, impresa, azienda, ditta, attore, rispondente, entreprise, nom, "
    "firma, unternehmen"
)
PRIVATE_WORDS = _phrases(
    "e mail, email, mail, mail address, e mail address, email address, phone, phone number, "
    "telephone, telephone number, mobile, mobile phone, cell phone, whatsapp, ip, ip address, "
    "contact person, contact, name of the respondent, your name and position, "
    "latitude, longitude, gps, location latitude, location longitude, street, street address, "
    "address, teléfono, teléfono móvil, número de teléfono, celular, móvil, correo, "
    "correo electrónico, dirección de correo electrónico, dirección, dirección ip, "
    "persona de contacto, contacto, telefone, telemóvel, correio eletrônico, endereço, "
    "endereço de e mail, pessoa de contato, contato, telefono, cellulare, numero di telefono, "
    "posta elettronica, indirizzo e mail, indirizzo, persona di contatto, contatto, referente, "
    "courriel, téléphone, adresse, telefon, telefonnummer, ansprechpartner"
)
_PRIVATE_PARTS = _phrases(
    "e mail, email, phone number, telephone number, contact person, ip address, correo "
    "electrónico, número de teléfono, persona de contacto, pessoa de contato, posta elettronica, "
    "numero di telefono, persona di contatto"
)
WAVE = _phrases("wave, round, survey round, ola, ronda, oleada, onda, rodada, ondata, rilevazione")
CONSENT = _phrases(
    "consent, i agree, do you agree, consiento, consentimiento, acepto, está de acuerdo en que, "
    "consentimento, aceito, concordo, consenso, acconsento, acconsente"
)


def wording(question: Question) -> str:
    """The words of a question to look at: its own part, its text, or its header."""
    return phrase(question.item or question.text or question.header)


def holds(plain: str, words: tuple[str, ...]) -> bool:
    """Whether a phrase holds one of some, as whole words."""
    padded = f" {plain} "
    return any(f" {word} " in padded for word in words)


def is_private(question: Question) -> bool:
    """Whether a column holds contacts or places of persons, by its kind or its wording."""
    if question.kind == PRIVATE:
        return True
    plain = wording(question)
    short = len(plain.split()) <= 8
    return plain in PRIVATE_WORDS or (short and holds(plain, _PRIVATE_PARTS))


def is_plain(question: Question) -> bool:
    """Whether a column may hold an answer."""
    return question.kind not in (PRIVATE, TECHNICAL)


def attribute_of(question: Question) -> str:
    """The column of the actors table that a question asks for, or nothing.

    >>> attribute_of(Question(0, "Q3", "Number of employees (2024)"))
    'size'
    """
    sure, weak = column_words("actors")
    texts = (question.item,) if question.item else (question.text, question.header, question.code)
    for text in dict.fromkeys(texts):
        found = sure.get(fold(text)) if text else None
        if found or (text and len(weak.get(fold(text), ())) == 1):
            return found or weak[fold(text)][0]
    plain = wording(question)
    if holds(plain, CONSENT):
        return "consent"
    return _inside(plain)


def _inside(plain: str) -> str:
    """An attribute named inside a question, when there is only one."""
    words = plain.split()[:25]
    found = {
        _long_words()[key]
        for width in (4, 3, 2, 1)
        for at in range(len(words) - width + 1)
        if (key := "".join(words[at : at + width])) in _long_words()
    }
    return found.pop() if len(found) == 1 else ""


@cache
def _long_words() -> dict[str, str]:
    """Names of attributes that are safe to look for inside a sentence."""
    safe = {"size", "sector", "sales", "founded", "exports", "location", "country", "registered"}
    sure, _ = column_words("actors")
    short = {"place", "workers", "staff", "receita", "comune", "plantilla", "foundation"}
    return {
        word: column
        for word, column in sure.items()
        if column in safe and len(word) > 5 and word not in short
    }

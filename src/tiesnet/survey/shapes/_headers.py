"""What the shapes of survey platforms share: headers taken apart, in whatever language.

Nothing here decides what a question means; that is up to the forms engine.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from tiesnet.survey.forms.form import PRIVATE, SINGLE
from tiesnet.survey.words import phrase

_INLINE = re.compile(r"</?(?:b|i|u|em|strong|span|font|a|small|sup|sub)(?:\s[^<>]{0,500})?>", re.I)
_TAG = re.compile(r"</?[A-Za-z!][^<>]{0,500}>")
_SPACE = re.compile(r"\s+")
_MAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,190}\.[^@\s.]{2,24}")
_PHONE = re.compile(r"\+?[\d\s().\-/]{8,24}")
_POSITION = re.compile(r"-?\d{1,2}\.\d{3,}[\s,;]+-?\d{1,3}\.\d{3,}(?:[\s,;]+-?[\d.]+){0,2}")
_LIKE_CONTACT = re.compile(r"@|(?:\d\D?){6}|^(?:anonym|anónim|anonim|anôn)", re.IGNORECASE)
_LONGEST_PRIVATE = 8

# Headers that can be nothing but private, as a whole.
_PRIVATE = frozenset(
    phrase(word)
    for word in (
        "email, e-mail, e mail, mail, email address, your email, email de contacto, contact email, "
        "correo, correo electrónico, correo electronico de contacto, "
        "dirección de correo electrónico, dirección de correo, direccion de email, "
        "endereço de e-mail, endereço de email, endereço eletrônico, "
        "correio eletrónico, correio eletrônico, indirizzo email, indirizzo e-mail, "
        "posta elettronica, indirizzo di posta elettronica, adresse e-mail, adresse mail, "
        "courriel, e-mail-adresse, nombre de usuario, nome de utilizador, username, user name, "
        "respondent email, recipient email, recipientemail, nome utente, "
        "nom d'utilisateur, benutzername, "
        "phone, phone number, telephone, telephone number, contact phone, mobile, mobile phone, "
        "mobile number, cell phone, your phone, your phone number, contact number, whatsapp, "
        "teléfono, telefono de contacto, número de teléfono, numero de telefono, móvil, celular, "
        "teléfono móvil, telefone, telefone de contato, telefone de contacto, telemóvel, "
        "numero di telefono, cellulare, téléphone, telefon, telefonnummer, phonenumber, "
        "ip, ip address, ipaddress, ipaddr, dirección ip, endereço ip, indirizzo ip, adresse ip, "
        "gps, geolocation, gps coordinates, coordinates, latitude, longitude, altitude, "
        "ubicación gps, coordenadas, coordenadas gps, latitud, longitud, latitude gps, "
        "coordinate, coordinate gps, geopoint, gps location, "
        "locationlatitude, locationlongitude, location latitude, location longitude, "
        "deviceid, device id, subscriberid, simserial, imei, simid, subscriber id, sim serial, "
        "enumerator, enumerator name, enumerator id, interviewer, interviewer name, surveyor, "
        "encuestador, encuestadora, nombre del encuestador, nombre de la encuestadora, "
        "entrevistador, entrevistadora, nombre del entrevistador, nome do entrevistador, "
        "rilevatore, intervistatore, nome dell'intervistatore, "
        "first name, last name, firstname, lastname, recipientfirstname, recipientlastname, "
        "recipient first name, recipient last name, surname, apellidos, apellido, sobrenome, "
        "cognome, contact person, contact name, your name, persona de contacto, "
        "nombre de contacto, nombre del contacto, nombre de la persona de contacto, "
        "nombre y apellidos, pessoa de contacto, "
        "pessoa de contato, persona di contatto, persona di riferimento, nominativo, "
        "recipientname, recipient name, dni, nif personal, home address, postal address"
    ).split(",")
)
# Words that make any short question private.
_PEOPLE = re.compile(
    r"\b(?:contact person|persona de contacto|pessoa de contact?o|persona di contatto|enumerator"
    r"|interviewer|surveyor|encuestador[ae]?|entrevistador[ae]?|intervistat(?:ore|rice)|rilevatore"
    r"|inquiridor[a]?)\b"
)
# Words that make a short question private when its answers look it, too.
_PRIVATE_WORDS = frozenset(
    "email mail correo correio courriel phone telephone telefono telefone telephone telefon "
    "mobile movil celular cellulare telemovel whatsapp fax".split()
)


def tidy(text: str) -> str:
    r"""Reduce a header to its words: no tags, no entities, no line ends.

    >>> tidy("<p>Who do you <b>trust</b>?</p>\nName&nbsp;them")
    'Who do you trust? Name them'
    """
    if "<" in text:
        text = _TAG.sub(" ", _INLINE.sub("", text))
    if "&" in text:
        text = html.unescape(text)
    return _SPACE.sub(" ", text.replace("\ufeff", "")).strip()


def filled_forward(cells: Iterable[str]) -> list[str]:
    """Repeat each header over the empty cells that follow it.

    >>> filled_forward(["Firm", "Ties", "", ""])
    ['Firm', 'Ties', 'Ties', 'Ties']
    """
    filled: list[str] = []
    for cell in cells:
        filled.append(cell if cell.strip() or not filled else filled[-1])
    return filled


def bracketed(text: str, pair: str = "[]") -> tuple[str, list[str]]:
    """Cut the balanced brackets off the end of a text; further ones only when they adjoin.

    >>> bracketed("Trust [1-5] [Alfa [Norte]]"), bracketed("Q1[SQ001][1]"), bracketed("Firm")
    (('Trust [1-5]', ['Alfa [Norte]']), ('Q1', ['SQ001', '1']), ('Firm', []))
    """
    opening, closing = pair[0], pair[1]
    rest, parts = text.rstrip(), []
    while rest.endswith(closing):
        depth = at = 0
        for at in range(len(rest) - 1, -1, -1):
            depth += (rest[at] == closing) - (rest[at] == opening)
            if not depth:
                break
        if depth or not at:
            break
        parts.append(rest[at + 1 : -1].strip())
        rest = rest[:at]
    return rest.rstrip(" _"), parts[::-1]


def split_block(texts: Sequence[str], separator: str = " - ") -> list[tuple[str, str]]:
    """Cut the headers of one block into the question they share and the part of each.

    The question ends where the headers begin to differ, since a question and a firm may both
    hold the separator. A block of one column is cut at its last separator.

    >>> split_block(["Sell to - us - Alfa - Norte", "Sell to - us - Beta"])
    [('Sell to - us', 'Alfa - Norte'), ('Sell to - us', 'Beta')]
    """
    if len(texts) == 1:
        question, found, item = texts[0].rpartition(separator)
        return [(question.strip(), item.strip()) if found else (texts[0].strip(), "")]
    shared = shared_start(texts)
    cut = shared.rfind(separator)
    if cut < 0:
        return [(text.strip(), "") for text in texts]
    return [(text[:cut].strip(), text[cut + len(separator) :].strip()) for text in texts]


def shared_start(texts: Sequence[str]) -> str:
    """What all texts begin with.

    >>> shared_start(["Sell to Alfa", "Sell to Acme"])
    'Sell to A'
    """
    first, last = min(texts, default=""), max(texts, default="")
    differ = (k for k, (a, b) in enumerate(zip(first, last, strict=False)) if a != b)
    return first[: next(differ, min(len(first), len(last)))]


def is_private(text: str, answers: Sequence[str] = ()) -> bool:
    """Whether a column holds e-mail, telephone, position or people, by its header and answers.

    A question such as "Whom do you call by phone?" is private only when its answers are numbers.

    >>> is_private("Correo electrónico"), is_private("Whom do you phone?", ["Acme", "Beta"])
    (True, False)
    """
    words = phrase(text)
    short = len(words.split()) <= _LONGEST_PRIVATE
    contact = bool(_PRIVATE_WORDS & set(words.split()))
    some = [answer.strip() for answer in answers if answer.strip()]
    if words in _PRIVATE or (short and _PEOPLE.search(words)):
        # "Phone" may also be one of the means of contact that firms are asked about.
        return not (contact and some) or any(map(_LIKE_CONTACT.search, some))
    if not some:
        return False
    if _mostly(_MAIL, some) or _mostly(_POSITION, some):
        return True
    return short and contact and _mostly(_PHONE, some)


def _mostly(pattern: re.Pattern[str], answers: Sequence[str]) -> bool:
    return 2 * sum(pattern.fullmatch(answer) is not None for answer in answers) > len(answers)


def kind_of(text: str, answers: Sequence[str] = ()) -> str:
    """The kind of a column that is no part of a block: private or single."""
    return PRIVATE if is_private(text, answers) else SINGLE

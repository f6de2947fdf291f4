"""Columns that say how to reach a person: e-mail, telephone, address, position, tax number.

They are recognised by their headers, and those of the user's own also by what they hold. No
output has them.
"""

from __future__ import annotations

import re
from functools import cache

import pandas as pd
from pandas.api import types

from tiesnet.survey.schema import TABLES
from tiesnet.survey.words import phrase

PRIVATE_TABLES = (
    "actors",
    "ties",
    "responses",
    "affiliations",
    "items",
    "introductions",
    "changes",
)
MOST = 0.5
"""A column of which more than this share looks like contact details is one."""

# Words that make a header private wherever they stand in it.
_ANYWHERE = (
    "email, mail, correo, phone, telephone, mobile, cellphone, whatsapp, telegram, fax, telefono, "
    "telefone, celular, movil, cellulare, linkedin, skype, gps, geopoint, geolocation, ip, "
    "ipaddress, nif, cif, rut, ruc, rfc, cnpj, cpf, dni, cuit, passport, iban, submitterid, "
    "submittername, deviceid, subscriberid, simserial, phonenumber, recipientemail, "
    "recipientlastname, recipientfirstname, address, domicilio, endereco, indirizzo, "
    "locationlatitude, locationlongitude, cedula, signature"
)
# Whole headers, without what stands in parentheses.
_WHOLE = (
    "e mail, e mail address, contact, contact person, contact name, contact details, "
    "contact information, contacto, persona de contacto, datos de contacto, contato, "
    "pessoa de contato, contatto, persona di contatto, referente, street, "
    "direccion, direccion postal, calle, "
    "rua, morada, via, postcode, postal code, zip, zip code, codigo postal, cep, cap, "
    "respondent name, name of respondent, name of the respondent, your name, "
    "interviewee, name of interviewee, "
    "interviewer, name of interviewer, enumerator, username, user name, encuestador, "
    "entrevistador, entrevistado, nombre del entrevistado, nombre del encuestado, "
    "nome do entrevistado, intervistatore, nome dell intervistato, first name, last name, "
    "surname, given name, family name, apellido, apellidos, sobrenome, cognome, manager name, "
    "name of manager, owner name, name of owner, nombre del gerente, nombre del propietario, "
    "nome do proprietario, nome del titolare, person, persona, pessoa, tax id, tax number, "
    "vat, vat number, vat id, partita iva, codice fiscale, national id, id number, coordinates, "
    "coordenadas, coordinate, user agent, cell, tel, tlf, person in charge, full name, "
    "persona encargada, encargado, encargada, persona responsable, responsable, "
    "representante legal, nombre y apellidos, nombre completo, pessoa responsavel, responsavel, "
    "nome completo, nome e sobrenome, persona responsabile, responsabile, "
    "legale rappresentante, nome e cognome"
)
_CONTACT = re.compile(
    r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}|mailto:.+|(\d{1,3}\.){3}\d{1,3}"
    r"|\+\s?\d[\d\s().-]{6,}|\(?0\d{1,4}\)?[\s./-]\d[\d\s./-]{4,}"
    r"|-?\d{1,2}\.\d{3,}[\s,;]+-?\d{1,3}\.\d{3,}.*"
)


def private_columns(table: str, frame: pd.DataFrame) -> list[str]:
    """Name the columns of a table that say how to reach a person.

    Parameters
    ----------
    table : str
        The canonical name of the table, such as actors.
    frame : DataFrame
        The table.
    """
    return [str(name) for name in frame if _is_private(table, str(name), frame[name])]


def _is_private(table: str, column: str, values: pd.Series) -> bool:
    if column.startswith("contact") and table == "actors":
        return True
    if TABLES[table].column(column) is not None or column in ("file", "sheet", "row"):
        return False
    return private_header(column) or _looks_private(values)


def private_header(header: str) -> bool:
    """Tell whether a header announces how to reach a person.

    >>> [private_header(text) for text in ("E-mail (work)", "Teléfono 2", "Frequency of contact")]
    [True, True, False]
    """
    anywhere, whole = _known()
    said = phrase(re.sub(r"[(\[].*?[)\]]", " ", header))
    said = re.sub(r"(^\d+ | \d+$)", "", said)
    words = {*said.split(), said.replace(" ", "")}  # WhatsApp and e-mail are one word
    return said in whole or bool(anywhere & words) or "ip address" in said


@cache
def _known() -> tuple[frozenset[str], frozenset[str]]:
    anywhere, whole = (
        frozenset(word.strip() for word in text.split(",")) for text in (_ANYWHERE, _WHOLE)
    )
    return anywhere, whole


def _looks_private(values: pd.Series) -> bool:
    if types.is_numeric_dtype(values.dtype) or types.is_bool_dtype(values.dtype):
        return False
    texts = [str(text).strip() for text in values.dropna().unique()]
    told = [text for text in texts if text]
    like = sum(_CONTACT.fullmatch(text) is not None for text in told)
    return like > MOST * len(told)

"""The exports of the field survey, platform by platform, in every variant of their headers."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.survey.platforms.fieldwork import (
    ADVICE,
    ANSWERS,
    BUYS,
    EMAIL,
    FIRM,
    FIRMS,
    PHONE,
    SECTOR,
    SELLS,
    SIZE,
    STATEMENTS,
    TRUST,
    WORDS,
    Answers,
)
from tests.survey.platforms.write import csv_text, write_csv, write_xlsx, write_zip

Name = Callable[[str], str]
MOST = 3  # partners that can be named


def _name(code: str) -> str:
    return FIRMS.get(code, code)


def _code(code: str) -> str:
    return code


def _buys(answers: Answers, name: Name, order: str = "pairs") -> list[object]:
    """Partners named and how much is bought, in pairs or first all names."""
    named = [*answers.buys, *[("", "")] * (MOST - len(answers.buys))]
    names = [name(str(to)) for to, _ in named]
    values = [value for _, value in named]
    if order == "pairs":
        return [cell for pair in zip(names, values, strict=True) for cell in pair]
    return [*names, *values]


# --- KoboToolbox -----------------------------------------------------------------------------

_KOBO_TAIL = ("_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status",
              "_submitted_by", "__version__", "_tags", "_index")  # fmt: skip


def kobo(
    path: Path,
    labels: bool = False,
    groups: str = "",
    mode: str = "both",
    hxl: bool = False,
    csv: bool = False,
) -> Path:
    """KoboToolbox: codes or labels, with or without groups, choices in one of three modes."""
    mark = groups or "/"
    g1 = f"{'The firm' if labels else 'grp_firm'}{groups}" if groups else ""
    g2 = f"{'Ties' if labels else 'grp_ties'}{groups}" if groups else ""
    own = _name if labels else _code
    firm, sector, size = (FIRM, SECTOR, SIZE) if labels else ("firm", "sector", "employees")
    sells = g2 + (SELLS if labels else "sells_to")
    advice = g2 + (ADVICE + " " if labels else "advice")
    phone, place = (PHONE, "GPS") if labels else ("contact_phone", "gps")
    header = ["start", "end", "deviceid", "username", g1 + firm, g1 + sector, g1 + size,
              g1 + phone, g1 + place, f"_{g1}{place}_latitude"]  # fmt: skip
    if mode in ("both", "summary"):
        header.append(sells)
    if mode in ("both", "details"):
        header += [f"{sells}{mark}{own(code)}" for code in FIRMS]
    header += [f"{ADVICE} [{_name(code)}]" if labels else f"{advice}_{code}" for code in FIRMS]
    header += [g2 + (text if labels else f"trust_{k + 1}") for k, text in enumerate(STATEMENTS)]
    header += _KOBO_TAIL
    rows: list[list[object]] = [header]
    if hxl:
        rows.append(["#meta", *[""] * 3, "#org+name", *[""] * (len(header) - 5)])
    for index, a in enumerate(ANSWERS, start=1):
        rows.append(_kobo_row(a, index, own, mode))
    repeat = _kobo_repeat(labels, groups)
    if csv:
        return write_csv(path, rows, delimiter=";", quote_all=True)
    main = "Encuesta de vínculos del clúster 2026"[:31]
    return write_xlsx(path, {main: rows, ("Suppliers" if labels else "suppliers"): repeat})


def _kobo_row(a: Answers, index: int, own: Name, mode: str) -> list[object]:
    row: list[object] = ["2026-03-01T09:00:00.000+01:00", "2026-03-01T09:40:00.000+01:00",
                         "dev-77", "Ana Enumeradora", own(a.code), a.sector, a.size, a.phone,
                         "38.345 -0.481 0 0", "38.345"]  # fmt: skip
    chosen = sorted(a.sells or ())
    if mode in ("both", "summary"):
        row.append(" ".join(map(own, chosen)))
    if mode in ("both", "details"):
        row += ["" if a.sells is None else str(int(code in a.sells)) for code in FIRMS]
    row += ["" if a.advice is None or code == a.code else str(a.advice[code]) for code in FIRMS]
    row += list(map(str, a.trust))
    row += [100 + index, f"uuid-{index}", "2026-03-01T10:00:00", "", "", "submitted_via_web",
            "Ana Enumeradora", "vA1", "", index]  # fmt: skip
    return row


def _kobo_repeat(labels: bool, groups: str) -> list[list[object]]:
    start = f"{'Suppliers' if labels else 'suppliers'}{groups}" if groups else ""
    names = ("Name of the firm", "Strength") if labels else ("named_firm", "strength")
    rows: list[list[object]] = [[*(start + name for name in names), "_index",
        "_parent_table_name", "_parent_index", "_submission__id", "_submission__uuid",
        "_submission__submission_time", "_submission__submitted_by"]]  # fmt: skip
    for index, a in enumerate(ANSWERS, start=1):
        for to, value in a.buys:
            rows.append([(_name if labels else _code)(to), str(value), len(rows),
                         "Encuesta de vínculos del clúster 2026", index, 100 + index,
                         f"uuid-{index}", "2026-03-01T10:00:00", "Ana Enumeradora"])  # fmt: skip
    return rows


# --- ODK Central -----------------------------------------------------------------------------


def odk(path: Path, split: bool = True, zipped: bool = False, media: bool = False) -> Path:
    """ODK Central: a folder or an archive of CSV files; choices split into columns or not."""
    header = ["SubmissionDate", "meta-instanceID", "start", "end", "deviceid", "enumerator",
              "grp-firm", "grp-sector", "grp-employees", "grp-contact_phone",
              "grp-gps-Latitude", "grp-gps-Longitude", "ties-sells_to"]  # fmt: skip
    if split:
        header += [f"ties-sells_to/{code}" for code in FIRMS]
    header += [f"ties-advice_{code}" for code in FIRMS]
    header += ["ties-trust_1", "ties-trust_2", "ties-trust_3", "KEY", "SubmitterID",
               "SubmitterName", "AttachmentsPresent", "AttachmentsExpected", "Status",
               "ReviewState", "DeviceID", "Edits", "FormVersion"]  # fmt: skip
    rows: list[list[object]] = [header]
    below: list[list[object]] = [["named_firm", "strength", "PARENT_KEY", "KEY"]]
    for index, a in enumerate(ANSWERS, start=1):
        key = f"uuid:{index:04d}"
        row: list[object] = ["2026-03-01T10:00:00.000Z", key, "2026-03-01T09:00:00.000+01:00",
               "2026-03-01T09:40:00.000+01:00", "dev-77", "Ana Enumeradora", a.code, a.sector,
               a.size, a.phone, "38.345", "-0.481", " ".join(sorted(a.sells or ()))]  # fmt: skip
        if split:
            row += ["" if a.sells is None else int(code in a.sells) for code in FIRMS]
        row += ["" if a.advice is None or c == a.code else a.advice[c] for c in FIRMS]
        row += [*a.trust, key, "12", "Ana Enumeradora", "0", "0", "", "", "dev-77", "0", "3"]
        rows.append(row)
        for k, (to, value) in enumerate(a.buys, start=1):
            below.append([to, value, key, f"{key}/suppliers[{k}]"])
    files = {
        "cluster.csv": csv_text(rows, end="\n"),
        "cluster-suppliers.csv": csv_text(below, end="\n"),
    }
    if zipped:
        extra: dict[str, str | bytes] = {"media/photo.jpg": b"\xff\xd8"} if media else {}
        return write_zip(path, {**files, **extra})
    path.mkdir()
    for name, text in files.items():
        (path / name).write_bytes(text.encode())
    return path


# --- Qualtrics -------------------------------------------------------------------------------

_Q_ADDED = ("StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration (in seconds)",
            "Finished", "RecordedDate", "ResponseId", "RecipientLastName", "RecipientFirstName",
            "RecipientEmail", "ExternalReference", "LocationLatitude", "LocationLongitude",
            "DistributionChannel", "UserLanguage")  # fmt: skip
_Q_IDS = ("startDate", "endDate", "status", "ipAddress", "progress", "duration", "finished",
          "recordedDate", "_recordId", "recipientLastName", "recipientFirstName",
          "recipientEmail", "externalDataReference", "locationLatitude", "locationLongitude",
          "distributionChannel", "userLanguage")  # fmt: skip
_Q_GERMAN = ("Anfangsdatum", "Enddatum", "Antworttyp", "IP-Adresse", "Fortschritt",
             "Dauer (in Sekunden)", "Fertig", "Aufgezeichnetes Datum", "Antwort-ID",
             "Nachname des Empfängers", "Vorname des Empfängers", "E-Mail des Empfängers",
             "Externe Datenreferenz", "Breitengrad", "Längengrad", "Verteilungskanal",
             "Benutzersprache")  # fmt: skip


def qualtrics_rows(
    texts: bool = False,
    german: bool = False,
    seen: bool = False,
    legacy: bool = False,
    extra: bool = True,
    loop: bool = False,
) -> list[list[object]]:
    """Header rows and responses; ``texts`` are choices as text, ``seen`` recodes unanswered."""
    tags, labels, ids = list(_Q_ADDED), list(_Q_GERMAN if german else _Q_ADDED), list(_Q_IDS)

    def add(tag: str, label: str, ident: str) -> None:
        tags.append(tag)
        labels.append(label)
        ids.append(ident)

    add("Q1", FIRM, "QID1_TEXT")
    add("Q2", SECTOR, "QID2")
    add("Q3", SIZE, "QID3_TEXT")
    add("Q4", EMAIL, "QID4_TEXT")
    for k, name in enumerate(FIRMS.values(), start=1):
        add(f"Q5_{k}", f"{SELLS} - Selected Choice - {name}", f"QID5_{k}")
    for k, name in enumerate(FIRMS.values(), start=1):
        if loop:
            add(f"{k}_Q6", ADVICE, f"{k}_QID6")
        else:
            add(f"Q6_{k}", f"{ADVICE} - {name}", f"QID6_{k}")
    for k in range(1, MOST + 1):
        add(f"Q7_{k}", f"Who supplies you? - {BUYS} {k}", f"QID7_{k}")
    for k in range(1, MOST + 1):
        add(f"Q8_{k}", f"Strength of supply - Supplier {k}", f"QID8_{k}")
    for k, text in enumerate(STATEMENTS, start=1):
        add(f"Q9_{k}", f"{TRUST} - {text}", f"QID9_{k}")
    body = [_qualtrics_row(a, k, texts, seen) for k, a in enumerate(ANSWERS, start=1)]
    if extra:
        body += _qualtrics_extra(body)
    if legacy:
        tags = [f"V{k}" for k in range(1, len(_Q_ADDED) + 1)] + tags[len(_Q_ADDED) :]
        return [[*tags, ""], [*labels, ""], *([*row, ""] for row in body)]
    imports = [json.dumps({"ImportId": ident, **({"timeZone": "Z"} if "Date" in ident else {})})
               for ident in ids]  # fmt: skip
    return [list(tags), list(labels), list(imports), *body]


def _qualtrics_row(a: Answers, k: int, texts: bool, seen: bool) -> list[object]:
    row: list[object] = ["2026-03-01 09:00:00", "2026-03-01 09:30:00",
           "IP Address" if texts else "0", f"203.0.113.{k}", "100", "1800",
           "True" if texts else "1", "2026-03-01 09:30:01", f"R_{k:03d}", "Enumeradora",
           "Ana Enumeradora", a.email, "", "38.345", "-0.481", "anonymous", "ES"]  # fmt: skip
    row += [a.name, a.sector, a.size, a.email]
    for code, name in FIRMS.items():
        no = "0" if seen and a.sells is not None else ""
        row.append((name if texts else "1") if code in (a.sells or ()) else no)
    for code in FIRMS:
        if a.advice is None or code == a.code:
            row.append("-99" if seen and a.advice is not None else "")
        else:
            row.append(WORDS[a.advice[code]] if texts else str(a.advice[code]))
    row += _buys(a, _name, "names first")
    row += list(map(str, a.trust))
    return row


def _qualtrics_extra(body: Sequence[list[object]]) -> list[list[object]]:
    """A preview and an unfinished response, which must not count."""
    preview, unfinished = list(body[0]), list(body[1])
    text = preview[2] == "IP Address"
    preview[2], preview[8] = "Survey Preview" if text else "1", "R_901"
    unfinished[6], unfinished[8] = "False" if text else "0", "R_902"
    for row, name in ((preview, FIRMS["f11"]), (unfinished, FIRMS["f12"])):
        row[len(_Q_ADDED)] = name
    return [preview, unfinished]


# --- LimeSurvey ------------------------------------------------------------------------------

_L_ADDED = ("id", "submitdate", "lastpage", "startlanguage", "seed", "token", "startdate",
            "datestamp", "ipaddr", "refurl")  # fmt: skip
_L_TEXTS = ("ID de respuesta", "Fecha de envío", "Última página", "Lenguaje inicial", "Semilla",
            "Código de acceso", "Fecha de inicio", "Fecha de la última acción", "Dirección IP",
            "URL de referencia")  # fmt: skip


def limesurvey_rows(
    heading: str = "full", long: bool = False, dual: bool = False
) -> list[list[object]]:
    """Headings: full, codetext, code (firm codes), em (codes joined by an underscore)."""
    columns: list[tuple[str, str, str, str]] = []  # code, sub-code, text, sub-text
    columns += [("firm", "", FIRM, ""), ("sector", "", SECTOR, ""), ("size", "", SIZE, ""),
                ("mail", "", EMAIL, "")]  # fmt: skip
    columns += [("sells", c, SELLS, name) for c, name in FIRMS.items()]
    columns += [("sells", "other", SELLS, "Other")]
    columns += [("advice", c, ADVICE, name) for c, name in FIRMS.items()]
    columns += [("supplier", f"SQ00{k}", BUYS, f"Name {k}") for k in range(1, MOST + 1)]
    columns += [("strength", f"SQ00{k}", "Strength of supply", f"Supplier {k}")
                for k in range(1, MOST + 1)]  # fmt: skip
    columns += [("trust", f"T{k}", TRUST, text) for k, text in enumerate(STATEMENTS, start=1)]
    added = list(_L_TEXTS if heading == "full" else _L_ADDED)
    if heading == "codetext":
        added = [f"{code}. {text}" for code, text in zip(_L_ADDED, _L_TEXTS, strict=True)]
    rows: list[list[object]] = [[*added, *(_lime_heading(heading, *c) for c in columns)]]
    name = _code if heading in ("code", "em") else _name
    for k, a in enumerate(ANSWERS, start=1):
        row: list[object] = [k, "2026-03-01 10:00:00", 4, "es", 1234567 + k, "",
               "2026-03-01 09:00:00", "2026-03-01 10:00:00", f"203.0.113.{k}", "",
               name(a.code), a.sector, a.size, a.email]  # fmt: skip
        for code in FIRMS:
            shown = "N/A" if long and a.sells is None else "No" if long else ""
            row.append(("Yes" if long else "Y") if code in (a.sells or ()) else shown)
        row.append("")
        row += ["" if a.advice is None or c == a.code else
                WORDS[a.advice[c]] if long else str(a.advice[c]) for c in FIRMS]  # fmt: skip
        row += [_lime_mask(cell) for cell in _buys(a, name, "names first")]
        row += list(map(str, a.trust))
        row[10] = _lime_mask(row[10])
        rows.append(row)
    return rows


def _lime_mask(cell: object) -> object:
    """LimeSurvey puts an apostrophe before an equal sign."""
    return f"'{cell}" if str(cell).startswith("=") else cell


def _lime_heading(heading: str, code: str, sub: str, text: str, item: str) -> str:
    short = f"{code}_{sub}" if heading == "em" and sub else f"{code}[{sub}]" if sub else code
    if heading in ("code", "em"):
        return short
    long = f"{text} [{item}]" if item else text
    return long if heading == "full" else f"{short}. {long}"


def limesurvey(path: Path, heading: str = "full", long: bool = False, xlsx: bool = False) -> Path:
    rows = limesurvey_rows(heading, long)
    if xlsx:
        return write_xlsx(path, {"Encuesta": rows})
    write_csv(path, rows, "utf-8-sig", delimiter=";", quote_all=True)
    path.write_bytes(path.read_bytes() + b"\r\n")
    return path


# --- Google Forms ----------------------------------------------------------------------------


def google_rows(stamp: str = "Marca temporal", joined: str = ", ") -> list[list[object]]:
    header = [stamp, "Dirección de correo electrónico", FIRM, SECTOR, SIZE, PHONE, SELLS]
    header += [f"{ADVICE} [{name}]" for name in FIRMS.values()]
    for k in range(1, MOST + 1):
        header += [f"{BUYS} {k}", f"Strength of supplier {k}"]
    header += [f"{TRUST} [{text}]" for text in STATEMENTS]
    rows: list[list[object]] = [header]
    for a in ANSWERS:
        row: list[object] = ["01/03/2026 9:30:00", a.email, a.name, a.sector, a.size, a.phone,
                             joined.join(FIRMS[c] for c in sorted(a.sells or ()))]  # fmt: skip
        row += ["" if a.advice is None or c == a.code else WORDS[a.advice[c]] for c in FIRMS]
        row += _buys(a, _name)
        row += list(map(str, a.trust))
        rows.append(row)
    return rows


# --- Microsoft Forms -------------------------------------------------------------------------

_M_ADDED = {
    "en": ("ID", "Start time", "Completion time", "Email", "Name"),
    "es": ("Id", "Hora de inicio", "Hora de finalización", "Correo electrónico", "Nombre"),
    "xx": ("ID", "Aloitusaika", "Valmistumisaika", "Sähköposti", "Nimi"),
}


def microsoft_rows(language: str = "en", quiz: bool = False) -> list[list[object]]:
    firm = "Nombre de la empresa" if language == "es" else FIRM
    header: list[str] = [*_M_ADDED[language], firm, SECTOR, SIZE, SELLS, *FIRMS.values()]
    for k in range(1, MOST + 1):
        header += [f"{BUYS} {k}", f"Strength of supplier {k}"]
    header += STATEMENTS
    rows: list[list[object]] = [header]
    for k, a in enumerate(ANSWERS, start=1):
        row: list[object] = [k, "2026-03-01 09:00:00", "2026-03-01 09:30:00", a.email,
                             "Ana Enumeradora", a.name, a.sector, a.size,
                             "".join(f"{FIRMS[c]};" for c in sorted(a.sells or ()))]  # fmt: skip
        row += ["" if a.advice is None or c == a.code else WORDS[a.advice[c]] for c in FIRMS]
        row += _buys(a, _name)
        row += list(map(str, a.trust))
        rows.append(row)
    if not quiz:
        return rows
    fixed = len(_M_ADDED[language])
    wide: list[list[object]] = [
        [*rows[0][:fixed], "Total points", "Quiz feedback"]
        + [part for h in rows[0][fixed:] for part in (h, f"Points - {h}", f"Feedback - {h}")]
    ]
    for row in rows[1:]:
        wide.append([*row[:fixed], "0", ""] + [x for cell in row[fixed:] for x in (cell, "0", "")])
    return wide


# --- SurveyMonkey ----------------------------------------------------------------------------

_S_ADDED = {
    "new": ("Respondent ID", "Collector ID", "Date Created", "Date Modified", "IP Address",
            "Email Address", "First Name", "Last Name", "Custom Data 1"),
    "old": ("RespondentID", "CollectorID", "StartDate", "EndDate", "IP Address", "Email Address",
            "First Name", "LastName", "Custom Data"),
    "es": ("ID del encuestado", "ID del recopilador", "Fecha de inicio", "Fecha de finalización",
           "Dirección IP", "Dirección de correo electrónico", "Nombre", "Apellido",
           "Datos personalizados 1"),
}  # fmt: skip


def surveymonkey_rows(
    style: str = "new", numeric: bool = False, html: bool = False
) -> list[list[object]]:
    added = _S_ADDED[style]
    open_end, closed = (("Respuesta abierta", "Respuesta") if style == "es"
                        else ("Open-Ended Response", "Response"))  # fmt: skip
    sells = f"<p>{SELLS.replace('sell', '<b>sell</b>')}</p>" if html else SELLS
    top: list[object] = [*added, FIRM, SECTOR, SIZE, EMAIL]
    second: list[object] = [*[""] * len(added), open_end, closed, open_end, open_end]

    def block(question: str, parts: Sequence[str]) -> None:
        top.extend([question, *[""] * (len(parts) - 1)])
        second.extend(parts)

    block(sells, [*FIRMS.values(), "Other (please specify)"])
    block(ADVICE, list(FIRMS.values()))
    block("Name your suppliers", [f"{BUYS} {k}" for k in range(1, MOST + 1)])
    block("Strength of supply", [f"Supplier {k}" for k in range(1, MOST + 1)])
    block(TRUST, STATEMENTS)
    rows: list[list[object]] = [top, second]
    for k, a in enumerate(ANSWERS, start=1):
        row: list[Any] = [f"1184{k:08d}", "446111201", "03/01/2026 09:00:00 AM",
                          "03/01/2026 09:30:00 AM", f"203.0.113.{k}", a.email, "Ana Enumeradora",
                          "Enumeradora", "", a.name, a.sector, a.size, a.email]  # fmt: skip
        row += [("1" if numeric else name) if c in (a.sells or ()) else ""
                for c, name in FIRMS.items()]  # fmt: skip
        row.append("")
        row += ["" if a.advice is None or c == a.code else
                str(a.advice[c]) if numeric else WORDS[a.advice[c]] for c in FIRMS]  # fmt: skip
        row += _buys(a, _name, "names first")
        row += list(map(str, a.trust))
        rows.append(row)
    return rows

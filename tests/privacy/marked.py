"""Surveys on disk with words that must not come out again, and every text of a folder."""

from __future__ import annotations

import base64
import gzip
import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

MARK = "zqxmark"
HEADERS = (
    "E-mail",
    "Teléfono",
    "Home address",
    "GPS",
    "IP",
    "Contact person",
    "Nombre del entrevistado",
    "Cédula",
    "WhatsApp (work)",
)
NAMES = ("Quorvian S.A.", "Beltrando", "Gammatek", "Deltora", "Epsilux", "Zetamar")
IDS = tuple(name.split()[0][:4].lower() for name in NAMES)


def write_marked(folder: Path, refused: tuple[int, ...] = (0,)) -> Path:
    """Write six firms with private columns everywhere; some do not agree to be named."""
    folder.mkdir(parents=True)
    head = ",".join(("id,name,kind,consent,respondent,stage,size", *HEADERS))
    rows = [head]
    for place, (actor, name) in enumerate(zip(IDS, NAMES, strict=True)):
        agreed = "no" if place in refused else ("" if place == 5 else "yes")
        known = f"{actor},{name},firm,{agreed},yes,s{place % 2},{10 * place + 5}"
        rows.append(",".join((known, *(f"{MARK}{k}x{place}" for k in range(len(HEADERS))))))
    _write(folder, "actors", "\n".join(rows))
    ties = ["source,target,relation,strength,note,e-mail"]
    for place, actor in enumerate(IDS):
        for step in (1, 2):
            other = IDS[(place + step) % 6]
            ties.append(f"{actor},{other},sells_to,{step},told by QUORVIAN sa,{MARK}@t.es")
        ties.append(f"{actor},{IDS[(place + 3) % 6]},advice,bad,,")
    ties.append("Quorvan S.A.,Beltrando,advice,1,,")
    _write(folder, "ties", "\n".join(ties))
    log = f"one,other,by,note,phone\nquor,belt,Quorvian,ask Quorvian s.a. first,{MARK}5\n"
    _write(folder, "introductions", log)
    facts = f"contact,{MARK}6\nemail,{MARK}7\ncluster_organisation,quor"
    _write(folder, "survey", f"key,value\ntitle,The Quorvian cluster\n{facts}")
    _write(folder, "affiliations", "actor,organisation\nquor,Club Quorvian\nbelt,Club Quorvian")
    return folder


def _write(folder: Path, table: str, text: str) -> None:
    (folder / f"{table}.csv").write_text(f"{text}\n", encoding="utf-8")


def texts_of(*places: Path) -> Iterator[tuple[str, str]]:
    """Give name and text of every file, workbooks and packed files taken apart, in lower case."""
    for place in places:
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.is_file():
                yield path.name, html.unescape(_text(path.read_bytes())).casefold()


def _text(data: bytes) -> str:
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return "\n".join(f"{n}\n{_text(packed.read(n))}" for n in packed.namelist())
    if data[:2] == b"\x1f\x8b":
        return _text(gzip.decompress(data))
    wide = data.decode("utf-16-le", "ignore") if b"\x00" in data else ""
    return _PACKED.sub(_unpacked, data.decode("utf-8", "replace")) + wide


# The figures of a page, and what draws them, which holds nothing of the survey.
_PACKED = re.compile(r'(id="packed-(\w+)">)([^<]*)(?=</script>)')


def _unpacked(found: re.Match[str]) -> str:
    if found[2] == "drawing":
        return found[1]
    return found[1] + zlib.decompress(base64.b64decode(found[3])).decode()


def held(text: str, words: Iterable[str]) -> set[str]:
    """Give the words that a text in lower case holds, as whole words."""
    every = "|".join(re.escape(word.casefold()) for word in words)
    return set(re.findall(rf"(?<!\w)(?:{every})(?!\w)", text))

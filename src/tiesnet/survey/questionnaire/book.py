"""The codebook that travels inside a form, so that what comes back needs no mapping.

It is one line of plain letters: JSON, packed and written in base64, behind a mark. A hostile one
is bounded in size and never runs.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Iterable
from typing import Any

from tiesnet.survey.questionnaire.catalogue import MODULES, RELATIONS
from tiesnet.survey.questionnaire.design import VERSION, Design, Firm, codes_for

MARK = "tiesnet-form"
FORM_SHEET = "tiesnet form"  # the hidden sheet that holds the codebook
PART = 20_000  # characters; a cell of Excel holds 32,767
_MOST = 8_000_000


def packed(design: Design) -> list[str]:
    """The codebook of a design, in parts that fit into a cell."""
    facts = {
        "version": design.version,
        "title": design.title,
        "modules": list(design.modules),
        "relations": list(design.relations),
        "stages": [list(stage) for stage in design.stages],
        "firms": [[f.code, f.id, f.name, f.kind, int(f.inside), f.stage] for f in design.firms],
    }
    data = json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode()
    line = base64.b64encode(zlib.compress(data, 9)).decode()
    cut = [line[k : k + PART] for k in range(0, len(line), PART)]
    return [f"{MARK}:{k}/{len(cut)}:{part}" for k, part in enumerate(cut, 1)]


def is_packed(text: str) -> bool:
    """Whether a cell is part of a codebook."""
    return text.startswith(f"{MARK}:")


def unpacked(parts: Iterable[str]) -> Design | None:
    """The design in some cells; nothing when it is damaged or was made by a later version."""
    found: dict[int, tuple[int, str]] = {}
    for text in parts:
        pieces = text.strip().split(":", 2)
        place, _, count = pieces[1].partition("/") if len(pieces) == 3 else ("", "", "")
        if pieces[0] == MARK and place.isdigit() and count.isdigit():
            found[int(place)] = (int(count), pieces[2])
    if not found or sorted(found) != list(range(1, found[min(found)][0] + 1)):
        return None
    try:
        raw = base64.b64decode("".join(found[k][1] for k in sorted(found)), validate=True)
        reader = zlib.decompressobj()
        data = reader.decompress(raw, _MOST)
        return None if reader.unconsumed_tail else _design(json.loads(data))
    except (binascii.Error, zlib.error, ValueError, RecursionError, KeyError, TypeError):
        return None


def _design(facts: Any) -> Design | None:
    if facts["version"] != VERSION:
        return None
    firms = [
        Firm(str(code), str(key), str(name), str(kind), inside == 1, str(stage))
        for code, key, name, kind, inside, stage in facts["firms"]
    ]
    codes = [firm.code for firm in firms]
    if not firms or codes_for(codes) != codes:
        return None
    modules, relations = facts["modules"], facts["relations"]
    if not set(modules) <= set(MODULES) or not set(relations) <= set(RELATIONS):
        return None
    stages = [(str(key), str(label), str(order)) for key, label, order in facts["stages"]]
    return Design(firms, modules, relations, stages, str(facts["title"]))

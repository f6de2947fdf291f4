"""The map on a sheet: the firm in the middle, its partners around it, drawn without a script."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tiesnet.exports.sheets.model import Partner, Sheet
from tiesnet.exports.sheets.words import short

MOST_DRAWN = 40
_EDGE, _BENT = 16.0, 4.0


@dataclass(frozen=True)
class Box:
    """Room for a map: its size, how far partners stand from the middle, letters of a name."""

    width: int
    height: int
    reach: float
    letters: int


WIDE, UPRIGHT = Box(720, 330, 150.0, 30), Box(360, 420, 46.0, 18)
"""For paper and screens, and for phones."""


@dataclass(frozen=True)
class Line:
    """A tie of the map: from the firm to a partner, straight, with its arrow heads."""

    kind: str
    x1: float
    y1: float
    x2: float
    y2: float
    heads: tuple[str, ...]


@dataclass(frozen=True)
class Spot:
    """A partner on the map."""

    x: float
    y: float
    radius: float
    shape: str
    number: str
    label: str
    label_x: float
    anchor: str


@dataclass(frozen=True)
class Drawing:
    """Everything on the map; coordinates in its box."""

    box: Box
    lines: tuple[Line, ...]
    spots: tuple[Spot, ...]
    left_out: int
    size: float


def drawn(sheet: Sheet, box: Box = WIDE) -> Drawing:
    """Place the partners of a sheet: the first half to the left, the others to the right.

    They stand in the order of the chain, with equal room for every name, so that no two names
    touch however many there are.
    """
    shown = sheet.partners[:MOST_DRAWN]
    half = (len(shown) + 1) // 2
    spots = [*_side(shown[:half], -1, box), *_side(shown[half:], 1, box)]
    lines = [
        line
        for partner, spot in zip(shown, spots, strict=True)
        for line in _lines(partner, spot, box)
    ]
    left_out = len(sheet.partners) - len(shown)
    size = 12 if half <= box.height / 23 else 10.5
    return Drawing(box, tuple(lines), tuple(spots), left_out, size)


def _side(partners: Sequence[Partner], side: int, box: Box) -> list[Spot]:
    step = (box.height - 2 * _EDGE) / max(len(partners), 1)
    made = []
    for place, partner in enumerate(partners):
        y = _EDGE + step * (place + 0.5)
        aside = (y - box.height / 2) / (box.height / 2)
        x = box.width / 2 + side * box.reach * math.sqrt(1 - 0.8 * aside * aside)
        radius = 8.0 if partner.inside else 4.5
        made.append(
            Spot(
                round(x, 1),
                round(y, 1),
                radius,
                "round" if partner.firm else "square",
                str(partner.number) if partner.number and partner.inside and partner.firm else "",
                short(partner.name, box.letters),
                round(x + side * 14, 1),
                "start" if side > 0 else "end",
            )
        )
    return made


def _lines(partner: Partner, spot: Spot, box: Box) -> list[Line]:
    both = bool(partner.formal and partner.informal)
    made = []
    for kind, ways, aside in (
        ("formal", partner.formal, -_BENT if both else 0.0),
        ("informal", partner.informal, _BENT if both else 0.0),
    ):
        if ways:
            made.append(_line(kind, ways, spot, aside, box))
    return made


def _line(kind: str, ways: str, spot: Spot, aside: float, box: Box) -> Line:
    """Draw beside the straight line where formal and informal ties run together."""
    middle = box.width / 2, box.height / 2
    dx, dy = spot.x - middle[0], spot.y - middle[1]
    length = math.hypot(dx, dy)
    ux, uy = dx / length, dy / length
    ax, ay = middle[0] + ux * 17 - uy * aside, middle[1] + uy * 17 + ux * aside
    far = length - spot.radius - 3
    bx, by = middle[0] + ux * far - uy * aside, middle[1] + uy * far + ux * aside
    heads = []
    if ways in ("out", "both"):
        heads.append(_head(bx, by, ux, uy))
    if ways in ("in", "both"):
        heads.append(_head(ax, ay, -ux, -uy))
    ends = round(ax, 1), round(ay, 1), round(bx, 1), round(by, 1)
    return Line(kind, *ends, tuple(heads))


def _head(x: float, y: float, ux: float, uy: float) -> str:
    """Give the three corners of an arrow head that points along (ux, uy)."""
    back, wide = 7.0, 3.2
    corners = (
        (x, y),
        (x - ux * back - uy * wide, y - uy * back + ux * wide),
        (x - ux * back + uy * wide, y - uy * back - ux * wide),
    )
    return " ".join(f"{a:.1f},{b:.1f}" for a, b in corners)


@dataclass(frozen=True)
class Bar:
    """A number among the quarters of the others, as places on a bar of 0 to 100."""

    low: float
    middle: float
    high: float
    own: float | None


def bar(low: float, middle: float, high: float, own: float | None) -> Bar:
    """Put quarters and the firm's own number on one scale that shows no other firm's number.

    >>> bar(2, 4, 6, 3)
    Bar(low=26.7, middle=53.3, high=80.0, own=40.0)
    """
    end = max(high, own or 0.0) * 1.25 or 1.0
    low, middle, high = (round(100 * value / end, 1) for value in (low, middle, high))
    return Bar(low, middle, high, None if own is None else round(100 * own / end, 1))

"""One small field survey, described once: the exports of every platform are built from it.

Twelve firms with nasty names; two of them never answered. Asked were: to whom they sell (all that
apply), how often they ask each firm for advice (a grid), from whom they buy (names, the last of
them a firm outside the list), attributes, and three statements on trust.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

FIRMS = {
    "f01": "Aceros Ñandú, S.A.",
    "f02": "Bodegas López - Hijos, S.L.",
    "f03": "Curtidos (Norte) S.L.",
    "f04": "Diseños [Alfa] S.Coop.",
    "f05": "Embutidos El Águila",
    "f06": "=Hermanos Gil S.L.",
    "f07": "F/G Logística S.A.U.",
    "f08": 'Grupo "Los Olivos"',
    "f09": "Hilados & Cía, S.C.",
    "f10": "Industrias Jábega [Sur]",
    "f11": "Kaolín 2000 S.L.",
    "f12": "Lácteos Peña, S.A.",
}
OUTSIDER = "Zapatos Lejanos S.L."
SILENT = ("f11", "f12")
# Words of the grid, weakest first; the first means no tie.
WORDS = ("Never", "Yearly", "Monthly", "Weekly")
STATEMENTS = (
    "Firms here keep their promises to each other.",
    "Firms here would not take advantage of each other.",
    "Firms here share the same aims, in the long run.",
)
SELLS = "To which of these firms do you sell?"
ADVICE = "How often do you ask these firms for advice?"
BUYS = "Supplier"
TRUST = "How far do you agree?"
FIRM = "Name of your firm"
SECTOR = "Sector"
SIZE = "Number of employees"
EMAIL = "Your e-mail"
PHONE = "Contact phone"
PRIVATE = ("@example.org", "+34 600", "203.0.113.", "38.345", "Ana Enumeradora", "dev-77")


@dataclass
class Answers:
    """What one firm answered; a relation that is None was left blank as a whole."""

    code: str
    sells: frozenset[str] | None
    advice: dict[str, int] | None
    buys: list[tuple[str, int]]
    sector: str
    size: int
    trust: tuple[int, int, int]
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return FIRMS[self.code]

    @property
    def email(self) -> str:
        return f"{self.code}@example.org"

    @property
    def phone(self) -> str:
        return f"+34 600 100 2{self.code[1:]}"


def _draw() -> list[Answers]:
    """Answers by rule, so that everybody can recount them."""
    codes = list(FIRMS)
    rows = []
    for k, code in enumerate(codes[:10]):
        others = [c for c in codes if c != code]
        sells = frozenset(others[(k * 3 + step) % 11] for step in (0, 1, 4))
        advice = {c: (k * j + j + k) % 4 for j, c in enumerate(others)}
        buys = [(others[(k + 2) % 11], 1 + k % 5), (others[(k + 7) % 11], 1 + (k + 3) % 5)]
        if k == 2:
            buys.append((OUTSIDER, 4))
        rows.append(
            Answers(
                code,
                None if k == 7 else sells,
                None if k == 8 else advice,
                [] if k == 4 else buys,
                ("Metal", "Food", "Leather")[k % 3],
                10 + 7 * k,
                (1 + k % 5, 1 + (k + 2) % 5, 5 - k % 5),
            )
        )
    return rows


ANSWERS = _draw()
RESPONDENTS = [answers.code for answers in ANSWERS]


def expected_sells() -> set[tuple[str, str]]:
    return {(a.code, to) for a in ANSWERS for to in a.sells or ()}


def expected_advice() -> dict[tuple[str, str], int]:
    """Source, target and the place of the word in `WORDS`; without those that said never."""
    return {(a.code, to): n for a in ANSWERS for to, n in (a.advice or {}).items() if n}


def expected_buys() -> dict[tuple[str, str], int]:
    return {(a.code, to): n for a in ANSWERS for to, n in a.buys}

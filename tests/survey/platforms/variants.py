"""Every variant of every platform's export: how it is written, and what it can tell."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.survey.platforms import exports
from tests.survey.platforms.write import write_csv, write_xlsx


@dataclass(frozen=True)
class Variant:
    """One export: ``codes`` for firms, ``words`` in the grid, which relations and rows it holds.

    ``roster`` says whether firms that neither answered nor were named stand in it; ``blank`` is
    the state of a question of several answers that was left blank.
    """

    platform: str
    write: Callable[[Path], Path]
    codes: bool = False
    words: bool = False
    statements: bool = True
    buys: bool = True
    sells: bool = True
    blank: str = "silent"


def _kobo() -> dict[str, Variant]:
    found = {}
    for labels in (False, True):
        for groups in ("", "/", ":"):
            for mode in ("both", "summary", "details"):
                name = f"kobo {'labels' if labels else 'codes'} groups{groups} {mode}"

                def write(folder: Path, known=(labels, groups, mode)) -> Path:  # type: ignore[no-untyped-def]
                    hxl = known[2] == "both"
                    return exports.kobo(folder / "export.xlsx", *known, hxl=hxl)

                sells = not (labels and mode == "summary")
                found[name] = Variant(
                    "KoboToolbox", write, not labels, statements=labels, sells=sells
                )
    found["kobo csv"] = Variant(
        "KoboToolbox",
        lambda folder: exports.kobo(folder / "export.csv", csv=True),
        codes=True,
        statements=False,
        buys=False,
    )
    return found


def _odk() -> dict[str, Variant]:
    made = {
        "odk folder": lambda folder: exports.odk(folder / "export"),
        "odk unsplit": lambda folder: exports.odk(folder / "export", split=False),
        "odk zip": lambda folder: exports.odk(folder / "x.zip", zipped=True, media=True),
    }
    return {
        name: Variant("ODK Central", write, codes=True, statements=False)
        for name, write in made.items()
    }


def _qualtrics() -> dict[str, Variant]:
    found = {}
    for name, facts in {
        "codes": {},
        "texts": {"texts": True},
        "german": {"german": True},
        "seen": {"seen": True},
        "legacy": {"legacy": True},
        "loop": {"loop": True},
    }.items():

        def write(folder: Path, facts: dict[str, bool] = facts) -> Path:
            return write_csv(folder / "q.csv", exports.qualtrics_rows(**facts), "utf-8-sig")

        found[f"qualtrics {name}"] = Variant("Qualtrics", write, words=name == "texts")
    found["qualtrics tsv"] = Variant(
        "Qualtrics",
        lambda folder: write_csv(
            folder / "q.tsv", exports.qualtrics_rows(), "utf-16-le", delimiter="\t"
        ),
    )
    found["qualtrics xlsx"] = Variant(
        "Qualtrics",
        lambda folder: write_xlsx(folder / "q.xlsx", {"Sheet0": exports.qualtrics_rows()}),
    )
    return found


def _limesurvey() -> dict[str, Variant]:
    found = {}
    for heading in ("full", "codetext", "code", "em"):
        for long in (False, True):

            def write(folder: Path, known=(heading, long)) -> Path:  # type: ignore[no-untyped-def]
                return exports.limesurvey(folder / "results-survey1.csv", *known)

            found[f"limesurvey {heading}{' long' if long else ''}"] = Variant(
                "LimeSurvey",
                write,
                codes=heading in ("code", "em"),
                words=long,
                statements=heading in ("full", "codetext"),
                blank="not_asked" if long else "silent",
            )
    found["limesurvey xlsx"] = Variant(
        "LimeSurvey", lambda folder: exports.limesurvey(folder / "r.xlsx", xlsx=True)
    )
    return found


def _google() -> dict[str, Variant]:
    found = {}
    stamps = ("Timestamp", "Marca temporal", "Carimbo de data/hora", "Informazioni cronologiche")
    for stamp in stamps:

        def write(folder: Path, stamp: str = stamp) -> Path:
            return write_csv(folder / "g.csv", exports.google_rows(stamp))

        found[f"google {stamp}"] = Variant("Google Forms", write, words=True)
    found["google direct csv"] = Variant(
        "Google Forms",
        lambda folder: write_csv(folder / "g.csv", exports.google_rows("Timestamp", ";")),
        words=True,
    )
    found["google xlsx"] = Variant(
        "Google Forms",
        lambda folder: write_xlsx(
            folder / "g.xlsx", {"Respuestas de formulario 1": exports.google_rows()}
        ),
        words=True,
    )
    return found


def _microsoft() -> dict[str, Variant]:
    found = {}
    for language in ("en", "es", "xx"):
        for quiz in (False, True):

            def write(folder: Path, known=(language, quiz)) -> Path:  # type: ignore[no-untyped-def]
                return write_xlsx(folder / "m.xlsx", {"Sheet1": exports.microsoft_rows(*known)})

            name = f"microsoft {language}{' quiz' if quiz else ''}"
            found[name] = Variant("Microsoft Forms", write, words=True)
    return found


def _surveymonkey() -> dict[str, Variant]:
    found = {}
    for style in ("new", "old", "es"):
        for numeric in (False, True):

            def write(folder: Path, known=(style, numeric)) -> Path:  # type: ignore[no-untyped-def]
                rows = exports.surveymonkey_rows(*known, html=known[1])
                return write_csv(folder / "s.csv", rows)

            name = f"surveymonkey {style}{' numeric' if numeric else ''}"
            found[name] = Variant("SurveyMonkey", write, words=not numeric)
    found["surveymonkey xlsx"] = Variant(
        "SurveyMonkey",
        lambda folder: write_xlsx(folder / "s.xlsx", {"Sheet": exports.surveymonkey_rows()}),
        words=True,
    )
    return found


VARIANTS: dict[str, Variant] = {
    **_kobo(),
    **_odk(),
    **_qualtrics(),
    **_limesurvey(),
    **_google(),
    **_microsoft(),
    **_surveymonkey(),
}
# What differs most; the full run reads every variant.
_DAILY = (
    "kobo codes groups both", "kobo codes groups/ details", "kobo labels groups: both",
    "kobo labels groups summary", "kobo csv", "odk unsplit", "odk zip", "qualtrics texts",
    "qualtrics seen", "qualtrics legacy", "qualtrics loop", "qualtrics codes",
    "limesurvey full long", "limesurvey codetext", "limesurvey em", "google Marca temporal",
    "google direct csv", "microsoft es", "microsoft xx quiz", "surveymonkey new numeric",
    "surveymonkey es",
)  # fmt: skip
NAMES = [*VARIANTS] if os.environ.get("TIESNET_FULL") == "1" else [*_DAILY]

# The rows of exports that are one table, for what may happen to a table on its way.
FLAT: dict[str, Callable[[], list[list[object]]]] = {
    "Qualtrics": exports.qualtrics_rows,
    "LimeSurvey": exports.limesurvey_rows,
    "Google Forms": exports.google_rows,
    "Microsoft Forms": exports.microsoft_rows,
    "SurveyMonkey": exports.surveymonkey_rows,
}

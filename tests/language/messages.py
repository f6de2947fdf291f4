"""Collect every text that people read, and keep the catalogues of translations in step.

``python tests/language/messages.py`` adds new texts to the catalogues, with nothing said yet, and
takes out those that are gone; what was translated stays.
"""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).resolve().parents[2] / "src" / "tiesnet"
TEXTS = SOURCE / "language" / "texts"
LOCALES = {"es": "es", "pt": "pt_BR", "it": "it"}

Key = tuple[str, ...]
"""The English of a text: one, or two where a number decides."""

# Which arguments of a call are said. Those of records are said where they are shown.
SAID = {
    **dict.fromkeys(("say", "pieces", "word", "marked"), (0,)),
    **dict.fromkeys(("say_n", "pieces_n"), (1, 2)),
    "both": (0, 1),
}
COUNTED = ("count", "counted")  # the noun behind a number: its plural ends in s if none is given
SCRIPT = {"say": None, "sayN": (2, 3)}
TEMPLATE = {"say": None, "say_n": (2, 3), "pieces": None}
RECORDS = {
    "Field": ("label", "unit", "definition"),
    "Evidence": ("title", "reading"),
    "Column": ("label", "unit", "definition"),
    "Table": ("title", "question", "answer", "reading", "note"),
    "make_table": ("title", "question", "answer", "reading", "note"),
    "frame_table": ("title", "question", "answer", "reading", "note"),
    "Gap": ("what", "ask"),
    "Finding": ("claim", "rest", "caution"),
    "Diagnosis": ("cautions", "parameters"),
    "Outcome": ("title", "parameters"),
    "Indicator": ("label", "unit", "reason"),
    "null_model": ("label", "kept", "drawn", "caution"),
    "imputation": ("label",),
    "comparison": ("name",),
    "shape": ("name",),
    "network_format": ("about",),
    "replicate": ("label",),
    "track": ("label",),
    "tell": ("label",),
}
PLACED = {
    "Field": {1: "label", 3: "unit", 4: "definition"},
    "Evidence": {1: "title", 4: "reading"},
    "Column": {1: "label", 2: "unit", 4: "definition"},
    "Table": {1: "title"},
    "make_table": {1: "title"},
    "frame_table": {1: "title"},
    "Gap": {0: "what", 1: "ask"},
    "Finding": {2: "claim", 3: "rest", 5: "caution"},
    "Outcome": {1: "title", 8: "parameters"},
    "Indicator": {2: "label", 3: "unit", 5: "reason"},
    "comparison": {0: "name"},
    "shape": {0: "name"},
    "network_format": {2: "about"},
    "track": {1: "label"},
    "tell": {0: "label"},
}
RECORD_TEXTS = (
    "label", "question", "definition", "method", "formula", "needs", "limits", "reading", "unit",
    "undefined",
)  # fmt: skip


def collect() -> dict[str, dict[Key, set[str]]]:
    """Give the texts of each catalogue with the files they stand in."""
    found: dict[Key, set[str]] = {}
    for path, key in [*_of_code(), *_of_templates(), *_of_scripts(), *_of_catalogues()]:
        if any(any(letter.isalpha() for letter in text) for text in key):
            found.setdefault(key, set()).add(path)
    catalogues: dict[str, dict[Key, set[str]]] = {}
    for key, paths in found.items():
        catalogues.setdefault(_domain(min(paths)), {})[key] = paths
    return dict(sorted(catalogues.items()))


def _domain(path: str) -> str:
    """Name the catalogue of a file: its floor, and its folder where the floor has folders."""
    floor, *below = path.split("/")
    if floor == "exports" and below[0] in ("templates", "assets"):
        return "exports-report"
    return f"{floor}-{below[0]}" if len(below) > 1 else floor.removesuffix(".py")


def _files(pattern: str) -> Iterator[tuple[str, Path]]:
    for path in sorted(SOURCE.rglob(pattern)):
        if "verification/cases" not in path.as_posix():
            yield path.relative_to(SOURCE).as_posix(), path


def _of_code() -> Iterator[tuple[str, Key]]:
    for name, path in _files("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                for key in _said(node):
                    yield name, key


def _said(call: ast.Call) -> Iterator[Key]:
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    if name in SAID and len(call.args) > max(SAID[name]):
        texts = [_literals(call.args[place]) for place in SAID[name]]
        if len(texts) == 1:
            yield from ((text,) for text in texts[0])
        else:
            yield from zip(*texts, strict=False)
    elif name in COUNTED:
        nouns = [text for one in call.args[1:3] for text in _literals(one)[:1]]
        if nouns:
            yield (nouns[0], nouns[1] if len(nouns) > 1 else f"{nouns[0]}s")
    elif name in RECORDS:
        given = {PLACED.get(name, {}).get(k): value for k, value in enumerate(call.args)}
        given |= {one.arg: one.value for one in call.keywords}
        for option in RECORDS[name]:
            if option in given:
                yield from ((text,) for text in _literals(given[option]))
                if isinstance(given[option], ast.Dict):
                    yield from ((text,) for key in given[option].keys for text in _literals(key))


def _literals(node: ast.expr) -> list[str]:
    """Give the texts an expression may be: a literal, either side of a choice, items of a tuple."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, ast.IfExp):
        return _literals(node.body) + _literals(node.orelse)
    if isinstance(node, ast.BoolOp):
        return [text for value in node.values for text in _literals(value)]
    if isinstance(node, ast.Tuple | ast.List):
        return [text for value in node.elts for text in _literals(value)]
    if isinstance(node, ast.Dict):
        return [text for value in node.values for text in _literals(value)]
    return []


def _of_templates() -> Iterator[tuple[str, Key]]:
    for name, path in _files("*.html"):
        with path.open("rb") as file:
            for _, text, *_ in extract(
                "jinja2.ext:babel_extract", file, TEMPLATE, options={"silent": "false"}
            ):
                yield name, _key(text)


def _of_scripts() -> Iterator[tuple[str, Key]]:
    for name, path in _files("*.js"):
        with path.open("rb") as file:
            for _, text, *_ in extract("javascript", file, SCRIPT):
                yield name, _key(text)


def _key(text: str | tuple[str, ...]) -> Key:
    return (text,) if isinstance(text, str) else tuple(text[:2])


def _of_catalogues() -> Iterator[tuple[str, Key]]:
    """The texts of measures, diagnoses and figures are in decorators and docstrings."""
    from tiesnet.cli.group import tiesnet
    from tiesnet.cli.spoken import help_texts
    from tiesnet.diagnosis import CHAPTERS, diagnoses
    from tiesnet.metrics import TOPICS, catalogue
    from tiesnet.plots import PLACES, figures
    from tiesnet.survey import PROBLEM_KINDS

    for records in (catalogue(), diagnoses(), figures()):
        for record in records.values():
            path = record.function.__module__.removeprefix("tiesnet.").replace(".", "/") + ".py"
            for option in RECORD_TEXTS:
                text = getattr(record, option, "")
                if isinstance(text, str) and text:
                    yield path, (text,)
            unit = getattr(record, "unit", "")
            if isinstance(unit, str) and unit.startswith("share "):  # shown as per cent
                yield path, (f"%{unit.removeprefix('share')}",)
    for path, texts in (
        ("metrics/__init__.py", TOPICS),
        ("diagnosis/__init__.py", CHAPTERS),
        ("plots/__init__.py", PLACES),
    ):
        yield from ((path, (text,)) for text in texts.values())
    for command in (tiesnet, *tiesnet.commands.values()):
        yield from (("cli/group.py", (text,)) for text in help_texts(command))
    for kind in PROBLEM_KINDS.values():
        yield from (("survey/kinds.py", (text,)) for text in (kind.meaning, kind.repair) if text)


def translated(language: str) -> dict[Key, Key]:
    """Give what the catalogues of a language say, also what is empty there."""
    found: dict[Key, Key] = {}
    for path in sorted((TEXTS / language).glob("*.po")):
        for message in read_po(io.BytesIO(path.read_bytes()), locale=LOCALES[language]):
            if message.id:
                ids, said = message.id, message.string
                key = (ids,) if isinstance(ids, str) else tuple(ids)
                found[key] = (said,) if isinstance(said, str) else tuple(said)
    return found


def update(language: str) -> None:
    """Write the catalogues of a language anew."""
    said = translated(language)
    folder = TEXTS / language
    folder.mkdir(parents=True, exist_ok=True)
    wanted = collect()
    for path in folder.glob("*.po"):
        if path.stem not in wanted:
            path.unlink()
    for domain, texts in wanted.items():
        catalogue = Catalog(locale=LOCALES[language], fuzzy=False)
        for key, paths in sorted(texts.items(), key=lambda item: (min(item[1]), item[0])):
            value = said.get(key, ("",) * len(key))
            pair = len(key) > 1
            catalogue.add(
                key if pair else key[0],
                value if pair else value[0],
                locations=[(path, 0) for path in sorted(paths)[:3]],
            )
        text = io.BytesIO()
        write_po(text, catalogue, width=100, omit_header=True, include_lineno=False)
        (folder / f"{domain}.po").write_bytes(text.getvalue().lstrip())


if __name__ == "__main__":
    for one in LOCALES:
        update(one)

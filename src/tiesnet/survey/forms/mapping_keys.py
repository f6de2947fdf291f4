"""The keys of a mapping file: which there are, what they hold, and where they stand."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from tiesnet.errors import SurveyError
from tiesnet.language import localised, say, word
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.readers.registry import unreadable
from tiesnet.survey.words import quoted

LONGEST = 1_000_000  # bytes; reading a file is bounded
_DEEP = re.compile(rb"(?:[\w\"'-]{1,60}[ \t]{0,3}\.[ \t]{0,3}){50}")

TEXT, NUMBER, FLAG, LIST, TABLE, TABLES, COLUMNS, WORDS = (
    word("a text"), word("a number"), word("true or false"), word("a list of texts"),
    word("a table"), word("a list of tables"),
    word("a header, a pattern, a list of headers or a table of firms and headers"),
    word("a table of answers and numbers"),
)  # fmt: skip

SURVEY = {"title": TEXT, "design": TEXT, "language": TEXT, "date": TEXT,
          "cluster_organisation": TEXT, "firms": TABLE, "tables": TABLES}  # fmt: skip
ONE = {
    "sheet": TEXT, "header_row": NUMBER, "respondent": TEXT, "firm": TEXT, "name": TEXT,
    "wave": TEXT, "key": TEXT, "parent": TEXT, "within": TEXT, "source": TEXT, "target": TEXT,
    "relation": TEXT, "strength": TEXT, "reported_by": TEXT, "trust": TEXT, "frequency": TEXT,
    "since": TEXT, "topic": TEXT, "medium": TEXT, "value": TEXT, "attributes": TABLE,
    "details": TABLE, "relations": TABLES, "items": TABLES, "affiliations": TABLES,
    "private": LIST, "ignore": LIST, "missing": LIST,
}  # fmt: skip
DETAILS = ("strength", "trust", "frequency", "since", "topic", "medium", "value")
RELATION = {
    "id": TEXT, "label": TEXT, "question": TEXT, "formality": TEXT, "content": TEXT,
    "directed": FLAG, "flow": TEXT, "orientation": TEXT, "inverse_of": TEXT, "combine": TEXT,
    "core": FLAG, "scale_min": NUMBER, "scale_max": NUMBER, "trust_min": NUMBER,
    "trust_max": NUMBER, "columns": COLUMNS, "names": COLUMNS, "many": COLUMNS,
    "separator": TEXT, "values": WORDS, "option": TEXT, "nobody": LIST, "blank": TEXT,
    "details": TABLE, "outside": FLAG, **dict.fromkeys(DETAILS, COLUMNS),
}  # fmt: skip
ITEM = {"scale": TEXT, "columns": COLUMNS, "reversed": LIST}
AFFILIATION = {"columns": COLUMNS, "many": COLUMNS, "separator": TEXT, "type": TEXT,
               "formality": TEXT}  # fmt: skip
FACTS = ("label", "question", "formality", "content", "directed", "flow", "orientation",
         "inverse_of", "combine", "core", "scale_min", "scale_max", "trust_min",
         "trust_max")  # fmt: skip


class MappingFile:
    """A mapping file as read, its lines, and the errors found in it so far."""

    def __init__(self, path: Path, log: Log) -> None:
        self.path, self.log = path, log
        self.lines, self.content = _read(path)

    def error(self, key: str, problem: str, near: str = "", repair: str = "") -> None:
        """Note one error, with the line of its key or value."""
        place = Place(self.path.name, "", self._line(near or key), key, near)
        self.log.fatal("mapping_error", place, problem, repair)

    def _line(self, text: str) -> int | None:
        """The first line that holds a text; nothing when none does."""
        if not text:
            return None
        hits = [k for k, line in enumerate(self.lines, start=1) if text in line.split("#")[0]]
        return hits[0] if hits else None

    def checked(
        self, table: Mapping[str, Any], known: Mapping[str, str], what: str
    ) -> dict[str, Any]:
        """Report keys that do not exist and values of another sort; keep the others."""
        kept = {}
        for key, value in table.items():
            if key not in known:
                hint = did_you_mean(key, known)
                text = say("{what} has no key {key}.{hint}", what=what, key=quoted(key), hint=hint)
                self.error(
                    key, text, repair=say("The keys are: {known}.", known=", ".join(sorted(known)))
                )
            elif not _fits(value, known[key]):
                text = say(
                    "{key} must be {known}, not {value}.",
                    key=quoted(key),
                    known=known[key],
                    value=_sort(value),
                )
                self.error(key, text, repair=say("Write it like the examples of 'tiesnet map'."))
            else:
                kept[key] = value
        return kept


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """The word most like another one, as a question; or nothing."""
    near = get_close_matches(word, sorted(words), n=1)
    return say(" Did you mean {near}?", near=quoted(near[0])) if near else ""


def _read(path: Path) -> tuple[list[str], dict[str, Any]]:
    _check_size(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
        return text.splitlines(), tomllib.loads(text)
    except OSError as error:
        problem = say(
            "The mapping file {name} cannot be opened ({strerror}).",
            name=path.name,
            strerror=error.strerror,
        )
        raise unreadable(path.name, problem, say("Check its name.")) from error
    except (UnicodeDecodeError, RecursionError) as error:
        problem = say("The mapping file {name} is no TOML text in UTF-8.", name=path.name)
        raise unreadable(path.name, problem, say("Save it as UTF-8.")) from error
    except tomllib.TOMLDecodeError as error:
        raise _no_toml(path, error) from error


def _check_size(path: Path) -> None:
    """Refuse what is no text, or longer or deeper than any mapping file is."""
    problem = ""
    if path.exists() and not path.is_file() and not path.is_dir():
        problem = say("The mapping file {name} is neither a file nor a folder.", name=path.name)
    elif path.is_file() and path.stat().st_size > LONGEST:
        problem = say(
            "The mapping file {name} is longer than {longest} bytes.",
            name=path.name,
            longest=localised(f"{LONGEST:,}"),
        )
    elif path.is_file() and _DEEP.search(path.read_bytes()):
        problem = say("The mapping file {name} has a key of more than 50 parts.", name=path.name)
    if problem:
        raise unreadable(path.name, problem, say("Let 'tiesnet map' write a draft, and edit that."))


def _no_toml(path: Path, error: Exception) -> SurveyError:
    found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
    line = int(found[1]) if found else None
    filled = {"name": path.name, "value": str(error).split(" (at")[0]}
    problem = (
        say(
            "The mapping file {name} is not written as TOML: {value} (line {line}).",
            **filled,
            line=str(line),
        )
        if line
        else say("The mapping file {name} is not written as TOML: {value}.", **filled)
    )
    repair = say('Put texts between quotation marks, as in: name = "Company"')
    log = Log()
    log.add("mapping_error", Place(path.name, "", line), problem, repair)
    return SurveyError(problem, log.problem_rows(), repair)


def _fits(value: Any, sort: str) -> bool:
    texts = isinstance(value, list) and all(isinstance(one, (str, int)) for one in value)
    checks = {
        TEXT: isinstance(value, str),
        NUMBER: isinstance(value, (int, float))
        and not isinstance(value, bool)
        and math.isfinite(value),
        FLAG: isinstance(value, bool) or value in ("yes", "no"),
        LIST: texts,
        TABLE: isinstance(value, dict)
        and all(isinstance(one, (str, int, list, dict)) for one in value.values()),
        TABLES: isinstance(value, list) and all(isinstance(one, dict) for one in value),
        COLUMNS: isinstance(value, str)
        or (isinstance(value, list) and all(isinstance(one, str) for one in value))
        or (isinstance(value, dict) and all(isinstance(one, str) for one in value.values())),
        WORDS: isinstance(value, dict)
        and all(
            isinstance(one, str) or (isinstance(one, (int, float)) and math.isfinite(one))
            for one in value.values()
        ),
    }
    return checks[sort]


def _sort(value: Any) -> str:
    if isinstance(value, bool):
        return FLAG
    sorts = ((str, TEXT), (int, NUMBER), (float, NUMBER), (dict, TABLE))
    return next((words for kind, words in sorts if isinstance(value, kind)), word("a list"))

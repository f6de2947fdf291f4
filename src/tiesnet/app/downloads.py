"""What can be taken home: the report, the workbook, the network, sheets, data without names."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from tiesnet.app.columns import write_mapping
from tiesnet.app.decisions import write_decisions
from tiesnet.app.reading import write_report
from tiesnet.app.sessions import Session
from tiesnet.errors import TiesnetError
from tiesnet.language import in_language, say, word
from tiesnet.metrics import Measures
from tiesnet.progress import tell


@dataclass(frozen=True)
class Item:
    """One thing to download.

    Attributes
    ----------
    name : str
    label, about : str
        In words, said where they are shown.
    make : callable
        Takes the session and an empty folder, gives the files written.
    offered : callable
        Whether a session can have it.
    """

    name: str
    label: str
    about: str
    make: Callable[[Session, Path], Sequence[Path]]
    offered: Callable[[Session], bool] = lambda session: session.measures is not None


def stem(session: Session) -> str:
    """Give the name of the survey, as names of files begin with it."""
    return session.source.stem if session.source is not None else "survey"


def _measures(session: Session) -> Measures:
    if session.measures is None:
        raise TiesnetError(say("There is nothing to download yet."), say("Open a survey first."))
    return session.measures


def _report(session: Session, folder: Path) -> list[Path]:
    if session.lang not in session.reports:
        write_report(session)
    path = folder / "report.html"
    path.write_bytes(session.reports[session.lang].read_bytes())
    return [path]


def _workbook(session: Session, folder: Path) -> list[Path]:
    from tiesnet.exports import write_workbook

    return [write_workbook(_measures(session), folder / "metrics.xlsx")]


def _network(session: Session, folder: Path) -> list[Path]:
    from tiesnet.exports import write_graphml

    return [write_graphml(_measures(session).net, folder / "network.graphml")]


def sheets_writer() -> Callable[..., Any] | None:
    """Give the function that writes a sheet per firm, where this version has one."""
    exports = import_module("tiesnet.exports")
    found: Callable[..., Any] | None = getattr(exports, "write_sheets", None)
    return found


def _sheets(session: Session, folder: Path) -> list[Path]:
    writer = sheets_writer()
    if writer is None:
        raise TiesnetError(say("This version writes no sheets per firm."))
    place = folder / "sheets"
    writer(_measures(session), place)
    return sorted(path for path in place.rglob("*") if path.is_file())


def _check(session: Session, folder: Path) -> list[Path]:
    from tiesnet.exports import write_check
    from tiesnet.survey import problems_frame

    rows = [dict(row) for row in session.problems]
    return [write_check(problems_frame(rows), session.measures, folder / "check.xlsx")]


def _pseudonymised(session: Session, folder: Path) -> list[Path]:
    """Write the data without names, and apart from them the key that leads back."""
    from tiesnet.exports import recognisable_file, write_pseudonymised

    if session.survey is None:
        raise TiesnetError(say("There is nothing to download yet."), say("Open a survey first."))
    shared = folder / "to pass on"
    key = folder / "to keep apart" / "key.csv"
    write_pseudonymised(session.survey, [shared / "tables", shared / "survey.xlsx"], key)
    passed = sorted(path for path in shared.rglob("*") if path.is_file())
    return [*passed, key, recognisable_file(key)]


def _mapping(session: Session, folder: Path) -> list[Path]:
    path = folder / "mapping.toml"
    if session.columns is None and session.mapping is not None:
        path.write_bytes(session.mapping.read_bytes())
        return [path]
    return [write_mapping(session, path)]


def _is_drafted(session: Session) -> bool:
    """Tell whether there is a form whose columns needed one."""
    columns = session.columns
    return columns is not None and (columns.edited or not columns.draft.own)


def _names(session: Session, folder: Path) -> list[Path]:
    if session.plain is None:
        raise TiesnetError(say("There is nothing to download yet."), say("Open a survey first."))
    return [write_decisions(session, session.plain, folder / "names.xlsx")]


def _outcomes(session: Session, folder: Path) -> list[Path]:
    from tiesnet.exports import write_outcome

    count = len(session.outcomes)
    return [
        write_outcome(outcome, folder / "tests" / f"{count - place}-{outcome.name}.xlsx")
        for place, outcome in enumerate(session.outcomes)
    ]


def _everything(session: Session, folder: Path) -> list[Path]:
    from tiesnet.exports import write_outputs

    made = list(write_outputs(_measures(session), folder, overwrite=True).values())
    parts = [one for one in items().values() if one.name in _PARTS and one.offered(session)]
    for place, one in enumerate(parts):
        tell("Preparing the files", place, len(parts))
        made += one.make(session, folder)
    return made


_PARTS = ("check", "sheets", "pseudonymised", "mapping", "names", "outcomes")


def items() -> Mapping[str, Item]:
    """Give everything that can be downloaded, by name, in the order of the list."""
    return {one.name: one for one in _ITEMS}


_ITEMS = (
    Item(
        "report",
        word("Report"),
        word("One page for the browser: opens offline and can be mailed."),
        _report,
    ),
    Item(
        "workbook",
        word("Workbook"),
        word("Every number as an Excel file."),
        _workbook,
    ),
    Item(
        "sheets",
        word("A sheet per firm"),
        word("One page for each firm: its map, its numbers, suggestions."),
        _sheets,
        lambda session: session.measures is not None and sheets_writer() is not None,
    ),
    Item(
        "network",
        word("Network"),
        word("For network programs (GraphML)."),
        _network,
    ),
    Item(
        "check",
        word("Problems of the data"),
        word("Every problem with its place and how to repair it, as an Excel file."),
        _check,
        lambda session: session.survey is not None or bool(session.problems),
    ),
    Item(
        "pseudonymised",
        word("Data without names"),
        word(
            "The survey with pseudonyms, to pass on, and apart from it the key to the names, which "
            "you keep. Who knows the cluster may still recognise some firms."
        ),
        _pseudonymised,
        lambda session: session.survey is not None,
    ),
    Item(
        "mapping",
        word("What the columns mean"),
        word("The mapping file, for the next time the survey is read."),
        _mapping,
        lambda session: session.mapping is not None or _is_drafted(session),
    ),
    Item(
        "names",
        word("Decisions on names"),
        word("The sheet of names with what you decided."),
        _names,
        lambda session: session.plain is not None and bool(session.decisions),
    ),
    Item(
        "outcomes",
        word("Tests"),
        word("Every test you ran here, an Excel file for each."),
        _outcomes,
        lambda session: bool(session.outcomes),
    ),
    Item(
        "everything",
        word("Everything"),
        word("All of it in one zip file."),
        _everything,
    ),
)


def prepare(session: Session, name: str) -> None:
    """Begin to make something to download; it is handed over when it is ready."""
    item = items()[name]
    session.ready = None
    session.start(say("Preparing the files"), lambda: _make(session, item))


def _make(session: Session, item: Item) -> None:
    tell("Preparing the files", 0, 0)
    folder = session.fresh("download")
    with in_language(session.lang):
        made = item.make(session, folder)
    session.ready = made[0] if len(made) == 1 else _zipped(session, item, folder, made)
    session.changed("ready")


def prepare_outcome(session: Session, number: int) -> None:
    """Write one of the outcomes, to be handed over."""
    from tiesnet.exports import write_outcome

    if not 0 <= number < len(session.outcomes):
        raise TiesnetError(say("There is no such result any more."))
    outcome = session.outcomes[number]
    session.ready = write_outcome(outcome, session.fresh("download") / f"{outcome.name}.xlsx")
    session.changed("ready")


def _zipped(session: Session, item: Item, folder: Path, made: Iterable[Path]) -> Path:
    path = session.fresh("zip") / f"{stem(session)}-{item.name}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for one in made:
            out.write(one, one.relative_to(folder).as_posix())
    return path

"""Sessions: every tab has its own, with its own folder; none sees another's."""

from __future__ import annotations

import secrets
import shutil
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tiesnet.app.jobs import RUNNING, Job, OccupiedError, Workers
from tiesnet.errors import TiesnetError
from tiesnet.language import say

if TYPE_CHECKING:
    from tiesnet.app.columns import Columns
    from tiesnet.inference import Outcome
    from tiesnet.metrics import Measures
    from tiesnet.survey import Survey

UNUSED_AFTER = 60 * 60.0  # seconds without a sign of life after which a session is dropped
MOST = 40  # sessions kept at a time
_OF_SURVEY = "survey/"


@dataclass
class Session:
    """What one tab works on.

    Attributes
    ----------
    id : str
        Cannot be guessed; whoever has it sees the session.
    folder : Path
        Everything the session writes; deleted with it.
    workers : Workers
        Who does its long work.
    lang : str
        The language of the tab.
    source : Path, optional
        The survey as it came, or as a sample was written.
    mapping : Path, optional
        What its columns mean, where a person said it.
    decisions : dict of str to str
        What was decided of uncertain names.
    applied : dict of str to str
        The decisions the survey was read with.
    building : dict
        Wave and policies, as `build_network` takes them.
    survey, measures
        As far as they are known.
    plain : Survey, optional
        The survey as it is read without the decisions.
    error : TiesnetError, optional
        Why the survey could not be read or measured.
    problems : list of dict
        Every problem of the survey.
    reports : dict of language to Path
        The reports written.
    columns : Columns, optional
        The form in which columns are given a meaning.
    outcomes : list of Outcome
        What was tested, the newest first.
    ready : Path, optional
        A file that was prepared and is to be handed over.
    shown : dict
        What was chosen in the views: sorting, filters, the figure and its options.
    changes : Counter
        How often each part changed, so that a view knows when to be drawn again.
    """

    id: str
    folder: Path
    workers: Workers
    lang: str = "en"
    source: Path | None = None
    mapping: Path | None = None
    decisions: dict[str, str] = field(default_factory=dict)
    applied: dict[str, str] = field(default_factory=dict)
    building: dict[str, Any] = field(default_factory=dict)
    survey: Survey | None = None
    plain: Survey | None = None
    measures: Measures | None = None
    error: TiesnetError | None = None
    problems: list[Mapping[str, Any]] = field(default_factory=list)
    reports: dict[str, Path] = field(default_factory=dict)
    columns: Columns | None = None
    outcomes: list[Outcome] = field(default_factory=list)
    ready: Path | None = None
    shown: dict[str, Any] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)
    changes: Counter[str] = field(default_factory=Counter)
    job: Job | None = None
    last: tuple[str, Callable[[], None]] | None = None
    notice: TiesnetError | None = None
    used: float = field(default_factory=time.monotonic)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def changed(self, *parts: str) -> None:
        """Say that parts of the session are not what they were."""
        self.changes.update(parts)

    def stamp(self, parts: tuple[str, ...]) -> str:
        """Give a text that changes whenever one of some parts does."""
        return ".".join(str(self.changes[part]) for part in parts)

    @property
    def busy(self) -> bool:
        """Whether long work is under way."""
        return self.job is not None and self.job.busy

    def start(self, title: str, work: Callable[[], None]) -> None:
        """Begin long work; one piece at a time.

        Raises
        ------
        OccupiedError
            Other work of the session has not ended.
        """
        with self.lock:
            self.refuse_if_busy()
            self.notice = None
            self.last = (title, work)
            self.job = self.workers.start(title, work, self.lang)
            self.changed("job")

    def refuse_if_busy(self) -> None:
        """Begin nothing while other work is under way.

        Raises
        ------
        OccupiedError
            Other work of the session has not ended.
        """
        if self.busy:
            raise OccupiedError

    def remembered(self, key: str, make: Callable[[], Any]) -> Any:
        """Give something that is costly to make, made once for these measures and language.

        What begins with ``survey/`` rests on the survey alone, and outlives the measures.
        """
        with self.lock:
            whole = f"{self.lang}:{key}"
            if whole not in self.kept:
                self.kept[whole] = make()
            return self.kept[whole]

    def place(self, *names: str) -> Path:
        """Give a path inside the session's folder, of names that are our own."""
        made = self.folder.joinpath(*names)
        made.parent.mkdir(parents=True, exist_ok=True)
        return made

    def fresh(self, name: str) -> Path:
        """Make an empty folder inside the session's folder."""
        made = self.folder / f"{name}-{secrets.token_hex(4)}"
        made.mkdir(parents=True)
        return made

    def forget_results(self) -> None:
        """Drop what rests on the survey as it was read before."""
        self.measures, self.error, self.ready = None, None, None
        self.reports = {}
        self.kept = {key: made for key, made in self.kept.items() if _OF_SURVEY in key}
        self.changed("measures", "report")


class Sessions:
    """All sessions of the process, in one temporary folder that is deleted at its end."""

    def __init__(self, unused_after: float = UNUSED_AFTER, most: int = MOST) -> None:
        self.unused_after, self.most = unused_after, most
        self.workers = Workers()
        self._lock = threading.Lock()
        self._known: dict[str, Session] = {}
        self._folder = Path(tempfile.mkdtemp(prefix="tiesnet-app-"))

    def new(self, lang: str = "en") -> Session:
        """Begin a session.

        Raises
        ------
        TiesnetError
            There are too many already.
        """
        self.sweep()
        with self._lock:
            if len(self._known) >= self.most:
                raise TiesnetError(
                    say("Too many pages are open at once."),
                    say("Close some of them, wait a little and load this one again."),
                )
            name = secrets.token_urlsafe(32)
            folder = Path(tempfile.mkdtemp(dir=self._folder))
            made = self._known[name] = Session(name, folder, self.workers, lang)
        return made

    def get(self, name: object) -> Session | None:
        """Give a session by its id, and note that it is in use."""
        self.sweep()
        with self._lock:
            found = self._known.get(name) if isinstance(name, str) else None
            if found is not None:
                found.used = time.monotonic()
        return found

    def sweep(self) -> None:
        """Drop the sessions nobody has used for long."""
        before = time.monotonic() - self.unused_after
        with self._lock:
            old = [one for one in self._known.values() if one.used < before and not one.busy]
            for one in old:
                del self._known[one.id]
        for one in old:
            shutil.rmtree(one.folder, ignore_errors=True)

    def __len__(self) -> int:
        return len(self._known)

    def close(self) -> None:
        """Stop all work and delete everything."""
        with self._lock:
            sessions = list(self._known.values())
            self._known.clear()
        for one in sessions:
            if one.job is not None:
                one.job.stop()
        self.workers.close()
        for one in sessions:
            if one.job is not None and one.job.state == RUNNING:
                one.job.wait(5)
        shutil.rmtree(self._folder, ignore_errors=True)

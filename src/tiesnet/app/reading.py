"""From a survey to what is shown of it, one step after the other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tiesnet.app.decisions import doubts_of, write_decisions
from tiesnet.app.samples import SAMPLES
from tiesnet.app.sessions import Session
from tiesnet.errors import SurveyError, TiesnetError
from tiesnet.language import in_language, say
from tiesnet.progress import tell

if TYPE_CHECKING:
    from tiesnet.survey import Survey


def open_survey(session: Session, path: Path, mapping: Path | None = None) -> None:
    """Begin with another survey: nothing of an earlier one is kept."""
    with session.lock:
        session.refuse_if_busy()
        session.source, session.mapping = path, mapping
        session.decisions, session.applied, session.building = {}, {}, {}
        session.shown, session.columns = {}, None
        read_again(session)


def take_mapping(session: Session, path: Path) -> None:
    """Read the survey again with a mapping file that was written before."""
    if session.source is None:
        raise TiesnetError(
            say("A mapping file came without its survey."), say("Open the survey with it.")
        )
    with session.lock:
        session.refuse_if_busy()
        session.mapping, session.columns = path, None
        read_again(session)


def open_sample(session: Session, name: str) -> None:
    """Begin with a sample survey."""
    from tiesnet.exports import write_survey_workbook

    with session.lock:
        session.refuse_if_busy()
        path = session.fresh("sample") / f"{name}.xlsx"
        write_survey_workbook(SAMPLES[name].tables(), path)
        open_survey(session, path)


def read_again(session: Session) -> None:
    """Read the survey with its mapping and decisions, measure it and write its report."""
    session.start(say("Reading the survey"), lambda: _whole(session))


def measure_again(session: Session) -> None:
    """Build the network as it is to be built now, and all that follows."""
    session.start(say("Measuring"), lambda: _from_network(session))


def report_again(session: Session) -> None:
    """Write the report in the language of the session."""
    session.start(say("Writing the report"), lambda: write_report(session))


def _whole(session: Session) -> None:
    session.forget_results()
    session.kept, session.outcomes = {}, []
    session.changed("outcomes")
    session.survey, session.plain, session.problems = None, None, []
    session.changed("survey")
    tell("Reading the survey", 0, 0)
    try:
        survey = _read(session)
    except TiesnetError as error:
        session.error = error
        session.problems = list(error.problems) if isinstance(error, SurveyError) else []
        session.changed("survey", "measures")
        return
    session.survey, session.problems = survey, survey.problems.to_dict("records")
    doubts_of(session)
    session.changed("survey", "names")
    _from_network(session)


def _read(session: Session) -> Survey:
    from tiesnet.survey import read_survey

    reading: dict[str, Any] = {"mapping": session.mapping}
    decisions = dict(session.decisions)
    session.plain = read_survey(session.source or "", **reading)
    session.applied = decisions
    if not decisions:
        return session.plain
    names = write_decisions(session, session.plain, session.place("names.xlsx"))
    return read_survey(session.source or "", **reading, names=names)


def _from_network(session: Session) -> None:
    from tiesnet.diagnosis import findings
    from tiesnet.metrics import measure
    from tiesnet.network import build_network

    session.forget_results()
    assert session.survey is not None
    tell("Building the network", 0, 0)
    try:
        measures = measure(build_network(session.survey, **session.building))
        tell("Looking at what was found", 0, 0)
        findings(measures)
    except TiesnetError as error:
        session.error = error
        session.changed("measures")
        return
    session.measures = measures
    session.changed("measures")
    write_report(session)


def write_report(session: Session) -> None:
    """Write the report into the session's folder, in its language."""
    from tiesnet.exports import report_bytes

    if session.measures is None:
        return
    tell("Writing the report", 0, 0)
    lang = session.lang
    with in_language(lang):
        data = report_bytes(session.measures)
    path = session.place("reports", f"report-{lang}.html")
    path.write_bytes(data)
    session.reports[lang] = path
    session.changed("report")


def waves_of(session: Session) -> list[str]:
    """Give the waves of the survey in their order; none where it has only one."""
    from tiesnet.survey import wave_order

    if session.survey is None or "wave" not in session.survey.ties:
        return []
    found = {str(wave) for wave in session.survey.ties["wave"].dropna().unique()} - {""}
    return sorted(found, key=wave_order) if len(found) > 1 else []

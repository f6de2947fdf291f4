"""Who gave each response: without name, twice, or not counting, each is said."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tiesnet.language import say
from tiesnet.survey.forms.blocks import Flags, Responses
from tiesnet.survey.forms.cells import Texts, texts_of
from tiesnet.survey.forms.form import Form
from tiesnet.survey.forms.plan import TablePlan
from tiesnet.survey.problems import Log, Place
from tiesnet.survey.words import name_keys, phrase, quoted

Names = dict[str, str]
_LONGEST_NAME = 120
_NOTES = frozenset(
    "source sources note notes fuente fuentes nota notas observacion observaciones elaboracion "
    "fonte fontes observacao observacoes elaboracao fonti osservazioni elaborazione".split()
)


def responses_of(form: Form, plan: TablePlan, firms: Names, log: Log) -> Responses:
    """Name who gave each response, and keep one response of each firm and wave."""
    form = _counting(form, log)
    who = names_in(form, plan.respondent, firms)
    if plan.name is not None:
        given = texts_of(form.cells[plan.name])
        own = np.array([firms.get(name, name) for name in given], dtype=object)
        who = np.where(given != "", own, who)
    responses = _responses(form, plan, who)
    responses = _without_notes(_named(responses, log), log)
    return _once(responses, log)


def names_in(form: Form, place: int | None, firms: Names) -> Texts:
    """The names of firms in a column; codes give way to the names they stand for."""
    if place is None:
        empty = np.empty(len(form.rows), dtype=object)
        empty[:] = ""
        return empty
    return texts_of(form.cells[place], lambda text: named(text, form, firms))


def named(text: str, form: Form, firms: Names) -> str:
    """The name a cell stands for."""
    label = form.labels.get(text, text)
    return firms.get(text) or firms.get(label) or label


def _responses(form: Form, plan: TablePlan, who: Texts) -> Responses:
    keys = np.array(name_keys(list(who)), dtype=object) if len(who) else who
    if plan.wave is None:
        wave = np.full(len(who), "", dtype=object)
    else:
        wave = texts_of(form.cells[plan.wave])
    return Responses(form, plan, who, keys, wave)


def _kept(responses: Responses, keep: Flags) -> Responses:
    if keep.all():
        return responses
    form = _rows(responses.form, keep)
    who, keys, wave = responses.who[keep], responses.keys[keep], responses.wave[keep]
    return replace(responses, form=form, who=who, keys=keys, wave=wave)


def _rows(form: Form, keep: Flags) -> Form:
    cells = form.cells[keep].reset_index(drop=True)
    return replace(form, cells=cells, rows=form.rows[keep])


def _counting(form: Form, log: Log) -> Form:
    """Leave out previews and unfinished responses, one row of the file each."""
    if not form.dropped:
        return form
    for row, reason in form.dropped.items():
        text = say("The response is {reason}; it was left out.", reason=reason)
        log.add("response_left_out", Place(form.file, form.sheet, row), text)
    return _rows(form, ~np.isin(form.rows, list(form.dropped)))


def _named(responses: Responses, log: Log) -> Responses:
    form, place = responses.form, responses.plan.respondent
    lost = responses.who == ""
    if place is None or not lost.any():
        return responses
    used = [p for p in sorted(responses.plan.used()) if p != place]
    filled = np.zeros(len(lost), dtype=bool)
    for column in used:
        filled |= (form.cells[column] != "").to_numpy(dtype=bool)
    header = form.questions[place].header
    for at in np.flatnonzero(lost & filled):
        where = Place(form.file, form.sheet, int(form.rows[at]), header)
        text = say("The response does not say which firm gave it; it was left out.")
        log.add("missing_respondent", where, text)
    return _kept(responses, ~lost)


def _without_notes(responses: Responses, log: Log) -> Responses:
    """Leave out rows that hold one text only, and no name: notes below a table."""
    form, place = responses.form, responses.plan.respondent
    if place is None:
        return responses
    filled = (form.cells != "").sum(axis=1).to_numpy()
    told = form.cells[place].map(_is_note).to_numpy(dtype=bool)
    notes = (filled == 1) & told
    for at in np.flatnonzero(notes):
        text = str(form.cells[place].iat[at])
        where = Place(form.file, form.sheet, int(form.rows[at]), value=text)
        said = say("The row holds nothing but a note; it was not read as an answer.")
        log.add("response_left_out", where, said, say("Nothing need be done if it is no firm."))
    return _kept(responses, ~notes)


def _is_note(text: str) -> bool:
    return (phrase(text.partition(":")[0]) in _NOTES and ":" in text) or len(text) > _LONGEST_NAME


def _once(responses: Responses, log: Log) -> Responses:
    """Of several responses of one firm the last whole one stays."""
    pairs = list(zip(responses.keys, responses.wave, strict=True))
    if len(set(pairs)) == len(pairs):
        return responses
    groups: dict[tuple[str, str], list[int]] = {}
    for at, pair in enumerate(pairs):
        groups.setdefault(pair, []).append(at)
    keep = np.ones(len(pairs), dtype=bool)
    for rows in groups.values():
        if len(rows) > 1:
            last = _last_whole(responses, rows)
            keep[[at for at in rows if at != last]] = False
            _say_twice(responses, rows, last, log)
    return _kept(responses, keep)


def _last_whole(responses: Responses, rows: list[int]) -> int:
    """The last response that is not far emptier than the fullest."""
    places = sorted(responses.plan.used())
    answers = responses.form.cells[places].iloc[rows]
    counts = (answers != "").sum(axis=1).to_numpy()
    return rows[int(np.flatnonzero(2 * counts >= counts.max())[-1])]


def _say_twice(responses: Responses, rows: list[int], last: int, log: Log) -> None:
    form, place = responses.form, responses.plan.respondent
    header = "" if place is None else form.questions[place].header
    who, used = str(responses.who[last]), int(form.rows[last])
    for at in rows:
        if at == last:
            continue
        where = Place(form.file, form.sheet, int(form.rows[at]), header, who)
        text = say(
            "{who} answered several times; its last whole response, row {used}, was "
            "used and this one left out.",
            who=quoted(who),
            used=used,
        )
        log.add("several_responses", where, text)

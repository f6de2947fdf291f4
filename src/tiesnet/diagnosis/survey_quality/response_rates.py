"""How many answered each question, wave by wave."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.connection.register import ENOUGH
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field, Gap
from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.survey_quality.asked import as_asked, relation_label, tells_answers, wave_of
from tiesnet.diagnosis.words import percent
from tiesnet.language import in_quotes, joined, say, say_n, word
from tiesnet.metrics import Measures
from tiesnet.network import Network
from tiesnet.survey import Survey, wave_order

ANY = word("Any question about ties")
_STATES = ("answered", "partly", "silent", "not_asked")
_FIELDS = (
    Field("wave", "Wave"),
    Field("relation", "Question"),
    Field("asked", "Asked", "count", "firms", "Answered, in part or silent."),
    Field("answered", "Answered", "count", "firms"),
    Field("partly", "In part", "count", "firms"),
    Field("silent", "Silent", "count", "firms", "Asked, and did not answer."),
    Field("not_asked", "Not asked", "count", "firms"),
    Field("rate", "Response rate", "percent", "of firms asked",
          "Firms that answered in full or in part, over the firms asked."),
    Field("everybody_asked", "Asked, with institutions", "count", "actors"),
    Field("everybody_rate", "Response rate, with institutions", "percent", "of actors asked"),
)  # fmt: skip


@diagnosis(
    chapter="survey",
    label="Response rates",
    question="How many answered each question?",
    needs="who answered: a table of responses, a column respondent, or a reporter of every tie",
    limits="It counts answers, not whether they are true. Who was never asked is in no rate.",
    source="aapor2023, kossinets2006, costenbader2003",
)
def response_rates(measures: Measures, *, enough: float = ENOUGH) -> Diagnosis:
    """Of the firms asked a question, the share that answered it, in every wave.

    An actor of the cluster is in one of four states for every question and wave: answered, in
    part, silent (asked, no answer), not asked. The response rate is (answered + in part) over
    (answered + in part + silent), which the standard definitions of survey research call response
    rate 2. Firms come first; with institutions the rate is given beside it. For all questions
    together a firm answered when it answered all it was asked, and in part when it answered some.
    """
    net = as_asked(measures.net)
    rows = rates(net) if tells_answers(net) else _none()
    fields = tuple(field for field in _FIELDS if field.key in rows)
    return Diagnosis(
        tables=(Evidence("response_rates", "Answers by question", _shown(rows), fields),),
        findings=_findings(rows, wave_of(net)),
        gaps=_gaps(net, rows),
        cautions=_cautions(rows, wave_of(net), enough),
        parameters={word("Response rate below which numbers of the whole are doubtful"): enough},
    )


def rates(net: Network) -> pd.DataFrame:
    """Count the states of every question and wave, the latest wave first.

    Returns
    -------
    DataFrame
        ``wave``, ``relation`` (in words; `ANY` for all together), the numbers of firms inside the
        cluster by state, ``rate``, ``everybody_asked`` and ``everybody_rate``. Columns that say
        nothing are left out.
    """
    survey = net.origin.survey
    if survey is None:
        return _none()
    rows = [
        row
        for wave, states in _by_wave(survey)
        for row in _of_wave(survey, "" if wave is None else wave, states)
    ]
    table = pd.DataFrame(rows, columns=[field.key for field in _FIELDS])
    table = table[table["everybody_asked"] > 0].reset_index(drop=True)
    if (table["everybody_asked"] == table["asked"]).all():
        table = table.drop(columns=["everybody_asked", "everybody_rate"])
    empty = [name for name in ("partly", "not_asked") if (table[name] == 0).all()]
    empty += ["wave"] if (table["wave"] == "").all() else []
    return table.drop(columns=empty)


def _shown(rows: pd.DataFrame) -> pd.DataFrame:
    """Say what stands for all questions; the questions are texts of the survey."""
    return rows.assign(relation=rows["relation"].replace(ANY, say(ANY)))


def _none() -> pd.DataFrame:
    return pd.DataFrame({field.key: pd.Series(dtype="object") for field in _FIELDS[1:8]})


def _by_wave(survey: Survey) -> list[tuple[str | None, pd.DataFrame]]:
    """Give the states of the actors of the cluster, the latest wave first."""
    inside = survey.actors.index[survey.actors["in_cluster"].astype(bool)]
    states = survey.responses[survey.responses["actor"].isin(inside)]
    waves = sorted((str(w) for w in states["wave"].dropna().unique()), key=wave_order, reverse=True)
    if not waves:
        return [(None, states)]
    return [(wave, states[states["wave"].eq(wave).fillna(False).astype(bool)]) for wave in waves]


def _of_wave(survey: Survey, wave: str, states: pd.DataFrame) -> list[dict[str, object]]:
    kind = survey.actors["kind"].reindex(states["actor"].astype("object")).to_numpy()
    states = states.assign(firm=kind == "firm")
    parts = [(ANY, _together(states))]
    parts += [
        (relation_label(survey, str(name)), states[states["relation"].eq(name)])
        for name in survey.relations.index
    ]
    # With one question it is the whole.
    return [_row(wave, label, own) for label, own in (parts if len(parts) > 2 else parts[1:])]


def _together(states: pd.DataFrame) -> pd.DataFrame:
    """Say in one word how each actor answered all its questions: ``firm``, ``state``."""
    marks = pd.DataFrame({name: states["state"].eq(name) for name in _STATES})
    by = marks.groupby(states["actor"].astype("object"), sort=False)
    some, every = by.any(), by.all()
    asked = ~every["not_asked"]
    full = ~(some["partly"] | some["silent"])
    none = ~(some["answered"] | some["partly"])
    words = np.select([~asked, full, none], ["not_asked", "answered", "silent"], default="partly")
    firm = states.groupby(states["actor"].astype("object"), sort=False)["firm"].first()
    return pd.DataFrame({"firm": firm.to_numpy(dtype=bool), "state": words})


def _row(wave: str, label: str, own: pd.DataFrame) -> dict[str, object]:
    firms = own.loc[own["firm"], "state"].value_counts()
    found = {name: int(firms.get(name, 0)) for name in _STATES}
    asked = sum(found[name] for name in _STATES[:3])
    every = own["state"].value_counts()
    all_asked = int(sum(every.get(name, 0) for name in _STATES[:3]))
    all_told = int(every.get("answered", 0) + every.get("partly", 0))
    return {
        "wave": wave,
        "relation": label,
        "asked": asked,
        **found,
        "rate": (found["answered"] + found["partly"]) / asked if asked else np.nan,
        "everybody_asked": all_asked,
        "everybody_rate": all_told / all_asked if all_asked else np.nan,
    }


def _here(rows: pd.DataFrame, wave: str) -> pd.DataFrame:
    """Keep the wave shown, question by question."""
    if "wave" in rows and wave:
        rows = rows[rows["wave"] == wave]
    return rows[rows["relation"].ne(ANY) & rows["rate"].notna()]


def _findings(rows: pd.DataFrame, wave: str) -> tuple[Finding, ...]:
    here = _here(rows, wave)
    if here.empty:
        return ()
    low, high = here.loc[here["rate"].idxmin()], here.loc[here["rate"].idxmax()]
    fewest = here[here["rate"] == low["rate"]]
    evidence = here.reset_index(drop=True)
    if low["rate"] == high["rate"]:
        rate = percent(float(low["rate"]))
        claim = say("Every question was answered by {rate} of the firms asked", rate=rate)
        if len(here) == 1:
            claim = say(
                "“{question}” was answered by {rate} of the firms asked",
                question=low["relation"],
                rate=rate,
            )
        rest = say(" ({n} of {asked}).", n=_told(low), asked=int(low["asked"]))
    else:
        claim = say_n(
            len(fewest),
            "{questions} was answered by the fewest firms",
            "{questions} were answered by the fewest firms",
            questions=listed_in_marks(fewest["relation"]),
        )
        rest = _fewest(fewest, low, high)
    found = [Finding("response_rates", "survey", claim, (rest,), evidence, "", "aapor2023")]
    return (*found, *_over_time(rows))


def _fewest(fewest: pd.DataFrame, low: pd.Series, high: pd.Series) -> str:
    """Say by how many the questions with the lowest rate were answered, and by how many others."""
    said = {
        "rate": percent(float(low["rate"])),
        "question": high["relation"],
        "high": percent(float(high["rate"])),
    }
    if fewest["asked"].nunique() > 1:
        return say(": by {rate} of those asked; “{question}” by {high}.", **said)
    if len(fewest) > 1:
        return say_n(
            int(low["asked"]),
            ": each by {told} of {n} firm asked ({rate}); “{question}” by {high}.",
            ": each by {told} of {n} firms asked ({rate}); “{question}” by {high}.",
            told=_told(low),
            **said,
        )
    return say_n(
        int(low["asked"]),
        ": {told} of {n} firm asked ({rate}); “{question}” by {high}.",
        ": {told} of {n} firms asked ({rate}); “{question}” by {high}.",
        told=_told(low),
        **said,
    )


def _over_time(rows: pd.DataFrame) -> list[Finding]:
    """Compare the first wave with the last."""
    if "wave" not in rows or rows["wave"].nunique() < 2:
        return []
    whole = rows[rows["relation"].eq(ANY)]
    whole = (whole if len(whole) else rows).drop_duplicates("wave")
    last, first = whole.iloc[0], whole.iloc[-1]
    if pd.isna(last["rate"]) or pd.isna(first["rate"]):
        return []
    claim = say(
        "In {wave}, {rate} of the firms asked answered",
        wave=last["wave"],
        rate=percent(float(last["rate"])),
    )
    rest = say("; in {wave}, {rate}.", wave=first["wave"], rate=percent(float(first["rate"])))
    return [Finding("response_waves", "survey", claim, (rest,), whole.reset_index(drop=True))]


def listed_in_marks(labels: pd.Series) -> str:
    """List questions between quotation marks.

    >>> listed_in_marks(pd.Series(["Advice", "Sells to", "Friendship"]))
    '“Advice”, “Sells to” and “Friendship”'
    """
    return joined([in_quotes(label) for label in labels])


def _told(row: pd.Series) -> int:
    return int(row["answered"]) + int(row.get("partly", 0))


def _cautions(rows: pd.DataFrame, wave: str, enough: float) -> tuple[str, ...]:
    here = _here(rows, wave)
    low = [in_quotes(label) for label in here.loc[here["rate"] < enough, "relation"]]
    if not low:
        return ()
    return (
        say_n(
            len(low),
            "{questions} reaches less than {share}: numbers that rest on it may be far from the "
            "truth.",
            "{questions} reach less than {share}: numbers that rest on them may be far from the "
            "truth.",
            questions=", ".join(low),
            share=percent(enough),
        ),
    )


def _gaps(net: Network, rows: pd.DataFrame) -> tuple[Gap, ...]:
    if len(rows) or net.origin.survey is None:
        return ()
    return (
        Gap(
            "The survey does not say who answered, so no response rate can be given.",
            "Write down for every firm whether it answered (column respondent of the table "
            "actors), or for every question (table responses).",
        ),
    )

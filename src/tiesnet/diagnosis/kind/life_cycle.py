"""Where a cluster stands in its life cycle: firms that come and go, ties that grow and renew."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.closeness.pair_kinds import cannot_pair
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Field, Gap
from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.kind.life_signs import (
    EMBRYONIC,
    STAGES,
    Cuts,
    Sign,
    exported,
    last_step,
    signs_of,
)
from tiesnet.diagnosis.kind.phrases import either
from tiesnet.diagnosis.kind.wave_change import Waves, moves, tie_change, wave_names, waves_of
from tiesnet.diagnosis.words import count, percent
from tiesnet.language import say, say_n, word
from tiesnet.metrics import Measures
from tiesnet.network import ANSWERED, NOT_SURVEYED, PARTLY

_ENOUGH = 0.7
_STEP = (Field("from_wave", "From wave"), Field("to_wave", "To wave"))
_INDICATORS = (
    Field("indicator", "What was looked at", "word"),
    Field("value", "What was found"),
    Field("rule", "What would point where"),
    Field("points_to", "Points to"),
)
_FIRMS = (
    *_STEP,
    Field("before", "Firms before", "count", "firms"),
    Field("came", "Came", "count", "firms"),
    Field("left", "Left", "count", "firms"),
    Field("after", "Firms after", "count", "firms"),
    Field("entry", "Entry rate", "percent", "of firms before"),
    Field("exit", "Exit rate", "percent", "of firms before"),
    Field("answers_before", "Answered before", "percent", "of firms asked"),
    Field("answers_after", "Answered after", "percent", "of firms asked"),
)
_TIES = (
    *_STEP,
    Field("layer", "Relation", "layer"),
    Field("firms", "Firms in both", "count", "firms"),
    Field("pairs", "Pairs known in both", "count", "pairs"),
    Field("before", "Tied before", "count", "pairs"),
    Field("after", "Tied after", "count", "pairs"),
    Field("created", "Created", "count", "pairs"),
    Field("kept", "Kept", "count", "pairs"),
    Field("dissolved", "Dissolved", "count", "pairs"),
    Field("jaccard", "Stability (Jaccard)", "percent", "", "Kept, of all tied in either wave."),
)
_MOVES = (*_STEP, Field("firm", "Firm"), Field("move", "Came or left", "word"))


@diagnosis(
    chapter="kind",
    label="Life cycle",
    question="Is the cluster growing, mature or in decline?",
    needs="two waves of the survey at least, with the same questions, and which firms were there "
    "in each; exports help",
    limits="Two waves are two photographs: what happened between them is not seen, and a firm that "
    "was not asked looks as if it had not been there. Rates are per step between waves, not per "
    "year. The cut-offs are reasoned, not calibrated.",
    source="rosenfeld2002",
)
def life_cycle(
    measures: Measures, *, change: float = 0.1, renewal: float = 0.3, local: float = 0.1,
    fewest: int = 3, majority: float = 0.6,
) -> Diagnosis:  # fmt: skip
    """Firms that came and left, ties made and lost between waves, and the stage they point to.

    Four stages are told apart (Rosenfeld 2002): an embryonic cluster sells nearby and is still
    being built; in growth it draws new firms; in maturity it works by routine and few things
    change; in decline firms and ties are lost.

    Between each wave and the next: the entry rate is the firms that came over the firms before,
    the exit rate those that left over the firms before. Ties are compared among the firms there in
    both waves, over pairs known in both, directions ignored: growth is (tied after - tied
    before) / tied before, renewal the share of the later ties that are new, stability (Jaccard)
    kept / (created + kept + dissolved). So firms that come and go do not count as ties made and
    lost. For all ties where the same questions were asked, else for the relation with most pairs
    known in both waves.

    Each indicator of the last step points to one stage or several, by the rule beside it. A stage
    is named when at least so many indicators have data (fewest), the given share of them points
    to it (majority), and to no other as many.
    """
    parameters = {
        word("A change counts from"): change,
        word("Renewal from"): renewal,
        word("Local markets: exports under"): local,
        word("Indicators needed"): fewest,
        word("Share that must point to a stage"): majority,
    }
    gap = _too_few(measures) or cannot_pair(measures.net)
    if gap is not None:
        return Diagnosis(gaps=(gap,), parameters=parameters)
    waves = waves_of(measures.net)
    firms, ties = _firms(waves), tie_change(waves)
    signs = signs_of(measures, firms, ties, Cuts(change, renewal, local), waves.told)
    said = [
        *_stage(signs, fewest, majority),
        *_came(firms, waves.told),
        *_renewed(ties, firms.iloc[-1]),
    ]
    return Diagnosis(
        tables=(
            _signs_table(signs),
            Evidence("life_firms", "Firms that came and left", firms, _FIRMS, shown="folded"),
            Evidence("life_ties", "Ties among the firms there in both waves", ties, _TIES,
                     shown="folded"),
            Evidence("life_moves", "Who came and who left",
                     _named(measures, waves), _MOVES, shown="workbook"),
        ),
        findings=tuple(said),
        gaps=tuple(_gaps(measures, ties, waves.told)),
        cautions=tuple(_cautions(firms, signs, fewest)),
        parameters=parameters,
    )  # fmt: skip


def _signs_table(signs: Sequence[Sign]) -> Evidence:
    """Put the indicators below each other, with the stages each points to."""
    rows = [{**sign._asdict(), "points_to": either(sign.points_to)} for sign in signs]
    frame = pd.DataFrame(rows, columns=[field.key for field in _INDICATORS])
    return Evidence("life_cycle", "Evidence, indicator by indicator", frame, _INDICATORS,
                    "From the last wave but one to the last.")  # fmt: skip


def _too_few(measures: Measures) -> Gap | None:
    names = wave_names(measures.net)
    if len(names) > 1:
        return None
    return Gap(
        "Whether the cluster grows or declines cannot be said: it takes two waves of the survey.",
        "Ask the same questions again in a year or two, and give every answer its wave "
        "(column wave).",
    )


def _firms(waves: Waves) -> pd.DataFrame:
    rows = []
    found = moves(waves)
    for first, second in pairwise(waves.nets):
        step = found[(found["from_wave"] == first) & (found["to_wave"] == second)]["move"]
        before, after = (len(waves.nets[wave].actors) for wave in (first, second))
        came, left = (int((step == word).sum()) for word in ("came", "left"))
        row: dict[str, object] = {"from_wave": first, "to_wave": second, "before": before}
        row |= {"after": after, "answers_before": _answers(waves, first)}
        row |= {"answers_after": _answers(waves, second)}
        if waves.told:
            row |= {"came": came, "left": left}
            row |= {"entry": came / before, "exit": left / before} if before else {}
        rows.append(row)
    return pd.DataFrame(rows, columns=[field.key for field in _FIRMS])


def _named(measures: Measures, waves: Waves) -> pd.DataFrame:
    """Name the firms that came and left; those that left are no actors of the last wave."""
    survey = measures.net.origin.survey
    if survey is None or not waves.told:
        return pd.DataFrame(columns=[field.key for field in _MOVES])
    found, names = moves(waves), survey.actors["name"]
    return found.assign(firm=[str(names.get(firm, firm)) for firm in found["firm"]])


def _answers(waves: Waves, wave: str) -> float:
    states = waves.nets[wave].respondents.states()
    asked = int((states != NOT_SURVEYED).sum())
    return float(states.isin([ANSWERED, PARTLY]).sum()) / asked if asked else np.nan


def _stage(signs: list[Sign], fewest: int, majority: float) -> list[Finding]:
    if len(signs) < fewest:
        return []
    votes = {name: sum(name in sign.points_to for sign in signs) for name in STAGES}
    best = max(STAGES, key=lambda name: votes[name])
    alone = sum(votes[name] == votes[best] for name in STAGES) == 1
    with_data = count(len(signs), "indicator", "indicators")
    if alone and votes[best] >= majority * len(signs):
        claim = say("Most of the evidence points to {stage}", stage=_said(best))
        rest = say(": {n} of {indicators} with data.", n=votes[best], indicators=with_data)
    else:
        told = ", ".join(
            say_n(votes[name], "{n} points to {stage}", "{n} point to {stage}", stage=_said(name))
            for name in STAGES
            if votes[name]
        )
        claim = say("No stage of the life cycle fits well")
        rest = say(": of {indicators} {votes}.", indicators=with_data, votes=told)
    caution = say("A stage is a reading of few numbers, not a verdict: look at the indicators.")
    return [Finding("life_cycle", "kind", claim, (rest,), caution=caution, source="rosenfeld2002")]


def _said(stage: str) -> str:
    return say("an embryonic cluster") if stage == EMBRYONIC else say(stage)


def _came(firms: pd.DataFrame, told: bool) -> list[Finding]:
    if not told:
        return []
    last = firms.iloc[-1]
    claim = say(
        "{came} and {left} between wave {before} and wave {after}",
        came=say_n(int(last["came"]), "{n} firm came", "{n} firms came"),
        left=say_n(int(last["left"]), "{n} left", "{n} left"),
        before=last["from_wave"],
        after=last["to_wave"],
    )
    before, after = count(int(last["before"]), "firm", "firms"), int(last["after"])
    rest = say(": {before} before, {after} after.", before=before, after=after)
    return [Finding("life_firms", "kind", claim, (rest,), firms, source="rosenfeld2002")]


def _renewed(ties: pd.DataFrame, last: pd.Series) -> list[Finding]:
    step = last_step(ties, last)
    if step is None or np.isnan(step["jaccard"]):
        return []
    claim = say(
        "{share} of the pairs tied in either wave are tied in both", share=percent(step["jaccard"])
    )
    rest = say(
        ": {kept}, {created} and {dissolved} among the firms there in wave {before} and in wave "
        "{after}.",
        kept=say_n(int(step["kept"]), "{n} kept", "{n} kept"),
        created=say_n(int(step["created"]), "{n} created", "{n} created"),
        dissolved=say_n(int(step["dissolved"]), "{n} dissolved", "{n} dissolved"),
        before=step["from_wave"],
        after=step["to_wave"],
    )
    return [Finding("life_ties", "kind", claim, (rest,), ties, source="rosenfeld2002")]


def _gaps(measures: Measures, ties: pd.DataFrame, told: bool) -> list[Gap]:
    gaps = []
    if not told:
        gaps.append(
            Gap(
                "Which firms came and left between the waves is not known.",
                "Give every firm a row for each wave it was there (column wave of the table "
                "actors).",
            )
        )
    if ties.empty:
        gaps.append(
            Gap(
                "Which ties were made and lost cannot be said: no pair of firms is known in two "
                "waves.",
                "Ask the same firms the same questions in every wave.",
            )
        )
    if np.isnan(exported(measures)):
        gaps.append(
            Gap(
                "Whether the cluster sells nearby or far is not known.",
                "Ask every firm for the share of its sales that is exported (column exports).",
            )
        )
    return gaps


def _cautions(firms: pd.DataFrame, signs: list[Sign], fewest: int) -> list[str]:
    said = []
    last = firms.iloc[-1]
    low = [last[f"answers_{when}"] for when in ("before", "after")]
    if any(share < _ENOUGH for share in low):
        said.append(
            say(
                "In one of the two waves fewer than {share} of the firms answered.",
                share=percent(_ENOUGH),
            )
        )
    if len(signs) < fewest:
        said.append(
            say_n(
                len(signs),
                "Only {n} indicator has data: no stage is named.",
                "Only {n} indicators have data: no stage is named.",
            )
        )
    return said

"""How far the ranks of firms could move if the missing answers were known."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.chance.passed import evidence_of, tested, too_many
from tiesnet.diagnosis.evidence import Diagnosis, Evidence, Gap
from tiesnet.diagnosis.finding import Finding, Mention
from tiesnet.diagnosis.findings import findings
from tiesnet.diagnosis.kept import seed_of
from tiesnet.diagnosis.words import mentions, percent
from tiesnet.errors import NeedsError
from tiesnet.inference import Outcome, rank_intervals
from tiesnet.language import pieces_n, say, say_n, word
from tiesnet.metrics import Measures

_MOST, _TOP, _DRAWS = 300, 10, 40
_METRICS = ("degree", "betweenness")
_SHOWN = (
    "actor",
    "answered",
    "measure",
    "value",
    "rank",
    "rank_low",
    "rank_high",
    "top_share",
    "draws",
    "seed",
)
_WHAT = word("How far missing answers could change the ranks of firms cannot be said.")
_ASK = word(
    "Ask every firm of the cluster, so that the silent ones can be compared with many others."
)


@diagnosis(
    chapter="sure",
    label="Ranks and missing answers",
    question="Would the same firms be on top if everybody had answered?",
    needs="answers of most firms; some are missing",
    limits="Silent firms are taken to differ from the others only by what is known of them: their "
    "group, and what others say of them. If firms kept silent because of their ties, the truth "
    "can lie outside the intervals.",
    source="rubin1987, huisman2009",
)
def rank_spread(measures: Measures, *, draws: int = _DRAWS, most_actors: int = _MOST) -> Diagnosis:
    """Ranks by partners and by betweenness with intervals, the missing answers drawn many times.

    What silent firms did not tell is drawn from a model of the known ties (who names how many,
    who is named, groups, arrows back, shared contacts), its parameters included, and everything
    is computed on each completed network. An interval holds at least 90 % of the draws.
    """
    parameters = {
        word("Draws"): draws,
        word("Seed"): seed_of(measures),
        word("Share of the draws an interval holds, at least"): 0.9,
        word("Shown at once: ranks that can be up to"): _TOP,
        word("Most actors"): most_actors,
    }
    if caution := too_many(measures, most_actors, "'tiesnet robustness'"):
        return Diagnosis(cautions=(caution,), parameters=parameters)
    made = tested(
        rank_intervals,
        measures.net,
        _METRICS,
        draws=draws,
        seed=seed_of(measures),
        what=_WHAT,
        ask=_ASK,
    )
    if isinstance(made, Gap):
        return Diagnosis(gaps=(made,), parameters=parameters)
    if not (made.table("top")["draws"] > 0).any():
        return Diagnosis(parameters=parameters)  # nobody's answer is missing
    found = (_finding(measures, row) for _, row in made.table("top").iterrows())
    return Diagnosis(
        tables=_tables(made, _named(measures)),
        findings=tuple(found),
        cautions=_cautions(measures, made),
        parameters=parameters,
    )


def _named(measures: Measures) -> set[str]:
    """Give the actors named on the first page; none where not all was measured for it."""
    try:
        said = [part for one in findings(measures) for part in one.rest]
    except NeedsError:
        return set()
    return {part.id for part in said if isinstance(part, Mention)}


def _tables(made: Outcome, named: set[str]) -> tuple[Evidence, ...]:
    """Give who can be among the first ten, or is named on the first page; all in the workbook."""
    passed = {one.key: one for one in evidence_of(made, "ranks", left=("labels",))}
    every = passed.pop("ranks_firms")
    best = every.rows["rank_low"].fillna(every.rows["rank"])
    chosen = (best <= _TOP) | every.rows["actor"].isin(named)
    near = every.rows[chosen].assign(_best=best, _order=_order(every.rows["measure"]))
    near = near.sort_values(["_order", "_best", "rank_high"], kind="stable")
    near = near.drop(columns=["_best", "_order"])
    top = replace(
        every,
        key="ranks_near",
        title=say("Who can be among the first {n}, or is named on the first page", n=_TOP),
        rows=near[list(_SHOWN)].reset_index(drop=True),
        fields=tuple(field for field in every.fields if field.key in _SHOWN),
        shown="page",
    )
    return (top, *passed.values(), every)


def _order(measures: pd.Series) -> pd.Series:
    """Number the measures as they were asked for."""
    return measures.map({name: place for place, name in enumerate(measures.unique())})


def _finding(measures: Measures, row: pd.Series) -> Finding:
    """Say how much of the top stays, and whether the first stays first."""
    size, stays = int(row["size"]), float(row["kept"])
    say_claim = _most_partners if row["metric"] == "degree" else _most_between
    claim = say_claim(size, "" if stays > 1 - 1e-9 else percent(stays))
    leaders = [Mention(str(k), _name(measures, str(k))) for k in row["leader"]]
    parts = _first(leaders, "" if row["first"] > 1 - 1e-9 else percent(row["first"]))
    return Finding(
        f"rank_spread_{row['metric']}",
        "sure",
        claim,
        parts,
        row.to_frame().T.reset_index(drop=True),
        source="rubin1987",
    )


def _most_partners(size: int, share: str) -> str:
    """Say how many of those with most partners stay on top; all of them without a share."""
    if not share:
        return say_n(
            size,
            "The {n} actor with most partners stays on top",
            "The {n} actors with most partners stay on top",
        )
    return say_n(
        size,
        "Of the {n} actor with most partners, {share} stay on top",
        "Of the {n} actors with most partners, {share} stay on top",
        share=share,
    )


def _most_between(size: int, share: str) -> str:
    if not share:
        return say_n(
            size,
            "The {n} actor that connects most others (betweenness) stays on top",
            "The {n} actors that connect most others (betweenness) stay on top",
        )
    return say_n(
        size,
        "Of the {n} actor that connects most others (betweenness), {share} stay on top",
        "Of the {n} actors that connect most others (betweenness), {share} stay on top",
        share=share,
    )


def _first(leaders: list[Mention], share: str) -> tuple[str | Mention, ...]:
    """Say who stays first, and in which share of the draws; in every draw without a share."""
    if not leaders:
        return (say(" on average when the missing answers are drawn."),)
    if not share:
        return pieces_n(
            len(leaders),
            " on average when the missing answers are drawn; {actors} stays first in every draw.",
            " on average when the missing answers are drawn; {actors} stay first in every draw.",
            actors=mentions(leaders),
        )
    return pieces_n(
        len(leaders),
        " on average when the missing answers are drawn; {actors} stays first in {share} of draws.",
        " on average when the missing answers are drawn; {actors} stay first in {share} of draws.",
        actors=mentions(leaders),
        share=share,
    )


def _name(measures: Measures, actor: str) -> str:
    return str(measures.net.actors["name"].get(actor, actor))


def _cautions(measures: Measures, made: Outcome) -> tuple[str, ...]:
    inside = measures.net.inside()
    share = float(inside.respondents.observed().mean())
    said = [say("A firm that did not answer has no rank as observed; in the draws it has one.")]
    if share < 0.5:
        said.append(say("Fewer than half answered everything: the intervals rest on few answers."))
    return tuple(said)

"""What became of ties from one wave of the survey to the next."""

from __future__ import annotations

import pandas as pd

from tiesnet.diagnosis._catalogue import diagnosis
from tiesnet.diagnosis.chance.passed import LEVEL, REPLICATIONS, drawn, evidence_of, tested
from tiesnet.diagnosis.evidence import Diagnosis, Gap
from tiesnet.diagnosis.finding import Finding
from tiesnet.diagnosis.kept import seed_of
from tiesnet.diagnosis.words import count, p_value, percent
from tiesnet.inference import rounds_of, wave_changes
from tiesnet.language import say, say_n, word
from tiesnet.metrics import Measures
from tiesnet.network import UNIONS

_WHAT = word("What changed since an earlier survey cannot be said.")
_ASK = word("Repeat the survey with the same questions in two or three years.")
_CAUTION = word("Waves are photographs: a tie made and lost between two of them is not seen.")


@diagnosis(
    chapter="chance",
    label="Changes between waves",
    question="What has changed since the last survey, beyond chance?",
    needs="the same questions asked in two waves or more",
    limits="Waves are photographs: ties made and lost between them are not seen. A change after a "
    "programme is not an effect of it: that takes firms to compare with.",
    source="snijders1999, krackhardt1987, phipson2010",
)
def changes(measures: Measures, *, replications: int = REPLICATIONS) -> Diagnosis:
    """Ties created, kept and dissolved from each wave to the next, and whether density changed.

    Over the pairs known in both waves, of the actors that were there in both; who came and who
    left stands apart. The change of density and of the mean number of partners is tested by a
    bootstrap of actors drawn together for both waves (Snijders & Borgatti 1999).
    """
    parameters = drawn(measures, replications)
    survey = measures.net.origin.survey
    if survey is None or survey.ties["wave"].nunique() < 2:
        return Diagnosis(gaps=(Gap(_WHAT, _ASK),), parameters=parameters)
    asked = [name for name in UNIONS if name in measures.network.columns]
    policies = measures.net.origin.parameters.get("policies")
    made = tested(
        wave_changes,
        rounds_of(survey, policies=policies),
        layers=asked or None,
        metrics=("degree",),
        replications=replications,
        seed=seed_of(measures),
        what=_WHAT,
        ask=_ASK,
    )
    if isinstance(made, Gap):
        return Diagnosis(gaps=(made,), parameters=parameters)
    return Diagnosis(
        tables=evidence_of(made, "wave", open_=("wave_ties", "wave_drift")),
        findings=_said(made.table("wave_ties"), made.table("wave_drift")),
        cautions=(say(_CAUTION),),
        parameters=parameters,
    )


def _said(ties: pd.DataFrame, drift: pd.DataFrame) -> tuple[Finding, ...]:
    """Say of the last two waves how many ties were kept, and whether there are more now."""
    last = ties[ties["to_wave"] == ties["to_wave"].iloc[-1]] if len(ties) else ties
    whole = last[last["layer"] == "all"]
    if whole.empty or not whole["before"].iloc[0]:
        return ()
    row = whole.iloc[0]
    claim = say_n(
        int(row["created"]),
        "From {first} to {second}, {share} of {ties} were kept and {n} was made anew",
        "From {first} to {second}, {share} of {ties} were kept and {n} were made anew",
        first=row["from_wave"],
        second=row["to_wave"],
        share=percent(row["kept"] / row["before"]),
        ties=count(int(row["before"]), "tie", "ties"),
    )
    return (Finding("changes", "chance", claim, (_denser(row, drift),), ties, say(_CAUTION),
                    "snijders1999"),)  # fmt: skip


def _denser(row: pd.Series, drift: pd.DataFrame) -> str:
    same = drift[(drift["to_wave"] == row["to_wave"]) & (drift["layer"] == "all")]
    density = same[same["measure"] == "Density"]
    if density.empty or pd.isna(density["p"].iloc[0]):
        return "."
    change = density.iloc[0]
    p = p_value(change["p"])
    if change["p"] > LEVEL:
        return say("; the network is neither clearly denser nor thinner ({p}).", p=p)
    if change["observed"] > 0:
        return say("; the network is denser, beyond chance ({p}).", p=p)
    return say("; the network is thinner, beyond chance ({p}).", p=p)
